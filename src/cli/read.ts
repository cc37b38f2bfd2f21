// SPDX-License-Identifier: MIT
// `hunkscope read`: what the given files hold, as JSON or as text to read.
import type { MailSource } from "../core/mail";
import { exitStatus, type Answer } from "./answer";
import { readingJson } from "./read-json";
import { readingText } from "./read-text";
import { isUsable, readFiles } from "./reading";

/** Reads the files as one collection; exit status 65 where none is a mail or holds a patch. */
export function runRead(
  files: readonly MailSource[],
  json: boolean,
  tell?: (about: string) => void,
): Answer {
  const reading = readFiles(files, tell);
  const errors = reading.diagnostics.filter(({ severity }) => severity === "error");
  const err = errors.map(({ message }) => `hunkscope: ${message}\n`).join("");
  if (!isUsable(reading)) {
    const names = files.map(({ name }) => name).join(", ");
    const odd = reading.diagnostics.find(({ severity }) => severity === "warning")?.message;
    const what = odd === undefined ? "neither a mail nor a patch" : odd;
    const why = err || `hunkscope: ${names}: ${what}\n`;
    return { exit: exitStatus.noInput, out: json ? readingJson(reading) : "", err: why };
  }
  const out = json ? readingJson(reading) : readingText(reading);
  return { exit: exitStatus.done, out, err };
}
