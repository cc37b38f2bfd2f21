// SPDX-License-Identifier: MIT
// Meaning: conversions, operators, access. Over 400 lines: the rules of C 6.3 and 6.5 refer to one
// another. Constants are folded where nodes are made. A wrong operand is reported once and gives a
// value of unknown type, which every later check lets pass.
import { addressConstant } from "./address";
import {
  bitsOf,
  bitsOfDouble,
  bitsOfNumber,
  type Bits,
  doubleOf,
  foldArithmetic,
  foldComparison,
  foldConversion,
  foldDouble,
  foldDoubleComparison,
  isZero,
  negate,
  wrap,
} from "./fold";
import { findField } from "./layout";
import type { SourcePosition } from "./position";
import type {
  ArithmeticOperator,
  Call,
  ComparisonOperator,
  Condition,
  Constant,
  FunctionSymbol,
  Local,
  Place,
  Value,
} from "./tree";
import {
  arrayOf,
  constQualifier,
  type CType,
  type Field,
  type IntType,
  intType,
  isArithmetic,
  isComplete,
  isInteger,
  isScalar,
  isUndeclared,
  isUnsized,
  longLongType,
  longType,
  objectType,
  type PointerType,
  pointerTo,
  sameType,
  typeText,
  unknownType,
  unqualified,
  unsignedIntType,
  unsignedLongLongType,
  unsignedLongType,
  voidType,
  withQualifiers,
} from "./type";
import { UnknownReader } from "./unknown";

/** A function's name before it is called or turned into a pointer. */
export interface Designator {
  readonly kind: "designator";
  readonly symbol: FunctionSymbol;
  readonly type: CType;
  readonly position: SourcePosition;
}

/** What an expression is before it is used: a value, a place, or a function. */
export type Expression = Value | Place | Designator;

export const wrongType = unknownType("?");

export function isPlace(expression: Expression): expression is Place {
  switch (expression.kind) {
    case "local":
    case "global":
    case "string":
    case "dereference":
    case "member":
    case "compound-literal":
    case "temporary":
      return true;
    default:
      return false;
  }
}

const isComparison = (operator: string): operator is ComparisonOperator =>
  operator === "==" ||
  operator === "!=" ||
  operator === "<" ||
  operator === "<=" ||
  operator === ">" ||
  operator === ">=";

export function constant(bits: Bits, type: CType, position: SourcePosition): Constant {
  return { kind: "constant", lo: bits.lo, hi: bits.hi, type, position };
}

const isNullConstant = (value: Value): boolean =>
  value.kind === "constant" &&
  isZero(value) &&
  (value.type.kind === "int" ||
    (value.type.kind === "pointer" && value.type.target.kind === "void"));

/** The bit-field a value was read from or written to: its width decides how it promotes. */
function bitFieldOf(value: Value): Field["bits"] {
  switch (value.kind) {
    case "load":
    case "assign":
    case "compound-assign":
    case "increment":
      return value.place.kind === "member" ? value.place.field.bits : undefined;
    default:
      return undefined;
  }
}

const arithmeticTypes: readonly (readonly [IntType, IntType])[] = [
  [intType, unsignedIntType],
  [longType, unsignedLongType],
  [longLongType, unsignedLongLongType],
];

export function promotedType(type: IntType, width: number | undefined): IntType {
  if (width !== undefined && type.sizeBytes <= 8) {
    if (width < 32 || (width === 32 && type.signed)) return intType;
    if (width === 32) return unsignedIntType;
  }
  if (type.rank < 3) return intType;
  const pair = arithmeticTypes[type.rank - 3] as readonly [IntType, IntType];
  return type.signed ? pair[0] : pair[1];
}

function usualType(left: IntType, right: IntType): IntType {
  const a = promotedType(left, undefined);
  const b = promotedType(right, undefined);
  if (a === b) return a;
  if (a.signed === b.signed) return a.rank < b.rank ? b : a;
  const [unsigned, signed] = a.signed ? [b, a] : [a, b];
  if (signed.rank <= unsigned.rank) return unsigned;
  if (unsigned.sizeBytes < signed.sizeBytes) return signed;
  return (arithmeticTypes[signed.rank - 3] as readonly [IntType, IntType])[1];
}

/** The constant address a place has, if it lies at one: `((struct page *)0)->flags`. */
function constantPlace(place: Place): Bits | undefined {
  if (place.kind === "dereference") {
    return place.pointer.kind === "constant" ? place.pointer : undefined;
  }
  if (place.kind !== "member") return undefined;
  const base = constantPlace(place.base);
  return base && foldArithmetic("+", base, bitsOfNumber(place.field.offsetBytes), longType);
}

/** How many bytes lie between two addresses of one object. */
function knownDistance(left: Value, right: Value): number | undefined {
  const from = addressConstant(right);
  const to = from && addressConstant(left);
  return to && to.target === from.target ? to.addend - from.addend : undefined;
}

/** The letter that `"text"[3]` is. */
function knownLetter(place: Place): number | undefined {
  if (place.kind !== "dereference") return undefined;
  const { pointer } = place;
  const base = pointer.kind === "pointer-add" ? pointer.pointer : pointer;
  if (base.kind !== "address" || !base.decay || base.place.kind !== "string") return undefined;
  const { literal } = base.place;
  if (literal.elementBytes !== 1 || place.type.kind !== "int" || place.type.sizeBytes !== 1) {
    return undefined;
  }
  if (pointer === base) return signedByte(literal.bytes[0]);
  if (pointer.kind !== "pointer-add" || pointer.index.kind !== "constant") return undefined;
  const { lo, hi } = pointer.index;
  return hi === 0 && !pointer.subtract ? signedByte(literal.bytes[lo]) : undefined;
}

