// SPDX-License-Identifier: MIT
// README.md documents the JSON of schema 1; whatever a command prints has to be named there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseList, parseSimulate } from "../../src/cli/args";
import { runModel, runScenarios } from "../../src/cli/catalog";
import { readFiles } from "../../src/cli/files";
import { runRead } from "../../src/cli/read";
import { runSimulate } from "../../src/cli/simulate";

const sample = "media/sample/thread.mbox";
const readme = readFileSync("README.md", "utf8");
const documented = readme.slice(readme.indexOf("### JSON, schema 1"), readme.indexOf("## What a"));

/** Parts whose fields are the scenario file's or a trace event's own, documented as a whole. */
const opaque = new Set(["world", "stimuli", "args", "trace", "alignment", "targets"]);

function keysOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    key,
    ...(opaque.has(key) ? [] : keysOf(inner)),
  ]);
}

function expectDocumented(text: string): void {
  const json = JSON.parse(text) as { readonly schema: number };
  assert.equal(json.schema, 1);
  const missing = [...new Set(keysOf(json))].filter(
    (key) => !new RegExp(`\\b${key}\\b`).test(documented),
  );
  assert.deepEqual(missing, []);
}

test("what read prints as JSON is documented", () => {
  const { files } = parseList([sample], true);
  expectDocumented(runRead(readFiles(files), true).out);
});

test("what simulate prints as JSON is documented", () => {
  const { files, options, ...wanted } = parseSimulate([sample, "--trace", "--json"]);
  expectDocumented(runSimulate(readFiles(files), options, wanted).out);
});

test("what scenarios and model print as JSON is documented", () => {
  expectDocumented(runScenarios(true).out);
  expectDocumented(runModel(true).out);
});
