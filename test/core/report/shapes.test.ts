// SPDX-License-Identifier: MIT
// The same examination as a reply, as Markdown, as a page and as b4's check.
import assert from "node:assert/strict";
import test from "node:test";
import {
  checkResults,
  examinationHtml,
  examinationMarkdown,
  findingsOf,
  replyMail,
} from "../../../src/core/report";
import { questionsOf } from "../../../src/core/report/findings";
import { openSources, type Examination } from "../../../src/core/review";
import { expectGolden } from "../../support/golden";
import { examined, file, opened, patchAt, patchText, run, text } from "../review/support";

const reply = (index: number, of: Examination = examined()): string =>
  replyMail(of, opened(), patchAt(of, index), "thread.mbox");

// ---- the reply ----

test("the replies to the sample are as recorded", () => {
  expectGolden("test/corpus/report/reply-removal.txt", reply(0));
  expectGolden("test/corpus/report/reply-width.txt", reply(1));
});

test("a reply answers the mail that carries the patch", () => {
  const lines = reply(1).split("\n");
  const head = lines.slice(0, lines.indexOf(""));
  assert.ok(head.includes("In-Reply-To: <20220718-width-v3@example.org>"));
  assert.ok(head.some((line) => /^References: .*<20220718-width-v3@example.org>$/.test(line)));
  assert.ok(head.some((line) => /^Subject: Re: \[PATCH v3\] x86\/mce: /.test(line)));
  assert.ok(head.includes("To: Patch Author <author@example.org>"));
});

test("what a reply says itself fits 72 columns; what it quotes stands as it stood", () => {
  const source = new TextDecoder().decode(file("media/sample/thread.mbox").bytes);
  const known = new Set(source.split("\n").map((line) => line.trimEnd()));
  for (const index of [0, 1]) {
    const lines = reply(index).split("\n");
    const body = lines.slice(lines.indexOf("") + 1);
    for (const line of body)
      if (line.startsWith(">"))
        assert.ok(known.has(line.slice(1).replace(/^ /, "")) || known.has(line.slice(1)), line);
      // A word of a command is not cut: it would be another one.
      else assert.ok(line.length <= 72 || /^ {8}[^ ]+( \\)?$/.test(line), line);
  }
});

test("a command goes on over lines as a shell reads it, its words whole", () => {
  const commands = reply(0).match(/^ {4}hunkscope .*(\n {8}.*)*/gm) ?? [];
  assert.ok(commands.length);
  for (const command of commands) {
    const lines = command.split("\n");
    assert.ok(lines.slice(0, -1).every((line) => line.endsWith(" \\")));
    assert.ok(!lines.at(-1)?.endsWith("\\"));
  }
  assert.match(commands.join("\n"), /false@null:xfs_alloc_read_agf$/m);
});

test("every finding is a question and shows at most six steps", () => {
  for (const patch of examined().patches)
    for (const { question, trace, kind } of findingsOf(patch)) {
      assert.match(question, /\?$/);
      assert.ok(trace.length <= 6);
      assert.ok(kind === "never-ran" || trace.length, question);
    }
});

test("nobody is asked twice about one run of the same lines, nor shown them twice", () => {
  const asked = questionsOf(findingsOf(patchAt(examined(), 1)));
  const keys = asked.map(({ replay, assumptions, lines }) =>
    JSON.stringify([replay, assumptions, lines]),
  );
  assert.equal(new Set(keys).size, keys.length);
  assert.ok(asked.some(({ besides }) => besides.length));
  const quotes = reply(1)
    .split("\n")
    .filter((line) => line.startsWith("> +"));
  assert.equal(new Set(quotes).size, quotes.length);
  assert.match(reply(1), /^The same run breaks what held before: /m);
});

test("lines that came without the head of a hunk are quoted without one", () => {
  const source = text(
    "bare.eml",
    "From: A Reviewer <a@example.org>\nDate: Mon, 18 Jul 2022 10:00:00 +0000\n" +
      "Subject: RE: [PATCH v3] x86/mce: width from hardware\n\n" +
      "> +\tm.misc = (MCI_MISC_ADDR_PHYS << 6) |\n" +
      "> +\t\t __ffs64(mem_err->physical_addr_mask);\n\n" +
      "Does apei_mce_report_mem_error() trust that mask?\n",
  );
  const own = openSources([source]);
  const of = run(own, { scenarios: ["m3-mask-zero"] });
  const mail = replyMail(of, own, patchAt(of), "bare.eml");
  assert.match(mail, /^>+ .*m\.misc = /m);
  assert.doesNotMatch(mail, /^>+ *@@/m);
});

