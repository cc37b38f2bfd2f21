// SPDX-License-Identifier: MIT
// Finds where a hunk's body ends by its own counting. Damage is normal, so several readings of the
// same lines are tried, the plainest first, and the first whose lines add up to the counts is
// believed.
import { looksLikeCode, looksUnfinished } from "./code-like";
import { CopyLine } from "./copy-line";
import type { LineKind } from "./patch";
import { isTrim, type StreamLine, type StreamLines } from "./stream";
import { isTornOff, widthOf } from "./torn";

/** The numbers of an @@ line. */
export interface HunkHeader {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  readonly section: string;
}

/** One hunk as one message quotes it. */
export interface HunkCopy {
  readonly header: HunkHeader;
  /** The numbers of its @@ line, by which copies of a hunk are recognised. */
  readonly numbers: string;
  readonly headerLine: StreamLine;
  /** Empty once the hunk is built (`forgetLines`). */
  lines: readonly CopyLine[];
  /** Indexes into `lines` behind which something may have been left out. */
  readonly gaps: readonly number[];
  /** "exact": the lines add up to the counts; "over": more lines than counted; "short": fewer. */
  readonly fit: "exact" | "over" | "short";
  /** What ended it: its counts, the next header or a signature, other words, or the text's end. */
  readonly end: "counted" | "next" | "prose" | "text";
  /** Whether a mark among its lines says that lines were left out ("[...]"). */
  readonly isMarked: boolean;
}

/** Lets go of what a copy was read from: of a large patch there is no room for all of it twice. */
export function forgetLines(copies: readonly HunkCopy[]): void {
  for (const copy of copies) copy.lines = [];
}

/** How lines that are no diff lines as they stand are read. */
interface Plan {
  readonly foreign: "stop" | "torn" | "context" | "join" | "mixed" | "code";
  /** Whether blank lines beside an interruption are the quoting's own spacing. */
  readonly dropSpacers: boolean;
  /** Whether the counts end the hunk. */
  readonly counted: boolean;
  /**
   * Whether a flowed mailer took blank context lines (" ") for soft breaks and joined the next
   * line.
   */
  readonly split?: true;
}

interface Walked {
  readonly lines: CopyLine[];
  readonly gaps: number[];
  readonly at: number;
  readonly old: number;
  readonly new: number;
  readonly stop: HunkCopy["end"];
  /** What had been read at each interruption. */
  readonly pauses: readonly Pause[];
  readonly isMarked: boolean;
}

interface Pause {
  readonly at: number;
  readonly lines: number;
  readonly old: number;
  readonly new: number;
}

const strictPlans: readonly Plan[] = [false, true].map((dropSpacers) => ({
  foreign: "stop",
  dropSpacers,
  counted: true,
}));
const foreignPlans: readonly Plan[] = (["torn", "context", "join", "mixed"] as const).flatMap(
  (foreign) => [false, true].map((dropSpacers) => ({ foreign, dropSpacers, counted: true })),
);
const splitPlan: Plan = { foreign: "stop", dropSpacers: false, counted: true, split: true };

/** Lines read in one way or another between two steps; some 3 ms. */
const linesWalkedPerStep = 4_000;

/** Reads "@@ -a,b +c,d @@ section"; a missing count is 1, a count of 0 stays 0. */
export function parseHunkHeader(text: string): HunkHeader | undefined {
  const found =
    /^@@ ?-(\d{1,10})(?:,(\d{1,10}))? ?\+(\d{1,10})(?:,(\d{1,10}))? ?@@ ?(.{0,1000})/.exec(text);
  if (!found) return undefined;
  const [, oldStart, oldCount = "1", newStart, newCount = "1", section = ""] = found;
  return {
    oldStart: Number(oldStart),
    oldCount: Number(oldCount),
    newStart: Number(newStart),
    newCount: Number(newCount),
    section: section.trimEnd(),
  };
}

/**
 * Reads the hunk whose @@ line stands at `at`; `limit` is where the next hunk or file begins.
 * - Shape: -> the copy and the index of the first line behind it.
 */
export function* readHunk(
  stream: StreamLines,
  at: number,
  header: HunkHeader,
  limit: number,
): Generator<void, { readonly copy: HunkCopy; readonly end: number }> {
  const headerLine = stream.at(at) as StreamLine;
  const from = at + 1;
  const plans = firstForeign(stream, from, limit) >= 0 ? foreignPlans : [];
  const width = plans.length ? widthOf(stream, from, limit) : 0;
  const reading = { stream, from, limit, header, width };
  let done = 0;
  for (const plan of [...strictPlans, ...plans, splitPlan]) {
    const walked = walk(reading, plan);
    done += walked.at - from;
    if (done > linesWalkedPerStep) {
      done = 0;
      yield;
    }
    if (!isExact(walked, header)) continue;
    const isPlain = strictPlans.includes(plan);
    if (!goesOn(stream, walked.at, limit, isPlain))
      return finish(header, headerLine, joinTail(reading, walked));
    if (isPlain) break;
  }
  if (done) yield;
  // No reading adds up: take every line that is surely the hunk's.
  const free: Plan = { foreign: "code", dropSpacers: false, counted: false };
  const walked = trimTail(trimOverrun(walk(reading, free), header));
  return finish(header, headerLine, walked);
}

