// SPDX-License-Identifier: MIT
// What several sources read as one collection have in common.
import { contentHash } from "../base";
import { decodeBytes } from "./charset";
import type { Message } from "./message";
import { startOf, type LineRange, type LineTable } from "./source";

export interface Known {
  /** The messages that are there, each by what `likenessOf` says. */
  readonly seen: Set<string>;
  /** The number of the next message, for the synthetic ids. */
  number: number;
}

export const nothingKnown = (): Known => ({ seen: new Set(), number: 1 });

/**
 * What two messages have in common only if they are the same: the id, or else sender, second and
 * every letter. `body` are the lines of the file it was written in.
 */
export function likenessOf(message: Message, table: LineTable, body: LineRange): string {
  const { id, idKind, subject, author, date } = message;
  // Two may be meant where nothing says who sent them at which second: patch files, digests.
  if (idKind === "header" || date.precision !== "second" || !author.name) return id;
  const bytes = table.bytes.subarray(startOf(table, body.first), startOf(table, body.end));
  if (bytes.length > likenessBytesMax) return id;
  const text = decodeBytes(bytes, "").trimEnd();
  return `${subject}\n${author.name}\n${date.value}\n${contentHash(text)}`;
}

/** Longer ones that are sent twice without an id stay two. */
const likenessBytesMax = 256 * 1024;
