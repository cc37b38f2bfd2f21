// SPDX-License-Identifier: MIT
// Expressions, by recursive descent; binary operators by precedence. Over 400 lines: the grammar
// of C 6.5 in one place.
import {
  characterValue,
  decodeUnits,
  type IntegerLiteral,
  parseInteger,
  stringBytes,
  unquote,
} from "./literal";
import { bitsOf, bitsOfDouble, type Bits, compare, doubleOf, zeroBits } from "./fold";
import { Checker, constant, type Expression, isPlace, wrongType } from "./check";
import type { SourcePosition } from "./position";
import type { Binding } from "./reader";
import { Id, Kind, type PpToken } from "./token";
import type {
  ArithmeticOperator,
  Block,
  Callee,
  ComparisonOperator,
  Condition,
  FunctionSymbol,
  Local,
  Statement,
  StringLiteral,
  Value,
} from "./tree";
import {
  arrayOf,
  boolType,
  calledType,
  charType,
  constQualifier,
  type CType,
  doubleType,
  floatType,
  type FunctionType,
  functionType,
  type IntType,
  intType,
  isComplete,
  isUndeclared,
  isUnsized,
  longDoubleType,
  longLongType,
  longType,
  objectType,
  type RecordType,
  sameType,
  typeText,
  unqualified,
  unsignedIntType,
  unsignedLongLongType,
  unsignedLongType,
  unsignedShortType,
  voidType,
  withQualifiers,
} from "./type";

interface BinaryOperator {
  readonly precedence: number;
  readonly operator: ArithmeticOperator | ComparisonOperator | "&&" | "||";
}

const binaryOperators: Readonly<Partial<Record<Id, BinaryOperator>>> = {
  [Id.OrOr]: { precedence: 1, operator: "||" },
  [Id.AndAnd]: { precedence: 2, operator: "&&" },
  [Id.Or]: { precedence: 3, operator: "|" },
  [Id.Xor]: { precedence: 4, operator: "^" },
  [Id.And]: { precedence: 5, operator: "&" },
  [Id.Equal]: { precedence: 6, operator: "==" },
  [Id.NotEqual]: { precedence: 6, operator: "!=" },
  [Id.Less]: { precedence: 7, operator: "<" },
  [Id.Greater]: { precedence: 7, operator: ">" },
  [Id.LessEqual]: { precedence: 7, operator: "<=" },
  [Id.GreaterEqual]: { precedence: 7, operator: ">=" },
  [Id.ShiftLeft]: { precedence: 8, operator: "<<" },
  [Id.ShiftRight]: { precedence: 8, operator: ">>" },
  [Id.Plus]: { precedence: 9, operator: "+" },
  [Id.Minus]: { precedence: 9, operator: "-" },
  [Id.Star]: { precedence: 10, operator: "*" },
  [Id.Slash]: { precedence: 10, operator: "/" },
  [Id.Percent]: { precedence: 10, operator: "%" },
};

const assignOperators: Readonly<Partial<Record<Id, ArithmeticOperator>>> = {
  [Id.StarAssign]: "*",
  [Id.SlashAssign]: "/",
  [Id.PercentAssign]: "%",
  [Id.PlusAssign]: "+",
  [Id.MinusAssign]: "-",
  [Id.ShiftLeftAssign]: "<<",
  [Id.ShiftRightAssign]: ">>",
  [Id.AndAssign]: "&",
  [Id.XorAssign]: "^",
  [Id.OrAssign]: "|",
};

/**
 * Operators in one unbroken row, such as a + b + c ...: the tree leans left, so whoever walks it
 * recurses as deep. The longest row in kernel code is a few dozen.
 */
const rowLimit = 1000;

export abstract class ExpressionParser extends Checker {
  readonly strings: StringLiteral[] = [];
  private readonly stringsByText = new Map<string, StringLiteral>();
  /** A name that nothing declares is no constant. */
  private wantsConstant = false;

