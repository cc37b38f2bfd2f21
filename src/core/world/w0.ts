// SPDX-License-Identifier: MIT
import type { AllocationGroup, RmapRecord, World } from "./world";

const record = (start: number, end: number, owner: string): RmapRecord => ({
  start,
  count: end - start,
  owner,
  offset: 0,
  fork: "data",
  unwritten: false,
});

/** What every group begins with, and what else lies in one. */
const group = (...others: readonly RmapRecord[]): AllocationGroup => ({
  records: [
    record(0, 1, "OWN_FS"),
    record(1, 3, "OWN_AG"),
    record(3, 5, "OWN_INOBT"),
    record(5, 6, "OWN_AG"),
    record(6, 7, "OWN_REFC"),
    record(8, 16, "OWN_INODES"),
    ...others,
  ],
});

const process = { earlyKill: false, lateKill: false, sigbus: "handled" } as const;
const mapping = { firstPage: 0, sync: false, shared: true, pageSize: "4 KiB" } as const;

/**
 * The base world of the stock scenarios: one device, one XFS of four groups, two files, four
 * processes.
 * - Units: blocks of 4096 bytes. Inodes have 512 bytes, so F1 (67) lies in block 8 of group 0 and
 *   F2 (579) in block 8 of group 1, both inside OWN_INODES.
 */
export const w0: World = {
  vendor: "intel",
  spas: [{ name: "spa0", basePhys: "0x100000000", bytes: 0x100000, kind: "pm" }],
  badRanges: [],
  devices: [
    {
      ...{ name: "pmem0", mode: "fsdax", basePhys: "0x100000000", bytes: 0x100000 },
      ...{ dataOffsetBytes: 0, align: "4 KiB" },
    },
  ],
  mappers: [],
  mounts: [
    {
      name: "m0",
      device: "pmem0",
      partitionStartBytes: 0,
      agBlocks: 64,
      lastAgBlocks: 64,
      groups: [
        group(record(16, 24, "F1"), { ...record(24, 25, "F1"), fork: "attr" }),
        group(record(20, 24, "F2"), { ...record(30, 31, "F2"), fork: "bmbt" }),
        group(record(40, 56, "OWN_LOG")),
        group(),
      ],
      rmapbt: true,
      born: true,
      readOnly: false,
      mounted: true,
      frozen: "no",
    },
  ],
  files: [
    { name: "F1", mount: "m0", ino: 67, dax: true, cache: "cached", realtime: [] },
    { name: "F2", mount: "m0", ino: 579, dax: true, cache: "cached", realtime: [] },
  ],
  processes: [
    { ...process, name: "SH", maps: [] },
    {
      ...process,
      name: "P1",
      maps: [{ ...mapping, file: "F1", pages: 4, sync: true, touched: "write" }],
    },
    {
      ...process,
      name: "P2",
      maps: [{ ...mapping, file: "F1", firstPage: 2, pages: 1, touched: "read" }],
    },
    {
      ...process,
      name: "P3",
      earlyKill: true,
      maps: [{ ...mapping, file: "F2", pages: 1, touched: "read" }],
    },
  ],
  sysctl: { memoryFailureEarlyKill: false, memoryFailureRecovery: true },
  injections: [],
};
