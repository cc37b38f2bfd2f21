// SPDX-License-Identifier: MIT
// The panel inside a real VS Code in Restricted Mode: what its links open, what its page may not
// do, and what a reload of the window leaves of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import type { Frame } from "playwright-core";
import {
  foreignRequests,
  openFile,
  openSimulationTab,
  runCommand,
  webviewFrames,
  workbenchReady,
  type Workbench,
} from "./browser";
import { isReadOnly, waitUntil } from "./reader";
import { editorName } from "./server";
import { openSession, type Session } from "./session";

describe(`the panel in ${editorName}, in Restricted Mode`, () => {
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    session = await openSession({ name: "workbench", isRestricted: true });
    ({ workbench } = session);
  });

  after(() => session?.stop());

  afterEach((t) => session.shootFailed(t));

  const panelFrame = async (selector = "#headline"): Promise<Frame> => {
    const [frame] = await webviewFrames(workbench.page, `main#panel ${selector}`, 1);
    assert.ok(frame);
    return frame;
  };

  const tabs = () => workbench.page.locator(".tabs-container .tab .label-name");

  test("the palette simulates the patch of an opened mailbox", async () => {
    await openFile(workbench.page, "thread.mbox");
    await workbench.page.locator(".codelens-decoration a").first().waitFor({ state: "attached" });
    await runCommand(workbench.page, "Hunkscope: Simulate Patch");
    const frame = await panelFrame();
    assert.match(await frame.innerText("main"), /Before[\s\S]*After/i);
  });

  test("a link to the mail shows that line, without taking the focus", async () => {
    const frame = await panelFrame();
    const link = frame.locator(".hunks button.link").first();
    await link.click();
    const line = firstHunkLine(session.workspace);
    await workbench.page.locator(".statusbar-item", { hasText: `Ln ${line},` }).waitFor();
    assert.ok(await link.evaluate((node) => node === document.activeElement));
  });

  test("a link to a step of the model opens that file as it was run, read-only", async () => {
    const frame = await panelFrame();
    await frame
      .locator('.trace .cell.after button.link[title*="model/drivers/dax/super.c"]')
      .first()
      .click();
    const { page } = workbench;
    // Newer editors give the name of a preview a node of another class.
    await page.locator(".tabs-container .tab", { hasText: "super.c" }).first().waitFor();
    await page.locator(".view-line", { hasText: "dax" }).first().waitFor();
    await page
      .locator(".editor-instance")
      .first()
      .click({ position: { x: 300, y: 300 } });
    await isReadOnly(page);
    await page.keyboard.press("Escape");
    await session.shoot("as-run");
  });

  test("a planted script does not run in the panel", async () => {
    const frame = await panelFrame();
    const owned = await frame.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.owned = 1";
      document.body.append(script);
      const image = document.createElement("img");
      image.setAttribute("onerror", "window.owned = 2");
      image.setAttribute("src", "x:");
      document.body.append(image);
      await new Promise((resolve) => setTimeout(resolve, 200));
      script.remove();
      image.remove();
      return (globalThis as { owned?: number }).owned;
    });
    assert.equal(owned, undefined);
  });

  test("the panel reads its own style, and nothing else of the extension", async () => {
    const frame = await panelFrame();
    const loads = (relative: string): Promise<string> =>
      frame.evaluate(async (path) => {
        const style = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]');
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = new URL(path, style?.href).href;
        const ended = new Promise<string>((resolve) => {
          link.onload = () => resolve("loaded");
          link.onerror = () => resolve("refused");
        });
        document.head.append(link);
        const how = await ended;
        link.remove();
        return how;
      }, relative);
    assert.equal(await loads("panel.css?again"), "loaded");
    assert.equal(await loads("../package.json"), "refused");
    assert.equal(await loads("../dist/extension.js"), "refused");
  });

  test("messages nobody sends do nothing to the host", async () => {
    const frame = await panelFrame();
    const earlier = await tabs().allInnerTexts();
    // What arrives at the window from elsewhere must not pass for the host.
    await frame.evaluate(() => {
      window.postMessage({ type: "show", model: { state: "empty", revision: 1, text: 7 } }, "*");
      window.postMessage({ type: "reveal", revision: 1, link: "/etc/passwd" }, "*");
    });
    await workbench.page.waitForTimeout(300);
    assert.ok(await frame.isVisible("#headline"));
    assert.deepEqual(await tabs().allInnerTexts(), earlier);
  });

  test("a reload brings the tab back with its patch, ready to run again", async () => {
    const { page } = workbench;
    // What a page keeps is kept from when it has drawn; the workbench writes it down now and then.
    await openSimulationTab(page);
    await waitUntil("what both pages keep", async () => 2 <= (await page.evaluate(pagesKept)));
    await page.reload();
    await workbenchReady(page);
    await tabs().filter({ hasText: "Hunkscope Simulation" }).first().waitFor();
    await tabs().filter({ hasText: "Hunkscope Simulation" }).first().click();
    // The side bar was restored as well.
    const frames = await webviewFrames(page, 'main#panel button.primary[data-key="run"]', 2);
    for (const frame of frames) assert.match(await frame.innerText("main"), /thread\.mbox/);
    await page.locator(".pane-body [role=treeitem]", { hasText: "1.1" }).first().waitFor();
    await frames[0]?.locator('button[data-key="run"]').click();
    await webviewFrames(page, "main#panel #headline", 2);
  });

  test("nothing was asked for outside this machine", () => {
    assert.deepEqual(foreignRequests(workbench.refused), []);
  });
});

/** How many pages of the panel the workbench has kept the patch of. */
async function pagesKept(): Promise<number> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(String(request.error)));
    });
  const kept = new Set<string>();
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith("vscode-web-state-db")) continue;
    const database = await done(indexedDB.open(name));
    const [store] = [...database.objectStoreNames];
    if (store !== undefined) {
      const items = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([done(items.getAllKeys()), done(items.getAll())]);
      values.forEach((value, index) => {
        const text = String(value);
        if (
          /hunkscope/i.test(text + String(keys[index])) &&
          /schema[^]{0,20}document[^]{0,200}thread\.mbox/.test(text)
        )
          kept.add(String(keys[index]));
      });
    }
    database.close();
  }
  return kept.size;
}

function firstHunkLine(workspace: string): number {
  const lines = readFileSync(join(workspace, "thread.mbox"), "utf8").split("\n");
  return lines.findIndex((line) => line.startsWith("> @@ ")) + 1;
}
