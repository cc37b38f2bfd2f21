// SPDX-License-Identifier: MIT
import type { PanelDone, PanelModel, PanelPatch, PanelReading } from "../core/view";
import type { PanelRevision } from "../core/view";
import { el } from "./dom";
import { icon } from "./icon";
import { rove } from "./keys";
import { drawMatrix } from "./matrix";
import { type Actions, foldable, linkOf, notesOf, proseOf } from "./parts";
import { drawCoverage, drawScenario } from "./scenario";
import { t } from "./words";

/** The whole panel for a model. */
export function drawPage(model: PanelModel, actions: Actions): readonly HTMLElement[] {
  switch (model.state) {
    case "empty":
      return [
        el(
          "section",
          { class: "welcome", aria: { label: t("Nothing to simulate yet") } },
          el("h1", {}, t("Simulation")),
          el("p", {}, model.text),
          button(t("Open Sample Thread"), "open-sample", actions, "primary"),
        ),
      ];
    case "failed":
      return [
        el("h1", {}, model.document),
        el("p", { class: "failure", role: "alert" }, model.text),
        el("pre", { class: "details", tabindex: 0 }, model.details),
        button(t("Try Again"), "run", actions, "primary"),
      ];
    case "read":
      return [
        ...heading(model.document, model.reading, actions),
        el(
          "div",
          { class: "tools" },
          button(t("Simulate"), "run", actions, "primary", "play"),
          tabButton(actions),
        ),
        drawHunks(
          model.reading.patches.find(({ selected }) => selected),
          actions,
        ),
        ...drawReading(model.reading, actions),
      ];
    case "done":
      return drawDone(model, actions);
  }
}

function drawDone(model: PanelDone, actions: Actions): readonly HTMLElement[] {
  const { reading, selected } = model;
  return [
    ...heading(model.document, reading, actions),
    el("p", { class: "ran-on" }, t("Run on {0}.", model.ranOn)),
    drawHeadline(model.headline),
    ...(model.stale
      ? [
          el(
            "p",
            { class: "stale" },
            t("The text was changed since this run. Run again to see it."),
          ),
        ]
      : []),
    el(
      "div",
      { class: "tools" },
      button(t("Run Again"), "run", actions, model.stale ? "primary" : "secondary", "play"),
      tabButton(actions),
      button(t("Copy as Text"), "copy-text", actions, "secondary", "copy"),
    ),
    drawMatrix(model, actions),
    ...(selected ? [drawScenario(selected, actions)] : []),
    el(
      "section",
      { class: "about-patch", aria: { labelledby: "about-patch" } },
      el("h2", { id: "about-patch" }, t("The patch and what was made of it")),
      drawHunks(
        reading.patches.find(({ selected }) => selected),
        actions,
      ),
      foldable(
        t("Added lines that ran in any scenario"),
        { key: "coverage", open: true },
        actions,
        drawCoverage(model.coverage, "coverage", actions),
      ),
      ...notes(t("Comments"), "comments", model.comments, true, actions),
      ...notes(t("Assumptions"), "assumptions", model.assumptions, true, actions),
      ...notes(
        t("If something else were assumed"),
        "dependences",
        model.dependences,
        false,
        actions,
      ),
      ...notes(t("Whose a broken rule is"), "blame", model.blame, false, actions),
      ...drawRevisions(model.revisions, actions),
      ...notes(t("Where the hunks were placed"), "placements", model.placements, false, actions),
      ...drawReading(reading, actions),
    ),
  ];
}

/** What a newer revision changes in the runs, beside what its mail says of it. */
function drawRevisions(
  revisions: readonly PanelRevision[],
  actions: Actions,
): readonly HTMLElement[] {
  const list = (title: string, texts: readonly string[]): readonly HTMLElement[] =>
    texts.map((text) => el("li", {}, el("span", { class: "badge" }, title), " ", proseOf(text)));
  return revisions.map(({ title, scenarios, changelog }, index) =>
    foldable(
      t("Revisions {0}", title),
      { key: `revision:${index}`, open: false, count: scenarios.length },
      actions,
      ...(scenarios.length
        ? []
        : [el("p", { class: "quiet" }, t("No scenario tells the two revisions apart."))]),
      ...scenarios.map(({ id, appears, vanishes, stays }) =>
        el(
          "section",
          { aria: { label: id } },
          el("h4", {}, id),
          el(
            "ul",
            { class: "notes" },
            ...list(t("appears"), appears),
            ...list(t("vanishes"), vanishes),
            ...list(t("stays"), stays),
          ),
        ),
      ),
      ...(changelog.length
        ? [
            el("h4", {}, t("What the mail says it changed")),
            el("pre", { class: "changelog", tabindex: 0 }, changelog.join("\n")),
          ]
        : []),
    ),
  );
}

