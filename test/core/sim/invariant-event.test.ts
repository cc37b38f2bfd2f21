// SPDX-License-Identifier: MIT
// The invariants about holders, signals, ranges, freezes and waits: where each holds, and a text of
// the model that breaks it and nothing else. Over 400 lines: a section per invariant.
import assert from "node:assert/strict";
import test from "node:test";
import type { Run, Scenario } from "../../../src/core/sim";
import type { Edit } from "../../support/model";
import { bornFixed, flagsHandedOn, lastGroup, removalPatch } from "../kernel/edits";
import { brokenAt, holds, poison, run, scenario, stockById, unbind, unknown } from "./support";

const notify = "fs/xfs/xfs_notify_failure.c";
const dax = "drivers/dax/super.c";
const failure = "mm/memory-failure.c";
const repaired = [bornFixed, flagsHandedOn, lastGroup];
const removal = [...repaired, ...removalPatch];
const early = { processes: { P1: { earlyKill: true } } };

const brokenRows = (of: Run): readonly string[] =>
  of.verdicts.flatMap(({ invariant, state }) =>
    state === "broken" ? [invariant.split("-")[0] ?? ""] : [],
  );

/** The rows that one more edit breaks. */
function newlyBroken(of: Scenario, base: readonly Edit[], ...more: readonly Edit[]) {
  const before = brokenRows(run(of, base));
  return brokenRows(run(of, [...base, ...more])).filter((row) => !before.includes(row));
}

/** Words put in front of the handler's first test, or behind it. */
const inHandler = (text: string): Edit => ({
  path: notify,
  from: "	if (mp->m_rtdev_targp && mp->m_rtdev_targp->bt_daxdev == dax_dev) {",
  to: `${text}\n	if (mp->m_rtdev_targp && mp->m_rtdev_targp->bt_daxdev == dax_dev) {`,
});

// ---- I2 ----

const keptOperations: Edit = {
  path: dax,
  from: "	dax_dev->holder_ops = NULL;\n	dax_dev->holder_data = NULL;",
  to: "	dax_dev->holder_data = NULL;",
};

test("a device that is killed is dead, and let go by all", () =>
  holds(run(scenario({}, unbind), removal), "I2", /^pmem0: dead and let go$/));

test("a killed device that keeps its holder's operations is found", () => {
  assert.deepEqual(newlyBroken(scenario({}, unbind), removal, keptOperations), ["I2"]);
  brokenAt(
    run(scenario({}, unbind), [...removal, keptOperations]),
    "I2",
    /^kill_dax returns/,
    /^pmem0 still has its holder's operations$/,
  );
});

test("a run without a removal says nothing of killed devices", () =>
  unknown(run(scenario({}, poison("F1", 1)), repaired), "I2", /^no device was killed/));

// ---- I4, I5 ----

const wrongProcess: Edit = {
  path: failure,
  from: "	struct task_struct *t = tk->tsk;\n	bool forced",
  to: '	struct task_struct *t = hs_task_named("SH");\n	bool forced',
};
const collectedTwice: Edit = {
  path: failure,
  from: "				add_to_kill(t, page, pgoff, vma, to_kill);",
  to: "				for (int i = 0; i < 2; i++) add_to_kill(t, page, pgoff, vma, to_kill);",
};

test("who maps a lost page is the only one that is signalled, and once", () => {
  const of = run(scenario(early, poison("F1", 1)), repaired);
  holds(of, "I4", /^only who maps affected pages was signalled$/);
  holds(of, "I5", /^nobody was told twice of one page$/);
});

test("a process that maps nothing of it and is signalled all the same is found", () =>
  brokenAt(
    run(scenario(early, poison("F1", 1)), [...repaired, wrongProcess]),
    "I4",
    /^signal: to SH/,
    /^SH is signalled and maps nothing of the affected pages$/,
  ));

test("a process that is told twice of one page is found", () => {
  const of = scenario(early, poison("F1", 1));
  assert.deepEqual(newlyBroken(of, repaired, collectedTwice), ["I5"]);
  brokenAt(
    run(of, [...repaired, collectedTwice]),
    "I5",
    /^signal: to P1.*dropped$/,
    /^P1 of F1 page 1 is told a second time$/,
  );
});

// ---- I7 ----

test("a lost page is the only one that is marked", () =>
  holds(run(scenario({}, poison("F1", 1)), repaired), "I7", /^only lost pages are marked$/));

test("a removal that marks pages as poisoned is found", () =>
  brokenAt(
    run(scenario({}, unbind), removal),
    "I7",
    /^hwpoison: page F1 page 0/,
    /^F1 page 0 is marked as poisoned and was not lost$/,
  ));

