// SPDX-License-Identifier: MIT
// Values, places and conditions of one function to bytecode. One file over 400 lines: the three
// call each other at every step.
//
// Order of evaluation is that of gcc -O0: arguments from the last to the first, the right side of a
// compound assignment before its place, the place of a plain assignment before its value, and of a
// commutative operator or comparison the right side first where the left one is just a variable.
import { boundOf } from "./bound";
import type { Bound } from "./bound";
import {
  Op,
  TrapCode,
  UnaryKind,
  headerSlots,
  packSlots,
  overflowAdd,
  overflowLeftSigned,
  overflowMul,
  overflowResultSigned,
  overflowRightSigned,
  overflowSub,
} from "./bytecode";
import { hasEffects, placeHasEffects } from "./effects";
import type { CodeLabel, DecisionKind, Emitter, Register } from "./emit";
import type { FrameLayout } from "./frame";
import { type BitField, type CType, unsignedLongType } from "./type";
import type {
  ArithmeticOperator,
  Assign,
  Binary,
  Block,
  Builtin,
  Call,
  ComparisonOperator,
  CompoundAssign,
  Condition,
  Conditional,
  Constant,
  Increment,
  Initialiser,
  GlobalSymbol,
  Local,
  Place,
  StringLiteral,
  TypedFunction,
  Value,
} from "./tree";

/**
 * What lowering one function needs; `block` lowers statements and runs `tail` in the block's scope.
 */
export interface Context {
  readonly source: TypedFunction;
  readonly emitter: Emitter;
  readonly frame: FrameLayout;
  readonly block: (block: Block, tail: () => void) => void;
}

/**
 * Where a place is: a register, known memory of the frame or a global, or an address in a register.
 */
export type PlaceRef =
  | { readonly kind: "register"; readonly register: Register }
  | {
      readonly kind: "frame";
      readonly base: number;
      readonly sizeBytes: number;
      readonly offset: number;
    }
  | {
      readonly kind: "global";
      readonly target: GlobalSymbol | StringLiteral;
      readonly sizeBytes: number;
      readonly offset: number;
    }
  | { readonly kind: "memory"; readonly register: Register; readonly offset: number };

const isWide = (type: CType): boolean => type.sizeBytes === 8;
const isSigned = (type: CType): boolean => type.kind === "int" && type.signed;
const isRecord = (type: CType): boolean => type.kind === "record";

// ---- values ----

/**
 * Computes a scalar; the result is in `into` if that is given, else wherever it is cheapest. Void:
 * -1.
 */
export function lowerValue(c: Context, value: Value, into?: Register): Register {
  const e = c.emitter;
  switch (value.kind) {
    case "constant":
      return lowerConstant(c, value, into);
    case "function-address": {
      const to = into ?? e.temporary();
      e.at(value.position);
      const pc = e.emit(Op.ConL, to, 0, 0);
      e.relocations.push({ at: pc + 2, kind: "address", target: value.symbol, addendBytes: 0 });
      e.addressTaken.push({ pc, position: value.position, target: value.symbol });
      return to;
    }
    case "load":
      return loadPlace(c, value.place, into);
    case "address": {
      // &*p is p, whatever p is.
      if (value.place.kind === "dereference") return lowerValue(c, value.place.pointer, into);
      const to = into ?? e.temporary();
      const mark = e.top;
      const ref = lowerPlace(c, value.place);
      e.at(value.position);
      const register = addressOf(c, ref, to);
      e.top = mark;
      return register;
    }
    case "unary":
      return lowerUnary(c, value.operator, value.operand, into, value);
    case "binary":
      return lowerBinary(c, value, into);
    case "pointer-add":
      return lowerPointerAdd(c, value, into);
    case "pointer-difference":
      return lowerPointerDifference(c, value, into);
    case "logical":
      return lowerLogical(c, value, into);
    case "conditional":
      return lowerConditional(c, value, into);
    case "assign":
      return lowerAssign(c, value, into, true);
    case "compound-assign":
      return lowerCompoundAssign(c, value, into, true);
    case "increment":
      return lowerIncrement(c, value, into, true);
    case "call": {
      const to = value.type.kind === "void" ? undefined : into;
      const result = lowerCall(c, value, undefined);
      return value.type.kind === "void" ? -1 : move(c, result, to, value.type);
    }
    case "convert":
      return lowerConvert(c, value, into);
    case "comma":
      lowerEffect(c, value.left);
      return lowerValue(c, value.right, into);
    case "statement-expression": {
      let result: Register = -1;
      const first = e.pc;
      c.block(value.block, () => {
        if (!value.value) return;
        if (!value.implicit) e.statement(value.value.position);
        if (value.type.kind === "void") lowerEffect(c, value.value);
        else result = lowerValue(c, value.value, into);
      });
      if (value.atomic) e.atomics.push({ pc: first, end: e.pc });
      return result;
    }
    case "builtin":
      return lowerBuiltin(c, value, into);
  }
}

/** Computes a value for what it does; the result is dropped. */
export function lowerEffect(c: Context, value: Value): void {
  const e = c.emitter;
  const mark = e.top;
  switch (value.kind) {
    case "constant":
    case "function-address":
      break;
    case "load":
      // As gcc: a value nobody wants is not read unless volatile, its address is computed for its
      // effects.
      if (value.place.type.qualifiers & 2 && !isRecord(value.type)) loadPlace(c, value.place);
      else lowerPlace(c, value.place);
      break;
    case "address":
      lowerPlace(c, value.place);
      break;
    case "convert":
      lowerEffect(c, value.value);
      break;
    case "comma":
      lowerEffect(c, value.left);
      lowerEffect(c, value.right);
      break;
    case "conditional":
      lowerArms(
        c,
        value.condition,
        () => lowerEffect(c, value.whenTrue),
        () => lowerEffect(c, value.whenFalse),
      );
      break;
    case "statement-expression": {
      const first = e.pc;
      c.block(value.block, () => {
        if (!value.value) return;
        if (!value.implicit) e.statement(value.value.position);
        lowerEffect(c, value.value);
      });
      if (value.atomic) e.atomics.push({ pc: first, end: e.pc });
      break;
    }
    case "assign":
      lowerAssign(c, value, undefined, false);
      break;
    case "compound-assign":
      lowerCompoundAssign(c, value, undefined, false);
      break;
    case "increment":
      lowerIncrement(c, value, undefined, false);
      break;
    case "call":
      if (isRecord(value.type)) recordAddress(c, value);
      else lowerCall(c, value, undefined);
      break;
    default:
      if (isRecord(value.type)) recordAddress(c, value);
      else lowerValue(c, value);
  }
  e.top = mark;
}

function lowerConstant(c: Context, value: Constant, into?: Register): Register {
  const e = c.emitter;
  const to = into ?? e.temporary();
  e.at(value.position);
  if (isWide(value.type)) e.emit(Op.ConL, to, value.lo | 0, value.hi | 0);
  else e.emit(Op.ConW, to, value.lo | 0);
  return to;
}

function move(c: Context, from: Register, into: Register | undefined, type: CType): Register {
  if (into === undefined || into === from) return from;
  c.emitter.emit(isWide(type) ? Op.MovL : Op.MovW, into, from);
  return into;
}

function lowerUnary(
  c: Context,
  operator: "-" | "~" | "!",
  operand: Value,
  into: Register | undefined,
  node: Value,
): Register {
  const e = c.emitter;
  const to = into ?? e.temporary();
  const mark = e.top;
  const register = lowerValue(c, operand);
  e.at(node.position);
  const wide = isWide(operand.type);
  if (operator === "!") e.emit(wide ? Op.EqLI : Op.EqWI, to, register, 0);
  else if (operator === "-")
    mayOverflow(c, e.emit(wide ? Op.NegL : Op.NegW, to, register), "neg", operand.type);
  else e.emit(wide ? Op.NotL : Op.NotW, to, register);
  e.top = mark;
  return to;
}

