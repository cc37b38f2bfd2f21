// SPDX-License-Identifier: MIT
// Units to one program. Over 400 lines: symbols, memory and code are laid out against each other.
import { opLengths, opShapes } from "./bytecode";
import type { SwitchTable } from "./bytecode";
import type { Unit } from "./compile";
import type { ArithmeticInfo, LoweredFunction } from "./emit";
import { stateGlobalRedZone, stateOk, stateReadOnly } from "./frame";
import {
  functionAddressHigh,
  functionAddressLow,
  functionAddressStep,
  nullPageBytes,
  positionText,
} from "./program";
import type {
  AddressTaken,
  CallInfo,
  DecisionInfo,
  FunctionInfo,
  FunctionLocal,
  GlobalInfo,
  OriginInfo,
  Program,
  ProgramTypes,
  StatementInfo,
} from "./program";
import type { CcDiagnostic, SourcePosition } from "./position";
import { recordType } from "./type";
import type { CType, EnumDefinition, FunctionType } from "./type";
import type {
  FunctionHead,
  FunctionSymbol,
  GlobalSymbol,
  Place,
  StaticEntry,
  StringLiteral,
} from "./tree";

export interface LinkOptions {
  /** Functions the machine provides; a C function of the same name goes before. */
  readonly hosts: readonly string[];
}

/**
 * Bytes between two objects with static storage: an index a little too large meets no neighbour.
 */
const globalRedZoneBytes = 32;

/** All objects with static storage together; a machine's memory is twice that at most. */
const imageBytesLimit = 0x6000000;

/** Whether the objects of some units have room, however they are put. */
export const surelyFits = (units: readonly Unit[]): boolean =>
  units
    .flatMap(({ typed }) => typed.globals)
    .reduce(
      (sum, { type, flexibleBytes, alignBytes }) =>
        sum + type.sizeBytes + flexibleBytes + Math.max(16, alignBytes) + 8 + globalRedZoneBytes,
      nullPageBytes + firstRedZoneBytes,
    ) <= imageBytesLimit;

/** Before the first object, so that an index below it is not taken for a NULL pointer. */
const firstRedZoneBytes = 0x1000;

/**
 * Puts units together: static names stay in their unit, others find a C function, a host function,
 * or a stub.
 */
export function linkProgram(units: readonly Unit[], options: LinkOptions): Program {
  const linker = new Linker(units, options);
  return linker.link();
}

interface FunctionDraft {
  readonly symbol: FunctionSymbol;
  readonly unit: Unit;
  readonly source: FunctionHead | undefined;
  readonly lowered: LoweredFunction | undefined;
  readonly state: FunctionInfo["state"];
  readonly diagnostics: readonly CcDiagnostic[];
}

class Linker {
  private readonly drafts: FunctionDraft[] = [];
  private readonly functionIndex = new Map<FunctionSymbol, number>();
  private readonly externFunctions = new Map<string, number>();
  private readonly globals: GlobalInfo[] = [];
  private readonly globalOf = new Map<GlobalSymbol, GlobalInfo>();
  private readonly initialisers: { info: GlobalInfo; symbol: GlobalSymbol }[] = [];
  private readonly strings: { address: number; sizeBytes: number; bytes: Uint8Array }[] = [];
  private readonly stringAddress = new Map<string, number>();
  private readonly literalAddress = new Map<StringLiteral, number>();
  private readonly unresolved: { name: string; position: SourcePosition }[] = [];
  private readonly diagnostics: CcDiagnostic[] = [];
  private readonly addressTaken: AddressTaken[] = [];
  private end = nullPageBytes + firstRedZoneBytes;

  constructor(
    private readonly units: readonly Unit[],
    private readonly options: LinkOptions,
  ) {}

  link(): Program {
    for (const unit of this.units) this.diagnostics.push(...unit.diagnostics);
    this.defineFunctions();
    this.resolveFunctions();
    this.layOutGlobals();
    this.aliasGlobals();
    this.layOutStrings();
    const image = new Uint8Array(this.end - nullPageBytes);
    const imageStates = this.states();
    for (const { address, bytes } of this.strings) image.set(bytes, address - nullPageBytes);
    for (const { info, symbol } of this.initialisers) this.initialise(image, info, symbol);
    return this.assemble(image, imageStates);
  }

  // ---- functions ----

