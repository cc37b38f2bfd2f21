// SPDX-License-Identifier: MIT
// The panel's client: it draws the last model it was given and reports what was pressed. It decides
// nothing, so a redraw from scratch is always right; only the focus and what was unfolded are kept.
import { parseReply, type PanelModel, type PanelReply, type PanelRequest } from "../core/view";
import { parseSavedState, type SavedState } from "../core/view";
import { el } from "./dom";
import { drawPage } from "./page";
import type { Actions } from "./parts";
import { moveToRow, oneLaneQuery, settleSteps } from "./stepper";
import { speak, t } from "./words";

declare function acquireVsCodeApi(): {
  postMessage(message: PanelRequest): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** What was unfolded is kept for this many things; the oldest are forgotten. */
const openKeptMax = 200;

/** A reader who holds a key down hears and marks only where they stop. */
const tellAfterMs = 120;

const host = acquireVsCodeApi();
const live = el("div", { id: "live", class: "hidden", role: "status", aria: { live: "polite" } });
const progress = el("div", { id: "progress", class: "progress" });
const panel = el("main", { id: "panel" });
document.body.replaceChildren(live, progress, panel);

let saved: SavedState | undefined = parseSavedState(host.getState());
let model: PanelModel | undefined;
let isTab = false;
const opened = new Map<string, boolean>(readOpened(host.getState()));
/** The row stood on in each trace that was looked at. */
const rows = new Map<string, number>();
let telling: ReturnType<typeof setTimeout> | undefined;

const actions: Actions = {
  select: (selection) => post({ type: "select", selection }),
  reveal: (link) => post({ type: "reveal", revision: model?.revision ?? 0, link }),
  switchHunk: (hunk) => post({ type: "switch", hunk }),
  send: (type) => post({ type }),
  isTab: () => isTab,
  isOpen: (key, otherwise) => opened.get(key) ?? otherwise,
  setOpen: (key, open) => {
    if (opened.get(key) === open) return;
    opened.delete(key);
    opened.set(key, open);
    const oldest = opened.keys().next();
    if (openKeptMax < opened.size && !oldest.done) opened.delete(oldest.value);
    keep();
  },
  goToRow: (row) => goToRow(row),
  rowAt: (key) => rows.get(key),
  stepped: (key, row, changes) => {
    rows.set(key, row);
    clearTimeout(telling);
    telling = setTimeout(() => {
      if (changes) live.textContent = changes;
      post({ type: "step", revision: model?.revision ?? 0, row });
    }, tellAfterMs);
  },
};

window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const reply = parseReply(event.data);
  if (reply) take(reply);
});
window.matchMedia(oneLaneQuery).addEventListener("change", () => {
  if (model) draw(model);
});
post(saved ? { type: "ready", saved } : { type: "ready" });

function take(reply: PanelReply): void {
  switch (reply.type) {
    case "words":
      speak(reply.words);
      if (model) draw(model);
      return;
    case "show":
      model = reply.model;
      isTab = reply.isTab ?? isTab;
      if (reply.saved) saved = reply.saved;
      keep();
      draw(reply.model);
      if (reply.announce !== undefined) live.textContent = reply.announce;
      return;
    case "step":
      return goToRow(reply.row);
    case "progress":
      return drawProgress(reply);
    case "idle":
      progress.replaceChildren();
      panel.removeAttribute("aria-busy");
      return;
  }
}

function goToRow(row: number): void {
  if (!moveToRow(panel, row)) live.textContent = t("That step is not drawn.");
}

function draw(next: PanelModel): void {
  const focused = document.activeElement?.closest("[data-key]")?.getAttribute("data-key");
  const scroll = document.documentElement.scrollTop;
  panel.setAttribute("aria-label", t("Simulation"));
  panel.replaceChildren(...drawPage(next, actions));
  settleSteps(panel);
  // Inside its own list; where the page stands is set below.
  panel.querySelector(".patch.selected")?.scrollIntoView({ block: "nearest" });
  document.documentElement.scrollTop = scroll;
  if (focused == null) return;
  const again = [...panel.querySelectorAll<HTMLElement>("[data-key]")].find(
    (node) => node.getAttribute("data-key") === focused,
  );
  again?.focus({ preventScroll: true });
}

function drawProgress({ done, of, about }: Extract<PanelReply, { type: "progress" }>): void {
  panel.setAttribute("aria-busy", "true");
  // The bar is kept and only moved: a new one each time would take the focus from Cancel.
  const bar = progress.querySelector("progress");
  const text = progress.querySelector(".about");
  if (bar && text) {
    bar.max = Math.max(of, 1);
    bar.value = done;
    text.textContent = about;
    return;
  }
  progress.replaceChildren(
    el("progress", { max: Math.max(of, 1), value: done, aria: { label: t("Simulating") } }),
    el("span", { class: "about" }, about),
    el(
      "button",
      { type: "button", class: "secondary small", click: () => post({ type: "cancel" }) },
      t("Cancel"),
    ),
  );
}

function post(request: PanelRequest): void {
  host.postMessage(request);
}

function keep(): void {
  host.setState({ ...saved, opened: [...opened] });
}

function readOpened(state: unknown): [string, boolean][] {
  const kept = (state as { opened?: unknown } | null | undefined)?.opened;
  if (!Array.isArray(kept)) return [];
  return kept
    .slice(0, openKeptMax)
    .filter(
      (one): one is [string, boolean] =>
        Array.isArray(one) && typeof one[0] === "string" && typeof one[1] === "boolean",
    );
}
