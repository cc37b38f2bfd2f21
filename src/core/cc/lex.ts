// SPDX-License-Identifier: MIT
// The scanner. It never fails: what is not C becomes a token of kind "other", what does not end is
// ended by the line.
import { Id, Kind, keywords, punctuators, type Token } from "./token";

/** Numbers for the scanner's own kinds, beyond those of PpToken. */
export const commentKind = 20;
export const newlineKind = 21;

/** Classes of the first 128 characters. */
const isLetter = new Uint8Array(128);
const isLetterOrDigit = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  const letter = /[A-Za-z_$]/.test(character);
  isLetter[code] = letter ? 1 : 0;
  isLetterOrDigit[code] = letter || /[0-9]/.test(character) ? 1 : 0;
}

/** By first character: the punctuators that begin with it, longest first. */
const punctuatorsByStart: (readonly [string, Id][] | undefined)[] = [];
for (const [text, id] of Object.entries(punctuators).sort(([a], [b]) => b.length - a.length)) {
  const start = text.charCodeAt(0);
  punctuatorsByStart[start] = [...(punctuatorsByStart[start] ?? []), [text, id]];
}

interface Name {
  readonly text: string;
  readonly id: Id;
}

/**
 * Identifiers seen so far, so that equal names are one string whose hash is known. Emptied when it
 * grows beyond any kernel tree's vocabulary: hostile input must not keep memory.
 */
const nameLimit = 200_000;
const names = new Map<string, Name>();

/**
 * The names last seen with a hash: most identifiers are found here without cutting them out of the
 * text first.
 */
const recentNames: (Name | undefined)[] = new Array<Name | undefined>(4096).fill(undefined);

function intern(text: string): Name {
  let name = names.get(text);
  if (!name) {
    if (nameLimit <= names.size) {
      names.clear();
      recentNames.fill(undefined);
    }
    // A slice of a long text would keep the whole text in memory.
    const own = text.length < 13 ? text : ` ${text}`.slice(1);
    name = { text: own, id: keywords.get(text) ?? Id.None };
    names.set(own, name);
  }
  return name;
}

/** Text without its backslash-newlines, and where they were. */
interface Spliced {
  readonly text: string;
  /**
   * Offsets in the spliced text, ascending, ending with Infinity; at each, `removed` characters and
   * one line were dropped.
   */
  readonly cuts: readonly number[];
  readonly removed: readonly number[];
}

const noCuts: readonly number[] = [Infinity];

function splice(text: string): Spliced {
  if (text.indexOf("\\\n") < 0 && text.indexOf("\\\r\n") < 0) {
    return { text, cuts: noCuts, removed: [] };
  }
  const parts: string[] = [];
  const cuts: number[] = [];
  const removed: number[] = [];
  let from = 0;
  let length = 0;
  for (let at = text.indexOf("\\"); 0 <= at; at = text.indexOf("\\", at + 1)) {
    const size = text.startsWith("\n", at + 1) ? 2 : text.startsWith("\r\n", at + 1) ? 3 : 0;
    if (!size) continue;
    parts.push(text.slice(from, at));
    length += at - from;
    cuts.push(length);
    removed.push(size);
    from = at + size;
  }
  parts.push(text.slice(from));
  cuts.push(Infinity);
  return { text: parts.join(""), cuts, removed };
}

export class Scanner {
  private readonly text: string;
  private readonly cuts: readonly number[];
  private readonly removed: readonly number[];
  private cutIndex = 0;
  private nextCut: number;
  /** Characters removed before the current offset. */
  private shift = 0;
  private offset = 0;
  private line = 1;
  /** Of the current line in the original text. */
  private lineOffset = 0;
  /**
   * The first line end not before the last block comment; found once, however many comments a line
   * has.
   */
  private newlineOffset = -1;

  // The token last scanned.
  kind = 0;
  id: Id = Id.None;
  tokenText = "";
  startOffset = 0;
  endOffset = 0;
  tokenLine = 1;
  tokenColumn = 1;
  spaceBefore = false;

