// SPDX-License-Identifier: MIT
import * as vscode from "vscode";
import { lensesAt, lensesOf, type PlacedLens } from "../core/view";
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
    const early = await this.reviews.places(document);
    const lenses = early ? lensesAt(early, undefined) : await this.lensesRead(document);
    const more = vscode.l10n.t("More...");
    return lenses
      .filter(({ line }) => 0 < line && line <= document.lineCount)
      .flatMap(({ line, title, details, hunk, known }) => {
        const range = new vscode.Range(line - 1, 0, line - 1, 0);
        const args = [document.uri.toString(), hunk ?? line];
        const isNone = hunk === undefined && !early;
        const command = isNone ? "" : known ? "hunkscope.showHunk" : "hunkscope.simulateHunk";
        const tooltip = details === undefined ? {} : { tooltip: details };
        const words = { title: withoutIcons(title), ...tooltip };
        return [
          new vscode.CodeLens(range, { ...words, command, arguments: args }),
          new vscode.CodeLens(range, { title: more, command: "hunkscope.more", arguments: args }),
        ];
      });
  }

  private async lensesRead(document: vscode.TextDocument): Promise<readonly PlacedLens[]> {
    const review = await this.reviews.read(document);
    if (!review) return [];
    const examination = review.stale ? undefined : review.examination;
    const isOff = (hunk: string): boolean =>
      review.hunksOff(Number(hunk.split(".")[0])).includes(hunk);
    const { opened, places } = review;
    if (!places) return lensesOf(opened, examination, isOff);
    return lensesAt(places, lensesOf(opened, examination, isOff, Infinity));
  }
}
