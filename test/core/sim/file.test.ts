// SPDX-License-Identifier: MIT
// Scenario files that people write: what is wrong in one is told with its line.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import fc from "fast-check";
import { parseScenarioText, runScenario, stockScenarios } from "../../../src/core/sim";
import { bornFixed, flagsHandedOn, removalPatch } from "../kernel/edits";
import { programOf } from "./support";

const good = `{
  "id": "z1-mine",
  "title": "Mine",
  "about": "About it.",
  "world": {
    "base": "w0",
    "processes": {
      "P1": { "earlyKill": true },
      "P9": {
        "maps": [{ "file": "F1", "firstPage": 6, "pages": 1 }]
      }
    }
  },
  "stimuli": [
    { "kind": "unbind", "device": "pmem0", "by": "SH" }
  ]
}
`;

const problems = (text: string): readonly string[] => {
  const { value, diagnostics } = parseScenarioText(text, "my.json");
  assert.equal(value === undefined, 0 < diagnostics.length);
  return diagnostics.map(({ message }) => message);
};

test("a file in order is a scenario that runs", () => {
  const { value, own, diagnostics } = parseScenarioText(good, "my.json");
  assert.deepEqual(diagnostics, []);
  assert.ok(value && own);
  assert.equal(runScenario(programOf(), value).outcome.kind, "returned");
  const { scenarios } = stockScenarios([], (id) => id === "z1-mine", [own]);
  assert.deepEqual(scenarios, [value]);
});

test("the scenario that the README shows runs, and its moment comes", () => {
  const readme = readFileSync("README.md", "utf8");
  const [text = ""] =
    /^ {4}\{\n[^]*?^ {4}\}\n/m.exec(readme.split("\n## Scenarios\n")[1] ?? "") ?? [];
  const { value, diagnostics } = parseScenarioText(text, "README.md");
  assert.deepEqual(diagnostics, []);
  assert.ok(value);
  const { events } = runScenario(programOf([bornFixed, flagsHandedOn, ...removalPatch]), value);
  assert.deepEqual(
    events.flatMap(({ name, kind }) => (kind === "stimulus" ? [name] : [])),
    ["unbind", "write"],
  );
});

test("values are set by hand in a user's scenario as in a shipped one", () => {
  const { own } = parseScenarioText(good, "my.json");
  assert.ok(own);
  const change = { path: "world.processes.P1.earlyKill", value: "false" };
  const { scenarios } = stockScenarios([change], (id) => id === "z1-mine", [own]);
  const [first] = scenarios;
  assert.equal(first?.world.processes.find(({ name }) => name === "P1")?.earlyKill, false);
});

const lineOf = (words: string): number => good.slice(0, good.indexOf(words)).split("\n").length;

test("what does not fit is told with the line it stands on", () => {
  for (const [from, to, message, words] of [
    ['"device": "pmem0"', '"device": "pmem7"', "stimuli.0.device names no device", '"kind"'],
    ['"base": "w0"', '"base": "w9"', "world.base is not w0", '"base"'],
    ['"about"', '"abut"', "abut is not a known name of a scenario", '"about"'],
    ['"firstPage": 6', '"firstPage": -6', /is not a whole number from 0/, '"maps"'],
    ['"file": "F1"', '"file": "F7"', /maps\.0\.file names no file/, '"maps"'],
  ] as const) {
    const [first = "", ...others] = problems(good.replace(from, to));
    assert.ok(first.startsWith(`my.json:`), first);
    const [, line, told = ""] = /^my\.json:([0-9]+): (.*)$/.exec(first) ?? [];
    if (typeof message === "string") assert.equal(told, message);
    else assert.match(told, message);
    assert.ok(Number(line) <= lineOf(words) && lineOf(words) - 4 < Number(line), first);
    assert.ok(others.length < 3);
  }
});

test("a text that is no JSON is told with the line it breaks on", () => {
  const line = lineOf('"kind"');
  assert.deepEqual(problems(good.replace('"unbind",', '"unbind"')), [
    `my.json:${line}: "," or "}" is missing`,
  ]);
  assert.deepEqual(problems(good.replace('"Mine"', '"Mine')), [
    "my.json:3: a text has no end, or holds what it may not",
  ]);
  assert.deepEqual(problems(`${good}{}`), ["my.json:18: something follows the value"]);
  assert.deepEqual(problems("00"), ["my.json:1: something follows the value"]);
  assert.deepEqual(problems(""), ["my.json:1: no value begins here"]);
  assert.deepEqual(problems('{"id": 1, "id": 2}'), ['my.json:1: the name "id" is there twice']);
  assert.deepEqual(problems("[".repeat(100)), ["my.json:1: values are nested too deep"]);
  assert.deepEqual(problems(" ".repeat(200_000)), ["my.json:1: is too long for a scenario"]);
});

test("a mark of the byte order is no part of the text", () =>
  assert.deepEqual(problems(`\ufeff${good}`), []));

test("no text at all makes the reader throw, and JSON is read as JSON", () => {
  fc.assert(
    fc.property(fc.string(), (text) => void parseScenarioText(text, "x.json")),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.json(), (text) => {
      const { diagnostics } = parseScenarioText(text, "x.json");
      assert.ok(diagnostics.every(({ message }) => !/missing|begins|follows/.test(message)));
    }),
    { numRuns: 300 },
  );
});
