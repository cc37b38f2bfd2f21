// SPDX-License-Identifier: MIT
// Declarations: specifiers, declarators, attributes, structs and enumerations. Over 400 lines: they
// contain one another.
import { wrongType } from "./check";
import { AtomicParser } from "./atomic";
import { add, type Bits, compare, zeroBits } from "./fold";
import { layOut, type MemberDeclaration } from "./layout";
import { unquote } from "./literal";
import type { SourcePosition } from "./position";
import { Id, Kind, type PpToken } from "./token";
import type { Value } from "./tree";
import {
  arrayOf,
  boolType,
  charType,
  constQualifier,
  type CType,
  doubleType,
  type EnumDefinition,
  type EnumMember,
  enumType,
  floatType,
  functionType,
  type IntType,
  intType,
  isComplete,
  longDoubleType,
  longLongType,
  longType,
  newRecord,
  objectType,
  partsOf,
  type Parameter,
  pointerTo,
  type RecordDefinition,
  recordType,
  type RecordType,
  shortType,
  signedCharType,
  typeText,
  undeclaredType,
  unknownType,
  unqualified,
  unsignedCharType,
  unsignedIntType,
  unsignedLongLongType,
  unsignedLongType,
  unsignedShortType,
  voidType,
  volatileQualifier,
  withAlignment,
  withQualifiers,
} from "./type";

/** The attributes that change meaning; all others are parsed and dropped. */
export interface Attributes {
  packed: boolean;
  /** 0: none. */
  alignBytes: number;
  noReturn: boolean;
  isWeak: boolean;
  alias: string | undefined;
  cleanup: PpToken | undefined;
  /** mode(DI) and its like: the size of an integer. */
  modeBytes: number;
  unsupported: string | undefined;
}

const newAttributes = (): Attributes => ({
  packed: false,
  alignBytes: 0,
  noReturn: false,
  isWeak: false,
  alias: undefined,
  cleanup: undefined,
  modeBytes: 0,
  unsupported: undefined,
});

/** What most declarations have; never written to. */
const noAttributes: Readonly<Attributes> = newAttributes();

/** Who has attributes, and gets ones of its own with the first that is read. */
interface Attributed {
  attributes: Readonly<Attributes>;
}

function ownAttributes(of: Attributed): Attributes {
  return (of.attributes = of.attributes === noAttributes ? newAttributes() : of.attributes);
}

function mergeAttributes(of: Attributed, from: Readonly<Attributes>): void {
  if (from === noAttributes) return;
  const into = ownAttributes(of);
  into.packed ||= from.packed;
  into.alignBytes = Math.max(into.alignBytes, from.alignBytes);
  into.noReturn ||= from.noReturn;
  into.isWeak ||= from.isWeak;
  into.alias ??= from.alias;
  into.cleanup ??= from.cleanup;
  into.modeBytes ||= from.modeBytes;
  into.unsupported ??= from.unsupported;
}

/** Where a declaration may stand, other things may too. */
type Wanted = "type" | "declaration";

export type Storage = "none" | "typedef" | "extern" | "static" | "auto" | "register";

export interface Specifiers {
  type: CType;
  storage: Storage;
  isInline: boolean;
  /** __auto_type: the initialiser decides. */
  isAuto: boolean;
  /** No type was written at all. */
  isImplicit: boolean;
  attributes: Readonly<Attributes>;
  readonly position: SourcePosition;
}

export interface ParameterDeclaration extends Parameter {
  readonly position: SourcePosition;
}

export interface Declarator {
  readonly type: CType;
  readonly name: PpToken | undefined;
  /** Of the function this declares, if it declares one. */
  readonly parameters: readonly ParameterDeclaration[] | undefined;
  /** Names of a K&R parameter list. */
  readonly oldNames: readonly PpToken[] | undefined;
  attributes: Readonly<Attributes>;
  readonly position: SourcePosition;
}

/** What a declarator does to the type before it, innermost last. */
type Derivation =
  | { readonly kind: "pointer"; readonly qualifiers: number }
  | {
      readonly kind: "array";
      readonly length: number | undefined;
      readonly at: PpToken;
    }
  | {
      readonly kind: "function";
      readonly parameters: readonly ParameterDeclaration[];
      readonly oldNames: readonly PpToken[] | undefined;
      readonly variadic: boolean;
      readonly prototyped: boolean;
      readonly at: PpToken;
    };

/** Larger objects could not be given memory. */
const arrayBytesLimit = 0x7fff_ffff;

/** Pointers, arrays and functions in one declarator; whoever walks a type recurses as deep. */
const derivationLimit = 100;

/**
 * Parts of a type with all that its typedefs stand for; whoever compares or prints it walks them.
 * Function types of typedefs of function types double with each. The longest of the kernel have
 * some dozens.
 */
