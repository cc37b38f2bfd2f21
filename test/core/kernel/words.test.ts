// SPDX-License-Identifier: MIT
// Names that patches of the list use in the model's functions: with them hunks are placed as they
// stand, without one they are placed by an assumption.
import assert from "node:assert/strict";
import test from "node:test";
import { levels, modelTree } from "../../../src/core/kernel";

const names: Readonly<Record<string, readonly string[]>> = {
  "drivers/acpi/nfit/mce.c": ["acpi_desc", "nfit_spa", "found_match", "align"],
  "drivers/dax/super.c": [
    ...["dax_read_lock", "dax_holder_notify_failure", "kill_dax", "run_dax", "put_dax"].map(
      (name) => `EXPORT_SYMBOL_GPL(${name});`,
    ),
  ],
  "fs/xfs/xfs_notify_failure.c": ["start_cross", "end_cross", "xfs_iget(mp, cur->bc_tp,"],
  "mm/memory-failure.c": ["cookie", "to_kill", "mf_flags"],
};

test("what patches name in a function is called so at every level", () => {
  for (const { id } of levels)
    for (const [path, wanted] of Object.entries(names)) {
      const text = modelTree(id).read(path) ?? "";
      for (const name of wanted) assert.ok(text.includes(name), `${id} ${path} ${name}`);
    }
});
