// SPDX-License-Identifier: MIT
// What a scenario file may hold, and what --set makes of the shipped ones.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import {
  basicIds,
  invariants,
  parseScenario,
  stockIds,
  stockScenarios,
} from "../../../src/core/sim";

const good = {
  id: "t1-test",
  title: "A title",
  about: "About it.",
  world: { base: "w0" },
  stimuli: [{ kind: "unbind", device: "pmem0", by: "SH" }],
};

const problems = (changes: object): readonly string[] => {
  const { value, diagnostics } = parseScenario({ ...good, ...changes });
  assert.equal(value === undefined, 0 < diagnostics.length);
  return diagnostics.map(({ message }) => message);
};

/** What is wrong with the shipped scenarios whose id begins so, once one value is set. */
function set(path: string, value: string, row = "u1"): readonly string[] {
  const wanted = (id: string): boolean => id.startsWith(`${row}-`);
  const { diagnostics } = stockScenarios([{ path, value }], wanted);
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

function changed(path: string, value: string, row = "u1") {
  const { scenarios, diagnostics } = stockScenarios([{ path, value }], (id) =>
    id.startsWith(`${row}-`),
  );
  assert.deepEqual(diagnostics, []);
  assert.ok(scenarios[0]);
  return scenarios[0];
}

test("the shipped scenarios are in order, and say what they are", () => {
  const { scenarios, diagnostics } = stockScenarios();
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    scenarios.map(({ id }) => id),
    stockIds,
  );
  for (const { id, title, about } of scenarios) {
    assert.match(id, /^[a-z]\d+(-[a-z0-9]+)+$/);
    assert.ok(title && about);
  }
});

test("a scenario in order has no diagnostics", () => assert.deepEqual(problems({}), []));

test("what is no scenario is one diagnostic and no value", () => {
  for (const json of [undefined, null, 7, "u1", [], [good], {}, { id: 7 }]) {
    const { value, diagnostics } = parseScenario(json);
    assert.equal(value, undefined);
    assert.equal(diagnostics.length, 1, JSON.stringify(json));
    assert.equal(diagnostics[0]?.code, "sim/scenario-invalid");
  }
});

test("what is wrong in a scenario is named by its path", () => {
  assert.deepEqual(problems({ world: 3 }), ["world is not an object"]);
  assert.deepEqual(problems({ world: { base: "w9" } }), ["world.base is not w0"]);
  assert.deepEqual(problems({ world: { base: "w0", colour: 1 } }), [
    "world.colour is not a known name",
  ]);
  assert.deepEqual(problems({ stimuli: [] }), ["stimuli is empty"]);
  assert.deepEqual(problems({ stimuli: {} }), ["stimuli is not a list"]);
  assert.match(
    problems({ stimuli: [{ kind: "flood" }] })[0] ?? "",
    /^stimuli\.0\.kind is not one of unbind, memory-failure, ghes-record, mce-record, /,
  );
  assert.match(
    problems({ world: { base: "w0", mounts: { m0: { device: "pmem9" } } } })[0] ?? "",
    /^world\.mounts\.m0\.device names no device/,
  );
});

test("a stimulus may name only what the world holds", () => {
  const unbind = { kind: "unbind", device: "pmem0", by: "SH" };
  const failure = { kind: "memory-failure", object: "F1", page: 7, by: "kworker" };
  assert.deepEqual(problems({ stimuli: [unbind, failure, { ...failure, object: "pmem0" }] }), []);
  assert.deepEqual(problems({ stimuli: [{ ...unbind, device: "pmem7" }] }), [
    "stimuli.0.device names no device",
  ]);
  assert.deepEqual(problems({ stimuli: [unbind, { ...unbind, by: "NOBODY" }] }), [
    "stimuli.1.by names no process",
  ]);
  for (const wrong of [{ page: 8 }, { object: "F9" }, { object: "pmem0", page: 256 }])
    assert.equal(problems({ stimuli: [{ ...failure, ...wrong }] }).length, 1);
});

test("only invariants that there are can be watched", () => {
  assert.deepEqual(problems({ invariants: invariants.map(({ id }) => id) }), []);
  assert.deepEqual(problems({ invariants: ["I99-none"] }), ["there is no invariant I99-none"]);
  assert.deepEqual(problems({ invariants: "I9-balance" }), ["invariants is not a list"]);
});

