// SPDX-License-Identifier: MIT
import type { Image, ImageWord } from "./image";
import { readDeclaration, type Item } from "./outline";
import type { SourceText } from "./source";
import { isConstantName } from "./words";

/** Names of a hunk, and what the base calls them. */
export type NameMap = ReadonlyMap<string, string>;

/**
 * Whether a word can be a local or a parameter where it stands: no member, callee, tag, label or
 * constant.
 */
export function isPlainName(words: readonly ImageWord[], index: number): boolean {
  const word = words[index]!;
  if (word.kind !== "name" || word.directive || isConstantName(word.text)) return false;
  const previous = words[index - 1]?.text ?? "";
  if ([".", "->", "struct", "union", "enum", "goto", "#"].includes(previous)) return false;
  const next = words[index + 1]?.text ?? "";
  return next !== "(";
}

/** Names that the added lines declare: they are the patch's own and are never mapped. */
export function declaredByPatch(image: Image): ReadonlySet<string> {
  const names = new Set<string>();
  const words = image.after;
  words.forEach((word, index) => {
    if (image.lines[word.line]!.kind !== "added") return;
    const previous = words[index - 1]?.text ?? ";";
    const startsLine = words[index - 1]?.line !== word.line;
    if (![";", "{", "}", "(", ","].includes(previous) && !startsLine) return;
    readDeclaration(words, index, words.length, (name) => names.add(name));
    if (previous === "(" || previous === ",") readParameter(words, index, names);
  });
  return names;
}

/** `struct foo *name,` in a parameter list. */
function readParameter(words: readonly ImageWord[], first: number, names: Set<string>): void {
  let index = first;
  while (words[index] && /^(name|keyword)$/.test(words[index]!.kind)) index++;
  const stars = index;
  while (words[index]?.text === "*") index++;
  if (stars < index && words[index]?.kind === "name") index++;
  const last = words[index - 1];
  const end = words[index]?.text;
  if (1 < index - first && last?.kind === "name" && (end === "," || end === ")")) {
    names.add(last.text);
  }
}

/**
 * Names that consistently stand where the base has another local: one base name each, none of them
 * used for itself. `pairs` is a soft alignment of the image's words before.
 */
export function renamesOf(image: Image, pairs: Int32Array, source: SourceText): NameMap {
  const votes = new Map<string, Map<string, number>>();
  const kept = new Set<string>();
  image.before.forEach((word, index) => {
    const at = pairs[index] ?? -1;
    if (at < 0 || word.kind !== "name") return;
    const other = source.words[at]!;
    if (other.key === word.key) {
      kept.add(word.key);
      return;
    }
    let row = votes.get(word.text);
    if (!row) votes.set(word.text, (row = new Map()));
    row.set(other.text, (row.get(other.text) ?? 0) + 1);
  });
  const types = declaredTypes(image.before);
  const renames = new Map<string, string>();
  for (const [from, row] of votes) {
    const [to] = [...row].sort((a, b) => b[1] - a[1])[0]!;
    if (!agreeInType(types.get(from), to, pairs, source)) continue;
    if (row.size === 1 && !kept.has(from) && !kept.has(to) && ![...renames.values()].includes(to)) {
      renames.set(from, to);
    }
  }
  return renames;
}

/** Types the hunk itself declares for its names. */
function declaredTypes(words: readonly ImageWord[]): ReadonlyMap<string, readonly string[]> {
  const types = new Map<string, readonly string[]>();
  words.forEach((_, index) => {
    readDeclaration(words, index, words.length, (name, type) => {
      const known = types.get(name);
      if (!known || known.length < type.length) types.set(name, type);
    });
  });
  return types;
}

/**
 * A local of another type is another local, not another name; a type the hunk does not show may be
 * the same.
 */
function agreeInType(
  type: readonly string[] | undefined,
  to: string,
  pairs: Int32Array,
  source: SourceText,
): boolean {
  const at = pairs.find((word) => 0 <= word && source.words[word]!.text === to);
  const item = at === undefined ? undefined : source.itemAt(at);
  const other = item && source.localsAt(item).get(to)?.type;
  if (!type || !other) return true;
  const bare = (words: readonly string[]): string =>
    words.filter((word) => !["const", "static", "volatile", "register"].includes(word)).join(" ");
  return bare(type) === bare(other);
}

/**
 * The image with its plain names mapped; texts stay the mail's, keys and texts of words are the
 * base's.
 */
export function renamed(image: Image, names: NameMap): Image {
  if (!names.size) return image;
  const map = (words: readonly ImageWord[]): readonly ImageWord[] =>
    words.map((word, index) => {
      const to = names.get(word.text);
      return to && isPlainName(words, index) ? { ...word, text: to, key: to } : word;
    });
  return { ...image, before: map(image.before), after: map(image.after) };
}

/**
 * Finds the local that an unknown name with fields must be: the only one of the function whose type
 * has all those fields, or that the function itself uses with one of them.
 */
export function inferByFields(
  operator: string,
  fields: ReadonlySet<string>,
  source: SourceText,
  item: Item,
  structFields: (tag: string) => ReadonlySet<string> | undefined,
): readonly string[] {
  const found = new Set<string>();
  const isPointer = operator === "->";
  for (const local of source.localsAt(item).values()) {
    if (local.type.includes("*") !== isPointer) continue;
    const tag = local.type[local.type.indexOf("struct") + 1];
    const known = local.type.includes("struct") && tag ? structFields(tag) : undefined;
    if (known && [...fields].every((field) => known.has(field))) found.add(local.name);
  }
  if (found.size) return [...found];
  for (let index = item.firstWord; index + 2 <= item.lastWord; index++) {
    const [word, member, field] = source.words.slice(index, index + 3);
    const isLocal = source.localsAt(item).has(word?.text ?? "");
    if (isLocal && member?.text === operator && fields.has(field?.text ?? ""))
      found.add(word!.text);
  }
  return [...found];
}
