// SPDX-License-Identifier: MIT
// Statements of one function to bytecode. Over 400 lines: the frame, the scopes and the statements
// need each other.
import { holdArray } from "./bound";
import { Op } from "./bytecode";
import type { SwitchTable } from "./bytecode";
import { Emitter } from "./emit";
import type { CodeLabel, LoweredFunction } from "./emit";
import { withoutInstructions } from "./compact";
import { frameAlignBytes, layOutFrame, roomBytes } from "./frame";
import { needlessUndefines } from "./liveness";
import {
  bindSide,
  lowerDecision,
  lowerEffect,
  lowerInitialiser,
  lowerValue,
  openDecision,
  recordAddress,
  undefineLocal,
} from "./lower-value";
import type { Context, OpenDecision } from "./lower-value";
import type { SourcePosition } from "./position";
import type {
  Block,
  ForStatement,
  FunctionHead,
  Local,
  ReturnStatement,
  Statement,
  SwitchCase,
  SwitchStatement,
  TypedFunction,
} from "./tree";

/** Lowers one sound function. */
export function lowerFunction(source: TypedFunction): LoweredFunction {
  const emitter = new Emitter();
  const frame = layOutFrame(source);
  emitter.top = emitter.mostSlots = frame.firstTemporary;
  const statements = new Statements(source, emitter, frame);
  statements.lower();
  const code = emitter.finish();
  const lowered: LoweredFunction = {
    source: headOf(source),
    code,
    relocations: emitter.relocations,
    positions: { pcs: emitter.positionPcs, at: emitter.positions },
    statements: emitter.statements,
    decisions: emitter.decisions,
    decisionBranches: emitter.decisionBranches,
    calls: emitter.calls,
    accesses: emitter.accesses,
    atomics: emitter.atomics,
    arithmetic: emitter.arithmetic,
    addressTaken: emitter.addressTaken,
    origins: emitter.origins,
    switches: emitter.switches,
    typeHints: emitter.typeHints,
    locals: frame.locals,
    frameBytes: ((emitter.mostSlots + 1) & ~1) * 8,
    states: frame.states,
    addressableOffset: frame.addressableOffset,
    parameterSlots: frame.parameterSlots,
    diagnostics: emitter.diagnostics,
  };
  return withoutInstructions(lowered, needlessUndefines(lowered));
}

/** Without the body. */
export function headOf(source: TypedFunction): FunctionHead {
  const { symbol, state, parameters, locals, position, endPosition, diagnostics } = source;
  return { symbol, state, parameters, locals, position, endPosition, diagnostics };
}

/** Where break and continue lead, and how many cleanup scopes are open there. */
interface Exit {
  readonly label: CodeLabel;
  readonly cleanups: number;
}

class Statements {
  private readonly c: Context;
  private readonly labels = new Map<number, CodeLabel>();
  private readonly cases = new Map<number, CodeLabel>();
  private readonly breaks: Exit[] = [];
  private readonly continues: Exit[] = [];
  /** Locals with a cleanup attribute that are alive here, innermost last. */
  private cleanups: Local[] = [];
  /**
   * By label id: the cleanups alive where the label stands; known once it was passed or found
   * ahead.
   */
  private readonly labelCleanups = new Map<number, readonly Local[]>();
  private readonly hasCleanups: boolean;

  constructor(
    private readonly source: TypedFunction,
    private readonly e: Emitter,
    private readonly frame: ReturnType<typeof layOutFrame>,
  ) {
    this.c = { source, emitter: e, frame, block: (block, tail) => this.block(block, tail) };
    this.hasCleanups = source.locals.some((local) => local.cleanup);
    if (this.hasCleanups) this.findLabels(source.body, []);
  }

