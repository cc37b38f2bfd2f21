// SPDX-License-Identifier: MIT
// What of a hunk can be switched on and off by itself: the lines of one statement, a replaced line
// with its replacement, the two ends of a block.
import { tokenize } from "../cc";
import type { Hunk, HunkLine } from "../patch";

/** Changed lines that only make sense together; its id names the first of them. */
export interface Atom {
  /** "1.2:7": the hunk and the index of the first line. */
  readonly id: string;
  readonly hunk: string;
  /** The run of changed lines it begins in, "1.2/0". */
  readonly group: string;
  /** Indexes into the hunk's lines. */
  readonly lines: readonly number[];
}

type Lines = readonly Pick<HunkLine, "kind" | "text">[];

/** A run of changed lines of more pairs is generated text: its lines are not paired. */
const pairsMax = 40_000;
/** Two lines share this part of their words, or one does not stand for the other. */
const similarityMin = 0.5;

export const lineId = (hunk: string, index: number): string => `${hunk}:${index}`;

/**
 * Cuts a hunk into the smallest parts that can be tried one by one.
 * - Shape: lines of one statement, of the two ends of one block, and a removed line with the added
 *   one that replaces it are one part; parts come in the order of their first lines.
 */
export function atomsOf(hunk: Hunk): readonly Atom[] {
  const { lines } = hunk;
  const parents = lines.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (parents[at] !== at) at = parents[at] ?? at;
    return at;
  };
  const join = (first: number, second: number): void => {
    const [low, high] = [find(first), find(second)].sort((a, b) => a - b);
    parents[high ?? 0] = low ?? 0;
  };
  for (const run of runsOf(lines)) for (const [removed, added] of run.pairs) join(removed, added);
  for (const kind of ["added", "removed"] as const)
    for (const [first, second] of tied(lines, kind)) join(first, second);
  const byRoot = new Map<number, number[]>();
  lines.forEach(({ kind }, index) => {
    if (kind === "context") return;
    const root = find(index);
    byRoot.set(root, [...(byRoot.get(root) ?? []), index]);
  });
  const runs = runsOf(lines);
  return [...byRoot.values()].map((own) => ({
    id: lineId(hunk.id, own[0] ?? 0),
    hunk: hunk.id,
    group: `${hunk.id}/${runs.findIndex(({ end }) => (own[0] ?? 0) < end)}`,
    lines: own,
  }));
}

/** All lines of a hunk, each removed line right before the added one that replaces it. */
export function tellingOrder(lines: Lines): readonly number[] {
  const order: number[] = [];
  let at = 0;
  for (const { first, end, pairs } of runsOf(lines)) {
    for (; at < first; at++) order.push(at);
    order.push(...orderOfRun(lines, first, end, pairs));
    at = end;
  }
  for (; at < lines.length; at++) order.push(at);
  return order;
}

function orderOfRun(
  lines: Lines,
  first: number,
  end: number,
  pairs: readonly (readonly [number, number])[],
): readonly number[] {
  const indexes = Array.from({ length: end - first }, (_, index) => first + index);
  const removed = indexes.filter((index) => lines[index]?.kind === "removed");
  const added = indexes.filter((index) => lines[index]?.kind === "added");
  const order: number[] = [];
  for (const [left, right] of pairs) {
    while (removed[0] !== undefined && removed[0] < left) order.push(removed.shift() ?? 0);
    while (added[0] !== undefined && added[0] < right) order.push(added.shift() ?? 0);
    order.push(...[removed.shift(), added.shift()].flatMap((index) => index ?? []));
  }
  return [...order, ...removed, ...added];
}

/** A run of changed lines [first, end), and which removed line which added one replaces. */
interface Run {
  readonly first: number;
  readonly end: number;
  readonly pairs: readonly (readonly [number, number])[];
}