  /** Whether a type name, and so a declaration or cast, begins with this token. */
  protected abstract startsType(token: PpToken): boolean;
  protected abstract typeName(): CType;
  protected abstract endOfUnknownType(): number;
  protected abstract libraryType(name: string): CType | undefined;
  protected abstract statementExpression(position: SourcePosition): Expression;
  protected abstract compoundLiteral(type: CType, position: SourcePosition): Expression;
  protected abstract builtinCall(name: PpToken): Expression | undefined;
  protected abstract implicitFunction(name: PpToken): FunctionSymbol;
  /** A block the front end makes, in the current scope. */
  protected abstract hiddenBlock(statements: Statement[], position: SourcePosition): Block;

  /** With commas. */
  protected expression(): Expression {
    let left = this.assignment();
    let row = 0;
    while (this.token.id === Id.Comma) {
      const { position } = this.advance();
      this.limitRow(++row);
      const right = this.read(this.assignment());
      const dropped = this.read(left);
      if (dropped.type === wrongType || right.type === wrongType) left = this.wrong(position);
      else left = { kind: "comma", left: dropped, right, type: right.type, position };
    }
    return left;
  }

  private limitRow(row: number): void {
    if (row <= rowLimit) return;
    this.error("cc/too-deep", `over ${rowLimit} operators in a row`, this.token.position);
    this.fail("an end of the expression expected");
  }

  protected assignment(): Expression {
    this.descend();
    const left = this.conditionalExpression();
    let result: Expression = left;
    const { id } = this.token;
    if (id === Id.Assign) {
      const { position } = this.advance();
      result = this.assign(left, this.assignment(), position);
    } else if (Id.StarAssign <= id && id <= Id.OrAssign) {
      const operator = assignOperators[id] as ArithmeticOperator;
      const { position } = this.advance();
      result = this.compoundAssign(operator, left, this.assignment(), position);
    }
    this.ascend();
    return result;
  }

  protected conditionalExpression(): Expression {
    const start = this.at;
    const left = this.binaryExpression(1);
    if (!this.is(Id.Question)) return left;
    const text = this.sourceText(start, this.at);
    const first = this.tokens[start] as PpToken;
    this.advance();
    if (this.is(Id.Colon)) return this.orElse(left, text, first.position);
    const condition = this.condition(left, text, first.position);
    this.descend();
    const whenTrue = this.expression();
    this.expect(Id.Colon, ":");
    const whenFalse = this.conditionalExpression();
    this.ascend();
    return this.conditional(condition, whenTrue, whenFalse, first.position);
  }

  protected condition(expression: Expression, text: string, position: SourcePosition): Condition {
    return { value: this.scalar(expression), text, position };
  }

  /** GNU `a ?: b`: a is computed once, into a hidden local. */
  private orElse(left: Expression, text: string, position: SourcePosition): Expression {
    this.advance();
    const value = this.read(left);
    this.descend();
    const otherwise = this.conditionalExpression();
    this.ascend();
    if (value.kind === "constant" || value.type === wrongType) {
      const condition = this.condition(value, text, position);
      return this.conditional(condition, value, otherwise, position);
    }
    const local = this.hiddenLocal(value.type, position);
    const load = (): Value => this.read({ kind: "local", local, type: local.type, position });
    const condition = this.condition(load(), text, position);
    const result = this.conditional(condition, load(), otherwise, position);
    const block = this.hiddenBlock([this.declareHidden(local, value)], position);
    const { type } = result;
    return { kind: "statement-expression", block, value: result, implicit: true, type, position };
  }

  protected declareHidden(local: Local, value: Value): Statement {
    const { position } = local;
    const entry = { kind: "value", offsetBytes: 0, type: local.type, value } as const;
    return {
      kind: "declare",
      local,
      initialiser: { zeroFirst: false, entries: [entry] },
      position,
    };
  }

