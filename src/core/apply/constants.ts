// SPDX-License-Identifier: MIT
import { definitionsOf } from "./globals";
import type { Notes } from "./notes";
import type { EnumMember } from "./outline";
import type { BaseTree, Line, SourceText } from "./source";
import { fragment } from "./splice";
import { Texts } from "./texts";
import { isConstantName, type Word } from "./words";

/**
 * Gives constants whose definition was lost a place: they join the enum whose members stand in the
 * same operand role, at the lowest free bit.
 * - Shape: texts whose patched lines may use unknown constants -> texts in which the enums hold
 *   them.
 */
export function addLostConstants(texts: Texts, notes: Notes, bitsPassed = 0): void {
  for (const use of lostConstants(texts)) {
    const roles = new Set(use.places.flatMap(({ source, word }) => rolesOf(source, word, texts)));
    const choice = chooseEnum(use.name, roles, texts);
    if (!choice) continue;
    join(texts, use, choice, roles, notes, bitsPassed);
  }
}

interface LostConstant {
  readonly name: string;
  readonly places: readonly { readonly source: SourceText; readonly word: number }[];
}

/** Constants that patched lines use and nothing defines, in order of appearance. */
function lostConstants(texts: Texts): readonly LostConstant[] {
  const places = new Map<string, { source: SourceText; word: number }[]>();
  for (const path of texts.changedPaths()) {
    const source = texts.source(path)!;
    source.words.forEach((word, index) => {
      const { origin } = source.lines[word.line]!;
      if (word.kind !== "name" || word.directive || !isConstantName(word.text)) return;
      if (origin.from !== "mail" || origin.kind !== "added") return;
      if (source.words[index + 1]?.text === "(") return;
      const found = places.get(word.text) ?? [];
      found.push({ source, word: index });
      places.set(word.text, found);
    });
  }
  return [...places]
    .filter(([name]) => !isKnown(texts, name))
    .map(([name, found]) => ({ name, places: found }));
}

/** Whether a name occurs outside patched lines, or a patch defines it. */
function isKnown(texts: Texts, name: string): boolean {
  return texts.sourcesWith([name]).some((source) => {
    if (!source.names.has(name)) return false;
    if (definitionsOf(source).names.has(name)) return true;
    return source.words.some(
      (word) =>
        word.text === name && !["mail", "assumed"].includes(source.lines[word.line]!.origin.from),
    );
  });
}

const roleOperators = new Set(["&", "|", "|=", "&=", "==", "!=", "="]);

/**
 * The names a constant is combined or compared with, given to, or assigned to, where it stands at a
 * word.
 */
function rolesOf(source: SourceText, at: number, texts: Texts): readonly string[] {
  const { words } = source;
  const roles: string[] = [];
  let left = at - 1;
  // A | B | C: all of them stand in the role of the first.
  while (words[left]?.text === "|" || words[left]?.text === "~" || words[left]?.text === "(") {
    if (words[left]!.text === "(" && words[left - 1]?.kind === "name") break;
    const name = words[left]!.text === "|" && words[left - 1]?.kind === "name";
    if (name && !isConstantName(words[left - 1]!.text)) break;
    left -= name ? 2 : 1;
  }
  if (roleOperators.has(words[left]?.text ?? "") && words[left - 1]?.kind === "name") {
    roles.push(words[left - 1]!.text);
  }
  if (roleOperators.has(words[at + 1]?.text ?? "") && words[at + 2]?.kind === "name") {
    let last = at + 2;
    while ([".", "->"].includes(words[last + 1]?.text ?? "")) last += 2;
    if (words[last]?.kind === "name" && !isConstantName(words[last]!.text)) {
      roles.push(words[last]!.text);
    }
  }
  const call = argumentAt(words, at);
  if (call) {
    roles.push(`${call.callee}()#${call.position}`);
    const parameter = parameterName(texts, call.callee, call.position);
    if (parameter) roles.push(parameter);
  }
  return roles;
}

