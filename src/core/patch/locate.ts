// SPDX-License-Identifier: MIT
// Finds for every quoted line the line of the patch it quotes: by where the patch was read from,
// and else by the best order-keeping match of all lines of one depth against all lines of the
// patch.
import type { Span } from "../base";
import type { Message } from "../mail";
import { bareText } from "./align";
import type { Assembled } from "./assemble";
import { draftKey } from "./draft";
import { candidatesMax, placesMax } from "./limits";
import type { CommentAnchor, HunkLine } from "./patch";
import { streamsOf, type Stream, type StreamLine } from "./stream";

/** One line of a patch as text, and what a comment below a quote of it is about. */
interface Entry {
  readonly key: string;
  readonly anchor: CommentAnchor;
}

/** All lines of a patch in order, to look quotes up in; made when the first quote is. */
export class PatchText {
  private made: Entries | undefined;

  constructor(readonly assembled: Assembled) {}

  get entries(): readonly Entry[] {
    return (this.made ??= buildEntries(this.assembled)).entries;
  }

  get places(): ReadonlyMap<string, readonly number[]> {
    return (this.made ??= buildEntries(this.assembled)).places;
  }
}

interface Entries {
  readonly entries: readonly Entry[];
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** Where the lines of one message stand in the patches: by row of its body. */
export type Located = ReadonlyMap<number, CommentAnchor>;

const signs = { context: " ", added: "+", removed: "-" } as const;

function buildEntries({ patch, draft, copies }: Assembled): Entries {
  const entries: Entry[] = [];
  const add = (text: string, sign: string, anchor: CommentAnchor): void => {
    entries.push({ key: sign + bareText(text), anchor });
  };
  const preambles = [...draft.preambles].sort(
    (a, b) => b.commitMessage.length - a.commitMessage.length,
  );
  const message = { part: "commit-message", patch: patch.number } as const;
  const stat = { part: "diffstat", patch: patch.number } as const;
  for (const { text } of preambles[0]?.commitMessage ?? []) add(text, " ", message);
  for (const { text } of preambles[0]?.notes ?? []) add(text, " ", stat);
  for (const [index, file] of patch.files.entries()) {
    const copy = copies[index]?.find(({ headerLines }) => headerLines.length);
    const first = file.hunks[0];
    const header = first?.lines[0] && anchorOf(file.path, first.id, 0, first.lines[0]);
    for (const { text } of copy?.headerLines ?? []) if (header) add(text, " ", header);
    for (const hunk of file.hunks) {
      const { oldStart, oldCount, newStart, newCount, section } = hunk;
      const top = hunk.lines[0] && anchorOf(file.path, hunk.id, 0, hunk.lines[0]);
      if (top) add(`@@-${oldStart},${oldCount}+${newStart},${newCount}@@${section}`, " ", top);
      hunk.lines.forEach((line, at) =>
        add(line.text, signs[line.kind], anchorOf(file.path, hunk.id, at, line)),
      );
    }
  }
  const places = new Map<string, number[]>();
  entries.forEach(({ key }, at) => {
    const known = places.get(key);
    if (known) known.push(at);
    else places.set(key, [at]);
  });
  return { entries, places };
}

const anchorOf = (path: string, hunk: string, line: number, of: HunkLine): CommentAnchor => ({
  path,
  hunk,
  line,
  text: of.text,
  span: of.sources[0] as Span,
});

/** Where lines stand in the patches, by source and first byte. */
export class DirectPlaces {
  private readonly bySource = new Map<string, Map<number, CommentAnchor>>();

  set({ source, startOffset }: Span, anchor: CommentAnchor): void {
    const known = this.bySource.get(source);
    if (known) known.set(startOffset, anchor);
    else this.bySource.set(source, new Map([[startOffset, anchor]]));
  }

