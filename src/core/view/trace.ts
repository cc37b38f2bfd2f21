// SPDX-License-Identifier: MIT
import type { AlignedRow, Compared, Divergence, Place, ShownEvent } from "../review";
import { count, shown } from "./label";
import type { LinkedText, PanelCell, PanelRow, PanelTrace } from "./model";

/** Equal steps kept on each side of a difference: enough to see where one is. */
const contextRows = 3;
/** Folding fewer rows than this costs the reader more than it saves. */
const foldRowsMin = 4;
/** Beyond this the panel becomes slow to draw; the report and the CLI have all rows. */
export const traceRowsMax = 3000;

type Link = (place: Place, side: "before" | "after") => LinkedText;

/** The aligned steps of a comparison, equal stretches far from any difference folded away. */
export function traceOf(compared: Compared, link: Link): PanelTrace {
  const alignment = compared.alignment.slice(0, traceRowsMax);
  const seen = new Set<number>();
  const rows = alignment.map((row, index): PanelRow => {
    const divergence = firstOf(row, seen, compared.divergences);
    const before = cellOf(compared.before.events, row.before, "before", link);
    const after = cellOf(compared.after.events, row.after, "after", link);
    return {
      index,
      kind: row.kind,
      ...(before && { before }),
      ...(after && { after }),
      ...(divergence !== undefined && { divergence }),
    };
  });
  return {
    segments: fold(rows),
    rows: compared.alignment.length,
    cut: compared.alignment.length - rows.length,
  };
}

/** The title of a divergence, on the first of its rows only. */
function firstOf(
  row: AlignedRow,
  seen: Set<number>,
  divergences: readonly Divergence[],
): string | undefined {
  if (row.divergence === undefined || seen.has(row.divergence)) return undefined;
  seen.add(row.divergence);
  const divergence = divergences[row.divergence];
  if (!divergence) return undefined;
  const number = `Difference ${row.divergence + 1} of ${divergences.length}`;
  const extent = divergence.rows <= 1 ? "" : ` (${count(divergence.rows, "step")})`;
  return shown(`${number}: ${divergence.text}${extent}`);
}

/** `step` is the number an event carries; the events of a side are in the order of their steps. */
function cellOf(
  events: readonly ShownEvent[],
  step: number | undefined,
  side: "before" | "after",
  link: Link,
): PanelCell | undefined {
  if (step === undefined) return undefined;
  // Steps count from 1 without holes, so the first look nearly always hits.
  const direct = events[step - 1];
  const event = direct?.step === step ? direct : events.find((one) => one.step === step);
  if (!event) return undefined;
  return {
    step: event.step,
    thread: shown(event.thread),
    depth: Math.min(event.depth, 40),
    kind: event.kind,
    text: shown(event.text),
    place: link(event.place, side),
  };
}

function fold(rows: readonly PanelRow[]): PanelTrace["segments"] {
  const near = nearDifference(rows);
  const segments: { folded: boolean; rows: PanelRow[] }[] = [];
  rows.forEach((row, index) => {
    const folded = !near[index];
    const last = segments[segments.length - 1];
    if (last && last.folded === folded) last.rows.push(row);
    else segments.push({ folded, rows: [row] });
  });
  return joinSmall(segments);
}

/** Marks rows near a difference; where there is none, the first and the last rows. */
function nearDifference(rows: readonly PanelRow[]): readonly boolean[] {
  const near = rows.map(() => false);
  const mark = (at: number): void => {
    const end = Math.min(rows.length, at + contextRows + 1);
    for (let index = Math.max(0, at - contextRows); index < end; index++) near[index] = true;
  };
  let different = false;
  rows.forEach((row, index) => {
    if (row.kind === "same") return;
    different = true;
    mark(index);
  });
  if (!different && rows.length) mark(0);
  if (rows.length) mark(rows.length - 1);
  return near;
}

/** Opens folds that would hide too little, and joins what then stands side by side. */
function joinSmall(
  segments: readonly { folded: boolean; rows: PanelRow[] }[],
): PanelTrace["segments"] {
  const joined: { folded: boolean; rows: PanelRow[] }[] = [];
  for (const segment of segments) {
    const folded = segment.folded && foldRowsMin <= segment.rows.length;
    const last = joined[joined.length - 1];
    if (last && last.folded === folded) last.rows.push(...segment.rows);
    else joined.push({ folded, rows: [...segment.rows] });
  }
  return joined;
}
