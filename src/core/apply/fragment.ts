// SPDX-License-Identifier: MIT
import type { Image, ImageWord } from "./image";
import { shownCandidatesMax } from "./limits";
import type { Item } from "./outline";
import type { SourceText } from "./source";
import type { Texts } from "./texts";
import type { Word } from "./words";

/** One statement of a fragment, and what tells it apart: its left side, or whom it calls. */
interface FragmentStatement {
  readonly words: readonly ImageWord[];
  readonly lead: readonly string[];
}

/** A statement of the base: words [first, last] of a function's body. */
export interface StatementPlace {
  readonly source: SourceText;
  readonly item: Item;
  readonly first: number;
  readonly last: number;
}

/** Lines [firstLine, lastLine] of the fragment replace one statement of the base. */
export interface FragmentPart {
  readonly place: StatementPlace;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly isSame: boolean;
}

export type FragmentPlacement =
  | { readonly kind: "inferred"; readonly parts: readonly FragmentPart[]; readonly reason: string }
  | { readonly kind: "nowhere"; readonly reason: string };

const assignments = new Set(["=", "|=", "&=", "+=", "-=", "*=", "/=", "%=", "^=", "<<=", ">>="]);

/**
 * Finds what a bare added line replaces: exactly one statement with the same left side, or one call
 * of the same callee, in the functions the thread is about.
 */
export function placeFragment(
  image: Image,
  texts: Texts,
  threadHints: readonly string[],
): FragmentPlacement {
  const statements = statementsOf(image.after);
  const telling = statements.filter(({ lead }) => 0 < lead.length);
  if (!telling.length) {
    return {
      kind: "nowhere",
      reason: "no line of it assigns or calls anything that tells where it belongs",
    };
  }
  const all = functionsWith(texts, telling);
  const circles = [
    {
      about: "the thread names its function",
      functions: all.filter(({ item }) => isNamed(item, threadHints)),
    },
    {
      about: "the subject names its folder",
      functions: all.filter(({ source }) => isInFolder(source, threadHints)),
    },
  ];
  let several: readonly StatementPlace[] = [];
  for (const { about, functions } of circles) {
    const found = telling.map((statement) => ({
      statement,
      places: thatKnow(
        statement,
        functions.flatMap((own) => placesOf(statement, own)),
      ),
    }));
    const unique = found.filter(({ places }) => places.length === 1);
    if (unique.length) return inferred(statements, unique, about);
    several = several.length ? several : found.flatMap(({ places }) => places);
  }
  const shown = several.length
    ? several
    : all.flatMap((own) => telling.flatMap((statement) => placesOf(statement, own)));
  const list = shown.slice(0, shownCandidatesMax).map(placeText).join("; ");
  const reason = several.length
    ? `several statements could be meant: ${list}`
    : "no function the thread is about has a statement with the same left side" +
      (list ? `; elsewhere: ${list}` : "");
  return { kind: "nowhere", reason };
}

function placeText({ source, item, first }: StatementPlace): string {
  const { line } = source.words[first]!;
  return `${item.name} (${source.path}:${line + 1}) "${source.lines[line]!.text.trim()}"`;
}

function inferred(
  statements: readonly FragmentStatement[],
  unique: readonly {
    readonly statement: FragmentStatement;
    readonly places: readonly StatementPlace[];
  }[],
  about: string,
): FragmentPlacement {
  const parts: FragmentPart[] = [];
  let pending: number | undefined;
  for (const statement of statements) {
    const firstLine = statement.words[0]!.line;
    const lastLine = statement.words.at(-1)!.line;
    const place = unique.find((own) => own.statement === statement)?.places[0];
    const last = parts.at(-1);
    if (place) {
      const base = place.source.words.slice(place.first, place.last + 1);
      const isSame =
        base.map(({ key }) => key).join(" ") === statement.words.map(({ key }) => key).join(" ");
      parts.push({ place, firstLine: pending ?? firstLine, lastLine, isSame });
      pending = undefined;
    } else if (last) parts[parts.length - 1] = { ...last, lastLine, isSame: false };
    else pending ??= firstLine;
  }
  return {
    kind: "inferred",
    parts,
    reason: `the only statement of its kind there; ${about}`,
  };
}