// ---- operators ----

const wordOps: Record<ArithmeticOperator, readonly [signed: Op, unsigned: Op]> = {
  "+": [Op.AddW, Op.AddW],
  "-": [Op.SubW, Op.SubW],
  "*": [Op.MulW, Op.MulW],
  "/": [Op.DivW, Op.DivUW],
  "%": [Op.RemW, Op.RemUW],
  "&": [Op.AndW, Op.AndW],
  "|": [Op.OrW, Op.OrW],
  "^": [Op.XorW, Op.XorW],
  "<<": [Op.ShlW, Op.ShlW],
  ">>": [Op.SarW, Op.ShrW],
};

const longOps: Record<ArithmeticOperator, readonly [signed: Op, unsigned: Op]> = {
  "+": [Op.AddL, Op.AddL],
  "-": [Op.SubL, Op.SubL],
  "*": [Op.MulL, Op.MulL],
  "/": [Op.DivL, Op.DivUL],
  "%": [Op.RemL, Op.RemUL],
  "&": [Op.AndL, Op.AndL],
  "|": [Op.OrL, Op.OrL],
  "^": [Op.XorL, Op.XorL],
  "<<": [Op.ShlL, Op.ShlL],
  ">>": [Op.SarL, Op.ShrL],
};

const isArithmetic = (
  operator: ArithmeticOperator | ComparisonOperator,
): operator is ArithmeticOperator => operator in wordOps;

/** The operation with a constant on the right, and that constant; undefined if there is none. */
function immediate(
  operator: ArithmeticOperator,
  type: CType,
  lo: number,
  hi: number,
): readonly [Op, number] | undefined {
  const wide = isWide(type);
  if (operator === "<<" || operator === ">>") {
    if (lo < 0 || (wide ? 64 : 32) <= lo) return undefined;
    if (operator === "<<") return [wide ? Op.ShlLI : Op.ShlWI, lo];
    if (isSigned(type)) return [wide ? Op.SarLI : Op.SarWI, lo];
    return [wide ? Op.ShrLI : Op.ShrWI, lo];
  }
  if (wide && hi !== lo >> 31) return undefined;
  const power = 0 < lo && (lo & (lo - 1)) === 0 ? 31 - Math.clz32(lo) : undefined;
  switch (operator) {
    case "+":
      return [wide ? Op.AddLI : Op.AddWI, lo];
    case "-":
      return lo === -0x80000000 ? undefined : [wide ? Op.AddLI : Op.AddWI, -lo | 0];
    case "*":
      if (power !== undefined) return [wide ? Op.ShlLI : Op.ShlWI, power];
      return [wide ? Op.MulLI : Op.MulWI, lo];
    case "&":
      return [wide ? Op.AndLI : Op.AndWI, lo];
    case "|":
      return [wide ? Op.OrLI : Op.OrWI, lo];
    case "^":
      return [wide ? Op.XorLI : Op.XorWI, lo];
    case "/":
      if (power === undefined || isSigned(type)) return undefined;
      return [wide ? Op.ShrLI : Op.ShrWI, power];
    case "%":
      if (power === undefined || isSigned(type)) return undefined;
      return [wide ? Op.AndLI : Op.AndWI, lo - 1];
  }
}

/** to = left operator right, in `type`; the right side is a constant or a register. */
function operate(
  c: Context,
  operator: ArithmeticOperator,
  type: CType,
  to: Register,
  left: Register,
  right: Constant | Register,
): void {
  const e = c.emitter;
  if (typeof right !== "number") {
    const short = immediate(operator, type, right.lo | 0, right.hi | 0);
    if (short) {
      mayOverflow(c, e.emit(short[0], to, left, short[1]), operator, type);
      return;
    }
    const mark = e.top;
    const register = e.temporary();
    if (isWide(right.type)) e.emit(Op.ConL, register, right.lo | 0, right.hi | 0);
    else e.emit(Op.ConW, register, right.lo | 0);
    operate(c, operator, type, to, left, register);
    e.top = mark;
    return;
  }
  const [signed, unsigned] = (isWide(type) ? longOps : wordOps)[operator];
  mayOverflow(c, e.emit(isSigned(type) ? signed : unsigned, to, left, right), operator, type);
}

/** Remembers arithmetic of the source whose result may not fit. */
function mayOverflow(
  c: Context,
  pc: number,
  operator: ArithmeticOperator | "neg",
  type: CType,
): void {
  if (operator !== "+" && operator !== "-" && operator !== "*" && operator !== "neg") return;
  c.emitter.arithmetic.push({ pc, operator, signed: isSigned(type), wide: isWide(type) });
}

const commutative = new Set<string>(["+", "*", "&", "|", "^", "==", "!=", "<", "<=", ">", ">="]);

/** Just a variable, whose value gcc reads last. */
function isVariable(value: Value): boolean {
  if (value.kind === "convert" && value.type.sizeBytes === value.value.type.sizeBytes)
    return isVariable(value.value);
  return value.kind === "load" && (value.place.kind === "local" || value.place.kind === "global");
}

function lowerBinary(c: Context, value: Binary, into?: Register): Register {
  const e = c.emitter;
  // As gcc: what is only done for its effects is done before the left operand.
  if (value.right.kind === "comma")
    return lowerBinary(c, { ...value, right: lowerLeadingEffects(c, value.right) }, into);
  let { left, right, operator } = value;
  if (
    isArithmetic(operator) &&
    left.kind === "constant" &&
    right.kind !== "constant" &&
    commutative.has(operator)
  )
    [left, right] = [right, left];
  if (!isArithmetic(operator)) return lowerComparison(c, value, into);
  const to = into ?? e.temporary();
  const mark = e.top;
  if (right.kind === "constant") {
    const register = lowerValue(c, left);
    e.at(value.position);
    operate(c, operator, value.type, to, register, right);
  } else {
    const [first, second] = operandRegisters(c, left, right, commutative.has(operator));
    e.at(value.position);
    operate(c, operator, value.type, to, first, second);
  }
  e.top = mark;
  return to;
}

function operandRegisters(
  c: Context,
  left: Value,
  right: Value,
  mayTurn: boolean,
): readonly [Register, Register] {
  if (mayTurn && isVariable(left) && !isVariable(right)) {
    const second = lowerValue(c, right);
    return [lowerValue(c, left), second];
  }
  const first = lowerValue(c, left);
  return [first, lowerValue(c, right)];
}

function lowerComparison(c: Context, value: Binary, into?: Register): Register {
  const e = c.emitter;
  const to = into ?? e.temporary();
  const mark = e.top;
  const { left, right, operator } = value;
  const wide = isWide(left.type);
  const equality = operator === "==" || operator === "!=";
  if (equality && right.kind === "constant" && (!wide || right.hi === right.lo >> 31)) {
    const register = lowerValue(c, left);
    e.at(value.position);
    const op = operator === "==" ? (wide ? Op.EqLI : Op.EqWI) : wide ? Op.NeLI : Op.NeWI;
    e.emit(op, to, register, right.lo | 0);
    e.top = mark;
    return to;
  }
  const [first, second] = operandRegisters(c, left, right, true);
  e.at(value.position);
  const signed = isSigned(left.type);
  const less = wide ? (signed ? Op.LtL : Op.LtUL) : signed ? Op.LtW : Op.LtUW;
  const lessEqual = wide ? (signed ? Op.LeL : Op.LeUL) : signed ? Op.LeW : Op.LeUW;
  if (operator === "==") e.emit(wide ? Op.EqL : Op.EqW, to, first, second);
  else if (operator === "!=") e.emit(wide ? Op.NeL : Op.NeW, to, first, second);
  else if (operator === "<") e.emit(less, to, first, second);
  else if (operator === "<=") e.emit(lessEqual, to, first, second);
  else if (operator === ">") e.emit(less, to, second, first);
  else e.emit(lessEqual, to, second, first);
  e.top = mark;
  return to;
}