  lower(): void {
    const { e, source, frame } = this;
    e.at(source.position);
    if (frame.states.length) e.emit(Op.Enter);
    for (const local of source.locals) this.align(local);
    source.parameters.forEach((parameter, index) => this.storeParameter(parameter, index));
    for (const local of skippableLocals(source.body)) undefineLocal(this.c, local);
    this.statement(source.body);
    e.at(source.endPosition);
    this.leave();
    const { returns } = source.symbol.type;
    if (returns.kind === "void") e.emit(Op.Return);
    else if (source.symbol.name === "main") {
      const zero = e.temporary();
      e.emit(Op.ConW, zero, 0);
      e.emit(Op.ReturnW, zero);
    } else {
      // Falling off the end is fine as long as nobody uses the value, which has none.
      const register = e.temporary();
      e.origins.push({ local: undefined, sizeBytes: 8 });
      e.emit(Op.UndefineRegister, register, e.originCount);
      e.originCount += 8;
      e.emit(Op.ReturnL, register);
    }
  }

  /** Where an object lies is found when the objects around it come to life. */
  private align(local: Local): void {
    if (local.alignBytes <= frameAlignBytes) return;
    const { frameOffset, addressRegister } = this.frame.locals[local.id] ?? {};
    if (frameOffset === undefined || addressRegister === undefined) return;
    const { type, alignBytes } = local;
    this.e.emit(Op.AlignLocal, addressRegister, frameOffset, type.sizeBytes, alignBytes);
  }

  private leave(): void {
    if (this.frame.states.length) this.e.emit(Op.Leave);
  }

  /** A parameter whose address is used moves from its argument slot to memory of its own. */
  private storeParameter(parameter: Local, index: number): void {
    const { e, frame } = this;
    const slot = frame.locals[parameter.id];
    const argument = frame.argumentSlots[index];
    if (!slot?.inMemory || argument === undefined) return;
    const { type } = parameter;
    if (type.kind !== "record" && slot.addressRegister === undefined) {
      const ops = { 1: Op.StF8, 2: Op.StF16, 4: Op.StF32, 8: Op.StF64 };
      e.emit(ops[type.sizeBytes as 1 | 2 | 4 | 8], slot.frameOffset, argument * 2);
      return;
    }
    if (!type.sizeBytes) return;
    const mark = e.top;
    const [to, from] = [slot.addressRegister ?? e.temporary(), e.temporary()];
    if (slot.addressRegister === undefined) e.emit(Op.FrameAddress, to, slot.frameOffset);
    e.emit(Op.FrameAddress, from, argument * 8);
    e.emit(Op.Copy, to, from, type.sizeBytes, 0);
    e.top = mark;
  }

  statement(statement: Statement): void {
    const { e } = this;
    const mark = e.top;
    const { statements } = e;
    const before = statements.length;
    this.dispatch(statement);
    // What emitted nothing is not a statement that runs.
    while (before < statements.length && statements[statements.length - 1]?.pc === e.pc)
      statements.pop();
    e.top = mark;
  }

