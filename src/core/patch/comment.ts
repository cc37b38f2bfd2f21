// SPDX-License-Identifier: MIT
// Review comments: what people wrote under quoted lines, as discussions. The same words are met in
// many messages, first as somebody's own and then quoted ever deeper; they become one utterance.
import {
  contentInSteps,
  isPersonal,
  linesPerStep,
  nameKey,
  parseTrailers,
  type Author,
  type ContentBudget,
} from "../mail";
import type { Span } from "../base";
import { bareText, isBlank } from "./align";
import type { Block, Spoken } from "./block";
import { utteranceLengthMax, utterancesOfLineMax, utterancesSearchedMax } from "./limits";
import type { CommentAnchor, ReviewComment } from "./patch";
import { stripMarks } from "./preamble";
import { isTrim } from "./stream";

interface Utterance {
  author: Author;
  text: string;
  key: string;
  parent: Utterance | undefined;
  anchor: CommentAnchor | undefined;
  /** Whether it answers quoted lines that no patch and no message holds. */
  isBelowUnknown: boolean;
  readonly sources: Span[];
  /** Its own message's id where it was met unquoted. */
  readonly ownedBy: string | undefined;
}

const noQuote = "no quoted line stands above it";
const unknownQuote = "the lines it answers are found in no patch of the thread";

/** Blocks of words looked up between two steps; some 5 ms. */
const blocksPerStep = 500;

/** Finds the discussions of one thread's messages, given oldest first. */
export function* findComments(
  messages: readonly Spoken[],
  budget: ContentBudget,
): Generator<void, ReviewComment[]> {
  const pool = new Pool();
  const present = new Set(messages.map(({ message }) => message.id));
  const spoken = new Map<Block, Utterance | undefined>();
  // Own words first: they are the fullest, and later quotes are recognised by them.
  for (const { message, blocks } of messages) {
    if (blocks.length) yield* contentInSteps(message);
    for (const [at, block] of blocks.entries()) {
      if (at % blocksPerStep === blocksPerStep - 1) yield;
      if (!block.isPatch && block.depth === 0) spoken.set(block, yield* pool.add(block));
    }
    budget.done(message);
    yield;
  }
  for (const each of messages) {
    let recent: Utterance | undefined;
    if (each.blocks.length) yield* contentInSteps(each.message);
    for (const [at, block] of each.blocks.entries()) {
      if (at % blocksPerStep === blocksPerStep - 1) yield;
      if (block.isPatch || block.depth === 0) continue;
      const origin = each.ancestors[block.depth - 1];
      const known = yield* pool.find(block, recent);
      // Words quoted from a message that is there must be found in it; else they are the patch's,
      // damaged.
      const mayAdd = origin === undefined || !present.has(origin);
      const utterance = known ?? (mayAdd ? yield* pool.add(block) : undefined);
      spoken.set(block, utterance);
      recent = utterance ?? recent;
    }
    budget.done(each.message);
    yield;
  }
  for (const { blocks } of messages) {
    linkBlocks(blocks, spoken);
    yield;
  }
  return yield* pool.toComments();
}

/** Gives each utterance what it answers: the nearest deeper block above, patch or words. */
function linkBlocks(
  blocks: readonly Block[],
  spoken: ReadonlyMap<Block, Utterance | undefined>,
): void {
  blocks.forEach((block, at) => {
    const utterance = spoken.get(block);
    if (!utterance) return;
    const above = findAbove(blocks, at);
    if (!above) return;
    const parent = above.isPatch ? undefined : spoken.get(above);
    if (above.isPatch) {
      if (!above.anchor) utterance.isBelowUnknown = true;
      else if (!utterance.parent) utterance.anchor ??= above.anchor;
    } else if (!parent) utterance.isBelowUnknown = true;
    else if (!utterance.parent && !utterance.anchor && !descends(parent, utterance))
      utterance.parent = parent;
  });
}

/** A bare patch line at the same depth counts as deeper: its quote marks were never written. */
function findAbove(blocks: readonly Block[], at: number): Block | undefined {
  const depth = blocks[at]?.depth ?? 0;
  for (let above = at - 1; above >= 0; above--) {
    const block = blocks[above];
    if (block && (block.depth > depth || (block.isPatch && block.depth === depth))) return block;
  }
  return undefined;
}

function descends(from: Utterance, of: Utterance): boolean {
  for (let at: Utterance | undefined = from; at; at = at.parent) if (at === of) return true;
  return false;
}

/** All utterances of a thread. */
class Pool {
  private readonly all: Utterance[] = [];
  /** By each of their lines, so that a trimmed or joined quote is still recognised. */
  private readonly byLine = new Map<string, Utterance | Set<Utterance>>();

  *add(block: Block): Generator<void, Utterance | undefined> {
    const text = textOf(block);
    const isLong = block.rows.length > linesPerStep;
    if (isLong) yield;
    if (!text) return undefined;
    const utterance: Utterance = {
      author: block.author,
      text,
      key: keyOf(text),
      parent: undefined,
      anchor: undefined,
      isBelowUnknown: false,
      sources: [spanOf(block)],
      ownedBy: block.depth === 0 ? block.message.id : undefined,
    };
    this.all.push(utterance);
    if (isLong) yield;
    yield* this.index(utterance, text);
    return utterance;
  }

