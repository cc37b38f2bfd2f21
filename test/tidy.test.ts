// SPDX-License-Identifier: MIT
// The style of the house, run as a test: layers, cycles, packages, dead files, widths, headers.
// Imports are read from the sources with TypeScript's own scanner, which sees type-only ones too.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { functionCatalog, levels } from "../src/core/kernel";

const root = resolve(".");

/** From left to right: a folder imports only those before it, through their index. */
const coreFolders = [
  ...["base", "mail", "patch", "cc", "interp", "kernel", "world", "apply", "sim", "compare"],
  ...["explore", "review", "view", "report"],
];

/** What the folders outside the core may import besides themselves; "core" is all of it. */
const hostImports: Readonly<Record<string, readonly string[]>> = {
  cli: ["core"],
  worker: ["core/base", "core/review", "core/view"],
  vscode: ["core/base", "core/review", "core/view", "core/report", "worker"],
  webview: ["core/view"],
};

/** Every package a source may import, and where. Files or folders, below src/. */
const packageUsers: Readonly<Record<string, readonly string[]>> = {
  fflate: ["core/mail/"],
  "parse-diff": ["core/patch/"],
  valibot: ["core/view/", "worker/"],
  vscode: ["vscode/"],
};

/** Where Node's own modules may be imported, below src/. */
const nodeUsers = ["cli/", "worker/main.ts", "vscode/extension.ts"];

/** The bundles' entry points (esbuild.mjs), below src/. */
const entryPoints = [
  ...[
    "cli/start.ts",
    "cli/main.ts",
    "cli/run-c-main.ts",
    "cli/bases-main.ts",
    "vscode/extension.ts",
    "vscode/extension-web.ts",
  ],
  ...["worker/main.ts", "worker/main-web.ts", "webview/main.ts"],
];