  private binaryExpression(least: number): Expression {
    let left = this.castExpression();
    let row = 0;
    for (;;) {
      const operator = binaryOperators[this.token.id];
      if (!operator || operator.precedence < least) return left;
      const { position } = this.advance();
      this.limitRow(++row);
      const right = this.binaryExpression(operator.precedence + 1);
      const sign = operator.operator;
      if (sign === "&&" || sign === "||") left = this.logical(sign, left, right, position);
      else left = this.binary(sign, left, right, position);
    }
  }

  protected castExpression(): Expression {
    const isCast =
      this.token.id === Id.LeftParen && (this.startsType(this.peek(1)) || this.isUnknownCast());
    if (!isCast) return this.unaryExpression();
    this.descend();
    const result = this.castOrLiteral();
    this.ascend();
    return result;
  }

  /** `(name_t *)p` and `(name_t)x`, but not `(name) - x`, of a name nobody declared. */
  private isUnknownCast(): boolean {
    const end = this.endOfUnknownType();
    if (end !== 2) return end > 0;
    const { kind, id } = this.peek(3);
    if (kind !== Kind.Punctuator) return kind !== Kind.End;
    if (id === Id.LeftParen) return this.libraryType(this.peek(1).text) === undefined;
    return id === Id.Tilde || id === Id.Not || id === Id.LeftBrace;
  }

  private castOrLiteral(): Expression {
    const { position } = this.advance();
    const type = objectType(this.typeName());
    this.expect(Id.RightParen, ")");
    if (this.is(Id.LeftBrace)) {
      return this.postfixOperators(this.compoundLiteral(type, position));
    }
    const operand = this.castExpression();
    if (type.kind === "record" && type.definition.kind === "union") {
      return this.castToUnion(operand, type, position);
    }
    return this.cast(operand, type, position);
  }

  /** GNU: a union made of the value of one of its members. */
  private castToUnion(operand: Expression, type: RecordType, position: SourcePosition): Expression {
    const value = this.read(operand);
    const field = type.definition.fields.find((one) => sameType(unqualified(one.type), value.type));
    if (!field || !this.hasFunction) return this.cast(value, type, position);
    const local = this.hiddenLocal(unqualified(type), position);
    const entry = { kind: "value", offsetBytes: 0, type: value.type, value } as const;
    const initialiser = { zeroFirst: true, entries: [entry] };
    return { kind: "compound-literal", local, initialiser, type: local.type, position };
  }

  private unaryExpression(): Expression {
    const { id } = this.token;
    switch (id) {
      case Id.PlusPlus:
      case Id.MinusMinus: {
        const { position } = this.advance();
        const form = { decrement: id === Id.MinusMinus, postfix: false };
        return this.increment(this.nested(), form, position);
      }
      case Id.And: {
        const { position } = this.advance();
        return this.address(this.nested(), position);
      }
      case Id.Star: {
        const { position } = this.advance();
        return this.dereference(this.nested(), position);
      }
      case Id.Plus:
      case Id.Minus:
      case Id.Tilde:
      case Id.Not: {
        const { text, position } = this.advance();
        return this.unary(text as "+" | "-" | "~" | "!", this.nested(), position);
      }
      case Id.AndAnd: {
        const { position } = this.advance();
        this.identifier();
        return this.refuse("cc/label-address", "labels as values are not run", position);
      }
      case Id.Extension:
        this.advance();
        return this.nested();
      case Id.Sizeof:
      case Id.Alignof:
        return this.sizeofExpression();
      case Id.Real:
      case Id.Imaginary: {
        const { position } = this.advance();
        this.nested();
        return this.refuse("cc/float", "complex numbers are not run", position);
      }
      default:
        return this.postfixOperators(this.primary());
    }
  }

  private nested(): Expression {
    this.descend();
    const result = this.castExpression();
    this.ascend();
    return result;
  }

