// SPDX-License-Identifier: MIT
// What it costs to keep a state, to tell it from others, and to go back to one.
import { Machine } from "../../src/core/interp";
import { programOf } from "./kernels";

const usedBytes = 0x10000;
const pageBytes = 256;
const dirtyPages = 12;

const text = `
static unsigned char bytes[${usedBytes - 0x1000}];
unsigned long kernel(unsigned long n) { return bytes[n] + n; }
`;

/** Microseconds of processor time of one call, the best of some rounds. */
function cost(call: (index: number) => void, calls: number): number {
  let best = Infinity;
  for (let round = 0; round < 8; round++) {
    const start = process.cpuUsage();
    for (let index = 0; index < calls; index++) call(round * calls + index);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / calls);
  }
  return best;
}

export interface StateCosts {
  /** Going to a state every page of which differs, of 64 KB. */
  readonly forkMicroseconds: number;
  /** Keeping a state after 12 pages were written: states of which none was seen before. */
  readonly newMicroseconds: number;
  /** As that, of states seen before. */
  readonly knownMicroseconds: number;
}

export function measureStates(): StateCosts {
  const program = programOf(text);
  const machine = new Machine(program, { fuel: 1e9, memoryBytes: 0x100000 });
  const [{ address } = { address: 0 }] = program.globals;
  const start = BigInt(address);
  const bytes = new Uint8Array(8);
  const numbers = new Float64Array(bytes.buffer);
  const write = (page: number, value: number): void => {
    numbers[0] = value;
    machine.writeBytes(start + BigInt(page * pageBytes), bytes);
  };
  const pages = Math.floor((usedBytes - 0x1000) / pageBytes);
  const states = [1, 2].map((state) => {
    for (let page = 0; page < pages; page++) write(page, state * 1000 + page);
    return machine.snapshot();
  });
  const forkMicroseconds = cost((index) => {
    const state = states[index & 1];
    if (state) machine.restore(state);
  }, 4000);
  const keys = new Set<string>();
  const step = (values: number) => (index: number) => {
    for (let page = 0; page < dirtyPages; page++) write(page * 17, (index % values) + page / 16);
    keys.add(machine.snapshot().key);
  };
  const newMicroseconds = cost(step(Infinity), 4000);
  const knownMicroseconds = cost(step(50), 4000);
  return { forkMicroseconds, newMicroseconds, knownMicroseconds };
}
