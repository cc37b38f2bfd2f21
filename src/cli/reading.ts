// SPDX-License-Identifier: MIT
import type { MailSource } from "../core/mail";
import { collectInSteps, type Collection } from "../core/patch";

/** Everything read from some files. */
export type Reading = Collection;

/** Reads the files as one collection. */
export function readFiles(files: readonly MailSource[]): Reading {
  const steps = collectInSteps(files);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Whether there is anything to show: a text that is no mail counts only where a patch was found in
 * it.
 */
export const isUsable = ({ messages, patches }: Reading): boolean =>
  patches.length > 0 || messages.some(({ author }) => author.from !== "unknown");
