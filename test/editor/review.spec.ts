// SPDX-License-Identifier: MIT
// A review as a person does it in a real VS Code: what stands in the editor beside the panel.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import type { Frame, Locator, Page } from "playwright-core";
import {
  atLine as atLineOf,
  chordTo,
  foreignRequests,
  goToLine,
  openFile,
  runCommand,
} from "./browser";
import * as reader from "./reader";
import { waitUntil } from "./reader";
import { editorName, editorVersion, projectRoot } from "./server";
import { openSession, sampleInto, type Session } from "./session";

const committed = "queue.patch";

/** A repository that knows a patch which is no longer there as it was. */
function commitPatch(folder: string): void {
  const git = (...args: readonly string[]): void =>
    assert.equal(spawnSync("git", args, { cwd: folder }).status, 0, args.join(" "));
  copyFileSync(join(folder, "what-if-ready-repaired.patch"), join(folder, committed));
  git("init", "-q");
  git("add", committed);
  const who = ["-c", "user.name=Reader", "-c", "user.email=reader@example.org"];
  git(...who, "commit", "-q", "-m", "queue");
  writeFileSync(join(folder, committed), "Taken out of the queue.\n");
}

/** Its git extension needs a module that is not built here, and ends at once. */
const gitMissing = editorVersion === "1.139.1" && "the served build's git lacks a native module";

