// SPDX-License-Identifier: MIT
// Initialisers: braces, elided braces, designators and ranges become entries at byte offsets. Over
// 400 lines: the automatic and the static form share the walk through the initialised type.
import { addressConstant } from "./address";
import { type Expression, isPlace, wrongType } from "./check";
import { DeclarationParser } from "./declaration";
import { hasEffects } from "./effects";
import { floatBytes } from "./fold";
import { findField } from "./layout";
import type { SourcePosition } from "./position";
import { Id, Kind } from "./token";
import type {
  CompoundLiteral,
  Initialiser,
  InitialiserEntry,
  Local,
  Place,
  StaticEntry,
  StaticInitialiser,
  Value,
} from "./tree";
import {
  type ArrayType,
  arrayOf,
  type CType,
  type Field,
  isComplete,
  isUndeclared,
  type RecordDefinition,
  type RecordType,
  sameType,
  typeText,
  unqualified,
  withQualifiers,
} from "./type";

/** Ranges such as [0 ... 1023] = x repeat entries; no kernel table has more. */
const entryLimit = 1_000_000;
/** Larger objects keep overwritten entries, which is only slower. */
const paintLimitBytes = 1 << 24;

/** The object being filled. */
interface Filling {
  readonly entries: InitialiserEntry[];
  /** Offsets below it may have an entry already. */
  highWater: number;
  /** Some entry may overwrite another. */
  overlapping: boolean;
  /** Bytes [from, to) that were given anew when `entries` had so many elements. */
  readonly cleared: { readonly from: number; readonly to: number; readonly count: number }[];
  /** Which member of a union was given, by the union's offset; made with the first. */
  chosen: Map<number, { readonly union: RecordDefinition; readonly field: Field }[]> | undefined;
  /** What stands for several elements, so that it is computed once; made with the first. */
  repeated: Set<Value> | undefined;
  /** Elements of the outermost array, if its length is not known. */
  outerLength: number;
  /** Where what a flexible array member was given ends. */
  endBytes: number;
}

interface Slot {
  readonly type: CType;
  readonly offsetBytes: number;
  readonly bits: Field["bits"] | undefined;
}

interface ListMode {
  readonly braced: boolean;
  /** The current token is a designator of this level. */
  readonly designated: boolean;
  /** An expression that was read before it was clear that braces are left out. */
  readonly given: Expression | undefined;
}

export interface Initialised {
  /** With the array's length, if the initialiser gave it. */
  readonly type: CType;
  readonly initialiser: Initialiser;
  /** See GlobalSymbol.flexibleBytes. */
  readonly flexibleBytes: number;
}

export abstract class InitialiserParser extends DeclarationParser {
  /** What stands after `=`, or a compound literal's braces. */
  protected initialiser(type: CType): Initialised {
    const filling: Filling = {
      entries: [],
      highWater: 0,
      overlapping: false,
      cleared: [],
      chosen: undefined,
      repeated: undefined,
      outerLength: 0,
      endBytes: 0,
    };
    this.element(filling, { type, offsetBytes: 0, bits: undefined }, undefined, true);
    const complete =
      type.kind === "array" && type.length === undefined
        ? arrayOf(type.element, filling.outerLength)
        : type;
    const entries = this.inOrder(filling, this.surviving(filling, complete.sizeBytes));
    return {
      type: complete,
      initialiser: { zeroFirst: !covers(entries, complete), entries },
      flexibleBytes: Math.max(0, filling.endBytes - complete.sizeBytes),
    };
  }

  /** One object, with or without braces. */
  private element(
    filling: Filling,
    slot: Slot,
    given: Expression | undefined,
    outer: boolean,
  ): void {
    const { type, offsetBytes } = slot;
    if (!given && isUndeclared(type) && (this.is(Id.LeftBrace) || this.isUndeclaredName()))
      return this.undeclared(filling, slot);
    if (!given && this.is(Id.LeftBrace)) return this.braced(filling, slot, outer);
    const expression = given ?? this.assignment();
    if (type.kind === "array") {
      if (this.arrayFromExpression(filling, type, offsetBytes, expression, outer)) return;
      return this.list(
        filling,
        slot,
        { braced: false, designated: false, given: expression },
        outer,
      );
    }
    if (type.kind === "record" && !(isPlace(expression) && expression.type.kind === "array")) {
      const value = this.read(expression);
      if (value.type === wrongType || sameType(unqualified(value.type), unqualified(type))) {
        return this.add(filling, { ...slot, kind: "value", type: unqualified(type), value });
      }
      return this.list(filling, slot, { braced: false, designated: false, given: value }, outer);
    }
    if (type.kind === "record") {
      return this.list(
        filling,
        slot,
        { braced: false, designated: false, given: expression },
        outer,
      );
    }
    this.scalarEntry(filling, slot, expression);
  }

