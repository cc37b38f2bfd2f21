// SPDX-License-Identifier: MIT
import { tokenize } from "../cc";

export type WordKind = "name" | "keyword" | "literal" | "punctuator";

/**
 * One token that means something to a program; comments are none, preprocessor lines are split into
 * theirs.
 */
export interface Word {
  readonly kind: WordKind;
  readonly text: string;
  /** What is compared: the text, of a string without its blanks, since mail eats them. */
  readonly key: string;
  readonly startOffset: number;
  readonly endOffset: number;
  /** Counted from 0. */
  readonly line: number;
  /** 0 outside preprocessor lines, else which one of the text, counted from 1. */
  readonly directive: number;
}

const keywords = new Set(
  (
    "auto break case char const continue default do double else enum extern float for goto if " +
    "inline int long register restrict return short signed sizeof static struct switch typedef " +
    "union unsigned void volatile while _Bool bool typeof __typeof__ asm __attribute__"
  ).split(" "),
);

export const isKeyword = (text: string): boolean => keywords.has(text);

/** Keywords that can begin a type. */
export const typeKeywords: ReadonlySet<string> = new Set(
  (
    "char const double enum extern float int long register short signed static struct union " +
    "unsigned void volatile _Bool bool typeof __typeof__"
  ).split(" "),
);

/** Identifiers weigh most, since they alone tell places apart. */
export function weightOf(word: Pick<Word, "kind" | "text">): number {
  switch (word.kind) {
    case "name":
      return word.text.length < 2 ? 5 : 8;
    case "literal":
      return 6;
    case "keyword":
      return 4;
    case "punctuator":
      return 2;
  }
}

/** Splits a text into words; never fails, whatever the text. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  const starts = lineStartsOf(text);
  let line = 0;
  let directives = 0;
  const take = (source: string, shift: number, directive: number): void => {
    for (const token of tokenize(source)) {
      if (token.kind === "comment") continue;
      const startOffset = token.startOffset + shift;
      if (token.kind === "directive" && !directive) {
        const hash = token.text.slice(1);
        while (line + 1 < starts.length && (starts[line + 1] ?? 0) <= startOffset) line++;
        directives++;
        const key = "#";
        const endOffset = startOffset + 1;
        const kind = "punctuator";
        words.push({ kind, text: key, key, startOffset, endOffset, line, directive: directives });
        // Continued lines become blanks of the same length, so that offsets stay; a second # is no
        // directive there.
        const joined = ` ${hash}`.replace(/\\\r?\n/g, (end) => " ".repeat(end.length));
        take(joined.replace(/^ (\s*)#/, " $1 "), startOffset, directives);
        continue;
      }
      while (line + 1 < starts.length && (starts[line + 1] ?? 0) <= startOffset) line++;
      const kind = kindOf(token.kind, token.text);
      const key = kind === "literal" ? token.text.replace(/\s+/g, "") : token.text;
      const endOffset = token.endOffset + shift;
      words.push({ kind, text: token.text, key, startOffset, endOffset, line, directive });
    }
  };
  take(text, 0, 0);
  return words;
}

function kindOf(kind: string, text: string): WordKind {
  if (kind === "identifier") return isKeyword(text) ? "keyword" : "name";
  if (kind === "number" || kind === "string" || kind === "character") return "literal";
  return "punctuator";
}

/** Offsets at which the lines of a text begin. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Whether a name reads like a constant: capitals, digits and underscores, at least one capital. */
export const isConstantName = (text: string): boolean =>
  /^[A-Z_][A-Z0-9_]*[A-Z][A-Z0-9_]*$/.test(text);

export const withoutBlanks = (text: string): string => text.replace(/\s+/g, "");
