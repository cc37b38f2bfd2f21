// SPDX-License-Identifier: MIT
import type { Span } from "../core/base";
import { wasSent, type Author, type Message, type Thread } from "../core/mail";
import type {
  CommentAnchor,
  FilePatch,
  Hunk,
  Loss,
  MergeHunk,
  Patch,
  ReviewComment,
  TakenPart,
} from "../core/patch";
import { columns as width, wrap } from "../core/report";
import { forTerminal } from "./print";
import type { Reading } from "./reading";

/** How a position is printed: "mail:LINE", or "FILE:LINE" where several files were read. */
type PlaceOf = (span: Span | undefined) => string;

const nameLengthMax = 28;
/** Of a long comment the beginning is enough to find it again; --json has all of it. */
const commentLinesMax = 14;
/** Of a long hunk of a merge the beginning; --json has all of it. */
const mergeLinesMax = 40;
/** Repairs of one kind are summed up beyond this many. */
const repairLinesMax = 12;

/**
 * The reading as a reviewer reads it: threads, then each patch with what is lost and what was said.
 */
export function readingText(reading: Reading): string {
  const { messages, threads, patches } = reading;
  const sources = new Set(messages.map(({ span }) => span.source));
  const placeOf: PlaceOf = (span) =>
    span ? `${sources.size > 1 ? tailOf(span.source) : "mail"}:${span.line}` : "";
  const lines = [`${plural(messages.length, "message")} in ${plural(threads.length, "thread")}`];
  const byId = new Map(messages.map((message) => [message.id, message]));
  threads.forEach((thread, at) => lines.push("", ...threadText(placeOf, thread, at + 1, byId)));
  lines.push(...seriesText(reading));
  if (!patches.length) lines.push("", "no patch found");
  for (const patch of patches) lines.push("", ...patchText(placeOf, patch, reading));
  const unplaced = reading.comments.filter(({ anchor }) => "unplaced" in anchor);
  if (unplaced.length) lines.push("", "Comments on no line of a patch");
  for (const comment of unplaced) {
    const why = "unplaced" in comment.anchor ? comment.anchor.unplaced : "";
    lines.push(fit(`  ${placeOf(comment.sources[0])}  ${why}`), ...commentText(comment, 4));
  }
  lines.push(...notes(placeOf, reading));
  return `${lines.map(printable).map(fit).join("\n")}\n`;
}

function threadText(
  placeOf: PlaceOf,
  thread: Thread,
  number: number,
  byId: ReadonlyMap<string, Message>,
): readonly string[] {
  const joined = thread.joinedBy === "single" ? "" : `, joined by ${thread.joinedBy}`;
  const count = plural(thread.messageIds.length, "message");
  const lines = [
    fit(`Thread ${number}  ${thread.subject || "(no subject)"}`),
    `  ${count}${joined}`,
  ];
  for (const id of thread.messageIds) {
    const message = byId.get(id);
    if (!message) continue;
    const when = message.date.value.slice(0, 16).replace("T", " ") || "no date";
    const who = message.author.name || "unknown";
    lines.push(columns([`  ${when}`, 20], [who, 32], [message.subject, 0], placeOf(message.span)));
  }
  return lines;
}

/** Patches sent alone and followed by nothing say all there is to say themselves. */
function seriesText({ series }: Reading): readonly string[] {
  const told = series.filter(({ of, follows }) => of > 1 || follows !== undefined);
  if (!told.length) return [];
  const lines = ["", "Series"];
  for (const each of told) {
    const { subject, revision, of, cover, patches, missing, taken = [], follows, followsBy } = each;
    const lacking = missing.filter((index) => !taken.some(({ part }) => part === index));
    const before = follows === undefined ? undefined : series[follows];
    const parts = [
      of > 1 ? `${of - missing.length} of ${of} parts` : "",
      of > 1 && cover === undefined ? "no cover" : "",
      lacking.length ? `missing ${lacking.slice(0, 12).join(", ")}` : "",
      before ? `follows v${before.revision} (same ${followsBy})` : "",
    ].filter(Boolean);
    const numbers = patches.length === 1 ? `patch ${patches[0]}` : `patches ${ranges(patches)}`;
    lines.push(fit(`  v${revision}  ${subject || "(no subject)"}`));
    lines.push(fit(`      ${patches.length ? `${numbers}: ` : ""}${parts.join(", ")}`));
    lines.push(...takenText(taken));
  }
  return lines;
}