const signedByte = (byte: number | undefined): number | undefined =>
  byte === undefined ? undefined : (byte << 24) >> 24;

export abstract class Checker extends UnknownReader {
  /** Of values computed from bit-fields of over 32 bits: how many bits they have. */
  private readonly widths = new WeakMap<Value, number>();

  /** A value that stands for what could not be understood. */
  protected wrong(position: SourcePosition): Constant {
    return constant({ lo: 0, hi: 0 }, wrongType, position);
  }

  protected refuse(
    code: string,
    message: string,
    position: SourcePosition,
    about?: string,
  ): Constant {
    this.error(code, message, position, about);
    return this.wrong(position);
  }

  // ---- from expressions to values ----

  /** Reads places, turns arrays and functions into pointers. */
  protected read(expression: Expression): Value {
    const { position } = expression;
    if (expression.kind === "designator") {
      const type = pointerTo(expression.type);
      return { kind: "function-address", symbol: expression.symbol, type, position };
    }
    if (!isPlace(expression)) return expression;
    const { type } = expression;
    switch (type.kind) {
      case "int": {
        const opaque = type.undeclared && this.opaque(expression);
        if (opaque) return opaque;
        break;
      }
      case "array":
        return this.addressOf(expression, pointerTo(type.element), true);
      case "function":
        if (expression.kind === "dereference") return expression.pointer;
        break;
      case "float":
        return this.refuse("cc/float", "floating point is not run", position);
      case "unknown":
        if (type !== wrongType) {
          const message = `the type "${type.name}" is not known`;
          this.error("cc/unknown-type", message, position, type.name);
        }
        return this.wrong(position);
      case "void":
        // *(void *)p where its value is dropped.
        return { kind: "convert", value: this.zero(position), type, position };
      case "record":
        if (!type.definition.complete) {
          const message = `${typeText(type)} is not defined`;
          return this.opaque(expression) ?? this.refuse("cc/incomplete-type", message, position);
        }
    }
    const letter = knownLetter(expression);
    if (letter !== undefined) return constant(bitsOf(letter), unqualified(type), position);
    return { kind: "load", place: expression, type: unqualified(type), position };
  }

  /** What is unknown, or lies in an object that is not laid out as what it really is. */
  private opaque(expression: Expression): Call | undefined {
    if (!isPlace(expression)) return this.unknown(expression);
    const { type, position } = expression;
    if (!isUnsized(type) || !this.hasFunction || isOwnObject(expression)) return undefined;
    const address = this.addressOf(expression, pointerTo(type), false);
    return this.unknownOf(type, ["*", ""], [address], position, objectType(unqualified(type)));
  }

  protected zero(position: SourcePosition): Constant {
    return constant({ lo: 0, hi: 0 }, intType, position);
  }

  protected addressOf(place: Place, type: PointerType, decay: boolean): Value {
    const { position } = place;
    const fixed = constantPlace(place);
    if (fixed) return constant(fixed, type, position);
    if (!decay) this.markAddress(place);
    if (place.kind === "dereference") return this.retyped(place.pointer, type, position);
    return { kind: "address", place, decay, type, position };
  }

  /** &*p is p, whatever its type is called. */
  private retyped(pointer: Value, type: CType, position: SourcePosition): Value {
    // An array reached through a pointer keeps its bound: &(*p)[0] stays an address of a place.
    const target = pointer.type.kind === "pointer" ? pointer.type.target : undefined;
    if (target?.kind === "array") {
      const place: Place = { kind: "dereference", pointer, type: target, position };
      const decay = !sameType(pointer.type, type);
      if (decay) return { kind: "address", place, decay, type, position };
    }
    if (sameType(pointer.type, type)) return pointer;
    return { kind: "convert", value: pointer, type, position };
  }

  private markAddress(place: Place): void {
    let base: Place = place;
    while (base.kind === "member") base = base.base;
    if (base.kind === "local" || base.kind === "compound-literal") base.local.addressTaken = true;
  }

  /** Unary &. */
  protected address(expression: Expression, position: SourcePosition): Value {
    if (expression.kind === "designator") return this.read(expression);
    const unknown = this.unknown(expression);
    if (unknown) return this.unknownUse(unknown, ["&", ""], unknown.args, position);
    if (!isPlace(expression)) {
      if (expression.type === wrongType) return expression;
      return this.refuse("cc/not-an-object", "& needs an object", position);
    }
    if (expression.kind === "member" && expression.field.bits) {
      const name = expression.field.name ?? "";
      return this.refuse("cc/bit-field-address", `"${name}" is a bit-field`, position);
    }
    if (expression.type.kind === "function" && expression.kind === "dereference") {
      return expression.pointer;
    }
    return this.addressOf(expression, pointerTo(expression.type), false);
  }

