// SPDX-License-Identifier: MIT
import type { Tail } from "./cut";
import { commonWords, type ChangeGroup, type ImageWord } from "./image";
import type { LineOrigin, PatchRole } from "./placement";
import type { Line, SourceText } from "./source";
import { baseRange, type Piece } from "./span";
import { isIndentationEaten, reindent } from "./indent";
import { withoutBlanks } from "./words";

/** How one piece is told on one side. */
export interface Telling {
  readonly piece: Piece;
  readonly side: "before" | "after";
  readonly role: PatchRole;
  /** Groups whose removed lines stay and whose added lines do not come. */
  readonly groupsOff: ReadonlySet<string>;
  readonly tail?: Pick<Tail, "addedEnd" | "closers"> & { readonly assumption: string };
  /** Told where a --with patch lost a word to the subject's. */
  readonly onLost?: (text: string) => void;
}

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

/** What stands in place of a piece on one side. */
export function told(telling: Telling, source: SourceText): Replacement {
  const { startOffset, endOffset } = telling.piece;
  return { startOffset, endOffset, lines: tell(telling, source) };
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
  for (let index = left.line; index <= right.line; index++) {
    const line = spokenLine(telling, source, index);
    if (line) lines.push(line);
  }
  return lines;
}

const closers = ({ tail }: Telling): readonly Line[] =>
  (tail?.closers ?? []).map((text) => ({
    text,
    origin: { from: "assumed", assumption: tail!.assumption },
    changed: "all",
    spelling: "mail",
  }));

/** The line of the hunk as this side has it; undefined where it does not. */
function spokenLine(telling: Telling, source: SourceText, index: number): Line | undefined {
  const { piece, side, groupsOff, tail, role } = telling;
  const { image } = piece.candidate;
  const { kind, silent } = image.lines[index]!;
  if (silent) return undefined;
  if (kind !== "context") {
    const group = image.groups.find(
      ({ firstLine, lastLine }) => firstLine <= index && index <= lastLine,
    );
    const isOff = side === "before" || (!!group && groupsOff.has(group.id));
    if ((kind === "added") === isOff) return undefined;
  }
  const end = tail?.addedEnd;
  if (kind === "added" && end && end.line < index) return undefined;
  const from = index === piece.left.line ? piece.left.column : 0;
  let to = index === piece.right.line ? piece.right.column : Number.POSITIVE_INFINITY;
  if (kind === "added" && end?.line === index) to = Math.min(to, end.column);
  const { text, spelling } = spelled(piece, source, index, from, to);
  const { hunk } = image;
  const line = hunk.lines[index]!;
  const origin: LineOrigin = {
    from: "mail",
    span: line.sources[0] ?? hunk.span,
    hunk: hunk.id,
    hunkLine: index,
    kind,
    ...(role === "subject" ? {} : { role }),
  };
  const changed = kind === "context" ? "none" : changedWordsOf(piece, index);
  return { text: text.trimEnd(), origin, changed, spelling };
}

/** Which words of a changed line are changed, in order. */
function changedWordsOf(piece: Piece, index: number): Line["changed"] {
  const flags = wordsAt(piece, index).map(({ word }) => word.changed);
  if (flags.every(Boolean)) return "all";
  return flags;
}

interface WordAt {
  readonly word: ImageWord;
  /** The base word it is paired with, or -1. */
  readonly at: number;
}

function wordsAt({ candidate }: Piece, index: number): readonly WordAt[] {
  const { image, pairs } = candidate;
  if (image.lines[index]!.kind === "added") {
    return image.after.flatMap((word) => (word.line === index ? [{ word, at: -1 }] : []));
  }
  return image.before.flatMap((word, number) =>
    word.line === index ? [{ word, at: pairs[number]! }] : [],
  );
}

/** The mail's line, in the base's spelling where both are equal but for blanks, with the base's names. */
function spelled(
  piece: Piece,
  source: SourceText,
  index: number,
  from: number,
  to: number,
): { readonly text: string; readonly spelling: "base" | "mail" } {
  const line = piece.candidate.image.lines[index]!.text;
  const own = wordsAt(piece, index).filter(
    ({ word }) => from <= word.startOffset && word.endOffset <= to,
  );
  let text = line.slice(0, Math.min(to, line.length));
  for (const [number, { word }] of [...own.entries()].reverse()) {
    const previous = own[number - 1]?.word;
    const glued = word.joined && previous?.endOffset === word.startOffset;
    text = `${text.slice(0, word.startOffset)}${glued ? " " : ""}${word.text}${text.slice(word.endOffset)}`;
  }
  if (0 < from) text = `${/^\s*/.exec(line)?.[0] ?? ""}${text.slice(from)}`;
  const base = baseSpelling(own, source, text);
  return base === undefined ? { text, spelling: "mail" } : { text: base, spelling: "base" };
}

function baseSpelling(
  own: readonly WordAt[],
  source: SourceText,
  text: string,
): string | undefined {
  const first = own[0]?.at ?? -1;
  const last = own.at(-1)?.at ?? -1;
  if (first < 0 || last - first !== own.length - 1) return undefined;
  if (own.some(({ at }, number) => at !== first + number)) return undefined;
  const begin = source.words[first]!;
  const slice = source.text.slice(begin.startOffset, source.words[last]!.endOffset);
  if (withoutBlanks(slice) !== withoutBlanks(text)) return undefined;
  if (slice.includes("\n") && begin.directive) return undefined;
  const lead = source.text.slice(source.lineStarts[begin.line], begin.startOffset);
  const indent = lead.trim() ? (/^\s*/.exec(text)?.[0] ?? "") : lead;
  return indent + slice.replace(/\s*\n\s*/g, " ");
}

/** Tells a piece where the base holds words of another patch: those win over context, and over a --with patch altogether. */
class Merge {
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
    else for (let index = group.firstLine; index <= group.lastLine; index++) this.say(index);
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

  /** Keeps what another patch put between the cursor and a word; what only the base has there is dropped. */
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