function lowerPointerAdd(
  c: Context,
  value: Extract<Value, { kind: "pointer-add" }>,
  into?: Register,
  bound?: Bound,
): Register {
  const e = c.emitter;
  const to = into ?? e.temporary();
  const mark = e.top;
  const scale = value.subtract ? -value.scaleBytes : value.scaleBytes;
  const { index } = value;
  const offset = index.kind === "constant" ? constantOffset(index, scale) : undefined;
  if (offset === undefined) lowerIndex(c, value, scale, to, bound);
  else {
    const pointer = lowerValue(c, value.pointer);
    e.at(value.position);
    if (offset) e.emit(Op.AddLI, to, pointer, offset);
    else move(c, pointer, to, value.type);
  }
  e.top = mark;
  return to;
}

/** Times a 32-bit index this is exact in a double. */
const shortScaleMax = 0x100000;

/** pointer + index * scale; an int as index is widened on the way. */
function lowerIndex(
  c: Context,
  { pointer, index, position }: Extract<Value, { kind: "pointer-add" }>,
  scale: number,
  to: Register,
  bound: Bound | undefined,
): void {
  const e = c.emitter;
  const narrow =
    index.kind === "convert" &&
    index.value.type.kind === "int" &&
    !isWide(index.value.type) &&
    Math.abs(scale) <= shortScaleMax
      ? index.value
      : undefined;
  const base = fixedAddress(pointer);
  if (base) {
    const register = lowerValue(c, narrow ?? index);
    e.at(position);
    if (bound) checkBound(c, bound, register, !narrow);
    const signed = narrow && isSigned(narrow.type);
    const op = !narrow ? Op.IndexFixedL : signed ? Op.IndexFixedW : Op.IndexFixedUW;
    const pc = e.emit(op, to, register, 0, scale);
    e.relocations.push({ at: pc + 3, kind: "direct", target: base, addendBytes: 0 });
    return;
  }
  const start = lowerValue(c, pointer);
  const register = lowerValue(c, narrow ?? index);
  e.at(position);
  if (bound) checkBound(c, bound, register, !narrow);
  const op = !narrow ? Op.AddScaled : isSigned(narrow.type) ? Op.IndexW : Op.IndexUW;
  e.emit(op, to, start, register, scale);
}

function checkBound(c: Context, bound: Bound, register: Register, wide: boolean): void {
  const e = c.emitter;
  const pc = e.emit(Op.Bound, register, bound.length, wide ? 1 : 0);
  e.accesses.push({ pc, place: bound.place });
}

/** The object whose first byte a pointer value is known to be the address of. */
function fixedAddress(pointer: Value): GlobalSymbol | StringLiteral | undefined {
  if (pointer.kind !== "address") return undefined;
  if (pointer.place.kind === "global") return pointer.place.symbol;
  return pointer.place.kind === "string" ? pointer.place.literal : undefined;
}

/** index * scale when it fits a word. */
function constantOffset(index: Constant, scale: number): number | undefined {
  if (index.hi !== index.lo >> 31) return undefined;
  const offset = index.lo * scale;
  return offset === (offset | 0) ? offset | 0 : undefined;
}

function lowerPointerDifference(
  c: Context,
  value: Extract<Value, { kind: "pointer-difference" }>,
  into?: Register,
): Register {
  const e = c.emitter;
  const to = into ?? e.temporary();
  const mark = e.top;
  const [first, second] = operandRegisters(c, value.left, value.right, false);
  e.at(value.position);
  const size = value.elementBytes;
  if (size <= 1) e.emit(Op.SubL, to, first, second);
  else {
    const difference = e.temporary();
    e.emit(Op.SubL, difference, first, second);
    if ((size & (size - 1)) === 0) e.emit(Op.SarLI, to, difference, 31 - Math.clz32(size));
    else {
      const divisor = e.temporary();
      e.emit(Op.ConL, divisor, size, 0);
      e.emit(Op.DivL, to, difference, divisor);
    }
  }
  e.top = mark;
  return to;
}

function lowerLogical(c: Context, value: Value, into?: Register): Register {
  const e = c.emitter;
  const to = into ?? e.temporary();
  const [whenTrue, whenFalse, end] = [e.label(), e.label(), e.label()];
  lowerBranch(c, value, whenTrue, whenFalse);
  e.at(value.position);
  e.bind(whenTrue);
  e.emit(Op.ConW, to, 1);
  e.jump(end);
  e.bind(whenFalse);
  e.emit(Op.ConW, to, 0);
  e.bind(end);
  return to;
}

function lowerConditional(c: Context, value: Conditional, into?: Register): Register {
  if (value.type.kind === "void") {
    lowerEffect(c, value);
    return -1;
  }
  const to = into ?? c.emitter.temporary();
  lowerArms(
    c,
    value.condition,
    () => lowerValue(c, value.whenTrue, to),
    () => lowerValue(c, value.whenFalse, to),
  );
  return to;
}

function lowerArms(
  c: Context,
  condition: Condition,
  whenTrue: () => void,
  whenFalse: () => void,
): void {
  const e = c.emitter;
  const end = e.label();
  const decision = openDecision(c, condition, "?:");
  lowerDecision(c, decision);
  const mark = e.top;
  bindSide(c, decision, true);
  whenTrue();
  e.top = mark;
  e.jump(end);
  bindSide(c, decision, false);
  whenFalse();
  e.top = mark;
  e.bind(end);
}

// ---- conversions ----

function lowerConvert(
  c: Context,
  value: Extract<Value, { kind: "convert" }>,
  into?: Register,
): Register {
  const e = c.emitter;
  const from = value.value.type;
  const to = value.type;
  if (to.kind === "void") {
    lowerEffect(c, value.value);
    return -1;
  }
  if (!conversion(from, to)) {
    const register = lowerValue(c, value.value, into);
    hintType(c, value.value, to, register);
    return register;
  }
  const target = into ?? e.temporary();
  const mark = e.top;
  const register = lowerValue(c, value.value);
  e.at(value.position);
  convertRegister(c, register, from, to, target);
  e.top = mark;
  return target;
}

/** What has to be done to a register; undefined: nothing. */
function conversion(from: CType, to: CType): "bool" | "cut" | "widen" | undefined {
  if (to.kind === "int" && to.rank === 0)
    return from.kind === "int" && from.rank === 0 ? undefined : "bool";
  if (to.sizeBytes === 8) return from.sizeBytes < 8 ? "widen" : undefined;
  if (to.sizeBytes === 4) return undefined;
  if (from.sizeBytes < to.sizeBytes && !isSigned(from)) return undefined;
  if (from.sizeBytes <= to.sizeBytes && isSigned(from) === isSigned(to)) return undefined;
  return "cut";
}

function convertRegister(
  c: Context,
  register: Register,
  from: CType,
  to: CType,
  into: Register,
): void {
  const e = c.emitter;
  switch (conversion(from, to)) {
    case undefined:
      move(c, register, into, to);
      break;
    case "bool":
      e.emit(isWide(from) ? Op.NeLI : Op.NeWI, into, register, 0);
      break;
    case "widen":
      e.emit(isSigned(from) ? Op.SxWL : Op.ZxWL, into, register);
      break;
    case "cut":
      if (isSigned(to)) e.emit(to.sizeBytes === 1 ? Op.Sx8 : Op.Sx16, into, register);
      else e.emit(Op.AndWI, into, register, to.sizeBytes === 1 ? 0xff : 0xffff);
  }
}

