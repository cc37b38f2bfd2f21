// SPDX-License-Identifier: MIT
// The host's side: runs in one worker, reading in another, so that a long run holds up no document;
// in each one job at a time, and it is ended when a job is cancelled. Where no worker can be had,
// the same generators are pulled in slices between the host's own turns, one after the other; what
// does the jobs is loaded only then, so that the extension itself stays small.
import type { Progress } from "../core/review";
import type { perform } from "./perform";
import type { Job, Results, WorkerReply, WorkerRequest } from "./protocol";
import { failureText } from "./failure";

/** A worker of either host. */
export interface WorkerThread {
  post(request: WorkerRequest): void;
  /** Replaces who listened before: there is one job at a time. */
  listen(listener: {
    onReply: (reply: WorkerReply) => void;
    onError: (message: string) => void;
  }): void;
  terminate(): void;
}

export type Perform = typeof perform;

export interface Workers {
  readonly start: () => Promise<WorkerThread>;
  /** Loads what a worker runs into this thread; absent where a host cannot. */
  readonly loadHere?: () => Promise<Perform>;
}

/** Asked for by the caller; the rejection of a cancelled job. */
export class Cancelled extends Error {
  constructor() {
    super("cancelled");
    this.name = "Cancelled";
  }
}

export interface JobOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** A worker that waits this long for the next job gives its memory back. */
const idleLimitMs = 120_000;
/** Shorter than a reader notices between key press and letter. */
const sliceMs = 12;

export class JobRunner {
  private readonly runs: Lane;
  private readonly reading: Lane;

  constructor(workers: Workers) {
    const here = new Turns();
    this.runs = new Lane(workers, here);
    this.reading = new Lane(workers, here);
  }

  /** Does a job after those of its lane before it; rejects with Cancelled or our own failure. */
  run<K extends Job["kind"]>(
    job: Extract<Job, { kind: K }>,
    options: JobOptions = {},
  ): Promise<Results[K]> {
    const lane = job.kind === "examine" ? this.runs : this.reading;
    return lane.run(job, options) as Promise<Results[K]>;
  }

  dispose(): void {
    this.runs.dispose();
    this.reading.dispose();
  }
}

/** Work that waits for the work before it, however that ended. */
class Turns {
  private last: Promise<unknown> = Promise.resolve();

  next<T>(act: () => Promise<T>): Promise<T> {
    const result = this.last.then(act);
    this.last = result.catch(() => undefined);
    return result;
  }
}

/** One worker and the jobs that wait for it. */
class Lane {
  private readonly turns = new Turns();
  private thread: WorkerThread | undefined;
  private withoutWorker = false;
  private idle: ReturnType<typeof setTimeout> | undefined;
  private ids = 0;

  constructor(
    private readonly workers: Workers,
    /** Of both lanes, where no worker can be had. */
    private readonly here: Turns,
  ) {}

  run(job: Job, options: JobOptions): Promise<Results[Job["kind"]]> {
    return this.turns.next(() => this.runNow(job, options));
  }

  dispose(): void {
    clearTimeout(this.idle);
    this.thread?.terminate();
    this.thread = undefined;
  }

  private async runNow(job: Job, options: JobOptions): Promise<Results[Job["kind"]]> {
    if (options.signal?.aborted) throw new Cancelled();
    clearTimeout(this.idle);
    const thread = await this.threadOrNone();
    if (!thread) return this.here.next(() => this.runHere(job, options));
    try {
      return await this.runIn(thread, job, options);
    } finally {
      this.idle = setTimeout(() => this.dispose(), idleLimitMs);
      (this.idle as { unref?: () => void }).unref?.();
    }
  }

  private async threadOrNone(): Promise<WorkerThread | undefined> {
    if (this.thread ?? this.withoutWorker) return this.thread;
    try {
      this.thread = await this.workers.start();
    } catch (error) {
      if (!this.workers.loadHere) throw error;
      this.withoutWorker = true;
    }
    return this.thread;
  }

  private async runHere(job: Job, options: JobOptions): Promise<Results[Job["kind"]]> {
    const perform = await this.workers.loadHere?.();
    if (!perform) throw new Error("no worker can be started here");
    try {
      return await inSlices(perform(job), options);
    } catch (error) {
      throw error instanceof Cancelled ? error : new Error(failureText(error));
    }
  }

  private runIn(
    thread: WorkerThread,
    job: Job,
    options: JobOptions,
  ): Promise<Results[Job["kind"]]> {
    const id = ++this.ids;
    const { signal, onProgress } = options;
    return new Promise((resolve, reject) => {
      const abort = (): void => fail(new Cancelled());
      const fail = (error: Error): void => {
        signal?.removeEventListener("abort", abort);
        // Whatever it was doing, it is of no use any more.
        this.dispose();
        reject(error);
      };
      signal?.addEventListener("abort", abort, { once: true });
      thread.listen({
        onError: (message) => fail(new Error(message)),
        onReply: (reply) => {
          if (reply.id !== id) return;
          if (reply.type === "progress") return onProgress?.(reply.progress);
          signal?.removeEventListener("abort", abort);
          if (reply.type === "done") resolve(reply.result);
          else reject(new Error(reply.message));
        },
      });
      thread.post({ id, job });
    });
  }
}

/** Pulls a generator between the host's own turns. */
export async function inSlices<P, T>(
  work: Generator<P, T>,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: P) => void } = {},
): Promise<T> {
  let since = Date.now();
  let step = work.next();
  while (!step.done) {
    onProgress?.(step.value);
    if (sliceMs < Date.now() - since) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      since = Date.now();
    }
    if (signal?.aborted) throw new Cancelled();
    step = work.next();
  }
  return step.value;
}
