// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { BodyLine, Message } from "../mail";

/** One line of the text one person wrote, as it survives at one quote depth of one message. */
export class StreamLine {
  constructor(
    readonly text: string,
    readonly line: BodyLine,
    /** Its index in the body. */
    readonly row: number,
    /** What stands between it and the line before it at the same depth. */
    readonly gapBefore: "none" | "comment" | "trim",
  ) {}

  get span(): Span {
    return this.line.span;
  }

  /** The text behind the sign where it is not the line's: of an attachment that holds quotes. */
  get ownText(): string | undefined {
    return this.text === this.line.unquoted ? undefined : this.text.slice(1);
  }
}

/** Lines in order, each made when it is looked at: most are looked at once and let go. */
export interface StreamLines {
  readonly length: number;
  /** Nothing below 0 and behind the last. */
  at(index: number): StreamLine | undefined;
  /** The text alone, "" where there is no line. */
  textAt(index: number): string;
}

/** The lines of one quote depth of a body: their rows, and what stands before each. */
class DepthLines implements StreamLines {
  length = 0;
  private rows = new Uint32Array(8);
  private gaps = new Uint8Array(8);

  constructor(private readonly body: readonly BodyLine[]) {}

  at(index: number): StreamLine | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const row = this.rows[index] as number;
    const line = this.body[row] as BodyLine;
    return new StreamLine(line.unquoted, line, row, gapKinds[this.gaps[index] as number] ?? "none");
  }

  textAt(index: number): string {
    if (index < 0 || index >= this.length) return "";
    return (this.body[this.rows[index] as number] as BodyLine).unquoted;
  }

  get lastRow(): number {
    return this.length ? (this.rows[this.length - 1] as number) : -1;
  }

  push(row: number, gap: StreamLine["gapBefore"]): void {
    if (this.length === this.rows.length) {
      const rows = new Uint32Array(this.length * 2);
      rows.set(this.rows);
      const gaps = new Uint8Array(this.length * 2);
      gaps.set(this.gaps);
      [this.rows, this.gaps] = [rows, gaps];
    }
    this.rows[this.length] = row;
    this.gaps[this.length++] = gapKinds.indexOf(gap);
  }
}

const gapKinds = ["none", "comment", "trim"] as const;

/** An attachment's own words; quote marks in them are theirs. */
class AttachedLines implements StreamLines {
  constructor(private readonly lines: readonly BodyLine[]) {}

  get length(): number {
    return this.lines.length;
  }

  at(index: number): StreamLine | undefined {
    const line = index < 0 ? undefined : this.lines[index];
    return line && new StreamLine(line.text, line, index, "none");
  }

  textAt(index: number): string {
    return this.lines[index]?.text ?? "";
  }
}

/** All lines of one quote depth, in order. */
export interface Stream {
  readonly message: Message;
  /** The index of the attachment it was read from; undefined for the body. */
  readonly attachment?: number;
  readonly depth: number;
  readonly lines: StreamLines;
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
    if (lines.length)
      streams.push({ message, attachment, depth: 0, lines: new AttachedLines(lines) });
  });
  known.set(body, streams);
  return streams;
}

function splitDepths(message: Message, body: readonly BodyLine[]): Stream[] {
  const byDepth: DepthLines[] = [];
  // The last trimmed row tells what a gap holds, without a second pass.
  let lastTrim = -1;
  for (let row = 0; row < body.length; row++) {
    const line = body[row] as BodyLine;
    const stream = (byDepth[line.quoteDepth] ??= new DepthLines(body));
    const previous = stream.lastRow;
    const isNext = previous < 0 || previous === row - 1;
    stream.push(row, isNext ? "none" : lastTrim > previous ? "trim" : "comment");
    if (isTrim(line.unquoted)) lastTrim = row;
  }
  return byDepth.flatMap((lines, depth) => (lines ? [{ message, depth, lines }] : []));
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