  private defineFunctions(): void {
    for (const unit of this.units)
      for (const [index, source] of unit.heads.entries()) {
        const lowered = unit.functions[index];
        const { symbol } = source;
        const known = symbol.isStatic ? undefined : this.externFunctions.get(symbol.name);
        const replaced = known === undefined ? undefined : this.drafts[known];
        if (known !== undefined && !(replaced?.symbol.isWeak && !symbol.isWeak)) {
          this.functionIndex.set(symbol, known);
          if (!symbol.isWeak && !symbol.isInline) this.reportDuplicate(symbol, replaced);
          continue;
        }
        const at = known ?? this.drafts.length;
        const draft: FunctionDraft = {
          symbol,
          unit,
          source,
          lowered: typeof lowered === "object" && "code" in lowered ? lowered : undefined,
          state: lowered && "code" in lowered ? "ok" : "bad",
          diagnostics: [
            ...source.diagnostics,
            ...(lowered && !("code" in lowered) ? lowered.diagnostics : []),
          ],
        };
        this.drafts[at] = draft;
        this.functionIndex.set(symbol, at);
        if (!symbol.isStatic) this.externFunctions.set(symbol.name, at);
      }
  }

  private reportDuplicate(symbol: FunctionSymbol, other: FunctionDraft | undefined): void {
    const where = positionText(other?.symbol.position ?? symbol.position);
    this.diagnostics.push({
      code: "cc/defined-twice",
      severity: "warning",
      message: `${symbol.name} is already defined at ${where}; that one is used`,
      position: symbol.position,
    });
  }

  private resolveFunctions(): void {
    const hosts = new Set(this.options.hosts);
    for (const unit of this.units)
      for (const symbol of unit.typed.functionSymbols) {
        if (this.functionIndex.has(symbol)) continue;
        const alias = symbol.alias === undefined ? undefined : this.findAlias(unit, symbol.alias);
        const known = alias ?? this.externFunctions.get(symbol.name);
        if (known !== undefined) {
          this.functionIndex.set(symbol, known);
          if (alias !== undefined && !symbol.isStatic) this.externFunctions.set(symbol.name, alias);
          continue;
        }
        const state = hosts.has(symbol.name) ? "host" : "stub";
        const index = this.drafts.length;
        this.drafts.push({
          symbol,
          unit,
          source: undefined,
          lowered: undefined,
          state,
          diagnostics: [],
        });
        this.functionIndex.set(symbol, index);
        this.externFunctions.set(symbol.name, index);
      }
  }

  private findAlias(unit: Unit, name: string): number | undefined {
    const symbol = unit.typed.functionSymbols.find((one) => one.name === name);
    return (symbol && this.functionIndex.get(symbol)) ?? this.externFunctions.get(name);
  }

  // ---- objects ----

  private layOutGlobals(): void {
    const byName = new Map<string, { unit: Unit; symbol: GlobalSymbol }[]>();
    for (const unit of this.units)
      for (const symbol of unit.typed.globals) {
        if (symbol.alias !== undefined) continue;
        if (symbol.isStatic && symbol.defined) this.place(unit, symbol, [symbol]);
        else {
          const list = byName.get(symbol.name);
          if (list) list.push({ unit, symbol });
          else byName.set(symbol.name, [{ unit, symbol }]);
        }
      }
    for (const all of byName.values()) {
      const defined = all.filter(({ symbol }) => symbol.defined);
      const best =
        defined.find(({ symbol }) => !symbol.tentative && !symbol.isWeak) ??
        defined.find(({ symbol }) => !symbol.tentative) ??
        defined.reduce<(typeof all)[number] | undefined>(
          (largest, one) =>
            largest && one.symbol.type.sizeBytes <= largest.symbol.type.sizeBytes ? largest : one,
          undefined,
        ) ??
        all[0];
      if (best)
        this.place(
          best.unit,
          best.symbol,
          all.map(({ symbol }) => symbol),
        );
    }
  }

  /** __attribute__((alias("a"))): another name for the same bytes. */
  private aliasGlobals(): void {
    for (const unit of this.units)
      for (const symbol of unit.typed.globals) {
        if (symbol.alias === undefined) continue;
        const target =
          unit.typed.globals.find((one) => one.name === symbol.alias && one !== symbol) ?? symbol;
        const info = this.globalOf.get(target);
        if (info) this.globalOf.set(symbol, info);
        else this.unresolved.push({ name: symbol.name, position: symbol.position });
      }
    this.aliasesByName();
  }