/** The pointer type an allocator's void * is converted to says what the fresh object is. */
function hintType(c: Context, value: Value, to: CType, register: Register): void {
  if (to.kind !== "pointer" || to.target.kind === "void" || to.target.kind === "function") return;
  if (value.type.kind !== "pointer" || value.type.target.kind !== "void") return;
  if (value.kind !== "call" && value.kind !== "statement-expression") return;
  const e = c.emitter;
  e.emit(Op.TypeHint, register, e.typeHints.length);
  e.typeHints.push(to.target);
}

// ---- places ----

/** Finds where a place is, doing what has to be done on the way. */
function lowerPlace(c: Context, place: Place): PlaceRef {
  const e = c.emitter;
  switch (place.kind) {
    case "local":
      return localRef(c, place.local);
    case "global":
      return {
        kind: "global",
        target: place.symbol,
        // What another unit defines is reached through checks: its size is not known here.
        sizeBytes: place.symbol.defined ? place.symbol.type.sizeBytes : 0,
        offset: 0,
      };
    case "string":
      return {
        kind: "global",
        target: place.literal,
        sizeBytes: place.literal.bytes.length,
        offset: 0,
      };
    case "dereference":
      return pointee(c, place.pointer, 0);
    case "member":
      return shifted(c, lowerPlace(c, place.base), place.field.offsetBytes);
    case "compound-literal": {
      const ref = localRef(c, place.local);
      lowerInitialiser(c, place.local, place.initialiser);
      return ref;
    }
    case "temporary": {
      const ref = localRef(c, place.local);
      const mark = e.top;
      recordTo(c, place.value, addressOf(c, ref, e.temporary()), 0);
      e.top = mark;
      return ref;
    }
  }
}

function localRef(c: Context, local: Local): PlaceRef {
  const slot = c.frame.locals[local.id];
  if (!slot) throw new Error(`local ${local.name} has no place in the frame`);
  if (!slot.inMemory) return { kind: "register", register: slot.frameOffset >>> 2 };
  const { addressRegister } = slot;
  if (addressRegister !== undefined)
    return { kind: "memory", register: addressRegister, offset: 0 };
  return { kind: "frame", base: slot.frameOffset, sizeBytes: local.type.sizeBytes, offset: 0 };
}

function shifted(c: Context, ref: PlaceRef, offset: number): PlaceRef {
  if (ref.kind === "register") return ref;
  const total = ref.offset + offset;
  if (total === (total | 0)) return { ...ref, offset: total };
  const register = addressOf(c, ref, c.emitter.temporary());
  return { kind: "memory", register, offset };
}

/** The place a pointer points to, with constant steps folded into the offset. */
function pointee(c: Context, pointer: Value, offset: number): PlaceRef {
  if (pointer.kind === "address") return shifted(c, lowerPlace(c, pointer.place), offset);
  const bound = pointer.kind === "pointer-add" ? boundOf(pointer.pointer) : undefined;
  if (pointer.kind === "pointer-add" && pointer.index.kind === "constant") {
    const { index } = pointer;
    const scale = pointer.subtract ? -pointer.scaleBytes : pointer.scaleBytes;
    const step = constantOffset(index, scale);
    const isInside = index.hi === 0 && 0 <= index.lo && !pointer.subtract;
    if (bound && !(isInside && index.lo < bound.length))
      checkBound(c, bound, lowerConstant(c, index), true);
    if (step !== undefined && offset + step === ((offset + step) | 0))
      return pointee(c, pointer.pointer, offset + step);
  }
  if (pointer.kind === "convert" && pointer.value.type.kind === "pointer") {
    if (pointer.value.kind !== "call" && pointer.value.kind !== "statement-expression")
      return pointee(c, pointer.value, offset);
  }
  const register =
    pointer.kind === "pointer-add"
      ? lowerPointerAdd(c, pointer, undefined, bound)
      : lowerValue(c, pointer);
  return { kind: "memory", register, offset };
}

/** The address of a place; in `into` unless the place's own register holds it as it is. */
function addressOf(c: Context, ref: PlaceRef, into: Register): Register {
  const e = c.emitter;
  switch (ref.kind) {
    case "register":
      throw new Error("a register has no address");
    case "frame":
      e.emit(Op.FrameAddress, into, ref.base + ref.offset);
      return into;
    case "global": {
      const pc = e.emit(Op.ConL, into, 0, 0);
      e.relocations.push({
        at: pc + 2,
        kind: "address",
        target: ref.target,
        addendBytes: ref.offset,
      });
      return into;
    }
    case "memory":
      if (ref.offset) e.emit(Op.AddLI, into, ref.register, ref.offset);
      else e.emit(Op.MovL, into, ref.register);
      return into;
  }
}

/**
 * Turns what cannot be reached directly (outside its object, in a read-only one) into a checked
 * access.
 */
function reachable(c: Context, ref: PlaceRef, sizeBytes: number, writes: boolean): PlaceRef {
  if (ref.kind === "register" || ref.kind === "memory") return ref;
  const inside = 0 <= ref.offset && ref.offset + sizeBytes <= ref.sizeBytes;
  const readOnly = ref.kind === "global" && ref.target.kind === "string" && writes;
  if (inside && !readOnly && (ref.offset & (sizeBytes - 1)) === 0) return ref;
  // The register holds the object, so that a message can say how far off it is.
  const register = addressOf(c, { ...ref, offset: 0 }, c.emitter.temporary());
  return { kind: "memory", register, offset: ref.offset };
}

const sizeIndex = (type: CType): number =>
  type.sizeBytes === 1 ? 0 : type.sizeBytes === 2 ? 2 : type.sizeBytes === 4 ? 4 : 5;

/** The load of a scalar type in a family whose first is the signed byte. */
function loadOp(first: Op, type: CType): Op {
  const index = sizeIndex(type);
  return first + index + (index < 4 && !isSigned(type) ? 1 : 0);
}

const storeOp = (first: Op, type: CType): Op =>
  first + (type.sizeBytes === 1 ? 0 : type.sizeBytes === 2 ? 1 : type.sizeBytes === 4 ? 2 : 3);

function loadPlace(c: Context, place: Place, into?: Register): Register {
  const e = c.emitter;
  if (place.kind === "member" && place.field.bits) return loadBits(c, place, into);
  if (place.kind === "local") {
    const ref = localRef(c, place.local);
    if (ref.kind === "register") {
      if (into === undefined || into === ref.register) return ref.register;
      e.at(place.position);
      return move(c, ref.register, into, place.type);
    }
  }
  const to = into ?? e.temporary();
  const mark = e.top;
  const ref = lowerPlace(c, place);
  e.at(place.position);
  load(c, ref, place.type, to, place);
  e.top = mark;
  return to;
}

function load(c: Context, from: PlaceRef, type: CType, to: Register, place: Place): void {
  const e = c.emitter;
  const ref = reachable(c, from, type.sizeBytes, false);
  switch (ref.kind) {
    case "register":
      move(c, ref.register, to, type);
      break;
    case "frame":
      e.emit(loadOp(Op.LdF8S, type), to, ref.base + ref.offset);
      break;
    case "global": {
      const pc = e.emit(loadOp(Op.LdG8S, type), to, 0);
      e.relocations.push({
        at: pc + 2,
        kind: "direct",
        target: ref.target,
        addendBytes: ref.offset,
      });
      break;
    }
    case "memory": {
      const pc = e.emit(loadOp(Op.Ld8S, type), to, ref.register, ref.offset);
      e.accesses.push({ pc, place });
    }
  }
}

function store(c: Context, to: PlaceRef, type: CType, register: Register, place: Place): void {
  const e = c.emitter;
  const ref = reachable(c, to, type.sizeBytes, true);
  switch (ref.kind) {
    case "register":
      move(c, register, ref.register, type);
      break;
    case "frame":
      e.emit(storeOp(Op.StF8, type), ref.base + ref.offset, register);
      break;
    case "global": {
      const pc = e.emit(storeOp(Op.StG8, type), 0, register);
      e.relocations.push({
        at: pc + 1,
        kind: "direct",
        target: ref.target,
        addendBytes: ref.offset,
      });
      break;
    }
    case "memory": {
      const pc = e.emit(storeOp(Op.St8, type), ref.register, ref.offset, register);
      e.accesses.push({ pc, place });
    }
  }
}

