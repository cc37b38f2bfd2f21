// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { panelOf, panelText, type PanelDone } from "../../../src/core/view";
import { examination, opened, patchExamination } from "./fixture";

const told = {
  ...patchExamination,
  blame: [
    {
      ...{ scenario: "u1-clean-unbind", rule: "I9-locks-balanced", kind: "introduced" as const },
      ...{ by: [1], states: ["holds", "broken"], text: "introduced by patch 1" },
    },
  ],
  dependences: [
    {
      ...{ assumption: "A1", varied: "if the lost lines ended otherwise" },
      flips: [
        {
          scenario: "u1-clean-unbind",
          side: "after" as const,
          layer: 1,
          of: "outcome",
          from: "trapped",
          to: "returned",
        },
      ],
    },
    { assumption: "A1", varied: "if the tail were dropped", flips: [] },
  ],
};
const revision = {
  subject: "tell the filesystem",
  older: { patch: 1, revision: 6 },
  newer: { patch: 2, revision: 7 },
  scenarios: [{ id: "u1-clean-unbind", appears: ["syncs m0"], vanishes: [], stays: [] }],
  changelog: ["sync before the walk"],
};

function shown(): PanelDone {
  const { model } = panelOf({
    ...{ revision: 1, document: "a", opened, selection: {}, stale: false },
    examination: { ...examination, patches: [told], revisions: [revision] },
  });
  assert.ok(model.state === "done");
  return model;
}

test("whose a broken rule is, and what rests on an assumption, is told with its scenario", () => {
  const { blame, dependences } = shown();
  assert.deepEqual(
    blame.map(({ label, text }) => `${label}: ${text}`),
    [
      "I9 locks balanced · introduced: introduced by patch 1 " +
        "(u1-clean-unbind; base and each patch: holds → broken)",
    ],
  );
  assert.deepEqual(
    dependences.map(({ text }) => text),
    [
      "if the lost lines ended otherwise: outcome: trapped → returned (u1-clean-unbind, layer 1)",
      "if the tail were dropped: no end and no verdict comes out otherwise",
    ],
  );
});

test("a revision says what it changes in the runs, beside what its mail says", () => {
  const { revisions } = shown();
  assert.deepEqual(
    revisions.map(({ title, changelog }) => [title, changelog]),
    [["v6 → v7", ["sync before the walk"]]],
  );
});

test("all of it, and the lines of causes, are in the text as well", () => {
  const text = panelText(shown());
  for (const words of [
    "Whose a broken rule is",
    "If something else were assumed",
    "Revisions v6 → v7",
    "appears: syncs m0",
    "the mail says: sync before the walk",
  ])
    assert.ok(text.includes(words), words);
});
