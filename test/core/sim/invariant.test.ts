// SPDX-License-Identifier: MIT
// Every invariant where it holds, where it is broken and where it cannot be decided, on the model.
import assert from "node:assert/strict";
import test from "node:test";
import { invariants } from "../../../src/core/sim";
import type { Edit } from "../../support/model";
import {
  bornFixed,
  flagsHandedOn,
  removalPatch,
  removalPatchReturningError,
} from "../kernel/edits";
import { brokenAt, holds, poison, record, run, scenario, stock, unbind, unknown } from "./support";

const notify = "fs/xfs/xfs_notify_failure.c";
const dax = "drivers/dax/super.c";
const apei = "arch/x86/kernel/cpu/mce/apei.c";
const nfit = "drivers/acpi/nfit/mce.c";

/** The walk ends with the last group of the mount. */
const lastGroup: Edit = {
  path: notify,
  from: "agno <= end_agno; agno++",
  to: "agno < mp->m_sb.sb_agcount; agno++",
};
const repaired = [bornFixed, flagsHandedOn, lastGroup];
const removal = [...repaired, ...removalPatch];
const misc = (value: string): Edit => ({
  path: apei,
  from: "(MCI_MISC_ADDR_PHYS << 6) | PAGE_SHIFT;",
  to: `${value};`,
});
const width = misc("(MCI_MISC_ADDR_PHYS << 6) | __ffs64(mem_err->physical_addr_mask)");
const early = (...names: readonly string[]): object => ({
  processes: Object.fromEntries(names.map((name) => [name, { earlyKill: true }])),
});
const everyoneAsked = early("P1", "P2", "P3");
const nobodyMaps = { processes: [{ name: "SH" }] };

test("every invariant has a row of its own and one sentence", () => {
  const rows = invariants.map(({ id }) => id.split("-")[0]);
  assert.equal(new Set(rows).size, rows.length);
  for (const { id, rule } of invariants) assert.match(`${id}: ${rule}`, /^I\d+(-[a-z]+)+: [^.]+$/);
});

test("every invariant is judged always, by what a run is about, or by the rules it takes", () => {
  const of = (wanted: string): readonly string[] =>
    invariants.flatMap(({ id, group }) => (group === wanted ? [id.split("-")[0] ?? ""] : []));
  assert.deepEqual(
    ["I1", "I2", "I9", "I12", "I13", "I19", "I20"].filter((row) => !of("always").includes(row)),
    [],
  );
  assert.deepEqual(
    ["I3", "I4", "I5", "I6", "I14", "I16", "I17"].filter((row) => !of("event").includes(row)),
    [],
  );
  assert.deepEqual(of("rule-set"), ["I8", "I10", "I11"]);
  const watched = run({ ...scenario({}, unbind), invariants: of("rule-set").map(full) });
  assert.deepEqual(
    watched.verdicts.map(({ invariant }) => invariant),
    of("rule-set").map(full),
  );
});

const full = (row: string): string =>
  invariants.find(({ id }) => id.startsWith(`${row}-`))?.id ?? row;

// ---- I1 ----

test("a device that goes away under mappings leaves stale ones", () =>
  brokenAt(
    run(scenario({}, unbind)),
    "I1",
    /^pagemap-removed: device pmem0/,
    /^F1 entry 0, .* and 7 more still refer to pages of pmem0$/,
  ));

test("a device that nobody maps leaves nothing behind", () =>
  holds(run(scenario(nobodyMaps, unbind)), "I1", /^nothing refers to pages of pmem0$/));

test("a mapping that is made after the removal is stale", () => {
  const late: Edit = {
    path: "hs/memremap.c",
    from: "	tear_down(pgmap->hs_pages);\n",
    to: `	tear_down(pgmap->hs_pages);
	__hs_event("map", "process=P1, object=F1, page=0, device=%s, device_page=16",
		   pgmap->hs_name);`,
  };
  const of = run(scenario(nobodyMaps, unbind), [late]);
  brokenAt(of, "I1", /^map: process P1/, /^P1 maps a page of pmem0 after its removal$/);
});

