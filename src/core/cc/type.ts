// SPDX-License-Identifier: MIT
// The types of C as gcc lays them out on x86-64: LP64, little endian, char signed.
// Over 400 lines: every operation on types, each a switch over the same kinds.
// Types are compared with sameType, never by identity: qualified variants are objects of their own.
import type { Position } from "./position";

export type CType =
  | VoidType
  | IntType
  | FloatType
  | PointerType
  | ArrayType
  | FunctionType
  | RecordType
  | UnknownType;

/** Bits of `qualifiers`; restrict and _Atomic are parsed and dropped. */
export const constQualifier = 1;
export const volatileQualifier = 2;

interface Common {
  /** constQualifier | volatileQualifier; for arrays always 0, the element carries them. */
  readonly qualifiers: number;
  /** 0 for void, functions and incomplete types. */
  readonly sizeBytes: number;
  readonly alignBytes: number;
}

export interface VoidType extends Common {
  readonly kind: "void";
}

/** Every integer type, _Bool, char and enumerations among them. */
export interface IntType extends Common {
  readonly kind: "int";
  readonly sizeBytes: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  /**
   * 0 _Bool, 1 char, 2 short, 3 int, 4 long, 5 long long: decides conversions, and rank 0 stores
   * only 0 or 1.
   */
  readonly rank: 0 | 1 | 2 | 3 | 4 | 5;
  /** "unsigned long", "_Bool", "char" (a type of its own beside "signed char"). */
  readonly name: string;
  readonly enumeration?: EnumDefinition;
  /** A type that nothing declares, laid out as a word; nobody knows the values of it. */
  readonly undeclared?: true;
}

/** Parsed so that declarations have their layout; arithmetic on it makes a function "bad". */
export interface FloatType extends Common {
  readonly kind: "float";
  readonly name: "float" | "double" | "long double";
}

export interface PointerType extends Common {
  readonly kind: "pointer";
  readonly target: CType;
}

export interface ArrayType extends Common {
  readonly kind: "array";
  readonly element: CType;
  /** undefined: a flexible array member, or an array whose length is not known (yet). */
  readonly length: number | undefined;
}

export interface FunctionType extends Common {
  readonly kind: "function";
  readonly returns: CType;
  readonly parameters: readonly Parameter[];
  readonly variadic: boolean;
  /** False for `f()`, whose arguments are not checked. */
  readonly prototyped: boolean;
}

export interface Parameter {
  readonly name: string | undefined;
  readonly type: CType;
}

export interface RecordType extends Common {
  readonly kind: "record";
  readonly definition: RecordDefinition;
}

/** A type that cannot be run, such as a vector; only in functions that are "bad". */
export interface UnknownType extends Common {
  readonly kind: "unknown";
  readonly name: string;
}

/**
 * One struct or union, shared by all its qualified variants and filled in when its body is read.
 */
export interface RecordDefinition {
  readonly kind: "struct" | "union";
  /** undefined: without a tag. */
  readonly tag: string | undefined;
  /** For records without a tag: how diagnostics and views call it, such as a typedef's name. */
  name: string | undefined;
  readonly position: Position;
  complete: boolean;
  fields: readonly Field[];
  sizeBytes: number;
  alignBytes: number;
}

export interface Field {
  /**
   * undefined: an anonymous struct or union (its members are found through it), or an unnamed
   * bit-field.
   */
  readonly name: string | undefined;
  readonly type: CType;
  /** From the start of the record; for a bit-field that of its access unit. */
  readonly offsetBytes: number;
  /** Of the type; less in a packed record, more where an aligned attribute asks for it. */
  readonly alignBytes: number;
  readonly bits?: BitField;
  readonly position: Position;
}

/**
 * Bits [shift, shift + width) of the little-endian number in `unitBytes` bytes at the field's
 * offset. The unit lies within the record and is 1, 2, 4 or 8 bytes on its own alignment wherever
 * the bits fit one; only packed records have others (up to 9 bytes). `type` of the field gives the
 * signedness.
 */
export interface BitField {
  readonly shift: number;
  readonly width: number;
  readonly unitBytes: number;
}

export interface EnumDefinition {
  readonly tag: string | undefined;
  readonly position: Position;
  members: readonly EnumMember[];
  complete: boolean;
}

