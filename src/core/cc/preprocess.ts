// SPDX-License-Identifier: MIT
// The preprocessor. Over 400 lines: reading, directives and expansion share one state, the place in
// the text.
//
// Files are lexed whole and kept by content, so that a header read by many units is lexed once.
// Whoever parses asks for tokens as it goes on, and the collector finds them dead soon. Tokens are
// read from a stack: files at the bottom, above them the bodies of macros being
// expanded. A macro whose body is on the stack is "active": its name is painted when met, which is
// C's rule against endless expansion. Directives are seen wherever tokens of a file are read, also
// between the arguments of a macro.
import { evaluateCondition } from "./condition";
import { endToken, LexedTokens, lexText } from "./lexed";
import {
  type DynamicMacro,
  type Macro,
  parseMacro,
  type ParsedMacro,
  sameMacro,
  spaced,
  spelling,
  substitute,
} from "./macro";
import { unquote } from "./literal";
import type { CcDiagnostic, SourceTree } from "./position";
import { predefinedMacros } from "./predefined";
import { Expansion, Id, Kind, PpToken, TokenBuffer, type TokenFile } from "./token";

export interface CompileOptions {
  /** Where <linux/x.h> is searched; "x.h" is searched beside its includer first. */
  readonly includePaths: readonly string[];
  /** Macros by name. */
  readonly defines: Readonly<Record<string, string>>;
}

/** A unit while it is preprocessed. */
export interface TokenStream {
  /** Appends some more tokens, at least one until the last, which is of kind End. */
  more(tokens: TokenBuffer): void;
  /** What was found so far. */
  readonly diagnostics: readonly CcDiagnostic[];
  /** Every path read so far, the unit's own first. */
  readonly dependencies: ReadonlySet<string>;
  /**
   * `#pragma pack`: from the token with this index on, members are aligned to at most `bytes` (0:
   * as usual).
   */
  readonly packs: readonly { readonly tokenIndex: number; readonly bytes: number }[];
}

/** Tokens handed out at once: few enough to be dead before they are copied. */
const tokensAtOnce = 1024;

/** gcc's own limit. */
const includeDepthLimit = 200;
/** The largest unit of a kernel build has under a million tokens. */
const unitTokenLimit = 2_000_000;
/** Copies made by expansion: at most a few times the tokens of the largest unit. */
const expansionLimit = 4_000_000;
/**
 * Short texts may have as many copies as this and some for each of their characters, so that a
 * macro bomb ends in a fraction of a second.
 */
const expansionAtFirst = 400_000;
const expansionPerCharacter = 4;
/** So many characters made by # and ## count as one token more. */
const charactersCounted = 8;
/** Macro uses inside arguments of macro uses: each level takes stack. */
const argumentDepthLimit = 200;
/** The longest file; longer ones are cut, and say so. */
const fileLengthLimit = 32_000_000;
/** Lexed files kept: the text of a whole kernel tree's headers. */
const cacheLengthLimit = 64_000_000;

interface LexedFile {
  readonly text: string;
  readonly tokens: LexedTokens;
  /** The macro that guards the whole file, if one does. */
  readonly guard: string | undefined;
  /** What its #define lines say, by the index of their first token, as far as they were read. */
  readonly defines: Map<number, ParsedMacro>;
}

const lexedFiles = new Map<string, LexedFile>();
let lexedLength = 0;

function lexCached(path: string, text: string): LexedFile {
  const known = lexedFiles.get(path);
  if (known && known.text === text) return known;
  if (cacheLengthLimit < (lexedLength += text.length)) {
    lexedFiles.clear();
    lexedLength = text.length;
  }
  const cut = fileLengthLimit < text.length ? text.slice(0, fileLengthLimit) : text;
  const tokens = new LexedTokens(cut, { path, text: cut });
  const lexed = { text, tokens, guard: findGuard(tokens), defines: new Map() };
  lexedFiles.set(path, lexed);
  return lexed;
}

