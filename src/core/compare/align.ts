// SPDX-License-Identifier: MIT
import type { TraceEvent } from "../sim";

/** One row of two aligned traces; steps count from 1 as in the traces. */
export interface Row {
  readonly kind: "same" | "changed" | "only-before" | "only-after";
  readonly before?: number;
  readonly after?: number;
}

/**
 * More edits than this and the rest is paired without looking further: the traces have little in
 * common.
 */
const editLimit = 4_000;

/**
 * Aligns two traces on their logical keys.
 * - Shape: every event of both stands in exactly one row, in order; events of one name that differ
 *   only in what they carry share a row of kind "changed".
 * - Source: the greedy O(ND) difference algorithm of Myers (1986).
 */
export function alignTraces(before: readonly TraceEvent[], after: readonly TraceEvent[]): Row[] {
  return pairChanged(
    matchKeys(
      before.map((event) => event.key),
      after.map((event) => event.key),
    ),
    before,
    after,
  );
}

function matchKeys(before: readonly string[], after: readonly string[]): Row[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  const rows: Row[] = [];
  for (let index = 0; index < head; index++) rows.push(sameRow(index, index));
  rows.push(
    ...editScript(
      before.slice(head, before.length - tail),
      after.slice(head, after.length - tail),
    ).map((row) => shiftRow(row, head)),
  );
  for (let index = tail; 0 < index; index--)
    rows.push(sameRow(before.length - index, after.length - index));
  return rows;
}

const sameRow = (before: number, after: number): Row => ({
  kind: "same",
  before: before + 1,
  after: after + 1,
});

function shiftRow(row: Row, by: number): Row {
  return {
    kind: row.kind,
    ...(row.before === undefined ? {} : { before: row.before + by }),
    ...(row.after === undefined ? {} : { after: row.after + by }),
  };
}

/** Myers' greedy search, keeping the furthest-reaching points of each round for the way back. */
function editScript(before: readonly string[], after: readonly string[]): Row[] {
  const most = Math.min(before.length + after.length, editLimit);
  const rounds: Int32Array[] = [];
  // furthest[diagonal + most + 1] is the furthest point in `before` reached on that diagonal.
  const furthest = new Int32Array(2 * most + 3);
  for (let edits = 0; edits <= most; edits++) {
    rounds.push(furthest.slice(most - edits, most + edits + 3));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const at = diagonal + most + 1;
      const left = furthest[at - 1] ?? 0;
      const right = furthest[at + 1] ?? 0;
      const down = diagonal === -edits || (diagonal !== edits && left < right);
      let x = down ? right : left + 1;
      let y = x - diagonal;
      while (x < before.length && y < after.length && before[x] === after[y]) {
        x++;
        y++;
      }
      furthest[at] = x;
      if (before.length <= x && after.length <= y) return walkBack(rounds, before, after);
    }
  }
  return [
    ...before.map((_, index): Row => ({ kind: "only-before", before: index + 1 })),
    ...after.map((_, index): Row => ({ kind: "only-after", after: index + 1 })),
  ];
}

function walkBack(
  rounds: readonly Int32Array[],
  before: readonly string[],
  after: readonly string[],
): Row[] {
  const rows: Row[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = rounds.length - 1; 0 < edits; edits--) {
    // Round n holds the diagonals -n - 1 to n + 1.
    const furthest = rounds[edits] ?? new Int32Array();
    const at = x - y + edits + 1;
    const left = furthest[at - 1] ?? 0;
    const right = furthest[at + 1] ?? 0;
    const down = x - y === -edits || (x - y !== edits && left < right);
    const previousX = down ? right : left;
    const previousY = previousX - (down ? x - y + 1 : x - y - 1);
    while (previousX < x && previousY < y) rows.push(sameRow(--x, --y));
    rows.push(down ? { kind: "only-after", after: y } : { kind: "only-before", before: x });
    x = previousX;
    y = previousY;
  }
  while (0 < x && 0 < y) rows.push(sameRow(--x, --y));
  return rows.reverse();
}

/**
 * Joins, within one run of differing rows, events of the same kind, name and thread into one row.
 */
function pairChanged(
  rows: readonly Row[],
  before: readonly TraceEvent[],
  after: readonly TraceEvent[],
): Row[] {
  const joined: Row[] = [];
  for (let start = 0; start < rows.length;) {
    const first = rows[start] as Row;
    if (first.kind === "same") {
      joined.push(first);
      start++;
      continue;
    }
    let end = start;
    while (end < rows.length && rows[end]?.kind !== "same") end++;
    const block = rows.slice(start, end);
    joined.push(
      ...pairBlock(
        block.flatMap((row) => (row.before === undefined ? [] : [row.before])),
        block.flatMap((row) => (row.after === undefined ? [] : [row.after])),
        before,
        after,
      ),
    );
    start = end;
  }
  return joined;
}

function pairBlock(
  beforeSteps: readonly number[],
  afterSteps: readonly number[],
  before: readonly TraceEvent[],
  after: readonly TraceEvent[],
): Row[] {
  const label = (event: TraceEvent | undefined): string =>
    event ? `${event.kind} ${event.name} ${event.depth} ${event.thread}` : "";
  const matched = matchKeys(
    beforeSteps.map((step) => label(before[step - 1])),
    afterSteps.map((step) => label(after[step - 1])),
  );
  return matched.map((row): Row => {
    const left = row.before === undefined ? undefined : beforeSteps[row.before - 1];
    const right = row.after === undefined ? undefined : afterSteps[row.after - 1];
    return {
      kind: row.kind === "same" ? "changed" : row.kind,
      ...(left === undefined ? {} : { before: left }),
      ...(right === undefined ? {} : { after: right }),
    };
  });
}
