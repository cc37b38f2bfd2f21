// SPDX-License-Identifier: MIT
// Series and revisions: whose a broken rule is, and what a new version changes.
import assert from "node:assert/strict";
import test from "node:test";
import { examine, openSources, type Examination } from "../../../src/core/review";
import { examinationText } from "../../../src/core/report";
import { patchText, run, text } from "./support";

const apei = "arch/x86/kernel/cpu/mce/apei.c";
const line = (value: string): string => `m.misc = (MCI_MISC_ADDR_PHYS << 6) | ${value};`;

const change = (from: string, to: string): string =>
  "@@ -29,3 +29,3 @@ void apei_mce_report_mem_error(int severity,\n" +
  " \tm.status = MCI_STATUS_VAL | MCI_STATUS_EN | MCI_STATUS_ADDRV | MCI_STATUS_MISCV | 0x9f;\n" +
  `-\t${line(from)}\n+\t${line(to)}\n \n`;

const [page, lsb] = ["PAGE_SHIFT", "__ffs64(mem_err->physical_addr_mask)"];

function mail(head: string, id: number, hunk: string, after = ""): string {
  const whole = patchText(apei, hunk, "x").replace("Subject: [PATCH] x", `Subject: ${head}`);
  const own = whole.replace("<1@example.org>", `<${id}@example.org>`);
  const answers = id === 1 ? own : own.replace("\n\n", "\nIn-Reply-To: <1@example.org>\n\n");
  return `From mboxrd@z Thu Jan  1 00:00:00 1970\n${answers.replace("---\n", `---\n${after}`)}\n`;
}

const m1 = { scenarios: ["m1"] };
const examineMails = (...mails: readonly string[]): Examination =>
  run(openSources([text("mails.mbox", mails.join(""))]), m1);

const series = (): Examination =>
  examineMails(
    mail("[PATCH 1/3] x86: narrow", 1, change(page, lsb)),
    mail("[PATCH 2/3] x86: widen", 2, change(lsb, page)),
    mail("[PATCH 3/3] x86: narrow again", 3, change(page, lsb)),
  );

const stamps = ({ patches }: Examination): string[] =>
  patches.map(({ blame }) => blame.find(({ rule }) => rule.startsWith("I16-"))?.text ?? "none");

test("a rule that a patch breaks and a later one mends is stamped along the series", () => {
  assert.deepEqual(stamps(series()), [
    "repaired by this patch",
    "introduced by patch 2/3, repaired by patch 3/3",
    "repaired by this patch",
  ]);
});

test("one patch of a series is stamped the same when it is examined alone", () => {
  const mails = [
    mail("[PATCH 1/3] x86: narrow", 1, change(page, lsb)),
    mail("[PATCH 2/3] x86: widen", 2, change(lsb, page)),
    mail("[PATCH 3/3] x86: narrow again", 3, change(page, lsb)),
  ];
  const alone = run(openSources([text("mails.mbox", mails.join(""))]), { ...m1, patches: ["2"] });
  assert.deepEqual(stamps(alone), [stamps(series())[1]]);
});

test("the report says whose it is", () => {
  assert.match(
    examinationText(series(), { trace: false }),
    /^ {4}whose: I16-badrange-exact: introduced by patch 2\/3, repaired by patch 3\/3$/m,
  );
});

test("a new version is compared with the one before it, beside its own changelog", () => {
  const log = "Changes since v1:\n - take the width from the mask\n\n";
  const { revisions } = examineMails(
    mail("[PATCH] x86: narrow", 1, change(page, "12")),
    mail("[PATCH v2] x86: narrow", 2, change(page, lsb), log),
  );
  const [one, ...others] = revisions;
  assert.deepEqual(others, []);
  assert.deepEqual([one?.older.revision, one?.newer.revision], [1, 2]);
  assert.ok(one?.scenarios[0]?.appears.includes("I16-badrange-exact: broken -> holds"));
  assert.deepEqual(one?.changelog, ["Changes since v1:", " - take the width from the mask"]);
});

test("what both versions do stays, what only the old one did vanishes", () => {
  const { revisions } = examineMails(
    mail("[PATCH] x86: narrow", 1, change(page, lsb)),
    mail("[PATCH v2] x86: narrow", 2, change(page, lsb)),
    mail("[PATCH v3] x86: narrow", 3, change(page, "12")),
  );
  const told = revisions.map(({ scenarios: [scenario] }) => [
    ...[scenario?.appears.length ?? 0, scenario?.vanishes.length ?? 0],
    0 < (scenario?.stays.length ?? 0),
  ]);
  assert.equal(told[0]?.[0], 0);
  assert.equal(told[0]?.[1], 0);
  assert.equal(told[0]?.[2], true);
  assert.ok(revisions[1]?.scenarios[0]?.vanishes.includes("I16-badrange-exact: broken -> holds"));
});

test("patches of different names are no versions of each other", () => {
  const { revisions } = examineMails(
    mail("[PATCH] x86: narrow", 1, change(page, lsb)),
    mail("[PATCH v2] x86: something else", 2, change(page, lsb)),
  );
  assert.deepEqual(revisions, []);
});

test("progress is told while a series is run", () => {
  const mails =
    mail("[PATCH 1/2] x86: narrow", 1, change(page, lsb)) +
    mail("[PATCH 2/2] x86: widen", 2, change(lsb, page));
  const steps = examine(openSources([text("mails.mbox", mails)]), { ...m1, patches: ["2"] });
  const abouts: string[] = [];
  for (let step = steps.next(); !step.done; step = steps.next()) abouts.push(step.value.about);
  assert.ok(abouts.includes("m1-mask-64-bytes: x86: narrow"), abouts.join("\n"));
});