/** The call whose argument a word is on its own (or or-ed with others), and which argument. */
function argumentAt(
  words: readonly Word[],
  at: number,
): { readonly callee: string; readonly position: number } | undefined {
  let depth = 0;
  let position = 0;
  for (let index = at - 1; 0 <= index; index--) {
    const { text } = words[index]!;
    if (text === ";" || text === "{" || text === "}") return undefined;
    if (text === ")" || text === "]") depth++;
    else if (text === "[" || text === "(") {
      if (depth) depth--;
      else {
        const callee = words[index - 1];
        return text === "(" && callee?.kind === "name"
          ? { callee: callee.text, position }
          : undefined;
      }
    } else if (text === "," && !depth) position++;
    else if (!depth && !position && text !== "|" && words[index]!.kind === "punctuator")
      return undefined;
  }
  return undefined;
}

const parametersFound = new WeakMap<Texts, Map<string, string | undefined>>();

/** What a function calls its parameter, in its definition or a prototype. */
function parameterName(texts: Texts, callee: string, position: number): string | undefined {
  let known = parametersFound.get(texts);
  if (!known) parametersFound.set(texts, (known = new Map()));
  const key = `${callee} ${position}`;
  if (!known.has(key)) known.set(key, findParameterName(texts, callee, position));
  return known.get(key);
}

function findParameterName(texts: Texts, callee: string, position: number): string | undefined {
  for (const source of texts.sourcesWith([callee])) {
    const item = source.items.find(
      ({ name, kind }) => name === callee && (kind === "function" || kind === "declaration"),
    );
    if (!item) continue;
    const { words } = source;
    let index = item.firstWord;
    while (index < item.lastWord && words[index]!.text !== callee) index++;
    let depth = 0;
    let at = 0;
    for (index++; index <= item.lastWord; index++) {
      const { text } = words[index]!;
      if (text === "(") depth++;
      const ends = depth === 1 && (text === "," || text === ")");
      if (ends && at === position) {
        const last = words[index - 1];
        return last?.kind === "name" ? last.text : undefined;
      }
      if (ends) at++;
      if (text === ")" && !--depth) break;
    }
  }
  return undefined;
}

interface EnumChoice {
  readonly path: string;
  /** A member, by which the enum is found again. */
  readonly member: string;
}

const chosenBefore = new WeakMap<BaseTree, Map<string, EnumChoice | undefined>>();

/**
 * The one enum whose members the base uses most in these roles; where it uses none, the one enum of
 * flags whose members share the name's first part.
 */
function chooseEnum(
  name: string,
  roles: ReadonlySet<string>,
  texts: Texts,
): EnumChoice | undefined {
  let known = chosenBefore.get(texts.base);
  if (!known) chosenBefore.set(texts.base, (known = new Map()));
  const key = [name, ...[...roles].sort()].join(" ");
  if (!known.has(key)) known.set(key, searchEnum(name, roles, new Texts(texts.base)));
  return known.get(key);
}

function searchEnum(
  name: string,
  roles: ReadonlySet<string>,
  texts: Texts,
): EnumChoice | undefined {
  const prefix = /^[A-Z0-9]+_/.exec(name)?.[0];
  const choices: (EnumChoice & { readonly evidence: number })[] = [];
  for (const source of texts.sourcesWith(["enum"])) {
    const { path } = source;
    for (const { members } of definitionsOf(source).enums) {
      const shares = prefix && members.some((member) => member.name.startsWith(prefix)) ? 1 : 0;
      const used = usesInRoles(new Set(members.map((member) => member.name)), roles, texts);
      const evidence = used * 2 + (used || isFlags(members) ? shares : 0);
      const [first] = members;
      if (evidence && first) choices.push({ path, member: first.name, evidence });
    }
  }
  choices.sort((a, b) => b.evidence - a.evidence);
  const [first, second] = choices;
  return first && first.evidence !== second?.evidence ? first : undefined;
}

