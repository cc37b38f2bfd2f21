// SPDX-License-Identifier: MIT
// The shipped scenario files: each is listed, fits the schema, and says what it is.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import test from "node:test";
import { basicIds, invariants, stockIds, stockScenarios } from "../../../src/core/sim";
import { stimulusKinds } from "../../../src/core/world";
import { validate } from "../../support/schema";

const folder = "src/core/sim/scenarios";
const list = "src/core/sim/stock-files.ts";
const schema: unknown = JSON.parse(readFileSync("media/scenario.schema.json", "utf8"));

const series = ["u", "r", "x", "m", "a"];
const rowOf = (file: string): readonly number[] => {
  const [, letter = "", number = "0"] = /^([a-z])([0-9]+)-/.exec(file) ?? [];
  return [series.indexOf(letter), Number(number)];
};

/** By series, by row, by name. */
const ids = readdirSync(folder)
  .map((file) => file.replace(/\.json$/, ""))
  .sort((one, other) => {
    const [series1 = 0, row1 = 0] = rowOf(one);
    const [series2 = 0, row2 = 0] = rowOf(other);
    return series1 - series2 || row1 - row2 || (one < other ? -1 : 1);
  });
const files = ids.map((id) => `${id}.json`);

const listText = (): string =>
  [
    "// SPDX-License-Identifier: MIT",
    "// Every shipped scenario, in the order they are shown. Written by",
    "// test/core/sim/stock.test.ts with UPDATE_GOLDEN=1.",
    ...files.map((file, index) => `import s${index} from "./scenarios/${file}";`),
    "",
    "export const stockFiles: readonly { readonly id: string }[] = [",
    ...files.map((_, index) => `  s${index},`),
    "];",
    "",
  ].join("\n");

test("the list of shipped scenarios holds every file, in order", () => {
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(list, listText());
  assert.equal(readFileSync(list, "utf8"), listText());
  assert.deepEqual(stockIds, ids);
});

test("every shipped scenario fits the schema, and reads without a diagnostic", () => {
  for (const file of files) {
    const json: unknown = JSON.parse(readFileSync(`${folder}/${file}`, "utf8"));
    assert.deepEqual(validate(schema, json), [], file);
  }
  assert.deepEqual(stockScenarios().diagnostics, []);
});

test("the schema knows the same kinds and rules as the parser, and refuses what it refuses", () => {
  const text = JSON.stringify(schema);
  for (const kind of stimulusKinds) assert.ok(text.includes(`"${kind}"`), kind);
  for (const { id } of invariants) assert.ok(text.includes(`"${id}"`), id);
  const good = JSON.parse(readFileSync(`${folder}/u1-clean-unbind.json`, "utf8")) as object;
  for (const wrong of [
    { ...good, colour: 1 },
    { ...good, stimuli: [] },
    { ...good, stimuli: [{ kind: "flood" }] },
    { ...good, world: { base: "w9" } },
    { ...good, world: { base: "w0", vendor: "via" } },
    { ...good, invariants: ["I99-none"] },
  ])
    assert.notDeepEqual(validate(schema, wrong), []);
});

test("what is run where nothing is asked for is a few of them", () =>
  assert.deepEqual(
    basicIds.map((id) => id.split("-")[0]),
    ["u1", "u13", "x1", "m1", "m3", "m5"],
  ));
