// SPDX-License-Identifier: MIT
// A world at a step as a drawing: processes above, filesystems between, devices with their extents
// below, a line from a process to the pages it maps. The sentences beside it say the same.
import type { MappedRange, Picture } from "../core/view";
import { svg } from "./dom";

const margin = 8;
const processTop = 6;
const processHeight = 50;
const processGap = 6;
/** A box narrower than this holds no word of what a process does. */
const processWidthMin = 72;
const processWidthMax = 170;
/** Between processes and filesystems the lines need room to part. */
const linesHeight = 34;
const mountHeight = 30;
const barTop = 22;
const barHeight = 28;
const deviceHeight = 92;
const moreHeight = 22;
/** A page of a file is drawn by itself where there are at most this many. */
const cellsMax = 16;
const cellWidth = 11;
const extentWidthMin = 34;
const gapWidth = 12;

/** Where the parts of a drawing of some width begin. */
interface Frame {
  readonly width: number;
  readonly perRow: number;
  readonly mountTop: number;
  readonly devicesTop: number;
  readonly height: number;
}

function frameOf({ processes, devices, mounts, more }: Picture, width: number): Frame {
  const most = Math.max(1, Math.floor((width - 2 * margin) / processWidthMin));
  const rows = Math.max(1, Math.ceil(processes.length / most));
  const mountTop = processTop + rows * (processHeight + processGap) + linesHeight;
  const devicesTop = mountTop + mounts.length * (mountHeight + 4) + 20;
  const height = devicesTop + devices.length * deviceHeight + (more.length ? moreHeight : 0);
  return { width, perRow: Math.ceil(processes.length / rows), mountTop, devicesTop, height };
}

type Device = Picture["devices"][number];

/** A stretch of a device: an extent, or nothing. */
interface Stretch {
  readonly first: number;
  readonly count: number;
  readonly x: number;
  readonly width: number;
  readonly extent?: Device["extents"][number];
}

/** As wide as it is shown, so that its words are as large; `label` is for who cannot see it. */
export function drawPicture(picture: Picture, label: string, width: number): SVGElement {
  const { devices, processes, mounts, more } = picture;
  const frame = frameOf(picture, width);
  const { height, devicesTop, perRow } = frame;
  const room = (width - 2 * margin) / Math.max(1, perRow);
  const boxOf = (index: number): Box => ({
    x: margin + room * ((index % perRow) + 0.5),
    y: processTop + Math.floor(index / perRow) * (processHeight + processGap),
    width: Math.min(room - processGap, processWidthMax),
  });
  const places = new Map(
    devices.map((device, index) => [
      device.name,
      placeOf(device, devicesTop + index * deviceHeight, width),
    ]),
  );
  return svg(
    "svg",
    {
      class: "world",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-label": label,
    },
    devices.map((device) => drawExtents(device, places.get(device.name))),
    // Lines below, words above: each word has a rim of the background's colour.
    processes.map(({ maps }, index) =>
      maps.map((range) => drawMapping(range, boxOf(index), places.get(range.device), frame)),
    ),
    devices.map((device) => drawWords(device, places.get(device.name))),
    mounts.map((mount, index) => drawMount(mount, index, frame)),
    processes.map((process, index) => drawProcess(process, boxOf(index))),
    more.length
      ? text(margin, height - 8, cut(more.join(" · "), width - 2 * margin), "status more")
      : undefined,
  );
}