  private dispatch(statement: Statement): void {
    const { e, c } = this;
    switch (statement.kind) {
      case "empty":
        break;
      case "block":
        this.block(statement);
        break;
      case "expression":
        e.statement(statement.position);
        lowerEffect(c, statement.value);
        break;
      case "declare":
        if (statement.initialiser) {
          e.statement(statement.position);
          holdArray(this.source, statement);
          lowerInitialiser(c, statement.local, statement.initialiser);
        } else {
          e.at(statement.position);
          undefineLocal(c, statement.local);
        }
        if (statement.local.cleanup) this.cleanups.push(statement.local);
        break;
      case "if": {
        e.statement(statement.position);
        const decision = openDecision(c, statement.condition, "if");
        const end = e.label();
        lowerDecision(c, decision);
        bindSide(c, decision, true);
        this.statement(statement.whenTrue);
        e.jump(end);
        bindSide(c, decision, false);
        if (statement.whenFalse) this.statement(statement.whenFalse);
        e.bind(end);
        break;
      }
      case "while":
        this.loop(openDecision(c, statement.condition, "while"), statement.position, () => {
          const exits = [e.label(), e.label()] as const;
          this.loopBody(statement.body, exits[0], exits[1]);
          e.bind(exits[1]);
          return exits[0];
        });
        break;
      case "do": {
        const [next, end] = [e.label(), e.label()];
        const decision = openDecision(c, statement.condition, "do");
        const top = e.label();
        e.bind(top);
        this.loopBody(statement.body, end, next);
        e.bind(next);
        e.statement(statement.condition.position);
        lowerDecision(c, decision);
        bindSide(c, decision, true);
        e.jump(top);
        bindSide(c, decision, false);
        e.bind(end);
        break;
      }
      case "for":
        this.forLoop(statement);
        break;
      case "switch":
        this.switch(statement);
        break;
      case "case":
        e.bind(this.caseLabel(statement.case));
        break;
      case "label":
        e.bind(this.label(statement.label.id));
        break;
      case "goto":
        e.statement(statement.position);
        this.cleanUpTo(this.commonCleanups(statement.label.id));
        e.jump(this.label(statement.label.id));
        break;
      case "break":
        e.statement(statement.position);
        this.exit(this.breaks);
        break;
      case "continue":
        e.statement(statement.position);
        this.exit(this.continues);
        break;
      case "return":
        e.statement(statement.position);
        this.return(statement);
        break;
    }
  }

  private block(block: Block, tail?: () => void): void {
    const { e } = this;
    const alive = this.cleanups.length;
    const scope = block === this.source.body ? undefined : this.scopeOf(block);
    if (scope) {
      e.emit(Op.BeginScope, scope.offset, scope.sizeBytes);
      for (const one of block.statements) if (one.kind === "declare") this.align(one.local);
    }
    for (const statement of block.statements) this.statement(statement);
    tail?.();
    this.cleanUpTo(alive);
    this.cleanups.length = alive;
    if (scope) e.emit(Op.EndScope, scope.offset, scope.sizeBytes);
  }

  /**
   * Where in the frame the objects of a block lie. Nothing for a block that a goto or a case may
   * jump into, past its begin; and who jumps out of a block leaves its objects accessible.
   */
  private scopeOf(block: Block): { offset: number; sizeBytes: number } | undefined {
    let [first, end] = [Infinity, 0];
    for (const statement of block.statements) {
      if (statement.kind !== "declare") continue;
      const slot = this.frame.locals[statement.local.id];
      if (!slot?.inMemory) continue;
      first = Math.min(first, slot.frameOffset);
      end = Math.max(end, slot.frameOffset + roomBytes(statement.local));
    }
    if (end <= first || markSkippable(block, [], new Set())) return undefined;
    return { offset: first, sizeBytes: end - first };
  }

  private exit(exits: readonly Exit[]): void {
    const exit = exits[exits.length - 1];
    if (!exit) return;
    this.cleanUpTo(exit.cleanups);
    this.e.jump(exit.label);
  }

  private loopBody(body: Statement, end: CodeLabel, next: CodeLabel): void {
    this.breaks.push({ label: end, cleanups: this.cleanups.length });
    this.continues.push({ label: next, cleanups: this.cleanups.length });
    this.statement(body);
    this.breaks.pop();
    this.continues.pop();
  }

  /**
   * The test stands below the body, so that an iteration takes one branch; `body` gives the label
   * of the end.
   */
  private loop(decision: OpenDecision, position: SourcePosition, body: () => CodeLabel): void {
    const { e, c } = this;
    const test = e.label();
    e.at(position);
    e.jump(test);
    bindSide(c, decision, true);
    const end = body();
    e.bind(test);
    e.statement(position);
    lowerDecision(c, decision);
    bindSide(c, decision, false);
    e.bind(end);
  }

