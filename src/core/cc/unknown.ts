// SPDX-License-Identifier: MIT
// What no declaration says: a name, a field its record does not have, or of a record nobody
// defines, and a value of a type that nothing declares. It is read, and written, by calling a
// function that nothing defines either, whose result has no value: the run goes on until that
// decides something. A host of that name gives it one.
import type { SourcePosition } from "./position";
import { Reader } from "./reader";
import type { Call, FunctionSymbol, Value } from "./tree";
import { type CType, longType, typeText, unqualified } from "./type";

/** How a name is used, as it stands around the name of the function that is called. */
export type UnknownUse = readonly [before: string, after: string];

export abstract class UnknownReader extends Reader {
  private readonly unknowns = new WeakMap<object, Call>();

  /** Inside a function's body, where hidden locals and calls can be. */
  protected abstract get hasFunction(): boolean;
  /** A function that nothing defines; `standsFor` is what a message calls its result. */
  protected abstract unknownFunction(
    name: string,
    returns: CType,
    standsFor: string,
    position: SourcePosition,
  ): FunctionSymbol;

  /** The call that stands for something unknown, if this expression is one. */
  protected unknown(expression: object): Call | undefined {
    return this.unknowns.get(expression);
  }

  /** What a name stands for that nothing declares: a variable, a constant, a macro. */
  protected unknownName(name: string, position: SourcePosition): Call {
    // Not the name itself, which may be that of a function elsewhere.
    const called = [`name ${name}`, longType] as const;
    return this.unknownCall(
      this.unknownFunction(...called, `the name ${name}`, position),
      [],
      position,
    );
  }

  /** The field of an object whose address is given, where it has one. */
  protected unknownField(
    type: CType,
    name: string,
    address: readonly Value[],
    position: SourcePosition,
  ): Call {
    const record = typeText(unqualified(type));
    const symbol = this.unknownFunction(
      ...([`${record}.${name}`, longType] as const),
      ...([`the field ${name} of ${record}`, position] as const),
    );
    return this.unknownCall(symbol, address, position);
  }

  /** A value of a type that nothing declares; the host `(name)` makes it of what it is given. */
  protected unknownValue(
    type: CType,
    args: readonly Value[],
    position: SourcePosition,
    [before, after]: UnknownUse = ["(", ")"],
  ): Call {
    return this.unknownOf(type, [before, after], args, position, unqualified(type));
  }

  /** What comes of using a type that nothing declares, such as its size. */
  protected unknownOf(
    of: CType,
    [before, after]: UnknownUse,
    args: readonly Value[],
    position: SourcePosition,
    type: CType = longType,
  ): Call {
    const name = typeText(unqualified(of));
    const used = `${before}${name}${after}`;
    const symbol = this.unknownFunction(used, type, `the type ${name}`, position);
    return this.unknownCall(symbol, args, position);
  }

  /** What comes of using something unknown. */
  protected unknownUse(
    of: Call,
    [before, after]: UnknownUse,
    args: readonly Value[],
    position: SourcePosition,
    type: CType = longType,
  ): Call {
    const symbol = of.callee.kind === "direct" ? of.callee.symbol : undefined;
    const { name = "", standsFor = "" } = symbol ?? {};
    const used = this.unknownFunction(`${before}${name}${after}`, type, standsFor, position);
    return this.unknownCall(used, args, position);
  }

  private unknownCall(
    symbol: FunctionSymbol,
    args: readonly Value[],
    position: SourcePosition,
  ): Call {
    const { type } = symbol;
    const callee = { kind: "direct", symbol } as const;
    const call: Call = {
      ...({ kind: "call", callee, functionType: type, args } as const),
      ...{ type: unqualified(type.returns), position },
    };
    this.unknowns.set(call, call);
    return call;
  }
}
