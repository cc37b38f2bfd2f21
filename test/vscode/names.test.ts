// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { safePath } from "../../src/vscode/names";

test("a name from a patch cannot climb out of its address", () => {
  const check = (path: string, safe: string): void => assert.equal(safePath(path), safe, path);
  check("fs/xfs/x.c", "fs/xfs/x.c");
  check("../../etc/passwd", "etc/passwd");
  check("..\\..\\windows\\x", "windows/x");
  check("C:\\x", "C_/x");
  check("/abs", "abs");
  check("a\u0000b", "a_b");
  check("./.", "file.c");
  check("", "file.c");
  check("x".repeat(5000), "x".repeat(400));
});