  private sizeofExpression(): Expression {
    const { id, position } = this.advance();
    let type: CType;
    let declaredAlign: number | undefined;
    const isUnknown = this.endOfUnknownType() > 0;
    if (isUnknown || (this.is(Id.LeftParen) && this.startsType(this.peek(1)))) {
      const open = this.advance();
      type = this.typeName();
      this.expect(Id.RightParen, ")");
      if (this.is(Id.LeftBrace)) {
        type = this.postfixOperators(this.compoundLiteral(type, open.position)).type;
      }
    } else {
      const operand = this.nested();
      const unknown = this.unknown(operand);
      if (unknown) return this.unknownUse(unknown, ["sizeof ", ""], [], position);
      ({ type } = operand);
      declaredAlign = alignOf(operand);
      if (operand.kind === "member" && operand.field.bits && id === Id.Sizeof) {
        return this.refuse("cc/bad-operand", "sizeof of a bit-field", position);
      }
    }
    if (id === Id.Alignof) {
      if (isUnsized(type) && this.hasFunction)
        return this.unknownOf(type, ["alignof ", ""], [], position, unsignedLongType);
      return constant(bitsOf(declaredAlign ?? type.alignBytes), unsignedLongType, position);
    }
    return this.sizeOf(type, position);
  }

  private sizeOf(type: CType, position: SourcePosition): Value {
    if (type === wrongType) return this.wrong(position);
    if (type.kind === "unknown") {
      const message = `the type "${type.name}" is not known`;
      return this.refuse("cc/unknown-type", message, position, type.name);
    }
    let element: CType = type;
    while (element.kind === "array") ({ element } = element);
    if (isUnsized(element) && this.hasFunction) {
      this.warn("cc/unknown-type", `${typeText(type)} has no size that is known`, position);
      return this.unknownOf(type, ["sizeof ", ""], [], position, unsignedLongType);
    }
    const oneByte = type.kind === "void" || type.kind === "function";
    if (!oneByte && !isComplete(type)) {
      return this.refuse("cc/incomplete-type", `${typeText(type)} has no size yet`, position);
    }
    const size = oneByte ? 1 : type.sizeBytes;
    return constant(
      { lo: size | 0, hi: Math.floor(size / 0x1_0000_0000) },
      unsignedLongType,
      position,
    );
  }

  protected postfixOperators(start: Expression): Expression {
    let expression = start;
    let row = 0;
    for (;;) {
      const { id, position } = this.token;
      this.limitRow(row++);
      switch (id) {
        case Id.LeftBracket: {
          this.advance();
          const index = this.expression();
          this.expect(Id.RightBracket, "]");
          expression = this.subscript(expression, index, position);
          break;
        }
        case Id.LeftParen:
          expression = this.call(expression);
          break;
        case Id.Dot: {
          this.advance();
          const name = this.fieldName();
          expression = this.member(expression, name.text, name.position);
          break;
        }
        case Id.Arrow: {
          this.advance();
          const name = this.fieldName();
          const base = this.dereference(this.read(expression), position);
          expression = this.member(base, name.text, name.position);
          break;
        }
        case Id.PlusPlus:
        case Id.MinusMinus: {
          this.advance();
          const form = { decrement: id === Id.MinusMinus, postfix: true };
          expression = this.increment(expression, form, position);
          break;
        }
        default:
          return expression;
      }
    }
  }

  protected fieldName(): PpToken {
    if (this.token.kind !== Kind.Identifier) this.fail("a field's name expected");
    return this.advance();
  }

  protected subscript(base: Expression, index: Expression, position: SourcePosition): Expression {
    const unknown = this.unknown(base);
    if (unknown) return this.unknownUse(unknown, ["", "[]"], [unknown, this.read(index)], position);
    if (isUndeclared(base.type) && this.hasFunction) {
      const args = [this.read(base), this.read(index)];
      return this.unknownOf(base.type, ["", "[]"], args, position);
    }
    const sum = this.binary("+", base, index, position);
    return sum.type === wrongType ? sum : this.dereference(sum, position);
  }

