// SPDX-License-Identifier: MIT
// The model against the kernel's own text, as `npm run bench:fidelity` has it function by function.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { stockScenarios } from "../../../src/core/sim";
import { candidates, Comparer, extraScenarios, piece, type Piece } from "../../support/fidelity";
import { linuxMissing } from "../../support/linux";

/** At least as many functions have to be comparable. */
const bar = 45;

let comparer: Comparer | undefined;

/** The kernel's functions that some scenario shows at work; undefined, and skipped, without. */
function pieces(t: TestContext): readonly Piece[] | undefined {
  const missing = linuxMissing();
  if (missing !== undefined) return void t.skip(missing);
  comparer ??= new Comparer([...stockScenarios().scenarios, ...extraScenarios()]);
  return candidates()
    .compared.filter(({ name }) => comparer?.scenariosOf(name).length)
    .map(piece)
    .filter((made): made is Piece => typeof made !== "string");
}

test("every scenario runs the same over the kernel's own text of what can be compared", (t) => {
  const made = pieces(t);
  if (!made || !comparer) return;
  assert.ok(bar <= made.length, `${made.length} functions`);
  assert.deepEqual(comparer.differences(made, comparer.scenarios), []);
});

test("one operator of the kernel's text made another one is seen", (t) => {
  const made = pieces(t);
  if (!made || !comparer) return;
  for (const [name, from, to] of [
    ["task_early_kill", "==", "!="],
    ["xfs_failure_pgcnt", "-", "+"],
    ["unmap_and_kill", "<<", ">>"],
    ["apei_mce_report_mem_error", ">=", "<"],
  ] as const) {
    const own = made.find((one) => one.name === name);
    assert.ok(own, name);
    const wrong: Piece = { ...own, text: own.text.replace(` ${from} `, ` ${to} `) };
    assert.notEqual(wrong.text, own.text);
    assert.notDeepEqual(comparer.differences([wrong], comparer.scenariosOf(name)), [], name);
  }
});
