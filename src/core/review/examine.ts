// SPDX-License-Identifier: MIT
import {
  applyPatches,
  ProgramBuilder,
  type Application,
  type Assumption,
  type BaseTree,
} from "../apply";
import type { Diagnostic } from "../base";
import type { Program } from "../cc";
import { addedLines, findGate, isChanged, type AddedLine } from "../compare";
import { compileOptions, levels, modelUnits } from "../kernel";
import type { Patch } from "../patch";
import { stockScenarios, type Run, type Scenario } from "../sim";
import { assumptionsByHand, isByHand, literalLayer } from "./by-hand";
import { causesOf } from "./causes";
import {
  applyInput,
  baseFor,
  isChosenPatch,
  isChosenScenario,
  offOf,
  unknownNames,
} from "./choose";
import type {
  Examination,
  ExamineOptions,
  Opened,
  PatchExamination,
  Progress,
  ScenarioExamination,
} from "./examination";
import { gatesOf, type GateContext, type SharedFindings } from "./gates";
import { headlineOf } from "./headline";
import { Session, Store, type LayerAssumptions, type PairRun, type Variant } from "./session";
import { showCoverage, showPair } from "./shown";

/** One builder a level: units of the base are compiled once in a process. */
const builders = new Map<string, ProgramBuilder>();

/**
 * Runs the patches of opened sources, before and after, over the scenarios.
 * - Shape: yields progress and may be abandoned between any two runs; the result is plain data.
 * - Errors: what cannot be run says so in its patch's `notRunnable`; nothing is thrown on bad
 *   input.
 */
export function* examine(
  opened: Opened,
  options: ExamineOptions = {},
): Generator<Progress, Examination> {
  const { scenarios, diagnostics } = stockScenarios(options.set ?? [], (id) =>
    isChosenScenario(id, options),
  );
  const patches: PatchExamination[] = [];
  const defects: Diagnostic[] = [];
  const wanted = opened.patches.filter((patch) => isChosenPatch(patch, options));
  const unknown = unknownNames(opened, wanted, options);
  const storeFor = storesBy(options);
  let level = "";
  for (const [index, patch] of wanted.entries()) {
    const steps = withDefects(
      function* () {
        const base = baseFor(patch, options);
        level = base.level;
        return yield* examinePatch(opened, patch, base, storeFor(base), scenarios, options);
      },
      patch,
      defects,
    );
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        patches.push(step.value);
        break;
      }
      yield { done: index, of: wanted.length, about: step.value };
    }
  }
  return {
    schema: 1,
    ranOn: ranOnText(level || (levels[0]?.id ?? "")),
    level,
    patches,
    diagnostics: [...diagnostics, ...unknown, ...defects],
  };
}

/**
 * The one place where a defect of ours ends: the patch it came up with is shown as not run, with
 * what reproduces it, and the others are examined all the same.
 */
function* withDefects(
  examined: () => Generator<string, PatchExamination>,
  patch: Patch,
  defects: Diagnostic[],
): Generator<string, PatchExamination> {
  try {
    return yield* examined();
  } catch (error) {
    const message =
      `a defect of Hunkscope: ${error instanceof Error ? error.message : String(error)}; ` +
      `to reproduce, simulate patch ${patch.number} of this input`;
    defects.push({ code: "review/defect", severity: "error", message });
    return {
      number: patch.number,
      subject: patch.subject,
      revision: patch.revision,
      placements: [],
      assumptions: [],
      scenarios: [],
      unrelated: [],
      coverage: { executable: 0, ran: 0, noCode: 0, notRun: [] },
      headline: `Not run: ${message}.`,
      notRunnable: message,
    };
  }
}

/** Where the hunks of the chosen patches stand, without running them. */
export function applicationsOf(
  opened: Opened,
  options: ExamineOptions,
): readonly { readonly patch: Patch; readonly application: Application }[] {
  return opened.patches
    .filter((patch) => isChosenPatch(patch, options))
    .map((patch) => {
      const { hunks, lines } = offOf(patch, options);
      return {
        patch,
        application: applyPatches({
          ...applyInput(opened, patch, baseFor(patch, options), options),
          hunksOff: new Set(hunks),
          lineGroupsOff: new Set(lines),
        }),
      };
    });
}

/** The words that stand once on every screen and report. */
function ranOnText(level: string): string {
  const label = levels.find((candidate) => candidate.id === level)?.label ?? "";
  return (
    `a model of Linux (level ${level}, ${label}), rewritten for simulation, not kernel source; ` +
    "the rules are Hunkscope's"
  );
}

