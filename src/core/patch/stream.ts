// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { BodyLine, Message } from "../mail";

/** One line of the text one person wrote, as it survives at one quote depth of one message. */
export interface StreamLine {
  readonly text: string;
  readonly span: Span;
  /** Its index in the body. */
  readonly row: number;
  /** What stands between it and the line before it at the same depth. */
  readonly gapBefore: "none" | "comment" | "trim";
}

/** All lines of one quote depth, in order. */
export interface Stream {
  readonly message: Message;
  /** The index of the attachment it was read from; undefined for the body. */
  readonly attachment?: number;
  readonly depth: number;
  readonly lines: readonly StreamLine[];
}

const trimWords = String.raw`(?:\.{2,}|…|snip|trim|cut|skip)`;
/** How reviewers mark that they left lines out. */
export const trimMark = new RegExp(
  String.raw`^\s*(?:\[\s*${trimWords}[^\]]{0,60}\]|<\s*${trimWords}[^>]{0,60}>|\.{3,}|…)\s*$`,
  "i",
);

/** The streams of a message: its body's by depth, then its attachments' own words. */
export function streamsOf(message: Message): Stream[] {
  const depths = new Set(message.body.map(({ quoteDepth }) => quoteDepth));
  const streams = depths.size ? splitDepths(message) : [];
  message.attachments.forEach(({ lines }, attachment) => {
    const own = lines.map((line, row) => toStreamLine(line.text, line.span, row, "none"));
    if (own.length) streams.push({ message, attachment, depth: 0, lines: own });
  });
  return streams;
}

function splitDepths(message: Message): Stream[] {
  const byDepth = new Map<number, StreamLine[]>();
  const rows = new Map<number, number>();
  // The last trimmed or filled row at each depth tells what a gap holds, without a second pass.
  let lastTrim = -1;
  message.body.forEach((line, row) => {
    const depth = line.quoteDepth;
    const lines = byDepth.get(depth) ?? [];
    const previous = rows.get(depth) ?? -1;
    const gap =
      previous < 0 || previous === row - 1 ? "none" : lastTrim > previous ? "trim" : "comment";
    lines.push(toStreamLine(line.unquoted, line.span, row, gap));
    byDepth.set(depth, lines);
    rows.set(depth, row);
    if (isTrim(line)) lastTrim = row;
  });
  return [...byDepth.entries()]
    .sort(([a], [b]) => a - b)
    .map(([depth, lines]) => ({ message, depth, lines }));
}

const isTrim = ({ unquoted }: BodyLine): boolean =>
  unquoted.length < 120 && trimMark.test(unquoted);

const toStreamLine = (
  text: string,
  span: Span,
  row: number,
  gapBefore: StreamLine["gapBefore"],
): StreamLine => ({ text, span, row, gapBefore });
