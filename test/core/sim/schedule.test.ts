// SPDX-License-Identifier: MIT
// Processes side by side: turns by an explicit schedule, who waits for whom, and who is woken.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseScenario, type Run, type Scenario } from "../../../src/core/sim";
import { bornFixed, flagsHandedOn, lastGroup, removalPatchReturningError } from "../kernel/edits";
import type { Edit } from "../../support/model";
import { brokenAt, run, stockById, unbind } from "./support";

const patched = [bornFixed, flagsHandedOn, lastGroup, ...removalPatchReturningError];

const umount = { kind: "umount", mount: "m0", by: "UM" };
const nobodyMaps = { P1: { maps: [] }, P2: { maps: [] }, P3: { maps: [] } };

function scheduled(world: object, stimuli: readonly object[], schedule: unknown): Scenario {
  const json = { id: "s-test", world: { base: "w0", ...world }, stimuli, schedule };
  const { value, diagnostics } = parseScenario(json);
  assert.deepEqual(diagnostics, []);
  assert.ok(value);
  return value;
}

const told = (of: Run, ...names: readonly string[]): readonly string[] =>
  of.events
    .filter(({ kind, name }) => kind === "host" && names.includes(name))
    .map(({ text }) => text);

const step = (of: Run, text: RegExp): number => {
  const found = of.events.find((event) => text.test(event.text));
  assert.ok(found, String(text));
  return found.step;
};

test("a schedule that says what moments say gives the same events", () => {
  const moments = stockById("r2-fault-in-flight");
  const { world, stimuli } = moments;
  const [read, atUnbind] = stimuli;
  assert.ok(read && atUnbind?.at);
  const { at, ...own } = atUnbind;
  const schedule = [{ run: "P4", until: at }, { run: "SH" }, { run: "P4" }, { run: "SH" }];
  const [one, other] = [
    run(moments, patched),
    run({ ...moments, world, stimuli: [read, own], schedule }, patched),
  ];
  assert.deepEqual(
    other.verdicts.map(({ invariant, state }) => `${invariant} ${state}`),
    one.verdicts.map(({ invariant, state }) => `${invariant} ${state}`),
  );
  assert.deepEqual([...other.state], [...one.state]);
});

test("who waits for the readers of another device goes on when they are gone", () => {
  const of = run(stockById("u20-other-device-waits"), patched);
  assert.deepEqual(told(of, "wait", "wake").slice(0, 2), [
    "wait: process OT, for dax_srcu, of none, held_by SH",
    "wake: process OT, for dax_srcu, of none",
  ]);
  assert.equal(of.state.get("pmem1.pages"), "removed");
  assert.equal(of.state.get("OT waits for"), undefined);
});

test("a handler that waited for an unmount goes on with a mount that is gone", () => {
  const of = run(stockById("u15-unbind-in-umount"), patched);
  assert.ok(step(of, /^wait: process SH, for s_umount/) < step(of, /^mount: mount m0, step freed/));
  assert.equal(of.outcome.kind === "trapped" && of.outcome.trap, "use-after-free");
  assert.equal(of.outcome.kind === "trapped" && of.outcome.function, "xfs_dax_notify_failure");
});

test("a removal waits for a failure that is being handled, and then ends", () => {
  const of = run(stockById("r5-poison-and-unbind"));
  assert.ok(step(of, /^wait: process SH, for pages in use/) < step(of, /^wake: process SH/));
  assert.equal(of.state.get("pmem0.pages"), "removed");
});

/** Unmounting waits for all who read the state of dax devices, with s_umount held. */
const waitsForReaders: Edit = {
  path: "fs/xfs/xfs_buf.c",
  from: "	fs_put_dax(btp->bt_daxdev, btp->bt_mount);",
  to: "	hs_wait_for_readers();\n	fs_put_dax(btp->bt_daxdev, btp->bt_mount);",
};
const readers: Edit = {
  path: "drivers/dax/super.c",
  from: "int dax_read_lock(void)",
  to:
    "void hs_wait_for_readers(void)\n{\n	synchronize_srcu(&dax_srcu);\n}\n\n" +
    "int dax_read_lock(void)",
};
const declared: Edit = {
  path: "include/linux/dax.h",
  from: "int dax_read_lock(void);",
  to: "int dax_read_lock(void);\nvoid hs_wait_for_readers(void);",
};

test("two who wait for each other are a deadlock, told with what each of them holds", () => {
  const of = run(
    scheduled(
      { processes: { ...nobodyMaps, UM: {} } },
      [unbind, umount],
      [{ run: "SH", until: { return: "dax_holder" } }, { run: "UM" }, { run: "SH" }],
    ),
    [...patched, waitsForReaders, readers, declared],
  );
  assert.deepEqual(of.outcome.kind === "deadlocked" && of.outcome.waits, [
    "SH waits for s_umount of m0, which UM holds",
    "UM waits for dax_srcu, which SH holds",
  ]);
  brokenAt(of, "I20", /^wait: process SH, for s_umount/, /SH waits for UM waits for SH/);
});

test("a process waits for the thaw of a freeze, and writes when it comes", () => {
  const write = { kind: "write", file: "F2", page: 0, by: "P3" };
  const mount = { mount: "m0", by: "TH" };
  const of = run(
    scheduled(
      {
        processes: { TH: {}, P3: { maps: [{ file: "F2", firstPage: 0, pages: 1 }] } },
      },
      [{ kind: "freeze", ...mount }, { kind: "thaw", ...mount }, write],
      [{ run: "TH", until: { event: "freeze", with: { step: "complete" } } }, { run: "P3" }],
    ),
  );
  assert.deepEqual(told(of, "wait", "wake"), [
    "wait: process P3, for the thaw, of m0, held_by nobody",
    "wake: process P3, for the thaw, of m0",
  ]);
  assert.match(of.state.get("P3 maps F2 page 0") ?? "", /writable$/);
});

test("a moment that does not come is told, and the rest is done", () => {
  const of = run(
    scheduled(
      { processes: { ...nobodyMaps, UM: {} } },
      [unbind, umount],
      [{ run: "SH", until: { call: "no_such_function" } }],
    ),
  );
  assert.deepEqual(told(of, "not-reached"), [
    "not reached: the moment (call no_such_function) for the end of the turn of SH",
  ]);
  assert.ok(step(of, /^UM: umount m0/));
});

test("a field's moment is found however the text around it is worded", () => {
  const worded: Edit = {
    path: "drivers/dax/super.c",
    from: "	else if (!dax_dev->holder_ops)",
    to: "	else if (dax_dev->holder_ops == NULL)",
  };
  const scenario = stockById("r4-holder-changes");
  for (const edits of [[], [worded]])
    assert.equal(run(scenario, edits).outcome.kind, "trapped", JSON.stringify(edits));
});

test("a turn of somebody who does nothing is refused", () => {
  const json = { id: "s", world: { base: "w0" }, stimuli: [unbind], schedule: [{ run: "P1" }] };
  assert.deepEqual(
    parseScenario(json).diagnostics.map(({ message }) => message),
    ["schedule.0.run is nobody who does anything in his own time"],
  );
});