  /** The utterance a quoted block repeats; its text grows where the block holds more of it. */
  *find(block: Block, recent: Utterance | undefined): Generator<void, Utterance | undefined> {
    const text = textOf(block);
    const isLong = block.rows.length > linesPerStep;
    if (isLong) yield;
    const key = keyOf(text);
    if (!key) return undefined;
    // Of equal short words those last met in this message are meant.
    const candidates = new Set<Utterance>(recent ? [recent] : []);
    for (const line of text.split("\n"))
      for (const utterance of this.withLine(line)) candidates.add(utterance);
    if (isLong) yield;
    // A quote whose every line was wrapped anew shares no line: look through the thread's words.
    const among =
      candidates.size > (recent ? 1 : 0) || key.length < 24
        ? candidates
        : this.all.slice(-utterancesSearchedMax);
    for (const utterance of among) {
      if (utterance.ownedBy === block.message.id || !sameVoice(utterance.author, block.author))
        continue;
      // A quoted sign-off alone ("-Name") is too short to be told apart, but its speaker is known.
      const isPart = key.length < shortKey && utterance.key.includes(key);
      if (!isPart && !overlaps(utterance.key, key)) continue;
      if (key.length > utterance.key.length && utterance.ownedBy === undefined) {
        utterance.text = text;
        utterance.key = key;
        yield* this.index(utterance, text);
      }
      if (utterance.author.from === "unknown") utterance.author = block.author;
      const span = spanOf(block);
      if (!utterance.sources.some((known) => known.startOffset === span.startOffset))
        utterance.sources.push(span);
      return utterance;
    }
    return undefined;
  }

  *toComments(): Generator<void, ReviewComment[]> {
    const replies = new Map<Utterance, Utterance[]>();
    for (const utterance of this.all) {
      const { parent } = utterance;
      if (!parent) continue;
      const known = replies.get(parent);
      if (known) known.push(utterance);
      else replies.set(parent, [utterance]);
    }
    const build = (utterance: Utterance, anchor: CommentAnchor): ReviewComment => ({
      author: utterance.author,
      text: utterance.text,
      anchor,
      replies: (replies.get(utterance) ?? []).map((reply) => build(reply, anchor)),
      sources: utterance.sources,
    });
    const comments: ReviewComment[] = [];
    for (const [at, root] of this.all.entries()) {
      if (at % blocksPerStep === blocksPerStep - 1) yield;
      if (root.parent || (!replies.has(root) && isTrailers(root))) continue;
      comments.push(build(root, root.anchor ?? unplacedOf(root)));
    }
    return comments;
  }

  private withLine(line: string): Iterable<Utterance> {
    const known = this.byLine.get(keyOf(line));
    return !known ? [] : known instanceof Set ? known : [known];
  }

  private *index(utterance: Utterance, text: string): Generator<void, void> {
    for (const [at, line] of text.split("\n").entries()) {
      if (at % linesPerStep === linesPerStep - 1) yield;
      const key = keyOf(line);
      if (!key) continue;
      const known = this.byLine.get(key);
      if (!known) this.byLine.set(key, utterance);
      else if (!(known instanceof Set)) this.byLine.set(key, new Set([known, utterance]));
      // A line that many have said says little about who is quoted.
      else if (known.size < utterancesOfLineMax) known.add(utterance);
    }
  }
}

/** Whether somebody gave nothing but trailers, which are the patch's. */
const isTrailers = ({ text, sources }: Utterance): boolean => {
  const lines = text.split("\n").filter((line) => line.trim());
  const span = sources[0] as Span;
  const trailers = parseTrailers(lines.map((line) => ({ text: line, span })));
  const whole = lines.filter((line) => !/^\s/.test(line));
  return trailers.length === whole.length && trailers.every(isPersonal);
};

const unplacedOf = ({ isBelowUnknown }: Utterance): CommentAnchor => ({
  unplaced: isBelowUnknown ? unknownQuote : noQuote,
});

/** Words as they are compared: an archive shortens addresses and respaces everything. */
const keyOf = (text: string): string => bareText(text.slice(0, utteranceLengthMax));

/** Words shorter than this are said by many. */
const shortKey = 12;

/** Equal, one inside the other, or one the torn-off end of the other. */
function overlaps(known: string, key: string): boolean {
  if (known === key) return true;
  const short = known.length < key.length ? known : key;
  const long = short === known ? key : known;
  return short.length >= shortKey && long.includes(short);
}

/** Two names may be one person's unless both are known and differ. */
function sameVoice(a: Author, b: Author): boolean {
  if (!a.name || !b.name || a.from === "unknown" || b.from === "unknown") return true;
  if (a.address !== undefined && a.address === b.address) return true;
  const left = nameKey(a.name);
  const right = nameKey(b.name);
  return left === right || left.includes(right) || right.includes(left);
}

function textOf({ message, depth, rows }: Block): string {
  const first = rows[0] ?? 0;
  const last = rows[rows.length - 1] ?? first;
  const lines: string[] = [];
  for (let row = first; row <= last; row++) {
    const line = message.body[row];
    if (line && line.quoteDepth === depth) lines.push(stripMarks(line.text, depth).trimEnd());
    else if (line && isBlank(line.unquoted)) lines.push("");
  }
  while (isTrim(lines[lines.length - 1] ?? "") || lines[lines.length - 1] === "") lines.pop();
  while (isTrim(lines[0] ?? "") || lines[0] === "") lines.shift();
  return lines.join("\n").replace(/\n{3,}/g, "\n\n");
}

function spanOf({ message, rows }: Block): Span {
  const first = message.body[rows[0] ?? 0]?.span ?? message.span;
  const last = message.body[rows[rows.length - 1] ?? 0]?.span ?? first;
  return { ...first, endOffset: Math.max(first.endOffset, last.endOffset) };
}
