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
const barHeight = 28;
/** What is said of a device or a filesystem stands beside its name. */
const saidLeft = 60;
const saidLinesMax = 3;
const lineHeight = 13;
/** Names of extents that have no room beside each other stand in rows below. */
const labelRowsMax = 3;
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
  readonly mountTops: readonly number[];
  /** By the names of devices. */
  readonly places: ReadonlyMap<string, Place>;
  readonly height: number;
}

function frameOf({ processes, devices, mounts, more }: Picture, width: number): Frame {
  const most = Math.max(1, Math.floor((width - 2 * margin) / processWidthMin));
  const rows = Math.max(1, Math.ceil(processes.length / most));
  let y = processTop + rows * (processHeight + processGap) + linesHeight;
  const place = (height: number): number => {
    y += height;
    return y - height;
  };
  const mountTops = mounts.map(({ status }) => place(mountHeightOf(status, width) + 4));
  y += 20;
  const places = new Map<string, Place>();
  for (const device of devices) {
    const found = placeOf(device, y, width);
    const labelRows = Math.max(...found.labels.map(({ row }) => row), 1) + 1;
    y = found.barTop + barHeight + labelRows * lineHeight + 16;
    places.set(device.name, found);
  }
  const height = y + (more.length ? moreHeight : 0);
  return { width, perRow: Math.ceil(processes.length / rows), mountTops, places, height };
}

const mountHeightOf = (status: readonly string[], width: number): number =>
  mountHeight + lineHeight * (saidLines(status, width).length - 1);

/** What is said above the extents of a device takes as many lines as it needs. */
const barTopOf = (status: readonly string[], width: number): number =>
  9 + lineHeight * saidLines(status, width).length;

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
  const { height, places, perRow } = frame;
  const room = (width - 2 * margin) / Math.max(1, perRow);
  const boxOf = (index: number): Box => ({
    x: margin + room * ((index % perRow) + 0.5),
    y: processTop + Math.floor(index / perRow) * (processHeight + processGap),
    width: Math.min(room - processGap, processWidthMax),
  });
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
  readonly barTop: number;
  readonly right: number;
  readonly stretches: readonly Stretch[];
  readonly labels: readonly Label[];
}

/** Extents as wide as their names and pages need, what lies between them short. */
function placeOf({ pages, extents, status }: Device, top: number, width: number): Place {
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
  const barTop = top + barTopOf(status, width);
  return { top, barTop, right: width - margin, stretches, labels: labelsOf(stretches, width) };
}

function drawExtents(device: Device, place: Place | undefined): readonly SVGElement[] {
  if (!place) return [];
  const { barTop: y, right, stretches } = place;
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
  const y = place.barTop + barHeight + 1;
  return [
    text(margin, place.top + 14, device.name, "name"),
    ...said(place.top + 14, device.status, place.right + margin),
    ...place.labels.map(({ x, row, words, kind }) =>
      text(x, y + lineHeight * (row + 1), words, `${kind} middle`),
    ),
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
  { width, mountTops }: Frame,
): readonly SVGElement[] {
  const y = mountTops[index] ?? 0;
  return [
    svg("rect", {
      class: `mount${down ? " down" : ""}`,
      ...{ x: margin, y, width: width - 2 * margin, height: mountHeightOf(status, width), rx: 3 },
    }),
    text(margin + 8, y + 19, name, "name"),
    ...said(y + 19, status, width),
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
  { mountTops }: Frame,
): SVGElement[] {
  if (!place) return [];
  const [left, right] = edgesOf(place, range.first, range.count);
  const y = place.barTop;
  const middle = (left + right) / 2;
  const turn = mountTops[0] ?? place.top;
  const bottom = boxTop + processHeight;
  const kind = range.writable ? "writable" : "readable";
  return [
    svg("path", { class: `mapping ${kind}`, d: `M${left} ${y - 3}H${right}` }),
    svg("path", {
      class: `mapping ${kind}`,
      d: `M${x} ${bottom}C${x} ${turn} ${middle} ${turn} ${middle} ${y - 3}`,
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

/** Words below a device's extents. */
interface Label {
  /** Of its middle. */
  readonly x: number;
  readonly row: number;
  readonly words: string;
  readonly kind: "owner" | "pages";
}

/** All names in full, or short where they have no room; what has none then goes without. */
function labelsOf(stretches: readonly Stretch[], width: number): readonly Label[] {
  const files: Label[] = stretches.flatMap(({ x, width: own, extent, first, count }) => {
    if (extent?.kind !== "file") return [];
    const middle = x + own / 2;
    const name = cut(extent.owner, own + 6);
    return [
      { x: middle, row: 0, words: name, kind: "owner" },
      { x: middle, row: 1, words: rangeText(first, count), kind: "pages" },
    ];
  });
  const others = stretches.filter(({ extent }) => extent && extent.kind !== "file");
  const withNames = (nameFor: (owner: string) => string): readonly Label[] => {
    const labels = [...files];
    for (const { x, width: own, extent } of others) {
      const words = nameFor(extent?.owner ?? "");
      const half = (words.length * characterPx) / 2;
      const middle = Math.max(margin + half, Math.min(x + own / 2, width - margin - half));
      const isFree = (row: number): boolean =>
        labels.every(
          (one) =>
            one.row !== row ||
            half + (one.words.length * characterPx) / 2 <= Math.abs(one.x - middle),
        );
      const row = Array.from({ length: labelRowsMax }, (_, at) => at).find(isFree);
      if (row !== undefined) labels.push({ x: middle, row, words, kind: "owner" });
    }
    return labels;
  };
  const whole = withNames((owner) => owner);
  const isWhole = whole.length === files.length + others.length;
  return isWhole ? whole : withNames((owner) => (owner === "metadata" ? "meta" : owner));
}

/** As many whole facts in each line as it has room for. */
function saidLines(status: readonly string[], width: number): readonly string[] {
  const room = width - 2 * margin - saidLeft - 8;
  const lines: string[] = [];
  for (const fact of status) {
    const longer = [...lines.slice(-1), fact].join(" · ");
    if (lines.length && longer.length * characterPx <= room) lines[lines.length - 1] = longer;
    else lines.push(fact);
  }
  const kept = lines.slice(0, saidLinesMax);
  const rest = lines.slice(saidLinesMax - 1).join(" · ");
  if (saidLinesMax < lines.length) kept[saidLinesMax - 1] = rest;
  return kept.length ? kept.map((line) => cut(line, room)) : [""];
}

const said = (y: number, status: readonly string[], width: number): readonly SVGElement[] =>
  saidLines(status, width).map((line, at) =>
    svg(
      "text",
      { x: margin + saidLeft, y: y + lineHeight * at, class: "status" },
      line,
      tip(status.join(" · ")),
    ),
  );

/** What a pointer that rests on it is told. */
const tip = (words: string): SVGElement => svg("title", {}, words);

const text = (x: number, y: number, words: string, kind: string): SVGElement =>
  svg("text", { x, y, class: kind }, words);
