// SPDX-License-Identifier: MIT
// The typed tree: what the front end gives to lowering. Over 400 lines because it is one contract,
// read as a whole.
//
// Everything is resolved. A Value computes something, a Place is an object in memory; the only ways
// from a place to a value are `load` and `address`. Every implicit conversion is a `convert`;
// operands of an arithmetic operator have the operator's type. Constants are folded into two int32
// halves, lo and hi, extended to 64 bits by their type's sign. A function whose body had an error
// is "bad" and has no body: lowering sees only sound trees.
import type { SourcePosition, CcDiagnostic, Position } from "./position";
import type { CType, EnumDefinition, Field, FunctionType, IntType, RecordType } from "./type";

// ---- unit ----

/** One preprocessed, parsed and type-checked file; its functions apart. */
export interface TypedFile {
  readonly path: string;
  /** Every function named in the unit, defined, declared or called without a declaration. */
  readonly functionSymbols: readonly FunctionSymbol[];
  /**
   * Every file-scope object, static local and file-scope compound literal, defined here or only
   * declared.
   */
  readonly globals: readonly GlobalSymbol[];
  readonly strings: readonly StringLiteral[];
  readonly types: UnitTypes;
  readonly diagnostics: readonly CcDiagnostic[];
  /** Every path read, the unit's own first. */
  readonly dependencies: readonly string[];
}

/** A file with its functions that have a body, in the order of the file (those of headers too). */
export interface TypedUnit extends TypedFile {
  readonly functions: readonly TypedFunction[];
}

/** The names of the unit's file scope. */
export interface UnitTypes {
  /** struct and union by tag. */
  readonly records: ReadonlyMap<string, RecordType>;
  readonly typedefs: ReadonlyMap<string, CType>;
  readonly enums: ReadonlyMap<string, EnumDefinition>;
}

export interface EnumConstant {
  readonly lo: number;
  readonly hi: number;
  readonly type: IntType;
}

/** What stays of a function when its body is lowered. */
export interface FunctionHead {
  readonly symbol: FunctionSymbol;
  readonly state: "ok" | "bad";
  /** As many as the type's parameters; names may be missing ("" then). */
  readonly parameters: readonly Local[];
  /** All locals, the parameters first; Local.id is the index in here. */
  readonly locals: readonly Local[];
  readonly position: SourcePosition;
  /** Of the closing brace: where a function without a return statement ends. */
  readonly endPosition: SourcePosition;
  /** Of the body; an error among them makes the state "bad". */
  readonly diagnostics: readonly CcDiagnostic[];
}

export interface TypedFunction extends FunctionHead {
  /** Empty when the state is "bad". */
  readonly body: Block;
}

// ---- symbols ----

export interface FunctionSymbol {
  readonly kind: "function";
  readonly name: string;
  /** The composite of all declarations. */
  type: FunctionType;
  isStatic: boolean;
  /**
   * Declared inline somewhere; an inline function that is not static may be defined in several
   * units.
   */
  isInline: boolean;
  noReturn: boolean;
  /** What an attribute asks for; 0: nothing. It is known, but functions lie where they lie. */
  alignBytes: number;
  isWeak: boolean;
  /** alias("target"): this name is the function `target`. */
  alias: string | undefined;
  /** Called without any declaration in sight: returns int, arguments as given. */
  implicit: boolean;
  /** Called in the place of something that is not known: what messages call its result. */
  readonly standsFor?: string;
  /** Set when a body was read, even a bad one. */
  defined: boolean;
  /** Of the definition, else of the first declaration or call. */
  position: SourcePosition;
}

/** An object with static storage. */
export interface GlobalSymbol {
  readonly kind: "global";
  /**
   * As written; "" for a compound literal. Two static locals may share a name: `owner` and
   * `position` differ.
   */
  readonly name: string;
  /** The composite of all declarations; complete if the object is defined here. */
  type: CType;
  /** Not visible to other units. Static locals and compound literals are too. */
  isStatic: boolean;
  isWeak: boolean;
  alias: string | undefined;
  /** False: only declared (extern). True with no initialiser: all zero. */
  defined: boolean;
  /**
   * Defined without an initialiser: another unit's definition of the same name may be the real one.
   */
  tentative: boolean;
  initialiser: StaticInitialiser | undefined;
  /** The name of the function it is a static local of. */
  readonly owner: string | undefined;
  /** Of the type, or more where an aligned attribute asks for it. */
  alignBytes: number;
  /** Beyond the type's size: the elements an initialiser gives to a flexible array member. */
  flexibleBytes: number;
  position: SourcePosition;
}

/**
 * An object with automatic storage: a parameter, a local, or one the front end made (compound
 * literals, `?:`).
 */
