// SPDX-License-Identifier: MIT
// The loop for code whose registers all have values. Over 400 lines because it is a dispatch.
//
// While it runs, no register of this frame, and nothing on the stack above it but objects in
// memory, has an undefined bit; so it neither reads nor writes the shadow of registers. What it
// cannot do plainly (a load of undefined bits, anything that may end the run) it leaves to the
// other loop, which does the same instruction again: nothing was changed before. `f` is the frame,
// in words of memory.
import {
  Op,
  frameActivation,
  frameArgumentSlots,
  frameCaller,
  frameFunction,
  frameReturnPc,
  functionAddressHigh,
  functionAddressLow,
  functionAddressStep,
  returnsTracked,
  stateScopeEnded,
} from "../cc";
import { divideSigned, divideUnsigned, divided, multiplyHigh } from "./arithmetic";
import { Callable, hookedOp } from "./core";
import type { Core } from "./core";
import { Fused } from "./sequences";
import { activationWord, pageShift } from "./memory";
import { beginScope, enterFrame, leaveFrame, plainLoad, plainStore } from "./plain-access";
import {
  alignLocal,
  allocateOnStack,
  callee,
  copyRecord,
  exactOverflow,
  extractBits,
  hintType,
  insertBits,
  outOfFuel,
  returnRecord,
  switchTarget,
  unary,
  resetLocal,
  undefineFrame,
  variableArgument,
  variableRecord,
  variableStart,
} from "./slow";

/**
 * Runs until the frame that was entered last returns, or the run is over (core.stop).
 * - Shape: true when the other loop has to go on where this one stopped.
 */
