// SPDX-License-Identifier: MIT
// What a reader of mail does in the workbench, over and over: what the suites share.
import assert from "node:assert/strict";
import type { Frame, Locator, Page } from "playwright-core";
import { runCommand, stepLimitMs, webviewFrames } from "./browser";

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

export const atLine = (page: Page, line: number): Promise<void> =>
  page.locator(".statusbar-item", { hasText: new RegExp(`Ln ${line},`) }).waitFor();

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
    const box = await button.boundingBox();
    if (box && 200 < box.y && box.y < 800) return true;
    await page.mouse.wheel(0, 150);
    return false;
  });
  await button.click();
  await page.keyboard.type(words);
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
