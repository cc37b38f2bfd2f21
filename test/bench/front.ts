// SPDX-License-Identifier: MIT
// How fast text becomes a program, and how long a small program takes from its text to its end.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileUnit, linkProgram, tokenize } from "../../src/core/cc";

/** Functions of the large text; some 60 tokens each. */
const functionCount = 2000;

/** As many of them are some 3,000 tokens. */
const smallCount = 32;

const oneFunction = (index: number): string => `
struct item${index} { unsigned long start, length; struct item${index} *next; };
static unsigned long total${index}(const struct item${index} *item, unsigned long limit)
{
	unsigned long sum = ${index};

	for (; item && sum < limit; item = item->next)
		sum += item->start + (item->length >> 3) * ${index + 1}UL;
	return sum;
}
`;

const textOf = (count: number): string =>
  Array.from({ length: count }, (_, index) => oneFunction(index)).join("") +
  "int main(void)\n{\n\tunsigned long sum = 0;\n" +
  Array.from(
    { length: count },
    (_, index) =>
      `\tstruct item${index} i${index} = { ${index}, 8 };\n` +
      `\tsum += total${index}(&i${index}, 100000);\n`,
  ).join("") +
  "\treturn sum & 1;\n}\n";

/** Tokens per second of processor time, from the text to the linked program. */
export function measureFrontEnd(): number {
  const text = textOf(functionCount);
  const { length: tokens } = tokenize(text);
  let best = Infinity;
  for (let round = 0; round < 8; round++) {
    // A text of its own, since lexed files are kept by text.
    const own = text + "\n".repeat(round);
    const start = process.cpuUsage();
    const unit = compileUnit({ read: (path) => (path === "t.c" ? own : undefined) }, "t.c", {
      includePaths: [],
      defines: {},
    });
    linkProgram([unit], { hosts: [] });
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, user + system);
  }
  return (tokens / best) * 1e6;
}

export interface ColdStart {
  readonly tokens: number;
  /** Of the whole process, and of one that does nothing. */
  readonly milliseconds: number;
  readonly emptyMilliseconds: number;
}

/** Runs the built command line on a small program, in processes of their own. */
export function measureColdStart(): ColdStart {
  const folder = mkdtempSync(join(tmpdir(), "cold-"));
  const text = textOf(smallCount);
  try {
    const file = join(folder, "t.c");
    writeFileSync(file, text);
    const time = (args: readonly string[]): number => {
      let best = Infinity;
      for (let round = 0; round < 9; round++) {
        const start = performance.now();
        const { status } = spawnSync(process.execPath, args);
        if (status !== 0 && status !== 1) throw new Error(`status ${status}`);
        best = Math.min(best, performance.now() - start);
      }
      return best;
    };
    return {
      tokens: tokenize(text).length,
      milliseconds: time(["dist/cli.cjs", "run-c", file]),
      emptyMilliseconds: time(["-e", "0"]),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
