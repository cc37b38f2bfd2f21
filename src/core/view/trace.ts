// SPDX-License-Identifier: MIT
import type { AlignedRow, Compared, Divergence, Place, ShownEvent } from "../review";
import { count, shown } from "./label";
import type { LinkedText, PanelCell, PanelMessage, PanelRow, PanelTrace } from "./model";

/** Equal steps kept on each side of a difference: enough to see where one is. */
const contextRows = 3;
/** Folding fewer rows than this costs the reader more than it saves. */
const foldRowsMin = 4;
/** A run of steps of one side alone that is longer shows its first steps and its last ones. */
const oneSidedRowsMax = 16;
const oneSidedHead = 8;
/** A run is recorded up to 20,000 steps; beyond this a message would take too long to check. */
const traceRowsMax = 20_000;

/** A mail of the kernel's words; nobody reads more. */
const messagesMax = 200;

type Link = (place: Place, side: "before" | "after") => LinkedText;

export interface TraceLook {
  readonly link: Link;
  /** Names of the devices of the world, which are told beside the steps that are about them. */
  readonly devices: readonly string[];
}

/** The aligned steps of a comparison, equal stretches far from any difference folded away. */
export function traceOf(compared: Compared, look: TraceLook): PanelTrace {
  const alignment = compared.alignment.slice(0, traceRowsMax);
  const seen = new Set<number>();
  const rows = alignment.map((row, index): PanelRow => {
    const divergence = firstOf(row, seen, compared.divergences);
    const before = cellOf(compared.before.events, row.before, "before", look);
    const after = cellOf(compared.after.events, row.after, "after", look);
    return {
      index,
      kind: row.kind,
      ...(before && { before }),
      ...(after && { after }),
      ...divergence,
    };
  });
  return {
    segments: fold(rows),
    rows: compared.alignment.length,
    cut: compared.alignment.length - rows.length,
  };
}

/** What the kernel said on either side, in order; the same words in one row are said once. */
export function messagesOf(trace: PanelTrace): PanelMessage[] {
  const messages: PanelMessage[] = [];
  for (const { rows } of trace.segments)
    for (const { index, before, after } of rows) {
      const one = before?.kind === "message" ? before : undefined;
      const other = after?.kind === "message" ? after : undefined;
      const add = (side: PanelMessage["side"], cell: PanelCell): void =>
        void messages.push({ side, text: cell.text, row: index, place: cell.place });
      if (one && other && one.text === other.text) add("both", other);
      else {
        if (one) add("before", one);
        if (other) add("after", other);
      }
    }
  return messages.slice(0, messagesMax);
}

/** The title of a divergence, on the first of its rows only. */
function firstOf(
  row: AlignedRow,
  seen: Set<number>,
  divergences: readonly Divergence[],
): Pick<PanelRow, "divergence" | "noise"> {
  if (row.divergence === undefined || seen.has(row.divergence)) return {};
  seen.add(row.divergence);
  const divergence = divergences[row.divergence];
  if (!divergence) return {};
  const { noise } = divergence;
  const number = `Difference ${row.divergence + 1} of ${divergences.length}`;
  const extent = divergence.rows <= 1 ? "" : ` (${count(divergence.rows, "step")})`;
  const alone = noise === undefined ? "" : `, in ${noise} alone`;
  return {
    divergence: shown(`${number}${alone}: ${divergence.text}${extent}`),
    ...(noise !== undefined && { noise: true }),
  };
}

/** `step` is the number an event carries; the events of a side are in the order of their steps. */
function cellOf(
  events: readonly ShownEvent[],
  step: number | undefined,
  side: "before" | "after",
  { link, devices }: TraceLook,
): PanelCell | undefined {
  if (step === undefined) return undefined;
  const event = eventAt(events, step);
  if (!event) return undefined;
  const device = deviceOf(event, devices);
  return {
    step: event.step,
    thread: shown(event.thread),
    depth: Math.min(event.depth, 40),
    kind: event.kind,
    text: shown(event.text),
    ...(device !== undefined && { device: shown(device) }),
    place: link(event.place, side),
  };
}

/** Steps count from 1 without holes, so the first look nearly always hits. */
export function eventAt(events: readonly ShownEvent[], step: number): ShownEvent | undefined {
  const direct = events[step - 1];
  return direct?.step === step ? direct : events.find((one) => one.step === step);
}

/** The first device that an event's values name as a word. */
function deviceOf({ args, text }: ShownEvent, devices: readonly string[]): string | undefined {
  if (!devices.length) return undefined;
  const words = new Set([text, ...args.map(({ value }) => value)].join(" ").split(/[^\w-]+/));
  return devices.find((name) => words.has(name));
}

function fold(rows: readonly PanelRow[]): PanelTrace["segments"] {
  const isTold = toldRows(rows);
  const segments: { folded: boolean; rows: PanelRow[] }[] = [];
  rows.forEach((row, index) => {
    const folded = !isTold[index];
    const last = segments[segments.length - 1];
    // A fold hides rows of one kind, so that its title can say which.
    const fits = last?.folded === folded && (!folded || last.rows[0]?.kind === row.kind);
    if (last && fits) last.rows.push(row);
    else segments.push({ folded, rows: [row] });
  });
  return joinSmall(segments);
}

/** Marks what is shown at once: differences and rows near them; long one-sided runs are cut. */
function toldRows(rows: readonly PanelRow[]): readonly boolean[] {
  const told = rows.map(() => false);
  const mark = (at: number): void => {
    const end = Math.min(rows.length, at + contextRows + 1);
    for (let index = Math.max(0, at - contextRows); index < end; index++) told[index] = true;
  };
  const unsaid = middlesOfLongRuns(rows);
  let different = false;
  rows.forEach((row, index) => {
    if (row.kind === "same") return;
    different = true;
    if (!unsaid[index]) mark(index);
  });
  if (!different && rows.length) mark(0);
  if (rows.length) mark(rows.length - 1);
  return told.map((isTold, index) => isTold && !unsaid[index]);
}

/** Only one side goes on, as behind a trap: its beginning and its end tell the story. */
function middlesOfLongRuns(rows: readonly PanelRow[]): readonly boolean[] {
  const unsaid = rows.map(() => false);
  for (let start = 0, end = 0; start < rows.length; start = end) {
    const kind = rows[start]?.kind;
    for (end = start + 1; rows[end]?.kind === kind;) end++;
    if (kind === "same" || kind === "changed" || end - start <= oneSidedRowsMax) continue;
    for (let index = start + oneSidedHead; index < end - contextRows; index++)
      unsaid[index] = rows[index]?.divergence === undefined;
  }
  return unsaid;
}

/** Opens folds that would hide too little, and joins what then stands side by side. */
function joinSmall(
  segments: readonly { folded: boolean; rows: PanelRow[] }[],
): PanelTrace["segments"] {
  const joined: { folded: boolean; rows: PanelRow[] }[] = [];
  for (const segment of segments) {
    const folded = segment.folded && foldRowsMin <= segment.rows.length;
    const last = joined[joined.length - 1];
    if (last && !last.folded && !folded) last.rows.push(...segment.rows);
    else joined.push({ folded, rows: [...segment.rows] });
  }
  return joined;
}
