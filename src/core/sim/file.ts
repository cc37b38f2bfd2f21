// SPDX-License-Identifier: MIT
import type { Diagnostic } from "../base";
import { isObject } from "../world";
import { parseScenario } from "./parse";
import { readJson, type Place, type Positions } from "./positions";
import type { Scenario } from "./scenario";

/** A scenario of the user's own: what its file says, before anything is set by hand. */
export interface OwnScenario {
  readonly id: string;
  readonly json: unknown;
}

/** More than the largest shipped one, ten times over. */
const fileBytesLimit = 100_000;

/**
 * Reads the text of a scenario file.
 * - Shape: the text and the name it goes by in diagnostics -> the scenario and its JSON; undefined
 *   where it is none.
 * - Errors: every diagnostic begins with "NAME:LINE: ".
 */
export function parseScenarioText(
  text: string,
  name: string,
): {
  readonly value: Scenario | undefined;
  readonly own: OwnScenario | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const wrong = (message: string, { offset, line }: Place): Diagnostic => ({
    code: "sim/scenario-invalid",
    severity: "error",
    message: `${name}:${line}: ${message}`,
    span: { source: name, startOffset: offset, endOffset: offset, line },
  });
  const start: Place = { offset: 0, line: 1 };
  const nothing = { value: undefined, own: undefined };
  if (fileBytesLimit < text.length)
    return { ...nothing, diagnostics: [wrong("is too long for a scenario", start)] };
  const read = readJson(text.startsWith("\ufeff") ? text.slice(1) : text);
  if (read.kind === "broken") return { ...nothing, diagnostics: [wrong(read.message, read.place)] };
  const { value, diagnostics } = parseScenario(read.json);
  const own = value && { id: value.id, json: read.json };
  return {
    value,
    own,
    diagnostics: diagnostics.map(({ message, code }) => ({
      ...wrong(message, placeOf(read.positions, message, read.json) ?? start),
      code,
    })),
  };
}

/** The longest beginning of a message's path that the text has. */
function placeOf(positions: Positions, message: string, json: unknown): Place | undefined {
  const [path] = /^[^\s]+/.exec(message) ?? [""];
  let keys = path.split(".");
  while (keys.length) {
    const place = positions.get(keys.join(".")) ?? positions.get(namedKeys(keys, json).join("."));
    if (place) return place;
    keys = keys.slice(0, -1);
  }
  return positions.get("");
}

/** Lists that were laid over by names: "world.processes.1" may be "world.processes.P2" here. */
function namedKeys(keys: readonly string[], json: unknown): readonly string[] {
  const found: string[] = [];
  let at: unknown = json;
  for (const key of keys) {
    const known: string | undefined =
      isObject(at) && !Object.hasOwn(at, key) && /^[0-9]+$/.test(key)
        ? onlyKey(Object.keys(at))
        : key;
    if (known === undefined) break;
    found.push(known);
    at = Array.isArray(at) ? at[Number(known)] : isObject(at) ? at[known] : undefined;
  }
  return found;
}

/** Which of several names an index means is not known; of one it is clear. */
const onlyKey = (names: readonly string[]): string | undefined =>
  names.length === 1 ? names[0] : undefined;