/** The lines a hunk is read from. */
interface HunkText {
  readonly stream: StreamLines;
  readonly from: number;
  readonly limit: number;
  readonly header: HunkHeader;
  /** The length no line exceeds, where lines were broken at all. */
  readonly width: number;
}

/** The counts end a hunk before the torn-off end of its last line. */
function joinTail({ stream, limit, width }: HunkText, walked: Walked): Walked {
  const line = stream.at(walked.at);
  const last = walked.lines[walked.lines.length - 1];
  if (!line || !last || walked.at >= limit || line.gapBefore !== "none") return walked;
  if (last.lastRow !== stream.at(walked.at - 1)?.row || /^(?:[\s+-]|$)/.test(line.text))
    return walked;
  if (!isTornOff(last.lastText, line.text, width)) return walked;
  // Words behind the diff go on for more than the one line a torn end is.
  const next = walked.at + 1;
  if (next < limit && stream.at(next)?.text && !isSignature(stream, next)) return walked;
  const lines = [...walked.lines];
  join(lines, line);
  return { ...walked, lines, at: walked.at + 1 };
}

function finish(
  header: HunkHeader,
  headerLine: StreamLine,
  walked: Walked,
): { readonly copy: HunkCopy; readonly end: number } {
  const exact = isExact(walked, header);
  const over = walked.old > header.oldCount || walked.new > header.newCount;
  const fit = exact ? "exact" : over ? "over" : "short";
  const last = walked.lines.length - 1;
  const gaps = exact ? [] : [...new Set(walked.gaps)].filter((index) => index >= 0 && index < last);
  const { lines, at, stop, isMarked } = walked;
  const { oldStart, oldCount, newStart, newCount } = header;
  const numbers = `${oldStart},${oldCount},${newStart},${newCount}`;
  return { copy: { header, numbers, headerLine, lines, gaps, fit, end: stop, isMarked }, end: at };
}

const isExact = (walked: Walked, header: HunkHeader): boolean =>
  walked.old === header.oldCount && walked.new === header.newCount;

/** The first line without a diff line's prefix; -1 where the strict readings see all there is. */
function firstForeign(stream: StreamLines, from: number, stop: number): number {
  for (let at = from; at < stop; at++) {
    const text = stream.textAt(at);
    if (text && !/^(?:[ +-]|\\ )/.test(text)) return at;
  }
  return -1;
}

/**
 * Whether changed lines follow where the counts say the hunk has ended; behind a reading that took
 * lines without a prefix for the hunk's no context line may follow either.
 */
function goesOn(stream: StreamLines, at: number, stop: number, isPlain: boolean): boolean {
  for (let next = at; next < stop; next++) {
    const line = stream.at(next);
    if (!line || line.gapBefore !== "none" || isSignature(stream, next)) return false;
    if (/^[+-]/.test(line.text)) return !line.text.startsWith("---");
    if (!line.text.startsWith(" ")) return false;
    if (!isPlain) return true;
  }
  return false;
}

/** "-- " of a mail signature: the version of git, or a few last lines, behind it. */
function isSignature(stream: StreamLines, at: number): boolean {
  const text = stream.textAt(at);
  if (text !== "-- " && text !== "--") return false;
  const next = stream.textAt(at + 1);
  return at + 1 >= stream.length || isVersion(next) || !/^[ +\-@]/.test(next);
}

const isVersion = (text: string | undefined): boolean =>
  text !== undefined && /^\d+\.\d+/.test(text);

