// SPDX-License-Identifier: MIT
import type { PanelCell, PanelRow, PanelTrace } from "../core/view";
import { el, hidden } from "./dom";
import { icon, kindIcon } from "./icon";
import { moveTo, rove, stopsOf } from "./keys";
import { type Actions, linkOf } from "./parts";

/** Deeper calls are drawn at this depth: a narrow lane has no room for more. */
const depthMax = 12;

const signs = {
  same: { sign: "=", word: "same" },
  changed: { sign: "≠", word: "changed" },
  "only-before": { sign: "−", word: "only before" },
  "only-after": { sign: "+", word: "only after" },
} as const;

const foldWords = {
  same: "equal steps",
  changed: "changed steps",
  "only-before": "more steps only before",
  "only-after": "more steps only after",
} as const;

/** Both runs as two lanes of aligned steps; below 600 px one lane, where equal steps stand once. */
export function drawTrace(trace: PanelTrace, key: string, actions: Actions): HTMLElement {
  const look = { key, depthBase: depthBaseOf(trace) };
  const grid = el(
    "div",
    {
      class: "trace",
      role: "grid",
      aria: { label: "Steps of both runs, aligned", rowcount: trace.rows + 1, colcount: 2 },
    },
    el(
      "div",
      { class: "step head", role: "row" },
      el("span", { role: "columnheader", class: "cell before" }, "Before"),
      el("span", { role: "columnheader", class: "cell after" }, "After"),
    ),
    trace.segments.map((segment) => drawSegment(segment, look, actions)),
  );
  rove(grid, "vertical");
  onKeys(grid);
  return el(
    "div",
    {},
    el("div", { class: "trace-tools" }, jumpButton(grid, -1), jumpButton(grid, 1)),
    trace.rows ? grid : el("p", { class: "quiet" }, "Neither run took a traced step."),
    trace.cut
      ? el(
          "p",
          { class: "quiet" },
          `${trace.cut} more steps are not drawn; the CLI prints them all.`,
        )
      : undefined,
  );
}

interface Look {
  /** Which trace it is, for the keys of its rows. */
  readonly key: string;
  /** The depth drawn at the left edge. */
  readonly depthBase: number;
}

/** The outermost call among the rows shown at once: what lies around them needs no room. */
function depthBaseOf({ segments }: PanelTrace): number {
  const rows = segments.filter(({ folded }) => !folded).flatMap((segment) => segment.rows);
  const depths = rows.flatMap(({ before, after }) => [before?.depth, after?.depth]);
  return Math.min(...depths.filter((depth) => depth !== undefined), 40);
}

function drawSegment(
  { folded, rows }: PanelTrace["segments"][number],
  look: Look,
  actions: Actions,
): readonly HTMLElement[] {
  if (!folded) return rows.map((row) => drawRow(row, look, actions));
  const foldKey = `fold:${look.key}:${rows[0]?.index ?? 0}`;
  if (actions.isOpen(foldKey, false)) return rows.map((row) => drawRow(row, look, actions));
  const text = `${rows.length} ${foldWords[rows[0]?.kind ?? "same"]}`;
  const fold: HTMLElement = el(
    "div",
    {
      class: "step fold",
      role: "row",
      key: foldKey,
      tabindex: -1,
      data: { stop: "", first: rows[0]?.index ?? 0, count: rows.length },
      click: () => {
        actions.setOpen(foldKey, true);
        const drawn = rows.map((row) => drawRow(row, look, actions));
        const list = fold.parentElement;
        fold.replaceWith(...drawn);
        if (list && drawn[0]) moveTo(list, drawn[0]);
      },
    },
    el(
      "span",
      { role: "gridcell", class: "cell wide", aria: { colspan: 2 } },
      icon("fold"),
      el("span", {}, `${text}: press to unfold`),
    ),
  );
  return [fold];
}