// ---- bit-fields ----

const unitType = (sizeBytes: number): CType => ({
  kind: "int",
  qualifiers: 0,
  sizeBytes: sizeBytes as 1 | 2 | 4 | 8,
  alignBytes: sizeBytes,
  signed: false,
  rank: sizeBytes === 8 ? 4 : sizeBytes === 4 ? 3 : sizeBytes === 2 ? 2 : 1,
  name: "unit",
});
const units = new Map([1, 2, 4, 8].map((sizeBytes) => [sizeBytes, unitType(sizeBytes)]));

function loadBits(
  c: Context,
  place: Extract<Place, { kind: "member" }>,
  into?: Register,
): Register {
  const e = c.emitter;
  const to = into ?? e.temporary();
  const mark = e.top;
  const ref = lowerPlace(c, place);
  e.at(place.position);
  readBits(c, ref, place.field.bits as BitField, isSigned(place.type), to, place);
  e.top = mark;
  return to;
}

function readBits(
  c: Context,
  ref: PlaceRef,
  bits: BitField,
  signed: boolean,
  to: Register,
  place: Place,
): void {
  const e = c.emitter;
  const mark = e.top;
  const register = e.temporary();
  const unit = units.get(bits.unitBytes);
  const extract = signed ? Op.ExtractS : Op.ExtractU;
  if (unit) {
    load(c, ref, unit, register, place);
    e.emit(extract, to, register, bits.shift, bits.width);
  } else {
    // A unit no machine word fits: its bytes one by one, each moved to where it belongs in the
    // value.
    const byte = e.temporary();
    e.emit(Op.ConL, register, 0, 0);
    for (const [index, from, count, position] of bitBytes(bits)) {
      load(c, shifted(c, ref, index), units.get(1) as CType, byte, place);
      e.emit(Op.ExtractU, byte, byte, from, count);
      e.emit(Op.Insert, register, register, byte, position, count);
    }
    e.emit(extract, to, register, 0, bits.width);
  }
  e.top = mark;
}

/**
 * The bytes a bit-field touches: index, first bit in the byte, how many, and where they stand in
 * the value.
 */
function* bitBytes(
  bits: BitField,
): Generator<readonly [index: number, from: number, count: number, position: number]> {
  const end = bits.shift + bits.width;
  for (let index = bits.shift >>> 3; index * 8 < end; index++) {
    const first = Math.max(index * 8, bits.shift);
    const last = Math.min(index * 8 + 8, end);
    yield [index, first - index * 8, last - first, first - bits.shift];
  }
}

function writeBits(
  c: Context,
  ref: PlaceRef,
  bits: BitField,
  register: Register,
  place: Place,
): void {
  const e = c.emitter;
  const mark = e.top;
  const unit = units.get(bits.unitBytes);
  const word = e.temporary();
  if (unit) {
    load(c, ref, unit, word, place);
    e.emit(Op.Insert, word, word, register, bits.shift, bits.width);
    store(c, ref, unit, word, place);
  } else {
    const byteType = units.get(1) as CType;
    const piece = e.temporary();
    for (const [index, from, count, position] of bitBytes(bits)) {
      const at = shifted(c, ref, index);
      e.emit(Op.ExtractU, piece, register, position, count);
      load(c, at, byteType, word, place);
      e.emit(Op.Insert, word, word, piece, from, count);
      store(c, at, byteType, word, place);
    }
  }
  e.top = mark;
}

const bitsOf = (place: Place): BitField | undefined =>
  place.kind === "member" ? place.field.bits : undefined;

/** What a bit-field holds after `register` was written to it. */
function cutToBits(c: Context, register: Register, bits: BitField, type: CType, to: Register) {
  c.emitter.emit(isSigned(type) ? Op.ExtractS : Op.ExtractU, to, register, 0, bits.width);
}

// ---- assignments ----

function lowerAssign(
  c: Context,
  value: Assign,
  into: Register | undefined,
  wanted: boolean,
): Register {
  const e = c.emitter;
  const { place } = value;
  if (isRecord(value.type)) {
    const mark = e.top;
    lowerRecordAssign(c, value);
    e.top = mark;
    return -1;
  }
  if (place.kind === "local") {
    const ref = localRef(c, place.local);
    if (ref.kind === "register") {
      const mark = e.top;
      lowerValue(c, value.value, ref.register);
      e.at(value.position);
      e.top = mark;
      return move(c, ref.register, wanted ? into : undefined, value.type);
    }
  }
  const bits = bitsOf(place);
  const result = wanted ? (into ?? e.temporary()) : undefined;
  const mark = e.top;
  const source = lowerLeadingEffects(c, value.value);
  const early = comesFirst(source) && !isFixed(place) ? lowerValue(c, source) : undefined;
  const ref = lowerPlace(c, place);
  const register = early ?? lowerValue(c, source);
  e.at(value.position);
  if (bits) {
    writeBits(c, ref, bits, register, place);
    if (result !== undefined) cutToBits(c, register, bits, place.type, result);
  } else {
    store(c, ref, value.type, register, place);
    if (result !== undefined) move(c, register, result, value.type);
  }
  e.top = mark;
  return result ?? -1;
}

/** Of `a, b, c` does a and b, and leaves c. */
function lowerLeadingEffects(c: Context, value: Value): Value {
  let rest = value;
  for (; rest.kind === "comma"; rest = rest.right) lowerEffect(c, rest.left);
  return rest;
}

/**
 * Whether gcc computes it before the place it is assigned to: all but a call, where that makes a
 * difference.
 */
function comesFirst(value: Value): boolean {
  if (value.kind === "convert" && isSameInRegister(value.value.type, value.type))
    return comesFirst(value.value);
  return value.kind !== "call" && hasEffects(value);
}

function isSameInRegister(from: CType, to: CType): boolean {
  if (from.kind !== "int" || to.kind !== "int") return from.kind === to.kind;
  return from.sizeBytes === to.sizeBytes && from.signed === to.signed && from.rank === to.rank;
}

/** Nothing has to be done to find where it is, and it is the same place whatever is done. */
function isFixed(place: Place): boolean {
  if (place.kind === "member") return isFixed(place.base);
  return place.kind === "local" || place.kind === "global" || place.kind === "string";
}

/** Assigns a record; the register has the address it was put at. */
function lowerRecordAssign(c: Context, { value, place }: Assign): Register {
  const e = c.emitter;
  const to = e.temporary();
  const source = lowerLeadingEffects(c, value);
  const find = (): void => {
    const mark = e.top;
    move(c, addressOf(c, lowerPlace(c, place), to), to, unsignedLongType);
    e.top = mark;
  };
  const isLoad = source.kind === "load" && source.place.kind !== "compound-literal";
  const early =
    isFixed(place) || !(source.kind === "call" || (isLoad && placeHasEffects(source.place)))
      ? undefined
      : recordAddress(c, source, find);
  if (early === undefined || isLoad) find();
  if (early === undefined) recordTo(c, source, to, 1, place);
  else copyRecord(c, source, to, 1, early, isLoad ? source.place : place);
  return to;
}

function lowerCompoundAssign(
  c: Context,
  value: CompoundAssign,
  into: Register | undefined,
  wanted: boolean,
): Register {
  const e = c.emitter;
  const result = wanted ? (into ?? e.temporary()) : undefined;
  const mark = e.top;
  const right = value.value.kind === "constant" ? value.value : lowerValue(c, value.value);
  const { operationType, operator, scaleBytes } = value;
  const pointer = operationType.kind === "pointer";
  modify(c, value, result, undefined, (to, from) => {
    e.at(value.position);
    if (!pointer) operate(c, operator, operationType, to, from, right);
    else step(c, to, from, right, operator === "-" ? -scaleBytes : scaleBytes);
  });
  e.top = mark;
  return result ?? -1;
}

