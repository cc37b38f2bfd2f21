// SPDX-License-Identifier: MIT
// The report on the sample as text and as JSON, and what a hostile mail makes of both.
import assert from "node:assert/strict";
import test from "node:test";
import { columns, examinationJson, examinationText, wrap } from "../../../src/core/report";
import type { Cause, CauseLine, Examination } from "../../../src/core/review";
import { expectGolden } from "../../support/golden";
import { examined, examineText, patchText, whatIf } from "../review/support";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const json = (of: Examination, trace = false): Json => examinationJson(of, { trace }) as Json;
const short: Examination = examined({ patches: ["1"], scenarios: ["u1"] });

const tooWide = (text: string): string[] =>
  text.split("\n").filter((line) => columns < line.length);

/** Controls but the line feed, and the marks that reorder text. */
const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069]/;

// ---- text ----

test("the sample is reported as recorded", () =>
  expectGolden("test/corpus/report/sample.txt", examinationText(examined(), { trace: false })));

test("a scenario is told in full only where it adds, and every one where that is asked for", () => {
  const titles = (text: string): readonly string[] => text.match(/^ {2}As the texts stand/gm) ?? [];
  const told = examinationText(examined(), { trace: false });
  const full = examinationText(examined(), { trace: false, full: true });
  assert.ok(titles(told).length < titles(full).length);
  const brief = [...told.matchAll(/\(--scenario\s+(\S+)\s+tells\s+it\)/g)].map(([, id]) => id);
  assert.equal(new Set(brief).size, titles(full).length - titles(told).length);
  // A change of the literal runs is told of each scenario, in full or in a line.
  const parts = told.split(/^(?=Patch \d)/m).slice(1);
  for (const [index, { scenarios }] of examined().patches.entries())
    for (const { id, verdictChanges } of scenarios)
      for (const { invariant, after } of verdictChanges) {
        const part = parts[index] ?? "";
        const own = part.slice(part.indexOf(`\n${id}: `)).split("\n\n")[0] ?? "";
        if (after !== "unknown") assert.ok(own.includes(invariant), `${id} ${invariant}`);
      }
});

test("what one layer has told the next does not tell again", () => {
  const text = examinationText(short, { trace: false });
  const said: readonly string[] =
    text.match(/^ {4}(?:broken on both sides|state|cause): .*/gm) ?? [];
  assert.ok(said.length);
  const shared = said.filter((line, index) => said.indexOf(line) !== index);
  assert.deepEqual(
    shared.filter((line) => !/as above$/.test(line)),
    [],
  );
});

test("differences have the numbers that causes call them by", () => {
  const text = examinationText(short, { trace: false });
  const literal = text.slice(text.indexOf("As the texts stand"), text.indexOf("Layer 1"));
  assert.match(literal, /^ {4}differs 1: /m);
  assert.match(literal, /the start of divergence 1;/);
});

test("no line of a report is wider than 100 columns, with the trace or without", () => {
  for (const trace of [false, true])
    assert.deepEqual(tooWide(examinationText(examined(), { trace })), []);
});

test("a report with its trace tells both sides of every row, once", () => {
  const { alignment } = short.patches[0]?.scenarios[0] ?? assert.fail();
  const text = examinationText(short, { trace: true });
  const rows = text.split("\n").filter((line) => /^ {4}[ !+-] [ \d]{3}\d /.test(line));
  const wanted = (of: typeof alignment): number =>
    of.reduce((sum, { kind }) => sum + (kind === "changed" ? 2 : 1), 0);
  const layers = short.patches[0]?.scenarios[0]?.gates ?? [];
  const all = [alignment, ...layers.map((gate) => gate.alignment)];
  assert.equal(
    rows.length,
    all.reduce((sum, one) => sum + wanted(one), 0),
  );
});

test("no character of a mail steers the terminal or widens a line", () => {
  const subject = `a \u001b[31mred\u0007 \u202eword ${"x".repeat(300)}`;
  const hunk =
    "@@ -10,3 +10,3 @@ int f\u001b[2J(void)\n {\n-\treturn 1;\n+\treturn 2;\u0008\u009b\n }\n";
  const of = examineText(patchText("drivers/net/frob.c", hunk, subject), { scenarios: ["x1"] });
  assert.match(of.patches[0]?.subject ?? "", /x{300}/);
  for (const trace of [false, true]) {
    const text = examinationText(of, { trace });
    assert.doesNotMatch(text, steering);
    assert.deepEqual(tooWide(text), []);
    assert.match(text, /red/);
  }
});

