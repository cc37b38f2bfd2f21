// SPDX-License-Identifier: MIT
// Stepping through two runs in the panel: what the sample really does, and traces as long as they
// get. The client alone, in a plain Chromium page.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import type { Browser, Page } from "playwright-core";
import { examine, openSources, type Examination } from "../../src/core/review";
import { panelOf, type PanelModel, type Selection } from "../../src/core/view";
import * as fixture from "../core/view/fixture";
import { launchChromium } from "./browser";
import { openPanel, seriousFindings, shots, show } from "./panel-page";
import { waitUntil } from "./reader";
import { themes } from "./themes";

let browser: Browser;
let ran: Examination;
const bytes = readFileSync("media/sample/thread.mbox");
const opened = openSources([{ name: "thread.mbox", bytes: new Uint8Array(bytes) }]);

before(async () => {
  mkdirSync(shots, { recursive: true });
  const work = examine(opened, { patches: ["1"] });
  let step = work.next();
  while (!step.done) step = work.next();
  ran = step.value;
  browser = await launchChromium();
});
after(() => browser.close());

const modelOf = (selection: Selection, examination = ran): PanelModel =>
  panelOf({ revision: 3, document: "thread.mbox", opened, examination, selection, stale: false })
    .model;

const unbind = { patch: 1, scenario: "u1-clean-unbind", layer: 2 };

const position = async (page: Page): Promise<string> =>
  (await page.textContent(".position"))?.trim() ?? "";

for (const theme of themes)
  for (const width of [360, 1500])
    test(`axe finds nothing in a real run in ${theme.name} at ${width} px`, async () => {
      const { page, show: send } = await openPanel(browser, { width, theme });
      await send(show(modelOf(unbind)));
      await page.waitForSelector(".trace .step.here");
      await page.locator(".trace").focus();
      for (let presses = 0; presses < 3; presses++) await page.keyboard.press("n");
      await page.waitForSelector("svg.world");
      const name = `${shots}/steps-${theme.name}-${width}.png`;
      await page.locator(".stepper").screenshot({ path: name });
      assert.deepEqual(await seriousFindings(page), []);
      await page.context().close();
    });

test("a step forward and back by keyboard tells what the step changes", async () => {
  const { page, show: send, stood } = await openPanel(browser, { width: 1500 });
  await send(show(modelOf(unbind)));
  await page.locator(".trace").focus();
  await page.keyboard.press("End");
  const changed = page.locator(".facts tr.changed");
  for (let presses = 0; presses < 40 && !(await changed.count()); presses++)
    await page.keyboard.press("ArrowUp");
  assert.ok(await changed.count(), "a step that changes a fact is reached");
  const told = await changed.first().innerText();
  assert.match(told, /→/);
  await page.locator("#live", { hasText: "→" }).waitFor({ state: "attached" });
  const there = await position(page);
  await page.keyboard.press("ArrowUp");
  assert.notEqual(await position(page), there);
  await page.keyboard.press("ArrowDown");
  assert.equal(await position(page), there);
  assert.equal(await changed.first().innerText(), told);
  const row = Number(/row (\d+) of/.exec(there)?.[1]) - 1;
  await waitUntil("the host to be told", async () => (await stood()).at(-1) === row);
  await page.context().close();
});

test("the picture of the world has its words, and both change with the step", async () => {
  const { page, show: send } = await openPanel(browser, { width: 1500 });
  await send(show(modelOf(unbind)));
  await page.locator(".trace").focus();
  await page.keyboard.press("Home");
  await page.click("summary[data-key=world-words]");
  const words = (): Promise<string> => page.locator(".world-part .notes").innerText();
  const first = await words();
  assert.match(first, /P1 maps F1 pages 0 to 3 \(pmem0 pages 16 to 19, writable\)/);
  assert.match(first, /m0 on pmem0: running/);
  const label = (await page.locator("svg.world").first().getAttribute("aria-label")) ?? "";
  assert.match(label, /P2 maps F1 page 2/);
  const lines = await page.locator("svg.world .mapping").count();
  assert.ok(6 <= lines, `${lines} lines for three mappings`);
  await page.locator(".trace").focus();
  await page.keyboard.press("End");
  assert.notEqual(await words(), first);
  await page.context().close();
});

