// SPDX-License-Identifier: MIT
import {
  compileUnit,
  linkProgram,
  type CcDiagnostic,
  type CompileOptions,
  type Program,
  type SourceTree,
  type Unit,
} from "../cc";
import { hostNames } from "../interp";
import type { PlacedText } from "./placement";

/** One side, compiled. */
export interface BuiltProgram {
  readonly program: Program;
  /** Errors that the base alone does not have; with any, the side must not be run. */
  readonly errors: readonly CcDiagnostic[];
}

/** Of one file: the base, both sides, and as many variants as one search for causes needs. */
const keptUnits = 12;

interface CachedUnit {
  readonly unit: Unit;
  /** Every file the unit was made from, with the text it had. */
  readonly texts: ReadonlyMap<string, string | undefined>;
}

/** Compiles sides of one base; units whose files did not change are compiled once. */
export class ProgramBuilder {
  private readonly cache = new Map<string, CachedUnit[]>();
  private baseErrors: ReadonlySet<string> | undefined;

  constructor(
    private readonly base: SourceTree,
    private readonly unitPaths: readonly string[],
    private readonly options: CompileOptions,
  ) {}

  /** Builds the base with some files replaced. */
  build(overlay: ReadonlyMap<string, PlacedText>): BuiltProgram {
    const tree: SourceTree = { read: (path) => overlay.get(path)?.text ?? this.base.read(path) };
    const units = this.unitPaths.map((path) => this.unit(tree, path));
    const program = linkProgram(units, { hosts: hostNames });
    const errors = errorsOf(units, program);
    if (!errors.length) return { program, errors };
    const known = this.errorsOfBase();
    return { program, errors: errors.filter((error) => !known.has(keyOf(error))) };
  }

  private errorsOfBase(): ReadonlySet<string> {
    if (!this.baseErrors) {
      const units = this.unitPaths.map((path) => this.unit(this.base, path));
      const program = linkProgram(units, { hosts: hostNames });
      this.baseErrors = new Set(errorsOf(units, program).map(keyOf));
    }
    return this.baseErrors;
  }

  private unit(tree: SourceTree, path: string): Unit {
    const known = this.cache.get(path) ?? [];
    const found = known.find(({ texts }) =>
      [...texts].every(([dependency, text]) => tree.read(dependency) === text),
    );
    if (found) return found.unit;
    const unit = compileUnit(tree, path, this.options);
    const texts = new Map(
      unit.dependencies.map((dependency) => [dependency, tree.read(dependency)]),
    );
    this.cache.set(path, [{ unit, texts }, ...known].slice(0, keptUnits));
    return unit;
  }
}

const errorsOf = (units: readonly Unit[], program: Program): readonly CcDiagnostic[] =>
  [...units.flatMap((unit) => unit.diagnostics), ...program.diagnostics].filter(
    (diagnostic) => diagnostic.severity === "error",
  );

const keyOf = (diagnostic: CcDiagnostic): string =>
  [diagnostic.code, diagnostic.position.path, diagnostic.function ?? "", diagnostic.message].join(
    "|",
  );