/** "parts 1, 3 from v15 (patches 1, 3)", as a re-roll of single parts leaves them. */
function takenText(taken: readonly TakenPart[]): readonly string[] {
  const revisions = [...new Set(taken.map(({ revision }) => revision))];
  return revisions.map((revision) => {
    const own = taken.filter((each) => each.revision === revision);
    const parts = `part${own.length > 1 ? "s" : ""} ${ranges(own.map(({ part }) => part))}`;
    const patches = ranges(own.map(({ patch }) => patch));
    return fit(`      ${parts} from v${revision} (patch${own.length > 1 ? "es" : ""} ${patches})`);
  });
}

/** "1-4, 7" for 1 2 3 4 7. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs[runs.length - 1];
    if (last && last[1] + 1 === number) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
}

function trailersText({ trailers }: Patch): readonly string[] {
  const given = (trailers ?? []).filter(({ messageId }) => messageId !== undefined);
  return given.map(({ key, value, bySomebodyElse }) =>
    fit(`  ${key}: ${value}${bySomebodyElse ? " (sent by somebody else)" : ""}`),
  );
}

function patchText(placeOf: PlaceOf, patch: Patch, reading: Reading): readonly string[] {
  const { number } = patch;
  const lines = [
    fit(`Patch ${number}  ${patch.subject || "(no subject)"}`),
    fit(`  ${revisionOf(patch)} by ${authorOf(patch.author)}, ${recoveredFrom(patch, reading)}`),
  ];
  lines.push(...trailersText(patch));
  for (const file of patch.files) {
    lines.push(`  ${fileName(file)}`);
    for (const hunk of file.hunks) lines.push(...hunkText(placeOf, hunk));
    for (const hunk of file.merge ?? []) lines.push(...mergeText(placeOf, hunk));
  }
  const losses = reading.losses.filter((loss) => loss.patch === number);
  if (losses.length) lines.push("  Lost");
  for (const loss of losses) lines.push(fit(`    ${lossText(loss)}`));
  lines.push(...discussions(placeOf, patch, reading.comments), ...repairs(placeOf, patch, reading));
  return lines;
}

function revisionOf({ revision, tags, part }: Patch): string {
  const series = part ? ` ${part.index}/${part.of}` : "";
  return `v${revision}${tags.length ? ` ${tags.join(" ")}` : ""}${series},`;
}

/** The end of a long name leaves room for what stands in its place. */
const tailOf = (name: string): string =>
  name.length > nameLengthMax ? `...${name.slice(3 - nameLengthMax)}` : name;

const authorOf = ({ name }: Author): string => name || "an unknown author";

function recoveredFrom({ source }: Patch, { messages }: Reading): string {
  const depths = [...new Set(source.depths)].sort((a, b) => a - b).join(" and ");
  const count = plural(new Set(source.messageIds).size, "message");
  switch (source.kind) {
    case "message":
      return messages.some((message) => message.id === source.messageIds[0] && wasSent(message))
        ? "carried by its own mail"
        : "as the file has it";
    case "attachment":
      return "attached to a mail";
    case "quotes":
      return `recovered from quotes at depth ${depths} in ${count}`;
    case "fragment":
      return `only single lines left, in ${count}`;
  }
}

function fileName({ path, oldPath, change }: FilePatch): string {
  const name = path || "(no file named)";
  const from = oldPath !== undefined ? ` from ${oldPath}` : "";
  return change === "modified" || change === "unknown" ? name : `${name} (${change}${from})`;
}

function hunkText(placeOf: PlaceOf, hunk: Hunk): readonly string[] {
  const { oldStart, oldCount, newStart, newCount, section, lines, lost } = hunk;
  const numbers = `@@ -${oldStart},${oldCount} +${newStart},${newCount} @@ ${section}`;
  const added = lines.filter(({ kind }) => kind === "added").length;
  const removed = lines.filter(({ kind }) => kind === "removed").length;
  const what = hunk.state === "fragment" ? (lines[0]?.text.trim() ?? "") : numbers;
  const count = `+${added} -${removed}`;
  const text = [
    columns([`    ${hunk.id}`, 10], [hunk.state, 10], [count, 10], [what, 0], placeOf(hunk.span)),
  ];
  const gone = [
    lost.added ? `${lost.added} added` : "",
    lost.removed ? `${lost.removed} removed` : "",
    lost.context ? `${lost.context} context` : "",
  ].filter(Boolean);
  if (hunk.state === "cut" && gone.length)
    text.push(`${" ".repeat(10)}cut: ${gone.join(", ")} of its lines are quoted nowhere`);
  return text;
}

/** A merge's hunk is in nobody's editor as a hunk, so its lines are printed, with their columns. */
function mergeText(placeOf: PlaceOf, hunk: MergeHunk): readonly string[] {
  const { parents, numbers, section, lines, isWhole, span } = hunk;
  const sides = `${parents} parents${isWhole ? "" : ", cut"}`;
  const head = [
    [`    merge`, 10],
    [sides, 20],
    [`${numbers} ${section}`.trimEnd(), 0],
  ] as const;
  const shown = lines.slice(0, mergeLinesMax);
  const text = shown.map(({ marks, text: words }) => fit(`          ${printable(marks + words)}`));
  const left = lines.length - shown.length;
  if (left) text.push(`          ... ${plural(left, "more line")}`);
  return [columns(...head, placeOf(span)), ...text];
}