  /** Other units know the alias by its name only. */
  private aliasesByName(): void {
    const byName = new Map<string, GlobalInfo>();
    for (const unit of this.units)
      for (const symbol of unit.typed.globals) {
        const info = this.globalOf.get(symbol);
        if (symbol.alias !== undefined && info) byName.set(symbol.name, info);
      }
    for (const unit of this.units)
      for (const symbol of unit.typed.globals) {
        const info = symbol.defined || symbol.alias ? undefined : byName.get(symbol.name);
        if (info) this.globalOf.set(symbol, info);
      }
  }

  private place(unit: Unit, symbol: GlobalSymbol, names: readonly GlobalSymbol[]): void {
    const align = Math.max(16, symbol.alignBytes);
    const address = Math.ceil(this.end / align) * align;
    // An initialised flexible array goes beyond its type.
    const sizeBytes = this.allowedSize(symbol, symbol.type.sizeBytes + symbol.flexibleBytes);
    const info: GlobalInfo = {
      name: symbol.name,
      path: unit.path,
      type: symbol.type,
      address,
      sizeBytes,
      position: symbol.position,
      isStatic: symbol.isStatic,
      owner: symbol.owner,
      defined: symbol.defined,
    };
    this.end = address + ((sizeBytes + 7) & ~7) + globalRedZoneBytes;
    this.globals.push(info);
    for (const name of names) this.globalOf.set(name, info);
    if (symbol.initialiser) this.initialisers.push({ info, symbol });
    if (!symbol.defined) this.unresolved.push({ name: symbol.name, position: symbol.position });
  }

  private allowedSize(symbol: GlobalSymbol, sizeBytes: number): number {
    if (this.end + sizeBytes <= imageBytesLimit) return sizeBytes;
    this.diagnostics.push({
      code: "cc/too-large",
      severity: "error",
      message: `${symbol.name} is too large: objects have ${imageBytesLimit} bytes in all`,
      position: symbol.position,
    });
    return 0;
  }

  private layOutStrings(): void {
    for (const unit of this.units) {
      for (const literal of unit.typed.strings) this.placeString(literal);
      for (const lowered of unit.functions)
        if ("code" in lowered)
          for (const { target } of lowered.relocations)
            if (target.kind === "string") this.placeString(target);
    }
  }

  private placeString(literal: StringLiteral): void {
    const key = latin1(literal.bytes);
    let address = this.stringAddress.get(key);
    if (address === undefined) {
      address = (this.end + 15) & ~15;
      this.end = address + ((literal.bytes.length + 7) & ~7) + 16;
      this.stringAddress.set(key, address);
      this.strings.push({ address, sizeBytes: literal.bytes.length, bytes: literal.bytes });
    }
    this.literalAddress.set(literal, address);
  }

  private states(): Uint8Array {
    this.end = (this.end + 63) & ~63;
    const states = new Uint8Array((this.end - nullPageBytes) >>> 3).fill(stateGlobalRedZone);
    const mark = (address: number, sizeBytes: number, base: number): void => {
      const first = (address - nullPageBytes) >>> 3;
      states.fill(base, first, first + (sizeBytes >>> 3));
      if (sizeBytes & 7) states[first + (sizeBytes >>> 3)] = base | (sizeBytes & 7);
    };
    for (const { address, sizeBytes } of this.globals) mark(address, sizeBytes, stateOk);
    for (const { address, sizeBytes } of this.strings) mark(address, sizeBytes, stateReadOnly);
    return states;
  }

  private initialise(image: Uint8Array, info: GlobalInfo, symbol: GlobalSymbol): void {
    const base = info.address - nullPageBytes;
    for (const entry of symbol.initialiser?.entries ?? []) {
      const at = base + entry.offsetBytes;
      switch (entry.kind) {
        case "bytes":
          image.set(entry.bytes, at);
          break;
        case "number":
          writeNumber(image, at, entry);
          break;
        case "address": {
          const [lo, hi] = this.addressOf(entry.target, entry.addendBytes);
          writeBits(image, at, 8, 0, 64, lo, hi);
          if (entry.target.kind === "function") {
            const target = this.functionIndex.get(entry.target);
            if (target !== undefined) this.addressTaken.push({ position: entry.position, target });
          }
        }
      }
    }
  }

