// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import * as vscode from "vscode";

/** Opens an untitled document without an editor. */
export async function opened(language: string, content: string): Promise<vscode.TextDocument> {
  for (;;) {
    const document = await vscode.workspace.openTextDocument({ language, content });
    // VS Code may find the backup of one of the same name there that was closed just now.
    if (document.getText() === content) return document;
  }
}

/** Opens an untitled document in an editor, as pasting would. */
export async function shown(language: string, content: string): Promise<vscode.TextDocument> {
  const document = await opened(language, content);
  await vscode.window.showTextDocument(document);
  return document;
}

/** The lenses of a document from the provider of this extension, in order of their lines from 1. */
export async function titlesAndLines(
  document: vscode.TextDocument,
): Promise<readonly (readonly [title: string, line: number])[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    200,
  );
  return found
    .filter(({ command }) => command?.command.startsWith("hunkscope."))
    .filter(({ command }) => command?.command !== "hunkscope.more")
    .map(({ command, range }) => [command?.title ?? "", range.start.line + 1] as const)
    .sort(([, one], [, other]) => one - other);
}

export async function sampleDocument(): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand("hunkscope.openSample");
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document, "the sample is shown");
  return document;
}

/** Asks again until there is an answer; a busy machine gets a minute and a half. */
export async function waitFor<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export const extension = (): vscode.Extension<unknown> => {
  const found = vscode.extensions.getExtension("hunkscope.hunkscope");
  assert.ok(found, "the extension is installed");
  return found;
};
