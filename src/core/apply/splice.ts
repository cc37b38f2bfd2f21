// SPDX-License-Identifier: MIT
import type { Line, SourceText } from "./source";

/** Lines that take the place of base text [startOffset, endOffset). */
export interface Replacement {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly lines: readonly Line[];
}

/** The text with stretches replaced, which do not overlap. */
export function splice(source: SourceText, replacements: readonly Replacement[]): readonly Line[] {
  const sorted = [...replacements].sort((a, b) => a.startOffset - b.startOffset);
  const lines: Line[] = [];
  let at = 0;
  for (const { startOffset, endOffset, lines: own } of sorted) {
    lines.push(...fragment(source, at, startOffset), ...own);
    at = endOffset;
  }
  lines.push(...fragment(source, at, source.text.length));
  return lines;
}

/** Lines of a stretch of text; a part of a line is a line of its own if there is anything on it. */
export function fragment(source: SourceText, from: number, to: number): readonly Line[] {
  const lines: Line[] = [];
  let index = lineAt(source, from);
  for (; index < source.lines.length && source.lineStarts[index]! < to; index++) {
    const line = source.lines[index]!;
    const start = source.lineStarts[index]!;
    const end = start + line.text.length;
    if (end < from) continue;
    if (from <= start && end < to) {
      lines.push(line);
      continue;
    }
    const own = line.text.slice(
      Math.max(from, start) - start,
      Math.max(0, Math.min(to, end) - start),
    );
    if (!own.trim()) continue;
    const indent = from <= start ? "" : (/^\s*/.exec(line.text)?.[0] ?? "");
    const text = `${indent}${from <= start ? own.trimEnd() : own.trim()}`;
    // Two halves of one line are two lines of their own from here on.
    const origin = { ...line.origin };
    lines.push({ text, origin, changed: changedPart(source, line, from, to) });
  }
  return lines;
}

function changedPart(source: SourceText, line: Line, from: number, to: number): Line["changed"] {
  if (line.changed === "none" || line.changed === "all") return line.changed;
  const flags: boolean[] = [];
  source.words.forEach((word, index) => {
    const inside = from <= word.startOffset && word.endOffset <= to;
    if (inside && source.lines[word.line] === line) flags.push(source.isProtected(index));
  });
  return flags;
}

function lineAt(source: SourceText, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (source.lineStarts[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
