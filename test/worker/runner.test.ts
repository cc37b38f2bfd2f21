// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Opened, Progress } from "../../src/core/review";
import { perform } from "../../src/worker/perform";
import type { WorkerReply, WorkerRequest } from "../../src/worker/protocol";
import { Cancelled, JobRunner, type WorkerThread } from "../../src/worker/runner";
import { serve } from "../../src/worker/serve";

const mail = (text: string) => ({ name: "a.mbox", bytes: new TextEncoder().encode(text) });
const open = (text = "") => ({ kind: "open" as const, sources: [mail(text)] });

/** A worker that answers as `answer` does, on a later turn. */
function fakeThread(answer: (request: WorkerRequest, post: (reply: WorkerReply) => void) => void): {
  readonly thread: WorkerThread;
  readonly log: string[];
} {
  const log: string[] = [];
  let listener: Parameters<WorkerThread["listen"]>[0] | undefined;
  const thread: WorkerThread = {
    post: (request) => {
      log.push(request.job.kind);
      setTimeout(() => answer(request, (reply) => listener?.onReply(reply)), 0);
    },
    listen: (next) => (listener = next),
    terminate: () => log.push("terminate"),
  };
  return { thread, log };
}

test("a job is done in the worker, one after the other", async () => {
  const { thread, log } = fakeThread(serve);
  const runner = new JobRunner({ start: () => Promise.resolve(thread) });
  const [one, two] = await Promise.all([runner.run<"open">(open()), runner.run<"open">(open("x"))]);
  assert.deepEqual([one.patches, two.patches], [[], []]);
  assert.deepEqual(log, ["open", "open"]);
  runner.dispose();
});

test("a run that does not end holds up no reading, whose end is not its own", async () => {
  const runs = fakeThread(() => undefined);
  const reads = fakeThread(serve);
  const threads = [runs.thread, reads.thread];
  const runner = new JobRunner({ start: () => Promise.resolve(threads.shift() ?? reads.thread) });
  const job = { kind: "examine" as const, sources: [mail("")], options: {} };
  const endless = runner.run<"examine">(job);
  endless.catch(() => undefined);
  await runner.run<"open">(open());
  const abort = new AbortController();
  const cancelled = runner.run<"open">(open(), { signal: abort.signal });
  setTimeout(() => abort.abort(), 0);
  await cancelled.catch(() => undefined);
  assert.deepEqual(runs.log, ["examine"]);
  assert.equal(reads.log[0], "open");
  runner.dispose();
  assert.deepEqual(runs.log, ["examine", "terminate"]);
});

test("a cancelled job ends its worker at once, and the next job starts another", async () => {
  const silent = fakeThread(() => undefined);
  const fresh = fakeThread(serve);
  const threads = [silent.thread, fresh.thread];
  const runner = new JobRunner({ start: () => Promise.resolve(threads.shift() ?? fresh.thread) });
  const abort = new AbortController();
  const job = runner.run<"open">(open(), { signal: abort.signal });
  setTimeout(() => abort.abort(), 5);
  await assert.rejects(job, Cancelled);
  assert.deepEqual(silent.log, ["open", "terminate"]);
  await runner.run<"open">(open());
  assert.deepEqual(fresh.log, ["open"]);
  runner.dispose();
});

test("a job that was cancelled while it waited is never started", async () => {
  const { thread, log } = fakeThread(serve);
  const runner = new JobRunner({ start: () => Promise.resolve(thread) });
  const abort = new AbortController();
  const first = runner.run<"open">(open());
  const second = runner.run<"open">(open(), { signal: abort.signal });
  abort.abort();
  await first;
  await assert.rejects(second, Cancelled);
  assert.deepEqual(log, ["open"]);
  runner.dispose();
});

test("progress of a job arrives, and replies to an older one are dropped", async () => {
  const { thread } = fakeThread(({ id }, post) => {
    post({ id: id - 1, type: "done", result: undefined });
    post({ id, type: "progress", progress: { done: 1, of: 2, about: "half" } });
    post({ id, type: "failed", message: "our own bug" });
  });
  const runner = new JobRunner({ start: () => Promise.resolve(thread) });
  const seen: Progress[] = [];
  const job = runner.run<"open">(open(), { onProgress: (progress) => seen.push(progress) });
  await assert.rejects(job, /our own bug/);
  assert.deepEqual(seen, [{ done: 1, of: 2, about: "half" }]);
  runner.dispose();
});

test("without a worker the same job is done in slices, and can still be cancelled", async () => {
  const runner = new JobRunner({
    start: () => Promise.reject(new Error("no workers here")),
    loadHere: () => Promise.resolve(perform),
  });
  const opened = await runner.run<"open">(open("no patch in here"));
  assert.deepEqual(opened.patches, []);
  const abort = new AbortController();
  abort.abort();
  await assert.rejects(runner.run<"open">(open(), { signal: abort.signal }), Cancelled);
  runner.dispose();
});

test("where neither worker nor slices can be had, a job says so", async () => {
  const runner = new JobRunner({ start: () => Promise.reject(new Error("no workers here")) });
  await assert.rejects(runner.run<"open">(open()), /no workers here/);
});

test("what was read survives the way between threads", async () => {
  const diff = ["diff --git a/x.c b/x.c", "--- a/x.c", "+++ b/x.c", "@@ -1,2 +1,3 @@", " a", "+b"];
  let reply: WorkerReply | undefined;
  serve({ id: 1, job: open([...diff, " c", ""].join("\n")) }, (one) => (reply = one));
  assert.ok(reply?.type === "done");
  assert.deepEqual(structuredClone(reply), reply);
});

test("a message and its lines survive it, each with its place", () => {
  const mail = [
    "From: A <a@example.org>",
    "Subject: x",
    "Message-ID: <m@example.org>",
    "",
    "> a",
    "",
  ];
  const sources = [{ name: "mail", bytes: new TextEncoder().encode(mail.join("\n")) }];
  let reply: WorkerReply | undefined;
  const job = { kind: "message", sources, id: "m@example.org" } as const;
  serve({ id: 1, job }, (one) => (reply = one));
  assert.ok(reply?.type === "done");
  const message = structuredClone(reply).result as Opened["messages"][number];
  assert.deepEqual(
    message.body.map(({ text, quoteDepth, span }) => [text, quoteDepth, span.line]),
    [["> a", 1, 5]],
  );
});