/** The name X when all of a file stands between "#ifndef X" and its #endif. */
function findGuard(tokens: LexedTokens): string | undefined {
  if (!tokens.isDirective(0) || tokens.text(1) !== "ifndef") return;
  const name = tokens.token(2);
  if (name.kind !== Kind.Identifier) return;
  let depth = 0;
  for (let at = 0; at < tokens.count; at++) {
    if (!tokens.isDirective(at)) continue;
    const directive = tokens.text(at + 1);
    if (directive === "if" || directive === "ifdef" || directive === "ifndef") depth++;
    else if (depth === 1 && (directive === "else" || directive === "elif")) return;
    else if (directive === "endif" && --depth === 0) {
      return at + 2 < tokens.count && tokens.isEnd(at + 2) ? name.text : undefined;
    }
  }
  return;
}

interface Conditional {
  /** Some group of it was read. */
  taken: boolean;
  hasElse: boolean;
  readonly at: PpToken;
}

interface OpenFile {
  readonly path: string;
  readonly tokens: LexedTokens;
  readonly defines: Map<number, ParsedMacro>;
  next: number;
  readonly conditionals: Conditional[];
  /** What #line asked for; only __LINE__ and __FILE__ follow it. */
  lineShift: number;
  presumedPath: string;
}

/** Tokens to be read before those below it on the stack. */
interface OpenTokens {
  readonly tokens: readonly PpToken[];
  next: number;
  readonly macro: Macro | undefined;
}

export function preprocess(tree: SourceTree, path: string, options: CompileOptions): TokenStream {
  return new Preprocessor(tree, path, options);
}

const dynamicMacros: readonly (readonly [string, DynamicMacro])[] = [
  ["__LINE__", "line"],
  ["__FILE__", "file"],
  ["__FILE_NAME__", "file"],
  ["__BASE_FILE__", "base-file"],
  ["__COUNTER__", "counter"],
  ["__INCLUDE_LEVEL__", "include-level"],
  ["_Pragma", "pragma"],
];

class Preprocessor implements TokenStream {
  private readonly macros = new Map<string, Macro>();
  private readonly files: OpenFile[] = [];
  private file: OpenFile;
  private readonly expansions: OpenTokens[] = [];
  /**
   * Expansions below this index are not read: an argument or a line is being expanded by itself.
   */
  private floor = 0;
  private isolated = false;
  /** Arguments are being collected: the end of a file is an end. */
  private collecting = false;
  private argumentDepth = 0;
  private expandedCount = 0;
  private expansionAllowed = expansionAtFirst;
  private stopped = false;
  private counter = 0;
  private spaceDue = false;
  /** What is read into now, and the index in the unit of its first token. */
  private output = new TokenBuffer();
  private outputStart = 0;
  private outputCount = 0;
  private last: PpToken | undefined;
  private ended = false;
  readonly diagnostics: CcDiagnostic[] = [];
  readonly dependencies = new Set<string>();
  private readonly once = new Set<string>();
  private readonly pushedMacros = new Map<string, (Macro | undefined)[]>();
  readonly packs: { tokenIndex: number; bytes: number }[] = [];
  private readonly packStack: number[] = [];
  private readonly end: PpToken;

  constructor(
    private readonly tree: SourceTree,
    private readonly basePath: string,
    private readonly options: CompileOptions,
  ) {
    const path = basePath;
    const file: TokenFile = { path: "", text: "" };
    this.end = endToken(file, 1, 1);
    this.file = openFile("", { tokens: new LexedTokens("", file), defines: new Map() });
    this.dependencies.add(path);
    this.predefine();
    const text = this.tree.read(path);
    if (text === undefined) {
      const position = { path, line: 1, column: 1 };
      const message = `there is no file ${path}`;
      this.diagnostics.push({ code: "cc/no-such-file", severity: "error", message, position });
      this.ended = true;
    } else this.enter(path, text);
  }

