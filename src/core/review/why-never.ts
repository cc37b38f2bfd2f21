// SPDX-License-Identifier: MIT
// What would make a condition come out the other way, in words, and whether anything can.
import { tokenize, type CType, type Program, type Token } from "../cc";

/** Files searched for a constant are the model's: text by path. */
export interface Sources {
  paths(): readonly string[];
  read(path: string): string | undefined;
}

/**
 * Says what a decision needs to come out as wanted.
 * - Shape: its words and the outcome -> "that needs a bit of MASK set in FIELD"; with the reason
 *   where no value of an operand can do it, such as a bit above the width of a field.
 * - Errors: undefined for a condition that is no simple comparison.
 */
export function needOf(
  program: Program,
  functionIndex: number,
  condition: string,
  wanted: boolean,
  sources: Sources,
): string | undefined {
  const tokens = tokenize(condition).filter(({ kind }) => kind !== "comment");
  const { inner, isNegated } = stripped(tokens);
  const needed = wanted !== isNegated;
  const at = topOperator(inner);
  if (at < 0) {
    const name = textOf(inner);
    return /^[\w.>()*[\]& -]+$/.test(name)
      ? `that needs ${name} to be ${needed ? "other than 0" : "0"}`
      : undefined;
  }
  const left = inner.slice(0, at);
  const right = inner.slice(at + 1);
  const operator = inner[at]?.text ?? "";
  const [one, other] = [textOf(left), textOf(right)];
  if (operator === "&&" || operator === "||") {
    const both = (operator === "&&") === needed;
    const values = needed ? "true" : "false";
    return `that needs ${both ? "both" : "one"} of \`${one}\` and \`${other}\` to be ${values}`;
  }
  if (operator === "&") {
    const narrow =
      narrowText(program, functionIndex, left, other, sources) ??
      narrowText(program, functionIndex, right, one, sources);
    if (narrow && needed) return `no value can do that: ${narrow}`;
    return needed
      ? `that needs a bit of ${other} set in ${one}`
      : `that needs every bit of ${other} clear in ${one}`;
  }
  const relation = needed ? operator : opposites[operator];
  return relation ? `that needs ${one} ${relation} ${other}` : undefined;
}

const opposites: Readonly<Record<string, string>> = {
  ...{ "==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">" },
};

/** Loosest first: the operator that is applied last. */
const levels: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["&"],
  ["==", "!="],
  ["<", "<=", ">", ">="],
];

function topOperator(tokens: readonly Token[]): number {
  for (const operators of levels) {
    let depth = 0;
    for (let index = tokens.length - 1; 0 < index; index--) {
      const { text } = tokens[index] as Token;
      if (/^[)\]]$/.test(text)) depth++;
      else if (/^[([]$/.test(text)) depth--;
      // "&" behind an operand is the one of bits, not of addresses.
      else if (!depth && operators.includes(text) && isOperand(tokens[index - 1])) return index;
    }
  }
  return -1;
}

const isOperand = (token: Token | undefined): boolean => /^[\w)\]]/.test(token?.text ?? "");

/** Takes off parentheses around the whole, and what negates it. */
function stripped(tokens: readonly Token[]): { inner: readonly Token[]; isNegated: boolean } {
  let inner = tokens;
  let isNegated = false;
  for (;;) {
    const [first] = inner;
    if (first?.text === "!" && isWhole(inner.slice(1))) {
      inner = inner.slice(1);
      isNegated = !isNegated;
    } else if (first?.text === "(" && isWhole(inner)) inner = inner.slice(1, -1);
    else return { inner, isNegated };
  }
}

/** Whether tokens are one operand: a pair of parentheses around all, or a name with its fields. */
function isWhole(tokens: readonly Token[]): boolean {
  if (tokens[0]?.text !== "(") return topOperator(tokens) < 0;
  let depth = 0;
  return tokens.every(({ text }, index) => {
    if (text === "(") depth++;
    if (text === ")") depth--;
    return 0 < depth || index === tokens.length - 1;
  });
}

const textOf = (tokens: readonly Token[]): string => {
  const text = tokens.map((token) => token.text).join("");
  return text.replace(/^\((.*)\)$/, "$1");
};

/** Why no bit of a constant fits into an operand, where the operand is too narrow for all. */
function narrowText(
  program: Program,
  functionIndex: number,
  operand: readonly Token[],
  constant: string,
  sources: Sources,
): string | undefined {
  if (!/^[A-Z][A-Z0-9_]*$/.test(constant)) return undefined;
  const type = typeOf(program, functionIndex, operand);
  const value = valueOf(constant, sources);
  if (type?.kind !== "int" || type.signed || value === undefined || 4 <= type.sizeBytes)
    return undefined;
  const bits = type.sizeBytes * 8;
  if (value % 2 ** bits || !value) return undefined;
  const shown = `0x${value.toString(16)}`;
  return `${textOf(operand)} has ${bits} bits, and ${constant} is ${shown}`;
}

/** The type of a local with its fields: `mp->m_sb.sb_flags`. */
function typeOf(
  program: Program,
  functionIndex: number,
  operand: readonly Token[],
): CType | undefined {
  const names = operand.filter(({ text }) => !/^(?:->|\.)$/.test(text)).map(({ text }) => text);
  if (!names.length || !names.every((name) => /^[A-Za-z_]\w*$/.test(name))) return undefined;
  const info = program.functions[functionIndex];
  const [root, ...fields] = names;
  let type: CType | undefined = [...(info?.params ?? []), ...(info?.locals ?? [])].find(
    ({ name }) => name === root,
  )?.type;
  for (const field of fields) {
    if (type?.kind === "pointer") type = type.target;
    if (type?.kind !== "record") return undefined;
    const found = fieldsOf(program, type).find(({ name }) => name === field);
    if (!found || found.bits) return undefined;
    ({ type } = found);
  }
  return type;
}

function fieldsOf(program: Program, type: Extract<CType, { kind: "record" }>) {
  const { fields, tag } = type.definition;
  // Another unit may know only the name.
  return fields.length ? fields : (program.types.record(tag ?? "")?.definition.fields ?? []);
}

const values = new WeakMap<Sources, Map<string, number | undefined>>();

/** The value of a macro or an enum member that is written as a number or one shifted bit. */
function valueOf(name: string, sources: Sources): number | undefined {
  let known = values.get(sources);
  if (!known) values.set(sources, (known = new Map()));
  if (!known.has(name)) known.set(name, findValue(name, sources));
  return known.get(name);
}

function findValue(name: string, sources: Sources): number | undefined {
  const pattern = new RegExp(
    `(?:#define[ \\t]+${name}[ \\t]+|\\b${name}[ \\t]*=[ \\t]*)` +
      "\\(?(?:(0x[0-9a-fA-F]{1,12}|[0-9]{1,12})[uUlL]*(?:[ \\t]*<<[ \\t]*([0-9]{1,2}))?" +
      "|BIT(?:_ULL)?\\(([0-9]{1,2})\\))",
  );
  for (const path of sources.paths()) {
    const [, number, shift, bit] = pattern.exec(sources.read(path) ?? "") ?? [];
    if (bit !== undefined) return 2 ** Number(bit);
    if (number !== undefined) return Number(number) * 2 ** Number(shift ?? 0);
  }
  return undefined;
}
