// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { format } from "prettier";
import { outline } from "../../../src/core/apply";
import { compileUnit, linkProgram, type Unit } from "../../../src/core/cc";
import { hostNames } from "../../../src/core/interp";
import {
  compileOptions,
  functionCatalog,
  levels,
  modelTree,
  modelUnits,
} from "../../../src/core/kernel";

const list = "src/core/kernel/names.ts";

/** Our own helpers are no kernel functions: those called hs_..., and what is private to hs/. */
const isKernelFunction = (path: string, name: string, isStatic: boolean): boolean =>
  !name.startsWith("hs_") && !(path.startsWith("hs/") && isStatic);

interface Definition {
  readonly name: string;
  readonly text: string;
}

const unitsOf = (level: string): readonly Unit[] => {
  const tree = modelTree(level);
  return modelUnits(level).map((path) => compileUnit(tree, path, compileOptions(level)));
};

/** By path: the functions of a level that stand for kernel functions, as they are there. */
function definitionsOf(level: string, units: readonly Unit[]): Map<string, Definition[]> {
  const tree = modelTree(level);
  return new Map(
    units.flatMap(({ path, heads }) => {
      const items = new Map(outline(tree.read(path) ?? "").map((item) => [item.name, item]));
      const lines = (tree.read(path) ?? "").split("\n");
      const own = heads
        .filter(({ position, symbol }) => position.path === path && symbol.name)
        .filter(({ symbol }) => isKernelFunction(path, symbol.name, symbol.isStatic))
        .map(({ symbol: { name } }): Definition => {
          const item = items.get(name);
          return { name, text: item ? lines.slice(item.startLine - 1, item.endLine).join() : "" };
        });
      return own.length ? [[path, own] as const] : [];
    }),
  );
}

const byLevel = levels.map(({ id }) => ({ id, units: unitsOf(id) }));

for (const { id, units } of byLevel)
  test(`every unit of the model compiles at level ${id} without a diagnostic`, () => {
    const tree = linkProgram(units, { hosts: hostNames });
    const found = [...units.flatMap((unit) => unit.diagnostics), ...tree.diagnostics];
    assert.deepEqual(
      found.map((one) => `${one.position.path}:${one.position.line}: ${one.message}`),
      [],
    );
  });

type Changes = Record<string, { added?: string[]; removed?: string[]; changed?: string[] }>;

function changesBetween(before: Map<string, Definition[]>, after: Map<string, Definition[]>) {
  const changes: Changes = {};
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [was = [], is = []] = [before.get(path), after.get(path)];
    const missing = (from: Definition[], to: Definition[]): string[] =>
      from.filter(({ name }) => !to.some((one) => one.name === name)).map(({ name }) => name);
    const changed = is
      .filter(({ name, text }) => was.some((one) => one.name === name && one.text !== text))
      .map(({ name }) => name);
    const own = { added: missing(is, was), removed: missing(was, is), changed };
    const told = Object.fromEntries(Object.entries(own).filter(([, names]) => names.length));
    if (Object.keys(told).length) changes[path] = told;
  }
  return changes;
}

test("the list of functions is that of the texts", async () => {
  const definitions = byLevel.map(({ id, units }) => ({ id, of: definitionsOf(id, units) }));
  const [first] = definitions;
  assert.ok(first);
  const names = Object.fromEntries(
    [...first.of].map(([path, own]) => [path, own.map(({ name }) => name)]),
  );
  const changes = Object.fromEntries(
    definitions
      .slice(1)
      .map(({ id, of }, index) => [id, changesBetween(definitions[index]?.of ?? first.of, of)]),
  );
  const text = await format(
    [
      "// SPDX-License-Identifier: MIT",
      "// The functions of the model that stand for kernel functions, by file. Written by",
      "// test/core/kernel/functions.test.ts with UPDATE_GOLDEN=1; over 400 lines: it is a list.",
      'import type { LevelChanges } from "./level";',
      "",
      "/** Of the oldest level. */",
      "export const functionNames: Readonly<Record<string, readonly string[]>> =",
      `${JSON.stringify(names)};`,
      "",
      "/** How every other level differs from the one before it. */",
      "export const levelNames: Readonly<Record<string, LevelChanges>> =",
      JSON.stringify(changes),
    ].join("\n"),
    { parser: "typescript", printWidth: 100 },
  );
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(list, text);
  assert.equal(readFileSync(list, "utf8"), text);
});

test("the catalogue says of the seed's functions that they are interpreted", () => {
  const catalog = functionCatalog("L0");
  for (const name of ["kill_dax", "xfs_dax_failure_fn", "xfs_dax_notify_failure"])
    assert.equal(catalog.find((entry) => entry.name === name)?.fidelity, "interpreted", name);
  assert.equal(catalog.find(({ name }) => name === "xfs_perag_get")?.fidelity, "primitive");
});