test("a lost page in a 2 MiB entry marks the first page of it", () =>
  brokenAt(
    run(stockById("x6-huge-mapping"), repaired),
    "I7",
    /^hwpoison: page H1 page 0/,
    /^H1 page 0 is marked as poisoned and was not lost$/,
  ));

// ---- I8 ----

test("a shutdown as corrupt is right where metadata is lost", () => {
  const of = run(scenario({}, poison("pmem0", 3)), [bornFixed]);
  assert.equal(of.state.get("m0.shutdown"), "CORRUPT_ONDISK");
  holds(of, "I8", /^no filesystem was shut down without a reason$/);
});

test("a shutdown as corrupt is wrong where only file data is lost", () =>
  brokenAt(
    run(stockById("x2-metadata-next"), [bornFixed, flagsHandedOn]),
    "I8",
    /^shutdown: mount m0, reason CORRUPT_ONDISK$/,
    /^m0 is called corrupt, and none of its metadata is affected$/,
  ));

test("by the rules that were merged later a removal ends with a shutdown as by umount", () => {
  const merged: Scenario = { ...scenario({}, unbind), rules: "merged" };
  brokenAt(run(merged, removal), "I8", /./, /^m0 is not shut down as by umount/);
  holds(run(scenario({}, unbind), removal), "I8", /./);
  const ends = inHandler("	xfs_force_shutdown(mp, SHUTDOWN_FORCE_UMOUNT);");
  holds(run(merged, [...removal, ends]), "I8", /./);
});

// ---- I9: sleeping ----

test("a call that may sleep under a spinlock is found", () => {
  const sleeping: Edit = {
    path: failure,
    from: "kmalloc(sizeof(*tk), GFP_ATOMIC)",
    to: "kmalloc(sizeof(*tk), GFP_KERNEL)",
  };
  const of = scenario(early, poison("F1", 1));
  assert.deepEqual(newlyBroken(of, repaired, sleeping), ["I9"]);
  brokenAt(
    run(of, [...repaired, sleeping]),
    "I9",
    /^warn: /,
    /^kmalloc may sleep, under a spinlock/,
  );
});

// ---- I10 ----

const freeze = inHandler("	freeze_super(mp->m_super);");
const freezeAndThaw = inHandler("	if (!freeze_super(mp->m_super)) thaw_super(mp->m_super);");
const thaw = inHandler("	thaw_super(mp->m_super);");

test("who freezes and thaws keeps the balance", () => {
  holds(run(scenario({}, unbind), [...repaired, freezeAndThaw]), "I10", /^every freeze was ended/);
  unknown(run(scenario({}, unbind), repaired), "I10", /^nothing was frozen or thawed/);
});

test("a freeze that is left behind is found, and the write that waits for it", () => {
  const write = { kind: "write", file: "F1", page: 6, by: "P4" };
  const world = { processes: { P4: { maps: [{ file: "F1", firstPage: 4, pages: 4 }] } } };
  // The sync at the end of the disk and the sync of the freeze do not mind each other.
  const of = run(scenario(world, poison("F1", 1), write), [...repaired, freeze]);
  brokenAt(of, "I10", /./, /^m0 is frozen by kworker and never thawed$/);
  assert.equal(of.state.get("P4 waits for"), "the thaw of m0");
});

test("a thaw of somebody else's freeze is found", () =>
  brokenAt(
    run(scenario({ mounts: { m0: { frozen: "kernel" } } }, unbind), [...repaired, thaw]),
    "I10",
    /^freeze: mount m0.*thawed$/,
    /^SH thaws m0, which somebody else froze$/,
  ));

test("a freeze and a thaw by hand are nobody's fault", () =>
  holds(
    run(
      scenario(
        {},
        { kind: "freeze", mount: "m0", by: "SH" },
        { kind: "thaw", mount: "m0", by: "P1" },
      ),
    ),
    "I10",
    /./,
  ));

// ---- I12 ----

const swallowed: Edit = {
  path: "drivers/nvdimm/pmem.c",
  from: "	return dax_holder_notify_failure(owner->dax_dev, first, bytes, mf_flags);",
  to: "	dax_holder_notify_failure(owner->dax_dev, first, bytes, mf_flags);\n	return 0;",
};
const fallsThrough: Edit = {
  path: failure,
  from: "		if (rc == -EOPNOTSUPP)",
  to: "		if (rc == -EIO)",
};

test("an answer that is passed on as it is keeps the rule", () => {
  holds(run(scenario({}, poison("F1", 1))), "I12", /^every answer was passed on/);
  const unsupported = scenario({ mounts: { m0: { rmapbt: false } } }, poison("F1", 1));
  holds(run(unsupported, repaired), "I12", /./);
});

