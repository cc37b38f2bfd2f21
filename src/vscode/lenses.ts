// SPDX-License-Identifier: MIT
import * as vscode from "vscode";
import { wasStopped } from "../core/review";
import { blocksNear, lensesAt, lensesIn, lensesOf, type PlacedLens } from "../core/view";
import { withoutIcons } from "./names";
import type { Reviews } from "./reviews";

export const patchDocuments: vscode.DocumentSelector = [
  { language: "diff" },
  { language: "kpatch-mail" },
  { language: "plaintext" },
];

/** What an editor was given of the lenses of a document. */
interface Handed {
  /** Where all of them stand. */
  readonly lines: readonly number[];
  readonly blocks: readonly number[];
}

export class HunkLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly handed = new WeakMap<vscode.TextDocument, Handed>();
  private readonly disposables: readonly vscode.Disposable[] = [
    this.changed,
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) =>
      this.moved(textEditor.document),
    ),
  ];

  constructor(private readonly reviews: Reviews) {}

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  refresh(): void {
    this.changed.fire();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const settings = vscode.workspace.getConfiguration("hunkscope", document);
    if (!settings.get("codeLens.enabled", true)) return [];
    const early = await this.reviews.places(document);
    const all = early ? lensesAt(early, "reading") : await this.lensesRead(document);
    const lines = all.map(({ line }) => line);
    const blocks = blocksNear(lines, sightsOf(document));
    this.handed.set(document, { lines, blocks });
    const more = vscode.l10n.t("More...");
    return lensesIn(all, blocks)
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

  /** Whoever scrolls on in a text of thousands of hunks finds lenses there already. */
  private moved(document: vscode.TextDocument): void {
    const handed = this.handed.get(document);
    if (!handed) return;
    const blocks = blocksNear(handed.lines, sightsOf(document));
    if (blocks.join() === handed.blocks.join()) return;
    this.handed.set(document, { ...handed, blocks });
    this.refresh();
  }

  private async lensesRead(document: vscode.TextDocument): Promise<readonly PlacedLens[]> {
    const review = await this.reviews.read(document);
    if (!review) return [];
    const examination = review.stale ? undefined : review.examination;
    const isOff = (hunk: string): boolean =>
      review.hunksOff(Number(hunk.split(".")[0])).includes(hunk);
    const { opened, places } = review;
    if (places && wasStopped(opened)) return lensesAt(places, "stopped");
    const read = lensesOf(opened, examination, isOff);
    return places ? lensesAt(places, read) : read;
  }
}

const sightsOf = (document: vscode.TextDocument) =>
  vscode.window.visibleTextEditors
    .filter((editor) => editor.document === document)
    .flatMap(({ visibleRanges }) => visibleRanges)
    .map(({ start, end }) => ({ firstLine: start.line + 1, lastLine: end.line + 1 }));