function* examinePatch(
  opened: Opened,
  patch: Patch,
  base: BaseTree,
  store: Store,
  scenarios: readonly Scenario[],
  options: ExamineOptions,
): Generator<string, PatchExamination> {
  yield `placing ${patch.subject}`;
  const session = sessionFor(opened, patch, base, store, options);
  const variant = session.variant(offOf(patch, options));
  const common = {
    number: patch.number,
    subject: patch.subject,
    revision: patch.revision,
    placements: variant.application.placements,
    assumptions: [...variant.application.assumptions, ...assumptionsByHand(variant, options)],
  };
  if (variant.notRunnable !== undefined)
    return {
      ...common,
      scenarios: [],
      unrelated: [],
      coverage: { executable: 0, ran: 0, noCode: 0, notRun: [] },
      headline: `Not run: ${variant.notRunnable}.`,
      notRunnable: variant.notRunnable,
    };
  const lines = addedLines(variant.application.after, variant.after.program, (hunk) =>
    patch.files.some((file) => file.hunks.some((candidate) => candidate.id === hunk)),
  );
  const literal = literalLayer(variant, options);
  const pairs: LiteralRun[] = [];
  const ran = new Set<number>();
  for (const scenario of scenarios) {
    yield `${scenario.id}: before | after`;
    const pair = session.pair(variant, scenario, literal);
    pairs.push({ scenario, pair });
    for (const statement of pair.after.ranStatements) ran.add(statement);
  }
  const related = relatedAmong(pairs, variant, lines);
  const unrelated = pairs
    .filter((one) => !related.includes(one))
    .map(({ scenario }) => scenario.id);
  const examined: ScenarioExamination[] = [];
  const shared: SharedFindings = { ran: new Set(ran), gates: [] };
  for (const { scenario, pair } of related)
    examined.push(
      yield* examineScenario({ session, variant, patch, lines, shared }, scenario, pair, literal),
    );
  const coverage = showCoverage(
    lines,
    (statement) => ran.has(statement),
    variant.places,
    () => "in none of the scenarios",
  );
  return {
    ...common,
    scenarios: examined,
    unrelated,
    coverage,
    headline:
      byHandText(common.assumptions) +
      (unplacedText(variant) ?? headlineOf(examined, coverage, unrelated.length)),
  };
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
  readonly lines: readonly AddedLine[];
  readonly shared: SharedFindings;
}

function* examineScenario(
  { session, variant, patch, lines, shared }: PatchContext,
  scenario: Scenario,
  pair: PairRun,
  literal: LayerAssumptions,
): Generator<string, ScenarioExamination> {
  const causeContext = { session, full: variant, patch, lines };
  const context: GateContext = {
    session,
    variant,
    lines,
    shared,
    coverageOf: (run) => coverageOf(variant, lines, run),
    causesOf: (of, behind, layer) => causesOf(causeContext, of, behind, layer),
  };
  const causes = yield* told(
    causesOf(causeContext, scenario, pair, literal),
    `${scenario.id}: causes`,
  );
  const gates = yield* told(
    gatesOf(context, scenario, pair, literal),
    `${scenario.id}: behind what stopped it`,
  );
  return {
    id: scenario.id,
    title: scenario.title,
    ...showPair(pair, variant.places, coverageOf(variant, lines, pair.after), causes),
    gates,
  };
}

/** Passes a generator on, with what it is about. */
function* told<T>(steps: Generator<void, T>, about: string): Generator<string, T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    yield about;
  }
}

function coverageOf(variant: Variant, lines: readonly AddedLine[], run: Run) {
  const { program } = variant.after;
  return showCoverage(
    lines,
    (statement) => run.ranStatements.has(statement),
    variant.places,
    (line) => reasonNotRun(variant, program, run, line),
  );
}

function reasonNotRun(variant: Variant, program: Program, run: Run, line: AddedLine): string {
  const statement = line.statements[0] ?? -1;
  const gate = findGate(program, run, statement);
  if (gate) {
    const place = variant.places.place("after", gate.position);
    return `\`${gate.condition}\` at ${place.text} was ${!gate.needed}`;
  }
  if (run.outcome.kind !== "returned") return "the run ended before it";
  const owner = program.statements[statement]?.function ?? -1;
  return run.entered.has(owner)
    ? "nothing led there"
    : `${program.functions[owner]?.name ?? "its function"} was not entered`;
}

interface LiteralRun {
  readonly scenario: Scenario;
  readonly pair: PairRun;
}

/**
 * The scenarios that a patch has to do with: in which a function with a placed hunk is entered, or
 * anything differs (a patch of a macro or a table enters no function of its own). If there is none,
 * those in which a decision stands between what runs and the added lines.
 */
function relatedAmong(
  pairs: readonly LiteralRun[],
  variant: Variant,
  lines: readonly AddedLine[],
): readonly LiteralRun[] {
  const direct = pairs.filter(
    ({ pair }) => entersPlaced(variant, pair) || isChanged(pair.comparison),
  );
  if (direct.length) return direct;
  const { program } = variant.after;
  const statements = lines.flatMap((line) => line.statements);
  return pairs.filter(({ pair }) =>
    statements.some((statement) => findGate(program, pair.after, statement) !== undefined),
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

function sessionFor(
  opened: Opened,
  patch: Patch,
  base: BaseTree,
  store: Store,
  options: ExamineOptions,
): Session {
  return new Session(applyInput(opened, patch, base, options), store, opened.sources);
}

/** One store a level; they end with the examination. */
function storesBy({ initStack }: ExamineOptions): (base: BaseTree) => Store {
  const stores = new Map<string, Store>();
  return (base) => {
    const known = stores.get(base.level);
    if (known) return known;
    const store = new Store(builderFor(base), initStack ? { initStack } : {});
    stores.set(base.level, store);
    return store;
  };
}

function builderFor(base: BaseTree): ProgramBuilder {
  const known = builders.get(base.level);
  if (known) return known;
  const builder = new ProgramBuilder(base, modelUnits(base.level), compileOptions(base.level));
  builders.set(base.level, builder);
  return builder;
}
