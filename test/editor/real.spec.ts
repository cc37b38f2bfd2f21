// SPDX-License-Identifier: MIT
// Real list mail, reviewed as a person does it: two threads copied from a web archive, in which
// patches survive as quotes, and a mailbox of a hundred mails. Skipped where there is none.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import {
  atLine,
  chordTo,
  goToLine,
  openFile,
  openSimulationTab,
  runCommand,
  webviewFrames,
} from "./browser";
import { answer, lensOf, panelFrame, tabOf, threadOf, turnTo as toTab, waitUntil } from "./reader";
import { editorName, projectRoot } from "./server";
import { openSession, type Session } from "./session";

const shared = join(projectRoot, "../shared");
const copied = join(shared, "seed/thread.txt");
const mailbox = join(shared, "mail/unbind-thread.mbox");
const missing = [copied, mailbox].filter((path) => !existsSync(path));

describe(
  `real mail in ${editorName}`,
  { skip: missing.length ? `not there: ${missing.join(", ")}` : false },
  () => {
    let session: Session;
    let page: Page;

    before(async () => {
      session = await openSession({
        name: "real",
        fill: (workspace) => {
          copyFileSync(copied, join(workspace, "thread.txt"));
          copyFileSync(mailbox, join(workspace, "unbind.mbox"));
        },
      });
      ({ page } = session);
    });

    after(() => session?.stop());

    afterEach((t) => session?.shootFailed(t));

    const lens = (text: string | RegExp) => lensOf(page, text);

    /** Lines, from 1, of a file that hold a text. */
    const linesOf = (path: string, text: string): readonly number[] =>
      readFileSync(path, "utf8")
        .split("\n")
        .flatMap((line, index) => (line.includes(text) ? [index + 1] : []));

    const lineOf = (path: string, text: string, which = 0): number =>
      linesOf(path, text)[which] ?? assert.fail(text);

    async function turnTo(name: string, line: number): Promise<void> {
      const tab = tabOf(page, name);
      if (await tab.count()) await toTab(page, name);
      else await openFile(page, name);
      await goToLine(page, line);
    }

    test("a copy from an archive has lenses wherever a hunk is quoted, and colours", async () => {
      for (const line of linesOf(copied, "@@ -323,7")) {
        await turnTo("thread.txt", line);
        await lens("Simulate 1.1 in kill_dax").first().waitFor();
      }
      await page.locator(".statusbar-item", { hasText: "Kernel Patch Mail" }).first().waitFor();
      await session.shoot("real-opened");
    });

    test("a press runs it, and the first sentence is what a reviewer has to know", async () => {
      await lens("Simulate 1.1 in kill_dax").first().click();
      await lens(/^1\.1: \d of \d+ scenarios/)
        .first()
        .waitFor();
      const said = await (await panelFrame(page)).innerText("#headline");
      assert.match(said, /^No verdict changes in \d+ scenarios: .*never run/);
      assert.match(said, /m_sb\.sb_flags has 8 bits/);
      await session.shoot("real-ran");
    });

    test("behind the gate the steps lead to the line nobody set a value for", async () => {
      await openSimulationTab(page);
      await runCommand(page, "View: Close Primary Side Bar");
      const [tab] = await webviewFrames(page, "main#panel .trace:not(.one-lane)", 1);
      assert.ok(tab);
      await session.shoot("real-tab-top");
      await tab.locator('[data-key="layer:1"]').click();
      await tab.locator('[data-key="layer:1"][aria-selected="true"]').waitFor();
      await tab.locator(".trace").focus();
      await page.keyboard.press("End");
      await tab.locator(".trace-tools").evaluate((node) => node.scrollIntoView());
      await session.shoot("real-tab");
      const line = lineOf(copied, "notify->mf_flags & MF_MEM_PRE_REMOVE", 1);
      const trap = tab.locator('[data-key="after-place"]');
      assert.equal(await trap.innerText(), `mail:${line}`);
      await trap.click();
      // The focus stays in the panel; the line is the one the editor stands on.
      const stood = page.locator(".editor-instance .active-line-number", { hasText: `${line}` });
      await stood.first().waitFor();
      await page.locator(".tab", { hasText: "Hunkscope Simulation" }).first().click();
      await page.keyboard.press("Control+F4");
      await runCommand(page, "Hunkscope: Show Simulation");
    });

    test("what reviewers asked stands on its line, and is answered by mail", async () => {
      await turnTo("thread.txt", lineOf(copied, "@@ -174,12", 1));
      await runCommand(page, "Comments: Expand All Comments");
      const thread = threadOf(page, "Are all mappings invalidated after this point?");
      await thread.first().waitFor();
      await session.shoot("real-comments");
      const text = await answer(page, thread, "Which ones are left?");
      await waitUntil("the draft", async () =>
        /^Subject: Re: \[RFC PATCH v6\]/m.test(await text()),
      );
      assert.match(await text(), /^> /m);
      await session.shoot("real-draft");
      await runCommand(page, "Comments: Collapse All Comments");
    });

    test("before and after are one key away, hunks are walked and marked", async () => {
      const [first = 0] = linesOf(copied, "@@ -323,7");
      const [second = 0] = linesOf(copied, "@@ -76,6");
      await turnTo("thread.txt", second);
      await runCommand(page, "Hunkscope: Open Before | After of Hunk");
      const diff = page.locator(".monaco-diff-editor .editor.modified");
      await diff.locator(".view-line", { hasText: "MF_MEM_PRE_REMOVE" }).first().waitFor();
      await session.shoot("real-diff");
      await turnTo("thread.txt", 1);
      for (const [chord, line] of [
        ["Alt+ArrowDown", first],
        ["Alt+ArrowDown", second],
        ["Alt+ArrowUp", first],
        ["Alt+Enter", second],
      ] as const)
        await chordTo(page, chord, line);
    });

    test("a mailbox of a hundred mails is read beside the editor, patch by patch", async () => {
      const line = lineOf(mailbox, "@@ -312,7");
      await turnTo("unbind.mbox", line);
      await lens("Simulate 1.1 in kill_dax").first().waitFor();
      await page.locator(".pane-body [role=treeitem]", { hasText: "1.1 " }).first().waitFor();
      await session.shoot("real-mailbox");
      await lens("Simulate 1.1 in kill_dax").first().click();
      await lens(/^1\.1: /)
        .first()
        .waitFor();
      await session.shoot("real-mailbox-ran");
      await runCommand(page, "Hunkscope: Go to Next Hunk");
      await atLine(page, lineOf(mailbox, "@@ -359,7"));
      await runCommand(page, "Hunkscope: Open Before | After of Hunk");
      const diff = page.locator(".monaco-diff-editor .editor.modified");
      await diff.locator(".view-line", { hasText: "kill_dax" }).first().waitFor();
      await session.shoot("real-mailbox-diff");
    });

    test("what a reviewer asked in the mailbox is answered by mail, below its quote", async () => {
      await turnTo("unbind.mbox", lineOf(mailbox, "@@ -597,6"));
      await runCommand(page, "Comments: Expand All Comments");
      const thread = threadOf(page, "I think the put_dax will have to move as well.");
      await thread.first().waitFor();
      await session.shoot("real-mailbox-comments");
      const text = await answer(page, thread, "In which order are they called then?");
      await waitUntil("the draft", async () => /^Subject: Re: .*MF_MEM_REMOVE/m.test(await text()));
      assert.match(await text(), /^To: Shiyang Ruan/m);
      assert.match(await text(), /^> .*devm_add_action_or_reset/m);
      await session.shoot("real-mailbox-draft");
    });

    test("comments on no line of a patch are listed behind its patches", async () => {
      const rows = page.locator(".pane-body [role=treeitem]");
      await rows.first().click();
      await page.keyboard.press("End");
      await waitUntil("a row of unplaced comments", async () => {
        if (await rows.filter({ hasText: "Comments without a place" }).count()) return true;
        await page.keyboard.press("ArrowUp");
        return false;
      });
    });
  },
);
