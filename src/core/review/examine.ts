// SPDX-License-Identifier: MIT
import { applyPatches, type Application, type BaseTree } from "../apply";
import type { Diagnostic } from "../base";
import { levels, type Level } from "../kernel";
import type { Patch } from "../patch";
import { stockIds, type Scenario } from "../sim";
import { scenariosNamed } from "./bearing";
import { scenariosOf } from "./bundle";
import { applyInput, baseFor, isChosenPatch, offOf, seriesOf, unknownNames } from "./choose";
import type {
  BlameEntry,
  Examination,
  ExamineOptions,
  FirstLook,
  Opened,
  PatchExamination,
  Progress,
} from "./examination";
import {
  examinePatch,
  namesOf,
  nothingRun,
  runLiterally,
  type ExaminedPatch,
} from "./examine-patch";
import { blameOf, revisionsOf, type LiteralPairs } from "./series";
import type { Session, Store } from "./session";
import { sessionFor, storesBy } from "./sessions";

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
  const { scenarios, diagnostics } = scenariosOf(options);
  const wanted = opened.patches.filter((patch) => isChosenPatch(patch, options));
  const work: Work = {
    opened,
    options,
    scenarios,
    storeFor: storesBy(options),
    defects: [],
  };
  const unknown = unknownNames(opened, wanted, options);
  const examined: ExaminedPatch[] = [];
  for (const [index, patch] of wanted.entries()) {
    const steps = withDefects(() => examineOne(work, patch), patch, work.defects);
    const step = yield* counted(steps, index, wanted.length);
    examined.push(step);
  }
  const runs = new Map(examined.flatMap((one) => (one.runs ? [[one.runs.patch, one.runs]] : [])));
  const patches: PatchExamination[] = [];
  for (const { shown, runs: own } of examined) {
    const blame = own
      ? yield* counted(blameFor(work, own.patch, runs, shown), wanted.length - 1, wanted.length)
      : [];
    patches.push({ ...shown, blame });
  }
  return examinationOf(patches, revisionsOf(opened, runs), [
    ...diagnostics,
    ...unknown,
    ...work.defects,
  ]);
}

/** Patches that were run, and the words on what they ran on. */
export function examinationOf(
  patches: readonly PatchExamination[],
  revisions: Examination["revisions"],
  diagnostics: readonly Diagnostic[],
): Examination {
  const used = levels.filter(({ id }) => patches.some(({ level }) => level?.id === id));
  return {
    schema: 1,
    ranOn: ranOnText(used.length ? used : levels.slice(0, 1)),
    level: used[0]?.id ?? levels[0]?.id ?? "",
    patches,
    revisions,
    diagnostics,
  };
}

/** What one examination works with. */
interface Work {
  readonly opened: Opened;
  readonly options: ExamineOptions;
  readonly scenarios: readonly Scenario[];
  readonly storeFor: (base: BaseTree) => Store;
  readonly defects: Diagnostic[];
}

/** Passes a generator on, with how far the whole is. */
function* counted<T>(
  steps: Generator<string | FirstLook, T>,
  done: number,
  of: number,
): Generator<Progress, T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    yield typeof step.value === "string"
      ? { done, of, about: step.value }
      : { done, of, about: `${step.value.scenario}: before | after`, look: step.value };
  }
}

function* examineOne(work: Work, patch: Patch): Generator<string | FirstLook, ExaminedPatch> {
  yield `placing ${patch.subject}`;
  const { base, why } = baseFor(work.opened, patch, work.options);
  const level = { id: base.level, label: base.label, why };
  const session = sessionOf(work, patch);
  const { opened, options } = work;
  const scenarios = [...work.scenarios, ...scenariosNamed(opened, patch, options)];
  const { shown, ...rest } = yield* examinePatch(session, opened, patch, scenarios, options);
  const notAsked = stockIds.filter((id) => !scenarios.some((one) => one.id === id)).length;
  return { ...rest, shown: { ...shown, level, notAsked } };
}

function sessionOf(work: Work, patch: Patch): Session {
  const { opened, options, storeFor } = work;
  const { base } = baseFor(opened, patch, options);
  return sessionFor(opened, patch, base, storeFor(base), options);
}

/** Runs what is still missing of a patch's series, and stamps what is broken. */
function* blameFor(
  work: Work,
  patch: Patch,
  runs: Map<Patch, LiteralPairs>,
  { scenarios }: Pick<PatchExamination, "scenarios">,
): Generator<string, readonly BlameEntry[]> {
  const series = seriesOf(work.opened, patch);
  // A part of a series has to do with what its neighbours bring and repair.
  const shown = 1 < series.length ? work.scenarios : scenarios;
  if (!shown.length) return [];
  for (const part of series)
    if (!runs.has(part))
      runs.set(part, yield* runLiterally(sessionOf(work, part), part, work.scenarios));
  return blameOf(
    patch,
    series,
    runs,
    shown.map(({ id }) => id),
  );
}

/**
 * The one place where a defect of ours ends: the patch it came up with is shown as not run, with
 * what reproduces it, and the others are examined all the same.
 */
function* withDefects(
  examined: () => Generator<string | FirstLook, ExaminedPatch>,
  patch: Patch,
  defects: Diagnostic[],
): Generator<string | FirstLook, ExaminedPatch> {
  try {
    return yield* examined();
  } catch (error) {
    const message =
      `a defect of Hunkscope: ${error instanceof Error ? error.message : String(error)}; ` +
      `to reproduce, simulate patch ${patch.number} of this input`;
    defects.push({ code: "review/defect", severity: "error", message });
    const shown = {
      ...namesOf(patch),
      placements: [],
      assumptions: [],
      ...nothingRun(message),
    };
    return { shown };
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
          ...applyInput(opened, patch, baseFor(opened, patch, options).base, options),
          hunksOff: new Set(hunks),
          lineGroupsOff: new Set(lines),
        }),
      };
    });
}

/** The words that stand once on every screen and report. */
function ranOnText(used: readonly Level[]): string {
  const named = used.map(({ id, label }) => `${id}, ${label}`);
  const which = 1 < used.length ? `levels ${named.join("; ")}` : `level ${named.join()}`;
  return (
    `a model of Linux (${which}), rewritten for simulation, not kernel source; ` +
    "the rules are Hunkscope's"
  );
}
