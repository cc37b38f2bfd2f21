// SPDX-License-Identifier: MIT
import { reachesWithin, type Program } from "../cc";
import { findGate, type ChangedLine, type GateFound } from "../compare";
import { undefinedResults, type Run, type Scenario } from "../sim";
import { detoursFrom } from "./detour";
import type { Cause, Coverage, Gate } from "./examination";
import { forcedIn, forceOf, type ForcedDecision } from "./force";
import { trapKey, type LayerAssumptions } from "./layer";
import { withLines } from "./lines";
import type { SideName } from "./place";
import type { PairRun, Session, Variant } from "./session";
import { showPair } from "./shown";

/** Deeper layers rest on so many assumptions that they say little. */
const layerLimit = 4;

/** One way past what stopped a run. */
interface Opening {
  readonly kind: Gate["kind"];
  readonly side: SideName;
  readonly position: { readonly path: string; readonly line: number; readonly column: number };
  readonly condition: string;
  readonly forced: string;
  readonly insteadOf?: string;
  readonly assumption: string;
  readonly layer: LayerAssumptions;
}

/** What the search for layers needs to know of the patch. */
export interface GateContext {
  readonly session: Session;
  readonly variant: Variant;
  readonly lines: readonly ChangedLine[];
  readonly coverageOf: (pair: PairRun) => Coverage;
  /** What other scenarios have shown already; grows as layers are found. */
  readonly shared: SharedFindings;
  readonly causesOf: (
    scenario: Scenario,
    pair: PairRun,
    layer: LayerAssumptions,
  ) => Generator<void, readonly Cause[]>;
}

/** The statements of each side that have run. */
type RanStatements = Readonly<Record<SideName, Set<number>>>;

export const copied = (ran: Readonly<Record<SideName, ReadonlySet<number>>>): RanStatements => ({
  before: new Set(ran.before),
  after: new Set(ran.after),
});

/**
 * Gates are sought for lines that ran nowhere; elsewhere only the gates found so far are opened.
 */
export interface SharedFindings {
  readonly ran: RanStatements;
  readonly gates: ForcedDecision[];
  /** See CauseContext. */
  readonly answers: Map<string, readonly string[]>;
  /** The layers followed, by scenario, outermost first. */
  readonly layers: Map<string, LayerAssumptions[]>;
}

/**
 * Looks behind whatever kept lines of the patch from running, or ended a run on an undefined value.
 * Lines it adds come first; one it removes is looked for on the side that still has it.
 * - Shape: a scenario and its literal pair of runs -> layers, outermost first. A layer with two
 *   ways on has one gate each; the search goes on behind the first, which is the one that leads to
 *   added lines.
 */
export function* gatesOf(
  context: GateContext,
  scenario: Scenario,
  literal: PairRun,
  literalLayer: LayerAssumptions,
): Generator<void, GatesFound> {
  const gates: Gate[] = [];
  const ran = copied({
    before: literal.before.ranStatements,
    after: literal.after.ranStatements,
  });
  let pair = literal;
  let layer = literalLayer;
  for (let depth = 1; depth <= layerLimit; depth++) {
    const openings = yield* openingsFrom(context, scenario, pair, layer, ran);
    const [main] = openings;
    if (!main) break;
    for (const opening of openings) {
      yield;
      const behind = context.session.pair(context.variant, scenario, opening.layer);
      // The way not followed is told for contrast only.
      const causes =
        opening === main ? yield* context.causesOf(scenario, behind, opening.layer) : [];
      gates.push(showGate(context, depth, opening, behind, causes));
      if (opening === main) pair = behind;
    }
    layer = main.layer;
    context.shared.layers.set(scenario.id, [
      ...(context.shared.layers.get(scenario.id) ?? []),
      layer,
    ]);
    addAll(ran, { before: pair.before.ranStatements, after: pair.after.ranStatements });
    if (main.kind === "branch") context.shared.gates.push(...layer.forces.slice(-1));
  }
  addAll(context.shared.ran, ran);
  const isLast = gates.at(-1)?.layer === layerLimit;
  const beyond = beyondText(context, pair, layer, isLast);
  return { gates, ...(beyond === undefined ? {} : { beyond }) };
}

