// SPDX-License-Identifier: MIT
import {
  baseText,
  examine,
  openInSteps,
  ranTexts,
  type Opened,
  type Progress,
} from "../core/review";
import type { Job, Results } from "./protocol";

/** Does one job, yielding where it may be abandoned. */
export function* perform(job: Job): Generator<Progress, Results[Job["kind"]]> {
  switch (job.kind) {
    case "open":
      return withoutBodies(yield* openInSteps(job.sources));
    case "examine":
      return yield* examine(yield* openInSteps(job.sources), job.options);
    case "files":
      return ranTexts(yield* openInSteps(job.sources), job.options);
    case "message":
      return plain((yield* openInSteps(job.sources)).messages.find(({ id }) => id === job.id));
    case "base":
      return baseText(job.path, job.level);
  }
}

/** Lines know their places through what a message between threads leaves behind. */
function plain(message: Results["message"]): Results["message"] {
  if (!message) return undefined;
  const linesOf = (lines: typeof message.body): typeof message.body =>
    lines.map(({ text, quoteDepth, unquoted, span }) => ({ text, quoteDepth, unquoted, span }));
  return {
    ...message,
    body: linesOf(message.body),
    attachments: message.attachments.map((one) => ({ ...one, lines: linesOf(one.lines) })),
  };
}

/** The bodies are in the editor already; to copy them between threads would cost more. */
function withoutBodies(opened: Opened): Opened {
  const messages = opened.messages.map((message) => ({ ...message, body: [], attachments: [] }));
  return { ...opened, messages };
}