function usesInRoles(
  members: ReadonlySet<string>,
  roles: ReadonlySet<string>,
  texts: Texts,
): number {
  let count = 0;
  for (const source of texts.sourcesWith(members)) {
    source.words.forEach((word, index) => {
      if (!members.has(word.text)) return;
      if (rolesOf(source, index, texts).some((role) => roles.has(role))) count++;
    });
  }
  return count;
}

const isFlags = (members: readonly EnumMember[]): boolean =>
  members.some(({ value }) => value.includes("<<") || value.includes("BIT"));

function join(
  texts: Texts,
  use: LostConstant,
  choice: EnumChoice,
  roles: ReadonlySet<string>,
  notes: Notes,
  bitsPassed: number,
): void {
  const source = texts.source(choice.path)!;
  const own = definitionsOf(source).enums.find(({ members }) =>
    members.some(({ name }) => name === choice.member),
  );
  if (!own?.item.body) return;
  const { item, members } = own;
  const value = isFlags(members) ? ` = 1 << ${lowestFreeBit(members, bitsPassed)}` : "";
  const told = value ? `at the lowest free bit (${value.slice(3)})` : "as its last member";
  const role = [...roles].filter((name) => !name.includes("#"));
  const because = role.length
    ? `its members stand in the same role (${role.join(", ")})`
    : "its members share the first part of the name";
  const spans = use.places.flatMap(({ source: from, word }) => {
    const { origin } = from.lines[from.words[word]!.line]!;
    return origin.from === "mail" ? [origin.span] : [];
  });
  const assumption = notes.add(
    "apply/constant-assumed",
    `${use.name} is defined in no part of the patch that was found; it joins ` +
      `enum ${item.name || "(unnamed)"} ${told}, because ${because}.`,
    spans,
  );
  const close = own.item.body.closeWord;
  const comma = source.words[close - 1]?.text === "," || source.words[close - 1]?.text === "{";
  const brace = source.words[close]!;
  const start = source.lineStarts[brace.line]!;
  const isFirst = !source.text.slice(start, brace.startOffset).trim();
  const member = comma ? `\t${use.name}${value},` : `\t, ${use.name}${value}`;
  // On the line of the brace, if that has nothing before it: no line of the file moves then.
  const from = isFirst ? start : brace.startOffset;
  const to = isFirst ? (source.lineStarts[brace.line + 1] ?? source.text.length) : from;
  const text = `${member} ${source.text.slice(from, to)}`.trimEnd();
  const line: Line = { text, origin: { from: "assumed", assumption }, changed: "all" };
  const lines = [...fragment(source, 0, from), line, ...fragment(source, to, source.text.length)];
  if (isFirst && lines.length === source.lines.length) texts.setWithConstant(choice.path, lines);
  else texts.set(choice.path, lines);
}

function lowestFreeBit(members: readonly EnumMember[], bitsPassed: number): number {
  const taken = new Set<number>();
  let next = 0;
  for (const { value } of members) {
    const number = value.length ? (evaluate(value) ?? 0) : next;
    next = number + 1;
    for (let bit = 0; bit < 53; bit++) if (Math.floor(number / 2 ** bit) % 2) taken.add(bit);
  }
  let bit = 0;
  for (let left = bitsPassed; taken.has(bit) || 0 < left; bit++) if (!taken.has(bit)) left--;
  return bit;
}

/** The value of `1 << 3`, `BIT(3)`, `0x10`, `(1U << 3)`; undefined for anything else. */
function evaluate(value: readonly string[]): number | undefined {
  const text = value.join("").replace(/^\((.*)\)$/, "$1");
  const number = (digits: string): number => Number(digits.replace(/[uUlL]+$/, ""));
  const shift = /^(\w+)<<(\w+)$/.exec(text);
  if (shift) return number(shift[1]!) * 2 ** number(shift[2]!);
  const bit = /^BIT\((\w+)\)$/.exec(text);
  if (bit) return 2 ** number(bit[1]!);
  return /^\d\w*$/.test(text) ? number(text) : undefined;
}
