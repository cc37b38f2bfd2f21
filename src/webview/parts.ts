// SPDX-License-Identifier: MIT
// The small pieces every section is made of.
import type { LinkedText, Mark, PanelNote } from "../core/view";
import { el } from "./dom";
import { icon } from "./icon";

/** What a section may ask for. */
export interface Actions {
  readonly select: (selection: { patch?: number; scenario?: string; layer?: number }) => void;
  readonly reveal: (link: number) => void;
  readonly send: (type: "run" | "cancel" | "open-sample" | "open-in-editor" | "copy-text") => void;
  readonly isTab: () => boolean;
  /** Whether the reader unfolded something, by its key. */
  readonly isOpen: (key: string, otherwise: boolean) => boolean;
  readonly setOpen: (key: string, open: boolean) => void;
}

export const markOf = (mark: Mark, note = ""): HTMLElement =>
  el(
    "span",
    { class: `mark tone-${mark.tone}` },
    icon(mark.icon),
    el("span", { class: "word" }, mark.word),
    note ? el("span", { class: "note" }, `· ${note}`) : undefined,
  );

/** A place a reader can go to, or the bare text where there is nowhere to go. */
export function linkOf(
  { text, link }: LinkedText,
  actions: Actions,
  options: { readonly key: string; readonly tabindex?: number },
): HTMLElement {
  if (link === undefined) return el("span", { class: "place" }, text);
  return el(
    "button",
    {
      type: "button",
      class: "link",
      title: `Go to ${text}`,
      ...options,
      click: (event) => {
        event.stopPropagation();
        actions.reveal(link);
      },
    },
    text,
  );
}

/** A part that can be folded away, and stays as the reader left it. */
export function foldable(
  title: string,
  options: { readonly key: string; readonly open: boolean; readonly count?: number },
  actions: Actions,
  ...content: readonly Node[]
): HTMLElement {
  const { key, count } = options;
  const details = el(
    "details",
    { class: "foldable", open: actions.isOpen(key, options.open) },
    el(
      "summary",
      { key },
      el("h3", {}, title),
      count === undefined ? undefined : el("span", { class: "count" }, `${count}`),
    ),
    ...content,
  );
  details.addEventListener("toggle", () => actions.setOpen(key, details.open));
  return details;
}

export function notesOf(notes: readonly PanelNote[], key: string, actions: Actions): HTMLElement {
  return el(
    "ul",
    { class: "notes" },
    notes.map((note, index) =>
      el(
        "li",
        {},
        el("strong", {}, note.label),
        " ",
        note.text,
        " ",
        note.places.map((place, at) => linkOf(place, actions, { key: `${key}:${index}:${at}` })),
      ),
    ),
  );
}
