// SPDX-License-Identifier: MIT
// What a run says of a hunk, a scenario or a patch, each in one line; a trap outranks verdicts.
import {
  verdictWord,
  verdictWords,
  type Compared,
  type PatchExamination,
  type ScenarioExamination,
  type VerdictWord,
} from "../review";
import { count, invariantLabel, outcomeMark, shown } from "./label";

/**
 * "2 of 6 scenarios change", "never runs: ...", "not simulated: ..."; the words of a lens, which
 * leaves out why lines never run where it is to be brief.
 */
export function hunkSummary(
  patch: PatchExamination,
  hunk: string,
  { brief } = { brief: false },
): string {
  const placement = patch.placements.find((one) => one.hunk === hunk && one.patch === patch.number);
  if (placement?.kind === "absent")
    return shown(`not simulated: ${placement.reasons[0] ?? "no place for it in the model"}`);
  if (placement?.kind === "already-there") return "already in the base, not applied twice";
  if (patch.notRunnable !== undefined) return shown(`not run: ${patch.notRunnable}`);
  if (!patch.scenarios.length) return "no scenario enters the code it changes";
  const literal = causedBy(patch.scenarios, hunk);
  const same = literal.changed && !literal.turned ? ["no verdict changes"] : [];
  const neverRuns = neverRunsBecause(patch, hunk);
  const parts = [
    ...(literal.changed ? [changedOf(literal.changed, patch.scenarios.length)] : []),
    ...same,
    ...brokenText(literal.broken),
    ...(neverRuns ? [brief ? neverRuns.what : `${neverRuns.what}: ${neverRuns.why}`] : []),
  ];
  const behind = patch.scenarios.filter(({ gates }) => causedBy(gates, hunk).changed).length;
  if (behind) parts.push(`changes behind gates in ${count(behind, "scenario")}`);
  return shown(parts.join(" · ") || "runs, and changes nothing");
}

/** "1 of 6 scenarios changes"; for the list of patches. */
export function patchSummary(patch: PatchExamination): string {
  if (patch.notRunnable !== undefined) return "not run";
  if (!patch.scenarios.length) return "no scenario enters it";
  const changed = patch.scenarios.filter(({ changed }) => changed).length;
  const gated = patch.scenarios.filter(
    (scenario) => !scenario.changed && scenario.gates.some((gate) => gate.changed),
  ).length;
  return [
    changedOf(changed, patch.scenarios.length),
    ...(gated ? [`${gated} behind gates`] : []),
  ].join(" · ");
}

/** What differs between the two sides of a run, most important first. */
export function changeSummary(compared: Compared): string {
  const { before, after } = compared;
  const from = outcomeMark(before.outcome).word;
  const to = outcomeMark(after.outcome).word;
  const parts = [
    ...(from === to ? [] : [`${from} before, ${to} after`]),
    ...verdictWords.flatMap((word) => turned(compared, word)),
  ];
  if (parts.length) return parts.join(" · ");
  if (compared.divergences.length)
    return `no verdict changes · ${count(compared.divergences.length, "difference")} in the trace`;
  return compared.changed ? "no verdict changes · the state differs" : "no difference";
}

/** `changeSummary`, and how much more stands behind gates. */
export function scenarioSummary(scenario: ScenarioExamination): string {
  const own = changeSummary(scenario);
  const telling = scenario.gates.filter((gate) => gate.changed).length;
  return telling ? `${own} · changes behind ${count(telling, "gate")}` : own;
}

/** Invariants broken on the after side and not on the before side. */
export function newlyBrokenOf(compared: Compared): readonly string[] {
  return worsened(compared).map(({ invariant }) => invariant);
}

export const worsened = ({ verdictChanges }: Compared): Compared["verdictChanges"] =>
  verdictChanges.filter(({ after }) => after === "broken");

/** How an invariant came to be broken in one of several runs; that it held before goes first. */
export function brokenWord(runs: readonly Compared[], invariant: string): VerdictWord {
  const words = runs
    .flatMap(worsened)
    .filter((change) => change.invariant === invariant)
    .map(verdictWord);
  return words.includes("newly broken") ? "newly broken" : (words[0] ?? "newly broken");
}

function turned(compared: Compared, word: VerdictWord): readonly string[] {
  const turning = compared.verdictChanges.filter((change) => verdictWord(change) === word);
  if (!turning.length) return [];
  if (turning.length === 1) return [`${invariantLabel(turning[0]?.invariant ?? "")} ${word}`];
  return [`${turning.length} invariants ${word}`];
}

/** "1 invariant newly broken", and apart from them those that were not decided before. */
export function brokenText(changes: Compared["verdictChanges"]): readonly string[] {
  return verdictWords.flatMap((word) => {
    const named = changes.filter((change) => verdictWord(change) === word);
    const different = new Set(named.map(({ invariant }) => invariant));
    return different.size ? [`${count(different.size, "invariant")} ${word}`] : [];
  });
}

function changedOf(changed: number, all: number): string {
  if (!changed) return `none of ${count(all, "scenario")} changes`;
  return `${changed} of ${count(all, "scenario")} ${changed === 1 ? "changes" : "change"}`;
}

function causedBy(
  runs: readonly Compared[],
  hunk: string,
): {
  readonly changed: number;
  readonly turned: boolean;
  readonly broken: Compared["verdictChanges"];
} {
  const caused = runs.filter((run) => run.causes.some((cause) => cause.hunks.includes(hunk)));
  const broken = caused.flatMap((run) =>
    worsened(run).filter(({ invariant }) =>
      run.causes.some((cause) => cause.of === invariant && cause.hunks.includes(hunk)),
    ),
  );
  const changed = caused.filter((run) => run.changed);
  const turned = changed.some(
    ({ before, after, verdictChanges }) =>
      verdictChanges.length !== 0 || before.outcome.kind !== after.outcome.kind,
  );
  return { changed: changed.length, turned, broken };
}

/** The added lines of the hunk that carry code and ran in no scenario, and why. */
function neverRunsBecause(
  patch: PatchExamination,
  hunk: string,
): { readonly what: string; readonly why: string } | undefined {
  const idle = patch.coverage.notRun.filter(({ place }) => place.hunk === hunk);
  if (!idle[0]) return undefined;
  const verb = idle.length === 1 ? "runs" : "run";
  return { what: `${count(idle.length, "added line")} never ${verb}`, why: idle[0].reason };
}
