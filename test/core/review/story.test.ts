// SPDX-License-Identifier: MIT
// What the two patches of the sample thread must show, and those of the real thread it retells;
// that one is mail of others and stays outside the project.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import type {
  Compared,
  Examination,
  ExamineOptions,
  Gate,
  PatchExamination,
  ScenarioExamination,
  Side,
} from "../../../src/core/review";
import { examine, openSources } from "../../../src/core/review";

interface Thread {
  readonly name: string;
  readonly path: string;
  /** Words of the two subjects. */
  readonly removal: string;
  readonly poison: string;
}

const threads: readonly Thread[] = [
  {
    name: "sample",
    path: "media/sample/thread.mbox",
    removal: "goes away",
    poison: "x86/mce",
  },
  {
    name: "real thread",
    path: "../shared/seed/thread.txt",
    removal: "MF_MEM_REMOVE",
    poison: "poison range",
  },
];

for (const { name, path, removal, poison } of threads) {
  const skip = existsSync(path) ? false : `no ${path}`;
  const title = (sentence: string): string => `${name}: ${sentence}`;

  function runAnew(options: ExamineOptions = {}, text?: string): Examination {
    const bytes = text === undefined ? readFileSync(path) : new TextEncoder().encode(text);
    const steps = examine(openSources([{ name: path, bytes }]), options);
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  }

  const known = new Map<string, Examination>();

  /** What was run once is not run again. */
  function run(options: ExamineOptions = {}): Examination {
    const key = JSON.stringify(options);
    const found = known.get(key) ?? runAnew(options);
    known.set(key, found);
    return found;
  }

  const patchFile = (name: string) => ({ name, bytes: readFileSync(`media/sample/${name}`) });
  const bothFixes = { with: [patchFile("what-if-both-repaired.patch")] };

  function patchOf(examination: Examination, word: string): PatchExamination {
    const found = examination.patches.find((patch) => patch.subject.includes(word));
    assert.ok(found, `no patch ${word}`);
    return found;
  }

  function scenarioOf(patch: PatchExamination, row: string): ScenarioExamination {
    const found = patch.scenarios.find((scenario) => scenario.id.startsWith(`${row}-`));
    assert.ok(found, `no scenario ${row}`);
    return found;
  }

  const unbindOnly = { scenarios: ["u1"] };

  const unbind = (options: ExamineOptions = {}): ScenarioExamination =>
    scenarioOf(patchOf(run({ ...options, scenarios: ["u1"] }), removal), "u1");

  const verdict = (side: Side, row: string): string | undefined =>
    side.verdicts.find((candidate) => candidate.invariant.startsWith(`${row}-`))?.state;

  const happened = (side: Side, pattern: RegExp): boolean =>
    side.events.some((event) => pattern.test(event.text));

  const layer = (scenario: ScenarioExamination, depth: number): Gate => {
    const found = scenario.gates.find((gate) => gate.layer === depth);
    assert.ok(found, `no layer ${depth}`);
    return found;
  };

  test(
    title("literally, the unbind ends with the not-ready message on both sides"),
    { skip },
    () => {
      const u1 = unbind();
      for (const side of [u1.before, u1.after]) {
        assert.equal(side.outcome.kind, "returned");
        assert.ok(happened(side, /not ready for notify_failure/));
        assert.ok(happened(side, /^dax_holder_notify_failure returns -5/));
        assert.equal(verdict(side, "I1"), "broken");
      }
    },
  );

  test(title("literally, only the flags argument differs"), { skip }, () => {
    const u1 = unbind();
    assert.equal(u1.divergences.length, 1);
    assert.match(u1.divergences[0]?.text ?? "", /0 -> MF_MEM_PRE_REMOVE/);
    assert.deepEqual(u1.verdictChanges, []);
  });

  test(title("literally, none of the seven executable added xfs lines runs"), { skip }, () => {
    const patch = patchOf(run(unbindOnly), removal);
    const unrun = patch.coverage.notRun.filter((line) => line.place.path.includes("xfs"));
    assert.equal(unrun.length, 7);
    assert.equal(patch.coverage.noCode, 2);
    assert.equal(patch.coverage.executable, 9);
  });

  test(
    title("behind the ready test, metadata shuts the old code down and nobody is told"),
    { skip },
    () => {
      const gate = layer(unbind(), 1);
      assert.match(gate.condition, /sb_flags/);
      assert.match(gate.place.text, /^mail:[0-9]+$/);
      assert.ok(happened(gate.before, /^shutdown/));
      assert.ok(!happened(gate.before, /^signal/));
    },
  );

  test(
    title("behind the ready test, the new code syncs and decides on flags nobody set"),
    { skip },
    () => {
      const { after } = layer(unbind(), 1);
      assert.ok(happened(after, /^sync\b/));
      assert.ok(after.outcome.kind === "trapped");
      assert.equal(after.outcome.trap, "undefined-decides");
      assert.equal(after.outcome.place.from, "mail");
      assert.match(after.outcome.origin?.text ?? "", /mf_flags/);
      assert.ok(after.outcome.origin?.place);
    },
  );

  const finalStory = (compared: Compared): void => {
    const { after } = compared;
    assert.ok(
      after.events.some(
        (event) => /^signal/.test(event.text) && /P3/.test(event.text) && /lsb 12/.test(event.text),
      ),
    );
    assert.ok(!happened(after, /^signal.*P[12]\b/));
    assert.ok(after.outcome.kind === "trapped");
    assert.equal(after.outcome.trap, "null");
    assert.ok(1 < after.outcome.stack.length);
    assert.ok(after.verdicts.some((one) => one.state === "unknown"));
  };

  test(
    title("behind the unset flags only P3 is told, then the walk leaves the last AG"),
    { skip },
    () => finalStory(layer(unbind(), 2)),
  );

  test(title("with both repairs given by hand the same story is literal"), { skip }, () =>
    finalStory(unbind(bothFixes)),
  );

  test(title("without the kill_dax hunk the repaired code behaves as before"), { skip }, () => {
    const u1 = unbind({ ...bothFixes, hunks: ["1.2", "1.3"] });
    assert.equal(u1.before.outcome.text, u1.after.outcome.text);
    assert.deepEqual(u1.stateChanges, []);
    assert.deepEqual(u1.verdictChanges, []);
  });

  test(
    title("a sync error is swallowed by the cut text and returned by a tail that says so"),
    { skip },
    () => {
      const u13 = (options: ExamineOptions): ScenarioExamination =>
        scenarioOf(patchOf(run({ ...options, scenarios: ["u13"] }), removal), "u13");
      const closed = u13(bothFixes);
      const returned = u13({ ...bothFixes, over: [patchFile("what-if-error-returned.patch")] });
      assert.notDeepEqual(closed.after.outcome, returned.after.outcome);
    },
  );

  /** All that may not depend on names the mail chose or on the order of its hunks. */
  /** The parts of a quoted diff, at any depth. */
  const daxPart = "((?:> )+diff --git a/drivers[^]*?)";
  const xfsHeader = "((?:> )+diff --git a/fs(?:[^\\n]*\\n){4})";
  const firstHunk = "((?:> )+@@ -(?:76|80)[^]*?)";
  const secondHunk = "(?=(?:> )+@@ -174)";

  function told(examination: Examination): unknown {
    const words = (text: string): string =>
      text
        .replace(/[\w.&]+ \(local of/g, "(local of")
        .replace(/[\w.]+, a local of/g, "a local of")
        .replace(/`[^`]*`|\(\w+->mf_flags & \w+\)/g, "CONDITION")
        .replace(/mail:[0-9]+/g, "mail:LINE");
    const side = ({ outcome, verdicts, events }: Side): unknown => [
      words(outcome.text),
      verdicts.map((one) => one.state),
      events.map((event) => words(event.text)),
    ];
    const both = ({ before, after }: Compared): unknown => [side(before), side(after)];
    return patchOf(examination, removal).scenarios.map((scenario) => [
      scenario.id,
      both(scenario),
      scenario.gates.map(both),
    ]);
  }

  test(
    title("renaming what the patch declares or uses changes no verdict and no event"),
    { skip },
    () => {
      const text = readFileSync(path, "utf8");
      const plain = told(run(unbindOnly));
      for (const [from, to] of [
        ["error", "ret"],
        ["notify", "what"],
        ["mp", "mount"],
        ["rec", "record"],
      ] as const) {
        const renamed = text.replace(new RegExp(`\\b${from}\\b(?!_)`, "g"), to);
        assert.ok(renamed !== text, `${from} is not there`);
        assert.deepEqual(told(runAnew(unbindOnly, renamed)), plain, `${from} -> ${to}`);
      }
    },
  );

  test(title("reordering the hunks changes no verdict and no event"), { skip }, () => {
    const text = readFileSync(path, "utf8");
    const moved = text.replace(
      new RegExp([daxPart, xfsHeader, firstHunk, secondHunk].join(""), "g"),
      (_, dax: string, header: string, first: string) => header + first + dax + header,
    );
    assert.ok(moved !== text, "nothing was moved");
    assert.deepEqual(told(runAnew(unbindOnly, moved)), told(run(unbindOnly)));
  });

  test(
    title("a mask of zero is an undefined result at the mail's line, and no change before it"),
    { skip },
    () => {
      const m3 = scenarioOf(patchOf(run({ scenarios: ["m3"] }), poison), "m3");
      assert.equal(verdict(m3.before, "I13"), "holds");
      assert.equal(verdict(m3.after, "I13"), "broken");
      const event = m3.after.events.find((candidate) => candidate.kind === "undefined");
      assert.equal(event?.place.from, "mail");
      assert.ok(2 <= m3.gates.filter((gate) => gate.kind === "result").length);
    },
  );

  test(
    title("for 64 bytes the old code marks eight sectors and the new code one"),
    { skip },
    () => {
      const m1 = scenarioOf(patchOf(run({ scenarios: ["m1"] }), poison), "m1");
      assert.equal(verdict(m1.before, "I16"), "broken");
      assert.equal(verdict(m1.after, "I16"), "holds");
    },
  );

  test(title("the same input gives the same bytes"), { skip }, () =>
    assert.equal(JSON.stringify(runAnew()), JSON.stringify(run())),
  );
}
