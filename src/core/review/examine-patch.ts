// SPDX-License-Identifier: MIT
// One patch: its literal runs over the scenarios, then causes and layers of those it concerns.
import type { Assumption } from "../apply";
import { changedLines, findGate, isChanged, type ChangedLine } from "../compare";
import type { Patch } from "../patch";
import type { Scenario } from "../sim";
import { assumptionsByHand, isByHand, literalLayer } from "./by-hand";
import { bearingsOf } from "./bearing";
import { causesOf } from "./causes";
import { offOf } from "./choose";
import type {
  ExamineOptions,
  FirstLook,
  LineCoverage,
  Opened,
  PatchExamination,
  ScenarioExamination,
} from "./examination";
import { copied, gatesOf, type GateContext, type SharedFindings } from "./gates";
import { headlineOf } from "./headline";
import { withLines } from "./lines";
import { literally, type LayerAssumptions } from "./layer";
import { deepKey, firstLook, sameKey } from "./look";
import type { SideName } from "./place";
import { nowhereText, shapesAssumed, writtenNowhere, type LayeredScenario } from "./resting";
import type { LiteralPairs } from "./series";
import type { PairRun, Session, Variant } from "./session";
import { showCoverage, showPair } from "./shown";
import { dependencesOf, wordsDependences } from "./vary";
import { needOf } from "./why-never";

/** What is found out about one patch, and the runs its series is judged by. */
export interface ExaminedPatch {
  readonly shown: Omit<PatchExamination, "blame">;
  readonly runs?: LiteralPairs;
}

/** Runs a patch as it stands, for what comes before or after it in its series. */
export function* runLiterally(
  session: Session,
  patch: Patch,
  scenarios: readonly Scenario[],
): Generator<string, LiteralPairs> {
  const variant = session.variant({ hunks: [], lines: [] });
  const pairs = new Map<string, PairRun>();
  for (const scenario of variant.notRunnable === undefined ? scenarios : []) {
    yield `${scenario.id}: ${patch.subject}`;
    pairs.set(scenario.id, session.pair(variant, scenario, literally, { history: false }));
  }
  return { patch, pairs };
}

export const namesOf = ({ number, subject, revision, part }: Patch) => ({
  number,
  subject,
  revision,
  ...(part ? { part } : {}),
});

const noLines: LineCoverage = { executable: 0, ran: 0, noCode: 0, notRun: [] };

/** A patch of which nothing was run, and why. */
export const nothingRun = (reason: string) => ({
  scenarios: [],
  unrelated: [],
  notAsked: 0,
  dependences: [],
  coverage: { ...noLines, removed: noLines },
  comments: [],
  headline: `Not run: ${reason}.`,
  notRunnable: reason,
});

export function* examinePatch(
  session: Session,
  opened: Opened,
  patch: Patch,
  scenarios: readonly Scenario[],
  options: ExamineOptions,
): Generator<string | FirstLook, ExaminedPatch> {
  const variant = session.variant(offOf(patch, options));
  const common = {
    ...namesOf(patch),
    placements: variant.application.placements,
    assumptions: [...variant.application.assumptions, ...assumptionsByHand(variant, options)],
  };
  if (variant.notRunnable !== undefined)
    return { shown: { ...common, ...nothingRun(variant.notRunnable) } };
  const lines = (["after", "before"] as const).flatMap((side) =>
    changedLines(side, variant.application[side], variant[side].program, (hunk) =>
      patch.files.some((file) => file.hunks.some((candidate) => candidate.id === hunk)),
    ),
  );
  const literal = literalLayer(variant, options);
  const pairs = yield* literalRuns(session, variant, patch, scenarios, literal);
  const ran = ranIn(pairs);
  const related = relatedAmong(pairs, variant, lines);
  const unrelated = pairs
    .filter((one) => !related.includes(one))
    .map(({ scenario }) => scenario.id);
  const shared: SharedFindings = {
    ...{ ran: copied(ran), gates: [] },
    ...{ layers: new Map(), answers: new Map() },
  };
  const context = { session, variant, patch, lines, shared };
  const examined = yield* examineRelated(context, related, literal);
  const coverage = showCoverage(
    lines,
    (side, statement) => ran[side].has(statement),
    variant.places,
    (line) => reasonOverall(variant, related, line),
  );
  const dependences = yield* assumedOtherwise(context, related, examined, literal);
  const assumptions = numbered(common.assumptions, [
    ...writtenNowhere(variant, patch),
    ...shapesAssumed(session, variant, layersOf(context, related, literal)),
  ]);
  const headline =
    byHandText(assumptions) +
    nowhereText(assumptions) +
    (unplacedText(variant) ?? headlineOf(examined, coverage, unrelated.length, assumptions.length));
  return {
    shown: {
      ...common,
      assumptions,
      scenarios: examined,
      unrelated,
      notAsked: 0,
      dependences,
      coverage,
      comments: bearingsOf(opened, patch, options, variant, pairs, examined),
      headline,
    },
    runs: { patch, pairs: new Map(pairs.map(({ scenario, pair }) => [scenario.id, pair])) },
  };
}

