// SPDX-License-Identifier: MIT
import * as vscode from "vscode";
import { treeOf, type TreeNode } from "../core/view";
import type { Review } from "./reviews";

const icons: Readonly<Record<TreeNode["kind"], string>> = {
  thread: "mail",
  patch: "git-commit",
  hunk: "diff",
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

  show(review: Review | undefined): void {
    if (review?.opened === this.review?.opened) return;
    this.review = review;
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
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
    item.iconPath = new vscode.ThemeIcon(icons[node.kind]);
    if (node.span && this.review)
      item.command = {
        title: vscode.l10n.t("Go to Line"),
        command: "hunkscope.goToLine",
        arguments: [this.review.uri.toString(), node.span.line],
      };
    return item;
  }
}
