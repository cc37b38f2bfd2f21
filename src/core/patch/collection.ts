// SPDX-License-Identifier: MIT
import {
  buildThreads,
  sourcesInSteps,
  threadsInSteps,
  type MailSource,
  type Message,
  type Thread,
} from "../mail";
import { patchesInSteps, type PatchReading } from "./read";

/** Everything some files hold, read as one collection. */
export interface Collection extends PatchReading {
  readonly messages: readonly Message[];
  readonly threads: readonly Thread[];
}

/** How far a collection has been read; its threads are known long before its patches. */
export interface CollectionProgress {
  readonly stage: "messages" | "patches";
  readonly done: number;
  /** Bytes while messages are looked for, messages behind that. */
  readonly of: number;
  /** The threads known so far; while messages are looked for those of the first of them. */
  readonly threads: readonly Thread[];
}

/** How far that is, for whoever waits. */
export function describeProgress({ stage, done, of }: CollectionProgress): string {
  if (stage === "patches") return `patches and comments: ${done} of ${of} messages`;
  const megabytes = (of / 1e6).toFixed(1);
  return `messages: ${of ? Math.floor((100 * done) / of) : 0} % of ${megabytes} MB`;
}

/** As many messages as fill the first screens. */
const firstMessages = 300;

/**
 * Reads files as one collection; a message found twice is kept once.
 * - Shape: yields some hundred times a second how far it has come; may be abandoned at any of them.
 */
export function* collectInSteps(
  sources: readonly MailSource[],
): Generator<CollectionProgress, Collection> {
  const reading = sourcesInSteps(sources);
  let threads: readonly Thread[] = [];
  let step = reading.next();
  for (; !step.done; step = reading.next()) {
    const { doneBytes, ofBytes, messages } = step.value;
    if (!threads.length && messages.length >= firstMessages) threads = buildThreads(messages);
    yield { stage: "messages", done: doneBytes, of: ofBytes, threads };
  }
  const { value: messages, diagnostics } = step.value;
  const joining = threadsInSteps(messages);
  let joined = joining.next();
  for (; !joined.done; joined = joining.next())
    yield { stage: "patches", done: 0, of: messages.length, threads };
  threads = joined.value;
  const finding = patchesInSteps(messages, threads);
  let found = finding.next();
  for (; !found.done; found = finding.next())
    yield { stage: "patches", done: found.value, of: messages.length, threads };
  const patches = found.value;
  return {
    ...patches,
    messages,
    threads,
    diagnostics: [...diagnostics, ...patches.diagnostics],
  };
}
