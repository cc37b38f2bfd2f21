// SPDX-License-Identifier: MIT
// Both runs of a comparison side by side, as a terminal shows them with --trace.
import type { AlignedRow, Compared, ShownEvent, Side, StateDifference } from "../review";
import { wrap } from "./wrap";

/** Every row of both traces, and the state that changed at the end. */
export function traceLines(compared: Compared): string[] {
  const { before, after, alignment } = compared;
  return [
    ...alignment.flatMap((row) =>
      rowLines(row, eventAt(before, row.before), eventAt(after, row.after)),
    ),
    ...changeLines(before.endChanges, after.endChanges, 0),
  ];
}

const eventAt = (side: Side, step: number | undefined): ShownEvent | undefined =>
  step === undefined ? undefined : side.events[step - 1];

const marks = { same: " ", changed: "!", "only-before": "-", "only-after": "+" } as const;

/** One row of both traces, and under it what became different in the state of each side. */
function rowLines(
  { kind }: AlignedRow,
  before: ShownEvent | undefined,
  after: ShownEvent | undefined,
): string[] {
  const event = after ?? before;
  if (!event) return [];
  return [
    ...(kind === "changed" && before && after
      ? [...eventLines(before, "-"), ...eventLines(after, "+")]
      : eventLines(event, marks[kind])),
    ...changeLines(before?.changes ?? [], after?.changes ?? [], event.depth),
  ];
}

/** State changes without a mark became so on both sides. */
function changeLines(
  before: readonly StateDifference[],
  after: readonly StateDifference[],
  depth: number,
): string[] {
  const isIn = (list: readonly StateDifference[], { text }: StateDifference): boolean =>
    list.some((other) => other.text === text);
  return [
    ...before.flatMap((one) => changeLine(one, isIn(after, one) ? " " : "-", depth)),
    ...after.filter((one) => !isIn(before, one)).flatMap((one) => changeLine(one, "+", depth)),
  ];
}

function changeLine({ text }: StateDifference, mark: string, depth: number): string[] {
  const start = `    ${mark}      ${indentOf(depth)}=> `;
  return startedWith(start, wrap(text, start.length, 3));
}

/** Calls nested deeper than this are not set in any further. */
const indentLimit = 20;

function eventLines(event: ShownEvent, mark: string): string[] {
  const start = `    ${mark} ${String(event.step).padStart(4)} ${indentOf(event.depth)}`;
  return startedWith(start, wrap(`${event.text}  [${event.place.text}]`, start.length, 4));
}

const indentOf = (depth: number): string => "  ".repeat(Math.min(Math.max(depth, 0), indentLimit));

const startedWith = (start: string, lines: readonly string[]): string[] =>
  lines.map((line, index) => (index ? line : start + line.slice(start.length)));
