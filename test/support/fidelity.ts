// SPDX-License-Identifier: MIT
// The kernel's own text of the model's functions in the model's place: what can be substituted, and
// whether the same scenarios then show the same. Kernel text is input at run time and stays in
// memory; what is printed are names and the first thing that differs.
import { outline, type Item } from "../../src/core/apply";
import { compileUnit, linkProgram, type Program, type Unit } from "../../src/core/cc";
import { hostNames, Machine } from "../../src/core/interp";
import { compileOptions, functionCatalog, modelTree, modelUnits } from "../../src/core/kernel";
import {
  fuelStock,
  parseScenario,
  runScenario,
  type Run,
  type Scenario,
  type TraceEvent,
} from "../../src/core/sim";
import { bootWorld } from "../../src/core/world";
import { linuxSource } from "./linux";

export const level = "L1";
const tree = modelTree(level);
const options = compileOptions(level);

/** A function of the model that the kernel has under the same path and name. */
export interface Candidate {
  readonly path: string;
  readonly name: string;
}

/** One function as the kernel has it, with what it needs of its own file. */
export interface Piece extends Candidate {
  readonly text: string;
  /** Items of the kernel's file that have to come along: helpers, macros, types. */
  readonly brought: readonly Item[];
}

const linesOf = (text: string): readonly string[] => text.split("\n");

const textOf = (text: string, { startLine, endLine }: Item): string =>
  linesOf(text)
    .slice(startLine - 1, endLine)
    .join("\n");

interface KernelFile {
  readonly text: string;
  readonly items: readonly Item[];
  readonly functions: ReadonlySet<string>;
}

let kernelFiles: ReadonlyMap<string, KernelFile> | undefined;

/** The kernel's files of all functions of the model that are interpreted, by path. */
function readKernel(): ReadonlyMap<string, KernelFile> {
  if (kernelFiles) return kernelFiles;
  const paths = [...new Set(interpreted().map(({ path }) => path))];
  kernelFiles = new Map(
    [...linuxSource(paths)].map(([path, text]) => {
      const items = outline(text);
      const functions = items.filter(({ kind, body }) => kind === "function" && body);
      return [path, { text, items, functions: new Set(functions.map(({ name }) => name)) }];
    }),
  );
  return kernelFiles;
}

export const interpreted = (): readonly Candidate[] =>
  functionCatalog(level).filter(({ fidelity }) => fidelity === "interpreted");

/** Interpreted functions by whether the kernel has one of that name in that file. */
export function candidates(): {
  readonly compared: readonly Candidate[];
  readonly own: readonly Candidate[];
} {
  const kernel = readKernel();
  const has = ({ path, name }: Candidate): boolean =>
    kernel.get(path)?.functions.has(name) === true;
  const all = interpreted();
  return { compared: all.filter(has), own: all.filter((one) => !has(one)) };
}

const itemOf = (items: readonly Item[], name: string, isFunction: boolean): Item | undefined =>
  items.find((item) => item.name === name && (item.kind === "function") === isFunction);

/** How often what is missing is looked for in the kernel's own file. */
const rounds = 8;

/** The kernel's text of one function, with what it needs; or why it does not compile. */
export function piece({ path, name }: Candidate): Piece | string {
  const kernel = readKernel().get(path);
  const item = kernel && itemOf(kernel.items, name, true);
  if (!kernel || !item) return "the kernel has no such function there";
  let made: Piece = { path, name, text: textOf(kernel.text, item), brought: [] };
  for (let round = 0; round < rounds; round++) {
    const problems = problemsOf(path, [made]);
    const [first] = problems;
    if (first === undefined) return made;
    const wanted = problems
      .flatMap((problem) => [...problem.matchAll(/"(\w+)"|\b(?:struct|enum|union) (\w+)/g)])
      .map(([, quoted, tag]) => quoted ?? tag ?? "");
    const found = kernel.items.filter(
      (one) =>
        wanted.includes(one.name) &&
        one.name !== name &&
        !made.brought.includes(one) &&
        !hasItem(tree.read(path) ?? "", one.name),
    );
    if (!found.length) return first;
    made = {
      ...made,
      brought: kernel.items.filter((one) => [...made.brought, ...found].includes(one)),
    };
  }
  return "needs too much of its file";
}

const hasItem = (text: string, name: string): boolean =>
  outline(text).some((item) => item.name === name && item.kind !== "declaration");

const marker = (name: string): string => `/* kernel's ${name} */`;

