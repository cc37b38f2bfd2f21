// SPDX-License-Identifier: MIT
import { lexText } from "./lexed";
import { type Expansion, Id, Kind, PpToken } from "./token";

/** A macro as defined; `body` is prepared so that substitution only walks it. */
export interface Macro {
  readonly name: string;
  /** undefined: object-like. */
  readonly parameters: readonly string[] | undefined;
  /** The last parameter takes the rest of the arguments. */
  readonly variadic: boolean;
  readonly body: readonly BodyItem[];
  /** Its expansion is being read: its name is painted where it shows up. */
  active: boolean;
  readonly definedAt: PpToken | undefined;
  /** Computed at each use: __LINE__ and its like; "pragma" is _Pragma("..."). */
  readonly dynamic: DynamicMacro | undefined;
}

export type DynamicMacro = "line" | "file" | "base-file" | "counter" | "include-level" | "pragma";

export interface BodyItem {
  readonly token: PpToken;
  /** Index of the parameter the token names, or -1. */
  readonly parameter: number;
  /** # before a parameter. */
  readonly stringify: boolean;
  /** ## stands after this item. */
  pasteNext: boolean;
  /** ## stands before this item. */
  readonly pasted: boolean;
  /** What __VA_OPT__( ) holds. */
  readonly optional: readonly BodyItem[] | undefined;
}

export type ParsedMacro =
  | { readonly ok: true; readonly macro: Macro }
  | { readonly ok: false; readonly message: string; readonly at: PpToken };

/** Reads the tokens of a #define after the word define. */
export function parseMacro(line: readonly PpToken[], directive: PpToken): ParsedMacro {
  const nameToken = line[0];
  if (!nameToken || nameToken.kind !== Kind.Identifier) {
    return { ok: false, message: "a macro needs a name", at: nameToken ?? directive };
  }
  let at = 1;
  let parameters: string[] | undefined;
  let variadic = false;
  const open = line[1];
  if (open && open.id === Id.LeftParen && !open.spaceBefore) {
    const list = parseParameters(line, 2);
    if (typeof list === "string") return { ok: false, message: list, at: open };
    ({ parameters, variadic, at } = list);
  }
  const body = parseBody(line.slice(at), parameters ?? [], parameters !== undefined, variadic);
  if (typeof body === "string") return { ok: false, message: body, at: nameToken };
  const macro: Macro = {
    name: nameToken.text,
    parameters,
    variadic,
    body,
    active: false,
    definedAt: nameToken,
    dynamic: undefined,
  };
  return { ok: true, macro };
}

function parseParameters(
  line: readonly PpToken[],
  start: number,
): { parameters: string[]; variadic: boolean; at: number } | string {
  const parameters: string[] = [];
  let at = start;
  if (line[at]?.id === Id.RightParen) return { parameters, variadic: false, at: at + 1 };
  for (;;) {
    const token = line[at++];
    if (!token) return "the parameter list of a macro does not end";
    let variadic = false;
    if (token.id === Id.Ellipsis) {
      parameters.push("__VA_ARGS__");
      variadic = true;
    } else if (token.kind === Kind.Identifier) {
      if (parameters.includes(token.text)) return `two macro parameters are named ${token.text}`;
      parameters.push(token.text);
      if (line[at]?.id === Id.Ellipsis) {
        variadic = true;
        at++;
      }
    } else return `"${token.text}" cannot stand in a macro's parameter list`;
    const next = line[at++];
    if (next?.id === Id.RightParen) return { parameters, variadic, at };
    if (variadic || next?.id !== Id.Comma) return "the parameter list of a macro does not end";
  }
}