  get({ source, startOffset }: Span): CommentAnchor | undefined {
    return this.bySource.get(source)?.get(startOffset);
  }
}

/**
 * Where the quoted lines that made the patches came from: no search is needed for them. A patch's
 * own mail is left out, since no comment stands in it.
 */
export function directPlaces(texts: readonly PatchText[]): DirectPlaces {
  const direct = new DirectPlaces();
  for (const { assembled } of texts) {
    const { patch, draft, copies } = assembled;
    if (draft.kind === "message" || draft.kind === "attachment") continue;
    for (const { commitMessage, notes } of draft.preambles) {
      for (const { span } of commitMessage)
        direct.set(span, { part: "commit-message", patch: patch.number });
      for (const { span } of notes) direct.set(span, { part: "diffstat", patch: patch.number });
    }
    for (const [index, file] of patch.files.entries()) {
      const first = file.hunks[0];
      const top = first?.lines[0] && anchorOf(file.path, first.id, 0, first.lines[0]);
      for (const copy of copies[index] ?? [])
        for (const { span } of copy.headerLines) if (top) direct.set(span, top);
      for (const hunk of file.hunks) {
        const begin = hunk.lines[0] && anchorOf(file.path, hunk.id, 0, hunk.lines[0]);
        if (begin && draft.kind !== "fragment") direct.set(hunk.span, begin);
        hunk.lines.forEach((line, at) => {
          const anchor = anchorOf(file.path, hunk.id, at, line);
          for (const span of line.sources) direct.set(span, anchor);
        });
      }
    }
  }
  return direct;
}

/** Places the quoted lines of one message; `ancestors` are the ids it answers, nearest first. */
export function locate(
  message: Message,
  texts: readonly PatchText[],
  direct: DirectPlaces,
  ancestors: readonly string[],
): Located {
  const located = new Map<number, CommentAnchor>();
  message.body.forEach(({ span }, row) => {
    const anchor = direct.get(span);
    if (anchor) located.set(row, anchor);
  });
  const candidates = rankTexts(message, texts, ancestors);
  for (const stream of streamsOf(message)) {
    if (stream.depth === 0 || stream.attachment !== undefined) continue;
    if (stream.lines.every(({ row, text }) => located.has(row) || !text.trim())) continue;
    const best = bestMatch(stream, candidates);
    for (const [row, anchor] of best) if (!located.has(row)) located.set(row, anchor);
  }
  return located;
}

/** The patch the subject names first, then the ones it answers, then the others of the thread. */
function rankTexts(
  message: Message,
  texts: readonly PatchText[],
  ancestors: readonly string[],
): readonly (readonly PatchText[])[] {
  const key = draftKey(message);
  const carried = ({ assembled }: PatchText): number =>
    ancestors.indexOf(assembled.draft.message.id);
  const named = texts.filter(({ assembled }) => assembled.draft.key === key);
  const answered = texts.filter((text) => !named.includes(text) && carried(text) >= 0);
  answered.sort((a, b) => carried(a) - carried(b));
  const others = texts.filter((text) => !named.includes(text) && !answered.includes(text));
  return [named, answered, others.slice(0, candidatesMax)];
}

/** Takes the first group of candidates in which any line is surely placed, and there the best. */
function bestMatch(
  stream: Stream,
  groups: readonly (readonly PatchText[])[],
): ReadonlyMap<number, CommentAnchor> {
  const keys = stream.lines.map(({ text }) => keyOf(text));
  for (const group of groups) {
    let best: ReadonlyMap<number, CommentAnchor> = new Map();
    for (const text of group) {
      const found = matchStream(stream.lines, keys, text);
      if (found.size > best.size) best = found;
    }
    if (best.size) return best;
  }
  return new Map();
}

interface Pair {
  readonly line: number;
  readonly place: number;
  readonly score: number;
  readonly back: Pair | undefined;
}

/** The best order-keeping match of quoted lines to the lines of one patch. */
function matchStream(
  lines: readonly StreamLine[],
  keys: readonly string[],
  text: PatchText,
): ReadonlyMap<number, CommentAnchor> {
  if (!keys.some((key) => placesOf(key, text).length)) return new Map();
  const best = new PrefixBest(text.entries.length);
  let before = new Map<number, Pair>();
  let last: Pair | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    const places = placesOf(keys[at] ?? "", text);
    const here = new Map<number, Pair>();
    for (const place of places) {
      const weight = places.length === 1 ? 6 : 1;
      const earlier = best.below(place);
      const adjacent = before.get(place - 1);
      // Lines that stand together in the patch and in the quote belong together.
      const joined = adjacent && adjacent.score + 3 >= (earlier?.score ?? 0) ? adjacent : earlier;
      const bonus = joined !== undefined && joined === adjacent ? 3 : 0;
      here.set(place, {
        line: at,
        place,
        score: (joined?.score ?? 0) + weight + bonus,
        back: joined,
      });
    }
    for (const pair of here.values()) {
      best.put(pair);
      if (!last || pair.score > last.score) last = pair;
    }
    if (line?.text.trim()) before = here;
  }
  const chain: Pair[] = [];
  for (let pair = last; pair; pair = pair.back) chain.unshift(pair);
  return trusted(chain, lines, keys, text);
}

