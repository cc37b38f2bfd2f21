// SPDX-License-Identifier: MIT
// Speed on one core, against git's own tools and against libraries that do less; then a box of
// 100 MB: its first threads, the longest silence between two reports of progress, and its memory.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import parseDiff from "parse-diff";
import PostalMime from "postal-mime";
import { finish } from "../../../src/core/mail";
import { collectInSteps, type Collection } from "../../../src/core/patch";
import { boxes, figure, heading, note, type Box } from "./mail";

const runs = 7;
const megabyte = 1e6;
const largeBytes = 100 * megabyte;

export async function benchSpeed(): Promise<void> {
  const box = boxes()[0];
  if (!box) return;
  heading(`speed: ${box.name}, ${(box.bytes.length / megabyte).toFixed(1)} MB, best of ${runs}`);
  const ours = best(() => void finish(collectInSteps([box])));
  const rate = box.bytes.length / megabyte / (ours / 1e3);
  figure("threads, series, comments", `${rate.toFixed(1)} MB/s`, rate >= 20, "20 MB/s");
  const git = timeGit(box);
  figure("git mailsplit + git mailinfo", `${(git / ours).toFixed(1)} times as long`);
  const { bare, parsed } = await timeLibraries(box);
  figure("postal-mime alone", `${(bare / ours).toFixed(2)} times as long`);
  figure("postal-mime + parse-diff", `${(parsed / ours).toFixed(2)} times as long`);
  for (const [name, rename] of [
    ["the sample repeated", false],
    ["the same, each copy with ids of its own", true],
  ] as const)
    benchLarge(name, repeated(box.bytes, rename));
}

/** The least time of several runs; on a busy machine the time worked is less than the time gone. */
function best(run: () => void): number {
  let least = Infinity;
  for (let turn = 0; turn < runs; turn++) {
    const started = performance.now();
    const worked = workMs();
    run();
    least = Math.min(least, performance.now() - started, workMs() - worked);
  }
  return least;
}

function timeGit(box: Box): number {
  const folder = mkdtempSync(join(tmpdir(), "hunkscope-bench-"));
  try {
    const started = performance.now();
    spawnSync("git", ["mailsplit", "--mboxrd", `-o${folder}`, box.path]);
    const script = `for mail in ${folder}/0*; do git mailinfo /dev/null /dev/null <"$mail"; done`;
    spawnSync("sh", ["-c", script], { stdio: "ignore" });
    return performance.now() - started;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** They split no box and join no thread: each mail is handed to them alone. */
async function timeLibraries(box: Box): Promise<{ bare: number; parsed: number }> {
  const folder = mkdtempSync(join(tmpdir(), "hunkscope-bench-"));
  try {
    spawnSync("git", ["mailsplit", "--mboxrd", `-o${folder}`, box.path]);
    const mails = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    let bare = Infinity;
    let parsed = Infinity;
    for (let turn = 0; turn < 3; turn++) {
      const started = performance.now();
      const texts: string[] = [];
      for (const mail of mails) texts.push((await PostalMime.parse(mail)).text ?? "");
      bare = Math.min(bare, performance.now() - started);
      for (const text of texts) if (text.includes("\n@@ ")) parseDiff(text);
      parsed = Math.min(parsed, performance.now() - started);
    }
    return { bare, parsed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The box again and again up to 100 MB; with new ids no copy is taken for a duplicate. */
function repeated(bytes: Uint8Array, rename: boolean): Uint8Array {
  const count = Math.ceil(largeBytes / bytes.length);
  const copies: Buffer[] = [];
  const text = Buffer.from(bytes).toString("latin1");
  for (let copy = 0; copy < count; copy++) {
    const stamp = `$1$2${copy}.`;
    const own = /^((?:Message-ID|In-Reply-To|References): *)(<)/gim;
    const renamed = text.replace(own, stamp).replace(/^([ \t]+)(<)(?=[^<>\s]+@)/gm, stamp);
    copies.push(Buffer.from(rename ? renamed : text, "latin1"));
  }
  return Buffer.concat(copies);
}

function benchLarge(name: string, bytes: Uint8Array): void {
  heading(`large: ${name}, ${(bytes.length / megabyte).toFixed(0)} MB`);
  globalThis.gc?.();
  const base = inUse();
  const steps = collectInSteps([{ name: "large", bytes }]);
  const started = performance.now();
  let first = 0;
  let longest = 0;
  let held = 0;
  let peak = 0;
  let last = workMs();
  let done = 0;
  let result: Collection | undefined;
  while (!result) {
    const step = steps.next();
    // Other programs of the machine are none of our work.
    longest = Math.max(longest, workMs() - last);
    if (step.done) result = step.value;
    else {
      if (!first && step.value.threads.length) first = performance.now() - started;
      peak = Math.max(peak, inUse() - base);
      if (step.value.stage === "patches" && step.value.done >= done + 500) {
        done = step.value.done;
        globalThis.gc?.();
        held = Math.max(held, inUse() - base);
      }
    }
    last = workMs();
  }
  globalThis.gc?.();
  held = (Math.max(held, inUse() - base) + bytes.length) / megabyte;
  const allowed = (bytes.length * 4) / megabyte + 64;
  const { messages, threads, patches } = result;
  note(`${messages.length} messages, ${threads.length} threads, ${patches.length} patches`);
  figure("first threads shown", `${first.toFixed(0)} ms`, first <= 1_000, "1000 ms");
  figure("longest work between two steps", `${longest.toFixed(0)} ms`, longest <= 50, "50 ms");
  const bar = `${allowed.toFixed(0)} MB`;
  figure("memory held, the file included", `${held.toFixed(0)} MB`, held <= allowed, bar);
  const most = (peak + bytes.length) / megabyte;
  figure("the same with uncollected garbage", `${most.toFixed(0)} MB`);
}

/** The time this process has worked. */
function workMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

/** What is held, the garbage of the moment included. */
function inUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
