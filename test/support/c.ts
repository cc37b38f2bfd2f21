// SPDX-License-Identifier: MIT
// Compiles and runs C texts in tests, with run-c's library.
import { compileUnit, linkProgram } from "../../src/core/cc";
import type { CcDiagnostic, Program } from "../../src/core/cc";
import { Machine, libcHosts } from "../../src/core/interp";
import type { MachineOptions, Stop } from "../../src/core/interp";
import { libcFiles } from "../../src/cli/libc";

export interface CRun {
  readonly program: Program;
  readonly machine: Machine;
  readonly stop: Stop;
  readonly output: string;
  readonly errors: readonly CcDiagnostic[];
}

const compile = (files: Readonly<Record<string, string>>, path: string) =>
  compileUnit(
    {
      read: (name) =>
        name.startsWith("libc/") ? libcFiles.get(name.slice("libc/".length)) : files[name],
    },
    path,
    { includePaths: ["libc", ""], defines: {} },
  );

let library: ReturnType<typeof compile> | undefined;

export function link(
  files: Readonly<Record<string, string>>,
  given: readonly string[] = [],
): Program {
  library ??= compile({}, "libc/libc.c");
  const units = Object.keys(files)
    .filter((path) => path.endsWith(".c"))
    .map((path) => compile(files, path));
  const hosts = [...Object.keys(libcHosts(() => undefined)), "__hs_alloc", "__hs_free"];
  return linkProgram([...units, library], {
    hosts: [
      ...hosts,
      ...given,
      "__hs_name",
      "__hs_event",
      "__hs_message",
      "__hs_choose",
      "__hs_trap",
      "__hs_block",
      "__hs_wait",
      "__hs_wake",
      "__hs_undefined64",
      "__hs_is_undefined",
    ],
  });
}

/** A machine for a text, and what it prints. */
export function boot(
  text: string,
  options: Partial<MachineOptions> = {},
): { readonly machine: Machine; readonly program: Program; output(): string } {
  const program = link({ "t.c": text }, Object.keys(options.hosts ?? {}));
  let output = "";
  const machine = new Machine(program, {
    fuel: 10_000_000,
    memoryBytes: 0x400000,
    hosts: libcHosts((piece) => void (output += piece)),
    ...options,
  });
  return { machine, program, output: () => output };
}

/** Runs main of a text whose path is t.c. */
export function runText(text: string, options: Partial<MachineOptions> = {}): CRun {
  const { machine, program, output } = boot(text, options);
  const takesArguments = (program.functionNamed("main")?.params.length ?? 0) > 0;
  const stop = machine.call("main", takesArguments ? [1, 0] : []);
  const errors = program.diagnostics.filter(({ severity }) => severity === "error");
  return { program, machine, stop, output: output(), errors };
}
