// SPDX-License-Identifier: MIT
// The stacks of threads, as a snapshot has them: what is alive, as one copy.
import { frameActivation } from "../cc";
import { frameHostPc } from "./core";
import type { Core } from "./core";
import { pageShift } from "./memory";
import type { Memory } from "./memory";
import type { ThreadRecord, Threads } from "./threads";

export interface KeptThread {
  readonly record: ThreadRecord;
  /** Of the stack from its floor on; words of frames that tell how the run got here are 0. */
  readonly words: Int32Array;
  /** Shadow words, then origins; undefined: every bit has a value. */
  readonly unknown: Int32Array | undefined;
  readonly states: Uint8Array;
  /** Of each frame, innermost first: what is 0 in `words`. */
  readonly frames: readonly {
    readonly frame: number;
    readonly activation: number;
    readonly hostPc: number;
  }[];
  readonly hash: number;
}

type Known = WeakMap<ThreadRecord, KeptThread>;

const knownByMachine = new WeakMap<Threads, Known>();

/** Stacks as one machine last kept them: others may have changed theirs since. */
function knownOf(threads: Threads): Known {
  let known = knownByMachine.get(threads);
  if (!known) knownByMachine.set(threads, (known = new WeakMap()));
  return known;
}

/** All threads as they are now; those that did not run since are shared with earlier snapshots. */
export function keepThreads(core: Core, threads: Threads): readonly KeptThread[] {
  const known = knownOf(threads);
  return threads.kept.map((record) => {
    const kept = known.get(record);
    if (kept && !isWritten(core.memory, kept)) return kept;
    const fresh = keep(core, record);
    known.set(record, fresh);
    settle(core.memory, fresh);
    return fresh;
  });
}

/** Threads as they were. */
export function putThreads(core: Core, threads: Threads, kept: readonly KeptThread[]): void {
  const { memory } = core;
  const known = knownOf(threads);
  const now = new Set(threads.kept);
  const changed = kept.filter(
    (one) => !now.has(one.record) || known.get(one.record) !== one || isWritten(memory, one),
  );
  threads.restore(
    kept.map(({ record }) => record),
    new Set(changed.map(({ record }) => record)),
  );
  for (const one of changed) {
    put(memory, one);
    known.set(one.record, one);
    settle(memory, one);
  }
}

export function isSameThread(a: KeptThread, b: KeptThread): boolean {
  if (a === b) return true;
  const [one, other] = [a.record, b.record];
  return (
    a.hash === b.hash &&
    one.context.pc === other.context.pc &&
    one.context.frame === other.context.frame &&
    one.passed === other.passed &&
    one.state.kind === other.state.kind &&
    isSame(a.words, b.words) &&
    isSame(a.states, b.states) &&
    (a.unknown && b.unknown ? isSame(a.unknown, b.unknown) : a.unknown === b.unknown)
  );
}

const isSame = (a: Int32Array | Uint8Array, b: Int32Array | Uint8Array): boolean =>
  a.length === b.length && a.every((word, index) => word === b[index]);

/** Somebody else wrote to it, through a pointer. */
function isWritten({ dirty }: Memory, { record, words }: KeptThread): boolean {
  const [first, end] = pagesOf(record, words);
  for (let page = first; page < end; page++) if (dirty[page] !== 0) return true;
  return false;
}

function settle({ dirty }: Memory, { record, words }: KeptThread): void {
  dirty.fill(0, ...pagesOf(record, words));
}

function pagesOf({ context }: ThreadRecord, words: Int32Array): [first: number, end: number] {
  const end = context.stackFloor + words.length * 4;
  return [context.stackFloor >>> pageShift, (end + (1 << pageShift) - 1) >>> pageShift];
}

function keep(core: Core, record: ThreadRecord): KeptThread {
  const { memory } = core;
  const { context, state } = record;
  const isGone = state.kind === "finished" || context.frame < 0;
  const first = context.stackFloor >>> 2;
  const end = isGone ? first : core.frameEnd(context.frame) >>> 2;
  const words = memory.words.slice(first, end);
  const shadow = memory.shadowWords.subarray(first, end);
  let unknown: Int32Array | undefined;
  if (shadow.some((bits) => bits !== 0)) {
    unknown = new Int32Array(words.length * 2);
    for (const [index, bits] of shadow.entries()) {
      unknown[index] = bits;
      if (bits !== 0) unknown[words.length + index] = memory.origins[first + index] ?? 0;
    }
  }
  const frames = isGone
    ? []
    : [...core.framesFrom(context)].map(({ frame }) => {
        const activation = words[frame - first + frameActivation] ?? 0;
        const hostPc = words[frame - first + frameHostPc] ?? 0;
        words[frame - first + frameActivation] = words[frame - first + frameHostPc] = 0;
        return { frame, activation, hostPc };
      });
  const states = memory.states.slice(first >>> 1, end >>> 1);
  return { record, words, unknown, states, frames, hash: hashOf(record, words, unknown, states) };
}

function put({ words, shadowWords, origins, states }: Memory, kept: KeptThread): void {
  const first = kept.record.context.stackFloor >>> 2;
  const count = kept.words.length;
  words.set(kept.words, first);
  states.set(kept.states, first >>> 1);
  if (kept.unknown) {
    shadowWords.set(kept.unknown.subarray(0, count), first);
    origins.set(kept.unknown.subarray(count), first);
  }
  for (const { frame, activation, hostPc } of kept.frames) {
    words[frame + frameActivation] = activation;
    words[frame + frameHostPc] = hostPc;
  }
}

function hashOf(
  { thread, state, context, passed }: ThreadRecord,
  words: Int32Array,
  unknown: Int32Array | undefined,
  states: Uint8Array,
): number {
  const blocked = state.kind === "blocked" ? `${state.on} ${state.object}` : "";
  let hash = 0;
  const mix = (word: number): void => {
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  };
  const text = `${thread.id} ${thread.name} ${state.kind} ${blocked}`;
  for (let index = 0; index < text.length; index++) mix(text.charCodeAt(index));
  for (const word of [context.pc, context.frame, passed]) mix(word);
  for (const word of words) mix(word);
  for (const state of states) mix(state);
  for (const word of unknown ?? []) mix(word);
  return hash;
}
