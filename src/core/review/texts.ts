// SPDX-License-Identifier: MIT
import type { LineOrigin } from "../apply";
import { modelTree } from "../kernel";
import type { ExamineOptions, Opened } from "./examination";
import { applicationsOf } from "./examine";

/** One file as one side ran it. */
export interface RanText {
  readonly patch: number;
  readonly side: "before" | "after";
  /** The kernel path. */
  readonly path: string;
  readonly text: string;
  readonly origins: readonly LineOrigin[];
}

/** The files of every patch that differ from the base, as they are run. */
export function ranTexts(opened: Opened, options: ExamineOptions = {}): readonly RanText[] {
  return applicationsOf(opened, options).flatMap(({ patch, application }) =>
    (["before", "after"] as const).flatMap((side) =>
      [...application[side].values()].map((placed): RanText => ({
        patch: patch.number,
        side,
        ...placed,
      })),
    ),
  );
}

/** A file of the model by kernel path, as `Place.path` names it. */
export const baseText = (path: string, level: string): string | undefined =>
  modelTree(level).read(path);
