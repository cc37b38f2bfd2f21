// SPDX-License-Identifier: MIT
// The user's own scenarios: files *.json of a folder, .hunkscope/scenarios where none is named.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseScenarioText, stockIds, type OwnScenario, type Scenario } from "../core/sim";
import { CommandError, exitStatus } from "./answer";
import { readFiles } from "./files";

const usualFolder = ".hunkscope/scenarios";
/** Each is a run on both sides, and more behind what stops it. */
const filesLimit = 200;

/**
 * Reads the scenarios of a folder, in the order of the files' names.
 * - Errors: CommandError with "FILE:LINE: what is wrong" on a line each.
 */
export function readScenarioFiles(
  folder: string | undefined,
): readonly { readonly own: OwnScenario; readonly scenario: Scenario }[] {
  if (folder === undefined && !existsSync(usualFolder)) return [];
  const names = filesOf(folder ?? usualFolder);
  if (filesLimit < names.length)
    throw new CommandError(exitStatus.usage, `${folder}: at most ${filesLimit} scenarios are read`);
  const wrong: string[] = [];
  const known = new Set<string>(stockIds);
  const found = readFiles(names).flatMap(({ name, bytes }) => {
    const { value, own, diagnostics } = parseScenarioText(new TextDecoder().decode(bytes), name);
    wrong.push(...diagnostics.map(({ message }) => message));
    if (!value || !own) return [];
    if (known.has(own.id)) wrong.push(`${name}:1: there is another scenario ${own.id}`);
    known.add(own.id);
    return [{ own, scenario: value }];
  });
  if (wrong.length) throw new CommandError(exitStatus.usage, wrong.join("\nhunkscope: "));
  return found;
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    throw new CommandError(exitStatus.usage, `${folder}: no such folder`);
  }
}
