// SPDX-License-Identifier: MIT
// A real VS Code, served on 127.0.0.1. The npm tarball of code-server holds a built VS Code server
// in lib/vscode, which is started directly: its workbench runs in a browser, its extension host in
// Node. Nothing else of code-server is used.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { findProgram } from "./machine";
import { editorVersion, fetchServer, type ServerFiles } from "./packages";

export { cacheFolder, editorVersion, projectRoot } from "./packages";

export const editorName =
  `VS Code ${editorVersion} web workbench + Node extension host, ` +
  "not Electron (the served one)";

/** A cold start takes under a second; a machine busy with other work gets a minute. */
const startLimitMs = 60_000;

export interface Server {
  readonly port: number;
  /** Opens the workbench: `http://127.0.0.1:PORT/?tkn=TOKEN`; more parameters can be appended. */
  readonly address: string;
  /** The authority of vscode-remote URIs. */
  readonly authority: string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Everything the server keeps: settings, extensions, logs. A fresh one for each run. */
  readonly dataFolder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Leaves Restricted Mode on for folders nobody has trusted. */
  readonly askForTrust?: boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Fetches the server if that was not done before. */
export function prepareServer(): ServerFiles {
  const files = fetchServer();
  linkRipgrep(files.folder);
  return files;
}

// File search in the workbench runs ripgrep, whose package would fetch it in an install script.
function linkRipgrep(server: string): void {
  const found = findProgram(["rg"]);
  const bin = join(server, "node_modules/@vscode/ripgrep/bin");
  if (!found || existsSync(join(bin, "rg"))) return;
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, "rg"), { force: true });
  symlinkSync(found, join(bin, "rg"));
}

/** Installs a packed extension into the data folder of a server that is not running. */
export function installExtension(dataFolder: string, vsix: string): void {
  const { node, folder } = prepareServer();
  const args = [...baseArguments(folder, dataFolder), "--install-extension", vsix];
  const done = spawnSync(node, args, { encoding: "utf8" });
  if (done.status !== 0 || !/successfully installed/.test(done.stdout))
    throw new Error(`installing ${vsix} failed: ${done.stdout}${done.stderr}`);
}

const baseArguments = (folder: string, dataFolder: string): string[] => [
  join(folder, "out/server-main.js"),
  "--accept-server-license-terms",
  "--server-data-dir",
  dataFolder,
];

/** Starts a server that only a holder of its random token can talk to. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { dataFolder } = options;
  const port = await freePort();
  const token = randomBytes(24).toString("hex");
  mkdirSync(dataFolder, { recursive: true });
  writeSettings(dataFolder, options.settings ?? {});
  const tokenFile = join(dataFolder, "token");
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const log = openSync(join(dataFolder, "server.log"), "w");
  const { node, folder } = prepareServer();
  const child = spawn(
    node,
    [
      ...baseArguments(folder, dataFolder),
      ...["--host", "127.0.0.1", "--port", `${port}`, "--connection-token-file", tokenFile],
      // Since 1.118 or so a built workbench takes test parameters from its address only with this.
      ...["--telemetry-level", "off", "--enable-smoke-test-driver"],
      ...(options.askForTrust ? [] : ["--disable-workspace-trust"]),
    ],
    { stdio: ["ignore", log, log], env: { ...process.env, ...options.env } },
  );
  closeSync(log);
  const ended = new Promise<void>((resolveEnded) => child.once("exit", () => resolveEnded()));
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(timer);
  };
  try {
    await answers(port, ended);
  } catch (error) {
    await stop();
    const tail = readFileSync(join(dataFolder, "server.log"), "utf8").trim().split("\n").slice(-8);
    throw new Error(`${String(error)}\n${tail.join("\n")}`);
  }
  const authority = `127.0.0.1:${port}`;
  return { port, address: `http://${authority}/?tkn=${token}`, authority, stop };
}

/** Quiet surroundings for tests; `more` wins. The server reads them from its own disk. */
export function writeSettings(dataFolder: string, more: Readonly<Record<string, unknown>>): void {
  const folder = join(dataFolder, "data/User");
  mkdirSync(folder, { recursive: true });
  const settings = {
    "extensions.autoCheckUpdates": false,
    "extensions.autoUpdate": false,
    "extensions.ignoreRecommendations": true,
    "workbench.startupEditor": "none",
    "workbench.enableExperiments": false,
    "chat.disableAIFeatures": true,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "comments.openView": "never",
    "telemetry.telemetryLevel": "off",
    "git.enabled": false,
    ...more,
  };
  writeFileSync(join(folder, "settings.json"), JSON.stringify(settings, null, 2));
}

async function answers(port: number, ended: Promise<void>): Promise<void> {
  let gone = false;
  void ended.then(() => (gone = true));
  const deadlineMs = Date.now() + startLimitMs;
  while (Date.now() < deadlineMs && !gone) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/version`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(gone ? "the VS Code server ended at once" : "the VS Code server did not answer");
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => found(port));
    });
  });
}
