// SPDX-License-Identifier: MIT
// VS Code with nothing but a browser: a static build, and this checkout as an extension of it, both
// served on this machine. Workbench, extension host and worker run in the page.
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { askedOutside, chromiumArguments, stepLimitMs } from "./browser";
import { requireChromium } from "./machine";
import { fetchWebBuild, projectRoot } from "./packages";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
};

/** The folder that is open is of no disk: what an extension of a remote repository would show. */
export const virtualFile = "queue.mbox";

/** Beside the extension under test: one that knows a file system of one read-only folder. */
const virtualFolder: Readonly<Record<string, string>> = {
  "/virtual/package.json": JSON.stringify({
    name: "virtual",
    publisher: "test",
    version: "1.0.0",
    engines: { vscode: "^1.90.0" },
    browser: "./main.js",
    activationEvents: ["onFileSystem:far"],
    capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
  }),
  "/virtual/main.js": `"use strict";
const vscode = require("vscode");
exports.activate = () => {
  const bytes = new TextEncoder().encode(${JSON.stringify(
    readFileSync(join(projectRoot, "media/sample/thread.mbox"), "utf8"),
  )});
  const isFile = ({ path }) => path === "/mail/${virtualFile}";
  const isFolder = ({ path }) => path === "/mail" || path === "/";
  const none = (uri) => { throw vscode.FileSystemError.FileNotFound(uri); };
  const refuse = () => { throw vscode.FileSystemError.NoPermissions(); };
  const { File, Directory } = vscode.FileType;
  vscode.workspace.registerFileSystemProvider("far", {
    onDidChangeFile: new vscode.EventEmitter().event,
    watch: () => ({ dispose() {} }),
    stat: (uri) => isFile(uri) ? { type: File, ctime: 0, mtime: 0, size: bytes.length }
      : isFolder(uri) ? { type: Directory, ctime: 0, mtime: 0, size: 0 } : none(uri),
    readDirectory: (uri) => uri.path === "/mail" ? [["${virtualFile}", File]] : [],
    readFile: (uri) => isFile(uri) ? bytes : none(uri),
    createDirectory: refuse, writeFile: refuse, delete: refuse, rename: refuse,
  }, { isReadonly: true });
};
`,
};

export interface WebServer {
  readonly address: string;
  stop(): Promise<void>;
}

export function startWebServer(): Promise<WebServer> {
  const build = fetchWebBuild();
  let host = "";
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const isPage = path === "/";
    const made = virtualFolder[path];
    const file = isPage || made ? undefined : fileOf(path, build);
    // The extension host and webviews ask from hosts of their own.
    response.setHeader("Access-Control-Allow-Origin", "*");
    if (isPage) {
      response.setHeader("Content-Type", "text/html");
      response.end(pageOf(host));
    } else if (made !== undefined) {
      response.setHeader("Content-Type", types[extname(path)] ?? "");
      response.end(made);
    } else if (file === undefined) {
      response.statusCode = 404;
      response.end();
    } else {
      response.setHeader("Content-Type", types[extname(file)] ?? "application/octet-stream");
      createReadStream(file).pipe(response);
    }
  });
  return new Promise((ready) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      host = `localhost:${typeof address === "object" && address ? address.port : 0}`;
      const stop = (): Promise<void> =>
        new Promise((ended) => {
          server.closeAllConnections();
          server.close(() => ended());
        });
      ready({ address: `http://${host}/`, stop });
    }),
  );
}

/** Only the build and what a package of the extension would hold. */
function fileOf(path: string, build: string): string | undefined {
  const roots: readonly (readonly [string, string])[] = [
    ["/build/", build],
    ["/extension/dist/", join(projectRoot, "dist")],
    ["/extension/media/", join(projectRoot, "media")],
    ["/extension/l10n/", join(projectRoot, "l10n")],
  ];
  const single = /^\/extension\/(package(?:\.nls)?\.json)$/.exec(path)?.[1];
  const [prefix, root] = roots.find(([start]) => path.startsWith(start)) ?? [];
  const file = single
    ? join(projectRoot, single)
    : prefix && root && join(root, normalize(`/${path.slice(prefix.length)}`));
  return file && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

function pageOf(host: string): string {
  const base = `http://${host}/build`;
  const apart = `http://{{uuid}}.${host}/build`;
  const webview = `${apart}/out/vs/workbench/contrib/webview/browser/pre/`;
  const options = {
    productConfiguration: {
      enableTelemetry: false,
      webEndpointUrlTemplate: apart,
      webviewContentExternalBaseUrlTemplate: webview,
    },
    developmentOptions: {
      extensions: ["/extension", "/virtual"].map((path) => ({
        scheme: "http",
        authority: host,
        path,
      })),
    },
    configurationDefaults: {
      "workbench.startupEditor": "none",
      "comments.openView": "never",
      "telemetry.telemetryLevel": "off",
    },
  };
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8">
<link rel="stylesheet" href="${base}/out/vs/workbench/workbench.web.main.css">
</head><body></body>
<script src="${base}/out/vs/loader.js"></script>
<script src="${base}/out/vs/webPackagePaths.js"></script>
<script>
for (const key of Object.keys(self.webPackagePaths ?? {}))
  self.webPackagePaths[key] = "${base}/node_modules/" + key + "/" + self.webPackagePaths[key];
require.config({ baseUrl: "${base}/out", recordStats: true, paths: self.webPackagePaths,
  trustedTypesPolicy: trustedTypes.createPolicy("amdLoader", { createScriptURL: (url) => url }) });
</script>
<script src="${base}/out/vs/workbench/workbench.web.main.nls.js"></script>
<script src="${base}/out/vs/workbench/workbench.web.main.js"></script>
<script>
require(["vs/workbench/workbench.web.main"], (api) => api.create(document.body, {
  ...${JSON.stringify(options)},
  workspaceProvider: {
    workspace: { folderUri: api.URI.from({ scheme: "far", path: "/mail" }) },
    trusted: true,
    open: async () => false,
  },
}));
</script></html>
`;
}

export interface WebWorkbench {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly refused: readonly string[];
}

/**
 * A fresh browser whose webviews may use a service worker: they are of another host than the page,
 * which counts as a third party's storage.
 */
export async function openWebWorkbench(profile: string, address: string): Promise<WebWorkbench> {
  mkdirSync(join(profile, "Default"), { recursive: true });
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  writeFileSync(join(profile, "Default/Preferences"), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: requireChromium(),
    args: [...chromiumArguments],
    viewport: { width: 1400, height: 900 },
    headless: true,
  });
  const refused = askedOutside(context);
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(stepLimitMs);
  await page.goto(address);
  return { context, page, refused };
}