  /** Unary *. */
  protected dereference(expression: Expression, position: SourcePosition): Expression {
    if (expression.kind === "designator") return expression;
    const pointer = this.read(expression);
    const unknown = this.unknown(pointer);
    if (unknown) return this.unknownUse(unknown, ["*", ""], [pointer], position);
    if (pointer.type.kind !== "pointer") {
      if (pointer.type === wrongType) return pointer;
      if (isUndeclared(pointer.type) && this.hasFunction)
        return this.unknownOf(pointer.type, ["*(", ")"], [pointer], position);
      const type = typeText(pointer.type);
      return this.refuse("cc/not-a-pointer", `* needs a pointer, not ${type}`, position);
    }
    return { kind: "dereference", pointer, type: pointer.type.target, position };
  }

  protected member(base: Expression, name: string, position: SourcePosition): Expression {
    if (base.type === wrongType) return base;
    const { type } = base;
    const unknown = this.unknown(base);
    if (unknown) return this.unknownUse(unknown, ["", `.${name}`], unknown.args, position);
    if (isUndeclared(type) && this.hasFunction) {
      const shown = typeText(unqualified(type));
      const message = `the type "${shown}" is not known, so neither is "${name}"`;
      return this.missing(base, type, name, { code: "cc/unknown-type", message, position });
    }
    if (type.kind !== "record") {
      const message = `${typeText(type)} has no fields, so no "${name}"`;
      if (type.kind === "unknown") this.read(base);
      return this.refuse("cc/not-a-record", message, position);
    }
    if (!type.definition.complete) {
      const shown = typeText(unqualified(type));
      const message = `${shown} is not defined, so "${name}" is not known`;
      if (this.hasFunction)
        return this.missing(base, type, name, { code: "cc/incomplete-type", message, position });
      return this.refuse("cc/incomplete-type", message, position, shown);
    }
    const path = findField(type.definition, name);
    if (!path) {
      const message = `${typeText(unqualified(type))} has no field "${name}"`;
      if (this.hasFunction)
        return this.missing(base, type, name, { code: "cc/unknown-field", message, position });
      return this.refuse("cc/unknown-field", message, position);
    }
    let place: Place;
    if (isPlace(base)) place = base;
    else if (base.kind === "designator") return this.wrong(position);
    else {
      const local = this.hiddenLocal(base.type, position);
      place = { kind: "temporary", value: base, local, type: base.type, position };
    }
    for (const field of path) {
      const fieldType = withQualifiers(field.type, place.type.qualifiers);
      place = { kind: "member", base: place, field, type: fieldType, position };
    }
    return place;
  }

  /** A field that nothing declares: a warning, and a value nobody knows. */
  private missing(
    base: Expression,
    type: CType,
    name: string,
    said: { readonly code: string; readonly message: string; readonly position: SourcePosition },
  ): Expression {
    const { code, message, position } = said;
    this.warn(code, message, position);
    const address = isPlace(base) ? [this.addressOf(base, pointerTo(type), false)] : [];
    return this.unknownField(type, name, address, position);
  }

  /** A value as one of an undeclared type. */
  private toUndeclared(value: Value, type: CType): Value {
    const { position } = value;
    if (sameType(unqualified(value.type), type)) return value;
    if (!this.hasFunction) return this.wrong(position);
    if (value.type.kind === "void")
      return this.refuse("cc/incompatible-types", "a value is expected", position);
    const given = this.promoteArgument(value);
    return given.type === wrongType ? given : this.unknownValue(type, [given], position);
  }

  /** A local of the current function that has no name. */
  protected abstract hiddenLocal(type: CType, position: SourcePosition): Local;

  // ---- conversions ----

  /** To a scalar or void type; the caller has checked that it may be. */
  protected convert(value: Value, type: CType, explicit: boolean): Value {
    const { position } = value;
    const from = value.type;
    const to = unqualified(type);
    if (from === wrongType || to.kind === "unknown") return this.wrong(position);
    if (from === to) return value;
    if (isUndeclared(to)) return this.toUndeclared(value, to);
    if (to.kind === "void") return { kind: "convert", value, type: to, position };
    if (value.kind === "constant") return constant(foldConversion(value, from, to), to, position);
    if (from.kind === "float" || to.kind === "float") {
      return this.refuse("cc/float", "floating point is not run", position);
    }
    if (!explicit && sameType(from, to)) return value;
    return { kind: "convert", value, type: to, position };
  }

  /**
   * How many bits a value has: those of its type, or of the wide bit-field it was computed from.
   */
  private precision(value: Value): number {
    const own = value.type.sizeBytes * 8;
    const width = bitFieldOf(value)?.width ?? this.widths.get(value);
    return width !== undefined && 32 < width && width < own ? width : own;
  }

  /** A 64-bit value cut to the bits of a wide bit-field, in which gcc computes. */
  private cut(value: Value, width: number): Value {
    const type = value.type as IntType;
    const count = constant(bitsOf(64 - width), intType, value.position);
    const up = this.shift("<<", value, count, value.position);
    const down = this.shift(">>", this.convert(up, type, false), count, value.position);
    if (down.kind !== "constant") this.widths.set(down, width);
    return down;
  }

  /** The integer promotions; other types stay. */
  protected promote(value: Value): Value {
    if (value.type.kind !== "int") return value;
    return this.convert(value, promotedType(value.type, bitFieldOf(value)?.width), false);
  }

  /** What an argument becomes that no parameter describes. */
  protected promoteArgument(value: Value): Value {
    return this.noFloat(this.promote(value));
  }

