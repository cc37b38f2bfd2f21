// SPDX-License-Identifier: MIT
// The world's facts, read from memory. Over 400 lines: it is the one list of them.
import type { Machine } from "../interp";
import { layoutOf, type Layout } from "./layout";
import { MemoryReader, Noted } from "./memory";

/** Rounds of any list that is walked: a patch may have tied one into a ring. */
const walkLimit = 4096;
const shutdownReasons: readonly (readonly [number, string])[] = [
  [4, "FORCE_UMOUNT"],
  [2, "LOG_IO_ERROR"],
  [8, "CORRUPT_INCORE"],
  [16, "CORRUPT_ONDISK"],
  [32, "DEVICE_REMOVED"],
];
const freezeLevels = ["no", "writes", "page faults", "filesystem", "complete"];
const tableShifts = [39, 30, 21, 12] as const;
const sizeNames: Readonly<Record<number, string>> = { 12: "4 KiB", 21: "2 MiB", 30: "1 GiB" };
/** Bits of a page table entry: see include/asm/pgtable.h of the model. */
const present = 1;
const writable = 2;
const leaf = 8;
const signalNames: Readonly<Record<number, string>> = { 7: "SIGBUS", 9: "SIGKILL", 11: "SIGSEGV" };
const busCodes: Readonly<Record<number, string>> = { 4: "BUS_MCEERR_AR", 5: "BUS_MCEERR_AO" };
const hwpoisonBit = 1 << 21;
/** Pages in one piece of a device's table (hs/world.h of the model). */
const pageChunk = 16;
/** Pages in one piece of the table of ordinary memory (hs/ram.h of the model). */
const ramChunk = 128;
const diskDeadBit = 1 << 2;
const miscModes = ["SEGOFF", "LINEAR", "PHYS", "MEM", "4", "5", "6", "GENERIC"];
const kflagNames = ["CEC", "UC", "EXTLOG", "NFIT", "EDAC", "MCELOG"];

/**
 * The whole observable state as named facts without addresses, in a stable order.
 * - Shape: "P1 maps F1 page 0" -> "pmem0 page 16, 4 KiB, writable"; a fact that does not hold (an
 *   unmapped page, a lock that is free) is absent. One map for as long as nothing is different.
 */
export function readState(machine: Machine): ReadonlyMap<string, string> {
  let reader = readers.get(machine);
  if (!reader) readers.set(machine, (reader = new StateReader(machine)));
  return reader.read();
}

const readers = new WeakMap<Machine, StateReader>();

/** One kind of facts: read again only when a word that they were made of is another. */
interface Section {
  readonly noted: Noted;
  readonly read: () => void;
  facts: Map<string, string>;
}

class StateReader {
  private facts = new Map<string, string>();
  private whole: ReadonlyMap<string, string> | undefined;
  private readonly memory: MemoryReader;
  private readonly layout: Layout;
  private readonly sections: readonly Section[];

  constructor(machine: Machine) {
    this.memory = new MemoryReader(machine);
    this.layout = layoutOf(machine.program);
    this.sections = this.readings().map((read) => ({
      ...{ noted: new Noted(), read, facts: this.facts },
    }));
  }

  private readings(): readonly (() => void)[] {
    const { layout, memory } = this;
    const { hsWorld, world } = layout;
    const each =
      (count: number, table: number, size: number, read: (at: number) => void) => (): void => {
        const length = Math.min(memory.int(world + count), walkLimit);
        for (let index = 0; index < length; index++) read(world + table + index * size);
      };
    return [
      each(hsWorld.pmem_count, hsWorld.pmems, layout.pmem.size, (at) => this.readDevice(at)),
      each(hsWorld.mapper_count, hsWorld.mappers, layout.mapper.size, (at) => {
        const name = memory.textAt(at + layout.mapper.name);
        this.readDax(name, memory.pointer(at + layout.mapper.dax_dev));
      }),
      each(hsWorld.mount_count, hsWorld.plans, layout.plan.size, (at) => this.readPlan(at)),
      each(hsWorld.file_count, hsWorld.files, layout.file.size, (at) => this.readFile(at)),
      each(hsWorld.mapping_count, hsWorld.mappings, layout.mapping.size, (at) =>
        this.readMapping(at),
      ),
      () => this.readSignals(),
      each(hsWorld.pmem_count, hsWorld.pmems, layout.pmem.size, (at) => this.readPoison(at)),
      () => this.readLostMemory(),
      () => this.readHeld(),
      () => this.readBadRanges(),
      () => this.readBadBlocks(),
      () => this.readRecords(),
    ];
  }

