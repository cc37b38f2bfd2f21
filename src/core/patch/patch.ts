// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { Author, MessageDate } from "../mail";

export type LineKind = "context" | "added" | "removed";

/** How a diff marks them. */
export const signs = { context: " ", added: "+", removed: "-" } as const;

export interface HunkLine {
  readonly kind: LineKind;
  /** Without the leading blank, plus or minus. */
  readonly text: string;
  /** Every place the line was read from, the one that was believed first. */
  readonly sources: readonly Span[];
  readonly confidence: "verbatim" | "merged" | "repaired" | "guessed";
  /** The file ends behind this line without a line end. */
  readonly noNewline?: true;
}

/** How many lines of a kind the counts or the diffstat announce and nobody quotes. */
export interface LostLines {
  readonly context: number;
  readonly added: number;
  readonly removed: number;
}

export interface Hunk {
  /** "P.H": patch and hunk, each counted from 1 in order of appearance. */
  readonly id: string;
  /** The counts of the @@ line; all 0 for a fragment. */
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  /** The text after the second @@. */
  readonly section: string;
  readonly lines: readonly HunkLine[];
  /** Indexes into `lines` behind which lines were trimmed away ("[...]"), in order. */
  readonly gaps: readonly number[];
  readonly state: "whole" | "cut" | "repaired" | "fragment";
  readonly lost: LostLines;
  /** The @@ line, or the first line of a fragment. */
  readonly span: Span;
  /** Every other @@ line under which the same hunk is quoted, in order of the messages. */
  readonly quotedAt?: readonly Span[];
}

/** A line of a merge's diff: a column of " ", "+" or "-" for each parent, then the text. */
export interface MergeLine {
  readonly marks: string;
  readonly text: string;
  readonly span: Span;
}

/** A hunk of a merge's diff against all its parents; shown, never placed. */
export interface MergeHunk {
  readonly parents: number;
  /** The ranges between the @@@ signs, one of each parent and that of the result. */
  readonly numbers: string;
  readonly section: string;
  readonly lines: readonly MergeLine[];
  /** Whether the lines add up to the counts of the parents and of the result. */
  readonly isWhole: boolean;
  readonly span: Span;
}

export interface FilePatch {
  /** Decoded, without a/ or b/; "" where no header names it (a fragment). */
  readonly path: string;
  readonly oldPath?: string;
  readonly change:
    | ("modified" | "added" | "deleted" | "renamed" | "copied" | "mode" | "binary")
    /** The diff of a merge against several parents: no hunk of it can be placed. */
    | "combined"
    | "unknown";
  readonly index?: { readonly before: string; readonly after: string };
  readonly hunks: readonly Hunk[];
  /** What a combined diff shows in their stead. */
  readonly merge?: readonly MergeHunk[];
}

/** One repair that was made to read a patch; all can be undone by reading the sources again. */
export interface Repair {
  readonly code: string;
  readonly message: string;
  readonly hunk?: string;
  readonly span: Span;
}

/** What a patch announces and no message holds, per file. */
export interface Loss {
  readonly patch: number;
  readonly path: string;
  readonly insertions: number;
  readonly deletions: number;
  readonly reason: string;
}

/** Who or what a patch names: "Reviewed-by", "Fixes", "base-commit". */
export interface PatchTrailer {
  readonly key: string;
  readonly value: string;
  readonly span: Span;
  /** The answer that gave it; none where it stands in the patch itself. */
  readonly messageId?: string;
  /** Whether the person named is not the one who sent the answer. */
  readonly bySomebodyElse?: true;
}

export interface Patch {
  /** Counted from 1 in thread order of first appearance. */
  readonly number: number;
  /** Without reply prefix and tags. */
  readonly subject: string;
  /** 1 where the subject names none. */
  readonly revision: number;
  readonly tags: readonly string[];
  /** Place in its series, where the subject names one. */
  readonly part?: { readonly index: number; readonly of: number };
  readonly author: Author;
  /** Of the message that carries it; of the first that quotes it where none does. */
  readonly date: MessageDate;
  readonly source: {
    readonly kind: "message" | "attachment" | "quotes" | "fragment";
    readonly messageIds: readonly string[];
    /** Quote depths it was read from, as many as messages. */
    readonly depths: readonly number[];
  };
  readonly commitMessage: readonly string[];
  /** Of its own message first, then those answers gave it. */
  readonly trailers?: readonly PatchTrailer[];
  readonly files: readonly FilePatch[];
}

export type CommentAnchor =
  | {
      readonly path: string;
      readonly hunk: string;
      /** index into Hunk.lines */ readonly line: number;
      readonly text: string;
      readonly span: Span;
    }
  | { readonly part: "commit-message" | "diffstat" | "cover"; readonly patch: number }
  | { readonly unplaced: string };

/** Unquoted words under a quoted region, and the answers to them. */
export interface ReviewComment {
  readonly author: Author;
  readonly text: string;
  readonly anchor: CommentAnchor;
  readonly replies: readonly ReviewComment[];
  /** Every place the same words were read from. */
  readonly sources: readonly Span[];
}
