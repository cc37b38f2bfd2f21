// SPDX-License-Identifier: MIT
// What can be done with one hunk: from its second lens, from the panel and by keyboard.
import * as vscode from "vscode";
import { contentHash } from "../core/base";
import { lensesOf } from "../core/view";
import {
  documentOf,
  hunkLines,
  hunkOf,
  hunksOf,
  placeOfCursor,
  reviewNamed,
  type Desk,
  type Hunk,
  type Patch,
} from "./desk";
import { sayNoPatch } from "./documents";
import type { Review } from "./reviews";

/** Hunks marked as reviewed that are remembered; the oldest are forgotten. */
const reviewedMax = 5000;
const reviewedKey = "hunkscope.reviewed";

interface Found {
  readonly review: Review;
  readonly patch: Patch;
  readonly hunk: Hunk;
}

export class Hunks {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when a hunk was marked as reviewed, or no longer is. */
  readonly onDidMark = this.changed.event;

  constructor(
    private readonly desk: Desk,
    private readonly memory: vscode.Memento,
  ) {}

  register(): readonly vscode.Disposable[] {
    const { registerCommand } = vscode.commands;
    return [
      this.changed,
      registerCommand("hunkscope.more", (uri, hunk) => this.more(uri, hunk)),
      registerCommand("hunkscope.switchHunk", (uri, hunk) => this.switch(uri, hunk)),
      registerCommand("hunkscope.nextHunk", () => this.go(1)),
      registerCommand("hunkscope.previousHunk", () => this.go(-1)),
      registerCommand("hunkscope.markReviewed", () => this.markAndGoOn()),
    ];
  }

  isReviewed(hunk: Hunk): boolean {
    return this.marks().includes(markOf(hunk));
  }

  async mark(hunk: Hunk, reviewed: boolean): Promise<void> {
    const others = this.marks().filter((mark) => mark !== markOf(hunk));
    const all = reviewed ? [...others, markOf(hunk)] : others;
    await this.memory.update(reviewedKey, all.slice(-reviewedMax));
    this.changed.fire();
  }

  /** Runs the hunk's patch again with the hunk off, or on. */
  async switchIn(review: Review, id: string): Promise<void> {
    const found = hunkOf(review, id);
    const document = found && (await documentOf(review));
    if (!found || !document) return sayNoPatch();
    const { number } = found.patch;
    const ids = hunksOf(found.patch).map((hunk) => hunk.id);
    const off = review.stale ? [] : review.hunksOff(number);
    const next = ids.filter((one) => off.includes(one) !== (one === id));
    await this.desk.simulate(document, [number], next);
  }

  private marks(): readonly string[] {
    // Written by us, but settings sync and other versions may have had a hand in it.
    const kept = this.memory.get<unknown>(reviewedKey);
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  }

  private async switch(uri: unknown, id: unknown): Promise<void> {
    const found = await this.found(uri, id);
    if (!found) return sayNoPatch();
    await this.switchIn(found.review, found.hunk.id);
  }

  private async more(uri: unknown, id: unknown): Promise<void> {
    const found = await this.found(uri, id);
    if (!found) return sayNoPatch();
    const { review, patch, hunk } = found;
    const off = review.hunksOff(patch.number).includes(hunk.id);
    const key = review.uri.toString();
    const { t } = vscode.l10n;
    const run = (command: string) => () => vscode.commands.executeCommand(command, key, hunk.id);
    const items: (vscode.QuickPickItem & { readonly run: () => unknown })[] = [
      { label: t("$(diff) Open Before | After"), run: run("hunkscope.openDiff") },
      {
        label: off
          ? t("$(circle-large-outline) Switch Hunk On and Run")
          : t("$(circle-slash) Switch Hunk Off and Run"),
        run: run("hunkscope.switchHunk"),
      },
      { label: t("$(arrow-down) Go to Next Hunk"), run: () => this.goFrom(found, 1) },
      { label: t("$(arrow-up) Go to Previous Hunk"), run: () => this.goFrom(found, -1) },
      this.isReviewed(hunk)
        ? {
            label: t("$(circle-large-outline) Not Reviewed Yet"),
            run: () => this.mark(hunk, false),
          }
        : {
            label: t("$(check) Mark Reviewed and Go to Next"),
            run: () => this.markAndGoFrom(found),
          },
      { label: t("$(copy) Copy What Was Found"), run: () => this.copy(found) },
    ];
    const title = t("Hunk {0}", hunk.id);
    const picked = await vscode.window.showQuickPick(items, { title });
    await picked?.run();
  }

