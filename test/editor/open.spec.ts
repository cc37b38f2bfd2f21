// SPDX-License-Identifier: MIT
// Ways in, as a person takes them: the dialogs for mailboxes and maildirs, packed mail, a mailbox
// too large for an editor, and what hostile mail may not do on the way.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { foreignRequests, openFile, runCommand, webviewFrames } from "./browser";
import { hoverOf, isThere, lensOf, noticeOf, pickFromMenu, tabOf, waitUntil } from "./reader";
import { editorName, projectRoot } from "./server";
import { openSession, sampleInto, type Session } from "./session";

const sample = readFileSync(join(projectRoot, "media/sample/thread.mbox"), "utf8");

/** The sample's messages, without the lines that part them. */
const messages = sample
  .split(/^From [^\n]*\n(?=[A-Z][\w-]*:)/m)
  .filter((text) => text.trim() !== "");

/** Mail that would like to be markup, a command, an icon, or another direction of writing. */
const hostile = [
  "From: =?utf-8?q?=3Cimg_src=3Dx_onerror=3Dalert=281=29=3E?= <evil@example.org>",
  "Subject: [PATCH] <b>bold</b> [run](command:hunkscope.openSample) $(trash) \u202etxet",
  "Date: Thu, 14 Jul 2022 10:00:00 +0000",
  "Message-ID: <evil@example.org>",
  "",
  "See <a href='https://evil.example.org/'>this</a> and ![p](https://evil.example.org/p.png).",
  "",
  "diff --git a/fs/none.c b/fs/none.c",
  "--- a/fs/none.c",
  "+++ b/fs/none.c",
  "@@ -1,3 +1,3 @@ int [x](command:workbench.action.quit)(void)",
  " {",
  "-\treturn 0;",
  "+\treturn 1;",
  " }",
  "",
].join("\n");

const answer = [
  "From: A Reviewer <reviewer@example.org>",
  "Subject: Re: [PATCH] <b>bold</b>",
  "Date: Thu, 14 Jul 2022 11:00:00 +0000",
  "Message-ID: <answer@example.org>",
  "In-Reply-To: <evil@example.org>",
  "",
  "> +\treturn 1;",
  "",
  "<script>alert(1)</script> [press me](command:workbench.action.quit) ![p](https://x.test/p.png)",
  "",
].join("\n");

/** What a file may be called that would like to be a command, an icon, or an image. */
const hostileName = "a[run](command:hunkscope.openSample)$(trash)&lt;img&gt;.patch";

/** The sample's first hunk alone, whose added line would like to be more than C. */
const landing = [
  "diff --git a/drivers/dax/super.c b/drivers/dax/super.c",
  "--- a/drivers/dax/super.c",
  "+++ b/drivers/dax/super.c",
  ...sample
    .slice(sample.indexOf("> @@ -191,7"), sample.indexOf("Fine with me."))
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/^> ?/, ""))
    .map((line) => line.replace("MF_MEM_PRE_REMOVE);", `0); /* ${hostileName} <b>x</b> */`)),
  "",
].join("\n");

const separator = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";

function fill(workspace: string): void {
  sampleInto(workspace);
  mkdirSync(join(workspace, "box/cur"), { recursive: true });
  mkdirSync(join(workspace, "box/new"), { recursive: true });
  messages.forEach((text, index) =>
    writeFileSync(join(workspace, `box/${index % 2 ? "new" : "cur"}/${index}:2,S`), text),
  );
  writeFileSync(join(workspace, "packed.mbox.gz"), gzipSync(sample));
  writeFileSync(join(workspace, "pressed.mbox.gz"), gzipSync(sample));
  writeFileSync(join(workspace, hostileName), landing);
  writeFileSync(join(workspace, "one.eml"), messages[0] ?? "");
  // Other people's mail before the one thread with a patch.
  const filler = Array.from({ length: 3000 }, (_, index) => {
    const words = "Nothing of interest here, and nothing to run.\n".repeat(160);
    const head = `From: Somebody <s${index}@example.org>\nSubject: note ${index}\n`;
    return `${separator}${head}Message-ID: <note-${index}@example.org>\n\n${words}\n`;
  });
  writeFileSync(join(workspace, "large.mbox"), [...filler, sample].join(""));
  writeFileSync(join(workspace, "long.mbox"), longBox());
  writeFileSync(join(workspace, "cut.mbox.gz"), gzipSync(sample).subarray(0, 2_000));
  writeFileSync(join(workspace, "bomb.mbox.gz"), gzipSync(Buffer.alloc(210_000_000, "a\n")));
  writeFileSync(join(workspace, "hostile.mbox"), `${separator}${hostile}\n${separator}${answer}\n`);
}