  private isUndeclaredName(): boolean {
    const { kind, text } = this.token;
    const { id } = this.peek(1);
    const isAlone = id === Id.Comma || id === Id.Semicolon || id === Id.RightBrace;
    return isAlone && kind === Kind.Identifier && this.is(Id.None) && !this.names.get(text);
  }

  /** What a type that nothing declares is initialised with, which nothing declares either. */
  private undeclared(filling: Filling, slot: Slot): void {
    const { position } = this.token;
    if (this.is(Id.LeftBrace)) this.skipGroup();
    else this.advance();
    if (!this.hasFunction) return;
    const value = this.unknownValue(unqualified(slot.type), [], position);
    this.add(filling, { ...slot, kind: "value", type: value.type, value });
  }

  private scalarEntry(filling: Filling, slot: Slot, expression: Expression): void {
    const given = this.read(expression);
    // Static objects may hold floating constants.
    const floats =
      slot.type.kind === "float" && given.kind === "constant" && given.type !== wrongType;
    const value = floats
      ? this.convert(given, slot.type, false)
      : this.convertAssigned(given, slot.type, "initialiser");
    if (value.type === wrongType) return;
    const { offsetBytes, bits, type } = slot;
    this.add(filling, { kind: "value", offsetBytes, bits, type: unqualified(type), value });
  }

  /** A string for an array of characters, or (GNU) a compound literal of the same type. */
  private arrayFromExpression(
    filling: Filling,
    type: ArrayType,
    offsetBytes: number,
    expression: Expression,
    outer: boolean,
  ): boolean {
    const place = expression;
    if (place.kind === "string") {
      const { literal } = place;
      const { element } = type;
      if (element.kind !== "int" || element.sizeBytes !== literal.elementBytes) return false;
      const length = type.length ?? literal.bytes.length / literal.elementBytes;
      if (outer) filling.outerLength = length;
      const bytes = literal.bytes.subarray(0, length * literal.elementBytes);
      // The terminating zero may be cut, nothing else.
      if (literal.bytes.length - literal.elementBytes > length * literal.elementBytes) {
        this.warn("cc/excess-initialiser", "the string is longer than its array", place.position);
      }
      if (type.length === undefined) this.reach(filling, offsetBytes + bytes.length);
      this.add(filling, { kind: "bytes", offsetBytes, bytes });
      return true;
    }
    if (place.kind === "compound-literal" && place.type.kind === "array") {
      if (outer) filling.outerLength = place.type.length ?? 0;
      this.clear(filling, offsetBytes, offsetBytes + place.type.sizeBytes);
      for (const entry of place.initialiser.entries) {
        this.add(filling, { ...entry, offsetBytes: entry.offsetBytes + offsetBytes });
      }
      return true;
    }
    if (place.kind === "global" && place.symbol.name === "" && place.type.kind === "array") {
      if (outer) filling.outerLength = place.type.length ?? 0;
      const value: Value = { kind: "load", place, type: place.type, position: place.position };
      this.add(filling, { kind: "value", offsetBytes, type: place.type, value });
      return true;
    }
    return false;
  }

  private braced(filling: Filling, slot: Slot, outer: boolean): void {
    const { type, offsetBytes } = slot;
    this.descend();
    const open = this.advance();
    if (offsetBytes < filling.highWater) {
      this.clear(filling, offsetBytes, offsetBytes + type.sizeBytes);
    }
    if (type.kind === "array" && this.token.kind === Kind.String && this.isOnlyString()) {
      this.element(filling, slot, undefined, outer);
      this.accept(Id.Comma);
    } else if (type.kind === "array" || type.kind === "record") {
      if (!isComplete(type) && type.kind === "record") {
        this.error("cc/incomplete-type", `${typeText(type)} is not defined`, open.position);
      }
      this.list(filling, slot, { braced: true, designated: false, given: undefined }, outer);
    } else if (!this.is(Id.RightBrace)) {
      this.element(filling, slot, undefined, false);
      while (this.accept(Id.Comma) && !this.is(Id.RightBrace)) this.excess();
    } else {
      this.scalarEntry(filling, slot, this.zero(open.position));
    }
    this.expect(Id.RightBrace, "}");
    this.ascend();
  }