  private addressOf(
    target: FunctionSymbol | GlobalSymbol | StringLiteral,
    addend: number,
  ): readonly [lo: number, hi: number] {
    if (target.kind === "function") {
      const index = this.functionIndex.get(target) ?? 0;
      const low = functionAddressLow + index * functionAddressStep + addend;
      return [low | 0, functionAddressHigh];
    }
    const base =
      target.kind === "global"
        ? (this.globalOf.get(target)?.address ?? 0)
        : (this.literalAddress.get(target) ?? 0);
    const address = base + addend;
    return [address | 0, Math.floor(address / 0x100000000)];
  }

  // ---- code ----

  private assemble(image: Uint8Array, imageStates: Uint8Array): Program {
    const size = this.drafts.reduce((sum, { lowered }) => sum + (lowered?.code.length ?? 0), 0);
    const tables = new Tables(new Int32Array(size));
    const functions = this.drafts.map((draft, index) => this.addFunction(draft, index, tables));
    this.addressTaken.push(...tables.addressTaken);
    return makeProgram({
      functions,
      globals: this.globals,
      types: programTypes(this.units),
      tables,
      addressTaken: this.addressTaken,
      unresolved: [
        ...this.drafts.flatMap(({ state, symbol }) =>
          state === "stub" ? [{ name: symbol.name, position: symbol.position }] : [],
        ),
        ...this.unresolved,
      ],
      diagnostics: this.diagnostics,
      image,
      imageStates,
      strings: this.strings.map(({ address, sizeBytes }) => ({ address, sizeBytes })),
    });
  }

  private addFunction(draft: FunctionDraft, index: number, tables: Tables): FunctionInfo {
    const { symbol, lowered, source, unit } = draft;
    const locals = lowered ? localsOf(lowered) : [];
    const codeStart = tables.next;
    if (lowered) this.addCode(lowered, index, locals, tables);
    const { type } = symbol;
    return {
      index,
      name: symbol.name,
      ...(symbol.standsFor === undefined ? {} : { standsFor: symbol.standsFor }),
      path:
        draft.state === "ok" || draft.state === "bad"
          ? (source?.position.path ?? unit.path)
          : unit.path,
      position: symbol.position,
      isStatic: symbol.isStatic,
      params: type.parameters.map((parameter, at) => ({
        name: source?.parameters[at]?.name ?? parameter.name ?? "",
        type: parameter.type,
      })),
      returns: type.returns,
      type,
      locals,
      codeStart,
      codeEnd: tables.next,
      unplaced: lowered?.code,
      state: draft.state,
      diagnostics: draft.diagnostics,
      frameBytes: lowered?.frameBytes ?? 0,
      parameterSlots: lowered?.parameterSlots ?? 0,
      states: lowered?.states ?? new Uint8Array(0),
      addressableOffset: lowered?.addressableOffset ?? 0,
    };
  }

  private addCode(
    lowered: LoweredFunction,
    index: number,
    locals: readonly FunctionLocal[],
    tables: Tables,
  ): void {
    const start = tables.next;
    const { code } = tables;
    code.set(lowered.code, start);
    for (const { at, kind, target, addendBytes } of lowered.relocations) {
      if (kind === "function") {
        code[start + at] = this.functionIndex.get(target as FunctionSymbol) ?? 0;
        continue;
      }
      const [lo, hi] = this.addressOf(target, addendBytes);
      code[start + at] = lo;
      if (kind === "address") code[start + at + 1] = hi;
    }
    tables.add(lowered, index, locals);
    for (const { pc, position, target } of lowered.addressTaken) {
      const function_ = this.functionIndex.get(target);
      if (function_ !== undefined)
        tables.addressTaken.push({
          pc: start + pc,
          position,
          inFunction: index,
          target: function_,
        });
    }
  }
}

/** A function's code in the program, and where what it brings begins in the tables. */
interface Placed {
  readonly start: number;
  readonly lowered: LoweredFunction;
  readonly index: number;
  readonly locals: readonly FunctionLocal[];
  readonly decisionBase: number;
  readonly originBase: number;
}

/**
 * The program's tables by pc. What running needs is filled function by function; the rest is made
 * of it when somebody asks.
 */
