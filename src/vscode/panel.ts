// SPDX-License-Identifier: MIT
// One panel, wherever it is shown: checks what it asks, and gives it models to draw.
import * as vscode from "vscode";
import {
  emptyPanel,
  failedPanel,
  panelOf,
  panelText,
  parseRequest,
  settle,
  type LinkTarget,
  type Panel,
  type PanelReply,
  type PanelRequest,
  type SavedState,
  type Selection,
} from "../core/view";
import { makeNonce, panelHtml } from "./html";
import type { Review } from "./reviews";

/** What a panel may ask of the extension: nothing else can be reached from it. */
export interface PanelOwner {
  review(uri: string): Review | undefined;
  /** What the view in the side bar follows. */
  followed(): Review | undefined;
  /** A document a kept state names: one that is open, or stands in a tab; no other is opened. */
  restore(uri: string): Promise<Review | undefined>;
  run(review: Review, patch: number | undefined): void;
  switchHunk(review: Review, hunk: string): void;
  cancel(review: Review): void;
  reveal(target: LinkTarget, review: Review, from: vscode.ViewColumn | undefined): void;
  openSample(): void;
  openInEditor(): void;
  /** Another patch, scenario or layer is shown. */
  selected(): void;
}

/** What a panel would show of a review, as text. */
export const reviewText = (review: Review | undefined, selection: Selection): string =>
  panelText(drawReview(review, selection, 0).model);

function drawReview(review: Review | undefined, selection: Selection, revision: number): Panel {
  if (!review) return emptyPanel(revision, vscode.l10n.t("Open a patch or a mail that holds one."));
  const { name, opened, examination, stale, failure } = review;
  if (failure) return failedPanel({ revision, document: name, ...failure });
  if (!opened.patches.length)
    return emptyPanel(revision, vscode.l10n.t("No patch was found in {0}.", name));
  return panelOf({
    revision,
    document: name,
    opened,
    selection,
    stale,
    hunksOff: opened.patches.flatMap(({ number }) => review.hunksOff(number)),
    ...(examination && { examination }),
  });
}