test("broken rules by the dozen do not push the table past the edge", () => {
  const [patch] = short.patches;
  const [scenario] = patch?.scenarios ?? [];
  assert.ok(patch && scenario);
  const verdicts = Array.from({ length: 22 }, (_, index) => ({
    ...{ invariant: `I${index}-rule`, state: "broken" as const, why: "a reason" },
  }));
  const after = { ...scenario.after, verdicts };
  const wide = { ...short, patches: [{ ...patch, scenarios: [{ ...scenario, after }] }] };
  const text = examinationText(wide, { trace: false });
  assert.deepEqual(tooWide(text), []);
  assert.match(text.replace(/\s+/g, " "), /I19 I20 I21/);
});

test("a patch that is not run says why, and nothing of lines or scenarios", () => {
  const hunk =
    "@@ -172,4 +172,5 @@ xfs_dax_notify_failure(\n" +
    " \tstruct xfs_mount\t*mp = dax_holder(dax_dev);\n" +
    " \tu64\t\t\tddev_start;\n \tu64\t\t\tddev_end;\n+\tmp = {no_such_name};\n \n";
  const path = "fs/xfs/xfs_notify_failure.c";
  const text = examinationText(examineText(patchText(path, hunk)), { trace: false });
  assert.match(text, /Not run: the after side does not compile: /);
  assert.doesNotMatch(text, /Added lines|not related|scenario {2}/);
});

test("a patch of what is not modelled says so for every hunk", () => {
  const hunk = "@@ -10,3 +10,3 @@ int frob(int n)\n {\n-\treturn n;\n+\treturn n + 1;\n }\n";
  const of = examineText(patchText("drivers/net/frob.c", hunk), { scenarios: ["x1"] });
  const text = examinationText(of, { trace: false });
  assert.match(text, /^hunk 1\.1: absent/m);
  assert.match(text, /not related: x1-poison-one-page/);
});

const causesTold = (causes: readonly Cause[]): string => {
  const [patch] = short.patches;
  const [scenario] = patch?.scenarios ?? [];
  assert.ok(patch && scenario);
  const scenarios = [{ ...scenario, causes, gates: [] }];
  return examinationText(
    { ...short, patches: [{ ...patch, scenarios }] },
    { trace: false },
  ).replace(/\s+/g, " ");
};

const lineOf = (line: number, role: CauseLine["role"] = "cause"): CauseLine => ({
  ...{ kind: "added", text: "x();", role },
  place: { text: `mail:${line}`, from: "mail", path: "x.c", line },
});

const causeOf = (of: string, lines: readonly CauseLine[], more: Partial<Cause> = {}): Cause => ({
  ...{ of, hunks: ["1.1"], places: [], lines, text: `${of}: ${JSON.stringify(lines)}` },
  ...more,
});

test("causes of the same lines are told together, and only what was tried is claimed", () => {
  const text = causesTold([
    causeOf("outcome", [lineOf(7)]),
    causeOf("divergence 1", [lineOf(7)]),
    causeOf("state: P1 maps F1 page 0", [lineOf(7)]),
    causeOf("divergence 2", [lineOf(9)], { alsoWithout: true, incomplete: true }),
  ]);
  assert.match(
    text,
    /mail:7 \(hunk 1\.1\) is enough for outcome, 1 change of state and the start of divergence 1; /,
  );
  assert.match(text, /start of divergence 1; without it, none of that/);
  assert.match(
    text,
    /mail:9 \(hunk 1\.1\) is enough for the start of divergence 2; the other changed lines are/,
  );
  assert.match(text, /are, too; not narrowed down any further/);
});

test("lines that are enough only together are told so, and what they need is told apart", () => {
  const lines = [lineOf(7), lineOf(8), lineOf(9), lineOf(20)];
  const hunks = ["1.1", "1.2"];
  assert.match(
    causesTold([causeOf("outcome", lines, { hunks })]),
    /mail:7-9, mail:20 \(hunks 1\.1, 1\.2\) are enough for outcome; without them, none of that/,
  );
  assert.match(
    causesTold([causeOf("outcome", [lineOf(7), lineOf(3, "needed")])]),
    /mail:7 \(hunk 1\.1\), with mail:3 so that it compiles, are enough for outcome/,
  );
});

