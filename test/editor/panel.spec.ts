// SPDX-License-Identifier: MIT
// The panel's client alone, in a plain Chromium page with a stand-in for VS Code: every theme, both
// widths, keyboard only, and mail that would like to be markup.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { emptyPanel, failedPanel, panelOf, type PanelReply } from "../../src/core/view";
import { opened, patch } from "../core/view/fixture";
import { launchChromium } from "./browser";
import { modelOf, openPanel as openPanelIn, seriousFindings, shots, show } from "./panel-page";
import type { Panel } from "./panel-page";
import { themes } from "./themes";

const openPanel = (options: Parameters<typeof openPanelIn>[1]): Promise<Panel> =>
  openPanelIn(browser, options);

let browser: Browser;

before(async () => {
  assert.ok(existsSync("dist/webview/main.js"), "the product is built first");
  mkdirSync(shots, { recursive: true });
  browser = await launchChromium();
});
after(() => browser.close());

for (const theme of themes)
  for (const width of [320, 1200])
    test(`axe finds nothing serious in ${theme.name} at ${width} px`, async () => {
      const { page, show: send } = await openPanel({ width, theme });
      await send(show(modelOf({ scenario: "u1-clean-unbind", layer: 1 })));
      await page.waitForSelector("#headline");
      await page.screenshot({ path: `${shots}/panel-${theme.name}-${width}.png`, fullPage: true });
      assert.deepEqual(await seriousFindings(page), []);
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(sideways, 0, "nothing needs scrolling sideways");
      await page.context().close();
    });

test("every state of the panel can be read and has nothing serious for axe", async () => {
  const { page, show: send } = await openPanel({ width: 320 });
  const read = panelOf({ revision: 1, document: "a.mbox", opened, selection: {}, stale: false });
  const failed = failedPanel({ revision: 1, document: "a.mbox", text: "It broke.", details: "x" });
  for (const { model } of [emptyPanel(0, "Open a patch."), read, failed]) {
    await send(show(model));
    await page.waitForSelector("main :is(h1)");
    assert.deepEqual(await seriousFindings(page), []);
    await page.screenshot({ path: `${shots}/panel-${model.state}-320.png`, fullPage: true });
  }
  await page.context().close();
});

test("a page whose files were lost on their way asks for them again", async () => {
  const { page, show: send, sent } = await openPanel({ width: 320, lost: 2 });
  while (!(await sent()).length) await page.waitForTimeout(50);
  await send(show(modelOf()));
  await page.waitForSelector("#headline");
  const rules = await page.evaluate(() => document.styleSheets[0]?.cssRules.length ?? 0);
  assert.ok(10 < rules, "the style came too");
  await page.context().close();
});

test("hostile text is drawn as text, and a planted script does not run", async () => {
  const { page, show: send } = await openPanel({ width: 900 });
  const evil = `<img src=x onerror="window.owned=1"><script>window.owned=1</script>`;
  const patches = [patch(1, { subject: evil }), patch(2, { subject: "second" })];
  await send(show(modelOf({}, { patches })));
  await page.waitForSelector("h1");
  assert.ok((await page.textContent("h1"))?.includes(evil));
  assert.equal(await page.locator("img, iframe, object, a, form, main script").count(), 0);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.owned = 1";
    document.body.append(script);
  });
  assert.equal(await page.evaluate(() => (globalThis as { owned?: number }).owned), undefined);
  await page.context().close();
});

test("messages that are not the host's change nothing", async () => {
  const { page, show: send } = await openPanel({ width: 900 });
  await send(show(modelOf()));
  await page.waitForSelector("#headline");
  const earlier = await page.textContent("main");
  for (const message of [null, 7, "show", { type: "show" }, { type: "show", model: { state: 1 } }])
    await page.evaluate((one) => window.postMessage(one, "*"), message);
  await page.waitForTimeout(50);
  assert.equal(await page.textContent("main"), earlier);
  await page.context().close();
});

test("the keyboard alone reaches scenarios, layers, steps and their lines", async () => {
  const { page, show: send, sent } = await openPanel({ width: 1200 });
  await send(show(modelOf()));
  await page.waitForSelector("#headline");
  const key = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute("data-key") ?? null);
  const tabTo = async (start: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      if ((await key())?.startsWith(start)) return;
    }
    assert.fail(`Tab never reaches ${start}`);
  };
  await tabTo("scenario:");
  assert.equal(await key(), "scenario:u1-clean-unbind");
  await page.keyboard.press("ArrowDown");
  assert.equal(await key(), "scenario:x1-poison-one-page");
  await page.keyboard.press("Enter");
  assert.deepEqual((await sent()).at(-1), {
    type: "select",
    selection: { scenario: "x1-poison-one-page", layer: 0 },
  });
  await tabTo("layer:0");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  assert.deepEqual((await sent()).at(-1), {
    type: "select",
    selection: { scenario: "u1-clean-unbind", layer: 1 },
  });
  await tabTo("trace:");
  const here = (): Promise<string | null> =>
    page.locator(".trace .step.here").first().getAttribute("aria-rowindex");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  assert.equal(await here(), "2", "the fold was opened, and its first step is stood on");
  await page.keyboard.press("n");
  assert.equal(await here(), "9");
  await page.keyboard.press("Enter");
  const last = (await sent()).at(-1);
  assert.ok(last?.type === "reveal" && last.revision === 3, JSON.stringify(last));
  await page.context().close();
});

