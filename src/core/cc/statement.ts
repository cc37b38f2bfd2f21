// SPDX-License-Identifier: MIT
// Statements and the declarations among them. Over 400 lines: every statement of C in one place.
import { type Expression, wrongType } from "./check";
import { type Declarator, isOfPointer, type Specifiers } from "./declaration";
import { type Bits, compare, foldConversion } from "./fold";
import { InitialiserParser } from "./initialiser";
import { unquote } from "./literal";
import type { SourcePosition } from "./position";
import { type Binding, SyntaxFailure } from "./reader";
import { Id, Kind, type PpToken } from "./token";
import type {
  Block,
  Condition,
  FunctionSymbol,
  GlobalSymbol,
  Initialiser,
  Label,
  Local,
  Statement,
  SwitchCase,
  Value,
} from "./tree";
import {
  type CType,
  type IntType,
  intType,
  isComplete,
  isUndeclared,
  typeText,
  voidType,
} from "./type";

/** A function whose body is being read. */
export interface OpenFunction {
  readonly symbol: FunctionSymbol;
  readonly locals: Local[];
  /** As they are visible now; `allLabels` has those of ended blocks too. */
  readonly labels: Map<string, LabelUse>;
  readonly allLabels: LabelUse[];
  /** What names meant before __label__ took them for a block. */
  readonly hiddenLabels: (readonly [name: string, use: LabelUse | undefined])[];
  readonly switches: OpenSwitch[];
  /** What break and continue may leave. */
  loops: number;
  breakables: number;
  caseCount: number;
  /** In a statement expression: what stands before it in the expression is asked for again. */
  inExpression: boolean;
}

interface LabelUse {
  readonly label: Label;
  defined: boolean;
  /** Some goto leads to it. */
  used: boolean;
}

interface AsmOperand {
  readonly name: string | undefined;
  readonly constraint: string;
  readonly expression: Expression;
}

interface OpenSwitch {
  readonly type: IntType;
  readonly cases: SwitchCase[];
}

export abstract class StatementParser extends InitialiserParser {
  protected open: OpenFunction | undefined = undefined;

  protected abstract declareGlobal(
    specifiers: Specifiers,
    declared: Declarator,
    owner: string | undefined,
  ): FunctionSymbol | GlobalSymbol;
  /** The object's initialiser stands after `=`, which has been read. */
  protected abstract initialiseGlobal(symbol: GlobalSymbol): void;
  protected abstract declareTypedef(specifiers: Specifiers, declared: Declarator): void;

  // ---- locals ----

  protected override get hasFunction(): boolean {
    return this.open !== undefined;
  }

  protected override hiddenLocal(type: CType, position: SourcePosition): Local {
    return this.newLocal("", type, position, false);
  }

  protected newLocal(
    name: string,
    type: CType,
    position: SourcePosition,
    isParameter: boolean,
  ): Local {
    const { open } = this;
    if (!open) this.error("cc/outside-function", "this needs a function around it", position);
    const local: Local = {
      kind: "local",
      id: open?.locals.length ?? 0,
      name,
      type,
      isParameter,
      addressTaken: false,
      alignBytes: type.alignBytes,
      cleanup: undefined,
      position,
    };
    open?.locals.push(local);
    return local;
  }

  protected override hiddenBlock(statements: Statement[], position: SourcePosition): Block {
    return { kind: "block", statements, position, endPosition: position };
  }

  // ---- blocks ----

  /** { ... }, the current token being its brace; `newScope` is false for a function's body. */
  protected block(newScope: boolean): Block {
    const { position } = this.token;
    const { statements, endPosition } = this.blockStatements(newScope);
    return { kind: "block", statements, position, endPosition };
  }

  private blockStatements(newScope: boolean): {
    statements: Statement[];
    endPosition: SourcePosition;
  } {
    if (newScope) this.enterScope();
    const hiddenLabels = this.open?.hiddenLabels.length ?? 0;
    this.descend();
    this.expect(Id.LeftBrace, "{");
    const statements: Statement[] = [];
    while (!this.is(Id.RightBrace)) {
      if (this.token.kind === Kind.End) this.fail("} expected");
      this.statementOrRecover(statements);
    }
    const { position: endPosition } = this.advance();
    this.ascend();
    this.showLabels(hiddenLabels);
    if (newScope) this.leaveScope();
    return { statements, endPosition };
  }

  private enterScope(): void {
    this.names.enter();
    this.tags.enter();
  }

