// SPDX-License-Identifier: MIT
// Drives the served workbench with Debian's Chromium. Every request that would leave this machine
// fails and is written down, so that a test can say whose it was.
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Frame,
  type Locator,
  type Page,
} from "playwright-core";
import { requireChromium } from "./machine";
import type { Server } from "./server";

/** A step takes a second, a run of a patch ten; a busy machine gets two minutes. */
export const stepLimitMs = Number(process.env["HS_STEP_MS"] ?? 120_000);
/** What is begun anew where it does not come. */
export const tryLimitMs = stepLimitMs / 8;

/** The one host the workbench itself asks: about extensions it might recommend. */
const workbenchHosts: readonly string[] = ["open-vsx.org"];

/** No name but this machine's is found: a page that asks for another gets nothing. */
export const chromiumArguments: readonly string[] = [
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, " +
    "EXCLUDE *.localhost",
  "--no-proxy-server",
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: requireChromium(),
    args: [...chromiumArguments],
    headless: true,
  });

export interface Workbench {
  readonly page: Page;
  /** Addresses that were asked for outside this machine, and not given. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  readonly folder: string;
  /** Pairs of the workbench's own start parameters, such as extensionDevelopmentPath. */
  readonly payload?: readonly (readonly [string, string])[];
  readonly width?: number;
  readonly height?: number;
  /** Runs before the page is asked for. */
  readonly prepare?: (page: Page) => Promise<void>;
}

export async function openWorkbench(
  browser: Browser,
  server: Server,
  options: WorkbenchOptions,
): Promise<Workbench> {
  const viewport = { width: options.width ?? 1400, height: options.height ?? 900 };
  const context = await browser.newContext({ viewport });
  // A desktop's editor asks nobody for the clipboard.
  const origin = new URL(server.address).origin;
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const refused = askedOutside(context);
  const page = await context.newPage();
  page.setDefaultTimeout(stepLimitMs);
  await options.prepare?.(page);
  const folder = encodeURIComponent(options.folder);
  const payload = encodeURIComponent(JSON.stringify(options.payload ?? []));
  await page.goto(`${server.address}&folder=${folder}&payload=${payload}`);
  return { page, refused, close: () => context.close() };
}

/** What a browser context looked for outside this machine, and did not find, as it grows. */
export function askedOutside(context: BrowserContext): readonly string[] {
  const asked: string[] = [];
  context.on("requestfailed", (request) => {
    // A webview's own resources have a host too; its service worker answers for it.
    if (request.failure()?.errorText === "net::ERR_NAME_NOT_RESOLVED") asked.push(request.url());
  });
  return asked;
}

/** What was asked for outside this machine by anything but the workbench itself. */
export const foreignRequests = (refused: readonly string[]): readonly string[] =>
  refused.filter((address) => !workbenchHosts.includes(new URL(address).hostname));

export const workbenchReady = (page: Page): Promise<unknown> =>
  page.waitForSelector(".monaco-workbench .part.statusbar .statusbar-item");

/** Whether the quick input is gone, or asks something else. */
const isTaken = (text: string): boolean => {
  const input = document.querySelector<HTMLInputElement>(".quick-input-widget input.input");
  return !input?.offsetParent || input.value !== text;
};

/**
 * Opens the quick input by a key, writes in it, and clicks the entry `rowOf` finds: a click, since
 * Enter takes the entry on top, which may only be similar.
 */
async function pickQuickly(
  page: Page,
  key: string,
  text: string,
  rowOf: (rows: Locator) => Locator,
): Promise<void> {
  const input = page.locator(".quick-input-widget input.input");
  const rows = page.locator(".quick-input-list .monaco-list-row");
  const timeout = tryLimitMs;
  for (let triesLeft = 3; ; triesLeft--)
    try {
      await page.keyboard.press(key);
      await input.waitFor({ timeout });
      await input.fill(text, { timeout });
      await rowOf(rows).first().click({ timeout });
      await page.waitForFunction(isTaken, text, { timeout });
      return;
    } catch (error) {
      // An editor that opens late takes the focus, and with it the quick input away.
      if (!triesLeft) throw error;
      await page.keyboard.press("Escape");
    }
}

