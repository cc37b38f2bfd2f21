// SPDX-License-Identifier: MIT
import type { TokenStream } from "./preprocess";
import type { CcDiagnostic, SourcePosition } from "./position";
import { spelling } from "./macro";
import { Id, Kind, type PpToken, TokenBuffer, type TokenFile } from "./token";
import type { EnumConstant, FunctionSymbol, GlobalSymbol, Local } from "./tree";
import type { CType, EnumDefinition, RecordType } from "./type";

/** What a name stands for. */
export type Binding =
  | { readonly kind: "typedef"; readonly name: string; readonly type: CType }
  | ({ readonly kind: "enum-constant"; readonly name: string } & EnumConstant)
  | Local
  | GlobalSymbol
  | FunctionSymbol;

export type Tag =
  | { readonly kind: "record"; readonly type: RecordType }
  | { readonly kind: "enum"; readonly definition: EnumDefinition; type: CType };

/** What a name stands for, and what it stands for again when that scope ends. */
interface Entry<T> {
  readonly value: T;
  readonly depth: number;
  readonly outer: Entry<T> | undefined;
}

/** A name: looked up once, it is changed without its map. */
interface Name<T> {
  readonly name: string;
  entry: Entry<T> | undefined;
}

/** Names with their scopes: one map, and a list of what ends with a scope. */
class Scopes<T> {
  private readonly names = new Map<string, Name<T>>();
  private readonly declared: Name<T>[] = [];
  private readonly marks: number[] = [];

  get depth(): number {
    return this.marks.length;
  }

  get(name: string): T | undefined {
    return this.names.get(name)?.entry?.value;
  }

  /** Only what the innermost scope declares. */
  getHere(name: string): T | undefined {
    const entry = this.names.get(name)?.entry;
    return entry && entry.depth === this.marks.length ? entry.value : undefined;
  }

  set(name: string, value: T): void {
    const depth = this.marks.length;
    let known = this.names.get(name);
    if (!known) this.names.set(name, (known = { name, entry: undefined }));
    const { entry } = known;
    const isAgain = entry?.depth === depth;
    known.entry = { value, depth, outer: isAgain ? entry.outer : entry };
    if (0 < depth && !isAgain) this.declared.push(known);
  }

  enter(): void {
    this.marks.push(this.declared.length);
  }

  leave(): void {
    const mark = this.marks.pop() ?? 0;
    while (mark < this.declared.length) {
      const name = this.declared.pop();
      if (name) name.entry = name.entry?.outer;
    }
  }

  /** Leaves scopes until so many are left. */
  leaveTo(depth: number): void {
    while (depth < this.marks.length) this.leave();
  }

  /** What is declared now; at file scope: the unit's names. */
  *all(): Generator<readonly [string, T]> {
    for (const { name, entry } of this.names.values()) if (entry) yield [name, entry.value];
  }
}

/**
 * Thrown where the text cannot be parsed on; caught where parsing can resume, never outside the
 * parser.
 */
export class SyntaxFailure {
  constructor(readonly token: PpToken) {}
}

/**
 * Brackets, statements and declarators within one another. gcc's own sources and generated programs
 * stay below 150; the parser uses about 600 bytes of stack per level, a worker has 1 MB.
 */
const depthLimit = 300;
/** More than anyone reads; hostile input must not fill memory with them. */
const diagnosticLimit = 1000;
const conditionTextLimit = 200;

/** Tokens that were read are dropped in portions of so many. */
const tokensKept = 2048;

/** The place in the tokens, the scopes and the diagnostics: what all parts of the parser share. */
export abstract class Reader {
  private readonly buffer = new TokenBuffer();
  /** The tokens from some way back on, as far as they were asked for. */
  protected readonly tokens: readonly PpToken[] = this.buffer.items;
  /** The index in there of the current token. */
  protected at = 0;
  protected token: PpToken;
  /** How many tokens of the unit came before those. */
  protected forgotten = 0;
  /** The function's body that is being read begins with this token of the unit. */
  protected bodyStart = 0;
  /** How many brackets of that body were opened and not closed before what is left. */
  protected forgottenDepth = 0;
  protected readonly names = new Scopes<Binding>();
  protected readonly tags = new Scopes<Tag>();
  readonly diagnostics: CcDiagnostic[] = [];
  /** Errors counted, also those no longer kept. */
  protected errorCount = 0;
  /** The function whose body is being read. */
  protected functionName: string | undefined = undefined;
  private depth = 0;
  private readonly reported = new Set<string>();

  constructor(protected readonly stream: TokenStream) {
    stream.more(this.buffer);
    this.token = this.tokens[0] as PpToken;
  }

  protected advance(): PpToken {
    const { token } = this;
    if (token.kind !== Kind.End) {
      if (++this.at === this.buffer.count) this.stream.more(this.buffer);
      this.token = this.tokens[this.at] as PpToken;
    }
    return token;
  }

  protected peek(distance: number): PpToken {
    const { tokens, buffer } = this;
    while (buffer.count <= this.at + distance) {
      const last = tokens[buffer.count - 1] as PpToken;
      if (last.kind === Kind.End) return last;
      this.stream.more(buffer);
    }
    return tokens[this.at + distance] as PpToken;
  }

