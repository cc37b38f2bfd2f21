// SPDX-License-Identifier: MIT
import type { BaseTree } from "../../../src/core/apply";
import type { FilePatch, Hunk, HunkLine, LineKind, Patch } from "../../../src/core/patch";

/** A base of the given files. */
export function baseOf(files: Readonly<Record<string, string>>, level = "L0"): BaseTree {
  return {
    level,
    label: "07/2022",
    origin: "model",
    paths: () => Object.keys(files).sort(),
    read: (path) => files[path],
  };
}

const kinds: Readonly<Record<string, LineKind>> = { " ": "context", "+": "added", "-": "removed" };

/**
 * Reads a small unified diff. A hunk with fewer lines than its @@ line counts is cut; a line
 * "[...]" is a gap; lines without any
 * @@ line are a fragment.
 */
export function patchOf(diff: string, number = 1, source = "mail"): Patch {
  const files: { path: string; change: FilePatch["change"]; hunks: Hunk[] }[] = [];
  let hunk: { hunk: Hunk; lines: HunkLine[]; gaps: number[] } | undefined;
  let offset = 0;
  let count = 0;
  const open = (path: string): void => {
    hunk = undefined;
    files.push({ path, change: "modified", hunks: [] });
  };
  const begin = (counts: readonly number[], section: string, line: number): void => {
    if (!files.length) open("");
    const [oldStart = 0, oldCount = 0, newStart = 0, newCount = 0] = counts;
    const lines: HunkLine[] = [];
    const gaps: number[] = [];
    const span = { source, startOffset: offset, endOffset: offset, line };
    const id = `${number}.${++count}`;
    const lost = { context: 0, added: 0, removed: 0 };
    const state = counts.length ? "whole" : "fragment";
    const own: Hunk = {
      ...{ id, oldStart, oldCount, newStart, newCount, section },
      ...{ lines, gaps, state, lost, span },
    };
    files.at(-1)!.hunks.push(own);
    hunk = { hunk: own, lines, gaps };
  };
  diff.split("\n").forEach((text, index) => {
    const line = index + 1;
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/.exec(text);
    if (text.startsWith("--- ")) {
      hunk = undefined;
      open(text.replace(/^--- (?:a\/)?/, ""));
    } else if (text.startsWith("+++ ")) {
      const file = files.at(-1)!;
      const path = text.replace(/^\+\+\+ (?:b\/)?/, "");
      if (file.path === "/dev/null") Object.assign(file, { path, change: "added" });
      else if (path === "/dev/null") file.change = "deleted";
      else file.path = path;
    } else if (header) {
      const [, oldStart, oldCount = "1", newStart, newCount = "1", section = ""] = header;
      begin([oldStart, oldCount, newStart, newCount].map(Number), section, line);
    } else if (hunk && text === "[...]") hunk.gaps.push(hunk.lines.length - 1);
    else if (text && !/^(diff|index|Subject|From|\\)/.test(text)) {
      if (!hunk && /^[-+]/.test(text)) begin([], "", line);
      const kind = kinds[text[0]!];
      if (hunk && kind) {
        const span = { source, startOffset: offset, endOffset: offset + text.length, line };
        hunk.lines.push({ kind, text: text.slice(1), sources: [span], confidence: "verbatim" });
      }
    } else if (hunk && !text && index + 1 < diff.split("\n").length) {
      const span = { source, startOffset: offset, endOffset: offset, line };
      hunk.lines.push({ kind: "context", text: "", sources: [span], confidence: "repaired" });
    }
    offset += text.length + 1;
  });
  return {
    number,
    subject: "a patch",
    revision: 1,
    tags: [],
    author: { name: "A Author", from: "header" },
    date: { value: "2022-07-14", precision: "day" },
    source: { kind: "message", messageIds: ["m"], depths: [0] },
    commitMessage: [],
    files: files.map((file) => ({ ...file, hunks: file.hunks.map(settled) })),
  };
}

const has = (lines: readonly HunkLine[], kind: LineKind): number =>
  lines.filter((line) => line.kind === kind).length;

function settled(hunk: Hunk): Hunk {
  if (hunk.state === "fragment") return hunk;
  let { lines } = hunk;
  const sizes = () => ({
    old: has(lines, "context") + has(lines, "removed"),
    new: has(lines, "context") + has(lines, "added"),
  });
  // The diff text ends with an empty line that is no context.
  while (
    (hunk.oldCount < sizes().old || hunk.newCount < sizes().new) &&
    lines.at(-1)?.kind === "context" &&
    !lines.at(-1)!.text
  )
    lines = lines.slice(0, -1);
  return withLost({ ...hunk, lines });
}

/**
 * The hunk with what its counts announce and its lines lack, as a reader without the diffstat
 * reckons.
 */
export function withLost(hunk: Hunk): Hunk {
  const { lines } = hunk;
  const oldLost = hunk.oldCount - has(lines, "context") - has(lines, "removed");
  const newLost = hunk.newCount - has(lines, "context") - has(lines, "added");
  if (oldLost <= 0 && newLost <= 0) return hunk;
  const context = Math.max(0, Math.min(oldLost, newLost));
  const lost = { context, added: newLost - context, removed: oldLost - context };
  return { ...hunk, state: "cut", lost };
}

/** The first `count` lines of a hunk, as a mail that ends there has them. */
export const cutAt = (hunk: Hunk, count: number): Hunk =>
  withLost({ ...hunk, lines: hunk.lines.slice(0, count) });

/** A text without blanks between its words, to compare what two texts say. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/ ?([^\w ]) ?/g, "$1")
    .trim();
