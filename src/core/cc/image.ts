// SPDX-License-Identifier: MIT
// Compiled units as data, to be kept outside the process: V8's own serializer keeps who is who in a
// graph, but no classes.
import type { Unit } from "./compile";
import { asTypes, classOf } from "./type";

/** Survives `structuredClone`; what `classes` names are the types that must be of their class. */
export interface UnitImage {
  readonly units: readonly Unit[];
  readonly classes: readonly (readonly object[])[];
}

/** All units of one program together, since they are one graph. */
export function packUnits(units: readonly Unit[]): UnitImage {
  const seen = new Set<object>();
  const open: object[] = [units];
  const classes: object[][] = [];
  for (let next = open.pop(); next; next = open.pop()) {
    if (seen.has(next) || ArrayBuffer.isView(next)) continue;
    seen.add(next);
    const index = classOf(next);
    if (index !== undefined) (classes[index] ??= []).push(next);
    const inner =
      next instanceof Map ? [...next.keys(), ...next.values()] : (Object.values(next) as unknown[]);
    for (const one of inner) if (typeof one === "object" && one) open.push(one);
  }
  return { units, classes };
}

/** The units of an image that was cloned; works in place. */
export function unpackUnits({ units, classes }: UnitImage): readonly Unit[] {
  classes.forEach((types, index) => asTypes(index, types));
  return units;
}
