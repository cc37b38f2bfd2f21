// SPDX-License-Identifier: MIT
// Which scenarios bear on what somebody wrote about a patch: found by the words of the comment and
// by what the runs did, never by who wrote it where.
import type { Span } from "../base";
import type { Patch, ReviewComment } from "../patch";
import { stockScenarios, type Scenario, type Verdict } from "../sim";
import { isChosenScenario } from "./choose";
import type {
  BearingScenario,
  CommentBearing,
  ExamineOptions,
  Opened,
  ScenarioExamination,
  Side,
} from "./examination";
import type { SideName } from "./place";
import type { PairRun, Variant } from "./session";

/** More scenarios to one comment, or comments to one patch, tell nobody anything. */
const scenariosPerComment = 3;
const commentsMax = 200;
/** Of scenarios that nobody asked for, so many are run for the comments' sake. */
const runForCommentsMax = 3;

/** A comment and the scenarios that say of themselves that they are about what it names. */
interface Named {
  readonly comment: ReviewComment;
  readonly span: Span;
  readonly scenarios: readonly { readonly scenario: Scenario; readonly words: readonly string[] }[];
}

/** The comments on a patch, answers after what they answer. */
const commentsOn = (opened: Opened, patch: Patch): readonly ReviewComment[] => {
  const hunks = new Set(patch.files.flatMap((file) => file.hunks.map(({ id }) => id)));
  const all = (comment: ReviewComment): readonly ReviewComment[] => [
    comment,
    ...comment.replies.flatMap(all),
  ];
  return opened.comments
    .filter(({ anchor }) =>
      "hunk" in anchor
        ? hunks.has(anchor.hunk)
        : "patch" in anchor && anchor.patch === patch.number,
    )
    .flatMap(all)
    .slice(0, commentsMax);
};

/** Names and words of a text, as they may stand in a scenario's list. */
const wordsIn = (text: string): ReadonlySet<string> =>
  new Set((text.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []).map((word) => word.toLowerCase()));

/** What few scenarios call their own tells more than what many do. */
function weightsOf(scenarios: readonly Scenario[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { bearsOn } of scenarios)
    for (const word of bearsOn)
      counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, 1 / count]));
}

/**
 * What a comment's words say of scenarios: a name says by itself what is spoken of; a word of plain
 * English, such as those that titles of scenarios are written in, only together with another.
 */
function speaksOf(scenarios: readonly Scenario[]): (words: readonly string[]) => boolean {
  const english = new Set(
    scenarios.flatMap(({ title }) => title.match(/(?<!\S)[A-Za-z][a-z]*(?!\w)/g) ?? []),
  );
  const isName = (word: string): boolean => !english.has(word) || /[A-Z]/.test(word);
  return (words) => 1 < words.length || words.some(isName);
}

function namedBy(opened: Opened, patch: Patch, scenarios: readonly Scenario[]): readonly Named[] {
  const weights = weightsOf(scenarios);
  const isSpokenOf = speaksOf(scenarios);
  return commentsOn(opened, patch).flatMap((comment) => {
    const [span] = comment.sources;
    const said = wordsIn(comment.text);
    const found = scenarios
      .map((scenario) => {
        const words = scenario.bearsOn.filter((word) => said.has(word.toLowerCase()));
        const weight = words.reduce((sum, word) => sum + (weights.get(word.toLowerCase()) ?? 0), 0);
        return { scenario, words, weight };
      })
      .filter(({ words }) => isSpokenOf(words))
      .sort((one, other) => other.weight - one.weight)
      .slice(0, scenariosPerComment);
    return span && found.length ? [{ comment, span, scenarios: found }] : [];
  });
}

/** Every scenario there is to run for a comment: all, or those that a bundle brings. */
const candidates = (options: ExamineOptions): readonly Scenario[] =>
  options.given ?? stockScenarios(options.set ?? [], () => true, options.ownScenarios).scenarios;

/** The scenarios that nobody asked for and that the comments on a patch name: those named most. */
export function scenariosNamed(
  opened: Opened,
  patch: Patch,
  options: ExamineOptions,
): readonly Scenario[] {
  if (options.scenarios?.length) return [];
  const counts = new Map<Scenario, number>();
  for (const { scenarios } of namedBy(opened, patch, candidates(options)))
    for (const { scenario, words } of scenarios)
      if (!isChosenScenario(scenario.id, options))
        counts.set(scenario, (counts.get(scenario) ?? 0) + words.length);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, runForCommentsMax)
    .map(([scenario]) => scenario);
}

export interface RanScenario {
  readonly scenario: Scenario;
  readonly pair: PairRun;
}

/**
 * The comments on a patch, each with the scenarios that bear on it and what those showed.
 * - Shape: scenarios that declare a name the comment has, and those whose run ends in a function it
 *   names; what was not run is named with what to ask for.
 */
