// SPDX-License-Identifier: MIT
import type { Dependence, Divergence, PatchExamination, ScenarioExamination } from "../review";

/** What comes of making one assumption otherwise, a sentence for each way it was varied. */
export const dependenceTexts = (
  { dependences }: PatchExamination,
  assumption: string,
): readonly string[] =>
  dependences
    .filter((one) => one.assumption === assumption)
    .map(({ varied, flips, notRunnable }) => {
      const start = `Varied, ${varied}: `;
      if (notRunnable !== undefined) return `${start}that cannot be run (${notRunnable}).`;
      if (!flips.length) return `${start}no end and no verdict comes out otherwise.`;
      const where = [...new Set(flips.map(whereText))].join("; ");
      return `${start}${flips.length} ends and verdicts come out otherwise (${where}).`;
    });

/** What a verdict or an end rests on, in one scenario and layer: "depends on A2: ...". */
export function dependsTexts(
  { dependences }: PatchExamination,
  scenario: string,
  layer: number,
): readonly string[] {
  const ways = new Map<string, string[]>();
  for (const { assumption, varied, flips } of dependences) {
    const own = flips.filter((flip) => flip.scenario === scenario && flip.layer === layer);
    if (!own.length) continue;
    const key = `${assumption}\n${own.map(flipText).join(", ")}`;
    ways.set(key, [...(ways.get(key) ?? []), varied]);
  }
  return [...ways].map(([key, varied]) => {
    const [assumption = "", what = ""] = key.split("\n");
    return `depends on ${assumption}, ${varied.join(" or ")}: ${what}`;
  });
}

/** One thing that comes out otherwise; on the after side, where nothing else is said. */
const flipText = ({ side, of, from, to }: Dependence["flips"][number]): string =>
  `${of}${side === "before" ? " on the before side" : ""} (${from} -> ${to})`;

const whereText = ({ scenario, layer }: Dependence["flips"][number]): string =>
  `${scenario.split("-")[0] ?? scenario}${layer ? `, layer ${layer}` : ""}`;

/**
 * A verdict that is another one on the after side, and why. Of a rule that is kept again the words
 * are those of the side that broke it.
 */
export const verdictText = ({ invariant, before, after, why }: VerdictChange): string =>
  `verdict: ${invariant} ${before} -> ${after}: ` + (after === "holds" ? `before, ${why}` : why);

type VerdictChange = ScenarioExamination["verdictChanges"][number];

/** Why the layers end where they do. */
export const beyondText = (reason: string): string =>
  `What lies behind that is unknown: ${reason}.`;

/** A scenario that shows what an earlier one does. */
export const asText = ({ scenario, behind }: NonNullable<ScenarioExamination["as"]>): string =>
  `as ${scenario}` +
  (behind ? "" : ", as the texts stand; causes and what lies behind were not looked for again");

/** What else there is to run; nothing, where nothing was left out. */
export const notAskedText = ({ notAsked }: PatchExamination): string =>
  notAsked
    ? `Not run: ${notAsked} more scenario${notAsked === 1 ? "" : "s"} (--scenario all runs them).`
    : "";

/**
 * Differences of words or helpers alone that are of one kind and name are told once, with a count;
 * all others each for itself.
 */
export function foldNoise(
  divergences: readonly Divergence[],
): readonly { readonly divergence: Divergence; readonly more: number }[] {
  const folded = new Map<string, { divergence: Divergence; more: number }>();
  divergences.forEach((divergence, index) => {
    const { noise, kind, text } = divergence;
    const key = noise ? `${noise} ${kind} ${text.split("(")[0] ?? ""}` : String(index);
    const known = folded.get(key);
    if (known) known.more++;
    else folded.set(key, { divergence, more: 0 });
  });
  return [...folded.values()];
}

/** Marks a difference that is of words or of helpers alone; one of order says so itself. */
export const noiseText = ({ noise }: Divergence): string =>
  noise && noise !== "order" ? ` (in ${noise} alone)` : "";