  constructor(source: string) {
    const { text, cuts, removed } = splice(source);
    this.text = text;
    this.cuts = cuts;
    this.removed = removed;
    this.nextCut = cuts[0] ?? Infinity;
    // A byte order mark takes no column.
    if (text.charCodeAt(0) === 0xfeff) this.offset = this.lineOffset = 1;
  }

  /** Accounts for the removed line ends up to an offset. */
  private cross(offset: number): void {
    while (this.nextCut <= offset) {
      this.shift += this.removed[this.cutIndex] ?? 0;
      this.line++;
      this.lineOffset = this.nextCut + this.shift;
      this.nextCut = this.cuts[++this.cutIndex] ?? Infinity;
    }
  }

  private newline(offset: number): void {
    if (this.nextCut <= offset) this.cross(offset);
    this.line++;
    this.lineOffset = offset + 1 + this.shift;
  }

  /** Scans one token; false at the end of the text. Line ends and comments are tokens here. */
  next(): boolean {
    const { text } = this;
    let offset = this.offset;
    let code = text.charCodeAt(offset);
    this.spaceBefore = false;
    while (code === 32 || code === 9 || code === 13 || code === 11 || code === 12) {
      this.spaceBefore = true;
      code = text.charCodeAt(++offset);
    }
    if (this.nextCut <= offset) this.cross(offset);
    this.startOffset = offset + this.shift;
    this.tokenLine = this.line;
    this.tokenColumn = this.startOffset - this.lineOffset + 1;
    this.id = Id.None;
    // NaN at the end of the text.
    if (code !== code) {
      this.offset = this.endOffset = offset;
      this.kind = Kind.End;
      return false;
    }
    const end = this.scan(code, offset);
    this.offset = end;
    if (this.nextCut <= end - 1) this.cross(end - 1);
    this.endOffset = end + this.shift;
    return true;
  }

  private scan(code: number, offset: number): number {
    if (code === 10) {
      this.kind = newlineKind;
      this.newline(offset);
      return offset + 1;
    }
    if (128 <= code || isLetter[code] === 1) return this.scanName(offset);
    if (code >= 48 && code <= 57) return this.scanNumber(offset);
    if (code === 34 || code === 39) return this.scanQuoted(offset, offset, code);
    if (code === 47) {
      const after = this.text.charCodeAt(offset + 1);
      if (after === 47) return this.scanLineComment(offset);
      if (after === 42) return this.scanBlockComment(offset);
    }
    if (code === 46) {
      const after = this.text.charCodeAt(offset + 1);
      if (after >= 48 && after <= 57) return this.scanNumber(offset);
    }
    return this.scanPunctuator(code, offset);
  }

  private scanName(offset: number): number {
    const { text } = this;
    let end = offset + 1;
    let hash = text.charCodeAt(offset);
    let code = text.charCodeAt(end);
    while (code < 128 ? isLetterOrDigit[code] === 1 : 128 <= code) {
      hash = (Math.imul(hash, 31) + code) | 0;
      code = text.charCodeAt(++end);
    }
    if ((code === 34 || code === 39) && end - offset <= 2) {
      const prefix = text.slice(offset, end);
      if (prefix === "L" || prefix === "u" || prefix === "U" || prefix === "u8") {
        return this.scanQuoted(offset, end, code);
      }
    }
    const slot = (hash ^ (hash >>> 12)) & 4095;
    let name = recentNames[slot];
    if (name?.text.length !== end - offset || !text.startsWith(name.text, offset)) {
      name = intern(text.slice(offset, end));
      recentNames[slot] = name;
    }
    this.kind = Kind.Identifier;
    this.id = name.id;
    this.tokenText = name.text;
    return end;
  }

  /** A preprocessing number: digits, letters, dots, and signs after an exponent's letter. */
  private scanNumber(offset: number): number {
    const { text } = this;
    let end = offset + 1;
    for (;;) {
      const code = text.charCodeAt(end);
      if (code === 46 || (code < 128 && isLetterOrDigit[code] === 1)) end++;
      else if ((code === 43 || code === 45) && /[eEpP]/.test(text.charAt(end - 1))) end++;
      else break;
    }
    this.kind = Kind.Number;
    this.tokenText = text.slice(offset, end);
    return end;
  }

