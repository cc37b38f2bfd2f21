// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { readFileSync } from "node:fs";
import { examine, openSources, type PatchExamination } from "../../../src/core/review";
import { factsAt, panelOf, pictureOf, type PanelDone } from "../../../src/core/view";

const bytes = new Uint8Array(readFileSync("media/sample/thread.mbox"));
const opened = openSources([{ name: "thread.mbox", bytes }]);

function ran() {
  const work = examine(opened, { patches: ["1"], scenarios: ["u1-clean-unbind"] });
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}
const examination = ran();

function layer(at: number) {
  const selection = { patch: 1, scenario: "u1-clean-unbind", layer: at };
  const input = { revision: 1, document: "a", opened, examination, selection, stale: false };
  const { selected } = panelOf(input).model as PanelDone;
  assert.ok(selected);
  const { states } = selected.layer;
  assert.ok(states);
  return { world: selected.world, states };
}

test("a world's extents stand where its reverse map says, metadata in one piece", () => {
  const [device] = layer(0).world.devices;
  assert.deepEqual(
    device?.extents.map(({ owner, first, count }) => `${owner} ${first}+${count}`),
    [
      ...["metadata 0+16", "F1 16+8", "F1 attr 24+1", "metadata 64+16", "F2 84+4", "F2 bmbt 94+1"],
      ...["metadata 128+16", "log 168+16", "metadata 192+16"],
    ],
  );
});

test("the picture tells who maps what at the start, and what is gone at the end", () => {
  const { world, states } = layer(0);
  const start = pictureOf(world, factsAt(states.before, 0));
  assert.deepEqual(
    start.processes.map(({ name, maps }) => [name, maps.map(({ first, count }) => [first, count])]),
    [
      ["SH", []],
      ["P1", [[16, 4]]],
      ["P2", [[18, 1]]],
      ["P3", [[84, 1]]],
    ],
  );
  assert.equal(start.devices[0]?.gone, false);
  const end = pictureOf(world, factsAt(states.before, 1e6));
  assert.equal(end.devices[0]?.gone, true);
  assert.ok(end.text.some((line) => /^pmem0: .*pages removed/.test(line)));
});

test("what a layer's run did to pages and processes is in the picture", () => {
  const { world, states } = layer(2);
  const end = pictureOf(world, factsAt(states.after, 1e6));
  assert.deepEqual(end.devices[0]?.poisoned, [16, 17, 18, 19, 84]);
  const p3 = end.processes.find(({ name }) => name === "P3");
  assert.deepEqual(p3?.maps, []);
  assert.match(p3?.status.join() ?? "", /SIGBUS/);
});

test("the facts of a step are those of the run's own state at its end", () => {
  const [patch] = examination.patches as readonly [PatchExamination];
  const [scenario] = patch.scenarios;
  assert.ok(scenario);
  for (const [at, compared] of [scenario, ...scenario.gates].entries()) {
    const { states } = layer(at);
    for (const change of compared.stateDifferences) {
      const one = factsAt(states.before, 1e6);
      const other = factsAt(states.after, 1e6);
      const index = change.range?.first ?? "";
      const key = [change.kind, change.name, change.field, index].join("\n");
      const value = one.get(key)?.value ?? "none";
      assert.notEqual(value, other.get(key)?.value ?? "none", change.text);
    }
  }
});

test("a world too large for a picture says how much of it is not drawn", () => {
  const { world } = examination.patches[0]?.scenarios[0] ?? {};
  assert.ok(world);
  const named = <T extends { readonly name: string }>(one: T | undefined, many: number): T[] =>
    Array.from({ length: many }, (_, index) => ({ ...(one as T), name: `${one?.name}x${index}` }));
  const [mount] = world.mounts;
  const [group] = mount?.groups ?? [];
  const [record] = group?.records ?? [];
  assert.ok(mount && group && record);
  const scattered = Array.from({ length: 70 }, (_, index) => ({ ...record, start: 20 * index }));
  const large = {
    ...world,
    devices: [...world.devices, ...named(world.devices[0], 9)],
    mounts: [
      { ...mount, groups: [{ ...group, records: scattered }] },
      ...named({ ...mount, device: "elsewhere" }, 8),
    ],
    processes: named(world.processes[0], 15),
  };
  const [first] = examination.patches;
  assert.ok(first);
  const scenarios = first.scenarios.map((one) => ({ ...one, world: large }));
  const patches = [{ ...first, scenarios }];
  const model = panelOf({
    ...{ revision: 1, document: "a", opened, selection: { patch: 1 }, stale: false },
    examination: { ...examination, patches },
  }).model as PanelDone;
  assert.ok(model.selected);
  const picture = pictureOf(model.selected.world, new Map());
  assert.deepEqual(picture.more, [
    "2 more devices",
    "1 more filesystem",
    "3 more processes",
    "10 more extents on pmem0",
  ]);
  assert.match(picture.text.at(-1) ?? "", /^Not drawn: 2 more devices, 1 more filesystem, /);
  const small = pictureOf(layer(0).world, new Map());
  assert.deepEqual(small.more, []);
});
