// SPDX-License-Identifier: MIT
import type { Diagnostic } from "../base";
import { linesPerStep } from "../mail";
import { beginsCombined, readCombined } from "./combined";
import type { CopyLine } from "./copy-line";
import { parseHunkHeader, readHunk, type HunkCopy } from "./hunk";
import { filesMax, hunksMax } from "./limits";
import type { FilePatch, MergeHunk } from "./patch";
import { decodeName, isSafePath, joinPaths, splitGitNames } from "./path";
import type { Stream, StreamLine, StreamLines } from "./stream";

/** One file's part of a diff as one message quotes it. */
export interface FileCopy {
  readonly path: string;
  readonly oldPath?: string;
  readonly change: FilePatch["change"];
  readonly index?: { readonly before: string; readonly after: string };
  readonly headerLines: readonly StreamLine[];
  readonly hunks: readonly HunkCopy[];
  /** What a merge's diff shows. */
  readonly merge?: readonly MergeHunk[];
}

/** A diff as it survives in one stream. */
export interface DiffCopy {
  readonly stream: Stream;
  /** Index of the first diff line among the stream's lines. */
  readonly first: number;
  readonly files: readonly FileCopy[];
  readonly diagnostics: readonly Diagnostic[];
}

interface FileHeader {
  readonly file: Omit<FileCopy, "hunks">;
  readonly end: number;
}

/** What a hunk costs beside its lines, in lines. */
const linesOfHunk = 50;

/** Finds the diff in a stream; undefined where there is none. */
export function* scanDiff(stream: Stream): Generator<void, DiffCopy | undefined> {
  const { lines } = stream;
  const files: { file: Omit<FileCopy, "hunks">; hunks: HunkCopy[] }[] = [];
  const diagnostics: Diagnostic[] = [];
  let first = -1;
  let hunkCount = 0;
  let told = 0;
  let isGit = false;
  let isNoted = false;
  let isContextNoted = false;
  for (let at = 0; at < lines.length;) {
    // A hunk costs as much as many lines.
    const done = at + hunkCount * linesOfHunk;
    if (done - told > linesPerStep) {
      told = done;
      yield;
    }
    const kind = startKind(lines, at);
    if (kind && (files.length >= filesMax || hunkCount >= hunksMax)) {
      const words = `a diff this long is read no further; ${files.length} files are`;
      diagnostics.push(note("patch/too-large", words, lines.at(at)));
      break;
    }
    if (!kind) {
      if (isComparison(lines.textAt(at))) {
        const behind = endOfComparison(lines, at);
        if (behind.holdsDiff)
          diagnostics.push(
            note("patch/interdiff", "a diff between two revisions is no patch", lines.at(at)),
          );
        at = behind.end;
      } else if (isContextDiff(lines, at) && !isContextNoted) {
        diagnostics.push(note("patch/context-diff", contextWords, lines.at(at)));
        isContextNoted = true;
      } else at++;
      continue;
    }
    if (first < 0) first = at;
    if (kind === "combined") {
      const merge = yield* readCombined(lines, at);
      if (!isNoted) diagnostics.push(merge.note);
      isNoted = true;
      files.push({ file: merge.file, hunks: [] });
      hunkCount += merge.file.merge.length;
      at = merge.end;
      continue;
    }
    if (kind === "file") {
      noteDamage(lines, at, isGit, diagnostics);
      isGit ||= lines.textAt(at).startsWith("diff --git ");
      const header = readFileHeader(lines, at, diagnostics);
      files.push({ file: header.file, hunks: [] });
      at = header.end;
      continue;
    }
    const line = lines.at(at);
    const header = line && parseHunkHeader(line.text);
    if (!line || !header) break;
    const { copy, end } = yield* readHunk(lines, at, header, nextStart(lines, at + 1));
    const current = files[files.length - 1];
    hunkCount++;
    if (current && mayFollow(current.hunks, copy)) current.hunks.push(copy);
    else files.push({ file: unnamed(), hunks: [copy] });
    at = Math.max(end, at + 1);
  }
  if (first < 0 && !diagnostics.length) return undefined;
  if (told) yield;
  const found = restoreBlanks(files.map(({ file, hunks }) => ({ ...file, hunks })));
  return { stream, first, files: found, diagnostics };
}

const contextWords = "a context diff (diff -c): only unified ones (diff -u) are read";

/** Whether the first hunk of a file begins as `diff -c` writes it. */
const isContextDiff = (lines: StreamLines, at: number): boolean =>
  lines.textAt(at).startsWith("***************") && /^\*\*\* \d/.test(lines.textAt(at + 1));

