// SPDX-License-Identifier: MIT
// Where the time of a run goes, by what the run says it is about.

const phases: readonly (readonly [string, RegExp])[] = [
  ["placing and compiling", /^placing /],
  ["runs", /: before \| after$/],
  ["causes", /: causes/],
  ["layers", /: behind what stopped it/],
  ["assumptions", /^A[0-9]+: /],
];

export class Timing {
  private readonly startMs = performance.now();
  private lastMs = this.startMs;
  private phase = "";
  private firstMs = 0;
  private readonly sums = new Map<string, number>();

  /** The time since the last mark or step was spent on this; on what was going on, where empty. */
  mark(name: string): void {
    const nowMs = performance.now();
    const key = name || this.phase;
    this.sums.set(key, (this.sums.get(key) ?? 0) + nowMs - this.lastMs);
    this.lastMs = nowMs;
  }

  /** What a run is about from now on. */
  step(about: string): void {
    if (this.phase) this.mark("");
    else this.lastMs = performance.now();
    this.phase = phases.find(([, pattern]) => pattern.test(about))?.[0] ?? "series";
  }

  /** A first before | after is there. */
  found(): void {
    if (!this.firstMs) this.firstMs = performance.now() - this.startMs;
  }

  text(): string {
    const total = performance.now() - this.startMs;
    const rows = [...this.sums, ["first result after", this.firstMs], ["in all", total]] as const;
    return rows.map(([name, ms]) => `${String(Math.round(ms)).padStart(8)} ms  ${name}\n`).join("");
  }
}
