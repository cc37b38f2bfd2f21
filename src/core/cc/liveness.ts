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
  const found = new Set<number>();
  let count = 0;
  for (let pc = 0; pc < code.length; pc += lengthAt(code, pc)) {
    count++;
    if (code[pc] === Op.UndefineRegister && !isReadNext(code, pc))
      found.add(code[pc + 1] as number);
  }
  if (!found.size || workLimit < count * found.size) return needless;
  const blocks = blocksOf(flow, count);
  const registers = [...found];
  const group: Group = { bitOf: new Int32Array(Math.max(...registers) + 1) };
  for (let first = 0; first < registers.length; first += groupSize) {
    group.bitOf.fill(0);
    registers.slice(first, first + groupSize).forEach((register, bit) => {
      group.bitOf[register] = 1 << bit;
    });
    liveUp(code, blocks, group, needless);
  }
  return needless;
}

const lengthAt = (code: Int32Array, pc: number): number => opLengths[code[pc] as number] as number;

/** As where a function ends without a value: the next instruction reads the register. */
function isReadNext(code: Int32Array, pc: number): boolean {
  const next = pc + (opLengths[Op.UndefineRegister] ?? 1);
  const words = readWords[code[next] ?? 0] ?? [];
  return words.some((word) => code[next + word] === code[pc + 1]);
}

/** A function's instructions, cut where control flow joins or parts. */
interface Blocks {
  readonly count: number;
  /** The pc of every instruction. */
  readonly pcs: Int32Array;
  /** By block: the index of its first instruction in there; one more, of the end. */
  readonly firsts: Int32Array;
  /** By block: those that may be next. */
  readonly next: readonly (readonly number[])[];
}

const startsBlock = 1;
/** What stands before it parts or leaves: control does not just go on to it. */
const isAfterParting = 2;

function blocksOf(flow: Flow, instructions: number): Blocks {
  const { code } = flow;
  const marks = new Uint8Array(code.length + 1);
  const partings: (readonly number[])[] = [];
  marks[0] = startsBlock;
  for (let pc = 0; pc < code.length;) {
    const op = code[pc] as number;
    const after = pc + (opLengths[op] as number);
    if (!goesOn[op] || op === Op.Decide) {
      const next = withForced(flow, pc, after);
      if (next.length !== 1 || next[0] !== after) {
        for (const start of next) marks[start] = (marks[start] as number) | startsBlock;
        marks[after] = (marks[after] as number) | startsBlock | isAfterParting;
        partings.push(next);
      }
    }
    pc = after;
  }
  const pcs = new Int32Array(instructions);
  const blockAt = new Int32Array(code.length + 1);
  const firsts: number[] = [];
  const ends: number[] = [];
  let index = 0;
  for (let pc = 0; pc < code.length;) {
    if (marks[pc] !== 0) {
      blockAt[pc] = firsts.length;
      firsts.push(index);
    }
    pcs[index++] = pc;
    pc += lengthAt(code, pc);
    if (marks[pc] !== 0 || pc === code.length) ends.push(pc);
  }
  const count = firsts.length;
  firsts.push(index);
  let parting = 0;
  const next = ends.map((end): readonly number[] => {
    const starts = ((marks[end] as number) & isAfterParting) === 0 ? [end] : partings[parting++];
    return (starts ?? []).flatMap((start) => (start < code.length ? (blockAt[start] ?? 0) : []));
  });
  return { count, pcs, firsts: Int32Array.from(firsts), next };
}

/** Where control may go from an instruction; a forced decision goes over to its other side. */
function withForced(flow: Flow, pc: number, after: number): readonly number[] {
  const { code, decisions } = flow;
  if (code[pc] !== Op.Decide) return successors(flow, pc);
  const decision = decisions[code[pc + 1] ?? 0];
  return decision ? [after, decision.truePc, decision.falsePc] : [after];
}

/** Follows what is read later up the function, to a fixed point; then asks at each undefine. */
function liveUp(code: Int32Array, blocks: Blocks, group: Group, needless: Set<number>): void {
  const { count, pcs, firsts } = blocks;
  // Registers of the group that a block reads before it writes them, and that it writes.
  const reads = new Int32Array(count);
  const writes = new Int32Array(count);
  for (let block = 0; block < count; block++) {
    let [read, written] = [0, 0];
    for (let at = (firsts[block + 1] as number) - 1; (firsts[block] as number) <= at; at--) {
      const pc = pcs[at] as number;
      const own = registersAt(code, pc, writtenWords, group);
      read = (read & ~own) | registersAt(code, pc, readWords, group);
      written |= own;
    }
    reads[block] = read;
    writes[block] = written;
  }
  const liveAt = new Int32Array(count);
  for (let changed = true; changed;) {
    changed = false;
    for (let block = count - 1; 0 <= block; block--) {
      const after = liveAfter(blocks, block, liveAt);
      const live = (reads[block] as number) | (after & ~(writes[block] as number));
      if (live !== liveAt[block]) {
        liveAt[block] = live;
        changed = true;
      }
    }
  }
  for (let block = 0; block < count; block++) {
    let live = liveAfter(blocks, block, liveAt);
    for (let at = (firsts[block + 1] as number) - 1; (firsts[block] as number) <= at; at--) {
      const pc = pcs[at] as number;
      if (code[pc] === Op.UndefineRegister && isOver(code[pc + 1] as number, live, group))
        needless.add(pc);
      const own = registersAt(code, pc, writtenWords, group);
      live = (live & ~own) | registersAt(code, pc, readWords, group);
    }
  }
}

function liveAfter({ next }: Blocks, block: number, liveAt: Int32Array): number {
  const list = next[block] as readonly number[];
  let live = 0;
  for (let index = 0; index < list.length; index++) live |= liveAt[list[index] as number] as number;
  return live;
}

/** The registers that are looked at together: a bit for each, 0 for others. */
interface Group {
  readonly bitOf: Int32Array;
}

const bitIn = ({ bitOf }: Group, register: number): number =>
  register < bitOf.length ? (bitOf[register] as number) : 0;

/** A register of the group that nothing reads from here on. */
function isOver(register: number, live: number, group: Group): boolean {
  const bit = bitIn(group, register);
  return bit !== 0 && (live & bit) === 0;
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
  group: Group,
): number {
  const words = wordsOf[code[pc] as number] as readonly number[];
  let bits = 0;
  for (let index = 0; index < words.length; index++)
    bits |= bitIn(group, code[pc + (words[index] as number)] as number);
  return bits;
}
