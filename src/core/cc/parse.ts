// SPDX-License-Identifier: MIT
// Whole files: what stands outside of functions, and the functions' bodies one by one, each with
// its own errors. Over 400 lines: declarations merge into one another.
import { composite, type Expression, promotedType, wrongType } from "./check";
import {
  type Declarator,
  integerOfSize,
  type ParameterDeclaration,
  parameterType,
  type Specifiers,
} from "./declaration";
import { type CompileOptions, preprocess, type TokenStream } from "./preprocess";
import type { CcDiagnostic, SourcePosition, SourceTree } from "./position";
import { SyntaxFailure } from "./reader";
import { StatementParser } from "./statement";
import { Id, Kind, type PpToken } from "./token";
import type {
  Block,
  FunctionSymbol,
  GlobalSymbol,
  Local,
  Statement,
  TypedFile,
  TypedFunction,
  TypedUnit,
  UnitTypes,
} from "./tree";
import {
  arrayOf,
  calledType,
  type CType,
  type EnumDefinition,
  type FunctionType,
  functionType,
  intType,
  isComplete,
  type RecordType,
  sameType,
  typeText,
  unqualified,
} from "./type";

export type { CompileOptions } from "./preprocess";

/**
 * Preprocesses, parses and type-checks one file.
 * - Errors: never throws. What is wrong in a function's body makes that function "bad"; what is
 *   wrong elsewhere is reported, and the rest of the file stands.
 */
export function parseUnit(tree: SourceTree, path: string, options: CompileOptions): TypedUnit {
  const functions: TypedFunction[] = [];
  const file = parseFile(tree, path, options, (one) => functions.push(one));
  return { ...file, functions };
}

/**
 * As parseUnit, but hands out each function as soon as it is read: the tree of a whole file is far
 * larger than its text, and whoever keeps nothing of it saves the collector the work.
 */
export function parseFile(
  tree: SourceTree,
  path: string,
  options: CompileOptions,
  take: (one: TypedFunction) => void,
): TypedFile {
  return new UnitParser(preprocess(tree, path, options), path, take).file();
}

/** A body of a bad function. */
const emptyBlock = (position: SourcePosition): Block => ({
  kind: "block",
  statements: [],
  position,
  endPosition: position,
});

class UnitParser extends StatementParser {
  private readonly functionSymbols: FunctionSymbol[] = [];
  private readonly globals: GlobalSymbol[] = [];
  /** What the file's names with linkage stand for, whatever blocks hide them. */
  private readonly linked = new Map<string, FunctionSymbol | GlobalSymbol>();

  constructor(
    stream: TokenStream,
    private readonly path: string,
    private readonly take: (one: TypedFunction) => void,
  ) {
    super(stream);
  }

  file(): TypedFile {
    while (this.token.kind !== Kind.End) {
      this.externalOrRecover();
      this.forget();
    }
    this.completeGlobals();
    const { path, functionSymbols, globals, strings, stream } = this;
    const diagnostics = [...stream.diagnostics, ...this.diagnostics];
    const dependencies = [...stream.dependencies];
    const types = this.unitTypes();
    return { path, functionSymbols, globals, strings, types, diagnostics, dependencies };
  }

  private unitTypes(): UnitTypes {
    const records = new Map<string, RecordType>();
    const enums = new Map<string, EnumDefinition>();
    for (const [tag, value] of this.tags.all()) {
      if (value.kind === "record") records.set(tag, value.type);
      else enums.set(tag, value.definition);
    }
    const typedefs = new Map<string, CType>();
    for (const [name, binding] of this.names.all()) {
      if (binding.kind === "typedef") typedefs.set(name, binding.type);
    }
    return { records, typedefs, enums };
  }

  /** `int x[];` that got no length has one element; other incomplete objects cannot be. */
  private completeGlobals(): void {
    for (const symbol of this.globals) {
      if (!symbol.defined || isComplete(symbol.type) || symbol.type.kind === "unknown") continue;
      if (symbol.type.kind === "array" && symbol.type.length === undefined) {
        symbol.type = arrayOf(symbol.type.element, 1);
      }
      symbol.type = this.objectOf(symbol.type, symbol.position, symbol.name);
      this.checkObjectType(symbol.type, symbol.position, symbol.name);
    }
  }