const partsLimit = 2000;

/** Types of one word. */
const plainTypes: ReadonlyMap<Id, CType> = new Map<Id, CType>([
  [Id.Void, voidType],
  [Id.Bool, boolType],
  [Id.Char, charType],
  [Id.Short, shortType],
  [Id.Int, intType],
  [Id.Long, longType],
  [Id.Unsigned, unsignedIntType],
  [Id.Signed, intType],
]);

const noWords: Id[] = [];

const typeKeywordFirst = Id.Void;
const typeKeywordLast = Id.VaListType;

const modeSizes: ReadonlyMap<string, number> = new Map(
  Object.entries({
    QI: 1,
    byte: 1,
    HI: 2,
    SI: 4,
    DI: 8,
    word: 8,
    pointer: 8,
  }),
);

export abstract class DeclarationParser extends AtomicParser {
  private vaListType: CType | undefined;

  protected abstract staticAssert(): void;

  protected override startsType(token: PpToken): boolean {
    if (token.kind !== Kind.Identifier) return false;
    const { id } = token;
    if (id === Id.None) return this.names.get(token.text)?.kind === "typedef";
    return (Id.Typedef <= id && id <= typeKeywordLast) || id === Id.StaticAssert;
  }

  /**
   * As startsType, but not what can begin no type name: storage classes and __extension__ before an
   * expression.
   */
  protected startsDeclaration(token: PpToken): boolean {
    if (token.id === Id.Extension) return this.startsType(this.peek(1));
    return this.startsType(token);
  }

  // ---- specifiers ----

  /** `wanted`: what else than a type may stand here, so that a name nobody declared is one. */
  protected specifiers(wanted: Wanted = "declaration"): Specifiers {
    const result: Specifiers = {
      type: intType,
      storage: "none",
      isInline: false,
      isAuto: false,
      isImplicit: false,
      attributes: noAttributes,
      position: this.token.position,
    };
    let qualifiers = 0;
    let type: CType | undefined;
    let words: Id[] = noWords;
    for (;;) {
      const { token } = this;
      const { id } = token;
      if (token.kind !== Kind.Identifier) break;
      if (id === Id.Const) qualifiers |= constQualifier;
      else if (id === Id.Volatile) qualifiers |= volatileQualifier;
      else if (id === Id.Attribute || id === Id.Alignas) {
        this.attributes(result);
        continue;
      } else if (Id.Typedef <= id && id <= Id.Extension) {
        if (id === Id.Atomic && this.peek(1).id === Id.LeftParen && !type && !words.length) {
          this.advance();
          type = this.parenthesisedType();
          continue;
        }
        this.storageWord(id, token, result);
      } else if (type === undefined && !words.length && (id === Id.None || Id.Struct <= id)) {
        const named = this.namedType(token, result, wanted);
        if (!named) break;
        type = named;
        continue;
      } else if (typeKeywordFirst <= id && id <= Id.Int128 && type === undefined) {
        if (words === noWords) words = [id];
        else words.push(id);
      } else break;
      this.advance();
    }
    if (type === undefined) {
      type = words.length ? this.basicType(words, result.position) : intType;
      result.isImplicit = !words.length && !result.isAuto;
    }
    const { modeBytes, unsupported } = result.attributes;
    if (unsupported) type = this.unsupported(unsupported, result.position);
    if (modeBytes && type.kind === "int") type = integerOfSize(modeBytes, type.signed);
    result.type = withQualifiers(type, qualifiers);
    return result;
  }

  private unsupported(attribute: string, position: SourcePosition): CType {
    this.error("cc/unsupported", `types with the attribute ${attribute} are not run`, position);
    return unknownType(attribute);
  }

  private storageWord(id: Id, token: PpToken, result: Specifiers): void {
    switch (id) {
      case Id.Typedef:
      case Id.Extern:
      case Id.Static:
      case Id.Auto:
      case Id.Register:
        if (result.storage !== "none" && result.storage !== (token.text as Storage)) {
          this.error("cc/storage", `${result.storage} and ${token.text}`, token.position);
        }
        result.storage = token.text as Storage;
        return;
      case Id.Inline:
        result.isInline = true;
        return;
      case Id.NoReturn:
        ownAttributes(result).noReturn = true;
    }
  }

