// SPDX-License-Identifier: MIT
// The extension with nothing but a browser: what a reader can do there is what they can do
// elsewhere, clicked and typed.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import type { Frame, Page } from "playwright-core";
import {
  chordTo,
  foreignRequests,
  goToLine,
  runCommand,
  webviewFrames,
  workbenchReady,
} from "./browser";
import { cacheFolder, projectRoot, webVersion } from "./packages";
import { isReadOnly } from "./reader";
import { openWebWorkbench, startWebServer, virtualFile } from "./web-server";
import type { WebServer, WebWorkbench } from "./web-server";

describe(`VS Code ${webVersion} in a browser alone, its extension host a web worker`, () => {
  const scratch = mkdtempSync(join(tmpdir(), "hunkscope-web-"));
  const shots = join(cacheFolder, "shots");
  const sample = readFileSync(join(projectRoot, "media/sample/thread.mbox"), "utf8");
  const lineOf = (text: string): number =>
    sample.split("\n").findIndex((line) => line.includes(text)) + 1;
  let server: WebServer;
  let workbench: WebWorkbench;
  let page: Page;

  before(async () => {
    mkdirSync(shots, { recursive: true });
    server = await startWebServer();
    workbench = await openWebWorkbench(join(scratch, "profile"), server.address);
    page = workbench.page;
    await workbenchReady(page);
  });

  after(async () => {
    await workbench?.context.close();
    await server?.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  });

  afterEach(async (t) => {
    const { name, passed } = t as unknown as { name: string; passed: boolean };
    if (!passed)
      await page.screenshot({
        path: join(shots, `failed-web-${name.slice(0, 40).replaceAll(" ", "-")}.png`),
      });
  });

  const lens = (text: string | RegExp) => page.locator(".codelens-decoration a", { hasText: text });

  async function panelFrame(selector: string): Promise<Frame> {
    const [frame] = await webviewFrames(page, `main#panel ${selector}`, 1);
    assert.ok(frame);
    return frame;
  }

  test("a mail of a virtual workspace opens from the explorer, and has lenses", async () => {
    const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: virtualFile });
    await row.dblclick();
    await page.locator(".tab", { hasText: virtualFile }).first().waitFor();
    await runCommand(page, "Hunkscope: Go to Next Hunk");
    await lens("Simulate 1.1").first().waitFor();
    await isReadOnly(page);
    await page.keyboard.press("Control+F4");
  });

  test("the sample opens, and its hunks have lenses", async () => {
    await runCommand(page, "Hunkscope: Open Sample Thread");
    await page.locator(".tab", { hasText: "thread.mbox" }).first().waitFor();
    await goToLine(page, lineOf("@@ -80,6"));
    await lens("Simulate 1.2").first().waitFor();
  });

  test("a click runs the patch in the browser's worker, and the panel shows it", async () => {
    await lens("Simulate 1.2").first().click();
    const frame = await panelFrame("#headline");
    assert.match(await frame.innerText("main"), /a model of Linux/);
    await lens(/^1\.2: /)
      .first()
      .waitFor();
    await page.screenshot({ path: join(shots, "web.png") });
  });

  test("steps are walked by keyboard, with state and world", async () => {
    const frame = await panelFrame(".trace");
    await frame.locator(".trace").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("n");
    assert.match(await frame.innerText(".position"), /step 32 \| 32/);
    assert.ok(await frame.locator("svg.world").count());
  });

  test("before and after open side by side", async () => {
    await runCommand(page, "Hunkscope: Open Before | After of Hunk");
    const diff = page.locator(".monaco-diff-editor .editor.modified");
    await diff.locator(".view-line", { hasText: "mf_flags" }).first().waitFor();
    await page.locator(".tab", { hasText: "thread.mbox" }).first().click();
  });

  test("comments stand on their lines, the outline lists the thread", async () => {
    await goToLine(page, lineOf("@@ -174,12"));
    await runCommand(page, "Comments: Expand All Comments");
    await page.locator(".review-widget:visible", { hasText: "First Reviewer" }).first().waitFor();
    await page.locator(".pane-body [role=treeitem]", { hasText: "1.1" }).first().waitFor();
  });

  test("hunks are walked and marked by keyboard", async () => {
    await page.locator(".tab", { hasText: "thread.mbox" }).first().click();
    await goToLine(page, 1);
    await chordTo(page, "Alt+ArrowDown", lineOf("@@ -191,7"));
  });

  test("nothing of it asks for anything outside this machine", () => {
    const own = foreignRequests(workbench.refused).filter(
      (address) => !/vscode-cdn|vscode-unpkg|microsoft|visualstudio/.test(new URL(address).host),
    );
    assert.deepEqual(own, []);
  });
});
