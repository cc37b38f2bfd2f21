// SPDX-License-Identifier: MIT
// What people wrote about a patch leads to the scenarios that show it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";
import { functionCatalog, levels } from "../../../src/core/kernel";
import { runScenario, stockScenarios } from "../../../src/core/sim";
import { modelProgram } from "../../support/model";
import { openSources } from "../../../src/core/review";
import { scenariosNamed } from "../../../src/core/review/bearing";
import { file, run, text } from "./support";

const patch = [
  "From: A. Author <author@example.org>",
  "Subject: [PATCH] dax: say why a device goes",
  "Message-Id: <one@example.org>",
  "Date: Thu, 14 Jul 2022 10:00:00 +0000",
  "",
  "Pass the flag.",
  "---",
  " drivers/dax/super.c | 2 +-",
  " 1 file changed, 1 insertion(+), 1 deletion(-)",
  "",
  "diff --git a/drivers/dax/super.c b/drivers/dax/super.c",
  "--- a/drivers/dax/super.c",
  "+++ b/drivers/dax/super.c",
  "@@ -323,7 +323,7 @@ void kill_dax(struct dax_device *dax_dev)",
  " \t\treturn;",
  " ",
  " \tif (dax_dev->holder_data != NULL)",
  "-\t\tdax_holder_notify_failure(dax_dev, 0, U64_MAX, 0);",
  "+\t\tdax_holder_notify_failure(dax_dev, 0, U64_MAX, MF_ACTION_REQUIRED);",
  " ",
  " \tclear_bit(DAXDEV_ALIVE, &dax_dev->flags);",
  " \tsynchronize_srcu(&dax_srcu);",
];

const answered = (...words: readonly string[]): string =>
  [
    "From one@example.org Thu Jul 14 10:00:00 2022",
    ...patch,
    "",
    "From two@example.org Thu Jul 14 11:00:00 2022",
    "From: R. Reviewer <reviewer@example.org>",
    "Subject: Re: [PATCH] dax: say why a device goes",
    "Message-Id: <two@example.org>",
    "In-Reply-To: <one@example.org>",
    "Date: Thu, 14 Jul 2022 11:00:00 +0000",
    "",
    ...patch.slice(10).map((line) => `> ${line}`.trimEnd()),
    "",
    ...words,
    "",
  ].join("\n");

const readText = (...words: readonly string[]) =>
  openSources([text("thread.mbox", answered(...words))]);

const bearing = (...words: readonly string[]) => run(readText(...words)).patches[0]?.comments ?? [];

test("a comment that names a function leads to the scenario that is about it", () => {
  const [comment, ...others] = bearing("How does kill_dev_dax() do it?");
  assert.deepEqual(others, []);
  assert.equal(comment?.author, "R. Reviewer");
  assert.equal(comment?.hunk, "1.1");
  const [scenario] = comment?.scenarios ?? [];
  assert.equal(scenario?.id, "a4-character-device");
  assert.match(scenario?.why.join() ?? "", /names kill_dev_dax/);
  assert.match(scenario?.why.join() ?? "", /runs kill_dax, where the comment stands/);
  assert.match(scenario?.found.join() ?? "", /as the texts stand: .*nothing is broken/);
});

test("a comment that names nothing a scenario is about leads nowhere", () =>
  assert.deepEqual(bearing("Looks good to me, thank you."), []));

test("a word of plain English leads to a scenario only together with another", () => {
  const opened = readText("This only applies to metadata.");
  const both = readText("This only applies to metadata in the rmapbt.");
  const ids = (of: typeof opened) => scenariosNamed(of, of.patches[0]!, {}).map(({ id }) => id);
  assert.deepEqual(ids(opened), []);
  assert.ok(ids(both).length);
});

test("what a comment names is run only where no scenario was asked for", () => {
  const asked = run(readText("How does kill_dev_dax() do it?"), { scenarios: ["u1-clean-unbind"] });
  assert.deepEqual(asked.patches[0]?.comments, []);
  const opened = readText("What of an xattr block?");
  const [patch] = opened.patches;
  assert.ok(patch);
  assert.deepEqual(
    scenariosNamed(opened, patch, {}).map(({ id }) => id),
    ["u12-attribute-block-between"],
  );
});

const seed = "../shared/seed/thread.txt";

test(
  "the objections of the seed thread lead to what shows them",
  { skip: existsSync(seed) ? false : `${seed} is not there` },
  () => {
    const opened = openSources([file(seed)]);
    const named = opened.patches.map((patch) =>
      scenariosNamed(opened, patch, {}).map(({ id }) => id),
    );
    assert.ok(named[0]?.includes("u12-attribute-block-between"), String(named));
    assert.ok(named[0]?.includes("a4-character-device"), String(named));
    assert.ok(named[1]?.includes("m3-mask-zero-extlog"), String(named));
  },
);

test("a function a scenario says it bears on is run in it, at the first level or the last", () => {
  const ends = [levels[0], levels.at(-1)].flatMap((level) => (level ? [level.id] : []));
  const known = new Set(ends.flatMap((id) => functionCatalog(id).map(({ name }) => name)));
  const missing = new Map<string, Set<string>>();
  const { scenarios } = stockScenarios();
  const named = scenarios.map((scenario) => ({
    scenario,
    names: scenario.bearsOn.filter((word) => known.has(word)),
  }));
  for (const [at, id] of ends.entries()) {
    const program = modelProgram([], id);
    for (const { scenario, names } of named) {
      if (!names.length) continue;
      const { entered } = runScenario(program, scenario);
      const ran = new Set([...entered].map((index) => program.functions[index]?.name));
      const left = names.filter((name) => !ran.has(name));
      const before = missing.get(scenario.id);
      missing.set(scenario.id, new Set(at ? left.filter((name) => before?.has(name)) : left));
    }
  }
  assert.deepEqual(
    [...missing].flatMap(([id, names]) => [...names].map((name) => `${id}: ${name}`)),
    [],
  );
});