  /** { "text" }, with adjacent strings and a comma at most. */
  private isOnlyString(): boolean {
    let distance = 0;
    while (this.peek(distance).kind === Kind.String) distance++;
    if (this.peek(distance).id === Id.Comma) distance++;
    return this.peek(distance).id === Id.RightBrace;
  }

  /** The elements or fields of an aggregate, one after the other or as designated. */
  private list(filling: Filling, slot: Slot, mode: ListMode, outer: boolean): void {
    const { braced } = mode;
    let { designated, given } = mode;
    const children = new Children(slot);
    let next = 0;
    for (let first = true; ; first = false) {
      if (
        first ? braced && this.is(Id.RightBrace) : !this.separated(braced, next < children.count)
      ) {
        break;
      }
      if (designated || (braced && this.isDesignator())) {
        designated = false;
        next = this.designatedElement(filling, slot, children, outer);
      } else if (children.count <= next) {
        if (!braced) break;
        this.excess();
      } else {
        const child = children.at(next++);
        if (child) this.chooseMember(filling, slot, children.fieldAt(next - 1));
        if (child) this.element(filling, child, given, false);
        given = undefined;
      }
      if (outer) filling.outerLength = Math.max(filling.outerLength, next);
      if (children.count === Infinity) {
        const end = children.at(next - 1);
        if (end) this.reach(filling, end.offsetBytes + end.type.sizeBytes);
      }
    }
  }

  /** Takes the comma before another element of this level, if there is one. */
  private separated(braced: boolean, roomLeft: boolean): boolean {
    if (!this.is(Id.Comma)) return false;
    if (braced) {
      this.advance();
      return !this.is(Id.RightBrace);
    }
    const { id } = this.peek(1);
    const over = id === Id.RightBrace || id === Id.Dot || id === Id.LeftBracket;
    const old = this.peek(1).kind === Kind.Identifier && this.peek(2).id === Id.Colon;
    if (!roomLeft || over || old) return false;
    this.advance();
    return true;
  }

  private isDesignator(): boolean {
    if (this.is(Id.Dot) || this.is(Id.LeftBracket)) return true;
    return this.token.kind === Kind.Identifier && this.peek(1).id === Id.Colon;
  }

  /** A designator of this level and what it designates; the index after it. */
  private designatedElement(
    filling: Filling,
    slot: Slot,
    children: Children,
    outer: boolean,
  ): number {
    const { position } = this.token;
    if (slot.type.kind === "record")
      return this.designatedField(filling, slot.type, slot, children);
    if (!this.is(Id.LeftBracket)) this.fail("[ expected: an array has no fields,");
    this.advance();
    const low = this.constantSize("a designator") ?? 0;
    const high = this.accept(Id.Ellipsis) ? (this.constantSize("a designator") ?? low) : low;
    this.expect(Id.RightBracket, "]");
    if (high < low || children.count <= high) {
      const message = `element ${high} is outside ${typeText(slot.type)}`;
      this.error("cc/bad-designator", message, position);
      this.excessAfterDesignator();
      return low;
    }
    const child = children.at(low) as Slot;
    const from = filling.entries.length;
    this.designatedValue(filling, child);
    this.repeat(filling, from, high - low, child.type.sizeBytes, position);
    if (outer) filling.outerLength = Math.max(filling.outerLength, high + 1);
    return high + 1;
  }

  private designatedField(
    filling: Filling,
    type: RecordType,
    slot: Slot,
    children: Children,
  ): number {
    const name = this.is(Id.Dot) ? this.peek(1) : this.token;
    const path = findField(type.definition, name.text);
    const [field] = path ?? [];
    if (this.is(Id.LeftBracket) || !path || !field) {
      const message = `${typeText(unqualified(type))} has no field "${name.text}"`;
      this.accept(Id.Dot);
      const isName = !this.is(Id.LeftBracket);
      if (!isName) this.skipGroup();
      else this.advance();
      const isHarmless = this.excessAfterDesignator();
      // Whoever reads a field that nothing declares gets nothing of what it was given anyway.
      if (isName && isHarmless) this.warn("cc/unknown-field", message, name.position);
      else this.error("cc/unknown-field", message, name.position);
      return children.count;
    }
    const child = {
      type: withQualifiers(field.type, type.qualifiers),
      offsetBytes: slot.offsetBytes + field.offsetBytes,
      bits: field.bits,
    };
    this.chooseMember(filling, slot, field);
    const next = children.indexOf(field) + 1;
    if (1 < path.length) {
      // Inside an anonymous member, which has the same designator.
      this.list(filling, child, { braced: false, designated: true, given: undefined }, false);
      return next;
    }
    this.accept(Id.Dot);
    this.advance();
    this.designatedValue(filling, child);
    return next;
  }

