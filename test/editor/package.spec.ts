// SPDX-License-Identifier: MIT
// What is in the package a user installs, how large it is, and what its bundles must not hold.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { expectGolden } from "../support/golden";
import { packExtension, zipEntries } from "./pack";
import { projectRoot } from "./server";

const kibibyte = 1024;

/** The budgets of the design: activation reads the first, every panel the last but one. */
const budgets = [
  { file: "dist/extension.js", sizeBytesMax: 400 * kibibyte },
  { file: "dist/web/extension.js", sizeBytesMax: 400 * kibibyte },
  { file: "dist/webview/main.js", sizeBytesMax: 120 * kibibyte },
];
const packageBytesMax = 1_500_000;

const bundles = ["dist/extension.js", "dist/worker.js", "dist/web/extension.js"].concat(
  "dist/web/worker.js",
  "dist/webview/main.js",
);

describe("the package", () => {
  const scratch = mkdtempSync(join(tmpdir(), "hunkscope-package-"));
  const vsix = join(scratch, "hunkscope.vsix");

  before(() => packExtension(vsix));
  after(() => rmSync(scratch, { recursive: true, force: true }));

  test("holds exactly the files that are listed", () => {
    expectGolden("test/editor/package.golden.txt", `${zipEntries(vsix).join("\n")}\n`);
  });

  test("is at most 1.5 MB", () => {
    assert.ok(statSync(vsix).size <= packageBytesMax, `${statSync(vsix).size} bytes`);
  });

  for (const { file, sizeBytesMax } of budgets)
    test(`keeps ${file} within ${sizeBytesMax / kibibyte} KB`, () => {
      const { size } = statSync(join(projectRoot, file));
      assert.ok(size <= sizeBytesMax, `${size} bytes`);
    });

  for (const file of bundles)
    test(`evaluates no text in ${file}, and names no path of this machine`, () => {
      const text = readFileSync(join(projectRoot, file), "utf8");
      assert.doesNotMatch(text, /\beval\(|new Function\b/);
      assert.ok(!text.includes(projectRoot));
    });

  test("asks the network for nothing", () => {
    for (const file of bundles) {
      const text = readFileSync(join(projectRoot, file), "utf8");
      assert.doesNotMatch(text, /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon/, file);
      assert.doesNotMatch(text, /require\("(node:)?(https?|net|tls|dgram|child_process)"\)/, file);
    }
  });
});
