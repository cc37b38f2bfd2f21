// SPDX-License-Identifier: MIT
// What a user gets: packs the extension, installs the package into a fresh VS Code, opens the
// sample thread, clicks a CodeLens and reads the panel. Leaves screenshots in .vscode-test/shots/.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, Frame } from "playwright-core";
import {
  chooseTheme,
  foreignRequests,
  goToLine,
  launchChromium,
  openFile,
  openWorkbench,
  runCommand,
  webviewFrames,
  workbenchReady,
  type Workbench,
} from "./browser";
import { requireRipgrep } from "./machine";
import { packExtension } from "./pack";
import {
  cacheFolder,
  editorName,
  installExtension,
  projectRoot,
  startServer,
  type Server,
} from "./server";

const noBanner = { "security.workspace.trust.banner": "never" };

const scenarioRow = '[data-key^="scenario:"]';
const panelContent = `main#panel ${scenarioRow}`;

const themes = [
  { name: "dark", theme: "Dark Modern", bodyClass: "vscode-dark" },
  { name: "light", theme: "Light Modern", bodyClass: "vscode-light" },
  { name: "high-contrast", theme: "Dark High Contrast", bodyClass: "vscode-high-contrast" },
] as const;

describe(`the packed extension, installed in ${editorName}`, () => {
  const scratch = mkdtempSync(join(tmpdir(), "hunkscope-installed-"));
  const dataFolder = join(scratch, "data");
  const workspace = join(scratch, "mail");
  const shots = join(cacheFolder, "shots");
  let browser: Browser;
  let server: Server;
  let workbench: Workbench;

  before(async () => {
    requireRipgrep();
    mkdirSync(shots, { recursive: true });
    cpSync(join(projectRoot, "media/sample"), workspace, { recursive: true });
    installExtension(dataFolder, packExtension(join(scratch, "hunkscope.vsix")));
    browser = await launchChromium();
    // Restricted Mode stays on: reading mail and running the model must not ask for trust.
    server = await startServer({
      dataFolder,
      askForTrust: true,
      settings: { "security.workspace.trust.startupPrompt": "never", ...noBanner },
    });
    workbench = await openWorkbench(browser, server, { folder: workspace });
    await workbenchReady(workbench.page);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  const shoot = (name: string): Promise<unknown> =>
    workbench.page.screenshot({ path: join(shots, `${name}.png`) });

  const lenses = () => workbench.page.locator(".codelens-decoration a", { hasText: "Simulate" });

  test("a mailbox opened as a file shows a CodeLens on its hunks", async () => {
    await openFile(workbench.page, "thread.mbox");
    const lines = readFileSync(join(workspace, "thread.mbox"), "utf8").split("\n");
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
