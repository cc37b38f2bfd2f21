// SPDX-License-Identifier: MIT
// What is odd about an assembled patch though nothing had to be repaired.
import type { Diagnostic, Span } from "../base";
import type { FileGroup } from "./group";
import type { HunkCopy } from "./hunk";
import type { Hunk, Patch } from "./patch";

/**
 * Whether a mark says that lines were left out, no copy without one is whole, and yet the counts
 * may be met: by the copy with the mark, or by several together.
 */
function isDoubtful(copies: readonly HunkCopy[]): boolean {
  if (copies.some(({ fit, isMarked }) => fit === "exact" && !isMarked)) return false;
  return copies.some(({ fit, isMarked }) => isMarked && (fit !== "short" || copies.length > 1));
}

/** What a file's quotes leave open though every count is met, said where its hunks are shown. */
export function groupNotes({ file, hunks }: FileGroup, shown: readonly Hunk[]): Diagnostic[] {
  const notes: Diagnostic[] = [];
  const add = (code: string, message: string, span: Span | undefined): void => {
    notes.push({ code, severity: "information", message, ...(span && { span }) });
  };
  if (!file.path && !file.headerLines.length) {
    const span = hunks[0]?.[0]?.headerLine.span;
    add("patch/no-file-name", "a hunk stands under no file's header", span);
  }
  for (const copies of hunks)
    if (isDoubtful(copies))
      add(
        "patch/trim-doubtful",
        `${file.path || "a hunk"}: lines left out, some here may be another hunk's`,
        shownSpan(copies, shown),
      );
  return notes;
}

/** Of several copies that one whose lines were believed first is what is shown. */
function shownSpan(copies: readonly HunkCopy[], shown: readonly Hunk[]): Span | undefined {
  const spans = copies.map(({ headerLine }) => headerLine.span);
  return (
    spans.find((span) =>
      shown.some(
        (hunk) => hunk.span.startOffset === span.startOffset && hunk.span.source === span.source,
      ),
    ) ?? spans[0]
  );
}

/**
 * Kernel C is indented by tabs: a patch with blanks only has been through a mailer or an archive.
 */
export function whiteSpaceNotes(patch: Patch): Diagnostic[] {
  let indented = 0;
  let first: Hunk | undefined;
  for (const { path, hunks } of patch.files) {
    if (!/\.[chS]$/.test(path)) continue;
    for (const hunk of hunks) {
      first ??= hunk;
      for (const { text } of hunk.lines) {
        if (text.includes("\t")) return [];
        if (text.charCodeAt(0) === 0x20) indented++;
      }
    }
  }
  if (!first || indented < 3) return [];
  return [
    {
      code: "patch/tabs-eaten",
      severity: "information",
      message: `patch ${patch.number}: no tab is left; white space is not the sender's`,
      span: first.span,
    },
  ];
}