  private leaveScope(): void {
    this.names.leave();
    this.tags.leave();
  }

  /** After a syntax error: goes on behind the statement. */
  private statementOrRecover(statements: Statement[]): void {
    const { nesting, open } = this;
    const names = this.names.depth;
    const tags = this.tags.depth;
    const switches = open?.switches.length ?? 0;
    const inExpression = open?.inExpression ?? false;
    if (!inExpression) this.forget();
    const start = this.forgotten + this.at;
    try {
      this.statementInto(statements);
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      this.nesting = nesting;
      this.names.leaveTo(names);
      this.tags.leaveTo(tags);
      if (open) {
        open.switches.length = switches;
        open.inExpression = inExpression;
      }
      this.skipStatement(start);
    }
  }

  private skipStatement(start: number): void {
    if (this.forgotten + this.at === start && !this.is(Id.LeftBrace)) this.advance();
    while (this.token.kind !== Kind.End && !this.is(Id.RightBrace)) {
      if (this.accept(Id.Semicolon)) return;
      if (this.is(Id.LeftBrace)) {
        this.skipGroup();
        return;
      }
      this.advance();
    }
  }

  protected override statementExpression(position: SourcePosition): Expression {
    const begin = this.token;
    const { open } = this;
    if (!open) {
      this.skipGroup();
      const message = "a statement expression needs a function around it";
      return this.refuse("cc/outside-function", message, position);
    }
    const { inExpression } = open;
    open.inExpression = true;
    const { statements, endPosition } = this.blockStatements(true);
    open.inExpression = inExpression;
    const last = statements[statements.length - 1];
    let value: Value | undefined;
    if (last?.kind === "expression") {
      statements.pop();
      ({ value } = last);
    }
    const block: Block = {
      kind: "block",
      statements,
      position: begin.position,
      endPosition,
    };
    const type = value?.type ?? voidType;
    if (type === wrongType) return this.wrong(position);
    // A constant computed by no statement needs no block.
    if (value?.kind === "constant" && statements.length === 0) return value;
    if (type.kind === "void" && value) {
      statements.push(last as Statement);
      value = undefined;
    }
    return { kind: "statement-expression", block, value, implicit: false, type, position };
  }

  // ---- statements ----

  /** What an if, loop or switch holds: a block even without braces (C11 6.8.4p3, 6.8.5p5). */
  private body(): Statement {
    this.descend();
    this.enterScope();
    const body = this.statement();
    this.leaveScope();
    this.ascend();
    return body;
  }

  protected statement(): Statement {
    const { position } = this.token;
    const statements: Statement[] = [];
    do this.statementInto(statements);
    while (isMark(statements[statements.length - 1]) && !this.is(Id.RightBrace));
    const [only] = statements;
    return only && statements.length === 1 ? only : this.hiddenBlock(statements, position);
  }

  /**
   * One statement or declaration, which declarators may make several of. Of a labelled statement
   * only the label: the statement is the next one, and a label may end a block, as gcc allows.
   */
  private statementInto(statements: Statement[]): void {
    const { token } = this;
    if (token.kind === Kind.Identifier) {
      if (token.id === Id.None && this.peek(1).id === Id.Colon) return this.labelled(statements);
      if (Id.If <= token.id && token.id <= Id.Label) return this.keywordStatement(statements);
      if (this.startsDeclaration(token) || this.startsUnknownType(token)) {
        return this.localDeclaration(statements);
      }
    } else if (token.id === Id.LeftBrace) {
      statements.push(this.block(true));
      return;
    } else if (token.id === Id.Semicolon) {
      statements.push({ kind: "empty", position: this.advance().position });
      return;
    }
    const value = this.statementValue();
    this.expect(Id.Semicolon, ";");
    statements.push({ kind: "expression", value, position: token.position });
  }

  private statementValue(): Value {
    const expression = this.expression();
    // A record's value may be the value of a statement expression.
    return this.read(expression);
  }

  /** `foo_t x` or `foo_t *x =` of a type nobody declared. */
  private startsUnknownType(token: PpToken): boolean {
    if (token.id !== Id.None || this.names.get(token.text)) return false;
    const next = this.peek(1);
    if (next.kind === Kind.Identifier && (next.id === Id.None || next.id === Id.Const)) return true;
    if (next.id !== Id.Star) return false;
    let distance = 2;
    while (isOfPointer(this.peek(distance).id)) distance++;
    const name = this.peek(distance);
    const { id } = this.peek(distance + 1);
    const isEnd =
      id === Id.Assign || id === Id.Semicolon || id === Id.Comma || id === Id.LeftBracket;
    return name.kind === Kind.Identifier && name.id === Id.None && isEnd;
  }

