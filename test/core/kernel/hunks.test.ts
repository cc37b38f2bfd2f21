// SPDX-License-Identifier: MIT
// A hunk into any interpreted function of any level lands in it, and the result compiles; and which
// of the functions that the facts list (their rows E1 to E70) are interpreted.
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyPatches, outline } from "../../../src/core/apply";
import { compileUnit } from "../../../src/core/cc";
import {
  compileOptions,
  functionCatalog,
  levelChanges,
  levels,
  modelTree,
  type CatalogEntry,
} from "../../../src/core/kernel";
import { diffOf } from "../../support/diff";
import { patchOf } from "../apply/support";

const probe = "\tdo { } while (0);";
const none: ReadonlySet<string> = new Set();

/** The text with one more line in a function: before its last statement, or its end. */
function probed(text: string, name: string): string {
  const lines = text.split("\n");
  const item = outline(text).find(
    (one) => one.kind === "function" && one.body && one.name === name,
  );
  assert.ok(item, name);
  let at = item.endLine - 1;
  while (item.startLine <= at && !/^\treturn\b/.test(lines[at] ?? "")) at--;
  lines.splice(at < item.startLine ? item.endLine - 1 : at, 0, probe);
  return lines.join("\n");
}

/** The functions of a level that the level before has not, or has otherwise; of the first all. */
function own(level: string): readonly CatalogEntry[] {
  const entries = functionCatalog(level).filter(({ fidelity }) => fidelity === "interpreted");
  if (level === levels[0]?.id) return entries;
  const changes = levelChanges(level);
  return entries.filter(({ path, name }) => {
    const { added = [], changed = [] } = changes[path] ?? {};
    return added.includes(name) || changed.includes(name);
  });
}

for (const { id } of levels)
  test(`a line added to any function of level ${id} lands there, and compiles`, () => {
    const base = modelTree(id);
    const whole = new Map<string, string>();
    for (const { path, name } of own(id)) {
      const text = base.read(path) ?? "";
      const wanted = probed(text, name);
      const { after, placements } = applyPatches({
        ...{ base, subject: patchOf(diffOf(path, text, wanted)), earlier: [], with: [], over: [] },
        ...{ hunksOff: none, runCut: false, threadHints: [] },
      });
      const [{ kind, targets } = { kind: "none", targets: [] }] = placements;
      assert.equal(kind, "exact", `${path} ${name}`);
      assert.deepEqual([targets[0]?.path, targets[0]?.name], [path, name]);
      assert.equal(after.get(path)?.text, wanted, `${path} ${name}`);
      whole.set(path, probed(whole.get(path) ?? text, name));
    }
    for (const [path, text] of whole) {
      const read = (name: string) => (name === path ? text : base.read(name));
      const { diagnostics } = compileUnit({ read }, path, compileOptions(id));
      assert.deepEqual(diagnostics, [], path);
    }
  });