  more(tokens: TokenBuffer): void {
    const from = tokens.count;
    if (!this.ended) this.readInto(tokens);
    if (0 < tokens.count) this.last = tokens.items[tokens.count - 1];
    this.outputCount += tokens.count - from;
    if (!this.ended) return;
    const { last, basePath: path } = this;
    tokens.push(
      last ? endToken(last.file, last.line, last.column) : endToken({ path, text: "" }, 1, 1),
    );
  }

  private predefine(): void {
    for (const [name, dynamic] of dynamicMacros) this.macros.set(name, dynamicMacro(name, dynamic));
    const given = Object.entries(this.options.defines)
      .map(([name, value]) => `#define ${name} ${value.replace(/[\r\n]+/g, " ")}\n`)
      .join("");
    for (const [path, text] of [
      ["<built-in>", predefinedMacros],
      ["<defines>", given],
    ] as const) {
      if (!text) continue;
      this.open(path, text);
      while (this.read().kind !== Kind.End);
    }
    this.files.length = 0;
  }

  private open(path: string, text: string): void {
    this.file = openFile(path, lexCached(path, text));
    this.expansionAllowed += text.length * expansionPerCharacter;
  }

  private readInto(tokens: TokenBuffer): void {
    const { macros } = this;
    const wanted = tokens.count + tokensAtOnce;
    // Where #pragma pack finds the index of the next token.
    this.output = tokens;
    this.outputStart = this.outputCount - tokens.count;
    while (tokens.count < wanted) {
      const token = this.read();
      if (token.kind === Kind.End) {
        this.ended = true;
        return;
      }
      if (token.kind === Kind.Identifier && !token.painted) {
        const macro = macros.get(token.text);
        if (macro && this.expand(token, macro)) continue;
      }
      if (unitTokenLimit <= this.outputStart + tokens.count) {
        this.stop("cc/unit-too-long", `more than ${unitTokenLimit} tokens`, token);
      } else tokens.push(token);
    }
  }

  private report(code: string, message: string, at: PpToken, severity?: "warning"): void {
    // A line that goes wrong in a loop of includes says so once.
    if (1000 <= this.diagnostics.length) return;
    const { position } = at;
    this.diagnostics.push({ code, severity: severity ?? "error", message, position });
  }

  /** A limit is reached: nothing more is read. */
  private stop(code: string, message: string, at: PpToken): void {
    if (!this.stopped) this.report(code, message, at);
    this.stopped = true;
  }

  // ---- reading ----

  /** The next token of the topmost expansion, else of the file; directives are done on the way. */
  private read(): PpToken {
    if (this.stopped) return this.end;
    const { expansions } = this;
    while (this.floor < expansions.length) {
      const top = expansions[expansions.length - 1] as OpenTokens;
      if (top.next < top.tokens.length)
        return this.spaced(this.paint(top.tokens[top.next++] as PpToken));
      if (top.macro) top.macro.active = false;
      expansions.pop();
    }
    return this.isolated ? this.end : this.spaced(this.readFile());
  }

  /** With the space that stood before a macro that expanded to nothing. */
  private spaced(token: PpToken): PpToken {
    if (!this.spaceDue) return token;
    this.spaceDue = false;
    return spaced(token);
  }

  private paint(token: PpToken): PpToken {
    if (token.kind !== Kind.Identifier || token.painted) return token;
    if (!this.macros.get(token.text)?.active) return token;
    const painted = token.copy(token.use);
    painted.paint();
    return painted;
  }

  private readFile(): PpToken {
    for (;;) {
      const { file } = this;
      const { tokens, next } = file;
      if (!tokens.isDirective(next)) {
        const token = tokens.token(next);
        if (token.kind !== Kind.End) {
          file.next++;
          return token;
        }
        if (this.collecting || !this.leave()) return token;
        continue;
      }
      file.next++;
      const token = tokens.token(next);
      const { collecting } = this;
      this.collecting = false;
      this.directive(token);
      this.collecting = collecting;
      if (this.stopped) return this.end;
    }
  }