  private call(callee: Expression): Expression {
    const { position } = callee;
    this.advance();
    const given: Value[] = [];
    while (this.token.id !== Id.RightParen) {
      given.push(this.read(this.assignment()));
      if (!this.accept(Id.Comma)) break;
    }
    this.expect(Id.RightParen, ")");
    if (callee.type === wrongType) return callee;
    const unknown = this.unknown(callee);
    if (unknown) {
      const args = given.map((value) => this.promoteArgument(value));
      if (args.some(({ type: { kind } }) => kind === "void" || kind === "unknown"))
        return this.refuse("cc/incompatible-types", "an argument has no value", position);
      return this.unknownUse(unknown, ["", "()"], [unknown, ...args], position);
    }
    let target: Callee;
    let type: CType;
    if (callee.kind === "designator") {
      target = { kind: "direct", symbol: callee.symbol };
      type = callee.symbol.type;
    } else {
      const value = this.read(callee);
      target = { kind: "pointer", value };
      type = value.type.kind === "pointer" ? value.type.target : value.type;
    }
    if (isUndeclared(type) && target.kind === "pointer") {
      const args = [target.value, ...given.map((value) => this.promoteArgument(value))];
      return this.unknownOf(type, ["", "()"], args, position);
    }
    if (type.kind !== "function") {
      if (type === wrongType) return this.wrong(position);
      return this.refuse("cc/not-a-function", `${typeText(type)} cannot be called`, position);
    }
    return this.makeCall(target, type, given, position);
  }

  protected makeCall(
    callee: Callee,
    named: FunctionType,
    given: readonly Value[],
    position: SourcePosition,
  ): Value {
    const type = calledType(named);
    if (type !== named && callee.kind === "direct" && !callee.symbol.defined)
      callee.symbol.type = type;
    const name = callee.kind === "direct" ? callee.symbol.name : "the function";
    const { parameters, prototyped, variadic } = type;
    const [only] = given;
    if (only && given.length === 1 && this.hasFunction && this.isAbsolute(name, type))
      return this.absolute(this.convertAssigned(only, type.returns, name), position);
    if (
      prototyped &&
      (given.length < parameters.length || (!variadic && parameters.length < given.length))
    ) {
      const counts = `${parameters.length} arguments, not ${given.length}`;
      return this.refuse("cc/argument-count", `${name} takes ${counts}`, position);
    }
    let sound = true;
    const args = given.map((value, index) => {
      const parameter = prototyped ? parameters[index] : undefined;
      const what = `argument ${index + 1} of ${name}`;
      const arg = parameter
        ? this.convertAssigned(value, parameter.type, what)
        : this.promoteArgument(value);
      if (arg.type.kind === "void")
        this.error("cc/incompatible-types", `${what} is void`, position);
      sound &&= arg.type !== wrongType;
      return arg;
    });
    const returns = unqualified(type.returns);
    if (returns.kind === "float") {
      return this.refuse("cc/float", `${name} returns ${typeText(returns)}`, position);
    }
    if (returns.kind === "unknown") {
      const message = `${name} returns ${typeText(returns)}, which is not known`;
      return this.refuse("cc/unknown-type", message, position, typeText(returns));
    }
    if (!sound) return this.wrong(position);
    return { kind: "call", callee, functionType: type, args, type: returns, position };
  }

  /** Of these gcc makes the value itself, whoever defines a function of the name. */
  private isAbsolute(name: string, { parameters, returns }: FunctionType): boolean {
    if (name !== "abs" && name !== "labs" && name !== "llabs") return false;
    const library = this.libraryType(name);
    if (library?.kind !== "function" || !sameType(library.returns, returns)) return false;
    const [parameter] = parameters;
    return parameters.length === 1 && parameter !== undefined && sameType(parameter.type, returns);
  }