export interface GatesFound {
  readonly gates: readonly Gate[];
  /** Why nothing is told of what lies behind the last of them, where it ends early. */
  readonly beyond?: string;
}

function* openingsFrom(
  context: GateContext,
  scenario: Scenario,
  pair: PairRun,
  layer: LayerAssumptions,
  ran: RanStatements,
): Generator<void, readonly Opening[]> {
  const openings = openingsOf(context, pair, layer, ran);
  return openings.length ? openings : yield* openingsPastTrap(context, scenario, pair, layer);
}

const sides = ["after", "before"] as const;

/** The nearest way past a trap that does lead past it; of the after side first. */
function* openingsPastTrap(
  { session, variant }: GateContext,
  scenario: Scenario,
  pair: PairRun,
  layer: LayerAssumptions,
): Generator<void, readonly Opening[]> {
  for (const side of sides) {
    if (pair[side].outcome.kind === "returned") continue;
    const { detours } = detoursFrom(variant, side, pair[side], layer);
    for (const { guard, layer: past, ...detour } of detours) {
      yield;
      const run = session.pair(variant, scenario, past)[side];
      if (trapKey(run) === detour.insteadOf) continue;
      const { position, condition } = guard;
      const forced = String(guard.past);
      return [{ kind: "trap", ...detour, position, condition, forced, layer: past }];
    }
  }
  return [];
}

/** Why nothing is known of what lies behind a run that ends early. */
function beyondText(
  { variant }: GateContext,
  pair: PairRun,
  layer: LayerAssumptions,
  isLast: boolean,
): string | undefined {
  const side = sides.find((name) => pair[name].outcome.kind !== "returned");
  if (side === undefined) return undefined;
  if (isLast) return `no more than ${layerLimit} layers are looked behind`;
  const found = detoursFrom(variant, side, pair[side], layer);
  return "reason" in found ? found.reason : "no decision that led there makes it end otherwise";
}

function addAll(to: RanStatements, from: Readonly<Record<SideName, ReadonlySet<number>>>): void {
  for (const side of ["before", "after"] as const)
    for (const statement of from[side]) to[side].add(statement);
}

function showGate(
  context: GateContext,
  layer: number,
  opening: Opening,
  pair: PairRun,
  causes: readonly Cause[],
): Gate {
  const { places } = context.variant;
  return {
    layer,
    kind: opening.kind,
    side: opening.side,
    place: places.place(opening.side, opening.position),
    condition: opening.condition,
    forced: opening.forced,
    ...(opening.insteadOf === undefined ? {} : { insteadOf: opening.insteadOf }),
    assumption: opening.assumption,
    ...withLines(showPair(pair, places, context.coverageOf(pair), causes), context.variant, pair),
  };
}

function openingsOf(
  context: GateContext,
  pair: PairRun,
  layer: LayerAssumptions,
  ran: RanStatements,
): readonly Opening[] {
  const { variant } = context;
  const undefinedAfter = undefinedOpenings(context, "after", pair.after, layer, ran);
  if (undefinedAfter.length) return undefinedAfter;
  const undefinedBefore = undefinedOpenings(context, "before", pair.before, layer, ran);
  if (undefinedBefore.length) return undefinedBefore;
  for (const side of ["after", "before"] as const) {
    if (pair[side].outcome.kind !== "returned") continue;
    const gate = branchGate(context, side, pair[side], layer, ran);
    if (gate) return [branchOpening(side, variant[side].program, gate, layer)];
  }
  return [];
}

/** The ways on from a decision, or a result, that has no value. */
function undefinedOpenings(
  context: GateContext,
  side: SideName,
  run: Run,
  layer: LayerAssumptions,
  ran: RanStatements,
): readonly Opening[] {
  if (run.stop.kind !== "trapped") return [];
  const { trap } = run.stop;
  if (trap.kind !== "undefined-decides") return [];
  const made = run.events.filter((event) => event.kind === "undefined").at(-1);
  // What an unknown callee returns has no continuations of its own: its decision goes both ways.
  if (trap.origin?.kind === "result" && made) return resultOpenings(side, made, layer);
  const { program } = context.variant[side];
  const decision = trap.decision === undefined ? undefined : program.decisions[trap.decision];
  if (!decision) return [];
  const unset =
    run.outcome.kind === "trapped" && run.outcome.origin
      ? context.variant.places.tell(side, run.outcome.origin)
      : "its value";
  const outcomes = leadsToOwn(context, side, decision, ran) ? [true, false] : [false, true];
  return outcomes.map((outcome) => ({
    kind: "undefined",
    side,
    position: decision.position,
    condition: decision.text,
    forced: String(outcome),
    assumption: `if \`${decision.text}\` were ${outcome} (it decides on what nobody set: ${unset})`,
    layer: withForce(layer, program, decision, outcome),
  }));
}

