// SPDX-License-Identifier: MIT
import { typeKeywords, wordsOf, type Word } from "./words";

/** One thing that stands at the top level of a file. */
export interface Item {
  readonly kind: "function" | "struct" | "enum" | "macro" | "include" | "variable" | "declaration";
  readonly name: string;
  /** Words [firstWord, lastWord] of the file. */
  readonly firstWord: number;
  readonly lastWord: number;
  /** Lines [startLine, endLine], counted from 1. */
  readonly startLine: number;
  readonly endLine: number;
  /** The braces of a body: the words that open and close it. */
  readonly body?: { readonly openWord: number; readonly closeWord: number };
}

/** A local variable or parameter of a function. */
export interface LocalName {
  readonly name: string;
  /** The words before the name: `struct`, `xfs_mount`, `*`. */
  readonly type: readonly string[];
}

/**
 * Lists what stands at the top level of a file: found from words and matching braces, without
 * headers.
 * - Shape: C text, whole or not -> items in order; a text that ends inside an item ends that item.
 */
export const outline = (text: string): readonly Item[] => outlineOf(wordsOf(text));

export function outlineOf(words: readonly Word[]): readonly Item[] {
  const items: Item[] = [];
  const saved: number[] = [];
  let depth = 0;
  let parens = 0;
  let header = -1;
  let open = -1;
  let shut = -1;
  let kind: Item["kind"] = "declaration";
  let name = "";
  const close = (last: number): void => {
    if (header < 0) return;
    if (open < 0) ({ kind, name } = classify(words, header, last));
    const closeWord = 0 <= shut ? shut : last;
    const body = 0 <= open ? { body: { openWord: open, closeWord } } : {};
    items.push({ kind, name, ...rangeOf(words, header, last), ...body });
    header = open = shut = -1;
    depth = parens = 0;
  };
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (word.directive) {
      const last = endOfDirective(words, index);
      const directive = words[index + 1]?.text ?? "";
      if (header < 0) items.push(...directiveItem(words, index, last));
      if (/^if/.test(directive)) saved.push(depth, parens);
      else if (/^el/.test(directive) && saved.length) {
        // Both branches of a conditional may open the same brace: the second begins where the first
        // did.
        [depth, parens] = [saved.at(-2) ?? 0, saved.at(-1) ?? 0];
        if (!depth) open = -1;
      } else if (directive === "endif") saved.length = Math.max(0, saved.length - 2);
      index = last;
      continue;
    }
    if (header < 0) header = index;
    if (word.text === "(") parens++;
    else if (word.text === ")") parens = Math.max(0, parens - 1);
    else if (word.text === "{") {
      if (!depth && open < 0) {
        ({ kind, name } = classify(words, header, index - 1, true));
        open = index;
      }
      depth++;
    } else if (word.text === "}") {
      depth = Math.max(0, depth - 1);
      if (!depth) shut = index;
      if (!depth && kind === "function" && 0 <= open) close(index);
      else if (!depth && open < 0) header = -1;
    } else if (word.text === ";" && !depth && !parens) close(index);
  }
  if (0 <= header) close(words.length - 1);
  return items;
}

/** The last word of the preprocessor line that word `index` belongs to. */
function endOfDirective(words: readonly Word[], index: number): number {
  const { directive } = words[index]!;
  while (words[index + 1]?.directive === directive) index++;
  return index;
}

function directiveItem(words: readonly Word[], first: number, last: number): readonly Item[] {
  const directive = words[first + 1]?.text;
  if (directive === "define")
    return [{ kind: "macro", name: words[first + 2]?.text ?? "", ...rangeOf(words, first, last) }];
  if (directive !== "include") return [];
  const path = words.slice(first + 2, last + 1).map((word) => word.text);
  return [{ kind: "include", name: path.join(""), ...rangeOf(words, first, last) }];
}

const rangeOf = (words: readonly Word[], firstWord: number, lastWord: number) => ({
  firstWord,
  lastWord,
  startLine: (words[firstWord]?.line ?? 0) + 1,
  endLine: (words[lastWord]?.line ?? 0) + 1,
});

