// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { modelFiles } from "../../../src/core/kernel";

const folder = "src/core/kernel/c";
const list = "src/core/kernel/files.ts";

function filesBelow(path: string): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true })
    .flatMap((entry) => {
      const below = path ? `${path}/${entry.name}` : entry.name;
      return entry.isDirectory() ? filesBelow(below) : [below];
    })
    .filter((name) => /\.[ch]$/.test(name))
    .sort();
}

const listText = (paths: readonly string[]): string =>
  [
    "// SPDX-License-Identifier: MIT",
    "// Every file of the model, by kernel path. Written by test/core/kernel/files.test.ts with",
    "// UPDATE_GOLDEN=1; over 400 lines only if the model grows, as it is a list.",
    ...paths.map((path, index) => `import f${index} from "./c/${path}";`),
    "",
    "export const modelTexts: ReadonlyMap<string, string> = new Map([",
    ...paths.map((path, index) => `  ["${path}", f${index}],`),
    "]);",
    "",
  ].join("\n");

test("the list of the model's files holds every file, and is written from the folder", () => {
  const paths = filesBelow("");
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(list, listText(paths));
  assert.equal(readFileSync(list, "utf8"), listText(paths));
  assert.deepEqual([...modelFiles], paths);
});

test("every file of the model begins with its licence", () => {
  for (const path of filesBelow(""))
    assert.match(readFileSync(join(folder, path), "utf8"), /^\/[/*] SPDX-License-Identifier: MIT/);
});
