// SPDX-License-Identifier: MIT
// What reviewers wrote, as the editor's own comment threads, and drafts of answers to it.
import * as vscode from "vscode";
import type { Opened, RanText } from "../core/review";
import { replyDraft, shownText } from "../core/view";
import { scheme } from "./content";
import { documentOf, hunkLines, type Desk } from "./desk";
import { openDocument } from "./documents";
import type { Review } from "./reviews";

type ReviewComment = Opened["comments"][number];
type Anchored = ReviewComment & { readonly anchor: { readonly hunk: string } };

/** A mailbox of hundreds of mails stays usable; the tree lists every comment. */
const threadsMax = 500;

/** Where an answer would go: the line of the mail that was commented on, or the last words said. */
interface Subject {
  readonly review: string;
  readonly line: number;
  /** Where the words that are answered begin; the line itself where there are none. */
  readonly start: number;
}

export class Comments implements vscode.Disposable {
  private readonly controller = vscode.comments.createCommentController(
    "hunkscope.comments",
    vscode.l10n.t("Hunkscope Review Comments"),
  );
  private readonly threads = new Map<string, vscode.CommentThread[]>();
  private readonly drawn = new Map<string, Opened>();
  private readonly said = new WeakMap<vscode.CommentThread, string>();
  private readonly subjects = new WeakMap<vscode.CommentThread, Subject>();
  private readonly drafts = new WeakSet<vscode.TextDocument>();
  private readonly disposables: vscode.Disposable[] = [this.controller];

