// SPDX-License-Identifier: MIT
// One tab stop per list: the arrow keys move inside, Tab leaves (the WAI-ARIA "roving tabindex").

const stops = "[data-stop]";

/** Makes the stops inside `list` one tab stop: the one marked current, else the first. */
export function rove(list: HTMLElement, direction: "vertical" | "horizontal"): void {
  const all = stopsOf(list);
  const current = all.find((stop) => stop.dataset["stop"] === "current") ?? all[0];
  for (const stop of all) stop.tabIndex = stop === current ? 0 : -1;
  const [back, on] =
    direction === "vertical" ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  list.addEventListener("keydown", (event) => {
    const stop = (event.target as Element).closest<HTMLElement>(stops);
    if (!stop || event.altKey || event.ctrlKey || event.metaKey) return;
    const now = stopsOf(list);
    const at = now.indexOf(stop);
    const to = { [back]: at - 1, [on]: at + 1, Home: 0, End: now.length - 1 }[event.key];
    const next = to === undefined ? undefined : now[to];
    if (!next) return;
    event.preventDefault();
    moveTo(list, next);
  });
}

/** Gives `stop` the focus and the list's tab stop. */
export function moveTo(list: HTMLElement, stop: HTMLElement): void {
  for (const other of stopsOf(list)) other.tabIndex = other === stop ? 0 : -1;
  stop.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "nearest" });
}

export const stopsOf = (list: HTMLElement): readonly HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>(stops),
];
