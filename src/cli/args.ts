// SPDX-License-Identifier: MIT
// Command lines to plain options. Every mistake is one line and exit 64.
import { parseArgs, type ParseArgsConfig } from "node:util";
import type { ExamineOptions } from "../core/review";
import { CommandError, exitStatus } from "./answer";
import { readFiles } from "./files";
import { readScenarioFiles } from "./scenario-files";

// Options that are fixed, so that nobody takes their names, and not built yet.
const notAvailable = ["tree"] as const;

export interface SimulateArguments {
  readonly files: readonly string[];
  readonly options: ExamineOptions;
  readonly shape: Shape;
  readonly trace: boolean;
  /** Every scenario told, not only those that add something. */
  readonly full: boolean;
  readonly timing: boolean;
  /** Where a page, and where a bundle is written to. */
  readonly html?: string;
  readonly bundle?: string;
}

/** What is printed. */
export type Shape = "terminal" | "json" | "markdown" | "mail";

export interface ListArguments {
  readonly files: readonly string[];
  readonly json: boolean;
}

const text = { type: "string" } as const;
const texts = { type: "string", multiple: true } as const;
const flag = { type: "boolean" } as const;

/** `read` takes files, `scenarios` and `model` none; all three take --json. */
export function parseList(args: readonly string[], takesFiles: boolean): ListArguments {
  const { values, positionals } = parse(args, { json: flag });
  if (takesFiles && !positionals.length) throw usage("a FILE is needed, or - for standard input");
  if (!takesFiles && positionals.length) throw usage(`unexpected ${positionals[0] ?? ""}`);
  return { files: positionals, json: values.json ?? false };
}

export function parseSimulate(args: readonly string[]): SimulateArguments {
  const { values, positionals: files } = parse(args, {
    ...{ patch: texts, scenario: texts, level: text, hunks: text, with: texts, over: texts },
    ...{ set: texts, force: texts, "init-stack": text, trace: flag, scenarios: text },
    ...{ json: flag, tree: text, markdown: flag, mail: flag, html: text, bundle: text },
    ...{ full: flag, timing: flag },
  });
  for (const name of notAvailable)
    if (values[name] !== undefined) throw usage(`--${name} is not available in this version`);
  if (!files.length) throw usage("a FILE is needed, or - for standard input");
  const options: ExamineOptions = {
    patches: values.patch ?? [],
    scenarios: values.scenario ?? [],
    ownScenarios: readScenarioFiles(values.scenarios).map(({ own }) => own),
    ...(values.level === undefined ? {} : { level: values.level }),
    ...(values.hunks === undefined ? {} : { hunks: parseHunks(values.hunks) }),
    with: readFiles(values.with ?? []),
    over: readFiles(values.over ?? []),
    set: (values.set ?? []).map(parseSet),
    forces: (values.force ?? []).map(parseForce),
    initStack: parseInitStack(values["init-stack"] ?? "none"),
  };
  const shapes = (["json", "markdown", "mail"] as const).filter((name) => values[name]);
  if (1 < shapes.length) throw usage(`--${shapes.join(" and --")} do not go together`);
  return {
    files,
    options,
    shape: shapes[0] ?? "terminal",
    trace: values.trace ?? false,
    full: values.full ?? false,
    timing: values.timing ?? false,
    ...(values.html === undefined ? {} : { html: values.html }),
    ...(values.bundle === undefined ? {} : { bundle: values.bundle }),
  };
}

/** `replay` takes one bundle. */
export function parseReplay(args: readonly string[]): {
  readonly file: string;
  readonly shape: Shape;
  readonly trace: boolean;
} {
  const { values, positionals } = parse(args, { json: flag, trace: flag });
  const [file, ...others] = positionals;
  if (file === undefined || others.length) throw usage("one BUNDLE is needed");
  return { file, shape: values.json ? "json" : "terminal", trace: values.trace ?? false };
}

/** `check` takes nothing: the mail comes on standard input. */
export function parseCheck(args: readonly string[]): void {
  const { positionals } = parse(args, { json: flag });
  if (positionals.length)
    throw usage(`unexpected ${positionals[0] ?? ""}: the mail is read from -`);
}

function parse<T extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, strict: true, options });
  } catch (error) {
    // Node's message goes on with advice on quoting; its first sentence names the option.
    const message = error instanceof Error ? error.message : String(error);
    throw usage(message.split(". ")[0] ?? message);
  }
}

const usage = (message: string): CommandError => new CommandError(exitStatus.usage, message);

function parseHunks(list: string): readonly string[] {
  const names = list.split(",").filter((name) => name !== "");
  for (const name of names)
    if (!/^\d+\.\d+(?:\/\d+)?$/.test(name))
      throw usage(`--hunks takes names such as 1.2 or 1.2/0, not ${name}`);
  return names;
}

function parseSet(assignment: string): { readonly path: string; readonly value: string } {
  const { left: path, right: value } = splitAtEquals(assignment, "--set PATH=VALUE");
  return { path, value };
}

function parseForce(assignment: string): NonNullable<ExamineOptions["forces"]>[number] {
  const form = "--force LINE=true|false[@TRAP:FUNCTION]";
  const { left: line, right } = splitAtEquals(assignment, form);
  const [, outcome, insteadOf] = /^(true|false)(?:@([\w-]+:\w+))?$/.exec(right) ?? [];
  if (outcome === undefined) throw usage(`${form}: not ${assignment}`);
  return { line, outcome: outcome === "true", ...(insteadOf === undefined ? {} : { insteadOf }) };
}

function splitAtEquals(assignment: string, form: string): { left: string; right: string } {
  const at = assignment.indexOf("=");
  if (at <= 0) throw usage(`${form}: not ${assignment}`);
  return { left: assignment.slice(0, at), right: assignment.slice(at + 1) };
}

function parseInitStack(value: string): "none" | "zero" | "pattern" {
  if (value === "none" || value === "zero" || value === "pattern") return value;
  throw usage(`--init-stack takes none, zero or pattern, not ${value}`);
}
