// SPDX-License-Identifier: MIT
import type { FilePatch, Hunk } from "../patch";
import type { StatementPlace } from "./fragment";
import { reindent } from "./indent";
import type { PatchRole } from "./placement";
import type { Line } from "./source";

/** Lines in place of a statement begin where it began. */
export function asIndented(
  { source, first }: StatementPlace,
  lines: readonly Line[],
): readonly Line[] {
  const above = source.lines[source.words[first]!.line]!;
  return reindent([{ ...above, text: above.text.replace(/\S.*/, ";") }, ...lines]).slice(1);
}

/** A hunk that is only added lines of which nobody knows where they belong. */
export const isBare = (hunk: Hunk): boolean =>
  hunk.state === "fragment" && hunk.lines.every(({ kind }) => kind === "added");

/** Context and added lines [first, last] of a hunk as the mail has them. */
export function mailLines(
  hunk: Hunk,
  first: number,
  last: number,
  role: PatchRole,
): readonly Line[] {
  return hunk.lines.slice(first, last + 1).flatMap(({ kind, text, sources }, index) => {
    if (kind === "removed") return [];
    const span = sources[0] ?? hunk.span;
    const hunkLine = first + index;
    const origin = { from: "mail", span, hunk: hunk.id, hunkLine, kind } as const;
    return {
      text: text.replace(/\r$/, ""),
      origin: role === "subject" ? origin : { ...origin, role },
      changed: "all",
      spelling: "mail",
    } as const;
  });
}

/** A hunk that says there was nothing before; a new file has no other. */
export const isNewFile = ({ change }: FilePatch, hunks: readonly Hunk[]): boolean =>
  0 < hunks.length &&
  hunks.every(
    ({ oldCount, oldStart, state, lines }) =>
      state !== "fragment" &&
      (change === "added" || (oldCount === 0 && oldStart === 0)) &&
      lines.every(({ kind, text }) => kind === "added" || (kind === "context" && !text.trim())),
  );
