// SPDX-License-Identifier: MIT
// Scenarios of the user's own on the command line.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { CommandError } from "../../src/cli/answer";
import { parseSimulate } from "../../src/cli/args";
import { runScenarios } from "../../src/cli/catalog";
import { readScenarioFiles } from "../../src/cli/scenario-files";
import { runSimulate } from "../../src/cli/simulate";
import { readFiles } from "../../src/cli/files";

const shipped = readFileSync("src/core/sim/scenarios/u8-inode-corrupt.json", "utf8");
const mine = shipped.replace("u8-inode-corrupt", "z1-mine");
const sample = "media/sample/thread.mbox";

const lineOf = (words: string): number => mine.slice(0, mine.indexOf(words)).split("\n").length;

/** Runs a test in a folder that holds these scenarios. */
function within(files: Readonly<Record<string, string>>, work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "scenarios-"));
  const before = process.cwd();
  try {
    mkdirSync(join(folder, ".hunkscope/scenarios"), { recursive: true });
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(folder, ".hunkscope/scenarios", name), text);
    work(folder);
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}

const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof CommandError);
    assert.equal(error.exit, 64);
    return error.message;
  }
  return "nothing wrong";
};

test("the files of .hunkscope/scenarios are listed behind the shipped ones", () =>
  within({ "b.json": mine.replace("z1", "z2"), "a.json": mine, "notes.txt": "no" }, (folder) => {
    process.chdir(folder);
    const { scenarios } = JSON.parse(runScenarios(true).out) as { scenarios: { id: string }[] };
    assert.deepEqual(
      scenarios.slice(-2).map(({ id }) => id),
      ["z1-mine", "z2-mine"],
    );
    assert.match(runScenarios(false).out, /^z1-mine: .* \[own\]$/m);
  }));

test("a folder that is named takes the place of the usual one", () =>
  within({ "a.json": mine }, (folder) => {
    assert.deepEqual(readScenarioFiles(undefined), []);
    const found = readScenarioFiles(join(folder, ".hunkscope/scenarios"));
    assert.deepEqual(
      found.map(({ own }) => own.id),
      ["z1-mine"],
    );
    assert.match(
      messageOf(() => readScenarioFiles(join(folder, "none"))),
      /none: no such folder$/,
    );
  }));

test("a user's scenario is run beside the basic ones, or alone by its id", () =>
  within({ "a.json": mine }, (folder) => {
    const own = join(folder, ".hunkscope/scenarios");
    const idsOf = (...args: readonly string[]): readonly string[] => {
      const simulate = [sample, "--patch", "1", "--json", ...args];
      const { files, options, ...wanted } = parseSimulate(simulate);
      const { out } = runSimulate(readFiles(files), options, wanted);
      const { patches } = JSON.parse(out) as { patches: { scenarios: { id: string }[] }[] };
      return patches[0]?.scenarios.map(({ id }) => id) ?? [];
    };
    assert.ok(idsOf("--scenarios", own).includes("z1-mine"));
    assert.ok(idsOf("--scenarios", own).includes("u1-clean-unbind"));
    assert.deepEqual(idsOf("--scenarios", own, "--scenario", "z1"), ["z1-mine"]);
  }));

test("what is wrong in a file is told with its name and line, and ends the command", () =>
  within({ "a.json": mine.replace('"corrupt"', '"odd"'), "b.json": shipped }, (folder) => {
    process.chdir(folder);
    const told = messageOf(() => runScenarios(false)).split("\nhunkscope: ");
    const own = /^\.hunkscope\/scenarios\//;
    assert.deepEqual(
      told.map((line) => line.replace(own, "").split(",")[0]),
      [
        `a.json:${lineOf('"cache"')}: world.files.0.cache is not one of cached`,
        "b.json:1: there is another scenario u8-inode-corrupt",
      ],
    );
  }));