  /** To a token that was there before. */
  protected seek(at: number): void {
    this.at = at;
    this.token = this.tokens[at] as PpToken;
  }

  /** Nobody goes back beyond the current token; the one before it is still looked at. */
  protected forget(): void {
    if (this.at < tokensKept) return;
    const count = this.at - 1;
    for (let at = Math.max(0, this.bodyStart - this.forgotten); at < count; at++)
      this.forgottenDepth += bracketStep(this.tokens[at]?.id);
    this.buffer.drop(count);
    this.forgotten += count;
    this.at = 1;
  }

  /**
   * The current token is this one; a method, since the compiler would remember a comparison too
   * long.
   */
  protected is(id: Id): boolean {
    return this.token.id === id;
  }

  protected accept(id: Id): boolean {
    if (this.token.id !== id) return false;
    this.advance();
    return true;
  }

  protected expect(id: Id, text: string): PpToken {
    if (this.token.id !== id) this.fail(`"${text}" expected`);
    return this.advance();
  }

  protected identifier(): PpToken {
    if (this.token.kind !== Kind.Identifier || this.token.id !== Id.None)
      this.fail("a name expected");
    return this.advance();
  }

  /** Reports a syntax error at the current token and gives up the construct. */
  protected fail(message: string): never {
    const { token } = this;
    const found = token.kind === Kind.End ? "the end of the file" : `"${token.text}"`;
    this.error("cc/syntax", `${message} before ${found}`, token.position);
    throw new SyntaxFailure(token);
  }

  /** `about`: the name that is at fault, which is reported once per function. */
  protected error(code: string, message: string, position: SourcePosition, about?: string): void {
    this.errorCount++;
    if (about === undefined || this.isFirst(code, about))
      this.report(code, "error", message, position);
  }

  protected warn(code: string, message: string, position: SourcePosition, about?: string): void {
    if (about === undefined || this.isFirst(code, about))
      this.report(code, "warning", message, position);
  }

  private isFirst(code: string, about: string): boolean {
    const key = `${this.functionName ?? ""} ${code} ${about}`;
    if (this.reported.has(key)) return false;
    this.reported.add(key);
    return true;
  }

  private report(
    code: string,
    severity: CcDiagnostic["severity"],
    message: string,
    position: SourcePosition,
  ): void {
    if (diagnosticLimit <= this.diagnostics.length) return;
    const owner = this.functionName === undefined ? {} : { function: this.functionName };
    this.diagnostics.push({ code, severity, message, position, ...owner });
  }

  /** Counts one level of nesting; pair with `ascend`. */
  protected descend(): void {
    if (depthLimit < ++this.depth) {
      this.error("cc/too-deep", `nested over ${depthLimit} levels deep`, this.token.position);
      throw new SyntaxFailure(this.token);
    }
  }

  protected ascend(): void {
    this.depth--;
  }

  /** To put the nesting back after a SyntaxFailure. */
  protected get nesting(): number {
    return this.depth;
  }

  protected set nesting(depth: number) {
    this.depth = depth;
  }

  /**
   * Skips a bracketed group, the current token being its opening bracket, or `depth` brackets of it
   * being open.
   */
  protected skipGroup(depth = 0): void {
    for (;;) {
      depth += bracketStep(this.token.id);
      if (this.token.kind === Kind.End) return;
      this.advance();
      if (depth <= 0) return;
    }
  }

  /**
   * The source of the tokens [start, end) on one line, as written in the file where the tokens
   * around them were; where they come out of a macro, as expanded.
   */
  protected sourceText(start: number, end: number): string {
    const before = this.tokens[start - 1];
    const after = this.tokens[end];
    const inFile = before && after && !before.use && !after.use && before.file === after.file;
    const text = inFile
      ? textBetween(before, after)
      : spelling(this.tokens.slice(start, Math.min(end, start + conditionTextLimit)), false);
    return text.length <= conditionTextLimit ? text : `${text.slice(0, conditionTextLimit)}...`;
  }
}

function bracketStep(id: Id | undefined): number {
  switch (id) {
    case Id.LeftParen:
    case Id.LeftBrace:
    case Id.LeftBracket:
      return 1;
    case Id.RightParen:
    case Id.RightBrace:
    case Id.RightBracket:
      return -1;
    default:
      return 0;
  }
}

/** More than words with a blank between them. */
const needsTidying = /[^\S ]| {2}|[/\\]/;

/** What a file says between two of its tokens, on one line and without comments. */
function textBetween(before: PpToken, after: PpToken): string {
  const { file } = before;
  const from = offsetOf(file, before.line, before.column) + before.text.length;
  const text = file.text.slice(from, offsetOf(file, after.line, after.column)).trim();
  if (!needsTidying.test(text)) return text;
  return text
    .replace(/\/\*[^]*?\*\/|\/\/[^\n]*|\\\r?\n/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

const lineOffsets = new WeakMap<TokenFile, readonly number[]>();

function offsetOf(file: TokenFile, line: number, column: number): number {
  let offsets = lineOffsets.get(file);
  if (!offsets) {
    const found = [0];
    for (let at = file.text.indexOf("\n"); 0 <= at; at = file.text.indexOf("\n", at + 1)) {
      found.push(at + 1);
    }
    lineOffsets.set(file, (offsets = found));
  }
  return (offsets[line - 1] ?? 0) + column - 1;
}
