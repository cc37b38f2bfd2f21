// SPDX-License-Identifier: MIT
// The loop that tracks undefined bits through registers. Over 400 lines because it is a dispatch.
//
// The common path computes values and finds that no operand has undefined bits; whatever is rarer
// (undefined bits, an access that is not plainly fine, a call out) is a function elsewhere. `f` is
// the frame, in words of memory.
import {
  Op,
  frameActivation,
  frameArgumentSlots,
  frameCaller,
  frameFunction,
  frameReturnPc,
  returnsTracked,
  stateScopeEnded,
  stateStack,
  stateUndefined,
} from "../cc";
import { divideSigned, divideUnsigned, divided, multiplyHigh } from "./arithmetic";
import { Callable, hookedOp } from "./core";
import type { Core } from "./core";
import { firstOps } from "./fused";
import { activationWord, byteOrigin, pageShift } from "./memory";
import { beginScope, leaveFrame } from "./plain-access";
import {
  alignLocal,
  allocateOnStack,
  callee,
  compareLongs,
  compareWords,
  copyRecord,
  decideLong,
  decideWord,
  exactOverflow,
  hintType,
  insertBits,
  extractBits,
  load,
  outOfFuel,
  programTrap,
  returnRecord,
  stackTrap,
  store,
  switchTarget,
  trapBound,
  trapDivision,
  trapShift,
  unary,
  resetLocal,
  undefineFrame,
  undefineRegister,
  variableArgument,
  variableRecord,
  variableStart,
} from "./slow";
import {
  undefinedIndex,
  undefinedLong,
  undefinedScaled,
  undefinedUnary,
  undefinedWord,
} from "./undefined";

/** Loop iterations before the next look whether the frame's registers have values again. */
const looksEvery = 8;

/**
 * Runs until the frame that was entered last returns, or the run is over (core.stop).
 * - Shape: true when the other loop has to go on where this one stopped.
 */