test("a redraw keeps the focus and what was unfolded", async () => {
  const { page, show: send } = await openPanel({ width: 1200 });
  await send(show(modelOf()));
  await page.click("summary[data-key=placements]");
  await page.focus("[data-key='scenario:x1-poison-one-page']");
  await send(show(modelOf({ scenario: "x1-poison-one-page" })));
  await page.waitForSelector(".scenario.selected [data-key='scenario:x1-poison-one-page']");
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute("data-key")),
    "scenario:x1-poison-one-page",
  );
  assert.ok(await page.isVisible("text=aligned in kill_dax"));
  await page.context().close();
});

test("the end of a run is said once, and progress can be cancelled", async () => {
  const { page, show: send, sent } = await openPanel({ width: 400 });
  await send({ type: "progress", done: 1, of: 6, about: "u1-clean-unbind" });
  await page.click("text=Cancel");
  assert.deepEqual((await sent()).at(-1), { type: "cancel" });
  await send({ ...show(modelOf()), announce: "Simulation ended." } as PanelReply);
  await send({ type: "idle" });
  await page.waitForSelector("#headline");
  assert.equal(await page.textContent("#live"), "Simulation ended.");
  assert.equal(await page.locator("progress").count(), 0);
  await page.context().close();
});

test("a kept state goes back to the host, and a damaged one does not", async () => {
  const saved = { schema: 1, document: "file:///a.mbox", selection: { patch: 1 } };
  const good = await openPanel({ width: 400, state: { ...saved, opened: [["steps", false]] } });
  assert.deepEqual(await good.sent(), [{ type: "ready", saved }]);
  const bad = await openPanel({ width: 400, state: { schema: "x", opened: 7, document: {} } });
  assert.deepEqual(await bad.sent(), [{ type: "ready" }]);
  await good.page.context().close();
  await bad.page.context().close();
});

test("at 200 % zoom nothing needs scrolling sideways, in either host", async () => {
  // A side bar of 320 px and a tab of 1200 px, at twice the size, have half as many CSS pixels.
  for (const width of [160, 600]) {
    const { page, show: send } = await openPanel({ width });
    await send(show(modelOf({ scenario: "u1-clean-unbind", layer: 1 })));
    await page.waitForSelector("#headline");
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(sideways, 0, `${width} px`);
    await page.context().close();
  }
});

test("wherever Tab goes the focus is seen", async () => {
  for (const theme of themes) {
    const { page, show: send } = await openPanel({ width: 900, theme });
    await send(show(modelOf()));
    await page.waitForSelector("#headline");
    const unseen: string[] = [];
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Tab");
      const found = await page.evaluate(() => {
        const node = document.activeElement;
        if (!node || node === document.body) return undefined;
        const { outlineStyle, outlineWidth } = getComputedStyle(node);
        const isSeen = outlineStyle !== "none" && 1 <= Number.parseFloat(outlineWidth);
        return isSeen ? "" : `${node.tagName} ${node.getAttribute("data-key") ?? node.className}`;
      });
      if (found) unseen.push(found);
    }
    assert.deepEqual(unseen, [], theme.name);
    await page.context().close();
  }
});

test("who asked for less motion gets none", async () => {
  const { page, show: send } = await openPanel({ width: 900 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await send(show(modelOf()));
  await page.waitForSelector("#headline");
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll("*")].filter((node) => {
        const { transitionDuration, animationName } = getComputedStyle(node);
        return !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== "none";
      }).length,
  );
  assert.equal(moving, 0);
  await page.context().close();
});

test("a display language takes every word of the panel's own", async () => {
  const { page, show: send } = await openPanel({ width: 900 });
  const texts = JSON.parse(readFileSync("l10n/bundle.l10n.json", "utf8")) as object;
  const words = Object.fromEntries(Object.keys(texts).map((text) => [text, `<${text}>`]));
  await send({ type: "words", words });
  await send(show(modelOf()));
  await page.waitForSelector("#headline");
  for (const wanted of ["<Run Again>", "<Scenarios>", "<Next difference>", "<Assumptions>"])
    assert.ok((await page.textContent("main"))?.includes(wanted), wanted);
  await page.context().close();
});
