// SPDX-License-Identifier: MIT
// What the options of an examination do, on the sample thread and on small patches of the model.
import assert from "node:assert/strict";
import test from "node:test";
import {
  examine,
  ranTexts,
  type Compared,
  type ExamineOptions,
  type Side,
} from "../../../src/core/review";
import { fuelStock } from "../../../src/core/sim";
import {
  examined,
  examineText,
  happened,
  opened,
  patchAt,
  patchText,
  removal,
  text,
  u1,
  whatIf,
} from "./support";

const codes = (options: ExamineOptions): string[] =>
  examined({ patches: ["2"], scenarios: ["x1"], ...options }).diagnostics.map(
    ({ code, message, severity }) => `${severity} ${code}: ${message}`,
  );

// ---- the generator and its value ----

test("an examination tells its progress in order and can be dropped at any step", () => {
  const steps = examine(opened(), { patches: ["1"], scenarios: ["x1"] });
  const abouts: string[] = [];
  for (let step = steps.next(); !step.done; step = steps.next()) {
    assert.ok(0 <= step.value.done && step.value.done < step.value.of);
    abouts.push(step.value.about);
  }
  assert.match(abouts[0] ?? "", /^placing dax, xfs/);
  assert.match(abouts[1] ?? "", /^x1-poison-one-page: before \| after$/);
  for (let count = 0; count < 4; count++) {
    const dropped = examine(opened(), { patches: ["1"], scenarios: ["x1"] });
    for (let step = 0; step < count; step++) dropped.next();
    dropped.return(undefined as never);
    assert.equal(dropped.next().done, true);
  }
  const again = examined({ patches: ["1"], scenarios: ["x1"] });
  assert.equal(again.patches[0]?.scenarios[0]?.id, "x1-poison-one-page");
});

test("the result is plain data", () => {
  const examination = examined({ patches: ["1"], scenarios: ["u1"] });
  assert.deepEqual(structuredClone(examination), examination);
  assert.deepEqual(JSON.parse(JSON.stringify(examination)), examination);
});

test("patches are chosen by number or by words of the subject, in the thread's order", () => {
  const numbers = (patches: readonly string[]): number[] =>
    examined({ patches, scenarios: ["x1"] }).patches.map(({ number }) => number);
  assert.deepEqual(numbers(["2"]), [2]);
  assert.deepEqual(numbers(["FIRMWARE record"]), [2]);
  assert.deepEqual(numbers(["2", "goes away"]), [1, 2]);
});

test("scenarios are chosen by id or by row", () => {
  const ids = (scenarios: readonly string[]): string[] => {
    const patch = removal({ scenarios });
    return [...patch.scenarios.map(({ id }) => id), ...patch.unrelated];
  };
  assert.deepEqual(ids(["x1"]), ["x1-poison-one-page", "x1-unreadable-group"]);
  assert.deepEqual(ids(["x1-poison-one-page"]), ["x1-poison-one-page"]);
});

test("a divergence says from where both runs go on alike, if they do", () => {
  const [divergence] = u1().divergences;
  const { rejoins, after: step } = divergence ?? {};
  assert.ok(rejoins && step !== undefined && step < rejoins.after);
  assert.equal(
    u1().before.events[rejoins.before - 1]?.text,
    u1().after.events[rejoins.after - 1]?.text,
  );
  const [gate] = u1().gates;
  assert.equal(gate?.divergences[0]?.rejoins, undefined);
});

// ---- wrong names ----

test("names that nothing has are errors, and the rest is done all the same", () => {
  assert.deepEqual(codes({ scenarios: ["x1", "z9", "x"] }), [
    "error review/no-such-scenario: there is no scenario z9",
    "error review/no-such-scenario: there is no scenario x",
  ]);
  assert.deepEqual(codes({ patches: ["2", "7"] }), [
    "error review/no-such-patch: no patch is called 7",
  ]);
  assert.deepEqual(codes({ level: "L9" }), ["error review/no-such-level: there is no level L9"]);
  assert.deepEqual(codes({ hunks: ["2.1", "2.9"] }), [
    "error review/no-such-hunk: no patch has a hunk 2.9",
  ]);
  assert.equal(examined({ patches: ["2", "7"], scenarios: ["x1"] }).patches.length, 1);
});

test("a file given by hand without a patch in it is an error", () => {
  const empty = text("notes.txt", "Nothing to see.\n");
  assert.deepEqual(codes({ with: [empty] }), ["error review/no-patch: notes.txt: no patch found"]);
  assert.deepEqual(codes({ over: [empty] }), ["error review/no-patch: notes.txt: no patch found"]);
});