  /** A floating constant may be folded away, but not used. */
  protected noFloat(value: Value): Value {
    if (value.type.kind !== "float") return value;
    return this.refuse("cc/float", "floating point is not run", value.position);
  }

  /** As by assignment: what C forbids is an error, what gcc only warns about is a warning. */
  protected convertAssigned(value: Value, type: CType, what: string): Value {
    const to = objectType(unqualified(type));
    const from = value.type;
    if (from === wrongType) return value;
    if (isUndeclared(to)) return this.toUndeclared(value, to);
    if (to.kind === "unknown") {
      if (to !== wrongType) {
        const message = `${what}: the type "${to.name}" is not known`;
        return this.refuse("cc/unknown-type", message, value.position, to.name);
      }
      return this.wrong(value.position);
    }
    if (isArithmetic(from) && isArithmetic(to)) return this.noFloat(this.convert(value, to, false));
    if (to.kind === "pointer") return this.convertToPointer(value, to, what);
    if (to.kind === "int" && from.kind === "pointer") {
      if (to.rank !== 0) {
        const message = `${what}: ${typeText(from)} becomes ${typeText(to)} without a cast`;
        this.warn("cc/int-conversion", message, value.position);
      }
      return this.convert(value, to, false);
    }
    if (to.kind === "record" && sameType(from, to)) return value;
    if (to.kind === "void") return this.convert(value, to, false);
    const unknown = this.unknown(value);
    if (unknown && isComplete(to)) {
      const as = ["", ` as ${typeText(to)}`] as const;
      return this.unknownUse(unknown, as, unknown.args, value.position, to);
    }
    if (isUndeclared(from) && isComplete(to) && this.hasFunction) {
      const as = ["", ` as ${typeText(to)}`] as const;
      return this.unknownOf(from, as, [value], value.position, to);
    }
    const message = `${what}: ${typeText(from)} cannot become ${typeText(to)}`;
    return this.refuse("cc/incompatible-types", message, value.position);
  }

  private convertToPointer(value: Value, to: PointerType, what: string): Value {
    const from = value.type;
    if (from.kind === "int") {
      if (!isNullConstant(value) && !this.unknown(value) && !isUndeclared(from)) {
        const message = `${what}: ${typeText(from)} becomes ${typeText(to)} without a cast`;
        this.warn("cc/int-conversion", message, value.position);
      }
      return this.convert(value, to, false);
    }
    if (from.kind !== "pointer") {
      const message = `${what}: ${typeText(from)} cannot become ${typeText(to)}`;
      return this.refuse("cc/incompatible-types", message, value.position);
    }
    if (!compatibleTargets(from.target, to.target) && !isNullConstant(value)) {
      const message = `${what}: ${typeText(from)} becomes ${typeText(to)}`;
      this.warn("cc/incompatible-pointer", message, value.position);
    }
    return this.convert(value, to, false);
  }

  protected cast(expression: Expression, type: CType, position: SourcePosition): Value {
    const value = this.read(expression);
    const from = value.type;
    const to = unqualified(type);
    if (from === wrongType) return value;
    if (isUnsized(to)) return this.toUndeclared(value, objectType(to));
    if (to.kind === "void") return this.convert(value, to, true);
    if (to.kind === "record" && sameType(from, to)) return value;
    if (to.kind === "unknown") {
      const message = `the type "${to.name}" is not known`;
      return this.refuse("cc/unknown-type", message, position, to.name);
    }
    const fits =
      isScalar(to) &&
      isScalar(from) &&
      !(to.kind === "pointer" && from.kind === "float") &&
      !(to.kind === "float" && from.kind === "pointer");
    if (!fits) {
      const message = `${typeText(from)} cannot be cast to ${typeText(to)}`;
      return this.refuse("cc/incompatible-types", message, position);
    }
    const result = this.convert(value, to, true);
    // A cast bit-field is no bit-field any more: it promotes by its type.
    if (result === value && bitFieldOf(value)) {
      return { kind: "convert", value, type: to, position };
    }
    return result.position === position ? result : { ...result, position };
  }

  /** A condition's value: any scalar. */
  protected scalar(expression: Expression): Value {
    const value = this.noFloat(this.read(expression));
    if (isScalar(value.type) || value.type === wrongType) return value;
    const message = `${typeText(value.type)} cannot be tested`;
    return this.refuse("cc/not-a-scalar", message, value.position);
  }

  // ---- operators ----

  protected unary(
    operator: "-" | "~" | "!" | "+",
    expression: Expression,
    position: SourcePosition,
  ): Value {
    if (operator === "!") return this.not(expression, position);
    const operand = this.promote(this.read(expression));
    const { type } = operand;
    if (type === wrongType) return operand;
    if (operand.kind === "constant" && type.kind === "float" && operator !== "~") {
      if (operator === "+") return operand;
      return constant(bitsOfDouble(-doubleOf(operand)), type, position);
    }
    if (type.kind !== "int") {
      return this.refuse("cc/bad-operand", `${operator} of ${typeText(type)}`, position);
    }
    if (operator === "+") return operand;
    if (operand.kind === "constant") {
      const bits = operator === "-" ? negate(operand) : { lo: ~operand.lo, hi: ~operand.hi };
      return constant(wrap(type, bits), type, position);
    }
    const result: Value = { kind: "unary", operator, operand, type, position };
    const width = this.precision(operand);
    return 32 < width && width < 64 ? this.cut(result, width) : result;
  }

