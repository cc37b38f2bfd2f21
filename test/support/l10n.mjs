// SPDX-License-Identifier: MIT
// Collects the texts of the extension and of its panel: `npm run l10n` writes them to
// l10n/bundle.l10n.json, which translators start from; `--check` only says what is not as it should
// be. A text is the first argument of `t(...)` or `l10n.t(...)`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import ts from "typescript";

const bundlePath = "l10n/bundle.l10n.json";
const folders = ["src/vscode", "src/webview"];

/** Properties and functions whose texts a reader sees. */
const seenProperties = new Set(["title", "label", "tooltip", "placeHolder", "prompt", "detail"]);
const seenCalls = new Set(["showInformationMessage", "showWarningMessage", "showErrorMessage"]);
const nodeCalls = new Set(["el", "hidden", "button", "foldable", "notes"]);

/** Every text, and every place where words stand that no translator could reach. */
function collectTexts() {
  const texts = new Set();
  const problems = [];
  for (const folder of folders)
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".ts"))) {
      const path = `${folder}/${name}`;
      const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022);
      const told = (node) => {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        problems.push(`${path}:${line + 1}: ${node.getText(source).slice(0, 60)}`);
      };
      visit(source, { source, texts, told });
    }
  return { texts: [...texts].sort(), problems };
}

function visit(node, context) {
  const { source, texts, told } = context;
  if (ts.isCallExpression(node)) {
    const callee = node.expression.getText(source).split(".").at(-1);
    if (callee === "t") {
      const [first] = node.arguments;
      if (first && ts.isStringLiteralLike(first)) texts.add(first.text);
      else told(node);
    }
    if (seenCalls.has(callee) || nodeCalls.has(callee))
      node.arguments.forEach((argument, index) => {
        // The first of `el` is a tag; keys and kinds are one word.
        if (callee === "el" && index === 0) return;
        if (isWords(argument, callee === "el")) told(argument);
      });
  }
  if (ts.isPropertyAssignment(node) && seenProperties.has(node.name.getText(source)))
    if (isWords(node.initializer, true)) told(node.initializer);
  ts.forEachChild(node, (child) => visit(child, context));
}

/** Words, rather than a name that no reader sees. */
function isWords(node, alsoOne) {
  if (ts.isTemplateExpression(node)) {
    const parts = [node.head, ...node.templateSpans.map(({ literal }) => literal)];
    return parts.some(({ text }) => /\p{L}{2,} /u.test(text));
  }
  if (!ts.isStringLiteralLike(node)) return false;
  return alsoOne ? /\p{L}{2,}/u.test(node.text) : /\p{L}{2,} \p{L}/u.test(node.text);
}

const { texts, problems } = collectTexts();
const all = Object.fromEntries(texts.map((text) => [text, text]));
const bundle = `${JSON.stringify(all, null, 2)}\n`;
for (const problem of problems) process.stderr.write(`not translatable: ${problem}\n`);
process.exitCode = problems.length ? 1 : 0;
if (!argv.includes("--check")) writeFileSync(bundlePath, bundle);
else if (readFileSync(bundlePath, "utf8") !== bundle) {
  process.stderr.write(`${bundlePath} is not what the sources say: run \`npm run l10n\`\n`);
  process.exitCode = 1;
}
