// SPDX-License-Identifier: MIT
import { failureText } from "./failure";
import { perform } from "./perform";
import type { WorkerReply, WorkerRequest } from "./protocol";

/** Answers one request: progress as it goes, then what came of it. Nothing is thrown. */
export function serve({ id, job }: WorkerRequest, post: (reply: WorkerReply) => void): void {
  try {
    const work = perform(job);
    let step = work.next();
    while (!step.done) {
      post({ id, type: "progress", progress: step.value });
      step = work.next();
    }
    post({ id, type: "done", result: step.value });
  } catch (error) {
    post({ id, type: "failed", message: failureText(error) });
  }
}
