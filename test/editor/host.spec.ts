// SPDX-License-Identifier: MIT
// Runs the in-host suite (test/editor/suite) through @vscode/test-electron: with the VS Code that
// VSCODE_EXECUTABLE names, with a downloaded one where HS_DESKTOP=1 asks for it, else with the
// served one. Which it was is part of the test's name. Each result of the suite is a test here.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runTests } from "@vscode/test-electron";
import { requireChromium, requireRipgrep } from "./machine";
import { editorName, prepareServer, projectRoot } from "./server";

interface SuiteResult {
  readonly name: string;
  readonly ok: boolean;
  readonly error?: string;
}

// Built by test/run.mjs.
const bundles = join(projectRoot, "dist/editor-test");

type Host =
  | { readonly kind: "given"; readonly executable: string }
  | { readonly kind: "download" }
  | { readonly kind: "served" };

function chooseHost(): Host {
  const executable = process.env["VSCODE_EXECUTABLE"];
  if (executable) return { kind: "given", executable };
  if (process.env["HS_DESKTOP"] === "1") return { kind: "download" };
  return { kind: "served" };
}

function hostName(host: Host): string {
  if (host.kind === "given") return `the VS Code given, ${host.executable}`;
  return host.kind === "download" ? "a downloaded desktop VS Code" : editorName;
}

const host = chooseHost();

test(`the in-host suite passes in ${hostName(host)}`, async (t) => {
  if (host.kind === "served") {
    requireChromium();
    requireRipgrep();
    prepareServer();
  }
  const folder = mkdtempSync(join(tmpdir(), "hunkscope-suite-"));
  try {
    const resultFile = join(folder, "result.json");
    let failure: unknown;
    await runTests({
      ...(await executableOf(host)),
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: join(bundles, "editor/suite/index.cjs"),
      launchArgs: [join(projectRoot, "media/sample"), "--disable-workspace-trust"],
      extensionTestsEnv: { HUNKSCOPE_SUITE_RESULT: resultFile },
    }).catch((error: unknown) => (failure = error));
    const results = readResults(resultFile);
    for (const { name, ok, error } of results)
      await t.test(name, () => assert.ok(ok, error ?? "failed"));
    assert.ok(results.length, `the suite ran no test: ${String(failure)}`);
    assert.equal(failure, undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

function executableOf(chosen: Host): { vscodeExecutablePath?: string; version?: string } {
  switch (chosen.kind) {
    case "given":
      return { vscodeExecutablePath: chosen.executable };
    case "download":
      return { version: "1.90.0" };
    case "served":
      return { vscodeExecutablePath: writeShim() };
  }
}

function writeShim(): string {
  const path = join(bundles, "code");
  const script = join(bundles, "editor/shim.cjs");
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

function readResults(path: string): readonly SuiteResult[] {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as readonly SuiteResult[];
  } catch {
    return [];
  }
}
