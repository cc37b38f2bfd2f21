// SPDX-License-Identifier: MIT
// `hunkscope read`: what the given files hold, as JSON or as text to read.
import type { Diagnostic } from "../core/base";
import {
  buildThreads,
  readSources,
  type MailSource,
  type Message,
  type Thread,
} from "../core/mail";
import { readPatches, type PatchReading } from "../core/patch";
import { readingJson } from "./read-json";
import { readingText } from "./read-text";

/** What one command prints and how it ends. */
export interface CommandResult {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Everything read from some files. */
export interface Reading extends PatchReading {
  readonly messages: readonly Message[];
  readonly threads: readonly Thread[];
}

const exitUnusable = 65;

/** Reads the files as one collection; exit status 65 where none of them is a mail or holds a patch. */
export function runRead(files: readonly MailSource[], json: boolean): CommandResult {
  const reading = readFiles(files);
  const errors = reading.diagnostics.filter(({ severity }) => severity === "error");
  const err = errors.map(({ message }) => `hunkscope: ${message}\n`).join("");
  if (!isUsable(reading)) {
    const names = files.map(({ name }) => name).join(", ");
    const why = err || `hunkscope: ${names}: neither a mail nor a patch\n`;
    return { exit: exitUnusable, out: json ? readingJson(reading) : "", err: why };
  }
  return { exit: 0, out: json ? readingJson(reading) : readingText(reading), err };
}

export function readFiles(files: readonly MailSource[]): Reading {
  const parsed = readSources(files);
  const messages = parsed.value;
  const threads = buildThreads(messages);
  const patches = readPatches(messages, threads);
  const diagnostics: readonly Diagnostic[] = [...parsed.diagnostics, ...patches.diagnostics];
  return { messages, threads, ...patches, diagnostics };
}

/** A text that is no mail counts only where a patch was found in it. */
const isUsable = ({ messages, patches }: Reading): boolean =>
  patches.length > 0 || messages.some(({ author }) => author.from !== "unknown");