class Tables {
  next = 0;
  /** The functions that have code, in order of it. */
  readonly placed: Placed[] = [];
  readonly addressTaken: AddressTaken[] = [];
  readonly switches: SwitchTable[] = [];
  readonly typeHints: CType[] = [];
  private decisionEnd = 0;
  private originEnd = 0;

  constructor(readonly code: Int32Array) {}

  add(lowered: LoweredFunction, index: number, locals: readonly FunctionLocal[]): void {
    const start = this.next;
    const { decisionEnd: decisionBase, originEnd: originBase } = this;
    this.renumber(lowered, start);
    this.placed.push({ start, lowered, index, locals, decisionBase, originBase });
    this.decisionEnd += lowered.decisions.length;
    for (const { sizeBytes } of lowered.origins) this.originEnd += originStep(sizeBytes);
    for (const table of lowered.switches)
      this.switches.push({
        ...table,
        targets: table.targets.map((target) => target + start),
        otherwise: table.otherwise + start,
      });
    for (const type of lowered.typeHints) this.typeHints.push(type);
    this.next = start + lowered.code.length;
  }

  /** Makes the numbers of one function those of the program. */
  private renumber(lowered: LoweredFunction, start: number): void {
    const { code } = this;
    const { switches, typeHints, decisionEnd, originEnd } = this;
    // In the order of numberedLetters.
    const bases = [start, decisionEnd, switches.length, originEnd, typeHints.length];
    const { words, letters } = fixesOf(lowered);
    for (let index = 0; index < words.length; index++) {
      const at = start + (words[index] as number);
      code[at] = (code[at] as number) + (bases[letters[index] as number] as number);
    }
  }

  statements(): readonly StatementInfo[] {
    const all: StatementInfo[] = [];
    for (const { start, lowered, index } of this.placed)
      for (const { pc, position } of lowered.statements)
        all.push({ id: all.length, pc: start + pc, position, function: index });
    return all;
  }

  decisions(): readonly DecisionInfo[] {
    const all: DecisionInfo[] = [];
    for (const { start, lowered, index } of this.placed)
      for (const { text, position, kind, truePc, falsePc } of lowered.decisions)
        all.push({
          id: all.length,
          position,
          kind,
          function: index,
          trueStart: start + truePc,
          falseStart: start + falsePc,
          text,
        });
    return all;
  }

  decisionBranches(): ReadonlyMap<number, number> {
    const all = new Map<number, number>();
    for (const { start, lowered, decisionBase } of this.placed)
      for (const { pc, decision } of lowered.decisionBranches)
        all.set(start + pc, decisionBase + decision);
    return all;
  }

  calls(): readonly CallInfo[] {
    const all: CallInfo[] = [];
    for (const { start, lowered, index } of this.placed)
      for (const { pc, position, callee } of lowered.calls)
        all.push({ pc: start + pc, position, caller: index, callee: callee?.name });
    return all;
  }

  pointerCalls(): ReadonlyMap<number, FunctionType> {
    const all = new Map<number, FunctionType>();
    for (const { start, lowered } of this.placed)
      for (const { pc, callee, type } of lowered.calls) if (!callee) all.set(start + pc, type);
    return all;
  }

  origins(): readonly OriginInfo[] {
    const all: OriginInfo[] = [];
    for (const { lowered, index, locals, originBase } of this.placed) {
      let start = originBase;
      for (const { local, sizeBytes } of lowered.origins) {
        all.push({ start, sizeBytes, function: index, local: local && locals[local.id] });
        start += originStep(sizeBytes);
      }
    }
    return all;
  }

  /** The function that has the code at a pc. */
  private at(pc: number): Placed | undefined {
    const found = this.placed[lastAtOrBefore(this.placed, pc, ({ start }) => start)];
    return found && pc < found.start + found.lowered.code.length ? found : undefined;
  }

  positionAt(pc: number): SourcePosition {
    const found = this.at(pc);
    if (!found) return nowhere;
    const { positions, source } = found.lowered;
    return positions.at[lastAtOrBefore(positions.pcs, pc - found.start)] ?? source.position;
  }

  accessAt(pc: number): Place | undefined {
    const found = this.at(pc);
    const accesses = found?.lowered.accesses ?? [];
    const wanted = pc - (found?.start ?? 0);
    const access = accesses[lastAtOrBefore(accesses, wanted, (one) => one.pc)];
    return access?.pc === wanted ? access.place : undefined;
  }