/** Rows of the facts' list of functions that are to be interpreted. */
const interpretedRows: Readonly<Record<number, string>> = {
  1: "dax_read_lock",
  2: "dax_read_unlock",
  3: "dax_alive",
  4: "fs_dax_get_by_bdev",
  5: "fs_put_dax",
  6: "dax_holder",
  7: "dax_holder_notify_failure",
  8: "kill_dax",
  9: "run_dax put_dax dax_add_host dax_remove_host",
  10: "dax_direct_access",
  11: "kill_dev_dax",
  12: "dev_dax_fault dev_dax_huge_fault",
  13: "pmem_release_disk",
  14: "pmem_pagemap_memory_failure",
  15: "nd_pmem_remove",
  16: "unbind_store device_release_driver_internal devres_release_all",
  20: "xfs_failure_pgoff",
  21: "xfs_failure_pgcnt",
  22: "xfs_dax_failure_fn",
  23: "xfs_dax_notify_ddev_failure",
  24: "xfs_dax_notify_failure",
  25: "xfs_dax_notify_failure_freeze xfs_dax_notify_failure_thaw",
  26: "xfs_dax_translate_range xfs_dax_notify_logdev_failure",
  27: "xfs_dax_notify_dev_failure",
  34: "xfs_do_force_shutdown",
  35: "xfs_alloc_buftarg xfs_free_buftarg",
  36: "xfs_fs_sync_fs xfs_fs_freeze xfs_fs_unfreeze",
  37: "__xfs_filemap_fault dax_iomap_fault dax_iomap_pte_fault dax_finish_sync_fault",
  38: "sync_filesystem",
  39: "freeze_super thaw_super",
  40: "vfs_get_tree generic_shutdown_super",
  41: "invalidate_inode_pages2_range",
  44: "dax_invalidate_mapping_entry_sync dax_disassociate_entry",
  45: "memory_failure",
  46: "memory_failure_dev_pagemap",
  47: "mf_generic_kill_procs",
  48: "mf_dax_kill_procs",
  49: "collect_procs_fsdax",
  50: "task_early_kill find_early_kill_thread",
  51: "add_to_kill add_to_kill_fsdax dev_pagemap_mapping_shift",
  52: "unmap_and_kill kill_procs kill_proc",
  56: "apei_mce_report_mem_error",
  57: "apei_smca_report_x86_error",
  59: "mce_log mce_gen_pool_add mce_gen_pool_process",
  60: "mce_usable_address mce_is_memory_error mce_is_correctable whole_page",
  61: "uc_decode_notifier mce_early_notifier mce_default_notifier",
  62: "kill_me_now kill_me_maybe kill_me_never queue_task_work",
  63: "do_machine_check __mc_scan_banks machine_check_poll mce_read_aux",
  64: "mce_severity",
  65: "nfit_handle_mce",
  66: "badrange_add badblocks_populate __add_badblock_range",
  67: "extlog_print",
  68: "ghes_do_proc ghes_handle_memory_failure",
};

/** Rows whose effect on the machine is enough: primitives, and those that headers define. */
const primitiveRows: Readonly<Record<number, string>> = {
  17: "memunmap_pages",
  18: "get_dev_pagemap put_dev_pagemap",
  19: "del_gendisk",
  28: "xfs_rmap_query_range",
  29: "xfs_rmapbt_init_cursor xfs_btree_del_cursor",
  30: "xfs_alloc_read_agf",
  31: "xfs_perag_get xfs_perag_put xfs_perag_rele xfs_group_rele xfs_group_put",
  32: "xfs_trans_alloc_empty xfs_trans_brelse xfs_trans_cancel",
  33: "xfs_iget xfs_irele",
  42: "dax_lock_mapping_entry dax_unlock_mapping_entry",
  43: "dax_lock_page dax_unlock_page dax_lock_folio dax_unlock_folio",
  53: "unmap_mapping_range unmap_mapping_pages",
  54: "force_sig_mceerr send_sig_mceerr do_send_sig_info force_sig",
  55: "memory_failure_queue",
  58: "mce_setup",
  69: "blocking_notifier_call_chain",
  70: "__ffs64 find_first_bit hweight64",
};

test("every row of the facts' functions is in the model as the table here says", () => {
  const found = new Map<string, Set<string>>();
  for (const { id } of levels)
    for (const { name, fidelity } of functionCatalog(id))
      found.set(name, (found.get(name) ?? new Set()).add(fidelity));
  const names = (rows: Readonly<Record<number, string>>): readonly string[] =>
    Object.values(rows).flatMap((row) => row.split(" "));
  const not = (list: readonly string[], wanted: string): readonly string[] =>
    list.filter((name) => !found.get(name)?.has(wanted));
  assert.deepEqual(not(names(interpretedRows), "interpreted"), []);
  assert.deepEqual(
    names(primitiveRows).filter((name) => !found.has(name)),
    [],
  );
  const rows = [interpretedRows, primitiveRows].flatMap(Object.keys);
  assert.equal(new Set(rows).size, 70);
});
