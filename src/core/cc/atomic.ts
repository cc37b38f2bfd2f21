// SPDX-License-Identifier: MIT
// __atomic_* and __sync_*: written out as plain C over hidden locals. Runs are sequentially
// consistent, so memory orders change nothing.
import { constant, type Expression, wrongType } from "./check";
import { BuiltinParser } from "./builtin";
import { bitsOf } from "./fold";
import type { SourcePosition } from "./position";
import { Id, type PpToken } from "./token";
import type { ArithmeticOperator, Local, Statement, Value } from "./tree";
import { boolType, type CType, intType, unqualified, voidType } from "./type";

const operators: Readonly<Record<string, ArithmeticOperator>> = {
  add: "+",
  sub: "-",
  and: "&",
  or: "|",
  xor: "^",
};

const fetchNames = /^(?:atomic_|sync_)(?:fetch_and_|fetch_)(add|sub|and|or|xor|nand)$/;
const resultNames = /^(?:atomic_|sync_)(add|sub|and|or|xor|nand)(?:_and)?_fetch$/;

/** The object an operation works on, its pointer computed once. */
interface Target {
  readonly type: CType;
  readonly position: SourcePosition;
  readonly statements: Statement[];
  readonly pointer: Local;
}

export abstract class AtomicParser extends BuiltinParser {
  protected override builtinCall(name: PpToken): Expression | undefined {
    const known = /^__((?:atomic|sync)_[a-z_]+)(?:_n)?$/.exec(name.text)?.[1];
    if (known === undefined || !this.is(Id.LeftParen)) return super.builtinCall(name);
    // The pattern leaves the suffix _n to the name where it can.
    return this.atomic(known.replace(/_n$/, ""), this.builtinArguments(), name);
  }

  private atomic(name: string, given: readonly Expression[], at: PpToken): Expression {
    const { position } = at;
    const args = given.map((argument) => this.read(argument));
    if (args.some(({ type }) => type === wrongType)) return this.wrong(position);
    if (name === "sync_synchronize" || name.endsWith("_fence")) return this.voidValue(position);
    if (name.endsWith("_lock_free")) return constant(bitsOf(1), boolType, position);
    const [pointer, operand = this.zero(position), third = this.zero(position)] = args;
    const target = pointer && this.target(pointer, position);
    if (!target) return this.refuse("cc/bad-operand", `${at.text} needs a pointer`, position);
    const operation = fetchNames.exec(name) ?? resultNames.exec(name);
    if (operation) {
      const old = this.keep(target, this.object(target));
      const result = this.keep(target, this.operated(operation[1] ?? "", old, operand, position));
      this.store(target, this.local(result, position));
      return this.closed(target, this.local(fetchNames.test(name) ? old : result, position));
    }
    switch (name) {
      case "atomic_load":
        if (args.length < 3) return this.closed(target, this.read(this.object(target)));
        this.storeAt(target, operand, this.object(target));
        return this.closed(target, undefined);
      case "atomic_store":
        this.store(target, 3 <= args.length && isPointer(operand) ? this.behind(operand) : operand);
        return this.closed(target, undefined);
      case "atomic_clear":
      case "sync_lock_release":
        this.store(target, this.zero(position));
        return this.closed(target, undefined);
      case "atomic_exchange":
      case "sync_lock_test_and_set": {
        const old = this.keep(target, this.object(target));
        this.store(target, operand);
        return this.closed(target, this.local(old, position));
      }
      case "atomic_test_and_set": {
        const old = this.keep(target, this.object(target));
        this.store(target, constant(bitsOf(1), intType, position));
        return this.closed(target, this.convert(this.local(old, position), boolType, false));
      }
      case "atomic_compare_exchange":
        return this.compareExchange(target, operand, third);
      case "sync_val_compare_and_swap":
      case "sync_bool_compare_and_swap":
        return this.compareAndSwap(target, operand, third, name.startsWith("sync_bool"));
      default:
        return this.refuse("cc/unknown-builtin", `${at.text} is not known`, position);
    }
  }

  private target(pointer: Value, position: SourcePosition): Target | undefined {
    if (pointer.type.kind !== "pointer" || !this.hasFunction) return undefined;
    const local = this.hiddenLocal(pointer.type, position);
    const statements = [this.declareHidden(local, pointer)];
    return { type: unqualified(pointer.type.target), position, statements, pointer: local };
  }

