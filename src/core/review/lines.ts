// SPDX-License-Identifier: MIT
import type { Run } from "../sim";
import type { Compared, RanLines } from "./examination";
import type { SideName } from "./place";
import type { PairRun, Variant } from "./session";

/** Adds to what two runs show which lines of the files under review each of them ran. */
export function withLines(compared: Compared, variant: Variant, pair: PairRun): Compared {
  const side = (name: SideName): Compared[SideName] => ({
    ...compared[name],
    lines: ranLines(variant, name, pair[name]),
  });
  return { ...compared, before: side("before"), after: side("after") };
}

/**
 * The lines of each file that differs from the base on which a statement begins: those on which one
 * ran, and those on which none did, in functions that were entered or that hold a line of a hunk.
 */
function ranLines(variant: Variant, side: SideName, run: Run): readonly RanLines[] {
  const { program } = variant[side];
  const found: RanLines[] = [];
  for (const { path, origins } of variant.application[side].values()) {
    const statements = program.statements.filter(({ position }) => position.path === path);
    const told = new Set(run.entered);
    for (const { position, function: owner } of statements)
      if (origins[position.line - 1]?.from !== "model") told.add(owner);
    const ran = new Set<number>();
    const begun = new Set<number>();
    for (const { id, position, function: owner } of statements) {
      if (told.has(owner)) begun.add(position.line);
      if (run.ranStatements.has(id)) ran.add(position.line);
    }
    const inOrder = (lines: Iterable<number>): number[] =>
      [...lines].sort((one, other) => one - other);
    found.push({
      path,
      ran: inOrder(ran),
      idle: inOrder(begun).filter((line) => !ran.has(line)),
    });
  }
  return found;
}
