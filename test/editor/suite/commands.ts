// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Suite } from "./runner";
import { extension, sampleDocument, shown, titlesAndLines, waitFor } from "./support";
import { strangerDiff } from "./texts";

export const commandTests = new Suite();
const { test } = commandTests;

interface Manifest {
  readonly contributes: { readonly commands: readonly { command: string; category?: string }[] };
}

test("every command of the manifest is registered, titled and in one category", async () => {
  const start = performance.now();
  await extension().activate();
  // The whole way, from reading the bundle: the extension's own part of it is smaller.
  console.log(`# activated within ${Math.ceil(performance.now() - start)} ms`);
  const known = new Set(await vscode.commands.getCommands(true));
  const manifest = extension().packageJSON as Manifest;
  for (const { command, category } of manifest.contributes.commands) {
    assert.ok(known.has(command), command);
    assert.equal(category, "Hunkscope", command);
  }
});

test("the sample opens read-only as kernel patch mail", async () => {
  const document = await sampleDocument();
  assert.equal(document.languageId, "kpatch-mail");
  assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), undefined);
  assert.match(document.getText(), /diff --git /);
});

test("commands of other extensions' making do nothing", async () => {
  const before = vscode.workspace.textDocuments.length;
  for (const args of [[], [7, {}], ["file:///etc/passwd", "1.1"], ["", ""], [null, undefined]])
    for (const command of ["hunkscope.simulateHunk", "hunkscope.showHunk", "hunkscope.goToLine"])
      await vscode.commands.executeCommand(command, ...args);
  assert.equal(vscode.workspace.textDocuments.length, before);
});

test("an address nobody was given leads to a sentence, not to a file", async () => {
  for (const path of ["/after/1/etc/passwd", "/sample/../../package.json", "/x"]) {
    const uri = vscode.Uri.from({ scheme: "hunkscope", path, query: "nothing" });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), /no longer at hand/);
  }
});

test("the palette simulates the patch at the cursor, and the text can be copied", async () => {
  const document = await shown("diff", strangerDiff);
  await vscode.commands.executeCommand("hunkscope.simulate");
  const titles = (await titlesAndLines(document)).map(([title]) => title);
  assert.deepEqual(
    titles.map((title) => title.startsWith("Simulate")),
    [false, false],
  );
  await vscode.env.clipboard.writeText("earlier");
  await vscode.commands.executeCommand("hunkscope.copyText");
  assert.match(await vscode.env.clipboard.readText(), /Scenarios \(before \| after\)/);
});

test("the clipboard opens as a mail if it holds a patch, and only then", async () => {
  await vscode.env.clipboard.writeText(strangerDiff);
  await vscode.commands.executeCommand("hunkscope.openClipboard");
  const document = vscode.window.activeTextEditor?.document;
  assert.equal(document?.languageId, "kpatch-mail");
  assert.equal(document?.getText(), strangerDiff);
  await vscode.env.clipboard.writeText("only words");
  await vscode.commands.executeCommand("hunkscope.openClipboard");
  assert.equal(vscode.window.activeTextEditor?.document, document);
});

test("problems are information on the mail's lines, and a setting ends them", async () => {
  const sample = vscode.Uri.joinPath(extension().extensionUri, "media/sample");
  const uri = vscode.Uri.joinPath(sample, "what-if-ready-repaired.patch");
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  await vscode.commands.executeCommand("hunkscope.simulate");
  const problems = (): readonly vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri);
  const [first] = await waitFor("a problem", () =>
    Promise.resolve(problems().length ? problems() : undefined),
  );
  assert.equal(first?.severity, vscode.DiagnosticSeverity.Information);
  assert.match(first?.message ?? "", /(?:newly broken|broken, and not decided before) in u1-/);
  const settings = vscode.workspace.getConfiguration("hunkscope");
  const set = (value: boolean | undefined): Thenable<void> =>
    settings.update("problems.enabled", value, vscode.ConfigurationTarget.Global);
  await set(false);
  await waitFor("none", () => Promise.resolve(problems().length ? undefined : true));
  await set(undefined);
});

test("a document without a patch is told so, and nothing is run", async () => {
  const document = await shown("plaintext", "only words\n");
  void vscode.commands.executeCommand("hunkscope.simulate");
  assert.deepEqual(await titlesAndLines(document), []);
});

test("the simulation opens as an editor tab", async () => {
  await sampleDocument();
  await vscode.commands.executeCommand("hunkscope.openInEditor");
  const panel = await waitFor("the tab", () =>
    Promise.resolve(
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .find(
          ({ input }) =>
            input instanceof vscode.TabInputWebview && input.viewType.endsWith("hunkscope.panel"),
        ),
    ),
  );
  assert.equal(panel.label, "Hunkscope Simulation");
  await vscode.window.tabGroups.close(panel);
});