test("no names at all are no error", () => assert.deepEqual(codes({}), []));

// ---- --hunks ----

test("of hunks that are switched off nothing is left on either side", () => {
  const options = { patches: ["1"], hunks: ["1.2", "1.3"], scenarios: ["u1"] };
  const compared = u1(options);
  assert.equal(compared.divergences.length, 0);
  assert.ok(!happened(compared.after, /MF_MEM_PRE_REMOVE/));
  const after = ranTexts(opened(), options).filter(({ side }) => side === "after");
  const hunks = after.flatMap(({ origins }) =>
    origins.flatMap((origin) => (origin.from === "mail" ? [origin.hunk] : [])),
  );
  assert.deepEqual([...new Set(hunks)].sort(), ["1.2", "1.3"]);
});

test("hunks that are switched off stay off while causes are sought", () => {
  const compared = u1({ hunks: ["1.1", "1.3"] });
  const all: readonly Compared[] = [compared, ...compared.gates];
  const causes = all.flatMap((one) => one.causes);
  assert.ok(causes.length);
  for (const cause of causes) {
    assert.ok(!cause.hunks.includes("1.2"), cause.text);
    assert.ok(!cause.text.includes("1.2"), cause.text);
  }
  // Without the hunk that passes over metadata the first record shuts the filesystem down, as
  // before.
  const [gate] = compared.gates;
  assert.ok(gate && happened(gate.after, /^shutdown: mount m0, reason CORRUPT_ONDISK/));
});

// ---- --with, --over ----

test("what is laid under a patch changes both sides, its words are named after its file", () => {
  const patch = removal({ with: [whatIf("ready-repaired")] });
  const [scenario] = patch.scenarios;
  assert.ok(scenario && !happened(scenario.before, /not ready/));
  assert.ok(happened(scenario.before, /^shutdown/));
  assert.ok(scenario.after.outcome.kind === "trapped");
  const placement = patch.placements.find(({ role }) => role === "with");
  assert.match(placement?.hunk ?? "", /^what-if-ready-repaired\.patch:/);
  assert.notEqual(placement?.kind, "absent");
});

test("what is laid over a patch changes the after side alone", () => {
  const under = { with: [whatIf("both-repaired")], scenarios: ["u13"] };
  const plain = removal(under).scenarios[0];
  const over = removal({ ...under, over: [whatIf("error-returned")] }).scenarios[0];
  assert.ok(plain && over);
  assert.deepEqual(over.before, plain.before);
  assert.equal(plain.after.outcome.kind, "trapped");
  assert.equal(over.after.outcome.kind, "returned");
  assert.ok(happened(over.after, /^xfs_dax_notify_failure returns -5$/));
  const place = over.after.events.find(({ text: event }) => /^sync:/.test(event))?.place;
  assert.ok(place);
});

test("a hunk in a function that nothing enters is looked for behind what keeps it out", () => {
  const [patch] = examined({ patches: ["1"], hunks: ["1.2"] }).patches;
  const scenario = patch?.scenarios.find(({ id }) => id.startsWith("u1-"));
  assert.match(scenario?.gates[0]?.condition ?? "", /sb_flags/);
  assert.equal(scenario?.gates[0]?.after.outcome.kind, "trapped");
  assert.ok(patch?.unrelated.every((id) => !id.startsWith("u1-")));
});

// ---- --set, --init-stack ----

test("a changed scenario is run as changed on both sides", () => {
  const forced = { with: [whatIf("both-repaired")] };
  const plain = u1(forced);
  for (const name of ["P1", "P2"]) {
    const set = [{ path: `world.processes.${name}.earlyKill`, value: "true" }];
    const asked = u1({ ...forced, set });
    const signal = new RegExp(`^signal: to ${name}`);
    assert.ok(!happened(plain.after, signal), name);
    assert.ok(happened(asked.after, signal), name);
  }
});

test("a change that makes nonsense of the scenario is an error, and nothing is run", () => {
  const { diagnostics, patches } = examined({
    patches: ["2"],
    scenarios: ["m1"],
    set: [{ path: "stimuli.0.mask", value: "wide" }],
  });
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ["world/stimulus-invalid"],
  );
  assert.deepEqual(patches[0]?.scenarios, []);
});

test("on a zeroed stack the unset flags are zero: the first record shuts down as before", () => {
  const zeroed = u1({ with: [whatIf("ready-repaired")], initStack: "zero" });
  assert.equal(zeroed.after.outcome.kind, "returned");
  assert.ok(happened(zeroed.after, /^sync/));
  for (const side of [zeroed.before, zeroed.after])
    assert.ok(happened(side, /^shutdown: mount m0, reason CORRUPT_ONDISK/));
  assert.deepEqual(zeroed.verdictChanges, []);
  assert.ok(zeroed.gates.every(({ kind }) => kind !== "undefined"));
});