/** What is found to be assumed only once all was run comes last. */
const numbered = (
  known: readonly Assumption[],
  more: readonly Omit<Assumption, "id">[],
): readonly Assumption[] => [
  ...known,
  ...more.map((one, index) => ({ id: `A${known.length + 1 + index}`, ...one })),
];

/** Each scenario with the layers followed in it, the texts as they stand first. */
const layersOf = (
  { shared }: PatchContext,
  runs: readonly LiteralRun[],
  literal: LayerAssumptions,
): readonly LayeredScenario[] =>
  runs.map(({ scenario }) => ({
    scenario,
    layers: [literal, ...(shared.layers.get(scenario.id) ?? [])],
  }));

/** What rests on assumptions: on words of the mail in all that is related, else where it shows. */
function* assumedOtherwise(
  context: PatchContext,
  related: readonly LiteralRun[],
  examined: readonly ScenarioExamination[],
  literal: LayerAssumptions,
): Generator<string, PatchExamination["dependences"]> {
  const { session, variant, patch } = context;
  const telling = related.filter((_, index) => {
    const one = examined[index];
    return one && !one.as && (one.changed || one.gates.some(({ changed }) => changed));
  });
  const layered = (runs: readonly LiteralRun[]) =>
    layersOf(context, runs, literal).flatMap(({ scenario, layers }) =>
      layers.map((layer, depth) => ({ scenario, layer, depth })),
    );
  return [
    ...(yield* wordsDependences(session, variant, layered(related))),
    ...(yield* dependencesOf(session, variant, patch, layered(telling))),
  ];
}

/** Every scenario as the texts stand; each is told as soon as it was run. */
function* literalRuns(
  session: Session,
  variant: Variant,
  patch: Patch,
  scenarios: readonly Scenario[],
  layer: LayerAssumptions,
): Generator<string | FirstLook, readonly LiteralRun[]> {
  const pairs: LiteralRun[] = [];
  for (const scenario of scenarios) {
    yield `${scenario.id}: before | after`;
    const pair = session.pair(variant, scenario, layer);
    pairs.push({ scenario, pair });
    yield firstLook(patch, scenario, pair, variant.places);
  }
  return pairs;
}

function ranIn(pairs: readonly LiteralRun[]): Record<SideName, Set<number>> {
  const ran = { before: new Set<number>(), after: new Set<number>() };
  for (const { pair } of pairs)
    for (const side of ["before", "after"] as const)
      for (const statement of pair[side].ranStatements) ran[side].add(statement);
  return ran;
}

/** More related scenarios than these, and of those that look alike only the first is gone into. */
const goneIntoMax = 12;

/** Causes and layers, scenario by scenario; what shows the same as an earlier one says so. */
function* examineRelated(
  context: PatchContext,
  related: readonly LiteralRun[],
  literal: LayerAssumptions,
): Generator<string, readonly ScenarioExamination[]> {
  const examined: ScenarioExamination[] = [];
  const firsts = new Map<string, ScenarioExamination>();
  for (const { scenario, pair } of related) {
    const look = showPair(
      pair,
      context.variant.places,
      coverageOf(context.variant, context.lines, pair),
      [],
    );
    const alike = firsts.get(sameKey(look));
    if (alike && goneIntoMax < related.length) {
      const as = { scenario: alike.id, behind: false };
      const { id, title, world } = scenario;
      examined.push({ id, title, world, ...withLines(look, context.variant, pair), gates: [], as });
      continue;
    }
    const found = yield* examineScenario(context, scenario, pair, literal);
    const same = alike && deepKey(alike) === deepKey(found);
    examined.push(same ? { ...found, as: { scenario: alike.id, behind: true } } : found);
    if (!alike) firsts.set(sameKey(look), found);
  }
  return examined;
}

/** What was set by hand holds for everything that follows. */
function byHandText(assumptions: readonly Assumption[]): string {
  const ids = assumptions.filter(isByHand).map(({ id }) => id);
  return ids.length ? `With what was set by hand (${ids.join(", ")}): ` : "";
}

/** Why nothing can change: no hunk stands anywhere, or the base has it all. */
function unplacedText({ application, off }: Variant): string | undefined {
  const kinds = application.placements
    .filter(({ role, hunk }) => role === "subject" && !off.hunks.includes(hunk))
    .map(({ kind }) => kind);
  if (!kinds.length || kinds.some((kind) => kind !== "absent" && kind !== "already-there"))
    return undefined;
  return kinds.includes("already-there")
    ? "The base already has what the hunks that have a place in it want: nothing changes."
    : "No hunk has a place in the model: nothing of this patch is run.";
}