  // ---- recovery ----

  private externalOrRecover(): void {
    const start = this.at;
    try {
      this.external();
    } catch (failure) {
      if (failure instanceof RangeError) {
        this.error("cc/too-deep", "nested too deeply", (this.tokens[start] as PpToken).position);
      } else if (!(failure instanceof SyntaxFailure)) throw failure;
      this.recover(start);
    }
  }

  /**
   * Goes on behind the declaration that began at `start`: after its semicolon or its function body.
   */
  private recover(start: number): void {
    const failed = this.at;
    this.open = undefined;
    this.functionName = undefined;
    this.nesting = 0;
    this.names.leaveTo(0);
    this.tags.leaveTo(0);
    this.seek(start);
    while (this.token.kind !== Kind.End) {
      if (this.is(Id.LeftBrace) || this.is(Id.LeftParen) || this.is(Id.LeftBracket)) {
        const isBrace = this.is(Id.LeftBrace);
        this.skipGroup();
        const ends = isBrace && !this.is(Id.Semicolon) && !this.is(Id.Comma) && !this.is(Id.Assign);
        if (failed <= this.at && ends) return;
      } else if (this.accept(Id.Semicolon)) {
        if (failed < this.at) return;
      } else this.advance();
    }
  }

  // ---- external declarations ----

  private external(): void {
    if (this.accept(Id.Semicolon)) return;
    if (this.is(Id.RightBrace)) {
      this.error("cc/syntax", "a } that closes nothing", this.advance().position);
      return;
    }
    if (this.is(Id.StaticAssert)) return this.staticAssert();
    if (this.is(Id.Asm)) {
      this.advance();
      this.skipGroup();
      this.accept(Id.Semicolon);
      return;
    }
    while (this.is(Id.Extension)) this.advance();
    const specifiers = this.specifiers();
    if (this.accept(Id.Semicolon)) return;
    for (;;) {
      const declared = this.declarator(specifiers.type);
      if (!declared.name) this.fail("a declaration expected");
      if (specifiers.storage === "typedef") this.declareTypedef(specifiers, declared);
      else if (declared.parameters && this.startsBody(declared)) {
        return this.functionDefinition(specifiers, declared);
      } else this.externalObject(specifiers, declared);
      if (!this.accept(Id.Comma)) break;
      this.attributes(specifiers);
    }
    this.expect(Id.Semicolon, ";");
  }

  private startsBody(declared: Declarator): boolean {
    if (this.is(Id.LeftBrace)) return true;
    return declared.oldNames !== undefined && this.startsType(this.token);
  }

  private externalObject(specifiers: Specifiers, declared: Declarator): void {
    if (specifiers.isImplicit && declared.type.kind !== "function") {
      const name = declared.name?.text ?? "";
      this.warn("cc/implicit-int", `"${name}" is declared without a type`, declared.position);
    }
    if (specifiers.isAuto) return this.autoGlobal(specifiers, declared);
    const symbol = this.declareGlobal(specifiers, declared, undefined);
    if (symbol.kind === "global" && this.accept(Id.Assign)) this.initialiseGlobal(symbol);
  }

  private autoGlobal(specifiers: Specifiers, declared: Declarator): void {
    this.expect(Id.Assign, "=");
    const start = this.at;
    const { type } = this.read(this.assignment());
    this.seek(start);
    const symbol = this.declareGlobal(specifiers, { ...declared, type }, undefined);
    if (symbol.kind === "global") this.initialiseGlobal(symbol);
  }

  protected override declareTypedef(specifiers: Specifiers, declared: Declarator): void {
    const { name, position } = declared;
    if (!name) return;
    let type = this.aligned(declared.type, specifiers.attributes);
    type = this.aligned(type, declared.attributes);
    const { modeBytes } = declared.attributes;
    if (modeBytes && type.kind === "int") type = integerOfSize(modeBytes, type.signed);
    if (this.isVariableLength(type, position)) type = wrongType;
    if (type.kind === "record" && type.definition.tag === undefined) {
      type.definition.name ??= name.text;
    }
    const known = this.names.getHere(name.text);
    if (known && !(known.kind === "typedef" && sameType(known.type, type))) {
      this.error("cc/redefined", `"${name.text}" is declared again`, position);
    }
    this.names.set(name.text, { kind: "typedef", name: name.text, type });
  }

