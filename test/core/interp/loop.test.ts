// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { buildSync } from "esbuild";
import type { Hooks } from "../../../src/core/interp";
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

test("instructions that are run in one go do what they do one by one", () => {
  // Listening to statements keeps some of them apart, and to decisions others.
  const text = `
    struct pair { unsigned a, b; };
    struct holder { struct pair *pairs; int length; } h;
    struct wide { unsigned long offset; unsigned start; } wide = { -7UL, 9 };
    static unsigned odd(void *data, struct pair *p)
    {
      struct pair *other = data;
      if (p->a & 1)
        return 3;
      return other->b;
    }
    static unsigned long from(struct wide *w, unsigned first)
    {
      return w->offset + (first - w->start);
    }
    static struct pair pairs[40];
    static unsigned smaller(unsigned x, struct pair *p) { return x < p->b ? x : p->b; }
    static int chain(int a, long b, struct pair *p, int c) { return a + (int)b + p->a - c; }
    int main(void)
    {
      unsigned sum = 0, x, y;
      int left = 0, right = 40, middle, i;
      h.pairs = pairs;
      h.length = 40;
      for (i = 0; i < 40; i++) { pairs[i].a = i * 3; pairs[i].b = i % 7 * 5; }
      for (i = 0; i < 40; i++) {
        struct pair *p = &h.pairs[i];
        if (p->a > p->b) sum += 1;
        if (h.pairs[i].a > pairs[20].b) sum += 3;
        x = p->a < p->b ? p->a : p->b;
        y = smaller(x, p) > pairs[3].b ? x : pairs[3].b;
        sum = sum * 31 + x + y + chain(i, 5, p, 7) + odd(p, &pairs[i / 2]) + (from(&wide, i) >> 9);
      }
      while (left < right) {
        middle = (left + right) / 2;
        if (h.pairs[middle].a + h.pairs[middle].b <= pairs[11].a) left = middle + 1;
        else right = middle;
      }
      return (sum ^ left) & 0x7fffffff;
    }
  `;
  const result = (hooks: Hooks): unknown => {
    const { stop } = runText(text, { hooks });
    return stop.kind === "returned" ? stop.value?.bits : stop;
  };
  const apart = result({ statement: () => undefined, decision: () => undefined });
  assert.equal(typeof apart, "bigint");
  assert.deepEqual(result({}), apart);
  assert.deepEqual(result({ decision: () => undefined }), apart);
});
