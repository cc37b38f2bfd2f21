// SPDX-License-Identifier: MIT
// What the counts and the diffstat announce and no message holds.
import type { Diagnostic } from "../base";
import type { HunkHeader } from "./hunk";
import type { MergedHunk } from "./merge";
import type { FilePatch, Hunk, Loss, LostLines, Patch } from "./patch";
import { statNames, type Stat, type StatFile } from "./stat";

/** Changed lines of a file the diffstat announces beyond those that are quoted. */
export interface ChangesLeft {
  readonly insertions: number;
  readonly deletions: number;
}

/**
 * Splits the lines a cut hunk lacks by kind.
 * - Two sums bound three unknowns. Where what the diffstat leaves fits them exactly, that is the
 *   split; else the one with the fewest changes.
 */
export function lostOf(
  header: HunkHeader,
  seen: { readonly old: number; readonly new: number },
  left: ChangesLeft | undefined,
): LostLines {
  const old = Math.max(0, header.oldCount - seen.old);
  const fresh = Math.max(0, header.newCount - seen.new);
  const fewest = Math.max(0, old - fresh);
  const announced = left?.deletions ?? fewest;
  const explains =
    announced >= fewest && announced <= old && fresh - (old - announced) === left?.insertions;
  const removed = explains ? announced : fewest;
  const context = old - removed;
  return { context, added: Math.max(0, fresh - context), removed };
}

/** What the diffstat leaves for the cut hunks of a file; undefined where it does not say. */
export function changesLeft(
  stat: Stat | undefined,
  path: string,
  hunks: readonly MergedHunk[],
): ChangesLeft | undefined {
  const announced = stat?.files.find((file) => path && statNames(file.path, path));
  if (announced?.insertions === undefined || announced.deletions === undefined) return undefined;
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const count = (wanted: string): number => lines.filter(({ kind }) => kind === wanted).length;
  return {
    insertions: Math.max(0, announced.insertions - count("added")),
    deletions: Math.max(0, announced.deletions - count("removed")),
  };
}

/** Compares the diffstat with what was recovered, file by file, then with the totals line. */
export function findLosses(patch: Patch, stat: Stat | undefined): Loss[] {
  if (!stat) return [];
  const losses: Loss[] = [];
  const isOwn = patch.source.kind === "message" || patch.source.kind === "attachment";
  let insertionsListed = 0;
  let deletionsListed = 0;
  for (const announced of stat.files) {
    const file = patch.files.find(({ path }) => path && statNames(announced.path, path));
    insertionsListed += announced.insertions ?? 0;
    deletionsListed += announced.deletions ?? 0;
    const loss = !file ? wholeLoss(patch, announced) : fileLoss(patch, file, announced, isOwn);
    if (loss) losses.push(loss);
  }
  const exact = stat.files.every(({ insertions }) => insertions !== undefined);
  if (!stat.totals || !exact) return losses;
  const insertions = stat.totals.insertions - insertionsListed;
  const deletions = stat.totals.deletions - deletionsListed;
  const filesMissing = stat.totals.files - stat.files.length;
  if (filesMissing > 0 && (insertions > 0 || deletions > 0))
    losses.push({
      patch: patch.number,
      path: "",
      insertions: Math.max(0, insertions),
      deletions: Math.max(0, deletions),
      reason: `in ${filesMissing} more of the files the totals line counts`,
    });
  return losses;
}

/**
 * Names the files of which a whole hunk may be gone without a trace: the changes the diffstat
 * leaves fit what a cut hunk lacks, but as well another hunk that nobody quotes; or a hunk holds
 * more than it counts, or the rest of an @@ line.
 */
export function roomNotes(
  { files }: Patch,
  stat: Stat | undefined,
  losses: readonly Loss[],
): readonly Diagnostic[] {
  return files.flatMap(({ path, hunks }): readonly Diagnostic[] => {
    const isNamed = losses.some((loss) => loss.path === path);
    const announced = stat?.files.find((file) => path && statNames(file.path, path));
    const doubtful =
      hunks.find(holdsAnother) ?? (isNamed || !announced ? undefined : roomFor(hunks, announced));
    if (!doubtful) return [];
    const message = `${path}: a hunk of which nothing is left may be missing, too`;
    return [{ code: "patch/hunk-cut", severity: "information", message, span: doubtful.span }];
  });
}

/** The first cut hunk, where the diffstat leaves more changes than cut hunks must lack. */
function roomFor(hunks: readonly Hunk[], { changes: all }: StatFile): Hunk | undefined {
  const cut = hunks.filter(({ state, gaps }) => state === "cut" || gaps.length > 0);
  if (!cut.length) return undefined;
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const changes = lines.filter(({ kind }) => kind !== "context").length;
  // What a cut hunk lacks holds at least the difference of its counts in changed lines.
  const needed = cut.reduce((sum, { lost }) => sum + Math.abs(lost.added - lost.removed), 0);
  return all - changes > needed ? cut[0] : undefined;
}

/** Whether lines of another hunk, whose @@ line is gone, may stand at a hunk's end. */
function holdsAnother({ state, lines, oldCount, newCount }: Hunk): boolean {
  if (state === "fragment") return false;
  let old = 0;
  let fresh = 0;
  for (const { kind, text } of lines) {
    if (kind !== "added") old++;
    if (kind !== "removed") fresh++;
    if (text.includes(" @@") && /-\d+,\d+ \+\d+,\d+ @@/.test(text)) return true;
  }
  return old > oldCount && fresh > newCount;
}

function wholeLoss(patch: Patch, announced: StatFile): Loss | undefined {
  if (!announced.changes) return undefined;
  const { insertions = announced.changes, deletions = 0 } = announced;
  const split = announced.insertions === undefined ? "; how many of them removed is not known" : "";
  return {
    patch: patch.number,
    path: announced.path,
    insertions,
    deletions,
    reason: `not quoted anywhere${split}`,
  };
}

function fileLoss(
  patch: Patch,
  file: FilePatch,
  announced: StatFile,
  isOwn: boolean,
): Loss | undefined {
  if (file.change === "binary") return undefined;
  const cut = file.hunks.filter(({ state }) => state === "cut");
  let added = 0;
  let removed = 0;
  let cutLost = 0;
  for (const { lines, state, lost } of file.hunks) {
    for (const { kind } of lines)
      if (kind === "added") added++;
      else if (kind === "removed") removed++;
    if (state !== "cut") continue;
    added += lost.added;
    removed += lost.removed;
    cutLost += lost.added + lost.removed;
  }
  // Where only the sum is known, all that is missing counts as inserted.
  const insertions = (announced.insertions ?? announced.changes - removed) - added;
  const deletions = (announced.deletions ?? removed) - removed;
  if (insertions <= 0 && deletions <= 0) return undefined;
  const cutIds = cut.map(({ id }) => id).join(", ");
  const cutLines = `${cutLost} line${cutLost === 1 ? "" : "s"}`;
  const beyond = cutLost ? `, beyond the ${cutLines} cut from hunk ${cutIds}` : "";
  return {
    patch: patch.number,
    path: file.path,
    insertions: Math.max(0, insertions),
    deletions: Math.max(0, deletions),
    reason: `${isOwn ? "announced, but in no hunk of the mail" : "in no quoted hunk"}${beyond}`,
  };
}
