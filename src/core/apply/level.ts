// SPDX-License-Identifier: MIT
import type { Patch } from "../patch";
import { Notes } from "./notes";
import { placePatch } from "./place";
import type { BaseTree } from "./source";
import { Texts } from "./texts";

export interface LevelChoice {
  readonly level: string;
  /** Summed scores of the hunks, per level that was tried. */
  readonly scores: readonly { readonly level: string; readonly score: number }[];
  /** "the hunks fit best there (4.93 of 5; 4.20 at L1)" */
  readonly why: string;
}

/**
 * A patch is written for a kernel that is there. One that is not yet there counts only where the
 * others fit worse by more than this many hunks: its mail is dated wrongly, or its base was ahead.
 */
const fitsBetterBy = 0.5;

/**
 * Chooses the level a series, or a patch alone, fits best: highest summed score among those that
 * were there when it was mailed, ties to the newest of them.
 * - Shape: bases, the patches in the order they are applied -> one level for all of them, since
 *   what a part finds is what the parts before it left.
 */
export function chooseLevel(bases: readonly BaseTree[], series: readonly Patch[]): LevelChoice {
  const score = (base: BaseTree): Scored => ({ base, score: scoreOf(base, series) });
  const written = Math.min(...series.map(({ date }) => monthOf(date.value)));
  const hunks = series.flatMap(({ files }) => files).reduce((n, file) => n + file.hunks.length, 0);
  const known = bases.filter((base) => monthOfBase(base) <= written).map(score);
  // Where no level that came later could fit so much better they are not tried.
  const isClear = 0 < known.length && hunks <= bestOf(known) + fitsBetterBy;
  const scored = isClear
    ? known
    : bases.map((base) => known.find((one) => one.base === base) ?? score(base));
  const isAhead = bestOf(known) + fitsBetterBy < bestOf(scored);
  const open = known.length && !isAhead ? known : scored;
  const tied = open.filter(({ score }) => bestOf(open) - score < 1e-9).map(({ base }) => base);
  // Of levels that all came later the oldest is nearest to the mail.
  const byDate = [...tied].sort((a, b) => monthOfBase(b) - monthOfBase(a));
  const chosen = byDate.find((base) => monthOfBase(base) <= written) ?? byDate.at(-1);
  return {
    level: chosen?.level ?? "",
    scores: scored.map(({ base, score }) => ({ level: base.level, score })),
    why: whyChosen({ scored, open, tied, hunks, isSeries: 1 < series.length }),
  };
}

function scoreOf(base: BaseTree, series: readonly Patch[]): number {
  const none: ReadonlySet<string> = new Set();
  const options = { role: "subject", hunksOff: none, groupsOff: none, threadHints: [] } as const;
  let texts = new Texts(base);
  let total = 0;
  for (const patch of series) {
    const { placements, after } = placePatch(texts, patch, options, new Notes());
    texts = after;
    for (const { kind, score } of placements)
      // Text that is there already fits a later level, not the one the patch was written for.
      total += kind === "absent" ? 0 : (kind === "already-there" ? 0.5 : 1) * score;
  }
  return total;
}

interface Scored {
  readonly base: BaseTree;
  readonly score: number;
}

const bestOf = (scored: readonly Scored[]): number =>
  Math.max(0, ...scored.map(({ score }) => score));

interface Choice {
  readonly scored: readonly Scored[];
  /** Those that could be chosen, and the best of them. */
  readonly open: readonly Scored[];
  readonly tied: readonly BaseTree[];
  /** How many hunks were scored, and whether they are those of several patches. */
  readonly hunks: number;
  readonly isSeries: boolean;
}

function whyChosen({ scored, open, tied, hunks, isSeries }: Choice): string {
  const best = bestOf(open);
  if (!best) return "no hunk tells the levels apart";
  const names = tied.map(({ level }) => level).join(", ");
  const [next] = scored
    .filter(({ base }) => !tied.includes(base))
    .sort((a, b) => b.score - a.score);
  const later = next && !open.includes(next) ? ", which came later" : "";
  const what = isSeries ? "the series' hunks" : "the hunks";
  return (
    (1 < tied.length
      ? `the newest of ${names}, which ${what} fit alike`
      : `${what} fit best there`) +
    ` (${best.toFixed(2)} of ${hunks}` +
    (next ? `; ${next.score.toFixed(2)} at ${next.base.level}${later})` : ")")
  );
}

/** Months since the year 0; later than all where nothing is known. */
function monthOf(date: string): number {
  const found = /^(\d{4})-(\d{2})/.exec(date);
  return found ? Number(found[1]) * 12 + Number(found[2]) : Number.MAX_SAFE_INTEGER;
}

/** By its date, or by the month in a label such as "07/2022"; 0 where it has neither. */
function monthOfBase({ date, label }: BaseTree): number {
  const found = /(\d{2})\/(\d{4})/.exec(label);
  if (date !== undefined) return monthOf(date);
  return found ? Number(found[2]) * 12 + Number(found[1]) : 0;
}
