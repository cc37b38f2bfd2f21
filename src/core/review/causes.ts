// SPDX-License-Identifier: MIT
import type { Patch } from "../patch";
import { isChanged, outcomeKey, smallestCause, type Comparison } from "../compare";
import type { Scenario } from "../sim";
import type { Cause, Place } from "./examination";
import type { LayerAssumptions, PairRun, Session, Variant } from "./session";

/** An effect, and how to see whether a pair of runs shows it. */
interface Effect {
  readonly of: string;
  readonly text: string;
  readonly shows: (pair: PairRun) => boolean;
}

/** Finds, for every effect of the patch in one scenario, the hunks that are enough for it. */
export function* causesOf(
  session: Session,
  full: Variant,
  patch: Patch,
  scenario: Scenario,
  pair: PairRun,
  layer: LayerAssumptions,
): Generator<void, readonly Cause[]> {
  if (!isChanged(pair.comparison)) return [];
  const hunks = placedHunks(full);
  const causes: Cause[] = [];
  for (const effect of effectsOf(pair)) {
    const { kept, sufficient, necessary } = yield* smallestCause(hunks, (some) => {
      const off = hunks.filter((hunk) => !some.includes(hunk));
      if (!off.length) return effect.shows(pair);
      // What the user switched off stays off.
      const variant = session.variant([...full.hunksOff, ...off]);
      if (variant.notRunnable !== undefined) return false;
      return effect.shows(session.pair(variant, scenario, layer));
    });
    if (sufficient && kept.length)
      causes.push({
        of: effect.of,
        hunks: kept,
        places: changedPlaces(patch, kept, full),
        ...(necessary ? {} : { alsoWithout: true }),
        text: causeText(effect, kept, hunks, necessary),
      });
  }
  return causes;
}

const placedHunks = (variant: Variant): readonly string[] => [
  ...new Set(
    variant.application.placements
      .filter(
        (placement) =>
          placement.role === "subject" &&
          placement.kind !== "absent" &&
          placement.kind !== "already-there" &&
          !variant.hunksOff.includes(placement.hunk),
      )
      .map((placement) => placement.hunk),
  ),
];

function effectsOf(pair: PairRun): readonly Effect[] {
  const { comparison } = pair;
  const effects: Effect[] = [];
  if (comparison.outcomeChanged) {
    const wanted = outcomeKey(pair.after);
    effects.push({
      of: "outcome",
      text: "how the run ends",
      shows: (other) => other.comparison.outcomeChanged && outcomeKey(other.after) === wanted,
    });
  }
  for (const { after } of comparison.verdictChanges)
    if (after.state !== "unknown")
      effects.push({
        of: after.invariant,
        text: `${after.invariant} is ${after.state}`,
        shows: (other) =>
          other.comparison.verdictChanges.some(
            (change) =>
              change.after.invariant === after.invariant && change.after.state === after.state,
          ),
      });
  comparison.divergences.forEach((group, index) => {
    effects.push({
      of: `divergence ${index + 1}`,
      text: group.text,
      shows: (other) => hasDivergence(other.comparison, group.text),
    });
  });
  return effects;
}

const hasDivergence = (comparison: Comparison, text: string): boolean =>
  comparison.divergences.some((group) => group.text === text);

function changedPlaces(patch: Patch, hunkIds: readonly string[], variant: Variant): Place[] {
  return patch.files.flatMap((file) =>
    file.hunks
      .filter((hunk) => hunkIds.includes(hunk.id))
      .flatMap((hunk) =>
        hunk.lines.flatMap((line, hunkLine) => {
          const span = line.sources[0];
          if (line.kind === "context" || !span) return [];
          return [variant.places.hunkPlace(span, hunk.id, hunkLine, file.path)];
        }),
      ),
  );
}

function causeText(
  effect: Effect,
  kept: readonly string[],
  all: readonly string[],
  necessary: boolean,
): string {
  const others = all.filter((hunk) => !kept.includes(hunk));
  if (!others.length) return `${effect.text}: needs every placed hunk (${kept.join(", ")})`;
  const alone = `stays with hunk ${kept.join(", ")} alone, without ${others.join(", ")}`;
  const without = necessary
    ? `goes away without hunk ${kept.join(", ")}`
    : `stays also with hunk ${others.join(", ")} alone`;
  return `${effect.text}: ${alone}; ${without}`;
}
