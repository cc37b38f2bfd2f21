// SPDX-License-Identifier: MIT
// The table of named facts at a step: what changed there, what differs, and all the others.
import { factRows, type FactRow, type PanelLayer, type StepsAt } from "../core/view";
import { el, hidden } from "./dom";
import type { Actions } from "./parts";
import { t } from "./words";

type States = NonNullable<PanelLayer["states"]>;

export class FactTable {
  readonly element: HTMLElement;
  private readonly body = el("tbody", { role: "rowgroup" });
  private readonly note = el("p", { class: "quiet" });
  private readonly rest: HTMLDetailsElement;
  private readonly restBody = el("tbody", { role: "rowgroup" });
  private readonly restTitle = el("span", {});
  private rows: readonly FactRow[] = [];

  constructor(
    private readonly states: States,
    actions: Actions,
  ) {
    const name = t("State at the step");
    this.rest = el(
      "details",
      { class: "rest", open: actions.isOpen("all-facts", false) },
      el("summary", { key: "all-facts" }, this.restTitle),
      tableOf(t("State that is the same on both sides"), this.restBody),
    );
    this.rest.addEventListener("toggle", () => {
      actions.setOpen("all-facts", this.rest.open);
      this.drawRest();
    });
    const title = el("h3", { id: "facts-title" }, name);
    this.element = el(
      "section",
      { class: "facts", aria: { labelledby: "facts-title" } },
      title,
      this.note,
      tableOf(name, this.body),
      this.rest,
    );
  }

  /** Draws a step anew; gives what changed there, as words. */
  show(at: StepsAt, since: StepsAt): string {
    this.rows = factRows(this.states.before, this.states.after, at, since);
    const told = this.rows.filter(({ changed, differs }) => changed || differs);
    this.body.replaceChildren(...told.map(drawFact));
    this.body.parentElement?.classList.toggle("empty", !told.length);
    const changed = this.rows.filter((row) => row.changed);
    this.note.textContent = changed.length
      ? changed.length === 1
        ? t("1 fact changes here.")
        : t("{0} facts change here.", changed.length)
      : told.length
        ? t("Nothing changes here; what differs is listed.")
        : t("Nothing changes here, and nothing differs so far.");
    this.restTitle.textContent = t("{0} facts alike on both sides", this.rows.length - told.length);
    this.drawRest();
    return changed
      .slice(0, 3)
      .map(({ text, before, after }) => {
        const side = after.was === undefined ? before : after;
        return `${text}: ${side.was ?? ""} → ${side.value}`;
      })
      .join("; ");
  }

  private drawRest(): void {
    const rest = this.rest.open ? this.rows.filter((row) => !row.changed && !row.differs) : [];
    this.restBody.replaceChildren(...rest.map(drawFact));
  }
}

function tableOf(label: string, body: HTMLElement): HTMLElement {
  const head = [t("What"), t("Before"), t("After")].map((title) =>
    el("th", { scope: "col", role: "columnheader" }, title),
  );
  return el(
    "table",
    { class: "state", role: "table", aria: { label } },
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
    body,
  );
}

/** A narrow column breaks a long name where it has a line below. */
const named = (text: string): readonly (Node | string)[] =>
  text.split(/(?<=_)/).flatMap((part, index) => (index ? [el("wbr"), part] : [part]));

function drawFact({ text, before, after, changed, differs }: FactRow): HTMLElement {
  const cell = ({ value, was }: FactRow["before"], side: string): HTMLElement =>
    el(
      "td",
      { role: "cell", data: { side } },
      was === undefined ? undefined : [el("del", {}, named(was)), hidden(t(" became ")), " → "],
      was === undefined ? named(value) : el("ins", {}, named(value)),
    );
  return el(
    "tr",
    { role: "row", class: `${changed ? "changed" : ""}${differs ? " differs" : ""}` },
    el(
      "th",
      { scope: "row", role: "rowheader" },
      el(
        "span",
        { class: "fact-sign", aria: { hidden: true } },
        changed ? "●" : differs ? "≠" : "",
      ),
      changed ? hidden(t("changed: ")) : differs ? hidden(t("differs: ")) : undefined,
      text,
    ),
    cell(before, t("Before")),
    cell(after, t("After")),
  );
}
