// SPDX-License-Identifier: MIT
// Which registers need to be undefined where their locals come to life: only those that something
// may read before they get a value. The others cost nothing that way, and do not keep the machine
// in the loop that tracks undefined bits.
import { Op, opLengths, opShapes } from "./bytecode";
import type { SwitchTable } from "./bytecode";
import type { LoweredDecision } from "./emit";
import { goesOn, successors } from "./flow";

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
    if (code[pc] !== Op.UndefineRegister || isReadNext(code, pc)) continue;
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

/** As where a function ends without a value: the next instruction reads the register. */
function isReadNext(code: Int32Array, pc: number): boolean {
  const next = pc + (opLengths[Op.UndefineRegister] ?? 1);
  const words = readWords[code[next] ?? 0] ?? [];
  return words.some((word) => code[next + word] === code[pc + 1]);
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
    const op = code[pc] ?? 0;
    const after = pc + (opLengths[op] ?? 1);
    const next = goesOn[op] && op !== Op.Decide ? undefined : withForced(flow, pc, after);
    if (next && (next.length !== 1 || next[0] !== after))
      for (const start of [...next, after]) starts.add(start);
    pc = after;
  }
  const blocks = new Map<number, BasicBlock>();
  for (let pc = 0; pc < code.length;) {
    const start = pc;
    const pcs: number[] = [];
    let last: number;
    do {
      pcs.push((last = pc));
      pc += opLengths[code[pc] ?? 0] ?? 1;
    } while (pc < code.length && !starts.has(pc));
    blocks.set(start, { pcs, next: withForced(flow, last, pc) });
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
  { code }: Flow,
  blocks: ReadonlyMap<number, BasicBlock>,
  group: ReadonlyMap<number, number>,
  undefines: (pc: number, live: number) => void,
): void {
  const effects = new Map<BasicBlock, Effect>();
  for (const block of blocks.values()) {
    const { pcs } = block;
    let [reads, writes] = [0, 0];
    for (let index = pcs.length - 1; 0 <= index; index--) {
      const pc = pcs[index] ?? 0;
      const written = registersAt(code, pc, writtenWords, group);
      reads = (reads & ~written) | registersAt(code, pc, readWords, group);
      writes |= written;
    }
    effects.set(block, { reads, writes });
  }
  const order = [...blocks].reverse();
  const liveAt = new Map<number, number>();
  const liveAfter = ({ next }: BasicBlock): number => {
    let live = 0;
    for (let index = 0; index < next.length; index++) live |= liveAt.get(next[index] ?? 0) ?? 0;
    return live;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const [start, block] of order) {
      const { reads, writes } = effects.get(block) as Effect;
      const live = reads | (liveAfter(block) & ~writes);
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
      if (code[pc] === Op.UndefineRegister) undefines(pc, live);
      const written = registersAt(code, pc, writtenWords, group);
      live = (live & ~written) | registersAt(code, pc, readWords, group);
    }
  }
}

/** Registers of the group that a block reads before it writes them, and that it writes. */
interface Effect {
  readonly reads: number;
  readonly writes: number;
}

/** By operation: which of its words name registers it reads, or writes. */
const wordsWith = (letter: string): readonly (readonly number[])[] =>
  opShapes.map((shape) => [...shape].flatMap((one, index) => (one === letter ? [index + 1] : [])));
const readWords = wordsWith("r");
const writtenWords = wordsWith("d");

/**
 * Registers of the group that those words of an instruction name. A local is always written whole:
 * as much of its register as is ever read.
 */
function registersAt(
  code: Int32Array,
  pc: number,
  wordsOf: readonly (readonly number[])[],
  group: ReadonlyMap<number, number>,
): number {
  const words = wordsOf[code[pc] ?? 0] ?? [];
  let bits = 0;
  for (let index = 0; index < words.length; index++)
    bits |= group.get(code[pc + (words[index] ?? 0)] ?? 0) ?? 0;
  return bits;
}
