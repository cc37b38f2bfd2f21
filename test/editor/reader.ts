// SPDX-License-Identifier: MIT
// What a reader of mail does in the workbench, over and over: what the suites share.
import assert from "node:assert/strict";
import type { Frame, Locator, Page } from "playwright-core";
import { runCommand, showsFile, stepLimitMs, tryLimitMs, webviewFrames } from "./browser";

export async function waitUntil(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadlineMs = Date.now() + stepLimitMs;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadlineMs, `waited in vain for ${what}`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

export const lensOf = (page: Page, text: string | RegExp): Locator =>
  page.locator(".codelens-decoration a:visible", { hasText: text });

/** The tab of a file or text, by its name. */
export const tabOf = (page: Page, name: string): Locator =>
  page.locator(`.tab[data-resource-name=${JSON.stringify(name)}]`);

/** The one panel that is there, as soon as it holds something. */
export async function panelFrame(page: Page, selector = "#headline"): Promise<Frame> {
  const [frame] = await webviewFrames(page, `main#panel ${selector}`, 1);
  assert.ok(frame);
  return frame;
}

/** Whether something is there before long: for what is asked for again where it is not. */
export const isThere = (wanted: Locator, limitMs: number): Promise<boolean> =>
  wanted.waitFor({ timeout: limitMs }).then(
    () => true,
    () => false,
  );

/** Brings the tab of a file to the front. */
export async function turnTo(page: Page, name: string): Promise<void> {
  await tabOf(page, name).first().click();
  await showsFile(page, name);
}

/**
 * What the editor tells in a notice: in a corner of its window, or only in the list of notices
 * (newer builds under test show nothing in the corner).
 */
export async function noticeOf(page: Page, words: string): Promise<Locator> {
  const notice = page.locator(".notification-list-item:visible", { hasText: words }).first();
  await waitUntil(`a notice: ${words}`, async () => {
    if (await isThere(notice, 5_000)) return true;
    await runCommand(page, "Notifications: Show Notifications");
    return false;
  });
  return notice;
}

/** Takes an entry of a row's menu, which takes no press for a choice that comes at once. */
export async function pickFromMenu(page: Page, row: Locator, words: string): Promise<void> {
  const entry = page.locator(".monaco-menu .action-label", { hasText: words });
  await waitUntil(`the menu's ${words}`, async () => {
    if (!(await entry.count())) await row.click({ button: "right" });
    if (!(await isThere(entry, tryLimitMs))) return false;
    await page.waitForTimeout(300);
    await entry.click({ timeout: tryLimitMs }).catch(() => undefined);
    return entry.waitFor({ state: "detached", timeout: tryLimitMs / 3 }).then(
      () => true,
      () => false,
    );
  });
}

/**
 * Presses a line of an editor where nothing lies over it; says whether that was so. The editor is
 * scrolled by its wheel: a browser's own way of bringing a line into sight moves what holds it.
 */
async function pressLine(page: Page, line: Locator): Promise<boolean> {
  const box = await line.boundingBox({ timeout: tryLimitMs }).catch(() => null);
  if (!box) return false;
  const [x, y] = [box.x + 60, box.y + 8];
  const isOnTop = await line.evaluate(
    (node, at) => node.contains(document.elementFromPoint(at.x, at.y)),
    { x, y },
  );
  if (isOnTop) await page.mouse.click(x, y);
  else {
    // Out of what a pointer that rests somewhere shows, and from under headers that stay in sight.
    await page.mouse.move(x, 600);
    await page.mouse.wheel(0, y < 300 ? -100 : 100);
  }
  return isOnTop;
}

/** The hover of a line, as soon as it has these words. */
export async function hoverOf(page: Page, line: Locator, words: string): Promise<Locator> {
  const hover = page.locator(".monaco-hover:visible", { hasText: words }).first();
  await waitUntil(`a hover: ${words}`, async () => {
    await page.keyboard.press("Escape");
    if (!(await pressLine(page, line.first()))) return false;
    await runCommand(page, "Show or Focus Hover");
    return isThere(hover, tryLimitMs);
  });
  return hover;
}

/** Types into what cannot be written, until the editor says so. */
export const isReadOnly = (page: Page): Promise<void> =>
  waitUntil("a word that nothing can be written here", async () => {
    await page.keyboard.type("x");
    return isThere(page.locator(".monaco-editor-overlaymessage:visible").first(), 2_000);
  });

/** A comment thread that is unfolded, by words in it. */
export const threadOf = (page: Page, words: string): Locator =>
  page.locator(".review-widget:visible", { hasText: words });

/** Answers a comment thread by mail; gives a way to read the draft as it stands. */
export async function answer(
  page: Page,
  thread: Locator,
  words: string,
): Promise<() => Promise<string>> {
  const button = thread.locator(".review-thread-reply-button").first();
  await page.mouse.move(800, 500);
  await waitUntil("the box for an answer", async () => {
    const box = (await button.count()) ? await button.boundingBox() : undefined;
    if (box && 200 < box.y && box.y < 800) return true;
    await page.mouse.wheel(0, box && box.y <= 200 ? -150 : 150);
    return false;
  });
  await button.click();
  const form = thread.locator(":is(.comment-form, .comment-form-container).expand");
  await form.first().waitFor();
  await page.keyboard.type(words);
  await form.locator(".view-line", { hasText: words }).first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page
    .locator(".tab", { hasText: /Untitled-\d/ })
    .first()
    .waitFor();
  await runCommand(page, "Select All");
  return async () =>
    (await page.locator(".editor-instance .view-lines").last().innerText()).replaceAll(
      "\u00a0",
      " ",
    );
}
