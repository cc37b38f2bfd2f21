// SPDX-License-Identifier: MIT
// Both runs as two lanes of aligned steps, of which only those in sight are drawn.
import type { PanelCell, PanelRow, PanelTrace } from "../core/view";
import { el, hidden } from "./dom";
import { icon, kindIcon } from "./icon";
import { firstRowOf, isStop, itemsOf, lastRowOf, type Item } from "./items";
import { type Actions, linkOf } from "./parts";
import { WindowedRows } from "./rows";
import { t } from "./words";

/** Deeper calls are drawn at this depth: a narrow lane has no room for more. */
const depthMax = 12;
/** Heights in units of the font size: a line of two lanes; two lines of one lane. */
const wideRowEm = 1.7;
const narrowRowEm = 3;

const signs = { same: "=", changed: "≠", "only-before": "−", "only-after": "+" } as const;

function wordOf(kind: PanelRow["kind"]): string {
  switch (kind) {
    case "same":
      return t("same");
    case "changed":
      return t("changed");
    case "only-before":
      return t("only before");
    case "only-after":
      return t("only after");
  }
}

function foldText(kind: PanelRow["kind"], count: number): string {
  switch (kind) {
    case "same":
      return t("{0} equal steps: press to unfold", count);
    case "changed":
      return t("{0} changed steps: press to unfold", count);
    case "only-before":
      return t("{0} more steps only before: press to unfold", count);
    case "only-after":
      return t("{0} more steps only after: press to unfold", count);
  }
}

export interface TraceOptions {
  /** Which trace it is, for what the reader unfolded in it. */
  readonly key: string;
  readonly oneLane: boolean;
  readonly onMove: (item: Item) => void;
}

export class Trace {
  readonly element: HTMLElement;
  private items: readonly Item[] = [];
  private at = 0;
  private readonly list: WindowedRows;
  /** The depth drawn at the left edge. */
  private readonly depthBase: number;

  constructor(
    private readonly trace: PanelTrace,
    private readonly options: TraceOptions,
    private readonly actions: Actions,
  ) {
    this.depthBase = depthBaseOf(trace);
    const body = el("div", { class: "trace-body", role: "rowgroup" });
    this.element = el(
      "div",
      {
        class: `trace${options.oneLane ? " one-lane" : ""}`,
        role: "grid",
        tabindex: 0,
        key: `trace:${options.key}`,
        aria: { label: t("Steps of both runs, aligned"), rowcount: trace.rows + 1, colcount: 2 },
      },
      options.oneLane ? undefined : headOf(),
      body,
    );
    const fontPx = Number.parseFloat(getComputedStyle(document.body).fontSize) || 13;
    const rowPx = Math.round(fontPx * (options.oneLane ? narrowRowEm : wideRowEm));
    const headPx = options.oneLane ? 0 : Math.round(fontPx * wideRowEm);
    this.list = new WindowedRows(this.element, body, rowPx, headPx);
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    this.relist();
  }

  /** Where the reader stands, as an index among the rows of the trace. */
  rowAt(): number {
    const item = this.items[this.at];
    return item ? lastRowOf(item) : 0;
  }

  /** Moves by stops, backwards where negative. */
  move(by: number): void {
    let at = this.at;
    for (let left = Math.abs(by); 0 < left; left--) {
      const next = this.stopFrom(at + Math.sign(by), Math.sign(by));
      if (next === undefined) break;
      at = next;
    }
    this.stand(at);
  }

  end(direction: 1 | -1): void {
    const at = direction === 1 ? this.items.length - 1 : 0;
    this.stand(this.stopFrom(at, -direction) ?? 0);
  }

