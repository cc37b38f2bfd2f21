// SPDX-License-Identifier: MIT
import type { PanelDone, PanelScenario } from "../core/view";
import { el } from "./dom";
import { rove } from "./keys";
import type { Mark } from "../core/view";
import { type Actions, markOf } from "./parts";
import { t } from "./words";

/** Scenarios as rows, before and after as columns; the selected row is shown in full below. */
export function drawMatrix(model: PanelDone, actions: Actions): HTMLElement {
  const { scenarios, unrelated } = model;
  const body = el(
    "tbody",
    { role: "rowgroup" },
    scenarios.map((scenario) => drawRow(scenario, actions)),
  );
  rove(body, "vertical");
  const head = [t("Scenario"), t("Before"), t("After"), t("What differs")].map((title) =>
    el("th", { scope: "col", role: "columnheader" }, title),
  );
  return el(
    "section",
    { class: "matrix", aria: { labelledby: "scenarios" } },
    el("h2", { id: "scenarios" }, t("Scenarios")),
    scenarios.length
      ? el(
          "table",
          { class: "scenarios", role: "table", aria: { labelledby: "scenarios" } },
          el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
          body,
        )
      : el("p", { class: "quiet" }, t("No scenario enters the code this patch changes.")),
    unrelated.length
      ? el(
          "p",
          { class: "quiet", title: unrelated.join(", ") },
          t(
            "{0} more never enter the patched functions: {1}.",
            unrelated.length,
            unrelated.join(", "),
          ),
        )
      : undefined,
  );
}

function drawRow(scenario: PanelScenario, actions: Actions): HTMLElement {
  const { id, title, selected, changed } = scenario;
  const choose = (): void => actions.select({ scenario: id, layer: 0 });
  return el(
    "tr",
    {
      role: "row",
      class: `scenario${selected ? " selected" : ""}${changed ? " changed" : ""}`,
      click: choose,
    },
    el(
      "th",
      { scope: "row", role: "rowheader" },
      el(
        "button",
        {
          type: "button",
          class: "row-button",
          key: `scenario:${id}`,
          data: { stop: selected ? "current" : "" },
          aria: { pressed: selected },
        },
        title,
      ),
    ),
    el(
      "td",
      { role: "cell", data: { side: t("Before") } },
      marksOf(scenario.before, scenario.beforeVerdicts),
    ),
    el(
      "td",
      { role: "cell", data: { side: t("After") } },
      marksOf(scenario.after, scenario.afterVerdicts),
    ),
    el("td", { role: "cell", class: "summary" }, scenario.summary),
  );
}

/** How the run ended, and what the invariants say of it. */
const marksOf = (outcome: Mark, verdicts: Mark): HTMLElement =>
  el("span", { class: "marks" }, markOf(outcome), markOf(verdicts));
