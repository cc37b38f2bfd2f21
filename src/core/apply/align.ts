// SPDX-License-Identifier: MIT
import type { Word } from "./words";

/**
 * Alignment of a hunk's words with a file's words: local in both, with affine gaps (Smith,
 * Waterman; Gotoh), since edge context may be anything. A word of the file that the hunk does not
 * have costs more than a word of the hunk that the file does not have: the first vanishes from the
 * program, the second brings its own meaning along.
 */
const fileGapOpen = 4;
const fileGapExtend = 2;
const hunkGapOpen = 2;
/** Of the best score; places below are no rivals of it. */
const shareMin = 0.5;
/** Of a name's weight, where another name may stand for it. */
const softShare = 0.7;

export interface Pattern {
  readonly keys: readonly string[];
  readonly weights: readonly number[];
  /** Before this word the hunk was trimmed: words of the file may be skipped at no cost. */
  readonly trimmedBefore: readonly boolean[];
}

export interface Field {
  readonly words: readonly Word[];
  /** Words [firstWord, endWord) are aligned with. */
  readonly firstWord: number;
  readonly endWord: number;
  /** Skipped at no cost: an earlier patch put it there. */
  readonly isFree?: (word: number) => boolean;
}

/** Which words may stand for one another although they differ: a local under another name. */
export interface SoftMatch {
  /** Per hunk word, and per word of the file from firstWord on. */
  allows(pattern: number, word: number): boolean;
}

/** One place of the hunk in the file. */
export interface Alignment {
  /** Sum of weights less gaps. */
  readonly score: number;
  /** Per hunk word the word of the file, or -1. */
  readonly pairs: Int32Array;
}

const fromStart = 0;
const fromMatch = 1;
const fromFileGap = 2;
const fromHunkGap = 3;
const never = -1e9;

/** Best alignments with different beginnings, best first. */
export function align(
  pattern: Pattern,
  field: Field,
  countMax: number,
  soft?: SoftMatch,
): readonly Alignment[] {
  const rows = pattern.keys.length;
  const columns = field.endWord - field.firstWord;
  if (rows < 1 || columns < 1) return [];
  const { keys, ids } = internKeys(pattern, field, columns);
  const openCost = new Int32Array(columns);
  const extendCost = new Int32Array(columns);
  for (let column = 0; column < columns; column++) {
    const free = field.isFree?.(field.firstWord + column) ?? false;
    openCost[column] = free ? 0 : fileGapOpen;
    extendCost[column] = free ? 0 : fileGapExtend;
  }
  // One byte per cell: bits 0-1 where a match came from, bit 2 whether the file gap goes on, bits
  // 3-4 where the hunk gap came from.
  const trace = new Uint8Array(rows * columns);
  let above = newRow(columns);
  let row = newRow(columns);
  const ends = new Ends(columns);
  for (let index = 0; index < rows; index++) {
    const key = ids[index]!;
    const weight = pattern.weights[index]!;
    const trimmed = pattern.trimmedBefore[index + 1] ?? false;
    const base = index * columns;
    for (let column = 0; column < columns; column++) {
      let matchWeight = keys[column] === key ? weight : 0;
      if (!matchWeight && soft?.allows(index, column)) matchWeight = Math.floor(weight * softShare);
      let from = fromStart;
      let score = never;
      let start = column;
      if (matchWeight) {
        score = 0;
        if (0 < index && 0 < column) {
          const left = column - 1;
          if (above.match[left]! > score) {
            [score, start, from] = [above.match[left]!, above.matchStart[left]!, fromMatch];
          }
          if (above.fileGap[left]! > score) {
            [score, start, from] = [above.fileGap[left]!, above.fileGapStart[left]!, fromFileGap];
          }
          if (above.hunkGap[left]! > score) {
            [score, start, from] = [above.hunkGap[left]!, above.hunkGapStart[left]!, fromHunkGap];
          }
        }
        score += matchWeight;
        ends.offer(start, score, index, column);
      }
      row.match[column] = score;
      row.matchStart[column] = start;
      trace[base + column] =
        from | stepGaps(row, above, index, column, trimmed, openCost, extendCost);
    }
    [above, row] = [row, above];
  }
  return ends.best(countMax).map(({ score, row: endRow, column }) => ({
    score,
    pairs: follow(trace, columns, rows, endRow, column, field.firstWord),
  }));
}