  /** To the next difference, round the ends; one of noise alone only where there is no other. */
  jump(direction: 1 | -1): void {
    const titles = this.items.flatMap((item, index) => (item.kind === "title" ? [index] : []));
    const telling = titles.filter((index) => !noiseOf(this.items[index]));
    const stops = (telling.length ? telling : titles).map((index) => index + 1);
    const next =
      direction === 1
        ? (stops.find((index) => this.at < index) ?? stops[0])
        : (stops.filter((index) => index < this.at).at(-1) ?? stops.at(-1));
    if (next !== undefined) this.stand(next);
  }

  hasDifferences(): boolean {
    return this.trace.segments.some(({ rows }) => rows.some((row) => row.divergence !== undefined));
  }

  /** Stands on a row of the trace, unfolding what hides it; false if it is not drawn. */
  goToRow(row: number, how: { readonly unfold: boolean }): boolean {
    let at = this.indexOfRow(row);
    const item = this.items[at];
    if (!item) return false;
    if (item.kind === "fold" && how.unfold) {
      this.unfold(item);
      at = this.indexOfRow(row);
    }
    this.stand(at);
    return true;
  }

  /** Scrolls to where the reader stands, once the page has a size. */
  settle(): void {
    this.list.scrollTo(this.at);
  }

  private relist(): void {
    const { oneLane, key } = this.options;
    this.items = itemsOf(this.trace, oneLane, (first) =>
      this.actions.isOpen(`fold:${key}:${first}`, false),
    );
    const draw = (index: number): HTMLElement => this.draw(index);
    this.list.show({ count: this.items.length, draw });
  }

  private indexOfRow(row: number): number {
    const covers = (item: Item): boolean => firstRowOf(item) <= row && row <= lastRowOf(item);
    return this.items.findIndex((item) => isStop(item) && covers(item));
  }

  private stopFrom(start: number, direction: number): number | undefined {
    for (let at = start; 0 <= at && at < this.items.length; at += direction)
      if (isStop(this.items[at])) return at;
    return undefined;
  }

  private stand(at: number): void {
    const item = this.items[at];
    if (!item) return;
    const earlier = this.at;
    this.at = at;
    this.list.drawAgain(earlier);
    this.list.keep(at);
    this.list.drawAgain(at);
    this.list.scrollTo(at);
    this.element.setAttribute("aria-activedescendant", idOf(at));
    this.options.onMove(item);
  }

  private unfold(item: Extract<Item, { kind: "fold" }>): void {
    this.actions.setOpen(`fold:${this.options.key}:${firstRowOf(item)}`, true);
    this.relist();
  }

  private press(item: Item, shift: boolean): void {
    if (item.kind === "fold") {
      this.unfold(item);
      this.stand(this.indexOfRow(firstRowOf(item)));
    } else if (item.kind === "row") {
      const { before, after } = item.row;
      const cells = shift ? [before, after] : [after, before];
      const place = cells.find((cell) => cell?.place.link !== undefined)?.place;
      if (place?.link !== undefined) this.actions.reveal(place.link);
    }
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== this.element) return;
    const page = this.list.pageRows();
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      PageDown: () => this.move(page),
      PageUp: () => this.move(-page),
      Home: () => this.end(-1),
      End: () => this.end(1),
      n: () => this.jump(1),
      p: () => this.jump(-1),
      Enter: () => this.pressHere(event.shiftKey),
      " ": () => this.pressHere(event.shiftKey),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  private pressHere(shift: boolean): void {
    const item = this.items[this.at];
    if (item) this.press(item, shift);
  }

  // ---- drawing ----

