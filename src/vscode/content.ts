// SPDX-License-Identifier: MIT
// Read-only documents: the files as they were run, the sample thread, and mail that was unpacked.
import * as vscode from "vscode";
import { contentHash } from "../core/base";
import { safePath } from "./names";
import type { Reviews } from "./reviews";

export const scheme = "hunkscope";

/** A reader has few of these open; the oldest addresses are forgotten. */
const filesKeptMax = 500;
/** Unpacked mail that is kept, each up to some 20 MB; the oldest is forgotten. */
const mailKeptMax = 8;

export interface RanFile {
  readonly review: string;
  readonly patch: number;
  /** Hunks that were switched off. */
  readonly off: readonly string[];
  readonly side: "before" | "after";
  readonly path: string;
}

export class RanFiles implements vscode.TextDocumentContentProvider {
  private readonly files = new Map<string, RanFile>();
  private readonly mail = new Map<string, string>();

  constructor(
    private readonly reviews: Reviews,
    private readonly extensionUri: vscode.Uri,
  ) {}

  /** The address of a file as it was run; the same file has the same address while it is known. */
  uriOf(file: RanFile): vscode.Uri {
    const id = keyOf(file);
    this.files.delete(id);
    this.files.set(id, file);
    const oldest = this.files.keys().next();
    if (filesKeptMax < this.files.size && !oldest.done) this.files.delete(oldest.value);
    // The name is only for the tab; the content is looked up by the fragmentless query alone. Both
    // sides have one path: an editor of many files takes another one for a new name of the file.
    const path = `/${file.patch}/${safePath(file.path)}`;
    return vscode.Uri.from({ scheme, authority: file.side, path, query: id });
  }

  /** The address of mail that stands in no file as it is shown. */
  mailUri(name: string, text: string): vscode.Uri {
    const id = `mail-${contentHash(text)}`;
    this.mail.delete(id);
    this.mail.set(id, text);
    const oldest = this.mail.keys().next();
    if (mailKeptMax < this.mail.size && !oldest.done) this.mail.delete(oldest.value);
    return vscode.Uri.from({ scheme, path: `/mail/${safePath(name)}`, query: id });
  }

  /** What an address of ours stands for; nothing for any other. */
  fileOf(uri: vscode.Uri): RanFile | undefined {
    return uri.scheme === scheme ? this.files.get(uri.query) : undefined;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    if (uri.path === samplePath) {
      const file = vscode.Uri.joinPath(this.extensionUri, "media", "sample", "thread.mbox");
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    }
    const mail = this.mail.get(uri.query);
    if (mail !== undefined) return mail;
    const file = this.files.get(uri.query);
    const text = file && (await this.reviews.ranText(file.review, file).catch(() => undefined));
    return text ?? vscode.l10n.t("This file is no longer at hand. Run the simulation again.");
  }
}

const samplePath = "/sample/thread.mbox";
export const sampleUri = vscode.Uri.from({ scheme, path: samplePath });

function keyOf({ review, patch, off, side, path }: RanFile): string {
  return encodeURIComponent(JSON.stringify([review, patch, off, side, path]));
}
