// SPDX-License-Identifier: MIT
import type { LoweredFunction } from "./emit";
import { headOf, lowerFunction } from "./lower";
import { parseFile } from "./parse";
import type { CompileOptions } from "./parse";
import type { CcDiagnostic, SourceTree } from "./position";
import type { FunctionHead, FunctionSymbol, TypedFile, TypedFunction } from "./tree";

/** One compiled file; what it holds besides the lists is for linkProgram. */
export interface Unit {
  readonly path: string;
  readonly diagnostics: readonly CcDiagnostic[];
  /** Every path that was read, for caches. */
  readonly dependencies: readonly string[];
  readonly typed: TypedFile;
  /** The functions with a body that are needed, in the order of the file. */
  readonly heads: readonly FunctionHead[];
  /** In the order of heads; a function that cannot run has only its diagnostics. */
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
  const bodies: Body[] = [];
  const typed = parseFile(tree, path, options, (source) => {
    const isWaiting = isFromHeader(source, path);
    bodies.push(isWaiting ? { source } : { head: headOf(source), made: lowerOrReject(source) });
  });
  const { symbols, kept } = lowerNeeded(typed, bodies);
  const rejected = kept.flatMap(({ made }) => ("code" in made ? [] : made.diagnostics));
  const known = new Set(typed.diagnostics);
  return {
    path,
    diagnostics: [...typed.diagnostics, ...rejected.filter((one) => !known.has(one))],
    dependencies: typed.dependencies,
    typed: { ...typed, functionSymbols: symbols },
    heads: kept.map(({ head }) => head),
    functions: kept.map(({ made }) => made),
  };
}

/** A function that is lowered as soon as it is read, or one that waits until somebody names it. */
type Body = Made | { readonly source: TypedFunction };

interface Made {
  readonly head: FunctionHead;
  readonly made: LoweredFunction | RejectedFunction;
}

/**
 * Lowers what can be reached. Headers bring hundreds of inline functions and prototypes to every
 * unit; those that nothing in the unit names would only cost time.
 */
function lowerNeeded(
  typed: TypedFile,
  bodies: Body[],
): { readonly symbols: readonly FunctionSymbol[]; readonly kept: readonly Made[] } {
  const waiting = new Map<FunctionSymbol, number>();
  const named = new Set<FunctionSymbol>();
  const open: Made[] = [];
  bodies.forEach((body, index) => {
    if ("source" in body) waiting.set(body.source.symbol, index);
    else {
      named.add(body.head.symbol);
      open.push(body);
    }
  });
  const name = (symbol: FunctionSymbol): void => {
    if (named.has(symbol)) return;
    named.add(symbol);
    const index = waiting.get(symbol);
    const body = index === undefined ? undefined : bodies[index];
    if (index === undefined || !body || !("source" in body)) return;
    const made = { head: headOf(body.source), made: lowerOrReject(body.source) };
    bodies[index] = made;
    open.push(made);
  };
  for (const { initialiser } of typed.globals)
    for (const entry of initialiser?.entries ?? [])
      if (entry.kind === "address" && entry.target.kind === "function") name(entry.target);
  const aliases = typed.functionSymbols.filter((symbol) => symbol.alias !== undefined);
  for (const symbol of aliases) name(symbol);
  for (const symbol of typed.functionSymbols)
    if (aliases.some(({ alias }) => alias === symbol.name)) name(symbol);
  for (let next = open.pop(); next; next = open.pop())
    if ("code" in next.made)
      for (const { target } of next.made.relocations) if (target.kind === "function") name(target);
  return {
    symbols: typed.functionSymbols.filter((symbol) => named.has(symbol)),
    kept: bodies.filter((body) => "made" in body),
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