const nowhere: readonly number[] = [];

function placesOf(key: string, text: PatchText): readonly number[] {
  if (key.length < 2) return nowhere;
  const places = text.places.get(key);
  // Words of a commit message may begin with a sign, too; and a flowed mail may have joined a blank
  // context line to the front of a changed one.
  const other = key[0] === " " ? key.slice(1) : ` ${key}`;
  const all = places ?? text.places.get(other) ?? nowhere;
  return all.length <= placesMax ? all : nowhere;
}

/** A quoted line as the lines of a patch are compared: its sign, then its text without blanks. */
function keyOf(quoted: string): string {
  const sign = quoted.startsWith("+") || quoted.startsWith("-") ? (quoted[0] ?? "") : " ";
  return sign + bareText(/^[ +-]/.test(quoted) ? quoted.slice(1) : quoted);
}

/**
 * Keeps the runs of quoted lines that hold a line standing once in the patch, or continue such a
 * run.
 */
function trusted(
  chain: readonly Pair[],
  lines: readonly StreamLine[],
  keys: readonly string[],
  text: PatchText,
): ReadonlyMap<number, CommentAnchor> {
  const located = new Map<number, CommentAnchor>();
  let previous: Pair | undefined;
  for (let first = 0; first < chain.length;) {
    let end = first + 1;
    while (end < chain.length && sameRun(lines, chain[end - 1], chain[end])) end++;
    const run = chain.slice(first, end);
    const start = run[0];
    const continues = previous !== undefined && start?.place === previous.place + 1;
    if (continues || run.some((pair) => isTelling(pair, lines, keys, text)) || run.length >= 4)
      for (const pair of run) {
        const line = lines[pair.line];
        const entry = text.entries[pair.place];
        if (line && entry) located.set(line.row, entry.anchor);
        previous = pair;
      }
    first = end;
  }
  fillBetween(lines, keys, text, chain, located);
  return located;
}

/** Lines too common to be looked up ("+") are what stands next to their placed neighbour. */
function fillBetween(
  lines: readonly StreamLine[],
  keys: readonly string[],
  text: PatchText,
  chain: readonly Pair[],
  located: Map<number, CommentAnchor>,
): void {
  const step = (line: number, place: number, by: 1 | -1): void => {
    for (;;) {
      const nearer = by > 0 ? lines[line + 1] : lines[line];
      const next = lines[line + by];
      const entry = text.entries[place + by];
      if (!next || !entry || nearer?.gapBefore !== "none") return;
      if (located.has(next.row) || keys[line + by] !== entry.key) return;
      located.set(next.row, entry.anchor);
      line += by;
      place += by;
    }
  };
  for (const { line, place } of chain) {
    if (!located.has(lines[line]?.row ?? -1)) continue;
    step(line, place, 1);
    step(line, place, -1);
  }
}

function sameRun(lines: readonly StreamLine[], a: Pair | undefined, b: Pair | undefined): boolean {
  if (!a || !b) return false;
  for (let at = a.line + 1; at <= b.line; at++) if (lines[at]?.gapBefore !== "none") return false;
  return true;
}

function isTelling(
  pair: Pair,
  lines: readonly StreamLine[],
  keys: readonly string[],
  text: PatchText,
): boolean {
  const isLong = (lines[pair.line]?.text.trim().length ?? 0) >= 6;
  return isLong && placesOf(keys[pair.line] ?? "", text).length === 1;
}

/** The best pair at any place below a given one (a Fenwick tree of maxima). */
class PrefixBest {
  private readonly nodes: (Pair | undefined)[];

  constructor(size: number) {
    this.nodes = new Array<Pair | undefined>(size + 1).fill(undefined);
  }

  below(place: number): Pair | undefined {
    let best: Pair | undefined;
    for (let at = place; at > 0; at -= at & -at) {
      const node = this.nodes[at];
      if (node && (!best || node.score > best.score)) best = node;
    }
    return best;
  }

  put(pair: Pair): void {
    for (let at = pair.place + 1; at < this.nodes.length; at += at & -at) {
      const node = this.nodes[at];
      if (!node || pair.score > node.score) this.nodes[at] = pair;
    }
  }
}