export class PanelClient {
  private uri: string | undefined;
  private selection: Selection = {};
  private revision = 0;
  private links: readonly LinkTarget[] = [];
  private model: Panel["model"] | undefined;
  private isReady = false;
  private announcement: string | undefined;
  /** A kept state whose document was not there yet. */
  private wanted: SavedState | undefined;
  /** The row of the trace to move to with the next drawing. */
  private row: number | undefined;
  /** The row of the trace the reader stands on. */
  private stoodRow: number | undefined;
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly webview: vscode.Webview,
    private readonly owner: PanelOwner,
    extensionUri: vscode.Uri,
    /** The editor tab it is in; absent for the view in the side bar. */
    private readonly tab?: vscode.WebviewPanel,
  ) {
    const built = vscode.Uri.joinPath(extensionUri, "dist", "webview");
    const media = vscode.Uri.joinPath(extensionUri, "media");
    webview.options = {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: [built, media],
    };
    this.listening = webview.onDidReceiveMessage((message: unknown) => {
      const request = parseRequest(message);
      if (request) void this.answer(request);
    });
    webview.html = panelHtml({
      script: webview.asWebviewUri(vscode.Uri.joinPath(built, "main.js")).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(media, "panel.css")).toString(),
      cspSource: webview.cspSource,
      nonce: makeNonce(),
    });
  }

  dispose(): void {
    this.listening.dispose();
  }

  /** Turns to another document, or to none. */
  turnTo(review: Review | undefined, selection: Selection = {}): void {
    const uri = review?.uri.toString();
    if (uri !== this.uri) this.selection = {};
    this.uri = uri;
    this.wanted = undefined;
    this.selection = { ...this.selection, ...selection };
    this.refresh();
  }

  /** Draws what is known now, if it is about the document shown. */
  update(uri: vscode.Uri): void {
    if (uri.toString() === this.uri) this.refresh();
  }

  /** A document came that was not there before: a window that was reloaded opens them late. */
  async opened(uri: vscode.Uri): Promise<void> {
    if (!this.wanted || this.wanted.document !== uri.toString()) return;
    await this.restore(this.wanted);
    this.refresh();
  }

  /** Said once with the next drawing. */
  announce(text: string): void {
    this.announcement = text;
  }

  shows(): string | undefined {
    return this.uri;
  }

  isTabShowing(uri: string | undefined): boolean {
    return this.tab?.visible === true && this.uri === uri;
  }

  focus(): void {
    this.tab?.reveal(undefined, false);
  }

  /** Moves to a row of the trace, now or once the page is there. */
  showStep(row: number): void {
    this.row = row;
    if (this.isReady) this.sendStep();
  }

  selected(): Selection {
    return this.selection;
  }

  /** The row of the trace the reader stands on, once one was drawn. */
  stoodOn(): number | undefined {
    return this.stoodRow;
  }

  refresh(): void {
    if (!this.isReady) return;
    const review = this.uri === undefined ? undefined : this.owner.review(this.uri);
    if (review?.progress) this.post({ type: "progress", ...review.progress });
    else this.post({ type: "idle" });
    // While a run goes on, what was drawn stays under the bar.
    if (!review?.progress || !this.model) this.show(review);
  }

  private show(review: Review | undefined): void {
    const { model, links } = this.draw(review);
    this.model = model;
    this.links = links;
    // The page tells where the reader stands in what it draws.
    this.stoodRow = undefined;
    const announce = this.announcement;
    this.announcement = undefined;
    const saved: SavedState | undefined = review && {
      schema: 1,
      document: review.uri.toString(),
      selection: this.selection,
    };
    this.post({
      type: "show",
      model,
      isTab: this.tab !== undefined,
      ...(saved && { saved }),
      ...(announce !== undefined && { announce }),
    });
    this.sendStep();
    this.owner.selected();
  }

  private sendStep(): void {
    if (this.row === undefined) return;
    this.post({ type: "step", row: this.row });
    this.row = undefined;
  }

  private draw(review: Review | undefined): Panel {
    const { opened, examination } = review ?? {};
    if (opened) this.selection = settle(this.selection, opened, examination);
    return drawReview(review, this.selection, ++this.revision);
  }

  private async answer(request: PanelRequest): Promise<void> {
    const review = this.uri === undefined ? undefined : this.owner.review(this.uri);
    switch (request.type) {
      case "ready":
        this.isReady = true;
        this.post({ type: "words", words: vscode.l10n.bundle ?? {} });
        if (!review && request.saved) await this.restore(request.saved);
        this.uri ??= this.owner.followed()?.uri.toString();
        return this.refresh();
      case "select":
        this.selection =
          request.selection.patch === undefined
            ? { ...this.selection, ...request.selection }
            : request.selection;
        return this.show(review);
      case "reveal": {
        const target = this.links[request.link];
        if (review && target && request.revision === this.revision)
          this.owner.reveal(target, review, this.tab?.viewColumn);
        return;
      }
      case "step":
        if (request.revision !== this.revision) return;
        this.stoodRow = request.row;
        return this.owner.selected();
      case "run":
        return review && this.owner.run(review, this.selection.patch);
      case "switch":
        return review && this.owner.switchHunk(review, request.hunk);
      case "cancel":
        return review && this.owner.cancel(review);
      case "open-sample":
        return this.owner.openSample();
      case "open-in-editor":
        return this.owner.openInEditor();
      case "copy-text":
        return vscode.env.clipboard.writeText(reviewText(review, this.selection));
    }
  }

  private async restore(saved: SavedState): Promise<void> {
    this.wanted = saved;
    const review = await this.owner.restore(saved.document);
    // Whatever the panel was turned to meanwhile came later.
    if (!review || this.wanted !== saved) return;
    this.wanted = undefined;
    this.uri = review.uri.toString();
    this.selection = saved.selection;
  }

  private post(reply: PanelReply): void {
    void this.webview.postMessage(reply);
  }
}