/** The model's file with some functions in the kernel's words. */
function substituted(path: string, pieces: readonly Piece[]): string {
  const text = tree.read(path) ?? "";
  const lines = [...linesOf(text)];
  const items = outline(text);
  const kernel = readKernel().get(path);
  const brought = kernel
    ? kernel.items.filter((item) => pieces.some((one) => one.brought.includes(item)))
    : [];
  // Declared first what stands in the file: the kernel's order of functions is another one.
  const prototypes = items
    .filter(({ kind, body }) => kind === "function" && body)
    .map((item) => prototypeOf(textOf(text, item)));
  const places = pieces
    .map((one) => ({ one, item: itemOf(items, one.name, true) }))
    .filter((place): place is { one: Piece; item: Item } => place.item !== undefined)
    .sort((a, b) => b.item.startLine - a.item.startLine);
  for (const { one, item } of places)
    lines.splice(item.startLine - 1, item.endLine - item.startLine + 1, marker(one.name), one.text);
  const first = places.at(-1)?.item.startLine ?? 1;
  const own = kernel ? brought.map((item) => textOf(kernel.text, item)) : [];
  return [...lines.slice(0, first - 1), ...prototypes, ...own, ...lines.slice(first - 1)].join(
    "\n",
  );
}

/** "static int f(int a);" of a function's text. */
function prototypeOf(text: string): string {
  const head = text.slice(0, text.indexOf("{")).trim();
  return /\binline\b/.test(head) ? "" : `${head};`;
}

const unitCache = new Map<string, Unit>();

function modelUnit(path: string): Unit {
  const known = unitCache.get(path) ?? compileUnit(tree, path, options);
  unitCache.set(path, known);
  return known;
}

function unitWith(path: string, pieces: readonly Piece[]): Unit {
  const text = substituted(path, pieces);
  const read = (name: string): string | undefined => (name === path ? text : tree.read(name));
  return compileUnit({ read }, path, options);
}

const worst = new Set([
  ...["cc/unknown-callee", "cc/unknown-field", "cc/unknown-name", "cc/incomplete-type"],
  ...["cc/incompatible-pointer", "cc/int-conversion"],
]);

function problemsOf(path: string, pieces: readonly Piece[]): readonly string[] {
  const unit = unitWith(path, pieces);
  const found = unit.diagnostics.filter(
    ({ severity, code }) => severity === "error" || worst.has(code),
  );
  if (found.length) return found.map(({ message }) => message);
  const program = linkProgram(
    modelUnits(level).map((one) => (one === path ? unit : modelUnit(one))),
    { hosts: hostNames },
  );
  return program.diagnostics.map(({ message }) => message);
}

/** The model with these functions in the kernel's words. */
export function programWith(pieces: readonly Piece[]): Program {
  const touched = new Set(pieces.map(({ path }) => path));
  return linkProgram(
    modelUnits(level).map((path) =>
      touched.has(path)
        ? unitWith(
            path,
            pieces.filter((one) => one.path === path),
          )
        : modelUnit(path),
    ),
    { hosts: hostNames },
  );
}

/** Names of functions whose calls are compared: the kernel has them, whoever writes them. */
let kernelNames: ReadonlySet<string> | undefined;

function isKernelName(name: string): boolean {
  kernelNames ??= new Set([...readKernel().values()].flatMap(({ functions }) => [...functions]));
  return kernelNames.has(name);
}

/** What a run shows without what is one side's own: words of messages, calls of own helpers. */
function shown(run: Run, helpers: ReadonlySet<string>): readonly string[] {
  const isKept = ({ kind, name }: TraceEvent): boolean =>
    !["call", "return"].includes(kind) || (isKernelName(name) && !helpers.has(name));
  const words = ({ kind, thread, name, key }: TraceEvent): string =>
    kind === "message" ? `${thread}|message|${name}` : key;
  const events = run.events.filter(isKept);
  const steps = new Map(events.map(({ step }, index) => [step, index]));
  const facts = (which: string, state: ReadonlyMap<string, string>): readonly string[] =>
    [...state].map(([name, value]) => `${which}: ${name} = ${value}`);
  return [
    ...facts("at first", run.initialState),
    ...events.map(words),
    ...facts("in the end", run.state),
    `outcome: ${outcomeText(run.outcome)}`,
    ...run.verdicts.map(({ invariant, state, firstEvent }) => {
      const at =
        firstEvent === undefined ? "" : ` by event ${steps.get(firstEvent) ?? "of its own"}`;
      return `${invariant} ${state}${at}`;
    }),
  ];
}

function outcomeText(outcome: Run["outcome"]): string {
  switch (outcome.kind) {
    case "trapped":
      return `trapped in ${outcome.function}: ${outcome.trap}`;
    case "deadlocked":
      return `deadlocked: ${outcome.waits.join("; ")}`;
    case "not-runnable":
      return `not runnable: ${outcome.reason}`;
    default:
      return outcome.kind;
  }
}

/** The first thing that one scenario shows otherwise. */
export interface Difference {
  readonly scenario: string;
  readonly model: string;
  readonly kernel: string;
}