export interface Local {
  readonly kind: "local";
  /** Index in TypedFunction.locals. */
  readonly id: number;
  /** "" for one that has no name in the source. */
  readonly name: string;
  /** Complete. */
  type: CType;
  readonly isParameter: boolean;
  /**
   * Its address is used other than for access in place, so it has to be in memory. Arrays and
   * records always.
   */
  addressTaken: boolean;
  alignBytes: number;
  /**
   * __attribute__((cleanup(f))): on every way out of its scope call f(&local), in reverse order of
   * declaration.
   */
  cleanup: FunctionSymbol | undefined;
  readonly position: SourcePosition;
}

export interface Label {
  /** Unique in its function. */
  readonly id: number;
  readonly name: string;
  readonly position: SourcePosition;
}

/** An array of char, or of 2- or 4-byte units; equal literals of one unit are one. */
export interface StringLiteral {
  readonly kind: "string";
  /** Index in TypedUnit.strings. */
  readonly id: number;
  /** With the terminating zero, little endian. */
  readonly bytes: Uint8Array;
  readonly elementBytes: 1 | 2 | 4;
  readonly position: SourcePosition;
}

// ---- values ----

export type Value =
  | Constant
  | FunctionAddress
  | Load
  | Address
  | Unary
  | Binary
  | PointerAdd
  | PointerDifference
  | Logical
  | Conditional
  | Assign
  | CompoundAssign
  | Increment
  | Call
  | Convert
  | Comma
  | StatementExpression
  | Builtin;

interface Node {
  /** Never qualified for values; never an array or function type for values. */
  readonly type: CType;
  readonly position: SourcePosition;
}

/** An integer, or a pointer with a known number (NULL, ERR_PTR(-ENOMEM)). */
export interface Constant extends Node {
  readonly kind: "constant";
  readonly lo: number;
  readonly hi: number;
}

/** A function used as a value other than as the callee of a direct call. */
export interface FunctionAddress extends Node {
  readonly kind: "function-address";
  readonly symbol: FunctionSymbol;
}

/** The value in a place: an integer, a pointer, a bit-field, or a whole record (copied). */
export interface Load extends Node {
  readonly kind: "load";
  readonly place: Place;
}

/** &place, or (decay) the first element of an array; never of a bit-field. */
export interface Address extends Node {
  readonly kind: "address";
  readonly place: Place;
  /**
   * The place is an array and the value points to its first element: its length bounds the access.
   */
  readonly decay: boolean;
}