  private not(expression: Expression, position: SourcePosition): Value {
    const value = this.read(expression);
    const known = this.truth(value);
    if (known !== undefined) return constant({ lo: known ? 0 : 1, hi: 0 }, intType, position);
    const operand = this.scalar(value);
    if (operand.type === wrongType) return operand;
    return { kind: "unary", operator: "!", operand, type: intType, position };
  }

  /** Whether a value is known to be zero or not. */
  protected truth(value: Value): boolean | undefined {
    if (value.type === wrongType) return undefined;
    if (value.kind === "constant") {
      return value.type.kind === "float" ? doubleOf(value) !== 0 : !isZero(value);
    }
    // Only weak symbols may turn out to be nowhere.
    if (value.kind === "function-address") return value.symbol.isWeak ? undefined : true;
    if (value.kind !== "address") return undefined;
    const { place } = value;
    if (place.kind === "global") return place.symbol.isWeak ? undefined : true;
    return place.kind === "string" || place.kind === "local" ? true : undefined;
  }

  protected logical(
    operator: "&&" | "||",
    leftExpression: Expression,
    rightExpression: Expression,
    position: SourcePosition,
  ): Value {
    const left = this.read(leftExpression);
    const right = this.read(rightExpression);
    const knownLeft = this.truth(left);
    const knownRight = this.truth(right);
    const decides = operator === "||";
    const answer = (holds: boolean): Value =>
      constant({ lo: holds ? 1 : 0, hi: 0 }, intType, position);
    if (knownLeft === decides) return answer(decides);
    if (knownLeft !== undefined && knownRight !== undefined) return answer(knownRight);
    const leftValue = this.scalar(left);
    const rightValue = this.scalar(right);
    if (leftValue.type === wrongType || rightValue.type === wrongType) return this.wrong(position);
    return {
      kind: "logical",
      operator,
      left: leftValue,
      right: rightValue,
      type: intType,
      position,
    };
  }

  protected binary(
    operator: ArithmeticOperator | ComparisonOperator,
    leftExpression: Expression,
    rightExpression: Expression,
    position: SourcePosition,
  ): Value {
    const left = this.read(leftExpression);
    const right = this.read(rightExpression);
    if (left.type === wrongType || right.type === wrongType) return this.wrong(position);
    if (left.type.kind === "pointer" || right.type.kind === "pointer") {
      if (isComparison(operator)) return this.comparePointers(operator, left, right, position);
      if (operator === "+" || operator === "-") {
        return this.pointerArithmetic(operator, left, right, position);
      }
    }
    if (!isArithmetic(left.type) || !isArithmetic(right.type)) {
      return this.badOperands(operator, left.type, right.type, position);
    }
    if (left.type.kind === "float" || right.type.kind === "float") {
      return this.floatBinary(operator, left, right, position);
    }
    if (operator === "<<" || operator === ">>") return this.shift(operator, left, right, position);
    return this.integerBinary(operator, this.promote(left), this.promote(right), position);
  }

  protected badOperands(
    operator: string,
    left: CType,
    right: CType,
    position: SourcePosition,
  ): Constant {
    const message = `${typeText(left)} ${operator} ${typeText(right)}`;
    return this.refuse("cc/bad-operand", message, position);
  }

  private integerBinary(
    operator: ArithmeticOperator | ComparisonOperator,
    leftValue: Value,
    rightValue: Value,
    position: SourcePosition,
  ): Value {
    const width = Math.max(this.precision(leftValue), this.precision(rightValue));
    if (32 < width && width < 64) {
      return this.wideBitFields(operator, leftValue, rightValue, width, position);
    }
    const type = usualType(leftValue.type as IntType, rightValue.type as IntType);
    const left = this.convert(leftValue, type, false);
    const right = this.convert(rightValue, type, false);
    return this.sameTypes(operator, left, right, type, position);
  }

  /** Arithmetic in the bits of the wider operand, a bit-field of 33 to 63 bits. */
  private wideBitFields(
    operator: ArithmeticOperator | ComparisonOperator,
    leftValue: Value,
    rightValue: Value,
    width: number,
    position: SourcePosition,
  ): Value {
    const isUnsigned = [leftValue, rightValue].some(
      (value) => this.precision(value) === width && !(value.type as IntType).signed,
    );
    const type = isUnsigned ? unsignedLongType : longType;
    const operand = (value: Value): Value => {
      const wide = this.convert(value, type, false);
      const fits = this.precision(value) === width || !(value.type as IntType).signed;
      return fits || !isUnsigned ? wide : this.cut(wide, width);
    };
    const left = operand(leftValue);
    const right = operand(rightValue);
    const result = this.sameTypes(operator, left, right, type, position);
    return isComparison(operator) ? result : this.cut(result, width);
  }

  private sameTypes(
    operator: ArithmeticOperator | ComparisonOperator,
    left: Value,
    right: Value,
    type: IntType,
    position: SourcePosition,
  ): Value {
    const result = isComparison(operator) ? intType : type;
    if (left.kind === "constant" && right.kind === "constant") {
      const bits = isComparison(operator)
        ? { lo: foldComparison(operator, left, right, type.signed) ? 1 : 0, hi: 0 }
        : foldArithmetic(operator, left, right, type);
      if (bits) return constant(bits, result, position);
    }
    return { kind: "binary", operator, left, right, type: result, position };
  }