interface Box {
  /** The middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface Place {
  readonly top: number;
  readonly right: number;
  readonly stretches: readonly Stretch[];
}

/** Extents as wide as their names and pages need, what lies between them short. */
function placeOf({ pages, extents }: Device, top: number, width: number): Place {
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
  return { top, right: width - margin, stretches };
}

function drawExtents(device: Device, place: Place | undefined): readonly SVGElement[] {
  if (!place) return [];
  const { top, right, stretches } = place;
  const y = top + barTop;
  return [
    ...stretches.flatMap(({ x, width: own, extent, first, count }) => [
      svg(
        "rect",
        {
          class: `extent ${extent?.kind ?? "free"}${device.gone ? " gone" : ""}`,
          ...{ x, y, width: own, height: barHeight },
        },
        tip(`${extent?.owner ?? "free"}: ${rangeText(first, count)}`),
      ),
      ...(extent?.kind === "file" && count <= cellsMax ? cellLines(x, y, own, count) : []),
    ]),
    ...(device.gone
      ? [svg("path", { class: "struck", d: `M${margin} ${y}L${right} ${y + barHeight}` })]
      : []),
    ...device.poisoned.flatMap((page) => drawPoison(page, place, y)),
  ];
}

function drawWords(device: Device, place: Place | undefined): readonly SVGElement[] {
  if (!place) return [];
  const y = place.top + barTop + barHeight;
  return [
    text(margin, place.top + 14, device.name, "name"),
    said(margin + 60, place.top + 14, device.status, place.right - margin - 60),
    ...place.stretches.flatMap(({ x, width: own, extent, first, count }) => [
      ...(extent ? label(x + own / 2, y + 14, extent, own) : []),
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
    if (!found) return place.right;
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
  { width, mountTop }: Frame,
): readonly SVGElement[] {
  const y = mountTop + index * (mountHeight + 4);
  return [
    svg("rect", {
      class: `mount${down ? " down" : ""}`,
      ...{ x: margin, y, width: width - 2 * margin, height: mountHeight, rx: 3 },
    }),
    text(margin + 8, y + 19, name, "name"),
    said(margin + 60, y + 19, status, width - 2 * margin - 68),
  ];
}

function drawProcess(
  { name, status, killed, maps }: Picture["processes"][number],
  { x, y, width: own }: Box,
): readonly SVGElement[] {
  const what = status.join(" · ") || (maps.length ? "maps pages" : "maps nothing");
  const room = own - 10;
  return [
    svg(
      "rect",
      {
        class: `process${killed ? " killed" : ""}${status.length ? " told" : ""}`,
        ...{ x: x - own / 2, y, width: own, height: processHeight, rx: 3 },
      },
      tip(`${name}: ${what}`),
    ),
    text(x, y + 16, cut(name, room), "name middle"),
    ...wrapped(what, room).map((line, at) => text(x, y + 30 + 13 * at, line, "status middle")),
  ];
}

/** Drawn through where it may write, dashed where it may only read. */
function drawMapping(
  range: MappedRange,
  { x, y: boxTop }: Box,
  place: Place | undefined,
  { mountTop }: Frame,
): SVGElement[] {
  if (!place) return [];
  const [left, right] = edgesOf(place, range.first, range.count);
  const y = place.top + barTop;
  const middle = (left + right) / 2;
  const bottom = boxTop + processHeight;
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
const characterPx = 6.6;

function cut(words: string, room: number): string {
  const most = Math.max(3, Math.floor(room / characterPx));
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`;
}

/** Two lines of words; what has no room there ends in a mark. */
function wrapped(words: string, room: number): readonly string[] {
  const most = Math.max(3, Math.floor(room / characterPx));
  if (words.length <= most) return [words];
  const blank = words.lastIndexOf(" ", most);
  const end = blank < 1 ? most : blank;
  return [words.slice(0, end), cut(words.slice(end).trim(), room)];
}

/** A file is named as far as there is room; what is no file may go without. */
function label(
  x: number,
  y: number,
  { owner, kind }: Device["extents"][number],
  room: number,
): readonly SVGElement[] {
  const fits = (words: string): boolean => words.length * characterPx <= room + gapWidth;
  if (kind === "file") return [text(x, y, cut(owner, room + 6), "owner middle")];
  const short = owner === "metadata" ? "meta" : owner;
  const words = [owner, short].find(fits);
  return words === undefined ? [] : [text(x, y, words, "owner middle")];
}

const said = (x: number, y: number, status: readonly string[], room: number): SVGElement =>
  svg("text", { x, y, class: "status" }, cut(status.join(" · "), room), tip(status.join(" · ")));

/** What a pointer that rests on it is told. */
const tip = (words: string): SVGElement => svg("title", {}, words);

const text = (x: number, y: number, words: string, kind: string): SVGElement =>
  svg("text", { x, y, class: kind }, words);
