// SPDX-License-Identifier: MIT
// The reader's figures, each beside its bar; exit status 1 where one is missed.
import { benchGit } from "./git";
import { benchHostile, measure, measureSteps } from "./hostile";
import { benchMutation } from "./mutation";
import { benchQuotes } from "./quotes";
import { benchReplies } from "./replies";
import { benchSpeed } from "./speed";
import { barsMissed, boxes, folder } from "./mail";

const sections: Readonly<Record<string, () => void | Promise<void>>> = {
  git: benchGit,
  quotes: benchQuotes,
  replies: benchReplies,
  mutation: benchMutation,
  speed: benchSpeed,
  hostile: benchHostile,
};

async function main(): Promise<void> {
  const [, , first, path] = process.argv;
  if (first === "--measure" && path !== undefined) return measure(path);
  if (first === "--steps" && path !== undefined) return measureSteps(path);
  if (!boxes().length) process.stdout.write(`${folder} is not there: nothing to measure\n`);
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  for (const [name, run] of Object.entries(sections))
    if (!wanted.length || wanted.includes(name)) await run();
  process.stdout.write(`\n${barsMissed()} bars missed\n`);
  process.exitCode = barsMissed() ? 1 : 0;
}

void main();
