// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { BodyLine } from "../mail";
import type { LineKind } from "./patch";
import type { StreamLine } from "./stream";

/** One line of a hunk, as small as it can be: a large patch has a hundred thousand of them. */
export class CopyLine {
  noNewline = false;

  constructor(
    readonly kind: LineKind,
    readonly how: "verbatim" | "lost-blank" | "joined" | "split",
    /** The line it was read from, the first where a mailer had wrapped it. */
    private readonly line: BodyLine,
    readonly row: number,
    /** Where it is not that line's without the sign. */
    private readonly own: string | undefined,
    private readonly more?: readonly StreamLine[],
  ) {}

  get text(): string {
    return this.own ?? this.line.unquoted.slice(1);
  }

  /** Where it was read from. */
  get spans(): readonly Span[] {
    const { span } = this.line;
    return this.more ? [span, ...this.more.map((line) => line.span)] : [span];
  }

  /** Whether it was read from a line without anything on it. */
  get isEmptyLine(): boolean {
    return this.line.unquoted === "";
  }

  get lastRow(): number {
    return this.more?.[this.more.length - 1]?.row ?? this.row;
  }

  get lastText(): string {
    return this.more?.[this.more.length - 1]?.text ?? this.line.unquoted;
  }

  /** The same with the line below, which was torn off it. */
  joined(line: StreamLine): CopyLine {
    const text = `${this.text.trimEnd()} ${line.text.trimStart()}`;
    const more = [...(this.more ?? []), line];
    return new CopyLine(this.kind, "joined", this.line, this.row, text, more);
  }

  /** The same with the blank its mailer took for the sign. */
  restored(): CopyLine {
    const text = ` ${this.text}`;
    return new CopyLine(this.kind, "lost-blank", this.line, this.row, text, this.more);
  }
}