/** lo and hi are the two int32 halves, as in every constant of the tree. */
export interface EnumMember {
  readonly name: string;
  readonly lo: number;
  readonly hi: number;
}

export const voidType: VoidType = { kind: "void", qualifiers: 0, sizeBytes: 0, alignBytes: 1 };

function integer(
  name: string,
  sizeBytes: 1 | 2 | 4 | 8,
  signed: boolean,
  rank: IntType["rank"],
): IntType {
  return { kind: "int", qualifiers: 0, sizeBytes, alignBytes: sizeBytes, signed, rank, name };
}

export const boolType = integer("_Bool", 1, false, 0);
export const charType = integer("char", 1, true, 1);
export const signedCharType = integer("signed char", 1, true, 1);
export const unsignedCharType = integer("unsigned char", 1, false, 1);
export const shortType = integer("short", 2, true, 2);
export const unsignedShortType = integer("unsigned short", 2, false, 2);
export const intType = integer("int", 4, true, 3);
export const unsignedIntType = integer("unsigned int", 4, false, 3);
export const longType = integer("long", 8, true, 4);
export const unsignedLongType = integer("unsigned long", 8, false, 4);
export const longLongType = integer("long long", 8, true, 5);
export const unsignedLongLongType = integer("unsigned long long", 8, false, 5);

function floating(name: FloatType["name"], sizeBytes: number): FloatType {
  return { kind: "float", qualifiers: 0, sizeBytes, alignBytes: sizeBytes, name };
}

export const floatType = floating("float", 4);
export const doubleType = floating("double", 8);
export const longDoubleType = floating("long double", 16);

export function unknownType(name: string): UnknownType {
  return { kind: "unknown", qualifiers: 0, sizeBytes: 8, alignBytes: 8, name };
}

/** What a type name stands for that nothing declares. */
export function undeclaredType(name: string): IntType {
  return { ...longType, name, undeclared: true };
}

export const isUndeclared = (type: CType): boolean =>
  type.kind === "int" && type.undeclared === true;

/** Of values of this type nobody knows even the size. */
export const isUnsized = (type: CType): boolean =>
  type.kind === "record" ? !type.definition.complete : isUndeclared(type);

/** The type of an object that is there: of a struct that nothing defines, an undeclared one. */
export function objectType(type: CType): CType {
  if (type.kind === "array") {
    const element = objectType(type.element);
    return element === type.element ? type : arrayOf(element, type.length);
  }
  if (type.kind !== "record" || type.definition.complete) return type;
  return withQualifiers(undeclaredType(typeText(unqualified(type))), type.qualifiers);
}

/** A function's type as it is called, all that it takes and gives being objects. */
export function calledType(type: FunctionType): FunctionType {
  const { parameters, variadic, prototyped } = type;
  let isSettled = objectType(type.returns) === type.returns;
  for (const one of parameters) isSettled &&= objectType(one.type) === one.type;
  if (isSettled) return type;
  const settled = parameters.map((one) => ({ ...one, type: objectType(one.type) }));
  return functionType(objectType(type.returns), settled, { variadic, prototyped });
}

/** The integer type of an enumeration; gcc takes unsigned int unless a member needs more. */
export function enumType(base: IntType, enumeration: EnumDefinition): IntType {
  return { ...base, enumeration };
}

const pointers = new WeakMap<CType, PointerType>();

export function pointerTo(target: CType): PointerType {
  if (target instanceof Record) return (target.pointer ??= newPointer(target));
  let pointer = pointers.get(target);
  if (!pointer) pointers.set(target, (pointer = newPointer(target)));
  return pointer;
}

function newPointer(target: CType): PointerType {
  return { kind: "pointer", qualifiers: 0, sizeBytes: 8, alignBytes: 8, target };
}

/**
 * Size and alignment follow the element, which may be completed after the array type was written.
 */
class Elements implements ArrayType {
  readonly kind = "array";
  readonly qualifiers = 0;
  constructor(
    readonly element: CType,
    readonly length: number | undefined,
    private readonly ownAlignBytes = 0,
  ) {}
  get sizeBytes(): number {
    return (this.length ?? 0) * this.element.sizeBytes;
  }
  get alignBytes(): number {
    return this.ownAlignBytes || this.element.alignBytes;
  }
}

