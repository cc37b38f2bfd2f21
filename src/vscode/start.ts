// SPDX-License-Identifier: MIT
// Wires the extension together. Nothing is read and no worker is started before a patch is seen.
// over 400 lines: every command and provider is named here, once.
import * as vscode from "vscode";
import { lensesOf, type Selection } from "../core/view";
import { Cancelled, JobRunner, type Workers } from "../worker/runner";
import { Changes } from "./changes";
import { Comments } from "./comments";
import { RanFiles, scheme } from "./content";
import { hunkOf, type Desk } from "./desk";
import { documentInTab, openDocument, sayNoPatch } from "./documents";
import { Hunks } from "./hunks";
import { HunkLenses, patchDocuments } from "./lenses";
import { Mailboxes } from "./mailbox";
import { RanMarks } from "./marks";
import { noticeLater } from "./notice";
import { openSampleThread, registerOpening } from "./open";
import { Outline } from "./outline";
import { PanelClient, reviewText, type PanelOwner } from "./panel";
import { Problems } from "./problems";
import { Revealer } from "./reveal";
import { Status } from "./status";
import { Structure } from "./structure";
import { mayHoldPatch, Reviews, type Review } from "./reviews";

const viewId = "hunkscope.simulation";
const tabType = "hunkscope.panel";
export function start(context: vscode.ExtensionContext, workers: Workers): void {
  const extension = new Extension(context, workers);
  context.subscriptions.push(extension);
}

class Extension implements vscode.Disposable, PanelOwner, Desk {
  private readonly log = vscode.window.createOutputChannel("Hunkscope", { log: true });
  private readonly runner: JobRunner;
  readonly reviews: Reviews;
  private readonly lenses: HunkLenses;
  private readonly outline: Outline;
  readonly files: RanFiles;
  private readonly revealer: Revealer;
  private readonly marks: RanMarks;
  private readonly comments: Comments;
  private readonly problems = new Problems();
  private readonly status = new Status();
  private readonly hunks: Hunks;
  private readonly clients = new Set<PanelClient>();
  private readonly disposables: vscode.Disposable[] = [];
  /** Text files that were given a mail's colours once. */
  private readonly coloured = new Set<string>();
  private viewClient: PanelClient | undefined;
  private view: vscode.WebviewView | undefined;
  /** The document the view and the outline follow. */
  private current: string | undefined;
  /** What was asked for last, for a view that is not there yet. */
  private turnedTo: Selection = {};

