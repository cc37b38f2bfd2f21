// SPDX-License-Identifier: MIT
// The same input gives the same bytes in this thread, in it again, and in a real worker.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import { examinationJson } from "../../src/core/report";
import type { Examination } from "../../src/core/review";
import { perform } from "../../src/worker/perform";
import type { Job, WorkerReply } from "../../src/worker/protocol";

const name = "media/sample/thread.mbox";
const job = {
  kind: "examine",
  sources: [{ name, bytes: readFileSync(name) }],
  options: { patches: ["2"], scenarios: ["m3"] },
} as const satisfies Job;

const bytesOf = (examination: Examination): string =>
  JSON.stringify(examinationJson(examination, { trace: true }));

function here(): string {
  const steps = perform(job);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return bytesOf(step.value as Examination);
}

function inWorker(program: string): Promise<string> {
  const worker = new Worker(program);
  return new Promise<string>((resolve, reject) => {
    worker.on("error", reject);
    worker.on("message", (reply: WorkerReply) => {
      if (reply.type === "failed") reject(new Error(reply.message));
      if (reply.type === "done") resolve(bytesOf(reply.result as Examination));
    });
    worker.postMessage({ id: 1, job });
  }).finally(() => void worker.terminate());
}

test("the same input gives the same bytes twice and in a worker", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hunkscope-worker-"));
  try {
    const outfile = join(folder, "worker.cjs");
    const loader = { ".c": "text", ".h": "text" } as const;
    const shape = { bundle: true, platform: "node", format: "cjs", target: "es2022" } as const;
    buildSync({ entryPoints: ["src/worker/main.ts"], outfile, loader, ...shape });
    const first = here();
    assert.equal(here(), first);
    assert.equal(await inWorker(outfile), first);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
