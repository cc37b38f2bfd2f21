// SPDX-License-Identifier: MIT
// Over 400 lines: the words, and the tokens made of them.
import type { MacroUse, SourcePosition } from "./position";

/** One token of C text as written, comments and preprocessor lines among them. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly line: number;
  readonly column: number;
  /** A blank, a line end or a comment stands before it. */
  readonly spaceBefore: boolean;
}

export type TokenKind =
  | "identifier"
  | "number"
  | "string"
  | "character"
  | "punctuator"
  | "comment"
  /** From a # that begins a line to the end of that line, continued lines included. */
  | "directive"
  /** A character that C has no use for. */
  | "other";

/** Kinds of PpToken; numbers, because the preprocessor and the parser switch on them. */
export const enum Kind {
  End,
  Identifier,
  Number,
  String,
  Character,
  Punctuator,
  Other,
  /** Stands where a macro argument was empty; never leaves the preprocessor. */
  Placemarker,
}

/** What a punctuator or keyword is; 0 for all other tokens. */
export const enum Id {
  None,
  // punctuators
  LeftBracket,
  RightBracket,
  LeftParen,
  RightParen,
  LeftBrace,
  RightBrace,
  Dot,
  Arrow,
  PlusPlus,
  MinusMinus,
  And,
  Star,
  Plus,
  Minus,
  Tilde,
  Not,
  Slash,
  Percent,
  ShiftLeft,
  ShiftRight,
  Less,
  Greater,
  LessEqual,
  GreaterEqual,
  Equal,
  NotEqual,
  Xor,
  Or,
  AndAnd,
  OrOr,
  Question,
  Colon,
  Semicolon,
  Ellipsis,
  Assign,
  StarAssign,
  SlashAssign,
  PercentAssign,
  PlusAssign,
  MinusAssign,
  ShiftLeftAssign,
  ShiftRightAssign,
  AndAssign,
  XorAssign,
  OrAssign,
  Comma,
  Hash,
  HashHash,
  // keywords: storage and qualifiers
  Typedef = 64,
  Extern,
  Static,
  Auto,
  Register,
  ThreadLocal,
  Inline,
  NoReturn,
  Const,
  Volatile,
  Restrict,
  Atomic,
  Alignas,
  Attribute,
  Extension,
  // type specifiers
  Void,
  Char,
  Short,
  Int,
  Long,
  Float,
  Double,
  LongDouble,
  Signed,
  Unsigned,
  Bool,
  Complex,
  Int128,
  Struct,
  Union,
  Enum,
  Typeof,
  AutoType,
  VaListType,
  // statements
  If,
  Else,
  While,
  Do,
  For,
  Switch,
  Case,
  Default,
  Goto,
  Break,
  Continue,
  Return,
  Asm,
  StaticAssert,
  Label,
  // expressions
  Sizeof,
  Alignof,
  Generic,
  FunctionName,
  Real,
  Imaginary,
}

export const punctuators: Readonly<Record<string, Id>> = {
  "[": Id.LeftBracket,
  "]": Id.RightBracket,
  "(": Id.LeftParen,
  ")": Id.RightParen,
  "{": Id.LeftBrace,
  "}": Id.RightBrace,
  ".": Id.Dot,
  "->": Id.Arrow,
  "++": Id.PlusPlus,
  "--": Id.MinusMinus,
  "&": Id.And,
  "*": Id.Star,
  "+": Id.Plus,
  "-": Id.Minus,
  "~": Id.Tilde,
  "!": Id.Not,
  "/": Id.Slash,
  "%": Id.Percent,
  "<<": Id.ShiftLeft,
  ">>": Id.ShiftRight,
  "<": Id.Less,
  ">": Id.Greater,
  "<=": Id.LessEqual,
  ">=": Id.GreaterEqual,
  "==": Id.Equal,
  "!=": Id.NotEqual,
  "^": Id.Xor,
  "|": Id.Or,
  "&&": Id.AndAnd,
  "||": Id.OrOr,
  "?": Id.Question,
  ":": Id.Colon,
  ";": Id.Semicolon,
  "...": Id.Ellipsis,
  "=": Id.Assign,
  "*=": Id.StarAssign,
  "/=": Id.SlashAssign,
  "%=": Id.PercentAssign,
  "+=": Id.PlusAssign,
  "-=": Id.MinusAssign,
  "<<=": Id.ShiftLeftAssign,
  ">>=": Id.ShiftRightAssign,
  "&=": Id.AndAssign,
  "^=": Id.XorAssign,
  "|=": Id.OrAssign,
  ",": Id.Comma,
  "#": Id.Hash,
  "##": Id.HashHash,
  "<:": Id.LeftBracket,
  ":>": Id.RightBracket,
  "<%": Id.LeftBrace,
  "%>": Id.RightBrace,
  "%:": Id.Hash,
  "%:%:": Id.HashHash,
};