  /** A type that is not made of basic words; reads it. */
  private namedType(token: PpToken, result: Specifiers, wanted: Wanted): CType | undefined {
    switch (token.id) {
      case Id.Struct:
      case Id.Union:
        return this.recordSpecifier(result);
      case Id.Enum:
        return this.enumSpecifier();
      case Id.Typeof:
        this.advance();
        return this.typeofSpecifier();
      case Id.AutoType:
        this.advance();
        result.isAuto = true;
        return intType;
      case Id.VaListType:
        this.advance();
        return this.vaList();
      case Id.None: {
        const binding = this.names.get(token.text);
        if (binding?.kind === "typedef") {
          this.advance();
          return binding.type;
        }
        return this.unknownTypeName(token, binding ? "declaration" : wanted);
      }
      default:
        return undefined;
    }
  }

  /** A name where a type has to be, or one followed by what can only follow a type. */
  private unknownTypeName(token: PpToken, wanted: Wanted): CType | undefined {
    if (wanted === "declaration" && !this.isBeforeDeclarator()) return undefined;
    this.advance();
    const message = `the type "${token.text}" is not known`;
    this.warn("cc/unknown-type", message, token.position, token.text);
    return undeclaredType(token.text);
  }

  /** Whether what follows the current name is what can only follow a type. */
  private isBeforeDeclarator(): boolean {
    const next = this.peek(1);
    const after = this.peek(2);
    if (next.kind === Kind.Identifier)
      return next.id === Id.None || next.id === Id.Const || next.id === Id.Volatile;
    if (next.id === Id.Star)
      return after.kind === Kind.Identifier || after.id === Id.Star || after.id === Id.RightParen;
    // A pointer to a function: `name_t (*call)(int);`
    if (next.id !== Id.LeftParen || after.id !== Id.Star || this.hasFunction) return false;
    const bracket = this.peek(5).id;
    const isClosed = this.peek(3).kind === Kind.Identifier && this.peek(4).id === Id.RightParen;
    return isClosed && (bracket === Id.LeftParen || bracket === Id.LeftBracket);
  }

  /**
   * Where the ")" stands of a name nobody declared, or pointers to it, in parentheses that begin at
   * the current token; 0: there is something else.
   */
  protected override endOfUnknownType(): number {
    const name = this.peek(1);
    if (this.token.id !== Id.LeftParen || name.kind !== Kind.Identifier || name.id !== Id.None)
      return 0;
    let distance = 2;
    for (let { id } = this.peek(2); id !== Id.RightParen; { id } = this.peek(++distance))
      if (!isOfPointer(id)) return 0;
    return !this.names.get(name.text) ? distance : 0;
  }

  /** The type of an object that is there; of one that nothing defines, which is reported. */
  protected objectOf(type: CType, position: SourcePosition, name: string): CType {
    const settled = objectType(type);
    if (settled === type) return type;
    const message = `"${name}" has the type ${typeText(type)}, which is not defined`;
    this.warn("cc/incomplete-type", message, position);
    return settled;
  }

  private typeofSpecifier(): CType {
    const isType = this.endOfUnknownType() > 0;
    this.expect(Id.LeftParen, "(");
    let type: CType;
    if (isType || this.startsType(this.token)) type = this.typeName();
    else ({ type } = this.expression());
    this.expect(Id.RightParen, ")");
    return type;
  }

  private parenthesisedType(): CType {
    this.expect(Id.LeftParen, "(");
    const type = this.typeName();
    this.expect(Id.RightParen, ")");
    return type;
  }

  private basicType(words: readonly Id[], position: SourcePosition): CType {
    const plain = words.length === 1 ? plainTypes.get(words[0] as Id) : undefined;
    if (plain) return plain;
    const count = (id: Id): number => words.filter((word) => word === id).length;
    const has = (id: Id): boolean => words.includes(id);
    const unsigned = has(Id.Unsigned);
    const longs = count(Id.Long);
    if (has(Id.Complex)) {
      this.error("cc/float", "complex numbers are not run", position);
      return unknownType("_Complex");
    }
    if (has(Id.Void)) return voidType;
    if (has(Id.Bool)) return boolType;
    if (has(Id.Float)) return floatType;
    if (has(Id.LongDouble)) return longDoubleType;
    if (has(Id.Double)) return longs ? longDoubleType : doubleType;
    if (has(Id.Int128)) return unknownType("__int128");
    if (has(Id.Char)) {
      return unsigned ? unsignedCharType : has(Id.Signed) ? signedCharType : charType;
    }
    if (has(Id.Short)) return unsigned ? unsignedShortType : shortType;
    if (1 < longs) return unsigned ? unsignedLongLongType : longLongType;
    if (longs) return unsigned ? unsignedLongType : longType;
    return unsigned ? unsignedIntType : intType;
  }

