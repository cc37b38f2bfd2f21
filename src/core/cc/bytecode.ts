// SPDX-License-Identifier: MIT
// The instruction set between lowering and the machine. Over 400 lines because it is one table.
//
// Code is one Int32Array: an operation number, then its operands. A register is a slot of 8 bytes
// in the frame, which lies in the flat memory; it is named by the index of its low 32-bit word from
// the frame's start. Operations ending in W work on that word alone (types up to int, kept extended
// to 32 bits by their sign), in L on both words; an I after that: the last operand is a constant,
// extended by its sign. Branches name both their targets, so a target can be moved past bookkeeping
// (Decide) without cost when nobody listens.

/**
 * Frame header, in 32-bit words: return pc, caller's frame, function, argument slots, activation,
 * three free.
 */
export const headerWords = 8;
export const headerSlots = headerWords / 2;
export const frameReturnPc = 0;
export const frameCaller = 1;
export const frameFunction = 2;
export const frameArgumentSlots = 3;
export const frameActivation = 4;

/** Set in a return pc: the caller goes on in the loop that tracks undefined bits. */
export const returnsTracked = 0x40000000;

/**
 * Argument slots of a call in one number. Extra slots, those of variable arguments, end where the
 * frame begins: the last of them is right below the header.
 */
export const packSlots = (fixed: number, extra: number): number => fixed | (extra << 16);
export const fixedSlots = (packed: number): number => packed & 0xffff;
export const extraSlots = (packed: number): number => packed >>> 16;

export const enum Op {
  Trap,
  MovW,
  MovL,
  ConW,
  ConL,
  FrameAddress,

  AddW,
  SubW,
  MulW,
  AndW,
  OrW,
  XorW,
  ShlW,
  ShrW,
  SarW,
  DivW,
  DivUW,
  RemW,
  RemUW,
  AddWI,
  MulWI,
  AndWI,
  OrWI,
  XorWI,
  ShlWI,
  ShrWI,
  SarWI,
  NegW,
  NotW,

  AddL,
  SubL,
  MulL,
  AndL,
  OrL,
  XorL,
  ShlL,
  ShrL,
  SarL,
  DivL,
  DivUL,
  RemL,
  RemUL,
  AddLI,
  MulLI,
  AndLI,
  OrLI,
  XorLI,
  ShlLI,
  ShrLI,
  SarLI,
  NegL,
  NotL,
  AddScaled,
  IndexW,
  IndexUW,
  IndexFixedW,
  IndexFixedUW,
  IndexFixedL,
  Bound,

  EqW,
  NeW,
  LtW,
  LeW,
  LtUW,
  LeUW,
  EqWI,
  NeWI,
  EqL,
  NeL,
  LtL,
  LeL,
  LtUL,
  LeUL,
  EqLI,
  NeLI,

  Jump,
  JumpEqW,
  JumpLtW,
  JumpLeW,
  JumpLtUW,
  JumpLeUW,
  JumpEqWI,
  JumpLtWI,
  JumpLtUWI,
  JumpEqL,
  JumpLtL,
  JumpLeL,
  JumpLtUL,
  JumpLeUL,
  JumpEqLI,
  JumpLtLI,
  JumpLtULI,
  SwitchW,
  SwitchL,
  Decide,

  Sx8,
  Sx16,
  SxWL,
  ZxWL,

  Ld8S,
  Ld8U,
  Ld16S,
  Ld16U,
  Ld32,
  Ld64,
  LdF8S,
  LdF8U,
  LdF16S,
  LdF16U,
  LdF32,
  LdF64,
  LdG8S,
  LdG8U,
  LdG16S,
  LdG16U,
  LdG32,
  LdG64,
  St8,
  St16,
  St32,
  St64,
  StF8,
  StF16,
  StF32,
  StF64,
  StG8,
  StG16,
  StG32,
  StG64,

  Copy,
  ZeroFrame,
  UndefineFrame,
  UndefineRegister,
  ExtractU,
  ExtractS,
  Insert,

  Call,
  CallPointer,
  Return,
  ReturnW,
  ReturnL,
  ReturnRecord,
  Enter,
  Leave,
  BeginScope,
  EndScope,

  Unary,
  Overflow,
  VaStart,
  VaArg,
  VaArgRecord,
  Alloca,
  AlignLocal,
  ResetLocal,
  TypeHint,

  /** The number of operations, not one itself. */
  Count,
}

/**
 * Operands by operation: d register written, r register read, i number, t target pc, o origin base,
 * s switch table, c decision, f function, y type. Lowering numbers t, o, s, c, f and y from 0 in
 * the function or unit; the linker makes them the program's.
 */
