// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { panelOf, panelText, parseReply, settle, type PanelDone } from "../../../src/core/view";
import type { Selection } from "../../../src/core/view";
import { examination, gates, opened, patch, patchExamination, span } from "./fixture";

function show(selection: Selection = {}): { done: PanelDone; links: readonly unknown[] } {
  const input = { revision: 7, document: "thread.mbox", opened, examination, stale: false };
  const { model, links } = panelOf({ ...input, selection });
  assert.equal(model.state, "done");
  return { done: model as PanelDone, links };
}

test("the first screen says what was run, once, and why nothing changes", () => {
  const { done } = show();
  assert.match(done.ranOn, /a model of Linux .* not kernel source/);
  assert.match(done.headline, /No verdict changes: the added lines .* never run, because/);
  assert.equal(done.selected?.id, "u1-clean-unbind");
  assert.equal(JSON.stringify(done).split("not kernel source").length, 2);
});

test("a scenario is one row of words before and after", () => {
  const [first, second] = show().done.scenarios;
  assert.deepEqual(first?.before, { icon: "check", word: "returned", tone: "quiet" });
  assert.deepEqual(first?.beforeVerdicts, { icon: "cross", word: "1 broken", tone: "bad" });
  assert.equal(
    first?.summary,
    "no verdict changes · 1 difference in the trace · changes behind 2 gates",
  );
  assert.equal(second?.summary, "no difference");
});

test("each gate is a layer behind the literal run", () => {
  const { done } = show();
  assert.deepEqual(
    done.selected?.layers.map(({ label, selected }) => [label, selected]),
    [
      ["As written", true],
      ["Gate 1: test", false],
      ["Gate 2: undefined value", false],
    ],
  );
  assert.equal(done.selected?.layer.assumption, undefined);
  const behind = show({ patch: 1, scenario: "u1-clean-unbind", layer: 1 }).done.selected?.layer;
  assert.match(behind?.assumption ?? "", /^if this test passed/);
  assert.equal(behind?.after.mark.word, "trapped");
  assert.match(behind?.after.origin?.text ?? "", /^model\/.*:140 \(L0\)$/);
  assert.equal(behind?.after.stack.length, 3);
});

test("changed verdicts come first, and what holds twice is one line", () => {
  const layer = show({ scenario: "u1-clean-unbind", layer: 2 }).done.selected?.layer;
  assert.deepEqual(
    layer?.verdicts.map(({ invariant, before, after }) => [invariant, before.word, after.word]),
    [
      ["I9 locks balanced", "holds", "broken"],
      ["I1 no stale mapping", "broken", "broken"],
    ],
  );
  assert.deepEqual(show().done.selected?.layer.verdictsHeld, ["I9 locks balanced"]);
});

test("equal steps far from a difference are folded, and a difference has its title once", () => {
  const { segments } = show().done.selected?.layer.trace ?? { segments: [] };
  assert.deepEqual(
    segments.map(({ folded, rows }) => [folded, rows.length]),
    [
      [true, 4],
      [false, 9],
    ],
  );
  const titles = segments.flatMap(({ rows }) => rows.flatMap(({ divergence }) => divergence ?? []));
  assert.deepEqual(titles, ["Difference 1 of 1: the flags argument differs (2 steps)"]);
});

test("a link is a number, and what it means stays with the host", () => {
  const { done, links } = show();
  const event = done.selected?.layer.trace.segments[1]?.rows.find(({ kind }) => kind === "changed");
  assert.equal(event?.after?.place.text, "mail:50");
  const target = links[event?.after?.place.link ?? -1] as {
    place: { span: unknown };
    side: string;
  };
  assert.deepEqual([target.place.span, target.side], [span(50), "after"]);
  assert.equal(JSON.stringify(done).includes("startOffset"), false);
});

