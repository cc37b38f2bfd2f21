// SPDX-License-Identifier: MIT
// The functions that are not C: __builtin_*, and the C library's names where a unit calls them
// undeclared. Over 400 lines, a third of them the list of names.
import { constant, type Expression, wrongType } from "./check";
import { ExpressionParser } from "./expression";
import { bitsOf, bitsOfNumber, type Bits, isZero } from "./fold";
import { findField } from "./layout";
import type { SourcePosition } from "./position";
import { Id, type PpToken } from "./token";
import type { BuiltinName, FunctionSymbol, Value } from "./tree";
import {
  boolType,
  charType,
  constQualifier,
  type CType,
  intType,
  longLongType,
  longType,
  pointerTo,
  isUnsized,
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

const textType = pointerTo(withQualifiers(charType, constQualifier));
const voidPointer = pointerTo(voidType);

/** Letters of the signatures below. */
const letterTypes: Readonly<Record<string, CType>> = {
  v: voidType,
  p: voidPointer,
  P: pointerTo(withQualifiers(voidType, constQualifier)),
  s: pointerTo(charType),
  S: textType,
  i: intType,
  l: longType,
  L: longLongType,
  u: unsignedLongType,
};

/**
 * What the library's functions take and return: the return type's letter, then the parameters'; "."
 * for "...".
 */
const librarySignatures: ReadonlyMap<string, string> = new Map(
  Object.entries({
    abort: "v",
    abs: "ii",
    calloc: "puu",
    exit: "vi",
    free: "vp",
    labs: "ll",
    llabs: "LL",
    malloc: "pu",
    memchr: "pPiu",
    memcmp: "iPPu",
    memcpy: "ppPu",
    memmove: "ppPu",
    mempcpy: "ppPu",
    memset: "ppiu",
    printf: "iS.",
    putchar: "ii",
    puts: "iS",
    realloc: "ppu",
    snprintf: "isuS.",
    sprintf: "isS.",
    stpcpy: "ssS",
    strcat: "ssS",
    strchr: "sSi",
    strcmp: "iSS",
    strcpy: "ssS",
    strcspn: "uSS",
    strdup: "sS",
    strlen: "uS",
    strncat: "ssSu",
    strncmp: "iSSu",
    strncpy: "ssSu",
    strpbrk: "sSS",
    strrchr: "sSi",
    strspn: "uSS",
    strstr: "sSS",
  }),
);

/** Bit counting: by name the type of the operand's last letters. */
const countedTypes: Readonly<Record<string, CType>> = {
  "": unsignedIntType,
  l: unsignedLongType,
  ll: unsignedLongLongType,
};

const countNames = /^(clz|ctz|ffs|popcount|parity|clrsb)(|l|ll)$/;
const overflowNames = /^(?:s|u|)(add|sub|mul)(?:l|ll|)_overflow(_p|)$/;

export abstract class BuiltinParser extends ExpressionParser {
  /** A function of the unit's linkage by name, declared if it was not. */
  protected abstract externFunction(name: string, type: CType, at: PpToken): FunctionSymbol;

  protected override libraryType(name: string): CType | undefined {
    const signature = librarySignatures.get(name);
    if (signature === undefined) return undefined;
    const variadic = signature.endsWith(".");
    const [returns = voidType, ...parameters] = [...signature.replace(".", "")].map(
      (letter) => letterTypes[letter] ?? intType,
    );
    return this.declareBuiltinType(returns, parameters, variadic);
  }

  /** The name has been read; undefined if it is not a builtin. */
  protected override builtinCall(name: PpToken): Expression | undefined {
    const { text, position } = name;
    if (!text.startsWith("__builtin_") && text !== "alloca") return undefined;
    const builtin = text.replace("__builtin_", "");
    if (this.token.id !== Id.LeftParen) return this.libraryFunction(builtin, name);
    switch (builtin) {
      case "offsetof":
        return this.offsetOf(position);
      case "types_compatible_p":
        return this.typesCompatible(position);
      case "choose_expr":
        return this.chooseExpression();
      case "va_arg":
        return this.vaArgument(position);
      default:
        if (librarySignatures.has(builtin)) return this.libraryFunction(builtin, name);
        return this.plainBuiltin(builtin, this.builtinArguments(), position);
    }
  }

  private libraryFunction(builtin: string, name: PpToken): Expression {
    const type = this.libraryType(builtin);
    if (!type) {
      const message = `${name.text} is not a builtin this compiler knows`;
      return this.refuse("cc/unknown-builtin", message, name.position);
    }
    const symbol = this.externFunction(builtin, type, name);
    return { kind: "designator", symbol, type: symbol.type, position: name.position };
  }

  protected builtinArguments(): Expression[] {
    this.expect(Id.LeftParen, "(");
    const args: Expression[] = [];
    while (this.token.id !== Id.RightParen) {
      args.push(this.assignment());
      if (!this.accept(Id.Comma)) break;
    }
    this.expect(Id.RightParen, ")");
    return args;
  }

  private plainBuiltin(
    name: string,
    args: readonly Expression[],
    position: SourcePosition,
  ): Expression {
    const first = args[0] ?? this.zero(position);
    const count = countNames.exec(name);
    if (count) return this.countBuiltin(count[1] as BuiltinName, count[2] ?? "", first, position);
    const overflow = overflowNames.exec(name);
    if (overflow)
      return this.overflowBuiltin(overflow[1] ?? "", args, overflow[2] !== "", position);
    switch (name) {
      case "expect":
      case "expect_with_probability":
        return this.expected(first, args[1] ?? first, position);
      case "constant_p":
        return constant(bitsOf(this.isKnown(first) ? 1 : 0), intType, position);
      case "bswap16":
        return this.byteSwap(first, unsignedShortType, position);
      case "bswap32":
        return this.byteSwap(first, unsignedIntType, position);
      case "bswap64":
        return this.byteSwap(first, unsignedLongType, position);
      case "unreachable":
      case "trap":
        return { kind: "builtin", name, args: [], type: voidType, position };
      case "va_start":
        return this.listBuiltin("va-start", [first], position);
      case "va_end":
        return this.listBuiltin("va-end", [first], position);
      case "va_copy":
        return this.listBuiltin("va-copy", args, position);
      case "object_size":
      case "dynamic_object_size": {
        const kind = this.read(args[1] ?? first);
        const unknown = kind.kind === "constant" && (kind.lo & 2) !== 0 ? 0 : -1;
        return constant(bitsOf(unknown), unsignedLongType, position);
      }
      case "return_address":
      case "frame_address":
        return this.addressBuiltin(name, first, position);
      case "extract_return_addr":
      case "assume_aligned":
      case "speculation_safe_value":
        return this.read(first);
      case "prefetch":
        return this.convert(this.read(first), voidType, false);
      case "alloca":
        return this.addressBuiltin(name, first, position);
      case "classify_type":
        return constant(
          bitsOf(this.read(first).type.kind === "pointer" ? 5 : 1),
          intType,
          position,
        );
      case "setjmp":
      case "longjmp":
        return this.refuse("cc/unsupported", "setjmp and longjmp are not run", position);
      case "LINE":
        return constant(bitsOf(position.line), intType, position);
      default: {
        const message = `__builtin_${name} is not a builtin this compiler knows`;
        return this.refuse("cc/unknown-builtin", message, position);
      }
    }
  }

  /** The first operand; the second one is computed where that does something. */
  private expected(first: Expression, second: Expression, position: SourcePosition): Value {
    const value = this.convert(this.read(first), longType, false);
    const guess = first === second ? value : this.read(second);
    if (guess === value || guess.kind === "constant" || value.type === wrongType) return value;
    return { kind: "comma", left: guess, right: value, type: longType, position };
  }

  private addressBuiltin(
    name: "return_address" | "frame_address" | "alloca",
    argument: Expression,
    position: SourcePosition,
  ): Value {
    const size = this.convertAssigned(this.read(argument), unsignedLongType, `__builtin_${name}`);
    if (size.type === wrongType) return size;
    const builtin =
      name === "alloca" ? name : name === "return_address" ? "return-address" : "frame-address";
    return { kind: "builtin", name: builtin, args: [size], type: voidPointer, position };
  }

  /** Whether gcc would call it constant without optimising. */
  private isKnown(expression: Expression): boolean {
    const { errorCount } = this;
    const kept = this.diagnostics.length;
    const value = this.read(expression);
    this.errorCount = errorCount;
    this.diagnostics.length = kept;
    if (value.kind === "constant") return value.type !== wrongType;
    return value.kind === "address" && value.place.kind === "string";
  }

  private countBuiltin(
    name: BuiltinName,
    suffix: string,
    argument: Expression,
    position: SourcePosition,
  ): Value {
    const type = countedTypes[suffix] ?? unsignedIntType;
    const value = this.convertAssigned(this.read(argument), type, `__builtin_${name}${suffix}`);
    if (value.type === wrongType) return value;
    if (value.kind === "constant") {
      const known = countBits(name, value, type.sizeBytes * 8);
      if (known !== undefined) return constant(bitsOf(known), intType, position);
    }
    return { kind: "builtin", name, args: [value], type: intType, position };
  }

  private byteSwap(argument: Expression, type: CType, position: SourcePosition): Value {
    const value = this.convertAssigned(this.read(argument), type, "a byte swap");
    if (value.type === wrongType) return value;
    if (value.kind === "constant")
      return constant(swapBytes(value, type.sizeBytes), type, position);
    return { kind: "builtin", name: "bswap", args: [value], type, position };
  }

  private overflowBuiltin(
    operation: string,
    given: readonly Expression[],
    asks: boolean,
    position: SourcePosition,
  ): Value {
    const args = given.map((argument) => this.read(argument));
    if (args.some((argument) => argument.type === wrongType)) return this.wrong(position);
    // What only asks names a type by its third operand; the result goes nowhere.
    const [, , like] = args;
    if (asks && like?.type.kind === "int") {
      const local = this.hiddenLocal(like.type, position);
      const place = { kind: "local", local, type: like.type, position } as const;
      args[2] = this.addressOf(place, pointerTo(like.type), false);
    }
    const [left, right, target] = args;
    const fits =
      left?.type.kind === "int" &&
      right?.type.kind === "int" &&
      target?.type.kind === "pointer" &&
      target.type.target.kind === "int";
    if (!fits) {
      const message = `__builtin_${operation}_overflow takes two integers and a pointer to one`;
      return this.refuse("cc/bad-operand", message, position);
    }
    const name = `${operation}-overflow` as BuiltinName;
    return { kind: "builtin", name, args, type: boolType, position };
  }

  private listBuiltin(
    name: BuiltinName,
    given: readonly Expression[],
    position: SourcePosition,
  ): Value {
    const args = given.map((argument) => this.read(argument));
    if (args.some((argument) => argument.type === wrongType)) return this.wrong(position);
    if (args.some((argument) => argument.type.kind !== "pointer")) {
      return this.refuse("cc/bad-operand", `${name} needs a va_list`, position);
    }
    return { kind: "builtin", name, args, type: voidType, position };
  }

  private vaArgument(position: SourcePosition): Value {
    this.expect(Id.LeftParen, "(");
    const list = this.read(this.assignment());
    this.expect(Id.Comma, ",");
    const type = unqualified(this.typeName());
    this.expect(Id.RightParen, ")");
    if (list.type === wrongType) return list;
    if (list.type.kind !== "pointer") {
      return this.refuse("cc/bad-operand", "va_arg needs a va_list", position);
    }
    if (type.kind === "float") {
      return this.refuse("cc/float", "floating point is not run", position);
    }
    return { kind: "builtin", name: "va-arg", args: [list], type, position };
  }

  private typesCompatible(position: SourcePosition): Value {
    this.expect(Id.LeftParen, "(");
    const left = unqualified(this.typeName());
    this.expect(Id.Comma, ",");
    const right = unqualified(this.typeName());
    this.expect(Id.RightParen, ")");
    return constant(bitsOf(sameType(left, right) ? 1 : 0), intType, position);
  }

  /** Only the chosen operand counts; the other one needs only parse. */
  private chooseExpression(): Expression {
    this.expect(Id.LeftParen, "(");
    const condition = this.constantExpression("__builtin_choose_expr");
    const wantsFirst = condition !== undefined && !isZero(condition);
    this.expect(Id.Comma, ",");
    const first = this.optional(wantsFirst);
    this.expect(Id.Comma, ",");
    const second = this.optional(!wantsFirst);
    this.expect(Id.RightParen, ")");
    return wantsFirst ? first : second;
  }

  private optional(counts: boolean): Expression {
    const { errorCount } = this;
    const kept = this.diagnostics.length;
    const expression = this.assignment();
    if (!counts) {
      this.errorCount = errorCount;
      this.diagnostics.length = kept;
    }
    return expression;
  }

  /** offsetof with a path: a.b[2].c. The index may vary, as in gcc. */
  private offsetOf(position: SourcePosition): Value {
    this.expect(Id.LeftParen, "(");
    let type = this.typeName();
    this.expect(Id.Comma, ",");
    let offset: Value = constant({ lo: 0, hi: 0 }, unsignedLongType, position);
    let dot = true;
    while (this.token.id !== Id.RightParen) {
      if (dot || this.accept(Id.Dot)) {
        dot = false;
        const name = this.fieldName();
        const path = type.kind === "record" ? findField(type.definition, name.text) : undefined;
        if (!path) {
          const message = `${typeText(type)} has no field "${name.text}"`;
          if (this.hasFunction && (type.kind === "record" || isUnsized(type))) {
            this.warn("cc/unknown-field", message, name.position);
            const field = this.unknownField(type, name.text, [], name.position);
            while (this.is(Id.Dot) || this.is(Id.LeftBracket))
              if (this.accept(Id.Dot)) this.fieldName();
              else this.skipGroup();
            this.expect(Id.RightParen, ")");
            return this.unknownUse(field, ["offsetof ", ""], [], position);
          }
          this.error("cc/unknown-field", message, name.position);
          offset = this.wrong(position);
          type = wrongType;
          continue;
        }
        for (const field of path) {
          const step = constant(bitsOfNumber(field.offsetBytes), unsignedLongType, position);
          offset = this.binary("+", offset, step, position);
          ({ type } = field);
        }
        continue;
      }
      this.expect(Id.LeftBracket, "[");
      const index = this.read(this.expression());
      this.expect(Id.RightBracket, "]");
      if (type.kind !== "array") {
        if (type === wrongType) continue;
        return this.refuse("cc/bad-operand", `${typeText(type)} has no elements`, position);
      }
      type = type.element;
      const size = constant(bitsOfNumber(type.sizeBytes), unsignedLongType, position);
      offset = this.binary("+", offset, this.binary("*", index, size, position), position);
    }
    this.expect(Id.RightParen, ")");
    return this.convert(offset, unsignedLongType, false);
  }
}

/** undefined: counting zeros of 0, which has no value. */
function countBits(name: BuiltinName, bits: Bits, width: number): number | undefined {
  const { lo } = bits;
  const hi = width === 64 ? bits.hi : 0;
  const leading = (): number =>
    width === 32 ? Math.clz32(lo) : hi ? Math.clz32(hi) : 32 + Math.clz32(lo);
  const trailing = (): number => (lo ? 31 - Math.clz32(lo & -lo) : 63 - Math.clz32(hi & -hi));
  switch (name) {
    case "clz":
      return lo | hi ? leading() : undefined;
    case "ctz":
      return lo | hi ? trailing() : undefined;
    case "ffs":
      return lo | hi ? trailing() + 1 : 0;
    case "popcount":
      return countOnes(lo) + countOnes(hi);
    case "parity":
      return (countOnes(lo) + countOnes(hi)) & 1;
    default:
      return undefined;
  }
}

function countOnes(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function swapBytes(bits: Bits, sizeBytes: number): Bits {
  const swap = (word: number): number =>
    (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
  if (sizeBytes === 2) return { lo: swap(bits.lo) >>> 16, hi: 0 };
  if (sizeBytes === 4) return { lo: swap(bits.lo), hi: 0 };
  return { lo: swap(bits.hi), hi: swap(bits.lo) };
}
