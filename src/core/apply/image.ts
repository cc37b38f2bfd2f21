// SPDX-License-Identifier: MIT
import { tokenize } from "../cc";
import type { Hunk, LineKind } from "../patch";
import { tellingOrder } from "./atom";
import { groupCellsMax } from "./limits";
import type { SourceText } from "./source";
import { isKeyword, typeKeywords, weightOf, wordsOf, type Word } from "./words";

/** One word of a hunk; offsets are into the text of its line. */
export interface ImageWord extends Omit<Word, "line"> {
  /** Index into the hunk's lines. */
  readonly line: number;
  /** Cut from a longer word whose blank was eaten. */
  readonly joined: boolean;
  /** Differs between the two images, not only stands on a line that does. */
  readonly changed: boolean;
}

export interface ImageLine {
  readonly kind: LineKind;
  readonly text: string;
  /** Inside a comment that begins before or ends behind the hunk: not code that could be placed. */
  readonly silent: boolean;
  /** The line on which the comment began that this line begins inside. */
  readonly commentFrom?: number;
  /** The line on which the comment ends that this line ends inside. */
  readonly commentTo?: number;
}

/** A run of changed lines [firstLine, lastLine]; "1.2/0" is the first of hunk 1.2. */
export interface ChangeGroup {
  readonly id: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A hunk as words: what it says of the text before and after it. */
export interface Image {
  readonly hunk: Hunk;
  readonly lines: readonly ImageLine[];
  readonly groups: readonly ChangeGroup[];
  /**
   * The lines as they are told: each removed line stands beside the added one that replaces it, so
   * that either can be told alone.
   */
  readonly order: readonly number[];
  /** Words of context and removed lines, in order. */
  readonly before: readonly ImageWord[];
  /** Words of context and added lines, in order. */
  readonly after: readonly ImageWord[];
  /** Lines of which a joined word was split, with the words it became. */
  readonly splits: readonly { readonly line: number; readonly from: string; readonly to: string }[];
}

export function imageOf(hunk: Hunk): Image {
  const raw = hunk.lines.map(({ kind, text }) => ({ kind, text: text.replace(/\r$/, "") }));
  const beforeSide = readSide(raw, "added");
  const afterSide = readSide(raw, "removed");
  const lines = raw.map(({ kind }, index) => {
    const side = kind === "added" ? afterSide : beforeSide;
    const commentFrom = side.commentFrom.get(index);
    const commentTo = side.commentTo.get(index);
    return {
      kind,
      text: side.texts.get(index) ?? "",
      silent: side.silent.has(index),
      ...(commentFrom === undefined ? {} : { commentFrom }),
      ...(commentTo === undefined ? {} : { commentTo }),
    };
  });
  const groups = groupsOf(hunk.id, lines);
  const changed = changedWords(groups, beforeSide.words, afterSide.words, lines);
  const mark = (words: readonly ImageWord[], set: ReadonlySet<ImageWord>): readonly ImageWord[] =>
    words.map((word) => (set.has(word) ? { ...word, changed: true } : word));
  return {
    hunk,
    lines,
    groups,
    order: tellingOrder(hunk.lines),
    before: mark(beforeSide.words, changed),
    after: mark(afterSide.words, changed),
    splits: [],
  };
}

interface SideWords {
  readonly words: readonly ImageWord[];
  readonly texts: ReadonlyMap<number, string>;
  readonly silent: ReadonlySet<number>;
  readonly commentFrom: ReadonlyMap<number, number>;
  readonly commentTo: ReadonlyMap<number, number>;
}

function readSide(
  lines: readonly { readonly kind: LineKind; readonly text: string }[],
  without: LineKind,
): SideWords {
  const own = lines.flatMap(({ kind }, index) => (kind === without ? [] : [index]));
  const joined = own.map((index) => lines[index]!.text).join("\n");
  const { text, silentFrom, silentTo } = blankPartialComments(joined);
  const texts = new Map<number, string>();
  const silent = new Set<number>();
  const words: ImageWord[] = [];
  const all = wordsOf(text);
  const used = new Set(all.map((word) => word.line));
  const textLines = text.split("\n");
  const starts: number[] = [];
  let offset = 0;
  textLines.forEach((line, position) => {
    starts.push(offset);
    const index = own[position];
    if (index === undefined) return;
    texts.set(index, line);
    const end = offset + line.length;
    const inComment = offset < silentTo || silentFrom <= end;
    if (inComment && !used.has(position)) silent.add(index);
    offset = end + 1;
  });
  for (const word of all) {
    const shift = starts[word.line] ?? 0;
    const line = own[word.line] ?? 0;
    const startOffset = word.startOffset - shift;
    const endOffset = word.endOffset - shift;
    words.push({ ...word, line, startOffset, endOffset, joined: false, changed: false });
  }
  return { words, texts, silent, ...commentLines(text, own) };
}

/** Which lines begin, and which end, inside a comment. */
function commentLines(
  text: string,
  own: readonly number[],
): Pick<SideWords, "commentFrom" | "commentTo"> {
  const commentFrom = new Map<number, number>();
  const commentTo = new Map<number, number>();
  for (const token of tokenize(text)) {
    if (token.kind !== "comment") continue;
    const first = token.line - 1;
    const last = first + token.text.split("\n").length - 1;
    for (let line = first; line < last; line++) {
      commentTo.set(own[line]!, own[last]!);
      commentFrom.set(own[line + 1]!, own[first]!);
    }
  }
  return { commentFrom, commentTo };
}

/** Replaces a comment that begins before the text, or ends behind it, by blanks. */
function blankPartialComments(text: string): {
  readonly text: string;
  readonly silentTo: number;
  readonly silentFrom: number;
} {
  const blank = (part: string): string => part.replace(/[^\n]/g, " ");
  let silentTo = 0;
  const end = text.indexOf("*/");
  const begin = text.indexOf("/*");
  if (0 <= end && (begin < 0 || end < begin)) silentTo = end + 2;
  else {
    // " * words" at the very start are the middle of a comment whose end was trimmed as well.
    const stars = /^(?:[ \t]*\*(?:[ \t][^\n]*)?(?:\n|$))+/.exec(text);
    if (stars) silentTo = stars[0].length;
  }
  let result = blank(text.slice(0, silentTo)) + text.slice(silentTo);
  let silentFrom = Number.POSITIVE_INFINITY;
  const open = result.lastIndexOf("/*");
  if (0 <= open && result.indexOf("*/", open + 2) < 0 && !insideLine(result, open)) {
    silentFrom = open;
    result = result.slice(0, open) + blank(result.slice(open));
  }
  return { text: result, silentTo, silentFrom };
}

/** Whether an offset stands in a string or behind // on its line. */
function insideLine(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return line.includes("//") || (line.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
}

function groupsOf(id: string, lines: readonly ImageLine[]): readonly ChangeGroup[] {
  const groups: ChangeGroup[] = [];
  for (let index = 0; index < lines.length; index++) {
    if (lines[index]!.kind === "context") continue;
    const firstLine = index;
    while (index + 1 < lines.length && lines[index + 1]!.kind !== "context") index++;
    groups.push({ id: `${id}/${groups.length}`, firstLine, lastLine: index });
  }
  return groups;
}

/** Words of changed lines that the other image does not have in the same group. */
function changedWords(
  groups: readonly ChangeGroup[],
  before: readonly ImageWord[],
  after: readonly ImageWord[],
  lines: readonly ImageLine[],
): ReadonlySet<ImageWord> {
  const changed = new Set<ImageWord>();
  const inGroup = (group: ChangeGroup) => (word: ImageWord) =>
    group.firstLine <= word.line &&
    word.line <= group.lastLine &&
    lines[word.line]!.kind !== "context";
  for (const group of groups) {
    const removed = before.filter(inGroup(group));
    const added = after.filter(inGroup(group));
    const kept = commonWords(removed, added);
    removed.forEach((word, index) => kept.removed.has(index) || changed.add(word));
    added.forEach((word, index) => kept.added.has(index) || changed.add(word));
  }
  return changed;
}

/** Longest common subsequence by weight: indexes of the words both lists keep, paired in order. */
export function commonWords(
  removed: readonly ImageWord[],
  added: readonly ImageWord[],
): { removed: ReadonlyMap<number, number>; added: ReadonlyMap<number, number> } {
  const rows = removed.length + 1;
  const columns = added.length + 1;
  const pairs = { removed: new Map<number, number>(), added: new Map<number, number>() };
  if (rows * columns > groupCellsMax) return pairs;
  const best = new Int32Array(rows * columns);
  for (let row = rows - 2; 0 <= row; row--) {
    for (let column = columns - 2; 0 <= column; column--) {
      const at = row * columns + column;
      const same = removed[row]!.key === added[column]!.key;
      const skip = Math.max(best[at + columns]!, best[at + 1]!);
      best[at] = same ? Math.max(skip, best[at + columns + 1]! + weightOf(removed[row]!)) : skip;
    }
  }
  for (let row = 0, column = 0; row < rows - 1 && column < columns - 1;) {
    const at = row * columns + column;
    const same = removed[row]!.key === added[column]!.key;
    if (same && best[at] === best[at + columns + 1]! + weightOf(removed[row]!)) {
      pairs.removed.set(row, column);
      pairs.added.set(column, row);
      row++;
      column++;
    } else if (best[at + columns]! >= best[at + 1]!) row++;
    else column++;
  }
  return pairs;
}

/**
 * Splits words that a mail joined by eating the blank between them: in the pre-image where the base
 * has both words side by side, in added lines only at a known type or keyword.
 */
export function healJoined(image: Image, base: SourceText): Image {
  const splits: { line: number; from: string; to: string }[] = [];
  const mentioned = new Set<string>(base.names);
  for (const word of image.before) if (word.kind === "name") mentioned.add(word.text);
  const countsAdded = new Map<string, number>();
  for (const word of image.after)
    if (word.kind === "name") countsAdded.set(word.text, (countsAdded.get(word.text) ?? 0) + 1);
  const inBase = (first: string, second: string): boolean =>
    base.neighbours.has(`${first} ${second}`);
  const types = typeNames(base);
  // A new name such as "interval" is used more than once, and its tail is nobody's name.
  const guessed = (first: string, second: string): boolean =>
    (countsAdded.get(first + second) ?? 0) < 2 &&
    (/^\d+$/.test(second)
      ? first === "return" || first === "case"
      : (isKeyword(first) || types.has(first)) &&
        1 < second.length &&
        (mentioned.has(second) || countsAdded.has(second)));
  const heal = (words: readonly ImageWord[]): readonly ImageWord[] =>
    words.flatMap((word) => {
      if (word.kind !== "name" || word.directive || base.names.has(word.text)) return [word];
      const isAdded = image.lines[word.line]!.kind === "added";
      const at = splitPoint(word.text, isAdded ? guessed : inBase);
      if (!at) return [word];
      const to = `${word.text.slice(0, at)} ${word.text.slice(at)}`;
      const known = splits.some((split) => split.line === word.line && split.from === word.text);
      if (!known) splits.push({ line: word.line, from: word.text, to });
      return [part(word, 0, at), part(word, at, word.text.length)];
    });
  const before = heal(image.before);
  const after = heal(image.after);
  return splits.length ? { ...image, before, after, splits } : image;
}

function part(word: ImageWord, from: number, to: number): ImageWord {
  const text = word.text.slice(from, to);
  return {
    ...word,
    kind: /^\d/.test(text) ? "literal" : isKeyword(text) ? "keyword" : "name",
    text,
    key: text,
    startOffset: word.startOffset + from,
    endOffset: word.startOffset + to,
    joined: true,
  };
}

function splitPoint(text: string, fits: (first: string, second: string) => boolean): number {
  for (let at = text.length - 1; 0 < at; at--) {
    if (fits(text.slice(0, at), text.slice(at))) return at;
  }
  return 0;
}

/** Names the base uses as types: tags, and names that stand before another name. */
function typeNames(base: SourceText): ReadonlySet<string> {
  const types = new Set<string>(typeKeywords);
  base.words.forEach((word, index) => {
    const next = base.words[index + 1];
    const previous = base.words[index - 1]?.text;
    if (word.kind === "name" && next?.kind === "name" && !word.directive) types.add(word.text);
    if (word.kind === "name" && (previous === "struct" || previous === "union"))
      types.add(word.text);
  });
  return types;
}
