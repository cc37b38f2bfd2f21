// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Field, TypedUnit } from "../../../src/core/cc";
import { findField } from "../../../src/core/cc/layout";
import { gccOutput, unitOf } from "./support";

const bases: readonly (readonly [string, number])[] = [
  ["char", 8],
  ["unsigned char", 8],
  ["short", 16],
  ["unsigned short", 16],
  ["int", 32],
  ["unsigned int", 32],
  ["long", 64],
  ["unsigned long long", 64],
  ["_Bool", 1],
  ["enum e", 32],
  ["void *", 0],
];

interface RandomRecord {
  readonly name: string;
  readonly text: string;
  readonly fields: readonly { readonly name: string; readonly isBits: boolean }[];
}

/** A record of every kind of member, packed and aligned in every way; earlier ones are nested. */
function randomRecord(
  index: number,
  random: (count: number) => number,
  earlier: readonly RandomRecord[],
): RandomRecord {
  const kind = random(5) === 0 ? "union" : "struct";
  const fields: { name: string; isBits: boolean }[] = [];
  const lines: string[] = [];
  for (let member = 0; member <= random(7); member++) {
    const [base = "int", bits = 32] = bases[random(bases.length)] ?? [];
    const name = `f${member}`;
    const packed = random(12) === 0 ? " __attribute__((packed))" : "";
    const align = random(8) === 0 ? ` __attribute__((aligned(${1 << random(5)})))` : packed;
    const shape = random(10);
    if (shape < 4 && 0 < bits) {
      const width = 1 + random(bits);
      const isNamed = random(9) !== 0 || kind === "union";
      if (isNamed) fields.push({ name, isBits: true });
      const shownWidth = isNamed || random(3) ? width : 0;
      lines.push(`${base} ${isNamed ? name : ""} : ${shownWidth}${isNamed ? packed : ""};`);
    } else if (shape === 4 && earlier.length) {
      lines.push(`${earlier[random(earlier.length)]?.name ?? "int"} ${name};`);
      fields.push({ name, isBits: false });
    } else if (shape === 5) {
      lines.push(`${base} ${name}[${random(4)}];`);
      fields.push({ name, isBits: false });
    } else if (shape === 6) {
      lines.push(`struct { ${base} a${member}; char b${member}; };`);
      fields.push({ name: `a${member}`, isBits: false }, { name: `b${member}`, isBits: false });
    } else {
      lines.push(`${base} ${name}${align};`);
      fields.push({ name, isBits: false });
    }
  }
  const attributes = ["", "", "", "packed", "aligned(8)", "packed, aligned(4)"][random(6)] ?? "";
  const body = `${kind} s${index} {\n${lines.join("\n")}\n} __attribute__((${attributes}));\n`;
  const isPacked = random(8) === 0;
  const text = isPacked
    ? `#pragma pack(push, ${1 << random(4)})\n${body}#pragma pack(pop)\n`
    : body;
  return { name: `${kind} s${index}`, text, fields };
}

function randomRecords(count: number, seed: number): readonly RandomRecord[] {
  let state = seed;
  const random = (limit: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % limit;
  };
  const records: RandomRecord[] = [];
  for (let index = 0; index < count; index++) {
    records.push(randomRecord(index, random, records));
  }
  return records;
}

/** A program that prints size, alignment, offsets and the bits each bit-field sets. */
function measuring(declarations: string, records: readonly RandomRecord[]): string {
  const measure = records.map(({ name, fields }) => {
    const parts = fields.map((field) =>
      field.isBits
        ? `memset(&x, 0, sizeof x); x.${field.name} = -1; bits("${field.name}", &x, sizeof x);`
        : `printf(" ${field.name}@%zu", offsetof(${name}, ${field.name}));`,
    );
    const head = `printf("${name} %zu %zu", sizeof x, _Alignof(${name}));`;
    return `{ static ${name} x; ${head} ${parts.join(" ")} printf("\\n"); }`;
  });
  return `${declarations}
#include <stdio.h>
#include <string.h>
#include <stddef.h>
static void bits(const char *name, const void *at, unsigned size) {
  int low = -1, count = 0;
  for (unsigned k = 0; k < size * 8; k++)
    if (((const unsigned char *)at)[k / 8] >> (k % 8) & 1) { if (low < 0) low = k; count++; }
  printf(" %s@%d:%d", name, low, count);
}
int main(void) { ${measure.join("\n")} return 0; }`;
}

function measured(unit: TypedUnit, { name, fields }: RandomRecord): string {
  const record = unit.types.records.get(name.replace(/^\w+ /, ""));
  assert(record);
  const parts = fields.map((field) => {
    const path = findField(record.definition, field.name) ?? [];
    const offsetBytes = path.reduce((sum, step) => sum + step.offsetBytes, 0);
    const { bits } = path[path.length - 1] as Field;
    if (!bits) return ` ${field.name}@${offsetBytes}`;
    assert(offsetBytes + bits.unitBytes <= record.sizeBytes, "a unit lies within its record");
    return ` ${field.name}@${offsetBytes * 8 + bits.shift}:${bits.width}`;
  });
  return `${name} ${record.sizeBytes} ${record.alignBytes}${parts.join("")}`;
}

test("300 random records are laid out as gcc lays them out", (t) => {
  const records = randomRecords(300, 7);
  const declarations = `enum e { A, B = 5 };\n${records.map(({ text }) => text).join("")}`;
  const expected = gccOutput(t, measuring(declarations, records));
  if (expected === undefined) return;
  const unit = unitOf(declarations);
  assert.deepEqual(unit.diagnostics, []);
  assert.equal(`${records.map((record) => measured(unit, record)).join("\n")}\n`, expected);
});

test("a flexible array member has no size and is found", () => {
  const unit = unitOf("struct f { int n; long data[]; }; struct g { char c; struct { int a; }; };");
  assert.equal(unit.types.records.get("f")?.sizeBytes, 8);
  const nested = unit.types.records.get("g");
  assert.equal(findField(nested?.definition ?? assert.fail(), "a")?.length, 2);
});

test("a typedef may change the alignment of a type", () => {
  const unit = unitOf(`typedef unsigned long half __attribute__((aligned(4)));
    struct s { char c; half h; };`);
  assert.equal(unit.types.records.get("s")?.sizeBytes, 12);
});

test("_Pragma packs as #pragma does", () => {
  const unit = unitOf(`_Pragma("pack(push, 1)") struct tight { char c; long l; };
_Pragma("pack(pop)")
struct loose { char c; long l; };`);
  assert.equal(unit.types.records.get("tight")?.sizeBytes, 9);
  assert.equal(unit.types.records.get("loose")?.sizeBytes, 16);
});
