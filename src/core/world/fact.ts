// SPDX-License-Identifier: MIT
// The names of facts, taken apart again: `state.ts` writes them; nothing else needs to know how.

export type ThingKind = "process" | "mount" | "device" | "file" | "hold" | "bad range" | "record";

/** What a fact is about. */
export interface FactName {
  readonly kind: ThingKind;
  /** "P2", "m0", "pmem0", "F1"; of a hold what is held, of a record its number. */
  readonly name: string;
  /** "shutdown", "maps F1", "entry"; the same for every page or entry of a list. */
  readonly field: string;
  /** The page, entry or sector of which it is told; absent for a field of the whole. */
  readonly at?: { readonly unit: "page" | "entry" | "sector"; readonly index: number };
}

const mountFields: ReadonlySet<string> = new Set(["mounted", "shutdown", "frozen", "log"]);

type Shape = readonly [RegExp, (found: readonly string[]) => FactName];

const shapes: readonly Shape[] = [
  [
    /^(\S+) maps (\S+) page ([0-9]+)$/,
    ([, name = "", file, page]) => ({
      ...{ kind: "process", name, field: `maps ${file}` },
      at: { unit: "page", index: Number(page) },
    }),
  ],
  [
    /^(\S+) entry ([0-9]+)$/,
    ([, name = "", index]) => ({
      ...{ kind: "file", name, field: "entry" },
      at: { unit: "entry", index: Number(index) },
    }),
  ],
  [
    /^(\S+) page ([0-9]+) HWPoison$/,
    ([, name = "", page]) => ({
      ...{ kind: "device", name, field: "HWPoison" },
      at: { unit: "page", index: Number(page) },
    }),
  ],
  [
    /^(\S+) badblock ([0-9]+)$/,
    ([, name = "", sector]) => ({
      ...{ kind: "device", name, field: "badblock" },
      at: { unit: "sector", index: Number(sector) },
    }),
  ],
  [/^held (.+)$/, ([, name = ""]) => ({ kind: "hold", name, field: "held" })],
  [/^badrange ([0-9]+)$/, ([, name = ""]) => ({ kind: "bad range", name, field: "covers" })],
  [/^mce record ([0-9]+) (.+)$/, ([, name = "", field = ""]) => ({ kind: "record", name, field })],
  [
    /^([^\s.]+)\.(.+)$/,
    ([, name = "", field = ""]) => ({
      kind: mountFields.has(field) ? "mount" : "device",
      name,
      field,
    }),
  ],
  [
    /^(\S+) (pending .+|killed|waits for|waits with .+)$/,
    ([, name = "", field = ""]) => ({ kind: "process", name, field }),
  ],
];

/** Takes the name of a fact apart; undefined for one that `readState` does not write. */
export function parseFact(fact: string): FactName | undefined {
  for (const [pattern, told] of shapes) {
    const found = pattern.exec(fact);
    if (found) return told(found);
  }
  return undefined;
}