  private forLoop(statement: ForStatement): void {
    const { e, c } = this;
    const alive = this.cleanups.length;
    for (const first of statement.first) this.statement(first);
    const [next, end] = [e.label(), e.label()];
    const { condition } = statement;
    if (condition) {
      this.loop(openDecision(c, condition, "for"), statement.position, () => {
        this.loopBody(statement.body, end, next);
        this.forStep(statement, next);
        return end;
      });
    } else {
      const top = e.label();
      e.bind(top);
      this.loopBody(statement.body, end, next);
      this.forStep(statement, next);
      e.at(statement.position);
      e.jump(top);
      e.bind(end);
    }
    this.cleanUpTo(alive);
    this.cleanups.length = alive;
  }

  private forStep({ step }: ForStatement, next: CodeLabel): void {
    const { e, c } = this;
    e.bind(next);
    if (!step) return;
    e.statement(step.position);
    lowerEffect(c, step);
  }

  private switch(statement: SwitchStatement): void {
    const { e, c } = this;
    e.statement(statement.position);
    const end = e.label();
    const decision = e.decisions.length;
    const { text, position } = statement.condition;
    e.decisions.push({ text, position, kind: "switch", truePc: -1, falsePc: -1 });
    const register = lowerValue(c, statement.condition.value);
    const { type } = statement.condition.value;
    const wide = type.sizeBytes === 8;
    e.at(statement.condition.position);
    const table = e.switches.length;
    const pc = e.emit(wide ? Op.SwitchL : Op.SwitchW, register, table);
    e.decisionBranches.push({ pc, decision });
    const known = e.decisions[decision];
    if (known) known.truePc = known.falsePc = pc;
    const ranged = statement.cases.filter((one) => one.range);
    const other = statement.cases.find((one) => !one.range);
    e.switches.push(switchTable(ranged, wide, type.kind === "int" && type.signed));
    e.switchFixes.push({
      table,
      targets: ranged.map((one) => this.caseLabel(one)),
      otherwise: other ? this.caseLabel(other) : end,
    });
    this.breaks.push({ label: end, cleanups: this.cleanups.length });
    this.statement(statement.body);
    this.breaks.pop();
    e.bind(end);
  }

  private return({ value }: ReturnStatement): void {
    const { e, c } = this;
    if (!value || value.type.kind === "void") {
      if (value) lowerEffect(c, value);
      this.cleanUpTo(0);
      this.leave();
      e.emit(Op.Return);
      return;
    }
    if (value.type.kind === "record") {
      const { register, check } = recordAddress(c, value);
      this.cleanUpTo(0);
      e.emit(Op.ReturnRecord, register, value.type.sizeBytes, check);
      return;
    }
    const wide = value.type.sizeBytes === 8;
    // A cleanup may change the variable that was to be returned.
    const kept = this.cleanups.length ? e.temporary() : undefined;
    const register = lowerValue(c, value, kept);
    this.cleanUpTo(0);
    this.leave();
    e.emit(wide ? Op.ReturnL : Op.ReturnW, register);
  }

  // ---- cleanups ----

  private cleanUpTo(alive: number): void {
    for (let index = this.cleanups.length - 1; alive <= index; index--) {
      const local = this.cleanups[index];
      if (local?.cleanup) this.callCleanup(local);
    }
  }

  private callCleanup(local: Local): void {
    const { cleanup: symbol, type, position } = local;
    const [parameter] = symbol?.type.parameters ?? [];
    if (!symbol || !parameter) return;
    lowerEffect(this.c, {
      kind: "call",
      callee: { kind: "direct", symbol },
      functionType: symbol.type,
      type: symbol.type.returns,
      position,
      args: [
        {
          kind: "address",
          decay: false,
          type: parameter.type,
          position,
          place: { kind: "local", local, type, position },
        },
      ],
    });
  }

