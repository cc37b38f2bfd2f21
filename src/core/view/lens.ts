// SPDX-License-Identifier: MIT
import type { Examination, Opened } from "../review";
import { functionOf, shown } from "./label";
import { hunkSummary } from "./summary";

/** One line above a hunk. */
export interface Lens {
  readonly source: string;
  /** The line of the hunk in its source, counted from 1. */
  readonly line: number;
  readonly title: string;
  readonly hunk: string;
  readonly patch: number;
  /** Whether a run has spoken about the hunk: a click then shows rather than runs. */
  readonly known: boolean;
}

/**
 * The lenses of every hunk wherever it stands, quoted ones too, in the order of their lines.
 * Their number and their lines depend on the text alone; a run changes only titles.
 */
export function lensesOf(opened: Opened, examination?: Examination): readonly Lens[] {
  const lenses = opened.patches.flatMap((patch) => {
    const run = examination?.patches.find(({ number }) => number === patch.number);
    return patch.files.flatMap((file) =>
      file.hunks.flatMap((hunk): readonly Lens[] => {
        const name = functionOf(hunk.section) ?? file.path.split("/").pop();
        const ask = name ? `Simulate ${hunk.id} in ${name}` : `Simulate fragment ${hunk.id}`;
        const lens = {
          title: run ? `${hunk.id}: ${hunkSummary(run, hunk.id)}` : shown(ask),
          hunk: hunk.id,
          patch: patch.number,
          known: run !== undefined,
        };
        const places = [hunk.span, ...(hunk.quotedAt ?? [])];
        return places.map(({ source, line }) => ({ ...lens, source, line }));
      }),
    );
  });
  return lenses.sort((one, other) => one.line - other.line || compareIds(one.hunk, other.hunk));
}

function compareIds(one: string, other: string): number {
  const [patch = 0, hunk = 0] = one.split(".").map(Number);
  const [otherPatch = 0, otherHunk = 0] = other.split(".").map(Number);
  return patch - otherPatch || hunk - otherHunk;
}
