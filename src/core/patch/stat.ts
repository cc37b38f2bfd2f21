// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import { decodeName } from "./path";

/** One line of a diffstat: "path | 15 +++--". */
export interface StatFile {
  /** As written; git shortens long paths to ".../tail". */
  readonly path: string;
  readonly changes: number;
  /** Unknown where the graph was scaled and holds both signs. */
  readonly insertions?: number;
  readonly deletions?: number;
  readonly span: Span;
}

export interface Stat {
  readonly files: readonly StatFile[];
  /** The totals line, where there is one. */
  readonly totals?: {
    readonly files: number;
    readonly insertions: number;
    readonly deletions: number;
  };
}

/**
 * Reads the diffstat among the lines between a commit message and its diff; undefined without one.
 */
export function parseStat(
  lines: readonly { readonly text: string; readonly span: Span }[],
): Stat | undefined {
  const files: StatFile[] = [];
  let totals: Stat["totals"];
  lines.forEach(({ text, span }, index) => {
    const file = parseStatLine(text, span);
    if (file) files.push(file);
    // A mailer may wrap the totals line.
    else totals ??= parseTotals(`${text} ${lines[index + 1]?.text ?? ""}`);
  });
  if (!files.length && !totals) return undefined;
  // One scaled graph means that all are: their signs are rounded, the sums beside them are not.
  const isScaled = files.some(({ insertions }) => insertions === undefined);
  const known = isScaled
    ? files.map(({ path, changes, span }) => ({ path, changes, span }))
    : files;
  return { files: solve(known, totals), ...(totals && { totals }) };
}

export function parseStatLine(text: string, span: Span): StatFile | undefined {
  const bar = text.lastIndexOf("|");
  if (bar < 2 || text.length > 5_000) return undefined;
  const path = text.slice(0, bar).trim();
  const found = /^\s*(\d{1,9})\s*(\+*)(-*)\s*$/.exec(text.slice(bar + 1));
  if (!found || !path || /\s\s/.test(path)) return undefined;
  const changes = Number(found[1]);
  const plus = found[2]?.length ?? 0;
  const minus = found[3]?.length ?? 0;
  const named = { path: expandRename(decodeName(path)), changes, span };
  if (plus + minus === changes) return { ...named, insertions: plus, deletions: minus };
  // A scaled graph is no evidence: some tools drop the rarer sign.
  return named;
}

const insertionCount = String.raw`(?:, (\d{1,9}) insertions?\(\+\))?`;
const deletionCount = String.raw`(?:, (\d{1,9}) deletions?\(-\))?`;
const totalsLine = new RegExp(
  String.raw`^\s*(\d{1,9}) files? changed` + insertionCount + deletionCount,
);

function parseTotals(text: string): Stat["totals"] {
  const found = totalsLine.exec(text.slice(0, 400));
  if (!found) return undefined;
  return {
    files: Number(found[1]),
    insertions: Number(found[2] ?? 0),
    deletions: Number(found[3] ?? 0),
  };
}

/** Where the totals leave one file's split open, it is what the others leave. */
function solve(files: readonly StatFile[], totals: Stat["totals"]): readonly StatFile[] {
  const open = files.filter(({ insertions }) => insertions === undefined);
  if (!totals || totals.files !== files.length || open.length !== 1) return files;
  const known = files.reduce((sum, { insertions = 0 }) => sum + insertions, 0);
  const insertions = totals.insertions - known;
  return files.map((file) =>
    file === open[0] && insertions >= 0 && insertions <= file.changes
      ? { ...file, insertions, deletions: file.changes - insertions }
      : file,
  );
}

/** "fs/{old => new}/x.c" and "old => new" name the file by its new path. */
function expandRename(path: string): string {
  const open = path.indexOf("{");
  const arrow = path.indexOf(" => ");
  if (arrow < 0) return path;
  const close = path.indexOf("}", arrow);
  if (open < 0 || open > arrow || close < 0) return path.slice(arrow + 4);
  return `${path.slice(0, open)}${path.slice(arrow + 4, close)}${path.slice(close + 1)}`.replace(
    /\/\//g,
    "/",
  );
}

/** Whether a diffstat's path, possibly shortened, means this file. */
export function statNames(statPath: string, path: string): boolean {
  if (statPath === path) return true;
  return statPath.startsWith(".../") && path.endsWith(statPath.slice(3));
}
