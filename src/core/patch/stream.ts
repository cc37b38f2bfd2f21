// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { BodyLine, Message } from "../mail";

/** One line of the text one person wrote, as it survives at one quote depth of one message. */
export class StreamLine {
  constructor(
    readonly text: string,
    private readonly line: BodyLine,
    /** Its index in the body. */
    readonly row: number,
    /** What stands between it and the line before it at the same depth. */
    readonly gapBefore: "none" | "comment" | "trim",
  ) {}

  get span(): Span {
    return this.line.span;
  }
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
const trimMark = new RegExp(
  String.raw`^\s*(?:\[\s*${trimWords}[^\]]{0,60}\]|<\s*${trimWords}[^>]{0,60}>|\.{3,}|…)\s*$`,
  "i",
);

/** Asked for by every step of a reading; kept as long as the body they were split from. */
const known = new WeakMap<readonly BodyLine[], readonly Stream[]>();

/** The streams of a message: its body's by depth, then its attachments' own words. */
export function streamsOf(message: Message): readonly Stream[] {
  const { body, attachments } = message;
  const before = known.get(body);
  if (before) return before;
  const streams = splitDepths(message, body);
  attachments.forEach(({ lines }, attachment) => {
    const own = lines.map((line, row) => new StreamLine(line.text, line, row, "none"));
    if (own.length) streams.push({ message, attachment, depth: 0, lines: own });
  });
  known.set(body, streams);
  return streams;
}

function splitDepths(message: Message, body: readonly BodyLine[]): Stream[] {
  const byDepth: { lines: StreamLine[]; row: number }[] = [];
  // The last trimmed row tells what a gap holds, without a second pass.
  let lastTrim = -1;
  for (let row = 0; row < body.length; row++) {
    const line = body[row] as BodyLine;
    const depth = line.quoteDepth;
    const stream = (byDepth[depth] ??= { lines: [], row: -1 });
    const previous = stream.row;
    const gap =
      previous < 0 || previous === row - 1 ? "none" : lastTrim > previous ? "trim" : "comment";
    stream.lines.push(new StreamLine(line.unquoted, line, row, gap));
    stream.row = row;
    if (isTrim(line.unquoted)) lastTrim = row;
  }
  return byDepth.flatMap((stream, depth) =>
    stream ? [{ message, depth, lines: stream.lines }] : [],
  );
}

/** Whether a line is nothing but a mark of lines left out. */
export const isTrim = (text: string): boolean =>
  text.length < 120 && mayTrim(text) && trimMark.test(text);

function mayTrim(text: string): boolean {
  let at = 0;
  while (text.charCodeAt(at) <= 0x20) at++;
  const code = text.charCodeAt(at);
  return code === 0x5b || code === 0x3c || code === 0x2e || code === 0x2026 || code === 0xa0;
}
