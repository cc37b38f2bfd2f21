// SPDX-License-Identifier: MIT
// What the extension host and the worker say to one another. Both are ours and of one build, and a
// worker is ended rather than asked to stop, so the contract is small.
import type {
  Examination,
  ExamineOptions,
  Opened,
  Progress,
  RanText,
  SourceText,
} from "../core/review";

export type Job =
  | { readonly kind: "open"; readonly sources: readonly SourceText[] }
  | {
      readonly kind: "examine";
      readonly sources: readonly SourceText[];
      readonly options: ExamineOptions;
    }
  | {
      readonly kind: "files";
      readonly sources: readonly SourceText[];
      readonly options: ExamineOptions;
    }
  | { readonly kind: "message"; readonly sources: readonly SourceText[]; readonly id: string }
  | { readonly kind: "base"; readonly path: string; readonly level: string };

/** What a job of each kind comes to. */
export interface Results {
  readonly open: Opened;
  readonly examine: Examination;
  /** The files of the chosen patches that differ from the base, as they are run. */
  readonly files: readonly RanText[];
  /** One message with its body; nothing where there is none of that id. */
  readonly message: Opened["messages"][number] | undefined;
  /** A file of the model; nothing where there is none. */
  readonly base: string | undefined;
}

export interface WorkerRequest {
  readonly id: number;
  readonly job: Job;
}

export type WorkerReply =
  | { readonly id: number; readonly type: "progress"; readonly progress: Progress }
  | { readonly id: number; readonly type: "done"; readonly result: Results[Job["kind"]] }
  | { readonly id: number; readonly type: "failed"; readonly message: string };
