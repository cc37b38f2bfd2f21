// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runC } from "../../src/cli/run-c";

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a text as program.c, whose folder messages leave out. */
function run(text: string, ...options: string[]): Ran {
  const folder = mkdtempSync(join(tmpdir(), "run-c-"));
  try {
    const file = join(folder, "program.c");
    writeFileSync(file, text);
    writeFileSync(join(folder, "own.h"), "#define ANSWER 42\n");
    const streams = ["", "", ""];
    const status = runC([file, ...options], (stream, piece) => {
      streams[stream] += piece.replaceAll(`${folder}/`, "");
    });
    return { status, out: streams[1] ?? "", err: streams[2] ?? "" };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("the exit status is that of main, or of exit", () => {
  assert.deepEqual(run("int main(void) { return 300; }"), { status: 44, out: "", err: "" });
  assert.equal(run("#include <stdlib.h>\nint main(void) { exit(7); }").status, 7);
});

test("output goes to the stream it was written to", () => {
  const text =
    '#include <stdio.h>\nint main(void) { puts("a"); fprintf(stderr, "b%d", 1); return 0; }';
  assert.deepEqual(run(text), { status: 0, out: "a\n", err: "b1" });
});

test("headers beside the program are found", () => {
  assert.equal(run('#include "own.h"\nint main(void) { return ANSWER; }').status, 42);
});

test("a header that nobody has is an error, whatever it is called", () => {
  const { status, err } = run("#include <constructor>\nint main(void) { return 0; }");
  assert.equal(status, 65);
  assert.match(err, /^program\.c:1:\d+: error: .*constructor/);
});

test("a trap says where, of what kind and what, after what was printed before", () => {
  const { status, out, err } = run(
    "#include <stdio.h>\nstruct s { int a, b; };\nint main(void)\n{\n\tstruct s *p = 0;\n" +
      '\tprintf("before");\n\treturn p->b;\n}\n',
  );
  assert.equal(status, 72);
  assert.equal(out, "before");
  assert.equal(
    err,
    "program.c:7: trap: null: NULL pointer read: p->b (offset 0x4)\n  in main at program.c:7\n",
  );
});

test("a program that does not end stops when its fuel is spent", () => {
  const { status, err } = run("int main(void)\n{\n\tfor (;;) ;\n}\n", "--fuel", "1000");
  assert.equal(status, 71);
  assert.match(err, /^program\.c:3: out of fuel/);
});

test("a text that is no program is refused with the line", () => {
  const { status, out, err } = run("int main(void)\n{\n\treturn x;\n}\n");
  assert.equal(status, 65);
  assert.equal(out, "");
  assert.match(err, /^program\.c:3:\d+: error: .*x/);
  assert.equal(run("int other;").status, 65);
});

test("wrong arguments are a usage error", () => {
  assert.equal(
    runC([], () => undefined),
    64,
  );
  assert.equal(
    runC(["a.c", "b.c"], () => undefined),
    64,
  );
  assert.equal(
    runC(["a.c", "--fuel", "none"], () => undefined),
    64,
  );
});

test("functions this engine cannot run do no harm until they are called", () => {
  const text = "double half(double d) { return d / 2; }\nint main(int argc, char **argv)\n";
  assert.equal(run(`${text}{ return 3; }`).status, 3);
  assert.equal(run(`${text}{ half(argc); return 3; }`).status, 65);
});