test("words of a picture are as large as other words, and it says what it leaves out", async () => {
  for (const width of [300, 1500]) {
    const { page, show: send } = await openPanel(browser, { width });
    const model = modelOf(unbind);
    assert.ok(model.state === "done" && model.selected);
    const { world } = model.selected;
    const more = { devices: 2, mounts: 0, processes: 3 };
    // As many as there may be, and more besides.
    const processes = Array.from({ length: 12 }, (_, index) => ({ name: `Q${index}`, maps: [] }));
    const large = { ...world, processes, more };
    await send(show({ ...model, selected: { ...model.selected, world: large } }));
    const picture = page.locator("svg.world").first();
    const scale = await picture.evaluate(
      (node) => node.getBoundingClientRect().width / (node as SVGSVGElement).viewBox.baseVal.width,
    );
    assert.ok(0.99 < scale && scale < 1.01, `${width} px: ${scale}`);
    assert.equal(await picture.locator(".more").textContent(), "2 more devices · 3 more processes");
    assert.match((await picture.getAttribute("aria-label")) ?? "", /Not drawn: 2 more devices/);
    await page.locator(".world-part").screenshot({ path: `${shots}/world-many-${width}.png` });
    await page.context().close();
  }
});

test("no word of a picture stands on another or leaves it, and none is cut short", async () => {
  for (const width of [300, 420, 900]) {
    const { page, show: send } = await openPanel(browser, { width });
    await send(show(modelOf(unbind)));
    await page.waitForSelector("svg.world");
    const { clashes, words } = await page.evaluate(() => {
      const picture = document.querySelector("svg.world");
      const frame = picture?.getBoundingClientRect();
      const texts = [...(picture?.querySelectorAll("text") ?? [])].map((node) => ({
        words: node.firstChild?.nodeValue ?? "",
        box: node.getBoundingClientRect(),
      }));
      const clashes = texts.flatMap(({ words: one, box }, at) => [
        ...(frame && frame.left <= box.left && box.right <= frame.right ? [] : [`${one} is cut`]),
        ...texts.slice(at + 1).flatMap(({ words: two, box: other }) => {
          const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
          const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
          return 0.5 < across && 3 < down ? [`${one} on ${two}`] : [];
        }),
      ]);
      return { clashes, words: texts.map(({ words: one }) => one).join("\n") };
    });
    assert.deepEqual(clashes, [], `${width} px`);
    assert.match(words, /driver nd_pmem[^]*holder m0[^]*disk 2048 sectors/);
    assert.match(words, /^F1 attr$[^]*^F2 bmbt$/m);
    assert.doesNotMatch(words, /…/);
    await page.context().close();
  }
});

test("the words above a difference end in a mark where one lane has no room for them", async () => {
  const { page, show: send } = await openPanel(browser, { width: 300 });
  await send(show(modelOf(unbind)));
  await page.locator(".trace").focus();
  await page.keyboard.press("n");
  const title = page.locator(".divergence-title .cell").first();
  const [lines, hidden] = await title.evaluate((node) => {
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(node);
    const inner = node.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
    return [inner / parseFloat(lineHeight), node.scrollHeight - node.clientHeight];
  });
  assert.ok(0 < hidden, "there is more than has room");
  assert.ok(lines <= 2.05, `${lines} lines`);
  await page.context().close();
});

test("below 600 px both lanes are one, and a wider page has two again", async () => {
  const { page, show: send } = await openPanel(browser, { width: 360 });
  await send(show(modelOf(unbind)));
  await page.waitForSelector(".trace.one-lane");
  assert.equal(await page.locator(".trace .step .cell.before + .cell.after").count(), 0);
  await page.setViewportSize({ width: 1200, height: 900 });
  await page.waitForSelector(".trace:not(.one-lane)");
  assert.ok(await page.locator(".trace .step .cell.before + .cell.after").count());
  await page.context().close();
});

test("a place with too little room keeps its line", async () => {
  const { page, show: send } = await openPanel(browser, { width: 640 });
  await send(show(modelOf(unbind)));
  const cut = await page.locator(".trace .cell .link").evaluateAll((links) =>
    links.flatMap((link) => {
      const text = link.firstChild;
      if (link.scrollWidth <= link.clientWidth || !text?.nodeValue) return [];
      const box = link.getBoundingClientRect();
      const range = document.createRange();
      range.setStart(text, text.nodeValue.lastIndexOf(":"));
      range.setEnd(text, text.nodeValue.length);
      const line = range.getBoundingClientRect();
      return [{ text: text.nodeValue, isIn: box.left <= line.left && line.right <= box.right + 1 }];
    }),
  );
  assert.ok(cut.length, "some have too little room");
  assert.deepEqual(
    cut.filter(({ isIn }) => !isIn),
    [],
  );
  await page.context().close();
});

