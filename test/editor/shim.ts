// SPDX-License-Identifier: MIT
// Stands in for VS Code's executable: understands --extensionDevelopmentPath=,
// --extensionTestsPath= and a folder as @vscode/test-electron passes them, runs the tests in the
// extension host of the served VS Code, and exits with their code.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "node:util";
import { launchChromium, openWorkbench } from "./browser";
import { startServer } from "./server";

/** The whole in-host suite takes seconds; a run that hangs is a failure after this. */
const suiteLimitMs = 900_000;

// The served build runs without two native modules it can do without, and says so at length; the
// other lines are its connection's.
const serverNoise = new RegExp(
  ["native-watchdog", "bindings file", "^Creating a socket", "^Resolv(ing|ed) connection"]
    .concat(["^Updating additional builtin", "ServiceWorker", "open-vsx", "^ChatSessionStore"])
    .join("|"),
);

async function main(args: readonly string[]): Promise<number> {
  const development = valueOf(args, "--extensionDevelopmentPath=");
  const tests = valueOf(args, "--extensionTestsPath=");
  const folder = args.find((argument) => !argument.startsWith("-"));
  if (!development || !tests || !folder) {
    process.stderr.write("shim: a folder, a development path and a tests path are needed\n");
    return 64;
  }
  const dataFolder = mkdtempSync(join(tmpdir(), "hunkscope-host-"));
  const server = await startServer({
    dataFolder,
    askForTrust: !args.includes("--disable-workspace-trust"),
  });
  const browser = await launchChromium();
  try {
    const remote = (path: string): string => `vscode-remote://${server.authority}${path}`;
    let end: (code: number) => void = () => undefined;
    const ended = new Promise<number>((resolve) => (end = resolve));
    await openWorkbench(browser, server, {
      folder,
      payload: [
        ["extensionDevelopmentPath", remote(development)],
        ["extensionTestsPath", remote(tests)],
        ["skipWelcome", "true"],
      ],
      prepare: async (page) => {
        await page.exposeFunction("codeAutomationExit", (code: number) => end(code));
        await page.exposeFunction("codeAutomationLog", (_type: string, texts: unknown[]) => {
          const text = format(...texts);
          if (!serverNoise.test(text)) process.stdout.write(`${text}\n`);
        });
      },
    });
    return await Promise.race([ended, after(suiteLimitMs)]);
  } finally {
    await browser.close();
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function after(limitMs: number): Promise<number> {
  return new Promise((resolve) =>
    setTimeout(() => {
      process.stderr.write(`shim: the tests did not end within ${limitMs / 1000} s\n`);
      resolve(1);
    }, limitMs).unref(),
  );
}

function valueOf(args: readonly string[], prefix: string): string | undefined {
  return args.find((argument) => argument.startsWith(prefix))?.slice(prefix.length);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`shim: ${String(error)}\n`);
    process.exit(1);
  },
);
