// SPDX-License-Identifier: MIT
import { commentKind, newlineKind, Scanner } from "./lex";
import { Id, Kind, PpToken, type TokenFile, TokenFlag } from "./token";

/** Words of a token in LexedTokens. */
const tokenWords = 3;
/** Characters a token takes at least, on average, with what stands around it; a first guess. */
const charactersPerToken = 4;
const textsAtFirst = 4_000_000;

/**
 * The tokens of a text for the preprocessor: without comments, with a last one of kind End. They
 * are kept as numbers and become objects when they are read: the collector would copy those of a
 * whole file several times.
 */
export class LexedTokens {
  /** kind, id << 8 and flags << 16; line; column. */
  private words: Int32Array;
  private readonly texts: string[];
  private size = 0;

  constructor(
    text: string,
    private readonly file: TokenFile,
  ) {
    const scanner = new Scanner(text);
    const guess = Math.ceil(text.length / charactersPerToken) + 2;
    this.words = new Int32Array(guess * tokenWords);
    // An array that grows is copied again and again; a huge one would begin as a dictionary.
    this.texts = new Array<string>(Math.min(guess, textsAtFirst));
    let flags: number = TokenFlag.LineStart;
    while (scanner.next()) {
      if (scanner.spaceBefore) flags |= TokenFlag.SpaceBefore;
      const { kind } = scanner;
      if (kind === newlineKind) flags = TokenFlag.LineStart | TokenFlag.SpaceBefore;
      else if (kind === commentKind) flags |= TokenFlag.SpaceBefore;
      else {
        this.add(scanner, flags);
        flags = 0;
      }
    }
    scanner.kind = Kind.End;
    scanner.tokenText = "";
    this.add(scanner, TokenFlag.LineStart | TokenFlag.SpaceBefore);
    this.words = this.words.slice(0, this.size * tokenWords);
    this.texts.length = this.size;
  }

  private add({ kind, id, tokenText, tokenLine, tokenColumn }: Scanner, flags: number): void {
    const at = this.size * tokenWords;
    if (this.words.length < at + tokenWords) {
      const more = new Int32Array(this.words.length * 2);
      more.set(this.words);
      this.words = more;
    }
    this.words[at] = kind | (id << 8) | (flags << 16);
    this.words[at + 1] = tokenLine;
    this.words[at + 2] = tokenColumn;
    this.texts[this.size++] = tokenText;
  }

  get count(): number {
    return this.texts.length;
  }

  isEnd(at: number): boolean {
    return ((this.words[at * tokenWords] as number) & 0xff) === Kind.End;
  }

  isLineStart(at: number): boolean {
    return ((this.words[at * tokenWords] as number) & (TokenFlag.LineStart << 16)) !== 0;
  }

  /** A # that begins a line. */
  isDirective(at: number): boolean {
    const mask = (0xff << 8) | (TokenFlag.LineStart << 16);
    const word = (this.words[at * tokenWords] as number) & mask;
    return word === ((Id.Hash << 8) | (TokenFlag.LineStart << 16));
  }

  text(at: number): string | undefined {
    return this.texts[at];
  }

  token(at: number): PpToken {
    const { words } = this;
    const first = at * tokenWords;
    const word = words[first] as number;
    const line = words[first + 1] as number;
    const column = words[first + 2] as number;
    const text = this.texts[at] as string;
    const id: Id = (word >>> 8) & 0xff;
    return new PpToken(word & 0xff, id, text, this.file, line, column, word >>> 16, undefined);
  }

  all(): PpToken[] {
    return this.texts.map((_, at) => this.token(at));
  }
}

/** The tokens of a short text, such as ## makes, with a last one of kind End. */
export function lexText(text: string, file: TokenFile): readonly PpToken[] {
  return new LexedTokens(text, file).all();
}

export function endToken(file: TokenFile, line: number, column: number): PpToken {
  const flags = TokenFlag.LineStart | TokenFlag.SpaceBefore;
  return new PpToken(Kind.End, Id.None, "", file, line, column, flags, undefined);
}