  private enter(path: string, text: string): void {
    this.files.push(this.file);
    this.open(path, text);
  }

  /** Ends the current file; false when it was the last. */
  private leave(): boolean {
    for (const conditional of this.file.conditionals) {
      this.report("cc/unterminated-if", "this #if has no #endif", conditional.at);
    }
    this.file.conditionals.length = 0;
    if (this.files.length <= 1) return false;
    this.file = this.files.pop() as OpenFile;
    return true;
  }

  /** The rest of the directive's line. */
  private readLine(): PpToken[] {
    const { file } = this;
    const line: PpToken[] = [];
    while (!file.tokens.isLineStart(file.next)) line.push(file.tokens.token(file.next++));
    return line;
  }

  private skipLine(): void {
    const { file } = this;
    while (!file.tokens.isLineStart(file.next)) file.next++;
  }

  // ---- expansion ----

  /** Begins to expand a use of a macro; false if it is no use of it after all. */
  private expand(name: PpToken, macro: Macro): boolean {
    if (macro.active) return false;
    if (macro.dynamic === "pragma") return this.pragmaOperator(name, macro);
    if (macro.dynamic) {
      this.push([this.dynamicToken(name, macro.dynamic)], undefined);
      return true;
    }
    let body: PpToken[];
    if (macro.parameters === undefined) body = this.substituted(macro, undefined, name);
    else {
      const found = this.collectArguments(name, macro);
      if (!found) return false;
      body = this.substituted(macro, found, name);
    }
    const first = body[0];
    this.spaceDue ||= !first && name.spaceBefore;
    if (first && first.spaceBefore !== name.spaceBefore) {
      const own = first.copy(first.use);
      own.spaceBefore = name.spaceBefore;
      body[0] = own;
    }
    this.push(body, macro);
    return true;
  }

  private push(tokens: readonly PpToken[], macro: Macro | undefined): void {
    if (macro) macro.active = true;
    this.expansions.push({ tokens, next: 0, macro });
  }

  private substituted(
    macro: Macro,
    raw: readonly (readonly PpToken[])[] | undefined,
    name: PpToken,
  ): PpToken[] {
    const expanded: (readonly PpToken[])[] = [];
    const args = raw && {
      raw,
      expanded: (index: number) => (expanded[index] ??= this.expandAlone(raw[index] ?? [], name)),
    };
    const body = substitute(macro, args, new Expansion(name), {
      failed: (text, at) =>
        this.report("cc/bad-paste", `## makes "${text}", which is not one token`, at),
      made: (characters) => void (this.expandedCount += Math.floor(characters / charactersCounted)),
    });
    this.expandedCount += body.length + 1;
    const allowed = Math.min(expansionLimit, this.expansionAllowed);
    if (allowed < this.expandedCount)
      this.stop("cc/expansion-limit", `macros expand to over ${allowed} tokens`, name);
    return body;
  }

  /** Expands tokens completely, as if nothing followed them. */
  private expandAlone(tokens: readonly PpToken[], at: PpToken): readonly PpToken[] {
    if (!tokens.some((token) => token.kind === Kind.Identifier && this.macros.has(token.text))) {
      return tokens;
    }
    if (argumentDepthLimit < this.argumentDepth) {
      this.stop("cc/expansion-limit", "macro uses in macro arguments are nested too deeply", at);
      return tokens;
    }
    const { floor, isolated, collecting } = this;
    this.floor = this.expansions.length;
    this.isolated = true;
    this.collecting = false;
    this.argumentDepth++;
    this.push(tokens, undefined);
    const result: PpToken[] = [];
    for (;;) {
      const token = this.read();
      if (token.kind === Kind.End) break;
      if (token.kind === Kind.Identifier && !token.painted) {
        const macro = this.macros.get(token.text);
        if (macro && this.expand(token, macro)) continue;
      }
      result.push(token);
    }
    this.argumentDepth--;
    this.floor = floor;
    this.isolated = isolated;
    this.collecting = collecting;
    return result;
  }

