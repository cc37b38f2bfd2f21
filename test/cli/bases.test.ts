// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { keepBases, keptBase } from "../../src/cli/bases";
import { imageOfBase } from "../../src/core/review";

test("a kept base is taken by the core that made it and by no other", () => {
  const folder = mkdtempSync(join(tmpdir(), "hunkscope-"));
  try {
    const own = { folder, core: "one" };
    assert.equal(keptBase("L0", own), undefined, "there is none");
    keepBases(["L0"], own);
    assert.equal(keptBase("L0", own)?.units.length, imageOfBase("L0").units.length);
    assert.equal(keptBase("L0", { folder, core: "other" }), undefined);
    assert.equal(keptBase("L0", { folder, core: undefined }), undefined, "of no known core");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
