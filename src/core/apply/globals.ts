// SPDX-License-Identifier: MIT
import { fieldsOf, membersOf, type EnumMember, type Item } from "./outline";
import type { SourceText } from "./source";
import type { Texts } from "./texts";

/** What one file defines for all others. */
export interface Definitions {
  readonly names: ReadonlySet<string>;
  readonly structs: ReadonlyMap<string, ReadonlySet<string>>;
  readonly enums: readonly { readonly item: Item; readonly members: readonly EnumMember[] }[];
}

const known = new WeakMap<SourceText, Definitions>();

export function definitionsOf(source: SourceText): Definitions {
  const found = known.get(source);
  if (found) return found;
  const names = new Set<string>();
  const structs = new Map<string, ReadonlySet<string>>();
  const enums: { item: Item; members: readonly EnumMember[] }[] = [];
  for (const item of source.items) {
    if (item.kind !== "include" && item.name) names.add(item.name);
    const last = source.words[item.lastWord - 1];
    if (item.kind !== "macro" && last?.kind === "name") names.add(last.text);
    if (item.kind === "struct") structs.set(item.name, fieldsOf(source.words, item));
    if (item.kind !== "enum") continue;
    const members = membersOf(source.words, item);
    enums.push({ item, members });
    for (const { name } of members) names.add(name);
  }
  const definitions = { names, structs, enums };
  known.set(source, definitions);
  return definitions;
}

/** Whether any file defines a name at its top level. */
export const isDefined = (texts: Texts, name: string): boolean =>
  texts.sourcesWith([name]).some((source) => definitionsOf(source).names.has(name));

/** Fields of a struct, wherever it is defined. */
export function structFields(texts: Texts, tag: string): ReadonlySet<string> | undefined {
  for (const source of texts.sourcesWith([tag])) {
    const fields = definitionsOf(source).structs.get(tag);
    if (fields?.size) return fields;
  }
  return undefined;
}