  /** As the psABI has it: an array of one, so that it is passed by reference. */
  private vaList(): CType {
    if (!this.vaListType) {
      const position = { path: "<built-in>", line: 1, column: 1 };
      const definition = newRecord("struct", "__va_list_tag", position);
      const member = (name: string, type: CType): MemberDeclaration => ({
        name,
        type,
        width: undefined,
        alignBytes: 0,
        packed: false,
        position,
      });
      const pointer = pointerTo(voidType);
      const members = [
        member("gp_offset", unsignedIntType),
        member("fp_offset", unsignedIntType),
        member("overflow_arg_area", pointer),
        member("reg_save_area", pointer),
      ];
      layOut(definition, members, { packed: false, alignBytes: 0, packBytes: 0 });
      this.vaListType = arrayOf(recordType(definition), 1);
    }
    return this.vaListType;
  }

  // ---- attributes ----

  /** Any number of __attribute__((...)), _Alignas(...) and asm("name"). */
  protected attributes(of: Attributed): void {
    if (!this.is(Id.Attribute) && !this.is(Id.Alignas)) return;
    const result = ownAttributes(of);
    for (;;) {
      if (this.is(Id.Attribute)) {
        this.advance();
        this.expect(Id.LeftParen, "(");
        this.expect(Id.LeftParen, "(");
        while (!this.is(Id.RightParen)) {
          this.attribute(result);
          if (!this.accept(Id.Comma)) break;
        }
        this.expect(Id.RightParen, ")");
        this.expect(Id.RightParen, ")");
      } else if (this.is(Id.Alignas)) {
        this.advance();
        this.expect(Id.LeftParen, "(");
        const align = this.startsType(this.token)
          ? this.typeName().alignBytes
          : (this.constantSize("_Alignas") ?? 0);
        this.expect(Id.RightParen, ")");
        result.alignBytes = Math.max(result.alignBytes, align);
      } else return;
    }
  }

  private attribute(result: Attributes): void {
    if (this.token.kind !== Kind.Identifier) return;
    const word = this.advance();
    const hasArguments = this.is(Id.LeftParen);
    const name = word.text.replace(/^__(.*)__$/, "$1");
    switch (name) {
      case "packed":
        result.packed = true;
        break;
      case "noreturn":
        result.noReturn = true;
        break;
      case "weak":
        result.isWeak = true;
        break;
      case "vector_size":
        result.unsupported = name;
        break;
      case "aligned":
        if (hasArguments) {
          this.advance();
          const align = this.constantSize("aligned") ?? 0;
          if (0 < align && (align & (align - 1)) === 0) {
            result.alignBytes = Math.max(result.alignBytes, align);
          }
          this.expect(Id.RightParen, ")");
        } else result.alignBytes = Math.max(result.alignBytes, 16);
        return;
      case "alias":
        if (hasArguments && this.peek(1).kind === Kind.String) {
          result.alias = unquote(this.peek(1).text).inner;
        }
        break;
      case "cleanup":
        if (hasArguments) result.cleanup = this.peek(1);
        break;
      case "mode":
        if (hasArguments) {
          result.modeBytes = modeSizes.get(this.peek(1).text.replace(/^__(.*)__$/, "$1")) ?? 0;
        }
        break;
    }
    if (hasArguments) this.skipGroup();
  }

  /** asm("name") after a declarator: the name a linker would see; ours goes by C's names. */
  protected skipAsmName(): void {
    if (this.is(Id.Asm)) {
      this.advance();
      this.skipGroup();
    }
  }

  // ---- declarators ----

  protected override typeName(): CType {
    const specifiers = this.specifiers("type");
    const { type, name } = this.declarator(specifiers.type);
    if (name)
      this.error("cc/syntax", `a type is expected, "${name.text}" is a name`, name.position);
    if (this.isVariableLength(type, specifiers.position)) return wrongType;
    return this.aligned(type, specifiers.attributes);
  }

  /** A type with the alignment an attribute asks for. */
  protected aligned(type: CType, { alignBytes }: Readonly<Attributes>): CType {
    return alignBytes && alignBytes !== type.alignBytes ? withAlignment(type, alignBytes) : type;
  }

  /** A declarator with or without a name. */
  protected declarator(base: CType): Declarator {
    const { token } = this;
    const of: Attributed = { attributes: noAttributes };
    const derivations: Derivation[] = [];
    const name = this.derive(derivations, of);
    let type = base;
    for (const derivation of derivations) type = this.applied(type, derivation);
    const last = derivations[derivations.length - 1];
    const isFunction = last?.kind === "function";
    if (last && partsLimit <= partsOf(type, partsLimit)) {
      this.error("cc/too-deep", "a type of too many parts", token.position);
      const form = { variadic: false, prototyped: false };
      type = isFunction ? functionType(intType, [], form) : wrongType;
    }
    this.skipAsmName();
    this.attributes(of);
    const { attributes } = of;
    const { position } = name ?? token;
    if (attributes.unsupported) type = this.unsupported(attributes.unsupported, token.position);
    return {
      type,
      name,
      parameters: isFunction ? last.parameters : undefined,
      oldNames: isFunction ? last.oldNames : undefined,
      attributes,
      position,
    };
  }