interface PatchContext {
  readonly session: Session;
  readonly variant: Variant;
  readonly patch: Patch;
  readonly lines: readonly ChangedLine[];
  readonly shared: SharedFindings;
}

function* examineScenario(
  patchContext: PatchContext,
  scenario: Scenario,
  pair: PairRun,
  literal: LayerAssumptions,
): Generator<string, ScenarioExamination> {
  const { session, variant, patch, lines, shared } = patchContext;
  const causeContext = { session, full: variant, patch, lines, answers: shared.answers };
  const context: GateContext = {
    session,
    variant,
    lines,
    shared,
    coverageOf: (of) => coverageOf(variant, lines, of),
    causesOf: (of, behind, layer) => causesOf(causeContext, of, behind, layer),
  };
  const causes = yield* told(
    causesOf(causeContext, scenario, pair, literal),
    `${scenario.id}: causes`,
  );
  const { gates, beyond } = yield* told(
    gatesOf(context, scenario, pair, literal),
    `${scenario.id}: behind what stopped it`,
  );
  return {
    id: scenario.id,
    title: scenario.title,
    world: scenario.world,
    ...withLines(
      showPair(pair, variant.places, coverageOf(variant, lines, pair), causes),
      variant,
      pair,
    ),
    gates,
    ...(beyond === undefined ? {} : { beyond }),
  };
}

/** Passes a generator on, with what it is about. */
function* told<T>(steps: Generator<void, T>, about: string): Generator<string, T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    yield about;
  }
}

function coverageOf(variant: Variant, lines: readonly ChangedLine[], pair: PairRun) {
  return showCoverage(
    lines,
    (side, statement) => pair[side].ranStatements.has(statement),
    variant.places,
    (line) => reasonNotRun(variant, pair, line),
  );
}

function reasonNotRun(variant: Variant, pair: PairRun, line: ChangedLine): string {
  const run = pair[line.side];
  const { program } = variant[line.side];
  const statement = line.statements[0] ?? -1;
  const gate = findGate(program, run, statement);
  if (gate) {
    const place = variant.places.place(line.side, gate.position);
    const owner = program.decisions[gate.decision]?.function ?? -1;
    const sources = variant.places.sources(line.side);
    const need = needOf(program, owner, gate.condition, gate.needed, sources);
    const text = `\`${gate.condition}\` at ${place.text} was ${!gate.needed}`;
    return need ? `${text}; ${need}` : text;
  }
  if (run.outcome.kind !== "returned") return "the run ended before it";
  const owner = program.statements[statement]?.function ?? -1;
  return run.entered.has(owner)
    ? "nothing led there"
    : `${program.functions[owner]?.name ?? "its function"} was not entered`;
}

/** Of the reasons the scenarios give for a line, the one most give; a decision before all. */
function reasonOverall(variant: Variant, runs: readonly LiteralRun[], line: ChangedLine): string {
  const counts = new Map<string, number>();
  for (const { pair } of runs) {
    const reason = reasonNotRun(variant, pair, line);
    counts.set(reason, (counts.get(reason) ?? 0) + (reason.startsWith("`") ? runs.length : 1));
  }
  const [first] = [...counts].sort(([, one], [, other]) => other - one);
  return first?.[0] ?? "no scenario has to do with it";
}

interface LiteralRun {
  readonly scenario: Scenario;
  readonly pair: PairRun;
}

/**
 * The scenarios that a patch has to do with: in which a function with a placed hunk is entered, or
 * anything differs (a patch of a macro or a table enters no function of its own). If there is none,
 * those in which a decision stands between what runs and the lines of the patch.
 */
function relatedAmong(
  pairs: readonly LiteralRun[],
  variant: Variant,
  lines: readonly ChangedLine[],
): readonly LiteralRun[] {
  const direct = pairs.filter(
    ({ pair }) => entersPlaced(variant, pair) || isChanged(pair.comparison),
  );
  if (direct.length) return direct;
  return pairs.filter(({ pair }) =>
    lines.some(({ side, statements }) =>
      statements.some((one) => findGate(variant[side].program, pair[side], one) !== undefined),
    ),
  );
}

function entersPlaced(variant: Variant, pair: PairRun): boolean {
  const names = new Set(
    variant.application.placements
      .filter((placement) => placement.role === "subject")
      .flatMap((placement) => placement.targets.map((target) => target.name)),
  );
  return (["before", "after"] as const).some((side) =>
    [...pair[side].entered].some((index) =>
      names.has(variant[side].program.functions[index]?.name ?? ""),
    ),
  );
}
