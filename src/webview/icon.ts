// SPDX-License-Identifier: MIT
// A dozen icons of our own on a 16 by 16 grid, drawn with strokes in the colour of their text.
import { svg } from "./dom";

const paths = {
  check: "M3 8.5 6.5 12 13 4.5",
  cross: "M4 4 12 12M12 4 4 12",
  question: "M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M8 12.6v.1",
  trap: "M8 2 14.5 13.5H1.5ZM8 6.5v3.2M8 11.7v.1",
  lock: "M4 7.5h8v6H4ZM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  timer: "M8 3.5a5 5 0 1 1-.01 0M8 5.8V8.5h2M6.5 1.5h3",
  blocked: "M8 2.5a5.5 5.5 0 1 1-.01 0M4.2 4.2l7.6 7.6",
  dash: "M4 8h8",
  call: "M2.5 8h10M9 4.5 12.5 8 9 11.5",
  return: "M13.5 8h-10M7 4.5 3.5 8 7 11.5",
  host: "M8 5.6a2.4 2.4 0 1 1-.01 0M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2",
  message: "M2.5 3.5h11v7h-6L4.5 13.3v-2.8h-2Z",
  undefined: "M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M8 12.6v.1",
  stimulus: "M9 1.8 3.8 9H7.4L6.6 14.2 12.2 6.6H8.4Z",
  "unknown-callee": "M3.5 8h.1M8 8h.1M12.5 8h.1",
  first: "M4 3v10M12.5 3 7 8l5.5 5",
  back: "M10.5 3 5 8l5.5 5",
  on: "M5.5 3 11 8l-5.5 5",
  last: "M12 3v10M3.5 3 9 8l-5.5 5",
  fold: "M4 6.5 8 3l4 3.5M4 9.5 8 13l4-3.5",
  play: "M4.5 2.8 13 8l-8.5 5.2Z",
  window: "M2.5 3h11v10h-11ZM2.5 6h11",
  copy: "M5.5 5.5h8v8h-8ZM3 10.5h-.5v-8h8V3",
} as const;

export type IconName = keyof typeof paths;

/** A drawing without a name of its own: the word always stands beside it. */
export function icon(name: IconName): SVGElement {
  const attributes = { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" };
  return svg("svg", attributes, svg("path", { d: paths[name] }));
}

export function kindIcon(kind: string): SVGElement {
  return icon(Object.hasOwn(paths, kind) ? (kind as IconName) : "call");
}
