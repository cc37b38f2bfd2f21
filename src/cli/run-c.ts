// SPDX-License-Identifier: MIT
import { readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { Op, compileUnit, linkProgram, opLengths, positionText, strayByte } from "../core/cc";
import type { CcDiagnostic, Position, Program, SourcePosition, SourceTree, Unit } from "../core/cc";
import { Machine, libcHosts } from "../core/interp";
import type { Frame, Stop, Trap } from "../core/interp";
import { libcFiles } from "./libc";
import { asksForHelp, usageOf } from "./usage";

/** Exit statuses of their own; everything else is main's. */
const exitUsage = 64;
const exitUnusable = 65;
const exitOutOfFuel = 71;
const exitTrap = 72;
/** As a shell tells of a program that SIGABRT ended. */
const exitAborted = 134;
const exitOfTrap = ({ kind }: Trap): number =>
  kind === "abort" || kind === "assert" ? exitAborted : exitTrap;

/** Some ten seconds; a program that needs more says so with --fuel. */
const fuelUsual = 500_000_000;

/** Room for what test programs allocate; to prepare it takes some milliseconds. */
const heapBytes = 0x4000000;
/** For those that allocate nothing, besides what they declare. */
const noHeapBytes = 0;
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

/** What is not known stays without a value until the program decides something by it. */
const unknowns = new Set([
  "cc/incomplete-type",
  "cc/unknown-callee",
  "cc/unknown-field",
  "cc/unknown-type",
]);

/** How long a full pipe is left alone. */
const retryMilliseconds = 2;

/** Of a deeper stack the innermost frames and the outermost are shown; recursion fills the rest. */
const framesShown = 64;
const framesOutermost = 16;

/** More errors than this only repeat the first. */
const errorsShown = 20;

/** Takes text for standard output or standard error; each character is one byte. */
export type Write = (stream: 1 | 2, text: string) => void;

const writeStream: Write = (stream, text) => {
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length;) at += writtenOrWaited(stream, bytes, at);
};

/** A pipe whose reader is slow may refuse; it is asked again a little later. */
function writtenOrWaited(stream: 1 | 2, bytes: Buffer, at: number): number {
  try {
    return writeSync(stream, bytes, at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMilliseconds);
    return 0;
  }
}

/** How a program ended, and why when it did not end by itself. */
interface Ended {
  readonly exit: number;
  readonly outcome: "refused" | Stop["kind"];
  /** What is said of it on standard error. */
  readonly text: string;
  readonly trap?: Trap;
  readonly position?: SourcePosition;
  readonly diagnostics?: readonly CcDiagnostic[];
}

/**
 * Compiles and runs one C program; its output goes to the real streams, or with `--json` into one
 * document (schema 1) in which each character of `stdout` and `stderr` is one byte.
 */
export function runC(args: readonly string[], write: Write = writeStream): number {
  if (asksForHelp(args)) {
    write(1, usageOf("run-c"));
    return 0;
  }
  const request = parseArguments(args);
  if (!request) {
    write(2, usageOf("run-c"));
    return exitUsage;
  }
  const { file, json } = request;
  const streams: Record<1 | 2, string> = { 1: "", 2: "" };
  const ended = runFile(request, json ? (stream, text) => (streams[stream] += text) : write);
  if (json) write(1, endedJson(file, ended, streams[1], streams[2]));
  else if (ended.text) write(2, ended.text);
  return ended.exit;
}

function runFile({ file, fuel, misaligned, json }: Request, write: Write): Ended {
  const refused = (text: string, diagnostics: readonly CcDiagnostic[] = []): Ended => ({
    exit: exitUnusable,
    outcome: "refused",
    text,
    diagnostics,
  });
  if (readOrUndefined(file) === undefined) return refused(`hunkscope run-c: cannot read ${file}\n`);
  const unit = compile(file);
  const errors = errorsOf(unit);
  if (errors.length) return refused(errorsText(errors), errors);
  const output = new Output(write);
  const hosts = libcHosts((text, stream) => output.write(text, stream));
  const units = needsLibrary(unit, hosts) ? [unit, compile(`${libcFolder}/libc.c`)] : [unit];
  const program = linkProgram(units, { hosts: Object.keys(hosts) });
  const tooLarge = program.diagnostics.filter(({ code }) => code === "cc/too-large");
  if (tooLarge.length) return refused(errorsText(tooLarge), tooLarge);
  const main = program.functionNamed("main");
  if (main?.state !== "ok") {
    const why = unit.diagnostics.filter((one) => one.function === "main");
    return why.length ? refused(errorsText(why), why) : refused(`${file}: no function main\n`);
  }
  const warnings = warningsOf(unit, program);
  if (warnings.length && !json) write(2, errorsText(warnings));
  const machine = new Machine(program, {
    memoryBytes: allocates(program) ? heapBytes : noHeapBytes,
    ...{ fuel, stackBytes, maxDepth, hosts, misaligned },
  });
  let stop = machine.call(main, mainArguments(machine, file, main.params.length));
  const atExit = program.functionNamed("__hs_run_atexit");
  if (stop.kind === "returned" && atExit?.state === "ok") {
    const done = machine.call(atExit, []);
    if (done.kind !== "returned") stop = done;
  }
  output.flush();
  const ended = endOf(stop);
  return { ...ended, diagnostics: [...warnings, ...(ended.diagnostics ?? [])] };
}