  /** Collects what is done to the base type, in order; gives the name. */
  private derive(derivations: Derivation[], of: Attributed): PpToken | undefined {
    this.descend();
    while (this.is(Id.Star)) {
      this.advance();
      derivations.push({ kind: "pointer", qualifiers: this.pointerQualifiers(of) });
    }
    this.attributes(of);
    let name: PpToken | undefined;
    let inner: Derivation[] | undefined;
    if (this.is(Id.LeftParen) && this.isNestedDeclarator()) {
      this.advance();
      this.attributes(of);
      name = this.derive((inner = []), of);
      this.expect(Id.RightParen, ")");
    } else if (this.token.kind === Kind.Identifier && this.is(Id.None)) name = this.advance();
    if (this.is(Id.LeftBracket) || this.is(Id.LeftParen)) derivations.push(...this.suffixes());
    if (inner) derivations.push(...inner);
    if (derivationLimit < derivations.length) {
      this.error("cc/too-deep", "a type of too many parts", this.token.position);
      derivations.length = derivationLimit;
    }
    this.ascend();
    return name;
  }

  /** Brackets and parameter lists behind a name, the last one first. */
  private suffixes(): Derivation[] {
    const suffixes: Derivation[] = [];
    for (;;) {
      if (this.is(Id.LeftBracket)) suffixes.push(this.arraySuffix());
      else if (this.is(Id.LeftParen)) suffixes.push(this.functionSuffix());
      else return suffixes.reverse();
    }
  }

  private pointerQualifiers(of: Attributed): number {
    let qualifiers = 0;
    for (;;) {
      if (this.accept(Id.Const)) qualifiers |= constQualifier;
      else if (this.accept(Id.Volatile)) qualifiers |= volatileQualifier;
      else if (this.is(Id.Attribute)) this.attributes(of);
      else if (!this.accept(Id.Restrict) && !this.accept(Id.Atomic)) return qualifiers;
    }
  }

  /** After "(": a declarator in parentheses, not a parameter list. */
  private isNestedDeclarator(): boolean {
    const next = this.peek(1);
    if (next.id === Id.Star || next.id === Id.LeftParen || next.id === Id.LeftBracket) return true;
    if (next.id === Id.Attribute) return true;
    return next.kind === Kind.Identifier && next.id === Id.None && !this.startsType(next);
  }

  private arraySuffix(): Derivation {
    const at = this.advance();
    while (this.accept(Id.Static) || this.pointerQualifiers({ attributes: noAttributes }));
    let length: number | undefined;
    if (this.is(Id.Star) && this.peek(1).id === Id.RightBracket) this.advance();
    else if (!this.is(Id.RightBracket)) length = this.arrayLength();
    this.expect(Id.RightBracket, "]");
    return { kind: "array", length, at };
  }

  /** -1: not constant, which only parameters may be. */
  private arrayLength(): number | undefined {
    const { position } = this.token;
    const value: Value = this.read(this.assignment());
    if (value.type === wrongType) return undefined;
    if (value.kind !== "constant" || value.type.kind !== "int") return -1;
    if (value.type.signed && compare(value, zeroBits, true) < 0) {
      this.error("cc/negative-size", "the length of an array is negative", position);
      return undefined;
    }
    return (value.hi >>> 0) * 0x1_0000_0000 + (value.lo >>> 0);
  }

  private functionSuffix(): Derivation {
    const at = this.advance();
    const parameters: ParameterDeclaration[] = [];
    const made = (
      variadic: boolean,
      prototyped: boolean,
      oldNames?: readonly PpToken[],
    ): Derivation => ({ kind: "function", parameters, oldNames, variadic, prototyped, at });
    if (this.accept(Id.RightParen)) return made(false, false);
    if (this.is(Id.Void) && this.peek(1).id === Id.RightParen) {
      this.advance();
      this.advance();
      return made(false, true);
    }
    if (this.token.kind === Kind.Identifier && this.isOldParameterList()) {
      const oldNames: PpToken[] = [];
      do oldNames.push(this.identifier());
      while (this.accept(Id.Comma));
      this.expect(Id.RightParen, ")");
      return made(false, false, oldNames);
    }
    let variadic = false;
    this.names.enter();
    this.tags.enter();
    do {
      if (this.accept(Id.Ellipsis)) {
        variadic = true;
        break;
      }
      parameters.push(this.parameter());
    } while (this.accept(Id.Comma));
    this.names.leave();
    this.tags.leave();
    this.expect(Id.RightParen, ")");
    return made(variadic, true);
  }

