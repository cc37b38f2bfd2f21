// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readFiles } from "../../src/cli/files";
import { filesOf } from "../../src/cli/read-folder";
import { runRead } from "../../src/cli/read";

const folder = "test/corpus/folders";

test("a maildir is read from cur and new, never from tmp", () => {
  assert.deepEqual(
    filesOf(`${folder}/maildir`),
    ["cur/1656928800.1.toy", "new/1657015200.2.toy"].map((name) => join(folder, "maildir", name)),
  );
  const { out, exit } = runRead(readFiles([`${folder}/maildir`]), false);
  assert.equal(exit, 0);
  assert.match(out, /^2 messages in 1 thread$/m);
});

test("a quilt folder is read in the order of its series file", () => {
  const { out } = runRead(readFiles([`${folder}/quilt`]), false);
  assert.deepEqual(
    [...out.matchAll(/^Patch \d {2}(.*)$/gm)].map(([, subject]) => subject),
    ["toy: applied first", "toy: applied last"],
  );
});

test("format-patch files are read in the order of their numbers", () => {
  const made = mkdtempSync(join(tmpdir(), "hunkscope-folder-"));
  try {
    for (const name of ["10-j.patch", "9-i.patch", "notes.pdf", ".hidden.patch"])
      writeFileSync(join(made, name), "x\n");
    mkdirSync(join(made, "sub.patch"));
    assert.deepEqual(filesOf(made), [join(made, "9-i.patch"), join(made, "10-j.patch")]);
  } finally {
    rmSync(made, { recursive: true });
  }
});

test("a series file names no file outside its folder", () => {
  const made = mkdtempSync(join(tmpdir(), "hunkscope-folder-"));
  try {
    writeFileSync(join(made, "series"), "../a.patch\n/etc/passwd\nsub/../../b.patch\nc.patch\n");
    writeFileSync(join(made, "c.patch"), "x\n");
    assert.deepEqual(filesOf(made), [join(made, "c.patch")]);
  } finally {
    rmSync(made, { recursive: true });
  }
});

test("what a series file names and the folder has not is told, and the rest is read", () => {
  const made = mkdtempSync(join(tmpdir(), "hunkscope-folder-"));
  try {
    const names = ["gone.patch", "sub/gone.patch -p0", "here.patch -p1 # it is", "sub #+guard"];
    writeFileSync(join(made, "series"), names.join("\n"));
    writeFileSync(join(made, "here.patch"), "x\n");
    mkdirSync(join(made, "sub"));
    const told: string[] = [];
    assert.deepEqual(
      readFiles([made], (words) => told.push(words)).map(({ name }) => name),
      [join(made, "here.patch")],
    );
    assert.deepEqual(
      told.map((words) => words.slice(made.length)),
      ["/gone.patch", "/sub/gone.patch", "/sub"].map(
        (name) => `${name}: named by the series, and not there`,
      ),
    );
  } finally {
    rmSync(made, { recursive: true });
  }
});
