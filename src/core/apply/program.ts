// SPDX-License-Identifier: MIT
import {
  compileUnit,
  linkProgram,
  surelyFits,
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
  /** Put together when it is first asked for: of many a side only the errors are of interest. */
  readonly program: Program;
  /** Errors that the base alone does not have; with any, the side must not be run. */
  readonly errors: readonly CcDiagnostic[];
  /** Names that the base declares and this side does not: nobody knows their values. */
  readonly unknownNames: readonly CcDiagnostic[];
}

class Built implements BuiltProgram {
  private linked: Program | undefined;
  private found: readonly CcDiagnostic[] | undefined;
  private names: readonly CcDiagnostic[] | undefined;

  constructor(
    private readonly units: readonly Unit[],
    private readonly beyondBase: (found: readonly CcDiagnostic[]) => readonly CcDiagnostic[],
  ) {}

  get program(): Program {
    return (this.linked ??= linkProgram(this.units, { hosts: hostNames }));
  }

  get errors(): readonly CcDiagnostic[] {
    return (this.found ??= this.beyondBase(this.all()));
  }

  get unknownNames(): readonly CcDiagnostic[] {
    const all = (): readonly CcDiagnostic[] => this.units.flatMap(({ diagnostics }) => diagnostics);
    return (this.names ??= this.beyondBase(all().filter(isUnknownName)));
  }

  /** Those of the units; to link adds at most that not everything fits into memory. */
  private all(): readonly CcDiagnostic[] {
    const all = surelyFits(this.units)
      ? this.units.flatMap((unit) => unit.diagnostics)
      : this.program.diagnostics;
    return all.filter((diagnostic) => diagnostic.severity === "error");
  }
}

const isUnknownName = ({ code, severity }: CcDiagnostic): boolean =>
  code === "cc/unknown-name" && severity === "warning";

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
  private baseFound: ReadonlySet<string> | undefined;

  constructor(
    private readonly base: SourceTree,
    private readonly unitPaths: readonly string[],
    private readonly options: CompileOptions,
  ) {}

  /** The base, compiled: for whoever keeps it where it is found again. */
  baseUnits(): readonly Unit[] {
    return this.unitsOf(this.base);
  }

  /** Takes units over that were compiled from this very base before. */
  takeBase(units: readonly Unit[]): void {
    for (const unit of units) this.keep(unit, this.base);
  }

  /** Builds the base with some files replaced. */
  build(overlay: ReadonlyMap<string, PlacedText>): BuiltProgram {
    const tree: SourceTree = { read: (path) => overlay.get(path)?.text ?? this.base.read(path) };
    const hasConstants = (path: string): boolean => overlay.get(path)?.onlyConstants ?? false;
    return new Built(this.unitsOf(tree, hasConstants), (found) => {
      if (!found.length) return found;
      const known = this.foundInBase();
      return found.filter((one) => !known.has(diagnosticKey(one)));
    });
  }

  private foundInBase(): ReadonlySet<string> {
    if (this.baseFound) return this.baseFound;
    const { errors, unknownNames } = new Built(this.unitsOf(this.base), (all) => all);
    return (this.baseFound = new Set([...errors, ...unknownNames].map(diagnosticKey)));
  }

  private unitsOf(
    tree: SourceTree,
    hasConstants: (path: string) => boolean = () => false,
  ): readonly Unit[] {
    return this.unitPaths.map((path) => this.unit(tree, path, hasConstants));
  }

  /** A unit in which nothing names the constants that a header has besides is that of the base. */
  private unit(tree: SourceTree, path: string, hasConstants: (path: string) => boolean): Unit {
    const known = this.cache.get(path) ?? [];
    const isOfBase = (dependency: string, text: string | undefined): boolean =>
      hasConstants(dependency) && text === this.base.read(dependency);
    const found = known.find(({ texts }) =>
      [...texts].every(
        ([dependency, text]) => tree.read(dependency) === text || isOfBase(dependency, text),
      ),
    );
    if (found) return found.unit;
    return this.keep(compileUnit(tree, path, this.options), tree);
  }

  private keep(unit: Unit, tree: SourceTree): Unit {
    const texts = new Map(
      unit.dependencies.map((dependency) => [dependency, tree.read(dependency)]),
    );
    const known = this.cache.get(unit.path) ?? [];
    this.cache.set(unit.path, [{ unit, texts }, ...known].slice(0, keptUnits));
    return unit;
  }
}

/** The same from side to side, wherever the line is now. */
export const diagnosticKey = (diagnostic: CcDiagnostic): string =>
  [diagnostic.code, diagnostic.position.path, diagnostic.function ?? "", diagnostic.message].join(
    "|",
  );
