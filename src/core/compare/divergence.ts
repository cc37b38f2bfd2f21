// SPDX-License-Identifier: MIT
import type { TraceEvent } from "../sim";
import type { Row } from "./align";

/** Differing rows that have one root: the first of them, and what follows inside or from it. */
export interface DivergenceGroup {
  readonly kind: "arguments" | "value" | "only-before" | "only-after";
  /** The root row's steps. */
  readonly before?: number;
  readonly after?: number;
  readonly text: string;
  /** Indexes into the rows. */
  readonly rows: readonly number[];
  /** Set where it is of a kind that changes nothing by itself; states and verdicts stand apart. */
  readonly noise?: Noise;
}

/** Words of messages, the order of the same events, or calls of helpers and their returns alone. */
export type Noise = "messages" | "order" | "helpers";

interface OpenGroup {
  readonly root: Row;
  readonly rows: number[];
  /** Steps up to which rows still lie inside the root's call, on each side. */
  readonly untilBefore: number;
  readonly untilAfter: number;
  readonly substitutions: Set<string>;
}

/**
 * Groups the differing rows of an alignment by root.
 * - Shape: a differing row joins an earlier group when it lies inside the call with which that
 *   group began, when it differs in just the values that group differs in, or when it follows on
 *   directly.
 */
export function groupDivergences(
  rows: readonly Row[],
  before: readonly TraceEvent[],
  after: readonly TraceEvent[],
): DivergenceGroup[] {
  const groups: OpenGroup[] = [];
  let previous: OpenGroup | undefined;
  rows.forEach((row, index) => {
    if (row.kind === "same") {
      previous = undefined;
      return;
    }
    const found = previous ?? groups.find((group) => belongs(row, group, before, after));
    const group = found ?? openGroup(row, before, after);
    if (!found) groups.push(group);
    group.rows.push(index);
    for (const pair of substitutionsOf(row, before, after)) group.substitutions.add(pair);
    previous = group;
  });
  const counts = { before: countsOf(before), after: countsOf(after) };
  return groups.map((group) => {
    const noise = noiseOf(group, rows, before, after, counts);
    return { ...describeGroup(group, before, after), ...(noise ? { noise } : {}) };
  });
}

type Counts = ReadonlyMap<string, number>;

