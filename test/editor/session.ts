// SPDX-License-Identifier: MIT
// One fresh VS Code with the extension in it, and the folder it has open; gone without a trace but
// for the pictures in .vscode-test/shots.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchChromium, openWorkbench, workbenchReady, type Workbench } from "./browser";
import { requireRipgrep } from "./machine";
import { packExtension } from "./pack";
import { cacheFolder, installExtension, projectRoot, startServer } from "./server";

export const shotsFolder = join(cacheFolder, "shots");

export interface SessionOptions {
  /** Of the suite, in the name of its folder. */
  readonly name: string;
  /** As a user gets it, or as it stands in the checkout. */
  readonly extension?: "packed" | "checkout";
  /** Restricted Mode stays on, and nobody asks about it. */
  readonly isRestricted?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Puts into the folder what is to be open; the sample thread where it is not said. */
  readonly fill?: (workspace: string) => void;
  readonly width?: number;
  readonly height?: number;
}

export interface Session {
  /** The folder that is open. */
  readonly workspace: string;
  readonly workbench: Workbench;
  readonly page: Page;
  /** Leaves a picture of the window. */
  shoot(name: string): Promise<unknown>;
  /** Leaves one of what a reader would have seen when a test went wrong; for afterEach. */
  shootFailed(test: unknown): Promise<void>;
  stop(): Promise<void>;
}

export const sampleInto = (workspace: string): void =>
  cpSync(join(projectRoot, "media/sample"), workspace, { recursive: true });

const restricted = {
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
};

/** Opens a folder in a fresh editor; whatever was begun is ended if that fails. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const scratch = mkdtempSync(join(tmpdir(), `hunkscope-${options.name}-`));
  const workspace = join(scratch, "mail");
  const dataFolder = join(scratch, "data");
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.reverse()) await end();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    requireRipgrep();
    mkdirSync(shotsFolder, { recursive: true });
    mkdirSync(workspace);
    (options.fill ?? sampleInto)(workspace);
    const isPacked = options.extension === "packed";
    if (isPacked) installExtension(dataFolder, packExtension(join(scratch, "hunkscope.vsix")));
    const browser = await launchChromium();
    ends.push(() => browser.close());
    const server = await startServer({
      dataFolder,
      askForTrust: options.isRestricted ?? false,
      settings: { ...(options.isRestricted ? restricted : {}), ...options.settings },
    });
    ends.push(() => server.stop());
    const extension = `vscode-remote://${server.authority}${projectRoot}`;
    const { width, height } = options;
    const workbench = await openWorkbench(browser, server, {
      folder: workspace,
      ...(isPacked
        ? {}
        : {
            payload: [
              ["extensionDevelopmentPath", extension],
              ["skipWelcome", "true"],
            ],
          }),
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    });
    const { page } = workbench;
    await workbenchReady(page);
    const shoot = (name: string): Promise<unknown> =>
      page.screenshot({ path: join(shotsFolder, `${name}.png`) });
    return { workspace, workbench, page, shoot, stop, shootFailed: failedShot(shoot) };
  } catch (error) {
    await stop();
    throw error;
  }
}

const failedShot =
  (shoot: Session["shoot"]) =>
  async (test: unknown): Promise<void> => {
    const { name, passed } = test as { readonly name: string; readonly passed: boolean };
    if (!passed) await shoot(`failed-${name.slice(0, 40).replaceAll(" ", "-")}`);
  };
