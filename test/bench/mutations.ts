// SPDX-License-Identifier: MIT
// One token of the model, or of the sample's patches on it, made wrong: a deterministic generator.
// Each mutation comes in a patch that also changes what does nothing, so that a cause that is
// exactly the mutated line was found and not merely all there is.
import { ProgramBuilder, type PlacedText } from "../../src/core/apply";
import { tokenize, type Program, type Token } from "../../src/core/cc";
import { behaviourKey } from "../../src/core/compare";
import { compileOptions, modelTree, modelUnits } from "../../src/core/kernel";
import type { Compared, ScenarioExamination } from "../../src/core/review";
import { runScenario, stockScenarios } from "../../src/core/sim";
import { sample } from "./rewrites";
import { examineMail, lastPatch, seriesOf, textOf, type Texts } from "./support";

/** Where the shipped scenarios spend their time. */
const paths = [
  "fs/xfs/xfs_notify_failure.c",
  "drivers/dax/super.c",
  "mm/memory-failure.c",
  "drivers/nvdimm/badrange.c",
  "drivers/acpi/nfit/mce.c",
  "drivers/acpi/apei/ghes.c",
  "arch/x86/kernel/cpu/mce/apei.c",
  "arch/x86/kernel/cpu/mce/core.c",
  "block/badblocks.c",
  "fs/sync.c",
];

export interface Mutation {
  readonly path: string;
  /** Of the text before, counted from 1. */
  readonly line: number;
  readonly was: string;
  /** The line as it is made; undefined where it is left out. */
  readonly becomes: string | undefined;
}

const swaps: Readonly<Record<string, string>> = {
  ...{ "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==" },
  ...{ "&&": "||", "||": "&&", "<<": ">>", ">>": "<<", "+": "-", "++": "--" },
  ...{ "|": "&", "|=": "&=", "+=": "-=", "-=": "+=", "&=": "|=" },
  ...{ MF_MUST_KILL: "MF_SOFT_OFFLINE", MF_ACTION_REQUIRED: "MF_COUNT_INCREASED" },
  ...{ MF_MEM_PRE_REMOVE: "MF_MUST_KILL", true: "false", false: "true" },
};
const twoSided = new Set(["&", "-", "*"]);

const builder = new ProgramBuilder(modelTree("L0"), modelUnits("L0"), compileOptions("L0"));

function programOf(texts: Texts): Program | undefined {
  const placed = [...texts].map(([path, text]): [string, PlacedText] => [
    path,
    { path, text, origins: [] },
  ]);
  const { program, errors } = builder.build(new Map(placed));
  return errors.length ? undefined : program;
}

const { scenarios } = stockScenarios();

/** Lines on which a statement ran in some scenario, by path. */
function ranLines(program: Program): ReadonlySet<string> {
  const ran = new Set<string>();
  for (const scenario of scenarios)
    for (const id of runScenario(program, scenario).ranStatements) {
      const position = program.statements[id]?.position;
      if (position) ran.add(`${position.path}:${position.line}`);
    }
  return ran;
}

/** Every mutation of a line that runs, file by file from the top. */
export function allMutations(texts: Texts = sample): readonly Mutation[] {
  const program = programOf(texts);
  if (!program) throw new Error("the texts do not compile");
  const ran = ranLines(program);
  return paths.flatMap((path) => {
    const text = textOf(texts, path);
    const lines = text.split("\n");
    const byLine = new Map<number, Token[]>();
    for (const token of tokenize(text))
      if (token.kind !== "comment" && token.kind !== "directive")
        byLine.set(token.line, [...(byLine.get(token.line) ?? []), token]);
    return lines.flatMap((was, index): readonly Mutation[] => {
      if (!ran.has(`${path}:${index + 1}`)) return [];
      const tokens = byLine.get(index + 1) ?? [];
      return changed(was, tokens).map((becomes) => ({ path, line: index + 1, was, becomes }));
    });
  });
}

function changed(was: string, tokens: readonly Token[]): readonly (string | undefined)[] {
  const isUnlock = /^\s*\w*(?:unlock|up_write|up_read)\w*\(.*\);$/.test(was);
  const dropped = isUnlock ? [undefined] : [];
  return [
    ...dropped,
    ...tokens.flatMap((token, index) => {
      const found = swapOf(tokens, index);
      if (found === undefined) return [];
      const at = was.indexOf(token.text, columnOf(was, tokens, index));
      return [was.slice(0, at) + found + was.slice(at + token.text.length)];
    }),
  ];
}

/** Where a token can begin: behind those before it. */
function columnOf(was: string, tokens: readonly Token[], index: number): number {
  let column = 0;
  for (const token of tokens.slice(0, index))
    column = was.indexOf(token.text, column) + token.text.length;
  return column;
}

