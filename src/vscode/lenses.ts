// SPDX-License-Identifier: MIT
import * as vscode from "vscode";
import { lensesOf } from "../core/view";
import { withoutIcons } from "./names";
import type { Reviews } from "./reviews";

export const patchDocuments: vscode.DocumentSelector = [
  { language: "diff" },
  { language: "kpatch-mail" },
  { language: "plaintext" },
];

export class HunkLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly reviews: Reviews) {}

  dispose(): void {
    this.changed.dispose();
  }

  refresh(): void {
    this.changed.fire();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const settings = vscode.workspace.getConfiguration("hunkscope", document);
    if (!settings.get("codeLens.enabled", true)) return [];
    const review = await this.reviews.read(document);
    if (!review) return [];
    const examination = review.stale ? undefined : review.examination;
    return lensesOf(review.opened, examination)
      .filter(({ line }) => 0 < line && line <= document.lineCount)
      .map(({ line, title, hunk, known }) => {
        const command = known ? "hunkscope.showHunk" : "hunkscope.simulateHunk";
        return new vscode.CodeLens(new vscode.Range(line - 1, 0, line - 1, 0), {
          title: withoutIcons(title),
          command,
          arguments: [document.uri.toString(), hunk],
        });
      });
  }
}
