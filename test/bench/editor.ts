// SPDX-License-Identifier: MIT
// The speed of the extension in a real VS Code, beside its bars: activation, lenses, typing in a
// large mail, a run of 10,000 steps in the panel, and the size of the package.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Frame, Page } from "playwright-core";
import {
  launchChromium,
  openFile,
  openWorkbench,
  runCommand,
  webviewFrames,
  workbenchReady,
} from "../editor/browser";
import { packExtension } from "../editor/pack";
import { editorName, projectRoot, startServer, type Server } from "../editor/server";
import { longPatch } from "../editor/suite/texts";

/** Bars for what is named; without one a figure is only told. Times in milliseconds. */
const bars: readonly (readonly [RegExp, number])[] = [
  [/^activation/, 50],
  [/^thread\.\w+: first lenses, processor/, 50],
  [/^thread\.\w+: lenses again, processor/, 50],
  [/^a step.*median/, 16],
  [/^scrolling.*median/, 16],
  // Nobody notices a tenth of a second. The editor moves every lens with every letter.
  [/^typing.*page's processor.*median$/, 100],
  [/^typing.*page's processor.*median, ratio/, 2.5],
  [/^typing.*host's processor.*median, ratio/, 1.3],
  [/^typing.*processor.*slowest, ratio/, 3],
  [/^packed, bytes/, 1_500_000],
];

const scratch = mkdtempSync(join(tmpdir(), "hunkscope-bench-"));
const workspace = join(scratch, "mail");
const real = ["../shared/seed/thread.txt", "../shared/mail/unbind-thread.mbox"]
  .map((path) => resolve(path))
  .filter((path) => existsSync(path));

async function main(): Promise<void> {
  cpSync(join(projectRoot, "media/sample"), workspace, { recursive: true });
  writeFileSync(join(workspace, "long.patch"), longPatch);
  const server = await startServer({
    dataFolder: join(scratch, "data"),
    env: {
      HUNKSCOPE_BENCH_FILES: [join(workspace, "thread.mbox"), ...real].join(":"),
    },
  });
  const browser = await launchChromium();
  try {
    const [load = 0] = loadavg();
    print(`In ${editorName}; milliseconds; load ${load.toFixed(1)} on ${cpus().length} cores:`);
    const peer = await inHost(server, browser, peerFolder());
    for (const [name, value] of Object.entries(peer)) tell(`${name}, without the extension`, value);
    const ours = await inHost(server, browser, projectRoot);
    for (const [name, value] of Object.entries(ours)) tell(name, value);
    for (const [name, value] of Object.entries(peer)) tell(`${name}, ratio`, ours[name]! / value);
    for (const [name, value] of Object.entries(await inPage(server, browser))) tell(name, value);
    const vsix = packExtension(join(scratch, "hunkscope.vsix"));
    tell("packed, bytes", statSync(vsix).size);
    if (!real.length) print("The real mails were not at hand (../shared).");
  } finally {
    await browser.close();
    await server.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Figures = Readonly<Record<string, number>>;

/** An extension of the same name that brings the language and nothing that runs. */
function peerFolder(): string {
  const folder = join(scratch, "peer");
  cpSync(join(projectRoot, "media"), join(folder, "media"), { recursive: true });
  const whole = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  const { name, publisher, version, engines } = whole;
  const { languages, grammars } = whole.contributes;
  const bare = { name, publisher, version, engines, contributes: { languages, grammars } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(bare));
  return folder;
}

async function inHost(server: Server, browser: Browser, development: string): Promise<Figures> {
  let found: (figures: Figures) => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  const figures = new Promise<Figures>((resolve, reject) => {
    found = resolve;
    failed = reject;
  });
  const letters: Promise<number>[] = [];
  const remote = (path: string): string => `vscode-remote://${server.authority}${path}`;
  const suite = join(projectRoot, "dist/editor-test/editor/suite/figures.cjs");
  const { close } = await openWorkbench(browser, server, {
    folder: workspace,
    payload: [
      ["extensionDevelopmentPath", remote(development)],
      ["extensionTestsPath", remote(suite)],
      ["skipWelcome", "true"],
    ],
    prepare: async (page) => {
      const processorMs = await processorOf(page);
      await page.exposeFunction("codeAutomationExit", (code: number) => {
        if (code) failed(new Error(`the figures inside the host ended with ${code}`));
      });
      await page.exposeFunction("codeAutomationLog", (_type: string, texts: unknown[]) => {
        const text = texts.map(String).join(" ");
        if (text === "TYPED") letters.push(processorMs());
        const [, json] = /FIGURES (\{.*\})/.exec(text) ?? [];
        if (json) found(JSON.parse(json) as Figures);
      });
    },
  });
  try {
    return { ...(await figures), ...pageFigures(await Promise.all(letters)) };
  } finally {
    await close();
  }
}

/** What the page took of the processor since it began, whatever else the machine does. */
async function processorOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  };
}

function pageFigures(since: readonly number[]): Figures {
  const each = since.slice(1).map((value, index) => value - (since[index] ?? 0));
  each.sort((one, other) => one - other);
  return {
    "typing in 5 MB: the page's processor for a letter, median": each[each.length >> 1] ?? 0,
    "typing in 5 MB: the page's processor for a letter, slowest": each.at(-1) ?? 0,
  };
}

async function inPage(server: Server, browser: Browser): Promise<Figures> {
  const extension = `vscode-remote://${server.authority}${projectRoot}`;
  const { page, close } = await openWorkbench(browser, server, {
    folder: workspace,
    payload: [
      ["extensionDevelopmentPath", extension],
      ["skipWelcome", "true"],
    ],
  });
  try {
    await workbenchReady(page);
    await openFile(page, "long.patch");
    const activation = await activationMs(page);
    await openFile(page, "long.patch");
    await runCommand(page, "Hunkscope: Simulate Patch");
    const [frame] = await webviewFrames(page, "main#panel .trace", 1);
    if (!frame) throw new Error("there is no panel");
    return { "activation, as VS Code tells it": activation, ...(await inPanel(frame)) };
  } finally {
    await close();
  }
}

/** "Activation: 12ms" of VS Code's own list of running extensions. */
async function activationMs(page: Page): Promise<number> {
  await runCommand(page, "Developer: Show Running Extensions");
  const row = page.locator(".runtime-extensions-editor .extension", { hasText: "Hunkscope" });
  await row.first().waitFor();
  const text = await row.first().innerText();
  return Number(/Activation: (\d+)\s*ms/.exec(text)?.[1] ?? Number.NaN);
}

/** Unfolds the long run, walks it by keyboard and scrolls through it. */
async function inPanel(frame: Frame): Promise<Figures> {
  await frame.waitForFunction(
    () =>
      document.querySelector("main#panel:not([aria-busy]) .trace .step.fold") !== null &&
      !document.querySelector("#progress progress"),
  );
  // The end of a run is drawn and then announced, which draws again.
  await frame.waitForTimeout(2000);
  const trace = frame.locator(".trace");
  await frame.evaluate(() => document.querySelector(".trace")?.scrollIntoView());
  await trace.focus();
  for (let tries = 0; tries < 40; tries++) {
    const fold = frame.locator(".trace .step.fold", { hasText: /\d{4} more steps/ });
    if (await fold.count()) {
      await fold.first().click();
      break;
    }
    await trace.press("ArrowDown");
  }
  const rows = Number(/of (\d+)/.exec((await frame.textContent(".position")) ?? "")?.[1]);
  const { step, scroll } = await frame.evaluate(async () => {
    const trace = document.querySelector<HTMLElement>(".trace");
    if (!trace) throw new Error("no trace");
    const paint = (): Promise<number> => new Promise((wake) => requestAnimationFrame(wake));
    const part = (all: readonly number[], share: number): number =>
      [...all].sort((one, other) => one - other)[Math.floor(all.length * share)] ?? 0;
    const steps: number[] = [];
    for (let presses = 0; presses < 200; presses++) {
      const start = performance.now();
      trace.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
      trace.getBoundingClientRect();
      steps.push(performance.now() - start);
      await paint();
    }
    const scrolls: number[] = [];
    for (let top = 0; top < trace.scrollHeight; top += 1777) {
      const start = performance.now();
      trace.scrollTop = top;
      trace.dispatchEvent(new Event("scroll"));
      trace.getBoundingClientRect();
      scrolls.push(performance.now() - start);
      await paint();
    }
    return {
      step: [part(steps, 0.5), part(steps, 0.95)] as const,
      scroll: [part(scrolls, 0.5), part(scrolls, 0.95)] as const,
    };
  });
  return {
    [`a step among ${rows} rows, median`]: step[0],
    [`a step among ${rows} rows, 95 of 100`]: step[1],
    [`scrolling ${rows} rows by a screen, median`]: scroll[0],
    [`scrolling ${rows} rows by a screen, 95 of 100`]: scroll[1],
  };
}

function tell(name: string, value: number): void {
  const bar = bars.find(([pattern]) => pattern.test(name))?.[1];
  const shown = Number.isInteger(value) ? `${value}` : value.toFixed(1);
  const isOver = bar !== undefined && !(value <= bar);
  const verdict = bar === undefined ? "" : `  bar ${bar}${isOver ? "  OVER" : ""}`;
  print(`${name.padEnd(62)} ${shown.padStart(9)}${verdict}`);
  if (isOver) process.exitCode = 1;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