export interface Unary extends Node {
  readonly kind: "unary";
  /** "-" and "~" on the promoted operand; "!" gives int from any scalar. */
  readonly operator: "-" | "~" | "!";
  readonly operand: Value;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "&" | "|" | "^" | "<<" | ">>";
export type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

/**
 * Both operands have one type (for shifts: the left one has the result's, the right one its own).
 * Comparisons give int; the operands' type says signed, unsigned, or pointer (compared unsigned).
 */
export interface Binary extends Node {
  readonly kind: "binary";
  readonly operator: ArithmeticOperator | ComparisonOperator;
  readonly left: Value;
  readonly right: Value;
}

/** pointer + index * scaleBytes; `a[i]` is a dereference of this. */
export interface PointerAdd extends Node {
  readonly kind: "pointer-add";
  readonly pointer: Value;
  /** Of type long or unsigned long. */
  readonly index: Value;
  /** sizeof the target; 1 for void and functions. */
  readonly scaleBytes: number;
  readonly subtract: boolean;
}

/** (left - right) / elementBytes, as long. */
export interface PointerDifference extends Node {
  readonly kind: "pointer-difference";
  readonly left: Value;
  readonly right: Value;
  readonly elementBytes: number;
}

/** && and ||: int 0 or 1; operands are scalars of any type, compared with zero. */
export interface Logical extends Node {
  readonly kind: "logical";
  readonly operator: "&&" | "||";
  readonly left: Value;
  readonly right: Value;
}

/**
 * A decision of kind "?:". Both arms have the node's type (void included). `a ?: b` arrives as a
 * statement expression.
 */
export interface Conditional extends Node {
  readonly kind: "conditional";
  readonly condition: Condition;
  readonly whenTrue: Value;
  readonly whenFalse: Value;
}

/**
 * The value is what the place holds afterwards (for a bit-field cut to its width). Records are
 * copied.
 */
export interface Assign extends Node {
  readonly kind: "assign";
  readonly place: Place;
  /** Of the place's unqualified type. */
  readonly value: Value;
}

/**
 * place op= value, the place evaluated once: load, convert to operationType, operate, convert to
 * the place's type, store. For pointers operationType is the pointer's type, the operator + or -,
 * the value a long, scaled by scaleBytes.
 */
export interface CompoundAssign extends Node {
  readonly kind: "compound-assign";
  readonly operator: ArithmeticOperator;
  readonly place: Place;
  readonly value: Value;
  readonly operationType: CType;
  /** 1 unless the place is a pointer. */
  readonly scaleBytes: number;
}

/**
 * ++ and --; the type of the operation as in CompoundAssign. Postfix gives what the place held
 * before.
 */
export interface Increment extends Node {
  readonly kind: "increment";
  readonly place: Place;
  readonly decrement: boolean;
  readonly postfix: boolean;
  readonly operationType: CType;
  /** How much a pointer moves; 1 for integers. */
  readonly scaleBytes: number;
}

export interface Call extends Node {
  readonly kind: "call";
  readonly callee: Callee;
  /** What the callee is called as. */
  readonly functionType: FunctionType;
  /** Converted to the parameters' types; those beyond them promoted. */
  readonly args: readonly Value[];
}

export type Callee =
  | { readonly kind: "direct"; readonly symbol: FunctionSymbol }
  | { readonly kind: "pointer"; readonly value: Value };

/**
 * To an integer type (from an integer or pointer; to _Bool: != 0), to a pointer (from either), to
 * void (dropped). Where only the type's name changes the node stays, so that a value's type is
 * always true.
 */
export interface Convert extends Node {
  readonly kind: "convert";
  readonly value: Value;
}

export interface Comma extends Node {
  readonly kind: "comma";
  readonly left: Value;
  readonly right: Value;
}

/** ({ ... }): the block runs, then the value is computed in its scope, then its cleanups run. */
export interface StatementExpression extends Node {
  readonly kind: "statement-expression";
  readonly block: Block;
  /** undefined: of type void. It is a statement too: coverage counts it, at its own position. */
  readonly value: Value | undefined;
  /** Made by the front end; not a statement of the source. */
  readonly implicit: boolean;
  /** An atomic operation: nobody else runs in its midst. */
  readonly atomic?: true;
}

/**
 * What is not C. Arguments by name:
 * clz ctz ffs popcount parity clrsb: [x], x.type is (unsigned) int or long; the result is int
 * bswap: [x] of the node's type (2, 4 or 8 bytes)
 * add-overflow sub-overflow mul-overflow: [a, b, pointer]; exact on the values whatever their
 * integer types, stored
 *   into *pointer cut to its type; the result (_Bool) says whether it did not fit
 * va-start va-end: [list]; va-copy: [to, from]; va-arg: [list], the node's type is the argument's;
 *   a list is a pointer to the 24 bytes of a va_list, which lowering may use as it likes
 * unreachable trap: []; return-address frame-address: [level]; alloca: [sizeBytes]
 */
export interface Builtin extends Node {
  readonly kind: "builtin";
  readonly name: BuiltinName;
  readonly args: readonly Value[];
}

export type BuiltinName =
  | "clz"
  | "ctz"
  | "ffs"
  | "popcount"
  | "parity"
  | "clrsb"
  | "bswap"
  | "add-overflow"
  | "sub-overflow"
  | "mul-overflow"
  | "va-start"
  | "va-end"
  | "va-copy"
  | "va-arg"
  | "unreachable"
  | "trap"
  | "return-address"
  | "frame-address"
  | "alloca";

// ---- places ----

/** An object in memory. Its type may be qualified, and may be an array. */
export type Place =
  LocalPlace | GlobalPlace | StringPlace | Dereference | Member | CompoundLiteral | Temporary;

export interface LocalPlace extends Node {
  readonly kind: "local";
  readonly local: Local;
}

/** Static locals too. */
export interface GlobalPlace extends Node {
  readonly kind: "global";
  readonly symbol: GlobalSymbol;
}

export interface StringPlace extends Node {
  readonly kind: "string";
  readonly literal: StringLiteral;
}

export interface Dereference extends Node {
  readonly kind: "dereference";
  readonly pointer: Value;
}

/** A field of a record; bit-fields can only be loaded, assigned and initialised. */
export interface Member extends Node {
  readonly kind: "member";
  readonly base: Place;
  readonly field: Field;
}

/** A compound literal in a function: its local is initialised each time this is evaluated. */
export interface CompoundLiteral extends Node {
  readonly kind: "compound-literal";
  readonly local: Local;
  readonly initialiser: Initialiser;
}

/** A record value that has to be in memory: `f().field`. */
export interface Temporary extends Node {
  readonly kind: "temporary";
  readonly value: Value;
  /** Where lowering may put it. */
  readonly local: Local;
}

// ---- initialisers ----

/**
 * Of an automatic object. Entries are in order of evaluation; a later one may overwrite an earlier
 * one.
 */
export interface Initialiser {
  /** The object is zeroed first (every byte), because the entries do not cover it. */
  readonly zeroFirst: boolean;
  readonly entries: readonly InitialiserEntry[];
}

export type InitialiserEntry =
  | {
      readonly kind: "value";
      readonly offsetBytes: number;
      readonly bits?: Field["bits"];
      /** Of the value; an integer, a pointer or a record. */
      readonly type: CType;
      readonly value: Value;
    }
  | { readonly kind: "bytes"; readonly offsetBytes: number; readonly bytes: Uint8Array };

/** Of a static object: what is not named is zero. Entries are sorted by offset, none twice. */
export interface StaticInitialiser {
  readonly entries: readonly StaticEntry[];
}

export type StaticEntry =
  | {
      readonly kind: "number";
      readonly offsetBytes: number;
      readonly bits?: Field["bits"];
      readonly type: CType;
      readonly lo: number;
      readonly hi: number;
    }
  | {
      readonly kind: "address";
      readonly offsetBytes: number;
      readonly target: FunctionSymbol | GlobalSymbol | StringLiteral;
      readonly addendBytes: number;
      /** Of the initialiser, where the address is taken. */
      readonly position: SourcePosition;
    }
  | { readonly kind: "bytes"; readonly offsetBytes: number; readonly bytes: Uint8Array };

// ---- statements ----

export type Statement =
  | ExpressionStatement
  | DeclareStatement
  | IfStatement
  | WhileStatement
  | DoStatement
  | ForStatement
  | SwitchStatement
  | CaseMark
  | LabelMark
  | GotoStatement
  | BreakStatement
  | ContinueStatement
  | ReturnStatement
  | EmptyStatement
  | Block;

interface StatementNode {
  readonly position: SourcePosition;
}

/** A whole condition: one decision, however many && and || it has. */
export interface Condition {
  /** A scalar, compared with zero. */
  readonly value: Value;
  /** The condition's source on one line. */
  readonly text: string;
  readonly position: SourcePosition;
}

export interface ExpressionStatement extends StatementNode {
  readonly kind: "expression";
  readonly value: Value;
}

/** A local comes to life; without an initialiser its bytes are undefined, each time again. */
export interface DeclareStatement extends StatementNode {
  readonly kind: "declare";
  readonly local: Local;
  readonly initialiser: Initialiser | undefined;
}

export interface IfStatement extends StatementNode {
  readonly kind: "if";
  readonly condition: Condition;
  readonly whenTrue: Statement;
  readonly whenFalse: Statement | undefined;
}

export interface WhileStatement extends StatementNode {
  readonly kind: "while";
  readonly condition: Condition;
  readonly body: Statement;
}

export interface DoStatement extends StatementNode {
  readonly kind: "do";
  readonly body: Statement;
  readonly condition: Condition;
}

export interface ForStatement extends StatementNode {
  readonly kind: "for";
  readonly first: readonly Statement[];
  readonly condition: Condition | undefined;
  readonly step: Value | undefined;
  readonly body: Statement;
}

/**
 * Where the cases lead is marked in the body by CaseMark, at any depth (not inside an inner
 * switch).
 */
export interface SwitchStatement extends StatementNode {
  readonly kind: "switch";
  /** The value is an integer, promoted. */
  readonly condition: Condition;
  readonly cases: readonly SwitchCase[];
  readonly body: Statement;
}

/**
 * `case low ... high:`, compared in the type of the switch's value, both ends included; no two
 * overlap.
 */
export interface SwitchCase {
  /** Unique in its function. */
  readonly id: number;
  /** undefined: default. */
  readonly range:
    | {
        readonly lowLo: number;
        readonly lowHi: number;
        readonly highLo: number;
        readonly highHi: number;
      }
    | undefined;
  readonly position: SourcePosition;
}

/**
 * A point in a statement list, not a statement that runs; the labelled statement follows as the
 * next one.
 */
export interface CaseMark extends StatementNode {
  readonly kind: "case";
  readonly case: SwitchCase;
}

/** As CaseMark, for goto. */
export interface LabelMark extends StatementNode {
  readonly kind: "label";
  readonly label: Label;
}

export interface GotoStatement extends StatementNode {
  readonly kind: "goto";
  readonly label: Label;
}

export interface BreakStatement extends StatementNode {
  readonly kind: "break";
}

export interface ContinueStatement extends StatementNode {
  readonly kind: "continue";
}

export interface ReturnStatement extends StatementNode {
  readonly kind: "return";
  /** Of the function's return type; of type void or undefined in a void function. */
  readonly value: Value | undefined;
}

export interface EmptyStatement extends StatementNode {
  readonly kind: "empty";
}

export interface Block extends StatementNode {
  readonly kind: "block";
  readonly statements: readonly Statement[];
  readonly endPosition: Position;
}