function walk(reading: HunkText, plan: Plan): Walked {
  const { stream, from, limit, header } = reading;
  const lines: CopyLine[] = [];
  const gaps: number[] = [];
  const pauses: Pause[] = [];
  let isMarked = false;
  let oldSeen = 0;
  let newSeen = 0;
  let at = from;
  let stop: Walked["stop"] = limit < stream.length ? "next" : "text";
  const add = (kind: LineKind, part: StreamLine, how: CopyLine["how"], own?: string): void => {
    lines.push(new CopyLine(kind, how, part.line, part.row, own ?? part.ownText));
    if (kind !== "added") oldSeen++;
    if (kind !== "removed") newSeen++;
  };
  for (; at < limit; at++) {
    const line = stream.at(at);
    if (!line) break;
    const { text } = line;
    if (text.startsWith("\\ ")) {
      markNoNewline(lines);
      continue;
    }
    if (plan.counted && oldSeen >= header.oldCount && newSeen >= header.newCount) {
      stop = "counted";
      break;
    }
    if (line.gapBefore !== "none") {
      gaps.push(lines.length - 1);
      isMarked ||= line.gapBefore === "trim";
      pauses.push({ at, lines: lines.length, old: oldSeen, new: newSeen });
    }
    // A removed line "- " may complete a hunk; git's own version number behind it leaves no doubt.
    if (
      isSignature(stream, at) &&
      (isVersion(stream.at(at + 1)?.text) || !completes(oldSeen + 1, newSeen, header))
    ) {
      stop = "next";
      break;
    }
    const kind = kindOf(text);
    if (kind) {
      if (isTrim(text.slice(1))) {
        gaps.push(lines.length - 1);
        isMarked = true;
      } else if (plan.split && /^ (?:[+-]| \t)/.test(text)) {
        add("context", line, "split", "");
        add(kindOf(text.slice(1)) ?? "context", line, "split", text.slice(2));
      } else add(kind, line, "verbatim");
    } else if (text === "") {
      if (!(plan.dropSpacers && isSpacer(stream, at, limit))) add("context", line, "verbatim");
    } else if (isTrim(text)) {
      gaps.push(lines.length - 1);
      isMarked = true;
    } else {
      const how = readForeign(plan, line, lines, reading.width);
      if (how === "stop") {
        stop = "prose";
        break;
      }
      if (how === "join") join(lines, line);
      else add("context", line, "lost-blank", text);
    }
  }
  return { lines, gaps, at, old: oldSeen, new: newSeen, stop, pauses, isMarked };
}

const completes = (oldSeen: number, newSeen: number, header: HunkHeader): boolean =>
  oldSeen === header.oldCount && newSeen === header.newCount;

function kindOf(text: string): LineKind | undefined {
  if (text.startsWith(" ")) return "context";
  if (text.startsWith("+")) return "added";
  return text.startsWith("-") ? "removed" : undefined;
}

function readForeign(
  plan: Plan,
  line: StreamLine,
  lines: readonly CopyLine[],
  width: number,
): "stop" | "join" | "context" {
  const previous = lines[lines.length - 1];
  const mayJoin = previous !== undefined && line.gapBefore === "none";
  // A line that still has its tab lost only the blank before it.
  const isIndented = line.text.startsWith("\t");
  const above = previous?.lastText ?? "";
  const isTorn = mayJoin && isTornOff(above, line.text, width);
  switch (plan.foreign) {
    case "torn":
      return !isIndented && isTorn ? "join" : "context";
    case "stop":
      return isIndented ? "context" : "stop";
    case "context":
      return "context";
    case "join":
      return isIndented ? "context" : mayJoin ? "join" : "stop";
    case "mixed":
    case "code": {
      if (isIndented) return "context";
      const unfinished = mayJoin && looksUnfinished(previous.text);
      if (unfinished && (isTorn || plan.foreign === "mixed")) return "join";
      if (plan.foreign === "mixed") return "context";
      return looksLikeCode(line.text) ? "context" : "stop";
    }
  }
}

function join(lines: CopyLine[], line: StreamLine): void {
  const previous = lines.pop();
  if (previous) lines.push(previous.joined(line));
}

function markNoNewline(lines: CopyLine[]): void {
  const previous = lines[lines.length - 1];
  if (previous) previous.noNewline = true;
}

/** A blank quoted line next to an interruption, or the last before the end. */
function isSpacer(stream: StreamLines, at: number, limit: number): boolean {
  const next = stream.at(at + 1);
  return (
    stream.at(at)?.gapBefore !== "none" || at + 1 >= limit || !next || next.gapBefore !== "none"
  );
}

/**
 * Lines behind an interruption that make a hunk longer than its counts belong to another one, whose
 * headers the reviewer left out.
 */
function trimOverrun(walked: Walked, header: HunkHeader): Walked {
  const fits = ({ old, new: fresh }: { readonly old: number; readonly new: number }): boolean =>
    old <= header.oldCount && fresh <= header.newCount;
  const pause = fits(walked) ? undefined : walked.pauses.filter(fits).pop();
  if (!pause) return walked;
  const { at, old, new: fresh } = pause;
  return {
    ...walked,
    lines: walked.lines.slice(0, pause.lines),
    at,
    old,
    new: fresh,
    stop: "prose",
  };
}

/** Blank lines at the end of a hunk that is cut are the quoting's spacing, not its context. */
function trimTail(walked: Walked): Walked {
  const { lines } = walked;
  let count = 0;
  while (lines[lines.length - 1 - count]?.isEmptyLine) count++;
  if (!count) return walked;
  return {
    ...walked,
    lines: lines.slice(0, lines.length - count),
    old: walked.old - count,
    new: walked.new - count,
  };
}