  private absolute(value: Value, position: SourcePosition): Value {
    if (value.type === wrongType) return value;
    const local = this.hiddenLocal(value.type, position);
    const load = (): Value => this.read({ kind: "local", local, type: local.type, position });
    const isNegative = this.binary("<", load(), this.zero(position), position);
    const condition = this.condition(isNegative, "the value is negative", position);
    const negated = this.unary("-", load(), position);
    const result = this.conditional(condition, negated, load(), position);
    const block = this.hiddenBlock([this.declareHidden(local, value)], position);
    const { type } = result;
    return { kind: "statement-expression", block, value: result, implicit: true, type, position };
  }

  // ---- primary expressions ----

  private primary(): Expression {
    const { token } = this;
    switch (token.kind) {
      case Kind.Identifier:
        return this.nameExpression();
      case Kind.Number:
        this.advance();
        return this.number(token);
      case Kind.Character: {
        this.advance();
        const { value, prefix } = characterValue(token.text);
        const type =
          prefix === "u" ? unsignedShortType : prefix === "U" ? unsignedIntType : intType;
        const bits = type.signed ? bitsOf(value) : { lo: value, hi: 0 };
        return constant(bits, type, token.position);
      }
      case Kind.String:
        return this.stringPlace();
      default:
        if (token.id === Id.LeftParen) return this.parenthesised();
        return this.fail("an expression expected");
    }
  }

  private parenthesised(): Expression {
    const { position } = this.advance();
    this.descend();
    let result: Expression;
    if (this.is(Id.LeftBrace)) result = this.statementExpression(position);
    else result = this.expression();
    this.expect(Id.RightParen, ")");
    this.ascend();
    return result;
  }

  private nameExpression(): Expression {
    const { token } = this;
    if (token.id === Id.Generic) return this.generic();
    if (token.id === Id.FunctionName) {
      this.advance();
      return this.literalPlace(this.functionName ?? "", token);
    }
    if (token.id !== Id.None) return this.fail("an expression expected");
    this.advance();
    const binding = this.names.get(token.text);
    if (binding) return this.bindingExpression(binding, token);
    const isCall = this.is(Id.LeftParen);
    if (token.text.startsWith("__") || (token.text === "alloca" && isCall)) {
      const result = this.builtinCall(token);
      if (result) return result;
    }
    if (isCall) {
      const symbol = this.implicitFunction(token);
      return { kind: "designator", symbol, type: symbol.type, position: token.position };
    }
    const message = `"${token.text}" is not declared`;
    if (!this.hasFunction || this.wantsConstant)
      return this.refuse("cc/unknown-name", message, token.position, token.text);
    this.warn("cc/unknown-name", message, token.position, token.text);
    return this.unknownName(token.text, token.position);
  }

  private bindingExpression(binding: Binding, { position }: PpToken): Expression {
    switch (binding.kind) {
      case "local":
        return { kind: "local", local: binding, type: binding.type, position };
      case "global":
        return { kind: "global", symbol: binding, type: binding.type, position };
      case "function":
        return { kind: "designator", symbol: binding, type: binding.type, position };
      case "enum-constant":
        return constant(binding, binding.type, position);
      case "typedef":
        return this.refuse("cc/unexpected-type", `"${binding.name}" is a type`, position);
    }
  }

  private number(token: PpToken): Value {
    const { text, position } = token;
    const literal = parseInteger(text);
    if (!literal) return this.floatNumber(text, position);
    if (literal.overflow) {
      this.warn("cc/constant-too-large", `${text} does not fit 64 bits`, position);
    }
    return constant(literal, literalType(literal), position);
  }

