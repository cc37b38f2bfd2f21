// SPDX-License-Identifier: MIT
// Where a mailer broke lines: the first word of the torn-off end no longer fitted behind the line.
import type { StreamLine, StreamLines } from "./stream";

/** Mailers break between 60 and 80 columns; quoting may add a few marks before that. */
const columnsMin = 60;
const columnsMax = 84;

/**
 * The length no line that could be broken exceeds; beyond `columnsMax` nobody broke lines here.
 */
export function widthOf(lines: StreamLines, from: number, end: number): number {
  let width = columnsMin;
  for (let at = from; at < end; at++) {
    const { text } = lines.at(at) as StreamLine;
    if (text.length <= width || /^(?:diff |index |@@|---|\+\+\+)/.test(text)) continue;
    // A mailer leaves alone what has no blank to break at.
    if (text.trimEnd().lastIndexOf(" ") > 12) width = text.trimEnd().length;
    if (width > columnsMax) return width;
  }
  return width;
}

/** Whether `below` may be the torn-off end of `above` in a text of this width. */
export function isTornOff(above: string, below: string, width: number): boolean {
  // The end of a macro's line is pushed out by its own blanks.
  if (below.trim() === "\\") return true;
  const word = /^\S{1,200}/.exec(below)?.[0].length ?? 0;
  const length = above.trimEnd().length;
  return word > 0 && width <= columnsMax && length <= width && length + 1 + word > width;
}
