// SPDX-License-Identifier: MIT
// What a user gets: packs the extension, installs the package into a fresh VS Code, opens the
// sample thread, clicks a CodeLens and reads the panel. Leaves screenshots in .vscode-test/shots/.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Frame } from "playwright-core";
import {
  chooseTheme,
  foreignRequests,
  goToLine,
  openFile,
  runCommand,
  webviewFrames,
  type Workbench,
} from "./browser";
import { requireRipgrep } from "./machine";
import { editorName } from "./server";
import { openSession, type Session } from "./session";

const scenarioRow = '[data-key^="scenario:"]';
const panelContent = `main#panel ${scenarioRow}`;

const themes = [
  { name: "dark", theme: "Dark Modern", bodyClass: "vscode-dark" },
  { name: "light", theme: "Light Modern", bodyClass: "vscode-light" },
  { name: "high-contrast", theme: "Dark High Contrast", bodyClass: "vscode-high-contrast" },
] as const;

describe(`the packed extension, installed in ${editorName}`, () => {
  let session: Session;
  let workbench: Workbench;

  before(async () => {
    requireRipgrep();
    // In Restricted Mode: reading mail and running the model must not ask for trust.
    session = await openSession({ name: "installed", extension: "packed", isRestricted: true });
    ({ workbench } = session);
  });

  after(() => session?.stop());

  const shoot = (name: string): Promise<unknown> => session.shoot(name);

  const lenses = () => workbench.page.locator(".codelens-decoration a", { hasText: "Simulate" });

  test("a mailbox opened as a file shows a CodeLens on its hunks", async () => {
    await openFile(workbench.page, "thread.mbox");
    const lines = readFileSync(join(session.workspace, "thread.mbox"), "utf8").split("\n");
    await goToLine(workbench.page, 1 + lines.findIndex((line) => /@@ -\d/.test(line)));
    await lenses().first().waitFor();
    await shoot("lenses");
  });

  test("a click on a CodeLens fills the panel with before and after", async () => {
    await lenses().first().click();
    const panel = await panelFrame();
    const text = await panel.innerText("main#panel");
    await shoot("panel");
    for (const wanted of [/before/i, /after/i, /a model of Linux/, /not kernel source/])
      assert.match(text, wanted);
    await panel.locator(scenarioRow).first().scrollIntoViewIfNeeded();
    await shoot("panel-scenarios");
  });

  for (const { name, theme, bodyClass } of themes)
    test(`the panel follows the ${name} theme`, async () => {
      await chooseTheme(workbench.page, theme);
      const panel = await panelFrame();
      await panel.waitForSelector(`body.${bodyClass}`);
      await workbench.page.waitForTimeout(300);
      await shoot(`panel-${name}`);
    });

  test("the same panel opens as an editor tab", async () => {
    await runCommand(workbench.page, "Hunkscope: Open Simulation in Editor");
    const [first, second] = await webviewFrames(workbench.page, panelContent, 2);
    const texts = [await first?.innerText("#headline"), await second?.innerText("#headline")];
    assert.equal(texts[0], texts[1]);
    await shoot("panel-editor");
  });

  test("nothing of it asks for anything outside this machine", () => {
    assert.deepEqual(foreignRequests(workbench.refused), []);
  });

  async function panelFrame(): Promise<Frame> {
    const [panel] = await webviewFrames(workbench.page, panelContent, 1);
    assert.ok(panel);
    return panel;
  }
});