const topLevel = [
  ...["ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "README.md", "esbuild.mjs", "package.json"],
  ...["package.nls.json", "l10n"],
  ...["package-lock.json", "tsconfig.base.json", "tsconfig.json", "src", "media", "test"],
];

const columnsMax = 100;
const fileLinesMax = 400;
const functionLinesMax = 70;

const texts = new Map<string, string>();
const files = listFiles();
const sources = files.filter((file) => file.startsWith("src/"));
const modules = sources.filter((file) => /\.ts$/.test(file) && !file.endsWith(".d.ts"));
const importsOf = new Map(modules.map((file) => [file, readImports(file)]));

test("every import of a file leads to one", () => {
  const missing = (file: string): readonly string[] =>
    imported(file)
      .filter(({ target }) => !files.includes(target))
      .map(({ specifier }) => `${file}: ${specifier}`);
  expectNone(modules.flatMap(missing));
});

test("the core imports from left to right, through the index of a folder", () => {
  expectNone(modules.filter(isCore).flatMap(wrongCoreImports));
});

test("the hosts import only the parts made for them", () => {
  expectNone(modules.filter((file) => !isCore(file)).flatMap(wrongHostImports));
});

test("packages and Node's modules are imported only where they belong", () => {
  expectNone(modules.flatMap(wrongPackages));
});

test("the mail reader really parses diffs with parse-diff", () => {
  const reachable = reachableFrom(["src/core/patch/index.ts"]);
  const users = modules.filter((file) => importsOf.get(file)?.packages.includes("parse-diff"));
  assert.ok(users.some((file) => reachable.has(file)));
});

test("no module imports itself on a detour", () => {
  expectNone(cycles());
});

test("every source is reached from an entry point", () => {
  const reachable = reachableFrom(entryPoints.map((file) => `src/${file}`));
  const exempt = /\.d\.ts$|\/tsconfig\.json$|\.md$/;
  expectNone(sources.filter((file) => !reachable.has(file) && !exempt.test(file)));
});

test("the top level holds only what is listed here, and dotfiles", () => {
  const found = new Set(files.map((file) => file.split("/")[0] ?? file));
  expectNone([...found].filter((name) => !name.startsWith(".") && !topLevel.includes(name)));
});

test("lines are at most 100 columns wide", () => {
  const checked = ownText().filter((file) => /\.(ts|mjs|c|h|css)$/.test(file));
  expectNone(
    checked.flatMap((file) =>
      linesOf(file).flatMap((line, index) =>
        columnsMax < [...line].length ? [`${file}:${index + 1}: ${[...line].length} columns`] : [],
      ),
    ),
  );
});

test("every source and test begins with its licence", () => {
  const licensed = ownText().filter((file) => /\.(ts|mjs|c|h|css)$/.test(file));
  const header = "SPDX-License-Identifier: MIT";
  expectNone(licensed.filter((file) => !linesOf(file)[0]?.includes(header)));
});

test("a file of more than 400 lines states its reason in its header", () => {
  const long = ownText().filter(
    (file) => /\.(ts|mjs|c|h)$/.test(file) && fileLinesMax < linesOf(file).length - 1,
  );
  expectNone(long.filter((file) => !headerOf(file).includes(`${fileLinesMax} lines`)));
});

test("a function of more than 70 lines is one switch", () => {
  expectNone(modules.flatMap(longFunctions));
});

test("no source evaluates text or writes markup", () => {
  const banned =
    /\beval\s*\(|\bnew\s+Function\b|\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write/;
  expectNone(modules.filter((file) => banned.test(readFileSync(file, "utf8"))));
});

test("only the model, the world and the scenarios know the kernel's functions", () => {
  // What any other part said of a kernel function by name would be knowledge of particular patches.
  const names = new Set(
    levels
      .flatMap(({ id }) => functionCatalog(id))
      .map(({ name }) => name)
      .filter((name) => name.includes("_")),
  );
  const mayName = /^src\/core\/(kernel|world|sim)\//;
  const found = modules
    .filter((file) => !mayName.test(file))
    .flatMap((file) =>
      (codeOf(file).match(/[a-z_]\w*/gi) ?? [])
        .filter((word) => names.has(word))
        .map((word) => `${file}: ${word}`),
    );
  expectNone([...new Set(found)]);
});

test("no test is singled out", () => {
  const tests = files.filter((file) => /^test\/.*\.(test|spec)\.ts$/.test(file));
  expectNone(tests.filter((file) => /\b(test|describe|it)\.only\(/.test(readText(file))));
});

test("no file names a path of the machine it was written on", () => {
  const own = files.filter((file) => /\.(ts|mjs|json|md|c|h|css|svg|mbox)$/.test(file));
  const home = process.env["HOME"] ?? "";
  const paths = [`${root}/`, ...(3 < home.length ? [`${home}/`] : [])];
  expectNone(own.filter((file) => paths.some((path) => readText(file).includes(path))));
});

test("packages are pinned to one version, and the lock file names no other host", () => {
  const { dependencies, devDependencies } = JSON.parse(readText("package.json")) as {
    dependencies?: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const pins = Object.entries({ ...dependencies, ...devDependencies });
  expectNone(pins.filter(([, pin]) => !/^\d+\.\d+\.\d+$/.test(pin)).map(([name]) => name));
  const hosts = readText("package-lock.json").match(/"resolved": "[^"]*/g) ?? [];
  expectNone(hosts.filter((line) => !line.includes('"https://registry.npmjs.org/')));
});

function wrongCoreImports(file: string): readonly string[] {
  const own = coreFolderOf(file);
  const left = coreFolders.slice(0, coreFolders.indexOf(own));
  return imported(file).flatMap(({ specifier, target }) => {
    const there = target.startsWith("src/core/") ? coreFolderOf(target) : target;
    if (there === own)
      return target === `src/core/${own}/index.ts` && file !== target
        ? [`${file}: imports its own index`]
        : [];
    if (!left.includes(there)) return [`${file}: ${specifier} is not to its left`];
    const throughIndex = target === `src/core/${there}/index.ts`;
    return throughIndex ? [] : [`${file}: ${specifier} goes past the index`];
  });
}

function wrongHostImports(file: string): readonly string[] {
  const own = file.split("/")[1] ?? "";
  const allowed = hostImports[own] ?? [];
  return imported(file).flatMap(({ specifier, target }) => {
    const [, host = "", folder = ""] = target.split("/");
    if (host === own || host === "media") return [];
    const name = host === "core" ? `core/${folder}` : host;
    if (!allowed.includes(name) && !allowed.includes(host)) return [`${file}: imports ${name}`];
    const throughIndex = host !== "core" || target === `src/core/${folder}/index.ts`;
    return throughIndex ? [] : [`${file}: ${specifier} goes past the index`];
  });
}

function wrongPackages(file: string): readonly string[] {
  const path = file.slice("src/".length);
  const isUser = (users: readonly string[]): boolean => users.some((user) => path.startsWith(user));
  return (importsOf.get(file)?.packages ?? [])
    .filter((name) => !isUser(name.startsWith("node:") ? nodeUsers : (packageUsers[name] ?? [])))
    .map((name) => `${file}: imports ${name}`);
}

function cycles(): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (0 <= start) found.push([...path.slice(start), file].join(" -> "));
    if (0 <= start || done.has(file)) return;
    for (const { target } of imported(file)) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of modules) visit(file, []);
  return found;
}

function reachableFrom(entries: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = entries.filter((file) => existsSync(file));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    waiting.push(...imported(file).map(({ target }) => target));
  }
  return reached;
}