  private commonCleanups(label: number): number {
    if (!this.hasCleanups) return 0;
    const there = this.labelCleanups.get(label) ?? [];
    let common = 0;
    while (common < this.cleanups.length && this.cleanups[common] === there[common]) common++;
    return common;
  }

  private findLabels(statement: Statement, alive: readonly Local[]): void {
    switch (statement.kind) {
      case "block": {
        let here = alive;
        for (const inner of statement.statements) {
          if (inner.kind === "label") this.labelCleanups.set(inner.label.id, here);
          else if (inner.kind === "declare" && inner.local.cleanup) here = [...here, inner.local];
          else this.findLabels(inner, here);
        }
        break;
      }
      case "if":
        this.findLabels(statement.whenTrue, alive);
        if (statement.whenFalse) this.findLabels(statement.whenFalse, alive);
        break;
      case "while":
      case "do":
      case "switch":
        this.findLabels(statement.body, alive);
        break;
      case "for": {
        const declared = statement.first.flatMap((first) =>
          first.kind === "declare" && first.local.cleanup ? [first.local] : [],
        );
        this.findLabels(statement.body, [...alive, ...declared]);
        break;
      }
      case "label":
        this.labelCleanups.set(statement.label.id, alive);
        break;
      default:
    }
  }

  private label(id: number): CodeLabel {
    return found(this.labels, id, this.e);
  }

  private caseLabel({ id }: SwitchCase): CodeLabel {
    return found(this.cases, id, this.e);
  }
}

function found(labels: Map<number, CodeLabel>, id: number, e: Emitter): CodeLabel {
  let label = labels.get(id);
  if (!label) labels.set(id, (label = e.label()));
  return label;
}

function switchTable(cases: readonly SwitchCase[], wide: boolean, signed: boolean): SwitchTable {
  const ranges = new Int32Array(cases.length * 4);
  let single = !wide;
  const byValue = new Map<number, number>();
  cases.forEach(({ range }, index) => {
    if (!range) return;
    ranges.set([range.lowLo, range.lowHi, range.highLo, range.highHi], index * 4);
    if ((range.lowLo | 0) !== (range.highLo | 0)) single = false;
    byValue.set(range.lowLo | 0, index);
  });
  return {
    wide,
    signed,
    ranges,
    targets: new Int32Array(cases.length),
    otherwise: -1,
    byValue: single ? byValue : undefined,
  };
}

/**
 * Locals whose declaration a goto or a switch can jump over: they have to be undefined from the
 * start.
 */
function skippableLocals(body: Block): readonly Local[] {
  const found: Local[] = [];
  const leading = new Set<Statement>();
  for (const statement of body.statements) {
    if (statement.kind !== "declare") break;
    leading.add(statement);
  }
  markSkippable(body, found, leading);
  return found;
}

/** Whether a case or label stands somewhere in the statement. */
function markSkippable(
  statement: Statement,
  found: Local[],
  leading: ReadonlySet<Statement>,
): boolean {
  switch (statement.kind) {
    case "case":
    case "label":
      return true;
    case "block": {
      let marks = false;
      for (let index = statement.statements.length - 1; 0 <= index; index--) {
        const inner = statement.statements[index];
        if (!inner) continue;
        if (inner.kind === "declare") {
          if (marks && !leading.has(inner)) found.push(inner.local);
        } else if (markSkippable(inner, found, leading)) marks = true;
      }
      return marks;
    }
    case "if": {
      const inTrue = markSkippable(statement.whenTrue, found, leading);
      const inFalse = statement.whenFalse && markSkippable(statement.whenFalse, found, leading);
      return inTrue || Boolean(inFalse);
    }
    case "while":
    case "do":
    case "switch":
      return markSkippable(statement.body, found, leading);
    case "for": {
      const marks = markSkippable(statement.body, found, leading);
      for (const first of statement.first)
        if (marks && first.kind === "declare") found.push(first.local);
      return marks;
    }
    default:
      return false;
  }
}