test("messages lead to their step, causes name their lines", async () => {
  const { page, show: send, sent } = await openPanel(browser, { width: 1200 });
  await send(show(modelOf({ ...unbind, layer: 0 })));
  await page.waitForSelector(".trace .step.here");
  await page.click("summary[data-key=messages]");
  await page.click("[data-key='message:0']");
  assert.match(
    await page.locator(".trace .step.here").innerText(),
    /filesystem is not ready for notify_failure/,
  );
  const line = page.locator(".cause-line.added").first();
  assert.match(await line.innerText(), /mail:\d+\s+\+/);
  await line.locator("button.link").click();
  assert.equal((await sent()).at(-1)?.type, "reveal");
  await page.context().close();
});

/** The fixture's scenario with both runs `length` steps long, all of them different. */
function longRun(length: number): PanelModel {
  const [first] = fixture.patchExamination.scenarios;
  const [event] = first?.before.events ?? [];
  assert.ok(first && event);
  const events = Array.from({ length }, (_, index) => ({
    ...event,
    step: index + 1,
    text: `call_number_${index + 1}(dax device pmem0, ${index}, U64_MAX)`,
  }));
  const side = { ...first.before, events };
  const kind = "changed" as const;
  const scenario = {
    ...first,
    before: side,
    after: side,
    alignment: events.map(({ step }) => ({ kind, before: step, after: step })),
  };
  const patches = [{ ...fixture.patchExamination, scenarios: [scenario] }];
  const examination = { ...fixture.examination, patches };
  const { opened: small } = fixture;
  const input = { revision: 1, document: "a", opened: small, selection: {}, stale: false };
  return panelOf({ ...input, examination }).model;
}

test("of 10,000 steps only those in sight are in the page, and End is there at once", async () => {
  const { page, show: send } = await openPanel(browser, { width: 1200 });
  await send(show(longRun(10_000)));
  await page.waitForSelector(".trace .step.here");
  const drawn = (): Promise<number> => page.locator(".trace-body > .step").count();
  assert.ok((await drawn()) < 120, `${await drawn()} rows are drawn`);
  await page.locator(".trace").focus();
  await page.keyboard.press("End");
  assert.match(await page.locator(".trace .step.here").innerText(), /call_number_10000\(/);
  assert.match(await position(page), /row 10000 of 10000/);
  assert.ok((await drawn()) < 120, `${await drawn()} rows are drawn`);
  await page.context().close();
});

test("a screen of 10,000 steps scrolls without a gap, and a step takes a frame", async () => {
  const { page, show: send } = await openPanel(browser, { width: 1200 });
  await send(show(longRun(10_000)));
  await page.waitForSelector(".trace .step.here");
  const figures = await page.evaluate(async () => {
    const trace = document.querySelector<HTMLElement>(".trace");
    if (!trace) throw new Error("no trace");
    trace.scrollIntoView({ block: "center" });
    const frame = (): Promise<number> => new Promise((wake) => requestAnimationFrame(wake));
    let gaps = 0;
    for (let top = 0; top < trace.scrollHeight; top += 4567) {
      trace.scrollTop = top;
      await frame();
      const box = trace.getBoundingClientRect();
      for (const part of [0.3, 0.6, 0.9]) {
        const at = document.elementFromPoint(box.left + 200, box.top + box.height * part);
        if (!at?.closest(".step")) gaps++;
      }
    }
    trace.focus();
    const steps: number[] = [];
    for (let presses = 0; presses < 60; presses++) {
      const start = performance.now();
      trace.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
      trace.getBoundingClientRect();
      steps.push(performance.now() - start);
      await frame();
    }
    // What other work of the machine took is not the step's: the quarter that was least held up.
    const [own = 99, median = 99] = [15, 30].map((at) => steps.sort((a, b) => a - b)[at]);
    return { gaps, own, median };
  });
  console.log(`# a step: ${figures.own.toFixed(1)} ms, median ${figures.median.toFixed(1)} ms`);
  assert.equal(figures.gaps, 0);
  assert.ok(figures.own <= 16, `${figures.own} ms`);
  await page.context().close();
});
