// SPDX-License-Identifier: MIT
// Finds for every quoted line the line of the patch it quotes: by where the patch was read from,
// and else by the best order-keeping match of all lines of one depth against all lines of the
// patch.
import type { Span } from "../base";
import { linesPerStep, type Message } from "../mail";
import { isBlank, noKey } from "./align";

import { candidatesMax, placesMax } from "./limits";
import type { CommentAnchor } from "./patch";
import { anchorOf, otherKey, quoteKey, type PatchText } from "./patch-text";
import { streamsOf, type Stream, type StreamLine, type StreamLines } from "./stream";
import { draftKey } from "./subject";

/** Where the lines of one message stand in the patches: by row of its body. */
export type Located = ReadonlyMap<number, CommentAnchor>;

/** Where lines stand in the patches, by source and first byte. */
export class DirectPlaces {
  private readonly bySource = new Map<string, Map<number, CommentAnchor | undefined>>();

  get isEmpty(): boolean {
    return this.bySource.size === 0;
  }

  /** Several decoded lines may begin on one raw line (base64): such a place tells nothing. */
  set({ source, startOffset }: Span, anchor: CommentAnchor): void {
    const known = this.bySource.get(source);
    if (known) known.set(startOffset, known.has(startOffset) ? undefined : anchor);
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
export function* directPlaces(texts: readonly PatchText[]): Generator<void, DirectPlaces> {
  const direct = new DirectPlaces();
  for (const { assembled } of texts) {
    const { patch, draft, copies } = assembled;
    if (draft.kind === "message" || draft.kind === "attachment") continue;
    yield;
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
        if (hunk.lines.length > linesPerStep) yield;
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
export function* locate(
  message: Message,
  texts: readonly PatchText[],
  direct: DirectPlaces,
  ancestors: readonly string[],
): Generator<void, Located> {
  const located = new Map<number, CommentAnchor>();
  if (!direct.isEmpty)
    for (const [row, { span }] of message.body.entries()) {
      if (row % linesPerStep === linesPerStep - 1) yield;
      const anchor = direct.get(span);
      if (anchor) located.set(row, anchor);
    }
  const candidates = rankTexts(message, texts, ancestors);
  for (const stream of streamsOf(message)) {
    if (stream.depth === 0 || stream.attachment !== undefined) continue;
    if (!someLine(stream.lines, ({ row, text }) => !located.has(row) && !isBlank(text))) continue;
    const best = yield* bestMatch(stream, candidates);
    for (const [row, anchor] of best) if (!located.has(row)) located.set(row, anchor);
  }
  return located;
}

function someLine(lines: StreamLines, holds: (line: StreamLine) => boolean): boolean {
  for (let at = 0; at < lines.length; at++) if (holds(lines.at(at) as StreamLine)) return true;
  return false;
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

/** The group of patches that neither the subject nor the references name. */
const others = 2;

const isDiffLine = (text: string): boolean => /^(?:[+-]|@@|diff |[ \t]{2})/.test(text);

/** Takes the first group of candidates in which any line is surely placed, and there the best. */
function* bestMatch(
  stream: Stream,
  groups: readonly (readonly PatchText[])[],
): Generator<void, ReadonlyMap<number, CommentAnchor>> {
  const keys: number[] = [];
  for (let at = 0; at < stream.lines.length; at++) {
    if (at % linesPerStep === linesPerStep - 1) yield;
    keys.push(quoteKey(stream.lines.textAt(at)));
  }
  for (const [at, group] of groups.entries()) {
    // Words that name no patch are not looked for in all of them.
    if (at === others && !someLine(stream.lines, ({ text }) => isDiffLine(text))) break;
    let best: ReadonlyMap<number, CommentAnchor> = new Map();
    for (const text of group) {
      yield* text.ready();
      const found = yield* matchStream(stream, keys, text);
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
function* matchStream(
  stream: Stream,
  keys: readonly number[],
  text: PatchText,
): Generator<void, ReadonlyMap<number, CommentAnchor>> {
  const { lines } = stream;
  const torn = new Map<number, number>();
  const all: (readonly number[])[] = [];
  for (const [at, key] of keys.entries()) {
    if (at % linesPerStep === linesPerStep - 1) yield;
    const places = placesOf(lines.textAt(at), key, text);
    all.push(places.length || key === noKey ? places : placesOfTorn(stream, at, text, torn));
  }
  if (!all.some((places) => places.length)) return new Map();
  const best = new PrefixBest(text.length);
  let before = new Map<number, Pair>();
  let last: Pair | undefined;
  let tried = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines.at(at);
    const places = all[at] ?? nowhere;
    tried += places.length + 1;
    if (tried > pairsPerStep) {
      tried = 0;
      yield;
    }
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
    if (line && !isBlank(line.text)) before = here;
  }
  const chain: Pair[] = [];
  for (let pair = last; pair; pair = pair.back) chain.push(pair);
  chain.reverse();
  yield;
  const located = trusted(chain, lines, keys, all, text);
  for (const [at, count] of torn) {
    const row = lines.at(at)?.row ?? -1;
    const anchor = located.get(row);
    for (let more = 1; anchor && more <= count; more++) located.set(row + more, anchor);
  }
  return located;
}

/** Mailers break no shorter lines, marks included. */
const tornColumnsMin = 60;
/** Ends a mailer tears off one line. */
const tornEndsMax = 2;

/**
 * The places of a line a mailer broke, found by what stands below it: its end, with marks or
 * without. How many rows the end takes is noted.
 */
function placesOfTorn(
  { message, lines }: Stream,
  at: number,
  text: PatchText,
  torn: Map<number, number>,
): readonly number[] {
  const line = lines.at(at) as StreamLine;
  let whole = line.text;
  let above = line.line.text;
  for (let count = 1; count <= tornEndsMax; count++) {
    const end = message.body[line.row + count];
    if (!end || end.quoteDepth > line.line.quoteDepth || isBlank(end.unquoted)) break;
    const word = /^\S{1,200}/.exec(end.unquoted)?.[0].length ?? 0;
    if (above.trimEnd().length + 1 + word < tornColumnsMin) break;
    whole += end.unquoted;
    above = end.text;
    const places = placesOf(whole, quoteKey(whole), text);
    if (!places.length) continue;
    torn.set(at, count);
    return places;
  }
  return nowhere;
}

/** Pairs of lines weighed between two steps; some 5 ms. */
const pairsPerStep = 5_000;

const nowhere: readonly number[] = [];

function placesOf(line: string, key: number, text: PatchText): readonly number[] {
  if (key === noKey) return nowhere;
  let places = text.placesOf(key);
  if (!places) {
    const other = otherKey(line);
    places = other === noKey ? nowhere : (text.placesOf(other) ?? nowhere);
  }
  return places.length <= placesMax ? places : nowhere;
}

/**
 * Keeps the runs of quoted lines that hold a line standing once in the patch, or continue such a
 * run.
 */
function trusted(
  chain: readonly Pair[],
  lines: StreamLines,
  keys: readonly number[],
  all: readonly (readonly number[])[],
  text: PatchText,
): Map<number, CommentAnchor> {
  const located = new Map<number, CommentAnchor>();
  let previous: Pair | undefined;
  for (let first = 0; first < chain.length;) {
    let end = first + 1;
    while (end < chain.length && sameRun(lines, chain[end - 1], chain[end])) end++;
    const run = chain.slice(first, end);
    const start = run[0];
    const continues = previous !== undefined && start?.place === previous.place + 1;
    if (continues || run.some((pair) => isTelling(pair, lines, all)) || run.length >= 4)
      for (const pair of run) {
        const line = lines.at(pair.line);
        const anchor = text.anchorAt(pair.place);
        if (line && anchor) located.set(line.row, anchor);
        previous = pair;
      }
    first = end;
  }
  fillBetween(lines, keys, text, chain, located);
  return located;
}

/** Lines too common to be looked up ("+") are what stands next to their placed neighbour. */
function fillBetween(
  lines: StreamLines,
  keys: readonly number[],
  text: PatchText,
  chain: readonly Pair[],
  located: Map<number, CommentAnchor>,
): void {
  const step = (line: number, place: number, by: 1 | -1): void => {
    for (;;) {
      const nearer = by > 0 ? lines.at(line + 1) : lines.at(line);
      const next = lines.at(line + by);
      if (!next || nearer?.gapBefore !== "none" || located.has(next.row)) return;
      if (keys[line + by] !== text.keyAt(place + by)) return;
      const anchor = text.anchorAt(place + by);
      if (!anchor) return;
      located.set(next.row, anchor);
      line += by;
      place += by;
    }
  };
  for (const { line, place } of chain) {
    if (!located.has(lines.at(line)?.row ?? -1)) continue;
    step(line, place, 1);
    step(line, place, -1);
  }
}

function sameRun(lines: StreamLines, a: Pair | undefined, b: Pair | undefined): boolean {
  if (!a || !b) return false;
  for (let at = a.line + 1; at <= b.line; at++)
    if (lines.at(at)?.gapBefore !== "none") return false;
  return true;
}

function isTelling(pair: Pair, lines: StreamLines, all: readonly (readonly number[])[]): boolean {
  return all[pair.line]?.length === 1 && (lines.at(pair.line)?.text.trim().length ?? 0) >= 6;
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