  /** The arguments after a macro's name; undefined if no list follows, or not the right one. */
  private collectArguments(
    name: PpToken,
    macro: Macro,
  ): readonly (readonly PpToken[])[] | undefined {
    const { collecting } = this;
    this.collecting = true;
    const open = this.read();
    if (open.id !== Id.LeftParen) {
      this.collecting = collecting;
      if (open.kind !== Kind.End) this.push([open], undefined);
      return undefined;
    }
    const parameters = macro.parameters ?? [];
    const rest = macro.variadic ? parameters.length - 1 : Infinity;
    const args: PpToken[][] = [];
    let current: PpToken[] = [];
    let depth = 0;
    let closed = false;
    for (;;) {
      const token = this.read();
      if (token.kind === Kind.End) break;
      if (token.id === Id.RightParen && depth-- === 0) {
        closed = true;
        break;
      }
      if (token.id === Id.LeftParen) depth++;
      if (token.id === Id.Comma && depth === 0 && args.length < rest) {
        args.push(current);
        current = [];
      } else current.push(token);
    }
    this.collecting = collecting;
    if (!closed) {
      this.report("cc/macro-arguments", `the arguments of ${macro.name} do not end`, name);
      return undefined;
    }
    if (args.length || current.length || parameters.length) args.push(current);
    if (macro.variadic && args.length === parameters.length - 1) args.push([]);
    if (args.length !== parameters.length) {
      const counts = `${parameters.length} arguments, not ${args.length}`;
      this.report("cc/macro-arguments", `the macro ${macro.name} takes ${counts}`, name);
      while (args.length < parameters.length) args.push([]);
    }
    return args;
  }

  private dynamicToken(name: PpToken, dynamic: DynamicMacro): PpToken {
    const token = name.copy(new Expansion(name));
    token.id = Id.None;
    token.kind = Kind.Number;
    switch (dynamic) {
      case "line":
        token.text = String(name.position.line + this.file.lineShift);
        break;
      case "counter":
        token.text = String(this.counter++);
        break;
      case "include-level":
        token.text = String(Math.max(0, this.files.length - 1));
        break;
      default: {
        const path = dynamic === "file" ? this.file.presumedPath : this.basePath;
        token.kind = Kind.String;
        token.text = `"${path.replace(/[\\"]/g, "\\$&")}"`;
      }
    }
    return token;
  }