export function arrayOf(element: CType, length: number | undefined): ArrayType {
  return new Elements(element, length);
}

export function functionType(
  returns: CType,
  parameters: readonly Parameter[],
  form: { readonly variadic: boolean; readonly prototyped: boolean },
): FunctionType {
  return {
    kind: "function",
    qualifiers: 0,
    sizeBytes: 0,
    alignBytes: 1,
    returns,
    parameters,
    variadic: form.variadic,
    prototyped: form.prototyped,
  };
}

/** Size and alignment are read through the definition, which may be completed later. */
class Record implements RecordType {
  readonly kind = "record";
  constructor(
    readonly definition: RecordDefinition,
    readonly qualifiers: number,
    readonly ownAlignBytes = 0,
  ) {}
  // Asked for so often that the maps below would be slow.
  pointer: PointerType | undefined = undefined;
  private ownPlain: RecordType | undefined = undefined;
  get plain(): RecordType {
    return (this.ownPlain ??= new Record(this.definition, 0, this.ownAlignBytes));
  }
  get sizeBytes(): number {
    return this.definition.sizeBytes;
  }
  get alignBytes(): number {
    return this.ownAlignBytes || this.definition.alignBytes;
  }
}

/** The types that are more than data: what they know of others is asked for when it is needed. */
const typeClasses = [Record, Elements] as const;

/** Which of the classes of types an object is of, if any; see asTypes. */
export function classOf(one: object): number | undefined {
  const index = typeClasses.findIndex((typeClass) => one instanceof typeClass);
  return index < 0 ? undefined : index;
}

/** Makes types again of the fields of types. */
export function asTypes(index: number, fields: readonly object[]): void {
  const typeClass = typeClasses[index];
  if (typeClass)
    for (const one of fields) Object.setPrototypeOf(one, typeClass.prototype as object);
}

export function recordType(definition: RecordDefinition): RecordType {
  return new Record(definition, 0);
}

export function newRecord(
  kind: "struct" | "union",
  tag: string | undefined,
  position: Position,
): RecordDefinition {
  return {
    kind,
    tag,
    name: undefined,
    position,
    complete: false,
    fields: [],
    sizeBytes: 0,
    alignBytes: 1,
  };
}

const qualifiedTypes = new WeakMap<CType, CType[]>();

/** The type with these qualifiers added; those of an array go to its elements. */
export function withQualifiers(type: CType, qualifiers: number): CType {
  if ((type.qualifiers | qualifiers) === type.qualifiers && type.kind !== "array") return type;
  if (!qualifiers || type.kind === "function" || type.kind === "unknown") return type;
  if (type.kind === "array") return arrayOf(withQualifiers(type.element, qualifiers), type.length);
  const wanted = type.qualifiers | qualifiers;
  let variants = qualifiedTypes.get(type);
  if (!variants) qualifiedTypes.set(type, (variants = []));
  return (variants[wanted] ??= withExactly(type, wanted));
}

const plainTypes = new WeakMap<CType, CType>();

/** The type without its own qualifiers; what it points to keeps its own. */
export function unqualified(type: CType): CType {
  if (!type.qualifiers) return type;
  if (type instanceof Record) return type.plain;
  let plain = plainTypes.get(type);
  if (!plain) plainTypes.set(type, (plain = withExactly(type, 0)));
  return plain;
}

function withExactly(type: CType, qualifiers: number): CType {
  if (type instanceof Record) return new Record(type.definition, qualifiers, type.ownAlignBytes);
  return { ...type, qualifiers } as CType;
}

/** The type as a typedef with an aligned attribute has it: the alignment may grow or shrink. */
export function withAlignment(type: CType, alignBytes: number): CType {
  switch (type.kind) {
    case "void":
    case "function":
      return type;
    case "record":
      return new Record(type.definition, type.qualifiers, alignBytes);
    case "array":
      return new Elements(type.element, type.length, alignBytes);
    default:
      return { ...type, alignBytes };
  }
}

