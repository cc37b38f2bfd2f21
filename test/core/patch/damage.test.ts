// SPDX-License-Identifier: MIT
// A generated patch is written as mail, damaged as mailers and reviewers damage it, and read again:
// its hunks come back, or what is missing is said.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { buildThreads, readMessages } from "../../../src/core/mail";
import { readPatches, renderFile, type Hunk } from "../../../src/core/patch";

interface Line {
  readonly sign: " " | "+" | "-";
  readonly text: string;
}

const read = (text: string) => {
  const { value } = readMessages({ name: "mail", bytes: new TextEncoder().encode(text) });
  return { messages: value, ...readPatches(value, buildThreads(value)) };
};

/** Lines of C as kernel patches have them; blank ones, labels and comments among them. */
const code = fc.oneof(
  { weight: 6, arbitrary: fc.nat(400).map((n) => `\tlamp_set(lamp, ${n});`) },
  { weight: 2, arbitrary: fc.nat(40).map((n) => `\tif (lamp->level > ${n}) {`) },
  { weight: 1, arbitrary: fc.constant("\t}") },
  { weight: 2, arbitrary: fc.constant("") },
  { weight: 1, arbitrary: fc.nat(9).map((n) => `out_${n}:`) },
  { weight: 1, arbitrary: fc.constant("-- a dash line of SQL") },
  { weight: 1, arbitrary: fc.constant("\t/* the lamp is hot */") },
);
const context = code.map((text): Line => ({ sign: " ", text }));
const changed = fc
  .tuple(fc.constantFrom("+" as const, "-" as const), code)
  .map(([sign, text]): Line => ({ sign, text }));
const hunkLines = fc
  .tuple(
    fc.array(context, { minLength: 1, maxLength: 3 }),
    fc.array(fc.oneof(changed, context), { minLength: 1, maxLength: 12 }),
    fc.array(context, { minLength: 1, maxLength: 3 }),
  )
  .filter(([, middle]) => middle.some(({ sign }) => sign !== " "))
  .map(([before, middle, after]) => [...before, ...middle, ...after]);
const patch = fc.array(hunkLines, { minLength: 1, maxLength: 3 });

function render(hunks: readonly (readonly Line[])[]): string[] {
  const lines = ["diff --git a/lamp.c b/lamp.c", "--- a/lamp.c", "+++ b/lamp.c"];
  let start = 10;
  for (const hunk of hunks) {
    const count = (sign: string): number => hunk.filter((line) => line.sign !== sign).length;
    lines.push(`@@ -${start},${count("+")} +${start},${count("-")} @@ int lamp(void)`);
    lines.push(...hunk.map(({ sign, text }) => sign + text));
    start += 100;
  }
  return lines;
}

const bare = (text: string): string => text.replace(/\s/g, "");
const signs = { context: " ", added: "+", removed: "-" } as const;
const seen = (hunk: Hunk): string[] => hunk.lines.map(({ kind, text }) => signs[kind] + bare(text));
const wanted = (hunk: readonly Line[]): string[] => hunk.map(({ sign, text }) => sign + bare(text));

const asPatch = (lines: readonly string[]): string =>
  `From: Patch Author <author@example.org>\nSubject: [PATCH] lamp\n\nWords.\n---\n\n` +
  `${lines.join("\n")}\n-- \n2.36.1\n`;
const asReply = (lines: readonly string[], mark = "> "): string =>
  `From: A Reviewer <reviewer@example.org>\nSubject: Re: [PATCH] lamp\n\nPatch Author wrote:\n` +
  `${lines.map((line) => mark + line).join("\n")}\n\nFine.\n`;

const hunksOf = (text: string): readonly Hunk[] =>
  read(text).patches.flatMap(({ files }) => files.flatMap(({ hunks }) => hunks));

function checkWhole(text: string, hunks: readonly (readonly Line[])[]): void {
  const found = hunksOf(text);
  assert.deepEqual(found.map(seen), hunks.map(wanted));
  assert.ok(found.every(({ state }) => state !== "cut"));
}

test("a patch comes back from its own mail, quoted at any depth, or stripped of blanks", () => {
  fc.assert(
    fc.property(patch, fc.constantFrom("> ", "> > ", ">> ", "> > > > "), (hunks, mark) => {
      const lines = render(hunks);
      checkWhole(asPatch(lines), hunks);
      checkWhole(asReply(lines, mark), hunks);
      checkWhole(asReply(lines.map((line) => line.trimEnd())), hunks);
    }),
    { numRuns: 150 },
  );
});

