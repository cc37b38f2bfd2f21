// SPDX-License-Identifier: MIT
// `npm run bench:fidelity`: the model's functions of level L1 against the kernel's own text of
// them, read from Debian's linux-source-6.1: alone, all of a file together, all together.
import { stockScenarios } from "../../src/core/sim";
import {
  candidates,
  Comparer,
  extraScenarios,
  level,
  piece,
  type Difference,
  type Piece,
} from "../support/fidelity";
import { linuxMissing } from "../support/linux";

/** What issue 4 asks for. */
const bar = 45;
const widths = { shown: 100, path: 34 };

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const cut = (text: string): string =>
  text.length <= widths.shown ? text : `${text.slice(0, widths.shown)}...`;

function tell(name: string, count: number, found: readonly Difference[]): void {
  const equal = count - found.length;
  print(
    `${name.padEnd(widths.path)}${String(count).padStart(4)}` +
      `${String(equal).padStart(7)}${String(found.length).padStart(11)}`,
  );
  const [first] = found;
  if (!first) return;
  print(`    ${first.scenario}: model  ${cut(first.model)}`);
  print(`    ${" ".repeat(first.scenario.length)}  kernel ${cut(first.kernel)}`);
}

function main(): void {
  const missing = linuxMissing();
  if (missing !== undefined) return print(`skipped: ${missing}`);
  const { compared, own } = candidates();
  const comparer = new Comparer([...stockScenarios().scenarios, ...extraScenarios()]);
  const pieces: Piece[] = [];
  const left: string[] = [];
  for (const one of compared) {
    const made = piece(one);
    if (typeof made === "string") left.push(`${one.path} ${one.name}: ${made}`);
    else if (!comparer.scenariosOf(one.name).length)
      left.push(`${one.path} ${one.name}: no scenario enters it at this level`);
    else pieces.push(made);
  }
  const header = (what: string): void =>
    print(`\n${what.padEnd(widths.path - 5)}scenarios  equal  different`);

  header("function by function");
  let equalCount = 0;
  for (const one of pieces) {
    const scenarios = comparer.scenariosOf(one.name);
    const found = comparer.differences([one], scenarios);
    if (!found.length) equalCount++;
    tell(one.name, scenarios.length, found);
  }
  header("all of a file together");
  for (const path of new Set(pieces.map((one) => one.path))) {
    const together = pieces.filter((one) => one.path === path);
    tell(path, comparer.scenarios.length, comparer.differences(together, comparer.scenarios));
  }
  header("all together");
  tell("everything", comparer.scenarios.length, comparer.differences(pieces, comparer.scenarios));

  print(`\nnot compared (${left.length}), with the first thing in the way:`);
  for (const line of left) print(`  ${cut(line)}`);
  print(`\nwithout a counterpart of that name in that file (${own.length}):`);
  print(`  ${own.map(({ name }) => name).join(", ")}`);
  const verdict = bar <= equalCount ? "bar met" : "BELOW THE BAR";
  print(
    `\nlevel ${level}: ${pieces.length} functions compared, ${equalCount} equal, ` +
      `${pieces.length - equalCount} different (at least ${bar}: ${verdict})`,
  );
}

main();