function step(
  c: Context,
  to: Register,
  from: Register,
  index: Constant | Register,
  scale: number,
): void {
  const e = c.emitter;
  if (typeof index !== "number") {
    const offset = constantOffset(index, scale);
    if (offset !== undefined) {
      e.emit(Op.AddLI, to, from, offset);
      return;
    }
    const register = e.temporary();
    e.emit(Op.ConL, register, index.lo | 0, index.hi | 0);
    e.emit(Op.AddScaled, to, from, register, scale);
    return;
  }
  e.emit(Op.AddScaled, to, from, index, scale);
}

function lowerIncrement(
  c: Context,
  value: Increment,
  into: Register | undefined,
  wanted: boolean,
): Register {
  const e = c.emitter;
  const result = wanted ? (into ?? e.temporary()) : undefined;
  const mark = e.top;
  const by = value.decrement ? -value.scaleBytes : value.scaleBytes;
  const [after, before] = value.postfix ? [undefined, result] : [result, undefined];
  modify(c, value, after, before, (to, from) => {
    e.at(value.position);
    const type = value.operationType;
    const pc = e.emit(isWide(type) ? Op.AddLI : Op.AddWI, to, from, by);
    if (type.kind === "int") mayOverflow(c, pc, value.decrement ? "-" : "+", type);
  });
  e.top = mark;
  return result ?? -1;
}

/**
 * Load, convert, operate, convert back, store; `after` and `before` receive the place's value if
 * given.
 */
function modify(
  c: Context,
  node: CompoundAssign | Increment,
  after: Register | undefined,
  before: Register | undefined,
  operation: (to: Register, from: Register) => void,
): void {
  const e = c.emitter;
  const { place, operationType } = node;
  const type = place.type;
  const bits = bitsOf(place);
  const ref = lowerPlace(c, place);
  e.at(place.position);
  if (
    ref.kind === "register" &&
    !conversion(type, operationType) &&
    !conversion(operationType, type)
  ) {
    if (before !== undefined) move(c, ref.register, before, type);
    operation(ref.register, ref.register);
    if (after !== undefined) move(c, ref.register, after, type);
    return;
  }
  const old = e.temporary();
  if (bits) readBits(c, ref, bits, isSigned(type), old, place);
  else load(c, ref, type, old, place);
  if (before !== undefined) move(c, old, before, type);
  const work = e.temporary();
  const wider = conversion(type, operationType) !== undefined;
  if (wider) convertRegister(c, old, type, operationType, work);
  operation(work, wider ? work : old);
  convertRegister(c, work, operationType, type, work);
  if (bits) {
    writeBits(c, ref, bits, work, place);
    if (after !== undefined) cutToBits(c, work, bits, type, after);
  } else {
    store(c, ref, type, work, place);
    if (after !== undefined) move(c, work, after, type);
  }
}

// ---- records ----

/**
 * Puts a record where the register says; `check` 1: that memory is the program's own and gets
 * checked.
 */
function recordTo(c: Context, value: Value, to: Register, check: 0 | 1, target?: Place): void {
  const e = c.emitter;
  const mark = e.top;
  const copyFrom = (source: RecordSource, from?: Place): void =>
    copyRecord(c, value, to, check, source, from ?? target);
  switch (value.kind) {
    case "load":
      copyFrom(recordAddress(c, value), value.place);
      break;
    case "convert":
      recordTo(c, value.value, to, check, target);
      break;
    case "comma":
      lowerEffect(c, value.left);
      recordTo(c, value.right, to, check, target);
      break;
    case "conditional":
      lowerArms(
        c,
        value.condition,
        () => recordTo(c, value.whenTrue, to, check, target),
        () => recordTo(c, value.whenFalse, to, check, target),
      );
      break;
    case "statement-expression":
      c.block(value.block, () => {
        if (!value.value) return;
        if (!value.implicit) e.statement(value.value.position);
        recordTo(c, value.value, to, check, target);
      });
      break;
    case "call":
      if (check) copyFrom(recordAddress(c, value));
      else lowerCall(c, value, to);
      break;
    case "builtin": {
      if (check) {
        copyFrom(recordAddress(c, value));
        break;
      }
      const [list] = value.args;
      if (list) e.emit(Op.VaArgRecord, to, lowerValue(c, list), value.type.sizeBytes);
      break;
    }
    default:
      copyFrom(recordAddress(c, value));
  }
  e.top = mark;
}

interface RecordSource {
  readonly register: Register;
  /** 2: it is the program's own memory, and gets checked. */
  readonly check: number;
}

function copyRecord(
  c: Context,
  { type, position }: Value,
  to: Register,
  check: 0 | 1,
  source: RecordSource,
  place: Place | undefined,
): void {
  const e = c.emitter;
  e.at(position);
  const pc = e.emit(Op.Copy, to, source.register, type.sizeBytes, check | source.check);
  if (place) e.accesses.push({ pc, place });
}

/**
 * The address of a record value: of its place, or of a temporary made for it. What a call has to do
 * `beforeCall` is done when its arguments are there.
 */
export function recordAddress(c: Context, value: Value, beforeCall?: () => void): RecordSource {
  const e = c.emitter;
  if (value.kind === "load") {
    const ref = lowerPlace(c, value.place);
    e.at(value.position);
    return { register: addressOf(c, ref, e.temporary()), check: 2 };
  }
  if (value.kind === "assign") {
    return { register: lowerRecordAssign(c, value), check: 2 };
  }
  const register = e.temporary();
  const memory = e.reserve((value.type.sizeBytes + 7) >>> 3);
  e.emit(Op.FrameAddress, register, memory * 4);
  const mark = e.top;
  if (value.kind === "call") lowerCall(c, value, register, beforeCall);
  else recordTo(c, value, register, 0);
  e.top = mark;
  return { register, check: 0 };
}

// ---- calls ----

/** What packSlots can hold; half a megabyte of records by value. */
const argumentSlotsMax = 0xffff;

/** Calls; the result is in the returned register, above which everything is free again. */
function lowerCall(
  c: Context,
  value: Call,
  recordResult: Register | undefined,
  beforeCall?: () => void,
): Register {
  const e = c.emitter;
  const { callee, functionType, args } = value;
  const pointer = callee.kind === "pointer" ? lowerValue(c, callee.value) : undefined;
  const sizes = args.map(({ type }) => (isRecord(type) ? (type.sizeBytes + 7) >>> 3 : 1));
  const hidden = isRecord(functionType.returns) ? 1 : 0;
  const fixedCount = functionType.prototyped
    ? Math.min(args.length, functionType.parameters.length)
    : args.length;
  const total = (from: number, to: number): number =>
    sizes.slice(from, to).reduce((sum, size) => sum + size, 0);
  const extraSlots = total(fixedCount, args.length);
  const slots = total(0, fixedCount) + hidden;
  if (argumentSlotsMax < slots + extraSlots) throw new Error("its arguments are too large");
  // Variable arguments stand right below the new frame, so that its locals can follow the fixed
  // ones.
  e.reserve(extraSlots);
  if (e.top & 1) e.temporary();
  const base = e.top;
  e.reserve(headerSlots + slots);
  const mark = e.top;
  let extra = base;
  let slot = base + headerSlots + slots;
  for (let index = args.length - 1; 0 <= index; index--) {
    const argument = args[index];
    if (!argument) continue;
    const size = sizes[index] ?? 1;
    const widened = !functionType.prototyped || fixedCount <= index;
    if (fixedCount <= index) lowerArgument(c, argument, (extra -= size) * 2, widened);
    else lowerArgument(c, argument, (slot -= size) * 2, widened);
    e.top = mark;
  }
  beforeCall?.();
  e.at(value.position);
  if (hidden && recordResult !== undefined) e.emit(Op.MovL, (base + headerSlots) * 2, recordResult);
  const called = callee.kind === "direct" ? callee.symbol : undefined;
  const pc =
    pointer === undefined
      ? e.emit(Op.Call, 0, base * 2, packSlots(slots, extraSlots))
      : e.emit(Op.CallPointer, pointer, base * 2, packSlots(slots, extraSlots));
  if (called) e.relocations.push({ at: pc + 1, kind: "function", target: called, addendBytes: 0 });
  e.calls.push({ pc, position: value.position, callee: called, type: functionType });
  e.top = base + 1;
  return base * 2;
}

