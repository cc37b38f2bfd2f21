// SPDX-License-Identifier: MIT
// A review as a person does it in a real VS Code: what stands in the editor beside the panel.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import type { Browser, Frame, Locator, Page } from "playwright-core";
import {
  foreignRequests,
  goToLine,
  launchChromium,
  openFile,
  openWorkbench,
  runCommand,
  stepLimitMs,
  webviewFrames,
  workbenchReady,
  type Workbench,
} from "./browser";
import { cacheFolder, editorName, projectRoot, startServer, type Server } from "./server";

async function waitUntil(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadlineMs = Date.now() + stepLimitMs;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadlineMs, `waited in vain for ${what}`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

describe(`a review in ${editorName}`, () => {
  const scratch = mkdtempSync(join(tmpdir(), "hunkscope-review-"));
  const workspace = join(scratch, "mail");
  const shots = join(cacheFolder, "shots");
  const lines = readFileSync(join(projectRoot, "media/sample/thread.mbox"), "utf8").split("\n");
  let browser: Browser;
  let server: Server;
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    mkdirSync(shots, { recursive: true });
    cpSync(join(projectRoot, "media/sample"), workspace, { recursive: true });
    browser = await launchChromium();
    server = await startServer({ dataFolder: join(scratch, "data") });
    const extension = `vscode-remote://${server.authority}${projectRoot}`;
    workbench = await openWorkbench(browser, server, {
      folder: workspace,
      payload: [
        ["extensionDevelopmentPath", extension],
        ["skipWelcome", "true"],
      ],
    });
    page = workbench.page;
    await workbenchReady(page);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  });

  // What a reader would have seen when it went wrong.
  afterEach(async (t) => {
    const { name, passed } = t as unknown as { name: string; passed: boolean };
    if (!passed) await shoot(`failed-${name.slice(0, 40).replaceAll(" ", "-")}`);
  });

  const shoot = (name: string): Promise<unknown> =>
    page.screenshot({ path: join(shots, `${name}.png`) });

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

  const lens = (text: string | RegExp): Locator =>
    page.locator(".codelens-decoration a", { hasText: text });

  async function panelFrame(selector = "#headline"): Promise<Frame> {
    const [frame] = await webviewFrames(page, `main#panel ${selector}`, 1);
    assert.ok(frame);
    return frame;
  }

  async function openMailAt(line: number): Promise<void> {
    const tab = page.locator(".tab .label-name").getByText("thread.mbox", { exact: true });
    if (await tab.count()) await tab.first().click();
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
    await shoot("before-after");
  });

  test("a hover names the line of the mail or of the model", async () => {
    await openMailAt(lineOf("@@ -80,6"));
    await runCommand(page, "Hunkscope: Open Before | After of Hunk");
    const changed = page.locator(".editor.modified .view-line", {
      hasText: "notify->mf_flags & MF_MEM_PRE_REMOVE",
    });
    await changed.first().click();
    await runCommand(page, "Show or Focus Hover");
    const hover = page.locator(".monaco-hover:visible", { hasText: "From the mail" });
    await hover.first().waitFor();
    const line = lineOf("notify->mf_flags & MF_MEM_PRE_REMOVE");
    assert.match(await hover.first().innerText(), new RegExp(`mail:${line}, added line of hunk`));
    assert.match(await hover.first().innerText(), /in the selected scenario/);
    await page.keyboard.press("Escape");
  });

  test("a line leads to its step, and the step back to its line", async () => {
    const called = lineOf("MF_MEM_PRE_REMOVE);");
    await openMailAt(called - 1);
    await runCommand(page, "Hunkscope: Show Step of This Line");
    const frame = await panelFrame(".step.here");
    const row = frame.locator(".step.here");
    assert.match(await row.innerText(), /dax_holder_notify_failure/);
    assert.ok(await row.evaluate((node) => node === document.activeElement));
    await shoot("step-of-line");
    await page.keyboard.press("Enter");
    await page.locator(".statusbar-item", { hasText: new RegExp(`Ln ${called - 1},`) }).waitFor();
  });

  test("all files of all patches open in one editor", async () => {
    await openMailAt(lineOf("@@ -80,6"));
    await runCommand(page, "Hunkscope: Open All Changes as Run");
    await page.locator(".multiDiffEntry").first().waitFor();
    await page.locator(".multiDiffEntry .line-insert").first().waitFor();
    await shoot("all-changes");
  });

  test("review comments stand on the lines they are about, as text", async () => {
    await openMailAt(lineOf("@@ -174,12"));
    await runCommand(page, "Comments: Expand All Comments");
    const thread = page.locator(".review-widget:visible", { hasText: "What is still mapped" });
    await thread.first().waitFor();
    assert.match(await thread.first().innerText(), /First Reviewer[\s\S]*Patch Author/);
    await shoot("comments");
  });

  test("an answer is drafted with its quote, and nothing is sent", async () => {
    const thread = page.locator(".review-widget:visible", { hasText: "What is still mapped" });
    await thread.locator(".review-thread-reply-button").click();
    await page.keyboard.type("Which mappings are left?");
    await page.keyboard.press("Control+Enter");
    await page.locator(".tab", { hasText: "Untitled-1" }).first().waitFor();
    await runCommand(page, "Select All");
    const text = async (): Promise<string> =>
      (await page.locator(".editor-instance .view-lines").last().innerText()).replaceAll(
        "\u00a0",
        " ",
      );
    await waitUntil("the draft", async () =>
      (await text()).includes("Subject: Re: [RFC PATCH v2]"),
    );
    assert.match(await text(), /To: Patch Author <author@example\.org>/);
    assert.match(await text(), /In-Reply-To: <20220719-answer@example\.org>/);
    assert.match(await text(), /> > > @@ -174,12|> > @@ -174,12/);
    await page.keyboard.press("Control+End");
    await waitUntil("its end", async () => (await text()).includes("Which mappings are left?"));
    await shoot("draft");
  });

  test("nothing was asked for outside this machine", () => {
    assert.deepEqual(foreignRequests(workbench.refused), []);
  });
});