const allocators = new Set(["malloc", "calloc", "realloc", "aligned_alloc", "strdup"]);

function allocates({ functions, code }: Program): boolean {
  if (functions.some(({ name, state }) => state === "host" && allocators.has(name))) return true;
  for (let pc = 0; pc < code.length; pc += opLengths[code[pc] ?? 0] ?? 1)
    if (code[pc] === Op.Alloca) return true;
  return false;
}

/** Whether anything is named that neither the program nor the engine has. */
function needsLibrary({ typed }: Unit, hosts: Readonly<Record<string, unknown>>): boolean {
  const { functionSymbols, globals } = typed;
  return (
    functionSymbols.some(({ name, defined }) => !defined && !Object.hasOwn(hosts, name)) ||
    globals.some(({ defined }) => !defined)
  );
}

function errorsText(errors: readonly CcDiagnostic[]): string {
  const more = errors.length - errorsShown;
  const text = errors.slice(0, errorsShown).map(diagnosticLine).join("");
  return more > 0 ? `${text}and ${more} more\n` : text;
}

/**
 * Errors that are the program's; what only this engine cannot do matters when it is called. A name
 * that nothing declares is one: nobody is there to say what it stands for.
 */
function errorsOf({ diagnostics }: Unit): readonly CcDiagnostic[] {
  const errors = diagnostics
    .filter(({ severity, code }) => severity === "error" || code === "cc/unknown-name")
    .map((one): CcDiagnostic => ({ ...one, severity: "error" }));
  const spoiled = new Set(
    errors.flatMap((one) => (unsupported.has(one.code) && one.function ? [one.function] : [])),
  );
  return errors.filter((one) => one.function === undefined || !spoiled.has(one.function));
}

/** What of the program is not known; a function that was called before it is defined is. */
function warningsOf({ diagnostics }: Unit, { functions }: Program): readonly CcDiagnostic[] {
  const stubs = functions.filter(({ state }) => state === "stub").map(({ name }) => name);
  const isMissing = ({ code, message }: CcDiagnostic): boolean =>
    code !== "cc/unknown-callee" || stubs.some((name) => message.startsWith(`"${name}" `));
  return diagnostics.filter(
    (one) => one.severity === "warning" && unknowns.has(one.code) && isMissing(one),
  );
}

interface Request {
  readonly file: string;
  readonly fuel: number;
  readonly misaligned: "allow" | "trap";
  readonly json: boolean;
}