describe(`a review in ${editorName}`, () => {
  const lines = readFileSync(join(projectRoot, "media/sample/thread.mbox"), "utf8").split("\n");
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession({
      name: "review",
      fill: (workspace) => {
        sampleInto(workspace);
        commitPatch(workspace);
      },
      settings: { "git.enabled": true, "git.autoRepositoryDetection": true },
    });
    ({ page } = session);
  });

  after(() => session?.stop());

  afterEach((t) => session.shootFailed(t));

  const shoot = (name: string): Promise<unknown> => session.shoot(name);

  /** The line, from 1, that has a text and follows the line that has an earlier one. */
  function lineOf(text: string, behind = ""): number {
    const start = lines.findIndex((line) => line.includes(behind));
    return lines.findIndex((line, index) => start <= index && line.includes(text)) + 1;
  }

  const styles = (all: Locator, name: string, part?: string): Promise<readonly string[]> =>
    all.evaluateAll(
      (nodes, { name, part }) =>
        nodes.map((node) => {
          const style = getComputedStyle(node, part);
          return `${(style as unknown as Record<string, string>)[name] ?? ""}`;
        }),
      { name, part },
    );

  const lens = (text: string | RegExp): Locator => reader.lensOf(page, text);

  const panelFrame = (selector?: string): Promise<Frame> => reader.panelFrame(page, selector);

  async function keys(...chord: readonly string[]): Promise<void> {
    for (const key of chord) await page.keyboard.press(key);
  }

  const atLine = (line: number): Promise<void> => atLineOf(page, line);

  async function openMailAt(line: number): Promise<void> {
    const tab = reader.tabOf(page, "thread.mbox");
    if (await tab.count()) await reader.turnTo(page, "thread.mbox");
    else await openFile(page, "thread.mbox");
    await goToLine(page, line);
  }

  test("a click on a lens runs its patch", async () => {
    await openMailAt(lineOf("@@ -80,6"));
    await lens("Simulate 1.2").first().click();
    await panelFrame();
    await lens(/^1\.2: /)
      .first()
      .waitFor();
  });

  test("before and after of a hunk open side by side, and say where lines came from", async () => {
    await goToLine(page, lineOf("@@ -174,12"));
    await runCommand(page, "Hunkscope: Open Before | After of Hunk");
    await page.locator(".tab", { hasText: "before | after" }).first().waitFor();
    const diff = page.locator(".monaco-diff-editor .editor.modified");
    await diff.locator(".view-line", { hasText: "MF_MEM_PRE_REMOVE" }).first().waitFor();
    // Decorations of both sides: the mail's lines with their place, and what ran.
    const notes = diff.locator('.view-line span[class*="ced-"]');
    await waitUntil("a note", async () =>
      (await styles(notes, "content", "::after")).some((text) => /mail:\d+,\s*hunk/.test(text)),
    );
    const icons = diff.locator(".cgmr");
    for (const name of ["ran-", "idle-"])
      await waitUntil(name, async () =>
        (await styles(icons, "backgroundImage")).some((url) => url.includes(name)),
      );
    // What a reviewer said of a line stands beside that line here as well.
    await diff.locator(".comment-thread").first().waitFor({ state: "attached" });
    await shoot("before-after");
  });

  test("a hover names the line of the mail or of the model", async () => {
    await openMailAt(lineOf("@@ -80,6"));
    await runCommand(page, "Hunkscope: Open Before | After of Hunk");
    const changed = page.locator(".editor.modified .view-line", {
      hasText: "notify->mf_flags & MF_MEM_PRE_REMOVE",
    });
    const line = lineOf("notify->mf_flags & MF_MEM_PRE_REMOVE");
    const said = await (await reader.hoverOf(page, changed, "From the mail")).innerText();
    assert.match(said, new RegExp(`mail:${line}, added line of hunk`));
    assert.match(said, /in the selected scenario/);
    await page.keyboard.press("Escape");
  });

  test("a line leads to its step, and the step back to its line", async () => {
    const called = lineOf("MF_MEM_PRE_REMOVE);");
    await openMailAt(called - 1);
    await runCommand(page, "Hunkscope: Show Step of This Line");
    const frame = await panelFrame(".step.here");
    const row = frame.locator(".step.here");
    assert.match(await row.innerText(), /dax_holder_notify_failure/);
    await waitUntil("the focus", () =>
      row.evaluate((node) => node.closest(".trace") === document.activeElement),
    );
    await shoot("step-of-line");
    await page.keyboard.press("Enter");
    await atLine(called - 1);
  });

  test("before and after tell values at the ends of lines, and follow the steps", async () => {
    await openMailAt(lineOf("@@ -191,7"));
    await runCommand(page, "Hunkscope: Open Before | After of Hunk");
    const after = page.locator(".monaco-diff-editor .editor.modified");
    await after.locator(".view-line", { hasText: "MF_MEM_PRE_REMOVE" }).first().waitFor();
    const told = async (): Promise<string> =>
      (await styles(after.locator('.view-line span[class*="ced-"]'), "content", "::after")).join(
        " ",
      );
    const frame = await panelFrame(".trace");
    await frame.locator(".trace").focus();
    await keys("Home", "n");
    await waitUntil("the flags of the call", async () =>
      (await told()).includes("mf_flags = MF_MEM_PRE_REMOVE"),
    );
    await shoot("values");
    await frame.locator(".trace").focus();
    await keys("Home", "Home");
    await waitUntil("an earlier step", async () => !(await told()).includes("MF_MEM_PRE_REMOVE"));
  });

  test("a second lens offers what else can be done with its hunk", async () => {
    await openMailAt(lineOf("@@ -80,6"));
    await lens(/^1\.2: /)
      .first()
      .waitFor();
    await lens("More...").nth(1).click();
    const item = page.locator(".quick-input-list .monaco-list-row");
    await item.filter({ hasText: "Switch Hunk Off and Run" }).waitFor();
    await shoot("more");
    await item.filter({ hasText: "Go to Next Hunk" }).click();
    await atLine(lineOf("@@ -174,12"));
  });

  test("a switch in the panel runs again without its hunk, and with it", async () => {
    await openMailAt(lineOf("@@ -191,7"));
    const frame = await panelFrame();
    const off = frame.locator('.switch[data-key="switch:1.1"]');
    await off.click();
    await frame.locator('.switch[data-key="switch:1.1"][aria-checked="false"]').waitFor();
    await lens("1.1: switched off").first().waitFor();
    await off.scrollIntoViewIfNeeded();
    await shoot("switched-off");
    await off.click();
    await frame.locator('.switch[data-key="switch:1.1"][aria-checked="true"]').waitFor();
    await lens(/^1\.1: \d/)
      .first()
      .waitFor();
  });

  test("hunks are walked and marked as reviewed by keyboard", async () => {
    await openMailAt(1);
    await chordTo(page, "Alt+ArrowDown", lineOf("@@ -191,7"));
    await chordTo(page, "Alt+Enter", lineOf("@@ -80,6"));
    await chordTo(page, "Alt+ArrowUp", lineOf("@@ -191,7"));
    const checked = page.locator('.pane-body [role=treeitem] [role=checkbox][aria-checked="true"]');
    await checked.first().waitFor();
    assert.equal(await checked.count(), 1);
  });

  test("a mail has an outline, folds, colours and links between messages", async () => {
    await openMailAt(lineOf("@@ -191,7"));
    const colour = async (text: string): Promise<string> => {
      const line = page.locator(".view-line", { hasText: text }).first();
      return (await line.locator("span span").last().getAttribute("class")) ?? "";
    };
    // Added, removed, and what stays: as soon as the grammar was there.
    const marked = ["MF_MEM_PRE_REMOVE);", "U64_MAX, 0);", "clear_bit(DAXDEV_ALIVE"];
    await waitUntil("three colours", async () => {
      const colours = [];
      for (const text of marked) colours.push(await colour(text));
      return new Set(colours).size === marked.length && colours[0] !== "mtk1";
    });
    await shoot("mail");
    await page.keyboard.press("Control+Shift+O");
    const row = page.locator(".quick-input-list .monaco-list-row");
    await row.filter({ hasText: "1.1 drivers/dax/super.c" }).first().waitFor();
    await page.keyboard.press("Escape");
    const link = lineOf("In-Reply-To: <20220718-first-look@example.org>");
    await goToLine(page, link);
    await page.locator(".detected-link", { hasText: "20220718-first-look" }).first().waitFor();
    await runCommand(page, "Fold All");
    await page
      .locator(".view-line", { hasText: "MF_MEM_PRE_REMOVE" })
      .first()
      .waitFor({ state: "detached" });
    await runCommand(page, "Unfold All");
  });

  test("all files of all patches open in one editor", async () => {
    await openMailAt(lineOf("@@ -80,6"));
    await runCommand(page, "Hunkscope: Open All Changes as Run");
    await page.locator(".multiDiffEntry").first().waitFor();
    await page.locator(".multiDiffEntry .line-insert").first().waitFor();
    // A file is not taken for one of another name, which editors would mark with an R.
    const heads = page.locator(".multiDiffEntry .header:visible");
    assert.match(await heads.first().innerText(), /super\.c\s*\/1\/drivers\/dax\s*$/);
    await shoot("all-changes");
  });

  test("the status bar says what was found, and a press shows the simulation", async () => {
    const item = page.locator(".statusbar-item", { hasText: /\d of \d+ scenarios change/ });
    await item.first().waitFor();
    await item.first().click();
    await panelFrame();
  });

  test("what a patch newly breaks is listed among the problems, as information", async () => {
    await openMailAt(1);
    await openFile(page, "what-if-ready-repaired.patch");
    await runCommand(page, "Hunkscope: Simulate Patch");
    await lens(/^1\.1: /)
      .first()
      .waitFor();
    const mark = page.locator(".squiggly-info");
    await mark.first().waitFor({ state: "attached" });
    await keys("Control+Shift+M");
    const told = /newly broken|broken, and not decided before/;
    const problem = page.locator(".markers-panel .monaco-list-row", { hasText: told });
    await problem.first().waitFor();
    assert.match(await problem.first().innerText(), /I6 every record visited.*u1-clean-unbind/);
    await shoot("problems");
    await keys("Control+J");
  });

  test("a patch of the explorer is simulated from its menu", async () => {
    await page.locator('.activitybar .action-item a[aria-label^="Explorer"]').click();
    const row = page.locator(".explorer-folders-view .monaco-list-row", {
      hasText: "both-repaired",
    });
    await reader.pickFromMenu(page, row, "Simulate Patch");
    await page.locator(".tab", { hasText: "what-if-both-repaired.patch" }).first().waitFor();
    await lens(/^1\.1: /)
      .first()
      .waitFor();
  });

  test(
    "a document of git, a patch as it was committed, has lenses and runs",
    {
      skip: gitMissing,
    },
    async () => {
      await openFile(page, committed);
      await runCommand(page, "Git: Open File (HEAD)");
      await page.locator(".tab.active", { hasText: "(HEAD)" }).first().waitFor();
      await lens("Simulate 1.1").first().click();
      await lens(/^1\.1: /)
        .first()
        .waitFor();
      await keys("Control+F4");
    },
  );

  test("a command of the palette takes the lenses away, and gives them back", async () => {
    await openMailAt(lineOf("@@ -80,6"));
    await lens("More...").first().waitFor();
    await runCommand(page, "Hunkscope: Toggle CodeLens on Hunks");
    await lens("More...").first().waitFor({ state: "detached" });
    await runCommand(page, "Hunkscope: Toggle CodeLens on Hunks");
    await lens("More...").first().waitFor();
  });

  test("the walkthrough leads through the sample", async () => {
    await runCommand(page, "Welcome: Open Walkthrough...");
    const entry = page.locator(".quick-input-list .monaco-list-row");
    await entry.filter({ hasText: "Review a Patch by Running It" }).first().click();
    await page.locator(".getting-started-step", { hasText: "Open a thread" }).first().waitFor();
    await shoot("walkthrough");
    await page.locator(".monaco-button", { hasText: "Open Sample Thread" }).first().click();
    // There is a file of this name besides.
    const sample = '.editor-group-container.active [data-uri="hunkscope:/sample/thread.mbox"]';
    await page.locator(sample).first().waitFor();
    await runCommand(page, "View: Close Editor");
    await page.locator(sample).first().waitFor({ state: "detached" });
  });

  test("review comments stand on the lines they are about, as text", async () => {
    await openMailAt(lineOf("@@ -174,12"));
    await runCommand(page, "Comments: Expand All Comments");
    const thread = reader.threadOf(page, "What is still mapped");
    await thread.first().waitFor();
    assert.match(await thread.first().innerText(), /First Reviewer[\s\S]*Patch Author/);
  });

  test("a comment stays unfolded while its mail is edited", async () => {
    const line = lineOf("@@ -174,12");
    await goToLine(page, 1);
    await page.keyboard.press("Control+Home");
    await keys("Enter");
    await goToLine(page, line + 1);
    // Another text than was run: the mail was read again.
    await lens("Simulate 1.3").first().waitFor();
    await reader.threadOf(page, "What is still mapped").first().waitFor();
    await keys("Control+z");
    await goToLine(page, line);
    await lens(/^1\.3: /)
      .first()
      .waitFor();
    await reader.threadOf(page, "What is still mapped").first().waitFor();
  });

  test("an answer is drafted with its quote, and nothing is sent", async () => {
    const thread = reader.threadOf(page, "What is still mapped");
    const text = await reader.answer(page, thread, "Which mappings are left?");
    await waitUntil("the draft", async () =>
      (await text()).includes("Subject: Re: [RFC PATCH v2]"),
    );
    // The last who spoke is answered, with what that answer was about.
    assert.match(await text(), /^To: Second Reviewer <second\.reviewer@example\.org>$/m);
    assert.match(await text(), /^In-Reply-To: <20220719-early-signals@example\.org>$/m);
    assert.match(await text(), /^> > So did I[\s\S]*^> Then please watch it/m);
    await page.keyboard.press("Control+End");
    await waitUntil("its end", async () => (await text()).includes("Which mappings are left?"));
    await shoot("draft");
  });

  test("nothing was asked for outside this machine", () => {
    assert.deepEqual(foreignRequests(session.workbench.refused), []);
  });
});
