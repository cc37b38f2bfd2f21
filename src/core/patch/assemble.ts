// SPDX-License-Identifier: MIT
import { findAttributions, linesPerStep, parseSubject, type Author } from "../mail";
import { append, type Diagnostic } from "../base";
import { countLines, crossCheck } from "./check";
import { groupFiles } from "./group";
import { groupNotes, whiteSpaceNotes } from "./notes";
import { addHeadings, type Draft, type Headings } from "./draft";
import { forgetLines, type HunkCopy } from "./hunk";
import { candidatesMax } from "./limits";
import { changesLeft, findLosses, lostOf, roomNotes, type ChangesLeft } from "./loss";
import { mergeHunk, type MergedHunk } from "./merge";
import type { FilePatch, Hunk, HunkLine, Loss, Patch, Repair } from "./patch";
import { readPreamble, type Preamble } from "./preamble";
import type { FileCopy } from "./scan";
import { parseStat, type Stat } from "./stat";
import { streamsOf } from "./stream";
import { isPatchMail } from "./subject";
import { ownTrailers } from "./trailers";

/** A finished patch, what was done to get it, and the words before its diff. */
export interface Assembled {
  readonly patch: Patch;
  readonly draft: Draft;
  /** For each file of the patch the copies it was read from. */
  readonly copies: readonly (readonly FileCopy[])[];
  readonly repairs: readonly Repair[];
  readonly losses: readonly Loss[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Files looked at between two steps; some 5 ms. */
const filesPerStep = 500;

/** Makes the patch of a draft; its hunks get the ids "NUMBER.1", "NUMBER.2", ... */
export function* assemble(draft: Draft, number: number): Generator<void, Assembled> {
  const preamble = fullest(draft.preambles);
  const stat = parseStat(preamble?.notes ?? []);
  const repairs: Repair[] = [];
  const diagnostics: Diagnostic[] = [];
  const ends = new Map<string, HunkCopy["end"]>();
  let hunkCount = 0;
  const groups = groupFiles(draft);
  const headings = headingsOf(draft);
  const files: FilePatch[] = [];
  let done = 0;
  for (const { file, hunks } of groups) {
    const { path, oldPath, change, index, merge } = file;
    const merged: MergedHunk[] = [];
    for (const copies of hunks) {
      const hunk = mergeHunk(copies);
      merged.push(hunk);
      forgetLines(copies);
      done += copies.length * hunk.lines.length + 1;
      if (done < linesPerStep) continue;
      done = 0;
      yield;
    }
    // What the diffstat leaves can be a cut hunk's only where it is the file's only cut one.
    const alone = merged.filter(({ fit }) => fit === "short").length === 1;
    const left = alone ? changesLeft(stat, path, merged) : undefined;
    const built = merged.map((hunk) => ({
      ...buildHunk(hunk, `${number}.${++hunkCount}`, left),
      ...quotedAt(headings, path, hunk.base),
    }));
    built.forEach((hunk, at) => {
      const from = merged[at] as MergedHunk;
      append(repairs, repairsOf(hunk, from));
      ends.set(hunk.id, from.base.end);
    });
    files.push({
      path,
      ...(oldPath !== undefined && { oldPath }),
      change,
      ...(index && { index }),
      ...(merge && { merge }),
      hunks: built,
    });
    done += built.length;
  }
  const isLong = files.some(({ hunks }) => hunks.some(({ lines }) => lines.length > linesPerStep));
  if (isLong || files.length > filesPerStep) yield;
  const unstuffed = unstuff(files, repairs);
  if (draft.fragment) unstuffed.push(fragmentFile(draft, `${number}.1`, repairs));
  const settled = settleCounts(draft, unstuffed, ends, stat, repairs);
  const patch = yield* finishPatch(draft, number, settled, preamble);
  for (const [at, file] of settled.entries()) {
    if (at % filesPerStep === filesPerStep - 1 || isLong) yield;
    const odd = draft.kind !== "fragment" && isMended(file) ? yield* crossCheck(file) : undefined;
    if (odd)
      diagnostics.push({
        code: "patch/parser-disagrees",
        severity: "warning",
        message: `${file.path || "a file without a name"}: parse-diff finds ${odd}`,
        ...(file.hunks[0] && { span: file.hunks[0].span }),
      });
  }
  append(diagnostics, whiteSpaceNotes(patch));
  const shown = patch.files.flatMap(({ hunks }) => hunks);
  for (const group of groups) append(diagnostics, groupNotes(group, shown));
  const copies = groups.map((group) => group.copies);
  const losses = findLosses(patch, stat);
  append(diagnostics, roomNotes(patch, stat, losses));
  return { patch, draft, copies, repairs, losses, diagnostics };
}

/** Whether a file is more than what one mail says word by word and its counts confirm. */
const isMended = ({ hunks }: FilePatch): boolean =>
  hunks.some(
    ({ state, lines }) =>
      state !== "whole" || lines.some(({ confidence }) => confidence !== "verbatim"),
  );

function* finishPatch(
  draft: Draft,
  number: number,
  files: readonly FilePatch[],
  preamble: Preamble | undefined,
): Generator<void, Patch> {
  const { subject, message, kind } = draft;
  const holders = draft.fragment
    ? draft.fragment.holders
    : draft.copies.map(({ stream }) => ({ message: stream.message, depth: stream.depth }));
  const words = yield* messageOf(draft, preamble);
  const trailers = ownTrailers(words, kind === "message" ? message : undefined);
  return {
    number,
    subject: preamble?.subject ? parseSubject(preamble.subject).words : subject.words,
    revision: subject.revision,
    tags: subject.tags,
    ...(subject.part && { part: subject.part }),
    author: authorOf(draft, preamble),
    date: preamble?.date?.value ? preamble.date : message.date,
    source: {
      kind,
      messageIds: holders.map((holder) => holder.message.id),
      depths: holders.map(({ depth }) => depth),
    },
    commitMessage: words.map(({ text }) => text.trimEnd()),
    ...(trailers.length && { trailers }),
    files,
  };
}

/**
 * The sender, an in-body From line, or whom the attributions name for the depth it is quoted at.
 */
function authorOf(draft: Draft, preamble: Preamble | undefined): Author {
  if (preamble?.author) return preamble.author;
  if (draft.kind === "message" || draft.kind === "attachment") return draft.message.author;
  for (const { stream, first } of draft.copies) {
    if (stream.depth === 0) continue;
    const before = stream.lines.at(first)?.row ?? 0;
    const named = findAttributions(stream.message.body)
      .filter(({ depth, end }) => depth === stream.depth - 1 && end <= before)
      .pop();
    if (named) return named.author;
  }
  return { name: "", from: "unknown" };
}

/**
 * The words above a diff; of an attached one without any those of its mail. A reply that carries a
 * diff has for git all its words, quotes among them, as the message.
 */
function* messageOf(
  draft: Draft,
  preamble: Preamble | undefined,
): Generator<void, Preamble["commitMessage"]> {
  const copy = draft.copies[0];
  if (
    draft.kind === "attachment" &&
    !preamble?.commitMessage.length &&
    isPatchMail(draft.message)
  ) {
    const body = streamsOf(draft.message).find(
      ({ depth, attachment }) => depth === 0 && attachment === undefined,
    );
    return body ? (yield* readPreamble(body, body.lines.length, false)).commitMessage : [];
  }
  const isOwn = copy?.stream.depth === 0 && copy.stream.attachment === undefined;
  if (!isOwn || !draft.subject.isReply) return preamble?.commitMessage ?? [];
  return (yield* readPreamble(copy.stream, copy.first, false)).commitMessage;
}

const fullest = (preambles: readonly Preamble[]): Preamble | undefined =>
  [...preambles].sort((a, b) => sizeOf(b) - sizeOf(a))[0];

const sizeOf = ({ commitMessage, notes }: Preamble): number =>
  commitMessage.length + notes.length * 2;

function buildHunk(merged: MergedHunk, id: string, left: ChangesLeft | undefined): Hunk {
  const { header, headerLine } = merged.base;
  const { lostBlank, joined, split } = merged.damaged;
  const isRepaired = lostBlank + joined + split > 0 || merged.fit === "over";
  const state = merged.fit === "short" ? "cut" : isRepaired ? "repaired" : "whole";
  return {
    id,
    ...header,
    lines: merged.lines,
    gaps: merged.gaps,
    state,
    lost: state === "cut" ? lostOf(header, countLines(merged), left) : noLoss,
    span: headerLine.span,
  };
}

/** Where each hunk is quoted, by its numbers: in what it was read from, then elsewhere. */
function headingsOf(draft: Draft): Headings {
  const headings: Headings = new Map();
  if (draft.copies.length < 2 && !draft.headings.size) return headings;
  for (const copy of draft.copies) addHeadings(headings, copy);
  for (const [numbers, elsewhere] of draft.headings) {
    const all = [...(headings.get(numbers) ?? []), ...elsewhere];
    headings.set(numbers, all.slice(0, candidatesMax));
  }
  return headings;
}

function quotedAt(headings: Headings, path: string, base: HunkCopy): Pick<Hunk, "quotedAt"> {
  const own = base.headerLine.span;
  const spans = (headings.get(base.numbers) ?? [])
    .filter((heading) => !path || !heading.path || heading.path === path)
    .map(({ span }) => span)
    .filter(({ source, startOffset }) => startOffset !== own.startOffset || source !== own.source);
  return spans.length ? { quotedAt: spans } : {};
}

const noLoss = { context: 0, added: 0, removed: 0 };

/**
 * Decides for the hunks of a patch's own mail that are shorter than their counts: where the
 * diffstat bears the lines out, or something follows them and nobody trims in a patch mail, the
 * counts are wrong.
 */
function settleCounts(
  draft: Draft,
  files: readonly FilePatch[],
  ends: ReadonlyMap<string, HunkCopy["end"]>,
  stat: Stat | undefined,
  repairs: Repair[],
): readonly FilePatch[] {
  if (draft.kind !== "message" && draft.kind !== "attachment") return files;
  return files.map((file) => {
    const announced = stat?.files.find(({ path }) => path === file.path);
    const lines = file.hunks.flatMap((hunk) => hunk.lines);
    const changes = lines.filter(({ kind }) => kind !== "context").length;
    const bornOut = announced?.changes === changes;
    return {
      ...file,
      hunks: file.hunks.map((hunk) => {
        if (hunk.state !== "cut" || hunk.gaps.length) return hunk;
        const followed = !draft.subject.isReply && ends.get(hunk.id) === "next";
        if (!bornOut && !followed) return hunk;
        repairs.push(wrongCounts(hunk));
        return { ...hunk, state: "repaired" as const, lost: noLoss };
      }),
    };
  });
}

function repairsOf(hunk: Hunk, merged: MergedHunk): Repair[] {
  const { lostBlank, joined, split } = merged.damaged;
  const made: Repair[] = [];
  const add = (code: string, message: string): void => {
    made.push({ code, message, hunk: hunk.id, span: hunk.span });
  };
  if (lostBlank)
    add("patch/blank-lost", `${plural(lostBlank, "context line")} had lost the leading blank`);
  if (split)
    add("patch/flowed", `a flowed mail had joined ${plural(split, "blank line")} to the next`);
  if (joined) add("patch/line-wrapped", `${plural(joined, "wrapped line")} joined again`);
  if (merged.fit === "over") made.push(wrongCounts(hunk));
  const healed = hunk.lines.filter(({ confidence }) => confidence === "merged").length;
  if (healed)
    add(
      "patch/copies-merged",
      `white space of ${plural(healed, "line")} from the fuller of two copies`,
    );
  return made;
}

function wrongCounts(hunk: Hunk): Repair {
  const { old, new: fresh } = countLines(hunk);
  return {
    code: "patch/counts-wrong",
    message:
      `the @@ line counts ${hunk.oldCount} and ${hunk.newCount} lines, ` +
      `the hunk has ${old} and ${fresh}`,
    hunk: hunk.id,
    span: hunk.span,
  };
}

/**
 * A quoted flowed mail has every blank at a line's start doubled: take the second one back, in all
 * hunks where one of them shows it.
 */
function unstuff(files: readonly FilePatch[], repairs: Repair[]): FilePatch[] {
  const all = files.flatMap(({ hunks }) => hunks);
  if (!all.some((hunk) => isDoubled(hunk) && showsDoubled(hunk))) return [...files];
  return files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) => (isDoubled(hunk) ? unstuffHunk(hunk, repairs) : hunk)),
  }));
}

