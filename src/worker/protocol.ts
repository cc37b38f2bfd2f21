// SPDX-License-Identifier: MIT
// What the extension host and the worker say to one another. Both are ours and of one build, and a
// worker is ended rather than asked to stop, so the contract is small.
import type { Examination, ExamineOptions, Opened, Progress, SourceText } from "../core/review";

export type Job =
  | { readonly kind: "open"; readonly sources: readonly SourceText[] }
  | {
      readonly kind: "examine";
      readonly sources: readonly SourceText[];
      readonly options: ExamineOptions;
    }
  | {
      readonly kind: "text";
      readonly sources: readonly SourceText[];
      readonly options: ExamineOptions;
      readonly patch: number;
      readonly side: "before" | "after";
      readonly path: string;
      readonly level: string;
    };

/** What a job of each kind comes to. */
export interface Results {
  readonly open: Opened;
  readonly examine: Examination;
  /** A file as it was run; nothing where no such file was. */
  readonly text: string | undefined;
}

export interface WorkerRequest {
  readonly id: number;
  readonly job: Job;
}

export type WorkerReply =
  | { readonly id: number; readonly type: "progress"; readonly progress: Progress }
  | { readonly id: number; readonly type: "done"; readonly result: Results[Job["kind"]] }
  | { readonly id: number; readonly type: "failed"; readonly message: string };
