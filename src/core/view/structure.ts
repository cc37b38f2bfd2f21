// SPDX-License-Identifier: MIT
// How a document of mail is built, for folding and the outline.
import type { Opened } from "../review";
import { shown } from "./label";

/** A part of a document; lines are counted from 1, both included. */
export interface Section {
  readonly kind: "message" | "hunk" | "comment";
  readonly label: string;
  readonly description: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly children: readonly Section[];
}

type Flat = Omit<Section, "children">;
type ReviewComment = Opened["comments"][number];

/** More than this no outline shows to anyone's use. */
const sectionsMax = 20_000;

/**
 * The messages of one source in their order, and the hunks and comments in each.
 * - Shape: what was read, the source's name and the number of its last line -> sections that lie
 *   inside their parents and do not overlap their neighbours.
 */
export function sectionsOf(opened: Opened, source: string, lastLine: number): readonly Section[] {
  const starts = opened.messages
    .filter(({ span }) => span.source === source && span.line <= lastLine)
    .sort((one, other) => one.span.line - other.span.line);
  const parts = [...hunksIn(opened, source), ...commentsIn(opened, source)]
    .sort((one, other) => one.startLine - other.startLine)
    .slice(0, sectionsMax);
  let next = 0;
  return starts.map((message, index): Section => {
    const endLine = Math.max(message.span.line, (starts[index + 1]?.span.line ?? lastLine + 1) - 1);
    const children: Section[] = [];
    for (let part = parts[next]; part && part.startLine <= endLine; part = parts[++next]) {
      if (part.startLine < message.span.line) continue;
      const until = Math.min(endLine, (parts[next + 1]?.startLine ?? endLine + 1) - 1);
      const end = Math.max(part.startLine, Math.min(part.endLine, until));
      children.push({ ...part, endLine: end, children: [] });
    }
    return {
      kind: "message",
      label: shown(message.subject) || "(no subject)",
      description: shown(message.author.name),
      startLine: message.span.line,
      endLine,
      children,
    };
  });
}

/** Every place a hunk stands at, quoted ones too, to the last of its lines found there. */
function hunksIn({ patches }: Opened, source: string): readonly Flat[] {
  return patches.flatMap(({ files }) =>
    files.flatMap(({ path, hunks }) =>
      hunks.flatMap((hunk) => {
        const starts = [hunk.span, ...(hunk.quotedAt ?? [])]
          .filter((span) => span.source === source)
          .map(({ line }) => line)
          .sort((one, other) => one - other);
        const lines = hunk.lines
          .flatMap(({ sources }) => sources.filter((span) => span.source === source))
          .map(({ line }) => line)
          .sort((one, other) => one - other);
        let at = 0;
        return starts.map((startLine, index): Flat => {
          const before = starts[index + 1] ?? Infinity;
          while (at < lines.length && (lines[at] ?? 0) < before) at++;
          const last = lines[at - 1] ?? startLine;
          const label = shown(`${hunk.id} ${path || "fragment"}`);
          return {
            kind: "hunk",
            label,
            description: shown(hunk.section),
            startLine,
            endLine: Math.max(startLine, last),
          };
        });
      }),
    ),
  );
}

function commentsIn({ comments }: Opened, source: string): readonly Flat[] {
  const all = (comment: ReviewComment): readonly ReviewComment[] => [
    comment,
    ...comment.replies.flatMap(all),
  ];
  return comments.flatMap(all).flatMap((comment) => {
    const span = comment.sources.find((one) => one.source === source);
    if (!span) return [];
    const lines = comment.text.trim().split("\n");
    return [
      {
        kind: "comment" as const,
        label: shown((lines[0] ?? "").slice(0, 200)) || "(nothing)",
        description: shown(comment.author.name),
        startLine: span.line,
        endLine: span.line + lines.length - 1,
      },
    ];
  });
}

/** A message id between angle brackets, and where the message it names stands. */
export interface IdLink {
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
  readonly targetLine: number;
}

/** A longer line holds no id a reader could see. */
const lineLengthMax = 4000;

/** The ids in a document that name another message of the same document. */
export function idLinks(
  opened: Opened,
  source: string,
  lines: readonly string[],
): readonly IdLink[] {
  const targets = new Map(
    opened.messages
      .filter(({ span, idKind }) => span.source === source && idKind === "header")
      .map(({ id, span }) => [id, span.line] as const),
  );
  if (targets.size < 2) return [];
  const starts = [...targets.values()].sort((one, other) => one - other);
  return lines.flatMap((text, index) => {
    if (lineLengthMax < text.length || !text.includes("@")) return [];
    const line = index + 1;
    return [...text.matchAll(/<([^<>\s]{1,300})>/g)].flatMap((match): IdLink[] => {
      const targetLine = targets.get(match[1] ?? "");
      const own = starts.filter((start) => start <= line).at(-1);
      if (targetLine === undefined || targetLine === own) return [];
      const startColumn = match.index + 1;
      return [{ line, startColumn, endColumn: startColumn + (match[1] ?? "").length, targetLine }];
    });
  });
}