test("a patch comes back when tabs became blanks or vanished", () => {
  fc.assert(
    fc.property(patch, fc.constantFrom(" ", "   ", ""), (hunks, blank) => {
      checkWhole(asReply(render(hunks).map((line) => line.replace(/\t/g, blank))), hunks);
    }),
    { numRuns: 100 },
  );
});

test("a comment between any two lines of a hunk does not end it", () => {
  fc.assert(
    fc.property(patch, fc.nat(40), (hunks, place) => {
      const quoted = asReply(render(hunks)).split("\n");
      const at = 9 + (place % Math.max(1, quoted.length - 12));
      quoted.splice(at, 0, "", "Is this line needed?", "");
      const reading = read(quoted.join("\n"));
      const found = reading.patches.flatMap(({ files }) => files.flatMap((file) => file.hunks));
      assert.deepEqual(found.map(seen), hunks.map(wanted));
    }),
    { numRuns: 150 },
  );
});

test("a hunk cut anywhere says how many of its lines are missing", () => {
  fc.assert(
    fc.property(patch, fc.nat(100), (hunks, cut) => {
      const last = hunks[hunks.length - 1] ?? [];
      const lines = render(hunks);
      const dropped = 1 + (cut % last.length);
      const found = hunksOf(asReply(lines.slice(0, lines.length - dropped)));
      const hunk = found[hunks.length - 1];
      assert.ok(hunk);
      const missing = last.slice(last.length - dropped);
      const { context: lost, added, removed } = hunk.lost;
      // Blank lines at the cut may be the quoting's own and count as missing, too.
      const old = last.filter(({ sign }) => sign !== "+").length;
      const fresh = last.filter(({ sign }) => sign !== "-").length;
      const kept = hunk.lines;
      assert.equal(lost + removed, old - kept.filter(({ kind }) => kind !== "added").length);
      assert.equal(lost + added, fresh - kept.filter(({ kind }) => kind !== "removed").length);
      assert.equal(hunk.state, "cut");
      assert.ok(kept.length <= last.length - missing.length);
    }),
    { numRuns: 150 },
  );
});

test("two damaged copies heal each other", () => {
  fc.assert(
    fc.property(patch, fc.nat(100), (hunks, cut) => {
      const lines = render(hunks);
      const last = hunks[hunks.length - 1]?.length ?? 1;
      const dropped = 1 + (cut % last);
      const eaten = lines.map((line) => line.replace(/\t/g, " "));
      const digest =
        `Re: [PATCH] lamp\n\n2022-07-06 Thread B Reviewer\nPatch Author wrote:\n` +
        `${eaten.map((line) => `> ${line}`).join("\n")}\n\nFine.\n\n` +
        `Re: [PATCH] lamp\n\n2022-07-05 Thread A Reviewer\nPatch Author wrote:\n` +
        `${lines
          .slice(0, lines.length - dropped)
          .map((line) => `> ${line}`)
          .join("\n")}\n\nFine.\n`;
      checkWhole(digest, hunks);
      // Where the copy that kept its tabs holds a line, its spelling wins.
      const first = hunksOf(digest)[0]?.lines[0]?.text;
      if (hunks.length > 1) assert.equal(first, hunks[0]?.[0]?.text);
    }),
    { numRuns: 100 },
  );
});

test("context lines without their blank come back, or the hunk says that it is not whole", () => {
  let same = 0;
  let runs = 0;
  fc.assert(
    fc.property(patch, (hunks) => {
      // A context line "-- x" without its blank is a removed line; nothing can tell.
      fc.pre(!hunks.flat().some(({ sign, text }) => sign === " " && text.startsWith("-")));
      const lines = render(hunks).map((line) => (/^ \s*\S/.test(line) ? line.trimStart() : line));
      const found = hunksOf(asReply(lines));
      runs++;
      const back = JSON.stringify(found.map(seen)) === JSON.stringify(hunks.map(wanted));
      if (back) same++;
      else assert.ok(found.some(({ state }) => state !== "whole"));
    }),
    { numRuns: 150 },
  );
  assert.ok(same * 100 >= runs * 90, `${same} of ${runs} came back`);
});

