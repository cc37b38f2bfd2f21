// SPDX-License-Identifier: MIT
// What commands work on: the documents under review, and the place a reader is at.
import * as vscode from "vscode";
import type { Opened } from "../core/review";
import { settle, type Selection } from "../core/view";
import type { RanFile, RanFiles } from "./content";
import { documentInTab, openDocument } from "./documents";
import type { Review, Reviews } from "./reviews";

export type Patch = Opened["patches"][number];
export type Hunk = Patch["files"][number]["hunks"][number];

/** A place in a document under review, or in a file as it was run. */
export interface At {
  readonly review: Review;
  /** Counted from 1, in the editor. */
  readonly line: number;
  readonly patch: Patch;
  readonly hunk: Hunk | undefined;
  /** Set where the reader is in a file as it was run. */
  readonly file?: RanFile;
}

/** What the parts of the extension may ask of the whole. */
export interface Desk {
  readonly reviews: Reviews;
  readonly files: RanFiles;
  /** The document the views follow. */
  followed(): Review | undefined;
  /** What is shown of a document, as far as it was chosen. */
  chosen(review: Review): Selection;
  /** The row of the trace of that the reader stands on, where one is drawn. */
  rowOf(review: Review): number | undefined;
  turnTo(review: Review, selection?: Selection): void;
  revealView(options?: { readonly focus: boolean }): Promise<void>;
  /** Moves the panels that show a document to a row of the trace. */
  showStep(review: Review, row: number): void;
  showLine(uri: vscode.Uri, line: number, how?: { readonly focus: boolean }): Promise<void>;
  simulate(
    document: vscode.TextDocument,
    patches: readonly number[],
    off?: readonly string[],
  ): Promise<void>;
  warn(text: string): void;
}

export const selectionOf = (desk: Desk, review: Review): Selection =>
  settle(desk.chosen(review), review.opened, review.examination);

export const hunksOf = (patch: Patch): readonly Hunk[] => patch.files.flatMap(({ hunks }) => hunks);

/** A hunk by its id, or by a line it begins on. */
export function hunkOf(
  review: Review,
  id: unknown,
): { readonly patch: Patch; readonly hunk: Hunk } | undefined {
  if (typeof id === "number") return hunkLines(review).find(({ line }) => line === id);
  for (const patch of review.opened.patches)
    for (const hunk of hunksOf(patch)) if (hunk.id === id) return { patch, hunk };
  return undefined;
}

/** The document of a review, while it is open or stands in a tab. */
export const documentOf = async ({ uri }: Review): Promise<vscode.TextDocument | undefined> =>
  openDocument(uri.toString()) ?? (await documentInTab(uri.toString()));

/** A document named by a message or a command, if it is open and holds a patch. */
export async function reviewNamed(desk: Desk, uri: unknown): Promise<Review | undefined> {
  const document = typeof uri === "string" ? openDocument(uri) : undefined;
  return document && desk.reviews.read(document);
}

/** Where the cursor is; without an editor of ours, the patch that the views show. */
export async function placeOfCursor(desk: Desk): Promise<At | undefined> {
  const editor = vscode.window.activeTextEditor;
  const line = (editor?.selection.active.line ?? 0) + 1;
  const file = editor && desk.files.fileOf(editor.document.uri);
  if (file) {
    const review = desk.reviews.known(file.review);
    const patch = review?.opened.patches.find(({ number }) => number === file.patch);
    if (!review || !patch) return undefined;
    const hunk = await hunkInFile(desk, review, file, line);
    return { review, line, patch, hunk, file };
  }
  const read = editor && (await desk.reviews.read(editor.document));
  const review = read?.opened.patches.length ? read : desk.followed();
  if (!review) return undefined;
  const hunk = review === read ? hunkAbove(review, line) : undefined;
  const number = hunk?.patch.number ?? selectionOf(desk, review).patch;
  const patch = review.opened.patches.find((one) => one.number === number);
  return patch && { review, line, patch, hunk: hunk?.hunk };
}

/** Every line a hunk begins on, quoted ones too, in order. */
export function hunkLines(
  review: Review,
): readonly { readonly line: number; readonly patch: Patch; readonly hunk: Hunk }[] {
  return review.opened.patches
    .flatMap((patch) =>
      hunksOf(patch).flatMap((hunk) =>
        [hunk.span, ...(hunk.quotedAt ?? [])]
          .filter(({ source }) => source === review.name)
          .map(({ line }) => ({ line, patch, hunk })),
      ),
    )
    .sort((one, other) => one.line - other.line);
}

const hunkAbove = (review: Review, line: number) =>
  hunkLines(review)
    .filter((one) => one.line <= line)
    .at(-1);

/** The hunk that gave a line of a file as it was run, else the nearest one above. */
async function hunkInFile(
  desk: Desk,
  review: Review,
  file: RanFile,
  line: number,
): Promise<Hunk | undefined> {
  const files = await desk.reviews.ranFiles(file.review, file);
  const ran = files.find(({ side, path }) => side === file.side && path === file.path);
  for (let at = line; 0 < at; at--) {
    const origin = ran?.origins[at - 1];
    if (origin?.from === "mail") return hunkOf(review, origin.hunk)?.hunk;
  }
  return undefined;
}