export function bearingsOf(
  opened: Opened,
  patch: Patch,
  options: ExamineOptions,
  variant: Variant,
  runs: readonly RanScenario[],
  examined: readonly ScenarioExamination[],
): readonly CommentBearing[] {
  const own = runs.map(({ scenario }) => scenario);
  const others = options.scenarios?.length
    ? []
    : candidates(options).filter(({ id }) => !own.some((one) => one.id === id));
  const declared = namedBy(opened, patch, [...own, ...others]);
  const byRun = endingIn(opened, patch, runs, declared);
  return [...declared, ...byRun].map(({ comment, span, scenarios }) => ({
    author: comment.author.name ?? comment.author.address ?? "somebody",
    text: comment.text,
    span,
    ...("hunk" in comment.anchor
      ? { hunk: comment.anchor.hunk, hunkLine: comment.anchor.line }
      : {}),
    scenarios: scenarios.map(({ scenario, words }) => {
      const ran = runs.find((one) => one.scenario.id === scenario.id);
      const shown = examined.find(({ id }) => id === scenario.id);
      return {
        id: scenario.id,
        title: scenario.title,
        why: [
          ...(words.length ? [`names ${words.join(", ")}`] : []),
          ...(ran ? whyByRun(comment, variant, ran.pair) : []),
        ],
        found: ran ? foundIn(variant, ran.pair, shown) : [],
      } satisfies BearingScenario;
    }),
  }));
}

/** Comments that name the function in which a run ended, and no scenario's own word. */
function endingIn(
  opened: Opened,
  patch: Patch,
  runs: readonly RanScenario[],
  known: readonly Named[],
): readonly Named[] {
  return commentsOn(opened, patch).flatMap((comment) => {
    const [span] = comment.sources;
    if (!span || known.some((one) => one.comment === comment)) return [];
    const said = wordsIn(comment.text);
    const scenarios = runs
      .filter(({ pair }) => trapsIn(pair).some((name) => said.has(name.toLowerCase())))
      .slice(0, scenariosPerComment)
      .map(({ scenario }) => ({ scenario, words: [] }));
    return scenarios.length ? [{ comment, span, scenarios }] : [];
  });
}

const trapsIn = (pair: PairRun): readonly string[] =>
  [pair.before, pair.after].flatMap(({ outcome }) =>
    outcome.kind === "trapped" ? [outcome.function] : [],
  );

/** What of the code the comment stands on or speaks of was run, and where the run ended. */
function whyByRun(comment: ReviewComment, variant: Variant, pair: PairRun): readonly string[] {
  const said = wordsIn(comment.text);
  const ran = new Set(
    (["before", "after"] as const).flatMap((side) =>
      [...pair[side].entered].map((at) => variant[side].program.functions[at]?.name ?? ""),
    ),
  );
  const { anchor } = comment;
  const stands =
    "hunk" in anchor
      ? variant.application.placements
          .filter(({ hunk }) => hunk === anchor.hunk)
          .flatMap(({ targets }) => targets.map(({ name }) => name))
          .filter((name) => ran.has(name))
      : [];
  const named = [...ran].filter((name) => said.has(name.toLowerCase()) && !stands.includes(name));
  const ends = trapsIn(pair).filter((name) => said.has(name.toLowerCase()));
  return [
    ...(stands.length ? [`runs ${stands.join(", ")}, where the comment stands`] : []),
    ...(named.length ? [`runs ${named.join(", ")}, of which it speaks`] : []),
    ...(ends.length ? [`ends in ${ends.join(", ")}`] : []),
  ];
}

/** What the runs show, as the texts stand and behind each layer, in a line each. */
function foundIn(
  variant: Variant,
  pair: PairRun,
  shown: ScenarioExamination | undefined,
): readonly string[] {
  const literal = sidesText(
    (["before", "after"] as const).map((side) => literalText(variant, pair, side)),
  );
  const layers = (shown?.gates ?? []).map(
    ({ assumption, before, after }) =>
      `${assumption.replace(/\.$/, "")}: ${sidesText([sideText(before), sideText(after)])}`,
  );
  return [`as the texts stand: ${literal}`, ...layers];
}

const sidesText = ([before = "", after = ""]: readonly string[]): string =>
  before === after ? `before and after alike, ${before}` : `before ${before}; after ${after}`;

const noneBroken = (verdicts: readonly Verdict[]): string =>
  verdicts.some(({ state }) => state === "holds") ? "nothing is broken" : "no rule is judged";

function literalText(variant: Variant, pair: PairRun, side: SideName): string {
  const { outcome, verdicts } = pair[side];
  const broken = verdicts
    .filter(({ state }) => state === "broken")
    .map(({ invariant, why, firstEvent }) => {
      const event = pair[side].events[(firstEvent ?? 0) - 1];
      const place = event ? ` [${variant.places.place(side, event.position).text}]` : "";
      return `${invariant} is broken: ${why}${place}`;
    });
  const end = outcome.kind === "returned" ? [] : [`the run is ${outcome.kind}`];
  return [...end, ...broken].join("; ") || noneBroken(verdicts);
}

function sideText({ outcome, verdicts }: Side): string {
  const broken = verdicts
    .filter(({ state }) => state === "broken")
    .map(({ invariant, why }) => `${invariant} is broken: ${why}`);
  const end = outcome.kind === "returned" ? [] : [outcome.text];
  return [...end, ...broken].join("; ") || noneBroken(verdicts);
}
