// SPDX-License-Identifier: MIT
import { commonWords, type ChangeGroup, type ImageWord } from "./image";
import type { LineOrigin } from "./placement";
import type { Line, SourceText } from "./source";
import type { Piece } from "./span";
import { closers, spokenLine, wordsAt, type Telling, type WordAt } from "./spell";
import { fragment } from "./splice";

/**
 * Tells a piece where the base holds words of another patch: those win over context, and over a
 * --with patch altogether.
 */
export class Merge {
  private readonly out: Line[] = [];
  private cursor: number;

  constructor(
    private readonly telling: Telling,
    private readonly source: SourceText,
    first: number,
    private readonly end: number,
  ) {
    this.cursor = first;
  }

  lines(): readonly Line[] {
    const { left, right, candidate } = this.telling.piece;
    const { groups } = candidate.image;
    for (let index = left.line; index <= right.line; index++) {
      const group = groups.find(
        ({ firstLine, lastLine }) => firstLine <= index && index <= lastLine,
      );
      if (group) {
        this.group(group);
        index = group.lastLine;
      } else this.context(index);
    }
    this.keep(this.end);
    return [...this.out, ...closers(this.telling)];
  }

  private say(index: number): void {
    const line = spokenLine(this.telling, this.source, index);
    if (line) this.out.push(line);
  }

  /** Base words that a line of the hunk is paired with: [first, last], undefined for none. */
  private pairedRange(index: number): readonly [number, number] | undefined {
    const { piece } = this.telling;
    const from = index === piece.left.line ? piece.left.column : 0;
    const to = index === piece.right.line ? piece.right.column : Number.POSITIVE_INFINITY;
    const at = wordsAt(piece, index).flatMap(({ word, at }) =>
      0 <= at && from <= word.startOffset && word.endOffset <= to ? [at] : [],
    );
    return at.length ? [at[0]!, at.at(-1)!] : undefined;
  }

  private hasProtected(from: number, end: number): boolean {
    for (let word = from; word < end; word++) if (this.source.isProtected(word)) return true;
    return false;
  }

  private context(index: number): void {
    const range = this.pairedRange(index);
    if (!range) {
      // Another patch's words stand where this context line would: they win.
      const isCode = 0 < wordsAt(this.telling.piece, index).length;
      if (isCode && this.hasProtected(this.cursor, this.nextPaired(index))) return;
      this.say(index);
      return;
    }
    const [first, last] = range;
    this.keep(first);
    if (this.hasProtected(first, last + 1)) this.copy(first, last + 1);
    else this.say(index);
    this.cursor = last + 1;
  }

  /** The first base word that a hunk line behind this one is paired with. */
  private nextPaired(index: number): number {
    for (let next = index + 1; next <= this.telling.piece.right.line; next++) {
      const range = this.pairedRange(next);
      if (range) return range[0];
    }
    return this.end;
  }

  private group(group: ChangeGroup): void {
    const { piece, side, groupsOff, role } = this.telling;
    const next = this.nextPaired(group.lastLine);
    const ranges: (readonly [number, number])[] = [];
    for (let index = group.firstLine; index <= group.lastLine; index++) {
      const range = this.pairedRange(index);
      if (range) ranges.push(range);
    }
    const removedFirst = ranges[0]?.[0] ?? next;
    const removedEnd = (ranges.at(-1)?.[1] ?? removedFirst - 1) + 1;
    const isApplied = side === "after" && !groupsOff.has(group.id);
    const meets = ranges.some(([first, last]) => this.hasProtected(first, last + 1));
    this.keep(removedFirst);
    if (isApplied && meets && role === "with")
      this.mergeWords(piece, group, removedFirst, removedEnd);
    else
      for (const index of piece.candidate.image.order)
        if (group.firstLine <= index && index <= group.lastLine) this.say(index);
    this.cursor = Math.max(this.cursor, removedEnd);
    this.keep(next);
  }

