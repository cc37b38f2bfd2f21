// SPDX-License-Identifier: MIT
/** What a command has to say: text for standard output, text for standard error, exit status. */
export interface Answer {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  /** Files to write. */
  readonly files?: readonly { readonly name: string; readonly text: string }[];
}

/** The exit statuses of every command; `run-c` has its own besides. */
export const exitStatus = {
  done: 0,
  /** A wrong command line, an unreadable file among it. */
  usage: 64,
  /** Nothing usable in the input. */
  noInput: 65,
  /** A defect of Hunkscope. */
  ourFailure: 70,
} as const;

/** Ends the command with one line on standard error; caught once, in main. */
export class CommandError extends Error {
  constructor(
    readonly exit: number,
    message: string,
  ) {
    super(message);
  }
}
