// SPDX-License-Identifier: MIT
import type { Patch } from "../patch";
import { addLostConstants } from "./constants";
import { checkPreimage } from "./check";
import { Notes } from "./notes";
import { placePatch, type PlaceOptions, type RunStop } from "./place";
import type { Application, Placement } from "./placement";
import type { BaseTree } from "./source";
import { Texts } from "./texts";

export interface ApplyInput {
  /** One level. */
  readonly base: BaseTree;
  /** The patch under review. */
  readonly subject: Patch;
  /** Earlier patches of its series: on both sides, before the subject. */
  readonly earlier: readonly Patch[];
  /** --with: both sides, placed last; their words win, except over the subject's changed words. */
  readonly with: readonly Patch[];
  /** --over: on top of after only. */
  readonly over: readonly Patch[];
  /** Hunks of the subject that are switched off: nothing of them is placed. */
  readonly hunksOff: ReadonlySet<string>;
  /**
   * Change groups ("1.2/0": the first run of changed lines of hunk 1.2) and single changed lines
   * ("1.2:7": by index) that are switched off: their context stays.
   */
  readonly lineGroupsOff?: ReadonlySet<string>;
  /** Free bits that a constant whose definition was lost passes over; none where absent. */
  readonly bitsPassed?: number;
  /** What stands, instead of nothing, where the tail of a cut hunk was lost: one C statement. */
  readonly lostTail?: string;
  /** Run although the replacement of removed lines may be lost. */
  readonly runCut: boolean;
  /** Other texts of the thread, for fragments. */
  readonly threadHints: readonly string[];
}

const none: ReadonlySet<string> = new Set();

/**
 * Places a patch in a base and tells both sides.
 * - Shape: base, patches -> the files that differ, an origin for every line, a placement for every
 *   hunk, every assumption.
 * - Errors: what cannot be placed is `absent` with its reason; what must not be run says so in
 *   `notRunnable`.
 */
export function applyPatches(input: ApplyInput): Application {
  const notes = new Notes();
  const options: PlaceOptions = {
    role: "earlier",
    hunksOff: none,
    groupsOff: none,
    threadHints: input.threadHints,
  };
  const placements: Placement[] = [];
  const stops: RunStop[] = [];
  let common = new Texts(input.base);
  for (const patch of input.earlier) {
    const placed = placePatch(common, patch, options, notes);
    placements.push(...placed.placements);
    common = placed.after;
  }
  const subject = placePatch(
    common,
    input.subject,
    {
      ...options,
      role: "subject",
      hunksOff: input.hunksOff,
      groupsOff: input.lineGroupsOff ?? none,
      ...(input.lostTail === undefined ? {} : { lostTail: input.lostTail }),
    },
    notes,
  );
  placements.push(...subject.placements);
  stops.push(...subject.stops);
  let { before, after } = subject;
  checkPreimage({ placements: subject.placements, before: before.placed() }, input.subject);
  for (const patch of input.with) {
    const onBefore = placePatch(before, patch, { ...options, role: "with" }, notes);
    const onAfter = placePatch(after, patch, { ...options, role: "with" }, notes);
    placements.push(...bothSides(onBefore.placements, onAfter.placements));
    stops.push(...onAfter.stops);
    before = onBefore.after;
    after = onAfter.after;
  }
  for (const patch of input.over) {
    const placed = placePatch(after, patch, { ...options, role: "over" }, notes);
    placements.push(...placed.placements);
    stops.push(...placed.stops);
    after = placed.after;
  }
  addLostConstants(before, notes, input.bitsPassed);
  addLostConstants(after, notes, input.bitsPassed);
  const [stop] = stops.filter(({ canBeOverruled }) => !(input.runCut && canBeOverruled));
  return {
    level: input.base.level,
    before: before.placed(),
    after: after.placed(),
    placements,
    assumptions: notes.all,
    ...(stop ? { notRunnable: { reason: stop.reason, lines: stop.lines } } : {}),
  };
}

/** One placement per hunk of a --with patch; where the sides differ, it says so. */
function bothSides(
  before: readonly Placement[],
  after: readonly Placement[],
): readonly Placement[] {
  return before.map((placement, index) => {
    const other = after[index];
    if (!other || other.kind === placement.kind) return placement;
    const reasons = [...placement.reasons, `on the after side: ${other.kind}`, ...other.reasons];
    const better = placement.kind === "absent" ? other : placement;
    return { ...better, reasons };
  });
}
