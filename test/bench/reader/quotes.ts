// SPDX-License-Identifier: MIT
// Against the originals: every diff line a reply quotes is looked up in the message the reply
// answers, by an alignment of its own (longest common runs), and compared with where the reader
// placed it; so is every block of words below such a line.
import { ContentBudget, findAttributions, finish, type Message } from "../../../src/core/mail";
import { assemble, type Assembled } from "../../../src/core/patch/assemble";
import { draftPatches } from "../../../src/core/patch/draft";
import { directPlaces, locate, type Located } from "../../../src/core/patch/locate";
import { PatchText } from "../../../src/core/patch/patch-text";
import type { CommentAnchor, ReviewComment } from "../../../src/core/patch";
import { ancestorsOf } from "../../../src/core/patch/read";
import { Table, type Column } from "./table";
import { boxes, byId, figure, heading, note, percent, readAll } from "./mail";

/** A line of a hunk, by where it stands in the box. */
interface Truth {
  readonly line: number;
  /** Its words without blanks and sign: base64 puts several lines on one line of the box. */
  readonly bare: string;
  readonly depth: number;
  readonly kind: "hunk" | "header" | "words";
}

const verbose = process.argv.includes("--verbose");

export function benchQuotes(): void {
  heading("quotes: each quoted diff line against the message it was quoted from");
  const lines = new Table();
  const blocks = new Table();
  for (const box of boxes()) {
    const reading = readAll(box.name, box.bytes);
    const messages = byId(reading.messages);
    const comments = commentPlaces(reading.comments);
    for (const { drafts, message, ancestors, place } of eachMessage(reading)) {
      const originals = originalRows(drafts);
      const truths = truthsOf(message, ancestors, messages, originals);
      if (!truths.size) continue;
      scoreLines(message, truths, place(), originals, lines);
      scoreBlocks(message, truths, comments, blocks);
    }
  }
  scoreAll(lines, blocks);
}

/** Each message of a reading, and where the lines of it stand in the patches of its thread. */
export function* eachMessage({ messages, threads }: ReturnType<typeof readAll>) {
  const known = byId(messages);
  for (const { messageIds } of threads) {
    const own = messageIds.flatMap((id) => known.get(id) ?? []);
    const drafts = finish(draftPatches(own, new ContentBudget(Infinity))).drafts.map((draft, at) =>
      finish(assemble(draft, at + 1)),
    );
    const texts = drafts.map((each) => new PatchText(each));
    const direct = finish(directPlaces(texts));
    for (const message of own) {
      const ancestors = ancestorsOf(message, known);
      const place = (): Located => finish(locate(message, texts, direct, ancestors));
      yield { drafts, message, ancestors, place };
    }
  }
}

/** Prints what was placed where, and holds it to the bars. */
export function scoreAll(lines: Table, blocks: Table): void {
  lines.print();
  const right = lines.count("right line");
  const placed = lines.placed();
  figure(
    "placed lines that are the right line",
    percent(right, placed),
    right * 200 >= placed * 199,
    "99.5 %",
  );
  figure("quoted diff lines placed", percent(placed, lines.total()));
  heading("comments: each block of words below a quoted diff line");
  blocks.print();
  const own = (depth: string) => (row: string) => row.startsWith(`own words, ${depth}`);
  for (const [depth, bar] of [
    ["depth 1", 97],
    ["depth 2+", 95],
  ] as const) {
    const count = blocks.placed(own(depth));
    const of = blocks.total(own(depth));
    figure(`own words placed, ${depth}`, percent(count, of), count * 100 >= of * bar, `${bar} %`);
  }
  const wrong = blocks.wrong();
  figure(
    "wrong placements",
    percent(wrong, blocks.total()),
    wrong * 200 < blocks.total(),
    "< 0.5 %",
  );
}

/** What each row of a message that carries a patch is, by the line of the box it stands in. */
type Originals = ReadonlyMap<string, ReadonlyMap<string, Truth["kind"]>>;

const bareOf = (text: string): string => text.replace(/\s+/g, "").replace(/^[+-]/, "");
const keyOf = (line: number, text: string): string => `${line} ${bareOf(text)}`;

