// SPDX-License-Identifier: MIT
// What happens beside the patches at hand, in code they do not touch: the trace of firmware's own
// log, and the removal of a character device.
import assert from "node:assert/strict";
import test from "node:test";
import { runScenario } from "../../../src/core/sim";
import { modelProgram } from "../../support/model";
import { poison, run, scenario, stockById, verdict } from "./support";

const kinds = (of: ReturnType<typeof run>, kind: string): readonly string[] =>
  of.events.filter((event) => event.name === kind).map(({ text }) => text);

const logged = (mask: string, validationBits: string): object => ({
  kind: "extlog-record",
  severity: "corrected",
  ...{ validationBits, mask, physicalAddress: "0x100010040" },
});

test("a mask of zero in firmware's own log asks for the lowest set bit of nothing", () => {
  const ran = run(stockById("m3-mask-zero-extlog"));
  assert.equal(ran.outcome.kind, "returned");
  const { state, firstEvent, why } = verdict(ran, "I13");
  assert.equal(state, "broken", why);
  const { position } = ran.events[(firstEvent ?? 0) - 1] ?? {};
  assert.equal(position?.path, "include/ras/ras_event.h");
  assert.match(kinds(ran, "extlog").join(), /pa_mask_lsb undefined/);
});

test("a mask that firmware vouches for gives its lowest bit, one it does not vouch for 255", () => {
  const told = (of: object): string => kinds(run(scenario({}, of)), "extlog").join();
  assert.match(told(logged("0xfffffffffffff000", "0x6")), /pa_mask_lsb 12/);
  assert.match(told(logged("0x0", "0x2")), /pa_mask_lsb 255/);
});

test("a character device takes its mappings away by itself, and they do not come back", () => {
  const ran = run(stockById("a4-character-device"));
  assert.equal(ran.outcome.kind, "returned");
  assert.match(kinds(ran, "unmap").join(), /object dax1/);
  const left = [...ran.state.keys()].filter((fact) => fact.startsWith("P4 maps"));
  assert.deepEqual(left, []);
  assert.equal(verdict(ran, "I1").state, "holds");
  assert.match([...ran.state.keys()].join(), /P4 pending SIGBUS/);
});

test("a character device that is bound again can be mapped again", () => {
  const { state } = run(
    scenario(
      {
        devices: { dax1: { mode: "devdax", basePhys: "0x200000000", bytes: 65536 } },
        processes: { P4: { maps: [{ file: "dax1", firstPage: 0, pages: 2, touched: "write" }] } },
      },
      { kind: "unbind", device: "dax1", driver: "device_dax", by: "SH" },
      { kind: "bind", device: "dax1", driver: "device_dax", by: "SH" },
      { kind: "read", file: "dax1", page: 1, by: "P4" },
    ),
  );
  assert.equal(state.get("P4 maps dax1 page 1"), "dax1 page 1, 4 KiB, writable");
});

const poisoned = scenario(
  {
    devices: { dax1: { mode: "devdax", basePhys: "0x200000000", bytes: 65536 } },
    processes: {
      P4: { earlyKill: true, maps: [{ file: "dax1", firstPage: 0, pages: 2, touched: "write" }] },
    },
  },
  poison("dax1", 1),
);

test("memory lost in a character device meets a page map without operations, mended in 6.1", () => {
  const { outcome } = run(poisoned);
  assert.equal(outcome.kind, "trapped");
  assert.match(JSON.stringify(outcome), /NULL pointer read: ops->memory_failure/);
  const later = runScenario(modelProgram([], "L1"), poisoned);
  assert.match(
    [...later.state].map(String).join("; "),
    /P4 pending SIGBUS,BUS_MCEERR_AO, dax1 page 1, lsb 12/,
  );
});