/** C11 and GNU spellings; `typeof`, `asm` and `inline` as gcc's default dialect has them. */
export const keywords: ReadonlyMap<string, Id> = new Map<string, Id>([
  ["typedef", Id.Typedef],
  ["extern", Id.Extern],
  ["static", Id.Static],
  ["auto", Id.Auto],
  ["register", Id.Register],
  ["_Thread_local", Id.ThreadLocal],
  ["__thread", Id.ThreadLocal],
  ["inline", Id.Inline],
  ["__inline", Id.Inline],
  ["__inline__", Id.Inline],
  ["_Noreturn", Id.NoReturn],
  ["const", Id.Const],
  ["__const", Id.Const],
  ["__const__", Id.Const],
  ["volatile", Id.Volatile],
  ["__volatile", Id.Volatile],
  ["__volatile__", Id.Volatile],
  ["restrict", Id.Restrict],
  ["__restrict", Id.Restrict],
  ["__restrict__", Id.Restrict],
  ["_Atomic", Id.Atomic],
  ["_Alignas", Id.Alignas],
  ["__attribute__", Id.Attribute],
  ["__attribute", Id.Attribute],
  ["__extension__", Id.Extension],
  ["void", Id.Void],
  ["char", Id.Char],
  ["short", Id.Short],
  ["int", Id.Int],
  ["long", Id.Long],
  ["float", Id.Float],
  ["double", Id.Double],
  ["signed", Id.Signed],
  ["__signed", Id.Signed],
  ["__signed__", Id.Signed],
  ["unsigned", Id.Unsigned],
  ["_Bool", Id.Bool],
  ["_Complex", Id.Complex],
  ["__complex__", Id.Complex],
  ["__complex", Id.Complex],
  ["_Float32", Id.Float],
  ["_Float64", Id.Double],
  ["_Float32x", Id.Double],
  ["_Float64x", Id.LongDouble],
  ["_Float128", Id.LongDouble],
  ["__float128", Id.LongDouble],
  ["__int128", Id.Int128],
  ["struct", Id.Struct],
  ["union", Id.Union],
  ["enum", Id.Enum],
  ["typeof", Id.Typeof],
  ["__typeof", Id.Typeof],
  ["__typeof__", Id.Typeof],
  ["__auto_type", Id.AutoType],
  ["__builtin_va_list", Id.VaListType],
  ["if", Id.If],
  ["else", Id.Else],
  ["while", Id.While],
  ["do", Id.Do],
  ["for", Id.For],
  ["switch", Id.Switch],
  ["case", Id.Case],
  ["default", Id.Default],
  ["goto", Id.Goto],
  ["break", Id.Break],
  ["continue", Id.Continue],
  ["return", Id.Return],
  ["asm", Id.Asm],
  ["__asm", Id.Asm],
  ["__asm__", Id.Asm],
  ["_Static_assert", Id.StaticAssert],
  ["__label__", Id.Label],
  ["sizeof", Id.Sizeof],
  ["_Alignof", Id.Alignof],
  ["__alignof", Id.Alignof],
  ["__alignof__", Id.Alignof],
  ["_Generic", Id.Generic],
  ["__func__", Id.FunctionName],
  ["__FUNCTION__", Id.FunctionName],
  ["__PRETTY_FUNCTION__", Id.FunctionName],
  ["__real__", Id.Real],
  ["__real", Id.Real],
  ["__imag__", Id.Imaginary],
  ["__imag", Id.Imaginary],
]);

