// SPDX-License-Identifier: MIT
import {
  buildThreads,
  relay,
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
  let threads: readonly Thread[] = [];
  const { value: messages, diagnostics } = yield* relay(
    sourcesInSteps(sources),
    ({ doneBytes, ofBytes, messages: found }): CollectionProgress => {
      if (!threads.length && found.length >= firstMessages)
        threads = buildThreads(found.slice(0, firstMessages));
      return { stage: "messages", done: doneBytes, of: ofBytes, threads };
    },
  );
  const of = messages.length;
  threads = yield* relay(threadsInSteps(messages), () => ({
    ...{ stage: "patches" as const, done: 0, of, threads },
  }));
  const patches = yield* relay(patchesInSteps(messages, threads), (done) => ({
    ...{ stage: "patches" as const, done, of, threads },
  }));
  return {
    ...patches,
    messages,
    threads,
    diagnostics: [...diagnostics, ...patches.diagnostics],
  };
}