/** The same type in C's sense; unknown array lengths and unprototyped parameter lists match any. */
export function sameType(left: CType, right: CType): boolean {
  if (left === right) return true;
  if (left.kind !== right.kind || left.qualifiers !== right.qualifiers) return false;
  switch (left.kind) {
    case "void":
      return true;
    case "int":
      return sameInteger(left, right as IntType);
    case "float":
      return left.name === (right as FloatType).name;
    case "unknown":
      return left.name === (right as UnknownType).name;
    case "pointer":
      return sameType(left.target, (right as PointerType).target);
    case "array": {
      const other = right as ArrayType;
      return (
        sameType(left.element, other.element) &&
        (left.length === undefined || other.length === undefined || left.length === other.length)
      );
    }
    case "record":
      return left.definition === (right as RecordType).definition;
    case "function":
      return sameFunction(left, right as FunctionType);
  }
}

function sameInteger(left: IntType, right: IntType): boolean {
  return (
    left.rank === right.rank &&
    left.signed === right.signed &&
    // An enumeration agrees with the integer type it is stored in; two enumerations only with
    // themselves.
    (left.name === right.name || Boolean(left.enumeration) || Boolean(right.enumeration)) &&
    (!left.enumeration || !right.enumeration || left.enumeration === right.enumeration)
  );
}

function sameFunction(left: FunctionType, right: FunctionType): boolean {
  if (!sameType(left.returns, right.returns)) return false;
  if (!left.prototyped || !right.prototyped) return true;
  return (
    left.variadic === right.variadic &&
    left.parameters.length === right.parameters.length &&
    left.parameters.every((parameter, index) => {
      const other = right.parameters[index];
      return other !== undefined && sameType(unqualified(parameter.type), unqualified(other.type));
    })
  );
}

export const isInteger = (type: CType): type is IntType => type.kind === "int";
export const isArithmetic = (type: CType): type is IntType | FloatType =>
  type.kind === "int" || type.kind === "float";
export const isScalar = (type: CType): boolean =>
  type.kind === "int" || type.kind === "float" || type.kind === "pointer";

/** Whether an object of this type can be laid out. */
export function isComplete(type: CType): boolean {
  switch (type.kind) {
    case "void":
    case "function":
      return false;
    case "array":
      return type.length !== undefined && isComplete(type.element);
    case "record":
      return type.definition.complete;
    default:
      return true;
  }
}

/** Of how many parts a type's text is, counted up to a limit; a record is one. */
export function partsOf(type: CType, limit: number): number {
  let parts = 1;
  let inner = type;
  while (inner.kind === "pointer" || inner.kind === "array") {
    if (limit <= ++parts) return parts;
    inner = inner.kind === "pointer" ? inner.target : inner.element;
  }
  if (inner.kind !== "function") return parts;
  parts += partsOf(inner.returns, limit - parts);
  for (let index = 0; index < inner.parameters.length && parts < limit; index++)
    parts += partsOf(inner.parameters[index]?.type ?? voidType, limit - parts);
  return parts;
}

/** How C would write the type: "struct page *", "int (*)(struct device *, int)". */
export function typeText(type: CType): string {
  return declare(type, "").trimEnd();
}

function declare(type: CType, inner: string): string {
  const qualifiers =
    (type.qualifiers & constQualifier ? "const " : "") +
    (type.qualifiers & volatileQualifier ? "volatile " : "");
  switch (type.kind) {
    case "pointer": {
      const star = `*${qualifiers}${inner}`;
      const target = type.target;
      const bracket = target.kind === "array" || target.kind === "function";
      return declare(target, bracket ? `(${star})` : star);
    }
    case "array":
      return declare(type.element, `${inner}[${type.length ?? ""}]`);
    case "function": {
      const parameters = type.parameters.map((parameter) => typeText(parameter.type));
      if (type.variadic) parameters.push("...");
      if (!parameters.length && type.prototyped) parameters.push("void");
      return declare(type.returns, `${inner}(${parameters.join(", ")})`);
    }
    default:
      return `${qualifiers}${baseText(type)} ${inner}`;
  }
}

function baseText(type: VoidType | IntType | FloatType | RecordType | UnknownType): string {
  switch (type.kind) {
    case "void":
      return "void";
    case "int":
      return type.enumeration ? `enum ${type.enumeration.tag ?? "(no tag)"}` : type.name;
    case "record":
      return type.definition.tag === undefined
        ? (type.definition.name ?? `${type.definition.kind} (no tag)`)
        : `${type.definition.kind} ${type.definition.tag}`;
    default:
      return type.name;
  }
}