function resultOpenings(
  side: SideName,
  event: Run["events"][number],
  layer: LayerAssumptions,
): readonly Opening[] {
  if (event.name in layer.undefinedResults) return [];
  return (undefinedResults[event.name]?.continuations ?? []).map(({ value, label }) => ({
    kind: "result",
    side,
    position: event.position,
    condition: event.text,
    forced: label,
    assumption: `if ${undefinedResults[event.name]?.what ?? event.name} gave ${label}`,
    layer: {
      ...layer,
      undefinedResults: { ...layer.undefinedResults, [event.name]: value },
    },
  }));
}

function leadsToOwn(
  context: GateContext,
  side: SideName,
  decision: Program["decisions"][number],
  ran: RanStatements,
): boolean {
  const { program } = context.variant[side];
  const wanted = statementsOf(context, side).filter(
    (id) => !ran[side].has(id) && program.statements[id]?.function === decision.function,
  );
  const reachesFrom = (start: number): boolean =>
    wanted.some((id) =>
      reachesWithin(program, decision.function, program.statements[id]?.pc ?? -1).has(start),
    );
  return !reachesFrom(decision.falseStart) || reachesFrom(decision.trueStart);
}

const statementsOf = ({ lines }: GateContext, side: SideName): readonly number[] =>
  lines.filter((line) => line.side === side).flatMap((line) => line.statements);

/** The earliest decision, not one of the patch's own, that kept a line of it from running. */
function branchGate(
  context: GateContext,
  side: SideName,
  run: Run,
  layer: LayerAssumptions,
  ran: RanStatements,
): GateFound | undefined {
  const { program } = context.variant[side];
  const waiting = [...new Set(statementsOf(context, side).filter((id) => !ran[side].has(id)))];
  return waiting
    .flatMap((statement) => {
      const gate = findGate(program, run, statement);
      if (!gate || isOwnTest(context, side, gate) || isAmong(program, gate, layer.forces))
        return [];
      const isNew = !context.shared.ran[side].has(statement);
      return isNew || isAmong(program, gate, context.shared.gates) ? [gate] : [];
    })
    .reduce<GateFound | undefined>(
      (first, gate) => (first && first.step <= gate.step ? first : gate),
      undefined,
    );
}

/**
 * A test that only the patch's own side makes is what the patch means, not what stands in its way:
 * forced, it would tell two different worlds apart.
 */
function isOwnTest({ variant }: GateContext, side: SideName, gate: GateFound): boolean {
  const origin = variant.places.origin(side, gate.position);
  if (origin.from !== "mail" || origin.kind === "context") return false;
  const { program } = variant[side];
  const decision = program.decisions[gate.decision];
  const other = variant[side === "after" ? "before" : "after"].program;
  return !decision || !forcedIn(other, forceOf(program, decision, gate.needed));
}

function isAmong(program: Program, gate: GateFound, forces: readonly ForcedDecision[]): boolean {
  return forces.some((force) => forcedIn(program, force)?.id === gate.decision);
}

function branchOpening(
  side: SideName,
  program: Program,
  gate: GateFound,
  layer: LayerAssumptions,
): Opening {
  const decision = program.decisions[gate.decision] as Program["decisions"][number];
  return {
    kind: "branch",
    side,
    position: gate.position,
    condition: gate.condition,
    forced: String(gate.needed),
    assumption: `if \`${gate.condition}\` were ${gate.needed}`,
    layer: withForce(layer, program, decision, gate.needed),
  };
}

function withForce(
  layer: LayerAssumptions,
  program: Program,
  decision: Program["decisions"][number],
  outcome: boolean,
): LayerAssumptions {
  return { ...layer, forces: [...layer.forces, forceOf(program, decision, outcome)] };
}