  *arithmetic(): Generator<ArithmeticInfo> {
    for (const { start, lowered } of this.placed)
      for (const one of lowered.arithmetic) yield { ...one, pc: start + one.pc };
  }

  *atomics(): Generator<{ readonly pc: number; readonly end: number }> {
    for (const { start, lowered } of this.placed)
      for (const { pc, end } of lowered.atomics) yield { pc: start + pc, end: start + end };
  }
}

/** Numbers of the bytes of a local before it gets a value. */
const originStep = (sizeBytes: number): number => (sizeBytes + 7) & ~7;

/** Words of code that the program's numbering changes, and what each of them numbers. */
interface Fixes {
  readonly words: Int32Array;
  /** By word: an index of numberedLetters. */
  readonly letters: Uint8Array;
}

/** In the shape of an operation: targets, decisions, switches, origins, types. */
const numberedLetters = "tcsoy";

/** By operation: its words that are numbered, as distance from its pc and index of the letter. */
const numberedWords = opShapes.map((shape) =>
  [...shape].flatMap((letter, index) => {
    const known = numberedLetters.indexOf(letter);
    return known < 0 ? [] : [[index + 1, known] as const];
  }),
);

/** Found once per function, however many programs it gets into. */
function fixesOf(lowered: LoweredFunction): Fixes {
  let fixes = knownFixes.get(lowered);
  if (!fixes) knownFixes.set(lowered, (fixes = findFixes(lowered.code)));
  return fixes;
}

const knownFixes = new WeakMap<LoweredFunction, Fixes>();

function findFixes(code: Int32Array): Fixes {
  const words: number[] = [];
  const letters: number[] = [];
  for (let pc = 0; pc < code.length; pc += opLengths[code[pc] as number] as number) {
    const numbered = numberedWords[code[pc] as number] as readonly (readonly [number, number])[];
    for (let index = 0; index < numbered.length; index++) {
      const [distance, letter] = numbered[index] as readonly [number, number];
      words.push(pc + distance);
      letters.push(letter);
    }
  }
  return { words: Int32Array.from(words), letters: Uint8Array.from(letters) };
}

/** A function's locals as the program shows them; the same in every program. */
function localsOf(lowered: LoweredFunction): readonly FunctionLocal[] {
  let locals = knownLocals.get(lowered);
  if (!locals) {
    locals = lowered.locals.map((slot) => ({
      name: slot.local.name,
      type: slot.local.type,
      frameOffset: slot.frameOffset,
      alignBytes: slot.addressRegister === undefined ? 1 : slot.local.alignBytes,
      position: slot.local.position,
      inMemory: slot.inMemory,
    }));
    knownLocals.set(lowered, locals);
  }
  return locals;
}

const knownLocals = new WeakMap<LoweredFunction, readonly FunctionLocal[]>();

interface ProgramParts {
  readonly functions: readonly FunctionInfo[];
  readonly globals: readonly GlobalInfo[];
  readonly types: ProgramTypes;
  readonly tables: Tables;
  readonly addressTaken: readonly AddressTaken[];
  readonly unresolved: Program["unresolved"];
  readonly diagnostics: readonly CcDiagnostic[];
  readonly image: Uint8Array;
  readonly imageStates: Uint8Array;
  readonly strings: Program["strings"];
}

const nowhere: SourcePosition = { path: "", line: 0, column: 0 };

