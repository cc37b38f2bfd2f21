// SPDX-License-Identifier: MIT
// Which copies of files and hunks are copies of one another.
import { lineKey } from "./align";
import type { CopyLine } from "./copy-line";
import type { Draft } from "./draft";
import type { HunkCopy } from "./hunk";
import { signs } from "./patch";
import type { FileCopy } from "./scan";

/** One file of a patch and everything it was read from. */
export interface FileGroup {
  readonly file: FileCopy;
  /** All copies of it, that one first. */
  readonly copies: FileCopy[];
  readonly hunks: HunkCopy[][];
  readonly byNumbers: Map<string, HunkCopy[]>;
}

/** Brings the copies of each hunk together, files and hunks in the order of the diff. */
export function groupFiles(draft: Draft): FileGroup[] {
  const groups: FileGroup[] = [];
  // The fullest copy gives the order; hunks only others hold are put in by their line numbers.
  const copies = [...draft.copies].sort(
    (a, b) => countHunks(b.files) - countHunks(a.files) || b.files.length - a.files.length,
  );
  for (const [at, copy] of copies.entries())
    for (const file of copy.files) {
      const group = groupOf(groups, file, at > 0);
      for (const hunk of file.hunks) addHunk(homeOf(groups, group, hunk, at > 0), hunk, at > 0);
    }
  return groups;
}

/** A hunk whose file's header was trimmed away stands in that copy under the file before. */
function homeOf(
  groups: readonly FileGroup[],
  group: FileGroup,
  hunk: HunkCopy,
  isLater: boolean,
): FileGroup {
  if (!isLater || group.byNumbers.has(hunk.numbers)) return group;
  return groups.find(({ byNumbers }) => isSame(byNumbers.get(hunk.numbers)?.[0], hunk)) ?? group;
}

/** Whether half of what one copy holds is in the other. */
function isSame(known: HunkCopy | undefined, hunk: HunkCopy): boolean {
  if (!known) return false;
  const keys = new Set(known.lines.map(keyOfLine));
  const shared = hunk.lines.filter((line) => keys.has(keyOfLine(line))).length;
  return shared * 2 >= Math.min(hunk.lines.length, known.lines.length);
}

const keyOfLine = ({ kind, text }: CopyLine): number => lineKey(text, 0, signs[kind].charCodeAt(0));

const countHunks = (files: readonly FileCopy[]): number =>
  files.reduce((sum, { hunks }) => sum + hunks.length, 0);

function groupOf(groups: FileGroup[], file: FileCopy, isLater: boolean): FileGroup {
  const known = isLater
    ? groups.find((group) => (file.path ? group.file.path === file.path : sharesHunk(group, file)))
    : undefined;
  if (known) {
    known.copies.push(file);
    return known;
  }
  const group = { file, copies: [file], hunks: [], byNumbers: new Map() };
  groups.push(group);
  return group;
}

const sharesHunk = (group: FileGroup, file: FileCopy): boolean =>
  file.hunks.some((hunk) => group.byNumbers.has(hunk.numbers));

function addHunk(group: FileGroup, hunk: HunkCopy, isLater: boolean): void {
  const known = isLater ? group.byNumbers.get(hunk.numbers) : undefined;
  if (known) {
    known.push(hunk);
    return;
  }
  const copies = [hunk];
  group.byNumbers.set(hunk.numbers, copies);
  const { oldStart } = hunk.header;
  const behind = isLater
    ? group.hunks.findIndex(([first]) => first && first.header.oldStart > oldStart)
    : -1;
  if (behind < 0) group.hunks.push(copies);
  else group.hunks.splice(behind, 0, copies);
}