  private keywordStatement(statements: Statement[]): void {
    const { token } = this;
    switch (token.id) {
      case Id.If:
        statements.push(this.ifStatement());
        return;
      case Id.While:
        statements.push(this.whileStatement());
        return;
      case Id.Do:
        statements.push(this.doStatement());
        return;
      case Id.For:
        statements.push(this.forStatement());
        return;
      case Id.Switch:
        statements.push(this.switchStatement());
        return;
      case Id.Case:
      case Id.Default:
        return this.caseLabel(statements);
      case Id.Goto:
        return this.gotoStatement(statements);
      case Id.Break:
      case Id.Continue:
        return this.leaveStatement(statements);
      case Id.Return:
        return this.returnStatement(statements);
      case Id.Asm:
        return this.asmStatement(statements);
      case Id.StaticAssert:
        return this.staticAssert();
      default:
        return this.blockLabels();
    }
  }

  private parenthesisedCondition(): Condition {
    this.expect(Id.LeftParen, "(");
    const { position } = this.token;
    const start = this.at;
    const expression = this.expression();
    const condition = this.condition(expression, this.sourceText(start, this.at), position);
    this.expect(Id.RightParen, ")");
    return condition;
  }

  private ifStatement(): Statement {
    const { position } = this.advance();
    this.enterScope();
    const condition = this.parenthesisedCondition();
    const whenTrue = this.body();
    const whenFalse = this.accept(Id.Else) ? this.body() : undefined;
    this.leaveScope();
    return { kind: "if", condition, whenTrue, whenFalse, position };
  }

  /** The body of a loop. */
  private loopBody(): Statement {
    const { open } = this;
    if (open) {
      open.loops++;
      open.breakables++;
    }
    const body = this.body();
    if (open) {
      open.loops--;
      open.breakables--;
    }
    return body;
  }

  private whileStatement(): Statement {
    const { position } = this.advance();
    this.enterScope();
    const condition = this.parenthesisedCondition();
    const body = this.loopBody();
    this.leaveScope();
    return { kind: "while", condition, body, position };
  }

  private doStatement(): Statement {
    const { position } = this.advance();
    this.enterScope();
    const body = this.loopBody();
    this.expect(Id.While, "while");
    const condition = this.parenthesisedCondition();
    this.leaveScope();
    this.expect(Id.Semicolon, ";");
    return { kind: "do", body, condition, position };
  }

  private forStatement(): Statement {
    const { position } = this.advance();
    this.enterScope();
    this.expect(Id.LeftParen, "(");
    const first: Statement[] = [];
    if (this.startsDeclaration(this.token) || this.startsUnknownType(this.token)) {
      this.localDeclaration(first);
    } else {
      if (!this.is(Id.Semicolon)) {
        const { position: at } = this.token;
        first.push({ kind: "expression", value: this.statementValue(), position: at });
      }
      this.expect(Id.Semicolon, ";");
    }
    let condition: Condition | undefined;
    if (!this.is(Id.Semicolon)) {
      const { position: at } = this.token;
      const start = this.at;
      const expression = this.expression();
      condition = this.condition(expression, this.sourceText(start, this.at), at);
    }
    this.expect(Id.Semicolon, ";");
    const step = this.is(Id.RightParen) ? undefined : this.statementValue();
    this.expect(Id.RightParen, ")");
    const body = this.loopBody();
    this.leaveScope();
    return { kind: "for", first, condition, step, body, position };
  }

  private switchStatement(): Statement {
    const { position } = this.advance();
    this.enterScope();
    this.expect(Id.LeftParen, "(");
    const { position: at } = this.token;
    const start = this.at;
    let value = this.promote(this.read(this.expression()));
    const text = this.sourceText(start, this.at);
    this.expect(Id.RightParen, ")");
    if (value.type.kind !== "int") {
      if (value.type !== wrongType) {
        this.error("cc/not-an-integer", `switch of ${typeText(value.type)}`, at);
      }
      value = this.wrong(at);
    }
    const type = value.type.kind === "int" ? value.type : intType;
    const cases: SwitchCase[] = [];
    const { open } = this;
    if (open) {
      open.switches.push({ type, cases });
      open.breakables++;
    }
    const body = this.body();
    this.leaveScope();
    if (open) {
      open.switches.pop();
      open.breakables--;
    }
    this.checkCases(cases, type);
    return { kind: "switch", condition: { value, text, position: at }, cases, body, position };
  }