function lowerArgument(c: Context, argument: Value, to: Register, extra: boolean): void {
  const e = c.emitter;
  if (isRecord(argument.type)) {
    if (!argument.type.sizeBytes) {
      lowerEffect(c, argument);
      return;
    }
    const address = e.temporary();
    e.emit(Op.FrameAddress, address, to * 4);
    recordTo(c, argument, address, 0);
    return;
  }
  lowerValue(c, argument, to);
  // Whoever reads variable arguments, or is called without a declaration, may take all 64 bits.
  if (extra && !isWide(argument.type)) e.emit(isSigned(argument.type) ? Op.SxWL : Op.ZxWL, to, to);
}

// ---- builtins ----

const unaryKinds: Partial<Record<Builtin["name"], readonly [word: UnaryKind, long: UnaryKind]>> = {
  clz: [UnaryKind.ClzW, UnaryKind.ClzL],
  ctz: [UnaryKind.CtzW, UnaryKind.CtzL],
  ffs: [UnaryKind.FfsW, UnaryKind.FfsL],
  popcount: [UnaryKind.PopcountW, UnaryKind.PopcountL],
  parity: [UnaryKind.ParityW, UnaryKind.ParityL],
  clrsb: [UnaryKind.ClrsbW, UnaryKind.ClrsbL],
};

function lowerBuiltin(c: Context, value: Builtin, into?: Register): Register {
  const e = c.emitter;
  const to = into ?? e.temporary();
  const mark = e.top;
  const [first, second] = value.args;
  switch (value.name) {
    case "clz":
    case "ctz":
    case "ffs":
    case "popcount":
    case "parity":
    case "clrsb":
    case "bswap": {
      if (!first) break;
      const register = lowerValue(c, first);
      const bytes = value.type.sizeBytes;
      const swap =
        bytes === 8 ? UnaryKind.Bswap64 : bytes === 4 ? UnaryKind.Bswap32 : UnaryKind.Bswap16;
      const kind = unaryKinds[value.name]?.[isWide(first.type) ? 1 : 0] ?? swap;
      e.at(value.position);
      e.emit(Op.Unary, to, register, kind);
      break;
    }
    case "add-overflow":
    case "sub-overflow":
    case "mul-overflow":
      lowerOverflow(c, value, to);
      break;
    case "va-start":
      if (!first) break;
      e.at(value.position);
      e.emit(Op.VaStart, lowerValue(c, first));
      break;
    case "va-end":
      if (first) lowerEffect(c, first);
      break;
    case "va-copy": {
      if (!first || !second) break;
      const [target, source] = operandRegisters(c, first, second, false);
      e.at(value.position);
      e.emit(Op.Copy, target, source, 24, 3);
      break;
    }
    case "va-arg":
      if (!first) break;
      e.at(value.position);
      e.emit(Op.VaArg, to, lowerValue(c, first));
      break;
    case "unreachable":
    case "trap":
      e.at(value.position);
      e.emit(Op.Trap, value.name === "trap" ? TrapCode.Builtin : TrapCode.Unreachable);
      break;
    case "return-address":
      e.emit(Op.ConL, to, 0, 0);
      break;
    case "frame-address":
      e.emit(Op.FrameAddress, to, 0);
      break;
    case "alloca":
      if (!first) break;
      e.at(value.position);
      e.emit(Op.Alloca, to, lowerValue(c, first));
  }
  e.top = mark;
  return to;
}

function lowerOverflow(c: Context, value: Builtin, to: Register): void {
  const e = c.emitter;
  const [left, right, pointer] = value.args;
  if (!left || !right || pointer?.type.kind !== "pointer") return;
  const target = pointer.type.target;
  // The wrapped result, and in the slot after it whether it did not fit.
  const result = e.reserve(2);
  const wide = (operand: Value): Register => {
    const register = e.temporary();
    const from = lowerValue(c, operand);
    if (isWide(operand.type)) e.emit(Op.MovL, register, from);
    else e.emit(isSigned(operand.type) ? Op.SxWL : Op.ZxWL, register, from);
    return register;
  };
  const first = wide(left);
  const second = wide(right);
  const address = lowerValue(c, pointer);
  const kind =
    value.name === "add-overflow"
      ? overflowAdd
      : value.name === "sub-overflow"
        ? overflowSub
        : overflowMul;
  const flags =
    (isSigned(left.type) ? overflowLeftSigned : 0) |
    (isSigned(right.type) ? overflowRightSigned : 0) |
    (isSigned(target) ? overflowResultSigned : 0);
  e.at(value.position);
  e.emit(Op.Overflow, result, first, second, kind | flags, target.sizeBytes);
  const place: Place = {
    kind: "dereference",
    pointer,
    type: target,
    position: value.position,
  };
  store(c, { kind: "memory", register: address, offset: 0 }, target, result, place);
  e.emit(Op.MovW, to, result + 2);
}

// ---- conditions ----

/** Goes to one of the labels by whether the value is not zero. */
function lowerBranch(c: Context, value: Value, whenTrue: CodeLabel, whenFalse: CodeLabel): void {
  const e = c.emitter;
  const mark = e.top;
  switch (value.kind) {
    case "constant":
      e.at(value.position);
      e.jump(value.lo | value.hi ? whenTrue : whenFalse);
      return;
    case "unary":
      if (value.operator !== "!") break;
      lowerBranch(c, value.operand, whenFalse, whenTrue);
      return;
    case "logical": {
      const next = e.label();
      if (value.operator === "&&") lowerBranch(c, value.left, next, whenFalse);
      else lowerBranch(c, value.left, whenTrue, next);
      e.bind(next);
      lowerBranch(c, value.right, whenTrue, whenFalse);
      return;
    }
    case "convert": {
      const from = value.value.type;
      const keepsZero =
        (value.type.kind === "int" && value.type.rank === 0) ||
        from.sizeBytes <= value.type.sizeBytes;
      if (!keepsZero || (from.kind !== "int" && from.kind !== "pointer")) break;
      lowerBranch(c, value.value, whenTrue, whenFalse);
      return;
    }
    case "comma":
      lowerEffect(c, value.left);
      lowerBranch(c, value.right, whenTrue, whenFalse);
      return;
    case "binary":
      if (isArithmetic(value.operator)) break;
      lowerComparisonBranch(c, value, value.operator, whenTrue, whenFalse);
      e.top = mark;
      return;
    default:
  }
  const register = lowerValue(c, value);
  e.at(value.position);
  e.branch(isWide(value.type) ? Op.JumpEqLI : Op.JumpEqWI, [register, 0], whenFalse, whenTrue);
  e.top = mark;
}

