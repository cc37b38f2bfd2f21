// SPDX-License-Identifier: MIT
// The first five minutes of a new user, on a fresh profile with the editor's own defaults, from the
// installed package, in Restricted Mode: reading mail and running the model ask for no trust. What
// README tells, clicked. Leaves the pictures README shows, and with UPDATE_SCREENSHOTS=1 writes
// them to media/screenshots.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import type { Frame, Page } from "playwright-core";
import {
  chooseTheme,
  foreignRequests,
  goToLine,
  openSimulationTab,
  runCommand,
  webviewFrames,
} from "./browser";
import { editorName, editorVersion, projectRoot } from "./server";
import { openSession, shotsFolder, type Session } from "./session";
import { themes } from "./themes";

describe(`the first five minutes in ${editorName}`, () => {
  const update = process.env["UPDATE_SCREENSHOTS"] === "1";
  const shots = update ? join(projectRoot, "media/screenshots") : join(shotsFolder, "screenshots");
  const lines = readFileSync(join(projectRoot, "media/sample/thread.mbox"), "utf8").split("\n");
  let session: Session;
  let page: Page;

  before(async () => {
    mkdirSync(shots, { recursive: true });
    session = await openSession({
      name: "first",
      extension: "packed",
      isRestricted: true,
      fill: () => {},
      // The editor's own defaults of what a test would rather not see.
      settings: { "comments.openView": "firstFile", "workbench.startupEditor": "welcomePage" },
      width: 1360,
      height: 860,
    });
    ({ page } = session);
  });

  after(() => session?.stop());

  afterEach((t) => session.shootFailed(t));

  const shoot = (name: string): Promise<unknown> =>
    page.screenshot({ path: join(shots, `${name}.png`) });

  /** A picture that is kept is taken when nothing moves any more. */
  const settle = async (ms: number): Promise<void> => {
    if (update) await page.waitForTimeout(ms);
  };

  const lens = (text: string | RegExp) => page.locator(".codelens-decoration a", { hasText: text });

  const lineOf = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1;

  async function frames(selector: string, count: number): Promise<readonly Frame[]> {
    return webviewFrames(page, `main#panel ${selector}`, count);
  }

  test("the icon in the activity bar leads to ways in, the sample among them", async () => {
    await page.locator('.activitybar .action-item a[aria-label^="Hunkscope"]').click();
    await page.locator(".welcome-view", { hasText: "Open Mailbox File..." }).first().waitFor();
    await frames("h1", 1);
    await shoot("welcome");
    await page.locator(".welcome-view a", { hasText: "Open Sample Thread" }).first().click();
    await page.locator(".tab", { hasText: "thread.mbox" }).first().waitFor();
    await page.locator(".pane-body [role=treeitem]", { hasText: "1.1" }).first().waitFor();
  });

  test("every hunk has its line; a press runs the patch", async () => {
    // VS Code opens its list of comments by itself the first time; a reader closes it.
    await page.locator(".part.panel .comments-panel:visible").first().waitFor();
    await page.keyboard.press("Control+J");
    await page.locator(".part.panel .comments-panel").waitFor({ state: "hidden" });
    await goToLine(page, lineOf("@@ -191,7"));
    await lens("Simulate 1.1").first().click();
    await lens(/^1\.1: \d/)
      .first()
      .waitFor();
    const [panel] = await frames("#headline", 1);
    assert.match((await panel?.innerText("#headline")) ?? "", /No verdict changes/);
    const text = (await panel?.innerText("main#panel")) ?? "";
    for (const wanted of [/before/i, /after/i, /a model of Linux/, /not kernel source/])
      assert.match(text, wanted);
    await shoot("lenses");
  });

  // The light one, which README's pictures have, last.
  for (const theme of [...themes].sort(
    (one, other) => +(one.name === "light") - +(other.name === "light"),
  ))
    test(`the panel follows the theme ${theme.title}, with the colours axe judges`, async () => {
      await chooseTheme(page, theme.title);
      const [panel] = await frames("#headline", 1);
      assert.ok(panel);
      await panel.waitForSelector(`body.${theme.bodyClass.replaceAll(" ", ".")}`);
      await session.shoot(`panel-in-${theme.name}`);
      const names = Object.keys(theme.colours);
      const given = await panel.evaluate((all) => {
        const style = getComputedStyle(document.documentElement);
        return all.map((name) => [name, style.getPropertyValue(`--vscode-${name}`).trim()]);
      }, names);
      if (editorVersion === "1.100.3") assert.deepEqual(Object.fromEntries(given), theme.colours);
    });

  test("comments of reviewers stand on their lines", async () => {
    await goToLine(page, lineOf("@@ -174,12"));
    await runCommand(page, "Comments: Expand All Comments");
    await page.locator(".review-widget:visible", { hasText: "Reviewer" }).first().waitFor();
    await shoot("comments");
    await runCommand(page, "Comments: Collapse All Comments");
  });

  test("before and after of the hunk say what each line had to do with", async () => {
    await page.locator(".tab", { hasText: "thread.mbox" }).first().click();
    await goToLine(page, lineOf("@@ -191,7"));
    await runCommand(page, "Hunkscope: Open Before | After of Hunk");
    const diff = page.locator(".monaco-diff-editor .editor.modified");
    await diff.locator(".view-line", { hasText: "MF_MEM_PRE_REMOVE" }).first().waitFor();
    await page.keyboard.press("Control+B");
    await settle(1500);
    await shoot("before-after");
    await page.keyboard.press("Control+B");
  });

  test("the simulation as a tab has two lanes, the state and the world at a step", async () => {
    const both = await openSimulationTab(page);
    const said = await Promise.all(both.map((one) => one.innerText("#headline")));
    assert.equal(said[0], said[1]);
    await runCommand(page, "View: Close Primary Side Bar").catch(() => undefined);
    await runCommand(page, "View: Maximize Editor Group and Hide Side Bars").catch(() => undefined);
    const panel = (await frames(".trace:not(.one-lane)", 1))[0];
    assert.ok(panel);
    await panel.locator('[data-key="layer:2"]').click();
    await panel.locator('[data-key="layer:2"][aria-selected="true"]').waitFor();
    const trace = panel.locator(".trace");
    await trace.focus();
    await page.keyboard.press("End");
    const changed = panel.locator(".facts tr.changed");
    for (let presses = 0; presses < 40 && !(await changed.count()); presses++)
      await page.keyboard.press("ArrowUp");
    await panel.locator(".trace-tools").evaluate((node) => node.scrollIntoView());
    await shoot("panel");
    await panel.locator(".world-part").screenshot({ path: join(shots, "world.png") });
    await chooseTheme(page, "Dark High Contrast");
    await panel.waitForSelector("body.vscode-high-contrast");
    await panel.locator(".trace-tools").evaluate((node) => node.scrollIntoView());
    await settle(2500);
    await shoot("high-contrast");
  });

  test("nothing of it asks for anything outside this machine, and that would be seen", async () => {
    assert.deepEqual(foreignRequests(session.workbench.refused), []);
    const outside = "https://outside.example.org/";
    await page.evaluate((address) => fetch(address).catch(() => undefined), outside);
    assert.deepEqual(foreignRequests(session.workbench.refused), [outside]);
  });
});
