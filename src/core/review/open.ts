// SPDX-License-Identifier: MIT
import { finish } from "../mail";
import { collectInSteps, describeProgress } from "../patch";
import type { Opened, Progress, SourceText } from "./examination";

/**
 * Reads everything there is to read, without running anything.
 * - Shape: the bytes of files -> messages, threads, patches, comments, and what was repaired or
 *   lost.
 * - Errors: never throws on bad input; what is odd is a diagnostic.
 */
export const openSources = (sources: readonly SourceText[]): Opened => finish(openInSteps(sources));

/** The same in steps of a few milliseconds; may be abandoned at any of them. */
export function* openInSteps(sources: readonly SourceText[]): Generator<Progress, Opened> {
  const steps = collectInSteps(sources);
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    const { done, of } = step.value;
    yield { done, of, about: describeProgress(step.value) };
  }
  const found = step.value;
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

const stopped = "review/reading-stopped";

/** Whether somebody stopped the reading. */
export const wasStopped = ({ diagnostics }: Opened): boolean =>
  diagnostics.some(({ code }) => code === stopped);

/** What is known of files whose reading somebody stopped. */
export const openedNothing = (sources: readonly SourceText[]): Opened => ({
  sources: sources.map((source) => source.name),
  ...{ messages: [], threads: [], patches: [], comments: [], repairs: [], losses: [] },
  diagnostics: [
    {
      code: stopped,
      severity: "information",
      message: "the reading was stopped; it begins anew when the text changes",
    },
  ],
});