  read(): ReadonlyMap<string, string> {
    for (const section of this.sections)
      this.memory.readAgain(section.noted, () => {
        this.facts = section.facts = new Map();
        this.whole = undefined;
        section.read();
      });
    return (this.whole ??= new Map(this.sections.flatMap(({ facts }) => [...facts])));
  }

  private readDevice(at: number): void {
    const { layout, memory, facts } = this;
    const name = memory.text(memory.pointer(at + layout.pmem.name));
    const driver = memory.pointer(memory.pointer(at + layout.pmem.dev) + layout.device.driver);
    facts.set(`${name}.driver`, driver ? memory.textAt(driver + layout.driverName) : "none");
    this.readDax(name, memory.pointer(at + layout.pmem.dax_dev));
    const pages = memory.pointer(at + layout.pmem.pages);
    facts.set(`${name}.pages`, memory.byte(pages + layout.pages.removed) ? "removed" : "present");
    const disk = memory.pointer(at + layout.pmem.disk);
    if (!disk) return;
    const sectors = memory.number(memory.pointer(disk + layout.disk.part0) + layout.sectors);
    const dead = memory.int(disk + layout.disk.state) & diskDeadBit;
    facts.set(`${name}.disk`, dead ? "dead" : `${sectors} sectors`);
  }

  private readDax(name: string, dax: number): void {
    const { layout, memory, facts } = this;
    facts.set(`${name}.alive`, String(memory.int(dax + layout.dax.flags) & 1));
    const holder = memory.pointer(dax + layout.dax.holder_data);
    facts.set(`${name}.holder`, holder ? this.mountName(holder) : "none");
    facts.set(
      `${name}.holder operations`,
      memory.isZero(dax + layout.dax.holder_ops) ? "none" : "set",
    );
  }

  private mountName(address: number): string {
    const { layout, memory } = this;
    const { hsWorld, world } = layout;
    const count = Math.min(memory.int(world + hsWorld.mount_count), walkLimit);
    for (let index = 0; index < count; index++)
      if (memory.pointer(world + hsWorld.mounts + index * 8) === address)
        return memory.textAt(address + layout.mount.hs_name);
    return "somebody else";
  }

  private readPlan(at: number): void {
    const { layout, memory } = this;
    const { hsWorld, world, plan } = layout;
    const index = (at - world - hsWorld.plans) / plan.size;
    if (!memory.byte(at + plan.mounted))
      this.facts.set(`${memory.textAt(at + plan.name)}.mounted`, "no");
    else this.readMount(memory.pointer(world + hsWorld.mounts + index * 8));
  }

  private readMount(mount: number): void {
    const { layout, memory, facts } = this;
    const name = memory.textAt(mount + layout.mount.hs_name);
    const flags = memory.int(mount + layout.mount.hs_shutdown_flags);
    const reason = shutdownReasons.find(([bit]) => flags & bit)?.[1];
    facts.set(`${name}.shutdown`, flags ? (reason ?? "META_IO_ERROR") : "none");
    const level = memory.int(memory.pointer(mount + layout.mount.m_super) + layout.frozen);
    facts.set(`${name}.frozen`, freezeLevels[level] ?? String(level));
    const log = memory.pointer(mount + layout.mount.m_log);
    facts.set(`${name}.log`, memory.byte(log + layout.logDead) ? "stopped" : "running");
  }

