// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runText } from "../../support/c";

const folder = join("test", "corpus", "cc");
const names = readdirSync(folder).filter((name) => name.endsWith(".c"));

/** What a program of the corpus says it prints and returns. */
function expectation(text: string): { output: string; exit: number } {
  const lines = [...text.matchAll(/^\/\/ expect: ?(.*)$/gm)].map((match) => match[1] ?? "");
  const exit = /^\/\/ exit: (\d+)$/m.exec(text)?.[1];
  return { output: lines.map((line) => `${line}\n`).join(""), exit: Number(exit ?? 0) };
}

for (const name of names)
  test(`corpus program ${name} prints what it says`, () => {
    const text = readFileSync(join(folder, name), "latin1");
    const { stop, output, errors } = runText(text);
    const expected = expectation(text);
    assert.deepEqual(errors, []);
    assert.equal(output, expected.output);
    assert.equal(
      stop.kind,
      "returned",
      JSON.stringify(stop, (_, v) => (typeof v === "bigint" ? `${v}` : v)),
    );
    if (stop.kind === "returned")
      assert.equal(Number((stop.value?.bits ?? 0n) & 0xffn), expected.exit);
  });

test("the corpus says what gcc's programs print", (t) => {
  if (spawnSync("gcc", ["--version"]).status !== 0) {
    t.skip("gcc is not installed");
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), "corpus-"));
  try {
    for (const name of names) {
      const source = join(folder, name);
      const program = join(scratch, "program");
      const built = spawnSync("gcc", ["-O0", "-w", "-fwrapv", "-o", program, source]);
      assert.equal(built.status, 0, `${name}: ${built.stderr.toString()}`);
      const run = spawnSync(program, { encoding: "latin1" });
      const expected = expectation(readFileSync(source, "latin1"));
      assert.equal(run.stdout, expected.output, name);
      assert.equal(run.status, expected.exit, name);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});