function lossText({ path, insertions, deletions, reason }: Loss): string {
  const parts = [
    insertions ? plural(insertions, "insertion") : "",
    deletions ? plural(deletions, "deletion") : "",
  ].filter(Boolean);
  return `${path ? `${path}: ` : ""}${parts.join(", ")}, ${reason}`;
}

function discussions(
  placeOf: PlaceOf,
  patch: Patch,
  comments: readonly ReviewComment[],
): readonly string[] {
  const own = comments.filter(({ anchor }) => isOf(anchor, patch));
  if (!own.length) return [];
  const lines = ["  Comments"];
  let last = "";
  for (const comment of own) {
    const head = anchorText(placeOf, comment.anchor);
    if (head !== last) lines.push(head);
    last = head;
    lines.push(...commentText(comment, 6));
  }
  return lines;
}

function isOf(anchor: CommentAnchor, patch: Patch): boolean {
  if ("part" in anchor) return anchor.patch === patch.number;
  return "hunk" in anchor && anchor.hunk.startsWith(`${patch.number}.`);
}

function anchorText(placeOf: PlaceOf, anchor: CommentAnchor): string {
  if ("part" in anchor) return `    on the ${anchor.part.replace("-", " ")}`;
  if ("unplaced" in anchor) return fit(`    ${anchor.unplaced}`);
  return columns([`    on ${anchor.hunk}`, 12], [anchor.text.trim(), 0], placeOf(anchor.span));
}

function commentText({ author, text, replies }: ReviewComment, indent: number): readonly string[] {
  const lines = wrapped(text, indent + 2);
  const shown = lines.slice(0, commentLinesMax);
  const left = lines.length - shown.length;
  if (left) shown.push(`${" ".repeat(indent + 2)}... ${plural(left, "more line")}`);
  return [
    fit(`${" ".repeat(indent)}${author.name || "somebody"}:`),
    ...shown,
    ...replies.flatMap((reply) => commentText(reply, Math.min(indent + 2, 30))),
  ];
}

function repairs(placeOf: PlaceOf, patch: Patch, reading: Reading): readonly string[] {
  const own = reading.repairs.filter(({ hunk }) => hunk?.startsWith(`${patch.number}.`));
  if (!own.length) return [];
  const shown = own.slice(0, repairLinesMax);
  const lines = shown.map(({ hunk, message, span }) =>
    columns([`    ${hunk ?? ""}`, 10], [message, 0], placeOf(span)),
  );
  const left = own.length - shown.length;
  return ["  Repairs", ...lines, ...(left ? [`    ... ${plural(left, "more repair")}`] : [])];
}

function notes(placeOf: PlaceOf, { diagnostics }: Reading): readonly string[] {
  const shown = diagnostics.filter(({ severity }) => severity !== "error");
  if (!shown.length) return [];
  return [
    "",
    "Notes",
    ...shown.map(({ code, message, span }) =>
      columns([`  ${code}`, 28], [message, 0], span ? placeOf(span) : ""),
    ),
  ];
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const fit = (text: string): string =>
  text.length <= width ? text : `${text.slice(0, width - 3)}...`;

/**
 * Left columns of at least their width, the last one cut so that `right` fits at the line's end.
 */
function columns(...parts: readonly (readonly [string, number] | string)[]): string {
  const right = parts.find((part) => typeof part === "string") ?? "";
  let left = "";
  for (const part of parts) {
    if (typeof part === "string") continue;
    const [words, size] = part;
    const text = printable(words);
    const room = Math.max(10, width - left.length - right.length - 2);
    const cut = size ? text.padEnd(size - 1) : text.slice(0, room);
    left += size ? `${cut.slice(0, Math.max(size - 1, 12))} ` : cut;
  }
  return right ? `${left.padEnd(width - right.length - 2)}  ${right}` : left.trimEnd();
}

/** Breaks a text at the width; its own line ends stay, since it may be code. */
const wrapped = (text: string, indent: number): string[] =>
  text
    .split("\n")
    .flatMap((paragraph) => wrap(printable(paragraph), indent, 0, width))
    .map((line) => line.trimEnd());

/** Spelled out before the line is cut to its width; a tab or a line end would tear the columns. */
const printable = (text: string): string =>
  forTerminal(text.replace(/\t/g, "    ").replace(/[\r\n]+/g, " "));
