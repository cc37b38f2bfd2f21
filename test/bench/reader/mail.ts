// SPDX-License-Identifier: MIT
// The mail the figures are taken from, and how they are printed.
import { existsSync, readFileSync } from "node:fs";
import { buildThreads, readMessages, type Message } from "../../../src/core/mail";
import { readPatches } from "../../../src/core/patch";

export const folder = "../shared/mail";
export const boxNames = ["nvdimm-sample.mbox", "unbind-thread.mbox", "poison-range-thread.mbox"];

export interface Box {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The boxes that are there. */
export const boxes = (): readonly Box[] =>
  boxNames
    .map((name) => ({ name, path: `${folder}/${name}` }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => ({ name, path, bytes: readFileSync(path) }));

export function readAll(name: string, bytes: Uint8Array) {
  const { value: messages } = readMessages({ name, bytes });
  const threads = buildThreads(messages);
  return { messages, threads, ...readPatches(messages, threads) };
}

export const byId = (messages: readonly Message[]): ReadonlyMap<string, Message> =>
  new Map(messages.map((message) => [message.id, message]));

let missed = 0;

/** Prints one figure with the bar it is held against. */
export function figure(name: string, value: string, isMet?: boolean, bar = ""): void {
  if (isMet === false) missed++;
  const state = isMet === undefined ? "" : isMet ? "ok" : "MISSED";
  process.stdout.write(`  ${name.padEnd(46)} ${value.padEnd(28)} ${bar.padEnd(12)} ${state}\n`);
}

export const heading = (text: string): void => void process.stdout.write(`\n${text}\n`);
export const note = (text: string): void => void process.stdout.write(`    ${text}\n`);
export const percent = (part: number, of: number): string =>
  of ? `${((100 * part) / of).toFixed(2)} % (${part} of ${of})` : "none";
export const barsMissed = (): number => missed;