test("a name that no scenario has is an error", () => {
  const set = [{ path: "processes.P1.earlyKill", value: "true" }];
  const { scenarios, diagnostics } = stockScenarios(set, (id) => id === stockIds[0]);
  assert.deepEqual(
    [scenarios, diagnostics.map(({ message }) => message)],
    [[], ["processes is not a known name of a scenario"]],
  );
});

test("names that reach a prototype change nothing", () => {
  const parse = (world: string) =>
    parseScenario(
      JSON.parse(
        `{"id":"t1","__proto__":{"title":"no"},"world":{"base":"w0",${world}},` +
          '"stimuli":[{"kind":"unbind","device":"pmem0","by":"SH"}]}',
      ),
    );
  const { value } = parse('"__proto__":{"processes":[]},"sysctl":{"__proto__":{"x":1}}');
  assert.equal(value?.title, "");
  assert.equal(value?.world.processes.length, 4);
  assert.equal(parse('"processes":{"__proto__":{"earlyKill":true}}').value, undefined);
  assert.equal(({} as { x?: number; earlyKill?: boolean }).x, undefined);
  assert.equal(({} as { x?: number; earlyKill?: boolean }).earlyKill, undefined);
});

test("no JSON at all makes the parser throw", () =>
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (id, world, stimuli) => {
      parseScenario(id);
      parseScenario({ id: "t1", world, stimuli });
      parseScenario({ id: "t1", world: { base: "w0", processes: world }, stimuli: [stimuli] });
    }),
    { numRuns: 200 },
  ));

// ---- --set ----

test("a value is set by the names on the way to it, as JSON or as a bare word", () => {
  const early = changed("world.processes.P1.earlyKill", "true");
  assert.equal(early.world.processes.find(({ name }) => name === "P1")?.earlyKill, true);
  const amd = changed("world.vendor", "amd");
  assert.equal(amd.world.vendor, "amd");
  const none = changed("world.processes.P1.maps", "[]");
  assert.deepEqual(none.world.processes.find(({ name }) => name === "P1")?.maps, []);
  const mask = changed("stimuli.0.mask", "0x40", "m1").stimuli[0];
  assert.equal(mask?.kind === "ghes-record" && mask.mask, "0x40");
});

test("a name that is not there is added where the world takes more of its kind", () => {
  const { processes } = changed("world.processes.P9.earlyKill", "true").world;
  assert.equal(processes.at(-1)?.name, "P9");
});

test("a path that leads nowhere, or to a prototype, is a diagnostic", () => {
  for (const path of ["stimuli.7.by", "__proto__.x", "world.constructor", "world..base", ""])
    assert.deepEqual(set(path, "1"), [`sim/no-such-path: there is nothing to set at ${path}`]);
});

test("a value that makes nonsense of a scenario leaves it out and says why", () => {
  assert.deepEqual(set("world.processes.P1.earlyKill", "maybe"), [
    "world/invalid: world.processes.1.earlyKill is neither true nor false",
  ]);
  assert.deepEqual(set("stimuli.0.device", "pmem7"), [
    "sim/scenario-invalid: stimuli.0.device names no device",
  ]);
});

test("what fits some of the scenarios names the others, and only those that were asked for", () => {
  const change = { path: "stimuli.0.mask", value: "0x40" };
  const { scenarios, diagnostics } = stockScenarios([change], (id) => basicIds.includes(id));
  assert.deepEqual(
    scenarios.map(({ id }) => id.slice(0, 2)),
    ["m1", "m3", "m5"],
  );
  assert.deepEqual(
    diagnostics.map(({ message }) => message),
    ["u1-clean-unbind, u13-sync-error, x1-poison-one-page: stimuli.0.mask is not a known name"],
  );
  assert.deepEqual(set("stimuli.0.mask", "0x40", "m1"), []);
  assert.deepEqual(set("world.injections.0.times", "1", "u13"), []);
});

test("one thing that is wrong in all scenarios is said once", () => {
  const { scenarios, diagnostics } = stockScenarios([{ path: "world.colour", value: "1" }]);
  assert.deepEqual(scenarios, []);
  assert.deepEqual(
    diagnostics.map(({ message }) => message),
    ["world.colour is not a known name"],
  );
});

test("the shipped scenarios stay as they are however often they are changed", () => {
  const before = JSON.stringify(stockScenarios());
  stockScenarios([{ path: "world.processes.P1.earlyKill", value: "true" }]);
  stockScenarios([{ path: "stimuli.0.by", value: "P1" }]);
  assert.equal(JSON.stringify(stockScenarios()), before);
});
