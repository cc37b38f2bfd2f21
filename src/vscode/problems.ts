// SPDX-License-Identifier: MIT
import * as vscode from "vscode";
import { problemsOf } from "../core/view";
import type { Review } from "./reviews";

/** What patches newly break, on their lines, as information: a model speaks, not a compiler. */
export class Problems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("hunkscope");

  dispose(): void {
    this.collection.dispose();
  }

  refresh(uri: vscode.Uri, review: Review | undefined): void {
    const settings = vscode.workspace.getConfiguration("hunkscope", uri);
    const wanted = settings.get("problems.enabled", true);
    const { examination, stale, opened, name } = review ?? {};
    if (!wanted || !examination || !opened || stale) return this.collection.delete(uri);
    const found = problemsOf(opened, examination).filter(({ source }) => source === name);
    this.collection.set(
      uri,
      found.map(({ line, text, invariant }) => {
        const range = new vscode.Range(line - 1, 0, line - 1, 1000);
        const severity = vscode.DiagnosticSeverity.Information;
        const diagnostic = new vscode.Diagnostic(range, text, severity);
        diagnostic.source = "Hunkscope";
        diagnostic.code = invariant;
        return diagnostic;
      }),
    );
  }
}