  /** After a designator: more of them, or the value. */
  private designatedValue(filling: Filling, child: Slot): void {
    if (this.is(Id.Dot) || this.is(Id.LeftBracket)) {
      if (child.type.kind !== "array" && child.type.kind !== "record") {
        this.fail(`= expected: ${typeText(child.type)} has no elements,`);
      }
      this.dropWhole(filling, child);
      return this.list(
        filling,
        child,
        { braced: false, designated: true, given: undefined },
        false,
      );
    }
    if (!this.accept(Id.Assign)) this.accept(Id.Colon);
    this.element(filling, child, undefined, false);
  }

  /** True: what is skipped would have done nothing besides. */
  private excessAfterDesignator(): boolean {
    while (this.is(Id.Dot) || this.is(Id.LeftBracket)) {
      if (this.accept(Id.Dot)) this.advance();
      else this.skipGroup();
    }
    if (!this.accept(Id.Assign)) this.accept(Id.Colon);
    return this.skipInitialiser();
  }

  private excess(): void {
    const { position } = this.token;
    this.warn("cc/excess-initialiser", "there is nothing left to initialise", position);
    while (this.isDesignator()) {
      if (this.is(Id.LeftBracket)) this.skipGroup();
      else {
        this.accept(Id.Dot);
        this.advance();
      }
    }
    if (!this.accept(Id.Assign)) this.accept(Id.Colon);
    this.skipInitialiser();
  }

  private skipInitialiser(): boolean {
    if (!this.is(Id.LeftBrace)) return !hasEffects(this.read(this.assignment()));
    this.skipGroup();
    return false;
  }

  // ---- entries ----

  private add(filling: Filling, entry: InitialiserEntry): void {
    const end = entry.offsetBytes + entryBytes(entry);
    if (entry.offsetBytes < filling.highWater) filling.overlapping = true;
    filling.highWater = Math.max(filling.highWater, end);
    filling.entries.push(entry);
  }

  /** As gcc: of a union, what was given for another member is gone. */
  private chooseMember(
    filling: Filling,
    { type, offsetBytes }: Slot,
    field: Field | undefined,
  ): void {
    if (type.kind !== "record" || type.definition.kind !== "union" || !field) return;
    const union = type.definition;
    filling.chosen ??= new Map();
    const known = filling.chosen.get(offsetBytes) ?? [];
    const before = known.find((one) => one.union === union);
    if (before?.field === field) return;
    if (before) this.clear(filling, offsetBytes, offsetBytes + type.sizeBytes);
    const others = known.filter((one) => one !== before);
    filling.chosen.set(offsetBytes, [...others, { union, field }]);
  }

  /** As gcc: a record given whole is gone when one of its fields is given anew. */
  private dropWhole(filling: Filling, { type, offsetBytes }: Slot): void {
    if (type.kind !== "record" || filling.highWater <= offsetBytes) return;
    const whole = filling.entries.some(
      (entry) =>
        entry.kind === "value" && entry.offsetBytes === offsetBytes && sameType(entry.type, type),
    );
    if (whole) this.clear(filling, offsetBytes, offsetBytes + type.sizeBytes);
  }

  private clear(filling: Filling, from: number, to: number): void {
    filling.cleared.push({ from, to, count: filling.entries.length });
    filling.overlapping = true;
  }

  private reach(filling: Filling, end: number): void {
    filling.endBytes = Math.max(filling.endBytes, end);
  }

  private repeat(
    filling: Filling,
    from: number,
    times: number,
    stepBytes: number,
    position: SourcePosition,
  ): void {
    const repeated = filling.entries.slice(from);
    if (entryLimit < filling.entries.length + repeated.length * times) {
      this.error("cc/too-large", `an initialiser of over ${entryLimit} entries`, position);
      return;
    }
    if (0 < times && this.hasFunction)
      for (const entry of repeated)
        if (entry.kind === "value" && hasEffects(entry.value))
          (filling.repeated ??= new Set()).add(entry.value);
    for (let time = 1; time <= times; time++) {
      for (const entry of repeated) {
        this.add(filling, { ...entry, offsetBytes: entry.offsetBytes + time * stepBytes });
      }
    }
    const last = repeated[repeated.length - 1];
    if (last) this.reachAfterRepeat(filling, last, times * stepBytes);
  }