export function runTracked(core: Core): boolean {
  const { memory, tables } = core;
  const { callable, start, frameBytes, states, addressable } = tables;
  // Undefined bits of word w are at w + S, its origin at w + O.
  const m32 = memory.allWords;
  const S = memory.sizeBytes >>> 2;
  const O = S * 2;
  const m16 = memory.halves;
  const s16 = memory.shadowHalves;
  const m8 = memory.bytes;
  const s8 = memory.shadow;
  const og = memory.origins;
  const st = memory.states;
  const dirty = memory.dirty;
  const stackEnd = core.stackLimit;
  let code = core.code;
  let pc = core.pc;
  let f = core.frame;
  let fuel = core.fuel;
  let look = Math.max(0, fuel - looksEvery);
  core.tracks(f);
  let op = firstOps[code[pc]!]!;
  for (;;) {
    switch (op as Op) {
      case Op.Trap:
        core.save(pc, f, fuel);
        programTrap(core, code[pc + 1]!);
        return false;
      case Op.MovW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        m32[d] = m32[a]!;
        const u = m32[a + S]!;
        m32[d + S] = u;
        if (u !== 0) m32[d + O] = m32[a + O]!;
        pc += 3;
        break;
      }
      case Op.MovL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        m32[d] = m32[a]!;
        m32[d + 1] = m32[a + 1]!;
        const u = m32[a + S]!;
        const v = m32[a + 1 + S]!;
        m32[d + S] = u;
        m32[d + 1 + S] = v;
        if ((u | v) !== 0) {
          m32[d + O] = m32[a + O]!;
          m32[d + 1 + O] = m32[a + 1 + O]!;
        }
        pc += 3;
        break;
      }
      case Op.ConW: {
        const d = f + code[pc + 1]!;
        m32[d] = code[pc + 2]!;
        m32[d + S] = 0;
        pc += 3;
        break;
      }
      case Op.ConL: {
        const d = f + code[pc + 1]!;
        m32[d] = code[pc + 2]!;
        m32[d + 1] = code[pc + 3]!;
        m32[d + S] = 0;
        m32[d + 1 + S] = 0;
        pc += 4;
        break;
      }
      case Op.FrameAddress: {
        const d = f + code[pc + 1]!;
        m32[d] = (f << 2) + code[pc + 2]!;
        m32[d + 1] = 0;
        m32[d + S] = 0;
        m32[d + 1 + S] = 0;
        pc += 3;
        break;
      }
      case Op.AddW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = (m32[a]! + m32[b]!) | 0;
        pc += 4;
        break;
      }
      case Op.SubW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = (m32[a]! - m32[b]!) | 0;
        pc += 4;
        break;
      }
      case Op.MulW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = Math.imul(m32[a]!, m32[b]!);
        pc += 4;
        break;
      }
      case Op.AndW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = m32[a]! & m32[b]!;
        pc += 4;
        break;
      }
      case Op.OrW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = m32[a]! | m32[b]!;
        pc += 4;
        break;
      }
      case Op.XorW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = m32[a]! ^ m32[b]!;
        pc += 4;
        break;
      }
      case Op.ShlW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if (32 <= m32[b]! >>> 0 && m32[b + S] === 0) {
          core.save(pc, f, fuel);
          trapShift(core, m32[b]!, 32);
          return false;
        }
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = m32[a]! << m32[b]!;
        pc += 4;
        break;
      }
      case Op.ShrW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if (32 <= m32[b]! >>> 0 && m32[b + S] === 0) {
          core.save(pc, f, fuel);
          trapShift(core, m32[b]!, 32);
          return false;
        }
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = m32[a]! >>> m32[b]!;
        pc += 4;
        break;
      }
      case Op.SarW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if (32 <= m32[b]! >>> 0 && m32[b + S] === 0) {
          core.save(pc, f, fuel);
          trapShift(core, m32[b]!, 32);
          return false;
        }
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = m32[a]! >> m32[b]!;
        pc += 4;
        break;
      }
      case Op.DivW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if (m32[b] === 0 && m32[b + S] === 0) {
          core.save(pc, f, fuel);
          trapDivision(core, false);
          return false;
        }
        if (m32[b] === -1 && m32[a] === -0x80000000 && (m32[a + S]! | m32[b + S]!) === 0) {
          core.save(pc, f, fuel);
          trapDivision(core, true);
          return false;
        }
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = (m32[a]! / m32[b]!) | 0;
        pc += 4;
        break;
      }
      case Op.DivUW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if (m32[b] === 0 && m32[b + S] === 0) {
          core.save(pc, f, fuel);
          trapDivision(core, false);
          return false;
        }
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = ((m32[a]! >>> 0) / (m32[b]! >>> 0)) | 0;
        pc += 4;
        break;
      }
      case Op.RemW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if (m32[b] === 0 && m32[b + S] === 0) {
          core.save(pc, f, fuel);
          trapDivision(core, false);
          return false;
        }
        if (m32[b] === -1 && m32[a] === -0x80000000 && (m32[a + S]! | m32[b + S]!) === 0) {
          core.save(pc, f, fuel);
          trapDivision(core, true);
          return false;
        }
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = (m32[a]! % m32[b]!) | 0;
        pc += 4;
        break;
      }
      case Op.RemUW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if (m32[b] === 0 && m32[b + S] === 0) {
          core.save(pc, f, fuel);
          trapDivision(core, false);
          return false;
        }
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          undefinedWord(memory, op, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else m32[d + S] = 0;
        m32[d] = ((m32[a]! >>> 0) % (m32[b]! >>> 0)) | 0;
        pc += 4;
        break;
      }
      case Op.AddWI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const n = code[pc + 3]!;
        if (m32[a + S] !== 0) undefinedWord(memory, op, d, a, n, 0, 0);
        else m32[d + S] = 0;
        m32[d] = (m32[a]! + n) | 0;
        pc += 4;
        break;
      }
      case Op.MulWI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const n = code[pc + 3]!;
        if (m32[a + S] !== 0) undefinedWord(memory, op, d, a, n, 0, 0);
        else m32[d + S] = 0;
        m32[d] = Math.imul(m32[a]!, n);
        pc += 4;
        break;
      }
      case Op.AndWI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const n = code[pc + 3]!;
        if (m32[a + S] !== 0) undefinedWord(memory, op, d, a, n, 0, 0);
        else m32[d + S] = 0;
        m32[d] = m32[a]! & n;
        pc += 4;
        break;
      }
      case Op.OrWI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const n = code[pc + 3]!;
        if (m32[a + S] !== 0) undefinedWord(memory, op, d, a, n, 0, 0);
        else m32[d + S] = 0;
        m32[d] = m32[a]! | n;
        pc += 4;
        break;
      }
      case Op.XorWI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const n = code[pc + 3]!;
        if (m32[a + S] !== 0) undefinedWord(memory, op, d, a, n, 0, 0);
        else m32[d + S] = 0;
        m32[d] = m32[a]! ^ n;
        pc += 4;
        break;
      }
      case Op.ShlWI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const n = code[pc + 3]!;
        if (m32[a + S] !== 0) undefinedWord(memory, op, d, a, n, 0, 0);
        else m32[d + S] = 0;
        m32[d] = m32[a]! << n;
        pc += 4;
        break;
      }
      case Op.ShrWI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const n = code[pc + 3]!;
        if (m32[a + S] !== 0) undefinedWord(memory, op, d, a, n, 0, 0);
        else m32[d + S] = 0;
        m32[d] = m32[a]! >>> n;
        pc += 4;
        break;
      }
      case Op.SarWI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const n = code[pc + 3]!;
        if (m32[a + S] !== 0) undefinedWord(memory, op, d, a, n, 0, 0);
        else m32[d + S] = 0;
        m32[d] = m32[a]! >> n;
        pc += 4;
        break;
      }
      case Op.NegW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        if (m32[a + S] !== 0) undefinedUnary(memory, op, d, a);
        else m32[d + S] = 0;
        m32[d] = -m32[a]! | 0;
        pc += 3;
        break;
      }
      case Op.NotW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        if (m32[a + S] !== 0) undefinedUnary(memory, op, d, a);
        else m32[d + S] = 0;
        m32[d] = ~m32[a]!;
        pc += 3;
        break;
      }
      case Op.Sx8: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        if (m32[a + S] !== 0) undefinedUnary(memory, op, d, a);
        else m32[d + S] = 0;
        m32[d] = (m32[a]! << 24) >> 24;
        pc += 3;
        break;
      }
      case Op.Sx16: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        if (m32[a + S] !== 0) undefinedUnary(memory, op, d, a);
        else m32[d + S] = 0;
        m32[d] = (m32[a]! << 16) >> 16;
        pc += 3;
        break;
      }
      case Op.AddL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          const origin = m32[b + S] !== 0 ? m32[b + O]! : m32[b + 1 + O]!;
          undefinedLong(memory, op, d, a, bLo, bHi, m32[b + S]!, m32[b + 1 + S]!, origin);
        } else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const lo = (aLo + bLo) | 0;
        m32[d] = lo;
        m32[d + 1] = aHi + bHi + (lo >>> 0 < aLo >>> 0 ? 1 : 0);
        pc += 4;
        break;
      }
      case Op.SubL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          const origin = m32[b + S] !== 0 ? m32[b + O]! : m32[b + 1 + O]!;
          undefinedLong(memory, op, d, a, bLo, bHi, m32[b + S]!, m32[b + 1 + S]!, origin);
        } else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = aLo - bLo;
        m32[d + 1] = aHi - bHi - (aLo >>> 0 < bLo >>> 0 ? 1 : 0);
        pc += 4;
        break;
      }
      case Op.MulL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          const origin = m32[b + S] !== 0 ? m32[b + O]! : m32[b + 1 + O]!;
          undefinedLong(memory, op, d, a, bLo, bHi, m32[b + S]!, m32[b + 1 + S]!, origin);
        } else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = Math.imul(aLo, bLo);
        m32[d + 1] = multiplyHigh(aLo, bLo) + Math.imul(aLo, bHi) + Math.imul(aHi, bLo);
        pc += 4;
        break;
      }
      case Op.AndL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          const origin = m32[b + S] !== 0 ? m32[b + O]! : m32[b + 1 + O]!;
          undefinedLong(memory, op, d, a, bLo, bHi, m32[b + S]!, m32[b + 1 + S]!, origin);
        } else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = aLo & bLo;
        m32[d + 1] = aHi & bHi;
        pc += 4;
        break;
      }
      case Op.OrL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          const origin = m32[b + S] !== 0 ? m32[b + O]! : m32[b + 1 + O]!;
          undefinedLong(memory, op, d, a, bLo, bHi, m32[b + S]!, m32[b + 1 + S]!, origin);
        } else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = aLo | bLo;
        m32[d + 1] = aHi | bHi;
        pc += 4;
        break;
      }
      case Op.XorL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          const origin = m32[b + S] !== 0 ? m32[b + O]! : m32[b + 1 + O]!;
          undefinedLong(memory, op, d, a, bLo, bHi, m32[b + S]!, m32[b + 1 + S]!, origin);
        } else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = aLo ^ bLo;
        m32[d + 1] = aHi ^ bHi;
        pc += 4;
        break;
      }
      case Op.ShlL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        if (64 <= bLo >>> 0 && m32[b + S] === 0) {
          core.save(pc, f, fuel);
          trapShift(core, bLo, 64);
          return false;
        }
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]!) !== 0)
          undefinedLong(memory, op, d, a, bLo, 0, m32[b + S]!, 0, m32[b + O]!);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const n = bLo & 63;
        if (n === 0) {
          m32[d] = aLo;
          m32[d + 1] = aHi;
        } else if (n < 32) {
          m32[d] = aLo << n;
          m32[d + 1] = (aHi << n) | (aLo >>> (32 - n));
        } else {
          m32[d] = 0;
          m32[d + 1] = aLo << (n - 32);
        }
        pc += 4;
        break;
      }
      case Op.ShrL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        if (64 <= bLo >>> 0 && m32[b + S] === 0) {
          core.save(pc, f, fuel);
          trapShift(core, bLo, 64);
          return false;
        }
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]!) !== 0)
          undefinedLong(memory, op, d, a, bLo, 0, m32[b + S]!, 0, m32[b + O]!);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const n = bLo & 63;
        if (n === 0) {
          m32[d] = aLo;
          m32[d + 1] = aHi;
        } else if (n < 32) {
          m32[d] = (aLo >>> n) | (aHi << (32 - n));
          m32[d + 1] = aHi >>> n;
        } else {
          m32[d] = aHi >>> (n - 32);
          m32[d + 1] = 0;
        }
        pc += 4;
        break;
      }
      case Op.SarL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        if (64 <= bLo >>> 0 && m32[b + S] === 0) {
          core.save(pc, f, fuel);
          trapShift(core, bLo, 64);
          return false;
        }
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]!) !== 0)
          undefinedLong(memory, op, d, a, bLo, 0, m32[b + S]!, 0, m32[b + O]!);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const n = bLo & 63;
        if (n === 0) {
          m32[d] = aLo;
          m32[d + 1] = aHi;
        } else if (n < 32) {
          m32[d] = (aLo >>> n) | (aHi << (32 - n));
          m32[d + 1] = aHi >> n;
        } else {
          m32[d] = aHi >> (n - 32);
          m32[d + 1] = aHi >> 31;
        }
        pc += 4;
        break;
      }
      case Op.DivL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((bLo | bHi) === 0) {
          if ((m32[b + S]! | m32[b + 1 + S]!) === 0) {
            core.save(pc, f, fuel);
            trapDivision(core, false);
            return false;
          }
          divided.fill(0);
        } else if (
          (bLo & bHi) === -1 &&
          aLo === 0 &&
          aHi === -0x80000000 &&
          (m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) === 0
        ) {
          core.save(pc, f, fuel);
          trapDivision(core, true);
          return false;
        } else divideSigned(aLo, aHi, bLo, bHi);
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          const origin = m32[b + S] !== 0 ? m32[b + O]! : m32[b + 1 + O]!;
          undefinedLong(memory, op, d, a, bLo, bHi, m32[b + S]!, m32[b + 1 + S]!, origin);
        } else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = divided[0]!;
        m32[d + 1] = divided[1]!;
        pc += 4;
        break;
      }
      case Op.DivUL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((bLo | bHi) === 0) {
          if ((m32[b + S]! | m32[b + 1 + S]!) === 0) {
            core.save(pc, f, fuel);
            trapDivision(core, false);
            return false;
          }
          divided.fill(0);
        } else divideUnsigned(aLo, aHi, bLo, bHi);
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          const origin = m32[b + S] !== 0 ? m32[b + O]! : m32[b + 1 + O]!;
          undefinedLong(memory, op, d, a, bLo, bHi, m32[b + S]!, m32[b + 1 + S]!, origin);
        } else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = divided[0]!;
        m32[d + 1] = divided[1]!;
        pc += 4;
        break;
      }
      case Op.RemL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((bLo | bHi) === 0) {
          if ((m32[b + S]! | m32[b + 1 + S]!) === 0) {
            core.save(pc, f, fuel);
            trapDivision(core, false);
            return false;
          }
          divided.fill(0);
        } else if (
          (bLo & bHi) === -1 &&
          aLo === 0 &&
          aHi === -0x80000000 &&
          (m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) === 0
        ) {
          core.save(pc, f, fuel);
          trapDivision(core, true);
          return false;
        } else divideSigned(aLo, aHi, bLo, bHi);
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          const origin = m32[b + S] !== 0 ? m32[b + O]! : m32[b + 1 + O]!;
          undefinedLong(memory, op, d, a, bLo, bHi, m32[b + S]!, m32[b + 1 + S]!, origin);
        } else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = divided[2]!;
        m32[d + 1] = divided[3]!;
        pc += 4;
        break;
      }
      case Op.RemUL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((bLo | bHi) === 0) {
          if ((m32[b + S]! | m32[b + 1 + S]!) === 0) {
            core.save(pc, f, fuel);
            trapDivision(core, false);
            return false;
          }
          divided.fill(0);
        } else divideUnsigned(aLo, aHi, bLo, bHi);
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          const origin = m32[b + S] !== 0 ? m32[b + O]! : m32[b + 1 + O]!;
          undefinedLong(memory, op, d, a, bLo, bHi, m32[b + S]!, m32[b + 1 + S]!, origin);
        } else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = divided[2]!;
        m32[d + 1] = divided[3]!;
        pc += 4;
        break;
      }
      case Op.AddLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const bLo = code[pc + 3]!;
        const bHi = bLo >> 31;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0)
          undefinedLong(memory, op, d, a, bLo, bHi, 0, 0, 0);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const lo = (aLo + bLo) | 0;
        m32[d] = lo;
        m32[d + 1] = aHi + bHi + (lo >>> 0 < aLo >>> 0 ? 1 : 0);
        pc += 4;
        break;
      }
      case Op.MulLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const bLo = code[pc + 3]!;
        const bHi = bLo >> 31;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0)
          undefinedLong(memory, op, d, a, bLo, bHi, 0, 0, 0);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = Math.imul(aLo, bLo);
        m32[d + 1] = multiplyHigh(aLo, bLo) + Math.imul(aLo, bHi) + Math.imul(aHi, bLo);
        pc += 4;
        break;
      }
      case Op.AndLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const bLo = code[pc + 3]!;
        const bHi = bLo >> 31;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0)
          undefinedLong(memory, op, d, a, bLo, bHi, 0, 0, 0);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = aLo & bLo;
        m32[d + 1] = aHi & bHi;
        pc += 4;
        break;
      }
      case Op.OrLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const bLo = code[pc + 3]!;
        const bHi = bLo >> 31;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0)
          undefinedLong(memory, op, d, a, bLo, bHi, 0, 0, 0);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = aLo | bLo;
        m32[d + 1] = aHi | bHi;
        pc += 4;
        break;
      }
      case Op.XorLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const bLo = code[pc + 3]!;
        const bHi = bLo >> 31;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0)
          undefinedLong(memory, op, d, a, bLo, bHi, 0, 0, 0);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = aLo ^ bLo;
        m32[d + 1] = aHi ^ bHi;
        pc += 4;
        break;
      }
      case Op.ShlLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0)
          undefinedLong(memory, op, d, a, code[pc + 3]!, 0, 0, 0, 0);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const n = code[pc + 3]!;
        if (n === 0) {
          m32[d] = aLo;
          m32[d + 1] = aHi;
        } else if (n < 32) {
          m32[d] = aLo << n;
          m32[d + 1] = (aHi << n) | (aLo >>> (32 - n));
        } else {
          m32[d] = 0;
          m32[d + 1] = aLo << (n - 32);
        }
        pc += 4;
        break;
      }
      case Op.ShrLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0)
          undefinedLong(memory, op, d, a, code[pc + 3]!, 0, 0, 0, 0);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const n = code[pc + 3]!;
        if (n === 0) {
          m32[d] = aLo;
          m32[d + 1] = aHi;
        } else if (n < 32) {
          m32[d] = (aLo >>> n) | (aHi << (32 - n));
          m32[d + 1] = aHi >>> n;
        } else {
          m32[d] = aHi >>> (n - 32);
          m32[d + 1] = 0;
        }
        pc += 4;
        break;
      }
      case Op.SarLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0)
          undefinedLong(memory, op, d, a, code[pc + 3]!, 0, 0, 0, 0);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const n = code[pc + 3]!;
        if (n === 0) {
          m32[d] = aLo;
          m32[d + 1] = aHi;
        } else if (n < 32) {
          m32[d] = (aLo >>> n) | (aHi << (32 - n));
          m32[d + 1] = aHi >> n;
        } else {
          m32[d] = aHi >> (n - 32);
          m32[d + 1] = aHi >> 31;
        }
        pc += 4;
        break;
      }
      case Op.NegL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0) undefinedUnary(memory, op, d, a);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = -aLo;
        m32[d + 1] = ~aHi + (aLo === 0 ? 1 : 0);
        pc += 3;
        break;
      }
      case Op.NotL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0) undefinedUnary(memory, op, d, a);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = ~aLo;
        m32[d + 1] = ~aHi;
        pc += 3;
        break;
      }
      case Op.SxWL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        if (m32[a + S] !== 0) undefinedUnary(memory, op, d, a);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const lo = m32[a]!;
        m32[d] = lo;
        m32[d + 1] = lo >> 31;
        pc += 3;
        break;
      }
      case Op.ZxWL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        if (m32[a + S] !== 0) undefinedUnary(memory, op, d, a);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        m32[d] = m32[a]!;
        m32[d + 1] = 0;
        pc += 3;
        break;
      }
      case Op.AddScaled: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const scale = code[pc + 4]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        let bLo = m32[b]!;
        let bHi = m32[b + 1]!;
        const product = bLo * scale;
        if (bHi === bLo >> 31 && product === (product | 0)) {
          bLo = product | 0;
          bHi = bLo >> 31;
        } else {
          bHi = multiplyHigh(bLo, scale) + Math.imul(bLo, scale >> 31) + Math.imul(bHi, scale);
          bLo = Math.imul(bLo, scale);
        }
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          const [uLo, uHi] = [m32[b + S]!, m32[b + 1 + S]!];
          const origin = uLo !== 0 ? m32[b + O]! : m32[b + 1 + O]!;
          const scaled = uLo !== 0 ? -1 : 0;
          undefinedLong(
            memory,
            Op.AddL,
            d,
            a,
            bLo,
            bHi,
            scaled,
            scaled | (uHi !== 0 ? -1 : 0),
            origin,
          );
        } else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const lo = (aLo + bLo) | 0;
        m32[d] = lo;
        m32[d + 1] = aHi + bHi + (lo >>> 0 < aLo >>> 0 ? 1 : 0);
        pc += 5;
        break;
      }
      case Op.IndexW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const scale = code[pc + 4]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const product = m32[b]! * scale;
        const bLo = product | 0;
        let bHi = bLo >> 31;
        if (product !== bLo) {
          bHi = Math.floor(product / 0x100000000) | 0;
        }
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]!) !== 0)
          undefinedIndex(memory, d, a, b, bLo, bHi);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const lo = (aLo + bLo) | 0;
        m32[d] = lo;
        m32[d + 1] = aHi + bHi + (lo >>> 0 < aLo >>> 0 ? 1 : 0);
        pc += 5;
        break;
      }
      case Op.IndexUW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const scale = code[pc + 4]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const product = (m32[b]! >>> 0) * scale;
        const bLo = product | 0;
        let bHi = bLo >> 31;
        if (product !== bLo) {
          bHi = Math.floor(product / 0x100000000) | 0;
        }
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]!) !== 0)
          undefinedIndex(memory, d, a, b, bLo, bHi);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const lo = (aLo + bLo) | 0;
        m32[d] = lo;
        m32[d + 1] = aHi + bHi + (lo >>> 0 < aLo >>> 0 ? 1 : 0);
        pc += 5;
        break;
      }
      case Op.IndexFixedW: {
        const d = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        const aLo = code[pc + 3]!;
        const scale = code[pc + 4]!;
        const product = m32[b]! * scale;
        const bLo = product | 0;
        let bHi = bLo >> 31;
        if (product !== bLo) {
          bHi = Math.floor(product / 0x100000000) | 0;
        }
        if (m32[b + S] !== 0) undefinedIndex(memory, d, -1, b, bLo, bHi);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const lo = (aLo + bLo) | 0;
        m32[d] = lo;
        m32[d + 1] = bHi + (lo >>> 0 < aLo >>> 0 ? 1 : 0);
        pc += 5;
        break;
      }
      case Op.IndexFixedUW: {
        const d = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        const aLo = code[pc + 3]!;
        const scale = code[pc + 4]!;
        const product = (m32[b]! >>> 0) * scale;
        const bLo = product | 0;
        let bHi = bLo >> 31;
        if (product !== bLo) {
          bHi = Math.floor(product / 0x100000000) | 0;
        }
        if (m32[b + S] !== 0) undefinedIndex(memory, d, -1, b, bLo, bHi);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const lo = (aLo + bLo) | 0;
        m32[d] = lo;
        m32[d + 1] = bHi + (lo >>> 0 < aLo >>> 0 ? 1 : 0);
        pc += 5;
        break;
      }
      case Op.IndexFixedL: {
        const d = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        const aLo = code[pc + 3]!;
        const scale = code[pc + 4]!;
        let bLo = m32[b]!;
        let bHi = m32[b + 1]!;
        const product = bLo * scale;
        if (bHi === bLo >> 31 && product === (product | 0)) {
          bLo = product | 0;
          bHi = bLo >> 31;
        } else {
          bHi = multiplyHigh(bLo, scale) + Math.imul(bLo, scale >> 31) + Math.imul(bHi, scale);
          bLo = Math.imul(bLo, scale);
        }
        if ((m32[b + S]! | m32[b + 1 + S]!) !== 0) undefinedScaled(memory, d, b);
        else {
          m32[d + S] = 0;
          m32[d + 1 + S] = 0;
        }
        const lo = (aLo + bLo) | 0;
        m32[d] = lo;
        m32[d + 1] = bHi + (lo >>> 0 < aLo >>> 0 ? 1 : 0);
        pc += 5;
        break;
      }
      case Op.EqW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          compareWords(memory, "eq", false, false, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else {
          m32[d] = m32[a] === m32[b] ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.NeW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          compareWords(memory, "eq", false, true, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else {
          m32[d] = m32[a] !== m32[b] ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.LtW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          compareWords(memory, "lt", true, false, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else {
          m32[d] = m32[a]! < m32[b]! ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.LeW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          compareWords(memory, "le", true, false, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else {
          m32[d] = m32[a]! <= m32[b]! ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.LtUW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          compareWords(memory, "lt", false, false, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else {
          m32[d] = m32[a]! >>> 0 < m32[b]! >>> 0 ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.LeUW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0)
          compareWords(memory, "le", false, false, d, a, m32[b]!, m32[b + S]!, m32[b + O]!);
        else {
          m32[d] = m32[a]! >>> 0 <= m32[b]! >>> 0 ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.EqWI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const n = code[pc + 3]!;
        if (m32[a + S] !== 0) compareWords(memory, "eq", false, false, d, a, n, 0, 0);
        else {
          m32[d] = m32[a] === n ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.NeWI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const n = code[pc + 3]!;
        if (m32[a + S] !== 0) compareWords(memory, "eq", false, true, d, a, n, 0, 0);
        else {
          m32[d] = m32[a] !== n ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.EqL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0)
          compareLongs(memory, "eq", false, false, d, a, b, bLo, bHi);
        else {
          m32[d] = aLo === bLo && aHi === bHi ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.NeL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0)
          compareLongs(memory, "eq", false, true, d, a, b, bLo, bHi);
        else {
          m32[d] = aLo !== bLo || aHi !== bHi ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.LtL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0)
          compareLongs(memory, "lt", true, false, d, a, b, bLo, bHi);
        else {
          m32[d] = aHi < bHi || (aHi === bHi && aLo >>> 0 < bLo >>> 0) ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.LeL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0)
          compareLongs(memory, "le", true, false, d, a, b, bLo, bHi);
        else {
          m32[d] = aHi < bHi || (aHi === bHi && aLo >>> 0 <= bLo >>> 0) ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.LtUL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0)
          compareLongs(memory, "lt", false, false, d, a, b, bLo, bHi);
        else {
          m32[d] = aHi >>> 0 < bHi >>> 0 || (aHi === bHi && aLo >>> 0 < bLo >>> 0) ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.LeUL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 3]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0)
          compareLongs(memory, "le", false, false, d, a, b, bLo, bHi);
        else {
          m32[d] = aHi >>> 0 < bHi >>> 0 || (aHi === bHi && aLo >>> 0 <= bLo >>> 0) ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.EqLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const bLo = code[pc + 3]!;
        const bHi = bLo >> 31;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0)
          compareLongs(memory, "eq", false, false, d, a, -1, bLo, bHi);
        else {
          m32[d] = aLo === bLo && aHi === bHi ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.NeLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const bLo = code[pc + 3]!;
        const bHi = bLo >> 31;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0)
          compareLongs(memory, "eq", false, true, d, a, -1, bLo, bHi);
        else {
          m32[d] = aLo !== bLo || aHi !== bHi ? 1 : 0;
          m32[d + S] = 0;
        }
        pc += 4;
        break;
      }
      case Op.Bound: {
        const a = f + code[pc + 1]!;
        const isOut = code[pc + 2]! <= m32[a]! >>> 0 || (code[pc + 3] === 1 && m32[a + 1] !== 0);
        if (isOut && m32[a + S] === 0) {
          core.save(pc, f, fuel);
          trapBound(core, a, code[pc + 2]!, code[pc + 3] === 1);
          return false;
        }
        pc += 4;
        break;
      }
      case Op.Jump: {
        const next = code[pc + 1]!;
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpEqW: {
        const a = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        let next = m32[a] === m32[b] ? code[pc + 3]! : code[pc + 4]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideWord(core, "eq", false, a, m32[b]!, m32[b + S]!, m32[b + O]!);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLtW: {
        const a = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        let next = m32[a]! < m32[b]! ? code[pc + 3]! : code[pc + 4]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideWord(core, "lt", true, a, m32[b]!, m32[b + S]!, m32[b + O]!);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLeW: {
        const a = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        let next = m32[a]! <= m32[b]! ? code[pc + 3]! : code[pc + 4]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideWord(core, "le", true, a, m32[b]!, m32[b + S]!, m32[b + O]!);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLtUW: {
        const a = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        let next = m32[a]! >>> 0 < m32[b]! >>> 0 ? code[pc + 3]! : code[pc + 4]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideWord(core, "lt", false, a, m32[b]!, m32[b + S]!, m32[b + O]!);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLeUW: {
        const a = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        let next = m32[a]! >>> 0 <= m32[b]! >>> 0 ? code[pc + 3]! : code[pc + 4]!;
        if ((m32[a + S]! | m32[b + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideWord(core, "le", false, a, m32[b]!, m32[b + S]!, m32[b + O]!);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpEqWI: {
        const a = f + code[pc + 1]!;
        const n = code[pc + 2]!;
        let next = m32[a] === n ? code[pc + 3]! : code[pc + 4]!;
        if (m32[a + S] !== 0) {
          core.save(pc, f, fuel);
          next = decideWord(core, "eq", false, a, n, 0, 0);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLtWI: {
        const a = f + code[pc + 1]!;
        const n = code[pc + 2]!;
        let next = m32[a]! < n ? code[pc + 3]! : code[pc + 4]!;
        if (m32[a + S] !== 0) {
          core.save(pc, f, fuel);
          next = decideWord(core, "lt", true, a, n, 0, 0);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLtUWI: {
        const a = f + code[pc + 1]!;
        const n = code[pc + 2]!;
        let next = m32[a]! >>> 0 < n >>> 0 ? code[pc + 3]! : code[pc + 4]!;
        if (m32[a + S] !== 0) {
          core.save(pc, f, fuel);
          next = decideWord(core, "lt", false, a, n, 0, 0);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpEqL: {
        const a = f + code[pc + 1]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 2]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        let next = aLo === bLo && aHi === bHi ? code[pc + 3]! : code[pc + 4]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideLong(core, "eq", false, a, b, bLo, bHi);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLtL: {
        const a = f + code[pc + 1]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 2]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        let next =
          aHi < bHi || (aHi === bHi && aLo >>> 0 < bLo >>> 0) ? code[pc + 3]! : code[pc + 4]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideLong(core, "lt", true, a, b, bLo, bHi);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLeL: {
        const a = f + code[pc + 1]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 2]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        let next =
          aHi < bHi || (aHi === bHi && aLo >>> 0 <= bLo >>> 0) ? code[pc + 3]! : code[pc + 4]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideLong(core, "le", true, a, b, bLo, bHi);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLtUL: {
        const a = f + code[pc + 1]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 2]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        let next =
          aHi >>> 0 < bHi >>> 0 || (aHi === bHi && aLo >>> 0 < bLo >>> 0)
            ? code[pc + 3]!
            : code[pc + 4]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideLong(core, "lt", false, a, b, bLo, bHi);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLeUL: {
        const a = f + code[pc + 1]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const b = f + code[pc + 2]!;
        const bLo = m32[b]!;
        const bHi = m32[b + 1]!;
        let next =
          aHi >>> 0 < bHi >>> 0 || (aHi === bHi && aLo >>> 0 <= bLo >>> 0)
            ? code[pc + 3]!
            : code[pc + 4]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[b + S]! | m32[b + 1 + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideLong(core, "le", false, a, b, bLo, bHi);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpEqLI: {
        const a = f + code[pc + 1]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const bLo = code[pc + 2]!;
        const bHi = bLo >> 31;
        let next = aLo === bLo && aHi === bHi ? code[pc + 3]! : code[pc + 4]!;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideLong(core, "eq", false, a, -1, bLo, bHi);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLtLI: {
        const a = f + code[pc + 1]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const bLo = code[pc + 2]!;
        const bHi = bLo >> 31;
        let next =
          aHi < bHi || (aHi === bHi && aLo >>> 0 < bLo >>> 0) ? code[pc + 3]! : code[pc + 4]!;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideLong(core, "lt", true, a, -1, bLo, bHi);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.JumpLtULI: {
        const a = f + code[pc + 1]!;
        const aLo = m32[a]!;
        const aHi = m32[a + 1]!;
        const bLo = code[pc + 2]!;
        const bHi = bLo >> 31;
        let next =
          aHi >>> 0 < bHi >>> 0 || (aHi === bHi && aLo >>> 0 < bLo >>> 0)
            ? code[pc + 3]!
            : code[pc + 4]!;
        if ((m32[a + S]! | m32[a + 1 + S]!) !== 0) {
          core.save(pc, f, fuel);
          next = decideLong(core, "lt", false, a, -1, bLo, bHi);
          if (next < 0) return false;
        }
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.SwitchW:
      case Op.SwitchL: {
        core.save(pc, f, fuel);
        const next = switchTarget(core, f + code[pc + 1]!, code[pc + 2]!);
        if (next < 0) return false;
        if (next <= pc && --fuel < look) {
          if (fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          if (core.hasValues(f)) {
            core.save(next, f, fuel);
            return true;
          }
          look = Math.max(0, fuel - looksEvery);
        }
        pc = next;
        break;
      }
      case Op.Decide: {
        core.save(pc, f, fuel);
        const next = core.decided(code[pc + 1]!, code[pc + 2]! !== 0);
        pc = next < 0 ? pc + 3 : next;
        if (core.pausing) {
          core.save(pc, f, fuel);
          if (core.pauses()) return false;
        }
        break;
      }
      case Op.Ld8S: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        const s = st[at >>> 3]!;
        if (
          (m32[a + S]! | m32[a + 1 + S]! | m32[a + 1]!) === 0 &&
          ((s & 0xf7) === 0 || (s < 16 && (at & 7) < (s & 7)))
        ) {
          const u = s8[at]!;
          m32[d] = (m8[at]! << 24) >> 24;
          m32[d + S] = (u << 24) >> 24;
          if (u !== 0) loadOrigin(og, d, at);
        } else {
          core.save(pc, f, fuel);
          if (!load(core, op, d, a, code[pc + 3]!)) return false;
        }
        pc += 4;
        break;
      }
      case Op.Ld8U: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        const s = st[at >>> 3]!;
        if (
          (m32[a + S]! | m32[a + 1 + S]! | m32[a + 1]!) === 0 &&
          ((s & 0xf7) === 0 || (s < 16 && (at & 7) < (s & 7)))
        ) {
          const u = s8[at]!;
          m32[d] = m8[at]!;
          m32[d + S] = u;
          if (u !== 0) loadOrigin(og, d, at);
        } else {
          core.save(pc, f, fuel);
          if (!load(core, op, d, a, code[pc + 3]!)) return false;
        }
        pc += 4;
        break;
      }
      case Op.Ld16S: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        const s = st[at >>> 3]!;
        if (
          (m32[a + S]! | m32[a + 1 + S]! | m32[a + 1]! | (at & 1)) === 0 &&
          ((s & 0xf7) === 0 || (s < 16 && (at & 7) + 2 <= (s & 7)))
        ) {
          const u = s16[at >>> 1]!;
          m32[d] = (m16[at >>> 1]! << 16) >> 16;
          m32[d + S] = (u << 16) >> 16;
          if (u !== 0) loadOrigin(og, d, at);
        } else {
          core.save(pc, f, fuel);
          if (!load(core, op, d, a, code[pc + 3]!)) return false;
        }
        pc += 4;
        break;
      }
      case Op.Ld16U: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        const s = st[at >>> 3]!;
        if (
          (m32[a + S]! | m32[a + 1 + S]! | m32[a + 1]! | (at & 1)) === 0 &&
          ((s & 0xf7) === 0 || (s < 16 && (at & 7) + 2 <= (s & 7)))
        ) {
          const u = s16[at >>> 1]!;
          m32[d] = m16[at >>> 1]!;
          m32[d + S] = u;
          if (u !== 0) loadOrigin(og, d, at);
        } else {
          core.save(pc, f, fuel);
          if (!load(core, op, d, a, code[pc + 3]!)) return false;
        }
        pc += 4;
        break;
      }
      case Op.Ld32: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        const s = st[at >>> 3]!;
        if (
          (m32[a + S]! | m32[a + 1 + S]! | m32[a + 1]! | (at & 3)) === 0 &&
          ((s & 0xf7) === 0 || (s < 16 && (at & 7) + 4 <= (s & 7)))
        ) {
          const w = at >>> 2;
          const u = m32[w + S]!;
          m32[d] = m32[w]!;
          m32[d + S] = u;
          if (u !== 0) m32[d + O] = m32[w + O]!;
        } else {
          core.save(pc, f, fuel);
          if (!load(core, op, d, a, code[pc + 3]!)) return false;
        }
        pc += 4;
        break;
      }
      case Op.Ld64: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        const s = st[at >>> 3]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[a + 1]! | (at & 7)) === 0 && (s & 0xf7) === 0) {
          const w = at >>> 2;
          const u = m32[w + S]!;
          const v = m32[w + 1 + S]!;
          m32[d] = m32[w]!;
          m32[d + 1] = m32[w + 1]!;
          m32[d + S] = u;
          m32[d + 1 + S] = v;
          if ((u | v) !== 0) {
            m32[d + O] = m32[w + O]!;
            m32[d + 1 + O] = m32[w + 1 + O]!;
          }
        } else {
          core.save(pc, f, fuel);
          if (!load(core, op, d, a, code[pc + 3]!)) return false;
        }
        pc += 4;
        break;
      }
      case Op.LdF8S: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        const u = s8[at]!;
        m32[d] = (m8[at]! << 24) >> 24;
        m32[d + S] = (u << 24) >> 24;
        if (u !== 0) loadOrigin(og, d, at);
        pc += 3;
        break;
      }
      case Op.LdF8U: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        const u = s8[at]!;
        m32[d] = m8[at]!;
        m32[d + S] = u;
        if (u !== 0) loadOrigin(og, d, at);
        pc += 3;
        break;
      }
      case Op.LdF16S: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        const u = s16[at >>> 1]!;
        m32[d] = (m16[at >>> 1]! << 16) >> 16;
        m32[d + S] = (u << 16) >> 16;
        if (u !== 0) loadOrigin(og, d, at);
        pc += 3;
        break;
      }
      case Op.LdF16U: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        const u = s16[at >>> 1]!;
        m32[d] = m16[at >>> 1]!;
        m32[d + S] = u;
        if (u !== 0) loadOrigin(og, d, at);
        pc += 3;
        break;
      }
      case Op.LdF32: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        const w = at >>> 2;
        const u = m32[w + S]!;
        m32[d] = m32[w]!;
        m32[d + S] = u;
        if (u !== 0) m32[d + O] = m32[w + O]!;
        pc += 3;
        break;
      }
      case Op.LdF64: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        const w = at >>> 2;
        const u = m32[w + S]!;
        const v = m32[w + 1 + S]!;
        m32[d] = m32[w]!;
        m32[d + 1] = m32[w + 1]!;
        m32[d + S] = u;
        m32[d + 1 + S] = v;
        if ((u | v) !== 0) {
          m32[d + O] = m32[w + O]!;
          m32[d + 1 + O] = m32[w + 1 + O]!;
        }
        pc += 3;
        break;
      }
      case Op.LdG8S: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        const u = s8[at]!;
        m32[d] = (m8[at]! << 24) >> 24;
        m32[d + S] = (u << 24) >> 24;
        if (u !== 0) loadOrigin(og, d, at);
        pc += 3;
        break;
      }
      case Op.LdG8U: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        const u = s8[at]!;
        m32[d] = m8[at]!;
        m32[d + S] = u;
        if (u !== 0) loadOrigin(og, d, at);
        pc += 3;
        break;
      }
      case Op.LdG16S: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        const u = s16[at >>> 1]!;
        m32[d] = (m16[at >>> 1]! << 16) >> 16;
        m32[d + S] = (u << 16) >> 16;
        if (u !== 0) loadOrigin(og, d, at);
        pc += 3;
        break;
      }
      case Op.LdG16U: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        const u = s16[at >>> 1]!;
        m32[d] = m16[at >>> 1]!;
        m32[d + S] = u;
        if (u !== 0) loadOrigin(og, d, at);
        pc += 3;
        break;
      }
      case Op.LdG32: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        const w = at >>> 2;
        const u = m32[w + S]!;
        m32[d] = m32[w]!;
        m32[d + S] = u;
        if (u !== 0) m32[d + O] = m32[w + O]!;
        pc += 3;
        break;
      }
      case Op.LdG64: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        const w = at >>> 2;
        const u = m32[w + S]!;
        const v = m32[w + 1 + S]!;
        m32[d] = m32[w]!;
        m32[d + 1] = m32[w + 1]!;
        m32[d + S] = u;
        m32[d + 1 + S] = v;
        if ((u | v) !== 0) {
          m32[d + O] = m32[w + O]!;
          m32[d + 1 + O] = m32[w + 1 + O]!;
        }
        pc += 3;
        break;
      }
      case Op.St8: {
        const a = f + code[pc + 1]!;
        const v = f + code[pc + 3]!;
        const at = (m32[a]! + code[pc + 2]!) | 0;
        const s = st[at >>> 3]!;
        if (
          (m32[a + S]! | m32[a + 1 + S]! | m32[a + 1]!) === 0 &&
          ((s & 0xf7) === 0 || (s < 16 && (at & 7) < (s & 7)))
        ) {
          dirty[at >>> pageShift] = 1;
          m8[at] = m32[v]!;
          const u = m32[v + S]! & 0xff;
          s8[at] = u;
          if (u !== 0) {
            og[at >>> 2] = m32[v + O]!;
            st[at >>> 3]! |= stateUndefined;
          }
        } else {
          core.save(pc, f, fuel);
          if (!store(core, op, a, code[pc + 2]!, v)) return false;
        }
        pc += 4;
        break;
      }
      case Op.St16: {
        const a = f + code[pc + 1]!;
        const v = f + code[pc + 3]!;
        const at = (m32[a]! + code[pc + 2]!) | 0;
        const s = st[at >>> 3]!;
        if (
          (m32[a + S]! | m32[a + 1 + S]! | m32[a + 1]! | (at & 1)) === 0 &&
          ((s & 0xf7) === 0 || (s < 16 && (at & 7) + 2 <= (s & 7)))
        ) {
          dirty[at >>> pageShift] = 1;
          m16[at >>> 1] = m32[v]!;
          const u = m32[v + S]! & 0xffff;
          s16[at >>> 1] = u;
          if (u !== 0) {
            og[at >>> 2] = m32[v + O]!;
            st[at >>> 3]! |= stateUndefined;
          }
        } else {
          core.save(pc, f, fuel);
          if (!store(core, op, a, code[pc + 2]!, v)) return false;
        }
        pc += 4;
        break;
      }
      case Op.St32: {
        const a = f + code[pc + 1]!;
        const v = f + code[pc + 3]!;
        const at = (m32[a]! + code[pc + 2]!) | 0;
        const s = st[at >>> 3]!;
        if (
          (m32[a + S]! | m32[a + 1 + S]! | m32[a + 1]! | (at & 3)) === 0 &&
          ((s & 0xf7) === 0 || (s < 16 && (at & 7) + 4 <= (s & 7)))
        ) {
          dirty[at >>> pageShift] = 1;
          const w = at >>> 2;
          const u = m32[v + S]!;
          m32[w] = m32[v]!;
          m32[w + S] = u;
          if (u !== 0) {
            m32[w + O] = m32[v + O]!;
            st[at >>> 3]! |= stateUndefined;
          }
        } else {
          core.save(pc, f, fuel);
          if (!store(core, op, a, code[pc + 2]!, v)) return false;
        }
        pc += 4;
        break;
      }
      case Op.St64: {
        const a = f + code[pc + 1]!;
        const v = f + code[pc + 3]!;
        const at = (m32[a]! + code[pc + 2]!) | 0;
        const s = st[at >>> 3]!;
        if ((m32[a + S]! | m32[a + 1 + S]! | m32[a + 1]! | (at & 7)) === 0 && (s & 0xf7) === 0) {
          dirty[at >>> pageShift] = 1;
          const w = at >>> 2;
          const u = m32[v + S]!;
          const x = m32[v + 1 + S]!;
          m32[w] = m32[v]!;
          m32[w + 1] = m32[v + 1]!;
          m32[w + S] = u;
          m32[w + 1 + S] = x;
          if ((u | x) !== 0) {
            m32[w + O] = m32[v + O]!;
            m32[w + 1 + O] = m32[v + 1 + O]!;
            st[at >>> 3]! |= stateUndefined;
          }
        } else {
          core.save(pc, f, fuel);
          if (!store(core, op, a, code[pc + 2]!, v)) return false;
        }
        pc += 4;
        break;
      }
      case Op.StF8: {
        const at = (f << 2) + code[pc + 1]!;
        const v = f + code[pc + 2]!;
        m8[at] = m32[v]!;
        const u = m32[v + S]! & 0xff;
        s8[at] = u;
        if (u !== 0) {
          og[at >>> 2] = m32[v + O]!;
          st[at >>> 3]! |= stateUndefined;
        }
        pc += 3;
        break;
      }
      case Op.StF16: {
        const at = (f << 2) + code[pc + 1]!;
        const v = f + code[pc + 2]!;
        m16[at >>> 1] = m32[v]!;
        const u = m32[v + S]! & 0xffff;
        s16[at >>> 1] = u;
        if (u !== 0) {
          og[at >>> 2] = m32[v + O]!;
          st[at >>> 3]! |= stateUndefined;
        }
        pc += 3;
        break;
      }
      case Op.StF32: {
        const at = (f << 2) + code[pc + 1]!;
        const v = f + code[pc + 2]!;
        const w = at >>> 2;
        const u = m32[v + S]!;
        m32[w] = m32[v]!;
        m32[w + S] = u;
        if (u !== 0) {
          m32[w + O] = m32[v + O]!;
          st[at >>> 3]! |= stateUndefined;
        }
        pc += 3;
        break;
      }
      case Op.StF64: {
        const at = (f << 2) + code[pc + 1]!;
        const v = f + code[pc + 2]!;
        const w = at >>> 2;
        const u = m32[v + S]!;
        const x = m32[v + 1 + S]!;
        m32[w] = m32[v]!;
        m32[w + 1] = m32[v + 1]!;
        m32[w + S] = u;
        m32[w + 1 + S] = x;
        if ((u | x) !== 0) {
          m32[w + O] = m32[v + O]!;
          m32[w + 1 + O] = m32[v + 1 + O]!;
          st[at >>> 3]! |= stateUndefined;
        }
        pc += 3;
        break;
      }
      case Op.StG8: {
        const at = code[pc + 1]!;
        dirty[at >>> pageShift] = 1;
        const v = f + code[pc + 2]!;
        m8[at] = m32[v]!;
        const u = m32[v + S]! & 0xff;
        s8[at] = u;
        if (u !== 0) {
          og[at >>> 2] = m32[v + O]!;
          st[at >>> 3]! |= stateUndefined;
        }
        pc += 3;
        break;
      }
      case Op.StG16: {
        const at = code[pc + 1]!;
        dirty[at >>> pageShift] = 1;
        const v = f + code[pc + 2]!;
        m16[at >>> 1] = m32[v]!;
        const u = m32[v + S]! & 0xffff;
        s16[at >>> 1] = u;
        if (u !== 0) {
          og[at >>> 2] = m32[v + O]!;
          st[at >>> 3]! |= stateUndefined;
        }
        pc += 3;
        break;
      }
      case Op.StG32: {
        const at = code[pc + 1]!;
        dirty[at >>> pageShift] = 1;
        const v = f + code[pc + 2]!;
        const w = at >>> 2;
        const u = m32[v + S]!;
        m32[w] = m32[v]!;
        m32[w + S] = u;
        if (u !== 0) {
          m32[w + O] = m32[v + O]!;
          st[at >>> 3]! |= stateUndefined;
        }
        pc += 3;
        break;
      }
      case Op.StG64: {
        const at = code[pc + 1]!;
        dirty[at >>> pageShift] = 1;
        const v = f + code[pc + 2]!;
        const w = at >>> 2;
        const u = m32[v + S]!;
        const x = m32[v + 1 + S]!;
        m32[w] = m32[v]!;
        m32[w + 1] = m32[v + 1]!;
        m32[w + S] = u;
        m32[w + 1 + S] = x;
        if ((u | x) !== 0) {
          m32[w + O] = m32[v + O]!;
          m32[w + 1 + O] = m32[v + 1 + O]!;
          st[at >>> 3]! |= stateUndefined;
        }
        pc += 3;
        break;
      }
      case Op.Copy:
        core.save(pc, f, fuel);
        if (!copyRecord(core, f + code[pc + 1]!, f + code[pc + 2]!, code[pc + 3]!, code[pc + 4]!))
          return false;
        pc += 5;
        break;
      case Op.ZeroFrame: {
        const at = (f << 2) + code[pc + 1]!;
        const end = at + code[pc + 2]!;
        m8.fill(0, at, end);
        s8.fill(0, at, end);
        pc += 3;
        break;
      }
      case Op.UndefineFrame:
        undefineFrame(core, (f << 2) + code[pc + 1]!, code[pc + 2]!, code[pc + 3]!);
        pc += 4;
        break;
      case Op.UndefineRegister:
        undefineRegister(core, f + code[pc + 1]!, code[pc + 2]!);
        pc += 3;
        break;
      case Op.ExtractU:
      case Op.ExtractS:
        extractBits(memory, op, f + code[pc + 1]!, f + code[pc + 2]!, code[pc + 3]!, code[pc + 4]!);
        pc += 5;
        break;
      case Op.Insert:
        insertBits(
          memory,
          f + code[pc + 1]!,
          f + code[pc + 2]!,
          f + code[pc + 3]!,
          code[pc + 4]!,
          code[pc + 5]!,
        );
        pc += 6;
        break;
      case Op.Call:
      case Op.CallPointer: {
        let index = code[pc + 1]!;
        const base = f + code[pc + 2]!;
        const slots = code[pc + 3]!;
        if (op === Op.CallPointer) {
          core.save(pc, f, fuel);
          index = callee(core, f + index, slots);
          if (index < 0) return false;
        }
        if (--fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        if (callable[index] !== Callable.Code) {
          core.save(pc, f, fuel);
          if (!core.callOther(index, base, slots)) return false;
          // A host function may have switched hooks, and calls back into C spend fuel.
          code = core.code;
          fuel = core.fuel;
          core.tracks(f);
          pc += 4;
          break;
        }
        if (stackEnd < (base << 2) + frameBytes[index]! || core.maxDepth <= core.depth) {
          core.save(pc, f, fuel);
          stackTrap(core, index);
          return false;
        }
        core.depth++;
        m32[base + frameReturnPc] = (pc + 4) | returnsTracked;
        m32[base + frameCaller] = f;
        m32[base + frameFunction] = index;
        m32[base + frameArgumentSlots] = slots;
        m32[base + frameActivation] = m32[activationWord] = m32[activationWord]! + 1;
        if (core.watchesCalls) {
          core.save(pc, f, fuel);
          core.called(index, base);
        }
        f = base;
        pc = start[index]!;
        if (core.takesValues(f, slots)) {
          core.save(pc, f, fuel);
          return true;
        }
        core.tracks(f);
        if (core.pausing) {
          core.save(pc, f, fuel);
          if (core.pauses()) return false;
        }
        break;
      }
      case Op.Return:
      case Op.ReturnW:
      case Op.ReturnL:
      case Op.ReturnRecord: {
        const back = m32[f + frameReturnPc]!;
        const caller = m32[f + frameCaller]!;
        const a = op === Op.Return ? -1 : f + code[pc + 1]!;
        if (op === Op.ReturnRecord) {
          core.save(pc, f, fuel);
          if (!returnRecord(core, a, code[pc + 2]!, code[pc + 3]!)) return false;
        }
        if (core.watchesCalls) {
          core.save(pc, f, fuel);
          core.returns(f, a);
        }
        let isDefined = true;
        if (op === Op.ReturnW) {
          m32[f] = m32[a]!;
          const u = m32[a + S]!;
          isDefined = u === 0;
          m32[f + S] = u;
          if (u !== 0) m32[f + O] = m32[a + O]!;
        } else if (op === Op.ReturnL) {
          m32[f] = m32[a]!;
          m32[f + 1] = m32[a + 1]!;
          const u = m32[a + S]!;
          const v = m32[a + 1 + S]!;
          isDefined = (u | v) === 0;
          m32[f + S] = u;
          m32[f + 1 + S] = v;
          if ((u | v) !== 0) {
            m32[f + O] = m32[a + O]!;
            m32[f + 1 + O] = m32[a + 1 + O]!;
          }
        }
        core.depth--;
        if (back < 0) {
          core.save(pc, caller, fuel);
          return false;
        }
        pc = back & ~returnsTracked;
        if (pc === back) {
          // The caller's registers had values when it made the call.
          if (isDefined && !memory.registersUndefined) {
            core.defineStack(f << 2);
            core.save(pc, caller, fuel);
            return true;
          }
          core.tracks(caller);
        }
        f = caller;
        if (core.pausing) {
          core.save(pc, f, fuel);
          if (core.pauses()) return false;
        }
        break;
      }
      case Op.Enter: {
        const { states, addressableOffset } = core.program.functions[m32[f + frameFunction]!]!;
        st.set(states, ((f << 2) + addressableOffset) >>> 3);
        pc++;
        break;
      }
      case Op.Leave: {
        const { states, addressableOffset } = core.program.functions[m32[f + frameFunction]!]!;
        const first = ((f << 2) + addressableOffset) >>> 3;
        st.fill(stateStack, first, first + states.length);
        pc++;
        break;
      }
      case Op.BeginScope: {
        const index = m32[f + frameFunction]!;
        const at = addressable[index]!;
        beginScope(
          st,
          states[index]!,
          ((f << 2) + at) >>> 3,
          (code[pc + 1]! - at) >>> 3,
          code[pc + 2]! >>> 3,
        );
        pc += 3;
        break;
      }
      case Op.EndScope:
        leaveFrame(memory, code[pc + 2]! >>> 3, ((f << 2) + code[pc + 1]!) >>> 3, stateScopeEnded);
        pc += 3;
        break;
      case Op.Unary:
        core.save(pc, f, fuel);
        unary(core, code[pc + 3]!, f + code[pc + 1]!, f + code[pc + 2]!);
        pc += 4;
        break;
      case Op.Overflow:
        exactOverflow(
          memory,
          f + code[pc + 1]!,
          f + code[pc + 2]!,
          f + code[pc + 3]!,
          code[pc + 4]!,
          code[pc + 5]!,
        );
        pc += 6;
        break;
      case Op.VaStart:
        core.save(pc, f, fuel);
        if (!variableStart(core, f + code[pc + 1]!)) return false;
        pc += 2;
        break;
      case Op.VaArg:
        core.save(pc, f, fuel);
        if (!variableArgument(core, f + code[pc + 1]!, f + code[pc + 2]!)) return false;
        pc += 3;
        break;
      case Op.VaArgRecord:
        core.save(pc, f, fuel);
        if (!variableRecord(core, f + code[pc + 1]!, f + code[pc + 2]!, code[pc + 3]!))
          return false;
        pc += 4;
        break;
      case Op.AlignLocal:
        alignLocal(core, f + code[pc + 1]!, (f << 2) + code[pc + 2]!, code[pc + 3]!, code[pc + 4]!);
        pc += 5;
        break;
      case Op.ResetLocal:
        resetLocal(core, f + code[pc + 1]!, code[pc + 2]!, code[pc + 3]!, code[pc + 4]!);
        pc += 5;
        break;
      case Op.Alloca:
        core.save(pc, f, fuel);
        if (!allocateOnStack(core, f + code[pc + 1]!, f + code[pc + 2]!)) return false;
        pc += 3;
        break;
      case Op.TypeHint:
        hintType(core, f + code[pc + 1]!, code[pc + 2]!);
        pc += 3;
        break;
      default:
        // Only where somebody listens or the run may pause; then once more, for the operation.
        core.save(pc, f, fuel);
        if (!core.hooked(pc)) return false;
        op -= hookedOp;
        continue;
    }
    op = firstOps[code[pc]!]!;
  }
}

/** A byte or half word keeps which byte of the word it was. */
function loadOrigin(origins: Int32Array, d: number, at: number): void {
  origins[d] = byteOrigin(origins[at >>> 2]!, at & 3);
}
