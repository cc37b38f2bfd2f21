// SPDX-License-Identifier: MIT
// The facts of a world, step by step: what the table of states and the picture are drawn of.
import type { PanelFact, PanelTimeline } from "./model";

/** What holds at a step, by `factKey`. */
export type Facts = ReadonlyMap<string, { readonly fact: PanelFact; readonly value: string }>;

/** The steps of both sides a reader stands at; 0 is before the first. */
export interface StepsAt {
  readonly before: number;
  readonly after: number;
}

/** A fact, or neighbouring ones that tell the same: its values, and what changed about it. */
export interface FactRow {
  /** "P1: maps F1 pages 0..3". */
  readonly text: string;
  readonly before: FactCell;
  readonly after: FactCell;
  /** It changed on some side since the earlier step. */
  readonly changed: boolean;
  readonly differs: boolean;
}

export interface FactCell {
  readonly value: string;
  /** What it was, where it changed since the earlier step. */
  readonly was?: string;
}

/** Shown for a fact that does not hold. */
export const absentFact = "none";

export const factKey = ({ kind, name, field, index }: PanelFact): string =>
  `${kind}\n${name}\n${field}\n${index ?? ""}`;

/** What held when a step had been taken. */
export function factsAt({ initial, changes }: PanelTimeline, step: number): Facts {
  const facts = new Map(initial.map((one) => [factKey(one.fact), one]));
  for (const { step: at, fact, to } of changes) {
    if (step < at) break;
    if (to === absentFact) facts.delete(factKey(fact));
    else facts.set(factKey(fact), { fact, value: to });
  }
  return facts;
}

interface Line extends Omit<FactRow, "text"> {
  readonly fact: PanelFact;
}

/**
 * Every fact of both sides at a step: those that changed since an earlier one first, then those
 * that differ, then the others, each group in the order in which the world tells its facts.
 */
export function factRows(
  before: PanelTimeline,
  after: PanelTimeline,
  at: StepsAt,
  since: StepsAt,
): readonly FactRow[] {
  const left = sideAt(before, at.before, since.before);
  const right = sideAt(after, at.after, since.after);
  const facts = new Map([...left.facts, ...right.facts]);
  const lines = [...facts].map(([key, fact]): Line => {
    const one = left.cell(key);
    const other = right.cell(key);
    const changed = one.was !== undefined || other.was !== undefined;
    return { fact, before: one, after: other, changed, differs: one.value !== other.value };
  });
  const rank = ({ changed, differs }: Line): number => (changed ? 0 : differs ? 1 : 2);
  return joined(lines.sort((one, other) => rank(one) - rank(other)));
}

function sideAt(timeline: PanelTimeline, at: number, since: number) {
  const now = factsAt(timeline, at);
  const changed = timeline.changes.filter(({ step }) => since < step && step <= at);
  const earlier = changed.length ? factsAt(timeline, since) : now;
  const facts = new Map([...now].map(([key, { fact }]) => [key, fact]));
  for (const { fact } of changed) facts.set(factKey(fact), fact);
  const cell = (key: string): FactCell => {
    const value = now.get(key)?.value ?? absentFact;
    const was = earlier.get(key)?.value ?? absentFact;
    return was === value ? { value } : { value, was };
  };
  return { facts, cell };
}

/** Neighbouring pages or entries with the same to tell become one row. */
function joined(lines: readonly Line[]): readonly FactRow[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first && continues(first, line, group.length)) group.push(line);
    else groups.push([line]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { fact, before, after, changed, differs } = first;
    const length = group.length;
    return {
      text: textOf(fact, length),
      before: along(before, length),
      after: along(after, length),
      changed,
      differs,
    };
  });
}

function continues(first: Line, line: Line, length: number): boolean {
  const { fact: one } = first;
  const { fact: other } = line;
  if (one.index === undefined || other.index !== one.index + length) return false;
  if (one.kind !== other.kind || one.name !== other.name || one.field !== other.field) return false;
  return (
    first.changed === line.changed &&
    first.differs === line.differs &&
    isAlike(first.before, line.before, length) &&
    isAlike(first.after, line.after, length)
  );
}

const pageNumber = /\bpage (\d{1,15})/g;

/** Equal, where page numbers of the other run `length` ahead. */
const isAlike = (one: FactCell, other: FactCell, length: number): boolean =>
  moved(one.value, length) === other.value &&
  (one.was === undefined) === (other.was === undefined) &&
  moved(one.was ?? "", length) === (other.was ?? "");

const moved = (value: string, by: number): string =>
  value.replace(pageNumber, (_, page: string) => `page ${Number(page) + by}`);

function along({ value, was }: FactCell, length: number): FactCell {
  const whole = (text: string): string =>
    length === 1
      ? text
      : text.replace(
          pageNumber,
          (_, page: string) => `pages ${page}..${Number(page) + length - 1}`,
        );
  return { value: whole(value), ...(was !== undefined && { was: whole(was) }) };
}

const plurals = { page: "pages", entry: "entries", sector: "sectors" } as const;

function textOf({ kind, name, field, unit, index }: PanelFact, length: number): string {
  const thing = { hold: "held ", "bad range": "bad range ", record: "record " };
  const start = `${thing[kind as keyof typeof thing] ?? ""}${name}`;
  const what = kind === "hold" ? "" : field === unit ? "" : field;
  const which =
    unit === undefined || index === undefined
      ? ""
      : length === 1
        ? `${unit} ${index}`
        : `${plurals[unit]} ${index}..${index + length - 1}`;
  const rest = [what, which].filter(Boolean).join(" ");
  return rest ? `${start}: ${rest}` : start;
}
