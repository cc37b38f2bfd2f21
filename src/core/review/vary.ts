// SPDX-License-Identifier: MIT
// How much rests on what had to be assumed: each assumption that can be made otherwise is, and what
// then comes out otherwise is told.
import type { ApplyInput, Assumption } from "../apply";
import { outcomeKey } from "../compare";
import type { Patch } from "../patch";
import type { Run, Scenario } from "../sim";
import type { Dependence } from "./examination";
import type { LayerAssumptions } from "./layer";
import type { Session, Variant } from "./session";

/** Every layer is a run of each scenario for each way to vary. */
const variationsMax = 6;

interface Variation {
  readonly assumption: string;
  readonly varied: string;
  readonly input: Pick<ApplyInput, "bitsPassed" | "lostTail">;
}

/** One run that is looked at again: a scenario as it stands, or behind some of its gates. */
export interface Varied {
  readonly scenario: Scenario;
  readonly layer: LayerAssumptions;
  /** 0 for the texts as they stand. */
  readonly depth: number;
}

/** Runs what is changed or layered again under every assumption made otherwise. */
export function* dependencesOf(
  session: Session,
  variant: Variant,
  patch: Patch,
  runs: readonly Varied[],
): Generator<string, readonly Dependence[]> {
  const dependences: Dependence[] = [];
  const variations = variant.application.assumptions.flatMap((one) => variationsOf(one, patch));
  for (const { assumption, varied, input } of variations.slice(0, variationsMax)) {
    const other = session.varied(input);
    yield `${assumption}: ${varied}`;
    const otherVariant = other.variant(variant.off);
    if (otherVariant.notRunnable !== undefined) {
      const { notRunnable } = otherVariant;
      dependences.push({ assumption, varied, notRunnable, flips: [] });
      continue;
    }
    const flips: Dependence["flips"][number][] = [];
    for (const { scenario, layer, depth } of runs) {
      yield `${assumption}: ${scenario.id}`;
      const was = session.ended(variant, "after", scenario, layer);
      const is = other.ended(otherVariant, "after", scenario, layer);
      flips.push(
        ...flipsBetween(was, is).map((flip) => ({
          ...{ scenario: scenario.id, side: "after" as const, layer: depth },
          ...flip,
        })),
      );
    }
    dependences.push({ assumption, varied, flips });
  }
  return dependences;
}

/** Each is a program, and a run of every scenario that has to do with the patch. */
const wordsVariedMax = 6;

/**
 * Where words of the mail's context are run in the place of the base's: whether the before side
 * ends with them as the base does by itself, hunk by hunk, also behind each layer.
 */
export function* wordsDependences(
  session: Session,
  variant: Variant,
  runs: readonly Varied[],
): Generator<string, readonly Dependence[]> {
  const byHunk = new Map<string, string>();
  for (const { code, id, hunk } of variant.application.assumptions)
    if (code === "apply/words-differ" && hunk !== undefined && !byHunk.has(hunk))
      byHunk.set(hunk, id);
  const dependences: Dependence[] = [];
  for (const [hunk, assumption] of [...byHunk].slice(0, wordsVariedMax)) {
    const varied = `if before the patch the base's own words stood where hunk ${hunk} has others`;
    yield `${assumption}: ${varied}`;
    const { hunks, lines } = variant.off;
    const without = session.variant({ hunks: [...hunks, hunk], lines });
    const { notRunnable } = without;
    if (notRunnable !== undefined) {
      dependences.push({ assumption, varied, notRunnable, flips: [] });
      continue;
    }
    const flips = runs.flatMap(({ scenario, layer, depth }) => {
      const was = session.ended(variant, "before", scenario, layer);
      const is = session.ended(without, "before", scenario, layer);
      return [...flipsBetween(was, is), ...stateFlips(was, is)].map((flip) => ({
        ...{ scenario: scenario.id, side: "before" as const, layer: depth },
        ...flip,
      }));
    });
    dependences.push({ assumption, varied, flips });
  }
  return dependences;
}

type RunEnd = Pick<Run, "outcome" | "verdicts" | "state">;

/** More facts than these of one run say no more. */
const stateFlipsMax = 4;

/** Facts of the world that are left otherwise; where a run ends elsewhere, that says it all. */
function stateFlips(was: RunEnd, is: RunEnd): { of: string; from: string; to: string }[] {
  if (outcomeKey(was) !== outcomeKey(is)) return [];
  return [...new Set([...was.state.keys(), ...is.state.keys()])]
    .filter((fact) => was.state.get(fact) !== is.state.get(fact))
    .slice(0, stateFlipsMax)
    .map((fact) => ({
      of: `state: ${fact}`,
      from: was.state.get(fact) ?? "none",
      to: is.state.get(fact) ?? "none",
    }));
}

function flipsBetween(was: RunEnd, is: RunEnd): { of: string; from: string; to: string }[] {
  const ends =
    outcomeKey(was) === outcomeKey(is)
      ? []
      : [{ of: "outcome", from: outcomeKey(was).trim(), to: outcomeKey(is).trim() }];
  return [
    ...ends,
    ...was.verdicts.flatMap(({ invariant, state }) => {
      const other = is.verdicts.find((one) => one.invariant === invariant);
      return other && other.state !== state
        ? [{ of: invariant, from: state, to: other.state }]
        : [];
    }),
  ];
}

function variationsOf({ id, code, hunk }: Assumption, patch: Patch): readonly Variation[] {
  switch (code) {
    case "apply/constant-assumed":
      return [
        {
          assumption: id,
          varied: "if the lost constant stood one free bit further up",
          input: { bitsPassed: 1 },
        },
      ];
    case "apply/cut-tail-closed":
    case "apply/cut-tail-lost": {
      const name = lastAssigned(patch, hunk);
      const statements = name ? [`if (${name}) return ${name};`, `return ${name};`] : ["return 0;"];
      return statements.map((lostTail) => ({
        assumption: id,
        varied: `if the lost lines ended with \`${lostTail}\``,
        input: { lostTail },
      }));
    }
    default:
      return [];
  }
}

/** The local that the last added line with an assignment sets: what a lost tail would hand on. */
function lastAssigned(patch: Patch, hunkId: string | undefined): string | undefined {
  const lines = patch.files
    .flatMap(({ hunks }) => hunks)
    .find(({ id }) => id === hunkId)
    ?.lines.filter(({ kind }) => kind === "added");
  for (const { text } of [...(lines ?? [])].reverse()) {
    const [, name] = /^\s*([a-z_]\w{0,40})\s*=[^=]/.exec(text) ?? [];
    if (name) return name;
  }
  return undefined;
}
