// SPDX-License-Identifier: MIT
import * as vscode from "vscode";
import { headlineText } from "../core/view";
import type { Review } from "./reviews";

/** One item: what is known of the patch under review; a press shows the simulation. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "hunkscope.status",
    vscode.StatusBarAlignment.Left,
    -10,
  );

  constructor() {
    this.item.name = "Hunkscope";
    this.item.command = "hunkscope.show";
  }

  dispose(): void {
    this.item.dispose();
  }

  refresh(review: Review | undefined): void {
    if (!review?.opened.patches.length) return this.item.hide();
    const { opened, examination, progress, stale } = review;
    const { t } = vscode.l10n;
    const text = progress
      ? t("Simulating")
      : (examination && !stale && headlineText(examination)) ||
        (opened.patches.length === 1
          ? t("1 patch, not simulated")
          : t("{0} patches, not simulated", opened.patches.length));
    this.item.text = `${progress ? "$(sync~spin)" : "$(microscope)"} ${text}`;
    this.item.tooltip = t("Hunkscope: show the simulation");
    this.item.accessibilityInformation = { label: `Hunkscope: ${text}` };
    this.item.show();
  }
}
