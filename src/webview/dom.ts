// SPDX-License-Identifier: MIT
// The only place that makes nodes. Texts become text nodes; no text is ever read as markup.

type Child = Node | string | undefined | readonly Child[];

export interface Attributes {
  readonly class?: string;
  readonly id?: string;
  readonly role?: string;
  /** Finds the same thing again after a redraw, for the focus and for what is unfolded. */
  readonly key?: string;
  readonly title?: string;
  readonly tabindex?: number;
  readonly type?: "button";
  readonly scope?: "col" | "row";
  readonly colspan?: number;
  readonly open?: boolean;
  readonly disabled?: boolean;
  readonly value?: number;
  readonly max?: number;
  readonly aria?: Readonly<Record<string, string | number | boolean>>;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly click?: (event: Event) => void;
}

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  const { aria = {}, data = {}, click, key, open, disabled, ...plain } = attributes;
  for (const [name, value] of Object.entries(plain)) node.setAttribute(name, `${value}`);
  for (const [name, value] of Object.entries(aria)) node.setAttribute(`aria-${name}`, `${value}`);
  for (const [name, value] of Object.entries(data)) node.setAttribute(`data-${name}`, `${value}`);
  if (key !== undefined) node.setAttribute("data-key", key);
  if (open) node.setAttribute("open", "");
  if (disabled) node.setAttribute("disabled", "");
  if (click) node.addEventListener("click", click);
  append(node, children);
  return node;
}

function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined) continue;
    if (typeof child === "string") parent.appendChild(document.createTextNode(child));
    else if (child instanceof Node) parent.appendChild(child);
    else append(parent, child);
  }
}

const svgNamespace = "http://www.w3.org/2000/svg";

/** A node of a drawing; its attributes are numbers and words of our own. */
export function svg(
  tag: string,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly Child[]
): SVGElement {
  const node = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, `${value}`);
  append(node, children);
  return node;
}

/** Words for a screen reader alone, where sighted readers have an icon or a position. */
export const hidden = (text: string): HTMLElement => el("span", { class: "hidden" }, text);
