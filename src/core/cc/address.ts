// SPDX-License-Identifier: MIT
import { type Bits, bitsOfNumber, foldArithmetic, numberOf } from "./fold";
import type { FunctionSymbol, GlobalSymbol, Place, StringLiteral, Value } from "./tree";
import { longType } from "./type";

/** A symbol and a distance from it, as the linker knows it. */
export interface Address {
  readonly target: FunctionSymbol | GlobalSymbol | StringLiteral;
  readonly addend: number;
}

/** The symbol and distance a value is known to be, if it is an address constant. */
export function addressConstant(value: Value): Address | undefined {
  switch (value.kind) {
    case "function-address":
      return { target: value.symbol, addend: 0 };
    case "address":
      return placeAddress(value.place);
    case "convert":
      return value.type.sizeBytes === 8 ? addressConstant(value.value) : undefined;
    case "pointer-add": {
      const address = addressConstant(value.pointer);
      if (!address || value.index.kind !== "constant") return undefined;
      const step = numberOf(value.index, true) * value.scaleBytes;
      return { ...address, addend: address.addend + (value.subtract ? -step : step) };
    }
    case "binary": {
      if (value.operator !== "+" && value.operator !== "-") return undefined;
      if (value.right.kind === "constant") {
        return moved(addressConstant(value.left), value.right, value.operator);
      }
      if (value.left.kind === "constant" && value.operator === "+") {
        return moved(addressConstant(value.right), value.left, "+");
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

function moved(address: Address | undefined, by: Bits, sign: "+" | "-"): Address | undefined {
  if (!address) return undefined;
  const sum = foldArithmetic(sign, bitsOfNumber(address.addend), by, longType);
  return sum && { ...address, addend: numberOf(sum, true) };
}

function placeAddress(place: Place): Address | undefined {
  switch (place.kind) {
    case "global":
      return { target: place.symbol, addend: 0 };
    case "string":
      return { target: place.literal, addend: 0 };
    case "member": {
      const base = placeAddress(place.base);
      return base && { ...base, addend: base.addend + place.field.offsetBytes };
    }
    case "dereference":
      return addressConstant(place.pointer);
    default:
      return undefined;
  }
}

/** What the address of a place is a multiple of, as its declaration says: packed members too. */
export function alignmentOf(place: Place): number {
  const own = place.type.alignBytes;
  switch (place.kind) {
    case "member": {
      const { offsetBytes } = place.field;
      const ofOffset = offsetBytes ? offsetBytes & -offsetBytes : own;
      return Math.min(own, ofOffset, alignmentOf(place.base));
    }
    case "dereference":
      return Math.min(own, alignmentBehind(place.pointer));
    default:
      return own;
  }
}

/** As alignmentOf, of what a pointer to or into a place points to; casts say what they like. */
function alignmentBehind(pointer: Value): number {
  if (pointer.kind === "pointer-add") return alignmentBehind(pointer.pointer);
  return pointer.kind === "address" ? alignmentOf(pointer.place) : Infinity;
}