function lowerComparisonBranch(
  c: Context,
  value: Binary,
  operator: ComparisonOperator,
  whenTrue: CodeLabel,
  whenFalse: CodeLabel,
): void {
  const e = c.emitter;
  const { left, right } = value;
  const wide = isWide(left.type);
  const signed = isSigned(left.type);
  if (left.kind === "constant" && right.kind !== "constant") {
    const turned = { ...value, left: right, right: left };
    lowerComparisonBranch(c, turned, turnedOperators[operator], whenTrue, whenFalse);
    return;
  }
  if (right.kind === "constant" && (!wide || right.hi === right.lo >> 31)) {
    const short = immediateJump(operator, wide, signed, right.lo | 0);
    if (short) {
      const register = lowerValue(c, left);
      e.at(value.position);
      const [op, number, straight] = short;
      if (straight) e.branch(op, [register, number], whenTrue, whenFalse);
      else e.branch(op, [register, number], whenFalse, whenTrue);
      return;
    }
  }
  const [first, second] = operandRegisters(c, left, right, true);
  e.at(value.position);
  const equal = wide ? Op.JumpEqL : Op.JumpEqW;
  const less = wide ? (signed ? Op.JumpLtL : Op.JumpLtUL) : signed ? Op.JumpLtW : Op.JumpLtUW;
  switch (operator) {
    case "==":
      e.branch(equal, [first, second], whenTrue, whenFalse);
      break;
    case "!=":
      e.branch(equal, [first, second], whenFalse, whenTrue);
      break;
    case "<":
      e.branch(less, [first, second], whenTrue, whenFalse);
      break;
    case ">=":
      e.branch(less, [first, second], whenFalse, whenTrue);
      break;
    case ">":
      e.branch(less, [second, first], whenTrue, whenFalse);
      break;
    case "<=":
      e.branch(less, [second, first], whenFalse, whenTrue);
      break;
  }
}

const turnedOperators: Record<ComparisonOperator, ComparisonOperator> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
};

/**
 * A comparison with a constant as "== n" or "< n": operation, n, and whether the targets stay in
 * order.
 */
function immediateJump(
  operator: ComparisonOperator,
  wide: boolean,
  signed: boolean,
  number: number,
): readonly [Op, number, boolean] | undefined {
  const equal = wide ? Op.JumpEqLI : Op.JumpEqWI;
  const less = wide ? (signed ? Op.JumpLtLI : Op.JumpLtULI) : signed ? Op.JumpLtWI : Op.JumpLtUWI;
  switch (operator) {
    case "==":
      return [equal, number, true];
    case "!=":
      return [equal, number, false];
    case "<":
      return [less, number, true];
    case ">=":
      return [less, number, false];
    case "<=":
    case ">": {
      // x <= n is x < n + 1, unless n + 1 does not fit (signed) or wraps to 0 (unsigned).
      if (number === (signed || wide ? 0x7fffffff : -1)) return undefined;
      if (wide && !signed && number < 0) return undefined;
      return [less, (number + 1) | 0, operator === "<="];
    }
  }
}

/** A whole condition that is about to be lowered as one decision. */
export interface OpenDecision {
  readonly index: number;
  readonly condition: Condition;
  readonly whenTrue: CodeLabel;
  readonly whenFalse: CodeLabel;
}

export function openDecision(c: Context, condition: Condition, kind: DecisionKind): OpenDecision {
  const e = c.emitter;
  const index = e.decisions.length;
  const { text, position } = condition;
  e.decisions.push({ text, position, kind, truePc: -1, falsePc: -1 });
  return { index, condition, whenTrue: e.label(), whenFalse: e.label() };
}

/** Emits the test; the two sides are bound with bindSide, before or after. */
export function lowerDecision(c: Context, decision: OpenDecision): void {
  const e = c.emitter;
  const outer = e.decision;
  e.decision = decision.index;
  lowerBranch(c, decision.condition.value, decision.whenTrue, decision.whenFalse);
  e.decision = outer;
}

/** One side of a decision begins here. */
export function bindSide(c: Context, decision: OpenDecision, outcome: boolean): void {
  const e = c.emitter;
  e.at(decision.condition.position);
  e.bind(outcome ? decision.whenTrue : decision.whenFalse);
  const pc = e.emit(Op.Decide, decision.index, outcome ? 1 : 0);
  const known = e.decisions[decision.index];
  if (!known) return;
  if (outcome) known.truePc = pc;
  else known.falsePc = pc;
}

// ---- initialisers ----

/** A local comes to life with a value. */
export function lowerInitialiser(c: Context, local: Local, initialiser: Initialiser): void {
  const e = c.emitter;
  const ref = localRef(c, local);
  const mark = e.top;
  if (ref.kind === "register") {
    const [entry] = initialiser.entries;
    if (entry?.kind !== "value") {
      if (isWide(local.type)) e.emit(Op.ConL, ref.register, 0, 0);
      else e.emit(Op.ConW, ref.register, 0);
    } else {
      if (readsItself(entry.value, local)) undefineLocal(c, local);
      lowerValue(c, entry.value, ref.register);
    }
    e.top = mark;
    return;
  }
  const { sizeBytes } = local.type;
  if (initialiser.zeroFirst) {
    if (ref.kind === "frame") e.emit(Op.ZeroFrame, ref.base, sizeBytes);
    else if (ref.kind === "memory") e.emit(Op.ResetLocal, ref.register, sizeBytes, 1, 0);
  } else if (!coversAll(initialiser, local.type.sizeBytes)) undefineLocal(c, local);
  for (const entry of initialiser.entries) {
    lowerEntry(c, local, ref, entry);
    e.top = mark;
  }
}

function lowerEntry(
  c: Context,
  local: Local,
  ref: Exclude<PlaceRef, { kind: "register" }>,
  entry: Initialiser["entries"][number],
): void {
  const e = c.emitter;
  const at = { ...ref, offset: entry.offsetBytes };
  if (entry.kind === "bytes") {
    if (!entry.bytes.length) return;
    const literal: StringLiteral = {
      kind: "string",
      id: -1,
      bytes: entry.bytes,
      elementBytes: 1,
      position: local.position,
    };
    const [to, from] = [e.temporary(), e.temporary()];
    addressOf(c, at, to);
    const source = { kind: "global", target: literal, sizeBytes: 0, offset: 0 } as const;
    addressOf(c, source, from);
    e.emit(Op.Copy, to, from, entry.bytes.length, 0);
    return;
  }
  const place: Place = {
    kind: "local",
    local,
    type: entry.type,
    position: entry.value.position,
  };
  if (isRecord(entry.type)) {
    recordTo(c, entry.value, addressOf(c, at, e.temporary()), 0);
    return;
  }
  const register = lowerValue(c, entry.value);
  e.at(entry.value.position);
  if (entry.bits) writeBits(c, at, entry.bits, register, place);
  else store(c, at, entry.type, register, place);
}

function coversAll(initialiser: Initialiser, sizeBytes: number): boolean {
  let covered = 0;
  for (const entry of initialiser.entries) {
    if (entry.kind === "value" && entry.bits) return false;
    covered += entry.kind === "bytes" ? entry.bytes.length : entry.type.sizeBytes;
  }
  return sizeBytes <= covered;
}

/** `int x = x;`, which says nothing. */
function readsItself(value: Value, local: Local): boolean {
  if (value.kind === "convert") return readsItself(value.value, local);
  return value.kind === "load" && value.place.kind === "local" && value.place.local === local;
}

/** A local comes to life without a value. */
export function undefineLocal(c: Context, local: Local): void {
  const e = c.emitter;
  const slot = c.frame.locals[local.id];
  if (!slot) return;
  const sizeBytes = slot.inMemory ? local.type.sizeBytes : 8;
  let start = e.originStarts[local.id];
  if (start === undefined) {
    start = e.originStarts[local.id] = e.originCount;
    e.origins.push({ local, sizeBytes });
    e.originCount += (sizeBytes + 7) & ~7;
  }
  if (!slot.inMemory) e.emit(Op.UndefineRegister, slot.frameOffset / 4, start);
  else if (slot.addressRegister !== undefined)
    e.emit(Op.ResetLocal, slot.addressRegister, sizeBytes, 0, start);
  else if (sizeBytes) e.emit(Op.UndefineFrame, slot.frameOffset, sizeBytes, start);
}