test("a stimulus is told to come from the scenario, not from a line of code", () => {
  const text = examinationText(short, { trace: true });
  assert.match(text, /^ +1 .* \[scenario\]$/m);
  assert.doesNotMatch(text, /model\/:/);
});

test("lines that wait behind another decision are not put down to the first", () => {
  const first =
    "@@ -186,8 +186,9 @@ void kill_dax(struct dax_device *dax_dev)\n {\n-\tif (!dax_dev)\n" +
    '-\t\treturn;\n+\tif (!dax_dev) {\n+\t\tpr_info("none\\n");\n+\t\treturn;\n+\t}\n \n' +
    " \tif (dax_dev->holder_data != NULL)\n" +
    " \t\tdax_holder_notify_failure(dax_dev, 0, U64_MAX, 0);\n";
  const path = "fs/xfs/xfs_notify_failure.c";
  const second =
    `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n` +
    "@@ -80,6 +80,7 @@ xfs_dax_failure_fn(\n \n" +
    " \tif (XFS_RMAP_NON_INODE_OWNER(rec->rm_owner) ||\n" +
    " \t    (rec->rm_flags & (XFS_RMAP_ATTR_FORK | XFS_RMAP_BMBT_BLOCK))) {\n" +
    '+\t\tpr_info("metadata\\n");\n' +
    " \t\txfs_force_shutdown(mp, SHUTDOWN_CORRUPT_ONDISK);\n" +
    " \t\treturn -EFSCORRUPTED;\n \t}\n";
  const of = examineText(patchText("drivers/dax/super.c", first + second), { scenarios: ["u1"] });
  assert.match(
    of.patches[0]?.headline ?? "",
    /: 3 of 4 executable added lines never run, 2 of them because `!dax_dev` \(mail:15\)/,
  );
});

test("what was set by hand is told before anything that rests on it", () => {
  const of = examined({ patches: ["1"], scenarios: ["u1"], initStack: "zero" });
  const text = examinationText(of, { trace: false });
  assert.match(text, /^ {2}With what was set by hand \(A3\): No verdict changes/m);
  assert.match(text, /^ {2}As the texts stand, with what was set by hand \(A3\):$/m);
  assert.match(examinationText(short, { trace: false }), /^ {2}As the texts stand:$/m);
});

