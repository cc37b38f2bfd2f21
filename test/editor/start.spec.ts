// SPDX-License-Identifier: MIT
// `npm start` where there is no desktop VS Code: the address it prints, opened as a person would.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { launchChromium, stepLimitMs } from "./browser";
import { cacheFolder, projectRoot } from "./server";

test("npm start serves the sample with the extension to whoever holds its token", async () => {
  const start = spawn(process.execPath, ["test/support/start.mjs", "--served"], {
    cwd: projectRoot,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const browser = await launchChromium();
  try {
    const address = await printedAddress(start);
    const stranger = await fetch(new URL("/", address));
    assert.equal(stranger.status, 403);
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(stepLimitMs);
    await page.goto(address);
    await page.locator(".tab").filter({ hasText: "thread.mbox" }).first().waitFor();
    await page.locator('.activitybar .action-item a[aria-label^="Hunkscope"]').first().waitFor();
    mkdirSync(join(cacheFolder, "shots"), { recursive: true });
    await page.screenshot({ path: join(cacheFolder, "shots/start.png") });
    const ended = once(start, "exit");
    start.kill("SIGTERM");
    await ended;
    await assert.rejects(fetch(new URL("/", address)), "the server outlived its command");
  } finally {
    start.kill("SIGKILL");
    await browser.close();
  }
});

function printedAddress(start: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let text = "";
    start.once("exit", (code) => failed(new Error(`npm start ended with ${code}: ${text}`)));
    start.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const address = /^http:\S+$/m.exec(text)?.[0];
      if (address && text.endsWith("\n")) found(address);
    });
  });
}
