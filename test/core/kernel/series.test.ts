// SPDX-License-Identifier: MIT
// Real series of the list, each revision at the level it was written for; skipped where the mail is
// not there.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { applyPatches, chooseLevel, ProgramBuilder } from "../../../src/core/apply";
import type { Program } from "../../../src/core/cc";
import { compileOptions, levels, modelTree, modelUnits } from "../../../src/core/kernel";
import type { Patch } from "../../../src/core/patch";
import { openSources } from "../../../src/core/review";
import { modelProgram, runModel } from "../../support/model";

interface Landed {
  readonly name: string;
  readonly level: string;
  readonly program: Program | undefined;
}

const bases = levels.map(({ id }) => modelTree(id));
const builders = new Map<string, ProgramBuilder>();

function land(patch: Patch): Landed {
  const { level } = chooseLevel(bases, [patch]);
  const base = modelTree(level);
  const builder =
    builders.get(level) ?? new ProgramBuilder(base, modelUnits(level), compileOptions(level));
  builders.set(level, builder);
  const placed = applyPatches({
    ...{ base, subject: patch, earlier: [], with: [], over: [] },
    ...{ hunksOff: new Set<string>(), runCut: false, threadHints: [] },
  });
  const { program, errors } = builder.build(placed.after);
  return {
    name: `v${patch.revision}`,
    level,
    program: errors.length || placed.notRunnable ? undefined : program,
  };
}

/** Runs a test on the patches of a mailbox outside the project. */
function onMail(
  name: string,
  box: string,
  run: (landed: readonly Landed[], print: (line: string) => void) => void,
): void {
  test(name, (t) => {
    const path = `../shared/mail/${box}`;
    if (!existsSync(path)) return t.skip(`no ${path}`);
    const bytes = new Uint8Array(readFileSync(path));
    const landed = openSources([{ name: box, bytes }]).patches.map(land);
    run(landed, (line) => t.diagnostic(line));
  });
}

const addressAndMask = 6;
const report = (mask: string, validationBits = addressAndMask) => ({
  ...{ kind: "ghes-record", severity: "recoverable", physicalAddress: "0x100010040", mask },
  ...{ validationBits, thresholdExceeded: false },
});
const phys = (lsb: number): string => `mode PHYS, lsb ${lsb}`;
const page = phys(12);

/** A run that stops before there is a record. */
const stops = "stops";

/** Of each mask: what base, v2, v3, v4, v5, and v6 to v8 make of it. */
const masks: readonly (readonly [mask: string, ...made: string[]])[] = [
  ["0x0", page, page, "undefined", phys(0), stops, page],
  ["0xffffffffffffffff", page, page, phys(0), page, phys(0), phys(0)],
  ["0xfffffffffffffffe", page, phys(1), phys(1), phys(2), page, phys(1)],
  ["0xffffffffffffffc0", page, phys(6), phys(6), "mode MEM, lsb 0", phys(6), phys(6)],
  ["0xffffffffffffff80", page, phys(7), phys(7), phys(0), phys(7), phys(7)],
  ["0xfffffffffffff000", page, page, page, phys(0), page, page],
  ["0xffffffffffe00000", page, phys(21), phys(21), phys(0), phys(21), page],
  ["0xffffffff00000000", page, page, phys(32), phys(0), phys(32), page],
  ["0xfffffffffffff0c0", page, phys(6), phys(6), "mode GENERIC, lsb 0", phys(6), phys(6)],
];
const columns = ["base", "v2", "v3", "v4", "v5", "v6"];
const columnOf = (name: string): number =>
  columns.indexOf(name === "v7" || name === "v8" ? "v6" : name);

function madeBy(program: Program, mask: string, validationBits?: number): string | undefined {
  const { after, stop } = runModel(program, { base: "w0" }, report(mask, validationBits));
  return after.get("mce record 0 misc") ?? (stop.kind === "trapped" ? stops : undefined);
}

onMail(
  "every revision of the poison range makes of every mask what is known of it",
  "poison-range-thread.mbox",
  (landed, print) => {
    assert.deepEqual([...new Set(landed.map(({ level }) => level))], ["L0"]);
    const seen = new Map<string, readonly (string | undefined)[]>();
    for (const { name, program } of landed) {
      assert.ok(program, name);
      const cells = masks.map(([mask]) => madeBy(program, mask));
      seen.set(name, cells);
      assert.deepEqual(
        cells,
        masks.map(([, ...made]) => made[columnOf(name)]),
        name,
      );
      if (name === "v5") {
        const { stop } = runModel(program, { base: "w0" }, report("0x0"));
        assert.equal(stop.kind === "trapped" && stop.trap.kind, "undefined-decides");
      }
      const trusts = name === "v2" || name === "v3";
      assert.equal(madeBy(program, "0x40", 2), trusts ? phys(6) : page, `${name}, no valid mask`);
    }
    for (const [index, [mask]] of masks.entries())
      print(
        [mask, ...[...seen].map(([name, cells]) => `${name} ${String(cells[index])}`)].join("; "),
      );
    assert.deepEqual([...seen.keys()].sort(), ["v2", "v3", "v4", "v5", "v6", "v7", "v8"]);
  },
);

test("the base marks a page whatever the mask, and 6.1 and later as the last revision did", () => {
  for (const { id } of levels) {
    const program = modelProgram([], id);
    for (const [mask, ...made] of masks)
      assert.equal(
        madeBy(program, mask),
        made[columnOf(id === "L0" ? "base" : "v8")],
        `${id} ${mask}`,
      );
    assert.equal(madeBy(program, "0x40", 2), page, id);
  }
});

onMail(
  "every revision of the removal lands at the level it was written for, and runs",
  "unbind-thread.mbox",
  (landed) => {
    assert.deepEqual(
      landed.map(({ name, level, program }) => `${name} ${level}${program ? "" : " not run"}`),
      [
        ...["v1 L0", "v2 L0", "v3 L0", "v4 L0", "v5 L0", "v6 L0", "v7 L1rc"],
        // Two of these do not say in their own subject which revision they are of; the cover does.
        ...["v8 L1", "v9 L1", "v9 L1", "v10 L1", "v11 L1", "v11.1 L1"],
        ...["v12 L2", "v13 L2", "v14 L2", "v15 L2", "v15.1 L2y"],
      ],
    );
  },
);
