// SPDX-License-Identifier: MIT
import type { Candidate } from "./candidate";
import { isDefined, structFields } from "./globals";
import type { Located } from "./locate";
import { declaredByPatch, inferByFields, isPlainName, renamed } from "./names";
import type { SourceText } from "./source";
import type { Texts } from "./texts";

/**
 * Hands the names one hunk of a function was mapped by to the other hunks of that function, and
 * finds names that no context explains by the fields they are used with.
 */
export function withSharedNames(
  found: readonly Located[],
  source: SourceText,
  texts: Texts,
): readonly Located[] {
  const shared = new Map<string, Map<string, string>>();
  for (const { chosen } of found) {
    if (!chosen?.item) continue;
    const names = shared.get(chosen.item.name) ?? new Map<string, string>();
    shared.set(chosen.item.name, names);
    for (const [from, to] of chosen.names) names.set(from, to);
  }
  return found.map((located) => {
    const { chosen } = located;
    if (chosen?.item?.kind !== "function") return located;
    const own = new Map(chosen.names);
    const { item } = chosen;
    const of = found.filter((other) => other.chosen?.item === item);
    const declared = new Set(of.flatMap(({ image }) => [...declaredByPatch(image)]));
    for (const [name, used] of unknownNames(chosen, source, declared, texts)) {
      const given = shared.get(item.name)?.get(name);
      const inferred = used.fields.size
        ? inferByFields(used.operator, used.fields, source, item, (tag) => structFields(texts, tag))
        : [];
      const to = given ?? (inferred.length === 1 ? inferred[0] : undefined);
      if (to) own.set(name, to);
    }
    if (own.size === chosen.names.size) return located;
    const image = renamed(chosen.image, own);
    return { ...located, chosen: { ...chosen, image, names: own } };
  });
}

interface NameUse {
  /** "->" or ".". */
  operator: string;
  readonly fields: Set<string>;
}

/**
 * Plain names of added lines that occur nowhere in the base, with the fields they are used with.
 */
function unknownNames(
  { image, item }: Candidate,
  source: SourceText,
  declared: ReadonlySet<string>,
  texts: Texts,
): ReadonlyMap<string, NameUse> {
  const { words } = source;
  const own = new Set<string>();
  for (let index = item!.firstWord; index <= item!.lastWord; index++) own.add(words[index]!.text);
  const unknown = new Map<string, NameUse>();
  image.after.forEach((word, index) => {
    if (image.lines[word.line]!.kind !== "added" || !isPlainName(image.after, index)) return;
    const { text } = word;
    if (own.has(text) || declared.has(text)) return;
    if (!unknown.has(text)) {
      if (isDefined(texts, text)) return;
      unknown.set(text, { operator: "", fields: new Set() });
    }
    const use = unknown.get(text)!;
    const operator = image.after[index + 1]?.text;
    const field = image.after[index + 2]?.text;
    if (!field || (operator !== "->" && operator !== ".")) return;
    use.operator ||= operator;
    use.fields.add(field);
  });
  return unknown;
}
