// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import test from "node:test";

test("every text of the extension and its panel stands in the bundle for translators", () => {
  const args = ["test/support/l10n.mjs", "--check"];
  const done = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(done.stderr, "");
  assert.equal(done.status, 0);
});

interface Manifest {
  readonly [key: string]: unknown;
}

/** Properties of a manifest that a reader sees, by the parts that have them. */
const seen: Readonly<Record<string, readonly string[]>> = {
  commands: ["title"],
  viewsWelcome: ["contents"],
  configuration: ["description", "enumDescriptions", "markdownDescription"],
  walkthroughs: ["title", "description"],
  capabilities: ["description"],
};

function textsBelow(value: unknown, keys: readonly string[]): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    keys.includes(key) && typeof one === "string" ? [one] : textsBelow(one, keys),
  );
}

test("every text of the manifest has a key, and every key is used", () => {
  const text = readFileSync("package.json", "utf8");
  const manifest = JSON.parse(text) as Manifest & { contributes: Manifest };
  const words = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;
  const all = Object.entries(seen).flatMap(([part, keys]) =>
    textsBelow(part === "capabilities" ? manifest[part] : manifest.contributes[part], keys),
  );
  assert.ok(30 < all.length, `${all.length} texts`);
  assert.deepEqual(
    all.filter((one) => !/^%[\w.-]+%$/.test(one)),
    [],
  );
  const used = new Set(text.match(/(?<="%)[\w.-]+(?=%")/g));
  assert.deepEqual([...used].sort(), Object.keys(words).sort());
  for (const [key, one] of Object.entries(words)) assert.ok(one.trim(), key);
});