/** Runs scenarios on the model as it is, once each, and on what is held against it. */
export class Comparer {
  private readonly model = programWith([]);
  private readonly runs = new Map<Scenario, Run>();
  private readonly booted = new Set<string>();
  private readonly enteredIn = new Map<string, Scenario[]>();

  constructor(readonly scenarios: readonly Scenario[]) {
    for (const scenario of scenarios) {
      const run = runScenario(this.model, scenario);
      this.runs.set(scenario, run);
      for (const index of run.entered) {
        const name = this.nameOf(index);
        this.enteredIn.set(name, [...(this.enteredIn.get(name) ?? []), scenario]);
      }
      this.boot(scenario);
    }
  }

  private nameOf(index: number): string {
    return this.model.functions[index]?.name ?? "";
  }

  private boot(scenario: Scenario): void {
    const machine = new Machine(this.model, {
      fuel: fuelStock,
      hooks: { entered: ({ index }) => void this.booted.add(this.nameOf(index)) },
    });
    bootWorld(machine, scenario.world);
  }

  /** The scenarios that show a function at work, or that boot differently where only that does. */
  scenariosOf(name: string): readonly Scenario[] {
    const entered = this.enteredIn.get(name);
    if (entered) return entered;
    return this.booted.has(name) ? this.bootScenarios() : [];
  }

  private bootScenarios(): readonly Scenario[] {
    const worlds = new Set<string>();
    return this.scenarios.filter(({ world }) => {
      const key = JSON.stringify([world.devices, world.mappers, world.mounts]);
      return !worlds.has(key) && worlds.add(key);
    });
  }

  differences(pieces: readonly Piece[], scenarios: readonly Scenario[]): readonly Difference[] {
    const kernel = programWith(pieces);
    const helpers = new Set(pieces.flatMap(({ brought }) => brought.map(({ name }) => name)));
    return scenarios.flatMap((scenario) => {
      const known = this.runs.get(scenario) ?? runScenario(this.model, scenario);
      const ours = shown(known, helpers);
      const theirs = shown(runScenario(kernel, scenario), helpers);
      const length = Math.max(ours.length, theirs.length);
      for (let index = 0; index < length; index++) {
        const [model = "nothing more", own = "nothing more"] = [ours[index], theirs[index]];
        if (model !== own) return [{ scenario: scenario.id, model, kernel: own }];
      }
      return [];
    });
  }
}

/** Besides the shipped ones: what those do not do at this level without a patch. */
export function extraScenarios(): readonly Scenario[] {
  const on = (id: string, world: object, ...stimuli: readonly object[]): Scenario => {
    const { value, diagnostics } = parseScenario({ id, world: { base: "w0", ...world }, stimuli });
    if (!value) throw new Error(JSON.stringify(diagnostics));
    return value;
  };
  const unbind = { kind: "unbind", device: "pmem0", by: "SH" };
  const mount = { mount: "m0", by: "SH" };
  const early = { processes: { P1: { earlyKill: true }, P2: { earlyKill: true } } };
  const poison = (page: number, by = "kworker") => ({
    kind: "memory-failure",
    ...{ object: "F1", page, by },
  });
  const touch = (kind: string, page: number) => ({ kind, file: "F1", page, by: "P1" });
  const second = { pmem1: { basePhys: "0x200000000", bytes: 65536 } };
  return [
    on("early-unbind", early, unbind),
    on("early-poison", early, poison(1)),
    on("early-poison-last", early, poison(7)),
    on("consumed", {}, poison(1, "P1")),
    on("freeze-thaw", {}, { kind: "freeze", ...mount }, { kind: "thaw", ...mount }),
    on("freeze-twice", {}, { kind: "freeze", ...mount }, { kind: "freeze", ...mount }),
    on("thaw-alone", {}, { kind: "thaw", ...mount }),
    on("freeze-read-only", { mounts: { m0: { readOnly: true } } }, { kind: "freeze", ...mount }),
    on("freeze-unborn", { mounts: { m0: { born: false } } }, { kind: "freeze", ...mount }),
    on(
      "sync-fails",
      { injections: [{ call: "sync_fs", error: "EIO" }] },
      { kind: "freeze", ...mount },
      { kind: "thaw", ...mount },
    ),
    on("umount", {}, { kind: "umount", ...mount }),
    on("umount-unbind", {}, { kind: "umount", ...mount }, unbind),
    on("rebind", {}, { kind: "umount", ...mount }, unbind, { ...unbind, kind: "bind" }),
    on("read-then-write", {}, touch("read", 3), touch("write", 3), touch("write", 2)),
    on("not-in-core", { files: { F1: { cache: "not-cached" } } }, poison(1)),
    on("log-device", { devices: second, mounts: { m0: { logDevice: "pmem1" } } }, unbind),
    on("two-poisons", {}, poison(1), poison(2), unbind),
  ];
}
