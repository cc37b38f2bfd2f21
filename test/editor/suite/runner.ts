// SPDX-License-Identifier: MIT
// A runner for inside the extension host: it fits into one bundled file and ends in a plain line.
import { writeFileSync } from "node:fs";

/** Longer than any test here needs on a busy machine, shorter than the harness's patience. */
const testLimitMs = 180_000;

interface Result {
  readonly name: string;
  readonly ok: boolean;
  readonly error?: string;
  readonly ms: number;
}

interface Test {
  readonly name: string;
  readonly body: () => Promise<void> | void;
}

/** The tests of one file. Exported, since a bundler drops a module nobody uses a name of. */
export class Suite {
  readonly tests: Test[] = [];

  readonly test = (name: string, body: Test["body"]): void => {
    this.tests.push({ name, body });
  };
}

/** Runs all tests in the order they were named; rejects if one failed or there were none. */
export async function runAll(suites: readonly Suite[]): Promise<void> {
  const results: Result[] = [];
  for (const one of suites.flatMap(({ tests }) => tests)) {
    const result = await runOne(one);
    results.push(result);
    console.log(`${result.ok ? "ok" : "not ok"} ${one.name}`);
    if (result.error !== undefined) console.log(result.error);
  }
  const failed = results.filter(({ ok }) => !ok).length;
  const file = process.env["HUNKSCOPE_SUITE_RESULT"];
  if (file) writeFileSync(file, JSON.stringify(results));
  console.log(`${results.length - failed} passed, ${failed} failed`);
  if (failed || !results.length) throw new Error(`${failed} of ${results.length} tests failed`);
}

async function runOne({ name, body }: Test): Promise<Result> {
  const start = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${testLimitMs} ms`)), testLimitMs);
  });
  try {
    await Promise.race([body(), late]);
    return { name, ok: true, ms: Date.now() - start };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name, ok: false, error: text, ms: Date.now() - start };
  } finally {
    clearTimeout(timer);
  }
}