  private scanQuoted(offset: number, quoteOffset: number, quote: number): number {
    const { text } = this;
    let end = quoteOffset + 1;
    for (;;) {
      const code = text.charCodeAt(end);
      if (code === quote) {
        end++;
        break;
      }
      if (code !== code || code === 10) break;
      end += code === 92 && text.charCodeAt(end + 1) !== 10 && end + 1 < text.length ? 2 : 1;
    }
    this.kind = quote === 34 ? Kind.String : Kind.Character;
    this.tokenText = text.slice(offset, end);
    return end;
  }

  private scanLineComment(offset: number): number {
    let end = this.text.indexOf("\n", offset);
    if (end < 0) end = this.text.length;
    if (this.text.charCodeAt(end - 1) === 13) end--;
    this.kind = commentKind;
    this.tokenText = "";
    return end;
  }

  private scanBlockComment(offset: number): number {
    const { text } = this;
    const close = text.indexOf("*/", offset + 2);
    const end = close < 0 ? text.length : close + 2;
    if (this.newlineOffset < offset) this.newlineOffset = this.findNewline(offset);
    while (this.newlineOffset < end) {
      this.newline(this.newlineOffset);
      this.newlineOffset = this.findNewline(this.newlineOffset + 1);
    }
    this.kind = commentKind;
    this.tokenText = "";
    return end;
  }

  private findNewline(offset: number): number {
    const found = this.text.indexOf("\n", offset);
    return found < 0 ? Infinity : found;
  }

  private scanPunctuator(code: number, offset: number): number {
    const { text } = this;
    const candidates = punctuatorsByStart[code];
    const only = candidates?.length === 1 ? candidates[0] : undefined;
    if (only?.[0].length === 1) {
      this.kind = Kind.Punctuator;
      this.id = only[1];
      this.tokenText = only[0];
      return offset + 1;
    }
    if (candidates) {
      for (let index = 0; index < candidates.length; index++) {
        const candidate = candidates[index];
        if (candidate && text.startsWith(candidate[0], offset)) {
          this.kind = Kind.Punctuator;
          this.id = candidate[1];
          this.tokenText = candidate[0];
          return offset + candidate[0].length;
        }
      }
    }
    this.kind = Kind.Other;
    this.tokenText = text.charAt(offset);
    return offset + 1;
  }
}

const kindNames: Readonly<Record<number, Token["kind"]>> = {
  [Kind.Identifier]: "identifier",
  [Kind.Number]: "number",
  [Kind.String]: "string",
  [Kind.Character]: "character",
  [Kind.Punctuator]: "punctuator",
  [Kind.Other]: "other",
  [commentKind]: "comment",
};

/** The tokens of a C text as written; nothing is dropped but white space. Never fails. */
export function tokenize(text: string): readonly Token[] {
  const scanner = new Scanner(text);
  const tokens: Token[] = [];
  let lineStart = true;
  let spaceBefore = false;
  while (scanner.next()) {
    spaceBefore ||= scanner.spaceBefore;
    if (scanner.kind === newlineKind) {
      lineStart = true;
      spaceBefore = true;
      continue;
    }
    const { startOffset, tokenLine: line, tokenColumn: column } = scanner;
    let kind = kindNames[scanner.kind] ?? "other";
    let endOffset = scanner.endOffset;
    if (lineStart && scanner.id === Id.Hash) {
      kind = "directive";
      endOffset = skipDirective(scanner);
    }
    const own = text.slice(startOffset, endOffset);
    tokens.push({ kind, text: own, startOffset, endOffset, line, column, spaceBefore });
    if (kind === "directive") lineStart = true;
    else if (kind !== "comment") lineStart = false;
    spaceBefore = kind === "comment" || kind === "directive";
  }
  return tokens;
}

/** Scans to the line end that ends a directive; where its last token ends. */
function skipDirective(scanner: Scanner): number {
  let endOffset = scanner.endOffset;
  while (scanner.next() && scanner.kind !== newlineKind) endOffset = scanner.endOffset;
  return endOffset;
}
