// SPDX-License-Identifier: MIT
import type { BitField, CType, Field } from "../cc";
import type { Core } from "./core";
import { textAt } from "./describe";
import { signedBits } from "./value";

/** A typed look at memory, for state and checks; reads what is there, and never ends a run. */
export class View {
  constructor(
    private readonly core: Core,
    readonly type: CType,
    readonly address: bigint,
    private readonly bits?: BitField,
  ) {}

  /** A field by name; fields of anonymous members too. */
  field(name: string): View {
    const found = this.type.kind === "record" ? findField(this.type, name) : undefined;
    if (!found) throw new RangeError(`no field ${name}`);
    const [field, offset] = found;
    return new View(this.core, field.type, this.address + BigInt(offset), field.bits);
  }

  hasField(name: string): boolean {
    return this.type.kind === "record" && findField(this.type, name) !== undefined;
  }

  at(index: number): View {
    const { type } = this;
    const element =
      type.kind === "array" ? type.element : type.kind === "pointer" ? type.target : undefined;
    if (!element) throw new RangeError("neither array nor pointer");
    const base = type.kind === "pointer" ? this.bitsHere() : this.address;
    return new View(this.core, element, base + BigInt(index * element.sizeBytes));
  }

  deref(): View {
    if (this.type.kind !== "pointer") throw new RangeError("not a pointer");
    const target = this.bitsHere();
    const view = new View(this.core, this.type.target, target);
    view.check(Math.max(1, this.type.target.sizeBytes));
    return view;
  }

  get isNull(): boolean {
    return this.bitsHere() === 0n;
  }

  /** What the pointer points to, as an address. */
  get pointer(): bigint {
    return this.bitsHere();
  }

  int(): bigint {
    const { type, bits } = this;
    if (!bits) return signedBits(this.bitsHere(), type);
    const value = this.bitsHere();
    const top = 1n << BigInt(bits.width - 1);
    return type.kind === "int" && type.signed && value & top ? value - top - top : value;
  }

  number(): number {
    return Number(this.int());
  }

  undefinedBits(): bigint {
    return this.read(this.core.memory.shadow);
  }

  /** The text a char array holds or a char pointer points to. */
  cString(): string {
    const at = this.type.kind === "pointer" ? this.bitsHere() : this.address;
    if (at <= 0n || BigInt(this.core.memory.sizeBytes) <= at) return "";
    return textAt(this.core, Number(at));
  }

  private bitsHere(): bigint {
    return this.read(this.core.memory.bytes);
  }

  private read(table: Uint8Array): bigint {
    const size = this.bits?.unitBytes ?? Math.min(8, this.type.sizeBytes);
    const first = this.check(size);
    let value = 0n;
    for (let index = size - 1; 0 <= index; index--)
      value = (value << 8n) | BigInt(table[first + index] ?? 0);
    if (!this.bits) return value;
    return (value >> BigInt(this.bits.shift)) & ((1n << BigInt(this.bits.width)) - 1n);
  }

  private check(size: number): number {
    if (this.address <= 0n || BigInt(this.core.memory.sizeBytes - size) < this.address)
      throw new RangeError(`no memory at 0x${this.address.toString(16)}`);
    return Number(this.address);
  }
}

function findField(type: CType, name: string, base = 0): readonly [Field, number] | undefined {
  if (type.kind !== "record") return undefined;
  for (const field of type.definition.fields) {
    const offset = base + field.offsetBytes;
    if (field.name === name) return [field, offset];
    const inner = field.name === undefined ? findField(field.type, name, offset) : undefined;
    if (inner) return inner;
  }
  return undefined;
}