function countsOf(events: readonly TraceEvent[]): Counts {
  const counts = new Map<string, number>();
  for (const { key } of events) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function noiseOf(
  group: OpenGroup,
  rows: readonly Row[],
  before: readonly TraceEvent[],
  after: readonly TraceEvent[],
  counts: { readonly before: Counts; readonly after: Counts },
): Noise | undefined {
  const own = group.rows.flatMap((index) => rows[index] ?? []);
  const pick = (side: readonly TraceEvent[], steps: readonly (number | undefined)[]) =>
    steps.flatMap((step) => (step === undefined ? [] : (side[step - 1] ?? [])));
  const left = pick(
    before,
    own.map((row) => row.before),
  );
  const right = pick(
    after,
    own.map((row) => row.after),
  );
  const all = [...left, ...right];
  if (all.every(({ kind }) => kind === "message")) return "messages";
  const keys = (events: readonly TraceEvent[]): string =>
    events
      .map(({ key }) => key)
      .sort()
      .join("\n");
  if (keys(left) === keys(right)) return "order";
  // All of it happens on the other side as well, as often, at another time.
  const isMoved = (events: readonly TraceEvent[], own: Counts, other: Counts): boolean =>
    events.every(({ key }) => (own.get(key) ?? 0) <= (other.get(key) ?? 0));
  if (isMoved(left, counts.before, counts.after) && isMoved(right, counts.after, counts.before))
    return "order";
  const isAlone = own.every(({ kind }) => kind === "only-before" || kind === "only-after");
  const isCalls = all.every(({ kind }) => kind === "call" || kind === "return");
  return isAlone && isCalls ? "helpers" : undefined;
}

function openGroup(
  row: Row,
  before: readonly TraceEvent[],
  after: readonly TraceEvent[],
): OpenGroup {
  return {
    root: row,
    rows: [],
    untilBefore: row.before === undefined ? 0 : endOfCall(before, row.before),
    untilAfter: row.after === undefined ? 0 : endOfCall(after, row.after),
    substitutions: new Set(),
  };
}

function belongs(
  row: Row,
  group: OpenGroup,
  before: readonly TraceEvent[],
  after: readonly TraceEvent[],
): boolean {
  if (row.before !== undefined && row.before <= group.untilBefore) return true;
  if (row.after !== undefined && row.after <= group.untilAfter) return true;
  const pairs = substitutionsOf(row, before, after);
  return (
    row.kind === "changed" &&
    0 < pairs.length &&
    pairs.every((pair) => group.substitutions.has(pair))
  );
}

/** "0 -> 1" for each argument in which a changed row differs. */
function substitutionsOf(
  row: Row,
  before: readonly TraceEvent[],
  after: readonly TraceEvent[],
): string[] {
  const left = row.before === undefined ? undefined : before[row.before - 1];
  const right = row.after === undefined ? undefined : after[row.after - 1];
  if (!left || !right) return [];
  return left.args.flatMap((argument, index) => {
    const other = right.args[index];
    return other && other.value !== argument.value ? [`${argument.value} -> ${other.value}`] : [];
  });
}

/** The step of the return that ends the call made at `step`; the step itself for other events. */
function endOfCall(events: readonly TraceEvent[], step: number): number {
  const call = events[step - 1];
  if (!call || call.kind !== "call") return step;
  for (let index = step; index < events.length; index++) {
    const event = events[index] as TraceEvent;
    if (event.depth <= call.depth) return event.kind === "return" ? event.step : event.step - 1;
  }
  return events.length;
}

function describeGroup(
  group: OpenGroup,
  before: readonly TraceEvent[],
  after: readonly TraceEvent[],
): DivergenceGroup {
  const { root, rows } = group;
  const left = root.before === undefined ? undefined : before[root.before - 1];
  const right = root.after === undefined ? undefined : after[root.after - 1];
  const alone = left ?? right;
  return {
    kind: kindOf(root, left),
    text:
      left && right
        ? differenceText(left, right)
        : alone
          ? aloneText(alone, left ? "before" : "after", before, after)
          : "",
    ...(root.before === undefined ? {} : { before: root.before }),
    ...(root.after === undefined ? {} : { after: root.after }),
    rows,
  };
}

/** An event without a partner in its row; the other side may do the same at another time. */
function aloneText(
  event: TraceEvent,
  side: "before" | "after",
  before: readonly TraceEvent[],
  after: readonly TraceEvent[],
): string {
  const count = (events: readonly TraceEvent[]): number =>
    events.filter(({ key }) => key === event.key).length;
  const [own, other, otherSide] =
    side === "before" ? [before, after, "after"] : [after, before, "before"];
  return count(own) <= count(other)
    ? `${side} here, ${otherSide} at another time: ${event.text}`
    : `only ${side}: ${event.text}`;
}

function kindOf(root: Row, left: TraceEvent | undefined): DivergenceGroup["kind"] {
  if (root.kind === "only-before" || root.kind === "only-after") return root.kind;
  return left?.kind === "return" ? "value" : "arguments";
}

function differenceText(left: TraceEvent, right: TraceEvent): string {
  const differing = left.args.flatMap((argument, index) => {
    const other = right.args[index];
    return other && other.value !== argument.value
      ? [`${argumentName(left, argument.name, index)}: ${argument.value} -> ${other.value}`]
      : [];
  });
  return differing.length
    ? `${left.name}: ${differing.join("; ")}`
    : `${left.text} -> ${right.text}`;
}

function argumentName(event: TraceEvent, name: string, index: number): string {
  if (name) return name;
  return event.kind === "return" ? "returns" : `argument ${index + 1}`;
}