function parseArguments(args: readonly string[]): Request | undefined {
  let file: string | undefined;
  let fuel = fuelUsual;
  let misaligned: Request["misaligned"] = "allow";
  let json = false;
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? "";
    const [, option = "", given] = /^(--fuel|--misaligned)(?:=(.*))?$/.exec(argument) ?? [];
    const text = option ? (given ?? args[++index]) : "";
    if (option === "--fuel") {
      fuel = Number(text);
      if (!Number.isSafeInteger(fuel) || fuel <= 0) return undefined;
    } else if (option) {
      if (text !== "allow" && text !== "trap") return undefined;
      misaligned = text;
    } else if (argument === "--json") json = true;
    else if (argument.startsWith("-") || file !== undefined) return undefined;
    else file = argument;
  }
  return file === undefined ? undefined : { file, fuel, misaligned, json };
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
    return textOf(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** What may be a character of UTF-8, and other bytes above 0x7f one by one. */
const multibyte =
  /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;

/** As UTF-8; bytes that are not keep what they are in strings, as they do with gcc. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  if (!text.includes("\ufffd")) return text;
  const stray = (piece: string): string =>
    piece.replace(/[^]/g, (byte) => String.fromCharCode(strayByte + byte.charCodeAt(0)));
  return bytes.toString("latin1").replace(multibyte, (piece) => {
    const character = Buffer.from(piece, "latin1").toString("utf8");
    return [...character].length === 1 && character !== "\ufffd" ? character : stray(piece);
  });
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

function endOf(stop: Stop): Ended {
  const outcome = stop.kind;
  switch (stop.kind) {
    case "returned":
      return { outcome, exit: stop.value ? Number(stop.value.bits & 0xffn) : 0, text: "" };
    case "exited":
      return { outcome, exit: stop.status, text: "" };
    case "trapped":
      return { outcome, exit: exitOfTrap(stop.trap), text: trapText(stop.trap), trap: stop.trap };
    case "out-of-fuel": {
      const { position, stack } = stop;
      const text = `${positionText(position)}: out of fuel\n${stackText(stack)}`;
      return { outcome, exit: exitOutOfFuel, text, position };
    }
    case "blocked": {
      const { position, on } = stop;
      const text = `${positionText(position)}: blocked on ${on}\n`;
      return { outcome, exit: exitTrap, text, position };
    }
    case "not-runnable": {
      const { reason, diagnostics } = stop;
      const text = `${reason}\n${diagnostics.map(diagnosticLine).join("")}`;
      return { outcome, exit: exitUnusable, text, diagnostics };
    }
  }
}

function endedJson(file: string, ended: Ended, stdout: string, stderr: string): string {
  const { exit, outcome, text, trap, position, diagnostics } = ended;
  const place = ({ path, line, column }: Position): object => ({ file: path, line, column });
  const at = (one: SourcePosition): object => ({
    ...place(one),
    ...(one.expansion && {
      expansion: one.expansion.map((use) => ({ macro: use.name, ...place(use) })),
    }),
  });
  const frames = (stack: readonly Frame[]): unknown => {
    const [inner, , outer] = shownFrames(stack);
    return [...inner, ...outer].map((frame) => ({
      function: frame.function,
      at: at(frame.position),
    }));
  };
  const value = {
    schema: 1,
    program: file,
    exit,
    outcome,
    stdout,
    stderr,
    ...(text && { reason: text.trimEnd() }),
    ...(trap && {
      trap: {
        kind: trap.kind,
        message: trap.message,
        at: at(trap.position),
        stack: frames(trap.stack),
        stackDepth: trap.stack.length,
        ...(trap.allocatedAt && { allocatedAt: frames(trap.allocatedAt) }),
        ...(trap.freedAt && { freedAt: frames(trap.freedAt) }),
      },
    }),
    ...(position && { at: at(position) }),
    diagnostics: (diagnostics ?? []).map((one) => ({
      code: one.code,
      severity: one.severity,
      message: one.message,
      at: at(one.position),
    })),
  };
  // Bytes, one a character, go out as they came in: beyond ASCII they are escaped.
  const escaped = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value, undefined, 1).replace(/[^\n -~]/g, escaped)}\n`;
}

function trapText(trap: Trap): string {
  let text = `${positionText(trap.position)}: trap: ${trap.kind}: ${trap.message}\n`;
  text += stackText(trap.stack);
  const [allocated] = trap.allocatedAt ?? [];
  if (allocated)
    text += `  allocated in ${allocated.function} at ${positionText(allocated.position)}\n`;
  return text;
}

function stackText(stack: readonly Frame[]): string {
  const text = (frames: readonly Frame[]): string =>
    frames.map((frame) => `  in ${frame.function} at ${positionText(frame.position)}\n`).join("");
  const [inner, left, outer] = shownFrames(stack);
  return text(inner) + (left ? `  (${left} more)\n` : "") + text(outer);
}

/** The frames to show, innermost first, and how many are left out between them. */
function shownFrames(
  stack: readonly Frame[],
): readonly [readonly Frame[], number, readonly Frame[]] {
  if (stack.length <= framesShown) return [stack, 0, []];
  const inner = stack.slice(0, framesShown - framesOutermost);
  return [inner, stack.length - framesShown, stack.slice(-framesOutermost)];
}

function diagnosticLine({ position, severity, message }: CcDiagnostic): string {
  const at = (where: Position): string => `${positionText(where)}:${where.column}`;
  const uses = [...(position.expansion ?? [])].reverse();
  const notes = uses.map((use) => `${at(use)}: note: out of the macro ${use.name}\n`);
  return `${at(position)}: ${severity}: ${message}\n${notes.join("")}`;
}

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