  private checkCases(cases: readonly SwitchCase[], type: IntType): void {
    const sorted = cases
      .flatMap((one) => (one.range ? [{ range: one.range, position: one.position }] : []))
      .map(({ range, position }) => ({
        low: { lo: range.lowLo, hi: range.lowHi },
        high: { lo: range.highLo, hi: range.highHi },
        position,
      }))
      .sort((left, right) => compare(left.low, right.low, type.signed));
    sorted.forEach((one, index) => {
      const next = sorted[index + 1];
      if (next && 0 <= compare(one.high, next.low, type.signed)) {
        this.error("cc/duplicate-case", "this case is there twice", next.position);
      }
    });
    const defaults = cases.filter((one) => !one.range);
    const second = defaults[1];
    if (second) this.error("cc/duplicate-case", "default is there twice", second.position);
  }

  private caseLabel(statements: Statement[]): void {
    const { id, position } = this.advance();
    const { open } = this;
    const owner = open?.switches[open.switches.length - 1];
    let range: SwitchCase["range"];
    let sound = true;
    if (id === Id.Case) {
      const low = this.constantExpression("case");
      const high = this.accept(Id.Ellipsis) ? this.constantExpression("case") : low;
      if (low && high && owner) {
        const from: Bits = foldConversion(low, low.type, owner.type);
        const to: Bits = foldConversion(high, high.type, owner.type);
        range = { lowLo: from.lo, lowHi: from.hi, highLo: to.lo, highHi: to.hi };
        // gcc warns about an empty range and drops it.
        sound = compare(from, to, owner.type.signed) <= 0;
      } else sound = false;
    }
    this.expect(Id.Colon, ":");
    if (!owner) this.error("cc/stray-case", "a case outside of a switch", position);
    else if (sound && open) {
      const one: SwitchCase = { id: open.caseCount++, range, position };
      owner.cases.push(one);
      statements.push({ kind: "case", case: one, position });
      return;
    }
    // A case that counts for nothing still labels a statement.
    statements.push({ kind: "empty", position });
  }

  private labelled(statements: Statement[]): void {
    const name = this.advance();
    this.advance();
    const use = this.label(name);
    if (use.defined) {
      this.error("cc/redefined", `the label "${name.text}" is there twice`, name.position);
    }
    use.defined = true;
    statements.push({ kind: "label", label: use.label, position: name.position });
    if (this.is(Id.Attribute)) this.skipAttributes();
  }

  private skipAttributes(): void {
    while (this.accept(Id.Attribute)) this.skipGroup();
  }

  private label(name: PpToken): LabelUse {
    return this.open?.labels.get(name.text) ?? this.newLabel(name);
  }

  private newLabel({ text, position }: PpToken): LabelUse {
    const id = this.open?.allLabels.length ?? 0;
    const use: LabelUse = { label: { id, name: text, position }, defined: false, used: false };
    this.open?.allLabels.push(use);
    this.open?.labels.set(text, use);
    return use;
  }

  /** __label__ a, b: these are the block's own, as a macro needs that is used twice. */
  private blockLabels(): void {
    this.advance();
    do {
      const name = this.identifier();
      this.open?.hiddenLabels.push([name.text, this.open.labels.get(name.text)]);
      this.newLabel(name);
    } while (this.accept(Id.Comma));
    this.expect(Id.Semicolon, ";");
  }

  /** The labels of a block end with it. */
  private showLabels(count: number): void {
    const { open } = this;
    while (open && count < open.hiddenLabels.length) {
      const [name, use] = open.hiddenLabels.pop() ?? [""];
      if (use) open.labels.set(name, use);
      else open.labels.delete(name);
    }
  }

  private gotoStatement(statements: Statement[]): void {
    const { position } = this.advance();
    if (this.is(Id.Star)) {
      this.advance();
      this.expression();
      this.error("cc/label-address", "a computed goto is not run", position);
    } else {
      const use = this.label(this.identifier());
      use.used = true;
      statements.push({ kind: "goto", label: use.label, position });
    }
    this.expect(Id.Semicolon, ";");
  }