test("whatever is cut out of a discussion, reading it never throws", () => {
  fc.assert(
    fc.property(
      patch,
      fc.array(
        fc.tuple(fc.nat(2_000), fc.nat(40), fc.constantFrom("", "\n", "> ", "@@ ", "-- \n")),
      ),
      (hunks, wounds) => {
        let text = asPatch(render(hunks)) + asReply(render(hunks), "> > ");
        for (const [at, length, filling] of wounds)
          text = text.slice(0, at) + filling + text.slice(at + length);
        read(text);
      },
    ),
    { numRuns: 200 },
  );
});

test("a recovered patch is one that git applies", (t) => {
  if (spawnSync("git", ["--version"]).status !== 0) return t.skip("there is no git on the PATH");
  const folder = mkdtempSync(join(tmpdir(), "hunkscope-"));
  try {
    for (const name of ["hunk-resumes-after-comment.eml", "blank-lines-stripped.eml"]) {
      const reading = readFixture(name);
      const file = reading.patches[0]?.files[0];
      assert.ok(file);
      const target = join(folder, file.path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, preImage(file.hunks));
      const applied = spawnSync("git", ["apply", "--recount", "--check", "-"], {
        cwd: folder,
        input: renderFile(file),
        encoding: "utf8",
      });
      assert.equal(applied.status, 0, `${name}: ${applied.stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return undefined;
});

/** A file in which each hunk stands at its line. */
function preImage(hunks: readonly Hunk[]): string {
  const lines: string[] = [];
  for (const hunk of hunks) {
    while (lines.length < hunk.oldStart - 1) lines.push(`line ${lines.length + 1}`);
    for (const { kind, text } of hunk.lines) if (kind !== "added") lines.push(text);
  }
  return `${lines.join("\n")}\n`;
}

function readFixture(name: string) {
  const bytes = readFileSync(`test/corpus/mail/${name}`);
  const { value } = readMessages({ name, bytes });
  return readPatches(value, buildThreads(value));
}

/** An answer that quotes a file of a patch. */
const quoting = (id: number, lines: readonly string[]): string =>
  [
    "From x Thu Jan  1 00:00:00 1970",
    `From: a${id}@example.org`,
    `Message-ID: <${id}@example.org>`,
    "Subject: Re: [PATCH] lamp: switch",
    "",
    ...["--- a/lamp.c", "+++ b/lamp.c", ...lines].map((line) => `> ${line}`),
    "",
    "",
  ].join("\n");

test("lines left out are said where the merged hunk is shown, though met first elsewhere", () => {
  const cut = ["@@ -1,6 +1,6 @@", " int first;", " int second;"];
  const trimmed = [
    "@@ -1,6 +1,6 @@",
    " int first;",
    " int second;",
    "-int third;",
    "[...]",
    " int fifth;",
    " int sixth;",
  ];
  const { patches, diagnostics } = read(
    quoting(1, cut) + quoting(2, [...trimmed, " int seventh;"]),
  );
  const hunk = patches[0]?.files[0]?.hunks[0];
  const doubtful = diagnostics.filter(({ code }) => code === "patch/trim-doubtful");
  assert.equal(patches.length, 1);
  assert.deepEqual(
    doubtful.map(({ span }) => span?.line),
    [hunk?.span.line],
  );
});

test("a copy whose counts are met by the next hunk's lines stands behind a mended one", () => {
  const header = "@@ -1,5 +1,5 @@";
  const first = [header, " int lamp_on(void)", " {", "-\treturn lamp;", "+\treturn lamp->on;"];
  const second = [" int lamp_off(void)", " {", "-\treturn 0;", "+\treturn !lamp->on;", " }"];
  const trimmed = [...first, "[...]", " \tint off;", " \tint hot;"];
  const mended = [...first, " }", " ", "@@ -9,5 +9,5 @@", ...second];
  const withoutBlanks = mended.map((line) => line.replace(/^ /, ""));
  const { patches } = read(quoting(1, trimmed) + quoting(2, withoutBlanks));
  const [hunk] = patches[0]?.files[0]?.hunks ?? [];
  assert.deepEqual(
    hunk?.lines.map(({ text }) => text),
    ["int lamp_on(void)", "{", "\treturn lamp;", "\treturn lamp->on;", "}", ""],
  );
  assert.equal(hunk?.state, "repaired");
});
