// SPDX-License-Identifier: MIT
import type {
  PanelCoverage,
  PanelLayer,
  PanelSelected,
  PanelSide,
  PanelVerdict,
} from "../core/view";
import { el } from "./dom";
import { rove } from "./keys";
import { type Actions, foldable, linkOf, markOf, proseOf } from "./parts";
import { drawTrace } from "./trace";

/** The selected scenario: its layers as tabs, and the two sides of the one that is shown. */
export function drawScenario(selected: PanelSelected, actions: Actions): HTMLElement {
  const { id, title, layers, layer } = selected;
  const at = Math.max(
    0,
    layers.findIndex((one) => one.selected),
  );
  const tabs = el(
    "div",
    { class: "tabs", role: "tablist", aria: { label: "Layers of the story" } },
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
      drawLayer(layer, `${id}:${at}`, actions),
    ),
  );
}

function drawLayer(layer: PanelLayer, key: string, actions: Actions): readonly HTMLElement[] {
  return [
    ...drawAssumption(layer, actions),
    el(
      "div",
      { class: "sides" },
      drawSide("Before", layer.before, actions),
      drawSide("After", layer.after, actions),
    ),
    ...drawVerdicts(layer, actions),
    foldable(
      "Steps",
      { key: "steps", open: true, count: layer.trace.rows },
      actions,
      drawTrace(layer.trace, key, actions),
    ),
    ...drawState(layer, actions),
    ...drawCauses(layer, actions),
    foldable(
      "Added lines that ran",
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
      el("strong", {}, "Assumed: "),
      proseOf(assumption),
      condition === undefined ? undefined : el("code", { class: "condition" }, condition),
      el(
        "span",
        { class: "why" },
        forced === undefined ? "" : `Forced to ${forced} `,
        forcedAt ? ["at ", linkOf(forcedAt, actions, { key: "gate" })] : undefined,
      ),
    ),
  ];
}

function drawSide(label: "Before" | "After", side: PanelSide, actions: Actions): HTMLElement {
  const key = label.toLowerCase();
  return el(
    "section",
    { class: `side ${key}`, aria: { label: `${label} the patch` } },
    el("h3", {}, label, " ", markOf(side.mark)),
    el("p", { class: "outcome" }, proseOf(side.text)),
    side.origin
      ? el("p", {}, "Declared at ", linkOf(side.origin, actions, { key: `${key}-origin` }))
      : "",
    side.place ? el("p", {}, "At ", linkOf(side.place, actions, { key: `${key}-place` })) : "",
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
  const label = { label: "Calls on the way, innermost first" };
  const first = el("ol", { class: "stack", aria: label }, frames.slice(0, framesShown));
  const rest = frames.slice(framesShown);
  if (!rest.length) return [first];
  const more = el("ol", { class: "stack", aria: { label: "More calls" } }, rest);
  const options = { key: `${key}-stack`, open: false, count: rest.length };
  return [first, foldable("More calls", options, actions, more)];
}

function drawVerdicts(layer: PanelLayer, actions: Actions): readonly HTMLElement[] {
  const { verdicts, verdictsHeld, verdictsUnknown } = layer;
  const all = verdicts.length + verdictsHeld.length + verdictsUnknown.length;
  if (!all) return [];
  const changed = verdicts.filter((one) => one.changed).length;
  const head = ["Invariant", "Before", "After"].map((title) =>
    el("th", { scope: "col", role: "columnheader" }, title),
  );
  return [
    foldable(
      changed ? `Invariants: ${changed} changed` : "Invariants",
      { key: "verdicts", open: true, count: all },
      actions,
      verdicts.length
        ? el(
            "table",
            { class: "verdicts", role: "table", aria: { label: "Invariants, before and after" } },
            el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
            el("tbody", { role: "rowgroup" }, verdicts.map(drawVerdict)),
          )
        : el("p", { class: "quiet" }, "No invariant is broken on either side."),
      ...nameLine("Hold in both runs", verdictsHeld),
      ...nameLine("Not decided in either run", verdictsUnknown),
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
    el("td", { role: "cell", data: { side: "Before" } }, markOf(verdict.before)),
    el("td", { role: "cell", data: { side: "After" } }, markOf(verdict.after)),
  );
}

function drawState(layer: PanelLayer, actions: Actions): readonly HTMLElement[] {
  const { stateChanges } = layer;
  if (!stateChanges.length) return [];
  const head = ["What", "Before", "After"].map((title) =>
    el("th", { scope: "col", role: "columnheader" }, title),
  );
  return [
    foldable(
      "State that differs at the end",
      { key: "state", open: true, count: stateChanges.length },
      actions,
      el(
        "table",
        { class: "state", role: "table", aria: { label: "State that differs at the end" } },
        el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
        el(
          "tbody",
          { role: "rowgroup" },
          stateChanges.map(({ fact, before, after }) =>
            el(
              "tr",
              { role: "row" },
              el("th", { scope: "row", role: "rowheader" }, fact),
              el("td", { role: "cell", data: { side: "Before" } }, before),
              el("td", { role: "cell", data: { side: "After" } }, after),
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
  const notes = causes.map((cause, index) =>
    el(
      "li",
      {},
      el("strong", {}, cause.of),
      " ",
      proseOf(cause.text),
      " ",
      cause.places.map((place, at) => linkOf(place, actions, { key: `cause:${index}:${at}` })),
    ),
  );
  return [
    foldable(
      "Causes",
      { key: "causes", open: true, count: causes.length },
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
