// SPDX-License-Identifier: MIT
import type { Examination, Opened } from "../review";
import { count, invariantLabel, shown } from "./label";
import { brokenText, brokenWord, newlyBrokenOf, worsened } from "./summary";

/** An invariant that a hunk newly breaks, on a line of the hunk. */
export interface Problem {
  readonly source: string;
  /** Counted from 1. */
  readonly line: number;
  readonly invariant: string;
  readonly text: string;
}

/** One mail cannot break more than a reader reads. */
const problemsMax = 200;

/**
 * What the patches newly break as written, on the first line of each cause; on the hunk where a
 * cause names no line.
 */
export function problemsOf(opened: Opened, examination: Examination): readonly Problem[] {
  const found = new Map<
    string,
    { problem: Omit<Problem, "text">; word: string; scenarios: string[] }
  >();
  for (const patch of examination.patches)
    for (const scenario of patch.scenarios)
      for (const invariant of newlyBrokenOf(scenario))
        for (const cause of scenario.causes.filter(({ of }) => of === invariant)) {
          const span =
            cause.places.find((place) => place.span)?.span ?? spanOf(opened, cause.hunks);
          if (!span) continue;
          const key = `${span.source} ${span.line} ${invariant}`;
          const known = found.get(key);
          const problem = { source: span.source, line: span.line, invariant };
          const word = brokenWord(patch.scenarios, invariant);
          if (!known) found.set(key, { problem, word, scenarios: [scenario.id] });
          else if (!known.scenarios.includes(scenario.id)) known.scenarios.push(scenario.id);
        }
  return [...found.values()].slice(0, problemsMax).map(({ problem, word, scenarios }) => ({
    ...problem,
    text: shown(
      `${invariantLabel(problem.invariant)}: ${word} in ${scenarios.join(", ")} ` +
        "(on a model of Linux, by Hunkscope's rules)",
    ),
  }));
}

const spanOf = (opened: Opened, hunks: readonly string[]) =>
  opened.patches
    .flatMap(({ files }) => files.flatMap((file) => file.hunks))
    .find(({ id }) => hunks.includes(id))?.span;

/** What the runs so far found, in a few words. */
export function headlineText({ patches }: Examination): string {
  const scenarios = patches.flatMap((patch) => patch.scenarios);
  if (!scenarios.length) return "no scenario enters it";
  const changed = scenarios.filter((scenario) => scenario.changed).length;
  const broken = brokenText(scenarios.flatMap(worsened));
  const all = count(scenarios.length, "scenario");
  const change = `${changed} of ${all} ${changed === 1 ? "changes" : "change"}`;
  return [change, ...broken].join(" · ");
}
