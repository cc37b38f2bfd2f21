// SPDX-License-Identifier: MIT
/** A place in a file; line and column are counted from 1, columns in UTF-16 units. */
export interface Position {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Where a node of the typed tree was written: the spelling in the file (arguments of macros too),
 * or, for text that came out of a macro's body, the outermost use of that macro in the file.
 */
export interface SourcePosition extends Position {
  /** The macro, outermost first, whose body the text came from. */
  readonly macro?: string | undefined;
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
