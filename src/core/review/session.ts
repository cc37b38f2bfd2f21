// SPDX-License-Identifier: MIT
import {
  applyPatches,
  diagnosticKey,
  ProgramBuilder,
  type Application,
  type ApplyInput,
  type BuiltProgram,
} from "../apply";
import { contentHash } from "../base";
import { tokenize, type CcDiagnostic } from "../cc";
import { compareEnds, compareRuns, effectsOf, type Comparison } from "../compare";
import type { Hunk } from "../patch";
import { runScenario, type Run, type RunOptions, type Scenario } from "../sim";
import { forcesIn, placedKey, runAround } from "./around";
import { forceKey } from "./force";
import { plainly, type LayerAssumptions } from "./layer";
import { Places, type SideName } from "./place";

/** What of the subject is switched off: whole hunks, and change groups or lines of others. */
export interface Off {
  readonly hunks: readonly string[];
  /** "1.2/0" and "1.2:7", as placing takes them; the context of their hunks stays. */
  readonly lines: readonly string[];
}

/** Both sides of one choice of hunks, built. */
export interface Variant {
  readonly off: Off;
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

/** Programs kept at a time: a search for causes comes back to the last ones most. */
const programsKept = 64;

/**
 * Such runs kept at a time: behind a layer that a program without some of the lines does not have,
 * or that leads past a trap it does not come to, it runs as in the layers before.
 */
const runsLately = 64;

/**
 * Runs that the causes of one patch may take in all: some ten seconds. A patch of the usual size
 * needs under a hundred; of a very large one the causes are left wider.
 */
const triesMax = 500;

/** What was built and run for one examination; the patches of a series share most of it. */
export class Store {
  readonly programs = new Map<string, BuiltProgram>();
  readonly runs = new Map<string, Run>();
  /** The last of those that only a search for causes asked for. */
  readonly lately = new Map<string, Run>();
  /** What a pair of runs shows, by the keys of both. */
  readonly effects = new Map<string, ReadonlySet<string>>();

  constructor(
    readonly builder: ProgramBuilder,
    readonly runOptions: Pick<RunOptions, "initStack">,
  ) {}

  program(key: string, build: () => BuiltProgram): BuiltProgram {
    const built = this.programs.get(key) ?? build();
    keepLately(this.programs, key, built, programsKept);
    return built;
  }
}

/** Keeps what was asked for last, so many of them at a time. */
function keepLately<T>(kept: Map<string, T>, key: string, value: T, countMax: number): void {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (countMax < kept.size && oldest !== undefined) kept.delete(oldest);
}

/** Builds variants of one patch and runs scenarios on them, each only once. */
export class Session {
  private readonly variants = new Map<string, Variant>();
  /** By the after run: which before run it was last laid beside. */
  private readonly pairs = new WeakMap<Run, PairRun>();

  constructor(
    private readonly input: Omit<ApplyInput, "hunksOff">,
    private readonly store: Store,
    private readonly subjectSources: readonly string[],
  ) {}

  /** The same patch with something assumed otherwise; what was run stays known. */
  varied(input: Pick<ApplyInput, "bitsPassed" | "lostTail">): Session {
    return new Session({ ...this.input, ...input }, this.store, this.subjectSources);
  }

  /** The patch with some of its hunks and lines switched off. */
  variant(off: Off): Variant {
    const key = offKey(off);
    const known = this.variants.get(key);
    if (known) return known;
    const variant = this.build(off);
    this.variants.set(key, variant);
    return variant;
  }

  private build(off: Off): Variant {
    const application = this.place(off);
    const before = this.program(application, "before");
    const after = this.program(application, "after");
    const places = new Places(application, this.subjectSources, this.input.subject);
    const wrong = (built: BuiltProgram, side: SideName): readonly CcDiagnostic[] =>
      this.errorsIn(built, side, application, off);
    const reason =
      application.notRunnable?.reason ??
      errorText(places, wrong(before, "before"), wrong(after, "after"));
    return {
      off,
      application,
      before,
      after,
      places,
      ...(reason === undefined ? {} : { notRunnable: reason }),
    };
  }

  /**
   * Why a side must not be run: its errors, and names that nothing declares where the patch may
   * have done so. A name that the whole patch, as it was written, does not declare either is one
   * that the model lacks: nobody knows its value, and the side runs up to where that matters.
   */
  private errorsIn(
    { errors, unknownNames }: BuiltProgram,
    side: SideName,
    application: Application,
    off: Off,
  ): readonly CcDiagnostic[] {
    if (!unknownNames.length) return errors;
    if (this.hasGaps(application)) return [...errors, ...unknownNames];
    if (!offKey(off)) return errors;
    const lacking = new Set(this.variant(nothingOff)[side].unknownNames.map(diagnosticKey));
    const lost = unknownNames.filter((one) => !lacking.has(diagnosticKey(one)));
    return lost.length ? [...errors, ...lost] : errors;
  }

  /** Lines of some patch were lost, or found no place in a file that the model has. */
  private hasGaps({ placements }: Application): boolean {
    const { base, subject, earlier, with: others, over } = this.input;
    const files = [subject, ...earlier, ...others, ...over].flatMap((patch) => patch.files);
    if (files.some(({ hunks }) => hunks.some(isCut))) return true;
    const lost = new Set(
      placements.flatMap(({ kind, hunk, reasons }) =>
        kind === "absent" && !reasons.includes("switched off") ? [hunk] : [],
      ),
    );
    return files.some(
      ({ path, hunks }) => hunks.some(({ id }) => lost.has(id)) && base.read(path) !== undefined,
    );
  }