/**
 * Mail whose reading takes seconds: less than the 10 MB this editor opens without asking, and than
 * the 300,000 lines it shows lenses on.
 */
function longBox(): string {
  const hunk = "@@ -1,3 +1,3 @@ int none(void)\n {\n-\treturn 0;\n+\treturn 1;\n }\n";
  const words = "Nothing of interest here. ".repeat(7);
  const mail = (index: number): string => {
    const path = `fs/none-${index}.c`;
    const names = `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n`;
    return (
      `${separator}From: Somebody <s@example.org>\nSubject: [PATCH] none ${index}\n` +
      `Message-ID: <long-${index}@example.org>\n\n${words}\n---\n${names}${hunk}\n`
    );
  };
  return Array.from({ length: 18_000 }, (_, index) => mail(index)).join("");
}

describe(`ways in, in ${editorName}`, () => {
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession({ name: "open", isRestricted: true, fill });
    ({ page } = session);
  });

  after(() => session?.stop());

  afterEach((t) => session.shootFailed(t));

  const tab = (name: string) => tabOf(page, name);

  const lens = (text: string | RegExp) => lensOf(page, text);

  const rows = () => page.locator(".quick-input-list .monaco-list-row");

  /** Answers the workbench's own dialog for files, which asks for a path. */
  async function givePath(path: string): Promise<void> {
    const input = page.locator(".quick-input-widget input.input");
    await page.locator(".quick-input-widget .quick-input-title").waitFor();
    await rows().first().waitFor();
    // It writes the folder it begins in, and takes what is written before that for nothing.
    await waitUntil(`the dialog to take ${path}`, async () => {
      if (!(await input.isVisible())) return true;
      const isWritten = (await input.inputValue()) === path;
      if (isWritten) await page.keyboard.press("Enter");
      else await input.fill(path);
      await page.waitForTimeout(500);
      return false;
    });
  }

  test("the dialog opens a packed mailbox, unpacked", async () => {
    await runCommand(page, "Hunkscope: Open Mailbox File...");
    await givePath(join(session.workspace, "packed.mbox.gz"));
    await tab("packed.mbox").first().waitFor();
    await page.locator(".view-line", { hasText: "Subject:" }).first().waitFor();
    await session.shoot("packed");
  });

  test("a maildir opens as one mail, and its patches run", async () => {
    await runCommand(page, "Hunkscope: Open Maildir Folder...");
    await givePath(`${join(session.workspace, "box")}/`);
    await tab("box.mbox").first().waitFor();
    await runCommand(page, "Hunkscope: Go to Next Hunk");
    await lens("Simulate 1.").first().click();
    await lens(/^1\.\d: \d of/)
      .first()
      .waitFor();
  });

  test("one mail saved by a mail program has lenses on the hunks it quotes", async () => {
    await openFile(page, "one.eml");
    await runCommand(page, "Hunkscope: Go to Next Hunk");
    await lens("Simulate 1.").first().waitFor();
  });

  test("of a mailbox too large for an editor a thread is chosen", async () => {
    await runCommand(page, "Hunkscope: Open Mailbox File...");
    await givePath(join(session.workspace, "large.mbox"));
    const row = rows().filter({ hasText: "patches:" });
    await row.first().waitFor();
    assert.ok((await row.count()) <= 3, "threads without a patch are not offered");
    await session.shoot("choose-thread");
    await row.first().click();
    await tab("large.mbox").first().waitFor();
    await runCommand(page, "Hunkscope: Go to Next Hunk");
    await lens("Simulate 1.").first().waitFor();
  });

  test("a packed mailbox that would become too large is refused", async () => {
    await runCommand(page, "Hunkscope: Open Mailbox File...");
    await givePath(join(session.workspace, "bomb.mbox.gz"));
    await noticeOf(page, "too large when it is unpacked");
    await runCommand(page, "Notifications: Clear All Notifications");
  });

  test("what is there of a packed mailbox cut short opens, and the cut is said", async () => {
    await runCommand(page, "Hunkscope: Open Mailbox File...");
    await givePath(join(session.workspace, "cut.mbox.gz"));
    await tab("cut.mbox").first().waitFor();
    await noticeOf(page, "cut or damaged");
    await session.shoot("packed-cut");
    await runCommand(page, "Notifications: Clear All Notifications");
  });

  test("a long reading that is stopped says so, keeps what was found, begins anew", async () => {
    await openFile(page, "long.mbox");
    const cancel = page
      .locator(".notification-list-item:visible", { hasText: "Reading long.mbox" })
      .getByRole("button", { name: "Cancel" })
      .first();
    const told = page.locator(".notification-list-item:visible", { hasText: "mbox was stopped" });
    // Whoever is too late for the button writes something: it is read again.
    await waitUntil("a reading to stop", async () => {
      const isPressed = await isThere(cancel, 10_000);
      if (isPressed) await cancel.click({ timeout: 10_000 }).catch(() => undefined);
      if (isPressed && (await isThere(told.first(), 10_000))) return true;
      await runCommand(page, "Notifications: Show Notifications");
      await page.locator(".view-line", { hasText: "Subject:" }).first().click();
      await page.keyboard.type(" ");
      return false;
    });
    // It has no command, so it is no link.
    const stopped = page.locator(".codelens-decoration:visible", { hasText: "was stopped" });
    await stopped.first().waitFor();
    await session.shoot("reading-stopped");
    await runCommand(page, "Notifications: Clear All Notifications");
    await page.locator(".view-line", { hasText: "Subject:" }).first().click();
    await page.keyboard.type(" ");
    await lens("Simulate 1.1").first().waitFor();
    await runCommand(page, "File: Revert File");
  });

  test("hostile mail is text in lenses, tree, comments, hover and panel", async () => {
    await openFile(page, "hostile.mbox");
    await runCommand(page, "Hunkscope: Go to Next Hunk");
    await lens("Simulate 1.1").first().waitFor();
    await page.locator(".pane-body [role=treeitem]", { hasText: "<b>bold</b>" }).first().waitFor();
    await lens("Simulate 1.1").first().click();
    const [frame] = await webviewFrames(page, "main#panel h1", 1);
    await frame?.waitForFunction(() =>
      document.querySelector("h1")?.textContent?.includes("<b>bold</b>"),
    );
    const title = (await frame?.textContent("h1")) ?? "";
    assert.ok(title.includes("<b>bold</b>"), title);
    assert.ok(title.includes("<U+202E>"), title);
    const made = await frame?.locator("main :is(b, img, a, script, iframe)").count();
    assert.equal(made, 0);
    await runCommand(page, "Comments: Expand All Comments");
    const body = page.locator(".review-widget:visible .comment-body", { hasText: "press me" });
    await body.first().waitFor();
    const said = await body.first().innerText();
    assert.ok(said.includes("<script>alert(1)</script>"), said);
    assert.equal(await body.locator("script, img, a[data-href^='command:']").count(), 0);
    await session.shoot("hostile");
    const icons = await page.locator(".codelens-decoration .codicon-trash").count();
    assert.equal(icons, 0);
  });

  test("a hover on a line of hostile mail is text, whatever mail and file are called", async () => {
    await page.locator('.activitybar .action-item a[aria-label^="Explorer"]').click();
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "a[run]" }).dblclick();
    await lens("Simulate 1.1 in kill_dax").first().waitFor();
    await runCommand(page, "Hunkscope: Open Before | After of Hunk");
    const line = page.locator(".editor.modified .view-line", { hasText: "hunkscope.openSample" });
    const hover = await hoverOf(page, line, "From the mail");
    await session.shoot("hostile-hover");
    const ours = hover.locator(".hover-row", { hasText: "From the mail" });
    assert.equal(await ours.locator("img, b, script, a, .codicon-trash").count(), 0);
    await page.keyboard.press("Escape");
  });

  test("a packed mailbox of the explorer opens from its menu", async () => {
    await page.locator('.activitybar .action-item a[aria-label^="Explorer"]').waitFor();
    const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "pressed" });
    await pickFromMenu(page, row, "Open Mailbox File");
    await tab("pressed.mbox").first().waitFor();
  });

  test("a mail that was copied opens by a command of the palette", async () => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), sample);
    await runCommand(page, "Hunkscope: Open Patch from Clipboard");
    await page.locator(".tab.active", { hasText: "Untitled" }).first().waitFor();
    await runCommand(page, "Hunkscope: Go to Next Hunk");
    await lens("Simulate 1.1").first().waitFor();
  });

  test("what is pasted into a new text has lenses, before it has a name", async () => {
    await runCommand(page, "File: New Untitled Text File");
    await page.locator(".tab.active", { hasText: "Untitled-2" }).first().waitFor();
    await page.evaluate((text) => navigator.clipboard.writeText(text), landing);
    await page.keyboard.press("Control+V");
    await lens("Simulate 1.1 in kill_dax").first().waitFor();
  });

  test("all of it works in Restricted Mode, and asks for nothing elsewhere", async () => {
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).first().waitFor();
    assert.deepEqual(foreignRequests(session.workbench.refused), []);
  });
});