function heading(
  document: string,
  reading: PanelReading,
  actions: Actions,
): readonly HTMLElement[] {
  const patch = reading.patches.find(({ selected }) => selected);
  const title = el("h1", {}, patch?.title ?? t("No patch was found"));
  const name = el("p", { class: "document" }, document);
  if (reading.patches.length <= 1) return [name, title];
  return [name, drawPatches(reading, actions), title];
}

/**
 * One paragraph a sentence: the first is the finding, up to its colon in bold; the others are the
 * layers behind it.
 */
function drawHeadline(headline: string): HTMLElement {
  const [first = "", ...others] = headline.split(/(?<=[.!]) (?=[A-Z0-9])/);
  const colon = first.indexOf(": ") + 1 || first.length;
  return el(
    "div",
    { id: "headline", class: "headline" },
    el("p", {}, el("strong", {}, proseOf(first.slice(0, colon))), proseOf(first.slice(colon))),
    others.map((sentence) => el("p", {}, proseOf(sentence))),
  );
}

function tabButton(actions: Actions): HTMLElement | undefined {
  if (actions.isTab()) return undefined;
  return button(t("Open in Editor"), "open-in-editor", actions, "secondary", "window");
}

/** Patches as a list to choose from, a line each. */
function drawPatches(reading: PanelReading, actions: Actions): HTMLElement {
  const list = el(
    "ul",
    { class: "patches" },
    reading.patches.map((patch) =>
      el(
        "li",
        { class: patch.selected ? "patch selected" : "patch" },
        el(
          "button",
          {
            type: "button",
            class: "row-button",
            key: `patch:${patch.number}`,
            data: { stop: patch.selected ? "current" : "" },
            title: patch.title,
            aria: patch.selected ? { current: true } : {},
            click: () => actions.select({ patch: patch.number }),
          },
          el("span", { class: "patch-number" }, `${patch.number}`),
          el("span", { class: "patch-title" }, patch.title),
          el("span", { class: "quiet" }, patch.summary),
        ),
      ),
    ),
  );
  rove(list, "vertical");
  return el("nav", { aria: { label: t("Patches") } }, list);
}

function drawHunks(patch: PanelPatch | undefined, actions: Actions): HTMLElement {
  return el(
    "ul",
    { class: "hunks", aria: { label: t("Hunks") } },
    patch?.hunks.map((hunk) =>
      el(
        "li",
        {},
        hunk.on === undefined ? undefined : switchOf(hunk.id, hunk.on, actions),
        linkOf(hunk.title, actions, { key: `hunk:${hunk.id}` }),
        hunk.state === "whole" ? undefined : el("span", { class: "badge" }, hunk.state),
        el("span", { class: "why" }, proseOf(hunk.summary)),
      ),
    ),
  );
}

/** A word and a position, so that its state is not told by colour alone. */
function switchOf(hunk: string, on: boolean, actions: Actions): HTMLElement {
  return el(
    "button",
    {
      type: "button",
      class: `switch${on ? " on" : ""}`,
      role: "switch",
      key: `switch:${hunk}`,
      title: on ? t("Run without this hunk") : t("Run with this hunk"),
      aria: { checked: on, label: t("Hunk {0}", hunk) },
      click: () => actions.switchHunk(hunk),
    },
    on ? t("On") : t("Off"),
  );
}

function drawReading(reading: PanelReading, actions: Actions): readonly HTMLElement[] {
  return [
    ...notes(t("Lost in the mail"), "losses", reading.losses, true, actions),
    ...notes(t("Repaired"), "repairs", reading.repairs, false, actions),
    ...notes(t("Noticed while reading"), "diagnostics", reading.diagnostics, false, actions),
  ];
}

function notes(
  title: string,
  key: string,
  list: PanelReading["repairs"],
  open: boolean,
  actions: Actions,
): readonly HTMLElement[] {
  if (!list.length) return [];
  const options = { key, open: open && list.length <= 8, count: list.length };
  return [foldable(title, options, actions, notesOf(list, key, actions))];
}

function button(
  title: string,
  type: Parameters<Actions["send"]>[0],
  actions: Actions,
  rank: "primary" | "secondary",
  picture?: "play" | "window" | "copy",
): HTMLElement {
  const attributes = { type: "button" as const, class: rank, key: type };
  return el(
    "button",
    { ...attributes, click: () => actions.send(type) },
    picture ? icon(picture) : undefined,
    title,
  );
}
