// SPDX-License-Identifier: MIT
import * as vscode from "vscode";
import type { LinkTarget } from "../core/view";
import type { RanFiles } from "./content";
import type { Review } from "./reviews";

/** Long enough to find the line, short enough not to stay. */
const flashMs = 1500;

/** Shows the lines that links of the panel lead to, without taking the focus from the panel. */
export class Revealer implements vscode.Disposable {
  private readonly flash = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor("editor.rangeHighlightBackground"),
    borderColor: new vscode.ThemeColor("editor.rangeHighlightBorder"),
  });

  constructor(private readonly files: RanFiles) {}

  dispose(): void {
    this.flash.dispose();
  }

  async go(target: LinkTarget, review: Review, from?: vscode.ViewColumn): Promise<void> {
    const span = target.kind === "mail" ? target.span : target.place.span;
    // Only lines of this document: a patch laid beside it has places of its own.
    if (span && span.source !== review.name) return;
    if (span) return this.showLine(review.uri, span.line, from);
    if (target.kind === "mail") return;
    const { patch, side, place } = target;
    const off = review.hunksOff(patch);
    const file = { review: review.uri.toString(), patch, off, side, path: place.path };
    await this.showLine(this.files.uriOf(file), place.line, from, "c");
  }

  /** `line` is counted from 1; one beyond the end is the last. */
  async showLine(
    uri: vscode.Uri,
    line: number,
    from?: vscode.ViewColumn,
    language?: string,
    focus = false,
  ): Promise<void> {
    let document = await vscode.workspace.openTextDocument(uri);
    if (language && document.languageId === "plaintext")
      document = await vscode.languages.setTextDocumentLanguage(document, language);
    const at = Math.min(Math.max(line, 1), document.lineCount) - 1;
    const selection = new vscode.Range(at, 0, at, 0);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: columnFor(uri, from),
      preserveFocus: !focus,
      preview: true,
      selection,
    });
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    editor.setDecorations(this.flash, [selection]);
    setTimeout(() => editor.setDecorations(this.flash, []), flashMs);
  }
}

/** Where the document is visible already, else anywhere but over the panel. */
function columnFor(uri: vscode.Uri, from: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const visible = vscode.window.visibleTextEditors.find(
    ({ document, viewColumn }) =>
      document.uri.toString() === uri.toString() && viewColumn !== undefined,
  );
  if (visible?.viewColumn !== undefined) return visible.viewColumn;
  if (from === undefined) return vscode.ViewColumn.Active;
  const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== from);
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}
