// SPDX-License-Identifier: MIT
import { buildThreads, readMessages } from "../mail";
import { readPatches } from "../patch";
import type { Opened, SourceText } from "./examination";

/**
 * Reads everything there is to read, without running anything.
 * - Shape: the bytes of files -> messages, threads, patches, comments, and what was repaired or
 *   lost.
 * - Errors: never throws on bad input; what is odd is a diagnostic.
 */
export function openSources(sources: readonly SourceText[]): Opened {
  const read = sources.map((source) => readMessages(source));
  const messages = read.flatMap((parsed) => parsed.value);
  const threads = buildThreads(messages);
  const found = readPatches(messages, threads);
  return {
    sources: sources.map((source) => source.name),
    messages,
    threads,
    patches: found.patches,
    comments: found.comments,
    repairs: found.repairs,
    losses: found.losses,
    diagnostics: [...read.flatMap((parsed) => parsed.diagnostics), ...found.diagnostics],
  };
}