/** Says what the words before a body (or of a whole declaration) declare. */
function classify(
  words: readonly Word[],
  first: number,
  last: number,
  hasBody = false,
): { kind: Item["kind"]; name: string } {
  let depth = 0;
  let equals = -1;
  let tagged = -1;
  const groups: { before: number; open: number; close: number }[] = [];
  for (let index = first; index <= last; index++) {
    const { text, directive } = words[index]!;
    if (directive) continue;
    if (text === "(" && depth++ === 0) groups.push({ before: index - 1, open: index, close: last });
    else if (text === ")" && --depth === 0 && groups.length) groups.at(-1)!.close = index;
    else if (!depth && text === "=" && equals < 0) equals = index;
    else if (!depth && (text === "struct" || text === "union" || text === "enum")) tagged = index;
  }
  if (0 <= equals) return { kind: "variable", name: nameBefore(words, first, equals) };
  const group = groupThatNames(words, first, groups);
  if (hasBody) {
    const attribute = 0 <= tagged && group && /^__/.test(words[group.before]?.text ?? "");
    if (group && !attribute && onlyAttributes(words, group.close + 1, last)) {
      return { kind: "function", name: words[group.before]?.text ?? "" };
    }
    // int (*find(int a))(void) gives a pointer to a function.
    const inner = groups[0]?.open ?? last;
    if (!group && words[inner + 1]?.text === "*" && words[inner + 3]?.text === "(") {
      return { kind: "function", name: words[inner + 2]?.text ?? "" };
    }
    if (0 <= tagged) {
      const kind = words[tagged]!.text === "enum" ? "enum" : "struct";
      const tag = words[tagged + 1];
      return { kind, name: tag?.kind === "name" && tagged < last ? tag.text : "" };
    }
    return { kind: "declaration", name: nameBefore(words, first, last + 1) };
  }
  if (group) return { kind: "declaration", name: words[group.before]?.text ?? "" };
  return {
    kind: words[first]?.text === "typedef" || 0 <= tagged ? "declaration" : "variable",
    name: nameBefore(words, first, words[last]?.text === ";" ? last : last + 1),
  };
}

/**
 * The parenthesised group before which the declared name stands: the last that is no attribute's.
 */
function groupThatNames<G extends { before: number; close: number }>(
  words: readonly Word[],
  first: number,
  groups: readonly G[],
): G | undefined {
  const named = groups.filter(
    (group) => first <= group.before && words[group.before]?.kind === "name",
  );
  for (let index = named.length - 1; 0 < index; index--) {
    const group = named[index]!;
    const follows = words[group.before - 1]?.text === ")";
    if (!(follows && /^_/.test(words[group.before]!.text))) return group;
  }
  return named[0];
}

/** Whether what follows a function's parameters is attributes such as __init or __acquires(x). */
const onlyAttributes = (words: readonly Word[], first: number, last: number): boolean =>
  words
    .slice(first, last + 1)
    .every(({ kind, text }) => kind === "name" || kind === "literal" || /^[(),&*.]|->$/.test(text));

function nameBefore(words: readonly Word[], first: number, end: number): string {
  let depth = 0;
  for (let index = end - 1; first <= index; index--) {
    const word = words[index]!;
    if (word.text === "]" || word.text === ")") depth++;
    else if (word.text === "[" || word.text === "(") depth--;
    else if (!depth && word.kind === "name" && !/^__/.test(word.text)) return word.text;
  }
  return "";
}

/** Locals and parameters of a function, by name; a name declared twice keeps its first type. */
export function localsOf(words: readonly Word[], item: Item): ReadonlyMap<string, LocalName> {
  const locals = new Map<string, LocalName>();
  if (item.kind !== "function" || !item.body) return locals;
  const add = (name: string, type: readonly string[]): void => {
    if (!locals.has(name)) locals.set(name, { name, type });
  };
  readParameters(words, item.firstWord, item.body.openWord, item.name, add);
  const { openWord, closeWord } = item.body;
  for (let index = openWord; index < closeWord; index++) {
    const { text } = words[index]!;
    const starts = text === "{" || text === "}" || text === ";" || text === ":";
    const inFor = text === "(" && words[index - 1]?.text === "for";
    if (starts || inFor) readDeclaration(words, index + 1, closeWord, add);
  }
  return locals;
}

type AddLocal = (name: string, type: readonly string[]) => void;