  /** Only names and commas up to the closing parenthesis. */
  private isOldParameterList(): boolean {
    for (let distance = 0; ; distance += 2) {
      const name = this.peek(distance);
      if (name.kind !== Kind.Identifier || name.id !== Id.None || this.startsType(name))
        return false;
      const next = this.peek(distance + 1).id;
      if (next === Id.RightParen) return true;
      if (next !== Id.Comma) return false;
    }
  }

  private parameter(): ParameterDeclaration {
    const specifiers = this.specifiers("type");
    const declared = this.declarator(specifiers.type);
    const type = parameterType(declared.type);
    const { name, position } = declared;
    if (name) {
      // Visible to the sizes of later parameters; only its type matters.
      this.names.set(name.text, {
        kind: "local",
        id: 0,
        name: name.text,
        type,
        isParameter: true,
        addressTaken: false,
        alignBytes: type.alignBytes,
        cleanup: undefined,
        position,
      });
    }
    return { name: name?.text, type, position };
  }

  private applied(type: CType, derivation: Derivation): CType {
    switch (derivation.kind) {
      case "pointer":
        return withQualifiers(pointerTo(type), derivation.qualifiers);
      case "array":
        return this.arrayType(type, derivation.length, derivation.at);
      case "function": {
        const { parameters, variadic, prototyped, at } = derivation;
        if (type.kind === "array" || type.kind === "function") {
          this.error("cc/bad-type", `a function cannot return ${typeText(type)}`, at.position);
        }
        return functionType(unqualified(type), parameters, { variadic, prototyped });
      }
    }
  }

  private arrayType(element: CType, length: number | undefined, at: PpToken): CType {
    if (element.kind === "function" || element.kind === "void") {
      this.error("cc/bad-type", `an array of ${typeText(element)}`, at.position);
      return arrayOf(intType, length);
    }
    if (length !== undefined && arrayBytesLimit < length * Math.max(1, element.sizeBytes)) {
      this.error("cc/too-large", "an array of over 2 GB", at.position);
      return arrayOf(element, 1);
    }
    // A length of -1 is reported when the array is declared; as a parameter it is none.
    return arrayOf(element, length);
  }

  /** Reports arrays whose length is not constant. */
  protected isVariableLength(type: CType, position: SourcePosition): boolean {
    let inner = type;
    while (inner.kind === "array" || inner.kind === "pointer") {
      if (inner.kind === "array" && inner.length === -1) {
        this.error("cc/variable-length", "arrays of variable length are not run", position);
        return true;
      }
      inner = inner.kind === "array" ? inner.element : inner.target;
    }
    return false;
  }

  // ---- structs and unions ----

  /** `ofObject`: what attributes say of the declared object, not of the type, goes there. */
  private recordSpecifier(ofObject: Attributed): CType {
    const keyword = this.advance();
    const kind = keyword.id === Id.Struct ? "struct" : "union";
    const own: Attributed = { attributes: noAttributes };
    this.attributes(own);
    const tag =
      this.token.kind === Kind.Identifier && this.is(Id.None) ? this.advance() : undefined;
    const behindTag: Attributed = { attributes: noAttributes };
    this.attributes(behindTag);
    if (this.is(Id.LeftBrace)) mergeAttributes(own, behindTag.attributes);
    else {
      mergeAttributes(ofObject, behindTag.attributes);
      if (!tag) return this.fail(`a tag or { expected after ${kind}`);
      return this.taggedRecord(kind, tag, this.is(Id.Semicolon)).type;
    }
    const { position } = tag ?? keyword;
    const record = tag
      ? this.taggedRecord(kind, tag, true).type
      : recordType(newRecord(kind, undefined, position));
    const { definition } = record;
    if (definition.complete) {
      const message = `${typeText(record)} is defined again`;
      this.error("cc/redefined", message, position);
      // The second definition is read into a record of its own.
      return this.recordBody(recordType(newRecord(kind, definition.tag, position)), own);
    }
    if (definition.position !== position) Object.assign(definition, { position });
    return this.recordBody(record, own);
  }

  private taggedRecord(
    kind: "struct" | "union",
    tag: PpToken,
    here: boolean,
  ): { readonly kind: "record"; readonly type: RecordType } {
    const known = here ? this.tags.getHere(tag.text) : this.tags.get(tag.text);
    if (known) {
      if (known.kind === "record" && known.type.definition.kind === kind) return known;
      this.error("cc/redefined", `"${tag.text}" is another kind of tag`, tag.position);
    }
    const type = recordType(newRecord(kind, tag.text, tag.position));
    const created = { kind: "record", type } as const;
    this.tags.set(tag.text, created);
    return created;
  }