test("a run that ended says of each open verdict why it is open", () => {
  const of = examined({
    patches: ["1"],
    scenarios: ["u13"],
    with: [whatIf("both-repaired")],
    over: [whatIf("error-returned")],
  });
  const text = examinationText(of, { trace: false }).replace(/\s+/g, " ");
  assert.match(text, /after side: I6 \(broken before; no walk over the reverse map began/);
});

test("a patch without a place in the model says so, and counts nothing of it", () => {
  const hunk = "@@ -10,3 +10,3 @@ int frob(int n)\n {\n-\treturn n;\n+\treturn n + 1;\n }\n";
  const of = examineText(patchText("drivers/net/frob.c", hunk), { scenarios: ["x1"] });
  const text = examinationText(of, { trace: false });
  assert.match(text, /^ {2}No hunk has a place in the model: nothing of this patch is run\.$/m);
  assert.match(text, /; hunk 1\.1 is\s+absent and not counted\.$/m);
});

test("text is broken at blanks, and a word that is too long is cut", () => {
  assert.deepEqual(wrap("a b", 2), ["  a b"]);
  const twoBlanks = `${"x".repeat(90)}  ${"y".repeat(20)}`;
  assert.deepEqual(wrap(twoBlanks, 0), ["x".repeat(90), `  ${"y".repeat(20)}`]);
  const lines = wrap(`${"word ".repeat(30)}${"y".repeat(250)} end`, 4, 6);
  assert.deepEqual(tooWide(lines.join("\n")), []);
  assert.ok(lines.slice(1).every((line) => line.startsWith(" ".repeat(10))));
  assert.equal(lines.join("").replace(/ /g, ""), `${"word".repeat(30)}${"y".repeat(250)}end`);
  assert.deepEqual(wrap("one\r\n\ttwo", 0), ["one two"]);
});

// ---- JSON ----

test("the JSON has its documented keys", () => {
  const keys = (value: Json | undefined): string[] => Object.keys(value as object).sort();
  const all = json(short) as { readonly [key: string]: Json };
  assert.equal(all["schema"], 1);
  assert.deepEqual(keys(all), [
    ...["diagnostics", "level", "patches", "ranOn", "revisions", "schema"],
  ]);
  const [patch] = all["patches"] as readonly { readonly [key: string]: Json }[];
  assert.deepEqual(keys(patch), [
    ...[
      "assumptions",
      "blame",
      "comments",
      "coverage",
      "dependences",
      "headline",
      "level",
      "notAsked",
      "number",
      "placements",
      "revision",
      "scenarios",
    ],
    ...["subject", "unrelated"],
  ]);
  const [scenario] = patch?.["scenarios"] as readonly { readonly [key: string]: Json }[];
  const compared = [
    ...["after", "before", "causes", "changed", "coverage", "divergences", "firstDivergence"],
    ...["stateChanges", "stateDifferences", "verdictChanges"],
  ];
  assert.deepEqual(keys(scenario), [...compared, "gates", "id", "title"].sort());
  assert.deepEqual(keys(scenario?.["before"]), [
    "changes",
    "events",
    "notable",
    "outcome",
    "verdicts",
  ]);
  const { before } = scenario as { readonly before: { readonly [key: string]: Json } };
  assert.equal(typeof before["events"], "number");
  const [gate] = scenario?.["gates"] as readonly Json[];
  assert.deepEqual(
    keys(gate),
    [...compared, "assumption", "condition", "forced", "kind", "layer", "place", "side"].sort(),
  );
  assert.deepEqual(keys(patch?.["coverage"]), ["executable", "noCode", "notRun", "ran", "removed"]);
});

test("where nothing differs the first divergence is null, not missing", () => {
  const of = examined({ patches: ["1"], scenarios: ["u1"], hunks: [] });
  const text = JSON.stringify(json(of));
  assert.doesNotMatch(text, /"changed":true/);
  const alike = examined({ patches: ["1"], scenarios: ["x1"] });
  assert.match(JSON.stringify(json(alike)), /"firstDivergence":null/);
});

test("traces are in the JSON only where they are asked for, each step with its place", () => {
  const text = (trace: boolean): string => JSON.stringify(json(short, trace));
  assert.doesNotMatch(text(false), /"trace":|"alignment":/);
  const { patches } = json(short, true) as { readonly patches: readonly Json[] };
  const shown = JSON.stringify(patches);
  const traces = [...shown.matchAll(/"trace":\[\{"step":1,/g)].length;
  assert.equal(traces, [...shown.matchAll(/"outcome":\{"kind"/g)].length);
  assert.match(shown, /"place":\{"text":"mail:\d+","from":"mail","hunk":"1\.\d","hunkLine":\d+\}/);
});

test("the JSON is nothing but JSON, and the same each time", () => {
  for (const trace of [false, true]) {
    const value = json(examined(), trace);
    assert.deepEqual(JSON.parse(JSON.stringify(value)), value);
    assert.equal(JSON.stringify(json(examined(), trace)), JSON.stringify(value));
  }
  const again = examined({ patches: ["1"], scenarios: ["u1"], with: [] });
  assert.notEqual(again, short);
  assert.equal(JSON.stringify(json(again, true)), JSON.stringify(json(short, true)));
});

test("a trap is told with its place, its calls and the origin of the value", () => {
  const of = examined({ patches: ["1"], scenarios: ["u1"], with: [whatIf("ready-repaired")] });
  const text = JSON.stringify(json(of));
  assert.match(text, /"outcome":\{"kind":"trapped","trap":"undefined-decides"/);
  assert.match(text, /"origin":\{"text":"notify\.mf_flags[^}]*"place":\{"text":"model\//);
  assert.match(text, /"stack":\[\{"function":"xfs_dax_failure_fn","place":\{"text":"mail:\d+"/);
});

test("a story of before that an earlier scenario has told is told by its name", () => {
  const [told] = examined().patches.slice(1);
  const report = examinationText({ ...examined(), patches: told ? [told] : [] }, { trace: false });
  assert.match(report, /^m3-mask-zero: [^]*?^ {4}before: as in m1-mask-64-bytes$/m);
  assert.equal(report.match(/GHES: uncorrected error/g)?.length, 1);
});
