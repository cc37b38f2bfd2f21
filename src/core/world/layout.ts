// SPDX-License-Identifier: MIT
import { assert } from "../base";
import type { Program, RecordType } from "../cc";

/** Where the fields are that the state is read from: byte offsets, and the tables' addresses. */
export type Layout = ReturnType<typeof makeLayout>;

const layouts = new WeakMap<Program, Layout>();

/** The layout of one program; a patch may have moved fields, so every program has its own. */
export function layoutOf(program: Program): Layout {
  let layout = layouts.get(program);
  if (!layout) layouts.set(program, (layout = makeLayout(program)));
  return layout;
}

function makeLayout(program: Program) {
  const at = (tag: string, path: string): number => offsetOf(recordOf(program, tag), path, tag);
  return { ...tablesOf(program), ...machineFields(program, at), ...memoryFields(program, at) };
}

type At = (tag: string, path: string) => number;

function recordOf(program: Program, tag: string): RecordType {
  const type = program.types.record(tag);
  assert(type, `the model has no struct ${tag}`);
  return type;
}

const sizeOf = (program: Program, tag: string): number =>
  recordOf(program, tag).definition.sizeBytes;

/** Addresses of the model's tables. */
function tablesOf(program: Program) {
  const address = (name: string): number => {
    const global = program.globals.find((one) => one.name === name && one.owner === undefined);
    assert(global, `the model has no ${name}`);
    return global.address;
  };
  return {
    world: address("hs_world"),
    held: address("hs_held"),
    heldSlots: address("hs_held_slots"),
    waits: address("hs_waits"),
    waitCount: address("hs_wait_count"),
    bus: address("hs_nvdimm_bus"),
    regions: address("hs_nd_regions"),
    records: address("hs_mce_records"),
    recordCount: address("hs_mce_record_count"),
    initTask: address("init_task"),
    ram: address("hs_ram"),
  };
}

/** Devices, mounts and files, and what is held and broken. */
function machineFields(program: Program, at: At) {
  return {
    hsWorld: fields(at, "hs_world", [
      ...(["pmem_count", "pmems", "mount_count", "mounts", "file_count", "files"] as const),
      ...(["mapping_count", "mappings", "plans", "mapper_count", "mappers"] as const),
    ]),
    plan: {
      size: sizeOf(program, "hs_mount_plan"),
      ...fields(at, "hs_mount_plan", ["name", "mounted"] as const),
    },
    mapper: {
      size: sizeOf(program, "hs_mapper"),
      ...fields(at, "hs_mapper", ["name", "dax_dev"] as const),
    },
    pmem: {
      size: sizeOf(program, "hs_pmem"),
      ...fields(at, "hs_pmem", [
        ...(["name", "start", "dev", "dax_dev", "disk", "bb", "pages"] as const),
      ]),
    },
    pages: fields(at, "hs_pages", ["count", "removed", "chunks"] as const),
    page: {
      size: sizeOf(program, "page"),
      ...fields(at, "page", ["flags", "hs_owner", "hs_owner_index"] as const),
    },
    ramTable: fields(at, "hs_ram", ["count", "chunks"] as const),
    device: fields(at, "device", ["driver", "init_name"] as const),
    driverName: at("device_driver", "name"),
    dax: fields(at, "dax_device", ["flags", "holder_data", "holder_ops"] as const),
    disk: fields(at, "gendisk", ["state", "part0"] as const),
    sectors: at("block_device", "bd_nr_sectors"),
    mount: fields(at, "xfs_mount", [
      ...(["hs_name", "m_super", "m_log", "hs_shutdown_flags"] as const),
    ]),
    frozen: at("super_block", "s_writers.frozen"),
    logDead: at("xlog", "hs_dead"),
    file: {
      size: sizeOf(program, "hs_file"),
      ...fields(at, "hs_file", ["name", "inode"] as const),
    },
    heldSlot: {
      size: sizeOf(program, "hs_held"),
      ...fields(at, "hs_held", ["kind", "name", "of", "task", "count"] as const),
    },
    wait: {
      size: sizeOf(program, "hs_wait"),
      ...fields(at, "hs_wait", ["task", "what", "of"] as const),
    },
    badranges: at("nvdimm_bus", "badrange.list"),
    badrange: fields(at, "badrange_entry", ["start", "length", "list"] as const),
    badblocks: fields(at, "badblocks", ["count", "page"] as const),
    region: fields(at, "nd_region", ["hs_node", "dev", "bb"] as const),
    record: {
      size: sizeOf(program, "hs_mce_record"),
      ...fields(at, "hs_mce_record", ["live", "mce"]),
    },
    mce: fields(at, "mce", ["bank", "status", "addr", "misc", "kflags"] as const),
  };
}

/** What processes and files map, and what waits for a process. */
function memoryFields(program: Program, at: At) {
  return {
    entries: at("inode", "i_data.i_pages.head"),
    node: fields(at, "hs_xa_node", ["next", "index", "entry", "marks"] as const),
    mapping: {
      size: sizeOf(program, "hs_mapping"),
      ...fields(at, "hs_mapping", ["task", "file", "vma"] as const),
    },
    vma: fields(at, "vm_area_struct", ["vm_start", "vm_end", "vm_pgoff", "vm_mm"] as const),
    pgd: at("mm_struct", "pgd"),
    task: fields(at, "task_struct", ["hs_name", "tasks", "mm"] as const),
    firstVma: at("mm_struct", "mmap"),
    nextVma: at("vm_area_struct", "vm_next"),
    vmaFile: at("vm_area_struct", "vm_file"),
    fileInode: at("file", "f_inode"),
    inodeName: at("inode", "hs_name"),
    signals: {
      pending: at("task_struct", "hs_signals.pending"),
      count: at("task_struct", "hs_signals.pending_count"),
      killed: at("task_struct", "hs_signals.killed"),
    },
    siginfo: {
      size: sizeOf(program, "kernel_siginfo"),
      ...fields(at, "kernel_siginfo", [
        ...(["si_signo", "si_code", "si_addr", "si_addr_lsb"] as const),
      ]),
    },
  };
}

function fields<Name extends string>(
  at: (tag: string, path: string) => number,
  tag: string,
  names: readonly Name[],
): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name) => [name, at(tag, name)])) as Record<Name, number>;
}

function offsetOf(type: RecordType, path: string, tag: string): number {
  const [name, ...rest] = path.split(".");
  const field = type.definition.fields.find((candidate) => candidate.name === name);
  assert(field, `struct ${tag} of the model has no ${path}`);
  if (!rest.length) return field.offsetBytes;
  assert(field.type.kind === "record", `${tag}.${name} is no record`);
  return field.offsetBytes + offsetOf(field.type, rest.join("."), tag);
}
