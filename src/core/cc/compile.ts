// SPDX-License-Identifier: MIT
import type { LoweredFunction } from "./emit";
import { lowerFunction } from "./lower";
import { parseUnit } from "./parse";
import type { CompileOptions } from "./parse";
import type { CcDiagnostic, SourceTree } from "./position";
import type { TypedFunction, TypedUnit } from "./tree";

/** One compiled file; what it holds besides the lists is for linkProgram. */
export interface Unit {
  readonly path: string;
  readonly diagnostics: readonly CcDiagnostic[];
  /** Every path that was read, for caches. */
  readonly dependencies: readonly string[];
  readonly typed: TypedUnit;
  /** In the order of typed.functions; a function that cannot run has only its diagnostics. */
  readonly functions: readonly (LoweredFunction | RejectedFunction)[];
}

export interface RejectedFunction {
  readonly diagnostics: readonly CcDiagnostic[];
}

/**
 * Preprocesses, parses, checks and lowers one file.
 * - Errors: never throws; a function with an error is rejected alone, everything else works.
 */
export function compileUnit(tree: SourceTree, path: string, options: CompileOptions): Unit {
  return lowerUnit(parseUnit(tree, path, options));
}

export function lowerUnit(typed: TypedUnit): Unit {
  const functions = typed.functions.map(lowerOrReject);
  const rejected = functions.flatMap((one) => ("code" in one ? [] : one.diagnostics));
  const known = new Set(typed.diagnostics);
  return {
    path: typed.path,
    diagnostics: [...typed.diagnostics, ...rejected.filter((one) => !known.has(one))],
    dependencies: typed.dependencies,
    typed,
    functions,
  };
}

function lowerOrReject(source: TypedFunction): LoweredFunction | RejectedFunction {
  if (source.state === "bad") return { diagnostics: source.diagnostics };
  try {
    const lowered = lowerFunction(source);
    return lowered.diagnostics.length ? { diagnostics: lowered.diagnostics } : lowered;
  } catch (error) {
    // A tree deeper than the stack, or a bug of ours: this function is lost, its file is not.
    return {
      diagnostics: [
        {
          code: "cc/not-lowered",
          severity: "error",
          message: `this function could not be translated: ${error instanceof Error ? error.message : String(error)}`,
          position: source.position,
          function: source.symbol.name,
        },
      ],
    };
  }
}
