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
function run(text: string | Buffer, ...options: string[]): Ran {
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

test("what atexit was given runs when main returns, and when exit is called", () => {
  const text = (end: string): string =>
    "#include <stdio.h>\n#include <stdlib.h>\n" +
    'static void one(void) { puts("one"); }\nstatic void two(void) { puts("two"); }\n' +
    `int main(void) { atexit(one); atexit(two); puts("main"); ${end} }`;
  for (const end of ["return 3;", "exit(3);"])
    assert.deepEqual(run(text(end)), { status: 3, out: "main\ntwo\none\n", err: "" });
});

test("what nothing declares is told, and the program runs until it decides by it", () => {
  const text = (end: string): string =>
    "struct s { int a; };\n" +
    "int main(void) { struct s s = { 3 }; gone_t *p = 0; gone_t x; struct no n;" +
    `x = s.b; nobody(&n, x); ${end}; return s.a; }`;
  const warnings = [
    'program.c:2:38: warning: the type "gone_t" is not known',
    'program.c:2:73: warning: "n" has the type struct no, which is not defined',
    'program.c:2:81: warning: struct s has no field "b"',
    'program.c:2:84: warning: "nobody" is called without a declaration',
  ];
  const ran = run(text("p == 0"));
  assert.deepEqual(ran, { status: 3, out: "", err: `${warnings.join("\n")}\n` });
  const decided = run(text("if (x) s.a = 4"));
  assert.equal(decided.status, 72);
  assert.match(decided.err, /the type gone_t, which nothing declares, at program\.c:2/);
  const { diagnostics } = JSON.parse(run(text("p == 0"), "--json").out) as {
    diagnostics: { code: string }[];
  };
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ["cc/unknown-type", "cc/incomplete-type", "cc/unknown-field", "cc/unknown-callee"],
  );
});

test("output goes to the stream it was written to", () => {
  const text =
    '#include <stdio.h>\nint main(void) { puts("a"); fprintf(stderr, "b%d", 1); return 0; }';
  assert.deepEqual(run(text), { status: 0, out: "a\n", err: "b1" });
});

test("bytes of a program that are not UTF-8 stay what they are in strings", () => {
  const text = Buffer.from(
    'int main(void) { char s[] = "\xe9\xff\xc3\xa9\xe2\x82\xac"; ' +
      "return s[1] == -1 ? sizeof(s) : 0; }",
    "latin1",
  );
  assert.deepEqual(run(text), { status: 8, out: "", err: "" });
});

test("headers beside the program are found", () => {
  assert.equal(run('#include "own.h"\nint main(void) { return ANSWER; }').status, 42);
});

test("a header that nobody has is an error, whatever it is called", () => {
  const { status, err } = run("#include <constructor>\nint main(void) { return 0; }");
  assert.equal(status, 65);
  assert.match(err, /^program\.c:1:\d+: error: .*constructor/);
});

test("a program that aborts ends as SIGABRT ends one, raised or called", () => {
  for (const call of ["abort()", "assert(1 > 2)", "raise(SIGABRT)"]) {
    const headers = "#include <assert.h>\n#include <signal.h>\n#include <stdlib.h>\n";
    const { status, err } = run(`${headers}int main(void) { ${call}; return 0; }\n`);
    assert.equal(status, 134, call);
    assert.match(err, /trap: (abort: abort\(\) was called|assert: assertion failed: 1 > 2)\n/);
  }
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
  assert.equal(run("int other;").err, "program.c: no function main\n");
  const floats = run("int main(void)\n{\n\tdouble d = 1;\n\treturn d > 0;\n}\n");
  assert.equal(floats.status, 65);
  assert.match(floats.err, /^program\.c:4:\d+: error: floating point/);
});

test("an error in a macro's body names every macro it came out of, innermost first", () => {
  const text =
    "#define INNER(p) (p) + nope\n#define OUTER(p) (1 + INNER(p))\nstruct s { int a; };\n" +
    "int main(void)\n{\n\tstruct s x;\n\treturn OUTER(&x);\n}\n";
  const { status, err } = run(text);
  assert.equal(status, 65);
  assert.equal(
    err,
    'program.c:7:9: error: "nope" is not declared\n' +
      "program.c:2:23: note: out of the macro INNER\n" +
      "program.c:7:9: note: out of the macro OUTER\n",
  );
});

test("as JSON, what the program wrote and how it ended are one document", () => {
  const asJson = (text: string, ...more: string[]): Record<string, unknown> => {
    const { status, out, err } = run(text, "--json", ...more);
    assert.equal(err, "");
    assert.match(out, /^[\n -~]*$/);
    const value = JSON.parse(out) as Record<string, unknown>;
    assert.equal(value["schema"], 1);
    assert.equal(value["exit"], status);
    return value;
  };
  const printf = "#include <stdio.h>\nint main(void)\n{\n";
  const done = asJson(`${printf}\tfprintf(stderr, "!");\n\treturn printf("caf\\351\\n");\n}\n`);
  assert.deepEqual(
    [done["outcome"], done["exit"], done["stdout"], done["stderr"], done["diagnostics"]],
    ["returned", 5, "caf\u00e9\n", "!", []],
  );
  const trapped = asJson(`${printf}\tint *p = 0;\n\treturn *p;\n}\n`);
  assert.equal(trapped["exit"], 72);
  assert.deepEqual(trapped["trap"], {
    kind: "null",
    message: "NULL pointer read: *p (offset 0x0)",
    at: { file: "program.c", line: 5, column: 9 },
    stack: [{ function: "main", at: { file: "program.c", line: 5, column: 9 } }],
    stackDepth: 1,
  });
  const endless = asJson("int main(void)\n{\n\tfor (;;) ;\n}\n", "--fuel", "1000");
  assert.deepEqual([endless["outcome"], endless["exit"]], ["out-of-fuel", 71]);
  assert.equal((endless["at"] as { line: number }).line, 3);
  const wrong = asJson("int main(void)\n{\n\treturn x;\n}\n");
  assert.deepEqual([wrong["outcome"], wrong["exit"]], ["refused", 65]);
  const [first] = wrong["diagnostics"] as { code: string; at: { line: number } }[];
  assert.equal(first?.at.line, 3);
});

test("jumps out of functions are refused where they are made, and only there", () => {
  const jumping = "#include <setjmp.h>\nstatic jmp_buf b;\nint f(void) { return setjmp(b); }\n";
  assert.equal(run(`${jumping}int main(void) { return 3; }`).status, 3);
  const { status, err } = run(`${jumping}int main(void) { return f(); }`);
  assert.equal(status, 65);
  assert.match(err, /program\.c:3:\d+: error: setjmp and longjmp are not run/);
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

test("of a deep stack the innermost and the outermost frames are shown", () => {
  const text = "int f(int n)\n{\n\treturn f(n + 1) + 1;\n}\nint main(void) { return f(0); }\n";
  const { status, err } = run(text);
  assert.equal(status, 72);
  const frames = err.split("\n").filter((line) => line.startsWith("  in "));
  assert.equal(frames.length, 64);
  assert.match(frames.at(-1) ?? "", /in main at program.c:5/);
  const left = Number(/\(([0-9]+) more\)/.exec(err)?.[1]);
  const { trap } = JSON.parse(run(text, "--json").out) as {
    trap: { stack: unknown[]; stackDepth: number };
  };
  assert.equal(trap.stack.length, 64);
  assert.equal(trap.stackDepth, left + 64);
});