/** Finds parameters, # and ## in a body; a text when it is not a body. */
function parseBody(
  tokens: readonly PpToken[],
  parameters: readonly string[],
  functionLike: boolean,
  variadic: boolean,
): BodyItem[] | string {
  const items: BodyItem[] = [];
  let pasted = false;
  for (let at = 0; at < tokens.length; at++) {
    let token = tokens[at] as PpToken;
    if (token.id === Id.HashHash) {
      const before = items[items.length - 1];
      if (!before || at + 1 === tokens.length) return "## cannot stand at an end of a macro";
      before.pasteNext = true;
      pasted = true;
      continue;
    }
    let stringify = false;
    if (functionLike && token.id === Id.Hash) {
      const next = tokens[at + 1];
      // In __VA_OPT__ parts and in assembler-like text gcc would complain; # before no parameter is
      // kept as text here.
      if (next && parameters.includes(next.text)) {
        const { spaceBefore } = token;
        token = next;
        if (token.spaceBefore !== spaceBefore) {
          token = token.copy(undefined);
          token.spaceBefore = spaceBefore;
        }
        stringify = true;
        at++;
      } else return "# needs a macro parameter after it";
    }
    let optional: readonly BodyItem[] | undefined;
    if (variadic && token.text === "__VA_OPT__" && tokens[at + 1]?.id === Id.LeftParen) {
      const close = closingParen(tokens, at + 1);
      if (close < 0) return "__VA_OPT__ does not end";
      const inner = parseBody(tokens.slice(at + 2, close), parameters, functionLike, variadic);
      if (typeof inner === "string") return inner;
      optional = inner;
      at = close;
    }
    const parameter = token.kind === Kind.Identifier ? parameters.indexOf(token.text) : -1;
    items.push({ token, parameter, stringify, pasteNext: false, pasted, optional });
    pasted = false;
  }
  return items;
}

function closingParen(tokens: readonly PpToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const id = tokens[at]?.id;
    if (id === Id.LeftParen) depth++;
    else if (id === Id.RightParen && --depth === 0) return at;
  }
  return -1;
}

/** Whether a second definition says the same as the first. */
export function sameMacro(left: Macro, right: Macro): boolean {
  return (
    left.variadic === right.variadic &&
    left.parameters?.join() === right.parameters?.join() &&
    sameBody(left.body, right.body)
  );
}

function sameBody(left: readonly BodyItem[], right: readonly BodyItem[]): boolean {
  return (
    left.length === right.length &&
    left.every((item, index) => {
      const other = right[index];
      return (
        other !== undefined &&
        item.token.text === other.token.text &&
        item.stringify === other.stringify &&
        item.pasteNext === other.pasteNext &&
        (index === 0 || item.token.spaceBefore === other.token.spaceBefore) &&
        sameBody(item.optional ?? [], other.optional ?? [])
      );
    })
  );
}

/** The arguments of one use; `expanded` is computed only for those that need it. */
export interface MacroArguments {
  readonly raw: readonly (readonly PpToken[])[];
  expanded(index: number): readonly PpToken[];
}

export interface Making {
  /** A paste that gave no single token: both sides stay, and the use is reported. */
  failed(text: string, at: PpToken): void;
  /** By # or ##: a token of so many characters; Infinity for one that was cut. */
  made(characters: number): void;
}

/** The longest text that # makes; each # of such a text could double it. */
const madeTextLimit = 4_000_000;

/** The body with its arguments put in, ready to be read again. */
export function substitute(
  macro: Macro,
  args: MacroArguments | undefined,
  use: Expansion,
  making: Making,
): PpToken[] {
  const result: PpToken[] = [];
  substituteItems(macro, macro.body, args, use, making, result);
  return withoutPlacemarkers(result);
}

/** What stood for nothing goes; the space before it stays, before what follows. */
function withoutPlacemarkers(tokens: readonly PpToken[]): PpToken[] {
  const kept: PpToken[] = [];
  let spaceDue = false;
  for (const token of tokens) {
    if (token.kind === Kind.Placemarker) {
      spaceDue ||= token.spaceBefore;
      continue;
    }
    kept.push(spaceDue ? spaced(token) : token);
    spaceDue = false;
  }
  return kept;
}

/** The token with a space before it. */
export function spaced(token: PpToken): PpToken {
  if (token.spaceBefore) return token;
  const own = token.copy(token.use);
  own.spaceBefore = true;
  return own;
}