  private floatNumber(text: string, position: SourcePosition): Value {
    const suffix = /[fFlL]$/.exec(text)?.[0].toLowerCase() ?? "";
    const isHex = /^0[xX]/.test(text);
    // In 0x1f the f is a digit; after an exponent it is a suffix.
    const digits = suffix && (!isHex || /[pP]/.test(text)) ? text.slice(0, -1) : text;
    const value = isHex ? hexFloat(digits) : decimalFloat(digits);
    if (value === undefined && /^[\d.]+[fFlLuU]*[ijIJ][fFlL]*$/.test(text)) {
      return this.refuse("cc/float", "complex numbers are not run", position);
    }
    if (value === undefined) {
      return this.refuse("cc/bad-number", `${text} is not a number`, position);
    }
    const type = suffix === "f" ? floatType : suffix === "l" ? longDoubleType : doubleType;
    return constant(bitsOfDouble(suffix === "f" ? Math.fround(value) : value), type, position);
  }

  /** Adjacent string literals are one. */
  protected stringLiteral(): StringLiteral {
    const first = this.token;
    let elementBytes: 1 | 2 | 4 = 1;
    let prefix = "";
    const parts: string[] = [];
    while (this.token.kind === Kind.String) {
      const quoted = unquote(this.token.text);
      if (!quoted.closed) {
        this.error("cc/unterminated-string", "a string that does not end", this.token.position);
      }
      if (quoted.elementBytes !== 1) ({ elementBytes, prefix } = quoted);
      parts.push(quoted.inner);
      this.advance();
    }
    const text = `${prefix}"${parts.join('"')}`;
    let literal = this.stringsByText.get(text);
    if (!literal) {
      const units: number[] = [];
      for (const part of parts) {
        for (const unit of decodeUnits(part, elementBytes)) units.push(unit);
      }
      literal = this.addString(stringBytes(units, elementBytes), elementBytes, first.position);
      this.stringsByText.set(text, literal);
    }
    return literal;
  }

  private addString(
    bytes: Uint8Array,
    elementBytes: 1 | 2 | 4,
    position: SourcePosition,
  ): StringLiteral {
    const id = this.strings.length;
    const literal: StringLiteral = { kind: "string", id, bytes, elementBytes, position };
    this.strings.push(literal);
    return literal;
  }

  private stringPlace(): Expression {
    const { position, text } = this.token;
    const literal = this.stringLiteral();
    let element: CType = charType;
    if (literal.elementBytes === 2) element = unsignedShortType;
    else if (literal.elementBytes === 4) element = text.startsWith("U") ? unsignedIntType : intType;
    const type = arrayOf(element, literal.bytes.length / literal.elementBytes);
    return { kind: "string", literal, type, position };
  }

  protected literalPlace(text: string, { position }: PpToken): Expression {
    const key = `"${text}`;
    let literal = this.stringsByText.get(key);
    if (!literal) {
      literal = this.addString(stringBytes(decodeUnits(text, 1), 1), 1, position);
      this.stringsByText.set(key, literal);
    }
    const type = arrayOf(withQualifiers(charType, constQualifier), literal.bytes.length);
    return { kind: "string", literal, type, position };
  }

  /** _Generic: only the chosen expression counts, the others need only parse. */
  private generic(): Expression {
    const { position } = this.advance();
    this.expect(Id.LeftParen, "(");
    const control = this.unevaluatedType();
    let chosen: Expression | undefined;
    let fallback: Expression | undefined;
    while (this.accept(Id.Comma)) {
      let type: CType | undefined;
      if (!this.accept(Id.Default)) type = this.typeName();
      this.expect(Id.Colon, ":");
      const matches = type !== undefined && sameType(type, control);
      const wanted = matches ? !chosen : type === undefined && !chosen;
      const { errorCount } = this;
      const kept = this.diagnostics.length;
      const expression = this.assignment();
      if (!wanted) {
        this.errorCount = errorCount;
        this.diagnostics.length = kept;
      } else if (matches) chosen = expression;
      else fallback = expression;
    }
    this.expect(Id.RightParen, ")");
    const result = chosen ?? fallback;
    if (result) return result;
    return this.refuse("cc/no-generic", `_Generic has nothing for ${typeText(control)}`, position);
  }

