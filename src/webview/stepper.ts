// SPDX-License-Identifier: MIT
// A reader's way through both runs: the lanes, and what holds at the step that is stood on.
import { factsAt, pictureOf, type PanelLayer, type PanelSelected } from "../core/view";
import type { PanelCell, PanelTrace, StepsAt } from "../core/view";
import { el } from "./dom";
import { FactTable } from "./facts";
import { icon, type IconName } from "./icon";
import { firstRowOf, lastRowOf, stepsByRow, type Item } from "./items";
import { type Actions, foldable, linkOf } from "./parts";
import { drawPicture } from "./picture";
import { Trace } from "./trace";
import { t } from "./words";

/** As the style sheet has it: below, both lanes become one. */
export const oneLaneQuery = "(max-width: 600px)";

/** From here on two pictures stand side by side. */
const sideBySideMin = 620;
const pictureGap = 8;
/** A wider one says no more. */
const pictureWidthMax = 760;

const steppers = new WeakMap<HTMLElement, Stepper>();

/** The steps of a layer, with the state and the world at the one that is stood on. */
export function drawSteps(
  { layer, world }: PanelSelected,
  key: string,
  actions: Actions,
): HTMLElement {
  if (!layer.trace.rows) return el("p", { class: "quiet" }, t("Neither run took a traced step."));
  return new Stepper(layer, world, key, actions).element;
}

/** Moves to a row of the trace by its index; false if it is not drawn. */
export function moveToRow(page: HTMLElement, row: number): boolean {
  const stepper = stepperIn(page);
  return stepper?.goTo(row) ?? false;
}

/** Once the page is laid out: scrolls to where the reader stood. */
export const settleSteps = (page: HTMLElement): void => stepperIn(page)?.settle();

function stepperIn(page: HTMLElement): Stepper | undefined {
  const element = page.querySelector<HTMLElement>(".stepper");
  return element ? steppers.get(element) : undefined;
}

class Stepper {
  readonly element: HTMLElement;
  private readonly trace: Trace;
  private readonly steps: readonly StepsAt[];
  private readonly position = el("span", { class: "position" });
  private readonly detail = el("div", { class: "detail" });
  private readonly facts: FactTable | undefined;
  private readonly pictures = el("div", { class: "pictures" });
  private readonly sentences = el("ul", { class: "notes" });
  private drawn = "";
  /** Of the pictures; what it is once the page is laid out. */
  private width = 0;
  private at: StepsAt = { before: 0, after: 0 };
  private isMoved = false;

  constructor(
    private readonly layer: PanelLayer,
    private readonly world: PanelSelected["world"],
    private readonly key: string,
    private readonly actions: Actions,
  ) {
    this.steps = stepsByRow(layer.trace);
    this.facts = layer.states && new FactTable(layer.states, actions);
    const oneLane = window.matchMedia(oneLaneQuery).matches;
    const onMove = (item: Item): void => this.stoodOn(item);
    this.trace = new Trace(layer.trace, { key, oneLane, onMove }, actions);
    this.element = el(
      "div",
      { class: "stepper" },
      this.tools(),
      el(
        "div",
        { class: this.facts ? "stage" : "stage alone" },
        el("div", { class: "lanes" }, this.trace.element, this.detail, cutNote(layer.trace)),
        ...this.worldPart(),
        this.facts?.element,
      ),
    );
    steppers.set(this.element, this);
    this.trace.goToRow(actions.rowAt(key) ?? firstTold(layer.trace), { unfold: false });
    this.isMoved = true;
  }

  goTo(row: number): boolean {
    const details = this.element.closest("details");
    if (details) details.open = true;
    if (!this.trace.goToRow(row, { unfold: true })) return false;
    this.trace.element.focus({ preventScroll: true });
    this.trace.element.scrollIntoView({ block: "nearest" });
    return true;
  }

  settle(): void {
    this.trace.settle();
    const { pictures } = this;
    const fit = (): void => {
      // Nothing is told while it is folded away.
      const { clientWidth } = pictures;
      if (!clientWidth || clientWidth === this.width) return;
      this.width = clientWidth;
      this.drawn = "";
      this.drawWorld(this.at);
    };
    fit();
    new ResizeObserver(fit).observe(pictures);
  }

