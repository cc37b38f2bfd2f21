// SPDX-License-Identifier: MIT
// Every shipped scenario on seven texts: what becomes of it, as a recorded table and as single
// statements. B0: the base as it is, with a ready test that never passes. S0: B0 and the removal
// patch. B1, S1: the same where the ready test works and the flags are handed on. S2: S1 with a
// walk that ends at the last group. P: the level the patch was merged at; L: the latest.
import assert from "node:assert/strict";
import test from "node:test";
import { argumentOf } from "../../../src/core/sim/monitor";
import { invariants, runScenario, stockScenarios, type Run } from "../../../src/core/sim";
import { expectGolden } from "../../support/golden";
import type { Edit } from "../../support/model";
import {
  bornFixed,
  flagsHandedOn,
  lastGroup,
  logSpared,
  removalPatch,
  removalPatchReturningError,
} from "../kernel/edits";
import { programOf, run, stockById } from "./support";

const patch = [...removalPatch, logSpared];
const texts: Readonly<Record<string, readonly Edit[]>> = {
  B0: [],
  S0: patch,
  B1: [bornFixed, flagsHandedOn],
  S1: [bornFixed, flagsHandedOn, ...patch],
  S2: [bornFixed, flagsHandedOn, lastGroup, ...patch],
};

const levelOfText: Readonly<Record<string, string>> = { P: "L3", L: "L5" };
const textNames = [...Object.keys(texts), ...Object.keys(levelOfText)];

const brokenRows = (of: Run) =>
  of.verdicts
    .filter(({ state }) => state === "broken")
    .map(({ invariant }) => invariant.split("-")[0]);

/** One line of what a reviewer would look at. */
function summary(of: Run): string {
  const host = (name: string) => of.events.filter((e) => e.kind === "host" && e.name === name);
  const { outcome } = of;
  const mapped = (state: ReadonlyMap<string, string>): number =>
    [...state.keys()].filter((fact) => / maps /.test(fact)).length;
  const words = [
    outcome.kind === "returned"
      ? "ran"
      : outcome.kind === "trapped"
        ? `trapped (${outcome.trap} in ${outcome.function})`
        : outcome.kind,
    `broken ${brokenRows(of).join(" ") || "-"}`,
    ...host("signal").map(
      (e) =>
        `${argumentOf(e, "to")} ${argumentOf(e, "code").replace("BUS_MCEERR_", "")} ` +
        `${argumentOf(e, "object")}/${argumentOf(e, "page")} lsb ${argumentOf(e, "lsb")} ` +
        argumentOf(e, "result"),
    ),
    ...host("shutdown").map((e) => `shutdown ${argumentOf(e, "reason")}`),
    ...host("wait").map((e) => `${argumentOf(e, "process")} waits for ${argumentOf(e, "for")}`),
    ...host("memory-failure").map((e) => argumentOf(e, "result")),
    ...host("fault").map((e) => `fault ${argumentOf(e, "process")} ${argumentOf(e, "result")}`),
    ...host("not-reached").map((e) => `${argumentOf(e, "stimulus")} not reached`),
    `mapped ${mapped(of.initialState)}->${mapped(of.state)}`,
    ...[...of.state].flatMap(([fact, value]) =>
      fact.startsWith("badrange") || /^region.*badblock/.test(fact) ? [`${fact} ${value}`] : [],
    ),
  ];
  return words.join("; ");
}

const runs = new Map<string, Run>();
function runOf(id: string, text: string): Run {
  const key = `${id} ${text}`;
  const program = programOf(texts[text] ?? [], levelOfText[text] ?? "L0");
  const known = runs.get(key) ?? runScenario(program, stockById(id));
  runs.set(key, known);
  return known;
}

test("what becomes of every scenario on every text is as recorded", () => {
  const { scenarios } = stockScenarios();
  const lines = scenarios.flatMap(({ id }) => [
    id,
    ...textNames.map((text) => `  ${text}: ${summary(runOf(id, text))}`),
  ]);
  expectGolden("test/corpus/sim/rows.txt", `${lines.join("\n")}\n`);
});

