// SPDX-License-Identifier: MIT
import { finish } from "../mail";
import { collectInSteps } from "../patch";
import type { Opened, SourceText } from "./examination";

/**
 * Reads everything there is to read, without running anything.
 * - Shape: the bytes of files -> messages, threads, patches, comments, and what was repaired or
 *   lost.
 * - Errors: never throws on bad input; what is odd is a diagnostic.
 */
export function openSources(sources: readonly SourceText[]): Opened {
  const found = finish(collectInSteps(sources));
  return {
    sources: sources.map((source) => source.name),
    messages: found.messages,
    threads: found.threads,
    patches: found.patches,
    comments: found.comments,
    repairs: found.repairs,
    losses: found.losses,
    diagnostics: found.diagnostics,
  };
}
