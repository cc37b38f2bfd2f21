// SPDX-License-Identifier: MIT
// The command line: chooses the command, prints its answer, sets the exit status.
import { CommandError, exitStatus, type Answer } from "./answer";
import { parseList, parseSimulate } from "./args";
import { runModel, runScenarios } from "./catalog";
import { readFiles } from "./files";
import { forJson, forTerminal } from "./print";
import { runRead } from "./read";
import { runC } from "./run-c";
import { runSimulate } from "./simulate";

const usageText = `Usage: hunkscope COMMAND ...

  read FILE... [--json]       messages, threads, patches, hunks, comments, repairs, losses
  simulate FILE...            run the patched and the unpatched code, before | after
      [--patch N|SUBJECT]... [--scenario ID]... [--level L] [--hunks 1.1,1.2]
      [--with PATCH]... [--over PATCH]... [--set PATH=VALUE]...
      [--force LINE=true|false]... [--init-stack=none|zero|pattern]
      [--json] [--trace]
  scenarios [--json]          every scenario: id, title, world, stimuli, invariants
  model [--json]              files, functions, levels, and how faithful each is
  run-c FILE.c [--fuel N] [--json]
                              compile and run one C program in the engine

FILE may be - for standard input. Exit status: 0 done, 64 usage, 65 nothing usable in the
input, 70 our own failure; run-c ends with main's, 71 fuel spent, 72 a trap.
`;

function answer(command: string | undefined, args: readonly string[]): Answer {
  switch (command) {
    case "read": {
      const { files, json } = parseList(args, true);
      return runRead(readFiles(files), json);
    }
    case "simulate": {
      const { files, options, json, trace } = parseSimulate(args);
      return runSimulate(readFiles(files), options, json ? "json" : "terminal", trace);
    }
    case "scenarios":
      return runScenarios(parseList(args, false).json);
    case "model":
      return runModel(parseList(args, false).json);
    case "run-c":
      // The interpreted program writes its output itself, byte for byte.
      return { exit: runC(args), out: "", err: "" };
    case "help":
    case "--help":
    case "-h":
      return { exit: exitStatus.done, out: usageText, err: "" };
    case "replay":
    case "check":
      throw new CommandError(exitStatus.usage, `${command} is not available in this version`);
    case undefined:
      return { exit: exitStatus.usage, out: "", err: usageText };
    default:
      throw new CommandError(exitStatus.usage, `no such command: ${command}; try --help`);
  }
}

/** Never throws: a mistake of the user's is one line, a defect of ours one line and exit 70. */
function answerOrReason(args: readonly string[]): Answer {
  try {
    return answer(args[0], args.slice(1));
  } catch (error) {
    if (error instanceof CommandError)
      return {
        exit: error.exit,
        out: "",
        err: `hunkscope: ${error.message}\n`,
      };
    const message = error instanceof Error ? error.message : String(error);
    const again = ["hunkscope", ...args].join(" ");
    const err = `hunkscope: a defect of Hunkscope: ${message}; to reproduce: ${again}\n`;
    return { exit: exitStatus.ourFailure, out: "", err };
  }
}

function main(args: readonly string[]): void {
  // Whoever reads our output may stop early, as `head` does.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? exitStatus.done : exitStatus.ourFailure);
  });
  const { exit, out, err } = answerOrReason(args);
  process.exitCode = exit;
  const clean = args.includes("--json") ? forJson : forTerminal;
  if (err) process.stderr.write(forTerminal(err));
  if (out) process.stdout.write(clean(out));
}

main(process.argv.slice(2));
