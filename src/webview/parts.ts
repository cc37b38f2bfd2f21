// SPDX-License-Identifier: MIT
// The small pieces every section is made of.
import type { LinkedText, Mark, PanelNote } from "../core/view";
import { el } from "./dom";
import { icon } from "./icon";
import { t } from "./words";

/** What a section may ask for. */
export interface Actions {
  readonly select: (selection: { patch?: number; scenario?: string; layer?: number }) => void;
  readonly reveal: (link: number) => void;
  readonly switchHunk: (hunk: string) => void;
  readonly send: (type: "run" | "cancel" | "open-sample" | "open-in-editor" | "copy-text") => void;
  readonly isTab: () => boolean;
  /** Whether the reader unfolded something, by its key. */
  readonly isOpen: (key: string, otherwise: boolean) => boolean;
  readonly setOpen: (key: string, open: boolean) => void;
  /** The row of a trace the reader stands on, if one was stood on. */
  readonly rowAt: (key: string) => number | undefined;
  /** Another step is stood on; `changes` says in words what changes there. */
  readonly stepped: (key: string, row: number, changes: string) => void;
  readonly goToRow: (row: number) => void;
}

export const markOf = (mark: Mark): HTMLElement =>
  el(
    "span",
    { class: `mark tone-${mark.tone}` },
    icon(mark.icon),
    el("span", { class: "word" }, mark.word),
  );

/** A sentence whose `code` stands between backticks. */
export function proseOf(text: string): readonly (Node | string)[] {
  const parts = text.split("`");
  // An odd backtick is one of the text's own.
  if (parts.length % 2 === 0) return wordsOf(text);
  return parts.flatMap((part, index) =>
    index % 2 ? [el("code", {}, ...wordsOf(part))] : wordsOf(part),
  );
}

/** Words; one with an arrow of C is not broken in the middle of it. */
const wordsOf = (text: string): readonly (Node | string)[] =>
  text.includes("->")
    ? text
        .split(" ")
        .flatMap((word, index) => [
          index ? " " : "",
          word.includes("->") ? el("span", { class: "whole" }, word) : word,
        ])
    : [text];

/** A place a reader can go to, or the bare text where there is nowhere to go. */
export function linkOf(
  { text, link }: LinkedText,
  actions: Actions,
  options: { readonly key: string; readonly tabindex?: number; readonly short?: boolean },
): HTMLElement {
  const { short, ...attributes } = options;
  // A lane is narrow: there the file's own name does, and the whole place is the tooltip.
  const words = short ? text.replace(/^.*\//, "").replace(/ \(L\d+\)$/, "") : text;
  if (link === undefined) return el("span", { class: "place", title: text }, words);
  return el(
    "button",
    {
      type: "button",
      class: "link",
      title: t("Go to {0}", text),
      ...attributes,
      click: (event) => {
        event.stopPropagation();
        actions.reveal(link);
      },
    },
    words,
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
        proseOf(note.text),
        " ",
        note.places.map((place, at) => linkOf(place, actions, { key: `${key}:${index}:${at}` })),
      ),
    ),
  );
}