  /** Changes only the words that the --with patch changes and the subject does not. */
  private mergeWords(piece: Piece, group: ChangeGroup, first: number, end: number): void {
    const { image, pairs } = piece.candidate;
    const inGroup = (word: ImageWord): boolean =>
      group.firstLine <= word.line &&
      word.line <= group.lastLine &&
      image.lines[word.line]!.kind !== "context";
    const removed: WordAt[] = [];
    image.before.forEach((word, index) => {
      if (inGroup(word)) removed.push({ word, at: pairs[index]! });
    });
    const added = image.after.filter(inGroup);
    const common = commonWords(
      removed.map(({ word }) => word),
      added,
    );
    const edits: WordEdit[] = [];
    let addedAt = 0;
    for (let at = 0; at <= removed.length; at++) {
      const kept = at < removed.length ? common.removed.get(at) : added.length;
      if (kept === undefined) continue;
      const from = Math.max(-1, ...[...common.removed.keys()].filter((key) => key < at)) + 1;
      const words = added.slice(addedAt, kept);
      if (from < at || words.length) this.edit(edits, removed, from, at, words);
      addedAt = kept + 1;
    }
    this.out.push(...edited(this.source, first, end, edits));
  }

  private edit(
    edits: WordEdit[],
    removed: readonly WordAt[],
    from: number,
    to: number,
    added: readonly ImageWord[],
  ): void {
    const replaced = removed.slice(from, to).map(({ at }) => at);
    const text = added.map((word) => word.text).join(" ");
    const lost = replaced.some((at) => at < 0 || this.source.isProtected(at));
    const before = removed[from - 1]?.at ?? -1;
    const behind = removed[to]?.at ?? -1;
    if (lost || (!replaced.length && before < 0 && behind < 0)) {
      this.telling.onLost?.(
        text ||
          removed
            .slice(from, to)
            .map(({ word }) => word.text)
            .join(" "),
      );
    } else if (replaced.length) edits.push({ first: replaced[0]!, last: replaced.at(-1)!, text });
    else if (0 <= before)
      edits.push({
        first: before,
        last: before,
        text: `${this.source.words[before]!.text} ${text}`,
      });
    else
      edits.push({
        first: behind,
        last: behind,
        text: `${text} ${this.source.words[behind]!.text}`,
      });
  }

  private copy(first: number, end: number): void {
    const { words } = this.source;
    this.out.push(...fragment(this.source, words[first]!.startOffset, words[end - 1]!.endOffset));
  }

  /**
   * Keeps what another patch put between the cursor and a word; what only the base has there is
   * dropped.
   */
  private keep(to: number): void {
    const { source } = this;
    const stays = (word: number): boolean => source.isProtected(word) || source.isInclude(word);
    for (let word = this.cursor; word < to; word++) {
      if (!stays(word)) continue;
      let last = word;
      while (last + 1 < to && stays(last + 1)) last++;
      const start = this.lineStartIfFirst(word);
      const end = this.lineEndIfLast(last);
      this.out.push(...fragment(source, start, end));
      word = last;
    }
    this.cursor = Math.max(this.cursor, to);
  }

  private lineStartIfFirst(word: number): number {
    const { words, lineStarts } = this.source;
    const { line, startOffset } = words[word]!;
    return words[word - 1]?.line === line ? startOffset : lineStarts[line]!;
  }

  private lineEndIfLast(word: number): number {
    const { words, lineStarts, text } = this.source;
    const { line, endOffset } = words[word]!;
    return words[word + 1]?.line === line ? endOffset : (lineStarts[line + 1] ?? text.length);
  }
}

const sameOrigin = (a: LineOrigin, b: LineOrigin): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** Base words [first, last] become a text. */
interface WordEdit {
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

function edited(
  source: SourceText,
  first: number,
  end: number,
  edits: readonly WordEdit[],
): readonly Line[] {
  const from = source.words[first]!.startOffset;
  const to = source.words[end - 1]!.endOffset;
  return fragment(source, from, to).map((line) => {
    const index = source.lines.findIndex(({ origin }) => sameOrigin(origin, line.origin));
    const lineStart = source.lineStarts[index] ?? 0;
    let { text } = source.lines[index] ?? line;
    const cutFrom = Math.max(0, from - lineStart);
    const cutTo = Math.min(text.length, to - lineStart);
    let tail = text.length - cutTo;
    for (const edit of [...edits].reverse()) {
      const begin = source.words[edit.first]!;
      const stop = source.words[edit.last]!;
      if (begin.line > index || stop.line < index) continue;
      const startColumn = begin.line === index ? begin.startOffset - lineStart : 0;
      const endColumn = stop.line === index ? stop.endOffset - lineStart : text.length;
      const words = begin.line === index ? edit.text : "";
      text = text.slice(0, startColumn) + words + text.slice(endColumn);
      tail = Math.max(0, tail);
    }
    const indent = /^\s*/.exec(text)?.[0] ?? "";
    const own = text.slice(cutFrom, text.length - tail).trim();
    return { ...line, text: `${indent}${own}`, changed: "all" };
  });
}
