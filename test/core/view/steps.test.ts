// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Compared } from "../../../src/core/review";
import { comparedOf, originMarks, rowsAt, valuesAt } from "../../../src/core/view";
import type { LineAsked } from "../../../src/core/view";
import { event, examination, model, patchExamination, source, span } from "./fixture";

const scenario = patchExamination.scenarios[0];

test("a selection leads to the scenario it shows, or to one of its gates", () => {
  const at = (layer: number) => ({ patch: 1, scenario: scenario?.id ?? "", layer });
  assert.equal(comparedOf(examination, at(0)), scenario);
  assert.equal(comparedOf(examination, at(1)), scenario?.gates[0]);
  assert.equal(comparedOf(examination, { patch: 9 }), undefined);
});

test("every step that stands on a line is found from the line, on its own side", () => {
  assert.ok(scenario);
  for (const [index, row] of scenario.alignment.entries())
    for (const side of ["before", "after"] as const) {
      const event = scenario[side].events.find(({ step }) => step === row[side]);
      if (!event) continue;
      const { path, line, span: at } = event.place;
      const asked: LineAsked[] = [{ side, path, line }];
      if (at) asked.push({ source: at.source, line: at.line });
      for (const one of asked) assert.ok(rowsAt(scenario, one).includes(index));
    }
  assert.deepEqual(rowsAt(scenario, { source: "another.mbox", line: 1 }), []);
});

test("each line says where it came from, and a stretch of the mail says so once", () => {
  const mail = (line: number, hunkLine: number) =>
    ({ from: "mail", span: span(line), hunk: "1.2", hunkLine, kind: "added" }) as const;
  const marks = originMarks(
    [
      { from: "model", path: "fs/dax.c", line: 7 },
      mail(60, 0),
      mail(61, 1),
      { from: "assumed", assumption: "A1" },
    ],
    {
      level: "L0",
      document: source,
      assumptions: [{ id: "A1", code: "apply/cut-tail-closed", text: "a brace\u202e", lines: [] }],
    },
  );
  assert.deepEqual(
    marks.map(({ note }) => note),
    [undefined, "mail:60, hunk 1.2", undefined, "assumed (A1)"],
  );
  assert.match(marks[0]?.text ?? "", /not kernel source: model\/fs\/dax\.c:7 \(L0\)\.$/);
  assert.equal(marks[2]?.text, "From the mail: mail:61, added line of hunk 1.2.");
  assert.equal(marks[3]?.text, "Assumed (A1): a brace<U+202E>");
});

test("lines tell what calls were given and gave back, up to the step", () => {
  const base = scenarioWithValues();
  const at = (row: number): readonly string[] =>
    valuesAt(base, row, "after", "a.c").map(
      ({ line, text, isHere }) => `${line}${isHere ? "*" : ""} ${text}`,
    );
  assert.deepEqual(at(0), ["10* start = 0, flags = NEW"]);
  assert.deepEqual(at(1), ["10 start = 0, flags = NEW", "11* lock m0; m0: shut down"]);
  assert.deepEqual(at(2), ["11 lock m0", "10* f returns -5"]);
});

/** A call, what the callee did in another file's line, and its return, on one side alone. */
function scenarioWithValues(): Compared {
  assert.ok(scenario);
  const here = (line: number) => model("a.c", line);
  const args = [
    { name: "start", value: "0" },
    { name: "flags", value: "NEW" },
  ];
  const change = {
    ...{ kind: "mount" as const, name: "m0", field: "shutdown", from: "none", to: "yes" },
    ...{ text: "m0: shut down", facts: [] },
  };
  const events = [
    event(1, "f(0, NEW)", here(10), { args }),
    event(2, "lock m0", here(11), { kind: "host", changes: [change] }),
    event(3, "f returns -5", here(10), { kind: "return" }),
  ];
  const alignment = events.map(({ step }) => ({ kind: "only-after" as const, after: step }));
  return { ...scenario, after: { ...scenario.after, events }, alignment };
}