/** Scenario, text, and what has to be said of it; "not" before what must not be. */
const statements: readonly (readonly [string, string, ...RegExp[]])[] = [
  ["u1-clean-unbind", "B0", /^ran; broken I1 I3;/, /mapped 6->6/],
  ["u1-clean-unbind", "S0", /^ran; broken I1 I3;/, /mapped 6->6/],
  ["u1-clean-unbind", "B1", /shutdown CORRUPT_ONDISK/, /mapped 6->6/],
  ["u1-clean-unbind", "S1", /null in xfs_alloc_read_agf/, /P3 AO F2\/0 lsb 12 queued/],
  ["u1-clean-unbind", "S2", /^ran; broken I1 I3/, /mapped 6->5/],
  ["u2-partition", "S1", /null in xfs_alloc_read_agf/],
  ["u3-external-log", "B1", /shutdown CORRUPT_ONDISK/],
  ["u3-external-log", "S1", /^ran; broken -;/],
  ["u4-realtime-device", "S1", /broken I1 I3/, /mapped 8->8/],
  ["u5-no-rmapbt", "S1", /broken I1 I3/, /mapped 6->6/],
  ["u6-not-born", "B1", /SH waits for s_umount/, /fault P1 SIGBUS/],
  ["u7-inode-not-cached", "S2", /^ran/],
  ["u8-inode-in-reclaim", "S1", /^ran; broken I1 I3 I6/],
  ["u8-inode-corrupt", "S1", /^ran; broken I1 I3 I6/],
  ["u9-file-without-dax", "S2", /^ran; broken I1 I3 I6/],
  ["u10-shared-extent-poison", "B1", /P1 AO F1\/0/, /P4 AO F4\/0/, /Recovered/],
  ["u11-metadata-first", "B1", /mapped 6->6/],
  ["u11-metadata-first", "S2", /P1 AO F1\/0 .*P2 AO F1\/2 .*P3 AO F2\/0/, /mapped 6->0/],
  ["u12-attribute-block-between", "B1", /broken I1 I3 I6/, /P1 AO F1\/0/, /shutdown/],
  ["u12-attribute-block-between", "S2", /P4 AO F5\/0/],
  ["u14-read-only", "S2", /^ran/],
  ["u15-umount-in-handler", "B0", /use-after-free in xfs_dax_notify_failure/, /broken I18/],
  ["u15-umount-in-handler", "S1", /use-after-free in xfs_dax_notify_failure/, /broken I18/],
  ["u15-unbind-in-umount", "S1", /broken I18/, /SH waits for s_umount/],
  ["u16-frozen-by-user", "S2", /^ran/],
  ["u19-somebody-thaws", "S2", /thaw not reached/],
  ["u20-other-device-waits", "B0", /OT waits for dax_srcu/],
  ["r1-refault", "S2", /broken I1/, /fault P3 mapped/],
  ["r1-write-refault", "S2", /broken I1/, /fault P1 mapped/],
  ["r2-fault-in-flight", "B0", /use-after-free in dax_associate_entry/],
  ["r3-mmap-after", "B0", /fault P4 SIGBUS/, /P4 BUS_ADRERR F1\/7/],
  ["r3-mmap-before", "B0", /fault P4 mapped/],
  ["r4-holder-changes", "B0", /null in dax_holder_notify_failure/, /broken I19/],
  ["r4-operations-wiped", "B0", /broken I19/],
  ["r5-poison-and-unbind", "B0", /SH waits for pages in use of pmem0/, /Failed/],
  ["r6-umount-after", "B0", /use-after-free in evict/],
  ["x1-poison-one-page", "B0", /Failed/, /mapped 6->6/],
  ["x1-poison-one-page", "B1", /Recovered/, /mapped 6->6/],
  ["x2-metadata-next", "B1", /P1 AO F1\/7/, /broken I8/, /shutdown CORRUPT_ONDISK/, /Failed/],
  ["x3-last-block-of-group", "B1", /P4 AO F6\/0/, /broken I8/, /shutdown CORRUPT_ONDISK/],
  ["x4-last-page-of-device", "B1", /broken I3 I14 I17/, /Recovered/],
  ["x5-last-page-of-partition", "B1", /null in xfs_alloc_read_agf/],
  ["x6-huge-mapping", "B1", /P1 AO H1\/5 lsb 21/, /broken I7/, /mapped 1->0/],
  ["x6-huge-mapping-unbind", "S2", /P1 AO H1\/0 lsb 21 queued; [^P]/, /mapped 1->0/],
  ["x7-consumed", "B1", /P1 AR F1\/1 lsb 12 forced/, /mapped 6->5/],
  ["x7-patrol-scrub", "B1", /broken I3 I17/, /mapped 6->6/],
  ["x8-early-kill-sysctl", "S2", /P1 AO/, /P2 AO/, /P3 AO/, /mapped 6->0/],
  ["x8-early-kill-sysctl-poison", "B1", /P1 AO F1\/2/, /P2 AO F1\/2/, /mapped 6->4/],
  ["x9-second-signal", "B1", /F1\/0 lsb 12 blocked; P1 AO F1\/1 lsb 12 dropped/, /BUS_ADRERR/],
  ["x10-dm-poison", "B0", /P1 AO/, /Recovered/],
  ["x10-dm-unbind", "S1", /^ran; broken I1 I3/, /mapped 6->6/],
  ["x10-dm-remove", "B1", /shutdown CORRUPT_ONDISK/],
  ["x11-driver-pages", "B1", /Failed/],
  ["x12-log-device-poison", "B1", /shutdown CORRUPT_ONDISK/],
  ["x12-log-poison", "B1", /shutdown CORRUPT_ONDISK/],
  ["x13-no-memory", "B1", /broken I3 I17/, /mapped 6->6/],
  ["m1-mask-64-bytes", "B0", /badrange 0 start 0x100010000, length 4096/, /128 8 sectors/],
  ["m2-two-adjacent", "B0", /badrange 0 start 0x100010000, length 4096; region0 badblock/],
  ["m4-mask-not-valid", "B0", /length 4096/],
  ["m6-mask-2-mib", "B0", /length 4096/],
  ["m8-no-address", "B0", /^ran; broken -; mapped 6->6$/],
  ["m9-corrected", "B0", /^ran; broken -; mapped 6->6$/],
  ["m10-outside-ranges", "B0", /^ran; broken -; mapped 6->6$/],
  ["m11-end-of-range", "B0", /start 0x1000ff000, length 4096/],
  ["m12-hardware-granularity", "B1", /start 0x100011040, length 64/, /P1 AR F1\/1/],
  ["m12-hardware-page", "B1", /start 0x100011000, length 4096/, /P1 AR F1\/1/],
  ["m14-amd-deferred", "B0", /badrange 0 start 0x0, length 0/],
];

