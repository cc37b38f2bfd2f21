// SPDX-License-Identifier: MIT
// The mutation fuzzer: a known patch as mail, damaged in any order, cut and spliced, then read. It
// comes back line by line, or something says that it does not; and nothing throws.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { join } from "node:path";
import fc from "fast-check";
import { buildThreads, readMessages } from "../../../src/core/mail";
import { readPatches, renderFile, type FilePatch } from "../../../src/core/patch";
import { damages, dice, letterOf, linesOf, mailOf, type Damage } from "../../support/damage";

const read = (text: string) => {
  const { value } = readMessages({ name: "mail", bytes: new TextEncoder().encode(text) });
  return readPatches(value, buildThreads(value));
};

const lineOfC = fc.oneof(
  fc.nat(999).map((n) => `\tlamp_set_level(lamp, ${n});`),
  fc
    .nat(99)
    .map((n) => `\tif (lamp->level > ${n} && lamp_is_on(lamp, LAMP_NOT_YET, NULL, ${n})) {`),
  fc.nat(9).map((n) => `\t\treturn -${n};`),
  fc.nat(99).map((n) => `static int lamp_${n}(struct lamp *lamp)`),
  fc.constantFrom("\t}", "}", "", "\t/* the lamp is hot */", " * of its level", "out:"),
);

/** A patch of two hunks in which every hunk changes something and begins and ends with context. */
const patch = fc
  .array(
    fc.tuple(
      fc.array(lineOfC, { minLength: 3, maxLength: 3 }),
      fc.array(fc.tuple(fc.constantFrom("added", "removed", "context"), lineOfC), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.array(lineOfC, { minLength: 3, maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((parts): FilePatch => {
    const hunks = parts.map(([before, middle, after], at) => {
      const line = (kind: string, text: string) =>
        ({ kind, text, sources: [], confidence: "verbatim" }) as never;
      const lines = [
        ...before.map((text) => line("context", text || "\tint a;")),
        line("added", "\tlamp_begin(lamp);"),
        ...middle.map(([kind, text]) => line(kind, text)),
        ...after.map((text) => line("context", text || "\tint b;")),
      ];
      const span = { source: "made", startOffset: 0, endOffset: 0, line: 1 };
      const start = 10 + at * 500;
      const numbers = { oldStart: start, oldCount: 0, newStart: start, newCount: 0 };
      const lost = { context: 0, added: 0, removed: 0 };
      const rest = { section: "int lamp(void)", gaps: [], state: "whole" as const, lost, span };
      return { id: `1.${at + 1}`, ...numbers, ...rest, lines };
    });
    return { path: "drivers/toy/lamp.c", change: "modified", hunks };
  });

function damaged(file: FilePatch, chain: readonly Damage[], seed: number): string {
  const roll = dice(seed);
  let letter = letterOf([file]);
  for (const damage of chain) letter = damage.apply(letter, roll);
  return mailOf(letter);
}

const says = (reading: ReturnType<typeof read>): boolean => {
  const hunks = reading.patches.flatMap(({ files }) => files.flatMap((file) => file.hunks));
  return (
    !hunks.length ||
    hunks.some(({ state }) => state !== "whole") ||
    reading.losses.length + reading.repairs.length > 0 ||
    reading.diagnostics.some(({ code }) => code.startsWith("patch/"))
  );
};

for (const damage of damages)
  test(`${damage.name}: a patch comes back, or what is missing is said`, () => {
    let same = 0;
    let runs = 0;
    fc.assert(
      fc.property(patch, fc.nat(), (file, seed) => {
        const reading = read(damaged(file, [damage], seed));
        const bare = damage.loses !== "nothing";
        const found = linesOf(reading.patches[0]?.files ?? [], bare).join("\n");
        const back = found === linesOf([file], bare).join("\n");
        runs++;
        if (back) same++;
        else assert.ok(says(reading));
      }),
      { numRuns: 40, seed: 20220704 },
    );
    if (damage.loses !== "lines") assert.ok(same * 100 >= runs * 90, `${same} of ${runs}`);
  });

test("any chain of damages, with bytes spliced anywhere, is read without a throw", () => {
  const chain = fc.array(fc.constantFrom(...damages), { maxLength: 4 });
  const wounds = fc.array(fc.tuple(fc.nat(3_000), fc.nat(60), fc.string({ maxLength: 6 })), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(patch, chain, wounds, fc.nat(), (file, damage, cuts, seed) => {
      let text = damaged(file, damage, seed) + damaged(file, damage.slice(1), seed + 1);
      for (const [at, length, filling] of cuts)
        text = text.slice(0, at) + filling + text.slice(at + length);
      read(text);
    }),
    { numRuns: 150 },
  );
});

test("what a repair makes is a diff git reads", (t) => {
  if (spawnSync("git", ["--version"]).status !== 0) return t.skip("there is no git on the PATH");
  const folder = mkdtempSync(join(tmpdir(), "hunkscope-"));
  try {
    const [file] = fc.sample(patch, { numRuns: 1, seed: 7 });
    assert.ok(file);
    for (const damage of damages) {
      const { patches } = read(damaged(file, [damage], 3));
      const text = (patches[0]?.files ?? []).map(renderFile).join("");
      const applied = spawnSync("git", ["apply", "--recount", "--numstat", "-"], {
        cwd: folder,
        input: text,
        encoding: "utf8",
      });
      assert.equal(applied.status, 0, `${damage.name}: ${applied.stderr}\n${text}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return undefined;
});
