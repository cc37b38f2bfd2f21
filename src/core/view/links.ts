// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { Place } from "../review";
import { shown } from "./label";
import type { LinkedText } from "./model";

/** Where a link of the panel leads. */
export type LinkTarget =
  | { readonly kind: "mail"; readonly span: Span }
  | {
      readonly kind: "run";
      readonly patch: number;
      readonly side: "before" | "after";
      readonly place: Place;
    };

/** Hands out numbers for places, and keeps what they mean. */
export class Links {
  readonly all: LinkTarget[] = [];

  to(place: Place, side: "before" | "after", patch: number): LinkedText {
    const text = shown(place.text);
    // What no program text made, such as the order of a scenario, stands nowhere.
    if (place.path === "" || place.line < 1) return { text: "" };
    if (place.from === "assumed") return { text };
    return { text, link: this.all.push({ kind: "run", patch, side, place }) - 1 };
  }

  toSpan(span: Span, text = `mail:${span.line}`): LinkedText {
    return { text: shown(text), link: this.all.push({ kind: "mail", span }) - 1 };
  }
}