/** Where git wrote one file's header it wrote all. */
function noteDamage(
  lines: StreamLines,
  at: number,
  isGit: boolean,
  diagnostics: Diagnostic[],
): void {
  if (!lines.textAt(at).startsWith("--- ")) return;
  if (!isGit && !/^index [\da-f]+\.\./.test(lines.textAt(at - 1))) return;
  const words = "its diff --git line is gone, and perhaps the end of the line above";
  diagnostics.push(note("patch/header-damaged", words, lines.at(at - 1)));
}

/** The heading git format-patch sets above what changed since the revision before. */
const isComparison = (text: string): boolean =>
  (text.startsWith("Interdiff") || text.startsWith("Range-diff")) &&
  /^(?:Interdiff|Range-diff)(?: against .{1,60})?:\s*$/.test(text);

/**
 * A comparison goes on to the "---" that begins a patch's notes, a signature, or the end; an
 * indented one and a range-diff, which a lone patch has among its notes, at most to that patch.
 */
function endOfComparison(
  lines: StreamLines,
  from: number,
): { readonly end: number; readonly holdsDiff: boolean } {
  let filled = from + 1;
  while (filled < lines.length && !lines.textAt(filled).trim()) filled++;
  const isPlain = startKind(lines, filled) !== undefined;
  let holdsDiff = /^ +diff --git \S/.test(lines.textAt(filled));
  let end = from + 1;
  for (; end < lines.length; end++) {
    const text = lines.textAt(end);
    if (text === "---" || text === "-- ") break;
    if (startKind(lines, end) === undefined) continue;
    if (!isPlain) break;
    holdsDiff = true;
  }
  return { end, holdsDiff };
}

/**
 * Where every context line that shows it lost its leading blank, those that begin with a blank of
 * their own (" * text" of a comment) lost it, too.
 */
function restoreBlanks(files: readonly FileCopy[]): readonly FileCopy[] {
  const all = files.flatMap(({ hunks }) => hunks);
  if (!all.some(({ lines }) => lines.some(({ how }) => how === "lost-blank"))) return files;
  const context = all
    .flatMap(({ lines }) => lines)
    .filter(({ kind, text }) => kind === "context" && text !== "");
  const lost = context.filter(({ how }) => how === "lost-blank").length;
  // " *", a label and deeper blanks may stand at the left edge either way; a tab does not.
  const kept = context.some(
    ({ how, text }) => how === "verbatim" && /^[^ *]/.test(text) && !isLabel(text),
  );
  if (lost === 0 || kept || lost === context.length) return files;
  const restore = (line: CopyLine): CopyLine =>
    line.kind === "context" && line.how === "verbatim" && line.text !== "" ? line.restored() : line;
  return files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.map(restore) })),
  }));
}

const isLabel = (text: string): boolean => /^\w+:$/.test(text);

const unnamed = (): Omit<FileCopy, "hunks"> => ({ path: "", change: "unknown", headerLines: [] });

/** Hunks of one file go upwards; one that does not belongs to a file whose header was trimmed. */
function mayFollow(hunks: readonly HunkCopy[], next: HunkCopy): boolean {
  const last = hunks[hunks.length - 1];
  if (!last || next.header.oldStart === 0) return true;
  const { oldStart, oldCount } = last.header;
  // Counts edited by hand reach into the next hunk; the lines that are there do not.
  const oldSeen = last.lines.filter(({ kind }) => kind !== "added").length;
  return oldStart + Math.min(oldCount, oldSeen) <= next.header.oldStart;
}

/**
 * What begins at a line: a file's header, a hunk of the current file, a merge's hunk, or nothing.
 */
function startKind(lines: StreamLines, at: number): "file" | "hunk" | "combined" | undefined {
  const text = lines.textAt(at);
  const mark = text.charCodeAt(0);
  if (mark === 0x40) {
    if (beginsCombined(text)) return "combined";
    return text.startsWith("@@ ") || text.startsWith("@@-")
      ? parseHunkHeader(text) && "hunk"
      : undefined;
  }
  if (mark === 0x64) {
    if (beginsCombined(text)) return "combined";
    return /^diff --git \S/.test(text) ? "file" : undefined;
  }
  if (mark === 0x2d) return isNamePair(lines, at) ? "file" : undefined;
  if (mark === 0x49 && /^Index: \S/.test(text))
    return [1, 2, 3].some((offset) => isNamePair(lines, at + offset)) ? "file" : undefined;
  return undefined;
}

