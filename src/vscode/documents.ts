// SPDX-License-Identifier: MIT
import * as vscode from "vscode";

/** Documents are looked up among the open ones; no name that came in a message is ever opened. */
export function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

/** A tab nobody looked at since the window was loaded has a document only when it is asked for. */
export async function documentInTab(uri: string): Promise<vscode.TextDocument | undefined> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  for (const { input } of tabs)
    if (input instanceof vscode.TabInputText && input.uri.toString() === uri)
      return vscode.workspace.openTextDocument(input.uri).then(undefined, () => undefined);
  return undefined;
}

export function sayNoPatch(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t("No patch was found here. Open a patch, or a mail that holds or quotes one."),
  );
}
