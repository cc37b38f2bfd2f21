// SPDX-License-Identifier: MIT
import * as vscode from "vscode";

/** A run that takes longer gets a notification, whose Cancel is in reach when the panel is not. */
const notifyAfterMs = 4000;

/** A cancellable notification, if the run is still on after a while; returns how to end it. */
export function noticeLater(cancel: () => void): () => void {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const timer = setTimeout(() => {
    // Without the document's name: a notification would follow a link written in it.
    const title = vscode.l10n.t("Simulating a patch");
    const location = vscode.ProgressLocation.Notification;
    void vscode.window.withProgress({ location, title, cancellable: true }, (_, token) => {
      token.onCancellationRequested(cancel);
      return ended;
    });
  }, notifyAfterMs);
  return () => {
    clearTimeout(timer);
    end();
  };
}
