// SPDX-License-Identifier: MIT
// The one place parse-diff is used. It swallows prose and following files when a hunk is cut and
// knows no positions, so it sees only clean text, one file at a time, and must find what our own
// scanner found.
import parseDiff from "parse-diff";
import { signs, type FilePatch, type Hunk } from "./patch";

/** The clean unified text of one file's patch, counts made to fit the lines that are there. */
export function renderFile(file: FilePatch): string {
  const path = file.path || "unnamed";
  const names = [`--- ${nameOf(file, "before", path)}`, `+++ ${nameOf(file, "after", path)}`];
  return [...names, ...file.hunks.flatMap(renderHunk), ""].join("\n");
}

function nameOf(file: FilePatch, side: "before" | "after", path: string): string {
  if (side === "before" && file.change === "added") return "/dev/null";
  if (side === "after" && file.change === "deleted") return "/dev/null";
  return side === "before" ? `a/${file.oldPath ?? path}` : `b/${path}`;
}

function renderHunk(hunk: Hunk): string[] {
  const { old, new: fresh } = countLines(hunk);
  const head =
    `@@ -${hunk.oldStart},${old} +${hunk.newStart},${fresh} @@ ${hunk.section}`.trimEnd();
  return [
    head,
    ...hunk.lines.flatMap(({ kind, text, noNewline }) => {
      const line = `${signs[kind]}${text}`;
      return noNewline ? [line, "\\ No newline at end of file"] : [line];
    }),
  ];
}

/** Lines of the pre-image and of the post-image that are there. */
export function countLines(hunk: Pick<Hunk, "lines">): {
  readonly old: number;
  readonly new: number;
} {
  let old = 0;
  let fresh = 0;
  for (const { kind } of hunk.lines) {
    if (kind !== "added") old++;
    if (kind !== "removed") fresh++;
  }
  return { old, new: fresh };
}

/** Lines parsed again at once: what parse-diff makes of them is garbage as soon as it is seen. */
const linesPerCheck = 4_000;

/**
 * Parses each file's clean text again by parse-diff, some hunks at a time; says where it disagrees
 * with our own reading.
 */
export function* crossCheck(file: FilePatch): Generator<void, string | undefined> {
  let some: Hunk[] = [];
  let lines = 0;
  for (const hunk of file.hunks) {
    if (!hunk.lines.length) continue;
    // It reads the no-newline marker as a changed line.
    some.push(withoutMarkers(hunk));
    lines += hunk.lines.length;
    if (lines < linesPerCheck) continue;
    const odd = checkHunks(file, some);
    if (odd) return odd;
    some = [];
    lines = 0;
    yield;
  }
  return some.length ? checkHunks(file, some) : undefined;
}

function checkHunks(file: FilePatch, hunks: readonly Hunk[]): string | undefined {
  const parsed = parseDiff(renderFile({ ...file, hunks }));
  const chunks = parsed[0]?.chunks ?? [];
  if (parsed.length !== 1 || chunks.length !== hunks.length)
    return `${chunks.length} hunks instead of ${hunks.length}`;
  for (const [index, hunk] of hunks.entries()) {
    const changes = chunks[index]?.changes ?? [];
    const same =
      changes.length === hunk.lines.length &&
      changes.every(({ content }, line) => {
        const expected = hunk.lines[line];
        return expected !== undefined && content === `${signs[expected.kind]}${expected.text}`;
      });
    if (!same) return `hunk ${hunk.id} reads differently`;
  }
  return undefined;
}

const withoutMarkers = (hunk: Hunk): Hunk => ({
  ...hunk,
  lines: hunk.lines.map(({ kind, text, sources, confidence }) => ({
    kind,
    text,
    sources,
    confidence,
  })),
});