/** Runs a command from the palette; only an entry with exactly this title counts. */
export const runCommand = (page: Page, title: string): Promise<void> =>
  pickQuickly(page, "F1", `>${title}`, (rows) =>
    rows.locator(".label-name").getByText(title, { exact: true }),
  );

/** Changes the colour theme by the name its picker shows. */
export async function chooseTheme(page: Page, name: string): Promise<void> {
  await runCommand(page, "Preferences: Color Theme");
  const input = page.locator(".quick-input-widget input.input");
  await page.locator('.quick-input-widget input[placeholder*="Theme"]').waitFor();
  await input.fill(name);
  const row = page.locator(".quick-input-list .monaco-list-row .label-name");
  await row.getByText(name, { exact: true }).first().click();
  await input.waitFor({ state: "hidden" });
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  await pickQuickly(page, "Control+P", name, (rows) => rows.filter({ hasText: name }));
  await showsFile(page, name);
}

/** Until the editor in front shows a file: its tab is in front before its text is. */
export const showsFile = (page: Page, name: string): Promise<void> =>
  page
    .locator(
      `.editor-group-container.active .monaco-editor[data-uri$="/${encodeURIComponent(name)}"]`,
    )
    .first()
    .waitFor();

/**
 * Presses Control+K and a second key until the cursor stands on a line: a chord whose second key
 * comes late, or while the window still turns to an editor, does nothing.
 */
export async function chordTo(page: Page, key: string, line: number): Promise<void> {
  for (let triesLeft = 3; ; triesLeft--)
    try {
      await page.keyboard.press("Control+K");
      await page.keyboard.press(key);
      await atLine(page, line, triesLeft ? tryLimitMs : stepLimitMs);
      return;
    } catch (error) {
      if (!triesLeft) throw error;
      await page.keyboard.press("Escape");
    }
}

/** Until the cursor of the active editor stands on a line. */
export const atLine = (page: Page, line: number, timeout = stepLimitMs): Promise<void> =>
  page.locator(".statusbar-item", { hasText: new RegExp(`Ln ${line},`) }).waitFor({ timeout });

/** Puts the cursor of the active editor on a line, counted from 1. */
export async function goToLine(page: Page, line: number): Promise<void> {
  const row = new RegExp(`line ${line}\\b`, "i");
  for (let triesLeft = 3; ; triesLeft--)
    try {
      await pickQuickly(page, "Control+P", `:${line}`, (rows) => rows.filter({ hasText: row }));
      await atLine(page, line, tryLimitMs);
      return;
    } catch (error) {
      // An editor that was still being opened stands where it stood last.
      if (!triesLeft) throw error;
    }
}

/** What a frame is and shows, for the message of a failed wait. */
async function beginningOf(frame: Frame): Promise<string> {
  const text = await frame.evaluate(() => document.body?.innerText ?? "").catch(() => "?");
  return `${frame.url().slice(0, 60)}: ${text.slice(0, 80).replaceAll("\n", " | ")}`;
}

/** The documents inside webviews that hold `selector`, as soon as there are `count` of them. */
export async function webviewFrames(
  page: Page,
  selector: string,
  count: number,
): Promise<readonly Frame[]> {
  const deadlineMs = Date.now() + stepLimitMs;
  let texts: readonly string[] = [];
  while (Date.now() < deadlineMs) {
    const found: Frame[] = [];
    for (const frame of page.frames())
      if (/fake\.html/.test(frame.url()) && (await frame.$(selector).catch(() => null)))
        found.push(frame);
    if (found.length === count) return found;
    texts = await Promise.all(page.frames().map(beginningOf));
    await page.waitForTimeout(100);
  }
  throw new Error(`not ${count} webviews hold ${selector}, among:\n${texts.join("\n")}`);
}

/** Opens the simulation as a tab beside the view in the side bar, until both have drawn. */
export async function openSimulationTab(page: Page): Promise<readonly Frame[]> {
  await runCommand(page, "Hunkscope: Open Simulation in Editor");
  await page.locator(".tab", { hasText: "Hunkscope Simulation" }).waitFor();
  return webviewFrames(page, "main#panel #headline", 2);
}
