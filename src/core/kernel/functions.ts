// SPDX-License-Identifier: MIT
import { levels, type LevelChanges } from "./level";
import { functionNames, levelNames } from "./names";

/**
 * How a function of the model stands for the kernel's.
 * - Shape: interpreted: its own steps in their order, a hunk may land in it; primitive: its effect
 *   on the machine by other steps; stub: nothing of what it does can be seen in this machine.
 */
export type Fidelity = "interpreted" | "primitive" | "stub";

export interface CatalogEntry {
  readonly path: string;
  readonly name: string;
  readonly fidelity: Fidelity;
  /** What it leaves out, or how it differs. */
  readonly note?: string;
  /** What of its shape is from memory of later kernels: no released text was read for it. */
  readonly assumed?: string;
}

/** Primitives that keep their kernel path, so that traces and traps show them there. */
const primitives = new Set([
  "__print_mce",
  "ghes_clear_estatus",
  "ghes_read_estatus",
  "is_nd_pmem",
  "is_nd_volatile",
  "is_nvdimm_bus",
  "blocking_notifier_call_chain",
  "blocking_notifier_chain_register",
  "blocking_notifier_chain_unregister",
  "dax_associate_entry",
  "dax_lock_entry",
  "dax_lock_folio",
  "dax_lock_mapping_entry",
  "dax_lock_page",
  "dax_unlock_entry",
  "dax_unlock_folio",
  "dax_unlock_mapping_entry",
  "dax_unlock_page",
  "get_unlocked_entry",
  "put_unlocked_entry",
  "release_nodes",
  "unmap_mapping_range_vma",
  "xfs_alloc_read_agf",
  "xfs_group_next_range",
  "xfs_group_get",
  "xfs_group_grab",
  "xfs_group_put",
  "xfs_group_rele",
  "xfs_rtgroup_lock",
  "xfs_rtgroup_unlock",
  "xfs_rtrmapbt_init_cursor",
  "xfs_btree_del_cursor",
  "xfs_iget",
  "xfs_irele",
  "xfs_log_force",
  "xfs_perag_get",
  "xfs_perag_grab",
  "xfs_perag_put",
  "xfs_perag_rele",
  "xfs_rmap_query_range",
  "xfs_rmapbt_init_cursor",
  "xfs_trans_alloc_empty",
  "xfs_trans_brelse",
  "xfs_trans_cancel",
  "xlog_force_shutdown",
]);

const stubs = new Set([
  "acpi_nfit_ars_rescan",
  "amd_filter_mce",
  "cper_next_record_id",
  "erst_clear",
  "erst_get_record_count",
  "erst_get_record_id_begin",
  "erst_get_record_id_end",
  "erst_get_record_id_next",
  "erst_read_record",
  "erst_write",
  "intel_filter_mce",
  "blkdev_issue_flush",
  "bus_get",
  "bus_put",
  "device_add_disk",
  "fserror_report_data_lost",
  "hwpoison_filter",
  "nvdimm_flush",
  "pmem_dax_zero_page_range",
  "put_disk",
  "xfs_healthmon_report_media",
  "xlog_shutdown_wait",
]);