  private leaveStatement(statements: Statement[]): void {
    const { id, position, text } = this.advance();
    const around = id === Id.Break ? this.open?.breakables : this.open?.loops;
    if (!around) this.error("cc/stray-break", `${text} with nothing around it`, position);
    statements.push({ kind: id === Id.Break ? "break" : "continue", position });
    this.expect(Id.Semicolon, ";");
  }

  private returnStatement(statements: Statement[]): void {
    const { position } = this.advance();
    const returns = this.open?.symbol.type.returns ?? intType;
    let value: Value | undefined;
    if (!this.is(Id.Semicolon)) {
      const given = this.read(this.expression());
      if (returns.kind === "void" && given.type.kind !== "void" && given.type !== wrongType) {
        this.warn("cc/return-value", "a void function returns a value", position);
      }
      value = this.convertAssigned(given, returns, "return");
    }
    this.expect(Id.Semicolon, ";");
    statements.push({ kind: "return", value, position });
  }

  /**
   * asm with an empty text is a barrier for the compiler: its operands are computed, and an output
   * tied to an input gets that input's value. Any other asm cannot be run.
   */
  private asmStatement(statements: Statement[]): void {
    const { position } = this.advance();
    while (this.token.kind === Kind.Identifier) this.advance();
    const isEmpty =
      this.peek(1).kind === Kind.String && unquote(this.peek(1).text).inner.trim() === "";
    if (!isEmpty || this.peek(2).kind === Kind.String) {
      this.skipGroup();
      this.error("cc/inline-asm", "assembler is not run", position);
    } else {
      this.advance();
      this.advance();
      const outputs = this.asmOperands();
      const inputs = this.asmOperands();
      while (!this.is(Id.RightParen) && this.token.kind !== Kind.End) this.advance();
      this.expect(Id.RightParen, ")");
      this.asmEffects(outputs, inputs, statements, position);
    }
    this.accept(Id.Semicolon);
    statements.push({ kind: "empty", position });
  }

  /** After a colon: any number of [name] "constraint" (expression). */
  private asmOperands(): readonly AsmOperand[] {
    const operands: AsmOperand[] = [];
    if (!this.accept(Id.Colon)) return operands;
    while (this.is(Id.LeftBracket) || this.token.kind === Kind.String) {
      let name: string | undefined;
      if (this.accept(Id.LeftBracket)) {
        name = `[${this.advance().text}]`;
        this.expect(Id.RightBracket, "]");
      }
      const constraint = unquote(this.token.text).inner;
      if (this.token.kind === Kind.String) this.advance();
      this.expect(Id.LeftParen, "(");
      operands.push({ name, constraint, expression: this.expression() });
      this.expect(Id.RightParen, ")");
      if (!this.accept(Id.Comma)) break;
    }
    return operands;
  }

  private asmEffects(
    outputs: readonly AsmOperand[],
    inputs: readonly AsmOperand[],
    statements: Statement[],
    position: SourcePosition,
  ): void {
    const tied = new Set<AsmOperand>();
    outputs.forEach((output, index) => {
      let value: Value;
      if (output.constraint.startsWith("+")) value = this.read(output.expression);
      else {
        const names = [String(index), output.name];
        const input = inputs.find(({ constraint }) => names.includes(constraint));
        if (!input) {
          this.error("cc/inline-asm", "assembler is not run", position);
          return;
        }
        tied.add(input);
        value = this.assign(output.expression, input.expression, position);
      }
      statements.push({ kind: "expression", value, position });
    });
    for (const input of inputs) {
      if (tied.has(input)) continue;
      statements.push({ kind: "expression", value: this.read(input.expression), position });
    }
  }

  protected override staticAssert(): void {
    const { position } = this.advance();
    this.expect(Id.LeftParen, "(");
    const value = this.constantExpression("_Static_assert");
    let message = "";
    if (this.accept(Id.Comma)) {
      if (this.token.kind !== Kind.String) this.fail("a text expected");
      message = `: ${unquote(this.token.text).inner}`;
      this.stringLiteral();
    }
    this.expect(Id.RightParen, ")");
    this.accept(Id.Semicolon);
    if (value && (value.lo | value.hi) === 0) {
      this.error("cc/static-assert", `a static assertion fails${message}`, position);
    }
  }

  // ---- declarations in functions ----