  private draw(index: number): HTMLElement {
    const item = this.items[index];
    if (item?.kind === "title") return drawTitle(item.row);
    const here = index === this.at ? " here" : "";
    const stand = (): void => {
      this.element.focus({ preventScroll: true });
      this.stand(index);
    };
    if (item?.kind === "fold")
      return el(
        "div",
        {
          class: `step fold${here}`,
          role: "row",
          id: idOf(index),
          aria: { rowindex: firstRowOf(item) + 2, selected: here !== "" },
          click: () => {
            stand();
            this.press(item, false);
          },
        },
        el(
          "span",
          { role: "gridcell", class: "cell wide", aria: { colspan: 2 } },
          icon("fold"),
          el("span", {}, foldText(item.rows[0]?.kind ?? "same", item.rows.length)),
        ),
      );
    if (!item) return el("div", { role: "row" });
    const { row, side } = item;
    const { sign, word } = signOf(row, side);
    return el(
      "div",
      {
        class: `step ${row.kind}${here}`,
        role: "row",
        id: idOf(index),
        key: `step:${this.options.key}:${row.index}`,
        aria: { rowindex: row.index + 2, selected: here !== "" },
        click: stand,
      },
      el("span", { class: "sign", role: "presentation", aria: { hidden: true } }, sign),
      side === "after" ? undefined : this.drawCell(row.before, "before", word),
      side === "before"
        ? undefined
        : this.drawCell(side ? (row.after ?? row.before) : row.after, "after", word),
    );
  }

  private drawCell(
    cell: PanelCell | undefined,
    side: "before" | "after",
    word: string,
  ): HTMLElement {
    if (!cell)
      return el("span", { role: "gridcell", class: `cell ${side} none` }, hidden(t("nothing")));
    const depth = Math.max(0, Math.min(cell.depth - this.depthBase, depthMax));
    const line = { key: `${side}:${cell.step}`, tabindex: -1, short: true };
    return el(
      "span",
      {
        role: "gridcell",
        class: `cell ${side} kind-${kindClass(cell.kind)} d${depth}`,
        title: cell.text,
      },
      hidden(`${word}, ${t("step {0}", cell.step)}, `),
      el("span", { class: "thread" }, cell.thread),
      el("span", { class: "call" }, kindIcon(cell.kind), el("code", {}, cell.text)),
      el("span", { class: "device" }, cell.device ?? ""),
      linkOf(cell.place, this.actions, line),
    );
  }
}

const idOf = (index: number): string => `step-${index}`;

const noiseOf = (item: Item | undefined): boolean =>
  item?.kind === "title" && item.row.noise === true;

function signOf(row: PanelRow, side: "before" | "after" | undefined) {
  if (side === undefined || row.kind !== "changed")
    return { sign: signs[row.kind], word: wordOf(row.kind) };
  // One lane tells the sides of a changed step one below the other.
  return side === "before"
    ? { sign: "−", word: t("changed, before") }
    : { sign: "+", word: t("changed, after") };
}

function headOf(): HTMLElement {
  const lane = (title: string, side: string): HTMLElement =>
    el(
      "span",
      { role: "columnheader", class: `cell ${side}` },
      el("strong", {}, title),
      el("span", { class: "lane-parts" }, t("process · function · device · line")),
    );
  return el(
    "div",
    { class: "head-group", role: "rowgroup" },
    el(
      "div",
      { class: "step head", role: "row", aria: { rowindex: 1 } },
      lane(t("Before"), "before"),
      lane(t("After"), "after"),
    ),
  );
}

const drawTitle = ({ divergence = "", noise }: PanelRow): HTMLElement =>
  el(
    "div",
    { class: `step divergence-title${noise ? " noise" : ""}`, role: "row" },
    el("span", { role: "gridcell", class: "cell wide", title: divergence }, divergence),
  );

/** The outermost call among the rows shown at once: what lies around them needs no room. */
function depthBaseOf({ segments }: PanelTrace): number {
  let base = 40;
  for (const { folded, rows } of segments)
    if (!folded)
      for (const { before, after } of rows)
        base = Math.min(base, before?.depth ?? base, after?.depth ?? base);
  return base;
}

/** Classes come from our own list, never from the run. */
function kindClass(kind: string): string {
  const known = ["call", "return", "host", "message", "undefined", "stimulus", "unknown-callee"];
  return known.includes(kind) ? kind : "call";
}
