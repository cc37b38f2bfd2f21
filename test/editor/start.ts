// SPDX-License-Identifier: MIT
// Opens a VS Code on the sample thread with the extension of this checkout: the `code` on the PATH
// where that works, else (or with --served) the served one, whose address is printed.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { editorVersion, projectRoot, startServer } from "./server";

const sample = join(projectRoot, "media/sample");

function startDesktop(): boolean {
  const shell = process.platform === "win32";
  if (spawnSync("code", ["--version"], { shell, stdio: "ignore" }).status !== 0) return false;
  const args = [`--extensionDevelopmentPath=${projectRoot}`, "--new-window", sample];
  const done = spawnSync("code", [...args, join(sample, "thread.mbox")], {
    shell,
    stdio: "inherit",
  });
  return done.status === 0;
}

async function startServed(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "hunkscope-start-"));
  const folder = join(scratch, "mail");
  cpSync(sample, folder, { recursive: true });
  const server = await startServer({ dataFolder: join(scratch, "data") });
  const remote = (path: string): string => `vscode-remote://${server.authority}${path}`;
  const payload = [
    ["openFile", remote(join(folder, "thread.mbox"))],
    ["extensionDevelopmentPath", remote(projectRoot)],
    ["skipWelcome", "true"],
  ];
  const more = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  process.stdout.write(
    `VS Code ${editorVersion} is served on this machine alone ` +
      "(a `code` on the PATH was not used).\n" +
      "Open this address in a browser; end with Ctrl+C:\n\n" +
      `${server.address}&${more.toString().replaceAll("+", "%20")}\n`,
  );
  const end = async (): Promise<void> => {
    await server.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
    process.exit(0);
  };
  process.once("SIGINT", () => void end());
  process.once("SIGTERM", () => void end());
}

if (process.argv.includes("--served") || !startDesktop())
  startServed().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