/** The file its tokens point to. */
export interface TokenFile {
  readonly path: string;
  readonly text: string;
}

export const enum TokenFlag {
  SpaceBefore = 1,
  LineStart = 2,
  Painted = 4,
}

/**
 * A token on its way through the preprocessor and parser. One shape for all, since V8 keeps code
 * fast that sees one shape. Tokens of a file are shared by all who read it: only copies are
 * changed.
 */
export class PpToken {
  private place: SourcePosition | undefined = undefined;
  constructor(
    public kind: Kind,
    public id: Id,
    public text: string,
    public file: TokenFile,
    public line: number,
    public column: number,
    /** TokenFlag bits. */
    private flags: number,
    /** The use of the macro out of whose body this token came. */
    public use: Expansion | undefined,
  ) {}

  /** A copy that came out of a macro's body. */
  copy(use: Expansion | undefined): PpToken {
    return new PpToken(
      this.kind,
      this.id,
      this.text,
      this.file,
      this.line,
      this.column,
      this.flags,
      use,
    );
  }

  get spaceBefore(): boolean {
    return (this.flags & TokenFlag.SpaceBefore) !== 0;
  }

  set spaceBefore(is: boolean) {
    this.flags = is ? this.flags | TokenFlag.SpaceBefore : this.flags & ~TokenFlag.SpaceBefore;
  }

  /** First on its line. */
  get lineStart(): boolean {
    return (this.flags & TokenFlag.LineStart) !== 0;
  }

  /** Met while its macro was being expanded: it is never expanded any more. */
  get painted(): boolean {
    return (this.flags & TokenFlag.Painted) !== 0;
  }

  paint(): void {
    this.flags |= TokenFlag.Painted;
  }

  /** No longer first on its line. */
  joinLine(): void {
    this.flags &= ~TokenFlag.LineStart;
  }

  get position(): SourcePosition {
    if (this.use) return this.use.position;
    return (this.place ??= {
      path: this.file.path,
      line: this.line,
      column: this.column,
    });
  }
}

/** Tokens that wait to be read; what was read makes room without the list being made anew. */
export class TokenBuffer {
  /** Those that wait, and behind `count` some that were there before. */
  readonly items: PpToken[] = [];
  count = 0;

  push(token: PpToken): void {
    this.items[this.count++] = token;
  }

  /** Without so many at the front. */
  drop(count: number): void {
    const { items } = this;
    this.count -= count;
    for (let at = 0; at < this.count; at++) items[at] = items[at + count] as PpToken;
  }
}

/** Of macros nested deeper, the outermost and the innermost are named, half as many of each. */
const usesNamed = 64;

/** One use of a macro, to which everything points that came out of the macro's body. */
export class Expansion {
  private place: SourcePosition | undefined = undefined;
  /** Shared by the positions of all that came out of it. */
  private step: MacroUse | undefined = undefined;

  /** `name`: the macro's, as it was read; its own use leads further out. */
  constructor(readonly name: PpToken) {}

  get position(): SourcePosition {
    return (this.place ??= this.findPosition());
  }

  private get macroUse(): MacroUse {
    const { text: name, file, line, column } = this.name;
    return (this.step ??= { name, path: file.path, line, column });
  }

  private findPosition(): SourcePosition {
    const uses: Expansion[] = [];
    let outermost = this.name;
    for (let use: Expansion | undefined = this; use; use = use.name.use) {
      outermost = use.name;
      uses.push(use);
    }
    const left = uses.length - usesNamed;
    if (0 < left) uses.splice(usesNamed / 2, left);
    const expansion = uses.reverse().map((use) => use.macroUse);
    const { file, line, column } = outermost;
    return { path: file.path, line, column, expansion };
  }
}
