// SPDX-License-Identifier: MIT
// JSCPP, an interpreter of C++ from npm, on the same kernels. It is no dependency of this project:
// HS_JSCPP names a folder in whose node_modules it is.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { kernelNames, onEngine } from "./kernels";

interface Jscpp {
  run(
    code: string,
    input: string,
    config: {
      readonly stdio: { write(text: string): void };
      readonly unsigned_overflow: "ignore";
    },
  ): unknown;
}

export interface Compared {
  readonly kernel: string;
  /** How many times the engine's time per item; or why there is none. */
  readonly ratio: number | string;
}

/**
 * Items of a short and of a long call: what a call costs before its items falls out. Beyond some
 * 5000 unsigned sums of a kernel wrap, which JSCPP does not do as C does.
 */
const items = [1024, 4096] as const;

/** undefined: it is not installed. */
export function compareWithJscpp(
  engineTimes: ReadonlyMap<string, number>,
): readonly Compared[] | undefined {
  const jscpp = installed();
  if (!jscpp) return undefined;
  return kernelNames.map((kernel) => {
    const text = readFileSync(`test/bench/kernels/${kernel}.c`, "utf8");
    try {
      const [short, long] = items.map((count) => timed(jscpp, text, count));
      if (!short || !long) return { kernel, ratio: "was not run" };
      if (long.result !== onEngine(text)(items[1]).result)
        return { kernel, ratio: "gives another result" };
      const nanoseconds = (long.nanoseconds - short.nanoseconds) / (items[1] - items[0]);
      return { kernel, ratio: nanoseconds / (engineTimes.get(kernel) ?? NaN) };
    } catch (error) {
      const [line = ""] = String(error).split("\n");
      return { kernel, ratio: `cannot run it: ${line}` };
    }
  });
}

function installed(): Jscpp | undefined {
  const folder = resolve(process.env["HS_JSCPP"] ?? ".", "package.json");
  try {
    return createRequire(folder)("JSCPP") as Jscpp;
  } catch {
    return undefined;
  }
}

function timed(jscpp: Jscpp, kernel: string, count: number) {
  let output = "";
  const main = `int main() { cout << kernel(${count}); return 0; }`;
  const start = process.cpuUsage();
  jscpp.run(`${kernel}\n#include <iostream>\nusing namespace std;\n${main}\n`, "", {
    stdio: { write: (text) => void (output += text) },
    unsigned_overflow: "ignore",
  });
  const { user, system } = process.cpuUsage(start);
  return { nanoseconds: (user + system) * 1000, result: BigInt(output) };
}
