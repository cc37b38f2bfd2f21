// SPDX-License-Identifier: MIT
import type { MailSource } from "../core/mail";
import { collectInSteps, describeProgress, type Collection } from "../core/patch";
import { openInSteps, type Opened } from "../core/review";
import { withLittleGarbage } from "./heap";

/** Everything read from some files. */
export type Reading = Collection;

/** How often whoever waits is told, and after how long for the first time. */
const tellEveryMs = 100;
const tellAfterMs = 400;

/** Reads the files as one collection, and says how far a long reading has come. */
export const readFiles = (files: readonly MailSource[], tell?: (about: string) => void): Reading =>
  pulled(collectInSteps(files), describeProgress, tell);

/** The same to run what is in them. */
export const openFiles = (files: readonly MailSource[], tell?: (about: string) => void): Opened =>
  pulled(openInSteps(files), ({ about }) => about, tell);

function pulled<P, T>(
  steps: Generator<P, T>,
  describe: (progress: P) => string,
  tell?: (about: string) => void,
): T {
  let next = performance.now() + tellAfterMs;
  return withLittleGarbage(() => {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (!tell || performance.now() < next) continue;
      tell(`reading ${describe(step.value)}`);
      next = performance.now() + tellEveryMs;
    }
  });
}

/**
 * Whether there is anything to show: a text that is no mail counts only where a patch was found in
 * it.
 */
export const isUsable = ({ messages, patches }: Reading): boolean =>
  patches.length > 0 || messages.some(({ author }) => author.from !== "unknown");