interface Import {
  readonly specifier: string;
  /** Path from the root. */
  readonly target: string;
}

interface Imports {
  readonly files: readonly Import[];
  readonly packages: readonly string[];
}

const imported = (file: string): readonly Import[] => importsOf.get(file)?.files ?? [];

function readImports(file: string): Imports {
  const names = ts.preProcessFile(readText(file), true, true).importedFiles;
  const specifiers = names.map(({ fileName }) => fileName);
  return {
    files: specifiers
      .filter((name) => name.startsWith("."))
      .map((specifier) => ({ specifier, target: resolveImport(file, specifier) })),
    packages: specifiers.filter((name) => !name.startsWith(".")),
  };
}

/** What an import leads to; itself, below the importer's folder, when nothing is there. */
function resolveImport(from: string, specifier: string): string {
  const path = join(dirname(from), specifier);
  const isFile = (name: string): boolean => /\.\w+$/.test(name) && existsSync(name);
  return [path, `${path}.ts`, `${path}/index.ts`].find(isFile) ?? path;
}

/** Names and texts of a module, without its comments. */
function codeOf(file: string): string {
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isLiteralExpression(node) || ts.isTemplateMiddle(node))
      words.push(node.text);
    if (ts.isTemplateHead(node) || ts.isTemplateTail(node)) words.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readText(file), ts.ScriptTarget.ES2022, true));
  return words.join(" ");
}

function longFunctions(file: string): readonly string[] {
  const tree = ts.createSourceFile(file, readText(file), ts.ScriptTarget.ES2022, true);
  const lineOf = (position: number): number => tree.getLineAndCharacterOfPosition(position).line;
  const span = (node: ts.Node): number => lineOf(node.end) - lineOf(node.getStart(tree)) + 1;
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const body = ts.isFunctionLike(node) && "body" in node ? node.body : undefined;
    if (body && functionLinesMax < span(node) && !isDispatch(body, span))
      found.push(`${file}:${lineOf(node.getStart(tree)) + 1}: ${span(node)} lines`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** A switch, at any depth, that takes more than half of the function. */
function isDispatch(body: ts.Node, span: (node: ts.Node) => number): boolean {
  const holds = (node: ts.Node): boolean =>
    (ts.isSwitchStatement(node) && span(body) < 2 * span(node)) ||
    (ts.forEachChild(node, (child) => (holds(child) ? true : undefined)) ?? false);
  return holds(body);
}

function listFiles(): readonly string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const names = execFileSync("git", args, { encoding: "utf8" }).split("\0");
  return [...new Set(names)].filter((name) => name && existsSync(name)).sort();
}

/** What is written for this project, not recorded from it: fixtures and goldens are data. */
function ownText(): readonly string[] {
  const data = /^test\/(corpus|cases|mail)\/|\.golden\.|\/goldens?\/|^package-lock\.json$/;
  const own = /^(src|test|media|[^/]*$)/;
  return files.filter((file) => own.test(file) && !data.test(file));
}

function readText(file: string): string {
  const known = texts.get(file) ?? readFileSync(file, "utf8");
  texts.set(file, known);
  return known;
}

const linesOf = (file: string): readonly string[] => readText(file).split("\n");

/** The comment a file begins with. */
function headerOf(file: string): string {
  const lines = linesOf(file);
  // A header of the model may say other things at other levels.
  const end = lines.findIndex((line) => !/^(\/\/|\/\*|\s\*|#if HS_|#else|#endif|$)/.test(line));
  return lines.slice(0, end).join("\n");
}

const isCore = (file: string): boolean => file.startsWith("src/core/");

function coreFolderOf(file: string): string {
  const [folder = ""] = relative("src/core", file).split("/");
  return folder;
}

function expectNone(found: readonly string[]): void {
  assert.equal(found.length, 0, `\n${found.join("\n")}`);
}
