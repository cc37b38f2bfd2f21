// SPDX-License-Identifier: MIT
// Which statements an added line is part of.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { changedLines, type ChangedLine } from "../../../src/core/compare";
import { link } from "../../support/c";

const path = "t.c";

/** All lines of a text as added ones, those with a "~" in front as context (the "~" goes away). */
function linesOf(text: string): { lines: readonly ChangedLine[]; startOf(id: number): number } {
  const marked = text.split("\n");
  const plain = marked.map((line) => line.replace(/^~/, "")).join("\n");
  const program = link({ [path]: plain });
  assert.deepEqual(
    program.diagnostics.map(({ message }) => message),
    [],
  );
  const origins = marked.map((line, index) => ({
    from: "mail" as const,
    span: { source: "mail", startOffset: 0, endOffset: 0, line: index + 1 },
    hunk: "1.1",
    hunkLine: index,
    kind: line.startsWith("~") ? ("context" as const) : ("added" as const),
  }));
  const placed = new Map([[path, { path, text: plain, origins }]]);
  return {
    lines: changedLines("after", placed, program, (hunk) => hunk === "1.1"),
    startOf: (id) => program.statements[id]?.position.line ?? 0,
  };
}

/**
 * Checks a body: each line ends in the number of the line (from 1) whose statement it is part of,
 * or in "-" for no code, behind "//".
 */
function check(body: string): void {
  const rows = body.split("\n").filter((row) => row.trim());
  const head = "int g(int a, int b) { return a + b; } struct s { int a; int b; };";
  const text = [
    `~${head} int f(int n, struct s *p) { int x = 0;`,
    ...rows.map((row) => row.replace(/\s*\/\/ (\S+)$/, "")),
    "~return x; }",
  ].join("\n");
  const { lines, startOf } = linesOf(text);
  const found = lines.map(({ line, text: own, statements }) => {
    const starts = [...new Set(statements.map(startOf))].map((start) => start - 1);
    return `${line - 1} ${own} // ${starts.join(",") || "-"}`;
  });
  assert.deepEqual(
    found,
    rows.map((row, index) => `${index + 1} ${row.trim().replace(/\s+\/\/ /, " // ")}`),
  );
}

test("a line that begins a statement is part of it, and of no other", () =>
  check(`
    x = 1;   // 1
    x = 2;   // 2
  `));

test("a call over several lines is one statement", () =>
  check(`
    x = g(n,     // 1
          g(1,   // 1
            2)   // 1
         );      // 1
    x++;         // 5
  `));

test("comments, braces, blank lines and declarations without a value carry no code", () =>
  check(`
    int y;                // -
    struct s              // -
        t;                // -
    /* y = 1; */          // -
    if (n)                // 5
    {                     // -
      /* a comment of     // -
         two lines */     // -
      x = 1;              // 9
    }                     // -
  `));

test("a declaration with a value carries code, on all its lines", () =>
  check(`
    int y =        // 1
        n +        // 1
        2;         // 1
    x = y;         // 4
  `));

test("initial values are part of what they initialise", () =>
  check(`
    struct s t = {     // 1
      .a = n,          // 1
      .b = 2,          // 1
    };                 // -
    *p = (struct s) {  // 5
      .a = 3,          // 5
    };                 // -
    x = t.a;           // 8
  `));

test("both sides of && and || are part of the condition, the branch is not", () =>
  check(`
    if (n &&       // 1
        (x ||      // 1
         n))       // 1
      x = 1;       // 4
    else if (x &&  // 5
             n)    // 5
      x = 2;       // 7
    else           // -
      x = 3;       // 9
  `));

test("a conditional expression goes on behind its colon, a label does not", () =>
  check(`
    x = n ?        // 1
        1 :        // 1
        2;         // 1
    switch (x) {   // 4
    case 1:        // -
      x = 5;       // 6
    default:       // -
      x = 6;       // 8
    }              // -
  `));

test("the parts of a loop's header are part of the loop", () =>
  check(`
    for (x = 0;        // 1
         x < n;        // 1
         x++)          // 3
      g(x,             // 4
        1);            // 4
    do                 // -
      x--;             // 7
    while (x >         // 8
           100);       // 8
  `));

test("statements inside an expression are their own, what follows belongs to the outer one", () =>
  check(`
    x = g(({           // 1
      int y = 1;       // 2
      y + 1;           // 3
    }),                // 1
    2);                // 1
  `));

test("only added lines of the patch under review are listed", () => {
  const { lines } = linesOf("int f(void) {\n~return 1;\n}");
  assert.deepEqual(
    lines.map(({ line }) => line),
    [1, 3],
  );
});

test("a line of directives carries no code, and does not end what goes on around it", () => {
  const { lines, startOf } = linesOf(
    "int g(int a, int b); int f(int n) {\nint x = g(n,\n#define TWO 2\n TWO);\nreturn x; }",
  );
  assert.deepEqual(
    lines.map(({ statements }) => statements.map(startOf).join(",") || "-"),
    ["-", "2", "-", "2", "5"],
  );
});

test("no text at all makes the search for continued lines fail", () =>
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("(", ")", "{", "}", "[", "]", "?", ":", ";", "=", "x", "\n", '"'), {
        maxLength: 40,
      }),
      (words) => {
        const text = words.join(" ");
        const program = link({ [path]: "" });
        const origins = text.split("\n").map((_, index) => ({
          from: "mail" as const,
          span: { source: "mail", startOffset: 0, endOffset: 0, line: index + 1 },
          ...{ hunk: "1.1", hunkLine: index, kind: "added" as const },
        }));
        const lines = changedLines(
          "after",
          new Map([[path, { path, text, origins }]]),
          program,
          () => true,
        );
        assert.equal(lines.length, origins.length);
      },
    ),
    { numRuns: 60 },
  ));