  constructor(
    private readonly context: vscode.ExtensionContext,
    workers: Workers,
  ) {
    this.runner = new JobRunner(workers);
    this.reviews = new Reviews(this.runner);
    this.lenses = new HunkLenses(this.reviews);
    this.files = new RanFiles(this.reviews, context.extensionUri);
    this.revealer = new Revealer(this.files);
    this.marks = new RanMarks(this, context.extensionUri);
    this.comments = new Comments(this);
    this.hunks = new Hunks(this, context.workspaceState);
    this.outline = new Outline(this.hunks);
    this.disposables.push(this.log, this.reviews, this.lenses, this.outline, this.revealer);
    this.disposables.push(this.problems, this.status, ...registerOpening(this));
    const mailboxes = new Mailboxes(this.runner, this.files, (text) => this.warn(text));
    this.disposables.push(...this.hunks.register(), ...mailboxes.register());
    this.disposables.push(this.marks, this.comments, ...new Changes(this).register());
    this.disposables.push({ dispose: () => this.runner.dispose() });
    this.register();
    this.registerCommands();
    void this.follow(vscode.window.activeTextEditor);
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  private register(): void {
    const { window, workspace, languages } = vscode;
    this.disposables.push(
      languages.registerCodeLensProvider(patchDocuments, this.lenses),
      ...structureProviders(this.reviews),
      languages.registerHoverProvider({ scheme }, this.marks),
      workspace.registerTextDocumentContentProvider(scheme, this.files),
      window.registerWebviewViewProvider(viewId, {
        resolveWebviewView: (view) => this.resolveView(view),
      }),
      window.registerWebviewPanelSerializer(tabType, {
        deserializeWebviewPanel: (panel) => Promise.resolve(void this.adopt(panel)),
      }),
      window.onDidChangeActiveTextEditor((editor) => void this.follow(editor)),
      window.onDidChangeVisibleTextEditors(() => this.marks.refresh()),
      workspace.onDidOpenTextDocument(({ uri }) => {
        for (const client of this.clients) void client.opened(uri);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.reviews.closed(uri)),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("hunkscope.codeLens")) this.lenses.refresh();
        for (const { uri } of workspace.textDocuments)
          if (change.affectsConfiguration("hunkscope", uri)) this.changed(uri);
      }),
      this.reviews.onDidChange((uri) => this.changed(uri)),
    );
  }

  private registerCommands(): void {
    const commands: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
      "hunkscope.simulate": () => this.simulateActive(),
      "hunkscope.simulateHunk": (uri, hunk) => this.atHunk(uri, hunk, "run"),
      "hunkscope.showHunk": (uri, hunk) => this.atHunk(uri, hunk, "show"),
      "hunkscope.show": () => vscode.commands.executeCommand(`${viewId}.focus`),
      "hunkscope.openInEditor": () => this.openInEditor(),
      "hunkscope.copyText": () => this.copyText(),
      "hunkscope.cancel": () => this.cancelCurrent(),
      "hunkscope.toggleCodeLens": () => toggleCodeLens(),
      "hunkscope.showLog": () => this.log.show(),
      "hunkscope.goToLine": (uri, line) => this.goToLine(uri, line),
    };
    for (const [name, run] of Object.entries(commands))
      this.disposables.push(vscode.commands.registerCommand(name, run));
  }

  // ---- what panels may ask ----

  review(uri: string): Review | undefined {
    return this.reviews.known(uri);
  }

  followed(): Review | undefined {
    return this.current === undefined ? undefined : this.reviews.known(this.current);
  }

  async restore(uri: string): Promise<Review | undefined> {
    const document = openDocument(uri) ?? (await documentInTab(uri));
    const review = document && (await this.reviews.read(document));
    if (review && this.current === undefined) this.turnTo(review);
    return review;
  }

  run(review: Review, patch: number | undefined): void {
    const patches = patch === undefined ? [] : [patch];
    vscode.workspace.openTextDocument(review.uri).then(
      (document) => this.simulate(document, patches, this.offIn(review, patch)),
      () => this.log.warn("the document is no longer there"),
    );
  }

  /** The hunks that stay off when a patch is run again. */
  private offIn(review: Review, patch: number | undefined): readonly string[] {
    return patch === undefined || review.stale ? [] : review.hunksOff(patch);
  }

  switchHunk(review: Review, hunk: string): void {
    void this.hunks.switchIn(review, hunk);
  }

  cancel(review: Review): void {
    this.reviews.cancel(review.uri);
  }

  reveal(...[target, review, from]: Parameters<PanelOwner["reveal"]>): void {
    this.revealer.go(target, review, from).then(undefined, (error: unknown) => {
      this.log.warn(`a line could not be shown: ${String(error)}`);
    });
  }

  openSample(): void {
    void openSampleThread();
  }

  openInEditor(): void {
    const panel = vscode.window.createWebviewPanel(
      tabType,
      vscode.l10n.t("Hunkscope Simulation"),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
      { enableFindWidget: true },
    );
    const client = this.adopt(panel);
    const review = this.followed();
    client.turnTo(review, this.viewClient?.selected() ?? this.turnedTo);
  }

  selected(): void {
    this.marks.refresh();
  }

  // ---- what commands work on ----

  chosen(review: Review): Selection {
    const isCurrent = review.uri.toString() === this.current;
    return this.clientOf(review)?.selected() ?? (isCurrent ? this.turnedTo : {});
  }

  rowOf(review: Review): number | undefined {
    return this.clientOf(review)?.stoodOn();
  }

  /** The panel a reader looks at for a document: a tab in sight goes before the side bar. */
  private clientOf({ uri }: Review): PanelClient | undefined {
    const clients = [...this.clients].filter((client) => client.shows() === uri.toString());
    return clients.find((client) => client.isTabShowing(uri.toString())) ?? clients[0];
  }

  showStep(review: Review, row: number): void {
    for (const client of this.clients)
      if (client.shows() === review.uri.toString()) client.showStep(row);
  }

  showLine(uri: vscode.Uri, line: number, { focus } = { focus: false }): Promise<void> {
    return this.revealer.showLine(uri, line, undefined, undefined, focus);
  }

  warn(text: string): void {
    this.log.warn(text);
  }

  // ---- panels ----

  private resolveView(view: vscode.WebviewView): void {
    const { webview } = view;
    const client = new PanelClient(webview, this, this.context.extensionUri);
    this.view = view;
    this.viewClient = client;
    this.clients.add(client);
    view.onDidDispose(() => {
      this.clients.delete(client);
      client.dispose();
      if (this.viewClient === client) this.view = this.viewClient = undefined;
    });
    const review = this.followed();
    client.turnTo(review, this.turnedTo);
  }

  private adopt(panel: vscode.WebviewPanel): PanelClient {
    const { extensionUri } = this.context;
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, "media", "panel-light.svg"),
      dark: vscode.Uri.joinPath(extensionUri, "media", "panel-dark.svg"),
    };
    const client = new PanelClient(panel.webview, this, extensionUri, panel);
    this.clients.add(client);
    panel.onDidDispose(() => {
      this.clients.delete(client);
      client.dispose();
    });
    return client;
  }

  private changed(uri: vscode.Uri): void {
    for (const client of this.clients) client.update(uri);
    const review = this.reviews.known(uri);
    // Progress comes many times a second and no lens shows it.
    if (!review?.progress) {
      this.lenses.refresh();
      this.marks.refresh();
      this.comments.refresh(review);
      this.problems.refresh(uri, review);
    }
    if (uri.toString() === this.current) this.status.refresh(review);
    if (uri.toString() === this.current) this.outline.show(review);
  }

  /** The view turns to the patch document a reader turns to, and stays with it for others. */
  private async follow(editor: vscode.TextEditor | undefined): Promise<void> {
    if (!editor || this.comments.isDraft(editor.document)) return;
    const document = await this.asMail(editor.document);
    const review = mayHoldPatch(document) ? await this.reviews.read(document) : undefined;
    const holds = Boolean(review?.opened.patches.length);
    void vscode.commands.executeCommand("setContext", "hunkscope.activeHasPatch", holds);
    if (review && holds && !document.isClosed) this.turnTo(review);
  }

  /** A text file with a patch in it has a mail's colours, unless its reader takes them away. */
  private async asMail(document: vscode.TextDocument): Promise<vscode.TextDocument> {
    const key = document.uri.toString();
    const isText = document.languageId === "plaintext" && document.uri.path.endsWith(".txt");
    if (!isText || this.coloured.has(key) || !mayHoldPatch(document)) return document;
    this.coloured.add(key);
    return vscode.languages.setTextDocumentLanguage(document, "kpatch-mail");
  }

  turnTo(review: Review, selection: Selection = {}): void {
    this.current = review.uri.toString();
    this.turnedTo = selection;
    this.outline.show(review);
    this.status.refresh(review);
    this.viewClient?.turnTo(review, selection);
    for (const client of this.clients)
      if (client !== this.viewClient && (client.shows() ?? this.current) === this.current)
        client.turnTo(review, selection);
    void vscode.commands.executeCommand("setContext", "hunkscope.hasReview", true);
  }

  async revealView({ focus } = { focus: false }): Promise<void> {
    // A tab that shows it already is what the reader looks at.
    const tab = [...this.clients].find((client) => client.isTabShowing(this.current));
    if (tab) return focus ? tab.focus() : undefined;
    if (this.view && !focus) return this.view.show(true);
    await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: !focus });
  }

  // ---- commands ----

  private async simulateActive(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const document = editor?.document ?? openDocument(this.current ?? "");
    const review = document && (await this.reviews.read(document));
    if (!document || !review?.opened.patches.length) return sayNoPatch();
    // The patch the cursor stands in: that of the last hunk above it.
    const line = (editor?.document === document ? editor.selection.active.line : 0) + 1;
    const above = lensesOf(review.opened).filter((lens) => lens.line <= line);
    const patch = above[above.length - 1]?.patch;
    await this.simulate(document, patch === undefined ? [] : [patch]);
  }

  /** Both arguments come from our own lenses, but any extension may call a command. */
  private async atHunk(uri: unknown, hunk: unknown, what: "run" | "show"): Promise<void> {
    const document = typeof uri === "string" ? openDocument(uri) : undefined;
    const review = document && (await this.reviews.read(document));
    const patch = review && hunkOf(review, hunk)?.patch;
    if (!document || !review || !patch) return sayNoPatch();
    if (what === "run") return this.simulate(document, [patch.number]);
    this.turnTo(review, { patch: patch.number });
    await this.revealView();
  }

  async simulate(
    document: vscode.TextDocument,
    patches: readonly number[],
    off: readonly string[] = [],
  ): Promise<void> {
    const review = await this.reviews.read(document);
    if (!review) return sayNoPatch();
    this.turnTo(review, patches[0] === undefined ? {} : { patch: patches[0] });
    await this.revealView();
    const stopNotice = noticeLater(() => this.reviews.cancel(review.uri));
    const start = Date.now();
    try {
      const after = await this.reviews.simulate(document, patches, off);
      if (after.failure) this.log.error(after.failure.details);
      else if (after.examination) this.log.info(`a simulation took ${Date.now() - start} ms`);
      for (const client of this.clients)
        if (client.shows() === document.uri.toString()) this.announceEnd(client, after);
    } catch (error) {
      // A newer run of the same document took its place.
      if (!(error instanceof Cancelled)) throw error;
    } finally {
      stopNotice();
    }
  }

  private announceEnd(client: PanelClient, review: Review): void {
    const patch = client.selected().patch;
    const ran = review.examination?.patches.find(({ number }) => number === patch);
    client.announce(
      review.failure?.text ??
        (ran
          ? vscode.l10n.t("Simulation ended. {0}", ran.headline)
          : vscode.l10n.t("Simulation cancelled.")),
    );
    client.refresh();
  }

  private copyText(): Thenable<void> | undefined {
    const review = this.followed();
    if (!review) return undefined;
    const selection = this.viewClient?.selected() ?? this.turnedTo;
    return vscode.env.clipboard.writeText(reviewText(review, selection));
  }

  private cancelCurrent(): void {
    const review = this.followed();
    if (review) this.cancel(review);
  }

  private async goToLine(uri: unknown, line: unknown): Promise<void> {
    const document = typeof uri === "string" ? openDocument(uri) : undefined;
    if (document && typeof line === "number") await this.revealer.showLine(document.uri, line);
  }
}

function structureProviders(reviews: Reviews): readonly vscode.Disposable[] {
  const structure = new Structure(reviews);
  const { languages } = vscode;
  return [
    languages.registerDocumentSymbolProvider(patchDocuments, structure),
    languages.registerFoldingRangeProvider(patchDocuments, structure),
    languages.registerDocumentLinkProvider(patchDocuments, structure),
  ];
}

async function toggleCodeLens(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("hunkscope");
  const enabled = settings.get("codeLens.enabled", true);
  await settings.update("codeLens.enabled", !enabled, vscode.ConfigurationTarget.Global);
}
