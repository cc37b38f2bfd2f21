// SPDX-License-Identifier: MIT
import { isIndentationEaten, reindent } from "./indent";
import { Merge } from "./merge";
import type { Line, SourceText } from "./source";
import { baseRange } from "./span";
import { closers, spokenLine, type Telling } from "./spell";
import type { Replacement } from "./splice";

/** What stands in place of a piece on one side. */
export function told(telling: Telling, source: SourceText): Replacement {
  const { startOffset, endOffset } = telling.piece;
  return { startOffset, endOffset, lines: tell(telling, source) };
}

function tell(telling: Telling, source: SourceText): readonly Line[] {
  const [first, end] = baseRange(telling.piece, source);
  let lines: readonly Line[] | undefined;
  for (let word = first; word < end && !lines; word++) {
    const survives = source.isProtected(word) || source.isInclude(word);
    if (survives) lines = new Merge(telling, source, first, end).lines();
  }
  lines ??= [...plainLines(telling, source), ...closers(telling)];
  return isIndentationEaten(lines, telling.piece.candidate.image.lines) ? reindent(lines) : lines;
}

function plainLines(telling: Telling, source: SourceText): readonly Line[] {
  const { left, right } = telling.piece;
  const lines: Line[] = [];
  for (const index of telling.piece.candidate.image.order) {
    if (index < left.line || right.line < index) continue;
    const line = spokenLine(telling, source, index);
    if (line) lines.push(line);
  }
  return lines;
}