/** Cuts words into statements; a block is part of the statement that it follows. */
function statementsOf(words: readonly ImageWord[]): readonly FragmentStatement[] {
  const statements: FragmentStatement[] = [];
  let own: ImageWord[] = [];
  let depth = 0;
  for (const word of words) {
    own.push(word);
    if (/^[([{]$/.test(word.text)) depth++;
    else if (/^[)\]}]$/.test(word.text)) depth--;
    if (depth === 0 && (word.text === ";" || word.text === "}")) {
      statements.push({ words: own, lead: leadOf(own) });
      own = [];
    }
  }
  if (own.length) statements.push({ words: own, lead: leadOf(own) });
  return statements;
}

/**
 * Left side and operator of an assignment, or callee and parenthesis of a call; empty for anything
 * else.
 */
function leadOf(words: readonly Pick<Word, "text" | "kind">[]): readonly string[] {
  if (words[0]?.kind === "keyword") return [];
  let depth = 0;
  for (const [index, { text }] of words.entries()) {
    if (!depth && assignments.has(text)) return words.slice(0, index + 1).map((word) => word.text);
    if (/^[([{]$/.test(text)) depth++;
    else if (/^[)\]}]$/.test(text)) depth--;
  }
  const isCall = words[0]?.kind === "name" && words[1]?.text === "(";
  return isCall ? [words[0]!.text, "("] : [];
}

interface OwnFunction {
  readonly source: SourceText;
  readonly item: Item;
}

function functionsWith(
  texts: Texts,
  telling: readonly FragmentStatement[],
): readonly OwnFunction[] {
  const names = telling.map(({ lead }) => lead.filter((text) => /^\w/.test(text)));
  return texts.sourcesWith(names.flatMap((own) => own.slice(-1))).flatMap((source) => {
    const isHere = (name: string): boolean => source.names.has(name) || /^\d/.test(name);
    if (!names.some((own) => own.every(isHere))) return [];
    return source.items.filter(({ kind }) => kind === "function").map((item) => ({ source, item }));
  });
}

const isNamed = (item: Item, hints: readonly string[]): boolean =>
  3 < item.name.length && hints.some((hint) => new RegExp(`\\b${item.name}\\b`).test(hint));

/** "x86/mce: retrieve ..." names a folder below which all its parts are found in order. */
function isInFolder(source: SourceText, hints: readonly string[]): boolean {
  return hints.some((hint) => {
    const topic = /^(?:\w+: )?(?:\[[^\]]*\] *)?([\w/-]+):/.exec(hint.trim())?.[1];
    if (!topic) return false;
    let at = 0;
    const folders = source.path.split("/");
    return topic.split("/").every((part) => {
      const index = folders.findIndex(
        (folder, number) => at <= number && folder.replace(/\.[ch]$/, "") === part,
      );
      at = index + 1;
      return 0 <= index;
    });
  });
}

/** Of several places those whose function has every variable that the statement reads. */
function thatKnow(
  { words }: FragmentStatement,
  places: readonly StatementPlace[],
): readonly StatementPlace[] {
  if (places.length < 2) return places;
  const names = words.flatMap(({ kind, text }, index) => {
    const isVariable = kind === "name" && /[a-z]/.test(text) && words[index + 1]?.text !== "(";
    return isVariable && !/^(?:\.|->)$/.test(words[index - 1]?.text ?? "") ? [text] : [];
  });
  const fitting = places.filter(({ source, item }) => {
    const own = new Set(source.words.slice(item.firstWord, item.lastWord + 1).map((w) => w.text));
    return names.every((name) => own.has(name));
  });
  return fitting.length ? fitting : places;
}

function placesOf(
  statement: FragmentStatement,
  { source, item }: OwnFunction,
): readonly StatementPlace[] {
  const { words } = source;
  const { lead } = statement;
  const places: StatementPlace[] = [];
  if (!item.body) return places;
  for (let first = item.body.openWord + 1; first < item.body.closeWord; first++) {
    const previous = words[first - 1]!.text;
    if (![";", "{", "}", ")", "else", "do", ":"].includes(previous)) continue;
    if (lead.some((text, index) => words[first + index]?.text !== text)) continue;
    let depth = 0;
    let last = first;
    for (; last < item.body.closeWord; last++) {
      const { text } = words[last]!;
      if (/^[([{]$/.test(text)) depth++;
      else if (/^[)\]}]$/.test(text)) depth--;
      if (!depth && text === ";") break;
    }
    places.push({ source, item, first, last });
  }
  return places;
}
