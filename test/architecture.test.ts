// SPDX-License-Identifier: MIT
// ARCHITECTURE.md holds two lists that are taken from the sources: the codes of diagnostics and the
// fidelity of the model. UPDATE_GOLDEN=1 writes them; otherwise they must be there as they are.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { format } from "prettier";
import { functionCatalog, levelChanges, levels } from "../src/core/kernel";

const path = "ARCHITECTURE.md";
const coreFolders = readdirSync("src/core", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test("every folder of the core stands in the code map", () => {
  const text = readFileSync(path, "utf8");
  const missing = coreFolders.filter((folder) => !text.includes(`- \`${folder}/\`:`));
  assert.deepEqual(missing, []);
});

test("every code of a diagnostic, repair or assumption is listed", async () => {
  const codes = new Set(coreFolders.flatMap((folder) => codesIn(join("src/core", folder))));
  const byFolder = coreFolders.flatMap((folder) => {
    const own = [...codes].filter((code) => code.startsWith(`${folder}/`)).sort();
    return own.length ? [item(names(own))] : [];
  });
  await checkSection("codes", byFolder.join("\n"));
});

test("the list of what the model holds agrees with its catalog", async () => {
  const level = levels[0];
  assert.ok(level);
  const catalog = functionCatalog(level.id);
  const files = [...new Set(catalog.map((entry) => entry.path))].sort();
  const kinds = ["interpreted", "primitive", "stub"] as const;
  const rows = files.map((file) => {
    const parts = kinds.flatMap((kind) => {
      const own = catalog.filter((entry) => entry.path === file && entry.fidelity === kind);
      return own.length ? [`${kind} ${names(own.map(({ name }) => name))}`] : [];
    });
    return item(`\`${file}\`: ${parts.join("; ")}`);
  });
  const head = `Level ${level.id} (${level.label}), ${catalog.length} functions:`;
  const later = levels.slice(1).flatMap(({ id, label }, index) => {
    const changes = Object.entries(levelChanges(id)).map(([file, { added, removed, changed }]) => {
      const told = [
        ...[added ? `new ${names(added)}` : "", removed ? `gone ${names(removed)}` : ""],
        changed ? `other text ${names(changed)}` : "",
      ];
      return item(`\`${file}\`: ${told.filter(Boolean).join("; ")}`);
    });
    return ["", `Level ${id} (${label}), against ${levels[index]?.id}:`, "", ...changes];
  });
  await checkSection("fidelity", [head, "", ...rows, ...later].join("\n"));
});

const names = (list: readonly string[]): string => list.map((name) => `\`${name}\``).join(", ");

/** One item of a list, wrapped as the rest of the file is. */
function item(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= 98) lines.push(`${lines.pop()} ${word}`);
    else lines.push(word);
  }
  return `- ${lines.join("\n  ")}`;
}

function codesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap(
      (file) => readFileSync(join(folder, file), "utf8").match(/"[a-z]+\/[a-z0-9-]+"/g) ?? [],
    )
    .map((literal) => literal.slice(1, -1))
    .filter((code) => coreFolders.includes(code.split("/")[0] ?? ""));
}

/** The text between `<!-- name -->` and `<!-- /name -->`, as prettier writes it. */
async function checkSection(name: string, wanted: string): Promise<void> {
  const text = readFileSync(path, "utf8");
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf(end);
  assert.ok(start.length <= from && from < to, `${path} has no section ${name}`);
  const filled = `${text.slice(0, from)}\n\n${wanted}\n\n${text.slice(to)}`;
  const formatted = await format(filled, { parser: "markdown", printWidth: 100 });
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, formatted);
  else assert.equal(text, formatted, `${path} is out of date: run with UPDATE_GOLDEN=1`);
}