function swapOf(tokens: readonly Token[], index: number): string | undefined {
  const { text } = tokens[index] ?? { text: "" };
  const previous = tokens[index - 1]?.text ?? "";
  if (twoSided.has(text)) return undefined;
  if (text === "!") return "";
  if (/^[0-9]{1,4}$/.test(text)) return String(Number(text) + 1);
  if (text === "+" && !/^[\w)\]]/.test(previous)) return undefined;
  return Object.hasOwn(swaps, text) ? swaps[text] : undefined;
}

/** About so many of them, spread over all. */
export function chosen(all: readonly Mutation[], count: number): readonly Mutation[] {
  const step = all.length / count;
  return Array.from(
    { length: Math.min(count, all.length) },
    (_, index) => all[Math.floor(index * Math.max(step, 1))],
  ).flatMap((mutation) => (mutation ? [mutation] : []));
}

/** The text with the mutation alone, and with what does nothing around it. */
function textsOf({ path, line, becomes }: Mutation): {
  readonly alone: Texts;
  readonly amid: Texts;
} {
  const lines = textOf(sample, path).split("\n");
  const made = becomes === undefined ? [] : [becomes];
  const before = lines.slice(0, line - 1);
  const behind = lines.slice(line);
  const isElse = /^\s*else\b/.test(lines[line - 1] ?? "");
  const beginsStatement =
    !isElse &&
    /[;{}]\s*(?:\/\*.*)?$/.test(
      [...before].reverse().find((one) => one.trim() && !/^\s*(?:\/?\*|#)/.test(one)) ?? "",
    );
  const idle = beginsStatement ? ["\tdo { /* nothing */ } while (0);"] : [];
  const remark = ["/* A remark that says nothing. */"];
  const withText = (all: readonly string[]): Texts => new Map([...sample, [path, all.join("\n")]]);
  const [spdx = "", ...head] = before;
  return {
    alone: withText([...before, ...made, ...behind]),
    amid: withText([spdx, ...remark, ...head, ...idle, ...made, ...behind]),
  };
}

export type Judged =
  | { readonly kind: "does-not-compile" | "changes-nothing" | "exact" }
  | { readonly kind: "wrong"; readonly reasons: readonly string[] };

const plainRuns = new Map<string, string>();

/**
 * Examines one mutation and says whether all it changes is put down to its line, in the scenarios
 * that it changes, or the first few of them.
 */
export function judge(mutation: Mutation, examinedMax = Infinity): Judged {
  const { alone, amid } = textsOf(mutation);
  const program = programOf(alone);
  if (!program) return { kind: "does-not-compile" };
  if (!plainRuns.size) {
    const plain = programOf(sample);
    for (const scenario of plain ? scenarios : [])
      plainRuns.set(scenario.id, behaviourKey(runScenario(plain as Program, scenario)));
  }
  const differing = scenarios
    .filter(
      (scenario) => behaviourKey(runScenario(program, scenario)) !== plainRuns.get(scenario.id),
    )
    .slice(0, examinedMax);
  if (!differing.length) return { kind: "changes-nothing" };
  const mail = seriesOf([new Map(), sample, amid]);
  const patch = lastPatch(
    examineMail(mail, { patches: ["2"], scenarios: differing.map(({ id }) => id) }),
  );
  if (patch.notRunnable !== undefined) return { kind: "wrong", reasons: [patch.notRunnable] };
  const reasons = differing.flatMap(({ id }) => {
    const found = patch.scenarios.find((scenario) => scenario.id === id);
    if (!found) return [`${id}: not reported`];
    // What looks like an earlier scenario is put down to what that one is put down to.
    const told = patch.scenarios.find((scenario) => scenario.id === found.as?.scenario);
    return wrongIn(told ?? found, mutation);
  });
  return reasons.length ? { kind: "wrong", reasons } : { kind: "exact" };
}

function wrongIn(scenario: ScenarioExamination, mutation: Mutation): readonly string[] {
  const { id } = scenario;
  if (!scenario.changed) return [`${id}: told to be the same`];
  if (!scenario.causes.length) return [`${id}: no cause for ${firstOf(scenario)}`];
  const wanted = [mutation.was, ...(mutation.becomes === undefined ? [] : [mutation.becomes])];
  return scenario.causes.flatMap(({ of, lines, alsoWithout }) => {
    const texts = lines.map(({ text }) => text);
    const isExact = texts.join("\n") === wanted.map((line) => line.trim()).join("\n");
    if (isExact && !alsoWithout) return [];
    return [`${id}: ${of} is put down to ${texts.join(" / ")}${alsoWithout ? ", or not" : ""}`];
  });
}

const firstOf = ({ divergences, stateChanges }: Compared): string =>
  divergences[0]?.text ?? stateChanges[0]?.fact ?? "its end";