function runsOf(lines: Lines): readonly Run[] {
  const runs: Run[] = [];
  for (let first = 0; first < lines.length; first++) {
    if (lines[first]?.kind === "context") continue;
    let end = first;
    while (end < lines.length && lines[end]?.kind !== "context") end++;
    runs.push({ first, end, pairs: pairsOf(lines, first, end) });
    first = end;
  }
  return runs;
}

/** The pairing, in order, whose lines share most. */
function pairsOf(lines: Lines, first: number, end: number): Run["pairs"] {
  const indexes = Array.from({ length: end - first }, (_, index) => first + index);
  const removed = indexes.filter((index) => lines[index]?.kind === "removed");
  const added = indexes.filter((index) => lines[index]?.kind === "added");
  if (!removed.length || !added.length || pairsMax < removed.length * added.length) return [];
  const words = new Map(indexes.map((index) => [index, wordsOf(lines[index]?.text ?? "")]));
  const alike = (left: number, right: number): number =>
    similarity(words.get(left) ?? [], words.get(right) ?? []);
  const columns = added.length + 1;
  const best = new Float64Array((removed.length + 1) * columns);
  const shared = new Float64Array(best.length);
  for (let row = removed.length - 1; 0 <= row; row--)
    for (let column = added.length - 1; 0 <= column; column--) {
      const at = row * columns + column;
      const own = alike(removed[row] ?? 0, added[column] ?? 0);
      shared[at] = own;
      const skip = Math.max(best[at + columns] ?? 0, best[at + 1] ?? 0);
      const taken = own < similarityMin ? 0 : own + (best[at + columns + 1] ?? 0);
      best[at] = Math.max(skip, taken);
    }
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < removed.length && column < added.length;) {
    const at = row * columns + column;
    const own = shared[at] ?? 0;
    if (similarityMin <= own && best[at] === own + (best[at + columns + 1] ?? 0)) {
      pairs.push([removed[row] ?? 0, added[column] ?? 0]);
      row++;
      column++;
    } else if ((best[at + 1] ?? 0) <= (best[at + columns] ?? 0)) row++;
    else column++;
  }
  return pairs;
}

const wordsOf = (text: string): readonly string[] => tokenize(text).map((token) => token.text);

/** The part of their words that two lines share, counted with repetitions. */
function similarity(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (!count) continue;
    counts.set(word, count - 1);
    shared++;
  }
  return left.length + right.length ? (2 * shared) / (left.length + right.length) : 0;
}

/** Pairs of changed lines of one kind that one statement or one block ties together. */
function tied(lines: Lines, kind: "added" | "removed"): readonly (readonly [number, number])[] {
  const own = lines.flatMap((line, index) =>
    line.kind === "context" || line.kind === kind ? [index] : [],
  );
  const ties: [number, number][] = [];
  const tie = (first: number | undefined, second: number): void => {
    if (first === undefined || first === second) return;
    if (lines[first]?.kind === kind && lines[second]?.kind === kind) ties.push([first, second]);
  };
  const open: { readonly text: string; readonly index: number }[] = [];
  let previous: { readonly text: string; readonly index: number } | undefined;
  for (const token of tokenize(own.map((index) => lines[index]?.text ?? "").join("\n"))) {
    const index = own[token.line - 1] ?? 0;
    const { text } = token;
    if (token.kind === "comment" || token.kind === "directive") {
      // Of a comment or a macro every line belongs to the first.
      const last = own[token.line - 1 + text.split("\n").length - 1] ?? index;
      for (let line = index + 1; line <= last; line++) tie(index, line);
      if (token.kind === "directive") previous = undefined;
      continue;
    }
    const isFirst = previous !== undefined && previous.index !== index;
    if (isFirst && (!/^[;{}:]$/.test(previous?.text ?? ";") || text === "else"))
      tie(previous?.index, index);
    if (/^[({[]$/.test(text)) open.push({ text, index });
    else if (/^[)}\]]$/.test(text)) tie(open.pop()?.index, index);
    previous = { text, index };
  }
  return ties;
}