test("what is found without an assumption is not told again under one", () => {
  const summaries = findingsOf(patchAt(examined(), 1)).map(({ summary }) => summary);
  assert.equal(new Set(summaries).size, summaries.length);
});

test("a patch without a finding is answered with counts, not with praise", () => {
  const hunk = "@@ -10,3 +10,3 @@ int frob(int n)\n {\n-\treturn n;\n+\treturn n + 1;\n }\n";
  const source = text("frob.patch", patchText("drivers/net/frob.c", hunk));
  const own = openSources([source]);
  const of = run(own, { scenarios: ["x1-poison-one-page"] });
  const mail = replyMail(of, own, patchAt(of), "frob.patch");
  assert.match(
    mail.replace(/\s+/g, " "),
    /rests on 1 scenario, 0 of them with what the patch changes/,
  );
});

// ---- Markdown ----

test("no word of a mail becomes markup", () => {
  const hunk = "@@ -10,3 +10,3 @@ int frob(int n)\n {\n-\treturn n;\n+\treturn n + 1;\n }\n";
  const subject =
    "a <script>x</script> [link](http://example.org) @someone `code` | cell __ffs64 a_b__c _x_";
  const own = openSources([text("x.patch", patchText("drivers/net/frob.c", hunk, subject))]);
  const markdown = examinationMarkdown(run(own, { scenarios: ["x1-poison-one-page"] }));
  assert.doesNotMatch(markdown, /<script|\[link\]|@someone|`code`/);
  assert.match(markdown, /cell &#95;&#95;ffs64 a_b__c &#95;x&#95;$/m, "but names are left alone");
});

test("Markdown tells what the text tells", () => {
  const markdown = examinationMarkdown(examined());
  assert.match(markdown, /^## Patch 1: dax, xfs/m);
  assert.match(markdown, /^\| u1-clean-unbind \| broken I1 I3 \| broken I1 I3 \| differs \|$/m);
  // Every layer of the story is a paragraph of its own.
  assert.match(markdown, /\n\nNo verdict changes .*\n\nU1, if .*\n\nBehind that, if /);
  assert.equal(
    [...markdown.matchAll(/<details>/g)].length,
    [...markdown.matchAll(/<\/details>/g)].length,
  );
});

// ---- the page ----

test("a page has every view of every patch, and no data can end its script", () => {
  const hostile = "</script><img src=x>";
  const files = { script: "drawPanel()", style: "body{}" };
  const html = examinationHtml(examined(), opened(), "thread.mbox", [hostile], files);
  assert.equal([...html.matchAll(/<script/g)].length, 3);
  assert.doesNotMatch(html, /<img/);
  const [, json = ""] = /type="application\/json" id="data">(.*)<\/script>/.exec(html) ?? [];
  const { views, mail } = JSON.parse(json) as { views: unknown[]; mail: string[] };
  const wanted = examined().patches.flatMap(({ scenarios }) =>
    scenarios.flatMap(({ gates }) => [0, ...gates]),
  );
  assert.equal(views.length, wanted.length);
  assert.deepEqual(mail, [hostile]);
});

// ---- b4's check ----

test("a patch that breaks a rule as it stands fails, one that only might is a warning", () => {
  assert.deepEqual(
    checkResults(examined()).map(({ status }) => status),
    ["warn", "fail"],
  );
});

test("a patch without a finding passes with counts", () => {
  const hunk =
    "@@ -176,6 +176,6 @@ xfs_dax_notify_failure(\n \n" +
    " \tif (!(mp->m_sb.sb_flags & SB_BORN)) {\n" +
    '-\t\txfs_warn(mp, "filesystem is not ready for notify_failure()!");\n' +
    '+\t\txfs_warn(mp, "filesystem is not ready yet");\n' +
    " \t\treturn -EIO;\n \t}\n";
  const own = openSources([text("x.patch", patchText("fs/xfs/xfs_notify_failure.c", hunk))]);
  const [result] = checkResults(run(own, { scenarios: ["u1"] }));
  assert.equal(result?.status, "pass");
  assert.match(
    result.summary,
    /no rule newly broken in 1 scenario; 1 of 1 added and 1 of 1 removed lines with code ran/,
  );
});
