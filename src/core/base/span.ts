// SPDX-License-Identifier: MIT
/**
 * A half-open range [startOffset, endOffset) of one source; everything made from text keeps one.
 */
export interface Span {
  /** The name of the source: a file's name as it was given, or a model path. */
  readonly source: string;
  readonly startOffset: number;
  readonly endOffset: number;
  /** The line on which the range begins, counted from 1. */
  readonly line: number;
}

/** One line without its line end, and where it stands. */
export interface SourceLine {
  readonly text: string;
  readonly span: Span;
}