function makeProgram({ functions, globals, types, tables, ...parts }: ProgramParts): Program {
  const functionsByName = grouped(functions, ({ name }) => name);
  const globalsByName = grouped(globals, ({ name }) => name);
  const statements = lazy(() => tables.statements());
  const decisions = lazy(() => tables.decisions());
  const calls = lazy(() => tables.calls());
  const pointerCalls = lazy(() => tables.pointerCalls());
  const origins = lazy(() => tables.origins());
  const decisionBranches = lazy(() => tables.decisionBranches());
  let lines: ReadonlyMap<string, readonly StatementInfo[]> | undefined;
  const starts = functions.filter(({ codeStart, codeEnd }) => codeStart < codeEnd);
  return {
    ...parts,
    functions,
    globals,
    types,
    functionNamed: (name, path) => {
      const all = functionsByName.get(name);
      if (path !== undefined) return all?.find((info) => info.path === path);
      return all?.find((info) => !info.isStatic) ?? all?.[0];
    },
    globalNamed: (name, path) => {
      const all = globalsByName.get(name);
      if (path !== undefined) return all?.find((info) => info.path === path);
      return all?.find((info) => !info.isStatic) ?? all?.[0];
    },
    get statements() {
      return statements();
    },
    get decisions() {
      return decisions();
    },
    get calls() {
      return calls();
    },
    get pointerCalls() {
      return pointerCalls();
    },
    pcAt: (path, line) => {
      lines ??= grouped(statements(), ({ position }) => positionText(position));
      return (lines.get(`${path}:${line}`) ?? []).map(({ pc }) => pc);
    },
    positionOf: (pc) => tables.positionAt(pc),
    functionAt: (pc) => {
      const info = starts[lastAtOrBefore(starts, pc, ({ codeStart }) => codeStart)];
      return info && pc < info.codeEnd ? info : undefined;
    },
    code: tables.code,
    switches: tables.switches,
    typeHints: tables.typeHints,
    get origins() {
      return origins();
    },
    get decisionBranches() {
      return decisionBranches();
    },
    accessAt: (pc) => tables.accessAt(pc),
    atomics: () => tables.atomics(),
    arithmetic: () => tables.arithmetic(),
    undefinedGlobals: globals.filter(({ defined }) => !defined),
  };
}

function grouped<T>(list: readonly T[], key: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

function lastAtOrBefore(list: readonly number[], wanted: number): number;
function lastAtOrBefore<T>(list: readonly T[], wanted: number, key: (item: T) => number): number;
function lastAtOrBefore<T>(list: readonly T[], wanted: number, key?: (item: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle] as T;
    if ((key ? key(item) : (item as number)) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function programTypes(units: readonly Unit[]): ProgramTypes {
  const toBigInt = ({ lo, hi }: { lo: number; hi: number }): bigint =>
    (BigInt(hi) << 32n) | BigInt(lo >>> 0);
  const first = <T>(look: (unit: Unit) => T | undefined): T | undefined => {
    for (const unit of units) {
      const found = look(unit);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    record: (tag) => {
      const complete = first(({ typed }) => {
        const type = typed.types.records.get(tag);
        return type?.definition.complete ? type : undefined;
      });
      const found = complete ?? first(({ typed }) => typed.types.records.get(tag));
      return found && recordType(found.definition);
    },
    // Units that do not name a constant may have been read before it was there.
    enumMembers: once((tag) => {
      const found = units.reduce<EnumDefinition | undefined>((fullest, { typed }) => {
        const own = typed.types.enums.get(tag);
        return own && (fullest?.members.length ?? 0) < own.members.length ? own : fullest;
      }, undefined);
      return found?.members.map((member) => ({ name: member.name, value: toBigInt(member) }));
    }),
  };
}

/** Made when it is first asked for. */
function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The same answer to the same question. */
function once<T>(answer: (question: string) => T): (question: string) => T {
  const known = new Map<string, T>();
  return (question) => {
    if (!known.has(question)) known.set(question, answer(question));
    return known.get(question) as T;
  };
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function writeNumber(
  image: Uint8Array,
  at: number,
  entry: Extract<StaticEntry, { kind: "number" }>,
): void {
  const { bits, type, lo, hi } = entry;
  if (bits) writeBits(image, at, bits.unitBytes, bits.shift, bits.width, lo, hi);
  else writeBits(image, at, type.sizeBytes, 0, type.sizeBytes * 8, lo, hi);
}

/**
 * Sets bits [shift, shift + width) of the bytes from `at` on, one at a time: initialisers are
 * short.
 */
function writeBits(
  image: Uint8Array,
  at: number,
  unitBytes: number,
  shift: number,
  width: number,
  lo: number,
  hi: number,
): void {
  if (shift === 0 && (width & 7) === 0) {
    for (let index = 0; index < width >>> 3; index++)
      image[at + index] = ((index < 4 ? lo : hi) >>> ((index & 3) * 8)) & 0xff;
    return;
  }
  for (let bit = 0; bit < width && shift + bit < unitBytes * 8; bit++) {
    const value = ((bit < 32 ? lo : hi) >>> (bit & 31)) & 1;
    const byte = at + ((shift + bit) >>> 3);
    const mask = 1 << ((shift + bit) & 7);
    image[byte] = value ? (image[byte] ?? 0) | mask : (image[byte] ?? 0) & ~mask;
  }
}