export function runPlain(core: Core): boolean {
  const { memory, tables } = core;
  const { callable, start, frameBytes, states, addressable, fitCallees } = tables;
  // Undefined bits of word w are at w + S.
  const m32 = memory.allWords;
  const S = memory.sizeBytes >>> 2;
  const m16 = memory.halves;
  const s16 = memory.shadowHalves;
  const m8 = memory.bytes;
  const s8 = memory.shadow;
  const st = memory.states;
  const dirty = memory.dirty;
  const stackEnd = core.stackLimit;
  let code = core.code;
  let pc = core.pc;
  let f = core.frame;
  let fuel = core.fuel;
  let op = code[pc]!;
  // Shared by all cases: each of their own would need longer bytecode, and a function of too much
  // bytecode is not optimised.
  let a = 0;
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let aHi0 = 0;
  let aHi1 = 0;
  let aHi2 = 0;
  let aLo0 = 0;
  let aLo1 = 0;
  let aLo2 = 0;
  let at = 0;
  let at0 = 0;
  let at1 = 0;
  let at2 = 0;
  let b = 0;
  let back = 0;
  let base = 0;
  let caller = 0;
  let d = 0;
  let d0 = 0;
  let d1 = 0;
  let d2 = 0;
  let d3 = 0;
  let hi0 = 0;
  let hi1 = 0;
  let hi2 = 0;
  let hi3 = 0;
  let i0 = 0;
  let i1 = 0;
  let iHi0 = 0;
  let iHi1 = 0;
  let iLo0 = 0;
  let iLo1 = 0;
  let index = 0;
  let lo = 0;
  let lo0 = 0;
  let lo1 = 0;
  let lo2 = 0;
  let lo3 = 0;
  let n = 0;
  let n0 = 0;
  let next = 0;
  let product = 0;
  let scale = 0;
  let scale0 = 0;
  let scale1 = 0;
  let slots = 0;
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let v = 0;
  let v0 = 0;
  let v1 = 0;
  let v2 = 0;
  let v3 = 0;
  let w = 0;
  let x = 0;
  let x0 = 0;
  let x1 = 0;
  let x2 = 0;
  let x3 = 0;
  let xHi = 0;
  let xHi0 = 0;
  let xHi1 = 0;
  let xHi2 = 0;
  let xHi3 = 0;
  let xLo = 0;
  let xLo0 = 0;
  let xLo1 = 0;
  let xLo2 = 0;
  let xLo3 = 0;
  let y = 0;
  let y0 = 0;
  let y1 = 0;
  let y2 = 0;
  let yHi = 0;
  let yHi0 = 0;
  let yHi1 = 0;
  let yHi2 = 0;
  let yLo = 0;
  let yLo0 = 0;
  let yLo1 = 0;
  let yLo2 = 0;
  // ----
  leave: for (;;) {
    switch (op as Op | Fused) {
      // ---- instructions that follow each other ----
      case Fused.IndexFixedUWLd32AndWIJumpEqWI: {
        i0 = m32[f + code[pc + 2]!]!;
        scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if ((st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        v2 = v1 & code[pc + 12]!;
        next = v2 === code[pc + 15]! ? code[pc + 16]! : code[pc + 17]!;
        if (next <= pc + 13 && --fuel < 0) {
          core.save(pc + 13, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.IndexFixedUWLd32AddW: {
        i0 = m32[f + code[pc + 2]!]!;
        scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if ((st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        v2 = (m32[f + code[pc + 11]!]! + v1) | 0;
        m32[f + code[pc + 10]!] = v2;
        pc += 13;
        break;
      }
      case Fused.IndexFixedUWLd32: {
        i0 = m32[f + code[pc + 2]!]!;
        scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if ((st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexFixedWLd32: {
        i0 = m32[f + code[pc + 2]!]!;
        scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedW;
          continue;
        }
        lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if ((st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.IndexFixedW;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexFixedWLd64: {
        i0 = m32[f + code[pc + 2]!]!;
        scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedW;
          continue;
        }
        lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if ((st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          op = Op.IndexFixedW;
          continue;
        }
        lo1 = m32[at1 >>> 2]!;
        hi1 = m32[(at1 >>> 2) + 1]!;
        d1 = f + code[pc + 6]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 9;
        break;
      }
      case Fused.IndexFixedLLd32: {
        i0 = f + code[pc + 2]!;
        iLo0 = m32[i0]!;
        iHi0 = m32[i0 + 1]!;
        scale0 = code[pc + 4]!;
        if (iHi0 !== 0 || 0x100000 <= iLo0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedL;
          continue;
        }
        lo0 = (code[pc + 3]! + Math.imul(iLo0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if ((st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.IndexFixedL;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexFixedUWLd8U: {
        i0 = m32[f + code[pc + 2]!]!;
        scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if (st[at1 >>> 3]! !== 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        v1 = m8[at1]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexFixedLLd8U: {
        i0 = f + code[pc + 2]!;
        iLo0 = m32[i0]!;
        iHi0 = m32[i0 + 1]!;
        scale0 = code[pc + 4]!;
        if (iHi0 !== 0 || 0x100000 <= iLo0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedL;
          continue;
        }
        lo0 = (code[pc + 3]! + Math.imul(iLo0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if (st[at1 >>> 3]! !== 0) {
          op = Op.IndexFixedL;
          continue;
        }
        v1 = m8[at1]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexUWLd32: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        i0 = m32[f + code[pc + 3]!]!;
        scale0 = code[pc + 4]!;
        if (xHi0 !== 0 || 0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.IndexUW;
          continue;
        }
        lo0 = (xLo0 + Math.imul(i0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if ((st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.IndexUW;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexWLd32: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        i0 = m32[f + code[pc + 3]!]!;
        scale0 = code[pc + 4]!;
        if (xHi0 !== 0 || 0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.IndexW;
          continue;
        }
        lo0 = (xLo0 + Math.imul(i0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if ((st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.IndexW;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexWLd64: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        i0 = m32[f + code[pc + 3]!]!;
        scale0 = code[pc + 4]!;
        if (xHi0 !== 0 || 0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.IndexW;
          continue;
        }
        lo0 = (xLo0 + Math.imul(i0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if ((st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          op = Op.IndexW;
          continue;
        }
        lo1 = m32[at1 >>> 2]!;
        hi1 = m32[(at1 >>> 2) + 1]!;
        d1 = f + code[pc + 6]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 9;
        break;
      }
      case Fused.AddScaledLd8U: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        i0 = f + code[pc + 3]!;
        iLo0 = m32[i0]!;
        iHi0 = m32[i0 + 1]!;
        scale0 = code[pc + 4]!;
        if ((xHi0 | iHi0) !== 0 || 0x100000 <= iLo0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.AddScaled;
          continue;
        }
        lo0 = (xLo0 + Math.imul(iLo0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if (st[at1 >>> 3]! !== 0) {
          op = Op.AddScaled;
          continue;
        }
        v1 = m8[at1]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.AddScaledLd32: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        i0 = f + code[pc + 3]!;
        iLo0 = m32[i0]!;
        iHi0 = m32[i0 + 1]!;
        scale0 = code[pc + 4]!;
        if ((xHi0 | iHi0) !== 0 || 0x100000 <= iLo0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.AddScaled;
          continue;
        }
        lo0 = (xLo0 + Math.imul(iLo0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if ((st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.AddScaled;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.AddScaledLd64: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        i0 = f + code[pc + 3]!;
        iLo0 = m32[i0]!;
        iHi0 = m32[i0 + 1]!;
        scale0 = code[pc + 4]!;
        if ((xHi0 | iHi0) !== 0 || 0x100000 <= iLo0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.AddScaled;
          continue;
        }
        lo0 = (xLo0 + Math.imul(iLo0, scale0)) | 0;
        at1 = (lo0 + code[pc + 8]!) | 0;
        if ((st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          op = Op.AddScaled;
          continue;
        }
        lo1 = m32[at1 >>> 2]!;
        hi1 = m32[(at1 >>> 2) + 1]!;
        d1 = f + code[pc + 6]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 9;
        break;
      }
      case Fused.Ld64IndexWLd32: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        hi0 = m32[(at0 >>> 2) + 1]!;
        i1 = m32[f + code[pc + 7]!]!;
        scale1 = code[pc + 8]!;
        if (hi0 !== 0 || 0x100000 <= i1 >>> 0 || 0x400 < scale1 >>> 0 || lo0 < 0) {
          op = Op.Ld64;
          continue;
        }
        lo1 = (lo0 + Math.imul(i1, scale1)) | 0;
        at2 = (lo1 + code[pc + 12]!) | 0;
        if ((st[at2 >>> 3]! | (at2 & 3)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        v2 = m32[at2 >>> 2]!;
        m32[f + code[pc + 10]!] = v2;
        pc += 13;
        break;
      }
      case Fused.Ld64IndexWLd32AddW: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        hi0 = m32[(at0 >>> 2) + 1]!;
        i1 = m32[f + code[pc + 7]!]!;
        scale1 = code[pc + 8]!;
        if (hi0 !== 0 || 0x100000 <= i1 >>> 0 || 0x400 < scale1 >>> 0 || lo0 < 0) {
          op = Op.Ld64;
          continue;
        }
        lo1 = (lo0 + Math.imul(i1, scale1)) | 0;
        at2 = (lo1 + code[pc + 12]!) | 0;
        if ((st[at2 >>> 3]! | (at2 & 3)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        v2 = m32[at2 >>> 2]!;
        v3 = (m32[f + code[pc + 15]!]! + v2) | 0;
        m32[f + code[pc + 14]!] = v3;
        pc += 17;
        break;
      }
      case Fused.Ld64IndexW: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        hi0 = m32[(at0 >>> 2) + 1]!;
        i1 = m32[f + code[pc + 7]!]!;
        scale1 = code[pc + 8]!;
        if (hi0 !== 0 || 0x100000 <= i1 >>> 0 || 0x400 < scale1 >>> 0 || lo0 < 0) {
          op = Op.Ld64;
          continue;
        }
        lo1 = (lo0 + Math.imul(i1, scale1)) | 0;
        hi1 = 0;
        d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 9;
        break;
      }
      case Fused.Ld64AddScaled: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        hi0 = m32[(at0 >>> 2) + 1]!;
        i1 = f + code[pc + 7]!;
        iLo1 = m32[i1]!;
        iHi1 = m32[i1 + 1]!;
        scale1 = code[pc + 8]!;
        if ((hi0 | iHi1) !== 0 || 0x100000 <= iLo1 >>> 0 || 0x400 < scale1 >>> 0 || lo0 < 0) {
          op = Op.Ld64;
          continue;
        }
        lo1 = (lo0 + Math.imul(iLo1, scale1)) | 0;
        hi1 = 0;
        d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 9;
        break;
      }
      case Fused.Ld32AndWIJumpEqWI: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        v1 = v0 & code[pc + 7]!;
        next = v1 === code[pc + 10]! ? code[pc + 11]! : code[pc + 12]!;
        if (next <= pc + 8 && --fuel < 0) {
          core.save(pc + 8, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32ZxWLAddL: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        x2 = f + code[pc + 9]!;
        xLo2 = m32[x2]!;
        xHi2 = m32[x2 + 1]!;
        sum2 = (xLo2 + v0) | 0;
        lo2 = sum2;
        hi2 = (xHi2 + 0 + (sum2 >>> 0 < xLo2 >>> 0 ? 1 : 0)) | 0;
        d2 = f + code[pc + 8]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 11;
        break;
      }
      case Fused.Ld32ZxWLXorL: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        x2 = f + code[pc + 9]!;
        xLo2 = m32[x2]!;
        xHi2 = m32[x2 + 1]!;
        lo2 = xLo2 ^ v0;
        hi2 = xHi2 ^ 0;
        d2 = f + code[pc + 8]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 11;
        break;
      }
      case Fused.Ld32ZxWL: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        lo1 = v0;
        hi1 = 0;
        d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 7;
        break;
      }
      case Fused.Ld32Ld32ChooseLtUW:
      case Fused.Ld32Ld32JumpLtUW: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        a1 = f + code[pc + 6]!;
        aLo1 = m32[a1]!;
        aHi1 = m32[a1 + 1]!;
        at1 = (aLo1 + code[pc + 7]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 4;
          op = Op.Ld32;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 5]!] = v1;
        next = v1 >>> 0 < v0 >>> 0 ? code[pc + 11]! : code[pc + 12]!;
        if (op === Fused.Ld32Ld32ChooseLtUW) {
          m32[f + code[next + 1]!] = m32[f + code[next + 2]!]!;
          pc = code[pc + 12]! + 3;
          break;
        }
        if (next <= pc + 8 && --fuel < 0) {
          core.save(pc + 8, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32JumpLtUW: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        next = v0 >>> 0 < m32[f + code[pc + 6]!]! >>> 0 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32JumpLtW: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        next = m32[f + code[pc + 5]!]! < v0 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32JumpEqWI: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        next = v0 === code[pc + 6]! ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32AddWISt32: {
        a0 = f + code[pc + 2]!;
        at0 = (m32[a0]! + code[pc + 3]!) | 0;
        if ((m32[a0 + 1]! | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        dirty[at0 >>> pageShift] = 1;
        at0 >>>= 2;
        m32[at0] = (m32[at0]! + code[pc + 7]!) | 0;
        pc += 12;
        break;
      }
      case Fused.Ld32AddWI: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        v1 = (v0 + code[pc + 7]!) | 0;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.Ld32Ld32AddW: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        a1 = f + code[pc + 6]!;
        aLo1 = m32[a1]!;
        aHi1 = m32[a1 + 1]!;
        at1 = (aLo1 + code[pc + 7]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 4;
          op = Op.Ld32;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        v2 = (m32[f + code[pc + 10]!]! + v1) | 0;
        m32[f + code[pc + 9]!] = v2;
        pc += 12;
        break;
      }
      case Fused.Ld32AddW: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        v1 = (m32[f + code[pc + 6]!]! + v0) | 0;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.Ld32SubW: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        v1 = (m32[f + code[pc + 6]!]! - v0) | 0;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.Ld64AddLI: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        hi0 = m32[(at0 >>> 2) + 1]!;
        yLo1 = code[pc + 7]!;
        yHi1 = yLo1 >> 31;
        sum1 = (lo0 + yLo1) | 0;
        lo1 = sum1;
        hi1 = (hi0 + yHi1 + (sum1 >>> 0 < lo0 >>> 0 ? 1 : 0)) | 0;
        d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.Ld64AddLSt64: {
        a0 = f + code[pc + 2]!;
        at0 = (m32[a0]! + code[pc + 3]!) | 0;
        if ((m32[a0 + 1]! | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        dirty[at0 >>> pageShift] = 1;
        at0 >>>= 2;
        lo0 = m32[at0]!;
        y1 = f + code[pc + 7]!;
        sum1 = (lo0 + m32[y1]!) | 0;
        m32[at0] = sum1;
        m32[at0 + 1] = (m32[at0 + 1]! + m32[y1 + 1]! + (sum1 >>> 0 < lo0 >>> 0 ? 1 : 0)) | 0;
        pc += 12;
        break;
      }
      case Fused.Ld64JumpEqL: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        hi0 = m32[(at0 >>> 2) + 1]!;
        y1 = f + code[pc + 6]!;
        yLo1 = m32[y1]!;
        yHi1 = m32[y1 + 1]!;
        next = lo0 === yLo1 && hi0 === yHi1 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld64JumpEqLI: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        hi0 = m32[(at0 >>> 2) + 1]!;
        yLo1 = code[pc + 6]!;
        yHi1 = yLo1 >> 31;
        next = lo0 === yLo1 && hi0 === yHi1 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld64JumpLtUL: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        hi0 = m32[(at0 >>> 2) + 1]!;
        y1 = f + code[pc + 6]!;
        yLo1 = m32[y1]!;
        yHi1 = m32[y1 + 1]!;
        next =
          hi0 >>> 0 < yHi1 >>> 0 || (hi0 === yHi1 && lo0 >>> 0 < yLo1 >>> 0)
            ? code[pc + 7]!
            : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld64Ld64: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        hi0 = m32[(at0 >>> 2) + 1]!;
        at1 = (lo0 + code[pc + 7]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        lo1 = m32[at1 >>> 2]!;
        hi1 = m32[(at1 >>> 2) + 1]!;
        d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.Ld64Ld32: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        hi0 = m32[(at0 >>> 2) + 1]!;
        at1 = (lo0 + code[pc + 7]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.Ld8UXorWAndWI: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]!) !== 0) {
          op = Op.Ld8U;
          continue;
        }
        v0 = m8[at0]!;
        v1 = m32[f + code[pc + 6]!]! ^ v0;
        v2 = v1 & code[pc + 11]!;
        m32[f + code[pc + 9]!] = v2;
        pc += 12;
        break;
      }
      case Fused.Ld8UJumpEqWI: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]!) !== 0) {
          op = Op.Ld8U;
          continue;
        }
        v0 = m8[at0]!;
        next = v0 === code[pc + 6]! ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AndWIJumpEqWI: {
        v0 = m32[f + code[pc + 2]!]! & code[pc + 3]!;
        next = v0 === code[pc + 6]! ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AndLIJumpEqLI: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        yLo0 = code[pc + 3]!;
        yHi0 = yLo0 >> 31;
        lo0 = xLo0 & yLo0;
        hi0 = xHi0 & yHi0;
        yLo1 = code[pc + 6]!;
        yHi1 = yLo1 >> 31;
        next = lo0 === yLo1 && hi0 === yHi1 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIJumpLtUWI: {
        v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        next = v0 >>> 0 < code[pc + 6]! >>> 0 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIJumpLtWI: {
        v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        next = v0 < code[pc + 6]! ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIJumpLtW: {
        v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        next = v0 < m32[f + code[pc + 6]!]! ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIJumpLtUW: {
        v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        next = v0 >>> 0 < m32[f + code[pc + 6]!]! >>> 0 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWILd32JumpLtW: {
        v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        a1 = f + code[pc + 6]!;
        aLo1 = m32[a1]!;
        aHi1 = m32[a1 + 1]!;
        at1 = (aLo1 + code[pc + 7]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 4;
          op = Op.Ld32;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        next = m32[f + code[pc + 9]!]! < v1 ? code[pc + 11]! : code[pc + 12]!;
        if (next <= pc + 8 && --fuel < 0) {
          core.save(pc + 8, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIZxWL: {
        v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        lo1 = v0;
        hi1 = 0;
        d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 7;
        break;
      }
      case Fused.AddLIJumpLtUL: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        yLo0 = code[pc + 3]!;
        yHi0 = yLo0 >> 31;
        sum0 = (xLo0 + yLo0) | 0;
        lo0 = sum0;
        hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        y1 = f + code[pc + 6]!;
        yLo1 = m32[y1]!;
        yHi1 = m32[y1 + 1]!;
        next =
          hi0 >>> 0 < yHi1 >>> 0 || (hi0 === yHi1 && lo0 >>> 0 < yLo1 >>> 0)
            ? code[pc + 7]!
            : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddLIJumpLtULI: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        yLo0 = code[pc + 3]!;
        yHi0 = yLo0 >> 31;
        sum0 = (xLo0 + yLo0) | 0;
        lo0 = sum0;
        hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        yLo1 = code[pc + 6]!;
        yHi1 = yLo1 >> 31;
        next =
          hi0 >>> 0 < yHi1 >>> 0 || (hi0 === yHi1 && lo0 >>> 0 < yLo1 >>> 0)
            ? code[pc + 7]!
            : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddLIJumpEqLI: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        yLo0 = code[pc + 3]!;
        yHi0 = yLo0 >> 31;
        sum0 = (xLo0 + yLo0) | 0;
        lo0 = sum0;
        hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        yLo1 = code[pc + 6]!;
        yHi1 = yLo1 >> 31;
        next = lo0 === yLo1 && hi0 === yHi1 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddLIFrameAddressJumpEqL: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        yLo0 = code[pc + 3]!;
        yHi0 = yLo0 >> 31;
        sum0 = (xLo0 + yLo0) | 0;
        hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        lo1 = (f << 2) + code[pc + 6]!;
        next = sum0 === lo1 && hi0 === 0 ? code[pc + 10]! : code[pc + 11]!;
        if (next <= pc + 7 && --fuel < 0) {
          core.save(pc + 7, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddLILd64: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        yLo0 = code[pc + 3]!;
        yHi0 = yLo0 >> 31;
        sum0 = (xLo0 + yLo0) | 0;
        hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        at1 = (sum0 + code[pc + 7]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          op = Op.AddLI;
          continue;
        }
        lo1 = m32[at1 >>> 2]!;
        hi1 = m32[(at1 >>> 2) + 1]!;
        d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.AddLSt64: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        y0 = f + code[pc + 3]!;
        yLo0 = m32[y0]!;
        yHi0 = m32[y0 + 1]!;
        sum0 = (xLo0 + yLo0) | 0;
        hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        a1 = f + code[pc + 5]!;
        aLo1 = m32[a1]!;
        aHi1 = m32[a1 + 1]!;
        at1 = (aLo1 + code[pc + 6]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          op = Op.AddL;
          continue;
        }
        dirty[at1 >>> pageShift] = 1;
        m32[at1 >>> 2] = sum0;
        m32[(at1 >>> 2) + 1] = hi0;
        pc += 8;
        break;
      }
      case Fused.AddWAddWSt32: {
        v0 = (m32[f + code[pc + 2]!]! + m32[f + code[pc + 3]!]!) | 0;
        v1 = (v0 + m32[f + code[pc + 7]!]!) | 0;
        a2 = f + code[pc + 9]!;
        aLo2 = m32[a2]!;
        aHi2 = m32[a2 + 1]!;
        at2 = (aLo2 + code[pc + 10]!) | 0;
        if ((aHi2 | st[at2 >>> 3]! | (at2 & 3)) !== 0) {
          op = Op.AddW;
          continue;
        }
        dirty[at2 >>> pageShift] = 1;
        m32[at2 >>> 2] = v1;
        pc += 12;
        break;
      }
      case Fused.AddWAddW: {
        v0 = (m32[f + code[pc + 2]!]! + m32[f + code[pc + 3]!]!) | 0;
        v1 = (v0 + m32[f + code[pc + 7]!]!) | 0;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.AddWSt32: {
        v0 = (m32[f + code[pc + 2]!]! + m32[f + code[pc + 3]!]!) | 0;
        a1 = f + code[pc + 5]!;
        aLo1 = m32[a1]!;
        aHi1 = m32[a1 + 1]!;
        at1 = (aLo1 + code[pc + 6]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.AddW;
          continue;
        }
        dirty[at1 >>> pageShift] = 1;
        m32[at1 >>> 2] = v0;
        pc += 8;
        break;
      }
      case Fused.AddWConWDivW: {
        v0 = (m32[f + code[pc + 2]!]! + m32[f + code[pc + 3]!]!) | 0;
        v1 = code[pc + 6]!;
        x2 = v0;
        y2 = v1;
        if (y2 === 0 || y2 === -1) {
          op = Op.AddW;
          continue;
        }
        v2 =
          (y2 & (y2 - 1)) === 0 && 1 < y2
            ? (x2 + ((x2 >> 31) & (y2 - 1))) >> (31 - Math.clz32(y2))
            : (x2 / y2) | 0;
        m32[f + code[pc + 8]!] = v2;
        pc += 11;
        break;
      }
      case Fused.AddWISt32: {
        v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        a1 = f + code[pc + 5]!;
        aLo1 = m32[a1]!;
        aHi1 = m32[a1 + 1]!;
        at1 = (aLo1 + code[pc + 6]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.AddWI;
          continue;
        }
        dirty[at1 >>> pageShift] = 1;
        m32[at1 >>> 2] = v0;
        pc += 8;
        break;
      }
      case Fused.ConWDivW: {
        v0 = code[pc + 2]!;
        x1 = m32[f + code[pc + 5]!]!;
        y1 = v0;
        if (y1 === 0 || y1 === -1) {
          op = Op.ConW;
          continue;
        }
        v1 =
          (y1 & (y1 - 1)) === 0 && 1 < y1
            ? (x1 + ((x1 >> 31) & (y1 - 1))) >> (31 - Math.clz32(y1))
            : (x1 / y1) | 0;
        m32[f + code[pc + 4]!] = v1;
        pc += 7;
        break;
      }
      case Fused.ConWRemW: {
        v0 = code[pc + 2]!;
        x1 = m32[f + code[pc + 5]!]!;
        y1 = v0;
        if (y1 === 0 || y1 === -1) {
          op = Op.ConW;
          continue;
        }
        v1 = (x1 % y1) | 0;
        m32[f + code[pc + 4]!] = v1;
        pc += 7;
        break;
      }
      case Fused.ConLMulLAddL: {
        lo0 = code[pc + 2]!;
        hi0 = code[pc + 3]!;
        x1 = f + code[pc + 6]!;
        xLo1 = m32[x1]!;
        xHi1 = m32[x1 + 1]!;
        lo1 = Math.imul(xLo1, lo0);
        hi1 = (multiplyHigh(xLo1, lo0) + Math.imul(xLo1, hi0) + Math.imul(xHi1, lo0)) | 0;
        x2 = f + code[pc + 10]!;
        xLo2 = m32[x2]!;
        xHi2 = m32[x2 + 1]!;
        sum2 = (xLo2 + lo1) | 0;
        lo2 = sum2;
        hi2 = (xHi2 + hi1 + (sum2 >>> 0 < xLo2 >>> 0 ? 1 : 0)) | 0;
        d2 = f + code[pc + 9]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 12;
        break;
      }
      case Fused.ShrLIXorL: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        n0 = code[pc + 3]!;
        if (32 <= n0 || n0 === 0) {
          op = Op.ShrLI;
          continue;
        }
        lo0 = (xLo0 >>> n0) | (xHi0 << (32 - n0));
        hi0 = xHi0 >>> n0;
        x1 = f + code[pc + 6]!;
        xLo1 = m32[x1]!;
        xHi1 = m32[x1 + 1]!;
        lo1 = xLo1 ^ lo0;
        hi1 = xHi1 ^ hi0;
        d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.ShlLIXorL: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        n0 = code[pc + 3]!;
        if (32 <= n0 || n0 === 0) {
          op = Op.ShlLI;
          continue;
        }
        lo0 = xLo0 << n0;
        hi0 = (xHi0 << n0) | (xLo0 >>> (32 - n0));
        x1 = f + code[pc + 6]!;
        xLo1 = m32[x1]!;
        xHi1 = m32[x1 + 1]!;
        lo1 = xLo1 ^ lo0;
        hi1 = xHi1 ^ hi0;
        d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.ShrWIXorW: {
        v0 = m32[f + code[pc + 2]!]! >>> code[pc + 3]!;
        v1 = m32[f + code[pc + 6]!]! ^ v0;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.ShrWIXorWI: {
        v0 = m32[f + code[pc + 2]!]! >>> code[pc + 3]!;
        v1 = v0 ^ code[pc + 7]!;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.XorWAndWI: {
        v0 = m32[f + code[pc + 2]!]! ^ m32[f + code[pc + 3]!]!;
        v1 = v0 & code[pc + 7]!;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.MulLIAndLI: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        yLo0 = code[pc + 3]!;
        yHi0 = yLo0 >> 31;
        lo0 = Math.imul(xLo0, yLo0);
        hi0 = (multiplyHigh(xLo0, yLo0) + Math.imul(xLo0, yHi0) + Math.imul(xHi0, yLo0)) | 0;
        yLo1 = code[pc + 7]!;
        yHi1 = yLo1 >> 31;
        lo1 = lo0 & yLo1;
        hi1 = hi0 & yHi1;
        d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.SubWAddWIZxWL: {
        v0 = (m32[f + code[pc + 2]!]! - m32[f + code[pc + 3]!]!) | 0;
        v1 = (v0 + code[pc + 7]!) | 0;
        lo2 = v1;
        hi2 = 0;
        d2 = f + code[pc + 9]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 11;
        break;
      }
      case Fused.SubWZxWLAddL: {
        v0 = (m32[f + code[pc + 2]!]! - m32[f + code[pc + 3]!]!) | 0;
        x2 = f + code[pc + 9]!;
        xLo2 = m32[x2]!;
        xHi2 = m32[x2 + 1]!;
        sum2 = (xLo2 + v0) | 0;
        lo2 = sum2;
        hi2 = (xHi2 + 0 + (sum2 >>> 0 < xLo2 >>> 0 ? 1 : 0)) | 0;
        d2 = f + code[pc + 8]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 11;
        break;
      }
      case Fused.MovLMovLMovL: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        lo0 = xLo0;
        hi0 = xHi0;
        d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        x1 = f + code[pc + 5]!;
        xLo1 = m32[x1]!;
        xHi1 = m32[x1 + 1]!;
        lo1 = xLo1;
        hi1 = xHi1;
        d1 = f + code[pc + 4]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        x2 = f + code[pc + 8]!;
        xLo2 = m32[x2]!;
        xHi2 = m32[x2 + 1]!;
        lo2 = xLo2;
        hi2 = xHi2;
        d2 = f + code[pc + 7]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 9;
        break;
      }
      case Fused.MovLMovL: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        lo0 = xLo0;
        hi0 = xHi0;
        d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        x1 = f + code[pc + 5]!;
        xLo1 = m32[x1]!;
        xHi1 = m32[x1 + 1]!;
        lo1 = xLo1;
        hi1 = xHi1;
        d1 = f + code[pc + 4]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 6;
        break;
      }
      case Fused.MovLAddLIJumpEqLI: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        lo0 = xLo0;
        hi0 = xHi0;
        d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        x1 = f + code[pc + 5]!;
        xLo1 = m32[x1]!;
        xHi1 = m32[x1 + 1]!;
        yLo1 = code[pc + 6]!;
        yHi1 = yLo1 >> 31;
        sum1 = (xLo1 + yLo1) | 0;
        lo1 = sum1;
        hi1 = (xHi1 + yHi1 + (sum1 >>> 0 < xLo1 >>> 0 ? 1 : 0)) | 0;
        d1 = f + code[pc + 4]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        yLo2 = code[pc + 9]!;
        yHi2 = yLo2 >> 31;
        next = lo0 === yLo2 && hi0 === yHi2 ? code[pc + 10]! : code[pc + 11]!;
        if (next <= pc + 7 && --fuel < 0) {
          core.save(pc + 7, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.MovLAddLI: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        lo0 = xLo0;
        hi0 = xHi0;
        d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        x1 = f + code[pc + 5]!;
        xLo1 = m32[x1]!;
        xHi1 = m32[x1 + 1]!;
        yLo1 = code[pc + 6]!;
        yHi1 = yLo1 >> 31;
        sum1 = (xLo1 + yLo1) | 0;
        lo1 = sum1;
        hi1 = (xHi1 + yHi1 + (sum1 >>> 0 < xLo1 >>> 0 ? 1 : 0)) | 0;
        d1 = f + code[pc + 4]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 7;
        break;
      }
      case Fused.MovWJump: {
        v0 = m32[f + code[pc + 2]!]!;
        m32[f + code[pc + 1]!] = v0;
        next = code[pc + 4]!;
        if (next <= pc + 3 && --fuel < 0) {
          core.save(pc + 3, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.MovWJumpEqWI: {
        v0 = m32[f + code[pc + 2]!]!;
        m32[f + code[pc + 1]!] = v0;
        next = v0 === code[pc + 5]! ? code[pc + 6]! : code[pc + 7]!;
        if (next <= pc + 3 && --fuel < 0) {
          core.save(pc + 3, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.TwoElementsAddWLd32JumpLtUW: {
        a0 = f + code[pc + 2]!;
        at0 = (m32[a0]! + code[pc + 3]!) | 0;
        a1 = f + code[pc + 15]!;
        at1 = (m32[a1]! + code[pc + 16]!) | 0;
        a2 = f + code[pc + 32]!;
        at2 = (m32[a2]! + code[pc + 33]!) | 0;
        if (
          (m32[a0 + 1]! |
            st[at0 >>> 3]! |
            (at0 & 7) |
            m32[a1 + 1]! |
            st[at1 >>> 3]! |
            (at1 & 7)) !==
            0 ||
          (m32[a2 + 1]! | st[at2 >>> 3]! | (at2 & 3)) !== 0
        ) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        lo1 = m32[at1 >>> 2]!;
        i0 = m32[f + code[pc + 7]!]!;
        i1 = m32[f + code[pc + 20]!]!;
        scale0 = code[pc + 8]!;
        scale1 = code[pc + 21]!;
        if (
          (m32[(at0 >>> 2) + 1]! | m32[(at1 >>> 2) + 1]!) !== 0 ||
          0x100000 <= i0 >>> 0 ||
          0x100000 <= i1 >>> 0 ||
          0x400 < scale0 >>> 0 ||
          0x400 < scale1 >>> 0 ||
          (lo0 | lo1) < 0
        ) {
          op = Op.Ld64;
          continue;
        }
        at0 = (lo0 + Math.imul(i0, scale0) + code[pc + 12]!) | 0;
        at1 = (lo1 + Math.imul(i1, scale1) + code[pc + 25]!) | 0;
        if ((st[at0 >>> 3]! | (at0 & 3) | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        v0 = (m32[at0 >>> 2]! + m32[at1 >>> 2]!) | 0;
        next = m32[at2 >>> 2]! >>> 0 < v0 >>> 0 ? code[pc + 37]! : code[pc + 38]!;
        if (next <= pc + 34 && --fuel < 0) {
          core.save(pc + 34, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld64IndexWLd32Ld32JumpLtUW: {
        a0 = f + code[pc + 2]!;
        at0 = (m32[a0]! + code[pc + 3]!) | 0;
        a1 = f + code[pc + 15]!;
        at1 = (m32[a1]! + code[pc + 16]!) | 0;
        if (
          // The second load through what the first steps find.
          code[pc + 15] === code[pc + 5] ||
          (m32[a0 + 1]! | st[at0 >>> 3]! | (at0 & 7)) !== 0 ||
          (m32[a1 + 1]! | st[at1 >>> 3]! | (at1 & 3)) !== 0
        ) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        i0 = m32[f + code[pc + 7]!]!;
        scale0 = code[pc + 8]!;
        if (
          (m32[(at0 >>> 2) + 1]! | (lo0 & -0x80000000)) !== 0 ||
          0x100000 <= i0 >>> 0 ||
          0x400 < scale0 >>> 0
        ) {
          op = Op.Ld64;
          continue;
        }
        lo0 = (lo0 + Math.imul(i0, scale0)) | 0;
        at0 = (lo0 + code[pc + 12]!) | 0;
        if ((lo0 & -0x80000000) !== 0 || (st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        d = f + code[pc + 5]!;
        m32[d] = lo0;
        m32[d + 1] = 0;
        next = m32[at1 >>> 2]! >>> 0 < m32[at0 >>> 2]! >>> 0 ? code[pc + 20]! : code[pc + 21]!;
        if (next <= pc + 17 && --fuel < 0) {
          core.save(pc + 17, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.MovLLd32AndWIJumpEqWI: {
        a0 = f + code[pc + 2]!;
        d0 = f + code[pc + 1]!;
        m32[d0] = m32[a0]!;
        m32[d0 + 1] = m32[a0 + 1]!;
        pc += 3;
        a0 = f + code[pc + 2]!;
        at0 = (m32[a0]! + code[pc + 3]!) | 0;
        if ((m32[a0 + 1]! | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        next =
          (m32[at0 >>> 2]! & code[pc + 7]!) === code[pc + 10]! ? code[pc + 11]! : code[pc + 12]!;
        if (next <= pc + 8 && --fuel < 0) {
          core.save(pc + 8, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld64Ld32SubWZxWLAddL: {
        a0 = f + code[pc + 2]!;
        at0 = (m32[a0]! + code[pc + 3]!) | 0;
        a1 = f + code[pc + 6]!;
        at1 = (m32[a1]! + code[pc + 7]!) | 0;
        if (
          (m32[a0 + 1]! | st[at0 >>> 3]! | (at0 & 7)) !== 0 ||
          (m32[a1 + 1]! | st[at1 >>> 3]! | (at1 & 3)) !== 0
        ) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        v0 = (m32[f + code[pc + 10]!]! - m32[at1 >>> 2]!) | 0;
        sum0 = (lo0 + v0) | 0;
        d = f + code[pc + 16]!;
        m32[d] = sum0;
        m32[d + 1] = (m32[(at0 >>> 2) + 1]! + (sum0 >>> 0 < lo0 >>> 0 ? 1 : 0)) | 0;
        pc += 19;
        break;
      }
      case Fused.SubWAddWIZxWLLd64AddLSt64: {
        a0 = f + code[pc + 13]!;
        at0 = (m32[a0]! + code[pc + 14]!) | 0;
        if ((m32[a0 + 1]! | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.SubW;
          continue;
        }
        v0 = (m32[f + code[pc + 2]!]! - m32[f + code[pc + 3]!]! + code[pc + 7]!) | 0;
        dirty[at0 >>> pageShift] = 1;
        at0 >>>= 2;
        lo0 = m32[at0]!;
        sum0 = (lo0 + v0) | 0;
        m32[at0] = sum0;
        m32[at0 + 1] = (m32[at0 + 1]! + (sum0 >>> 0 < lo0 >>> 0 ? 1 : 0)) | 0;
        pc += 23;
        break;
      }
      case Fused.Ld64Ld32SubWZxWLAddLLd64AddLSt64: {
        a0 = f + code[pc + 2]!;
        at0 = (m32[a0]! + code[pc + 3]!) | 0;
        a1 = f + code[pc + 6]!;
        at1 = (m32[a1]! + code[pc + 7]!) | 0;
        a2 = f + code[pc + 21]!;
        at2 = (m32[a2]! + code[pc + 22]!) | 0;
        if (
          (m32[a0 + 1]! | st[at0 >>> 3]! | (at0 & 7)) !== 0 ||
          (m32[a1 + 1]! | st[at1 >>> 3]! | (at1 & 3)) !== 0 ||
          (m32[a2 + 1]! | st[at2 >>> 3]! | (at2 & 7)) !== 0
        ) {
          op = Op.Ld64;
          continue;
        }
        lo0 = m32[at0 >>> 2]!;
        v0 = (m32[f + code[pc + 10]!]! - m32[at1 >>> 2]!) | 0;
        sum0 = (lo0 + v0) | 0;
        hi0 = (m32[(at0 >>> 2) + 1]! + (sum0 >>> 0 < lo0 >>> 0 ? 1 : 0)) | 0;
        dirty[at2 >>> pageShift] = 1;
        at2 >>>= 2;
        lo2 = m32[at2]!;
        sum2 = (lo2 + sum0) | 0;
        m32[at2] = sum2;
        m32[at2 + 1] = (m32[at2 + 1]! + hi0 + (sum2 >>> 0 < lo2 >>> 0 ? 1 : 0)) | 0;
        pc += 31;
        break;
      }
      case Fused.Ld32AddWISt32ConWReturnW: {
        a0 = f + code[pc + 2]!;
        at0 = (m32[a0]! + code[pc + 3]!) | 0;
        back = m32[f + frameReturnPc]!;
        if (
          (m32[a0 + 1]! | st[at0 >>> 3]! | (at0 & 3)) !== 0 ||
          core.watchesCalls ||
          back >>> 30 !== 0
        ) {
          op = Op.Ld32;
          continue;
        }
        dirty[at0 >>> pageShift] = 1;
        at0 >>>= 2;
        m32[at0] = (m32[at0]! + code[pc + 7]!) | 0;
        m32[f] = code[pc + 14]!;
        core.depth--;
        f = m32[f + frameCaller]!;
        pc = back;
        break;
      }
      case Fused.Ld32KeptChooseLtUW:
      case Fused.Ld32KeptJumpLtUW: {
        a0 = f + code[pc + 2]!;
        at0 = (m32[a0]! + code[pc + 3]!) | 0;
        if ((m32[a0 + 1]! | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        next = m32[f + code[pc + 5]!]! >>> 0 < v0 >>> 0 ? code[pc + 7]! : code[pc + 8]!;
        if (op === Fused.Ld32KeptChooseLtUW) {
          m32[f + code[next + 1]!] = m32[f + code[next + 2]!]!;
          pc = code[pc + 8]! + 3;
          break;
        }
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.MovWJumpLtW: {
        m32[f + code[pc + 1]!] = m32[f + code[pc + 2]!]!;
        next = m32[f + code[pc + 4]!]! < m32[f + code[pc + 5]!]! ? code[pc + 6]! : code[pc + 7]!;
        if (next <= pc + 3 && --fuel < 0) {
          core.save(pc + 3, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIJumpJumpLtW: {
        m32[f + code[pc + 1]!] = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        n = code[pc + 5]!;
        if (n <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        next = m32[f + code[n + 1]!]! < m32[f + code[n + 2]!]! ? code[n + 3]! : code[n + 4]!;
        if (next <= n && --fuel < 0) {
          core.save(n, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIJump: {
        v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        next = code[pc + 5]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32JumpLtUWTurned: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        next = m32[f + code[pc + 5]!]! >>> 0 < v0 >>> 0 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32Ld32AddWAddWI: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        a1 = f + code[pc + 6]!;
        aLo1 = m32[a1]!;
        aHi1 = m32[a1 + 1]!;
        at1 = (aLo1 + code[pc + 7]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v1 = m32[at1 >>> 2]!;
        v2 = (v0 + v1) | 0;
        v3 = (v2 + code[pc + 15]!) | 0;
        m32[f + code[pc + 13]!] = v3;
        pc += 16;
        break;
      }
      case Fused.Ld32SubWZxWLAddL: {
        a0 = f + code[pc + 2]!;
        aLo0 = m32[a0]!;
        aHi0 = m32[a0 + 1]!;
        at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        v0 = m32[at0 >>> 2]!;
        v1 = (m32[f + code[pc + 6]!]! - v0) | 0;
        x3 = f + code[pc + 13]!;
        xLo3 = m32[x3]!;
        xHi3 = m32[x3 + 1]!;
        sum3 = (xLo3 + v1) | 0;
        lo3 = sum3;
        hi3 = (xHi3 + 0 + (sum3 >>> 0 < xLo3 >>> 0 ? 1 : 0)) | 0;
        d3 = f + code[pc + 12]!;
        m32[d3] = lo3;
        m32[d3 + 1] = hi3;
        pc += 15;
        break;
      }
      case Fused.AddWJump: {
        v0 = (m32[f + code[pc + 2]!]! + m32[f + code[pc + 3]!]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        next = code[pc + 5]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.XorWJump: {
        v0 = m32[f + code[pc + 2]!]! ^ m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = v0;
        next = code[pc + 5]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.XorLJump: {
        x0 = f + code[pc + 2]!;
        xLo0 = m32[x0]!;
        xHi0 = m32[x0 + 1]!;
        y0 = f + code[pc + 3]!;
        yLo0 = m32[y0]!;
        yHi0 = m32[y0 + 1]!;
        lo0 = xLo0 ^ yLo0;
        hi0 = xHi0 ^ yHi0;
        d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        next = code[pc + 5]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.ConWReturnW: {
        v0 = code[pc + 2]!;
        back = m32[f + frameReturnPc]!;
        if (core.watchesCalls || back >>> 30 !== 0) {
          op = Op.ConW;
          continue;
        }
        m32[f] = v0;
        core.depth--;
        f = m32[f + frameCaller]!;
        pc = back;
        break;
      }
      // ---- one by one ----
      case Op.MovW: {
        m32[f + code[pc + 1]!] = m32[f + code[pc + 2]!]!;
        pc += 3;
        break;
      }
      case Op.MovL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        m32[d] = m32[a]!;
        m32[d + 1] = m32[a + 1]!;
        pc += 3;
        break;
      }
      case Op.ConW: {
        m32[f + code[pc + 1]!] = code[pc + 2]!;
        pc += 3;
        break;
      }
      case Op.ConL: {
        d = f + code[pc + 1]!;
        m32[d] = code[pc + 2]!;
        m32[d + 1] = code[pc + 3]!;
        pc += 4;
        break;
      }
      case Op.FrameAddress: {
        d = f + code[pc + 1]!;
        m32[d] = (f << 2) + code[pc + 2]!;
        m32[d + 1] = 0;
        pc += 3;
        break;
      }
      case Op.AddW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = (x + y) | 0;
        pc += 4;
        break;
      }
      case Op.SubW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = (x - y) | 0;
        pc += 4;
        break;
      }
      case Op.MulW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = Math.imul(x, y);
        pc += 4;
        break;
      }
      case Op.AndW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x & y;
        pc += 4;
        break;
      }
      case Op.OrW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x | y;
        pc += 4;
        break;
      }
      case Op.XorW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x ^ y;
        pc += 4;
        break;
      }
      case Op.ShlW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        if (32 <= y >>> 0) break leave;
        m32[f + code[pc + 1]!] = x << y;
        pc += 4;
        break;
      }
      case Op.ShrW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        if (32 <= y >>> 0) break leave;
        m32[f + code[pc + 1]!] = x >>> y;
        pc += 4;
        break;
      }
      case Op.SarW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        if (32 <= y >>> 0) break leave;
        m32[f + code[pc + 1]!] = x >> y;
        pc += 4;
        break;
      }
      case Op.DivW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        if (y === 0 || (y === -1 && x === -0x80000000)) break leave;
        m32[f + code[pc + 1]!] = (x / y) | 0;
        pc += 4;
        break;
      }
      case Op.RemW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        if (y === 0 || (y === -1 && x === -0x80000000)) break leave;
        m32[f + code[pc + 1]!] = (x % y) | 0;
        pc += 4;
        break;
      }
      case Op.DivUW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        if (y === 0) break leave;
        m32[f + code[pc + 1]!] = ((x >>> 0) / (y >>> 0)) | 0;
        pc += 4;
        break;
      }
      case Op.RemUW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        if (y === 0) break leave;
        m32[f + code[pc + 1]!] = ((x >>> 0) % (y >>> 0)) | 0;
        pc += 4;
        break;
      }
      case Op.AddWI: {
        x = m32[f + code[pc + 2]!]!;
        y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = (x + y) | 0;
        pc += 4;
        break;
      }
      case Op.MulWI: {
        x = m32[f + code[pc + 2]!]!;
        y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = Math.imul(x, y);
        pc += 4;
        break;
      }
      case Op.AndWI: {
        x = m32[f + code[pc + 2]!]!;
        y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x & y;
        pc += 4;
        break;
      }
      case Op.OrWI: {
        x = m32[f + code[pc + 2]!]!;
        y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x | y;
        pc += 4;
        break;
      }
      case Op.XorWI: {
        x = m32[f + code[pc + 2]!]!;
        y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x ^ y;
        pc += 4;
        break;
      }
      case Op.ShlWI: {
        x = m32[f + code[pc + 2]!]!;
        y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x << y;
        pc += 4;
        break;
      }
      case Op.ShrWI: {
        x = m32[f + code[pc + 2]!]!;
        y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x >>> y;
        pc += 4;
        break;
      }
      case Op.SarWI: {
        x = m32[f + code[pc + 2]!]!;
        y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x >> y;
        pc += 4;
        break;
      }
      case Op.NegW: {
        x = m32[f + code[pc + 2]!]!;
        m32[f + code[pc + 1]!] = -x | 0;
        pc += 3;
        break;
      }
      case Op.NotW: {
        x = m32[f + code[pc + 2]!]!;
        m32[f + code[pc + 1]!] = ~x;
        pc += 3;
        break;
      }
      case Op.Sx8: {
        x = m32[f + code[pc + 2]!]!;
        m32[f + code[pc + 1]!] = (x << 24) >> 24;
        pc += 3;
        break;
      }
      case Op.Sx16: {
        x = m32[f + code[pc + 2]!]!;
        m32[f + code[pc + 1]!] = (x << 16) >> 16;
        pc += 3;
        break;
      }
      case Op.AddL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (xHi + yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 4;
        break;
      }
      case Op.AddLI: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = code[pc + 3]!;
        yHi = yLo >> 31;
        lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (xHi + yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 4;
        break;
      }
      case Op.SubL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        m32[d] = (xLo - yLo) | 0;
        m32[d + 1] = (xHi - yHi - (xLo >>> 0 < yLo >>> 0 ? 1 : 0)) | 0;
        pc += 4;
        break;
      }
      case Op.MulL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        m32[d] = Math.imul(xLo, yLo);
        m32[d + 1] = (multiplyHigh(xLo, yLo) + Math.imul(xLo, yHi) + Math.imul(xHi, yLo)) | 0;
        pc += 4;
        break;
      }
      case Op.MulLI: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = code[pc + 3]!;
        yHi = yLo >> 31;
        m32[d] = Math.imul(xLo, yLo);
        m32[d + 1] = (multiplyHigh(xLo, yLo) + Math.imul(xLo, yHi) + Math.imul(xHi, yLo)) | 0;
        pc += 4;
        break;
      }
      case Op.AndL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        m32[d] = xLo & yLo;
        m32[d + 1] = xHi & yHi;
        pc += 4;
        break;
      }
      case Op.AndLI: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = code[pc + 3]!;
        yHi = yLo >> 31;
        m32[d] = xLo & yLo;
        m32[d + 1] = xHi & yHi;
        pc += 4;
        break;
      }
      case Op.OrL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        m32[d] = xLo | yLo;
        m32[d + 1] = xHi | yHi;
        pc += 4;
        break;
      }
      case Op.OrLI: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = code[pc + 3]!;
        yHi = yLo >> 31;
        m32[d] = xLo | yLo;
        m32[d + 1] = xHi | yHi;
        pc += 4;
        break;
      }
      case Op.XorL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        m32[d] = xLo ^ yLo;
        m32[d + 1] = xHi ^ yHi;
        pc += 4;
        break;
      }
      case Op.XorLI: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = code[pc + 3]!;
        yHi = yLo >> 31;
        m32[d] = xLo ^ yLo;
        m32[d + 1] = xHi ^ yHi;
        pc += 4;
        break;
      }
      case Op.ShlL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        n = m32[f + code[pc + 3]!]!;
        if (64 <= n >>> 0) break leave;
        if (n === 0) {
          m32[d] = xLo;
          m32[d + 1] = xHi;
        } else if (n < 32) {
          m32[d] = xLo << n;
          m32[d + 1] = (xHi << n) | (xLo >>> (32 - n));
        } else {
          m32[d] = 0;
          m32[d + 1] = xLo << (n - 32);
        }
        pc += 4;
        break;
      }
      case Op.ShlLI: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        n = code[pc + 3]!;
        if (n === 0) {
          m32[d] = xLo;
          m32[d + 1] = xHi;
        } else if (n < 32) {
          m32[d] = xLo << n;
          m32[d + 1] = (xHi << n) | (xLo >>> (32 - n));
        } else {
          m32[d] = 0;
          m32[d + 1] = xLo << (n - 32);
        }
        pc += 4;
        break;
      }
      case Op.ShrL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        n = m32[f + code[pc + 3]!]!;
        if (64 <= n >>> 0) break leave;
        if (n === 0) {
          m32[d] = xLo;
          m32[d + 1] = xHi;
        } else if (n < 32) {
          m32[d] = (xLo >>> n) | (xHi << (32 - n));
          m32[d + 1] = xHi >>> n;
        } else {
          m32[d] = xHi >>> (n - 32);
          m32[d + 1] = 0;
        }
        pc += 4;
        break;
      }
      case Op.ShrLI: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        n = code[pc + 3]!;
        if (n === 0) {
          m32[d] = xLo;
          m32[d + 1] = xHi;
        } else if (n < 32) {
          m32[d] = (xLo >>> n) | (xHi << (32 - n));
          m32[d + 1] = xHi >>> n;
        } else {
          m32[d] = xHi >>> (n - 32);
          m32[d + 1] = 0;
        }
        pc += 4;
        break;
      }
      case Op.SarL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        n = m32[f + code[pc + 3]!]!;
        if (64 <= n >>> 0) break leave;
        if (n === 0) {
          m32[d] = xLo;
          m32[d + 1] = xHi;
        } else if (n < 32) {
          m32[d] = (xLo >>> n) | (xHi << (32 - n));
          m32[d + 1] = xHi >> n;
        } else {
          m32[d] = xHi >> (n - 32);
          m32[d + 1] = xHi >> 31;
        }
        pc += 4;
        break;
      }
      case Op.SarLI: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        n = code[pc + 3]!;
        if (n === 0) {
          m32[d] = xLo;
          m32[d + 1] = xHi;
        } else if (n < 32) {
          m32[d] = (xLo >>> n) | (xHi << (32 - n));
          m32[d + 1] = xHi >> n;
        } else {
          m32[d] = xHi >> (n - 32);
          m32[d + 1] = xHi >> 31;
        }
        pc += 4;
        break;
      }
      case Op.DivL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        if ((yLo | yHi) === 0 || ((yLo & yHi) === -1 && xLo === 0 && xHi === -0x80000000))
          break leave;
        divideSigned(xLo, xHi, yLo, yHi);
        m32[d] = divided[0]!;
        m32[d + 1] = divided[1]!;
        pc += 4;
        break;
      }
      case Op.DivUL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        if ((yLo | yHi) === 0) break leave;
        divideUnsigned(xLo, xHi, yLo, yHi);
        m32[d] = divided[0]!;
        m32[d + 1] = divided[1]!;
        pc += 4;
        break;
      }
      case Op.RemL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        if ((yLo | yHi) === 0 || ((yLo & yHi) === -1 && xLo === 0 && xHi === -0x80000000))
          break leave;
        divideSigned(xLo, xHi, yLo, yHi);
        m32[d] = divided[2]!;
        m32[d + 1] = divided[3]!;
        pc += 4;
        break;
      }
      case Op.RemUL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        if ((yLo | yHi) === 0) break leave;
        divideUnsigned(xLo, xHi, yLo, yHi);
        m32[d] = divided[2]!;
        m32[d + 1] = divided[3]!;
        pc += 4;
        break;
      }
      case Op.NegL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        m32[d] = -xLo | 0;
        m32[d + 1] = (~xHi + (xLo === 0 ? 1 : 0)) | 0;
        pc += 3;
        break;
      }
      case Op.NotL: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        m32[d] = ~xLo;
        m32[d + 1] = ~xHi;
        pc += 3;
        break;
      }
      case Op.SxWL: {
        d = f + code[pc + 1]!;
        lo = m32[f + code[pc + 2]!]!;
        m32[d] = lo;
        m32[d + 1] = lo >> 31;
        pc += 3;
        break;
      }
      case Op.ZxWL: {
        d = f + code[pc + 1]!;
        m32[d] = m32[f + code[pc + 2]!]!;
        m32[d + 1] = 0;
        pc += 3;
        break;
      }
      case Op.AddScaled: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        scale = code[pc + 4]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        product = yLo * scale;
        if (yHi === yLo >> 31 && product === (product | 0)) {
          yLo = product | 0;
          yHi = yLo >> 31;
        } else {
          yHi =
            (multiplyHigh(yLo, scale) + Math.imul(yLo, scale >> 31) + Math.imul(yHi, scale)) | 0;
          yLo = Math.imul(yLo, scale);
        }
        lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (xHi + yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.IndexW: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        product = m32[f + code[pc + 3]!]! * code[pc + 4]!;
        yLo = product | 0;
        yHi = yLo >> 31;
        if (product !== yLo) yHi = Math.floor(product / 0x100000000) | 0;
        lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (xHi + yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.IndexUW: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        product = (m32[f + code[pc + 3]!]! >>> 0) * code[pc + 4]!;
        yLo = product | 0;
        yHi = yLo >> 31;
        if (product !== yLo) yHi = Math.floor(product / 0x100000000) | 0;
        lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (xHi + yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.IndexFixedW: {
        d = f + code[pc + 1]!;
        product = m32[f + code[pc + 2]!]! * code[pc + 4]!;
        xLo = code[pc + 3]!;
        yLo = product | 0;
        yHi = yLo >> 31;
        if (product !== yLo) yHi = Math.floor(product / 0x100000000) | 0;
        lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.IndexFixedUW: {
        d = f + code[pc + 1]!;
        product = (m32[f + code[pc + 2]!]! >>> 0) * code[pc + 4]!;
        xLo = code[pc + 3]!;
        yLo = product | 0;
        yHi = yLo >> 31;
        if (product !== yLo) yHi = Math.floor(product / 0x100000000) | 0;
        lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.IndexFixedL: {
        d = f + code[pc + 1]!;
        b = f + code[pc + 2]!;
        scale = code[pc + 4]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        product = yLo * scale;
        if (yHi === yLo >> 31 && product === (product | 0)) {
          yLo = product | 0;
          yHi = yLo >> 31;
        } else {
          yHi =
            (multiplyHigh(yLo, scale) + Math.imul(yLo, scale >> 31) + Math.imul(yHi, scale)) | 0;
          yLo = Math.imul(yLo, scale);
        }
        xLo = code[pc + 3]!;
        lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.EqW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x === y ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.NeW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x !== y ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LtW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x < y ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LeW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x <= y ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LtUW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x >>> 0 < y >>> 0 ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LeUW: {
        x = m32[f + code[pc + 2]!]!;
        y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x >>> 0 <= y >>> 0 ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.EqWI: {
        m32[f + code[pc + 1]!] = m32[f + code[pc + 2]!] === code[pc + 3] ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.NeWI: {
        m32[f + code[pc + 1]!] = m32[f + code[pc + 2]!] !== code[pc + 3] ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.EqL: {
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] = xLo === yLo && xHi === yHi ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.NeL: {
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] = xLo !== yLo || xHi !== yHi ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LtL: {
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] = xHi < yHi || (xHi === yHi && xLo >>> 0 < yLo >>> 0) ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LeL: {
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] = xHi < yHi || (xHi === yHi && xLo >>> 0 <= yLo >>> 0) ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LtUL: {
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] =
          xHi >>> 0 < yHi >>> 0 || (xHi === yHi && xLo >>> 0 < yLo >>> 0) ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LeUL: {
        a = f + code[pc + 2]!;
        b = f + code[pc + 3]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] =
          xHi >>> 0 < yHi >>> 0 || (xHi === yHi && xLo >>> 0 <= yLo >>> 0) ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.EqLI: {
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = code[pc + 3]!;
        yHi = yLo >> 31;
        m32[f + code[pc + 1]!] = xLo === yLo && xHi === yHi ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.NeLI: {
        a = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = code[pc + 3]!;
        yHi = yLo >> 31;
        m32[f + code[pc + 1]!] = xLo !== yLo || xHi !== yHi ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.Bound: {
        a = f + code[pc + 1]!;
        if (code[pc + 2]! <= m32[a]! >>> 0 || (code[pc + 3] === 1 && m32[a + 1] !== 0)) break leave;
        pc += 4;
        break;
      }
      case Op.Jump: {
        next = code[pc + 1]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpEqW: {
        x = m32[f + code[pc + 1]!]!;
        y = m32[f + code[pc + 2]!]!;
        next = x === y ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpEqWI: {
        x = m32[f + code[pc + 1]!]!;
        y = code[pc + 2]!;
        next = x === y ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtW: {
        x = m32[f + code[pc + 1]!]!;
        y = m32[f + code[pc + 2]!]!;
        next = x < y ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtWI: {
        x = m32[f + code[pc + 1]!]!;
        y = code[pc + 2]!;
        next = x < y ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLeW: {
        x = m32[f + code[pc + 1]!]!;
        y = m32[f + code[pc + 2]!]!;
        next = x <= y ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtUW: {
        x = m32[f + code[pc + 1]!]!;
        y = m32[f + code[pc + 2]!]!;
        next = x >>> 0 < y >>> 0 ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtUWI: {
        x = m32[f + code[pc + 1]!]!;
        y = code[pc + 2]!;
        next = x >>> 0 < y >>> 0 ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLeUW: {
        x = m32[f + code[pc + 1]!]!;
        y = m32[f + code[pc + 2]!]!;
        next = x >>> 0 <= y >>> 0 ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpEqL: {
        a = f + code[pc + 1]!;
        b = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        next = xLo === yLo && xHi === yHi ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpEqLI: {
        a = f + code[pc + 1]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = code[pc + 2]!;
        yHi = yLo >> 31;
        next = xLo === yLo && xHi === yHi ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtL: {
        a = f + code[pc + 1]!;
        b = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        const next =
          xHi < yHi || (xHi === yHi && xLo >>> 0 < yLo >>> 0) ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtLI: {
        a = f + code[pc + 1]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = code[pc + 2]!;
        yHi = yLo >> 31;
        const next =
          xHi < yHi || (xHi === yHi && xLo >>> 0 < yLo >>> 0) ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLeL: {
        a = f + code[pc + 1]!;
        b = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        const next =
          xHi < yHi || (xHi === yHi && xLo >>> 0 <= yLo >>> 0) ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtUL: {
        a = f + code[pc + 1]!;
        b = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        const next =
          xHi >>> 0 < yHi >>> 0 || (xHi === yHi && xLo >>> 0 < yLo >>> 0)
            ? code[pc + 3]!
            : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtULI: {
        a = f + code[pc + 1]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = code[pc + 2]!;
        yHi = yLo >> 31;
        const next =
          xHi >>> 0 < yHi >>> 0 || (xHi === yHi && xLo >>> 0 < yLo >>> 0)
            ? code[pc + 3]!
            : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLeUL: {
        a = f + code[pc + 1]!;
        b = f + code[pc + 2]!;
        xLo = m32[a]!;
        xHi = m32[a + 1]!;
        yLo = m32[b]!;
        yHi = m32[b + 1]!;
        const next =
          xHi >>> 0 < yHi >>> 0 || (xHi === yHi && xLo >>> 0 <= yLo >>> 0)
            ? code[pc + 3]!
            : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.SwitchW:
      case Op.SwitchL: {
        core.save(pc, f, fuel);
        next = switchTarget(core, f + code[pc + 1]!, code[pc + 2]!);
        if (next < 0) return false;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.Decide: {
        core.save(pc, f, fuel);
        next = core.decided(code[pc + 1]!, code[pc + 2]! !== 0);
        pc = next < 0 ? pc + 3 : next;
        if (core.pausing) break leave;
        break;
      }
      case Op.Ld8S: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]!) === 0) {
          m32[d] = (m8[at]! << 24) >> 24;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.Ld8U: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]!) === 0) {
          m32[d] = m8[at]!;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.Ld16S: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 1)) === 0) {
          m32[d] = (m16[at >>> 1]! << 16) >> 16;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.Ld16U: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 1)) === 0) {
          m32[d] = m16[at >>> 1]!;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.Ld32: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 3)) === 0) {
          m32[d] = m32[at >>> 2]!;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.Ld64: {
        d = f + code[pc + 1]!;
        a = f + code[pc + 2]!;
        at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 7)) === 0) {
          w = at >>> 2;
          m32[d] = m32[w]!;
          m32[d + 1] = m32[w + 1]!;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.LdF8S: {
        d = f + code[pc + 1]!;
        at = (f << 2) + code[pc + 2]!;
        if (s8[at]! !== 0) break leave;
        m32[d] = (m8[at]! << 24) >> 24;
        pc += 3;
        break;
      }
      case Op.LdF8U: {
        d = f + code[pc + 1]!;
        at = (f << 2) + code[pc + 2]!;
        if (s8[at]! !== 0) break leave;
        m32[d] = m8[at]!;
        pc += 3;
        break;
      }
      case Op.LdF16S: {
        d = f + code[pc + 1]!;
        at = (f << 2) + code[pc + 2]!;
        if (s16[at >>> 1]! !== 0) break leave;
        m32[d] = (m16[at >>> 1]! << 16) >> 16;
        pc += 3;
        break;
      }
      case Op.LdF16U: {
        d = f + code[pc + 1]!;
        at = (f << 2) + code[pc + 2]!;
        if (s16[at >>> 1]! !== 0) break leave;
        m32[d] = m16[at >>> 1]!;
        pc += 3;
        break;
      }
      case Op.LdF32: {
        d = f + code[pc + 1]!;
        at = (f << 2) + code[pc + 2]!;
        if (m32[(at >>> 2) + S]! !== 0) break leave;
        m32[d] = m32[at >>> 2]!;
        pc += 3;
        break;
      }
      case Op.LdF64: {
        d = f + code[pc + 1]!;
        at = (f << 2) + code[pc + 2]!;
        if ((m32[(at >>> 2) + S]! | m32[(at >>> 2) + 1 + S]!) !== 0) break leave;
        w = at >>> 2;
        m32[d] = m32[w]!;
        m32[d + 1] = m32[w + 1]!;
        pc += 3;
        break;
      }
      case Op.LdG8S: {
        d = f + code[pc + 1]!;
        at = code[pc + 2]!;
        if (s8[at]! !== 0) break leave;
        m32[d] = (m8[at]! << 24) >> 24;
        pc += 3;
        break;
      }
      case Op.LdG8U: {
        d = f + code[pc + 1]!;
        at = code[pc + 2]!;
        if (s8[at]! !== 0) break leave;
        m32[d] = m8[at]!;
        pc += 3;
        break;
      }
      case Op.LdG16S: {
        d = f + code[pc + 1]!;
        at = code[pc + 2]!;
        if (s16[at >>> 1]! !== 0) break leave;
        m32[d] = (m16[at >>> 1]! << 16) >> 16;
        pc += 3;
        break;
      }
      case Op.LdG16U: {
        d = f + code[pc + 1]!;
        at = code[pc + 2]!;
        if (s16[at >>> 1]! !== 0) break leave;
        m32[d] = m16[at >>> 1]!;
        pc += 3;
        break;
      }
      case Op.LdG32: {
        d = f + code[pc + 1]!;
        at = code[pc + 2]!;
        if (m32[(at >>> 2) + S]! !== 0) break leave;
        m32[d] = m32[at >>> 2]!;
        pc += 3;
        break;
      }
      case Op.LdG64: {
        d = f + code[pc + 1]!;
        at = code[pc + 2]!;
        if ((m32[(at >>> 2) + S]! | m32[(at >>> 2) + 1 + S]!) !== 0) break leave;
        w = at >>> 2;
        m32[d] = m32[w]!;
        m32[d + 1] = m32[w + 1]!;
        pc += 3;
        break;
      }
      case Op.St8: {
        a = f + code[pc + 1]!;
        v = f + code[pc + 3]!;
        at = (m32[a]! + code[pc + 2]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]!) === 0) {
          dirty[at >>> pageShift] = 1;
          m8[at] = m32[v]!;
        } else if (!plainStore(memory, op, v, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.St16: {
        a = f + code[pc + 1]!;
        v = f + code[pc + 3]!;
        at = (m32[a]! + code[pc + 2]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 1)) === 0) {
          dirty[at >>> pageShift] = 1;
          m16[at >>> 1] = m32[v]!;
        } else if (!plainStore(memory, op, v, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.St32: {
        a = f + code[pc + 1]!;
        v = f + code[pc + 3]!;
        at = (m32[a]! + code[pc + 2]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 3)) === 0) {
          dirty[at >>> pageShift] = 1;
          m32[at >>> 2] = m32[v]!;
        } else if (!plainStore(memory, op, v, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.St64: {
        a = f + code[pc + 1]!;
        v = f + code[pc + 3]!;
        at = (m32[a]! + code[pc + 2]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 7)) === 0) {
          dirty[at >>> pageShift] = 1;
          w = at >>> 2;
          m32[w] = m32[v]!;
          m32[w + 1] = m32[v + 1]!;
        } else if (!plainStore(memory, op, v, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.StF8: {
        at = (f << 2) + code[pc + 1]!;
        v = f + code[pc + 2]!;
        m8[at] = m32[v]!;
        s8[at] = 0;
        pc += 3;
        break;
      }
      case Op.StF16: {
        at = (f << 2) + code[pc + 1]!;
        v = f + code[pc + 2]!;
        m16[at >>> 1] = m32[v]!;
        s16[at >>> 1] = 0;
        pc += 3;
        break;
      }
      case Op.StF32: {
        at = (f << 2) + code[pc + 1]!;
        v = f + code[pc + 2]!;
        m32[at >>> 2] = m32[v]!;
        m32[(at >>> 2) + S] = 0;
        pc += 3;
        break;
      }
      case Op.StF64: {
        at = (f << 2) + code[pc + 1]!;
        v = f + code[pc + 2]!;
        w = at >>> 2;
        m32[w] = m32[v]!;
        m32[w + 1] = m32[v + 1]!;
        m32[w + S] = 0;
        m32[w + 1 + S] = 0;
        pc += 3;
        break;
      }
      case Op.StG8: {
        at = code[pc + 1]!;
        dirty[at >>> pageShift] = 1;
        v = f + code[pc + 2]!;
        m8[at] = m32[v]!;
        s8[at] = 0;
        pc += 3;
        break;
      }
      case Op.StG16: {
        at = code[pc + 1]!;
        dirty[at >>> pageShift] = 1;
        v = f + code[pc + 2]!;
        m16[at >>> 1] = m32[v]!;
        s16[at >>> 1] = 0;
        pc += 3;
        break;
      }
      case Op.StG32: {
        at = code[pc + 1]!;
        dirty[at >>> pageShift] = 1;
        v = f + code[pc + 2]!;
        m32[at >>> 2] = m32[v]!;
        m32[(at >>> 2) + S] = 0;
        pc += 3;
        break;
      }
      case Op.StG64: {
        at = code[pc + 1]!;
        dirty[at >>> pageShift] = 1;
        v = f + code[pc + 2]!;
        w = at >>> 2;
        m32[w] = m32[v]!;
        m32[w + 1] = m32[v + 1]!;
        m32[w + S] = 0;
        m32[w + 1 + S] = 0;
        pc += 3;
        break;
      }
      case Op.Copy: {
        core.save(pc, f, fuel);
        if (!copyRecord(core, f + code[pc + 1]!, f + code[pc + 2]!, code[pc + 3]!, code[pc + 4]!))
          return false;
        pc += 5;
        if (memory.registersUndefined) break leave;
        break;
      }
      case Op.ZeroFrame: {
        memory.fill((f << 2) + code[pc + 1]!, code[pc + 2]!, 0);
        pc += 3;
        break;
      }
      case Op.UndefineFrame:
        undefineFrame(core, (f << 2) + code[pc + 1]!, code[pc + 2]!, code[pc + 3]!);
        pc += 4;
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
      case Fused.MovWCall:
      case Fused.MovLCall:
      case Fused.ConWCall:
      case Fused.ConLCall:
      case Fused.FrameAddressCall:
      case Op.Call:
      case Op.CallPointer: {
        if (Fused.MovWCall <= op) {
          op += Op.MovW - Fused.MovWCall;
          do {
            d = f + code[pc + 1]!;
            n = code[pc + 2]!;
            if (op === Op.MovL) {
              m32[d] = m32[f + n]!;
              m32[d + 1] = m32[f + n + 1]!;
            } else if (op === Op.FrameAddress) {
              m32[d] = (f << 2) + n;
              m32[d + 1] = 0;
            } else if (op === Op.ConL) {
              m32[d] = n;
              m32[d + 1] = code[pc + 3]!;
              pc++;
            } else m32[d] = op === Op.ConW ? n : m32[f + n]!;
            pc += 3;
            op = code[pc]!;
          } while (op <= Op.FrameAddress);
        }
        index = code[pc + 1]!;
        base = f + code[pc + 2]!;
        slots = code[pc + 3]!;
        if (op === Op.CallPointer) {
          a = f + index;
          index = (m32[a]! - functionAddressLow) >>> 4;
          const isPlain =
            m32[a + 1] === functionAddressHigh &&
            (m32[a]! & (functionAddressStep - 1)) === 0 &&
            fitCallees[pc] === index + 1;
          if (!isPlain) {
            core.save(pc, f, fuel);
            index = callee(core, a, slots);
            if (index < 0) return false;
          }
        }
        if (callable[index] !== Callable.Code) {
          if (--fuel < 0) {
            core.save(pc, f, fuel);
            outOfFuel(core);
            return false;
          }
          core.save(pc, f, fuel);
          if (!core.callOther(index, base, slots)) return false;
          // A host function may have switched hooks, and calls back into C spend fuel.
          code = core.code;
          fuel = core.fuel;
          pc += 4;
          if (memory.registersUndefined) break leave;
          break;
        }
        if (stackEnd < (base << 2) + frameBytes[index]! || core.maxDepth <= core.depth) break leave;
        if (--fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        core.depth++;
        m32[base + frameReturnPc] = pc + 4;
        m32[base + frameCaller] = f;
        m32[base + frameFunction] = index;
        m32[base + frameArgumentSlots] = slots;
        m32[base + frameActivation] = m32[activationWord] = m32[activationWord]! + 1;
        if (core.watchesCalls) {
          core.save(pc, f, fuel);
          core.called(index, base);
          if (core.pausing) {
            f = base;
            pc = start[index]!;
            break leave;
          }
        }
        f = base;
        pc = start[index]!;
        break;
      }
      case Op.Return:
      case Op.ReturnW:
      case Op.ReturnL:
      case Op.ReturnRecord: {
        back = m32[f + frameReturnPc]!;
        caller = m32[f + frameCaller]!;
        a = op === Op.Return ? -1 : f + code[pc + 1]!;
        if (op === Op.ReturnRecord) {
          core.save(pc, f, fuel);
          if (!returnRecord(core, a, code[pc + 2]!, code[pc + 3]!)) return false;
        }
        n = 0;
        if (core.watchesCalls) {
          core.save(pc, f, fuel);
          core.returns(f, a);
          if (core.pausing) n = 1;
        }
        if (op === Op.ReturnW) m32[f] = m32[a]!;
        else if (op === Op.ReturnL) {
          m32[f] = m32[a]!;
          m32[f + 1] = m32[a + 1]!;
        }
        core.depth--;
        f = caller;
        if (back < 0) {
          core.save(pc, f, fuel);
          return false;
        }
        pc = back & ~returnsTracked;
        if (back !== pc || n !== 0 || memory.registersUndefined) break leave;
        break;
      }
      case Op.Enter: {
        index = m32[f + frameFunction]!;
        enterFrame(st, states[index]!, ((f << 2) + addressable[index]!) >>> 3);
        pc++;
        break;
      }
      case Op.Leave: {
        index = m32[f + frameFunction]!;
        leaveFrame(memory, states[index]!.length, ((f << 2) + addressable[index]!) >>> 3);
        pc++;
        break;
      }
      case Op.BeginScope: {
        index = m32[f + frameFunction]!;
        at = addressable[index]!;
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
        if (memory.registersUndefined) break leave;
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
        if (memory.registersUndefined) break leave;
        break;
      case Op.VaArgRecord:
        core.save(pc, f, fuel);
        if (!variableRecord(core, f + code[pc + 1]!, f + code[pc + 2]!, code[pc + 3]!))
          return false;
        pc += 4;
        if (memory.registersUndefined) break leave;
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
      case Op.Trap:
      case Op.UndefineRegister:
        break leave;
      default:
        // Only where somebody listens or the run may pause; then once more, for the operation.
        core.save(pc, f, fuel);
        if (!core.hooked(pc)) return false;
        op -= hookedOp;
        continue;
    }
    op = code[pc]!;
  }
  core.save(pc, f, fuel);
  memory.registersUndefined = false;
  return true;
}