test("on a patterned stack the same decision is defined by the pattern", () => {
  const patterned = u1({ with: [whatIf("ready-repaired")], initStack: "pattern" });
  assert.equal(patterned.after.outcome.kind, "returned");
});

// ---- patches of their own ----

const notify = "fs/xfs/xfs_notify_failure.c";

test("a patch of what is not modelled has only absent hunks and no scenarios", () => {
  const hunk = "@@ -10,3 +10,3 @@ int frob(int n)\n {\n-\treturn n;\n+\treturn n + 1;\n }\n";
  const { patches, diagnostics } = examineText(patchText("drivers/net/frob.c", hunk));
  const [patch] = patches;
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    patch?.placements.map(({ kind }) => kind),
    ["absent"],
  );
  assert.ok(patch?.placements.every(({ reasons }) => 0 < reasons.length));
  assert.deepEqual(patch?.scenarios, []);
  assert.equal(patch?.notRunnable, undefined);
  assert.equal(patch?.coverage.executable, 0);
});

const metadata = (body: string, counts = "@@ -80,6 +80,7 @@"): string =>
  patchText(
    notify,
    `${counts} xfs_dax_failure_fn(\n \n` +
      " \tif (XFS_RMAP_NON_INODE_OWNER(rec->rm_owner) ||\n" +
      " \t    (rec->rm_flags & (XFS_RMAP_ATTR_FORK | XFS_RMAP_BMBT_BLOCK))) {\n" +
      `+${body}\n` +
      " \t\txfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);\n" +
      " \t\treturn -EFSCORRUPTED;\n \t}\n",
  );

/** The test that keeps a mount out which is not ready reads something else. */
const ready = (condition: string, declaration?: string): string =>
  patchText(
    notify,
    (declaration === undefined
      ? ""
      : `@@ -33,4 +33,5 @@\n \n+${declaration}\n struct failure_info {\n` +
        " \txfs_agblock_t\t\tstartblock;\n \txfs_extlen_t\t\tblockcount;\n") +
      "@@ -180,6 +180,6 @@ xfs_dax_notify_failure(\n \tu64\t\t\tddev_end;\n \n" +
      `-\tif (!(mp->m_sb.sb_flags & SB_BORN)) {\n+\tif (!(${condition})) {\n` +
      ' \t\txfs_warn(mp, "filesystem is not ready for notify_failure()!");\n' +
      " \t\treturn -EIO;\n \t}\n",
  );

test("a patch that does not type-check is not run, and the line of the mail is named", () => {
  const content = metadata("\t\tmp();");
  const patch = patchAt(examineText(content, { scenarios: ["u1"] }));
  const line = content.split("\n").findIndex((one) => one.includes("mp();")) + 1;
  assert.ok(patch.notRunnable?.includes(`mail:${line}`), patch.notRunnable);
  assert.doesNotMatch(patch.notRunnable ?? "", /more error/, "an error is counted once");
  assert.deepEqual([patch.scenarios, patch.unrelated], [[], []]);
  assert.match(patch.headline, /^Not run: the after side does not compile: /);
  const broken = metadata("\t\treturn 0;").replace("XFS_RMAP_BMBT_BLOCK", "mp()");
  const both = patchAt(examineText(broken));
  assert.match(both.headline, /^Not run: neither side compiles: /);
});

test("a name that the model lacks is run up to where its value matters", () => {
  const only = { scenarios: ["u1"] };
  const passed = patchAt(examineText(metadata("\t\tm_no_such_name = 1;"), only));
  assert.equal(passed.notRunnable, undefined);
  const decided = ready("m_no_such_name & SB_BORN");
  const [compared] = patchAt(examineText(decided, only)).scenarios;
  assert.equal(compared?.after.outcome.kind, "trapped");
  assert.match(compared?.after.outcome.text ?? "", /m_no_such_name/);
});

test("a name that the patch may have declared where it was damaged is no such name", () => {
  const all = metadata("\t\tm_no_such_name = 1;", "@@ -80,8 +80,12 @@");
  const cut = all.slice(0, all.indexOf(" \t}\n"));
  const patch = patchAt(examineText(cut, { scenarios: ["u1"] }));
  assert.match(patch.notRunnable ?? "", /"m_no_such_name" is not declared/);
});