  private shift(
    operator: "<<" | ">>",
    leftValue: Value,
    rightValue: Value,
    position: SourcePosition,
  ): Value {
    const left = this.promote(leftValue);
    const right = this.promote(rightValue);
    const type = left.type as IntType;
    const width = this.precision(leftValue);
    if (operator === "<<" && 32 < width && width < 64) {
      return this.cut({ kind: "binary", operator, left, right, type, position }, width);
    }
    if (left.kind === "constant" && right.kind === "constant") {
      const bits = foldArithmetic(operator, left, right, type);
      if (bits) return constant(bits, type, position);
    }
    return { kind: "binary", operator, left, right, type, position };
  }

  private floatBinary(
    operator: ArithmeticOperator | ComparisonOperator,
    left: Value,
    right: Value,
    position: SourcePosition,
  ): Value {
    if (left.kind !== "constant" || right.kind !== "constant") {
      return this.refuse("cc/float", "floating point is not run", position);
    }
    const type = left.type.kind === "float" ? left.type : right.type;
    const wide =
      right.type.kind === "float" && type.sizeBytes < right.type.sizeBytes ? right.type : type;
    const a = doubleOf(foldConversion(left, left.type, wide));
    const b = doubleOf(foldConversion(right, right.type, wide));
    if (isComparison(operator)) {
      const holds = foldDoubleComparison(operator, a, b);
      return constant({ lo: holds ? 1 : 0, hi: 0 }, intType, position);
    }
    const result = foldDouble(operator, a, b);
    if (result === undefined) return this.badOperands(operator, left.type, right.type, position);
    return constant(foldConversion(bitsOfDouble(result), wide, wide), wide, position);
  }

  private comparePointers(
    operator: ComparisonOperator,
    left: Value,
    right: Value,
    position: SourcePosition,
  ): Value {
    const type = left.type.kind === "pointer" ? left.type : right.type;
    if (!isScalar(left.type) || !isScalar(right.type) || type.kind !== "pointer") {
      return this.badOperands(operator, left.type, right.type, position);
    }
    const other = left.type.kind === "pointer" ? right : left;
    if (other.type.kind === "int" && !isNullConstant(other)) {
      const message = `${typeText(left.type)} ${operator} ${typeText(right.type)}`;
      this.warn("cc/int-conversion", message, position);
    } else if (
      other.type.kind === "pointer" &&
      !compatibleTargets(type.target, other.type.target) &&
      !isNullConstant(left) &&
      !isNullConstant(right)
    ) {
      const message = `${typeText(left.type)} ${operator} ${typeText(right.type)}`;
      this.warn("cc/incompatible-pointer", message, position);
    }
    const leftValue = this.convert(left, type, false);
    const rightValue = this.convert(right, type, false);
    if (leftValue.kind === "constant" && rightValue.kind === "constant") {
      const holds = foldComparison(operator, leftValue, rightValue, false);
      return constant({ lo: holds ? 1 : 0, hi: 0 }, intType, position);
    }
    if (operator === "==" || operator === "!=") {
      const known = isNullConstant(rightValue)
        ? this.truth(leftValue)
        : isNullConstant(leftValue)
          ? this.truth(rightValue)
          : undefined;
      if (known === true) {
        return constant({ lo: operator === "!=" ? 1 : 0, hi: 0 }, intType, position);
      }
    }
    return {
      kind: "binary",
      operator,
      left: leftValue,
      right: rightValue,
      type: intType,
      position,
    };
  }

  private pointerArithmetic(
    operator: "+" | "-",
    left: Value,
    right: Value,
    position: SourcePosition,
  ): Value {
    if (left.type.kind === "pointer" && right.type.kind === "pointer") {
      if (operator === "+") return this.badOperands(operator, left.type, right.type, position);
      return this.pointerDifference(left, right, left.type, position);
    }
    const [pointer, index] = left.type.kind === "pointer" ? [left, right] : [right, left];
    if (!isInteger(index.type) || (operator === "-" && pointer === right)) {
      return this.badOperands(operator, left.type, right.type, position);
    }
    return this.pointerAdd(pointer, index, operator === "-", position);
  }

  protected pointerAdd(
    pointer: Value,
    indexValue: Value,
    subtract: boolean,
    position: SourcePosition,
  ): Value {
    const type = pointer.type as PointerType;
    const { target } = type;
    if (isUnsized(target) && this.hasFunction) {
      const args = [pointer, this.promote(indexValue)];
      return this.unknownOf(target, ["*", subtract ? " -" : " +"], args, position, type);
    }
    const scaleBytes = this.scaleOf(type, position);
    const index = this.pointerIndex(indexValue);
    if (pointer.kind === "constant" && index.kind === "constant") {
      const scaled = foldArithmetic("*", index, bitsOfNumber(scaleBytes), longType);
      const sum = scaled && foldArithmetic(subtract ? "-" : "+", pointer, scaled, longType);
      if (sum) return constant(sum, type, position);
    }
    return { kind: "pointer-add", pointer, index, scaleBytes, subtract, type, position };
  }

  /** An index as long or unsigned long. */
  protected pointerIndex(value: Value): Value {
    const promoted = this.promote(value);
    const unsigned = promoted.type.kind === "int" && !promoted.type.signed;
    const wide = unsigned && promoted.type.sizeBytes === 8 ? unsignedLongType : longType;
    return this.convert(promoted, wide, false);
  }

