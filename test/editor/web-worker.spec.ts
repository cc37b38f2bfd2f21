// SPDX-License-Identifier: MIT
// The worker of the web extension host, in a real browser: made from a blob as there, it reads and
// runs the sample without anything of Node, and can be ended in the middle.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { Results, WorkerReply } from "../../src/worker/protocol";
import { launchChromium } from "./browser";

let browser: Browser;
let page: Page;

before(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
  const source = readFileSync("dist/web/worker.js", "utf8");
  await page.route("**/*", (route) => {
    const isWorker = new URL(route.request().url()).pathname === "/worker.js";
    return route.fulfill(
      isWorker
        ? { contentType: "text/javascript", body: source }
        : { contentType: "text/html", body: "<!DOCTYPE html><title>worker</title>" },
    );
  });
  await page.goto("https://worker.test/");
  await page.evaluate(async () => {
    const text = await (await fetch("/worker.js")).text();
    const blob = new Blob([text], { type: "text/javascript" });
    Object.assign(globalThis, { workerAddress: URL.createObjectURL(blob) });
  });
});
after(() => browser.close());

/** Posts one job to a new worker, and gives its replies up to the `enough`th or the last. */
function replies(job: unknown, enough = Infinity): Promise<readonly WorkerReply[]> {
  const mail = [...readFileSync("media/sample/thread.mbox")];
  return page.evaluate(
    ({ job, mail, enough }) => {
      const { workerAddress } = globalThis as unknown as { workerAddress: string };
      const worker = new Worker(workerAddress);
      const sources = [{ name: "thread.mbox", bytes: new Uint8Array(mail) }];
      const found: WorkerReply[] = [];
      return new Promise<WorkerReply[]>((resolve, reject) => {
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => {
          found.push(data);
          if (found.length < enough && data.type === "progress") return;
          worker.terminate();
          resolve(found);
        };
        worker.postMessage({ id: 1, job: { ...(job as object), sources } });
      });
    },
    { job, mail, enough: Number.isFinite(enough) ? enough : 1e9 },
  );
}

test("the web worker reads the sample", async () => {
  const reply = (await replies({ kind: "open" })).at(-1);
  assert.ok(reply?.type === "done", JSON.stringify(reply)?.slice(0, 300));
  assert.equal((reply.result as Results["open"]).patches.length, 2);
});

test("the web worker runs a patch, telling its progress", async () => {
  const all = await replies({ kind: "examine", options: { patches: ["2"] } });
  const last = all.at(-1);
  assert.ok(last?.type === "done", JSON.stringify(last)?.slice(0, 300));
  assert.ok(2 < all.length, "there was progress");
  const { patches } = last.result as Results["examine"];
  assert.ok(patches[0]?.scenarios.length);
});

test("the web worker can be ended in the middle of a run", async () => {
  const found = await replies({ kind: "examine", options: {} }, 2);
  assert.deepEqual(
    found.map(({ type }) => type),
    ["progress", "progress"],
  );
});
