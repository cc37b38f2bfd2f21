// SPDX-License-Identifier: MIT
// The loop for code whose registers all have values. Over 400 lines because it is a dispatch.
//
// While it runs, no register of this frame, and nothing on the stack above it but objects in memory,
// has an undefined bit; so it neither reads nor writes the shadow of registers. What it cannot do
// plainly (a load of undefined bits, anything that may end the run) it leaves to the other loop,
// which does the same instruction again: nothing was changed before. `f` is the frame, in words of
// memory.
import {
  Op,
  frameActivation,
  frameArgumentSlots,
  frameCaller,
  frameFunction,
  frameReturnPc,
  returnsTracked,
} from "../cc";
import { divideSigned, divideUnsigned, divided, multiplyHigh } from "./arithmetic";
import { Callable, hookedOp } from "./core";
import type { Core } from "./core";
import { Fused } from "./fused";
import { activationWord } from "./memory";
import { enterFrame, leaveFrame, plainLoad, plainStore } from "./plain-access";
import {
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
  const { callable, start, frameBytes, states, addressable } = tables;
  // Undefined bits of word w are at w + S.
  const m32 = memory.allWords;
  const S = memory.sizeBytes >>> 2;
  const m16 = memory.halves;
  const s16 = memory.shadowHalves;
  const m8 = memory.bytes;
  const s8 = memory.shadow;
  const st = memory.states;
  const stackEnd = memory.stackEnd;
  let code = core.code;
  let pc = core.pc;
  let f = core.frame;
  let fuel = core.fuel;
  let op = code[pc]!;
  leave: for (;;) {
    switch (op as Op | Fused) {
      // ---- instructions that follow each other ----
      case Fused.IndexFixedUWLd32AndWIJumpEqWI: {
        const i0 = m32[f + code[pc + 2]!]!;
        const scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        const lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 5;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        const v2 = v1 & code[pc + 12]!;
        m32[f + code[pc + 10]!] = v2;
        const next = v2 === code[pc + 15]! ? code[pc + 16]! : code[pc + 17]!;
        if (next <= pc + 13 && --fuel < 0) {
          core.save(pc + 13, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.IndexFixedUWLd32AddW: {
        const i0 = m32[f + code[pc + 2]!]!;
        const scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        const lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 5;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        const v2 = (m32[f + code[pc + 11]!]! + v1) | 0;
        m32[f + code[pc + 10]!] = v2;
        pc += 13;
        break;
      }
      case Fused.IndexFixedUWLd32: {
        const i0 = m32[f + code[pc + 2]!]!;
        const scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        const lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 5;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexFixedWLd32: {
        const i0 = m32[f + code[pc + 2]!]!;
        const scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedW;
          continue;
        }
        const lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 5;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexFixedWLd64: {
        const i0 = m32[f + code[pc + 2]!]!;
        const scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedW;
          continue;
        }
        const lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          pc += 5;
          op = Op.Ld64;
          continue;
        }
        const lo1 = m32[at1 >>> 2]!;
        const hi1 = m32[(at1 >>> 2) + 1]!;
        const d1 = f + code[pc + 6]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 9;
        break;
      }
      case Fused.IndexFixedLLd32: {
        const i0 = f + code[pc + 2]!;
        const iLo0 = m32[i0]!;
        const iHi0 = m32[i0 + 1]!;
        const scale0 = code[pc + 4]!;
        if (iHi0 !== 0 || 0x100000 <= iLo0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedL;
          continue;
        }
        const lo0 = (code[pc + 3]! + Math.imul(iLo0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 5;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexFixedUWLd8U: {
        const i0 = m32[f + code[pc + 2]!]!;
        const scale0 = code[pc + 4]!;
        if (0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedUW;
          continue;
        }
        const lo0 = (code[pc + 3]! + Math.imul(i0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]!) !== 0) {
          pc += 5;
          op = Op.Ld8U;
          continue;
        }
        const v1 = m8[at1]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexFixedLLd8U: {
        const i0 = f + code[pc + 2]!;
        const iLo0 = m32[i0]!;
        const iHi0 = m32[i0 + 1]!;
        const scale0 = code[pc + 4]!;
        if (iHi0 !== 0 || 0x100000 <= iLo0 >>> 0 || 0x400 < scale0 >>> 0) {
          op = Op.IndexFixedL;
          continue;
        }
        const lo0 = (code[pc + 3]! + Math.imul(iLo0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]!) !== 0) {
          pc += 5;
          op = Op.Ld8U;
          continue;
        }
        const v1 = m8[at1]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexUWLd32: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const i0 = m32[f + code[pc + 3]!]!;
        const scale0 = code[pc + 4]!;
        if (xHi0 !== 0 || 0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.IndexUW;
          continue;
        }
        const lo0 = (xLo0 + Math.imul(i0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 5;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexWLd32: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const i0 = m32[f + code[pc + 3]!]!;
        const scale0 = code[pc + 4]!;
        if (xHi0 !== 0 || 0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.IndexW;
          continue;
        }
        const lo0 = (xLo0 + Math.imul(i0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 5;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.IndexWLd64: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const i0 = m32[f + code[pc + 3]!]!;
        const scale0 = code[pc + 4]!;
        if (xHi0 !== 0 || 0x100000 <= i0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.IndexW;
          continue;
        }
        const lo0 = (xLo0 + Math.imul(i0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          pc += 5;
          op = Op.Ld64;
          continue;
        }
        const lo1 = m32[at1 >>> 2]!;
        const hi1 = m32[(at1 >>> 2) + 1]!;
        const d1 = f + code[pc + 6]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 9;
        break;
      }
      case Fused.AddScaledLd8U: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const i0 = f + code[pc + 3]!;
        const iLo0 = m32[i0]!;
        const iHi0 = m32[i0 + 1]!;
        const scale0 = code[pc + 4]!;
        if ((xHi0 | iHi0) !== 0 || 0x100000 <= iLo0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.AddScaled;
          continue;
        }
        const lo0 = (xLo0 + Math.imul(iLo0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]!) !== 0) {
          pc += 5;
          op = Op.Ld8U;
          continue;
        }
        const v1 = m8[at1]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.AddScaledLd32: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const i0 = f + code[pc + 3]!;
        const iLo0 = m32[i0]!;
        const iHi0 = m32[i0 + 1]!;
        const scale0 = code[pc + 4]!;
        if ((xHi0 | iHi0) !== 0 || 0x100000 <= iLo0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.AddScaled;
          continue;
        }
        const lo0 = (xLo0 + Math.imul(iLo0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 5;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 6]!] = v1;
        pc += 9;
        break;
      }
      case Fused.AddScaledLd64: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const i0 = f + code[pc + 3]!;
        const iLo0 = m32[i0]!;
        const iHi0 = m32[i0 + 1]!;
        const scale0 = code[pc + 4]!;
        if ((xHi0 | iHi0) !== 0 || 0x100000 <= iLo0 >>> 0 || 0x400 < scale0 >>> 0 || xLo0 < 0) {
          op = Op.AddScaled;
          continue;
        }
        const lo0 = (xLo0 + Math.imul(iLo0, scale0)) | 0;
        const hi0 = 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 8]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          pc += 5;
          op = Op.Ld64;
          continue;
        }
        const lo1 = m32[at1 >>> 2]!;
        const hi1 = m32[(at1 >>> 2) + 1]!;
        const d1 = f + code[pc + 6]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 9;
        break;
      }
      case Fused.Ld64IndexWLd32: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        const lo0 = m32[at0 >>> 2]!;
        const hi0 = m32[(at0 >>> 2) + 1]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const i1 = m32[f + code[pc + 7]!]!;
        const scale1 = code[pc + 8]!;
        if (hi0 !== 0 || 0x100000 <= i1 >>> 0 || 0x400 < scale1 >>> 0 || lo0 < 0) {
          pc += 4;
          op = Op.IndexW;
          continue;
        }
        const lo1 = (lo0 + Math.imul(i1, scale1)) | 0;
        const hi1 = 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        const at2 = (lo1 + code[pc + 12]!) | 0;
        if ((hi1 | st[at2 >>> 3]! | (at2 & 3)) !== 0) {
          pc += 9;
          op = Op.Ld32;
          continue;
        }
        const v2 = m32[at2 >>> 2]!;
        m32[f + code[pc + 10]!] = v2;
        pc += 13;
        break;
      }
      case Fused.Ld64IndexWLd32AddW: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        const lo0 = m32[at0 >>> 2]!;
        const hi0 = m32[(at0 >>> 2) + 1]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const i1 = m32[f + code[pc + 7]!]!;
        const scale1 = code[pc + 8]!;
        if (hi0 !== 0 || 0x100000 <= i1 >>> 0 || 0x400 < scale1 >>> 0 || lo0 < 0) {
          pc += 4;
          op = Op.IndexW;
          continue;
        }
        const lo1 = (lo0 + Math.imul(i1, scale1)) | 0;
        const hi1 = 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        const at2 = (lo1 + code[pc + 12]!) | 0;
        if ((hi1 | st[at2 >>> 3]! | (at2 & 3)) !== 0) {
          pc += 9;
          op = Op.Ld32;
          continue;
        }
        const v2 = m32[at2 >>> 2]!;
        m32[f + code[pc + 10]!] = v2;
        const v3 = (m32[f + code[pc + 15]!]! + v2) | 0;
        m32[f + code[pc + 14]!] = v3;
        pc += 17;
        break;
      }
      case Fused.Ld64IndexW: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        const lo0 = m32[at0 >>> 2]!;
        const hi0 = m32[(at0 >>> 2) + 1]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const i1 = m32[f + code[pc + 7]!]!;
        const scale1 = code[pc + 8]!;
        if (hi0 !== 0 || 0x100000 <= i1 >>> 0 || 0x400 < scale1 >>> 0 || lo0 < 0) {
          pc += 4;
          op = Op.IndexW;
          continue;
        }
        const lo1 = (lo0 + Math.imul(i1, scale1)) | 0;
        const hi1 = 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 9;
        break;
      }
      case Fused.Ld64AddScaled: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        const lo0 = m32[at0 >>> 2]!;
        const hi0 = m32[(at0 >>> 2) + 1]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const i1 = f + code[pc + 7]!;
        const iLo1 = m32[i1]!;
        const iHi1 = m32[i1 + 1]!;
        const scale1 = code[pc + 8]!;
        if ((hi0 | iHi1) !== 0 || 0x100000 <= iLo1 >>> 0 || 0x400 < scale1 >>> 0 || lo0 < 0) {
          pc += 4;
          op = Op.AddScaled;
          continue;
        }
        const lo1 = (lo0 + Math.imul(iLo1, scale1)) | 0;
        const hi1 = 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 9;
        break;
      }
      case Fused.Ld32AndWIJumpEqWI: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const v1 = v0 & code[pc + 7]!;
        m32[f + code[pc + 5]!] = v1;
        const next = v1 === code[pc + 10]! ? code[pc + 11]! : code[pc + 12]!;
        if (next <= pc + 8 && --fuel < 0) {
          core.save(pc + 8, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32ZxWLAddL: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const lo1 = v0;
        const hi1 = 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        const x2 = f + code[pc + 9]!;
        const xLo2 = m32[x2]!;
        const xHi2 = m32[x2 + 1]!;
        const sum2 = (xLo2 + lo1) | 0;
        const lo2 = sum2;
        const hi2 = (xHi2 + hi1 + (sum2 >>> 0 < xLo2 >>> 0 ? 1 : 0)) | 0;
        const d2 = f + code[pc + 8]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 11;
        break;
      }
      case Fused.Ld32ZxWLXorL: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const lo1 = v0;
        const hi1 = 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        const x2 = f + code[pc + 9]!;
        const xLo2 = m32[x2]!;
        const xHi2 = m32[x2 + 1]!;
        const lo2 = xLo2 ^ lo1;
        const hi2 = xHi2 ^ hi1;
        const d2 = f + code[pc + 8]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 11;
        break;
      }
      case Fused.Ld32ZxWL: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const lo1 = v0;
        const hi1 = 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 7;
        break;
      }
      case Fused.Ld32Ld32JumpLtUW: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const a1 = f + code[pc + 6]!;
        const aLo1 = m32[a1]!;
        const aHi1 = m32[a1 + 1]!;
        const at1 = (aLo1 + code[pc + 7]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 4;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 5]!] = v1;
        const next = v1 >>> 0 < v0 >>> 0 ? code[pc + 11]! : code[pc + 12]!;
        if (next <= pc + 8 && --fuel < 0) {
          core.save(pc + 8, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32JumpLtUW: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const next = v0 >>> 0 < m32[f + code[pc + 6]!]! >>> 0 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32JumpLtW: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const next = m32[f + code[pc + 5]!]! < v0 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32JumpEqWI: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const next = v0 === code[pc + 6]! ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld32AddWISt32: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const v1 = (v0 + code[pc + 7]!) | 0;
        m32[f + code[pc + 5]!] = v1;
        const a2 = f + code[pc + 9]!;
        const aLo2 = m32[a2]!;
        const aHi2 = m32[a2 + 1]!;
        const at2 = (aLo2 + code[pc + 10]!) | 0;
        if ((aHi2 | st[at2 >>> 3]! | (at2 & 3)) !== 0) {
          pc += 8;
          op = Op.St32;
          continue;
        }
        m32[at2 >>> 2] = v1;
        pc += 12;
        break;
      }
      case Fused.Ld32AddWI: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const v1 = (v0 + code[pc + 7]!) | 0;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.Ld32Ld32AddW: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const a1 = f + code[pc + 6]!;
        const aLo1 = m32[a1]!;
        const aHi1 = m32[a1 + 1]!;
        const at1 = (aLo1 + code[pc + 7]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 4;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 5]!] = v1;
        const v2 = (m32[f + code[pc + 10]!]! + v1) | 0;
        m32[f + code[pc + 9]!] = v2;
        pc += 12;
        break;
      }
      case Fused.Ld32AddW: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const v1 = (m32[f + code[pc + 6]!]! + v0) | 0;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.Ld32SubW: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 3)) !== 0) {
          op = Op.Ld32;
          continue;
        }
        const v0 = m32[at0 >>> 2]!;
        m32[f + code[pc + 1]!] = v0;
        const v1 = (m32[f + code[pc + 6]!]! - v0) | 0;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.Ld64AddLI: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        const lo0 = m32[at0 >>> 2]!;
        const hi0 = m32[(at0 >>> 2) + 1]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const yLo1 = code[pc + 7]!;
        const yHi1 = yLo1 >> 31;
        const sum1 = (lo0 + yLo1) | 0;
        const lo1 = sum1;
        const hi1 = (hi0 + yHi1 + (sum1 >>> 0 < lo0 >>> 0 ? 1 : 0)) | 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.Ld64AddLSt64: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        const lo0 = m32[at0 >>> 2]!;
        const hi0 = m32[(at0 >>> 2) + 1]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const y1 = f + code[pc + 7]!;
        const yLo1 = m32[y1]!;
        const yHi1 = m32[y1 + 1]!;
        const sum1 = (lo0 + yLo1) | 0;
        const lo1 = sum1;
        const hi1 = (hi0 + yHi1 + (sum1 >>> 0 < lo0 >>> 0 ? 1 : 0)) | 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        const a2 = f + code[pc + 9]!;
        const aLo2 = m32[a2]!;
        const aHi2 = m32[a2 + 1]!;
        const at2 = (aLo2 + code[pc + 10]!) | 0;
        if ((aHi2 | st[at2 >>> 3]! | (at2 & 7)) !== 0) {
          pc += 8;
          op = Op.St64;
          continue;
        }
        m32[at2 >>> 2] = lo1;
        m32[(at2 >>> 2) + 1] = hi1;
        pc += 12;
        break;
      }
      case Fused.Ld64JumpEqL: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        const lo0 = m32[at0 >>> 2]!;
        const hi0 = m32[(at0 >>> 2) + 1]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const y1 = f + code[pc + 6]!;
        const yLo1 = m32[y1]!;
        const yHi1 = m32[y1 + 1]!;
        const next = lo0 === yLo1 && hi0 === yHi1 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld64JumpEqLI: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        const lo0 = m32[at0 >>> 2]!;
        const hi0 = m32[(at0 >>> 2) + 1]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const yLo1 = code[pc + 6]!;
        const yHi1 = yLo1 >> 31;
        const next = lo0 === yLo1 && hi0 === yHi1 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.Ld64JumpLtUL: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        const lo0 = m32[at0 >>> 2]!;
        const hi0 = m32[(at0 >>> 2) + 1]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const y1 = f + code[pc + 6]!;
        const yLo1 = m32[y1]!;
        const yHi1 = m32[y1 + 1]!;
        const next =
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
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        const lo0 = m32[at0 >>> 2]!;
        const hi0 = m32[(at0 >>> 2) + 1]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 7]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          pc += 4;
          op = Op.Ld64;
          continue;
        }
        const lo1 = m32[at1 >>> 2]!;
        const hi1 = m32[(at1 >>> 2) + 1]!;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.Ld64Ld32: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]! | (at0 & 7)) !== 0) {
          op = Op.Ld64;
          continue;
        }
        const lo0 = m32[at0 >>> 2]!;
        const hi0 = m32[(at0 >>> 2) + 1]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 7]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 4;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.Ld8UXorWAndWI: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]!) !== 0) {
          op = Op.Ld8U;
          continue;
        }
        const v0 = m8[at0]!;
        m32[f + code[pc + 1]!] = v0;
        const v1 = m32[f + code[pc + 6]!]! ^ v0;
        m32[f + code[pc + 5]!] = v1;
        const v2 = v1 & code[pc + 11]!;
        m32[f + code[pc + 9]!] = v2;
        pc += 12;
        break;
      }
      case Fused.Ld8UJumpEqWI: {
        const a0 = f + code[pc + 2]!;
        const aLo0 = m32[a0]!;
        const aHi0 = m32[a0 + 1]!;
        const at0 = (aLo0 + code[pc + 3]!) | 0;
        if ((aHi0 | st[at0 >>> 3]!) !== 0) {
          op = Op.Ld8U;
          continue;
        }
        const v0 = m8[at0]!;
        m32[f + code[pc + 1]!] = v0;
        const next = v0 === code[pc + 6]! ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AndWIJumpEqWI: {
        const v0 = m32[f + code[pc + 2]!]! & code[pc + 3]!;
        m32[f + code[pc + 1]!] = v0;
        const next = v0 === code[pc + 6]! ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AndLIJumpEqLI: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const yLo0 = code[pc + 3]!;
        const yHi0 = yLo0 >> 31;
        const lo0 = xLo0 & yLo0;
        const hi0 = xHi0 & yHi0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const yLo1 = code[pc + 6]!;
        const yHi1 = yLo1 >> 31;
        const next = lo0 === yLo1 && hi0 === yHi1 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIJumpLtUWI: {
        const v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const next = v0 >>> 0 < code[pc + 6]! >>> 0 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIJumpLtWI: {
        const v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const next = v0 < code[pc + 6]! ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIJumpLtW: {
        const v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const next = v0 < m32[f + code[pc + 6]!]! ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIJumpLtUW: {
        const v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const next = v0 >>> 0 < m32[f + code[pc + 6]!]! >>> 0 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWILd32JumpLtW: {
        const v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const a1 = f + code[pc + 6]!;
        const aLo1 = m32[a1]!;
        const aHi1 = m32[a1 + 1]!;
        const at1 = (aLo1 + code[pc + 7]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 4;
          op = Op.Ld32;
          continue;
        }
        const v1 = m32[at1 >>> 2]!;
        m32[f + code[pc + 5]!] = v1;
        const next = m32[f + code[pc + 9]!]! < v1 ? code[pc + 11]! : code[pc + 12]!;
        if (next <= pc + 8 && --fuel < 0) {
          core.save(pc + 8, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddWIZxWL: {
        const v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const lo1 = v0;
        const hi1 = 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 7;
        break;
      }
      case Fused.AddLIJumpLtUL: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const yLo0 = code[pc + 3]!;
        const yHi0 = yLo0 >> 31;
        const sum0 = (xLo0 + yLo0) | 0;
        const lo0 = sum0;
        const hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const y1 = f + code[pc + 6]!;
        const yLo1 = m32[y1]!;
        const yHi1 = m32[y1 + 1]!;
        const next =
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
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const yLo0 = code[pc + 3]!;
        const yHi0 = yLo0 >> 31;
        const sum0 = (xLo0 + yLo0) | 0;
        const lo0 = sum0;
        const hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const yLo1 = code[pc + 6]!;
        const yHi1 = yLo1 >> 31;
        const next =
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
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const yLo0 = code[pc + 3]!;
        const yHi0 = yLo0 >> 31;
        const sum0 = (xLo0 + yLo0) | 0;
        const lo0 = sum0;
        const hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const yLo1 = code[pc + 6]!;
        const yHi1 = yLo1 >> 31;
        const next = lo0 === yLo1 && hi0 === yHi1 ? code[pc + 7]! : code[pc + 8]!;
        if (next <= pc + 4 && --fuel < 0) {
          core.save(pc + 4, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddLIFrameAddressJumpEqL: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const yLo0 = code[pc + 3]!;
        const yHi0 = yLo0 >> 31;
        const sum0 = (xLo0 + yLo0) | 0;
        const lo0 = sum0;
        const hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const lo1 = (f << 2) + code[pc + 6]!;
        const hi1 = 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        const next = lo0 === lo1 && hi0 === hi1 ? code[pc + 10]! : code[pc + 11]!;
        if (next <= pc + 7 && --fuel < 0) {
          core.save(pc + 7, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.AddLILd64: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const yLo0 = code[pc + 3]!;
        const yHi0 = yLo0 >> 31;
        const sum0 = (xLo0 + yLo0) | 0;
        const lo0 = sum0;
        const hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const at1 = (lo0 + code[pc + 7]!) | 0;
        if ((hi0 | st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          pc += 4;
          op = Op.Ld64;
          continue;
        }
        const lo1 = m32[at1 >>> 2]!;
        const hi1 = m32[(at1 >>> 2) + 1]!;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.AddLSt64: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const y0 = f + code[pc + 3]!;
        const yLo0 = m32[y0]!;
        const yHi0 = m32[y0 + 1]!;
        const sum0 = (xLo0 + yLo0) | 0;
        const lo0 = sum0;
        const hi0 = (xHi0 + yHi0 + (sum0 >>> 0 < xLo0 >>> 0 ? 1 : 0)) | 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const a1 = f + code[pc + 5]!;
        const aLo1 = m32[a1]!;
        const aHi1 = m32[a1 + 1]!;
        const at1 = (aLo1 + code[pc + 6]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 7)) !== 0) {
          pc += 4;
          op = Op.St64;
          continue;
        }
        m32[at1 >>> 2] = lo0;
        m32[(at1 >>> 2) + 1] = hi0;
        pc += 8;
        break;
      }
      case Fused.AddWAddWSt32: {
        const v0 = (m32[f + code[pc + 2]!]! + m32[f + code[pc + 3]!]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const v1 = (v0 + m32[f + code[pc + 7]!]!) | 0;
        m32[f + code[pc + 5]!] = v1;
        const a2 = f + code[pc + 9]!;
        const aLo2 = m32[a2]!;
        const aHi2 = m32[a2 + 1]!;
        const at2 = (aLo2 + code[pc + 10]!) | 0;
        if ((aHi2 | st[at2 >>> 3]! | (at2 & 3)) !== 0) {
          pc += 8;
          op = Op.St32;
          continue;
        }
        m32[at2 >>> 2] = v1;
        pc += 12;
        break;
      }
      case Fused.AddWAddW: {
        const v0 = (m32[f + code[pc + 2]!]! + m32[f + code[pc + 3]!]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const v1 = (v0 + m32[f + code[pc + 7]!]!) | 0;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.AddWSt32: {
        const v0 = (m32[f + code[pc + 2]!]! + m32[f + code[pc + 3]!]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const a1 = f + code[pc + 5]!;
        const aLo1 = m32[a1]!;
        const aHi1 = m32[a1 + 1]!;
        const at1 = (aLo1 + code[pc + 6]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 4;
          op = Op.St32;
          continue;
        }
        m32[at1 >>> 2] = v0;
        pc += 8;
        break;
      }
      case Fused.AddWConWDivW: {
        const v0 = (m32[f + code[pc + 2]!]! + m32[f + code[pc + 3]!]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const v1 = code[pc + 6]!;
        m32[f + code[pc + 5]!] = v1;
        const x2 = v0;
        const y2 = v1;
        if (y2 === 0 || y2 === -1) {
          pc += 7;
          op = Op.DivW;
          continue;
        }
        const v2 = (x2 / y2) | 0;
        m32[f + code[pc + 8]!] = v2;
        pc += 11;
        break;
      }
      case Fused.AddWISt32: {
        const v0 = (m32[f + code[pc + 2]!]! + code[pc + 3]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const a1 = f + code[pc + 5]!;
        const aLo1 = m32[a1]!;
        const aHi1 = m32[a1 + 1]!;
        const at1 = (aLo1 + code[pc + 6]!) | 0;
        if ((aHi1 | st[at1 >>> 3]! | (at1 & 3)) !== 0) {
          pc += 4;
          op = Op.St32;
          continue;
        }
        m32[at1 >>> 2] = v0;
        pc += 8;
        break;
      }
      case Fused.ConWDivW: {
        const v0 = code[pc + 2]!;
        m32[f + code[pc + 1]!] = v0;
        const x1 = m32[f + code[pc + 5]!]!;
        const y1 = v0;
        if (y1 === 0 || y1 === -1) {
          pc += 3;
          op = Op.DivW;
          continue;
        }
        const v1 = (x1 / y1) | 0;
        m32[f + code[pc + 4]!] = v1;
        pc += 7;
        break;
      }
      case Fused.ConWRemW: {
        const v0 = code[pc + 2]!;
        m32[f + code[pc + 1]!] = v0;
        const x1 = m32[f + code[pc + 5]!]!;
        const y1 = v0;
        if (y1 === 0 || y1 === -1) {
          pc += 3;
          op = Op.RemW;
          continue;
        }
        const v1 = (x1 % y1) | 0;
        m32[f + code[pc + 4]!] = v1;
        pc += 7;
        break;
      }
      case Fused.ConLMulLAddL: {
        const lo0 = code[pc + 2]!;
        const hi0 = code[pc + 3]!;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const x1 = f + code[pc + 6]!;
        const xLo1 = m32[x1]!;
        const xHi1 = m32[x1 + 1]!;
        const lo1 = Math.imul(xLo1, lo0);
        const hi1 = (multiplyHigh(xLo1, lo0) + Math.imul(xLo1, hi0) + Math.imul(xHi1, lo0)) | 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        const x2 = f + code[pc + 10]!;
        const xLo2 = m32[x2]!;
        const xHi2 = m32[x2 + 1]!;
        const sum2 = (xLo2 + lo1) | 0;
        const lo2 = sum2;
        const hi2 = (xHi2 + hi1 + (sum2 >>> 0 < xLo2 >>> 0 ? 1 : 0)) | 0;
        const d2 = f + code[pc + 9]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 12;
        break;
      }
      case Fused.ShrLIXorL: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const n0 = code[pc + 3]!;
        if (32 <= n0 || n0 === 0) {
          op = Op.ShrLI;
          continue;
        }
        const lo0 = (xLo0 >>> n0) | (xHi0 << (32 - n0));
        const hi0 = xHi0 >>> n0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const x1 = f + code[pc + 6]!;
        const xLo1 = m32[x1]!;
        const xHi1 = m32[x1 + 1]!;
        const lo1 = xLo1 ^ lo0;
        const hi1 = xHi1 ^ hi0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.ShlLIXorL: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const n0 = code[pc + 3]!;
        if (32 <= n0 || n0 === 0) {
          op = Op.ShlLI;
          continue;
        }
        const lo0 = xLo0 << n0;
        const hi0 = (xHi0 << n0) | (xLo0 >>> (32 - n0));
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const x1 = f + code[pc + 6]!;
        const xLo1 = m32[x1]!;
        const xHi1 = m32[x1 + 1]!;
        const lo1 = xLo1 ^ lo0;
        const hi1 = xHi1 ^ hi0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.ShrWIXorW: {
        const v0 = m32[f + code[pc + 2]!]! >>> code[pc + 3]!;
        m32[f + code[pc + 1]!] = v0;
        const v1 = m32[f + code[pc + 6]!]! ^ v0;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.ShrWIXorWI: {
        const v0 = m32[f + code[pc + 2]!]! >>> code[pc + 3]!;
        m32[f + code[pc + 1]!] = v0;
        const v1 = v0 ^ code[pc + 7]!;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.XorWAndWI: {
        const v0 = m32[f + code[pc + 2]!]! ^ m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = v0;
        const v1 = v0 & code[pc + 7]!;
        m32[f + code[pc + 5]!] = v1;
        pc += 8;
        break;
      }
      case Fused.MulLIAndLI: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const yLo0 = code[pc + 3]!;
        const yHi0 = yLo0 >> 31;
        const lo0 = Math.imul(xLo0, yLo0);
        const hi0 = (multiplyHigh(xLo0, yLo0) + Math.imul(xLo0, yHi0) + Math.imul(xHi0, yLo0)) | 0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const yLo1 = code[pc + 7]!;
        const yHi1 = yLo1 >> 31;
        const lo1 = lo0 & yLo1;
        const hi1 = hi0 & yHi1;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 8;
        break;
      }
      case Fused.SubWAddWIZxWL: {
        const v0 = (m32[f + code[pc + 2]!]! - m32[f + code[pc + 3]!]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const v1 = (v0 + code[pc + 7]!) | 0;
        m32[f + code[pc + 5]!] = v1;
        const lo2 = v1;
        const hi2 = 0;
        const d2 = f + code[pc + 9]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 11;
        break;
      }
      case Fused.SubWZxWLAddL: {
        const v0 = (m32[f + code[pc + 2]!]! - m32[f + code[pc + 3]!]!) | 0;
        m32[f + code[pc + 1]!] = v0;
        const lo1 = v0;
        const hi1 = 0;
        const d1 = f + code[pc + 5]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        const x2 = f + code[pc + 9]!;
        const xLo2 = m32[x2]!;
        const xHi2 = m32[x2 + 1]!;
        const sum2 = (xLo2 + lo1) | 0;
        const lo2 = sum2;
        const hi2 = (xHi2 + hi1 + (sum2 >>> 0 < xLo2 >>> 0 ? 1 : 0)) | 0;
        const d2 = f + code[pc + 8]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 11;
        break;
      }
      case Fused.MovLMovLMovL: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const lo0 = xLo0;
        const hi0 = xHi0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const x1 = f + code[pc + 5]!;
        const xLo1 = m32[x1]!;
        const xHi1 = m32[x1 + 1]!;
        const lo1 = xLo1;
        const hi1 = xHi1;
        const d1 = f + code[pc + 4]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        const x2 = f + code[pc + 8]!;
        const xLo2 = m32[x2]!;
        const xHi2 = m32[x2 + 1]!;
        const lo2 = xLo2;
        const hi2 = xHi2;
        const d2 = f + code[pc + 7]!;
        m32[d2] = lo2;
        m32[d2 + 1] = hi2;
        pc += 9;
        break;
      }
      case Fused.MovLMovL: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const lo0 = xLo0;
        const hi0 = xHi0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const x1 = f + code[pc + 5]!;
        const xLo1 = m32[x1]!;
        const xHi1 = m32[x1 + 1]!;
        const lo1 = xLo1;
        const hi1 = xHi1;
        const d1 = f + code[pc + 4]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 6;
        break;
      }
      case Fused.MovLAddLIJumpEqLI: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const lo0 = xLo0;
        const hi0 = xHi0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const x1 = f + code[pc + 5]!;
        const xLo1 = m32[x1]!;
        const xHi1 = m32[x1 + 1]!;
        const yLo1 = code[pc + 6]!;
        const yHi1 = yLo1 >> 31;
        const sum1 = (xLo1 + yLo1) | 0;
        const lo1 = sum1;
        const hi1 = (xHi1 + yHi1 + (sum1 >>> 0 < xLo1 >>> 0 ? 1 : 0)) | 0;
        const d1 = f + code[pc + 4]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        const yLo2 = code[pc + 9]!;
        const yHi2 = yLo2 >> 31;
        const next = lo0 === yLo2 && hi0 === yHi2 ? code[pc + 10]! : code[pc + 11]!;
        if (next <= pc + 7 && --fuel < 0) {
          core.save(pc + 7, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Fused.MovLAddLI: {
        const x0 = f + code[pc + 2]!;
        const xLo0 = m32[x0]!;
        const xHi0 = m32[x0 + 1]!;
        const lo0 = xLo0;
        const hi0 = xHi0;
        const d0 = f + code[pc + 1]!;
        m32[d0] = lo0;
        m32[d0 + 1] = hi0;
        const x1 = f + code[pc + 5]!;
        const xLo1 = m32[x1]!;
        const xHi1 = m32[x1 + 1]!;
        const yLo1 = code[pc + 6]!;
        const yHi1 = yLo1 >> 31;
        const sum1 = (xLo1 + yLo1) | 0;
        const lo1 = sum1;
        const hi1 = (xHi1 + yHi1 + (sum1 >>> 0 < xLo1 >>> 0 ? 1 : 0)) | 0;
        const d1 = f + code[pc + 4]!;
        m32[d1] = lo1;
        m32[d1 + 1] = hi1;
        pc += 7;
        break;
      }
      case Fused.MovWJump: {
        const v0 = m32[f + code[pc + 2]!]!;
        m32[f + code[pc + 1]!] = v0;
        const next = code[pc + 4]!;
        if (next <= pc + 3 && --fuel < 0) {
          core.save(pc + 3, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      // ---- one by one ----
      case Op.MovW: {
        m32[f + code[pc + 1]!] = m32[f + code[pc + 2]!]!;
        pc += 3;
        break;
      }
      case Op.MovL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
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
        const d = f + code[pc + 1]!;
        m32[d] = code[pc + 2]!;
        m32[d + 1] = code[pc + 3]!;
        pc += 4;
        break;
      }
      case Op.FrameAddress: {
        const d = f + code[pc + 1]!;
        m32[d] = (f << 2) + code[pc + 2]!;
        m32[d + 1] = 0;
        pc += 3;
        break;
      }
      case Op.AddW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = (x + y) | 0;
        pc += 4;
        break;
      }
      case Op.SubW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = (x - y) | 0;
        pc += 4;
        break;
      }
      case Op.MulW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = Math.imul(x, y);
        pc += 4;
        break;
      }
      case Op.AndW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x & y;
        pc += 4;
        break;
      }
      case Op.OrW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x | y;
        pc += 4;
        break;
      }
      case Op.XorW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x ^ y;
        pc += 4;
        break;
      }
      case Op.ShlW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        if (32 <= y >>> 0) break leave;
        m32[f + code[pc + 1]!] = x << y;
        pc += 4;
        break;
      }
      case Op.ShrW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        if (32 <= y >>> 0) break leave;
        m32[f + code[pc + 1]!] = x >>> y;
        pc += 4;
        break;
      }
      case Op.SarW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        if (32 <= y >>> 0) break leave;
        m32[f + code[pc + 1]!] = x >> y;
        pc += 4;
        break;
      }
      case Op.DivW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        if (y === 0 || (y === -1 && x === -0x80000000)) break leave;
        m32[f + code[pc + 1]!] = (x / y) | 0;
        pc += 4;
        break;
      }
      case Op.RemW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        if (y === 0 || (y === -1 && x === -0x80000000)) break leave;
        m32[f + code[pc + 1]!] = (x % y) | 0;
        pc += 4;
        break;
      }
      case Op.DivUW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        if (y === 0) break leave;
        m32[f + code[pc + 1]!] = ((x >>> 0) / (y >>> 0)) | 0;
        pc += 4;
        break;
      }
      case Op.RemUW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        if (y === 0) break leave;
        m32[f + code[pc + 1]!] = ((x >>> 0) % (y >>> 0)) | 0;
        pc += 4;
        break;
      }
      case Op.AddWI: {
        const x = m32[f + code[pc + 2]!]!;
        const y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = (x + y) | 0;
        pc += 4;
        break;
      }
      case Op.MulWI: {
        const x = m32[f + code[pc + 2]!]!;
        const y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = Math.imul(x, y);
        pc += 4;
        break;
      }
      case Op.AndWI: {
        const x = m32[f + code[pc + 2]!]!;
        const y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x & y;
        pc += 4;
        break;
      }
      case Op.OrWI: {
        const x = m32[f + code[pc + 2]!]!;
        const y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x | y;
        pc += 4;
        break;
      }
      case Op.XorWI: {
        const x = m32[f + code[pc + 2]!]!;
        const y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x ^ y;
        pc += 4;
        break;
      }
      case Op.ShlWI: {
        const x = m32[f + code[pc + 2]!]!;
        const y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x << y;
        pc += 4;
        break;
      }
      case Op.ShrWI: {
        const x = m32[f + code[pc + 2]!]!;
        const y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x >>> y;
        pc += 4;
        break;
      }
      case Op.SarWI: {
        const x = m32[f + code[pc + 2]!]!;
        const y = code[pc + 3]!;
        m32[f + code[pc + 1]!] = x >> y;
        pc += 4;
        break;
      }
      case Op.NegW: {
        const x = m32[f + code[pc + 2]!]!;
        m32[f + code[pc + 1]!] = -x | 0;
        pc += 3;
        break;
      }
      case Op.NotW: {
        const x = m32[f + code[pc + 2]!]!;
        m32[f + code[pc + 1]!] = ~x;
        pc += 3;
        break;
      }
      case Op.Sx8: {
        const x = m32[f + code[pc + 2]!]!;
        m32[f + code[pc + 1]!] = (x << 24) >> 24;
        pc += 3;
        break;
      }
      case Op.Sx16: {
        const x = m32[f + code[pc + 2]!]!;
        m32[f + code[pc + 1]!] = (x << 16) >> 16;
        pc += 3;
        break;
      }
      case Op.AddL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        const lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (xHi + yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 4;
        break;
      }
      case Op.AddLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = code[pc + 3]!;
        const yHi = yLo >> 31;
        const lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (xHi + yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 4;
        break;
      }
      case Op.SubL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        m32[d] = (xLo - yLo) | 0;
        m32[d + 1] = (xHi - yHi - (xLo >>> 0 < yLo >>> 0 ? 1 : 0)) | 0;
        pc += 4;
        break;
      }
      case Op.MulL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        m32[d] = Math.imul(xLo, yLo);
        m32[d + 1] = (multiplyHigh(xLo, yLo) + Math.imul(xLo, yHi) + Math.imul(xHi, yLo)) | 0;
        pc += 4;
        break;
      }
      case Op.MulLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = code[pc + 3]!;
        const yHi = yLo >> 31;
        m32[d] = Math.imul(xLo, yLo);
        m32[d + 1] = (multiplyHigh(xLo, yLo) + Math.imul(xLo, yHi) + Math.imul(xHi, yLo)) | 0;
        pc += 4;
        break;
      }
      case Op.AndL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        m32[d] = xLo & yLo;
        m32[d + 1] = xHi & yHi;
        pc += 4;
        break;
      }
      case Op.AndLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = code[pc + 3]!;
        const yHi = yLo >> 31;
        m32[d] = xLo & yLo;
        m32[d + 1] = xHi & yHi;
        pc += 4;
        break;
      }
      case Op.OrL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        m32[d] = xLo | yLo;
        m32[d + 1] = xHi | yHi;
        pc += 4;
        break;
      }
      case Op.OrLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = code[pc + 3]!;
        const yHi = yLo >> 31;
        m32[d] = xLo | yLo;
        m32[d + 1] = xHi | yHi;
        pc += 4;
        break;
      }
      case Op.XorL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        m32[d] = xLo ^ yLo;
        m32[d + 1] = xHi ^ yHi;
        pc += 4;
        break;
      }
      case Op.XorLI: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = code[pc + 3]!;
        const yHi = yLo >> 31;
        m32[d] = xLo ^ yLo;
        m32[d + 1] = xHi ^ yHi;
        pc += 4;
        break;
      }
      case Op.ShlL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const n = m32[f + code[pc + 3]!]!;
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
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const n = code[pc + 3]!;
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
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const n = m32[f + code[pc + 3]!]!;
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
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const n = code[pc + 3]!;
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
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const n = m32[f + code[pc + 3]!]!;
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
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const n = code[pc + 3]!;
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
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        if ((yLo | yHi) === 0 || ((yLo & yHi) === -1 && xLo === 0 && xHi === -0x80000000))
          break leave;
        divideSigned(xLo, xHi, yLo, yHi);
        m32[d] = divided[0]!;
        m32[d + 1] = divided[1]!;
        pc += 4;
        break;
      }
      case Op.DivUL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        if ((yLo | yHi) === 0) break leave;
        divideUnsigned(xLo, xHi, yLo, yHi);
        m32[d] = divided[0]!;
        m32[d + 1] = divided[1]!;
        pc += 4;
        break;
      }
      case Op.RemL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        if ((yLo | yHi) === 0 || ((yLo & yHi) === -1 && xLo === 0 && xHi === -0x80000000))
          break leave;
        divideSigned(xLo, xHi, yLo, yHi);
        m32[d] = divided[2]!;
        m32[d + 1] = divided[3]!;
        pc += 4;
        break;
      }
      case Op.RemUL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        if ((yLo | yHi) === 0) break leave;
        divideUnsigned(xLo, xHi, yLo, yHi);
        m32[d] = divided[2]!;
        m32[d + 1] = divided[3]!;
        pc += 4;
        break;
      }
      case Op.NegL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        m32[d] = -xLo | 0;
        m32[d + 1] = (~xHi + (xLo === 0 ? 1 : 0)) | 0;
        pc += 3;
        break;
      }
      case Op.NotL: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        m32[d] = ~xLo;
        m32[d + 1] = ~xHi;
        pc += 3;
        break;
      }
      case Op.SxWL: {
        const d = f + code[pc + 1]!;
        const lo = m32[f + code[pc + 2]!]!;
        m32[d] = lo;
        m32[d + 1] = lo >> 31;
        pc += 3;
        break;
      }
      case Op.ZxWL: {
        const d = f + code[pc + 1]!;
        m32[d] = m32[f + code[pc + 2]!]!;
        m32[d + 1] = 0;
        pc += 3;
        break;
      }
      case Op.AddScaled: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const scale = code[pc + 4]!;
        let yLo = m32[b]!;
        let yHi = m32[b + 1]!;
        const product = yLo * scale;
        if (yHi === yLo >> 31 && product === (product | 0)) {
          yLo = product | 0;
          yHi = yLo >> 31;
        } else {
          yHi =
            (multiplyHigh(yLo, scale) + Math.imul(yLo, scale >> 31) + Math.imul(yHi, scale)) | 0;
          yLo = Math.imul(yLo, scale);
        }
        const lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (xHi + yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.IndexW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const product = m32[f + code[pc + 3]!]! * code[pc + 4]!;
        const yLo = product | 0;
        let yHi = yLo >> 31;
        if (product !== yLo) yHi = Math.floor(product / 0x100000000) | 0;
        const lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (xHi + yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.IndexUW: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const product = (m32[f + code[pc + 3]!]! >>> 0) * code[pc + 4]!;
        const yLo = product | 0;
        let yHi = yLo >> 31;
        if (product !== yLo) yHi = Math.floor(product / 0x100000000) | 0;
        const lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (xHi + yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.IndexFixedW: {
        const d = f + code[pc + 1]!;
        const product = m32[f + code[pc + 2]!]! * code[pc + 4]!;
        const xLo = code[pc + 3]!;
        const yLo = product | 0;
        let yHi = yLo >> 31;
        if (product !== yLo) yHi = Math.floor(product / 0x100000000) | 0;
        const lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.IndexFixedUW: {
        const d = f + code[pc + 1]!;
        const product = (m32[f + code[pc + 2]!]! >>> 0) * code[pc + 4]!;
        const xLo = code[pc + 3]!;
        const yLo = product | 0;
        let yHi = yLo >> 31;
        if (product !== yLo) yHi = Math.floor(product / 0x100000000) | 0;
        const lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.IndexFixedL: {
        const d = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        const scale = code[pc + 4]!;
        let yLo = m32[b]!;
        let yHi = m32[b + 1]!;
        const product = yLo * scale;
        if (yHi === yLo >> 31 && product === (product | 0)) {
          yLo = product | 0;
          yHi = yLo >> 31;
        } else {
          yHi =
            (multiplyHigh(yLo, scale) + Math.imul(yLo, scale >> 31) + Math.imul(yHi, scale)) | 0;
          yLo = Math.imul(yLo, scale);
        }
        const xLo = code[pc + 3]!;
        const lo = (xLo + yLo) | 0;
        m32[d] = lo;
        m32[d + 1] = (yHi + (lo >>> 0 < xLo >>> 0 ? 1 : 0)) | 0;
        pc += 5;
        break;
      }
      case Op.EqW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x === y ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.NeW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x !== y ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LtW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x < y ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LeW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x <= y ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LtUW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
        m32[f + code[pc + 1]!] = x >>> 0 < y >>> 0 ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LeUW: {
        const x = m32[f + code[pc + 2]!]!;
        const y = m32[f + code[pc + 3]!]!;
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
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] = xLo === yLo && xHi === yHi ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.NeL: {
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] = xLo !== yLo || xHi !== yHi ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LtL: {
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] = xHi < yHi || (xHi === yHi && xLo >>> 0 < yLo >>> 0) ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LeL: {
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] = xHi < yHi || (xHi === yHi && xLo >>> 0 <= yLo >>> 0) ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LtUL: {
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] =
          xHi >>> 0 < yHi >>> 0 || (xHi === yHi && xLo >>> 0 < yLo >>> 0) ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.LeUL: {
        const a = f + code[pc + 2]!;
        const b = f + code[pc + 3]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        m32[f + code[pc + 1]!] =
          xHi >>> 0 < yHi >>> 0 || (xHi === yHi && xLo >>> 0 <= yLo >>> 0) ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.EqLI: {
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = code[pc + 3]!;
        const yHi = yLo >> 31;
        m32[f + code[pc + 1]!] = xLo === yLo && xHi === yHi ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.NeLI: {
        const a = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = code[pc + 3]!;
        const yHi = yLo >> 31;
        m32[f + code[pc + 1]!] = xLo !== yLo || xHi !== yHi ? 1 : 0;
        pc += 4;
        break;
      }
      case Op.Bound: {
        const a = f + code[pc + 1]!;
        if (code[pc + 2]! <= m32[a]! >>> 0 || (code[pc + 3] === 1 && m32[a + 1] !== 0)) break leave;
        pc += 4;
        break;
      }
      case Op.Jump: {
        const next = code[pc + 1]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpEqW: {
        const x = m32[f + code[pc + 1]!]!;
        const y = m32[f + code[pc + 2]!]!;
        const next = x === y ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpEqWI: {
        const x = m32[f + code[pc + 1]!]!;
        const y = code[pc + 2]!;
        const next = x === y ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtW: {
        const x = m32[f + code[pc + 1]!]!;
        const y = m32[f + code[pc + 2]!]!;
        const next = x < y ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtWI: {
        const x = m32[f + code[pc + 1]!]!;
        const y = code[pc + 2]!;
        const next = x < y ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLeW: {
        const x = m32[f + code[pc + 1]!]!;
        const y = m32[f + code[pc + 2]!]!;
        const next = x <= y ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtUW: {
        const x = m32[f + code[pc + 1]!]!;
        const y = m32[f + code[pc + 2]!]!;
        const next = x >>> 0 < y >>> 0 ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtUWI: {
        const x = m32[f + code[pc + 1]!]!;
        const y = code[pc + 2]!;
        const next = x >>> 0 < y >>> 0 ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLeUW: {
        const x = m32[f + code[pc + 1]!]!;
        const y = m32[f + code[pc + 2]!]!;
        const next = x >>> 0 <= y >>> 0 ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpEqL: {
        const a = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
        const next = xLo === yLo && xHi === yHi ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpEqLI: {
        const a = f + code[pc + 1]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = code[pc + 2]!;
        const yHi = yLo >> 31;
        const next = xLo === yLo && xHi === yHi ? code[pc + 3]! : code[pc + 4]!;
        if (next <= pc && --fuel < 0) {
          core.save(pc, f, fuel);
          outOfFuel(core);
          return false;
        }
        pc = next;
        break;
      }
      case Op.JumpLtL: {
        const a = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
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
        const a = f + code[pc + 1]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = code[pc + 2]!;
        const yHi = yLo >> 31;
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
        const a = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
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
        const a = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
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
        const a = f + code[pc + 1]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = code[pc + 2]!;
        const yHi = yLo >> 31;
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
        const a = f + code[pc + 1]!;
        const b = f + code[pc + 2]!;
        const xLo = m32[a]!;
        const xHi = m32[a + 1]!;
        const yLo = m32[b]!;
        const yHi = m32[b + 1]!;
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
        const next = switchTarget(core, f + code[pc + 1]!, code[pc + 2]!);
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
        const next = core.decided(code[pc + 1]!, code[pc + 2]! !== 0);
        pc = next < 0 ? pc + 3 : next;
        break;
      }
      case Op.Ld8S: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]!) === 0) {
          m32[d] = (m8[at]! << 24) >> 24;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.Ld8U: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]!) === 0) {
          m32[d] = m8[at]!;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.Ld16S: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 1)) === 0) {
          m32[d] = (m16[at >>> 1]! << 16) >> 16;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.Ld16U: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 1)) === 0) {
          m32[d] = m16[at >>> 1]!;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.Ld32: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 3)) === 0) {
          m32[d] = m32[at >>> 2]!;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.Ld64: {
        const d = f + code[pc + 1]!;
        const a = f + code[pc + 2]!;
        const at = (m32[a]! + code[pc + 3]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 7)) === 0) {
          const w = at >>> 2;
          m32[d] = m32[w]!;
          m32[d + 1] = m32[w + 1]!;
        } else if (!plainLoad(memory, op, d, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.LdF8S: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        if (s8[at]! !== 0) break leave;
        m32[d] = (m8[at]! << 24) >> 24;
        pc += 3;
        break;
      }
      case Op.LdF8U: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        if (s8[at]! !== 0) break leave;
        m32[d] = m8[at]!;
        pc += 3;
        break;
      }
      case Op.LdF16S: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        if (s16[at >>> 1]! !== 0) break leave;
        m32[d] = (m16[at >>> 1]! << 16) >> 16;
        pc += 3;
        break;
      }
      case Op.LdF16U: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        if (s16[at >>> 1]! !== 0) break leave;
        m32[d] = m16[at >>> 1]!;
        pc += 3;
        break;
      }
      case Op.LdF32: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        if (m32[(at >>> 2) + S]! !== 0) break leave;
        m32[d] = m32[at >>> 2]!;
        pc += 3;
        break;
      }
      case Op.LdF64: {
        const d = f + code[pc + 1]!;
        const at = (f << 2) + code[pc + 2]!;
        if ((m32[(at >>> 2) + S]! | m32[(at >>> 2) + 1 + S]!) !== 0) break leave;
        const w = at >>> 2;
        m32[d] = m32[w]!;
        m32[d + 1] = m32[w + 1]!;
        pc += 3;
        break;
      }
      case Op.LdG8S: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        if (s8[at]! !== 0) break leave;
        m32[d] = (m8[at]! << 24) >> 24;
        pc += 3;
        break;
      }
      case Op.LdG8U: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        if (s8[at]! !== 0) break leave;
        m32[d] = m8[at]!;
        pc += 3;
        break;
      }
      case Op.LdG16S: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        if (s16[at >>> 1]! !== 0) break leave;
        m32[d] = (m16[at >>> 1]! << 16) >> 16;
        pc += 3;
        break;
      }
      case Op.LdG16U: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        if (s16[at >>> 1]! !== 0) break leave;
        m32[d] = m16[at >>> 1]!;
        pc += 3;
        break;
      }
      case Op.LdG32: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        if (m32[(at >>> 2) + S]! !== 0) break leave;
        m32[d] = m32[at >>> 2]!;
        pc += 3;
        break;
      }
      case Op.LdG64: {
        const d = f + code[pc + 1]!;
        const at = code[pc + 2]!;
        if ((m32[(at >>> 2) + S]! | m32[(at >>> 2) + 1 + S]!) !== 0) break leave;
        const w = at >>> 2;
        m32[d] = m32[w]!;
        m32[d + 1] = m32[w + 1]!;
        pc += 3;
        break;
      }
      case Op.St8: {
        const a = f + code[pc + 1]!;
        const v = f + code[pc + 3]!;
        const at = (m32[a]! + code[pc + 2]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]!) === 0) {
          m8[at] = m32[v]!;
        } else if (!plainStore(memory, op, v, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.St16: {
        const a = f + code[pc + 1]!;
        const v = f + code[pc + 3]!;
        const at = (m32[a]! + code[pc + 2]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 1)) === 0) {
          m16[at >>> 1] = m32[v]!;
        } else if (!plainStore(memory, op, v, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.St32: {
        const a = f + code[pc + 1]!;
        const v = f + code[pc + 3]!;
        const at = (m32[a]! + code[pc + 2]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 3)) === 0) {
          m32[at >>> 2] = m32[v]!;
        } else if (!plainStore(memory, op, v, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.St64: {
        const a = f + code[pc + 1]!;
        const v = f + code[pc + 3]!;
        const at = (m32[a]! + code[pc + 2]!) | 0;
        if ((m32[a + 1]! | st[at >>> 3]! | (at & 7)) === 0) {
          const w = at >>> 2;
          m32[w] = m32[v]!;
          m32[w + 1] = m32[v + 1]!;
        } else if (!plainStore(memory, op, v, m32[a + 1]!, at)) break leave;
        pc += 4;
        break;
      }
      case Op.StF8: {
        const at = (f << 2) + code[pc + 1]!;
        const v = f + code[pc + 2]!;
        m8[at] = m32[v]!;
        s8[at] = 0;
        pc += 3;
        break;
      }
      case Op.StF16: {
        const at = (f << 2) + code[pc + 1]!;
        const v = f + code[pc + 2]!;
        m16[at >>> 1] = m32[v]!;
        s16[at >>> 1] = 0;
        pc += 3;
        break;
      }
      case Op.StF32: {
        const at = (f << 2) + code[pc + 1]!;
        const v = f + code[pc + 2]!;
        m32[at >>> 2] = m32[v]!;
        m32[(at >>> 2) + S] = 0;
        pc += 3;
        break;
      }
      case Op.StF64: {
        const at = (f << 2) + code[pc + 1]!;
        const v = f + code[pc + 2]!;
        const w = at >>> 2;
        m32[w] = m32[v]!;
        m32[w + 1] = m32[v + 1]!;
        m32[w + S] = 0;
        m32[w + 1 + S] = 0;
        pc += 3;
        break;
      }
      case Op.StG8: {
        const at = code[pc + 1]!;
        const v = f + code[pc + 2]!;
        m8[at] = m32[v]!;
        s8[at] = 0;
        pc += 3;
        break;
      }
      case Op.StG16: {
        const at = code[pc + 1]!;
        const v = f + code[pc + 2]!;
        m16[at >>> 1] = m32[v]!;
        s16[at >>> 1] = 0;
        pc += 3;
        break;
      }
      case Op.StG32: {
        const at = code[pc + 1]!;
        const v = f + code[pc + 2]!;
        m32[at >>> 2] = m32[v]!;
        m32[(at >>> 2) + S] = 0;
        pc += 3;
        break;
      }
      case Op.StG64: {
        const at = code[pc + 1]!;
        const v = f + code[pc + 2]!;
        const w = at >>> 2;
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
        }
        f = base;
        pc = start[index]!;
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
        if (back !== pc || memory.registersUndefined) break leave;
        break;
      }
      case Op.Enter: {
        const index = m32[f + frameFunction]!;
        enterFrame(st, states[index]!, ((f << 2) + addressable[index]!) >>> 3);
        pc++;
        break;
      }
      case Op.Leave: {
        const index = m32[f + frameFunction]!;
        leaveFrame(memory, states[index]!.length, ((f << 2) + addressable[index]!) >>> 3);
        pc++;
        break;
      }
      case Op.Unary:
        unary(memory, code[pc + 3]!, f + code[pc + 1]!, f + code[pc + 2]!);
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
        if (memory.registersUndefined) break leave;
        break;
      case Op.VaArgRecord:
        core.save(pc, f, fuel);
        if (!variableRecord(core, f + code[pc + 1]!, f + code[pc + 2]!, code[pc + 3]!))
          return false;
        pc += 4;
        if (memory.registersUndefined) break leave;
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
        // Only where a statement begins and somebody listens; then once more, for the operation.
        core.save(pc, f, fuel);
        core.statementBegins(pc);
        op -= hookedOp;
        continue;
    }
    op = code[pc]!;
  }
  core.save(pc, f, fuel);
  memory.registersUndefined = false;
  return true;
}
