// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import {
  divideSigned,
  divideUnsigned,
  divided,
  exactOperation,
  multiplyHigh,
  overflowed,
} from "../../../src/core/interp/arithmetic";
import { compareWord } from "../../../src/core/interp/undefined";

const lo = (value: bigint): number => Number(value & 0xffffffffn) | 0;
const hi = (value: bigint): number => Number((value >> 32n) & 0xffffffffn) | 0;
const join = (low: number, high: number): bigint => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
const mask = 0xffffffffffffffffn;
const signed = (value: bigint): bigint => (value >> 63n ? value - mask - 1n : value);

const edges = [
  0n,
  1n,
  2n,
  0x7fffffffn,
  0x80000000n,
  0xffffffffn,
  1n << 32n,
  1n << 53n,
  1n << 63n,
  mask,
];
const word64 = fc.oneof(
  fc.bigInt({ min: 0n, max: mask }),
  fc.bigInt({ min: 0n, max: 0xffffn }),
  fc.constantFrom(...edges),
);

test("the high word of a product is exact", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (a, b) => {
      const exact = BigInt(a >>> 0) * BigInt(b >>> 0);
      assert.equal(multiplyHigh(a, b), hi(exact));
    }),
    { seed: 1 },
  );
});

test("division is that of C, signed and unsigned", () => {
  fc.assert(
    fc.property(word64, word64, (a, b) => {
      fc.pre(b !== 0n);
      divideUnsigned(lo(a), hi(a), lo(b), hi(b));
      assert.equal(join(divided[0] ?? 0, divided[1] ?? 0), a / b);
      assert.equal(join(divided[2] ?? 0, divided[3] ?? 0), a % b);
      divideSigned(lo(a), hi(a), lo(b), hi(b));
      assert.equal(join(divided[0] ?? 0, divided[1] ?? 0), (signed(a) / signed(b)) & mask);
      assert.equal(join(divided[2] ?? 0, divided[3] ?? 0), (signed(a) % signed(b)) & mask);
    }),
    { seed: 2, numRuns: 500 },
  );
});

test("overflow operations see the exact result", () => {
  const kind = fc.constantFrom("add", "sub", "mul");
  const flag = fc.boolean();
  const bytes = fc.constantFrom(1, 2, 4, 8);
  fc.assert(
    fc.property(kind, word64, word64, flag, flag, flag, bytes, (op, a, b, sa, sb, sr, size) => {
      exactOperation(
        op as "add",
        { lo: lo(a), hi: hi(a), signed: sa },
        { lo: lo(b), hi: hi(b), signed: sb },
        { bytes: size, signed: sr },
      );
      const x = sa ? signed(a) : a;
      const y = sb ? signed(b) : b;
      const exact = op === "add" ? x + y : op === "sub" ? x - y : x * y;
      const bits = BigInt(size * 8);
      const [min, max] = sr
        ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n]
        : [0n, (1n << bits) - 1n];
      assert.equal(overflowed[2], exact < min || max < exact ? 1 : 0);
      const cut = (1n << bits) - 1n;
      assert.equal(join(overflowed[0] ?? 0, overflowed[1] ?? 0) & cut, exact & cut);
    }),
    { seed: 3, numRuns: 500 },
  );
});

test("comparisons with undefined bits are decided exactly where every value of them agrees", () => {
  const nibble = fc.integer({ min: 0, max: 15 });
  const possible = (value: number, bits: number): number[] =>
    Array.from({ length: 16 }, (_, n) => n).filter((n) => ((n ^ value) & ~bits & 15) === 0);
  fc.assert(
    fc.property(nibble, nibble, nibble, nibble, fc.boolean(), (va, sa, vb, sb, isSigned) => {
      // Nibbles at the top of the word, so that the sign takes part.
      const up = (n: number): number => n << 28;
      const read = (n: number): number => (isSigned ? up(n) : up(n) >>> 0);
      for (const kind of ["eq", "lt", "le"] as const) {
        const results = new Set(
          possible(va, sa).flatMap((a) =>
            possible(vb, sb).map((b) =>
              kind === "eq" ? a === b : kind === "lt" ? read(a) < read(b) : read(a) <= read(b),
            ),
          ),
        );
        const expected = results.size > 1 ? -1 : results.has(true) ? 1 : 0;
        assert.equal(compareWord(kind, isSigned, up(va), up(sa), up(vb), up(sb)), expected, kind);
      }
    }),
    { seed: 4, numRuns: 500 },
  );
});
