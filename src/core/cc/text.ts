// SPDX-License-Identifier: MIT
// Typed trees back to C, short, for messages.
import type { Place, Value } from "./tree";
import { typeText } from "./type";

/** How deep an expression is written out; what lies deeper is "...". */
const depthLimit = 6;

/** A place as its source would write it: "pag->pag_mount", "table[i].next". */
export function placeText(place: Place, depth = depthLimit): string {
  if (depth <= 0) return "...";
  switch (place.kind) {
    case "local":
      return place.local.name || "(temporary)";
    case "global":
      return place.symbol.name || "(compound literal)";
    case "string":
      return '"..."';
    case "dereference":
      return pointeeText(place.pointer, depth - 1);
    case "member": {
      const name = place.field.name;
      const { base } = place;
      if (base.kind === "dereference" && !isIndexing(base.pointer)) {
        const pointer = valueText(base.pointer, depth - 1, true);
        return name === undefined ? `(*${pointer})` : `${pointer}->${name}`;
      }
      const text = placeText(base, depth - 1);
      // An anonymous struct or union is not spelled; its fields follow the outer object.
      if (base.kind === "member" && base.field.name === undefined && text.startsWith("(*"))
        return `${text.slice(2, -1)}->${name ?? ""}`;
      return name === undefined ? text : `${text}.${name}`;
    }
    case "compound-literal":
      return `(${typeText(place.type)}){...}`;
    case "temporary":
      return valueText(place.value, depth - 1, true);
  }
}

const isIndexing = (pointer: Value): boolean =>
  pointer.kind === "pointer-add" || (pointer.kind === "address" && pointer.decay);

function pointeeText(pointer: Value, depth: number): string {
  if (pointer.kind === "pointer-add" && !pointer.subtract)
    return `${valueText(pointer.pointer, depth, true)}[${valueText(pointer.index, depth)}]`;
  if (pointer.kind === "address")
    return pointer.decay
      ? `${placeText(pointer.place, depth)}[0]`
      : placeText(pointer.place, depth);
  return `*${valueText(pointer, depth, true)}`;
}

const binding = new Set(["binary", "logical", "conditional", "assign", "compound-assign", "comma"]);

/** A value as its source might write it; `tight`: in parentheses where that is needed. */
function valueText(value: Value, depth = depthLimit, tight = false): string {
  if (depth <= 0) return "...";
  if (tight && binding.has(value.kind)) return `(${valueText(value, depth)})`;
  switch (value.kind) {
    case "constant":
      if (value.type.kind === "pointer" && !value.lo && !value.hi) return "NULL";
      return constantText(value.lo, value.hi);
    case "function-address":
      return value.symbol.name;
    case "load":
      return placeText(value.place, depth);
    case "address":
      return value.decay ? placeText(value.place, depth) : `&${placeText(value.place, depth)}`;
    case "unary":
      return `${value.operator}${valueText(value.operand, depth - 1, true)}`;
    case "binary":
    case "logical":
      return pairText(value.left, value.operator, value.right, depth);
    case "pointer-add": {
      const sign = value.subtract ? "-" : "+";
      return `(${pairText(value.pointer, sign, value.index, depth)})`;
    }
    case "pointer-difference":
      return `(${pairText(value.left, "-", value.right, depth)})`;
    case "call":
      return value.callee.kind === "direct"
        ? `${value.callee.symbol.name}(${value.args.length ? "..." : ""})`
        : `${valueText(value.callee.value, depth - 1, true)}(${value.args.length ? "..." : ""})`;
    case "convert":
      return valueText(value.value, depth, tight);
    case "increment": {
      const sign = value.decrement ? "--" : "++";
      const text = placeText(value.place, depth - 1);
      return value.postfix ? text + sign : sign + text;
    }
    case "statement-expression":
      return value.value ? valueText(value.value, depth - 1, tight) : "...";
    case "comma":
      return valueText(value.right, depth - 1, tight);
    case "assign":
      return placeText(value.place, depth - 1);
    default:
      return "...";
  }
}

function pairText(left: Value, operator: string, right: Value, depth: number): string {
  const [a, b] = [valueText(left, depth - 1, true), valueText(right, depth - 1, true)];
  return `${a} ${operator} ${b}`;
}

function constantText(lo: number, hi: number): string {
  if (hi === lo >> 31) return String(lo);
  if (hi === 0) return String(lo >>> 0);
  return `0x${(hi >>> 0).toString(16)}${(lo >>> 0).toString(16).padStart(8, "0")}`;
}
