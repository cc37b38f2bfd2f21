// SPDX-License-Identifier: MIT
import type { Patch } from "../patch";
import { Notes } from "./notes";
import { placePatch } from "./place";
import type { BaseTree } from "./source";
import { Texts } from "./texts";

export interface LevelChoice {
  readonly level: string;
  /** Summed scores of the patch's hunks, per level. */
  readonly scores: readonly { readonly level: string; readonly score: number }[];
}

/**
 * Chooses the level the patch fits best: highest summed score, ties to the newest level not after
 * the mail's date.
 */
export function chooseLevel(bases: readonly BaseTree[], subject: Patch): LevelChoice {
  const none: ReadonlySet<string> = new Set();
  const options = { role: "subject", hunksOff: none, groupsOff: none, threadHints: [] } as const;
  const scored = bases.map((base) => {
    const { placements } = placePatch(new Texts(base), subject, options, new Notes());
    const score = placements
      .filter(({ kind }) => kind !== "absent")
      // Text that is there already fits a later level, not the one the patch was written for.
      .reduce((sum, own) => sum + (own.kind === "already-there" ? own.score / 2 : own.score), 0);
    return { base, score };
  });
  const written = monthOf(subject.date.value);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const tied = scored.filter(({ score }) => best - score < 1e-9).map(({ base }) => base);
  const byDate = [...tied].sort((a, b) => labelMonth(b) - labelMonth(a));
  const chosen = byDate.find((base) => labelMonth(base) <= written) ?? byDate.at(-1);
  return {
    level: chosen?.level ?? "",
    scores: scored.map(({ base, score }) => ({ level: base.level, score })),
  };
}

/** Months since the year 0; later than all where nothing is known. */
function monthOf(date: string): number {
  const found = /^(\d{4})-(\d{2})/.exec(date);
  return found ? Number(found[1]) * 12 + Number(found[2]) : Number.MAX_SAFE_INTEGER;
}

/** The month of a label such as "07/2022"; 0 where it has none. */
function labelMonth({ label }: BaseTree): number {
  const found = /(\d{2})\/(\d{4})/.exec(label);
  return found ? Number(found[2]) * 12 + Number(found[1]) : 0;
}
