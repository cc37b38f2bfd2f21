// SPDX-License-Identifier: MIT
import type { Compared, Examination, Place, ShownEvent } from "../review";
import { shown } from "./label";
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

/** What a line of a file had to do with when its last step came. */
export interface LineValues {
  /** Counted from 1, in the side's text as it was run. */
  readonly line: number;
  readonly text: string;
  /** It is the line of the step itself. */
  readonly isHere: boolean;
}

/** Longer than a reader reads at the end of a line. */
const valuesLengthMax = 160;
/** Lines of one file that are told; the nearest to the step go first. */
const valueLinesMax = 200;

/**
 * The values at the lines of one file when a row of the aligned traces was reached: what calls were
 * given, what they gave back, and what the step itself changed in the world.
 */
export function valuesAt(
  compared: Compared,
  row: number,
  side: "before" | "after",
  path: string,
): readonly LineValues[] {
  const reached = compared.alignment.slice(0, row + 1);
  const at = Math.max(0, ...reached.map((one) => one[side] ?? 0));
  const own = compared.alignment[row]?.[side];
  const lines = new Map<number, LineValues>();
  const events = compared[side].events.filter(
    ({ step, place }) => step <= at && place.path === path && 0 < place.line,
  );
  for (const event of events.slice(-4 * valueLinesMax)) {
    const { line } = event.place;
    const isHere = event.step === own;
    const text = valuesOf(event, isHere);
    if (text === "") continue;
    lines.delete(line);
    lines.set(line, { line, text: cut(shown(text)), isHere });
  }
  return [...lines.values()].slice(-valueLinesMax);
}

function valuesOf({ kind, args, text, changes = [] }: ShownEvent, isHere: boolean): string {
  const told = isHere ? changes.map((change) => change.text) : [];
  const given = args
    .filter(({ name }) => name !== "")
    .map(({ name, value }) => `${name} = ${value}`);
  const own = kind === "call" || kind === "unknown-callee" ? given.join(", ") : text;
  return [...(own ? [own] : []), ...told].join("; ");
}

const cut = (text: string): string =>
  text.length <= valuesLengthMax ? text : `${text.slice(0, valuesLengthMax)}…`;