const notes: Readonly<Record<string, string>> = {
  __device_release_driver: "no device links, no runtime power management",
  alloc_dax: "no device numbers or inode cache of its own",
  collect_procs_file: "the place handed to add_to_kill is 0, as in the merge window's text",
  del_gendisk: "syncs the filesystem on the whole disk, then the disk is dead",
  devm_add_action: "every resource is an action",
  cleanup_mapped_device: "one linear target, no table to swap",
  dax_insert_entry: "a write does not copy what is shared",
  dax_iomap_pmd_fault: "no huge page of zeros: 2 MiB of a hole are refused",
  do_machine_check: "one processor: no rendezvous; kernel code goes on without a fixup",
  evict_inodes: "DAX entries only: each takes its struct page out of the file",
  get_tree_bdev: "the super block is there beforehand",
  dax_lock_folio: "a folio is one page",
  generic_shutdown_super: "no names, no writeback, no security module",
  iomap_iter: "no iomap_end",
  mce_no_way_out: "no model-specific quirks",
  mce_severity: "a list of rules of our own; no model-specific rows",
  sb_start_pagefault: "waits for the thaw; writers are not counted",
  xfs_fs_fill_super: "of the log and the headers only bad blocks are seen",
  xfs_bmbt_to_iomap: "the world's extents stand for the block map",
  freeze_super: "writers are not counted, so no level has anyone to wait for",
  get_dev_pagemap: "finds no map that is being torn down",
  invalidate_inode_pages2_range: "DAX entries only: there is no page cache",
  amd_mce_is_memory_error: "without SMCA",
  is_nvdimm_bus: "the kernel compares device types",
  mce_setup: "cpuid, registers and time are constants",
  memory_failure: "ordinary memory: single pages of files and processes",
  hwpoison_user_mappings: "no locked or huge pages; unmapping does not fail",
  identify_page_state: "page cache, or a copy of a process's own",
  collect_procs_anon: "one mapping stands for the reverse map of a copy",
  kill_accessing_process: "by mappings in place of a walk of page tables",
  memunmap_pages: "waits for holders of get_dev_pagemap only",
  pmem_attach_disk: "no info block is read from the media; no bio path",
  sync_inodes_sb: "flushes dirty DAX entries and write-protects what maps them",
  synchronize_srcu: "two sides, no batching: who asks flips them and waits for both",
  xfs_alloc_read_agf: "takes the group for granted, as the kernel does",
  amd_mce_usable_address: "without SMCA, so no bank gives system addresses as a rule (PADDRV)",
  fs_bdev_mark_dead: "no dentries to shrink and no unused inodes to drop",
  xfs_group_next_range: "a realtime device is one group",
  xfs_do_force_shutdown: "messages in other words, without the caller's address",
  xfs_fs_sync_fs: "forces the log; nothing else is cached",
  xfs_iget: "only XFS_IGET_INCORE: from the world's table of inodes",
  xfs_rmap_query_range: "a sorted list stands for the tree; injectable error",
};

const assumedShapes: Readonly<Record<string, string>> = {
  dax_lock_folio: "the bounds of a folio, which is one page here",
  fserror_report_data_lost: "its arguments",
  xfs_dax_notify_dev_failure: "from when on it is there, for realtime groups too",
  xfs_healthmon_report_media: "its arguments",
};

const fidelityOf = (path: string, name: string): Fidelity =>
  stubs.has(name)
    ? "stub"
    : path.startsWith("hs/") || primitives.has(name)
      ? "primitive"
      : "interpreted";

const entryOf = (path: string, name: string): CatalogEntry => {
  const note = Object.hasOwn(notes, name) ? notes[name] : undefined;
  const assumed = Object.hasOwn(assumedShapes, name) ? assumedShapes[name] : undefined;
  return {
    ...{ path, name, fidelity: fidelityOf(path, name) },
    ...(note === undefined ? {} : { note }),
    ...(assumed === undefined ? {} : { assumed }),
  };
};

export const changesOf = (level: string): LevelChanges => levelNames[level] ?? {};

/** By file in path order; by place in the oldest text, what was added later last. */
export function functionTable(level: string): readonly CatalogEntry[] {
  const names = new Map(Object.entries(functionNames));
  const last = levels.findIndex(({ id }) => id === level);
  for (const { id } of levels.slice(0, last + 1))
    for (const [path, { added = [], removed = [] }] of Object.entries(changesOf(id))) {
      const kept = (names.get(path) ?? []).filter((name) => !removed.includes(name));
      names.set(path, [...kept, ...added]);
    }
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, own]) => own.map((name) => entryOf(path, name)));
}