test("a selection that does not exist gives way to the most telling one", () => {
  const check = (asked: Selection, wanted: Selection): void =>
    assert.deepEqual(settle(asked, opened, examination), wanted);
  check({}, { patch: 1, scenario: "u1-clean-unbind", layer: 0 });
  check(
    { patch: 9, scenario: "nope", layer: 3 },
    { patch: 1, scenario: "u1-clean-unbind", layer: 0 },
  );
  check(
    { scenario: "u1-clean-unbind", layer: 99 },
    { patch: 1, scenario: "u1-clean-unbind", layer: 2 },
  );
  check({ scenario: "x1-poison-one-page" }, { patch: 1, scenario: "x1-poison-one-page", layer: 0 });
  assert.deepEqual(settle({ patch: 1 }, opened, undefined), { patch: 1 });
});

test("of many scenarios the one that gets worse is shown first", () => {
  const [one] = patchExamination.scenarios;
  const behind = gates[0];
  const broken = gates[1];
  assert.ok(one && behind && broken);
  const turned = (id: string, rest: object) => ({ ...one, gates: [], id, ...rest });
  const check = (scenarios: readonly object[], wanted: string): void => {
    const patches = [{ ...patchExamination, scenarios: scenarios as (typeof one)[] }];
    assert.equal(settle({}, opened, { ...examination, patches }).scenario, wanted);
  };
  const plain = turned("plain", {});
  const newly = turned("newly", { verdictChanges: broken.verdictChanges });
  const traps = turned("traps", { after: behind.after });
  check([plain, one], "u1-clean-unbind");
  check([plain, one, newly], "newly");
  check([newly, plain, traps], "traps");
});

test("a mailbox of hundreds of patches shows those around the chosen one", () => {
  const patches = Array.from({ length: 400 }, (_, index) => patch(index + 1));
  const numbers = (selected: number): readonly number[] => {
    const { model } = panelOf({
      revision: 1,
      document: "big.mbox",
      opened: { ...opened, patches },
      selection: { patch: selected },
      stale: false,
    });
    assert.ok(model.state === "read");
    const shown = model.reading.patches;
    assert.deepEqual(
      shown.filter(({ hunks }) => hunks.length).map(({ number }) => number),
      [selected],
    );
    return [shown[0]?.number ?? 0, shown.length];
  };
  assert.deepEqual(numbers(1), [1, 60]);
  assert.deepEqual(numbers(200), [170, 60]);
  assert.deepEqual(numbers(400), [341, 60]);
});

test("hostile text arrives as text that cannot hide anything", () => {
  const hostile = "\u202e<img src=x onerror=alert(1)>\u0007\u0000";
  const { model } = panelOf({
    revision: 1,
    document: hostile,
    opened: { ...opened, patches: opened.patches.map((one) => ({ ...one, subject: hostile })) },
    selection: {},
    stale: false,
  });
  assert.equal(model.state, "read");
  const text = model.state === "read" ? (model.reading.patches[0]?.title ?? "") : "";
  assert.equal(text, "<U+202E><img src=x onerror=alert(1)>\u2407\u2400");
});

test("a model passes the check of the panel's side unchanged", () => {
  for (const layer of [0, 1, 2]) {
    const { done } = show({ scenario: "u1-clean-unbind", layer });
    const copy: unknown = structuredClone({ type: "show", model: done });
    assert.deepEqual(parseReply(copy), { type: "show", model: done });
  }
});

test("all that is drawn exists as plain text", () => {
  const { done } = show({ scenario: "u1-clean-unbind", layer: 1 });
  const text = panelText(done);
  for (const words of [
    "No verdict changes",
    "Assuming: if this test passed",
    "After:  trapped",
    "!+ ",
    "Difference 2 of 2",
    "A1: The hunk 1.3 is cut",
    "include/linux/mm.h: 1 insertion",
    "0 of 7 executable added lines ran. 2 more added lines carry no code.",
  ])
    assert.ok(text.includes(words), `${words}\n---\n${text}`);
});

test("patches of one subject are told apart by revision and part", () => {
  const patches = [patch(1, { revision: 1 }), patch(2, { revision: 6, part: { index: 2, of: 7 } })];
  const { model } = panelOf({
    revision: 1,
    document: "a",
    opened: { ...opened, patches },
    selection: {},
    stale: false,
  });
  assert.ok(model.state === "read");
  const { reading } = model;
  assert.ok(!reading.patches[0]?.summary.includes("·"));
  assert.match(reading.patches[1]?.summary ?? "", /^v6 · 2 of 7 · /);
});
