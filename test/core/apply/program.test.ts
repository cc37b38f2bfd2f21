// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { ProgramBuilder, type PlacedText } from "../../../src/core/apply";
import { packUnits, unpackUnits, type SourceTree } from "../../../src/core/cc";

const header =
  "enum flags {\n\tFIRST = 1 << 0,\n};\n" +
  "struct pair { const struct pair *next; int list[2]; };\n" +
  "static inline int half(int all) { return all / 2; }\n";
const files: Record<string, string> = {
  "flags.h": header,
  "user.c": '#include "flags.h"\nstruct pair p;\nint use(void) { return half(FIRST); }\n',
  "other.c": '#include "flags.h"\nint other(struct pair *p) { return p->list[1]; }\n',
};

function builderOn(reads: string[] = []): ProgramBuilder {
  const tree: SourceTree = {
    read: (path) => {
      reads.push(path);
      return files[path];
    },
  };
  return new ProgramBuilder(tree, ["user.c", "other.c"], { includePaths: [""], defines: {} });
}

const placed = (path: string, text: string, onlyConstants = false): [string, PlacedText] => [
  path,
  { path, text, origins: [], ...(onlyConstants && { onlyConstants }) },
];

test("units that were kept as data make the program they made", () => {
  const made = builderOn();
  const units = unpackUnits(structuredClone(packUnits(made.baseUnits())));
  const taken = builderOn();
  taken.takeBase(units);
  assert.equal(taken.baseUnits()[0], units[0]);
  const [one, other] = [made.build(new Map()).program, taken.build(new Map()).program];
  assert.deepEqual(other.code, one.code);
  assert.deepEqual(other.globals, one.globals);
  assert.equal(other.types.record("pair")?.sizeBytes, 16);
});

test("units that were kept as data are compiled again where their file changed", () => {
  const builder = builderOn();
  builder.takeBase(unpackUnits(structuredClone(packUnits(builderOn().baseUnits()))));
  const text = "int use(void) { return 7; }\n";
  const { program } = builder.build(new Map([placed("user.c", text)]));
  assert.notDeepEqual(program.code, builder.build(new Map()).program.code);
});

test("a constant that a header has besides has only who names it compiled again", () => {
  const builder = builderOn();
  const base = builder.baseUnits();
  const more = header.replace("};", "\tSECOND = 1 << 1, };");
  const user = files["user.c"]!.replace("FIRST", "SECOND");
  const overlay = new Map([placed("flags.h", more, true), placed("user.c", user)]);
  const { program, errors } = builder.build(overlay);
  assert.deepEqual(errors, []);
  const members = program.types.enumMembers("flags");
  assert.deepEqual(
    members?.map(({ name }) => name),
    ["FIRST", "SECOND"],
  );
  assert.deepEqual(builder.baseUnits(), base);
});

test("a header that has more than a constant besides has everybody compiled again", () => {
  const builder = builderOn();
  const before = builder.build(new Map()).program;
  const wider = header.replace("int list[2]", "int more, list[2]");
  const { program } = builder.build(new Map([placed("flags.h", wider)]));
  assert.notDeepEqual(program.code, before.code);
});
