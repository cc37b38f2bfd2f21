// SPDX-License-Identifier: MIT
import type { Compared, Examination, Place } from "../review";
import type { Selection } from "./protocol";

/** What a settled selection shows: a scenario as written, or behind one of its gates. */
export function comparedOf(
  examination: Examination | undefined,
  selection: Selection,
): Compared | undefined {
  const patch = examination?.patches.find(({ number }) => number === selection.patch);
  const scenario = patch?.scenarios.find(({ id }) => id === selection.scenario);
  return selection.layer ? scenario?.gates[selection.layer - 1] : scenario;
}

/** A line a reader stands on: of a side's text as it was run, or of the document under review. */
export type LineAsked =
  | { readonly side: "before" | "after"; readonly path: string; readonly line: number }
  | { readonly source: string; readonly line: number };

/** The rows of the aligned traces whose steps stand on a line, in the order of the runs. */
export function rowsAt(compared: Compared, asked: LineAsked): readonly number[] {
  const isThere = (place: Place): boolean =>
    "source" in asked
      ? place.span?.source === asked.source && place.span.line === asked.line
      : place.path === asked.path && place.line === asked.line;
  const stepsOf = (side: "before" | "after"): ReadonlySet<number> =>
    new Set(
      "side" in asked && asked.side !== side
        ? []
        : compared[side].events.filter(({ place }) => isThere(place)).map(({ step }) => step),
    );
  const before = stepsOf("before");
  const after = stepsOf("after");
  return compared.alignment.flatMap((row, index) =>
    (row.before !== undefined && before.has(row.before)) ||
    (row.after !== undefined && after.has(row.after))
      ? [index]
      : [],
  );
}
