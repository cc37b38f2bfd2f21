// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { format } from "prettier";
import { compileUnit } from "../../../src/core/cc";
import { compileOptions, functionCatalog, modelTree, modelUnits } from "../../../src/core/kernel";

const list = "src/core/kernel/names.ts";

/** Our own helpers are no kernel functions: those called hs_..., and what is private to hs/. */
const isKernelFunction = (path: string, name: string, isStatic: boolean): boolean =>
  !name.startsWith("hs_") && !(path.startsWith("hs/") && isStatic);

const units = modelUnits("L0").map((path) =>
  compileUnit(modelTree("L0"), path, compileOptions("L0")),
);

test("every unit of the model compiles without a diagnostic", () => {
  assert.deepEqual(
    units.flatMap(({ diagnostics }) =>
      diagnostics.map((one) => `${one.position.path}:${one.position.line}: ${one.message}`),
    ),
    [],
  );
});

test("the list of functions is that of the texts", async () => {
  const names = Object.fromEntries(
    units
      .map(({ path, typed }) => [
        path,
        typed.functions
          .filter(({ position, symbol }) => position.path === path && symbol.name)
          .filter(({ symbol }) => isKernelFunction(path, symbol.name, symbol.isStatic))
          .map(({ symbol }) => symbol.name),
      ])
      .filter(([, functions]) => functions?.length),
  ) as Record<string, string[]>;
  const text = await format(
    [
      "// SPDX-License-Identifier: MIT",
      "// The functions of the model that stand for kernel functions, by file. Written by",
      "// test/core/kernel/functions.test.ts with UPDATE_GOLDEN=1; over 400 lines: it is a list.",
      "",
      "export const functionNames: Readonly<Record<string, readonly string[]>> =",
      JSON.stringify(names),
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
