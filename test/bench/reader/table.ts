// SPDX-License-Identifier: MIT
// What was placed where, kind by kind.
import { note } from "./mail";

const columns = ["right line", "other line", "other patch", "words", "unplaced"] as const;
export type Column = (typeof columns)[number];
export class Table {
  private readonly rows = new Map<string, Map<Column, number>>();

  add(row: string, column: Column): void {
    const counts = this.rows.get(row) ?? new Map<Column, number>();
    counts.set(column, (counts.get(column) ?? 0) + 1);
    this.rows.set(row, counts);
  }

  count(column: Column, wanted: (row: string) => boolean = () => true): number {
    let sum = 0;
    for (const [row, counts] of this.rows) if (wanted(row)) sum += counts.get(column) ?? 0;
    return sum;
  }

  placed(wanted?: (row: string) => boolean): number {
    return columns.slice(0, 4).reduce((sum, column) => sum + this.count(column, wanted), 0);
  }

  total(wanted?: (row: string) => boolean): number {
    return this.placed(wanted) + this.count("unplaced", wanted);
  }

  wrong(wanted?: (row: string) => boolean): number {
    return this.placed(wanted) - this.count("right line", wanted);
  }

  print(): void {
    note(`${"".padEnd(22)}${columns.map((name) => name.padStart(13)).join("")}`);
    for (const [row, counts] of [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1)))
      note(
        row.padEnd(22) + columns.map((name) => `${counts.get(name) ?? 0}`.padStart(13)).join(""),
      );
  }
}
