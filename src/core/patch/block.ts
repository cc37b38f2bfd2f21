// SPDX-License-Identifier: MIT
// What one message says, run by run: lines of a patch it quotes, and words of one depth.
import { findAttributions, linesPerStep, type Author, type BodyLine, type Message } from "../mail";
import type { Diagnostic } from "../base";
import { isBlank } from "./align";
import { isBareChange } from "./fragment";
import type { Located } from "./locate";
import type { CommentAnchor } from "./patch";

/** A message, where its quoted lines stand in the patches, and whether it is a patch itself. */
export interface Placed {
  readonly message: Message;
  readonly located: Located;
  /**
   * The first row of the patch it carries; 0 where all of it is the patch, undefined where it has
   * none.
   */
  readonly patchRow: number | undefined;
  /**
   * Whether the quoted patch is known by single lines only, so that other lines beside them are
   * words.
   */
  readonly bareLines: boolean;
}

/** What a message says: where its lines stand is forgotten, so that long threads are read whole. */
export interface Spoken {
  readonly message: Message;
  /** The ids of the messages it answers, nearest first, as far as they are there. */
  readonly ancestors: readonly string[];
  readonly blocks: readonly Block[];
}

/** A run of lines of one depth that are all the patch's or all somebody's words. */
export interface Block {
  readonly message: Message;
  readonly depth: number;
  readonly isPatch: boolean;
  /** Of words alone. */
  readonly rows: number[];
  readonly author: Author;
  /** What the last patch line of it is. */
  anchor: CommentAnchor | undefined;
}

/** Lines asked whether they are code between two steps; some 5 ms. */
const linesAskedPerStep = 4_000;

/** Splits a body into blocks; attributions, signatures and a carried patch are left out. */
export function* blocksOf(placed: Placed): Generator<void, Block[]> {
  const { message, located, patchRow } = placed;
  const { body } = message;
  const attributions = findAttributions(body);
  if (body.length > linesAskedPerStep) yield;
  const skipped = new Set<number>();
  for (const { first, end } of attributions)
    for (let row = first; row < end; row++) skipped.add(row);
  const end = Math.min(signatureRow(message), patchRow ?? body.length);
  const authors: (Author | undefined)[] = [message.author];
  const blocks: Block[] = [];
  let next = 0;
  const isPatchRow = yield* patchRuns(placed, end);
  for (let row = 0; row < end; row++) {
    if (row % linesPerStep === linesPerStep - 1) yield;
    const attribution = attributions[next];
    if (attribution && row >= attribution.first) {
      authors.length = attribution.depth + 1;
      authors[attribution.depth + 1] = attribution.author;
      next++;
    }
    const line = body[row];
    if (!line || skipped.has(row) || isBlank(line.unquoted)) continue;
    const isPatch = isPatchRow(row);
    const last = blocks[blocks.length - 1];
    const anchor = located.get(row);
    if (last?.depth === line.quoteDepth && last.isPatch === isPatch) {
      if (!isPatch) last.rows.push(row);
      last.anchor = anchor ?? last.anchor;
      continue;
    }
    const author = authors[line.quoteDepth] ?? { name: "", from: "unknown" };
    blocks.push({
      message,
      depth: line.quoteDepth,
      isPatch,
      rows: isPatch ? [] : [row],
      author,
      anchor,
    });
  }
  return blocks;
}

/**
 * Whether a row is patch text: itself placed, or among quoted lines half of which are placed or
 * changed lines of code in no hunk.
 */
function* patchRuns(
  { message, located, bareLines }: Placed,
  end: number,
): Generator<void, (row: number) => boolean> {
  const patchRows = new Set<number>();
  for (let first = 0; first < end;) {
    const depth = message.body[first]?.quoteDepth ?? 0;
    let behind = first;
    let filled = 0;
    let placedRows = 0;
    let loose = 0;
    while (behind < end && message.body[behind]?.quoteDepth === depth) {
      if (behind % linesAskedPerStep === linesAskedPerStep - 1) yield;
      const text = message.body[behind]?.unquoted ?? "";
      if (!isBlank(text)) filled++;
      if (depth > 0 && !located.has(behind) && isBareChange(text)) loose++;
      if (located.has(behind) && !isBlank(text)) placedRows++;
      behind++;
    }
    const whole = depth > 0 && !bareLines && (placedRows + loose) * 2 >= filled;
    for (let row = first; row < behind; row++)
      if (located.has(row) || (whole && filled)) patchRows.add(row);
    first = behind;
  }
  return (row) => patchRows.has(row);
}

/** Says where quoted changed lines stand that no hunk of the thread's patches holds. */
export function* noteLoose({ message, located, patchRow }: Placed): Generator<void, Diagnostic[]> {
  if (patchRow === 0) return [];
  const loose: BodyLine[] = [];
  for (const [row, line] of message.body.entries()) {
    if (row % linesAskedPerStep === linesAskedPerStep - 1) yield;
    if (line.quoteDepth > 0 && !located.has(row) && isBareChange(line.unquoted)) loose.push(line);
  }
  if (!loose[0]) return [];
  const count = loose.length === 1 ? "a changed line" : `${loose.length} changed lines`;
  return [
    {
      code: "patch/loose-lines",
      severity: "information",
      message: `${count} quoted under no @@ line`,
      span: loose[0].span,
    },
  ];
}

/** The row of "-- " that begins the sender's signature; the end of the body without one. */
function signatureRow({ body }: Message): number {
  for (let row = body.length - 1; row >= 0 && row >= body.length - 40; row--)
    if (/^-- ?$/.test(body[row]?.text ?? "") && row > 0) return row;
  return body.length;
}