  /** How far a step of a pointer goes; gcc counts void and functions as one byte. */
  protected scaleOf(type: PointerType, position: SourcePosition): number {
    const { target } = type;
    if (target.kind === "void" || target.kind === "function") return 1;
    if (!isComplete(target) && target.kind !== "array") {
      this.error("cc/incomplete-type", `${typeText(target)} is not defined`, position);
    }
    return target.sizeBytes;
  }

  private pointerDifference(
    left: Value,
    right: Value,
    type: PointerType,
    position: SourcePosition,
  ): Value {
    if (isUnsized(type.target) && this.hasFunction)
      return this.unknownOf(type.target, ["*", " - *"], [left, right], position);
    const elementBytes = this.scaleOf(type, position);
    if (left.kind === "constant" && right.kind === "constant" && 0 < elementBytes) {
      const difference = foldArithmetic("-", left, right, longType);
      const count =
        difference && foldArithmetic("/", difference, bitsOfNumber(elementBytes), longType);
      if (count) return constant(count, longType, position);
    }
    const known = knownDistance(left, right);
    if (known !== undefined && 0 < elementBytes) {
      return constant(bitsOfNumber(Math.trunc(known / elementBytes)), longType, position);
    }
    return { kind: "pointer-difference", left, right, elementBytes, type: longType, position };
  }

  protected conditional(
    condition: Condition,
    trueExpression: Expression,
    falseExpression: Expression,
    position: SourcePosition,
  ): Value {
    let whenTrue = this.read(trueExpression);
    let whenFalse = this.read(falseExpression);
    const type = this.conditionalType(whenTrue, whenFalse, position);
    if (type === wrongType) return this.wrong(position);
    if (type.kind !== "record") {
      whenTrue = this.convert(whenTrue, type, false);
      whenFalse = this.convert(whenFalse, type, false);
    }
    const known = this.truth(condition.value);
    if (known !== undefined) return known ? whenTrue : whenFalse;
    if (condition.value.type === wrongType) return this.wrong(position);
    if (type.kind === "float") {
      return this.refuse("cc/float", "floating point is not run", position);
    }
    return { kind: "conditional", condition, whenTrue, whenFalse, type, position };
  }

  private conditionalType(left: Value, right: Value, position: SourcePosition): CType {
    const a = left.type;
    const b = right.type;
    if (a === wrongType || b === wrongType) return wrongType;
    if (a.kind === "int" && b.kind === "int") {
      if (isUndeclared(a) && sameType(a, b)) return a;
      return usualType(this.promote(left).type as IntType, this.promote(right).type as IntType);
    }
    if (isArithmetic(a) && isArithmetic(b)) {
      if (a.kind !== "float") return b;
      return b.kind === "float" && a.sizeBytes < b.sizeBytes ? b : a;
    }
    if (a.kind === "void" || b.kind === "void") return voidType;
    if (a.kind === "record" && sameType(a, b)) return a;
    if (a.kind === "pointer" && b.kind === "pointer") return this.commonPointer(left, right, a, b);
    const pointer = a.kind === "pointer" ? a : b;
    const other = a.kind === "pointer" ? right : left;
    if (pointer.kind === "pointer" && other.type.kind === "int") {
      if (!isNullConstant(other)) {
        const message = `the arms of ?: are ${typeText(a)} and ${typeText(b)}`;
        this.warn("cc/int-conversion", message, position);
      }
      return pointer;
    }
    this.badOperands("?:", a, b, position);
    return wrongType;
  }

  private commonPointer(left: Value, right: Value, a: PointerType, b: PointerType): CType {
    const qualifiers = a.target.qualifiers | b.target.qualifiers;
    if (isNullConstant(left)) return pointerTo(withQualifiers(b.target, qualifiers));
    if (isNullConstant(right)) return pointerTo(withQualifiers(a.target, qualifiers));
    if (a.target.kind === "void" || b.target.kind === "void") {
      return pointerTo(withQualifiers(voidType, qualifiers));
    }
    if (!compatibleTargets(a.target, b.target)) {
      const message = `the arms of ?: are ${typeText(a)} and ${typeText(b)}`;
      this.warn("cc/incompatible-pointer", message, right.position);
      return pointerTo(withQualifiers(voidType, qualifiers));
    }
    return pointerTo(withQualifiers(composite(a.target, b.target), qualifiers));
  }

  // ---- assignment ----

  /** A place that may be stored to; reports what may not. */
  protected modifiable(expression: Expression, position: SourcePosition): Place | undefined {
    if (expression.type === wrongType) return undefined;
    if (!isPlace(expression)) {
      this.error("cc/not-an-object", "only an object can be assigned to", position);
      return undefined;
    }
    const { type } = expression;
    if (type.kind === "array" || type.kind === "function" || type.kind === "void") {
      this.error("cc/not-an-object", `${typeText(type)} cannot be assigned to`, position);
      return undefined;
    }
    if (type.qualifiers & constQualifier) {
      this.error("cc/assign-const", "a const object is assigned to", position);
      return undefined;
    }
    if (type.kind === "float") {
      this.error("cc/float", "floating point is not run", position);
      return undefined;
    }
    return expression;
  }

