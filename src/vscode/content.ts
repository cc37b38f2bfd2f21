// SPDX-License-Identifier: MIT
// Read-only documents: the files as they were run, and the sample thread.
import * as vscode from "vscode";
import { safePath } from "./names";
import type { Reviews } from "./reviews";

export const scheme = "hunkscope";

/** A reader has few of these open; the oldest addresses are forgotten. */
const filesKeptMax = 500;

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
    // The name is only for the tab; the content is looked up by the fragmentless query alone.
    const path = `/${file.side}/${file.patch}/${safePath(file.path)}`;
    return vscode.Uri.from({ scheme, path, query: id });
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