const contextOf = ({ lines }: Hunk): readonly HunkLine[] =>
  lines.filter(({ kind, text }) => kind === "context" && text !== "");

function isDoubled(hunk: Hunk): boolean {
  const context = contextOf(hunk);
  return context.length > 1 && context.every(({ text }) => text.startsWith(" "));
}

const showsDoubled = (hunk: Hunk): boolean =>
  contextOf(hunk).some(({ text }) => text === " " || text.startsWith(" \t"));

function unstuffHunk(hunk: Hunk, repairs: Repair[]): Hunk {
  repairs.push({
    code: "patch/flowed",
    message:
      "a flowed mail had doubled the blank before " +
      plural(contextOf(hunk).length, "context line"),
    hunk: hunk.id,
    span: hunk.span,
  });
  const lines = hunk.lines.map((line): HunkLine =>
    line.kind === "context" && line.text.startsWith(" ")
      ? { ...line, text: line.text.slice(1), confidence: "repaired" }
      : line,
  );
  return { ...hunk, lines, state: hunk.state === "whole" ? "repaired" : hunk.state };
}

function fragmentFile(draft: Draft, id: string, repairs: Repair[]): FilePatch {
  const lines = draft.fragment?.lines ?? [];
  const span = lines[0]?.sources[0] ?? draft.message.span;
  for (const { sources } of draft.fragment?.joined ?? [])
    repairs.push({
      code: "patch/line-wrapped",
      message: "a wrapped line joined again; no whole copy is left",
      hunk: id,
      span: sources[0] ?? span,
    });
  const hunk: Hunk = {
    id,
    oldStart: 0,
    oldCount: 0,
    newStart: 0,
    newCount: 0,
    section: "",
    lines,
    gaps: draft.fragment?.gaps ?? [],
    state: "fragment",
    lost: noLoss,
    span,
  };
  return { path: "", change: "unknown", hunks: [hunk] };
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