  /** What is unknown is written to: nobody remembers what, so it stays unknown. */
  private assignUnknown(target: Call, sign: string, given: Value, position: SourcePosition): Value {
    if (given.type === wrongType) return given;
    const value = this.promoteArgument(given);
    return this.unknownUse(target, ["", ` ${sign}`], [...target.args, value], position);
  }

  protected assign(target: Expression, source: Expression, position: SourcePosition): Value {
    const unknown = this.opaque(target);
    if (unknown) return this.assignUnknown(unknown, "=", this.read(source), position);
    const place = this.modifiable(target, position);
    const given = this.read(source);
    if (!place) return this.wrong(position);
    const value = this.convertAssigned(given, place.type, "assignment");
    if (value.type === wrongType) return this.wrong(position);
    return { kind: "assign", place, value, type: unqualified(place.type), position };
  }

  protected compoundAssign(
    operator: ArithmeticOperator,
    target: Expression,
    source: Expression,
    position: SourcePosition,
  ): Value {
    const unknown = this.opaque(target);
    if (unknown) return this.assignUnknown(unknown, `${operator}=`, this.read(source), position);
    const place = this.modifiable(target, position);
    const given = this.noFloat(this.read(source));
    if (!place || given.type === wrongType) return this.wrong(position);
    const type = unqualified(place.type);
    let value = given;
    let operationType: CType = type;
    let scaleBytes = 1;
    if (isUnsizedPointer(type) && this.hasFunction)
      return this.assign(
        target,
        this.binary(operator, this.read(place), given, position),
        position,
      );
    if (
      type.kind === "pointer" &&
      isInteger(given.type) &&
      (operator === "+" || operator === "-")
    ) {
      scaleBytes = this.scaleOf(type, position);
      value = this.pointerIndex(given);
    } else if (type.kind !== "int" || given.type.kind !== "int") {
      return this.badOperands(`${operator}=`, type, given.type, position);
    } else {
      const width = place.kind === "member" ? place.field.bits?.width : undefined;
      const promoted = promotedType(type, width);
      operationType = promoted;
      value = this.promote(given);
      if (operator !== "<<" && operator !== ">>") {
        operationType = usualType(promoted, value.type as IntType);
        value = this.convert(value, operationType, false);
      }
    }
    return {
      kind: "compound-assign",
      operator,
      place,
      value,
      operationType,
      scaleBytes,
      type,
      position,
    };
  }

  protected increment(
    target: Expression,
    form: { readonly decrement: boolean; readonly postfix: boolean },
    position: SourcePosition,
  ): Value {
    const unknown = this.opaque(target);
    const sign = form.decrement ? "--" : "++";
    if (unknown) return this.unknownUse(unknown, ["", sign], unknown.args, position);
    const place = this.modifiable(target, position);
    if (!place) return this.wrong(position);
    const type = unqualified(place.type);
    let operationType: CType = type;
    let scaleBytes = 1;
    if (isUnsizedPointer(type) && this.hasFunction) {
      const one = constant(bitsOf(1), intType, position);
      const moved = this.pointerAdd(this.read(place), one, form.decrement, position);
      return this.assign(place, moved, position);
    }
    if (type.kind === "pointer") scaleBytes = this.scaleOf(type, position);
    else if (type.kind === "int") {
      const width = place.kind === "member" ? place.field.bits?.width : undefined;
      operationType = promotedType(type, width);
    } else {
      return this.refuse("cc/bad-operand", `++ or -- of ${typeText(type)}`, position);
    }
    return { kind: "increment", place, ...form, operationType, scaleBytes, type, position };
  }
}

const isUnsizedPointer = (type: CType): boolean =>
  type.kind === "pointer" && isUnsized(type.target);

/** An object that is laid out here, and starts with nothing that was not understood. */
function isOwnObject(place: Place): boolean {
  if (place.type.kind === "record") return false;
  let base = place;
  while (base.kind === "member") ({ base } = base);
  if (base.kind === "global") return base.symbol.initialiser === undefined;
  return base.kind !== "dereference" || base !== place;
}

/**
 * Pointers to these may stand for each other; signedness of what they point to aside, as the kernel
 * is built.
 */
function compatibleTargets(left: CType, right: CType): boolean {
  if (left.kind === "void" || right.kind === "void") return true;
  const a = unqualified(left);
  const b = unqualified(right);
  if (a.kind === "int" && b.kind === "int") return a.sizeBytes === b.sizeBytes && a.rank === b.rank;
  if (a.kind === "pointer" && b.kind === "pointer") return compatibleTargets(a.target, b.target);
  if (a.kind === "array" && b.kind === "array") return compatibleTargets(a.element, b.element);
  if (a.kind === "unknown" || b.kind === "unknown") return true;
  if (isUndeclared(a) || isUndeclared(b)) return true;
  return sameType(a, b);
}

/** Of two types that are the same, one that knows what either of them knows. */
export function composite(left: CType, right: CType): CType {
  if (left.kind === "array" && right.kind === "array") {
    if (left.length === undefined && right.length !== undefined) return right;
    return arrayOf(composite(left.element, right.element), left.length);
  }
  if (left.kind === "function" && right.kind === "function") {
    return left.prototyped && !right.prototyped ? left : right;
  }
  if (left.kind === "pointer" && right.kind === "pointer") {
    const target = composite(left.target, right.target);
    return target === left.target ? left : withQualifiers(pointerTo(target), left.qualifiers);
  }
  return left;
}