test("an error that somebody on the way swallows is found", () =>
  brokenAt(
    run(scenario({}, poison("F1", 1)), [swallowed]),
    "I12",
    /^pmem_pagemap_memory_failure returns 0$/,
    /^dax_holder_notify_failure gave -5, pmem_pagemap_memory_failure makes it 0$/,
  ));

test("an error that lets the generic way try is found", () =>
  brokenAt(
    run(scenario({}, poison("F1", 1)), [fallsThrough]),
    "I12",
    /^mf_generic_kill_procs/,
    /^the generic way is taken although pmem_pagemap_memory_failure gave -5$/,
  ));

// ---- I14 ----

test("a walk over one page hands on one page", () =>
  holds(run(scenario({}, poison("F1", 1)), repaired), "I14", /^every range lay inside/));

test("an event of one page that becomes none is found", () =>
  brokenAt(
    run(stockById("x4-last-page-of-device"), [bornFixed, flagsHandedOn]),
    "I14",
    /^mf_dax_kill_procs\(/,
    /^0 pages of F6 are handed on, 1 are affected$/,
  ));

test("a walk that goes on behind the last group is found before it traps", () =>
  brokenAt(
    run(scenario({}, unbind), [bornFixed, flagsHandedOn, ...removalPatch]),
    "I14",
    /^perag-get: mount m0, ag 4, result NULL$/,
    /^the walk goes on to AG 4, which is not there$/,
  ));

// ---- I17 ----

test("success is honest where all who mapped the page are told and see it no more", () =>
  holds(run(stockById("x8-early-kill-sysctl-poison"), repaired), "I17", /^the result says/));

test("success is no success where somebody still maps the page", () =>
  brokenAt(
    run(scenario({}, poison("F1", 1)), [bornFixed, flagsHandedOn]),
    "I17",
    /^memory_failure returns 0$/,
    /^0 is given, and P1 still maps pmem0 page 17$/,
  ));

// ---- I18, I19 ----

test("a holder that nobody frees under its handler is called in order", () => {
  const of = run(scenario({}, unbind), removal);
  holds(of, "I18", /^no holder went away/);
  holds(of, "I19", /^every call found a live device$/);
});

test("a mount that is freed inside its handler is found", () =>
  brokenAt(
    run(stockById("u15-umount-in-handler")),
    "I18",
    /^mount: mount m0, step freed$/,
    /^m0 is freed while SH is inside its handler$/,
  ));

test("a handler that is called for a dead device is found", () => {
  const late: readonly Edit[] = [
    {
      path: dax,
      from: "	if (dax_dev->holder_data != NULL)\n",
      to: "	clear_bit(DAXDEV_ALIVE, &dax_dev->flags);\n	if (dax_dev->holder_data != NULL)\n",
    },
    {
      path: dax,
      from: "	if (!dax_alive(dax_dev))\n		rc = -ENXIO;",
      to: "	if (0)\n		rc = -ENXIO;",
    },
  ];
  assert.deepEqual(newlyBroken(scenario({}, unbind), removal, ...late), ["I19"]);
  brokenAt(
    run(scenario({}, unbind), [...removal, ...late]),
    "I19",
    /^xfs_dax_notify_failure\(/,
    /^the handler is called although pmem0 is dead$/,
  );
});

test("a call through operations that are gone, or lost to a new holder, is found", () => {
  brokenAt(
    run(stockById("r4-holder-changes")),
    "I19",
    /./,
    /^the holder is called through what is/,
  );
  brokenAt(
    run(stockById("r4-operations-wiped")),
    "I19",
    /./,
    /^m1 holds pmem0 without operations$/,
  );
});

// ---- I20 ----

const lockDeclared = (words: string): Edit => ({
  path: notify,
  from: "struct failure_info {",
  to: `${words}\nstruct failure_info {`,
});

test("locks that are always taken in one order keep the rule", () =>
  holds(run(scenario({}, unbind), removal), "I20", /^locks are always taken in one order$/));

test("two orders of the same locks are found, though nobody waits", () => {
  const both = inHandler(
    "	mutex_lock(&first); mutex_lock(&second); mutex_unlock(&second); mutex_unlock(&first);\n" +
      "	mutex_lock(&second); mutex_lock(&first); mutex_unlock(&first); mutex_unlock(&second);",
  );
  const locks = lockDeclared("static DEFINE_MUTEX(first);\nstatic DEFINE_MUTEX(second);");
  assert.deepEqual(newlyBroken(scenario({}, unbind), removal, locks, both), ["I20"]);
  brokenAt(
    run(scenario({}, unbind), [...removal, locks, both]),
    "I20",
    /^lock: lock first/,
    /^SH takes first while it has second; step \d+ \(SH\) has the other order$/,
  );
});

test("to wait for readers under a lock that a reader takes is found, though nobody waits", () => {
  const locks = lockDeclared("DEFINE_MUTEX(shared_lock);");
  const reader = inHandler("	mutex_lock(&shared_lock); mutex_unlock(&shared_lock);");
  const killer: Edit = {
    path: dax,
    from: "	clear_bit(DAXDEV_ALIVE, &dax_dev->flags);\n	synchronize_srcu(&dax_srcu);",
    to:
      "	extern struct mutex shared_lock;\n	clear_bit(DAXDEV_ALIVE, &dax_dev->flags);\n" +
      "	mutex_lock(&shared_lock); synchronize_srcu(&dax_srcu); mutex_unlock(&shared_lock);",
  };
  assert.deepEqual(newlyBroken(scenario({}, unbind), removal, locks, reader, killer), ["I20"]);
  brokenAt(
    run(scenario({}, unbind), [...removal, locks, reader, killer]),
    "I20",
    /^srcu-sync/,
    /^SH takes dax_srcu while it has shared_lock; step \d+ \(SH\) has the other order$/,
  );
});

test("a device killed inside its own read section waits for itself", () => {
  const inside: Edit = {
    path: dax,
    from: "	rc = dax_dev->holder_ops->notify_failure(",
    to: "	synchronize_srcu(&dax_srcu);\n	rc = dax_dev->holder_ops->notify_failure(",
  };
  const of = run(scenario({}, poison("F1", 1)), [...repaired, inside]);
  assert.equal(of.outcome.kind, "deadlocked");
  brokenAt(of, "I20", /^wait: process kworker, for dax_srcu/, /^kworker waits for kworker$/);
});

test("two processes that wait for each other are named", () => {
  const ring: readonly Edit[] = [
    lockDeclared("DEFINE_MUTEX(shared_lock);"),
    inHandler("	mutex_lock(&shared_lock);\n	down_read(&mp->m_super->s_umount);"),
    {
      path: "fs/xfs/xfs_super.c",
      from: "	error = xfs_log_force(mp, XFS_LOG_SYNC);\n	if (error)",
      to: "	extern struct mutex shared_lock;\n	mutex_lock(&shared_lock);\n	error = 0;\n	if (error)",
    },
  ];
  const of = run(
    scenario(
      { processes: { UM: {}, P1: { maps: [] }, P2: { maps: [] }, P3: { maps: [] } } },
      unbind,
      {
        kind: "umount",
        mount: "m0",
        by: "UM",
        at: { event: "lock", with: { lock: "shared_lock" } },
      },
    ),
    [...repaired, ...ring],
  );
  assert.ok(of.outcome.kind === "deadlocked", of.outcome.kind);
  assert.deepEqual(of.outcome.waits, [
    "SH waits for s_umount of m0, which UM holds",
    "UM waits for shared_lock, which SH holds",
  ]);
  brokenAt(of, "I20", /^wait: process SH/, /^SH waits for UM waits for SH$/);
});

// ---- I21 ----

test("flags with a bit each keep the rule, two on one bit are found", () => {
  const of = scenario({}, poison("F1", 1));
  holds(run(of), "I21", /^no two flags share a bit$/);
  const collision: Edit = {
    path: "include/linux/mm.h",
    from: "	MF_SW_SIMULATED = 1 << 5,\n",
    to: "	MF_SW_SIMULATED = 1 << 5,\n	MF_MEM_PRE_REMOVE = 1 << 5,\n",
  };
  assert.deepEqual(newlyBroken(of, [], collision), ["I21"]);
  brokenAt(
    run(of, [collision]),
    "I21",
    /^memory_failure\(/,
    /^MF_MEM_PRE_REMOVE and MF_SW_SIMULATED are the same bit$/,
  );
});

// ---- I22 ----

test("an error that comes before anything is done leaves no trace", () =>
  holds(run(scenario({}, unbind)), "I22", /^errors came before anything was done$/));

test("an error after something was done lists what was done", () =>
  holds(
    run(stockById("x2-metadata-next"), [bornFixed, flagsHandedOn]),
    "I22",
    /^an error came after the handler had acted: m0\.shutdown/,
  ));

test("an error that has changed something on the sly is found", () => {
  const sly: Edit = {
    path: notify,
    from: '		xfs_warn(mp, "notify_failure() needs rmapbt enabled!");',
    to: "		mp->m_super->s_writers.frozen = SB_FREEZE_WRITE;",
  };
  const of = scenario({ mounts: { m0: { rmapbt: false } } }, unbind);
  assert.deepEqual(newlyBroken(of, repaired, sly), ["I22"]);
  brokenAt(
    run(of, [...repaired, sly]),
    "I22",
    /^xfs_dax_notify_failure returns -95$/,
    /^-95 is given, and m0\.frozen changed$/,
  );
});
