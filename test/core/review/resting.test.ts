// SPDX-License-Identifier: MIT
// What runs rest on beside where the hunks stand.
import assert from "node:assert/strict";
import test from "node:test";
import { checkResults, examinationJson, examinationText } from "../../../src/core/report";
import { panelOf } from "../../../src/core/view";
import { openSources, type Examination, type ExamineOptions } from "../../../src/core/review";
import { examineText, patchAt, patchText, text } from "./support";

const path = "fs/xfs/xfs_notify_failure.c";
const adding = (line: string): string =>
  patchText(
    path,
    "@@ -172,4 +172,5 @@ xfs_dax_notify_failure(\n" +
      " \tstruct xfs_mount\t*mp = dax_holder(dax_dev);\n" +
      " \tu64\t\t\tddev_start;\n \tu64\t\t\tddev_end;\n" +
      `+\t${line}\n \n`,
  );

const run = (line: string): Examination => examineText(adding(line), { scenarios: ["u1"] });

const nowhere = (examination: Examination): readonly string[] =>
  patchAt(examination)
    .assumptions.filter(({ code }) => code === "review/written-nowhere")
    .map(({ text }) => text);

test("a patch that writes only to what nothing declares says so before anything else", () => {
  const cases = [
    ["mp->m_leaving = true;", /^The field m_leaving of struct xfs_mount is unknown: .* nowhere/],
    ["mp->m_leaving |= 4;", /^The field m_leaving of struct xfs_mount is unknown/],
    ["mp->m_leaving++;", /^The field m_leaving of struct xfs_mount is unknown/],
    ["((struct xfs_leaving *)mp)->since = 1;", /^The field since of struct xfs_leaving is unknown/],
    ["*(leaving_t *)mp = 1;", /^The type leaving_t is unknown/],
  ] as const;
  for (const [line, wanted] of cases) {
    const examination = run(line);
    assert.match(patchAt(examination).headline, wanted, line);
    assert.equal(nowhere(examination).length, 1, line);
    const [, , , , , ...first] = examinationText(examination, { trace: false }).split("\n");
    assert.match(first.slice(0, 4).join(" "), /is unknown: neither the model/, line);
    assert.ok(first.includes("  No verdict changes in 1 scenario."), "on a line of its own");
    const [check] = checkResults(examination);
    assert.equal(check?.status, "warn", line);
    assert.match(check.summary, /is unknown, and what is written to it is lost; no rule newly/);
  }
});

test("what is declared, or only read, is written nowhere else", () => {
  assert.deepEqual(nowhere(run("mp->m_opstate |= 0;")), []);
  assert.deepEqual(nowhere(run("if (mp->m_leaving) return 0;")), []);
});

const shapesIn = (options: ExamineOptions, content = adding("mp->m_opstate |= 0;")) => {
  const examination = examineText(content, options);
  const found = patchAt(examination).assumptions.filter(
    ({ code }) => code === "review/shape-assumed",
  );
  return { examination, texts: found.map((one) => one.text), id: found[0]?.id ?? "" };
};

test("a run that enters a function from memory of later kernels rests on it, and no other", () => {
  const asked = { level: "L3", scenarios: ["u1-clean-unbind", "u5-no-rmapbt-poison"] };
  const { examination, texts, id } = shapesIn(asked);
  assert.equal(texts.length, 1);
  // Of the two, only one gives a page up by itself.
  assert.match(texts[0] ?? "", /^dax_lock_folio is from memory .* u5-no-rmapbt-poison shows rests/);
  const terminal = examinationText(examination, { trace: false }).replace(/\s+/g, " ");
  assert.ok(terminal.includes(`assumption ${id}: dax_lock_folio is from memory`));
  assert.ok(
    JSON.stringify(examinationJson(examination, { trace: false })).includes(texts[0] ?? ""),
  );
  const opened = openSources([text("test.patch", adding("mp->m_opstate |= 0;"))]);
  const { model } = panelOf({
    ...{ revision: 1, document: "a", opened, selection: {}, stale: false, examination },
  });
  assert.ok(JSON.stringify(model).includes("dax_lock_folio is from memory"));
  assert.deepEqual(shapesIn({ level: "L3", scenarios: ["u1-clean-unbind"] }).texts, []);
  // At the oldest level it locks by the page, as the text that was read does.
  assert.deepEqual(shapesIn({ ...asked, level: "L0" }).texts, []);
});

test("each function from memory of later kernels that a run enters is told for itself", () => {
  const content = patchText(
    path,
    "@@ -452,5 +452,6 @@ xfs_dax_notify_dev_failure(\n" +
      " \tif (!xfs_has_rmapbt(mp)) {\n" +
      ' \t\txfs_debug(mp, "notify_failure() needs rmapbt enabled!");\n' +
      '+\t\txfs_warn(mp, "no rmapbt");\n' +
      " \t\treturn -EOPNOTSUPP;\n \t}\n \n",
  );
  const { texts } = shapesIn({ level: "L5", scenarios: ["u1-clean-unbind"] }, content);
  assert.deepEqual(
    texts.map((one) => one.split(" ")[0]),
    ["fserror_report_data_lost", "xfs_healthmon_report_media", "xfs_dax_notify_dev_failure"],
  );
});
