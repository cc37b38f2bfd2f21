// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { Hunk, HunkPlace, Patch } from "../patch";
import type { Examination, Opened, PatchExamination } from "../review";
import { functionOf, shown } from "./label";
import { hunkSummary } from "./summary";

/** One line above a hunk. */
export interface Lens {
  readonly source: string;
  /** The line of the hunk in its source, counted from 1. */
  readonly line: number;
  readonly title: string;
  /** All of what the title had no room for. */
  readonly details?: string;
  readonly hunk: string;
  readonly patch: number;
  /** Whether a run has spoken about the hunk: a click then shows rather than runs. */
  readonly known: boolean;
}

/** A lens on a place that was found before its text was read. */
export interface PlacedLens extends Pick<Lens, "line" | "title" | "details" | "known"> {
  /** Unknown until the text is read; afterwards where no patch has a hunk there. */
  readonly hunk: string | undefined;
}

/** A longer title takes the lens beside it out of the window. */
const titleLengthMax = 90;
/**
 * Up to here the first answer holds all of them. An editor moves each with every letter: this many
 * double its work for one in a text of 5 MB, which stays below what a person notices.
 */
const wholeMax = 5000;
/** More come and go in blocks of so many. */
const blockLength = 100;
/** Blocks that stay on either side of those in sight, so that none appears where somebody looks. */
const blocksAround = 2;

/**
 * One lens for each place, whatever reading the text finds later, so that no line ever moves;
 * `read` are those of the text once it is read, which alone shows hunks without an @@ line, or why
 * there are none.
 */
export function lensesAt(
  places: readonly HunkPlace[],
  read: readonly Lens[] | "reading" | "stopped",
): readonly PlacedLens[] {
  const isRead = typeof read !== "string";
  const byLine = new Map<number, PlacedLens>();
  for (const { line, section } of places) {
    const name = functionOf(section);
    const ask = name ? `Simulate hunk in ${name}` : "Simulate hunk";
    const none = isRead ? "not read as a hunk of a patch" : "not read: the reading was stopped";
    const title = read === "reading" ? shown(ask) : none;
    byLine.set(line, { line, title, hunk: undefined, known: false });
  }
  for (const lens of isRead ? read : []) byLine.set(lens.line, lens);
  return [...byLine.values()].sort((one, other) => one.line - other.line);
}

/** Lines of a text that are in sight, counted from 1, both included. */
export interface Sight {
  readonly firstLine: number;
  readonly lastLine: number;
}

/**
 * The blocks of lenses that are worth handing over: all of them up to some thousands, else those
 * around what is in sight.
 * - Shape: lines of all lenses, in order; nothing in sight stands for the beginning.
 */
export function blocksNear(lines: readonly number[], sights: readonly Sight[]): readonly number[] {
  const count = Math.ceil(lines.length / blockLength);
  const near = new Set<number>();
  const add = (first: number, last: number): void => {
    for (let block = first - blocksAround; block <= last + blocksAround; block++)
      if (0 <= block && block < count) near.add(block);
  };
  if (lines.length <= wholeMax) add(0, count);
  else if (!sights.length) add(0, 0);
  for (const { firstLine, lastLine } of sights)
    add(blockOf(lines, firstLine), blockOf(lines, lastLine));
  return [...near].sort((one, other) => one - other);
}

/** The lenses of some blocks. */
export const lensesIn = <T>(lenses: readonly T[], blocks: readonly number[]): readonly T[] =>
  blocks.flatMap((block) => lenses.slice(block * blockLength, (block + 1) * blockLength));

function blockOf(lines: readonly number[], line: number): number {
  const index = lines.findIndex((one) => line <= one);
  return Math.floor((index < 0 ? lines.length - 1 : index) / blockLength);
}

/**
 * The lenses of every hunk wherever it stands, quoted ones too, in the order of their lines.
 * Their number and their lines depend on the text alone; a run changes only titles.
 */
export function lensesOf(
  opened: Opened,
  examination?: Examination,
  isOff: (hunk: string) => boolean = () => false,
): readonly Lens[] {
  const hunks = opened.patches.flatMap((patch) => hunksOf(patch, examination, isOff));
  const taken = new Set<string>();
  const lenses: Lens[] = [];
  const add = (lens: Omit<Lens, "source" | "line">, { source, line }: Span): void => {
    const place = `${line} ${source}`;
    if (taken.has(place)) return;
    taken.add(place);
    lenses.push({ ...lens, source, line });
  };
  // A hunk's own place goes before any other hunk's copy of it.
  for (const { lens, hunk } of hunks) add(lens, hunk.span);
  for (const { lens, hunk } of hunks) for (const span of hunk.quotedAt ?? []) add(lens, span);
  return lenses.sort((one, other) => one.line - other.line || compareIds(one.hunk, other.hunk));
}

function hunksOf(
  patch: Patch,
  examination: Examination | undefined,
  isOff: (hunk: string) => boolean,
): readonly { readonly hunk: Hunk; readonly lens: Omit<Lens, "source" | "line"> }[] {
  const run = examination?.patches.find(({ number }) => number === patch.number);
  return patch.files.flatMap((file) =>
    file.hunks.map((hunk) => {
      const name = functionOf(hunk.section) ?? file.path.split("/").pop();
      const ask = name ? `Simulate ${hunk.id} in ${name}` : `Simulate fragment ${hunk.id}`;
      const known = run !== undefined;
      const words = run ? wordsOf(run, hunk.id, isOff(hunk.id)) : { title: shown(ask) };
      return { hunk, lens: { ...words, hunk: hunk.id, patch: patch.number, known } };
    }),
  );
}

function wordsOf(
  run: PatchExamination,
  hunk: string,
  isOff: boolean,
): { readonly title: string; readonly details?: string } {
  // A lens has no code type: the backticks that mark code go.
  const said = (how?: { readonly brief: boolean }): string =>
    `${hunk}: ${isOff ? "switched off" : hunkSummary(run, hunk, how).replaceAll("`", "")}`;
  const details = said();
  if (details.length <= titleLengthMax) return { title: details };
  const brief = said({ brief: true });
  const title =
    brief.length <= titleLengthMax ? brief : `${brief.slice(0, titleLengthMax - 1).trimEnd()}…`;
  return { title, details };
}

function compareIds(one: string, other: string): number {
  const [patch = 0, hunk = 0] = one.split(".").map(Number);
  const [otherPatch = 0, otherHunk = 0] = other.split(".").map(Number);
  return patch - otherPatch || hunk - otherHunk;
}
