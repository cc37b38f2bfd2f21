// SPDX-License-Identifier: MIT

/** What is said of each command. */
const commands: Readonly<Record<string, string>> = {
  read: `  read FILE... [--json]       messages, threads, patches, hunks, comments, repairs, losses
`,
  simulate: `  simulate FILE...            run the patched and the unpatched code, before | after
      [--patch N|SUBJECT]... [--scenario ID|ROW|all]... [--scenarios DIR]
      [--level L] [--hunks 1.1,1.2]
      [--with PATCH]... [--over PATCH]... [--set PATH=VALUE]...
      [--force LINE=true|false[@TRAP:FUNCTION]]...
      [--init-stack=none|zero|pattern]
      [--full] [--trace] [--timing] [--json | --markdown | --mail]
      [--html FILE] [--bundle FILE]
`,
  replay: `  replay BUNDLE [--json]      a saved run again, bit for bit
`,
  check: `  check                       one mail on standard input, b4's check JSON
`,
  scenarios: `  scenarios [--json]          every scenario: id, title, world, stimuli, rules;
                              yours too, from .hunkscope/scenarios/*.json
`,
  model: `  model [--json]              files, functions, levels, and how faithful each is
`,
  "run-c": `  run-c FILE.c [--fuel N] [--misaligned allow|trap] [--json]
                              compile and run one C program in the engine
`,
};

const rest = `
FILE is a mailbox, a mail, a patch, an archive's digest or pasted text, any of them packed by
gzip; a folder of them, a maildir, a quilt series; or - for standard input. Exit status: 0 done,
64 usage, 65 nothing usable in the input, 70 our own failure; run-c ends with main's, 71 fuel
spent, 72 a trap, 134 abort().
`;

/** How to use one command, or all of them where that is none. */
export function usageOf(command?: string): string {
  if (command !== undefined) return `Usage: hunkscope ...\n\n${commands[command] ?? ""}${rest}`;
  return `Usage: hunkscope COMMAND ...\n\n${Object.values(commands).join("")}${rest}`;
}

/** Whether there is such a command. */
export const isCommand = (name: string): boolean => Object.hasOwn(commands, name);

/** Whether a command is asked how it is used rather than to do anything. */
export const asksForHelp = (args: readonly string[]): boolean =>
  args.includes("--help") || args.includes("-h");