  private readFile(at: number): void {
    const { layout, memory, facts } = this;
    const name = memory.textAt(at + layout.file.name);
    const inode = memory.pointer(at + layout.file.inode);
    let node = memory.pointer(inode + layout.entries);
    for (let round = 0; node && round < walkLimit; round++) {
      const index = memory.number(node + layout.node.index);
      const marks = memory.int(node + layout.node.marks);
      // A value entry: shifted by one for the xarray and by four for the flags of DAX.
      const low = memory.int(node + layout.node.entry) >> 1;
      const page = this.devicePage(Math.floor(memory.number(node + layout.node.entry) / 32));
      const words = [low & 8 ? "empty" : low & 4 ? "zero page" : page];
      if (low & 2) words.push("2 MiB");
      words.push(marks & 1 ? "dirty" : "clean");
      if (low & 1) words.push("locked");
      facts.set(`${name} entry ${index}`, words.join(", "));
      node = memory.pointer(node + layout.node.next);
    }
  }

  private readMapping(at: number): void {
    const { layout, memory } = this;
    const process = memory.textAt(memory.pointer(at + layout.mapping.task) + layout.task.hs_name);
    const file = memory.textAt(memory.pointer(at + layout.mapping.file) + layout.file.name);
    const vma = memory.pointer(at + layout.mapping.vma);
    const start = memory.number(vma + layout.vma.vm_start);
    const end = memory.number(vma + layout.vma.vm_end);
    const first = memory.number(vma + layout.vma.vm_pgoff);
    const pgd = memory.pointer(memory.pointer(vma + layout.vma.vm_mm) + layout.pgd);
    let address = start;
    for (let round = 0; address < end && round < walkLimit * 4; round++) {
      const { entry, shift } = this.walk(pgd, address);
      const page = first + (address - start) / 4096;
      if (entry) this.tellMapping(`${process} maps ${file} page ${page}`, entry, shift);
      address += 2 ** shift - (address % 2 ** shift);
    }
  }

  /**
   * The entry that maps an address, 0 for none, and as a shift how much around it that maps, or is
   * without a table.
   */
  private walk(pgd: number, address: number): { entry: number; shift: number } {
    const { memory } = this;
    let table = pgd;
    for (const shift of tableShifts) {
      const entry = table && table + (Math.floor(address / 2 ** shift) % 512) * 8;
      const bits = entry && memory.int(entry);
      if (!(bits & present)) return { entry: 0, shift };
      if (bits & leaf || shift === 12) return { entry, shift };
      table = memory.pointer(entry) & ~15;
    }
    return { entry: 0, shift: 12 };
  }

  private tellMapping(fact: string, entry: number, shift: number): void {
    const { memory, facts } = this;
    const isDevice = memory.int(entry) & leaf;
    const pfn = Math.floor(memory.number(entry) / 4096);
    const page = isDevice ? this.devicePage(pfn) : "ordinary memory";
    const access = memory.int(entry) & writable ? "writable" : "read-only";
    facts.set(fact, `${page}, ${sizeNames[shift] ?? `2^${shift} bytes`}, ${access}`);
  }

  /** "pmem0 page 16" for a pfn. */
  private devicePage(pfn: number): string {
    const { layout, memory } = this;
    const { hsWorld, world } = layout;
    const count = Math.min(memory.int(world + hsWorld.pmem_count), walkLimit);
    for (let index = 0; index < count; index++) {
      const at = world + hsWorld.pmems + index * layout.pmem.size;
      const page = pfn - memory.number(at + layout.pmem.start) / 4096;
      const pages = memory.pointer(at + layout.pmem.pages);
      if (0 <= page && page < memory.number(pages + layout.pages.count))
        return `${memory.textAt(at + layout.pmem.name)} page ${page}`;
    }
    return "no device";
  }

  private readSignals(): void {
    const { layout, memory, facts } = this;
    const head = layout.initTask + layout.task.tasks;
    let node = memory.pointer(head);
    for (let round = 0; node && node !== head && round < walkLimit; round++) {
      const task = node - layout.task.tasks;
      const name = memory.textAt(task + layout.task.hs_name);
      const count = Math.min(memory.int(task + layout.signals.count), 8);
      for (let index = 0; index < count; index++) {
        const info = task + layout.signals.pending + index * layout.siginfo.size;
        const signo = memory.int(info + layout.siginfo.si_signo);
        const code = memory.int(info + layout.siginfo.si_code);
        const lsb = memory.short(info + layout.siginfo.si_addr_lsb);
        const place = this.placeIn(task, memory.number(info + layout.siginfo.si_addr));
        facts.set(
          `${name} pending ${signalNames[signo] ?? signo}`,
          [busCodes[code] ?? `code ${code}`, place, `lsb ${lsb}`].join(", "),
        );
      }
      if (memory.byte(task + layout.signals.killed)) facts.set(`${name} killed`, "yes");
      node = memory.pointer(node);
    }
  }

