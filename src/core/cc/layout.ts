// SPDX-License-Identifier: MIT
// Where the members of structs and unions lie. The rules are gcc's on x86-64 (System V psABI,
// chapter 3.1.2, and gcc's attributes packed and aligned), checked against gcc in the tests.
import type { Position } from "./position";
import type { BitField, CType, Field, RecordDefinition } from "./type";

/** A member as declared. */
export interface MemberDeclaration {
  readonly name: string | undefined;
  readonly type: CType;
  /** undefined: not a bit-field. */
  readonly width: number | undefined;
  /** Asked for by an aligned attribute; 0 if none. */
  readonly alignBytes: number;
  readonly packed: boolean;
  readonly position: Position;
}

export interface LayoutOptions {
  readonly packed: boolean;
  /** Asked for by an aligned attribute; 0 if none. */
  readonly alignBytes: number;
  /** #pragma pack; 0 if none. */
  readonly packBytes: number;
}

interface Placed {
  readonly member: MemberDeclaration;
  /** From the start of the record. */
  readonly offsetBits: number;
}

/** Fills in the fields, size and alignment of a record. */
export function layOut(
  definition: RecordDefinition,
  members: readonly MemberDeclaration[],
  options: LayoutOptions,
): void {
  const placed: Placed[] = [];
  const isUnion = definition.kind === "union";
  let endBits = 0;
  let sizeBits = 0;
  let alignBytes = 1;
  for (const member of members) {
    const natural = naturalAlign(member, options);
    let offsetBits = isUnion ? 0 : endBits;
    if (member.width === undefined) {
      const asked = Math.max(natural, member.alignBytes);
      const align = options.packBytes ? Math.min(asked, options.packBytes) : asked;
      offsetBits = roundUp(offsetBits, align * 8);
      endBits = offsetBits + member.type.sizeBytes * 8;
      alignBytes = Math.max(alignBytes, align);
    } else {
      offsetBits = placeBits(member, offsetBits, natural, options);
      endBits = offsetBits + member.width;
      // Unnamed bit-fields move what follows but do not align the record.
      if (member.name !== undefined) {
        const own = options.packBytes
          ? Math.min(member.type.alignBytes, options.packBytes)
          : natural;
        alignBytes = Math.max(alignBytes, own, askedAlign(member, options));
      }
    }
    sizeBits = Math.max(sizeBits, endBits);
    if (member.width !== 0) placed.push({ member, offsetBits });
  }
  definition.alignBytes = Math.max(alignBytes, options.alignBytes);
  definition.sizeBytes = roundUp(Math.ceil(sizeBits / 8), definition.alignBytes);
  definition.fields = placed.map((one) => toField(one, definition.sizeBytes, options));
  definition.complete = true;
}

/** What an aligned attribute asks for, which #pragma pack caps; 0: nothing. */
const askedAlign = ({ alignBytes }: MemberDeclaration, { packBytes }: LayoutOptions): number =>
  packBytes ? Math.min(alignBytes, packBytes) : alignBytes;

function naturalAlign(member: MemberDeclaration, options: LayoutOptions): number {
  if (member.packed || options.packed) return 1;
  const align = member.type.alignBytes;
  return options.packBytes ? Math.min(align, options.packBytes) : align;
}

/**
 * A bit-field begins where the last member ended, unless it would then lie in more units of its
 * type than it needs.
 */
function placeBits(
  member: MemberDeclaration,
  offsetBits: number,
  alignBytes: number,
  options: LayoutOptions,
): number {
  const width = member.width ?? 0;
  if (width === 0) {
    return roundUp(offsetBits, member.type.alignBytes * 8);
  }
  const asked = askedAlign(member, options);
  let offset = asked ? roundUp(offsetBits, asked * 8) : offsetBits;
  // Under #pragma pack bit-fields straddle as in a packed record.
  const packed = member.packed || options.packed || options.packBytes !== 0;
  const unitBits = alignBytes * 8;
  if (!packed && member.type.sizeBytes * 8 < (offset % unitBits) + width) {
    offset = roundUp(offset, unitBits);
  }
  return offset;
}

function toField({ member, offsetBits }: Placed, sizeBytes: number, options: LayoutOptions): Field {
  const { name, type, width, position } = member;
  const alignBytes = Math.max(naturalAlign(member, options), member.alignBytes);
  if (width === undefined) return { name, type, offsetBytes: offsetBits / 8, alignBytes, position };
  const { offsetBytes, bits } = accessUnit(offsetBits, width, sizeBytes);
  return { name, type, offsetBytes, alignBytes, bits, position };
}

/**
 * The smallest aligned unit within the record that holds all the bits; for packed records any
 * bytes.
 */
function accessUnit(
  offsetBits: number,
  width: number,
  sizeBytes: number,
): { offsetBytes: number; bits: BitField } {
  for (const unitBytes of [1, 2, 4, 8]) {
    const offsetBytes = Math.floor(offsetBits / (unitBytes * 8)) * unitBytes;
    const shift = offsetBits - offsetBytes * 8;
    if (shift + width <= unitBytes * 8 && offsetBytes + unitBytes <= sizeBytes) {
      return { offsetBytes, bits: { shift, width, unitBytes } };
    }
  }
  const offsetBytes = Math.floor(offsetBits / 8);
  const shift = offsetBits % 8;
  return { offsetBytes, bits: { shift, width, unitBytes: Math.ceil((shift + width) / 8) } };
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

const paths = new WeakMap<readonly Field[], Map<string, readonly Field[]>>();

/** A record of so many fields is looked through sooner than a map of them is made. */
const fewFields = 6;

/**
 * The fields that lead to a member by name, through anonymous structs and unions; undefined if
 * there is none.
 */
export function findField(
  definition: RecordDefinition,
  name: string,
): readonly Field[] | undefined {
  const { fields } = definition;
  if (fields.length <= fewFields && !fields.some(isAnonymous)) {
    for (const field of fields) if (field.name === name) return [field];
    return undefined;
  }
  let known = paths.get(fields);
  if (!known) paths.set(fields, (known = allPaths(definition)));
  return known.get(name);
}

const isAnonymous = ({ name, type }: Field): boolean =>
  name === undefined && type.kind === "record";

function allPaths(definition: RecordDefinition): Map<string, readonly Field[]> {
  const found = new Map<string, readonly Field[]>();
  for (const field of definition.fields) {
    if (field.name !== undefined) {
      if (!found.has(field.name)) found.set(field.name, [field]);
    } else if (field.type.kind === "record") {
      for (const [name, path] of allPaths(field.type.definition)) {
        if (!found.has(name)) found.set(name, [field, ...path]);
      }
    }
  }
  return found;
}
