// SPDX-License-Identifier: MIT
// Ways in: the clipboard, a file of the explorer, the sample.
import * as vscode from "vscode";
import { sampleUri } from "./content";
import type { Desk } from "./desk";
import { sayNoPatch } from "./documents";
import { looksLikePatch } from "./sniff";

/** Larger clipboards hold no mail a person copied. */
const pastedLengthMax = 20_000_000;

export function registerOpening(desk: Desk): readonly vscode.Disposable[] {
  const { registerCommand } = vscode.commands;
  return [
    registerCommand("hunkscope.openSample", openSampleThread),
    registerCommand("hunkscope.openClipboard", openClipboard),
    registerCommand("hunkscope.simulateFile", (uri: unknown) => simulateFile(desk, uri)),
  ];
}

export async function openSampleThread(): Promise<void> {
  const document = await vscode.workspace.openTextDocument(sampleUri);
  // Not as a preview: the next thing that is looked at would take its tab.
  await vscode.window.showTextDocument(document, { preview: false });
}

/** What was copied from a mail reader or an archive, as an untitled mail. */
async function openClipboard(): Promise<void> {
  const content = await vscode.env.clipboard.readText();
  if (!content.trim() || pastedLengthMax < content.length || !looksLikePatch(content)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The clipboard holds no patch, and no mail that quotes one."),
    );
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: "kpatch-mail", content });
  await vscode.window.showTextDocument(document);
}

/** A file chosen in the explorer: the reader's own choice, so it may be opened. */
async function simulateFile(desk: Desk, uri: unknown): Promise<void> {
  if (!(uri instanceof vscode.Uri)) return sayNoPatch();
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  const review = document && (await desk.reviews.read(document));
  if (!document || !review?.opened.patches.length) return sayNoPatch();
  await vscode.window.showTextDocument(document, { preview: false });
  await desk.simulate(document, []);
}