function substituteItems(
  macro: Macro,
  items: readonly BodyItem[],
  args: MacroArguments | undefined,
  use: Expansion,
  making: Making,
  result: PpToken[],
): void {
  const rest = macro.variadic ? (macro.parameters?.length ?? 0) - 1 : -1;
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as BodyItem;
    const from = result.length;
    let paste = item.pasted;
    if (item.optional) {
      if (rest < 0 || !args || args.expanded(rest).length === 0) {
        result.push(placemarker(item.token));
      } else {
        substituteItems(macro, item.optional, args, use, making, result);
        const first = result[from];
        if (!first) result.push(placemarker(item.token));
        else if (item.token.spaceBefore) result[from] = spaced(first);
      }
    } else if (item.parameter < 0 || !args) {
      result.push(item.token.copy(use));
    } else if (item.stringify) {
      result.push(stringified(args.raw[item.parameter] ?? [], item.token, use, making));
    } else if (item.pasted || item.pasteNext) {
      const raw = args.raw[item.parameter] ?? [];
      const comma = result[from - 1];
      if (paste && item.parameter === rest && comma?.id === Id.Comma) {
        // GNU: in `, ## rest` the comma goes with an empty rest, and is not pasted otherwise.
        if (raw.length === 0) result.pop();
        paste = false;
      }
      appendArgument(raw, item.token, result);
    } else {
      appendArgument(args.expanded(item.parameter), item.token, result);
    }
    if (paste && 0 < from) pasteAt(result, from, use, making);
  }
}

function appendArgument(tokens: readonly PpToken[], parameter: PpToken, result: PpToken[]): void {
  if (tokens.length === 0) result.push(placemarker(parameter));
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as PpToken;
    if (index === 0 && token.spaceBefore !== parameter.spaceBefore) {
      const first = token.copy(token.use);
      first.spaceBefore = parameter.spaceBefore;
      result.push(first);
    } else result.push(token);
  }
}

function placemarker(at: PpToken): PpToken {
  const token = at.copy(undefined);
  token.kind = Kind.Placemarker;
  token.id = Id.None;
  token.text = "";
  return token;
}

/** Joins result[at - 1] and result[at] into one token. */
function pasteAt(result: PpToken[], at: number, use: Expansion, making: Making): void {
  const left = result[at - 1];
  const right = result[at];
  if (!left || !right) return;
  if (right.kind === Kind.Placemarker) result.splice(at, 1);
  else if (left.kind === Kind.Placemarker) {
    const kept = right.copy(right.use);
    kept.spaceBefore = left.spaceBefore;
    result.splice(at - 1, 2, kept);
  } else {
    const text = left.text + right.text;
    making.made(text.length);
    const [token, end] = lexText(text, left.file);
    if (!token || token.kind === Kind.End || end?.kind !== Kind.End) {
      making.failed(text, use.name);
      return;
    }
    const joined = token.copy(use);
    joined.line = left.line;
    joined.column = left.column;
    joined.spaceBefore = left.spaceBefore;
    joined.joinLine();
    result.splice(at - 1, 2, joined);
  }
}

/** # of an argument: its spelling as a string literal. */
function stringified(
  tokens: readonly PpToken[],
  at: PpToken,
  use: Expansion,
  making: Making,
): PpToken {
  const token = at.copy(use);
  token.kind = Kind.String;
  token.id = Id.None;
  const text = spelling(tokens, true);
  const isCut = madeTextLimit < text.length;
  making.made(isCut ? Infinity : text.length);
  token.text = isCut ? '""' : `"${text}"`;
  return token;
}

/** Tokens as text on one line, not much over the limit; `escaped`: for use inside a literal. */
export function spelling(tokens: readonly PpToken[], escaped: boolean): string {
  let text = "";
  for (let index = 0; index < tokens.length && text.length <= madeTextLimit; index++) {
    const token = tokens[index] as PpToken;
    if (0 < index && token.spaceBefore) text += " ";
    const quoted = token.kind === Kind.String || token.kind === Kind.Character;
    text += escaped && quoted ? token.text.replace(/[\\"]/g, "\\$&") : token.text;
  }
  return text;
}
