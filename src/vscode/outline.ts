// SPDX-License-Identifier: MIT
import * as vscode from "vscode";
import { treeOf, type TreeNode } from "../core/view";
import { hunkOf, type Hunk } from "./desk";
import type { Hunks } from "./hunks";
import type { Review } from "./reviews";

const icons: Readonly<Record<TreeNode["kind"], string>> = {
  thread: "mail",
  patch: "git-commit",
  hunk: "diff",
  merge: "git-merge",
  comment: "comment",
  repair: "wrench",
  loss: "circle-slash",
  group: "list-unordered",
};

/** The thread view: patches, hunks, comments, what was lost and what was repaired. */
export class Outline implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private review: Review | undefined;
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly disposables: readonly vscode.Disposable[];

  constructor(private readonly hunks: Hunks) {
    this.view = vscode.window.createTreeView("hunkscope.thread", {
      treeDataProvider: this,
      showCollapseAll: true,
      manageCheckboxStateManually: true,
    });
    this.disposables = [
      this.changed,
      this.view,
      hunks.onDidMark(() => this.changed.fire()),
      this.view.onDidChangeCheckboxState(({ items }) => {
        for (const [node, state] of items) {
          const hunk = this.hunkOfNode(node);
          const checked = state === vscode.TreeItemCheckboxState.Checked;
          if (hunk) void this.hunks.mark(hunk, checked);
        }
      }),
    ];
  }

  show(review: Review | undefined): void {
    if (review?.opened === this.review?.opened) return;
    this.review = review;
    this.changed.fire();
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (node) return [...node.children];
    return this.review ? [...treeOf(this.review.opened)] : [];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const state = !node.children.length ? None : node.kind === "group" ? Collapsed : Expanded;
    const item = new vscode.TreeItem(node.label, state);
    item.id = `${this.review?.uri.toString() ?? ""}#${node.id}`;
    item.description = node.description;
    // A plain string: a tooltip of Markdown could be steered by the mail.
    item.tooltip = node.tooltip;
    const hunk = this.hunkOfNode(node);
    if (hunk) item.checkboxState = this.checkboxOf(hunk);
    item.iconPath = new vscode.ThemeIcon(icons[node.kind]);
    if (node.span && this.review)
      item.command = {
        title: vscode.l10n.t("Go to Line"),
        command: "hunkscope.goToLine",
        arguments: [this.review.uri.toString(), node.span.line],
      };
    return item;
  }

  private hunkOfNode({ kind, id }: TreeNode): Hunk | undefined {
    if (kind !== "hunk" || !this.review) return undefined;
    return hunkOf(this.review, id.slice("hunk:".length))?.hunk;
  }

  private checkboxOf(hunk: Hunk): NonNullable<vscode.TreeItem["checkboxState"]> {
    const reviewed = this.hunks.isReviewed(hunk);
    const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
    const tooltip = reviewed ? vscode.l10n.t("Reviewed") : vscode.l10n.t("Not reviewed yet");
    return { state: reviewed ? Checked : Unchecked, tooltip };
  }
}
