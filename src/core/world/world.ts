// SPDX-License-Identifier: MIT

/** A number, or a longer one as text ("0x100000000"): JSON has no 64-bit numbers. */
export type Amount = number | string;

/** The simulated machine as a scenario describes it; names are what traces and reports show. */
export interface World {
  readonly vendor: "intel" | "amd" | "hygon" | "zhaoxin";
  readonly spas: readonly Spa[];
  readonly badRanges: readonly BadRange[];
  readonly devices: readonly Device[];
  readonly mappers: readonly Mapper[];
  readonly mounts: readonly Mount[];
  readonly files: readonly File[];
  readonly processes: readonly Process[];
  readonly sysctl: Sysctl;
  readonly injections: readonly Injection[];
}

/** A range of system physical addresses that the firmware's NFIT table lists. */
export interface Spa {
  readonly name: string;
  readonly basePhys: Amount;
  readonly bytes: Amount;
  readonly kind: "pm" | "volatile";
}

/** What firmware's searches had found to be lost before the drivers came, as they told it. */
export interface BadRange {
  readonly start: Amount;
  readonly bytes: Amount;
}

/** A persistent memory device with its driver bound. */
export interface Device {
  readonly name: string;
  /** A disk for filesystems, or a character device that processes map as it is. */
  readonly mode: "fsdax" | "devdax";
  readonly basePhys: Amount;
  readonly bytes: Amount;
  /** What lies before the data: the info block and struct pages. */
  readonly dataOffsetBytes: Amount;
  /** Of a character device: the pieces in which it is mapped, each of them one page. */
  readonly align: PageSize;
}

/** What one entry of a page table can map. */
export const pageSizes = ["4 KiB", "2 MiB", "1 GiB"] as const;
export type PageSize = (typeof pageSizes)[number];

/** The same as powers of two of bytes. */
export const pageShifts: Readonly<Record<PageSize, number>> = {
  "4 KiB": 12,
  "2 MiB": 21,
  "1 GiB": 30,
};

/** A linear device-mapper device: bytes [startBytes, startBytes + bytes) of a pmem device. */
export interface Mapper {
  readonly name: string;
  readonly device: string;
  readonly startBytes: Amount;
  readonly bytes: Amount;
}

/** An XFS: blocks of 4096 bytes, inodes of 512. */
export interface Mount {
  readonly name: string;
  /** A pmem device, or a mapper. */
  readonly device: string;
  readonly partitionStartBytes: Amount;
  /** Blocks of every allocation group but the last. */
  readonly agBlocks: number;
  readonly lastAgBlocks: number;
  readonly groups: readonly AllocationGroup[];
  readonly rmapbt: boolean;
  readonly born: boolean;
  readonly readOnly: boolean;
  /** Its devices are open; else a stimulus mounts it. */
  readonly mounted: boolean;
  /** Somebody froze it before the run; at this level nobody can tell who. */
  readonly frozen: "no" | "user" | "kernel";
  /** Other devices that hold the log or the realtime data. */
  readonly logDevice?: string;
  /** Blocks of the log; where absent, all of its device, or what the groups have of it. */
  readonly logBlocks?: number;
  readonly realtimeDevice?: string;
}

export interface AllocationGroup {
  readonly records: readonly RmapRecord[];
}

/** Blocks [start, start + count) of one group and who owns them. */
export interface RmapRecord {
  readonly start: number;
  readonly count: number;
  /** "OWN_FS" and the like, or the name of a file. */
  readonly owner: string;
  /** First block in the owner's file. */
  readonly offset: number;
  readonly fork: "data" | "attr" | "bmbt";
  readonly unwritten: boolean;
}

export interface File {
  readonly name: string;
  readonly mount: string;
  readonly ino: number;
  readonly dax: boolean;
  /** What the inode cache knows of it. */
  readonly cache:
    "cached" | "not-cached" | "reclaimable" | "unlinked" | "corrupt" | "unlinked-open";
  /** Blocks of the realtime device that hold its data; no reverse map tells of them. */
  readonly realtime: readonly RealtimeExtent[];
}

/** Blocks [start, start + count) of a realtime device. */
export interface RealtimeExtent {
  readonly start: number;
  readonly count: number;
  /** First block in the file. */
  readonly offset: number;
}

export interface Process {
  readonly name: string;
  /** It asked, by prctl, to hear of lost memory before it touches it. */
  readonly earlyKill: boolean;
  /** It asked to hear only when it touches it, whatever the sysctl says. */
  readonly lateKill: boolean;
  readonly sigbus: "default" | "handled" | "blocked" | "ignored";
  readonly maps: readonly FileMapping[];
}

/** A mapping of pages [firstPage, firstPage + pages) of a file. */
export interface FileMapping {
  readonly file: string;
  readonly firstPage: number;
  readonly pages: number;
  /** MAP_SYNC. */
  readonly sync: boolean;
  /** MAP_SHARED; else MAP_PRIVATE, and what is written goes to memory of the process's own. */
  readonly shared: boolean;
  /** How each page was touched before the run, if it was. */
  readonly touched: "none" | "read" | "write";
  /** Of what was touched; a character device is mapped in the pieces it has. */
  readonly pageSize: PageSize;
}

export interface Sysctl {
  readonly memoryFailureEarlyKill: boolean;
  readonly memoryFailureRecovery: boolean;
}

/** A call that fails: after `skip` calls that work, `times` calls do not (-1: all). */
export interface Injection {
  /** One of injectableCalls, "kmalloc", or "kmalloc:FUNCTION". */
  readonly call: string;
  /** "EIO" and the like. */
  readonly error: string;
  readonly skip: number;
  readonly times: number;
}

/** Owners of space that are no file, and their numbers as the rmap tree keeps them. */
export const specialOwners: Readonly<Record<string, bigint>> = {
  OWN_NULL: -1n,
  OWN_UNKNOWN: -2n,
  OWN_FS: -3n,
  OWN_LOG: -4n,
  OWN_AG: -5n,
  OWN_INOBT: -6n,
  OWN_INODES: -7n,
  OWN_REFC: -8n,
  OWN_COW: -9n,
};

/** What can be made to fail, and the name the model asks by. */
export const injectableCalls: Readonly<Record<string, string>> = {
  sync_fs: "xfs_log_force",
  xfs_log_force: "xfs_log_force",
  xfs_alloc_read_agf: "xfs_alloc_read_agf",
  xfs_rmap_query_range: "xfs_rmap_query_range",
  xfs_trans_alloc_empty: "xfs_trans_alloc_empty",
  xfs_iget: "xfs_iget",
  sync_blockdev: "sync_blockdev",
  sync_blockdev_nowait: "sync_blockdev_nowait",
  blkdev_issue_flush: "blkdev_issue_flush",
  iomap_begin: "iomap_begin",
};

export const blockBytes = 4096;
/** Blocks of 512 bytes in one sector unit; inodes of 512 bytes, so eight in a block. */
export const inodesPerBlock = 8;