/** "--- a" directly followed by "+++ b" and a hunk: prose with dashes has no such pair. */
function isNamePair(lines: StreamLines, at: number): boolean {
  return (
    lines.textAt(at).startsWith("--- ") &&
    lines.textAt(at + 1).startsWith("+++ ") &&
    /^@@[ -]/.test(lines.textAt(at + 2))
  );
}

function nextStart(lines: StreamLines, from: number): number {
  let at = from;
  while (at < lines.length && !startKind(lines, at)) at++;
  return at;
}

const fileHeaderWords = [
  ...["diff --git", "index", "---", "\\+\\+\\+", "Index:", "rename", "copy", "deleted file"],
  ...["new file", "old mode", "new mode", "similarity", "dissimilarity", "Binary files"],
  ...["GIT binary", "====="],
];
const fileHeaderLine = new RegExp(`^(${fileHeaderWords.join("|")})(.*)$`);

/** The lines between a file's first header line and its first hunk. */
function readFileHeader(lines: StreamLines, at: number, diagnostics: Diagnostic[]): FileHeader {
  const found = { oldName: "", newName: "", gitRest: "", change: "modified", hasMode: false };
  let index: FileCopy["index"];
  let end = at;
  for (; end < lines.length; end++) {
    const text = lines.textAt(end);
    if (end > at && /^diff --git |^Index: /.test(text) && found.gitRest) break;
    const git = fileHeaderLine.exec(text);
    if (!git) break;
    const rest = (git[2] ?? "").trim();
    switch (git[1]) {
      case "diff --git":
        found.gitRest = rest;
        break;
      case "Index:":
        found.gitRest = `${rest} ${rest}`;
        break;
      case "---":
        found.oldName = decodeName((git[2] ?? "").trimStart());
        break;
      case "+++":
        found.newName = decodeName((git[2] ?? "").trimStart());
        break;
      case "index": {
        const blobs = /^([\da-f]{4,64})\.\.([\da-f]{4,64})/.exec(rest);
        if (blobs?.[1] && blobs[2]) index = { before: blobs[1], after: blobs[2] };
        break;
      }
      case "rename":
      case "copy":
        found.change = git[1] === "rename" ? "renamed" : "copied";
        if (rest.startsWith("from ")) found.oldName = decodeName(rest.slice(5));
        else found.newName = decodeName(rest.slice(3));
        break;
      case "deleted file":
        found.change = "deleted";
        break;
      case "new file":
        found.change = "added";
        break;
      case "old mode":
      case "new mode":
        found.hasMode = true;
        break;
      case "Binary files":
      case "GIT binary":
        found.change = "binary";
        break;
    }
    if (found.newName && git[1] === "+++") {
      end++;
      break;
    }
  }
  return finishHeader(lines, at, Math.max(end, at + 1), found, index, diagnostics);
}

function finishHeader(
  lines: StreamLines,
  at: number,
  end: number,
  found: { oldName: string; newName: string; gitRest: string; change: string; hasMode: boolean },
  index: FileCopy["index"],
  diagnostics: Diagnostic[],
): FileHeader {
  const git = found.gitRest ? splitGitNames(found.gitRest) : undefined;
  const oldName = found.oldName || git?.[0] || "";
  const newName = found.newName || git?.[1] || "";
  const paths = joinPaths(oldName, newName);
  let change = found.change as FileCopy["change"];
  if (change === "modified" && oldName === "/dev/null") change = "added";
  else if (change === "modified" && newName === "/dev/null") change = "deleted";
  else if (change === "modified" && found.hasMode && !found.newName) change = "mode";
  const safe = isSafePath(paths.path) && (!paths.oldPath || isSafePath(paths.oldPath));
  if (!safe)
    diagnostics.push(
      note("patch/path-refused", "a file name that leaves the tree is not used", lines.at(at)),
    );
  const moved = change === "renamed" || change === "copied";
  const oldPath = paths.oldPath !== undefined && (moved || safe) ? paths.oldPath : undefined;
  return {
    file: {
      path: safe ? paths.path : "",
      ...(safe && oldPath !== undefined && { oldPath }),
      change,
      ...(index && { index }),
      headerLines: linesFrom(lines, at, end),
    },
    end,
  };
}

function linesFrom(lines: StreamLines, from: number, end: number): StreamLine[] {
  const found: StreamLine[] = [];
  for (let at = from; at < end; at++) found.push(lines.at(at) as StreamLine);
  return found;
}

const note = (code: string, message: string, line: StreamLine | undefined): Diagnostic => ({
  code,
  severity: "warning",
  message,
  ...(line && { span: line.span }),
});