interface Row {
  readonly match: Int32Array;
  readonly matchStart: Int32Array;
  readonly fileGap: Int32Array;
  readonly fileGapStart: Int32Array;
  readonly hunkGap: Int32Array;
  readonly hunkGapStart: Int32Array;
}

const newRow = (columns: number): Row => ({
  match: new Int32Array(columns).fill(never),
  matchStart: new Int32Array(columns),
  fileGap: new Int32Array(columns).fill(never),
  fileGapStart: new Int32Array(columns),
  hunkGap: new Int32Array(columns).fill(never),
  hunkGapStart: new Int32Array(columns),
});

/** Fills both gap states of one cell and says, as trace bits, where they came from. */
function stepGaps(
  row: Row,
  above: Row,
  index: number,
  column: number,
  trimmed: boolean,
  openCost: Int32Array,
  extendCost: Int32Array,
): number {
  let bits = 0;
  let score = never;
  let start = column;
  if (0 < column) {
    const left = column - 1;
    const extend = trimmed ? 0 : extendCost[column]!;
    const opened = row.match[left]! - (trimmed ? 0 : openCost[column]!) - extend;
    const extended = row.fileGap[left]! - extend;
    if (opened >= extended) [score, start] = [opened, row.matchStart[left]!];
    else [score, start, bits] = [extended, row.fileGapStart[left]!, 4];
  }
  row.fileGap[column] = 0 < score ? score : never;
  row.fileGapStart[column] = start;
  score = never;
  start = column;
  if (0 < index) {
    const opened = above.match[column]! - hunkGapOpen;
    const turned = above.fileGap[column]! - hunkGapOpen;
    const extended = above.hunkGap[column]!;
    if (opened >= turned && opened >= extended) {
      [score, start] = [opened, above.matchStart[column]!];
      bits |= fromMatch << 3;
    } else if (turned >= extended) {
      [score, start] = [turned, above.fileGapStart[column]!];
      bits |= fromFileGap << 3;
    } else {
      [score, start] = [extended, above.hunkGapStart[column]!];
      bits |= fromHunkGap << 3;
    }
  }
  row.hunkGap[column] = 0 < score ? score : never;
  row.hunkGapStart[column] = start;
  return bits;
}

function internKeys(pattern: Pattern, field: Field, columns: number) {
  const numbers = new Map<string, number>();
  const number = (key: string): number => {
    let known = numbers.get(key);
    if (known === undefined) numbers.set(key, (known = numbers.size + 1));
    return known;
  };
  const ids = pattern.keys.map(number);
  const keys = new Int32Array(columns);
  for (let column = 0; column < columns; column++) {
    keys[column] = numbers.get(field.words[field.firstWord + column]!.key) ?? 0;
  }
  return { keys, ids };
}

/** The best end of every beginning. */
class Ends {
  private readonly score: Int32Array;
  private readonly row: Int32Array;
  private readonly column: Int32Array;
  constructor(columns: number) {
    this.score = new Int32Array(columns);
    this.row = new Int32Array(columns);
    this.column = new Int32Array(columns);
  }
  offer(start: number, score: number, row: number, column: number): void {
    if (score <= this.score[start]!) return;
    this.score[start] = score;
    this.row[start] = row;
    this.column[start] = column;
  }
  best(countMax: number): { score: number; row: number; column: number }[] {
    const starts: number[] = [];
    const least = this.score.reduce((most, score) => Math.max(most, score), 1) * shareMin;
    for (let start = 0; start < this.score.length; start++)
      if (least <= this.score[start]!) starts.push(start);
    starts.sort((a, b) => this.score[b]! - this.score[a]! || a - b);
    return starts.slice(0, countMax).map((start) => ({
      score: this.score[start]!,
      row: this.row[start]!,
      column: this.column[start]!,
    }));
  }
}

function follow(
  trace: Uint8Array,
  columns: number,
  rows: number,
  endRow: number,
  endColumn: number,
  firstWord: number,
): Int32Array {
  const pairs = new Int32Array(rows).fill(-1);
  let state = fromMatch;
  let row = endRow;
  let column = endColumn;
  while (0 <= row && 0 <= column) {
    const cell = trace[row * columns + column]!;
    if (state === fromMatch) {
      pairs[row] = firstWord + column;
      state = cell & 3;
      if (state === fromStart) break;
      row--;
      column--;
    } else if (state === fromFileGap) {
      state = cell & 4 ? fromFileGap : fromMatch;
      column--;
    } else {
      state = (cell >> 3) & 3;
      row--;
    }
  }
  return pairs;
}
