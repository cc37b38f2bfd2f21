// SPDX-License-Identifier: MIT
// Arrays inside of records, whose neighbours an index must not reach: as far as an expression, or a
// local that is set once, leads back to the array by its name. A pointer that was passed on, moved
// or cast may walk where the object lets it, as containers of members are found.
import type { DeclareStatement, Local, Place, TypedFunction, Value } from "./tree";
import type { RecordType } from "./type";

export interface Bound {
  readonly length: number;
  readonly place: Place;
}

/** What locals point to all their life. */
const heldArrays = new WeakMap<Local, Bound>();

/** The array that a pointer is known to begin. */
export function boundOf(pointer: Value): Bound | undefined {
  if (pointer.kind === "load" && pointer.place.kind === "local")
    return heldArrays.get(pointer.place.local);
  if (pointer.kind !== "address" || !pointer.decay) return undefined;
  const { place } = pointer;
  // A row of a member of several dimensions: only the first one may be meant as flexible.
  if (place.kind === "dereference" && place.type.kind === "array" && place.type.length)
    return isRow(place.pointer) ? { length: place.type.length, place } : undefined;
  if (place.kind !== "member" || place.type.kind !== "array" || !place.type.length)
    return undefined;
  return isTrailing(place) ? undefined : { length: place.type.length, place };
}

function isRow(pointer: Value): boolean {
  if (pointer.kind === "pointer-add") return isRow(pointer.pointer);
  if (pointer.kind !== "address" || !pointer.decay) return false;
  const { place } = pointer;
  return place.kind === "member" || (place.kind === "dereference" && isRow(place.pointer));
}

/** The last member of what a pointer points to may be meant as a flexible array. */
function isTrailing(place: Extract<Place, { kind: "member" }>): boolean {
  const { base, field } = place;
  const { definition } = base.type as RecordType;
  const last = definition.fields[definition.fields.length - 1];
  if (definition.kind !== "union" && last !== field) return false;
  return base.kind === "dereference" || (base.kind === "member" && isTrailing(base));
}

/** A local that is declared as a pointer to such an array, and never set again, remembers it. */
export function holdArray(source: TypedFunction, { local, initialiser }: DeclareStatement): void {
  const [entry] = initialiser?.entries ?? [];
  if (local.type.kind !== "pointer" || local.addressTaken || entry?.kind !== "value") return;
  const bound = boundOf(withoutQualifiers(entry.value));
  if (bound && !writtenLocals(source).has(local)) heldArrays.set(local, bound);
}

/** A conversion that changes nothing but qualifiers is none. */
function withoutQualifiers(value: Value): Value {
  if (value.kind !== "convert") return value;
  const [to, from] = [value.type, value.value.type];
  if (to.kind !== "pointer" || from.kind !== "pointer") return value;
  const isSame =
    to.target.kind === from.target.kind && to.target.sizeBytes === from.target.sizeBytes;
  return isSame ? value.value : value;
}

const written = new WeakMap<TypedFunction, ReadonlySet<Local>>();

/** Locals that a function sets other than where they are declared. */
function writtenLocals(source: TypedFunction): ReadonlySet<Local> {
  let locals = written.get(source);
  if (!locals) {
    const found = new Set<Local>();
    collectWrites(source.body, found, new Set());
    written.set(source, (locals = found));
  }
  return locals;
}

/** What a node's members of these names hold is no part of the function's text. */
const elsewhere = new Set(["type", "operationType", "functionType", "field", "local", "symbol"]);

function collectWrites(node: object, found: Set<Local>, seen: Set<object>): void {
  if (seen.has(node)) return;
  seen.add(node);
  if ("place" in node && "kind" in node && isWrite(node.kind)) {
    const place = node.place as Place;
    if (place.kind === "local") found.add(place.local);
  }
  for (const [name, child] of Object.entries(node) as [string, unknown][])
    if (typeof child === "object" && child !== null && !elsewhere.has(name))
      collectWrites(child, found, seen);
}

const isWrite = (kind: unknown): boolean =>
  kind === "assign" || kind === "compound-assign" || kind === "increment";
