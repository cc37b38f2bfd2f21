// SPDX-License-Identifier: MIT
// The command line: chooses the command, prints its answer, sets the exit status. Only run-c is a
// part of its own.
import { lookText } from "../core/report";
import type { FirstLook } from "../core/review";
import { CommandError, exitStatus, type Answer } from "./answer";
import { useKeptBases } from "./bases";
import { parseCheck, parseList, parseReplay, parseSimulate } from "./args";
import { runModel, runScenarios } from "./catalog";
import { coloured, showsColour } from "./colour";
import { readFiles, writeFiles } from "./files";
import { forJson, forTerminal } from "./print";
import { runRead } from "./read";
import { runCheck, runReplay, runSimulate } from "./simulate";
import { asksForHelp, isCommand, usageOf } from "./usage";

function answer(command: string | undefined, args: readonly string[]): Answer {
  if (command !== undefined && isCommand(command) && asksForHelp(args))
    return { exit: exitStatus.done, out: usageOf(command), err: "" };
  switch (command) {
    case "read": {
      const { files, json } = parseList(args, true);
      return runRead(readFiles(files, warn), json, watch);
    }
    case "simulate": {
      const { files, options, ...wanted } = parseSimulate(args);
      return runSimulate(readFiles(files, warn), options, wanted, watch);
    }
    case "replay": {
      const { file, shape, trace } = parseReplay(args);
      const [bundle] = readFiles([file]);
      if (!bundle) throw new CommandError(exitStatus.usage, "one BUNDLE is needed");
      return runReplay(bundle, shape, trace, watch);
    }
    case "check": {
      parseCheck(args);
      const [mail] = readFiles(["-"]);
      if (!mail) throw new CommandError(exitStatus.usage, "a mail is needed on standard input");
      return runCheck(mail);
    }
    case "scenarios":
      return runScenarios(parseList(args, false).json);
    case "model":
      return runModel(parseList(args, false).json);
    case "help":
    case "--help":
    case "-h":
      return { exit: exitStatus.done, out: usageOf(), err: "" };
    case undefined:
      return { exit: exitStatus.usage, out: "", err: usageOf() };
    default:
      throw new CommandError(exitStatus.usage, `no such command: ${command}; try --help`);
  }
}

const warn = (words: string): void =>
  void process.stderr.write(forTerminal(`hunkscope: ${words}\n`));

/** Tells whoever waits at a terminal what a run is about and has found; elsewhere nobody. */
function watch(about: string, look?: FirstLook): void {
  if (!process.stderr.isTTY) return;
  const width = Math.min(process.stderr.columns || 80, 100) - 1;
  const text = look ? lookText(look) : about;
  const line = forTerminal(text).replace(/\n/g, " ").slice(0, width);
  process.stderr.write(`\r\u001b[K${line}${look ? "\n" : ""}`);
}

/** Never throws: a mistake of the user's is one line, a defect of ours one line and exit 70. */
function answerOrReason(args: readonly string[]): Answer {
  try {
    const given = answer(args[0], args.slice(1));
    writeFiles(given.files ?? []);
    return given;
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
  const isJson = args.includes("--json") || args[0] === "check";
  const shown = isJson ? forJson(out) : forTerminal(out);
  const isReport = args[0] === "simulate" && !args.includes("--mail");
  const isColoured = isReport && !isJson && showsColour(process.stdout, process.env);
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  if (err) process.stderr.write(forTerminal(err));
  if (out) process.stdout.write(isColoured ? coloured(shown) : shown);
}

useKeptBases();
main(process.argv.slice(2));
