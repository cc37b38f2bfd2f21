// SPDX-License-Identifier: MIT
import type { Diagnostic } from "../base";
import { parseStimuli, parseWorld, type Stimulus, type World } from "../world";
import m1 from "./scenarios/m1-mask-64-bytes.json";
import m3 from "./scenarios/m3-mask-zero.json";
import m5 from "./scenarios/m5-mask-all-ones.json";
import u1 from "./scenarios/u1-clean-unbind.json";
import u13 from "./scenarios/u13-sync-error.json";
import x1 from "./scenarios/x1-poison-one-page.json";

/** A world, what happens in it, and which invariants are watched. */
export interface Scenario {
  /** Begins with its row in lower case: "u1-clean-unbind". */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly world: World;
  readonly stimuli: readonly Stimulus[];
  /** Ids of invariants; all where absent. */
  readonly invariants?: readonly string[];
}

/** Changes one value of a scenario file: path "world.processes.P1.earlyKill", value as JSON or a bare word. */
export interface ScenarioChange {
  readonly path: string;
  readonly value: string;
}

const stock: readonly unknown[] = [u1, u13, x1, m1, m3, m5];

/** Names that would reach an object's prototype. */
const refusedKeys = new Set(["__proto__", "constructor", "prototype"]);

/** The shipped scenarios in the order they are shown, with the changes applied. */
export function stockScenarios(changes: readonly ScenarioChange[] = []): {
  readonly scenarios: readonly Scenario[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const scenarios = stock.flatMap((json) => {
    const changed = changes.reduce<unknown>((value, change) => setPath(value, change), json);
    const { value, diagnostics: found } = parseScenario(changed);
    diagnostics.push(...found);
    return value ? [value] : [];
  });
  return { scenarios, diagnostics };
}

/** Reads one scenario file's JSON; undefined and a diagnostic where it is none. */
export function parseScenario(json: unknown): {
  readonly value: Scenario | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (!isObject(json) || typeof json["id"] !== "string")
    return { value: undefined, diagnostics: [invalid("a scenario is an object with an id")] };
  const world = parseWorld(json["world"]);
  const stimuli = parseStimuli(json["stimuli"]);
  const diagnostics = [...world.diagnostics, ...stimuli.diagnostics];
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error"))
    return { value: undefined, diagnostics };
  return {
    value: {
      id: json["id"],
      title: text(json["title"]),
      about: text(json["about"]),
      world: world.value,
      stimuli: stimuli.value,
      ...(Array.isArray(json["invariants"]) ? { invariants: json["invariants"].map(String) } : {}),
    },
    diagnostics,
  };
}

function setPath(json: unknown, change: ScenarioChange): unknown {
  const keys = change.path.split(".");
  return keys.some((key) => refusedKeys.has(key))
    ? json
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
    return items.map((item, position) => (position === index ? setKeys(item, rest, value) : item));
  }
  const object = isObject(json) ? json : {};
  return { ...object, [key]: setKeys(object[key], rest, value) };
}

function parseWord(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const invalid = (message: string): Diagnostic => ({
  code: "sim/scenario-invalid",
  severity: "error",
  message,
});
