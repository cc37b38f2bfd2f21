// SPDX-License-Identifier: MIT
import { readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { compileUnit, linkProgram, positionText } from "../core/cc";
import type { CcDiagnostic, SourceTree, Unit } from "../core/cc";
import { Machine, libcHosts } from "../core/interp";
import type { Frame, Stop, Trap } from "../core/interp";
import { libcFiles } from "./libc";

/** Exit statuses of their own; everything else is main's. */
const exitUsage = 64;
const exitUnusable = 65;
const exitOutOfFuel = 71;
const exitTrap = 72;

/** Some ten seconds; a program that needs more says so with --fuel. */
const fuelUsual = 500_000_000;

/** Room for what test programs declare; pages nobody touches cost nothing. */
const memoryBytes = 0x4000000;
const stackBytes = 0x800000;
const maxDepth = 100_000;

/** Headers of the C library are found under this folder, which no disk has. */
const libcFolder = "<libc>";

/** C that is parsed and not run: functions with it can be there, but not be called. */
const unsupported = new Set([
  "cc/float",
  "cc/inline-asm",
  "cc/label-address",
  "cc/nested-function",
  "cc/unsupported",
  "cc/variable-length",
]);

/** More errors than this only repeat the first. */
const errorsShown = 20;

const usage = "usage: hunkscope run-c FILE.c [--fuel N]\n";

/** Takes text for standard output or standard error; each character is one byte. */
export type Write = (stream: 1 | 2, text: string) => void;

const writeStream: Write = (stream, text) => {
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length;) at += writeSync(stream, bytes, at);
};

/** Compiles and runs one C program; its output goes to the real streams. */
export function runC(args: readonly string[], write: Write = writeStream): number {
  const request = parseArguments(args);
  if (!request) {
    write(2, usage);
    return exitUsage;
  }
  const { file, fuel } = request;
  if (readOrUndefined(file) === undefined) {
    write(2, `hunkscope run-c: cannot read ${file}\n`);
    return exitUnusable;
  }
  const unit = compile(file);
  const errors = errorsOf(unit);
  if (errors.length) {
    write(2, errors.slice(0, errorsShown).map(diagnosticLine).join(""));
    if (errorsShown < errors.length) write(2, `and ${errors.length - errorsShown} more\n`);
    return exitUnusable;
  }
  return run(file, fuel, [unit, compile(`${libcFolder}/libc.c`)], write);
}

/** Errors that are the program's; what only this engine cannot do matters when it is called. */
function errorsOf({ diagnostics }: Unit): readonly CcDiagnostic[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const spoiled = new Set(
    errors.flatMap((one) => (unsupported.has(one.code) && one.function ? [one.function] : [])),
  );
  return errors.filter((one) => one.function === undefined || !spoiled.has(one.function));
}

function parseArguments(args: readonly string[]): { file: string; fuel: number } | undefined {
  let file: string | undefined;
  let fuel = fuelUsual;
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? "";
    if (argument === "--fuel" || argument.startsWith("--fuel=")) {
      const text = argument === "--fuel" ? args[++index] : argument.slice("--fuel=".length);
      fuel = Number(text);
      if (!Number.isSafeInteger(fuel) || fuel <= 0) return undefined;
    } else if (argument.startsWith("-") || file !== undefined) return undefined;
    else file = argument;
  }
  return file === undefined ? undefined : { file, fuel };
}

const compile = (path: string): Unit =>
  compileUnit(tree, path, { includePaths: [libcFolder, dirname(path)], defines: {} });

const tree: SourceTree = {
  read: (path) =>
    path.startsWith(`${libcFolder}/`)
      ? libcFiles.get(path.slice(libcFolder.length + 1))
      : readOrUndefined(path),
};

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function run(file: string, fuel: number, units: readonly Unit[], write: Write): number {
  const output = new Output(write);
  const hosts = libcHosts((text, stream) => output.write(text, stream));
  const program = linkProgram(units, { hosts: Object.keys(hosts) });
  const tooLarge = program.diagnostics.filter(({ code }) => code === "cc/too-large");
  if (tooLarge.length) {
    write(2, tooLarge.map(diagnosticLine).join(""));
    return exitUnusable;
  }
  const main = program.functionNamed("main");
  if (main?.state !== "ok") {
    write(2, `${file}: no function main\n`);
    return exitUnusable;
  }
  const machine = new Machine(program, { fuel, memoryBytes, stackBytes, maxDepth, hosts });
  const stop = machine.call(main, mainArguments(machine, file, main.params.length));
  output.flush();
  return report(stop, write);
}

function mainArguments(machine: Machine, file: string, count: number): bigint[] {
  if (!count) return [];
  const vector = machine.alloc(16, { zeroed: true, name: "argv" });
  const name = machine.allocString(file);
  const bytes = new Uint8Array(8);
  for (let index = 0; index < 8; index++)
    bytes[index] = Number((name >> BigInt(index * 8)) & 0xffn);
  machine.writeBytes(vector, bytes);
  return [1n, vector, 0n].slice(0, count);
}

function report(stop: Stop, write: Write): number {
  switch (stop.kind) {
    case "returned":
      return stop.value ? Number(stop.value.bits & 0xffn) : 0;
    case "exited":
      return stop.status;
    case "trapped":
      write(2, trapText(stop.trap));
      return exitTrap;
    case "out-of-fuel":
      write(2, `${positionText(stop.position)}: out of fuel\n${stackText(stop.stack)}`);
      return exitOutOfFuel;
    case "blocked":
      write(2, `${positionText(stop.position)}: blocked on ${stop.on}\n`);
      return exitTrap;
    case "not-runnable":
      write(2, `${stop.reason}\n${stop.diagnostics.map(diagnosticLine).join("")}`);
      return exitUnusable;
  }
}

function trapText(trap: Trap): string {
  let text = `${positionText(trap.position)}: trap: ${trap.kind}: ${trap.message}\n`;
  text += stackText(trap.stack);
  const [allocated] = trap.allocatedAt ?? [];
  if (allocated)
    text += `  allocated in ${allocated.function} at ${positionText(allocated.position)}\n`;
  return text;
}

const stackText = (stack: readonly Frame[]): string =>
  stack.map((frame) => `  in ${frame.function} at ${positionText(frame.position)}\n`).join("");

const diagnosticLine = ({ position, severity, message }: CcDiagnostic): string =>
  `${positionText(position)}:${position.column}: ${severity}: ${message}\n`;

/** Collects output in large pieces; both streams keep their order among themselves. */
class Output {
  private pending = "";
  private stream: 1 | 2 = 1;

  constructor(private readonly out: Write) {}

  write(text: string, stream: 1 | 2): void {
    if (stream !== this.stream || this.pending.length > 0x10000) this.flush();
    this.stream = stream;
    this.pending += text;
  }

  flush(): void {
    if (this.pending) this.out(this.stream, this.pending);
    this.pending = "";
  }
}
