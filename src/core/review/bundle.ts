// SPDX-License-Identifier: MIT
// One examination as one file: all that went into it, and what came out as a hash.
import { contentHash } from "../base";
import { levels, modelTree } from "../kernel";
import { parseScenario, stockScenarios, type Scenario } from "../sim";
import { decodeBase64, encodeBase64 } from "./base64";
import { scenariosNamed } from "./bearing";
import { isChosenScenario } from "./choose";
import type { ExamineOptions, SourceText } from "./examination";
import { openSources } from "./open";

interface BundledFile {
  readonly name: string;
  /** The bytes in base64: mail is of any charset. */
  readonly base64: string;
}

/** Everything an examination depends on. */
export interface Bundle {
  readonly bundle: 1;
  readonly inputs: readonly BundledFile[];
  readonly options: Omit<ExamineOptions, "with" | "over" | "given">;
  readonly with: readonly BundledFile[];
  readonly over: readonly BundledFile[];
  /** The scenarios as they were run, with what was set in them. */
  readonly scenarios: readonly Scenario[];
  /** Answers to all that a run may choose; runs take the first choice where it is empty. */
  readonly choices: readonly number[];
  readonly hashes: {
    /** Of the model's files, every level. */
    readonly model: string;
    /** Of the examination as JSON with its traces. */
    readonly result: string;
  };
}

export function makeBundle(
  inputs: readonly SourceText[],
  options: ExamineOptions,
  result: string,
): Bundle {
  const { with: under = [], over = [], given: _given, ...rest } = options;
  return {
    bundle: 1,
    inputs: inputs.map(pack),
    options: rest,
    with: under.map(pack),
    over: over.map(pack),
    scenarios: [...scenariosOf(options).scenarios, ...namedIn(inputs, options)],
    choices: [],
    hashes: { model: modelHash(), result: contentHash(result) },
  };
}

/** What the comments of the mail name besides. */
function namedIn(inputs: readonly SourceText[], options: ExamineOptions): readonly Scenario[] {
  const opened = openSources(inputs);
  const named = opened.patches.flatMap((patch) => scenariosNamed(opened, patch, options));
  return named.filter(({ id }, at) => named.findIndex((one) => one.id === id) === at);
}

/** The scenarios that options choose, with what they set. */
export const scenariosOf = (options: ExamineOptions): ReturnType<typeof stockScenarios> =>
  options.given
    ? {
        scenarios: options.given.filter(({ id }) => isChosenScenario(id, options)),
        diagnostics: [],
      }
    : stockScenarios(
        options.set ?? [],
        (id) => isChosenScenario(id, options),
        options.ownScenarios,
      );

/** Of every file of every level, so that a bundle knows whether it is run on the same model. */
export const modelHash = (): string =>
  contentHash(
    levels
      .flatMap(({ id }) => {
        const tree = modelTree(id);
        return tree.paths().map((path) => `${id} ${path}\n${tree.read(path) ?? ""}`);
      })
      .join("\n"),
  );

/**
 * Reads a bundle back.
 * - Errors: one sentence where the text is none, or not a whole one.
 */
export function parseBundle(
  text: string,
):
  | { readonly inputs: SourceText[]; readonly options: ExamineOptions; readonly bundle: Bundle }
  | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "not JSON";
  }
  if (!isRecord(json) || json["bundle"] !== 1) return "not a bundle of this version";
  const inputs = unpackAll(json["inputs"]);
  const under = unpackAll(json["with"]);
  const over = unpackAll(json["over"]);
  const given = unpackScenarios(json["scenarios"]);
  const options = optionsIn(json["options"]);
  const hashes = json["hashes"];
  if (!inputs || !under || !over || !given || !options || !isRecord(hashes))
    return "a part of the bundle is missing or damaged";
  return {
    inputs,
    options: { ...options, with: under, over, given },
    bundle: json as unknown as Bundle,
  };
}

const pack = ({ name, bytes }: SourceText): BundledFile => ({ name, base64: encodeBase64(bytes) });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function unpackAll(value: unknown): SourceText[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const files = value.flatMap((one: unknown): SourceText[] => {
    if (!isRecord(one) || typeof one["name"] !== "string") return [];
    const bytes = typeof one["base64"] === "string" ? decodeBase64(one["base64"]) : undefined;
    return bytes ? [{ name: one["name"], bytes }] : [];
  });
  return files.length === value.length ? files : undefined;
}

function unpackScenarios(value: unknown): Scenario[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const scenarios = value.flatMap((one: unknown) => parseScenario(one).value ?? []);
  return scenarios.length === value.length ? scenarios : undefined;
}

/** Only what is known, each of its kind. */
function optionsIn(value: unknown): ExamineOptions | undefined {
  if (!isRecord(value)) return undefined;
  const { patches, scenarios, hunks, level, forces, set, initStack } = value;
  const isTexts = (list: unknown): list is string[] =>
    Array.isArray(list) && list.every((one) => typeof one === "string");
  const listed = (list: unknown, key: string, other: string, kind: string): boolean =>
    Array.isArray(list) &&
    list.every(
      (one: unknown) => isRecord(one) && typeof one[key] === "string" && typeof one[other] === kind,
    );
  return {
    ...(isTexts(patches) ? { patches } : {}),
    ...(isTexts(scenarios) ? { scenarios } : {}),
    ...(isTexts(hunks) ? { hunks } : {}),
    ...(typeof level === "string" ? { level } : {}),
    ...(listed(forces, "line", "outcome", "boolean")
      ? { forces: forces as NonNullable<ExamineOptions["forces"]> }
      : {}),
    ...(listed(set, "path", "value", "string")
      ? { set: set as NonNullable<ExamineOptions["set"]> }
      : {}),
    ...(initStack === "none" || initStack === "zero" || initStack === "pattern"
      ? { initStack }
      : {}),
  };
}