function originalRows(drafts: readonly Assembled[]): Originals {
  const rows = new Map<string, Map<string, Truth["kind"]>>();
  for (const { patch, draft, copies } of drafts) {
    if (draft.kind !== "message") continue;
    const own = rows.get(draft.message.id) ?? new Map<string, Truth["kind"]>();
    rows.set(draft.message.id, own);
    for (const { commitMessage, notes } of draft.preambles)
      for (const { span, text } of [...commitMessage, ...notes])
        own.set(keyOf(span.line, text), "words");
    for (const { headerLines } of copies.flat())
      for (const { span, text } of headerLines) own.set(keyOf(span.line, text), "header");
    for (const { lines } of patch.files.flatMap(({ hunks }) => hunks))
      for (const { text, sources } of lines)
        for (const { line } of sources) own.set(keyOf(line, text), "hunk");
  }
  return rows;
}

/** For each row of a message the original line it repeats. */
function truthsOf(
  message: Message,
  ancestors: readonly string[],
  messages: ReadonlyMap<string, Message>,
  originals: Originals,
): ReadonlyMap<number, Truth> {
  const truths = new Map<number, Truth>();
  const depths = new Set(message.body.map(({ quoteDepth }) => quoteDepth));
  for (const depth of depths) {
    const original = depth > 0 ? messages.get(ancestors[depth - 1] ?? "") : undefined;
    const known = original && originals.get(original.id);
    if (!original || !known) continue;
    const left = rowsAt(message, depth);
    const right = rowsAt(original, 0);
    for (const [row, there] of alignRuns(left, right)) {
      const line = original.body[there]?.span.line ?? 0;
      const text = original.body[there]?.unquoted ?? "";
      const kind = known.get(keyOf(line, text));
      if (kind) truths.set(row, { line, bare: bareOf(text), depth, kind });
    }
  }
  return truths;
}

interface Row {
  readonly row: number;
  readonly key: string;
}

/** A context line's leading blank may be gone; a sign never is. */
const rowsAt = ({ body }: Message, depth: number): readonly Row[] =>
  body
    .map(({ quoteDepth, unquoted }, row) => ({
      row,
      key: unquoted.replace(/\s+/g, ""),
      quoteDepth,
    }))
    .filter(({ quoteDepth, key }) => quoteDepth === depth && key);

/** The longest common run, then the same on both of its sides. */
function alignRuns(
  left: readonly Row[],
  right: readonly Row[],
): readonly (readonly [number, number])[] {
  const places = new Map<string, number[]>();
  right.forEach(({ key }, at) => places.set(key, [...(places.get(key) ?? []), at]));
  const pairs: (readonly [number, number])[] = [];
  const pending: (readonly [number, number, number, number])[] = [
    [0, left.length, 0, right.length],
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [leftFrom, leftEnd, rightFrom, rightEnd] = next;
    let best = { left: 0, right: 0, size: 0, weight: 0 };
    let lengths = new Map<number, { size: number; weight: number }>();
    for (let at = leftFrom; at < leftEnd; at++) {
      const here = new Map<number, { size: number; weight: number }>();
      const found = places.get(left[at]?.key ?? "") ?? [];
      for (const there of found) {
        if (there < rightFrom || there >= rightEnd) continue;
        const before = lengths.get(there - 1) ?? { size: 0, weight: 0 };
        const length = left[at]?.key.length ?? 0;
        const run = { size: before.size + 1, weight: before.weight + length / found.length + 1 };
        here.set(there, run);
        if (run.weight > best.weight)
          best = { left: at - run.size + 1, right: there - run.size + 1, ...run };
      }
      lengths = here;
    }
    if (!best.size) continue;
    for (let step = 0; step < best.size; step++)
      pairs.push([left[best.left + step]?.row ?? 0, right[best.right + step]?.row ?? 0]);
    pending.push([leftFrom, best.left, rightFrom, best.right]);
    pending.push([best.left + best.size, leftEnd, best.right + best.size, rightEnd]);
  }
  return pairs;
}

function columnOf(anchor: CommentAnchor | undefined, truth: Truth, own: boolean): Column {
  if (!anchor || "unplaced" in anchor) return "unplaced";
  if ("part" in anchor) return "words";
  if (anchor.span.line === truth.line && bareOf(anchor.text) === truth.bare) return "right line";
  return own ? "other line" : "other patch";
}

