// SPDX-License-Identifier: MIT
import { localsOf, outlineOf, type Item, type LocalName } from "./outline";
import type { LineOrigin } from "./placement";
import { lineStartsOf, wordsOf, type Word } from "./words";

/** One kernel level of the model, or one tree. */
export interface BaseTree {
  readonly level: string;
  /** "07/2022" for a level of the model. */
  readonly label: string;
  /** From when on patches were written for it; where it is not known, the label's month counts. */
  readonly date?: string;
  readonly origin: "model" | "tree";
  paths(): readonly string[];
  read(path: string): string | undefined;
}

/** One line of a text under work. */
export interface Line {
  readonly text: string;
  readonly origin: LineOrigin;
  /** Which of its words a patch changed: those a later patch's context must not overwrite. */
  readonly changed: "none" | "all" | readonly boolean[];
  /** Of a line of the mail: whose blanks it has. Lines of the base have none of it. */
  readonly spelling?: "base" | "mail";
}

/** A text with what placement needs to know about it. */
export interface SourceText {
  readonly path: string;
  readonly lines: readonly Line[];
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly words: readonly Word[];
  readonly items: readonly Item[];
  /** Names and keywords that occur. */
  readonly names: ReadonlySet<string>;
  /** Words that stand beside one another, as "struct xfs_mount". */
  readonly neighbours: ReadonlySet<string>;
  isProtected(word: number): boolean;
  /**
   * Part of an #include line: those do not depend on their neighbours, so one that a hunk does not
   * know survives.
   */
  isInclude(word: number): boolean;
  /** The item a word belongs to. */
  itemAt(word: number): Item | undefined;
  localsAt(item: Item): ReadonlyMap<string, LocalName>;
}

export function baseLines(base: BaseTree, path: string): readonly Line[] | undefined {
  const text = base.read(path);
  if (text === undefined) return undefined;
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, index) => ({
    text: line,
    origin: { from: base.origin, path, line: index + 1 },
    changed: "none" as const,
  }));
}

export const textOf = (lines: readonly Line[]): string =>
  lines.map((line) => `${line.text}\n`).join("");

export function sourceText(path: string, lines: readonly Line[]): SourceText {
  const text = textOf(lines);
  const lineStarts = lineStartsOf(text);
  const words = wordsOf(text);
  const items = outlineOf(words);
  const names = new Set<string>();
  const neighbours = new Set<string>();
  words.forEach((word, index) => {
    if (word.kind === "punctuator" || word.kind === "literal") return;
    names.add(word.text);
    const next = words[index + 1];
    if (next) neighbours.add(`${word.text} ${next.text}`);
  });
  const protectedWords = protectionOf(lines, words);
  const locals = new Map<Item, ReadonlyMap<string, LocalName>>();
  return {
    path,
    lines,
    text,
    lineStarts,
    words,
    items,
    names,
    neighbours,
    isProtected: (word) => protectedWords?.[word] === 1,
    isInclude: (word) => {
      const item = items[itemIndexAt(items, word)];
      return item?.kind === "include";
    },
    itemAt: (word) => items[itemIndexAt(items, word)],
    localsAt: (item) => {
      let known = locals.get(item);
      if (!known) locals.set(item, (known = localsOf(words, item)));
      return known;
    },
  };
}

/** The last item that begins at or before a word, if it reaches that far. */
function itemIndexAt(items: readonly Item[], word: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.firstWord <= word) low = middle + 1;
    else high = middle;
  }
  return 0 < low && word <= items[low - 1]!.lastWord ? low - 1 : -1;
}

function protectionOf(lines: readonly Line[], words: readonly Word[]): Uint8Array | undefined {
  if (lines.every((line) => line.changed === "none")) return undefined;
  const result = new Uint8Array(words.length);
  let first = 0;
  words.forEach((word, index) => {
    if (words[index - 1]?.line !== word.line) first = index;
    const changed = lines[word.line]?.changed ?? "none";
    if (changed === "all" || (changed !== "none" && (changed[index - first] ?? true)))
      result[index] = 1;
  });
  return result;
}