  private copy({ review, hunk }: Found): Thenable<void> {
    const lens = lensesOf(review.opened, review.examination).find((one) => one.hunk === hunk.id);
    const files = review.opened.patches.flatMap(({ files: all }) => all);
    const path = files.find(({ hunks }) => hunks.includes(hunk))?.path ?? "";
    return vscode.env.clipboard.writeText(`${path}\n${lens?.details ?? lens?.title ?? hunk.id}\n`);
  }

  private async go(direction: 1 | -1): Promise<void> {
    const at = await placeOfCursor(this.desk);
    if (!at) return sayNoPatch();
    const lines = hunkLines(at.review);
    // In the mail the cursor tells; elsewhere the hunk whose lines these are.
    const here = at.file ? (lines.find(({ hunk }) => hunk.id === at.hunk?.id)?.line ?? 0) : at.line;
    const next =
      direction === 1
        ? (lines.find(({ line }) => here < line) ?? lines[0])
        : (lines.filter(({ line }) => line < here).at(-1) ?? lines.at(-1));
    if (next) await this.desk.showLine(at.review.uri, next.line, { focus: true });
  }

  private async goFrom({ review, hunk }: Found, direction: 1 | -1): Promise<void> {
    const all = review.opened.patches.flatMap(hunksOf);
    const at = all.findIndex(({ id }) => id === hunk.id);
    await this.showHunk(review, all[(at + direction + all.length) % all.length]);
  }

  private async markAndGoOn(): Promise<void> {
    const at = await placeOfCursor(this.desk);
    if (!at?.hunk) return sayNoPatch();
    await this.markAndGoFrom({ ...at, hunk: at.hunk });
  }

  /** The next hunk of the thread that was not reviewed yet, round its end. */
  private async markAndGoFrom({ review, hunk }: Found): Promise<void> {
    await this.mark(hunk, true);
    const all = review.opened.patches.flatMap(hunksOf);
    const at = all.findIndex(({ id }) => id === hunk.id);
    const next = [...all.slice(at + 1), ...all.slice(0, at)].find((one) => !this.isReviewed(one));
    const left = all.filter((one) => !this.isReviewed(one)).length;
    const said = next
      ? vscode.l10n.t("Hunk {0} reviewed, {1} left.", hunk.id, left)
      : vscode.l10n.t("All {0} hunks are reviewed.", all.length);
    vscode.window.setStatusBarMessage(said, 5000);
    if (next) await this.showHunk(review, next);
  }

  private async showHunk(review: Review, hunk: Hunk | undefined): Promise<void> {
    if (hunk?.span.source !== review.name) return;
    await this.desk.showLine(review.uri, hunk.span.line, { focus: true });
  }

  /** The hunk a lens names, else the one at the cursor. */
  private async found(uri: unknown, id: unknown): Promise<Found | undefined> {
    const review = await reviewNamed(this.desk, uri);
    const named = review && hunkOf(review, id);
    if (review && named) return { review, ...named };
    const at = uri === undefined ? await placeOfCursor(this.desk) : undefined;
    return at?.hunk && { ...at, hunk: at.hunk };
  }
}

/** The same hunk in another copy of the mail is the same. */
const markOf = (hunk: Hunk): string =>
  contentHash(
    [hunk.section, ...hunk.lines.map(({ kind, text }) => `${kind} ${text.trim()}`)].join("\n"),
  );