  constructor(private readonly desk: Desk) {
    this.controller.options = {
      prompt: vscode.l10n.t("Answer by mail"),
      placeHolder: vscode.l10n.t("Your words, below the quoted lines. Nothing is sent."),
    };
    this.controller.commentingRangeProvider = {
      provideCommentingRanges: (document) => this.rangesOf(document),
    };
    this.disposables.push(
      vscode.commands.registerCommand("hunkscope.draftReply", (reply) => this.draft(reply)),
      vscode.workspace.onDidOpenTextDocument((document) => this.openedFile(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.clear(uri.toString())),
    );
  }

  dispose(): void {
    for (const key of [...this.threads.keys()]) this.clear(key);
    for (const one of this.disposables) one.dispose();
  }

  /** Draws the threads of a document again if what was read in it is another. */
  refresh(review: Review | undefined): void {
    const key = review?.uri.toString() ?? "";
    if (!review || !openDocument(key)) return;
    const settings = vscode.workspace.getConfiguration("hunkscope", review.uri);
    if (!settings.get("comments.enabled", true)) return this.clear(key);
    if (this.drawn.get(key) === review.opened) return;
    this.drawn.set(key, review.opened);
    const earlier = this.threads.get(key) ?? [];
    // One that says the same stays, with its unfolding and what is being written in it.
    const before = new Map(earlier.map((thread) => [this.said.get(thread), thread]));
    const threads = anchoredIn(review.opened).flatMap((comment) => {
      const { span } = comment.anchor;
      if (span.source !== review.name) return [];
      const words = wordsOf(comment);
      const same = before.get(words);
      before.delete(words);
      return [this.threadOf(review, comment, review.uri, span.line, same)];
    });
    const kept = new Set(threads);
    for (const thread of earlier) if (!kept.has(thread)) thread.dispose();
    this.threads.set(key, threads);
  }

  /** Whether a document is an answer being written; what it is about stays in sight. */
  isDraft(document: vscode.TextDocument): boolean {
    return this.drafts.has(document);
  }

  private openedFile(document: vscode.TextDocument): void {
    if (document.uri.scheme !== scheme) return;
    this.drawFile(document).catch((error: unknown) => this.desk.warn(`comments: ${String(error)}`));
  }

  /** The threads of a file as it was run: a removed line's stands before, all others after. */
  private async drawFile(document: vscode.TextDocument): Promise<void> {
    const file = this.desk.files.fileOf(document.uri);
    const review = file && this.desk.reviews.known(file.review);
    if (!file || !review) return;
    const ran = await this.ranText(document.uri);
    const key = document.uri.toString();
    if (!ran || this.threads.has(key)) return;
    const threads = anchoredIn(review.opened).flatMap((comment) => {
      const { hunk, line } = comment.anchor;
      const index = ran.origins.findIndex(
        (origin) =>
          origin.from === "mail" &&
          origin.hunk === hunk &&
          origin.hunkLine === line &&
          (origin.kind === "removed") === (file.side === "before"),
      );
      return 0 <= index ? [this.threadOf(review, comment, document.uri, index + 1)] : [];
    });
    this.threads.set(key, threads);
  }

  private async ranText(uri: vscode.Uri): Promise<RanText | undefined> {
    const file = this.desk.files.fileOf(uri);
    const files = file ? await this.desk.reviews.ranFiles(file.review, file) : [];
    return files.find(({ side, path }) => side === file?.side && path === file.path);
  }

  private threadOf(
    review: Review,
    comment: Anchored,
    uri: vscode.Uri,
    line: number,
    same?: vscode.CommentThread,
  ): vscode.CommentThread {
    const range = new vscode.Range(line - 1, 0, line - 1, 0);
    const all = flatten(comment);
    const thread = same ?? this.begin(uri, range, comment);
    if (!thread.range?.isEqual(range)) thread.range = range;
    const last = all.at(-1) ?? comment;
    const span = last.sources.find(({ source }) => source === review.name);
    const end = span ? span.line + last.text.trimEnd().split("\n").length - 1 : line;
    this.subjects.set(thread, {
      review: review.uri.toString(),
      line: end,
      start: span?.line ?? line,
    });
    return thread;
  }

  private begin(uri: vscode.Uri, range: vscode.Range, comment: Anchored): vscode.CommentThread {
    const thread = this.controller.createCommentThread(
      uri,
      range,
      flatten(comment).map(({ author, text }) => ({
        // A plain string: Markdown of a mail is not rendered.
        body: shownText(text.trim()),
        mode: vscode.CommentMode.Preview,
        author: { name: shownText(author.name) },
      })),
    );
    this.said.set(thread, wordsOf(comment));
    thread.label = vscode.l10n.t("Hunk {0}", comment.anchor.hunk);
    thread.contextValue = "review";
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
    return thread;
  }

  /** Lines a reader can comment on: those of hunks. */
  private async rangesOf(document: vscode.TextDocument): Promise<vscode.Range[]> {
    if (document.uri.scheme === scheme) {
      const ran = await this.ranText(document.uri);
      return (ran?.origins ?? []).flatMap((origin, index) =>
        origin.from === "mail" ? [new vscode.Range(index, 0, index, 0)] : [],
      );
    }
    const review = await this.desk.reviews.read(document);
    if (!review) return [];
    const lines = new Set(
      review.opened.patches.flatMap(({ files }) =>
        files.flatMap(({ hunks }) =>
          hunks.flatMap((hunk) =>
            hunk.lines.flatMap(({ sources }) =>
              sources.filter(({ source }) => source === review.name).map(({ line }) => line),
            ),
          ),
        ),
      ),
    );
    return rangesOver([...lines].filter((line) => line <= document.lineCount));
  }

  /** A mail of the reader's words below what they are about, in an editor; nothing is sent. */
  private async draft(reply: unknown): Promise<void> {
    const { thread, text } = (reply ?? {}) as Partial<vscode.CommentReply>;
    if (!thread || typeof text !== "string") return;
    const subject = this.subjects.get(thread) ?? (await this.subjectAt(thread));
    const review = subject && this.desk.reviews.known(subject.review);
    const message =
      review &&
      [...review.opened.messages]
        .reverse()
        .find((one) => one.span.source === review.name && one.span.line <= subject.line);
    const document = review && (await documentOf(review));
    if (!subject || !review || !message || !document) return;
    const whole = message.body.length
      ? message
      : await this.desk.reviews.message(review.uri.toString(), message.id);
    const head = headOf(document, message.span.line);
    const draft = replyDraft({
      message: whole ?? message,
      head,
      fromLine: quoteStart(document, review, message.span.line, subject),
      toLine: subject.line,
      text,
    });
    const shown = await vscode.workspace.openTextDocument({
      language: "kpatch-mail",
      content: draft,
    });
    this.drafts.add(shown);
    await vscode.window.showTextDocument(shown);
    if (!thread.comments.length) thread.dispose();
  }

  /** A thread the reader began: on a line of the mail, or on one that came from it. */
  private async subjectAt(thread: vscode.CommentThread): Promise<Subject | undefined> {
    const at = thread.range?.end.line;
    if (at === undefined) return undefined;
    const file = this.desk.files.fileOf(thread.uri);
    if (!file) return { review: thread.uri.toString(), line: at + 1, start: at + 1 };
    const origin = (await this.ranText(thread.uri))?.origins[at];
    if (origin?.from !== "mail") return undefined;
    const { line } = origin.span;
    return { review: file.review, line, start: line };
  }

  private clear(key: string): void {
    for (const thread of this.threads.get(key) ?? []) thread.dispose();
    this.threads.delete(key);
    this.drawn.delete(key);
  }
}

function anchoredIn({ comments }: Opened) {
  return comments
    .flatMap((comment) =>
      "hunk" in comment.anchor ? [{ ...comment, anchor: comment.anchor }] : [],
    )
    .slice(0, threadsMax);
}

/** A comment and all answers to it, each behind what it answers. */
const flatten = (comment: ReviewComment): readonly ReviewComment[] => [
  comment,
  ...comment.replies.flatMap(flatten),
];

/** All that a thread shows. */
const wordsOf = (comment: Anchored): string =>
  JSON.stringify([
    comment.anchor.hunk,
    ...flatten(comment).map(({ author, text }) => [author.name, text]),
  ]);

/** Ranges over lines counted from 1, neighbours as one: the editor is told a few, not thousands. */
function rangesOver(lines: readonly number[]): vscode.Range[] {
  const ranges: vscode.Range[] = [];
  let start = 0;
  let last = -1;
  for (const line of [...lines].sort((one, other) => one - other).concat(Infinity)) {
    if (line === last + 1) {
      last = line;
      continue;
    }
    if (0 < start) ranges.push(new vscode.Range(start - 1, 0, last - 1, 0));
    start = last = line;
  }
  return ranges;
}

/** The lines of a message's head as they stand in the document. */
function headOf(document: vscode.TextDocument, line: number): readonly string[] {
  const head: string[] = [];
  for (let at = line - 1; at < Math.min(document.lineCount, line + 200); at++) {
    const { text } = document.lineAt(at);
    if (text.trim() === "") break;
    head.push(text);
  }
  return head;
}

/**
 * Where a quote begins: at the head of the file of the hunk that is answered, in that message;
 * where it holds none, at the quoted lines the words stand under.
 */
function quoteStart(
  document: vscode.TextDocument,
  review: Review,
  messageLine: number,
  { line, start: words }: Subject,
): number {
  const above = hunkLines(review).filter((one) => messageLine <= one.line && one.line <= line);
  const hunk = above.at(-1);
  let start = hunk?.line ?? words;
  const goUpOver = (pattern: RegExp): void => {
    while (messageLine < start - 1 && pattern.test(document.lineAt(start - 2).text)) start--;
  };
  if (hunk) goUpOver(/^[> |]*(?:diff --git |index |--- |\+\+\+ )/);
  else for (const pattern of [/^\s*$/, /^[>|]/]) goUpOver(pattern);
  return start;
}
