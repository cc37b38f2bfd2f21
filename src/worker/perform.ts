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
      return (yield* openInSteps(job.sources)).messages.find(({ id }) => id === job.id);
    case "base":
      return baseText(job.path, job.level);
  }
}

/** The bodies are in the editor already; to copy them between threads would cost more. */
function withoutBodies(opened: Opened): Opened {
  const messages = opened.messages.map((message) => ({ ...message, body: [], attachments: [] }));
  return { ...opened, messages };
}