  // ---- symbols ----

  protected override declareGlobal(
    specifiers: Specifiers,
    declared: Declarator,
    owner: string | undefined,
  ): FunctionSymbol | GlobalSymbol {
    const name = declared.name?.text ?? "";
    if (declared.type.kind === "function") {
      return this.declareFunction(name, declared.type, specifiers, declared);
    }
    const { position } = declared;
    const type = this.isVariableLength(declared.type, position) ? wrongType : declared.type;
    const isExtern = specifiers.storage === "extern";
    const known = owner === undefined ? this.linked.get(name) : undefined;
    const here = this.names.getHere(name);
    if (here && (owner !== undefined || (here.kind !== "global" && here.kind !== "function"))) {
      this.error("cc/redefined", `"${name}" is declared again`, position);
    }
    if (known?.kind === "global") {
      this.mergeGlobal(known, type, isExtern, declared);
      this.names.set(name, known);
      this.objectAttributes(known, specifiers, declared);
      return known;
    }
    if (known) this.error("cc/redefined", `"${name}" is declared again`, position);
    const symbol: GlobalSymbol = {
      kind: "global",
      name,
      type,
      isStatic: specifiers.storage === "static",
      isWeak: false,
      alias: undefined,
      defined: !isExtern,
      tentative: !isExtern && owner === undefined,
      initialiser: undefined,
      owner,
      alignBytes: type.alignBytes,
      flexibleBytes: 0,
      position,
    };
    this.objectAttributes(symbol, specifiers, declared);
    this.globals.push(symbol);
    this.names.set(name, symbol);
    if (owner === undefined && !known) this.linked.set(name, symbol);
    return symbol;
  }

  private objectAttributes(
    symbol: GlobalSymbol,
    specifiers: Specifiers,
    declared: Declarator,
  ): void {
    const both = [specifiers.attributes, declared.attributes];
    for (const { alignBytes, isWeak, alias } of both) {
      symbol.alignBytes = Math.max(symbol.alignBytes, symbol.type.alignBytes, alignBytes);
      symbol.isWeak ||= isWeak;
      symbol.alias ??= alias;
    }
  }

  private mergeGlobal(
    symbol: GlobalSymbol,
    type: CType,
    isExtern: boolean,
    { position }: Declarator,
  ): void {
    if (!sameType(symbol.type, type)) {
      const message = `"${symbol.name}" was ${typeText(symbol.type)}, now is ${typeText(type)}`;
      this.error("cc/conflicting-types", message, position);
      return;
    }
    symbol.type = composite(symbol.type, type);
    if (isExtern) return;
    if (!symbol.defined) {
      symbol.defined = true;
      symbol.tentative = true;
      symbol.position = position;
    }
  }

  protected override initialiseGlobal(symbol: GlobalSymbol): void {
    const { position } = this.token;
    if (symbol.initialiser) {
      this.error("cc/redefined", `"${symbol.name}" is initialised twice`, position);
    }
    const { type, initialiser, flexibleBytes } = this.initialiser(symbol.type);
    symbol.type = type;
    symbol.defined = true;
    symbol.tentative = false;
    symbol.flexibleBytes = flexibleBytes;
    symbol.initialiser = this.staticInitialiser(initialiser);
  }

  protected override compoundLiteral(type: CType, position: SourcePosition): Expression {
    if (this.open) return this.localLiteral(type, position);
    const symbol: GlobalSymbol = {
      kind: "global",
      name: "",
      type,
      isStatic: true,
      isWeak: false,
      alias: undefined,
      defined: true,
      tentative: false,
      initialiser: undefined,
      owner: undefined,
      alignBytes: type.alignBytes,
      flexibleBytes: 0,
      position,
    };
    this.globals.push(symbol);
    this.initialiseGlobal(symbol);
    return { kind: "global", symbol, type: symbol.type, position };
  }