function readParameters(
  words: readonly Word[],
  first: number,
  open: number,
  name: string,
  add: AddLocal,
): void {
  let index = first;
  while (index < open && !(words[index]!.text === name && words[index + 1]?.text === "(")) index++;
  let depth = 0;
  let type: string[] = [];
  let last = "";
  let pointed = "";
  for (index++; index < open; index++) {
    const word = words[index]!;
    if (word.text === "(" || word.text === "[") depth++;
    if (depth === 1 && (word.text === "," || word.text === ")")) {
      const parameter = pointed || last;
      if (parameter && 1 < type.length) add(parameter, pointed ? type : type.slice(0, -1));
      [type, last, pointed] = [[], "", ""];
    } else if (depth === 1 && word.text !== "(") {
      type.push(word.text);
      if (word.kind === "name") last = word.text;
    } else if (depth === 2 && word.kind === "name" && words[index - 1]?.text === "*" && !pointed) {
      pointed = word.text;
      type.push("(", "*");
    }
    if (word.text === ")" || word.text === "]") depth--;
    if (!depth) return;
  }
}

/** Takes the declaration that may begin at a word; an expression is none. */
export function readDeclaration(
  words: readonly Pick<Word, "kind" | "text" | "directive">[],
  first: number,
  end: number,
  add: AddLocal,
): void {
  const type: string[] = [];
  let index = first;
  for (; index < end; index++) {
    const word = words[index]!;
    const isType = word.kind === "name" || typeKeywords.has(word.text) || word.text === "*";
    if (!isType || word.directive) break;
    type.push(word.text);
  }
  const stop = words[index]?.text ?? "";
  const name = type.at(-1) ?? "";
  const firstWord = words[first];
  if (type.length === 1 && stop === "(" && /^[A-Z][A-Z0-9_]*$/.test(name)) {
    // LIST_HEAD(to_kill); and its like declare what they are given.
    const given = words[index + 1];
    if (given?.kind === "name" && words[index + 2]?.text === ")") add(given.text, [name]);
    return;
  }
  if (type.length < 2 || !["=", ";", ",", "[", ":"].includes(stop)) return;
  if (firstWord?.text === "*" || words[index - 1]?.kind !== "name") return;
  if (words[index - 2]?.text === "struct" && type.length === 2) return;
  const base = type.slice(0, -1);
  add(name, base);
  let depth = 0;
  for (; index < end; index++) {
    const { text } = words[index]!;
    if (text === "(" || text === "[" || text === "{") depth++;
    else if (text === ")" || text === "]" || text === "}") depth--;
    else if (!depth && text === ";") return;
    else if (!depth && text === ",") {
      let next = index + 1;
      while (words[next]?.text === "*") next++;
      const declared = words[next];
      if (declared?.kind === "name") add(declared.text, base);
    }
    if (depth < 0) return;
  }
}

/** Names of all fields a struct or union declares, those of nested ones included. */
export function fieldsOf(words: readonly Word[], item: Item): ReadonlySet<string> {
  const fields = new Set<string>();
  if (item.kind !== "struct" || !item.body) return fields;
  for (let index = item.body.openWord + 1; index < item.body.closeWord; index++) {
    const word = words[index]!;
    const next = words[index + 1]?.text ?? "";
    if (word.kind === "name" && [";", ",", "[", ":", ")"].includes(next)) fields.add(word.text);
  }
  return fields;
}

export interface EnumMember {
  readonly name: string;
  /** The words of its value; empty where it counts on. */
  readonly value: readonly string[];
}

export function membersOf(words: readonly Word[], item: Item): readonly EnumMember[] {
  const members: EnumMember[] = [];
  if (item.kind !== "enum" || !item.body) return members;
  let value: string[] | undefined;
  let depth = 0;
  let name: number | undefined;
  const add = (): void => {
    if (name !== undefined) members.push({ name: words[name]!.text, value: value ?? [] });
    name = value = undefined;
  };
  for (let index = item.body.openWord + 1; index < item.body.closeWord; index++) {
    const word = words[index]!;
    if (word.directive) continue;
    if (word.text === "(") depth++;
    else if (word.text === ")") depth--;
    if (!depth && word.text === ",") add();
    else if (value) value.push(word.text);
    else if (!depth && word.text === "=") value = [];
    else if (word.kind === "name" && name === undefined) name = index;
  }
  add();
  return members;
}
