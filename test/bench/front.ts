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

/** A text, how many tokens it has, and how many of them a second becomes a linked program. */
export interface FrontEndSpeed {
  readonly name: string;
  readonly tokens: number;
  readonly perSecond: number;
  /** Of what else reads C: tokens a second of the same text. */
  readonly peers: readonly { readonly name: string; readonly perSecond: number }[];
}

/** Random programs of csmith as their compiler sees them, if it is installed. */
const randomSeeds = [9001, 9002, 9003, 9004];

function randomText(seed: number, includes: string): string | undefined {
  const args = ["--no-float", "--no-packed-struct", "--seed", String(seed)];
  const made = spawnSync("csmith", args, { encoding: "utf8", cwd: tmpdir() });
  if (made.status !== 0) return undefined;
  const expand = ["-E", "-P", "-I", includes, "-x", "c", "-"];
  const { stdout, status } = spawnSync("gcc", expand, { encoding: "utf8", input: made.stdout });
  return status === 0 ? stdout : undefined;
}

/** Tokens per second of processor time, warm, from each text to its linked program. */
export function measureFrontEnd(includes: string | undefined): readonly FrontEndSpeed[] {
  const texts: [string, string][] = [["declarations, functions", textOf(functionCount)]];
  for (const seed of includes ? randomSeeds : []) {
    const text = randomText(seed, includes ?? "");
    if (text) texts.push([`csmith ${seed}`, text]);
  }
  return texts.map(([name, text]) => {
    const { length: tokens } = tokenize(text);
    let best = Infinity;
    for (let round = 0; round < 16; round++) {
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
    return { name, tokens, perSecond: (tokens / best) * 1e6, peers: peersOf(text, tokens) };
  });
}

const peerCommands = [
  ["gcc -O0 -S", ["gcc", "-O0", "-w", "-S", "-o", "/dev/null"]],
  ["tcc -c", ["tcc", "-w", "-c", "-o", "/dev/null"]],
] as const;

/** Whole processes, by the clock: they start in a few milliseconds. */
function peersOf(text: string, tokens: number): FrontEndSpeed["peers"] {
  const folder = mkdtempSync(join(tmpdir(), "front-"));
  try {
    const file = join(folder, "t.c");
    writeFileSync(file, text);
    return peerCommands.flatMap(([name, [command, ...args]]) => {
      let best = Infinity;
      for (let round = 0; round < 5; round++) {
        const start = performance.now();
        if (spawnSync(command, [...args, file]).status !== 0) return [];
        best = Math.min(best, performance.now() - start);
      }
      return [{ name, perSecond: (tokens / best) * 1000 }];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface ColdStart {
  readonly tokens: number;
  /** Of the whole process, and of one that does nothing: by the clock, and of the processor. */
  readonly whole: Cost;
  readonly empty: Cost;
}

export interface Cost {
  readonly clockMilliseconds: number;
  readonly cpuMilliseconds: number;
}

/** Prints what a process took of the processor when it ends. */
const meter = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  require("node:fs").writeSync(2, String((user + system) / 1000));
});`;

/** Runs the built command line on a small program, in processes of their own. */
export function measureColdStart(): ColdStart {
  const folder = mkdtempSync(join(tmpdir(), "cold-"));
  const text = textOf(smallCount);
  try {
    const [file, hook] = [join(folder, "t.c"), join(folder, "meter.cjs")];
    writeFileSync(file, text);
    writeFileSync(hook, meter);
    const cost = (args: readonly string[]): Cost => {
      let [clockMilliseconds, cpuMilliseconds] = [Infinity, Infinity];
      for (let round = 0; round < 15; round++) {
        const start = performance.now();
        const { status } = spawnSync(process.execPath, args);
        clockMilliseconds = Math.min(clockMilliseconds, performance.now() - start);
        if (status !== 0 && status !== 1) throw new Error(`status ${status}`);
        const metered = spawnSync(process.execPath, ["--require", hook, ...args]);
        cpuMilliseconds = Math.min(cpuMilliseconds, Number(metered.stderr));
      }
      return { clockMilliseconds, cpuMilliseconds };
    };
    const empty = join(folder, "empty.cjs");
    writeFileSync(empty, "");
    return {
      tokens: tokenize(text).length,
      whole: cost(["dist/cli.cjs", "run-c", file]),
      empty: cost([empty]),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
