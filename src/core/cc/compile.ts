// SPDX-License-Identifier: MIT
import type { LoweredFunction } from "./emit";
import { lowerFunction } from "./lower";
import { parseUnit } from "./parse";
import type { CompileOptions } from "./parse";
import type { CcDiagnostic, SourceTree } from "./position";
import type { FunctionSymbol, TypedFunction, TypedUnit } from "./tree";

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

function lowerUnit(whole: TypedUnit): Unit {
  const { typed, functions } = lowerNeeded(whole);
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

/**
 * Lowers what can be reached. Headers bring hundreds of inline functions and prototypes to every
 * unit; those that nothing in the unit names would only cost time.
 */
function lowerNeeded(whole: TypedUnit): {
  readonly typed: TypedUnit;
  readonly functions: (LoweredFunction | RejectedFunction)[];
} {
  const bodies = new Map(whole.functions.map((one) => [one.symbol, one]));
  const lowered = new Map<TypedFunction, LoweredFunction | RejectedFunction>();
  const named = new Set<FunctionSymbol>();
  const waiting = whole.functions.filter((one) => !isFromHeader(one, whole.path));
  const name = (symbol: FunctionSymbol): void => {
    if (named.has(symbol)) return;
    named.add(symbol);
    const body = bodies.get(symbol);
    if (body) waiting.push(body);
  };
  for (const { initialiser } of whole.globals)
    for (const entry of initialiser?.entries ?? [])
      if (entry.kind === "address" && entry.target.kind === "function") name(entry.target);
  const aliases = whole.functionSymbols.filter((symbol) => symbol.alias !== undefined);
  for (const symbol of aliases) name(symbol);
  for (const symbol of whole.functionSymbols)
    if (aliases.some(({ alias }) => alias === symbol.name)) name(symbol);
  for (let source = waiting.pop(); source; source = waiting.pop()) {
    if (lowered.has(source)) continue;
    const made = lowerOrReject(source);
    lowered.set(source, made);
    named.add(source.symbol);
    if ("code" in made)
      for (const { target } of made.relocations) if (target.kind === "function") name(target);
  }
  const kept = whole.functions.filter((one) => lowered.has(one));
  return {
    typed: {
      ...whole,
      functions: kept,
      functionSymbols: whole.functionSymbols.filter((symbol) => named.has(symbol)),
    },
    functions: kept.flatMap((one) => lowered.get(one) ?? []),
  };
}

/** A static inline function of an included file: of use only to whoever calls it. */
const isFromHeader = ({ symbol, position }: TypedFunction, unitPath: string): boolean =>
  symbol.isStatic && symbol.isInline && position.path !== unitPath;

function lowerOrReject(source: TypedFunction): LoweredFunction | RejectedFunction {
  if (source.state === "bad") return { diagnostics: source.diagnostics };
  try {
    const lowered = lowerFunction(source);
    return lowered.diagnostics.length ? { diagnostics: lowered.diagnostics } : lowered;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // A tree deeper than the stack, or a bug of ours: this function is lost, its file is not.
    return {
      diagnostics: [
        {
          code: "cc/not-lowered",
          severity: "error",
          message: `this function could not be translated: ${reason}`,
          position: source.position,
          function: source.symbol.name,
        },
      ],
    };
  }
}
