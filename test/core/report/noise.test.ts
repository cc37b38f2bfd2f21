// SPDX-License-Identifier: MIT
// What only words, order or helpers differ in is marked and folded. Whatever is marked so, and
// whatever noise a trace has: the changes of state and of verdicts that are told stay the same.
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { compareEnds, compareRuns } from "../../../src/core/compare";
import { examinationMarkdown, examinationText } from "../../../src/core/report";
import { foldNoise } from "../../../src/core/report/depend";
import type { Divergence, Examination, ScenarioExamination } from "../../../src/core/review";
import type { Run, TraceEvent } from "../../../src/core/sim";
import { examined } from "../review/support";

type Noise = NonNullable<Divergence["noise"]>;
type Kind = TraceEvent["kind"];
type Short = readonly [kind: Kind, name: string, value: string];

const kinds: readonly Kind[] = ["call", "return", "host", "message"];
const short = fc.tuple(
  fc.constantFrom(...kinds),
  fc.constantFrom("f", "g", "helper"),
  fc.constantFrom("0", "1"),
);

function events(list: readonly Short[]): TraceEvent[] {
  return list.map(([kind, name, value], index) => ({
    step: index + 1,
    thread: "SH",
    depth: 0,
    kind,
    name,
    args: kind === "message" ? [] : [{ name: "a", value }],
    text: kind === "message" ? `${name} says ${value}` : `${name}(${value})`,
    position: { path: "x.c", line: index + 1, column: 1 },
    key: `SH|${kind}|${name}|${value}`,
  }));
}

const facts = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", "2"));
const rules = fc.record({
  I1: fc.constantFrom("holds", "broken", "unknown"),
  I2: fc.constantFrom("holds", "broken", "unknown"),
});

const end = fc.record({ facts, rules });
type End = typeof end extends fc.Arbitrary<infer T> ? T : never;

const run = (trace: readonly Short[], { facts: state, rules: states }: End): Run =>
  ({
    outcome: { kind: "returned", function: "f" },
    initialState: new Map(),
    state: new Map(Object.entries(state)),
    events: events(trace),
    verdicts: Object.entries(states).map(([invariant, is]) => ({ invariant, state: is, why: "" })),
  }) as unknown as Run;

/** Words, order and helpers: what a trace may have more of, or otherwise, and mean the same. */
function withNoise(trace: readonly Short[], where: readonly number[], noise: Noise): Short[] {
  const made = [...trace];
  for (const index of where) {
    const at = index % (made.length + 1);
    const [one, other] = [made[at], made[at + 1]];
    if (noise === "messages") made.splice(at, 0, ["message", "another", "0"]);
    else if (noise === "helpers")
      made.splice(at, 0, ["call", "helper2", "0"], ["return", "helper2", "0"]);
    else if (one && other) made.splice(at, 2, other, one);
  }
  return made;
}

const noises: readonly Noise[] = ["messages", "order", "helpers"];
const traces = fc.array(short, { maxLength: 12 });
const places = fc.array(fc.nat(30), { maxLength: 4 });

test("noise in a trace hides no change of state or verdict, and makes none", () => {
  fc.assert(
    fc.property(
      ...[traces, traces, end, end, places, fc.constantFrom(...noises)],
      (left, right, first, last, where, noise) => {
        const plain = compareRuns(run(left, first), run(right, last));
        const noisy = compareRuns(run(left, first), run(withNoise(right, where, noise), last));
        const bare = compareEnds(run([], first), run([], last));
        for (const { stateChanges, verdictChanges } of [plain, noisy]) {
          assert.deepEqual(stateChanges, bare.stateChanges);
          assert.deepEqual(verdictChanges, bare.verdictChanges);
        }
      },
    ),
  );
});

test("where nothing but noise was added, nothing but noise is told to differ", () => {
  fc.assert(
    fc.property(
      traces,
      end,
      places,
      fc.constantFrom("messages" as const),
      (trace, at, where, noise) => {
        const { divergences } = compareRuns(
          run(trace, at),
          run(withNoise(trace, where, noise), at),
        );
        assert.ok(divergences.every((one) => one.noise !== undefined));
      },
    ),
  );
});

test("a difference that is marked as noise has nothing in it that could change a state", () => {
  fc.assert(
    fc.property(traces, traces, end, (left, right, at) => {
      const [before, after] = [run(left, at), run(right, at)];
      const { rows, divergences } = compareRuns(before, after);
      for (const { noise, rows: own } of divergences) {
        if (noise !== "messages" && noise !== "helpers") continue;
        const allowed: readonly Kind[] = noise === "messages" ? ["message"] : ["call", "return"];
        for (const index of own) {
          const row = rows[index];
          for (const event of [
            before.events[(row?.before ?? 0) - 1],
            after.events[(row?.after ?? 0) - 1],
          ])
            assert.ok(!event || allowed.includes(event.kind), `${noise}: ${event?.text}`);
        }
      }
    }),
  );
});

test("folding leaves every difference that is no noise by itself, and counts the others", () => {
  const divergence = fc.record(
    { noise: fc.constantFrom(...noises), text: fc.constantFrom("f(1)", "f(2)", "g(1)") },
    { requiredKeys: ["text"] },
  );
  fc.assert(
    fc.property(fc.array(divergence, { maxLength: 10 }), (list) => {
      const all = list.map((one) => ({ kind: "only-after", rows: [], ...one }));
      const folded = foldNoise(all as unknown as Divergence[]);
      const counted = folded.reduce((sum, { more }) => sum + 1 + more, 0);
      assert.equal(counted, all.length);
      for (const one of all)
        if (!("noise" in one))
          assert.ok(
            folded.some(({ divergence: kept, more }) => kept === (one as unknown) && !more),
          );
    }),
  );
});

// ---- whole reports ----

/** The examination with other differences taken for noise, at random. */
function filtered(examination: Examination, marks: readonly (Noise | undefined)[]): Examination {
  let next = 0;
  const marked = <T extends Pick<ScenarioExamination, "divergences">>(compared: T): T => ({
    ...compared,
    divergences: compared.divergences.map(({ noise: _, ...rest }) => {
      const noise = marks[next++ % marks.length];
      return noise ? { ...rest, noise } : rest;
    }),
  });
  return {
    ...examination,
    patches: examination.patches.map((patch) => ({
      ...patch,
      scenarios: patch.scenarios.map((scenario) => ({
        ...marked(scenario),
        gates: scenario.gates.map(marked),
      })),
    })),
  };
}

/** What a report tells of states, verdicts and ends: its lines but those on where traces part. */
const told = (report: string): readonly string[] =>
  report.split("\n").filter((line) => /^[\s*-]*(state|verdict|outcome|broken|ends)\b/.test(line));

test("whatever is taken for noise, a report tells the same states, verdicts and ends", () => {
  const examination = examined({ patches: ["2"], scenarios: ["m1"] });
  const marks = fc.array(fc.option(fc.constantFrom(...noises), { nil: undefined }), {
    ...{ minLength: 1, maxLength: 12 },
  });
  const text = (one: Examination): string => examinationText(one, { trace: false });
  for (const report of [text, examinationMarkdown]) {
    const plain = told(report(filtered(examination, [undefined])));
    assert.ok(plain.some((line) => line.includes("state")));
    assert.ok(plain.some((line) => line.includes("verdict")));
    fc.assert(
      fc.property(marks, (some) =>
        assert.deepEqual(told(report(filtered(examination, some))), plain),
      ),
      { numRuns: 40 },
    );
  }
});
