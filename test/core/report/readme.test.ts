// SPDX-License-Identifier: MIT
// README shows the first screen of the sample's report as it is. UPDATE_GOLDEN=1 writes it.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import test from "node:test";
import { examinationText } from "../../../src/core/report";
import { examined } from "../review/support";

const begin = "<!-- sample -->\n";
const end = "<!-- /sample -->";
/** A terminal's usual height. */
const screenLines = 40;

/** Of every patch what stands above its first scenario. */
function firstScreen(): string {
  const lines = examinationText(examined(), { trace: false }).trimEnd().split("\n");
  const kept: string[] = [];
  let isShown = true;
  for (const line of lines) {
    if (/^Patch \d/.test(line)) isShown = true;
    if (/^[a-z]\d+-[\w-]+: /.test(line)) isShown = false;
    if (isShown) kept.push(line);
  }
  return kept.join("\n").trimEnd();
}

test("README shows the first screen of the sample's report as it is", () => {
  const text = readFileSync("README.md", "utf8");
  const at = text.indexOf(begin) + begin.length;
  const shown = `\n\`\`\`text\n${firstScreen()}\n\`\`\`\n\n`;
  const wanted = text.slice(0, at) + shown + text.slice(text.indexOf(end));
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync("README.md", wanted);
  else assert.equal(text, wanted);
});

test("the first screen is one screen", () =>
  assert.ok(firstScreen().split("\n").length <= screenLines, firstScreen()));