function drawRow(row: PanelRow, look: Look, actions: Actions): HTMLElement {
  const { sign, word } = signs[row.kind];
  const first = row.divergence !== undefined;
  return el(
    "div",
    {
      class: `step ${row.kind}${first ? " divergence" : ""}`,
      role: "row",
      tabindex: -1,
      key: `step:${look.key}:${row.index}`,
      aria: { rowindex: row.index + 2 },
      data: { stop: "", ...(first ? { difference: "" } : {}) },
    },
    first
      ? el("span", { class: "divergence-title", role: "presentation" }, row.divergence)
      : undefined,
    el("span", { class: "sign", role: "presentation", aria: { hidden: true } }, sign),
    drawCell(row.before, "before", word, look, actions),
    drawCell(row.after, "after", word, look, actions),
  );
}

function drawCell(
  cell: PanelCell | undefined,
  side: "before" | "after",
  word: string,
  look: Look,
  actions: Actions,
): HTMLElement {
  if (!cell) return el("span", { role: "gridcell", class: `cell ${side} none` }, hidden("nothing"));
  const depth = Math.max(0, Math.min(cell.depth - look.depthBase, depthMax));
  return el(
    "span",
    { role: "gridcell", class: `cell ${side} kind-${kindClass(cell.kind)} d${depth}` },
    hidden(`${word}, step ${cell.step}, `),
    el("span", { class: "thread" }, cell.thread),
    el("span", { class: "call" }, kindIcon(cell.kind), el("code", {}, cell.text)),
    linkOf(cell.place, actions, {
      key: `${side}:${cell.step}`,
      tabindex: -1,
      short: true,
    }),
  );
}

/** Classes come from our own list, never from the run. */
function kindClass(kind: string): string {
  const known = ["call", "return", "host", "message", "undefined", "stimulus", "unknown-callee"];
  return known.includes(kind) ? kind : "call";
}

/** Moves to a row of the trace by its index, unfolding what hides it; false if it is not drawn. */
export function moveToRow(page: HTMLElement, index: number): boolean {
  const grid = page.querySelector<HTMLElement>(".trace");
  if (!grid) return false;
  for (const fold of grid.querySelectorAll<HTMLElement>(".step.fold")) {
    const first = Number(fold.dataset["first"]);
    if (first <= index && index < first + Number(fold.dataset["count"])) fold.click();
  }
  const row = grid.querySelector<HTMLElement>(`.step[aria-rowindex="${index + 2}"]`);
  if (!row) return false;
  for (const other of grid.querySelectorAll(".step.here")) other.classList.remove("here");
  row.classList.add("here");
  const details = grid.closest("details");
  if (details) details.open = true;
  moveTo(grid, row);
  return true;
}

/** Enter goes to the line after the patch, Shift+Enter to the one before; n and p jump. */
function onKeys(grid: HTMLElement): void {
  grid.addEventListener("keydown", (event) => {
    const row = (event.target as Element).closest<HTMLElement>(".step");
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "n" || event.key === "p") {
      event.preventDefault();
      jump(grid, event.key === "n" ? 1 : -1);
    }
    if (event.key !== "Enter" && event.key !== " ") return;
    if (event.target !== row) return;
    event.preventDefault();
    if (row.classList.contains("fold")) return row.click();
    const sides = event.shiftKey ? [".before", ".after"] : [".after", ".before"];
    const links = sides.map((side) => row.querySelector<HTMLElement>(`${side} .link`));
    links.find((link) => link !== null)?.click();
  });
}

function jumpButton(grid: HTMLElement, direction: 1 | -1): HTMLElement {
  const next = direction === 1;
  return el(
    "button",
    {
      type: "button",
      class: "secondary small",
      key: next ? "next-difference" : "previous-difference",
      title: next ? "Key n in the trace" : "Key p in the trace",
      disabled: !grid.querySelector("[data-difference]"),
      click: () => jump(grid, direction),
    },
    next ? "Next difference" : "Previous difference",
  );
}

/** Moves to the next difference behind the row that has the tab stop, round the ends. */
function jump(grid: HTMLElement, direction: 1 | -1): void {
  const rows = stopsOf(grid);
  const at = rows.findIndex((row) => row.tabIndex === 0);
  const away = (index: number): number =>
    (direction * (index - at) + rows.length - 1) % rows.length;
  const differences = rows
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => row.dataset["difference"] !== undefined)
    .sort((one, other) => away(one.index) - away(other.index));
  const to = differences[0];
  if (to) moveTo(grid, to.row);
}
