// SPDX-License-Identifier: MIT
import { pathLengthMax } from "./limits";

/** The paths a file header names, without prefixes; undefined where it names none that is safe. */
export interface FilePaths {
  readonly path: string;
  readonly oldPath?: string;
}

const none = "/dev/null";

/**
 * Joins the two names of a `---` / `+++` pair (or of `diff --git`).
 * - Source: git diff's a/ b/ and mnemonic prefixes; quilt's `linux.orig/` `linux/`.
 */
export function joinPaths(oldName: string, newName: string): FilePaths {
  if (newName === none) return { path: stripOne(oldName) };
  if (oldName === none || !oldName) return { path: stripOne(newName) };
  const [oldFirst, oldRest] = splitFirst(oldName);
  const [newFirst, newRest] = splitFirst(newName);
  const prefixed =
    oldRest !== "" &&
    newRest !== "" &&
    ((isPrefix(oldFirst) && isPrefix(newFirst)) || (oldFirst !== newFirst && oldRest === newRest));
  const before = prefixed ? oldRest : oldName;
  const path = prefixed ? newRest : newName;
  const isBackup = before === `${path}.orig` || before === `${path}.old`;
  return before === path || isBackup ? { path } : { path, oldPath: before };
}

/** The two names behind `diff --git `; equal halves where nothing else separates them. */
export function splitGitNames(rest: string): readonly [string, string] {
  if (rest.startsWith('"')) {
    const end = endOfQuoted(rest);
    return [decodeName(rest.slice(0, end)), decodeName(rest.slice(end).trim())];
  }
  if (rest.endsWith('"')) {
    const start = rest.indexOf(' "');
    return [rest.slice(0, start), decodeName(rest.slice(start + 1))];
  }
  const middle = (rest.length - 1) / 2;
  if (rest[middle] === " ") {
    const halves = [rest.slice(0, middle), rest.slice(middle + 1)] as const;
    if (halves[0] === halves[1] || splitFirst(halves[0])[1] === splitFirst(halves[1])[1])
      return halves;
  }
  const at = rest.lastIndexOf(" b/");
  if (at > 0) return [rest.slice(0, at), rest.slice(at + 1)];
  const blank = rest.indexOf(" ");
  return blank < 0 ? [rest, rest] : [rest.slice(0, blank), rest.slice(blank + 1)];
}

/** The name on a `---` or `+++` line: timestamp and C-style quoting removed. */
export function decodeName(text: string): string {
  // CVS sets a time and a revision behind tabs; a name that holds one is quoted.
  const untimed = text.replace(/\t.*$/, "").replace(/\s\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.*$/, "");
  const name = untimed.trimEnd();
  if (!name.startsWith('"') || !name.endsWith('"') || name.length < 2) return name;
  return decodeQuoted(name.slice(1, -1));
}

/** Whether a path stays below the tree it is meant for; anything else is shown but never used. */
export const isSafePath = (path: string): boolean =>
  path.length > 0 &&
  path.length <= pathLengthMax &&
  !/^(?:\/|[A-Za-z]:)/.test(path) &&
  // Control characters and backslashes have no place in a kernel path
  ![...path].some((mark) => mark === "\\" || mark < " ") &&
  !path.split("/").some((part) => part === ".." || part === "");

function decodeQuoted(text: string): string {
  const bytes: number[] = [];
  for (const [piece, octal, mark] of text.matchAll(/\\(?:([0-3][0-7]{2})|(.))|[^\\]+/gsu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else bytes.push(...new TextEncoder().encode(mark === undefined ? piece : escaped(mark)));
  }
  return new TextDecoder("utf-8").decode(Uint8Array.from(bytes));
}

/** What C writes as a backslash and one of "abtnvfr", else the mark itself. */
function escaped(mark: string): string {
  const at = "abtnvfr".indexOf(mark);
  return at < 0 ? mark : String.fromCharCode(0x07 + at);
}

function endOfQuoted(text: string): number {
  for (let at = 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

const isPrefix = (part: string): boolean => /^[abciow]$/.test(part);

function splitFirst(name: string): readonly [string, string] {
  const slash = name.indexOf("/");
  return slash < 0 ? [name, ""] : [name.slice(0, slash), name.slice(slash + 1)];
}

const stripOne = (name: string): string =>
  isPrefix(splitFirst(name)[0]) ? splitFirst(name)[1] : name;