  /** "F2 page 0": what a process maps at an address. */
  private placeIn(task: number, address: number): string {
    const { layout, memory } = this;
    const mm = memory.pointer(task + layout.task.mm);
    let vma = mm ? memory.pointer(mm + layout.firstVma) : 0;
    for (let round = 0; vma && round < walkLimit; round++) {
      const start = memory.number(vma + layout.vma.vm_start);
      if (start <= address && address < memory.number(vma + layout.vma.vm_end)) {
        const inode = memory.pointer(memory.pointer(vma + layout.vmaFile) + layout.fileInode);
        const page = memory.number(vma + layout.vma.vm_pgoff) + (address - start) / 4096;
        return `${memory.textAt(inode + layout.inodeName)} page ${Math.floor(page)}`;
      }
      vma = memory.pointer(vma + layout.nextVma);
    }
    return "no mapping";
  }

  private readPoison(at: number): void {
    const { layout, memory, facts } = this;
    const name = memory.textAt(at + layout.pmem.name);
    const pages = memory.pointer(at + layout.pmem.pages);
    const count = memory.number(pages + layout.pages.count);
    const chunks = Math.min(Math.ceil(count / pageChunk), walkLimit * 16);
    for (let index = 0; index < Math.min(count, chunks * pageChunk); index++) {
      const chunk = memory.pointer(pages + layout.pages.chunks + Math.floor(index / pageChunk) * 8);
      if (!chunk) {
        index += pageChunk - 1;
        continue;
      }
      const page = chunk + (index % pageChunk) * layout.page.size;
      if (!(memory.int(page + layout.page.flags) & hwpoisonBit)) continue;
      const owner = memory.textAt(page + layout.page.hs_owner);
      const place = memory.number(page + layout.page.hs_owner_index);
      facts.set(
        `${name} page ${index} HWPoison`,
        owner === name ? "yes" : `${owner} page ${place}`,
      );
    }
  }

  /** Ordinary memory that is lost; of what is not nothing is told. */
  private readLostMemory(): void {
    const { layout, memory, facts } = this;
    const count = Math.min(memory.number(layout.ram + layout.ramTable.count), walkLimit * 4);
    for (let index = 0; index < count; index++) {
      const chunk = layout.ram + layout.ramTable.chunks + Math.floor(index / ramChunk) * 8;
      const page = memory.pointer(chunk) + (index % ramChunk) * layout.page.size;
      if (!(memory.int(page + layout.page.flags) & hwpoisonBit)) continue;
      const owner = memory.textAt(page + layout.page.hs_owner);
      const place = memory.number(page + layout.page.hs_owner_index);
      facts.set(`RAM page ${index} HWPoison`, `${owner} page ${place}`);
    }
  }

  private readHeld(): void {
    const { layout, memory, facts } = this;
    const slots = Math.min(memory.int(layout.heldSlots), walkLimit);
    const waiting = this.readWaits();
    for (let index = 0; index < slots; index++) {
      const slot = layout.held + index * layout.heldSlot.size;
      const count = memory.int(slot + layout.heldSlot.count);
      if (!count) continue;
      const kind = memory.textAt(slot + layout.heldSlot.kind);
      const name = memory.textAt(slot + layout.heldSlot.name);
      const of = memory.textAt(slot + layout.heldSlot.of);
      const what = [kind, kind === name ? "" : ` ${name}`, of ? ` of ${of}` : ""].join("");
      // What somebody holds who waits for somebody else is not given back yet, and not lost.
      const waiter = waiting.get(memory.pointer(slot + layout.heldSlot.task));
      const fact = waiter === undefined ? `held ${what}` : `${waiter} waits with ${what}`;
      const before = Number(/^[0-9]+/.exec(facts.get(fact) ?? "")?.[0] ?? 0);
      facts.set(fact, before + count === 1 ? "1 time" : `${before + count} times`);
    }
  }