  private recordBody(record: RecordType, own: Attributed): CType {
    const { definition } = record;
    this.descend();
    this.advance();
    const members: MemberDeclaration[] = [];
    while (!this.is(Id.RightBrace)) {
      if (this.token.kind === Kind.End) this.fail("} expected");
      if (this.accept(Id.Semicolon)) continue;
      if (this.is(Id.StaticAssert)) this.staticAssert();
      else this.memberDeclaration(members, definition);
    }
    const packBytes = this.packBytes();
    this.advance();
    this.ascend();
    this.attributes(own);
    const { packed, alignBytes } = own.attributes;
    layOut(definition, members, { packed, alignBytes, packBytes });
    this.checkFieldNames(definition);
    return record;
  }

  private checkFieldNames(definition: RecordDefinition): void {
    const seen = new Set<string>();
    for (const field of definition.fields) {
      if (field.name === undefined) continue;
      if (seen.has(field.name)) {
        const message = `two fields are named "${field.name}"`;
        this.error("cc/redefined", message, field.position);
      }
      seen.add(field.name);
    }
  }

  /** #pragma pack as it holds at the current token. */
  private packBytes(): number {
    const { packs } = this.stream;
    const index = this.forgotten + this.at;
    let [low, high] = [0, packs.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((packs[middle]?.tokenIndex ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return packs[low - 1]?.bytes ?? 0;
  }

  private memberDeclaration(members: MemberDeclaration[], definition: RecordDefinition): void {
    const specifiers = this.specifiers("type");
    if (specifiers.isImplicit && !this.is(Id.Star)) this.fail("a field's type expected");
    const common = specifiers.attributes;
    if (this.is(Id.Semicolon)) {
      // An anonymous struct or union; a tag alone declares no member.
      const { type } = specifiers;
      if (type.kind === "record" && type.definition.tag === undefined) {
        members.push({
          name: undefined,
          type,
          width: undefined,
          alignBytes: common.alignBytes,
          packed: common.packed,
          position: specifiers.position,
        });
      }
      this.advance();
      return;
    }
    do members.push(this.memberDeclarator(specifiers, definition));
    while (this.accept(Id.Comma));
    this.expect(Id.Semicolon, ";");
  }

  private memberDeclarator(
    specifiers: Specifiers,
    definition: RecordDefinition,
  ): MemberDeclaration {
    const common = specifiers.attributes;
    const { position: start } = this.token;
    const declared = this.is(Id.Colon) ? undefined : this.declarator(specifiers.type);
    let width: number | undefined;
    const of: Attributed = declared ?? { attributes: noAttributes };
    if (this.accept(Id.Colon)) {
      width = this.constantSize("the width of a bit-field") ?? 1;
      this.attributes(of);
    }
    const { attributes } = of;
    const position = declared?.position ?? start;
    const about = { position, name: declared?.name?.text ?? "" };
    const type = this.memberType(declared?.type ?? specifiers.type, width, about, definition);
    if (width !== undefined && type.kind === "int") {
      const widest = type.rank === 0 ? 1 : type.sizeBytes * 8;
      if (widest < width) {
        this.error("cc/bad-bit-field", `${width} bits in ${typeText(type)}`, position);
        width = widest;
      }
    }
    return {
      name: declared?.name?.text,
      type,
      width,
      alignBytes: Math.max(common.alignBytes, attributes.alignBytes),
      packed: common.packed || attributes.packed,
      position,
    };
  }

  private memberType(
    type: CType,
    width: number | undefined,
    { position, name }: { readonly position: SourcePosition; readonly name: string },
    definition: RecordDefinition,
  ): CType {
    if (width !== undefined && type.kind !== "int") {
      this.error("cc/bad-bit-field", `a bit-field of ${typeText(type)}`, position);
      return intType;
    }
    if (this.isVariableLength(type, position)) return wrongType;
    if (type.kind === "array" && type.length === undefined) return type;
    let innermost = type;
    while (innermost.kind === "array") innermost = innermost.element;
    const isSelf = innermost.kind === "record" && innermost.definition === definition;
    const settled = isSelf ? type : this.objectOf(type, position, name);
    if (isComplete(settled)) return settled;
    const record = `${definition.kind} ${definition.tag ?? ""}`;
    const what = isSelf ? "contains itself" : `has a field of ${typeText(type)}`;
    this.error("cc/incomplete-type", `${record} ${what}`, position);
    return type.kind === "function" ? pointerTo(type) : intType;
  }

  // ---- enumerations ----

  private enumSpecifier(): CType {
    const keyword = this.advance();
    const own: Attributed = { attributes: noAttributes };
    this.attributes(own);
    const tag =
      this.token.kind === Kind.Identifier && this.is(Id.None) ? this.advance() : undefined;
    const { position } = tag ?? keyword;
    if (!this.is(Id.LeftBrace)) {
      if (!tag) return this.fail("a tag or { expected after enum");
      const known = this.tags.get(tag.text);
      if (known?.kind === "enum") return known.type;
      const ahead: EnumDefinition = { tag: tag.text, position, members: [], complete: false };
      const type = enumType(unsignedIntType, ahead);
      this.tags.set(tag.text, { kind: "enum", definition: ahead, type });
      return type;
    }
    const known = tag && this.tags.getHere(tag.text);
    const definition: EnumDefinition =
      known?.kind === "enum" && !known.definition.complete
        ? known.definition
        : { tag: tag?.text, position, members: [], complete: false };
    if (known && (known.kind !== "enum" || known.definition.complete)) {
      this.error("cc/redefined", `enum ${tag?.text ?? ""} is defined again`, position);
    }
    return this.enumBody(definition, tag?.text, own);
  }

  private enumBody(definition: EnumDefinition, tag: string | undefined, own: Attributed): CType {
    this.advance();
    const members: { member: EnumMember; token: PpToken }[] = [];
    let next: Bits = zeroBits;
    let anyNegative = false;
    let wide = false;
    while (!this.is(Id.RightBrace)) {
      const token = this.identifier();
      this.attributes({ attributes: noAttributes });
      let value = next;
      let signed = true;
      if (this.accept(Id.Assign)) {
        const given = this.constantExpression("an enumeration");
        if (given) {
          value = given;
          ({ signed } = given.type);
        }
      }
      const negative = value.hi < 0 && signed;
      anyNegative ||= negative;
      wide ||= negative ? value.hi !== -1 || 0 <= value.lo : value.hi !== 0;
      const type = enumConstantType(value, negative);
      const { lo, hi } = value;
      members.push({ member: { name: token.text, lo, hi }, token });
      if (this.names.getHere(token.text)) {
        this.error("cc/redefined", `"${token.text}" is declared again`, token.position);
      }
      this.names.set(token.text, { kind: "enum-constant", name: token.text, lo, hi, type });
      next = add(value, { lo: 1, hi: 0 });
      if (!this.accept(Id.Comma)) break;
    }
    this.expect(Id.RightBrace, "}");
    this.attributes(own);
    definition.members = members.map(({ member }) => member);
    definition.complete = true;
    const big =
      wide || (anyNegative && members.some(({ member }) => member.lo < 0 && member.hi === 0));
    let base: IntType = anyNegative
      ? big
        ? longType
        : intType
      : big
        ? unsignedLongType
        : unsignedIntType;
    if (own.attributes.packed) base = packedEnum(definition.members, anyNegative);
    const type = enumType(base, definition);
    if (tag !== undefined) this.tags.set(tag, { kind: "enum", definition, type });
    if (base.sizeBytes === 8) {
      // Constants that do not fit an int are of the enumeration's type.
      for (const { name, lo, hi } of definition.members) {
        if (hi === lo >> 31) continue;
        this.names.set(name, { kind: "enum-constant", name, lo, hi, type });
      }
    }
    return type;
  }
}

export const isOfPointer = (id: Id): boolean =>
  id === Id.Star || id === Id.Const || id === Id.Volatile || id === Id.Restrict;

function enumConstantType({ lo, hi }: Bits, negative: boolean): IntType {
  if (negative ? hi === -1 && lo < 0 : hi === 0 && 0 <= lo) return intType;
  if (!negative && hi === 0) return unsignedIntType;
  return negative || 0 <= hi ? longType : unsignedLongType;
}

/** The smallest integer type that holds every member. */
function packedEnum(members: readonly EnumMember[], signed: boolean): IntType {
  for (const sizeBytes of [1, 2, 4] as const) {
    const shift = 32 - sizeBytes * 8;
    const fits = members.every(({ lo, hi }) => {
      if (signed) return (lo << shift) >> shift === lo && hi === lo >> 31;
      return (lo << shift) >>> shift === lo >>> 0 && hi === 0;
    });
    if (fits) return integerOfSize(sizeBytes, signed);
  }
  return integerOfSize(8, signed);
}

export function integerOfSize(sizeBytes: number, signed: boolean): IntType {
  switch (sizeBytes) {
    case 1:
      return signed ? signedCharType : unsignedCharType;
    case 2:
      return signed ? shortType : unsignedShortType;
    case 4:
      return signed ? intType : unsignedIntType;
    default:
      return signed ? longType : unsignedLongType;
  }
}

/** Arrays and functions are passed as pointers. */
export function parameterType(type: CType): CType {
  if (type.kind === "array") return pointerTo(type.element);
  return type.kind === "function" ? pointerTo(type) : type;
}
