// SPDX-License-Identifier: MIT
import { parseFact, type FactName, type ThingKind } from "../world";

/** One named fact of the world with two values; "none" where it does not hold. */
export interface FactValues {
  readonly fact: string;
  readonly from: string;
  readonly to: string;
}

/**
 * A field of one thing of the simulated machine that has two values: before and after the patch, or
 * before and after a step. Neighbouring pages with the same to tell are one difference.
 */
export interface StateDifference {
  readonly kind: ThingKind;
  /** "P2", "m0", "pmem0", "F1". */
  readonly name: string;
  /** "shutdown", "maps F1", "HWPoison". */
  readonly field: string;
  /** What of it, both ends included; absent for a field of the whole. */
  readonly range?: {
    readonly unit: "page" | "entry" | "sector";
    readonly first: number;
    readonly last: number;
  };
  /** "none" where it does not hold; what goes along with the range is "pmem0 pages 16..19". */
  readonly from: string;
  readonly to: string;
  /** "process P2: pages 0..3 of F1: mapped (pmem0 pages 16..19, 4 KiB, writable) -> unmapped". */
  readonly text: string;
  /** The facts it was made of. */
  readonly facts: readonly FactValues[];
}

/** Shown for a fact that does not hold. */
export const absent = "none";

interface Open {
  readonly name: FactName;
  readonly first: number;
  last: number;
  readonly facts: FactValues[];
  /** Both values, with page numbers counted from the index. */
  readonly alike: string;
}

/** A fact with one value, taken apart. */
export interface StateFact {
  readonly kind: ThingKind;
  readonly name: string;
  readonly field: string;
  readonly at?: NonNullable<FactName["at"]>;
  /** "P2 maps F1 page 0". */
  readonly fact: string;
  readonly value: string;
}

/** All facts of a state, in its order. */
export function nameFacts(state: ReadonlyMap<string, string>): StateFact[] {
  return [...state].flatMap(([fact, value]) => {
    const name = parseFact(fact);
    return name ? [{ ...name, fact, value }] : [];
  });
}

/** Names what facts are about and joins those of neighbouring pages, in the order given. */
export function nameDifferences(changes: readonly FactValues[]): StateDifference[] {
  const found: Open[] = [];
  const lasts = new Map<string, Open>();
  for (const values of changes) {
    const name = parseFact(values.fact);
    if (!name) continue;
    const index = name.at?.index ?? 0;
    const alike = [values.from, values.to].map((value) => relative(value, index)).join(" -> ");
    const key = `${name.kind} ${name.name} ${name.field}`;
    const open = lasts.get(key);
    // A bad block spans sectors of its own: the next begins where it ends.
    const joins = name.at && name.at.unit !== "sector" && open && open.last + 1 === index;
    if (joins && open.alike === alike) {
      open.last = index;
      open.facts.push(values);
    } else {
      const fresh = { name, first: index, last: index, facts: [values], alike };
      lasts.set(key, fresh);
      found.push(fresh);
    }
  }
  return found.map(differenceOf);
}

const pageNumber = /\bpage ([0-9]+)/g;

/** Page numbers as distances from an index, so that a run of pages reads the same. */
const relative = (value: string, index: number): string =>
  value.replace(pageNumber, (_, page: string) => `page +${Number(page) - index}`);

function differenceOf({ name: { at, ...name }, first, last, facts }: Open): StateDifference {
  const along = (value: string): string =>
    first === last
      ? value
      : value.replace(
          pageNumber,
          (_, page: string) => `pages ${page}..${Number(page) + last - first}`,
        );
  const from = along(facts[0]?.from ?? absent);
  const to = along(facts[0]?.to ?? absent);
  const range = at && { unit: at.unit, first, last };
  const thing = name.kind === "hold" ? "held" : name.kind;
  const text = `${thing} ${name.name}: ${fieldText(name.field, range, from, to)}`;
  return { ...name, ...(range ? { range } : {}), from, to, text, facts };
}

const plurals = { page: "pages", entry: "entries", sector: "sectors" } as const;

function fieldText(
  field: string,
  range: StateDifference["range"],
  from: string,
  to: string,
): string {
  if (!range) return `${field === "held" ? "" : `${field} `}${from} -> ${to}`;
  const { unit, first, last } = range;
  const which = first === last ? `${unit} ${first}` : `${plurals[unit]} ${first}..${last}`;
  const file = /^maps (.+)$/.exec(field)?.[1];
  if (file !== undefined) return `${which} of ${file}: ${mapped(from)} -> ${mapped(to)}`;
  return field === unit ? `${which}: ${from} -> ${to}` : `${which}: ${field} ${from} -> ${to}`;
}

const mapped = (value: string): string => (value === absent ? "unmapped" : `mapped (${value})`);