for (const [id, text, ...wanted] of statements)
  test(`${id} on ${text}: ${wanted.map(({ source }) => source).join(", ")}`, () => {
    const told = summary(runOf(id, text));
    for (const words of wanted) assert.match(told, words);
  });

test("over all scenarios every rule is kept somewhere, and broken at a line that is told", () => {
  const kept = new Set<string>();
  const broken = new Set<string>();
  for (const { id } of stockScenarios().scenarios)
    for (const text of Object.keys(texts)) {
      const of = runOf(id, text);
      for (const { invariant, state, firstEvent } of of.verdicts) {
        if (state === "holds") kept.add(invariant);
        if (state !== "broken") continue;
        broken.add(invariant);
        const event = of.events[(firstEvent ?? 0) - 1];
        assert.ok(event?.position.path, `${id} ${text} ${invariant}`);
        assert.ok(0 < event.position.line, `${id} ${text} ${invariant}`);
      }
    }
  // None of these texts freezes by itself.
  assert.deepEqual(
    invariants.map(({ id }) => id).filter((id) => !kept.has(id)),
    ["I10-freeze-balance"],
  );
  // The others are broken by texts of their own in invariant.test.ts and invariant-event.test.ts.
  const rows = [...broken].map((id) => id.split("-")[0] ?? "");
  assert.deepEqual(
    ["I1", "I3", "I6", "I7", "I8", "I14", "I17", "I18", "I19"].filter((row) => !rows.includes(row)),
    [],
  );
});

test("u13-sync-error: an error that ends the notification leaves every mapping as it is", () => {
  const given = [bornFixed, flagsHandedOn, lastGroup, ...removalPatchReturningError];
  const told = summary(run(stockById("u13-sync-error"), given));
  assert.match(told, /^ran; broken I1 I3/);
  assert.match(told, /mapped 6->6/);
});

test("in a burst the pool takes what it can hold, and says what it drops", () => {
  const of = runOf("m13-burst", "B0");
  const records = of.events.filter(({ name }) => name === "mce-record");
  const dropped = of.events.filter(({ kind, text }) => kind === "message" && /pool/i.test(text));
  assert.equal(records.length + dropped.length, 40);
  assert.ok(0 < dropped.length);
});
