// SPDX-License-Identifier: MIT
import {
  applyPatches,
  ProgramBuilder,
  type Application,
  type ApplyInput,
  type BuiltProgram,
} from "../apply";
import { contentHash } from "../base";
import { tokenize, type Program } from "../cc";
import { compareRuns, type Comparison } from "../compare";
import { runScenario, type Run, type RunOptions, type Scenario } from "../sim";
import { Places, type SideName } from "./place";

/**
 * A decision made to fall one way, told by its words so that it is found again in every variant.
 */
export interface ForcedDecision {
  readonly function: string;
  readonly condition: string;
  readonly outcome: boolean;
}

/** What a layer assumes beyond the literal run. */
export interface LayerAssumptions {
  readonly forces: readonly ForcedDecision[];
  readonly undefinedResults: Readonly<Record<string, bigint>>;
}

export const literally: LayerAssumptions = { forces: [], undefinedResults: {} };

/** Both sides of one choice of hunks, built. */
export interface Variant {
  readonly hunksOff: readonly string[];
  readonly application: Application;
  readonly before: BuiltProgram;
  readonly after: BuiltProgram;
  readonly places: Places;
  readonly notRunnable?: string;
}

export interface PairRun {
  readonly before: Run;
  readonly after: Run;
  readonly comparison: Comparison;
}

/** Builds variants of one patch and runs scenarios on them, each only once. */
export class Session {
  private readonly variants = new Map<string, Variant>();
  private readonly programs = new Map<string, BuiltProgram>();
  private readonly runs = new Map<string, Run>();
  /** By the after run: which before run it was last laid beside. */
  private readonly pairs = new WeakMap<Run, PairRun>();

  constructor(
    private readonly input: Omit<ApplyInput, "hunksOff">,
    private readonly builder: ProgramBuilder,
    private readonly subjectSources: readonly string[],
    private readonly runOptions: Pick<RunOptions, "initStack">,
  ) {}

  /** The patch with some of its hunks switched off. */
  variant(hunksOff: readonly string[]): Variant {
    const key = hunksOff.join(" ");
    const known = this.variants.get(key);
    if (known) return known;
    const application = applyPatches({ ...this.input, hunksOff: new Set(hunksOff) });
    const before = this.program(application, "before");
    const after = this.program(application, "after");
    const places = new Places(application, this.subjectSources, this.input.subject);
    const reason = application.notRunnable?.reason ?? errorText(places, before, after);
    const variant: Variant = {
      hunksOff,
      application,
      before,
      after,
      places,
      ...(reason === undefined ? {} : { notRunnable: reason }),
    };
    this.variants.set(key, variant);
    return variant;
  }

  /** Runs one scenario on both sides of a variant. */
  pair(variant: Variant, scenario: Scenario, layer: LayerAssumptions): PairRun {
    const before = this.run(variant, "before", scenario, layer);
    const after = this.run(variant, "after", scenario, layer);
    const known = this.pairs.get(after);
    if (known?.before === before) return known;
    const pair = { before, after, comparison: compareRuns(before, after) };
    this.pairs.set(after, pair);
    return pair;
  }

  private run(variant: Variant, side: SideName, scenario: Scenario, layer: LayerAssumptions): Run {
    const { program } = variant[side];
    // A decision that this side does not have changes nothing on it.
    const forces = layer.forces.flatMap((force) => positionsOf(program, force));
    const key = [
      sideKey(variant.application, side),
      scenario.id,
      ...forces.map(({ path, line, column, outcome }) => `${path}:${line}:${column}=${outcome}`),
      ...Object.entries(layer.undefinedResults).map(([kind, value]) => `${kind}=${value}`),
    ].join("\n");
    const known = this.runs.get(key);
    if (known) return known;
    const run = runScenario(program, scenario, {
      ...this.runOptions,
      forces,
      undefinedResults: layer.undefinedResults,
    });
    this.runs.set(key, run);
    return run;
  }

  private program(application: Application, side: SideName): BuiltProgram {
    const key = sideKey(application, side);
    const known = this.programs.get(key);
    if (known) return known;
    const built = this.builder.build(application[side]);
    this.programs.set(key, built);
    return built;
  }
}

/**
 * Two sides that differ in nothing but comments and line breaks are one program, but the lines of
 * each are its own.
 */
function sideKey(application: Application, side: SideName): string {
  const { before, after } = application;
  const key = textsKey(application[side]);
  if (side === "before" || key !== textsKey(before)) return key;
  const alike = [...after].every(([path, placed]) => placed.text === before.get(path)?.text);
  return alike ? key : `${key} after`;
}

/**
 * The same for texts of the same words: a hunk that is switched off leaves other blanks and line
 * breaks, but no other program. The first text of its kind, that of the whole patch, gives the
 * lines.
 */
function textsKey(texts: Application["before"]): string {
  const known = textsKeys.get(texts);
  if (known !== undefined) return known;
  const parts = [...texts.values()].map((placed) => `${placed.path}@${wordsHash(placed.text)}`);
  const key = parts.sort().join(" ");
  textsKeys.set(texts, key);
  return key;
}

const textsKeys = new WeakMap<Application["before"], string>();

const wordsHash = (text: string): string =>
  contentHash(
    tokenize(text)
      .filter((token) => token.kind !== "comment")
      .map((token) => token.text)
      .join(" "),
  );

/** Blanks do not tell two conditions apart. */
export const conditionKey = (text: string): string => text.replace(/\s+/g, "");

function positionsOf(program: Program, force: ForcedDecision) {
  return program.decisions
    .filter(
      (decision) =>
        program.functions[decision.function]?.name === force.function &&
        conditionKey(decision.text) === conditionKey(force.condition),
    )
    .map((decision) => ({ ...decision.position, outcome: force.outcome }));
}

/** Why the sides must not be run: the first error that the base alone does not have. */
function errorText(places: Places, before: BuiltProgram, after: BuiltProgram): string | undefined {
  const side = after.errors.length ? "after" : "before";
  const { errors } = side === "after" ? after : before;
  const [first] = errors;
  if (!first) return undefined;
  const count = errors.length - 1;
  const more = count ? `, and ${count} more error${count === 1 ? "" : "s"}` : "";
  const message = places.tell(side, first.message);
  const { text } = places.place(side, first.position);
  const which =
    after.errors.length && before.errors.length
      ? "neither side compiles"
      : `the ${side} side does not compile`;
  return `${which}: ${message} (${text}${more})`;
}
