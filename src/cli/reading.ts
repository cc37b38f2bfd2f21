// SPDX-License-Identifier: MIT
import {
  buildThreads,
  readSources,
  type MailSource,
  type Message,
  type Thread,
} from "../core/mail";
import { readPatches, type PatchReading } from "../core/patch";

/** Everything read from some files. */
export interface Reading extends PatchReading {
  readonly messages: readonly Message[];
  readonly threads: readonly Thread[];
}

/** Reads the files as one collection. */
export function readFiles(files: readonly MailSource[]): Reading {
  const parsed = readSources(files);
  const messages = parsed.value;
  const threads = buildThreads(messages);
  const patches = readPatches(messages, threads);
  return {
    messages,
    threads,
    ...patches,
    diagnostics: [...parsed.diagnostics, ...patches.diagnostics],
  };
}

/**
 * Whether there is anything to show: a text that is no mail counts only where a patch was found in
 * it.
 */
export const isUsable = ({ messages, patches }: Reading): boolean =>
  patches.length > 0 || messages.some(({ author }) => author.from !== "unknown");