  private localDeclaration(statements: Statement[]): void {
    while (this.is(Id.Extension)) this.advance();
    if (this.is(Id.StaticAssert)) return this.staticAssert();
    const specifiers = this.specifiers();
    if (this.is(Id.Semicolon)) {
      this.advance();
      return;
    }
    do this.localDeclarator(specifiers, statements);
    while (this.accept(Id.Comma));
    this.expect(Id.Semicolon, ";");
  }

  private localDeclarator(specifiers: Specifiers, statements: Statement[]): void {
    const { position } = this.token;
    const declared = this.declarator(specifiers.type);
    const { name } = declared;
    if (!name) this.fail("a name expected");
    if (specifiers.storage === "typedef") return this.declareTypedef(specifiers, declared);
    if (declared.type.kind === "function" || specifiers.storage === "extern") {
      if (declared.type.kind === "function" && this.is(Id.LeftBrace)) {
        this.error("cc/nested-function", "functions in functions are not run", declared.position);
        this.skipGroup();
        throw new SyntaxFailure(this.token);
      }
      this.declareGlobal(specifiers, declared, undefined);
      return;
    }
    if (specifiers.storage === "static") return this.staticLocal(specifiers, declared);
    statements.push(this.automaticLocal(specifiers, declared, position));
  }

  private staticLocal(specifiers: Specifiers, declared: Declarator): void {
    if (this.isVariableLength(declared.type, declared.position)) return;
    const type = this.objectOf(declared.type, declared.position, declared.name?.text ?? "");
    const symbol = this.declareGlobal(specifiers, { ...declared, type }, this.functionName);
    if (symbol.kind === "global" && this.accept(Id.Assign)) this.initialiseGlobal(symbol);
    if (symbol.kind === "global") this.checkObjectType(symbol.type, symbol.position, symbol.name);
  }

  private automaticLocal(
    specifiers: Specifiers,
    declared: Declarator,
    position: SourcePosition,
  ): Statement {
    const name = declared.name?.text ?? "";
    let { type } = declared;
    let initialiser: Initialiser | undefined;
    if (specifiers.isAuto) {
      this.expect(Id.Assign, "=");
      const value = this.read(this.assignment());
      type = value.type;
      const local = this.declareLocal(name, type, specifiers, declared);
      return { ...this.declareHidden(local, value), position };
    }
    if (this.isVariableLength(type, declared.position)) type = wrongType;
    type = this.objectOf(type, declared.position, name);
    const local = this.declareLocal(name, type, specifiers, declared);
    if (isUndeclared(type) && !this.is(Id.Assign))
      return this.declareHidden(local, this.unknownValue(type, [], position));
    if (this.accept(Id.Assign)) {
      const initialised = this.initialiser(type);
      ({ initialiser } = initialised);
      local.type = initialised.type;
    }
    this.checkObjectType(local.type, declared.position, name);
    return { kind: "declare", local, initialiser, position };
  }

  /** Reports objects that cannot exist. */
  protected checkObjectType(type: CType, position: SourcePosition, name: string): void {
    if (type.kind === "unknown") {
      // Reported where the type was named, but that may have been in another function or header.
      if (type !== wrongType && this.open) {
        const message = `"${name}" has the type "${type.name}", which is not known`;
        this.error("cc/unknown-type", message, position, type.name);
      }
      return;
    }
    if (isComplete(type)) return;
    this.error("cc/incomplete-type", `"${name}" has the type ${typeText(type)}`, position);
  }

  private declareLocal(
    name: string,
    type: CType,
    specifiers: Specifiers,
    declared: Declarator,
  ): Local {
    const known = this.names.getHere(name);
    if (known) this.error("cc/redefined", `"${name}" is declared again`, declared.position);
    const local = this.newLocal(name, type, declared.position, false);
    local.alignBytes = Math.max(
      type.alignBytes,
      specifiers.attributes.alignBytes,
      declared.attributes.alignBytes,
    );
    const cleanup = declared.attributes.cleanup ?? specifiers.attributes.cleanup;
    if (cleanup) local.cleanup = this.cleanupFunction(cleanup);
    this.names.set(name, local);
    return local;
  }

  private cleanupFunction(name: PpToken): FunctionSymbol | undefined {
    const binding: Binding | undefined = this.names.get(name.text);
    if (binding?.kind === "function") return binding;
    this.error("cc/unknown-name", `"${name.text}" is not a function`, name.position);
    return undefined;
  }
}

function isMark(statement: Statement | undefined): boolean {
  return statement?.kind === "case" || statement?.kind === "label";
}
