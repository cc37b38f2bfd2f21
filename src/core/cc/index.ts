// SPDX-License-Identifier: MIT
export type { CcDiagnostic, Position, SourcePosition, SourceTree } from "./position";
export type { BitField, CType, Field, FunctionType, RecordType } from "./type";
export { typeText } from "./type";
export type { GlobalSymbol, Statement, TypedUnit, Value } from "./tree";

export { tokenize } from "./lex";
export { strayByte } from "./literal";
export type { Token, TokenKind } from "./token";

// Lowering, programs and linking.
export {
  Op,
  TrapCode,
  UnaryKind,
  extraSlots,
  fixedSlots,
  frameActivation,
  frameArgumentSlots,
  frameCaller,
  frameFunction,
  frameReturnPc,
  headerSlots,
  headerWords,
  opLengths,
  opShapes,
  overflowLeftSigned,
  overflowMul,
  overflowResultSigned,
  overflowRightSigned,
  overflowSub,
  returnsTracked,
} from "./bytecode";
export { successors } from "./flow";
export { compileUnit, type RejectedFunction, type Unit } from "./compile";
export {
  stateFreed,
  stateHeapRedZone,
  stateNull,
  stateOk,
  stateReadOnly,
  stateScopeEnded,
  stateStack,
  stateStackRedZone,
  stateUndefined,
  stateUnmapped,
} from "./frame";
export { packUnits, unpackUnits, type UnitImage } from "./image";
export { linkProgram, surelyFits, type LinkOptions } from "./link";
export {
  functionAddressHigh,
  functionAddressLow,
  functionAddressStep,
  nullPageBytes,
  positionText,
  reachesWithin,
} from "./program";
export type {
  AddressTaken,
  CallInfo,
  DecisionInfo,
  FunctionInfo,
  FunctionLocal,
  GlobalInfo,
  OriginInfo,
  Program,
  ProgramTypes,
  StatementInfo,
} from "./program";
export type { ArithmeticInfo } from "./emit";
export { placeText } from "./text";
export { alignmentOf } from "./address";
export { parseUnit, type CompileOptions } from "./parse";
