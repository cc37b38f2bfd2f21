// SPDX-License-Identifier: MIT
// `npm run bench:review`: every rewrite, mutation and series, with their counts and times.
import { allMutations, chosen, judge } from "./mutations";
import { rewrites, wrongIn as wrongInRewrite } from "./rewrites";
import { seriesCases, wrongIn as wrongInSeries } from "./series";

/** So many that at least sixty of them compile and change something. */
const mutationsTried = 100;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function timed(what: () => string): void {
  const startMs = Date.now();
  say(`${what()}, ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
}

let failures = 0;

function report(name: string, wrong: readonly string[]): void {
  if (!wrong.length) return;
  failures++;
  say(`WRONG ${name}\n  ${wrong.slice(0, 6).join("\n  ")}`);
}

timed(() => {
  for (const rewrite of rewrites) report(rewrite.name, wrongInRewrite(rewrite));
  return `${rewrites.length} rewrites that change nothing, ${failures} told to change something`;
});
timed(() => {
  const counts = { "does-not-compile": 0, "changes-nothing": 0, exact: 0, wrong: 0 };
  for (const mutation of chosen(allMutations(), mutationsTried)) {
    const judged = judge(mutation);
    counts[judged.kind]++;
    const name = `${mutation.path}:${mutation.line}: ${mutation.becomes?.trim() ?? "left out"}`;
    if (judged.kind === "wrong") report(name, judged.reasons);
  }
  const changing = counts.exact + counts.wrong;
  return (
    `${mutationsTried} one-token mutations: ${counts["does-not-compile"]} do not compile, ` +
    `${counts["changes-nothing"]} change nothing in any scenario, ${changing} change something; ` +
    `of these ${counts.exact} put down to exactly the mutated line`
  );
});
timed(() => {
  let wrong = 0;
  for (const [index, one] of seriesCases.entries()) {
    const found = wrongInSeries(one);
    if (found.length) wrong++;
    report(`series ${index + 1}: ${one.scenario}, ${one.rule}`, found);
  }
  return `${seriesCases.length} series, ${wrong} with a wrong stamp`;
});
process.exitCode = failures ? 1 : 0;
