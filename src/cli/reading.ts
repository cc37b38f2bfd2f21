// SPDX-License-Identifier: MIT
import type { MailSource } from "../core/mail";
import { collectInSteps, describeProgress, type Collection } from "../core/patch";

/** Everything read from some files. */
export type Reading = Collection;

/** How often whoever waits is told, and after how long for the first time. */
const tellEveryMs = 100;
const tellAfterMs = 400;

/** Reads the files as one collection, and says how far a long reading has come. */
export function readFiles(files: readonly MailSource[], tell?: (about: string) => void): Reading {
  const steps = collectInSteps(files);
  let next = performance.now() + tellAfterMs;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (!tell || performance.now() < next) continue;
    tell(`reading ${describeProgress(step.value)}`);
    next = performance.now() + tellEveryMs;
  }
}

/**
 * Whether there is anything to show: a text that is no mail counts only where a patch was found in
 * it.
 */
export const isUsable = ({ messages, patches }: Reading): boolean =>
  patches.length > 0 || messages.some(({ author }) => author.from !== "unknown");
