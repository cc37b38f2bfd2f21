// SPDX-License-Identifier: MIT
// Which copies of files and hunks are copies of one another.
import type { Draft } from "./draft";
import type { HunkCopy } from "./hunk";
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
  const copies = [...draft.copies].sort((a, b) => countHunks(b.files) - countHunks(a.files));
  for (const [at, copy] of copies.entries())
    for (const file of copy.files) {
      const group = groupOf(groups, file, at > 0);
      for (const hunk of file.hunks) addHunk(group, hunk, at > 0);
    }
  return groups;
}

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
