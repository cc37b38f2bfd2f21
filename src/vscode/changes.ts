// SPDX-License-Identifier: MIT
// Before | after as the editor's own diffs, and the way between a line of them and a step.
import * as vscode from "vscode";
import type { RanText } from "../core/review";
import { comparedOf, rowsAt } from "../core/view";
import {
  hunkOf,
  hunksOf,
  placeOfCursor,
  reviewNamed,
  selectionOf,
  type At,
  type Desk,
} from "./desk";
import { sayNoPatch } from "./documents";
import { safePath } from "./names";
import type { Review } from "./reviews";

export class Changes {
  /** The row that was shown last for a line, so that asking again shows the next. */
  private last: { readonly place: string; readonly row: number } | undefined;

  constructor(private readonly desk: Desk) {}

  register(): readonly vscode.Disposable[] {
    const { registerCommand } = vscode.commands;
    return [
      registerCommand("hunkscope.openDiff", (uri, hunk) => this.openDiff(uri, hunk)),
      registerCommand("hunkscope.openChanges", () => this.openChanges()),
      registerCommand("hunkscope.showStep", () => this.showStep()),
    ];
  }

  /** The file a hunk lands in, before and after, at the hunk's first line. */
  private async openDiff(uri: unknown, id: unknown): Promise<void> {
    const named = await reviewNamed(this.desk, uri);
    const found = named && hunkOf(named, id);
    const at = found && named ? { review: named, ...found } : await placeOfCursor(this.desk);
    if (!at) return sayNoPatch();
    const hunk = at.hunk ?? hunksOf(at.patch)[0];
    const ran = await this.ranFiles(at.review, at.patch.number);
    const wanted = hunk && placeOfHunk(ran, hunk.id);
    if (!hunk || !wanted) return this.sayNoPlace(at.review, hunk?.id ?? "");
    const [before, after] = this.pair(at.review, at.patch.number, wanted.path);
    const title = vscode.l10n.t("{0}: before | after", baseName(wanted.path));
    const line = new vscode.Range(wanted.line - 1, 0, wanted.line - 1, 0);
    const options = { preview: true, selection: line };
    await vscode.commands.executeCommand("vscode.diff", before, after, title, options);
  }

  /** Every file of every patch that has a place in the model, in one editor. */
  private async openChanges(): Promise<void> {
    const at = await placeOfCursor(this.desk);
    if (!at) return sayNoPatch();
    const { review } = at;
    const { patches } = review.opened;
    const title = vscode.l10n.t("Placing patches");
    const location = vscode.ProgressLocation.Notification;
    const options = { location, title, cancellable: true };
    const entries = await vscode.window.withProgress(options, async (progress, token) => {
      const all: [vscode.Uri, vscode.Uri, vscode.Uri][] = [];
      for (const { number } of patches) {
        if (token.isCancellationRequested) return undefined;
        progress.report({ message: `${number}`, increment: 100 / patches.length });
        const ran = await this.ranFiles(review, number);
        for (const path of new Set(ran.map((one) => one.path))) {
          const [before, after] = this.pair(review, number, path);
          all.push([after, before, after]);
        }
      }
      return all;
    });
    if (!entries) return;
    if (!entries.length) return this.sayNoPlace(review, "");
    const name = vscode.l10n.t("{0}: before | after", baseName(review.name));
    await vscode.commands.executeCommand("vscode.changes", name, entries);
  }

  /** From a line to the step of the selected scenario that stands on it; again: to the next. */
  private async showStep(): Promise<void> {
    const at = await placeOfCursor(this.desk);
    if (!at) return sayNoPatch();
    const { review } = at;
    const selection = selectionOf(this.desk, review);
    const number = at.file?.patch ?? selection.patch;
    const compared =
      number === selection.patch ? comparedOf(review.examination, selection) : undefined;
    const rows = compared ? rowsAt(compared, asked(at)) : [];
    if (!rows.length) {
      const text = compared
        ? vscode.l10n.t("No step of the selected scenario stands on this line.")
        : vscode.l10n.t("Simulate this patch first: its steps are not known yet.");
      void vscode.window.showInformationMessage(text);
      return;
    }
    const place = JSON.stringify([review.uri.toString(), selection, asked(at)]);
    const since = this.last?.place === place ? this.last.row : -1;
    const row = rows.find((one) => since < one) ?? rows[0] ?? 0;
    this.last = { place, row };
    this.desk.turnTo(review, selection);
    await this.desk.revealView({ focus: true });
    this.desk.showStep(review, row);
  }

  private ranFiles(review: Review, patch: number): Promise<readonly RanText[]> {
    const off = review.hunksOff(patch);
    return this.desk.reviews.ranFiles(review.uri.toString(), { patch, off });
  }

  private pair(review: Review, patch: number, path: string): [vscode.Uri, vscode.Uri] {
    const file = { review: review.uri.toString(), patch, off: review.hunksOff(patch), path };
    const { files } = this.desk;
    return [files.uriOf({ ...file, side: "before" }), files.uriOf({ ...file, side: "after" })];
  }

  private sayNoPlace(review: Review, hunk: string): void {
    const off = hunk !== "" && review.hunksOff(Number(hunk.split(".")[0])).includes(hunk);
    void vscode.window.showInformationMessage(
      off
        ? vscode.l10n.t("Hunk {0} is switched off.", hunk)
        : vscode.l10n.t("Nothing of this has a place in the model, so nothing of it was run."),
    );
  }
}

const baseName = (path: string): string => safePath(path).split("/").at(-1) ?? "";

const asked = ({ review, file, line }: At) =>
  file ? { side: file.side, path: file.path, line } : { source: review.name, line };

/** The first line of a hunk in the text of after, else in that of before. */
function placeOfHunk(
  files: readonly RanText[],
  hunk: string,
): { readonly path: string; readonly line: number } | undefined {
  for (const side of ["after", "before"] as const)
    for (const file of files.filter((one) => one.side === side)) {
      const isOf = (kind?: string) => (origin: RanText["origins"][number]) =>
        origin.from === "mail" && origin.hunk === hunk && origin.kind !== kind;
      const changed = file.origins.findIndex(isOf("context"));
      const any = file.origins.findIndex(isOf());
      if (0 <= any) return { path: file.path, line: (changed < 0 ? any : changed) + 1 };
    }
  return undefined;
}