  private place(off: Off): Application {
    return applyPatches({
      ...this.input,
      hunksOff: new Set(off.hunks),
      lineGroupsOff: new Set(off.lines),
    });
  }

  /** Runs one scenario on both sides of a variant; step by step where that is to be shown. */
  pair(
    variant: Variant,
    scenario: Scenario,
    layer: LayerAssumptions,
    { history } = { history: true },
  ): PairRun {
    const kept = { isKept: true, history };
    const before = this.run(variant, "before", scenario, layer, kept);
    const after = this.run(variant, "after", scenario, layer, kept);
    const known = this.pairs.get(after);
    if (known?.before === before) return known;
    const pair = { before, after, comparison: compareRuns(before, after) };
    this.pairs.set(after, pair);
    return pair;
  }

  /**
   * What the patch does in one scenario with some of it switched off, as keys of effects; undefined
   * where that cannot be run, "spent" where the patch has had its tries. "ends" leaves the traces
   * alone: those of endless runs are long.
   */
  effects(
    off: Off,
    scenario: Scenario,
    layer: LayerAssumptions,
    want: "all" | "ends",
  ): ReadonlySet<string> | "spent" | undefined {
    const application = this.applications.get(offKey(off)) ?? this.place(off);
    this.applications.set(offKey(off), application);
    if (application.notRunnable) return undefined;
    const key = ["before", "after"]
      .map((side) => sideKey(application, side as SideName))
      .concat(scenario.id, layerKey(layer), want)
      .join("\n");
    const known = this.store.effects.get(key);
    if (known) return known;
    if (this.triesLeft <= 0) return "spent";
    this.triesLeft--;
    const before = this.program(application, "before");
    const after = this.program(application, "after");
    if (this.errorsIn(before, "before", application, off).length) return undefined;
    if (this.errorsIn(after, "after", application, off).length) return undefined;
    const sides = { application, before, after };
    const run = (side: SideName): Run =>
      this.run(sides, side, scenario, layer, { isKept: side === "before", history: false });
    const compare = want === "all" ? compareRuns : compareEnds;
    const found = effectsOf(compare(run("before"), run("after")));
    this.store.effects.set(key, found);
    return found;
  }

  /** One side of one scenario alone, as it ends. */
  ended(
    variant: Variant,
    side: SideName,
    scenario: Scenario,
    layer: LayerAssumptions,
  ): Pick<Run, "outcome" | "verdicts" | "state"> {
    return this.run(variant, side, scenario, layer, { isKept: true, history: false });
  }

  private triesLeft = triesMax;
  private readonly applications = new Map<string, Application>();

  private run(
    variant: Pick<Variant, "application" | "before" | "after">,
    side: SideName,
    scenario: Scenario,
    layer: LayerAssumptions,
    { isKept, history }: { readonly isKept: boolean; readonly history: boolean },
  ): Run {
    const { program } = variant[side];
    const { forces, detours } = forcesIn(program, layer);
    const key = [
      sideKey(variant.application, side),
      scenario.id,
      ...forces.map(placedKey),
      ...detours.map((detour) => `${placedKey(detour)} instead of ${detour.insteadOf}`),
      ...Object.entries(layer.undefinedResults).map(([kind, value]) => `${kind}=${value}`),
    ].join("\n");
    const known = this.store.runs.get(key) ?? this.store.lately.get(key);
    if (known && (known.history || !history)) return known;
    const { undefinedResults } = layer;
    const options = { ...this.store.runOptions, history, forces, undefinedResults };
    const run = detours.length
      ? runAround(
          program,
          scenario,
          options,
          detours,
          this.run(variant, side, scenario, plainly(layer), { isKept, history }),
        )
      : runScenario(program, scenario, options);
    if (isKept) this.store.runs.set(key, run);
    else keepLately(this.store.lately, key, run, runsLately);
    return run;
  }

  private program(application: Application, side: SideName): BuiltProgram {
    const key = sideKey(application, side);
    return this.store.program(key, () => this.store.builder.build(application[side]));
  }
}

const nothingOff: Off = { hunks: [], lines: [] };

const isCut = ({ state, gaps }: Hunk): boolean =>
  state === "cut" || state === "fragment" || gaps.length > 0;

const offKey = ({ hunks, lines }: Off): string => [...hunks, ...lines].join(" ");

const layerKey = ({ forces, undefinedResults }: LayerAssumptions): string =>
  [
    ...forces.map(forceKey),
    ...Object.entries(undefinedResults).map(([kind, value]) => `${kind}=${value}`),
  ].join("\n");

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

/** Why the sides must not be run: the first error that the base alone does not have. */
function errorText(
  places: Places,
  before: readonly CcDiagnostic[],
  after: readonly CcDiagnostic[],
): string | undefined {
  const side = after.length ? "after" : "before";
  const errors = side === "after" ? after : before;
  const [first] = errors;
  if (!first) return undefined;
  const count = errors.length - 1;
  const more = count ? `, and ${count} more error${count === 1 ? "" : "s"}` : "";
  const message = places.tell(side, first.message);
  const { text } = places.place(side, first.position);
  const which =
    after.length && before.length ? "neither side compiles" : `the ${side} side does not compile`;
  return `${which}: ${message} (${text}${more})`;
}
