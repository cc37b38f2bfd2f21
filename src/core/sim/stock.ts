// SPDX-License-Identifier: MIT
import type { Diagnostic } from "../base";
import { isObject } from "../world";
import type { OwnScenario } from "./file";
import { parseScenario } from "./parse";
import type { Scenario } from "./scenario";
import { stockFiles as stock } from "./stock-files";

/**
 * Changes one value of a scenario file: path "world.processes.P1.earlyKill", value as JSON or a
 * bare word.
 */
export interface ScenarioChange {
  readonly path: string;
  readonly value: string;
}

/** Names that would reach an object's prototype. */
const refusedKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Ids of the shipped scenarios, in the order they are shown. */
export const stockIds: readonly string[] = stock.map(({ id }) => id);

/** Those that are run where nothing is asked for: one for each side of what is modelled. */
export const basicIds: readonly string[] = stock
  .filter((scenario) => "basic" in scenario && scenario.basic === true)
  .map(({ id }) => id);

/**
 * The shipped scenarios in the order they are shown, then the user's own, with the changes applied.
 * - Errors: a change that fits none of the wanted ones, or makes nonsense of one, is a diagnostic;
 *   a scenario of which it makes nonsense is left out.
 */
export function stockScenarios(
  changes: readonly ScenarioChange[] = [],
  isWanted: (id: string) => boolean = () => true,
  own: readonly OwnScenario[] = [],
): {
  readonly scenarios: readonly Scenario[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const wanted = [
    ...stock,
    ...own.flatMap(({ json }) => (isObject(json) && hasId(json) ? [json] : [])),
  ].filter(({ id }) => isWanted(id));
  const refused = changes.filter(
    (change) => !wanted.some((json) => setPath(json, change) !== undefined),
  );
  const found: { readonly id: string; readonly diagnostic: Diagnostic }[] = [];
  const scenarios = wanted.flatMap((json) => {
    const changed = changes.reduce<unknown>(
      (value, change) => setPath(value, change) ?? value,
      json,
    );
    const { value, diagnostics } = parseScenario(changed);
    found.push(...diagnostics.map((diagnostic) => ({ id: json.id, diagnostic })));
    return value ? [value] : [];
  });
  return {
    scenarios,
    diagnostics: [
      ...(wanted.length ? refused : []).map(({ path }): Diagnostic => ({
        code: "sim/no-such-path",
        severity: "error",
        message: `there is nothing to set at ${path}`,
      })),
      ...named(found, wanted.length),
    ],
  };
}

const hasId = (json: Record<string, unknown>): json is { readonly id: string } =>
  typeof json["id"] === "string";

/** Says once what is wrong in several scenarios, and where it is not wrong in all. */
function named(
  found: readonly { readonly id: string; readonly diagnostic: Diagnostic }[],
  count: number,
): readonly Diagnostic[] {
  const messages = [...new Set(found.map(({ diagnostic }) => diagnostic.message))];
  return messages.flatMap((message) => {
    const same = found.filter(({ diagnostic }) => diagnostic.message === message);
    const ids = [...new Set(same.map(({ id }) => id))];
    const first = same[0]?.diagnostic;
    if (!first) return [];
    return [ids.length === count ? first : { ...first, message: `${ids.join(", ")}: ${message}` }];
  });
}

/** The JSON with one value changed; undefined where the path leads nowhere. */
function setPath(json: unknown, change: ScenarioChange): unknown {
  const keys = change.path.split(".");
  return keys.some((key) => refusedKeys.has(key) || !key)
    ? undefined
    : setKeys(json, keys, parseWord(change.value));
}

function setKeys(json: unknown, keys: readonly string[], value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(json)) {
    const items: readonly unknown[] = json;
    const index = items.findIndex(
      (item, position) => String(position) === key || (isObject(item) && item["name"] === key),
    );
    const changed = index < 0 ? undefined : setKeys(items[index], rest, value);
    return changed === undefined
      ? undefined
      : items.map((item, position) => (position === index ? changed : item));
  }
  const object = isObject(json) ? json : {};
  const changed = setKeys(object[key], rest, value);
  return changed === undefined ? undefined : { ...object, [key]: changed };
}

function parseWord(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
