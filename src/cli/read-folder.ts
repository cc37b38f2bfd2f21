// SPDX-License-Identifier: MIT
// Which files of a folder are read, in which order: a maildir, a quilt or format-patch series, or
// any folder of mail.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A maildir of a busy list; beyond it nobody means to read all of them at once. */
const folderFilesMax = 50_000;

const mailEnding = /\.(?:patch|diff|eml|mbox|mbx|mail|txt)(?:\.gz)?$/i;

/** The files a name stands for: itself, or what a folder holds; `warn` is told what is missing. */
export function filesOf(name: string, warn: (words: string) => void = () => {}): readonly string[] {
  if (name === "-" || !isFolder(name)) return [name];
  const entries = namesIn(name);
  if (entries.includes("cur") && entries.includes("new"))
    return ["cur", "new"].flatMap((part) => namesIn(join(name, part)).map(under(name, part)));
  if (entries.includes("series")) return quiltSeries(name, warn);
  const mails = entries.filter((entry) => mailEnding.test(entry) && !isFolder(join(name, entry)));
  return mails.slice(0, folderFilesMax).map((entry) => join(name, entry));
}

/** Names without a dot in front, numbers in them in order of size ("9-x" before "10-x"). */
function namesIn(folder: string): readonly string[] {
  const order = new Intl.Collator("en", { numeric: true });
  return readdirSync(folder)
    .filter((entry) => !entry.startsWith("."))
    .sort((a, b) => order.compare(a, b) || (a < b ? -1 : 1))
    .slice(0, folderFilesMax);
}

const under =
  (folder: string, part: string) =>
  (entry: string): string =>
    join(folder, part, entry);

/**
 * The patches in the order of a quilt series file.
 * - Source: quilt(1): a line names a patch, options such as -p0 may follow, "#" begins a comment.
 */
function quiltSeries(folder: string, warn: (words: string) => void): readonly string[] {
  const lines = readFileSync(join(folder, "series"), "utf8").slice(0, 1_000_000).split("\n");
  const names = lines.map(
    (line) =>
      line
        .replace(/(?:^|\s)#.*$/, "")
        .trim()
        .split(/\s/)[0] ?? "",
  );
  return names
    .filter((entry) => entry && !entry.split("/").includes("..") && !entry.startsWith("/"))
    .map((entry) => join(folder, entry))
    .filter((path) => {
      const isThere = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
      if (!isThere) warn(`${path}: named by the series, and not there`);
      return isThere;
    });
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