  /** The type the value of an operand that is not evaluated would have. */
  private unevaluatedType(): CType {
    const operand = this.assignment();
    if (isPlace(operand) && operand.type.kind === "float") return unqualified(operand.type);
    // As gcc has it, a narrow bit-field has a type of its own, which no name stands for.
    if (operand.kind === "member" && operand.field.bits)
      if (
        operand.field.bits.width < operand.type.sizeBytes * 8 &&
        unqualified(operand.type) !== boolType
      )
        return wrongType;
    return this.read(operand).type;
  }

  // ---- constants ----

  /** An integer constant; reports anything else and gives undefined. */
  protected constantExpression(what: string): (Bits & { readonly type: IntType }) | undefined {
    const { position } = this.token;
    const value = this.constantValue();
    if (value.type === wrongType) return undefined;
    if (value.kind === "constant" && value.type.kind === "int") {
      return { lo: value.lo, hi: value.hi, type: value.type };
    }
    if (value.kind === "constant" && value.type.kind === "float") {
      return { ...bitsOf(Math.trunc(doubleOf(value))), type: intType };
    }
    this.error("cc/not-constant", `${what} needs a constant`, position);
    return undefined;
  }

  private constantValue(): Value {
    const { wantsConstant } = this;
    this.wantsConstant = true;
    try {
      return this.read(this.conditionalExpression());
    } finally {
      this.wantsConstant = wantsConstant;
    }
  }

  /** As constantExpression, for sizes: a number from 0 on. */
  protected constantSize(what: string): number | undefined {
    const { position } = this.token;
    const bits = this.constantExpression(what);
    if (!bits) return undefined;
    if (bits.type.signed && compare(bits, zeroBits, true) < 0) {
      this.error("cc/negative-size", `${what} is negative`, position);
      return undefined;
    }
    return (bits.hi >>> 0) * 0x1_0000_0000 + (bits.lo >>> 0);
  }

  protected declareBuiltinType(
    returns: CType,
    parameters: readonly CType[],
    variadic: boolean,
  ): FunctionType {
    const named = parameters.map((type) => ({ name: undefined, type }));
    return functionType(returns, named, { variadic, prototyped: true });
  }

  protected voidValue(position: SourcePosition): Value {
    const value = this.zero(position);
    return { kind: "convert", value, type: voidType, position };
  }
}

const signedTypes = [intType, longType, longLongType] as const;
const unsignedTypes = [unsignedIntType, unsignedLongType, unsignedLongLongType] as const;

/** The first type of those that the spelling allows in which the value fits. */
function literalType({ lo, hi, longs, unsigned, decimal }: IntegerLiteral): IntType {
  for (let rank: number = longs; rank < 3; rank++) {
    const fitsSigned = rank === 0 ? hi === 0 && 0 <= lo : 0 <= hi;
    if (!unsigned && fitsSigned) return signedTypes[rank] as IntType;
    if ((unsigned || !decimal) && (rank !== 0 || hi === 0)) return unsignedTypes[rank] as IntType;
  }
  return unsignedLongLongType;
}

/** What a declaration asks for; undefined where only the type tells. */
function alignOf(operand: Expression): number | undefined {
  switch (operand.kind) {
    case "local":
      return operand.local.alignBytes;
    case "global":
      return operand.symbol.alignBytes;
    case "designator":
      return operand.symbol.alignBytes || undefined;
    case "member":
      return operand.field.alignBytes;
    default:
      return undefined;
  }
}

function decimalFloat(text: string): number | undefined {
  return /^(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

function hexFloat(text: string): number | undefined {
  const match = /^0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)$/.exec(text);
  if (!match) return undefined;
  const [, whole = "", fraction = "", exponent = ""] = match;
  if (whole === "" && fraction === "") return undefined;
  const scale = Number(exponent) - 4 * fraction.length;
  return Number.parseInt(whole + fraction, 16) * 2 ** scale;
}
