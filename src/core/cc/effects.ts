// SPDX-License-Identifier: MIT
import type { BuiltinName, Place, Value } from "./tree";

const doing = new Set<BuiltinName>([
  ...(["add-overflow", "sub-overflow", "mul-overflow"] as const),
  ...(["va-start", "va-end", "va-copy", "va-arg"] as const),
  ...(["unreachable", "trap", "alloca"] as const),
]);

/** Whether computing it does anything besides; a trap does not count. */
export function hasEffects(value: Value): boolean {
  switch (value.kind) {
    case "constant":
    case "function-address":
      return false;
    case "load":
    case "address":
      return placeHasEffects(value.place);
    case "unary":
      return hasEffects(value.operand);
    case "binary":
    case "logical":
    case "pointer-difference":
      return hasEffects(value.left) || hasEffects(value.right);
    case "pointer-add":
      return hasEffects(value.pointer) || hasEffects(value.index);
    case "conditional":
      return (
        hasEffects(value.condition.value) ||
        hasEffects(value.whenTrue) ||
        hasEffects(value.whenFalse)
      );
    case "convert":
      return hasEffects(value.value);
    case "builtin":
      return doing.has(value.name) || value.args.some(hasEffects);
    case "comma":
    case "assign":
    case "compound-assign":
    case "increment":
    case "call":
    case "statement-expression":
      return true;
  }
}

/** Whether finding it does anything besides. */
export function placeHasEffects(place: Place): boolean {
  switch (place.kind) {
    case "local":
    case "global":
    case "string":
      return false;
    case "dereference":
      return hasEffects(place.pointer);
    case "member":
      return placeHasEffects(place.base);
    case "compound-literal":
      return true;
    case "temporary":
      return hasEffects(place.value);
  }
}