function scoreLines(
  message: Message,
  truths: ReadonlyMap<number, Truth>,
  located: Located,
  originals: Originals,
  table: Table,
): void {
  for (const [row, truth] of truths) {
    if (truth.kind !== "hunk") continue;
    const anchor = located.get(row);
    const column = columnOf(anchor, truth, isNear(anchor, truth, originals));
    const text = message.body[row]?.unquoted ?? "";
    const sign = text.startsWith("+") ? "added" : text.startsWith("-") ? "removed" : "context";
    const depth = truth.depth === 1 ? "depth 1" : "depth 2+";
    table.add(`${sign}, ${depth}`, column);
    if (verbose && column !== "right line")
      note(`${column} ${placeOf(message, row)} wants ${truth.line}, got ${placeOfAnchor(anchor)}`);
  }
}

const placeOf = ({ body }: Message, row: number): string =>
  `${body[row]?.span.line}: ${body[row]?.unquoted.slice(0, 40)}`;

const placeOfAnchor = (anchor: CommentAnchor | undefined): string =>
  anchor && "span" in anchor ? `${anchor.span.line}` : JSON.stringify(anchor);

/** Whether an anchor is in the message the truth is in. */
function isNear(anchor: CommentAnchor | undefined, truth: Truth, originals: Originals): boolean {
  if (!anchor || !("span" in anchor)) return false;
  const near = keyOf(anchor.span.line, anchor.text);
  for (const rows of originals.values())
    if (rows.has(`${truth.line} ${truth.bare}`)) return rows.has(near);
  return false;
}

/** Where the comments say they come from: the anchor by the first byte of each source's lines. */
function commentPlaces(comments: readonly ReviewComment[]) {
  const places: { start: number; end: number; anchor: CommentAnchor }[] = [];
  const visit = ({ anchor, sources, replies }: ReviewComment): void => {
    for (const { startOffset, endOffset } of sources)
      places.push({ start: startOffset, end: endOffset, anchor });
    replies.forEach(visit);
  };
  comments.forEach(visit);
  return places.sort((a, b) => a.start - b.start);
}

function scoreBlocks(
  message: Message,
  truths: ReadonlyMap<number, Truth>,
  comments: ReturnType<typeof commentPlaces>,
  table: Table,
): void {
  const skipped = new Set<number>();
  for (const { first, end } of findAttributions(message.body))
    for (let row = first; row < end; row++) skipped.add(row);
  /** For each depth its last line, and what that is or is about. */
  const about: { row: number; truth: Truth | undefined }[] = [];
  let last = { depth: -1, isTruth: false };
  for (let row = 0; row < message.body.length; row++) {
    const line = message.body[row];
    if (!line || skipped.has(row) || !line.unquoted.trim()) continue;
    if (/^-- ?$/.test(line.text)) break;
    // Signatures and signed-off initials are nobody's comment.
    if (/^--? ?[A-Za-z]{0,12}$/.test(line.unquoted)) continue;
    const depth = line.quoteDepth;
    const truth = truths.get(row);
    if (truth) {
      about[depth] = { row, truth };
      last = { depth, isTruth: true };
      continue;
    }
    if (last.depth === depth && !last.isTruth) continue;
    // A quoted line that the oracle cannot place, inside quoted diff, is no comment.
    const deeper = about.slice(depth + 1).filter(Boolean);
    const above = deeper.sort((a, b) => b.row - a.row)[0]?.truth;
    const isInsideDiff = last.isTruth && last.depth === depth;
    if (isInsideDiff) continue;
    last = { depth, isTruth: false };
    about[depth] = { row, truth: above };
    if (above?.kind !== "hunk") continue;
    const start = line.span.startOffset;
    const found = comments.filter((place) => place.start <= start && start < place.end);
    const anchor = found[found.length - 1]?.anchor;
    const column = columnOf(anchor, above, anchor !== undefined && "span" in anchor);
    const whose = depth === 0 ? "own words" : "quoted words";
    table.add(`${whose}, ${above.depth === 1 ? "depth 1" : "depth 2+"}`, column);
    if (verbose && column !== "right line")
      note(
        `block ${column} ${placeOf(message, row)} wants ${above.line}, ${placeOfAnchor(anchor)}`,
      );
  }
}