  /** _Pragma("text") does what #pragma text does. */
  private pragmaOperator(name: PpToken, macro: Macro): boolean {
    const [argument] = this.collectArguments(name, macro) ?? [];
    if (!argument) return false;
    const text = argument.find((token) => token.kind === Kind.String)?.text ?? "";
    const line = lexText(unquote(text).inner.replace(/\\(["\\])/g, "$1"), name.file);
    this.pragma(line.slice(0, -1));
    return true;
  }

  // ---- directives ----

  private directive(hash: PpToken): void {
    const { file } = this;
    const word = file.tokens.token(file.next);
    if (word.lineStart) return;
    file.next++;
    switch (word.text) {
      case "define":
        return this.define(word);
      case "undef": {
        const name = this.readLine()[0];
        if (name) this.macros.delete(name.text);
        return;
      }
      case "include":
      case "include_next":
      case "import":
        return this.include(word);
      case "if":
        return this.openConditional(word, this.condition(word));
      case "ifdef":
      case "ifndef":
        return this.openConditional(word, this.isDefined(word) === (word.text === "ifdef"));
      case "elif":
      case "elifdef":
      case "elifndef":
      case "else":
        return this.elseGroup(word);
      case "endif":
        this.skipLine();
        if (!file.conditionals.pop()) this.report("cc/stray-endif", "#endif without #if", word);
        return;
      case "error":
      case "warning":
        return this.message(word);
      case "pragma":
        return this.pragma(this.readLine());
      case "line":
        return this.lineDirective(hash, this.readLine());
      case "ident":
      case "sccs":
        this.skipLine();
        return;
      default:
        if (word.kind === Kind.Number) return this.lineDirective(hash, [word, ...this.readLine()]);
        this.skipLine();
        this.report("cc/unknown-directive", `#${word.text} is not a directive`, word);
    }
  }

  private message(word: PpToken): void {
    const text = spelling(this.readLine(), false);
    if (word.text === "warning")
      this.report("cc/warning-directive", `#warning ${text}`, word, "warning");
    else this.report("cc/error-directive", `#error ${text}`, word);
  }

  private define(word: PpToken): void {
    const { defines, next } = this.file;
    let parsed = defines.get(next);
    if (parsed) this.skipLine();
    else defines.set(next, (parsed = parseMacro(this.readLine(), word)));
    if (!parsed.ok) return this.report("cc/bad-macro", parsed.message, parsed.at);
    // Each unit has macros of its own, since a macro knows whether it is being expanded.
    const macro = { ...parsed.macro };
    if (macro.name === "defined") {
      return this.report("cc/bad-macro", `"defined" cannot be a macro`, word);
    }
    const known = this.macros.get(macro.name);
    if (known && !sameMacro(known, macro)) {
      const at = macro.definedAt ?? word;
      this.report("cc/macro-redefined", `${macro.name} is defined again`, at, "warning");
    }
    this.macros.set(macro.name, macro);
  }

  private isDefined(word: PpToken): boolean {
    const name = this.readLine()[0];
    if (name?.kind === Kind.Identifier) return this.macros.has(name.text);
    this.report("cc/bad-condition", `#${word.text} needs a name`, word);
    return false;
  }

  private openConditional(at: PpToken, holds: boolean): void {
    this.file.conditionals.push({ taken: holds, hasElse: false, at });
    if (!holds) this.skipGroup();
  }

  /**
   * An #elif or #else met while a group is being read, which is over now, or while one is skipped.
   */
  private elseGroup(word: PpToken): void {
    const { conditionals } = this.file;
    const conditional = conditionals[conditionals.length - 1];
    if (!conditional) {
      this.skipLine();
      return this.report("cc/stray-else", `#${word.text} without #if`, word);
    }
    if (conditional.hasElse) this.report("cc/stray-else", `#${word.text} after #else`, word);
    if (word.text === "else") conditional.hasElse = true;
    let holds = false;
    if (conditional.taken) this.skipLine();
    else if (word.text === "else") {
      this.skipLine();
      holds = true;
    } else if (word.text === "elif") holds = this.condition(word);
    else holds = this.isDefined(word) === (word.text === "elifdef");
    conditional.taken ||= holds;
    if (!holds) this.skipGroup();
  }

  /** Skips to the #elif, #else or #endif of this level, and leaves it to be read next. */
  private skipGroup(): void {
    const { file } = this;
    const { tokens } = file;
    let depth = 0;
    let at = file.next;
    for (; ; at++) {
      if (!tokens.isDirective(at)) {
        if (tokens.isEnd(at)) break;
        continue;
      }
      if (tokens.isLineStart(at + 1)) continue;
      const word = tokens.text(at + 1) ?? "";
      if (word === "if" || word === "ifdef" || word === "ifndef") depth++;
      else if (word === "endif") {
        if (depth-- === 0) break;
      } else if (depth === 0 && (word === "else" || word.startsWith("elif"))) break;
    }
    file.next = at;
  }

  private condition(word: PpToken): boolean {
    const line = this.readLine();
    const result = evaluateCondition(
      this.withoutDefined(this.expandAlone(this.withoutDefined(line), word)),
    );
    if (result.ok) return result.value;
    this.report("cc/bad-condition", `#${word.text}: ${result.message}`, result.at ?? word);
    return false;
  }

  /** Puts 0 or 1 for `defined X` and the __has_ tests. */
  private withoutDefined(line: readonly PpToken[]): readonly PpToken[] {
    if (!line.some((token) => token.text === "defined" || token.text.startsWith("__has_"))) {
      return line;
    }
    const result: PpToken[] = [];
    for (let at = 0; at < line.length; at++) {
      const token = line[at] as PpToken;
      const test = token.text;
      const isTest = test === "defined" || test.startsWith("__has_");
      if (token.kind !== Kind.Identifier || !isTest || this.macros.has(test)) {
        result.push(token);
        continue;
      }
      const paren = line[at + 1]?.id === Id.LeftParen;
      let end = at + 1;
      if (paren) while (end < line.length && line[end]?.id !== Id.RightParen) end++;
      const operand = line.slice(paren ? at + 2 : at + 1, paren ? end : at + 2);
      const number = token.copy(token.use);
      number.kind = Kind.Number;
      number.text = this.test(test, operand, token) ? "1" : "0";
      result.push(number);
      at = end;
    }
    return result;
  }

  private test(test: string, operand: readonly PpToken[], at: PpToken): boolean {
    const name = operand[0]?.text ?? "";
    switch (test) {
      case "defined":
        if (operand[0]?.kind !== Kind.Identifier) {
          this.report("cc/bad-condition", "defined needs a name", at);
          return false;
        }
        return this.macros.has(name) || name === "__has_include" || name === "__has_attribute";
      case "__has_include":
      case "__has_include_next": {
        const wanted = this.headerName(this.expandAlone(operand, at));
        return (
          wanted !== undefined &&
          this.findHeader(wanted, test === "__has_include_next") !== undefined
        );
      }
      case "__has_attribute":
        return knownAttributes.has(name.replace(/^__(.*)__$/, "$1"));
      case "__has_builtin":
        return name.startsWith("__builtin_");
      default:
        return false;
    }
  }

  private headerName(line: readonly PpToken[]): { name: string; quoted: boolean } | undefined {
    const first = line[0];
    if (first?.kind === Kind.String) return { name: unquote(first.text).inner, quoted: true };
    if (first?.id !== Id.Less) return undefined;
    const close = line.findIndex((token) => token.id === Id.Greater);
    if (close < 0) return undefined;
    const name = line
      .slice(1, close)
      .map((token, index) => (0 < index && token.spaceBefore ? " " : "") + token.text)
      .join("");
    return { name, quoted: false };
  }

  /** `next`: goes on behind the include path in which the current file was found. */
  private findHeader(
    wanted: { name: string; quoted: boolean },
    next: boolean,
  ): { path: string; text: string } | undefined {
    let folders = [...this.options.includePaths];
    const from = folders.findIndex((folder) => this.file.path.startsWith(`${folder}/`));
    if (next && 0 <= from) folders = folders.slice(from + 1);
    else if (wanted.quoted) folders.unshift(folderOf(this.file.path));
    for (const folder of wanted.name.startsWith("/") ? [""] : folders) {
      const path = joinPath(folder, wanted.name);
      const text = path === undefined ? undefined : this.tree.read(path);
      if (path !== undefined && text !== undefined) return { path, text };
    }
    return undefined;
  }

  private include(word: PpToken): void {
    const line = this.readLine();
    const wanted = this.headerName(line) ?? this.headerName(this.expandAlone(line, word));
    if (!wanted) return this.report("cc/bad-include", '#include needs <name> or "name"', word);
    const found = this.findHeader(wanted, word.text === "include_next");
    if (!found) {
      return this.report("cc/no-such-header", `there is no header ${wanted.name}`, word);
    }
    this.dependencies.add(found.path);
    if (this.once.has(found.path)) return;
    const { guard } = lexCached(found.path, found.text);
    if (guard !== undefined && this.macros.has(guard)) return;
    if (includeDepthLimit <= this.files.length) {
      return this.stop(
        "cc/include-depth",
        `#include is nested over ${includeDepthLimit} deep`,
        word,
      );
    }
    this.enter(found.path, found.text);
  }

  private lineDirective(hash: PpToken, tokens: readonly PpToken[]): void {
    const [number, name] = this.expandAlone(tokens, hash);
    const line = number?.kind === Kind.Number ? parseInt(number.text, 10) : NaN;
    if (!(0 <= line)) return this.report("cc/bad-line", "#line needs a number", hash);
    this.file.lineShift = line - hash.line - 1;
    if (name?.kind === Kind.String) this.file.presumedPath = unquote(name.text).inner;
  }

  private pragma(line: readonly PpToken[]): void {
    const word = line[0]?.text;
    if (word === "once") this.once.add(this.file.path);
    else if (word === "pack") this.pack(line);
    else if (word === "push_macro" || word === "pop_macro") {
      const name = unquote(line[2]?.text ?? "").inner;
      const pushed = this.pushedMacros.get(name) ?? [];
      this.pushedMacros.set(name, pushed);
      if (word === "push_macro") pushed.push(this.macros.get(name));
      else if (pushed.length) {
        const macro = pushed.pop();
        if (macro) this.macros.set(name, macro);
        else this.macros.delete(name);
      }
    }
  }

  /** pack(n), pack(), pack(push), pack(push, n), pack(pop). */
  private pack(line: readonly PpToken[]): void {
    const current = this.packs[this.packs.length - 1]?.bytes ?? 0;
    const words = line.slice(1).filter((token) => token.kind !== Kind.Punctuator);
    const number = words.find((token) => token.kind === Kind.Number);
    let bytes = number ? parseInt(number.text, 10) : current;
    if (words[0]?.text === "push") this.packStack.push(current);
    else if (words[0]?.text === "pop") bytes = this.packStack.pop() ?? 0;
    else if (!number) bytes = 0;
    this.packs.push({ tokenIndex: this.outputStart + this.output.count, bytes });
  }
}

/**
 * What __has_attribute says yes to: the attributes the parser honours or may ignore without harm.
 */
const knownAttributes: ReadonlySet<string> = new Set(
  (
    "packed aligned cleanup unused used noreturn always_inline noinline const pure format " +
    "malloc cold hot weak alias section warn_unused_result deprecated fallthrough may_alias " +
    "gnu_inline nonnull returns_nonnull assume_aligned alloc_size no_instrument_function " +
    "visibility nonstring error warning flatten externally_visible constructor destructor mode " +
    "transparent_union designated_init leaf artificial no_sanitize no_sanitize_address copy access"
  ).split(" "),
);

function openFile(
  path: string,
  { tokens, defines }: Pick<LexedFile, "tokens" | "defines">,
): OpenFile {
  return { path, tokens, defines, next: 0, conditionals: [], lineShift: 0, presumedPath: path };
}

function dynamicMacro(name: string, dynamic: DynamicMacro): Macro {
  return {
    name,
    parameters: dynamic === "pragma" ? ["text"] : undefined,
    variadic: false,
    body: [],
    active: false,
    definedAt: undefined,
    dynamic,
  };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** A path with its "." and ".." resolved; undefined if it leads out of the tree. */
function joinPath(folder: string, name: string): string | undefined {
  const joined = folder === "" ? name : `${folder}/${name}`;
  if (!joined.includes("./") && !joined.includes("//")) return joined;
  const parts: string[] = [];
  for (const part of joined.split("/")) {
    if (part === "..") {
      if (!parts.length || parts[parts.length - 1] === "") return undefined;
      parts.pop();
    } else if (part !== "." && (part !== "" || !parts.length)) parts.push(part);
  }
  return parts.join("/");
}