  private reachAfterRepeat(filling: Filling, last: InitialiserEntry, moved: number): void {
    filling.highWater = Math.max(filling.highWater, last.offsetBytes + entryBytes(last) + moved);
  }

  /** As gcc: by place, whatever the order of designators; a range's value is computed once. */
  private inOrder(
    { overlapping, repeated }: Filling,
    entries: readonly InitialiserEntry[],
  ): readonly InitialiserEntry[] {
    const sorted = overlapping ? [...entries].sort((a, b) => bitStart(a) - bitStart(b)) : entries;
    if (!repeated) return sorted;
    const kept = new Map<Value, Local>();
    return sorted.map((entry) => {
      if (entry.kind === "bytes" || !repeated.has(entry.value)) return entry;
      const { value } = entry;
      const { type, position } = value;
      const local = kept.get(value) ?? this.hiddenLocal(type, position);
      const place: Place = { kind: "local", local, type, position };
      if (kept.has(value)) return { ...entry, value: { kind: "load", place, type, position } };
      kept.set(value, local);
      return { ...entry, value: { kind: "assign", place, value, type, position } };
    });
  }

  /** The entries that later ones do not overwrite as a whole. */
  private surviving(filling: Filling, sizeBytes: number): readonly InitialiserEntry[] {
    const { entries, cleared } = filling;
    const size = Math.max(sizeBytes, filling.endBytes);
    if (!filling.overlapping || paintLimitBytes < size) return entries;
    const painted = new Uint8Array(size);
    const bitsSeen = new Set<string>();
    const kept: InitialiserEntry[] = [];
    let clearIndex = cleared.length - 1;
    for (let index = entries.length - 1; 0 <= index; index--) {
      for (; 0 <= clearIndex; clearIndex--) {
        const clear = cleared[clearIndex];
        if (!clear || clear.count <= index) break;
        painted.fill(1, clear.from, clear.to);
      }
      const entry = entries[index] as InitialiserEntry;
      const { offsetBytes } = entry;
      const end = offsetBytes + entryBytes(entry);
      let hidden = true;
      for (let at = offsetBytes; at < end && hidden; at++) hidden = painted[at] === 1;
      if (hidden && offsetBytes < end) continue;
      // As gcc has it: a record of which a part is given again has no value for the rest either.
      if (entry.kind === "value" && entry.type.kind === "record")
        if (painted.subarray(offsetBytes, end).includes(1)) continue;
      if (entry.kind === "value" && entry.bits) {
        const key = `${offsetBytes}:${entry.bits.shift}`;
        if (bitsSeen.has(key)) continue;
        bitsSeen.add(key);
      } else painted.fill(1, offsetBytes, end);
      kept.push(entry);
    }
    return kept.reverse();
  }

  // ---- static objects ----

  /** The entries as numbers, addresses and bytes; what is not constant is reported. */
  protected staticInitialiser(initialiser: Initialiser): StaticInitialiser {
    const entries: StaticEntry[] = [];
    for (const entry of initialiser.entries) this.staticEntries(entry, 0, entries);
    // Sorting keeps the order of equals: of two entries at one place the later one counts.
    const inOrder = entries.every((entry, index) => {
      const before = entries[index - 1];
      return !before || bitStart(before) < bitStart(entry);
    });
    if (inOrder) return { entries };
    entries.sort((left, right) => bitStart(left) - bitStart(right));
    const kept = entries.filter((entry, index) => {
      const next = entries[index + 1];
      return !next || bitStart(next) !== bitStart(entry);
    });
    return { entries: kept };
  }

  private staticEntries(entry: InitialiserEntry, shift: number, entries: StaticEntry[]): void {
    const offsetBytes = entry.offsetBytes + shift;
    if (entry.kind === "bytes") {
      entries.push({ kind: "bytes", offsetBytes, bytes: entry.bytes });
      return;
    }
    const { value, type, bits } = entry;
    if (value.type === wrongType || isUndeclared(type)) return;
    if (value.kind === "constant") {
      if (type.kind === "float") {
        entries.push({ kind: "bytes", offsetBytes, bytes: floatBytes(value, type) });
      } else {
        const { lo, hi } = value;
        entries.push({ kind: "number", offsetBytes, bits, type, lo, hi });
      }
      return;
    }
    if (value.kind === "load" && this.staticCopy(value.place, offsetBytes, entries)) return;
    const address = type.sizeBytes === 8 && !bits ? addressConstant(value) : undefined;
    if (address) {
      entries.push({
        kind: "address",
        offsetBytes,
        target: address.target,
        addendBytes: address.addend,
        position: value.position,
      });
      return;
    }
    this.error("cc/not-constant", "a static object needs a constant initialiser", value.position);
  }

