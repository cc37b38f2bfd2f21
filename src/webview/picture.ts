// SPDX-License-Identifier: MIT
// A world at a step as a drawing: processes above, filesystems between, devices with their extents
// below, a line from a process to the pages it maps. The sentences beside it say the same.
import type { MappedRange, Picture } from "../core/view";
import { svg } from "./dom";

const width = 620;
const margin = 8;
const processTop = 6;
const processHeight = 40;
const mountTop = 104;
const mountHeight = 34;
const barTop = 22;
const barHeight = 30;
const deviceHeight = 96;
const devicesTop = mountTop + mountHeight + 26;
/** A page of a file is drawn by itself where there are at most this many. */
const cellsMax = 16;
const cellWidth = 11;
const extentWidthMin = 34;
const gapWidth = 12;

type Device = Picture["devices"][number];

/** A stretch of a device: an extent, or nothing. */
interface Stretch {
  readonly first: number;
  readonly count: number;
  readonly x: number;
  readonly width: number;
  readonly extent?: Device["extents"][number];
}

/** `label` names it for who cannot see it. */
export function drawPicture(picture: Picture, label: string): SVGElement {
  const { devices, processes, mounts } = picture;
  const height = devicesTop + devices.length * deviceHeight;
  const room = (width - 2 * margin) / Math.max(1, processes.length);
  const middleOf = (index: number): number => margin + room * (index + 0.5);
  const places = new Map(devices.map((device, index) => [device.name, placeOf(device, index)]));
  return svg(
    "svg",
    { class: "world", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    devices.map((device) => drawExtents(device, places.get(device.name))),
    // Lines below, words above: each word has a rim of the background's colour.
    processes.map(({ maps }, index) =>
      maps.map((range) => drawMapping(range, middleOf(index), places.get(range.device))),
    ),
    devices.map((device) => drawWords(device, places.get(device.name))),
    mounts.map((mount, index) => drawMount(mount, index, mounts.length)),
    processes.map((process, index) => drawProcess(process, middleOf(index), room)),
  );
}

interface Place {
  readonly top: number;
  readonly stretches: readonly Stretch[];
}

/** Extents as wide as their names and pages need, what lies between them short. */
function placeOf({ pages, extents }: Device, index: number): Place {
  const all: Omit<Stretch, "x" | "width">[] = [];
  let next = 0;
  for (const extent of extents) {
    if (next < extent.first) all.push({ first: next, count: extent.first - next });
    all.push({ first: extent.first, count: extent.count, extent });
    next = Math.max(next, extent.first + extent.count);
  }
  if (next < pages) all.push({ first: next, count: pages - next });
  const widths = all.map(({ count, extent }) => {
    if (!extent) return gapWidth;
    if (extent.kind !== "file") return extentWidthMin;
    return Math.max(extentWidthMin, Math.min(count, cellsMax) * cellWidth);
  });
  const sum = widths.reduce((total, one) => total + one, 0);
  const scale = (width - 2 * margin) / Math.max(sum, 1);
  let x = margin;
  const stretches = all.map((stretch, at): Stretch => {
    const own = (widths[at] ?? 0) * scale;
    x += own;
    return { ...stretch, x: x - own, width: own };
  });
  return { top: devicesTop + index * deviceHeight, stretches };
}

function drawExtents(device: Device, place: Place | undefined): readonly SVGElement[] {
  if (!place) return [];
  const { top, stretches } = place;
  const y = top + barTop;
  return [
    ...stretches.flatMap(({ x, width: own, extent, count }) => [
      svg("rect", {
        class: `extent ${extent?.kind ?? "free"}${device.gone ? " gone" : ""}`,
        ...{ x, y, width: own, height: barHeight },
      }),
      ...(extent?.kind === "file" && count <= cellsMax ? cellLines(x, y, own, count) : []),
    ]),
    ...(device.gone
      ? [svg("path", { class: "struck", d: `M${margin} ${y}L${width - margin} ${y + barHeight}` })]
      : []),
    ...device.poisoned.flatMap((page) => drawPoison(page, place, y)),
  ];
}

function drawWords(device: Device, place: Place | undefined): readonly SVGElement[] {
  if (!place) return [];
  const y = place.top + barTop + barHeight;
  return [
    text(margin, place.top + 14, device.name, "name"),
    text(margin + 60, place.top + 14, cut(device.status.join(" · "), width - 80), "status"),
    ...place.stretches.flatMap(({ x, width: own, extent, first, count }) => [
      ...(extent ? [label(x + own / 2, y + 14, extent.owner, own)] : []),
      ...(extent?.kind === "file"
        ? [text(x + own / 2, y + 27, rangeText(first, count), "pages middle")]
        : []),
    ]),
  ];
}

const rangeText = (first: number, count: number): string =>
  count === 1 ? `${first}` : `${first}–${first + count - 1}`;

function cellLines(x: number, y: number, own: number, count: number): readonly SVGElement[] {
  return Array.from({ length: count - 1 }, (_, index) => {
    const at = x + (own * (index + 1)) / count;
    return svg("path", { class: "cell-line", d: `M${at} ${y}v${barHeight}` });
  });
}

/** The left and right edge of pages of a device. */
function edgesOf(place: Place, first: number, count: number): readonly [number, number] {
  const at = (page: number): number => {
    const found = place.stretches.find((one) => page < one.first + one.count);
    if (!found) return width - margin;
    return found.x + (found.width * Math.max(0, page - found.first)) / found.count;
  };
  const right = at(first + count - 1);
  const last = place.stretches.find((one) => first + count - 1 < one.first + one.count);
  return [at(first), right + (last ? last.width / last.count : 0)];
}

function drawPoison(page: number, place: Place, y: number): readonly SVGElement[] {
  const [left, right] = edgesOf(place, page, 1);
  const middle = (left + right) / 2;
  const half = 5;
  const top = y + barHeight / 2 - half;
  return [
    svg("path", {
      class: "poison",
      d: `M${middle - half} ${top}l${2 * half} ${2 * half}m0 ${-2 * half}l${-2 * half} ${2 * half}`,
    }),
  ];
}

function drawMount(
  { name, status, down }: Picture["mounts"][number],
  index: number,
  count: number,
): readonly SVGElement[] {
  const own = (width - 2 * margin - (count - 1) * 8) / count;
  const x = margin + index * (own + 8);
  return [
    svg("rect", {
      class: `mount${down ? " down" : ""}`,
      ...{ x, y: mountTop, width: own, height: mountHeight, rx: 3 },
    }),
    text(x + 8, mountTop + 21, name, "name"),
    text(x + 50, mountTop + 21, cut(status.join(" · "), own - 58), "status"),
  ];
}

function drawProcess(
  { name, status, killed, maps }: Picture["processes"][number],
  x: number,
  room: number,
): readonly SVGElement[] {
  const own = Math.min(room - 6, 150);
  const what = status.join(" · ") || (maps.length ? "maps pages" : "maps nothing");
  return [
    svg("rect", {
      class: `process${killed ? " killed" : ""}${status.length ? " told" : ""}`,
      ...{ x: x - own / 2, y: processTop, width: own, height: processHeight, rx: 3 },
    }),
    text(x, processTop + 17, name, "name middle"),
    text(x, processTop + 32, cut(what, own - 6), "status middle"),
  ];
}

/** Drawn through where it may write, dashed where it may only read. */
function drawMapping(range: MappedRange, x: number, place: Place | undefined): SVGElement[] {
  if (!place) return [];
  const [left, right] = edgesOf(place, range.first, range.count);
  const y = place.top + barTop;
  const middle = (left + right) / 2;
  const bottom = processTop + processHeight;
  const kind = range.writable ? "writable" : "readable";
  return [
    svg("path", { class: `mapping ${kind}`, d: `M${left} ${y - 3}H${right}` }),
    svg("path", {
      class: `mapping ${kind}`,
      d: `M${x} ${bottom}C${x} ${mountTop} ${middle} ${mountTop} ${middle} ${y - 3}`,
    }),
  ];
}

/** About as wide as a character of the drawing's small text. */
const characterPx = 5.6;

function cut(words: string, room: number): string {
  const most = Math.max(3, Math.floor(room / characterPx));
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`;
}

const label = (x: number, y: number, words: string, room: number): SVGElement =>
  text(x, y, cut(words, room + 6), "owner middle");

const text = (x: number, y: number, words: string, kind: string): SVGElement =>
  svg("text", { x, y, class: kind }, words);
