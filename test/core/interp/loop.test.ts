// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { buildSync } from "esbuild";
import { runText } from "../../support/c";

/** V8 interprets functions of more bytecode than this for ever, some twenty times slower. */
const bytecodeLimit = 60 * 1024;

test("the loops are short enough to be optimised", () => {
  const folder = mkdtempSync(join(tmpdir(), "loop-"));
  try {
    const entry = `
      import { runPlain } from "./src/core/interp/plain";
      import { runTracked } from "./src/core/interp/loop";
      for (const run of [runPlain, runTracked]) try { run({}); } catch {}
    `;
    const file = join(folder, "loops.cjs");
    const { outputFiles } = buildSync({
      stdin: { contents: entry, resolveDir: process.cwd(), loader: "ts" },
      bundle: true,
      write: false,
      platform: "node",
    });
    writeFileSync(file, outputFiles[0]?.contents ?? "");
    for (const name of ["runPlain", "runTracked"]) {
      const { stdout } = spawnSync(
        process.execPath,
        ["--print-bytecode", `--print-bytecode-filter=${name}`, file],
        { encoding: "latin1", maxBuffer: 1 << 28 },
      );
      const bytes = Number(/Bytecode length: (\d+)/.exec(stdout)?.[1]);
      assert.ok(0 < bytes && bytes < bytecodeLimit, `${name}: ${bytes} bytes`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("both loops give the same, whichever begins and wherever one hands over", () => {
  // One undefined byte, copied about, keeps the loop that tracks it at work.
  const body = (taint: string) => `
    #include <string.h>
    struct item { unsigned a; unsigned char b[4]; long c; struct item *next; };
    static unsigned mix(unsigned x, struct item *i) { return (x << 3 ^ x >> 5) + i->a + i->c; }
    int main(void)
    {
      struct item one, other, *at;
      char from[8], to[8];
      unsigned sum = 1, n;
      memset(from, 1, sizeof(from));
      memset(&one, 0, sizeof(one));
      ${taint}
      other = one;
      one.next = &other; other.next = &one;
      for (n = 0, at = &one; n < 3000; n++, at = at->next) {
        to[n & 7] = from[n * 5 & 7];
        at->a += n & 3 ? n : sum;
        at->c = at->c * 7 + (long)at->a;
        if (n % 11 < 5)
          sum = mix(sum, at);
        else
          sum += at->b[n & 1] + (sum % (n + 1));
      }
      return sum >> 1;
    }
  `;
  const results = ["", "char unset[8]; from[3] = unset[3];", "unsigned char u[4]; one.b[3] = u[3];"]
    .map((taint) => runText(body(taint)).stop)
    .map((stop) => (stop.kind === "returned" ? stop.value?.bits : JSON.stringify(stop)));
  assert.deepEqual(new Set(results).size, 1, results.join(" "));
});
