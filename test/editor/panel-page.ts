// SPDX-License-Identifier: MIT
// The panel's client alone, in a plain Chromium page with a stand-in for VS Code.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { panelOf } from "../../src/core/view";
import type { PanelModel, PanelReply, PanelRequest, Selection } from "../../src/core/view";
import { makeNonce, panelHtml } from "../../src/vscode/html";
import { examination, opened } from "../core/view/fixture";
import { themes, type Theme } from "./themes";

const origin = "https://panel.test";
export const shots = ".vscode-test/shots";
export const modelOf = (selection: Selection = {}, rest: Partial<typeof opened> = {}): PanelModel =>
  panelOf({
    revision: 3,
    document: "thread.mbox",
    opened: { ...opened, ...rest },
    examination,
    selection,
    stale: false,
  }).model;

export interface Panel {
  readonly page: Page;
  show(reply: PanelReply): Promise<void>;
  sent(): Promise<readonly PanelRequest[]>;
  /** The rows of the trace that were told to be stood on. */
  stood(): Promise<readonly number[]>;
}

export async function openPanel(
  browser: Browser,
  options: {
    readonly width: number;
    readonly theme?: Theme;
    readonly state?: unknown;
    readonly height?: number;
    /** How often each file of the page is asked for without an answer. */
    readonly lost?: number;
  },
): Promise<Panel> {
  const theme = options.theme ?? themes[0];
  assert.ok(theme);
  const context = await browser.newContext({
    viewport: { width: options.width, height: options.height ?? 900 },
  });
  const page = await context.newPage();
  const html = panelHtml({
    script: `${origin}/main.js`,
    style: `${origin}/panel.css`,
    cspSource: origin,
    nonce: makeNonce(),
  });
  const asked = new Map<string, number>();
  await page.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: html });
    const path = { "/main.js": "dist/webview/main.js", "/panel.css": "media/panel.css" }[pathname];
    const times = asked.get(pathname) ?? 0;
    asked.set(pathname, times + 1);
    const isLost = path === undefined || times < (options.lost ?? 0);
    return isLost ? route.abort() : route.fulfill({ path });
  });
  await page.addInitScript(
    ({ state }) => {
      const sent: unknown[] = [];
      let kept = state;
      Object.assign(globalThis, {
        sent,
        acquireVsCodeApi: () => ({
          postMessage: (message: unknown) => sent.push(message),
          getState: () => kept,
          setState: (next: unknown) => (kept = next),
        }),
      });
    },
    { state: options.state },
  );
  await page.goto(`${origin}/`);
  await page.evaluate(({ variables, bodyClass }) => {
    for (const [name, value] of Object.entries(variables))
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    document.body.className = bodyClass;
    const side = innerWidth < 600 ? "sideBar" : "editor";
    document.body.style.background = `var(--vscode-${side}-background)`;
  }, theme);
  return {
    page,
    show: (reply) => page.evaluate((message) => window.postMessage(message, "*"), reply),
    sent: async () => {
      const all = await page.evaluate(
        () => (globalThis as unknown as { sent: PanelRequest[] }).sent,
      );
      // Where the reader stands is told whenever anything was drawn.
      return all.filter(({ type }) => type !== "step");
    },
    stood: () =>
      page.evaluate(() =>
        (globalThis as unknown as { sent: PanelRequest[] }).sent.flatMap((one) =>
          one.type === "step" ? [one.row] : [],
        ),
      ),
  };
}

export const show = (model: PanelModel): PanelReply => ({ type: "show", model });

export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // Rows out of sight have no layout yet, and axe would measure what nobody sees.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: height + 2000 });
  const axe = createRequire(join(process.cwd(), "package.json")).resolve("axe-core/axe.min.js");
  await page.evaluate(readFileSync(axe, "utf8"));
  return page.evaluate(async () => {
    interface Finding {
      id: string;
      impact: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const { axe } = globalThis as unknown as {
      axe: { run(on: Document): Promise<{ violations: Finding[] }> };
    };
    const { violations } = await axe.run(document);
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map((node) => `${id}: ${node.html} ${node.failureSummary}`),
      );
  });
}