test("a name whose declaration is switched off is no such name", () => {
  const content = ready("m_fresh & SB_BORN", "static int m_fresh = SB_BORN;");
  const whole = patchAt(examineText(content, { scenarios: ["u1"] }));
  assert.equal(whole.notRunnable, undefined);
  const part = patchAt(examineText(content, { scenarios: ["u1"], hunks: ["1.2"] }));
  assert.match(part.notRunnable ?? "", /"m_fresh" is not declared/);
});

test("a patch that is there already is not applied again, and changes nothing", () => {
  const there = patchText(
    notify,
    "@@ -80,6 +80,7 @@ xfs_dax_failure_fn(\n \n" +
      " \tif (XFS_RMAP_NON_INODE_OWNER(rec->rm_owner) ||\n" +
      " \t    (rec->rm_flags & (XFS_RMAP_ATTR_FORK | XFS_RMAP_BMBT_BLOCK))) {\n" +
      "+\t\txfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);\n" +
      " \t\treturn -EFSCORRUPTED;\n \t}\n \n",
  );
  const patch = patchAt(examineText(there, { scenarios: ["u1"] }));
  assert.deepEqual(
    patch.placements.map(({ kind }) => kind),
    ["already-there"],
  );
  assert.ok(patch.scenarios.every(({ changed }) => !changed));
  assert.equal(patch.coverage.executable, 0);
  assert.match(patch.headline, /^The base already has/);
});

test("a patch that only breaks a line in two moves no place of the lines below it", () => {
  const broken = patchText(
    notify,
    "@@ -80,6 +80,8 @@ xfs_dax_failure_fn(\n \n" +
      " \tif (XFS_RMAP_NON_INODE_OWNER(rec->rm_owner) ||\n" +
      "-\t    (rec->rm_flags & (XFS_RMAP_ATTR_FORK | XFS_RMAP_BMBT_BLOCK))) {\n" +
      "+\t    /* Or of what belongs to one. */\n+\t    (rec->rm_flags &\n" +
      "+\t     (XFS_RMAP_ATTR_FORK | XFS_RMAP_BMBT_BLOCK))) {\n" +
      " \t\txfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);\n \t\treturn -EFSCORRUPTED;\n \t}\n",
  );
  const options = { scenarios: ["u1"], with: [whatIf("ready-repaired")] };
  const [scenario] = patchAt(examineText(broken, options)).scenarios;
  const modelPlaces = ({ events }: Side): string[] =>
    events.map(({ place }) => place.text).filter((place) => place.startsWith("model/"));
  assert.ok(scenario && modelPlaces(scenario.before).some((place) => place.includes(notify)));
  assert.deepEqual(modelPlaces(scenario.after), modelPlaces(scenario.before));
});

test("a patch of a constant counts where it changes what happens", () => {
  const content = patchText(
    "fs/xfs/xfs_mount.h",
    "@@ -32,5 +32,5 @@\n #define SHUTDOWN_META_IO_ERROR\t(1u << 0)\n" +
      " #define SHUTDOWN_LOG_IO_ERROR\t(1u << 1)\n #define SHUTDOWN_FORCE_UMOUNT\t(1u << 2)\n" +
      " #define SHUTDOWN_CORRUPT_INCORE\t(1u << 3)\n" +
      "-#define SHUTDOWN_CORRUPT_ONDISK\t(1u << 4)\n+#define SHUTDOWN_CORRUPT_ONDISK\t(1u << 5)\n",
  );
  const options = { scenarios: ["u1", "m1"], with: [whatIf("ready-repaired")] };
  const patch = patchAt(examineText(content, options));
  assert.notEqual(patch.placements[0]?.kind, "absent", patch.placements[0]?.reasons.join("; "));
  assert.ok(patch.scenarios.some(({ id, changed }) => id === "u1-clean-unbind" && changed));
});

test("a loop that the patch makes endless is out of budget on the after side", () => {
  const patch = patchAt(
    examineText(metadata("\t\tfor (;;);"), { scenarios: ["u1"], with: [whatIf("ready-repaired")] }),
  );
  const [scenario] = patch.scenarios;
  assert.equal(scenario?.before.outcome.kind, "returned");
  assert.ok(scenario.after.outcome.kind === "out-of-budget");
  assert.equal(scenario.after.outcome.limit, fuelStock);
  assert.match(scenario.after.outcome.text, /^not over after \d+ steps$/);
  assert.equal(scenario.after.outcome.place.from, "mail");
  const [cause] = scenario.causes;
  assert.deepEqual([cause?.of, cause?.hunks], ["outcome", ["1.1"]]);
});