  private declareFunction(
    name: string,
    type: FunctionType,
    specifiers: Pick<Specifiers, "storage" | "isInline" | "attributes">,
    declared: Pick<Declarator, "attributes" | "position">,
  ): FunctionSymbol {
    const { position } = declared;
    const known = this.linked.get(name);
    let symbol: FunctionSymbol;
    if (known?.kind === "function") {
      symbol = known;
      if (known.implicit) {
        // The calls so far took it for int f().
        if (!known.defined) known.type = type;
        known.implicit = false;
      } else if (!sameType(known.type, type)) {
        const message = `"${name}" was ${typeText(known.type)}, now is ${typeText(type)}`;
        this.error("cc/conflicting-types", message, position);
      } else known.type = composite(known.type, type) as FunctionType;
    } else {
      if (known) this.error("cc/redefined", `"${name}" is declared again`, position);
      symbol = this.newFunction(name, type, position, false);
    }
    symbol.isStatic ||= specifiers.storage === "static";
    symbol.isInline ||= specifiers.isInline;
    const both = [specifiers.attributes, declared.attributes];
    for (const { noReturn, alignBytes, isWeak, alias } of both) {
      symbol.noReturn ||= noReturn;
      symbol.alignBytes = Math.max(symbol.alignBytes, alignBytes);
      symbol.isWeak ||= isWeak;
      symbol.alias ??= alias;
    }
    const here = this.names.getHere(name);
    if (here && here.kind !== "function") {
      this.error("cc/redefined", `"${name}" is declared again`, position);
    }
    this.names.set(name, symbol);
    return symbol;
  }

  private newFunction(
    name: string,
    type: FunctionType,
    position: SourcePosition,
    implicit: boolean,
    standsFor?: string,
  ): FunctionSymbol {
    const symbol: FunctionSymbol = {
      kind: "function",
      name,
      type,
      isStatic: false,
      isInline: false,
      noReturn: false,
      alignBytes: 0,
      isWeak: false,
      alias: undefined,
      implicit,
      ...(standsFor === undefined ? {} : { standsFor }),
      defined: false,
      position,
    };
    this.functionSymbols.push(symbol);
    this.linked.set(name, symbol);
    return symbol;
  }

  protected override implicitFunction({ text, position }: PpToken): FunctionSymbol {
    const known = this.linked.get(text);
    if (known?.kind === "function") return known;
    const library = this.libraryType(text);
    if (library?.kind === "function") return this.newFunction(text, library, position, true);
    this.warn("cc/unknown-callee", `"${text}" is called without a declaration`, position);
    const type = functionType(intType, [], { variadic: false, prototyped: false });
    return this.newFunction(text, type, position, true);
  }

  protected override unknownFunction(
    name: string,
    returns: CType,
    standsFor: string,
    position: SourcePosition,
  ): FunctionSymbol {
    const known = this.linked.get(name);
    if (known?.kind === "function") return known;
    const type = functionType(returns, [], { variadic: false, prototyped: false });
    return this.newFunction(name, type, position, true, standsFor);
  }

  protected override externFunction(name: string, type: CType, at: PpToken): FunctionSymbol {
    const known = this.linked.get(name);
    if (known?.kind === "function") return known;
    return this.newFunction(name, type as FunctionType, at.position, true);
  }

  // ---- functions ----

  private functionDefinition(specifiers: Specifiers, declared: Declarator): void {
    const { name } = declared;
    if (!name) return;
    const parameters = this.definedParameters(declared);
    let type = declared.type as FunctionType;
    if (declared.oldNames) {
      // The body sees the declared types; callers promote, as for any function without a prototype.
      const form = { variadic: false, prototyped: false };
      type = functionType(type.returns, parameters, form);
    }
    const symbol = this.declareFunction(name.text, type, specifiers, declared);
    if (symbol.defined) {
      this.error("cc/redefined", `"${name.text}" is defined again`, declared.position);
    }
    symbol.defined = true;
    symbol.position = declared.position;
    const returns = this.objectOf(symbol.type.returns, declared.position, name.text);
    symbol.type = calledType({ ...symbol.type, returns });
    this.functionBody(symbol, parameters);
  }

  /** The parameters, those of a K&R list with the types declared after it. */
  private definedParameters(declared: Declarator): readonly ParameterDeclaration[] {
    if (!declared.oldNames) return declared.parameters ?? [];
    const types = new Map<string, CType>();
    while (!this.is(Id.LeftBrace)) {
      const specifiers = this.specifiers();
      do {
        const one = this.declarator(specifiers.type);
        if (one.name) types.set(one.name.text, parameterType(one.type));
      } while (this.accept(Id.Comma));
      this.expect(Id.Semicolon, ";");
    }
    return declared.oldNames.map((token) => ({
      name: token.text,
      token,
      type: types.get(token.text) ?? intType,
      position: token.position,
    }));
  }