  private tools(): HTMLElement {
    const button = (name: string, title: string, picture: IconName, act: () => void): HTMLElement =>
      el(
        "button",
        {
          type: "button",
          class: "secondary small",
          key: `tool:${name}`,
          title,
          aria: { label: title },
          click: act,
        },
        icon(picture),
      );
    const jump = (name: string, title: string, hint: string, by: 1 | -1): HTMLElement =>
      el(
        "button",
        {
          type: "button",
          class: "secondary small",
          key: name,
          title: hint,
          disabled: !this.trace.hasDifferences(),
          click: () => this.trace.jump(by),
        },
        title,
      );
    return el(
      "div",
      { class: "trace-tools", role: "toolbar", aria: { label: t("Move through the steps") } },
      button("first", t("First step (Home)"), "first", () => this.trace.end(-1)),
      button("back", t("Step back (Up)"), "back", () => this.trace.move(-1)),
      button("on", t("Step forward (Down)"), "on", () => this.trace.move(1)),
      button("last", t("Last step (End)"), "last", () => this.trace.end(1)),
      jump("previous-difference", t("Previous difference"), t("Key p in the trace"), -1),
      jump("next-difference", t("Next difference"), t("Key n in the trace"), 1),
      this.position,
    );
  }

  private worldPart(): readonly HTMLElement[] {
    if (!this.layer.states) return [];
    const words = foldable(
      t("The same in words"),
      { key: "world-words", open: false },
      this.actions,
      this.sentences,
    );
    return [
      el(
        "section",
        { class: "world-part", aria: { labelledby: "world-title" } },
        el("h3", { id: "world-title" }, t("World at the step")),
        this.pictures,
        words,
      ),
    ];
  }

  private stoodOn(item: Item): void {
    const row = lastRowOf(item);
    const at = this.steps[row] ?? { before: 0, after: 0 };
    const since = this.steps[firstRowOf(item) - 1] ?? { before: 0, after: 0 };
    this.position.textContent = t(
      "step {0} | {1}, row {2} of {3}",
      at.before,
      at.after,
      row + 1,
      this.layer.trace.rows,
    );
    this.drawDetail(item);
    const changes = this.facts?.show(at, since) ?? "";
    this.drawWorld(at);
    this.actions.stepped(this.key, row, this.isMoved ? changes : "");
  }

  private drawDetail(item: Item): void {
    if (item.kind !== "row") return this.detail.replaceChildren();
    const { before, after, kind } = item.row;
    const line = (title: string, cell: PanelCell | undefined, key: string) =>
      cell && [
        el("dt", {}, title),
        el(
          "dd",
          {},
          el("code", {}, `${cell.thread}: ${cell.text}`),
          " ",
          linkOf(cell.place, this.actions, { key: `detail:${key}` }),
        ),
      ];
    const isSame = kind === "same" && before?.text === after?.text;
    this.detail.replaceChildren(
      el(
        "dl",
        {},
        isSame ? undefined : line(t("Before"), before, "before"),
        line(isSame ? t("Both") : t("After"), after, "after"),
      ),
    );
  }

  private drawWorld(at: StepsAt): void {
    this.at = at;
    if (!this.width) return;
    const { world } = this;
    const { states } = this.layer;
    if (!states) return;
    const before = pictureOf(world, factsAt(states.before, at.before));
    const after = pictureOf(world, factsAt(states.after, at.after));
    const now = JSON.stringify([before.text, after.text]);
    if (now === this.drawn) return;
    this.drawn = now;
    const isSame = before.text.join("\n") === after.text.join("\n");
    const isRow = !isSame && sideBySideMin <= this.width;
    const room = Math.floor(isRow ? (this.width - pictureGap) / 2 : this.width) - 2;
    const figure = (title: string, picture: typeof before): HTMLElement =>
      el(
        "figure",
        {},
        el("figcaption", {}, title),
        drawPicture(
          picture,
          t("{0}: {1}", title, picture.text.join(" ")),
          Math.min(room, pictureWidthMax),
        ),
      );
    this.pictures.classList.toggle("side-by-side", isRow);
    this.pictures.replaceChildren(
      ...(isSame
        ? [figure(t("Both sides"), after)]
        : [figure(t("Before"), before), figure(t("After"), after)]),
    );
    const lines = isSame
      ? after.text
      : [
          ...before.text.filter((text) => after.text.includes(text)),
          ...before.text
            .filter((text) => !after.text.includes(text))
            .map((text) => t("Before: {0}", text)),
          ...after.text
            .filter((text) => !before.text.includes(text))
            .map((text) => t("After: {0}", text)),
        ];
    this.sentences.replaceChildren(...lines.map((text) => el("li", {}, text)));
  }
}

/** A reader begins at the first difference, else at the first step. */
function firstTold({ segments }: PanelTrace): number {
  for (const { rows } of segments)
    for (const row of rows) if (row.divergence !== undefined && !row.noise) return row.index;
  return 0;
}

function cutNote({ cut }: PanelTrace): HTMLElement | undefined {
  if (!cut) return undefined;
  return el("p", { class: "quiet" }, t("{0} more steps are not drawn; the CLI prints them.", cut));
}