  private local(local: Local, position: SourcePosition): Value {
    return this.read({ kind: "local", local, type: local.type, position });
  }

  private behind(pointer: Value): Expression {
    return this.dereference(pointer, pointer.position);
  }

  private object(target: Target): Expression {
    return this.behind(this.local(target.pointer, target.position));
  }

  private keep(target: Target, expression: Expression): Local {
    const value = this.convertAssigned(this.read(expression), target.type, "an atomic operation");
    const local = this.hiddenLocal(target.type, target.position);
    target.statements.push(this.declareHidden(local, value));
    return local;
  }

  private effect(target: Target, value: Value): void {
    target.statements.push({ kind: "expression", value, position: target.position });
  }

  private store(target: Target, value: Expression): void {
    this.effect(target, this.assign(this.object(target), value, target.position));
  }

  private storeAt(target: Target, pointer: Value, value: Expression): void {
    this.effect(target, this.assign(this.behind(pointer), value, target.position));
  }

  private operated(name: string, old: Local, operand: Value, position: SourcePosition): Value {
    const left = this.local(old, position);
    if (name === "nand")
      return this.unary("~", this.binary("&", left, operand, position), position);
    // Pointers move by bytes here.
    const plain = left.type.kind === "pointer" ? this.convert(left, operand.type, true) : left;
    return this.binary(operators[name] ?? "+", plain, operand, position);
  }

  /**
   * *t == *expected ? (*t = desired, 1) : (*expected = *t, 0), without a decision of the source.
   */
  private compareExchange(target: Target, expected: Value, desired: Value): Expression {
    const { position } = target;
    if (!isPointer(expected)) {
      return this.refuse("cc/bad-operand", "a pointer to the expected value is needed", position);
    }
    const old = this.keep(target, this.object(target));
    const wanted = this.hiddenLocal(expected.type, position);
    target.statements.push(this.declareHidden(wanted, expected));
    const place = (): Expression => this.behind(this.local(wanted, position));
    const equal = this.binary("==", this.local(old, position), place(), position);
    const done = this.hiddenLocal(intType, position);
    target.statements.push(this.declareHidden(done, equal));
    const success = this.assign(this.object(target), desired, position);
    const failure = this.assign(place(), this.local(old, position), position);
    this.choose(target, "&&", done, success);
    this.choose(target, "||", done, failure);
    return this.closed(target, this.convert(this.local(done, position), boolType, false));
  }

  private compareAndSwap(
    target: Target,
    expected: Value,
    desired: Value,
    wantsTruth: boolean,
  ): Expression {
    const { position } = target;
    const old = this.keep(target, this.object(target));
    const wanted = this.keep(target, expected);
    const equal = this.binary(
      "==",
      this.local(old, position),
      this.local(wanted, position),
      position,
    );
    const done = this.hiddenLocal(intType, position);
    target.statements.push(this.declareHidden(done, equal));
    this.choose(target, "&&", done, this.assign(this.object(target), desired, position));
    const result = this.local(wantsTruth ? done : old, position);
    return this.closed(target, wantsTruth ? this.convert(result, boolType, false) : result);
  }

  /** `done && (effect, 1)`, or with ||. */
  private choose(target: Target, operator: "&&" | "||", done: Local, effect: Value): void {
    const { position } = target;
    if (effect.type === wrongType) return;
    const one = constant(bitsOf(1), intType, position);
    const right: Value = { kind: "comma", left: effect, right: one, type: intType, position };
    this.effect(target, this.logical(operator, this.local(done, position), right, position));
  }

  private closed(target: Target, value: Value | undefined): Value {
    const { position, statements } = target;
    const [address = [], rest] = [statements.slice(0, 1), statements.slice(1)];
    const type = value?.type ?? voidType;
    const shared = { kind: "statement-expression", implicit: true, type, position } as const;
    // Finding the object is not part of what happens to it at once.
    const block = this.hiddenBlock(rest, position);
    const whole: Value = { ...shared, block, value, atomic: true };
    return { ...shared, block: this.hiddenBlock(address, position), value: whole };
  }
}

const isPointer = (value: Value): boolean => value.type.kind === "pointer";