const shapeList: Record<Exclude<keyof typeof Op, "Count">, string> = {
  Trap: "i",
  MovW: "dr",
  MovL: "dr",
  ConW: "di",
  ConL: "dii",
  FrameAddress: "di",
  AddW: "drr",
  SubW: "drr",
  MulW: "drr",
  AndW: "drr",
  OrW: "drr",
  XorW: "drr",
  ShlW: "drr",
  ShrW: "drr",
  SarW: "drr",
  DivW: "drr",
  DivUW: "drr",
  RemW: "drr",
  RemUW: "drr",
  AddWI: "dri",
  MulWI: "dri",
  AndWI: "dri",
  OrWI: "dri",
  XorWI: "dri",
  ShlWI: "dri",
  ShrWI: "dri",
  SarWI: "dri",
  NegW: "dr",
  NotW: "dr",
  AddL: "drr",
  SubL: "drr",
  MulL: "drr",
  AndL: "drr",
  OrL: "drr",
  XorL: "drr",
  ShlL: "drr",
  ShrL: "drr",
  SarL: "drr",
  DivL: "drr",
  DivUL: "drr",
  RemL: "drr",
  RemUL: "drr",
  AddLI: "dri",
  MulLI: "dri",
  AndLI: "dri",
  OrLI: "dri",
  XorLI: "dri",
  ShlLI: "dri",
  ShrLI: "dri",
  SarLI: "dri",
  NegL: "dr",
  NotL: "dr",
  AddScaled: "drri", // d = pointer + index * scale
  IndexW: "drri", // the index is an int
  IndexUW: "drri", // the index is an unsigned int
  IndexFixedW: "drii", // d = address + int index * scale
  IndexFixedUW: "drii",
  IndexFixedL: "drii", // the index is a long
  Bound: "rii", // the index is below the number; 1: the register is a long
  EqW: "drr",
  NeW: "drr",
  LtW: "drr",
  LeW: "drr",
  LtUW: "drr",
  LeUW: "drr",
  EqWI: "dri",
  NeWI: "dri",
  EqL: "drr",
  NeL: "drr",
  LtL: "drr",
  LeL: "drr",
  LtUL: "drr",
  LeUL: "drr",
  EqLI: "dri",
  NeLI: "dri",
  Jump: "t",
  JumpEqW: "rrtt", // when it holds, when it does not
  JumpLtW: "rrtt",
  JumpLeW: "rrtt",
  JumpLtUW: "rrtt",
  JumpLeUW: "rrtt",
  JumpEqWI: "ritt",
  JumpLtWI: "ritt",
  JumpLtUWI: "ritt",
  JumpEqL: "rrtt",
  JumpLtL: "rrtt",
  JumpLeL: "rrtt",
  JumpLtUL: "rrtt",
  JumpLeUL: "rrtt",
  JumpEqLI: "ritt",
  JumpLtLI: "ritt",
  JumpLtULI: "ritt",
  SwitchW: "rs",
  SwitchL: "rs",
  Decide: "ci", // the decision, the outcome 0 or 1
  Sx8: "dr",
  Sx16: "dr",
  SxWL: "dr",
  ZxWL: "dr",
  Ld8S: "dri", // d = memory[r + i]
  Ld8U: "dri",
  Ld16S: "dri",
  Ld16U: "dri",
  Ld32: "dri",
  Ld64: "dri",
  LdF8S: "di", // d = memory[frame + i]
  LdF8U: "di",
  LdF16S: "di",
  LdF16U: "di",
  LdF32: "di",
  LdF64: "di",
  LdG8S: "di", // d = memory[i]
  LdG8U: "di",
  LdG16S: "di",
  LdG16U: "di",
  LdG32: "di",
  LdG64: "di",
  St8: "rir", // memory[r + i] = last
  St16: "rir",
  St32: "rir",
  St64: "rir",
  StF8: "ir",
  StF16: "ir",
  StF32: "ir",
  StF64: "ir",
  StG8: "ir",
  StG16: "ir",
  StG32: "ir",
  StG64: "ir",
  Copy: "rrii", // to, from, size in bytes, 1: check the destination, 2: check the source
  ZeroFrame: "ii", // offset, size in bytes
  UndefineFrame: "iio", // offset, size in bytes, first origin
  UndefineRegister: "do", // both words; the first origin
  ExtractU: "drii", // shift, width
  ExtractS: "drii",
  Insert: "drrii", // d = r with bits [shift, shift + width) from the second r
  Call: "fii", // function, base of the new frame in words, argument slots (packed)
  CallPointer: "rii",
  Return: "",
  ReturnW: "r",
  ReturnL: "r",
  ReturnRecord: "rii", // address of the record, its size, 2: check the source
  Enter: "",
  Leave: "",
  BeginScope: "ii", // offset, size in bytes: the objects of a block can be accessed
  EndScope: "ii",
  Unary: "dri", // UnaryKind
  // did it overflow; operands; overflowAdd and its like; result bytes; then stored by lowering
  Overflow: "drrii",
  VaStart: "r",
  VaArg: "dr",
  VaArgRecord: "rri", // to, list, size in bytes
  Alloca: "dr",
  AlignLocal: "diii", // where a local lies: the room for it in the frame, its size, its alignment
  ResetLocal: "riio", // such a local, its size, 1: zero, 0: undefined from the first origin on
  TypeHint: "ry", // the object at this address is of this type, if nobody knew better
};

/** Shapes by operation number; the order of the list is that of the enumeration. */
export const opShapes: readonly string[] = Object.values(shapeList);

/** How many words an instruction takes, by operation number. */
export const opLengths: Uint8Array = Uint8Array.from(opShapes, (shape) => shape.length + 1);

export const enum UnaryKind {
  ClzW,
  ClzL,
  CtzW,
  CtzL,
  FfsW,
  FfsL,
  PopcountW,
  PopcountL,
  ParityW,
  ParityL,
  ClrsbW,
  ClrsbL,
  Bswap16,
  Bswap32,
  Bswap64,
}

/** Flags of the Overflow operation. */
export const overflowAdd = 0;
export const overflowSub = 1;
export const overflowMul = 2;
export const overflowLeftSigned = 4;
export const overflowRightSigned = 8;
export const overflowResultSigned = 16;

/** Reasons of the Trap operation. */
export const enum TrapCode {
  Unreachable,
  Builtin,
  NoReturn,
  Unsupported,
}

/** The inclusive ranges of one switch; targets[i] belongs to range i. */
export interface SwitchTable {
  readonly wide: boolean;
  readonly signed: boolean;
  /** Four words each: low lo, low hi, high lo, high hi. */
  readonly ranges: Int32Array;
  readonly targets: Int32Array;
  readonly otherwise: number;
  /**
   * For word switches of single values: value to index; undefined when there are ranges or long
   * values.
   */
  readonly byValue: ReadonlyMap<number, number> | undefined;
}