  /** Tells who waits for what, and gives their names by the addresses of their tasks. */
  private readWaits(): ReadonlyMap<number, string> {
    const { layout, memory, facts } = this;
    const waiting = new Map<number, string>();
    const count = Math.min(memory.int(layout.waitCount), walkLimit);
    for (let index = 0; index < count; index++) {
      const at = layout.waits + index * layout.wait.size;
      const task = memory.pointer(at + layout.wait.task);
      const name = memory.textAt(task + layout.task.hs_name);
      const of = memory.textAt(at + layout.wait.of);
      const what = memory.textAt(at + layout.wait.what);
      waiting.set(task, name);
      facts.set(`${name} waits for`, of === "none" ? what : `${what} of ${of}`);
    }
    return waiting;
  }

  private readBadRanges(): void {
    const { layout, memory, facts } = this;
    const head = layout.bus + layout.badranges;
    let node = memory.pointer(head);
    for (let index = 0; node && node !== head && index < walkLimit; index++) {
      const entry = node - layout.badrange.list;
      const start = memory.number(entry + layout.badrange.start);
      const length = memory.number(entry + layout.badrange.length);
      facts.set(`badrange ${index}`, `start 0x${start.toString(16)}, length ${length}`);
      node = memory.pointer(node);
    }
  }

  private readBadBlocks(): void {
    const { layout, memory } = this;
    const { hsWorld, world, pmem, region } = layout;
    const head = layout.regions;
    let node = memory.pointer(head);
    for (let round = 0; node && node !== head && round < walkLimit; round++) {
      const at = node - region.hs_node;
      const name = memory.textAt(at + region.dev + layout.device.init_name);
      this.tellBadBlocks(name, at + region.bb);
      node = memory.pointer(node);
    }
    const count = Math.min(memory.int(world + hsWorld.pmem_count), walkLimit);
    for (let index = 0; index < count; index++) {
      const at = world + hsWorld.pmems + index * pmem.size;
      // The driver's list goes with the driver; a character device has none.
      if (!memory.pointer(at + pmem.bb)) continue;
      if (memory.isZero(memory.pointer(at + pmem.dev) + layout.device.driver)) continue;
      this.tellBadBlocks(memory.textAt(at + pmem.name), memory.pointer(at + pmem.bb));
    }
  }

  private tellBadBlocks(name: string, list: number): void {
    const { layout, memory, facts } = this;
    const count = Math.min(memory.int(list + layout.badblocks.count), 512);
    const table = memory.pointer(list + layout.badblocks.page);
    for (let index = 0; index < count; index++) {
      const entry = table + index * 8;
      const sectors = (memory.int(entry) & 0x1ff) + 1;
      const high = memory.int(entry + 4) & 0x7fffffff;
      const first = Math.floor((high * 2 ** 32 + (memory.int(entry) >>> 0)) / 512);
      facts.set(`${name} badblock ${first}`, sectors === 1 ? "1 sector" : `${sectors} sectors`);
    }
  }

  private readRecords(): void {
    const { layout, memory, facts } = this;
    const count = Math.min(memory.int(layout.recordCount), 64);
    for (let index = 0; index < count; index++) {
      const at = layout.records + index * layout.record.size;
      const record = memory.pointer(at + layout.record.live) || at + layout.record.mce;
      const name = `mce record ${index}`;
      facts.set(`${name} address`, memory.hex(record + layout.mce.addr));
      facts.set(`${name} status`, memory.hex(record + layout.mce.status));
      const misc = memory.int(record + layout.mce.misc);
      facts.set(
        `${name} misc`,
        memory.isUndefined(record + layout.mce.misc, 2)
          ? "undefined"
          : `mode ${miscModes[(misc >> 6) & 7]}, lsb ${misc & 63}`,
      );
      const kflags = memory.int(record + layout.mce.kflags);
      const names = kflagNames.filter((_, bit) => kflags & (1 << bit));
      facts.set(`${name} kflags`, names.join("|") || "none");
    }
  }
}
