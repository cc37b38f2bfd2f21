// SPDX-License-Identifier: MIT
// Which registers need to be undefined where their locals come to life: only those that something
// may read before they get a value. The others cost nothing that way, and do not keep the machine
// in the loop that tracks undefined bits.
import { Op, opLengths, opShapes } from "./bytecode";
import type { SwitchTable } from "./bytecode";
import type { LoweredDecision } from "./emit";
import { successors } from "./flow";

/** Locals are looked at in groups of this many, a bit of a word for each. */
const groupSize = 32;

/** A function of more instructions than this times its undefined locals keeps them all. */
const workLimit = 4_000_000;

interface Flow {
  readonly code: Int32Array;
  readonly switches: readonly SwitchTable[];
  readonly decisions: readonly LoweredDecision[];
}

/** The pcs of UndefineRegister operations whose register nothing reads before it is written. */
export function needlessUndefines(flow: Flow): ReadonlySet<number> {
  const needless = new Set<number>();
  const { code } = flow;
  const places = new Map<number, number[]>();
  let count = 0;
  for (let pc = 0; pc < code.length; pc += opLengths[code[pc] ?? 0] ?? 1) {
    count++;
    if (code[pc] !== Op.UndefineRegister) continue;
    const register = code[pc + 1] ?? 0;
    const list = places.get(register);
    if (list) list.push(pc);
    else places.set(register, [pc]);
  }
  if (!places.size || workLimit < count * places.size) return needless;
  const blocks = blocksOf(flow);
  const registers = [...places.keys()];
  for (let first = 0; first < registers.length; first += groupSize) {
    const group = new Map(
      registers.slice(first, first + groupSize).map((register, bit) => [register, 1 << bit]),
    );
    liveUp(flow, blocks, group, (pc, live) => {
      if ((live & (group.get(code[pc + 1] ?? 0) ?? 0)) === 0) needless.add(pc);
    });
  }
  return needless;
}

interface BasicBlock {
  /** Its instructions, first to last. */
  readonly pcs: readonly number[];
  readonly next: readonly number[];
}

/** The function's instructions, cut where control flow joins or parts; by first pc. */
function blocksOf(flow: Flow): ReadonlyMap<number, BasicBlock> {
  const { code } = flow;
  const starts = new Set<number>([0]);
  for (let pc = 0; pc < code.length;) {
    const after = pc + (opLengths[code[pc] ?? 0] ?? 1);
    const next = withForced(flow, pc, after);
    if (next.length !== 1 || next[0] !== after)
      for (const start of [...next, after]) starts.add(start);
    pc = after;
  }
  const blocks = new Map<number, BasicBlock>();
  for (let pc = 0; pc < code.length;) {
    const start = pc;
    const pcs: number[] = [];
    let next: readonly number[];
    do {
      pcs.push(pc);
      const after = pc + (opLengths[code[pc] ?? 0] ?? 1);
      next = withForced(flow, pc, after);
      pc = after;
    } while (pc < code.length && !starts.has(pc));
    blocks.set(start, { pcs, next });
  }
  return blocks;
}

/** Where control may go from an instruction; a forced decision goes over to its other side. */
function withForced(flow: Flow, pc: number, after: number): readonly number[] {
  const { code, decisions } = flow;
  if (code[pc] !== Op.Decide) return successors(flow, pc);
  const decision = decisions[code[pc + 1] ?? 0];
  return decision ? [after, decision.truePc, decision.falsePc] : [after];
}

/** Follows what is read later up the function, to a fixed point; then asks at each undefine. */
function liveUp(
  flow: Flow,
  blocks: ReadonlyMap<number, BasicBlock>,
  group: ReadonlyMap<number, number>,
  undefines: (pc: number, live: number) => void,
): void {
  const effects = new Map<number, readonly [reads: number, writes: number]>();
  for (const [start, { pcs }] of blocks) {
    let [reads, writes] = [0, 0];
    for (let index = pcs.length - 1; 0 <= index; index--) {
      const [read, written] = effect(flow.code, pcs[index] ?? 0, group);
      reads = (reads & ~written) | read;
      writes |= written;
    }
    effects.set(start, [reads, writes]);
  }
  const order = [...blocks.keys()].reverse();
  const liveAt = new Map<number, number>();
  const liveAfter = ({ next }: BasicBlock): number =>
    next.reduce((live, start) => live | (liveAt.get(start) ?? 0), 0);
  for (let changed = true; changed;) {
    changed = false;
    for (const start of order) {
      const block = blocks.get(start);
      const [reads, writes] = effects.get(start) ?? [0, 0];
      const live = reads | (block ? liveAfter(block) & ~writes : 0);
      if (live !== (liveAt.get(start) ?? 0)) {
        liveAt.set(start, live);
        changed = true;
      }
    }
  }
  for (const block of blocks.values()) {
    let live = liveAfter(block);
    for (let index = block.pcs.length - 1; 0 <= index; index--) {
      const pc = block.pcs[index] ?? 0;
      if (flow.code[pc] === Op.UndefineRegister) undefines(pc, live);
      const [read, written] = effect(flow.code, pc, group);
      live = (live & ~written) | read;
    }
  }
}

/**
 * Registers of the group that an instruction reads and writes. A local is always written whole: as
 * much of its register as is ever read.
 */
function effect(
  code: Int32Array,
  pc: number,
  group: ReadonlyMap<number, number>,
): readonly [reads: number, writes: number] {
  const shape = opShapes[code[pc] ?? 0] ?? "";
  let [reads, writes] = [0, 0];
  for (let index = 0; index < shape.length; index++) {
    if (shape[index] === "r") reads |= group.get(code[pc + 1 + index] ?? 0) ?? 0;
    else if (shape[index] === "d") writes |= group.get(code[pc + 1 + index] ?? 0) ?? 0;
  }
  return [reads, writes];
}
