// SPDX-License-Identifier: MIT
/** A place in a file; line and column are counted from 1, columns in UTF-16 units. */
export interface Position {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** A macro's name where it is used: in a file, or in the body of the macro that stands before. */
export interface MacroUse extends Position {
  readonly name: string;
}

/**
 * Where a node of the typed tree was written: the spelling in the file (arguments of macros too),
 * or, for text that came out of a macro's body, the outermost use of that macro in the file.
 */
export interface SourcePosition extends Position {
  /** The macros out of whose bodies the text came, outermost first; all text of a use shares it. */
  readonly expansion?: readonly MacroUse[];
}

/** Files by kernel path ("include/linux/list.h"); what a path is not known for is undefined. */
export interface SourceTree {
  read(path: string): string | undefined;
}

/** What was wrong or odd in C text; codes are stable ("cc/unknown-field"). */
export interface CcDiagnostic {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly position: SourcePosition;
  /**
   * The function whose body it is in. An error makes that function "bad", and that function only.
   */
  readonly function?: string;
}
