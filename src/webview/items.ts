// SPDX-License-Identifier: MIT
// The rows of a trace as a list draws them: one line each, titles and folds among them.
import type { PanelRow, PanelTrace, StepsAt } from "../core/view";

export type Item =
  | { readonly kind: "title"; readonly row: PanelRow }
  | { readonly kind: "fold"; readonly rows: readonly PanelRow[] }
  /** Without a side both sides stand in one line. */
  | { readonly kind: "row"; readonly row: PanelRow; readonly side?: "before" | "after" };

/** Lists a trace; `oneLane` gives each side of a changed step a line of its own. */
export function itemsOf(
  { segments }: PanelTrace,
  oneLane: boolean,
  isUnfolded: (first: number) => boolean,
): readonly Item[] {
  const items: Item[] = [];
  for (const { folded, rows } of segments) {
    const first = rows[0]?.index ?? 0;
    if (folded && !isUnfolded(first)) items.push({ kind: "fold", rows });
    else for (const row of rows) addRow(items, row, oneLane);
  }
  return items;
}

function addRow(items: Item[], row: PanelRow, oneLane: boolean): void {
  if (row.divergence !== undefined) items.push({ kind: "title", row });
  if (!oneLane) items.push({ kind: "row", row });
  else if (row.kind === "same") items.push({ kind: "row", row, side: "after" });
  else {
    if (row.before) items.push({ kind: "row", row, side: "before" });
    if (row.after) items.push({ kind: "row", row, side: "after" });
  }
}

/** By row: the last step of each side up to and with it. */
export function stepsByRow({ segments }: PanelTrace): readonly StepsAt[] {
  const steps: StepsAt[] = [];
  let before = 0;
  let after = 0;
  for (const { rows } of segments)
    for (const row of rows) {
      before = row.before?.step ?? before;
      after = row.after?.step ?? after;
      steps.push({ before, after });
    }
  return steps;
}

export const firstRowOf = (item: Item): number =>
  item.kind === "fold" ? (item.rows[0]?.index ?? 0) : item.row.index;

export const lastRowOf = (item: Item): number =>
  item.kind === "fold" ? (item.rows.at(-1)?.index ?? 0) : item.row.index;

/** What can be stood on: a title belongs to the row below it. */
export const isStop = (item: Item | undefined): boolean =>
  item !== undefined && item.kind !== "title";
