// SPDX-License-Identifier: MIT
import type { Run } from "../sim";
import type { ForcedDecision } from "./force";

/** What a layer assumes beyond the literal run. */
export interface LayerAssumptions {
  readonly forces: readonly ForcedDecision[];
  readonly undefinedResults: Readonly<Record<string, bigint>>;
}

export const literally: LayerAssumptions = { forces: [], undefinedResults: {} };

/** The same without what holds only where a run would trap. */
export const plainly = (layer: LayerAssumptions): LayerAssumptions => ({
  ...layer,
  forces: layer.forces.filter(({ insteadOf }) => insteadOf === undefined),
});

/** What trapped where, as "null:xfs_alloc_read_agf"; undefined for a run that did not. */
export const trapKey = ({ outcome }: Pick<Run, "outcome">): string | undefined =>
  outcome.kind === "trapped" ? `${outcome.trap}:${outcome.function}` : undefined;