  /**
   * A compound literal, or a constant object known so far, as the initialiser of a static object.
   */
  private staticCopy(place: Place, offsetBytes: number, entries: StaticEntry[]): boolean {
    if (place.kind === "compound-literal") {
      for (const entry of place.initialiser.entries)
        this.staticEntries(entry, offsetBytes, entries);
      return true;
    }
    if (place.kind !== "global" || !place.symbol.initialiser) return false;
    const { symbol } = place;
    const isLiteral = symbol.name === "";
    if (!isLiteral && !(symbol.isStatic && place.type.qualifiers)) return false;
    for (const entry of symbol.initialiser?.entries ?? []) {
      entries.push({ ...entry, offsetBytes: entry.offsetBytes + offsetBytes });
    }
    return true;
  }

  /** A compound literal in a function. */
  protected localLiteral(type: CType, position: SourcePosition): CompoundLiteral {
    const { type: complete, initialiser } = this.initialiser(type);
    const local = this.hiddenLocal(complete, position);
    return { kind: "compound-literal", local, initialiser, type: complete, position };
  }
}

/** The parts of an aggregate in the order of initialisation. */
class Children {
  readonly count: number;
  /** Of a record: what has a place in the order. */
  private readonly fields: readonly Field[] | undefined;

  constructor(private readonly slot: Slot) {
    const { type } = slot;
    if (type.kind === "array") {
      this.fields = undefined;
      this.count = type.length ?? Infinity;
      return;
    }
    const { fields, kind } = (type as RecordType).definition;
    this.fields = fields.every(hasPlace) ? fields : fields.filter(hasPlace);
    const { length } = this.fields;
    this.count = kind === "union" ? Math.min(1, length) : length;
  }

  at(index: number): Slot | undefined {
    const { type, offsetBytes } = this.slot;
    if (!this.fields) {
      const { element } = type as ArrayType;
      if (index < 0) return undefined;
      return {
        type: element,
        offsetBytes: offsetBytes + index * element.sizeBytes,
        bits: undefined,
      };
    }
    const field = this.fields[index];
    if (!field) return undefined;
    return { type: field.type, offsetBytes: offsetBytes + field.offsetBytes, bits: field.bits };
  }

  fieldAt(index: number): Field | undefined {
    return this.fields?.[index];
  }

  /** Of a field; -1 for what has no place in the order. */
  indexOf(field: Field): number {
    return this.fields?.indexOf(field) ?? -1;
  }
}

const hasPlace = ({ name, type }: Field): boolean => name !== undefined || type.kind === "record";

function bitStart(entry: InitialiserEntry | StaticEntry): number {
  const bits = "bits" in entry ? entry.bits : undefined;
  return entry.offsetBytes * 8 + (bits?.shift ?? 0);
}

function entryBytes(entry: InitialiserEntry): number {
  if (entry.kind === "bytes") return entry.bytes.length;
  return entry.bits ? entry.bits.unitBytes : entry.type.sizeBytes;
}

function entryBits(entry: InitialiserEntry): number {
  if (entry.kind === "value" && entry.bits) return entry.bits.width;
  return entryBytes(entry) * 8;
}

/** Whether every byte that holds data has an entry. */
function covers(entries: readonly InitialiserEntry[], type: CType): boolean {
  const [only] = entries;
  if (only && entries.length === 1 && entryBytes(only) === type.sizeBytes) return true;
  let sum = 0;
  for (const entry of entries) sum += entryBits(entry);
  return sum === dataBits(type);
}

/**
 * How many bits of a type hold data, padding aside; -1 where entries cannot be counted against it
 * (unions).
 */
function dataBits(type: CType): number {
  if (type.kind === "array") {
    const element = dataBits(type.element);
    return element < 0 || type.length === undefined ? -1 : element * type.length;
  }
  if (type.kind !== "record") return type.sizeBytes * 8;
  if (type.definition.kind === "union") return -1;
  let sum = 0;
  for (const field of type.definition.fields) {
    // A record copied whole brings its padding along, so that its entry counts all its bytes.
    const bits = field.bits ? field.bits.width : dataBits(field.type);
    if (bits < 0) return -1;
    sum += bits;
  }
  return sum;
}