test("without a removal nothing can be said of stale mappings", () =>
  unknown(run(scenario({}, poison("F1", 1))), "I1", /^no device's pages went away/));

// ---- I3 ----

test("those who asked for early signals are told of a removal", () =>
  holds(run(scenario(everyoneAsked, unbind), removal), "I3", /^P1, P2, P3 told$/));

test("who did not ask is not told", () =>
  brokenAt(
    run(scenario(early("P1"), unbind), removal),
    "I3",
    /returns/,
    /^P2 maps affected pages and is never told$/,
  ));

test("nobody has to be told of pages that nobody maps", () =>
  holds(run(scenario({}, poison("F1", 7))), "I3", /^nobody mapped the affected pages$/));

test("a signal that its process ignores tells it nothing", () => {
  const ignoring = { processes: { P1: { earlyKill: true, sigbus: "ignored" } } };
  const edits = [bornFixed];
  const ignored = run(scenario(ignoring, poison("F1", 1)), edits);
  assert.ok(ignored.events.some(({ text }) => /^signal: to P1.*result ignored$/.test(text)));
  brokenAt(ignored, "I3", /./, /^P1 maps affected pages and is never told$/);
  holds(run(scenario(early("P1"), poison("F1", 1)), edits), "I3", /^P1 told$/);
});

test("a second error of which the signal is dropped is one more to be told of", () => {
  const both = scenario(early("P1"), poison("F1", 0), poison("F1", 1));
  const of = run(both, [bornFixed]);
  assert.ok(of.events.some(({ text }) => /^signal: to P1.*page 1.*result dropped$/.test(text)));
  brokenAt(of, "I3", /./, /^P1 maps affected pages and is never told$/);
});

test("a signal with another size than the mapping's tells the wrong pages", () => {
  const wrongSize: Edit = {
    path: "mm/memory-failure.c",
    from: "	short addr_lsb = tk->size_shift;",
    to: "	short addr_lsb = PMD_SHIFT;",
  };
  const of = run(scenario(early("P1"), poison("F1", 1)), [bornFixed, wrongSize]);
  brokenAt(of, "I3", /./, /^P1 maps affected pages and is never told$/);
});

test("a killed process has been told", () => {
  const failing: Edit = {
    path: "mm/memory-failure.c",
    from: "bool too_late = fail || tk->addr == -EFAULT;",
    to: "bool too_late = true;",
  };
  holds(run(scenario(early("P1"), poison("F1", 1)), [bornFixed, failing]), "I3", /^P1 told$/);
});

test("an address outside every device is nobody's page", () => {
  const of = run(scenario({}, record("0xffffffffffffffc0", "0x900000000")));
  unknown(of, "I3", /^no stimulus was about pages of a device$/);
});

// ---- I6 ----

test("a walk that goes past metadata visits every record", () =>
  holds(run(scenario({}, unbind), removal), "I6", /^29 records visited$/));

test("a walk that stops at the first metadata record misses the rest", () =>
  brokenAt(
    run(scenario({}, unbind), [bornFixed]),
    "I6",
    /^rmap-record: mount m0, ag 0, start 0,/,
    /^28 of 29 overlapping records never visited: m0 AG0 block 1 \(OWN_AG\), .* and 24 more$/,
  ));

test("a walk that only asks and visits nothing names the question", () => {
  const inverted: Edit = { path: notify, from: "&ri_low, &ri_high,\n", to: "&ri_high, &ri_low,\n" };
  const of = run(scenario({}, unbind), [bornFixed, inverted]);
  brokenAt(of, "I6", /^rmap-query: mount m0, ag 0/, /^29 of 29 overlapping records never visited/);
});

test("an I/O error is a reason to end a walk, with a shutdown behind it", () => {
  const failing = { injections: [{ call: "xfs_alloc_read_agf", error: "EIO", skip: 2 }] };
  const of = scenario(failing, unbind);
  brokenAt(run(of, removal), "I6", /^agf-read/, /ended the walk, and nothing was shut down$/);
  const told: Edit = {
    path: "fs/xfs/xfs_notify_failure.c",
    from: "	xfs_trans_cancel(tp);\n	return error;",
    to:
      "	xfs_trans_cancel(tp);\n	if (error)\n" +
      "		xfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);\n	return error;",
  };
  holds(run(of, [...removal, told]), "I6", /^an I\/O error \(-5\) ended the walk$/);
});

test("only the records of the affected page have to be visited", () =>
  holds(run(scenario({}, poison("F1", 1)), [bornFixed]), "I6", /^1 records visited$/));

test("where no walk begins, nothing can be said of its records", () =>
  unknown(run(scenario({}, unbind)), "I6", /^no walk over the reverse map began/));

// ---- I9 ----

test("a removal gives back all it takes", () =>
  holds(run(scenario({}, unbind), removal), "I9", /^nothing is held at the end$/));

const readSideLeft: Edit = {
  path: dax,
  from: "	dax_read_unlock(id);\n	return rc;",
  to: "	return rc;",
};

test("a read section that nobody leaves is held at the end", () => {
  const of = run(scenario({}, poison("F1", 1)), [readSideLeft]);
  brokenAt(of, "I9", /./, /^at the end still held srcu dax_srcu/);
});

test("who waits for a read section that nobody leaves waits for ever, and no verdict falls", () => {
  const of = run(scenario({}, unbind), [readSideLeft]);
  assert.equal(of.outcome.kind, "deadlocked");
  unknown(of, "I9", /^the run ended early \(deadlocked\)/);
});

test("an inode that is never let go is held at the end", () => {
  const kept: Edit = { path: notify, from: "	xfs_irele(ip);\n", to: "" };
  brokenAt(run(scenario({}, unbind), [...removal, kept]), "I9", /./, /inode F1/);
});

test("a lock that is let go twice is out of balance", () => {
  const twice: Edit = {
    path: dax,
    from: "	dax_read_unlock(id);\n	return rc;",
    to: "	dax_read_unlock(id);\n	dax_read_unlock(id);\n	return rc;",
  };
  const of = run(scenario({}, poison("F1", 1)), [twice]);
  brokenAt(of, "I9", /^warn: condition released/, /dax_srcu is given back without being held$/);
});

// ---- I11 ----

test("a sync under s_umount whose error is returned is in order", () => {
  const edits = [...repaired, ...removalPatchReturningError];
  holds(run(stock("u13"), edits), "I11", /^every sync was made under s_umount/);
});

test("a sync without s_umount breaks the rule", () => {
  const unlocked: Edit = {
    path: notify,
    from: `		down_write(&mp->m_super->s_umount);
		error = sync_filesystem(mp->m_super);
		up_write(&mp->m_super->s_umount);
`,
    to: "		error = sync_filesystem(mp->m_super);\n",
  };
  const of = run(scenario({}, unbind), [...removal, unlocked]);
  brokenAt(
    of,
    "I11",
    /^sync: mount m0, s_umount none/,
    /^m0 is synced while s_umount is not held$/,
  );
});

test("a sync of a filesystem that is not born breaks the rule", () => {
  const unasked: Edit = { path: notify, from: "!(mp->m_sb.sb_flags & SB_BORN)", to: "0" };
  const unborn = scenario({ mounts: { m0: { born: false } } }, unbind);
  const of = run(unborn, [unasked, flagsHandedOn, lastGroup, ...removalPatch]);
  brokenAt(of, "I11", /^sync: .*born 0$/, /^m0 is synced before it is born$/);
});

test("a failed sync that its caller neither returns nor logs is lost", () =>
  brokenAt(
    run(stock("u13"), removal),
    "I11",
    /^sync_filesystem returns -5$/,
    /^the sync fails with -5 and its caller neither returns nor logs that$/,
  ));

test("a failed sync that its caller logs is not lost", () => {
  const logged: Edit = {
    path: notify,
    from: "		up_write(&mp->m_super->s_umount);\n",
    to: '		up_write(&mp->m_super->s_umount);\n		xfs_warn(mp, "sync: %d", error);\n',
  };
  holds(run(stock("u13"), [...removal, logged]), "I11", /no error was kept from a caller/);
});

test("an error that a caller without a value drops is no breach, and is told", () =>
  holds(run(stock("u13")), "I11", /; -5 ends at one that returns nothing$/));

test("without a sync there is nothing to say of syncs", () =>
  unknown(run(scenario({}, poison("F1", 1))), "I11", /^no filesystem was synced/));

// ---- I13 ----

test("a run without such an operation has none", () =>
  holds(run(stock("m3")), "I13", /^no such operation/));

test("a search for a bit in zero is broken where it happens, whatever comes of it", () => {
  const trapped = run(stock("m3"), [width]);
  assert.equal(trapped.outcome.kind, "trapped");
  brokenAt(trapped, "I13", /^__ffs64\(0\) gives an undefined value$/, /__ffs64\(0\)/);
  const continued = run(stock("m3"), [width], { undefinedResults: { ffs0: 64n } });
  assert.equal(continued.outcome.kind, "returned");
  brokenAt(continued, "I13", /^__ffs64\(0\)/, /__ffs64\(0\)/);
});

test("a shift as wide as its operand is broken although it ends the run", () => {
  const wide = misc("2UL << (mem_err->physical_addr_mask & 0x40)");
  const of = run(stock("m1"), [wide]);
  assert.equal(of.outcome.kind === "trapped" && of.outcome.trap, "shift");
  brokenAt(of, "I13", /./, /shift/);
});

test("another trap leaves the question open", () => {
  const of = run(scenario({}, unbind), [bornFixed, flagsHandedOn, ...removalPatch]);
  assert.equal(of.outcome.kind === "trapped" && of.outcome.trap, "null");
  unknown(of, "I13", /^the run ended early \(trapped\)/);
});

// ---- I15 ----

test("a record of a physical address in a page is usable", () =>
  holds(run(stock("m1"), [width]), "I15", /usable physical address$/));

test("a record of a kind that no reader takes is not usable", () =>
  brokenAt(
    run(stock("m1"), [misc("(3UL << 6) | 6")]),
    "I15",
    /^mce-record: .*mode MEM/,
    /^MISC decodes to mode MEM, lsb 6: the address is not usable$/,
  ));

test("a record wider than a page is not usable", () => {
  const of = run(stock("m1"), [misc("(2UL << 6) | 21")]);
  brokenAt(of, "I15", /^mce-record: .*lsb 21/, /mode PHYS, lsb 21/);
});

test("a record whose MISC has no value decides nothing", () => {
  const of = run(stock("m3"), [width]);
  assert.ok(of.events.some(({ text }) => /^mce-record: .*misc undefined/.test(text)));
  unknown(of, "I15", /./);
});

test("without a record there is nothing to decode", () =>
  unknown(run(scenario({}, unbind)), "I15", /^no record was logged/));

// ---- I16 ----

test("the reported width is what becomes bad", () =>
  holds(run(stock("m1"), [width]), "I16", /^1 bad range, exact$/));

test("a whole page for 64 bytes spoils clean sectors", () =>
  brokenAt(
    run(stock("m1")),
    "I16",
    /^badblock: device region0, sector 128, sectors 8/,
    /^8 sectors of region0 become bad \(128 to 135\) although the 64 reported bytes touch 1$/,
  ));

test("a mask that is not valid means a page", () => {
  const garbage = { ...record("0x40"), validationBits: "0x2" };
  holds(run(scenario({}, garbage)), "I16", /^1 bad range, exact$/);
});

const range = (to: string): Edit => ({
  path: nfit,
  from: "ALIGN_DOWN(mce->addr, align), align)",
  to,
});

test("a bad range that begins at the address is not aligned", () => {
  const of = run(stock("m3"), [range("mce->addr, align)")]);
  brokenAt(of, "I16", /^badrange: /, /^the bad range is not aligned to its 4096 bytes$/);
});

test("a bad range beside the address does not hold it", () => {
  const of = run(stock("m3"), [range("ALIGN_DOWN(mce->addr, align) + align, align)")]);
  brokenAt(of, "I16", /^badrange: /, /^the bad range does not hold the reported address$/);
});

test("a bad range of two pages is too long", () => {
  const of = run(stock("m3"), [range("ALIGN_DOWN(mce->addr, align), align * 2)")]);
  brokenAt(of, "I16", /^badrange: .*8192/, /^a bad range of 8192 bytes is no power of two/);
});

test("each record is judged by its own width", () => {
  const first = scenario(
    {},
    record("0xffffffffffffffc0"),
    record("0xfffffffffffff000", "0x100020000"),
  );
  holds(run(first, [width]), "I16", /^2 bad ranges, exact$/);
  const swapped = scenario(
    {},
    record("0xfffffffffffff000", "0x100020000"),
    record("0xffffffffffffffc0"),
  );
  brokenAt(run(swapped), "I16", /^badblock: .*sector 128/, /the 64 reported bytes touch 1$/);
});

test("without a bad range there is nothing to measure", () =>
  unknown(run(scenario({}, unbind)), "I16", /^no bad range was recorded/));
