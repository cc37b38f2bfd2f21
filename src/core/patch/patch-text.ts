// SPDX-License-Identifier: MIT
import { assert, type Span } from "../base";
import { linesPerStep } from "../mail";
import { lineKey, noKey } from "./align";
import type { Assembled } from "./assemble";
import { signs, type CommentAnchor, type Hunk, type HunkLine } from "./patch";

/** What one line of a patch is for whoever quotes it. */
type Entry =
  | { readonly part: CommentAnchor }
  | {
      readonly path: string;
      readonly hunk: Hunk;
      readonly line: number;
      /** One for all who quote the line, made for the first. */
      anchor?: CommentAnchor;
    };

interface Entries {
  /** One key for each entry, in the order of the patch. */
  readonly keys: readonly number[];
  readonly entries: readonly Entry[];
  readonly places: ReadonlyMap<number, readonly number[]>;
}

/** All lines of a patch in order, to look quotes up in; made when the first quote is. */
export class PatchText {
  private made: Entries | undefined;

  constructor(readonly assembled: Assembled) {}

  /** To be run before anything is looked up. */
  *ready(): Generator<void, void> {
    this.made ??= yield* buildEntries(this.assembled);
  }

  get length(): number {
    return this.all.entries.length;
  }

  keyAt(place: number): number | undefined {
    return this.all.keys[place];
  }

  placesOf(key: number): readonly number[] | undefined {
    return this.all.places.get(key);
  }

  anchorAt(place: number): CommentAnchor | undefined {
    const entry = this.all.entries[place];
    if (!entry) return undefined;
    if ("part" in entry) return entry.part;
    const line = entry.hunk.lines[entry.line];
    return line && (entry.anchor ??= anchorOf(entry.path, entry.hunk.id, entry.line, line));
  }

  private get all(): Entries {
    assert(this.made, "a patch's text is made before lines are looked up in it");
    return this.made;
  }
}

/** A quoted line as the lines of a patch are compared: its sign, then its text without blanks. */
export function quoteKey(quoted: string): number {
  const sign = quoted.charCodeAt(0);
  if (sign === plus || sign === minus) return lineKey(quoted, 1, sign);
  return lineKey(quoted, sign === blank ? 1 : 0, blank);
}

/** The same line read the other way: a sign as a word's own, or a blank joined before a sign. */
export function otherKey(quoted: string): number {
  const sign = quoted.charCodeAt(0);
  if (sign === plus || sign === minus) return lineKey(quoted, 0, blank);
  const trimmed = quoted.trimStart();
  const own = trimmed.charCodeAt(0);
  return own === plus || own === minus ? lineKey(trimmed, 1, own) : noKey;
}

const plus = 0x2b;
const minus = 0x2d;
const blank = 0x20;

function* buildEntries({ patch, draft, copies }: Assembled): Generator<void, Entries> {
  const keys: number[] = [];
  const entries: Entry[] = [];
  const add = (text: string, sign: string, entry: Entry): void => {
    keys.push(lineKey(text, 0, sign.charCodeAt(0)));
    entries.push(entry);
  };
  const preambles = [...draft.preambles].sort(
    (a, b) => b.commitMessage.length - a.commitMessage.length,
  );
  const message = { part: { part: "commit-message", patch: patch.number } } as const;
  const stat = { part: { part: "diffstat", patch: patch.number } } as const;
  for (const { text } of preambles[0]?.commitMessage ?? []) add(text, " ", message);
  for (const { text } of preambles[0]?.notes ?? []) add(text, " ", stat);
  for (const [index, { path, hunks }] of patch.files.entries()) {
    const copy = copies[index]?.find(({ headerLines }) => headerLines.length);
    const first = hunks[0];
    if (first?.lines.length)
      for (const { text } of copy?.headerLines ?? [])
        add(text, " ", { path, hunk: first, line: 0 });
    for (const hunk of hunks) {
      const { oldStart, oldCount, newStart, newCount, section, lines } = hunk;
      if (!lines.length) continue;
      const numbers = `@@-${oldStart},${oldCount}+${newStart},${newCount}@@`;
      add(numbers + section, " ", { path, hunk, line: 0 });
      for (let line = 0; line < lines.length; line++) {
        if (entries.length % linesPerStep === 0) yield;
        const { text, kind } = lines[line] as HunkLine;
        add(text, signs[kind], { path, hunk, line });
      }
    }
  }
  const places = new Map<number, number[]>();
  for (const [at, key] of keys.entries()) {
    if (at % linesPerStep === linesPerStep - 1) yield;
    const known = places.get(key);
    if (known) known.push(at);
    else places.set(key, [at]);
  }
  return { keys, entries, places };
}

export const anchorOf = (
  path: string,
  hunk: string,
  line: number,
  of: HunkLine,
): CommentAnchor => ({ path, hunk, line, text: of.text, span: of.sources[0] as Span });
