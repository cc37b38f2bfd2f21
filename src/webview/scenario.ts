// SPDX-License-Identifier: MIT
import type {
  PanelCause,
  PanelCoverage,
  PanelLayer,
  PanelSelected,
  PanelSide,
  PanelVerdict,
} from "../core/view";
import { el } from "./dom";
import { rove } from "./keys";
import { type Actions, foldable, linkOf, markOf, proseOf } from "./parts";
import { drawSteps } from "./stepper";
import { t } from "./words";

/** The selected scenario: its layers as tabs, and the two sides of the one that is shown. */
export function drawScenario(selected: PanelSelected, actions: Actions): HTMLElement {
  const { id, title, layers } = selected;
  const at = Math.max(
    0,
    layers.findIndex((one) => one.selected),
  );
  const tabs = el(
    "div",
    { class: "tabs", role: "tablist", aria: { label: t("Layers of the story") } },
    layers.map((one, index) =>
      el(
        "button",
        {
          type: "button",
          role: "tab",
          id: `layer-${index}`,
          class: "tab",
          key: `layer:${index}`,
          title: one.hint,
          data: { stop: one.selected ? "current" : "" },
          aria: { selected: one.selected, controls: "layer" },
          click: () => actions.select({ scenario: id, layer: index }),
        },
        one.label,
      ),
    ),
  );
  rove(tabs, "horizontal");
  return el(
    "section",
    { class: "selected-scenario", aria: { labelledby: "scenario-title" } },
    el("h2", { id: "scenario-title" }, title),
    1 < layers.length ? tabs : undefined,
    el(
      "div",
      1 < layers.length
        ? { id: "layer", role: "tabpanel", aria: { labelledby: `layer-${at}` } }
        : { id: "layer" },
      el("p", { class: "layer-hint" }, layers[at]?.hint ?? ""),
      drawLayer(selected, `${id}:${at}`, actions),
    ),
  );
}

function drawLayer(selected: PanelSelected, key: string, actions: Actions): readonly HTMLElement[] {
  const { layer } = selected;
  return [
    ...drawAssumption(layer, actions),
    el(
      "div",
      { class: "sides" },
      drawSide("before", layer.before, actions),
      drawSide("after", layer.after, actions),
    ),
    ...drawVerdicts(layer, actions),
    foldable(
      t("Steps"),
      { key: "steps", open: true, count: layer.trace.rows },
      actions,
      drawSteps(selected, key, actions),
    ),
    ...drawCauses(layer, actions),
    ...drawMessages(layer, actions),
    ...drawState(layer, actions),
    foldable(
      t("Added lines that ran"),
      { key: "layer-coverage", open: false },
      actions,
      drawCoverage(layer.coverage, "layer-coverage", actions),
    ),
  ];
}

function drawAssumption(layer: PanelLayer, actions: Actions): readonly HTMLElement[] {
  const { assumption, condition, forced, forcedAt } = layer;
  if (assumption === undefined) return [];
  return [
    el(
      "p",
      { class: "assumption" },
      el("strong", {}, t("Assumed: ")),
      proseOf(assumption),
      condition === undefined ? undefined : el("code", { class: "condition" }, condition),
      el(
        "span",
        { class: "why" },
        forced === undefined ? "" : t("Forced to {0} ", forced),
        forcedAt ? [t("at "), linkOf(forcedAt, actions, { key: "gate" })] : undefined,
      ),
    ),
  ];
}

function drawSide(key: "before" | "after", side: PanelSide, actions: Actions): HTMLElement {
  const label = key === "before" ? t("Before the patch") : t("After the patch");
  return el(
    "section",
    { class: `side ${key}`, aria: { label } },
    el("h3", {}, key === "before" ? t("Before") : t("After"), " ", markOf(side.mark)),
    el("p", { class: "outcome" }, proseOf(side.text)),
    side.origin
      ? el("p", {}, t("Declared at "), linkOf(side.origin, actions, { key: `${key}-origin` }))
      : "",
    side.place ? el("p", {}, t("At "), linkOf(side.place, actions, { key: `${key}-place` })) : "",
    side.stack.length ? drawStack(side, key, actions) : undefined,
  );
}

/** A reader wants the trap and its caller; the way from the top is a press away. */
const framesShown = 3;

function drawStack(side: PanelSide, key: string, actions: Actions): readonly HTMLElement[] {
  const frames = side.stack.map((frame, index) =>
    el(
      "li",
      {},
      el("code", {}, frame.function),
      " ",
      linkOf(frame.place, actions, { key: `${key}-frame:${index}` }),
    ),
  );
  const label = { label: t("Calls on the way, innermost first") };
  const first = el("ol", { class: "stack", aria: label }, frames.slice(0, framesShown));
  const rest = frames.slice(framesShown);
  if (!rest.length) return [first];
  const more = el("ol", { class: "stack", aria: { label: t("More calls") } }, rest);
  const options = { key: `${key}-stack`, open: false, count: rest.length };
  return [first, foldable(t("More calls"), options, actions, more)];
}