  /** Goes behind the function's body; some of it may be forgotten. */
  private skipBody(): void {
    const start = this.bodyStart - this.forgotten;
    if (start < 0 && this.forgottenDepth <= 0) return;
    this.seek(Math.max(0, start));
    this.skipGroup(this.forgottenDepth);
  }

  private functionBody(symbol: FunctionSymbol, declared: readonly ParameterDeclaration[]): void {
    const { errorCount } = this;
    const firstDiagnostic = this.diagnostics.length;
    this.bodyStart = this.forgotten + this.at;
    this.forgottenDepth = 0;
    this.functionName = symbol.name;
    this.open = {
      symbol,
      locals: [],
      labels: new Map(),
      allLabels: [],
      hiddenLabels: [],
      switches: [],
      loops: 0,
      breakables: 0,
      caseCount: 0,
      inExpression: false,
    };
    const { locals, allLabels } = this.open;
    this.names.enter();
    this.tags.enter();
    const narrowed: Statement[] = [];
    const parameters = declared.map((parameter) => this.parameterLocal(parameter, narrowed));
    this.checkReturnType(symbol);
    let body = emptyBlock(this.token.position);
    try {
      body = this.block(false);
    } catch (failure) {
      if (failure instanceof RangeError) {
        this.error("cc/too-deep", "nested too deeply", symbol.position);
      } else if (!(failure instanceof SyntaxFailure)) throw failure;
      this.nesting = 0;
      this.skipBody();
    }
    for (const use of allLabels) {
      if (use.defined || !use.used) continue;
      const message = `there is no label "${use.label.name}"`;
      this.error("cc/unknown-label", message, use.label.position);
    }
    this.names.leaveTo(0);
    this.tags.leaveTo(0);
    this.functionName = undefined;
    this.open = undefined;
    if (narrowed.length) body = { ...body, statements: [...narrowed, ...body.statements] };
    const isBad = errorCount < this.errorCount;
    const end = this.tokens[this.at - 1] ?? this.token;
    const diagnostics: readonly CcDiagnostic[] = this.diagnostics.slice(firstDiagnostic);
    this.take({
      symbol,
      state: isBad ? "bad" : "ok",
      parameters,
      locals,
      body: isBad ? emptyBlock(body.position) : body,
      position: symbol.position,
      endPosition: end.position,
      diagnostics,
    });
  }

  /**
   * A parameter; without a prototype callers pass char and short as int, and `narrowed` makes them
   * small again.
   */
  private parameterLocal(parameter: ParameterDeclaration, narrowed: Statement[]): Local {
    const { name = "", position } = parameter;
    const isVariable = this.isVariableLength(parameter.type, position);
    const type = isVariable ? wrongType : this.objectOf(parameter.type, position, name);
    const passed = type.kind === "int" ? promotedType(type, undefined) : type;
    if (!this.open?.symbol.type.prototyped && passed.sizeBytes !== type.sizeBytes) {
      const given = this.newLocal("", passed, position, true);
      const small = this.newLocal(name, type, position, false);
      const place = { kind: "local", local: given, type: passed, position } as const;
      narrowed.push(this.declareHidden(small, this.convert(this.read(place), type, false)));
      this.names.set(name, small);
      return given;
    }
    const local = this.newLocal(name, type, position, true);
    if (type.kind === "float") this.error("cc/float", "floating point is not run", position);
    else this.checkObjectType(type, position, name === "" ? "a parameter" : name);
    if (name !== "") {
      if (this.names.getHere(name)) {
        this.error("cc/redefined", `two parameters are named "${name}"`, position);
      }
      this.names.set(name, local);
    }
    return local;
  }

  private checkReturnType({ type, position, name }: FunctionSymbol): void {
    const returns = unqualified(type.returns);
    if (returns.kind === "void") return;
    if (returns.kind === "float") this.error("cc/float", "floating point is not run", position);
    else if (returns.kind === "unknown") {
      const message = `${name} returns "${returns.name}", which is not known`;
      this.error("cc/unknown-type", message, position, returns.name);
    }
  }
}
