// SPDX-License-Identifier: MIT
import { characterValue, parseInteger } from "./literal";
import { Id, Kind, type PpToken } from "./token";

/** The value of an #if line, or what is wrong with it. */
export type ConditionResult =
  | { readonly ok: true; readonly value: boolean }
  | { readonly ok: false; readonly message: string; readonly at: PpToken | undefined };

interface Operand {
  readonly value: bigint;
  readonly unsigned: boolean;
}

/** No header nests #if expressions deeper; hostile text must not exhaust the stack. */
const depthLimit = 200;
const mask64 = (1n << 64n) - 1n;
const sign64 = 1n << 63n;

// BigInt is fine here: #if lines are few.
const operand = (value: bigint, unsigned: boolean): Operand => {
  const bits = value & mask64;
  return { value: unsigned || bits < sign64 ? bits : bits - mask64 - 1n, unsigned };
};
const truth = (value: boolean): Operand => ({ value: value ? 1n : 0n, unsigned: false });

class Failure {
  constructor(
    readonly message: string,
    readonly at: PpToken | undefined,
  ) {}
}

const precedences: Readonly<Partial<Record<Id, number>>> = {
  [Id.OrOr]: 1,
  [Id.AndAnd]: 2,
  [Id.Or]: 3,
  [Id.Xor]: 4,
  [Id.And]: 5,
  [Id.Equal]: 6,
  [Id.NotEqual]: 6,
  [Id.Less]: 7,
  [Id.Greater]: 7,
  [Id.LessEqual]: 7,
  [Id.GreaterEqual]: 7,
  [Id.ShiftLeft]: 8,
  [Id.ShiftRight]: 8,
  [Id.Plus]: 9,
  [Id.Minus]: 9,
  [Id.Star]: 10,
  [Id.Slash]: 10,
  [Id.Percent]: 10,
};

/** Evaluates the tokens of an #if after expansion; identifiers that are left count as 0. */
export function evaluateCondition(tokens: readonly PpToken[]): ConditionResult {
  const reader = new ConditionReader(tokens);
  try {
    return { ok: true, value: reader.whole() };
  } catch (failure) {
    if (failure instanceof Failure) return { ok: false, message: failure.message, at: failure.at };
    throw failure;
  }
}

class ConditionReader {
  private at = 0;
  private depth = 0;
  /** Inside the operand of && || ?: that does not count, where division by zero is no error. */
  private ignored = 0;
  constructor(private readonly tokens: readonly PpToken[]) {}

  whole(): boolean {
    const result = this.conditional();
    const left = this.tokens[this.at];
    if (left) throw new Failure(`"${left.text}" is not expected here`, left);
    return result.value !== 0n;
  }

  private conditional(): Operand {
    if (depthLimit < ++this.depth) throw new Failure("nested too deeply", this.tokens[this.at]);
    const condition = this.binary(1);
    let result = condition;
    if (this.take(Id.Question)) {
      const holds = condition.value !== 0n;
      const left = this.when(holds, () => this.conditional());
      if (!this.take(Id.Colon)) throw new Failure("? without :", this.tokens[this.at]);
      const right = this.when(!holds, () => this.conditional());
      result = operand((holds ? left : right).value, left.unsigned || right.unsigned);
    }
    this.depth--;
    return result;
  }

  private when(counts: boolean, read: () => Operand): Operand {
    if (!counts) this.ignored++;
    const result = read();
    if (!counts) this.ignored--;
    return result;
  }

  private binary(least: number): Operand {
    let left = this.unary();
    for (;;) {
      const token = this.tokens[this.at];
      const precedence = token ? precedences[token.id] : undefined;
      if (!token || precedence === undefined || precedence < least) return left;
      this.at++;
      const counts =
        token.id === Id.AndAnd
          ? left.value !== 0n
          : token.id === Id.OrOr
            ? left.value === 0n
            : true;
      const right = this.when(counts, () => this.binary(precedence + 1));
      left = this.combine(token, left, right);
    }
  }

  private combine(token: PpToken, left: Operand, right: Operand): Operand {
    const unsigned = left.unsigned || right.unsigned;
    const a = operand(left.value, unsigned).value;
    const b = operand(right.value, unsigned).value;
    switch (token.id) {
      case Id.OrOr:
        return truth(left.value !== 0n || right.value !== 0n);
      case Id.AndAnd:
        return truth(left.value !== 0n && right.value !== 0n);
      case Id.Or:
        return operand(a | b, unsigned);
      case Id.Xor:
        return operand(a ^ b, unsigned);
      case Id.And:
        return operand(a & b, unsigned);
      case Id.Equal:
        return truth(a === b);
      case Id.NotEqual:
        return truth(a !== b);
      case Id.Less:
        return truth(a < b);
      case Id.Greater:
        return truth(b < a);
      case Id.LessEqual:
        return truth(a <= b);
      case Id.GreaterEqual:
        return truth(b <= a);
      case Id.ShiftLeft:
        return operand(left.value << (right.value & 63n), left.unsigned);
      case Id.ShiftRight:
        return operand(left.value >> (right.value & 63n), left.unsigned);
      case Id.Plus:
        return operand(a + b, unsigned);
      case Id.Minus:
        return operand(a - b, unsigned);
      case Id.Star:
        return operand(a * b, unsigned);
      default:
        if (b === 0n) {
          if (0 < this.ignored) return operand(0n, unsigned);
          throw new Failure("division by zero", token);
        }
        return operand(token.id === Id.Slash ? a / b : a % b, unsigned);
    }
  }

  private unary(): Operand {
    const token = this.tokens[this.at++];
    if (!token) throw new Failure("the expression ends too early", undefined);
    if (depthLimit < ++this.depth) throw new Failure("nested too deeply", token);
    const result = this.primary(token);
    this.depth--;
    return result;
  }

  private primary(token: PpToken): Operand {
    switch (token.id) {
      case Id.LeftParen: {
        const inner = this.conditional();
        if (!this.take(Id.RightParen)) throw new Failure("a ) is missing", this.tokens[this.at]);
        return inner;
      }
      case Id.Not:
        return truth(this.unary().value === 0n);
      case Id.Plus:
        return this.unary();
      case Id.Minus: {
        const inner = this.unary();
        return operand(-inner.value, inner.unsigned);
      }
      case Id.Tilde: {
        const inner = this.unary();
        return operand(~inner.value, inner.unsigned);
      }
      default:
        return this.leaf(token);
    }
  }

  private leaf(token: PpToken): Operand {
    if (token.kind === Kind.Identifier) {
      // A call-like use of an unknown macro, such as __has_feature(x) of other compilers: 0.
      return operand(0n, false);
    }
    if (token.kind === Kind.Character)
      return operand(BigInt(characterValue(token.text).value), false);
    const literal = token.kind === Kind.Number ? parseInteger(token.text) : undefined;
    if (!literal) throw new Failure(`"${token.text}" is not an integer`, token);
    const bits = (BigInt(literal.hi >>> 0) << 32n) | BigInt(literal.lo >>> 0);
    return operand(bits, literal.unsigned || (!literal.decimal && sign64 <= bits));
  }

  private take(id: Id): boolean {
    if (this.tokens[this.at]?.id !== id) return false;
    this.at++;
    return true;
  }
}