function drawVerdicts(layer: PanelLayer, actions: Actions): readonly HTMLElement[] {
  const { verdicts, verdictsHeld, verdictsUnknown } = layer;
  const all = verdicts.length + verdictsHeld.length + verdictsUnknown.length;
  if (!all) return [];
  const changed = verdicts.filter((one) => one.changed).length;
  const head = [t("Invariant"), t("Before"), t("After")].map((title) =>
    el("th", { scope: "col", role: "columnheader" }, title),
  );
  return [
    foldable(
      changed ? t("Invariants: {0} changed", changed) : t("Invariants"),
      { key: "verdicts", open: true, count: all },
      actions,
      verdicts.length
        ? el(
            "table",
            {
              class: "verdicts",
              role: "table",
              aria: { label: t("Invariants, before and after") },
            },
            el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
            el("tbody", { role: "rowgroup" }, verdicts.map(drawVerdict)),
          )
        : el("p", { class: "quiet" }, t("No invariant is broken on either side.")),
      ...nameLine(t("Hold in both runs"), verdictsHeld),
      ...nameLine(t("Not decided in either run"), verdictsUnknown),
    ),
  ];
}

function nameLine(title: string, names: readonly string[]): readonly HTMLElement[] {
  return names.length ? [el("p", { class: "quiet" }, `${title}: ${names.join(", ")}.`)] : [];
}

function drawVerdict(verdict: PanelVerdict): HTMLElement {
  return el(
    "tr",
    { role: "row", class: verdict.changed ? "changed" : "" },
    el(
      "th",
      { scope: "row", role: "rowheader" },
      verdict.invariant,
      el("span", { class: "why" }, proseOf(verdict.why)),
    ),
    el("td", { role: "cell", data: { side: t("Before") } }, markOf(verdict.before)),
    el("td", { role: "cell", data: { side: t("After") } }, markOf(verdict.after)),
  );
}

function drawState(layer: PanelLayer, actions: Actions): readonly HTMLElement[] {
  const { stateChanges } = layer;
  if (!stateChanges.length) return [];
  const head = [t("What"), t("Before"), t("After")].map((title) =>
    el("th", { scope: "col", role: "columnheader" }, title),
  );
  return [
    foldable(
      t("State that differs at the end"),
      { key: "state", open: true, count: stateChanges.length },
      actions,
      el(
        "table",
        { class: "state", role: "table", aria: { label: t("State that differs at the end") } },
        el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
        el(
          "tbody",
          { role: "rowgroup" },
          stateChanges.map(({ fact, before, after }) =>
            el(
              "tr",
              { role: "row" },
              el("th", { scope: "row", role: "rowheader" }, fact),
              el("td", { role: "cell", data: { side: t("Before") } }, before),
              el("td", { role: "cell", data: { side: t("After") } }, after),
            ),
          ),
        ),
      ),
    ),
  ];
}

function drawCauses(layer: PanelLayer, actions: Actions): readonly HTMLElement[] {
  const { causes } = layer;
  if (!causes.length) return [];
  const notes = causes.map((cause, index) => {
    const key = `cause:${index}`;
    const line = (one: PanelCause["lines"][number], at: number): HTMLElement =>
      el(
        "li",
        { class: `cause-line ${one.kind}` },
        linkOf(one.place, actions, { key: `${key}:${at}` }),
        el("code", {}, one.kind === "added" ? "+" : "−", one.text.trimEnd()),
        one.needed ? el("span", { class: "badge" }, t("needed to compile")) : undefined,
      );
    return el(
      "li",
      {},
      el("strong", {}, cause.of),
      " ",
      proseOf(cause.text),
      cause.lines.length
        ? el("ul", { class: "cause-lines", aria: { label: t("Lines") } }, cause.lines.map(line))
        : cause.places.map((place, at) => linkOf(place, actions, { key: `${key}:${at}` })),
    );
  });
  return [
    foldable(
      t("Causes"),
      { key: "causes", open: true, count: causes.length },
      actions,
      el("ul", { class: "notes" }, notes),
    ),
  ];
}

function drawMessages({ messages }: PanelLayer, actions: Actions): readonly HTMLElement[] {
  if (!messages.length) return [];
  const sides = { both: t("both"), before: t("only before"), after: t("only after") };
  const notes = messages.map(({ side, text, row, place }, index) =>
    el(
      "li",
      {},
      el("span", { class: "badge" }, sides[side]),
      " ",
      el(
        "button",
        {
          type: "button",
          class: "link",
          key: `message:${index}`,
          title: t("Go to the step"),
          click: () => actions.goToRow(row),
        },
        el("code", {}, text),
      ),
      " ",
      linkOf(place, actions, { key: `message-place:${index}` }),
    ),
  );
  return [
    foldable(
      t("Messages of the kernel"),
      { key: "messages", open: false, count: messages.length },
      actions,
      el("ul", { class: "notes" }, notes),
    ),
  ];
}

export function drawCoverage(coverage: PanelCoverage, key: string, actions: Actions): HTMLElement {
  return el(
    "div",
    {},
    el("p", {}, coverage.text),
    coverage.notRun.length
      ? el(
          "ul",
          { class: "notes" },
          coverage.notRun.map((line, index) =>
            el(
              "li",
              {},
              linkOf(line.place, actions, { key: `${key}:${index}` }),
              " ",
              el("code", {}, line.text.trim()),
              el("span", { class: "why" }, proseOf(line.reason)),
            ),
          ),
        )
      : undefined,
  );
}
