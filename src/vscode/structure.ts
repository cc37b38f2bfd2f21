// SPDX-License-Identifier: MIT
// The built-in views of a document's structure: its outline, its folding, and links inside it.
import * as vscode from "vscode";
import type { Opened } from "../core/review";
import { idLinks, sectionsOf, type Section } from "../core/view";
import type { Reviews } from "./reviews";

/** Ids of a longer document are not searched for. */
const linkedLinesMax = 200_000;

const kinds: Readonly<Record<Section["kind"], vscode.SymbolKind>> = {
  message: vscode.SymbolKind.Package,
  hunk: vscode.SymbolKind.Method,
  comment: vscode.SymbolKind.String,
};

export class Structure
  implements vscode.DocumentSymbolProvider, vscode.FoldingRangeProvider, vscode.DocumentLinkProvider
{
  /** Outline and folding ask for the same, one after the other. */
  private readonly known = new WeakMap<Opened, readonly Section[]>();

  constructor(private readonly reviews: Reviews) {}

  async provideDocumentSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    return (await this.sections(document)).map((section) => symbolOf(document, section));
  }

  async provideFoldingRanges(document: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
    const sections = await this.sections(document);
    return sections
      .flatMap((section) => [section, ...section.children])
      .filter(({ startLine, endLine }) => startLine < endLine)
      .map(({ startLine, endLine }) => new vscode.FoldingRange(startLine - 1, endLine - 1));
  }

  async provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    if (linkedLinesMax < document.lineCount) return [];
    const review = await this.reviews.read(document);
    if (!review) return [];
    const lines = document.getText().split(/\r?\n/);
    return idLinks(review.opened, review.name, lines).map((link) => {
      const at = link.line - 1;
      const range = new vscode.Range(at, link.startColumn, at, link.endColumn);
      // Only ever to a line of the document itself.
      const target = document.uri.with({ fragment: `L${link.targetLine}` });
      const found = new vscode.DocumentLink(range, target);
      found.tooltip = vscode.l10n.t("Go to this message");
      return found;
    });
  }

  private async sections(document: vscode.TextDocument): Promise<readonly Section[]> {
    const review = await this.reviews.read(document);
    if (!review?.opened.patches.length) return [];
    const last = document.lineAt(document.lineCount - 1);
    const lastLine = Math.max(1, document.lineCount - (last.text === "" ? 1 : 0));
    const known = this.known.get(review.opened);
    if (known) return known;
    const sections = sectionsOf(review.opened, review.name, lastLine);
    this.known.set(review.opened, sections);
    return sections;
  }
}

function symbolOf(document: vscode.TextDocument, section: Section): vscode.DocumentSymbol {
  const { kind, label, description, startLine, endLine, children } = section;
  const line = (at: number): vscode.Range =>
    document.lineAt(Math.min(at, document.lineCount) - 1).range;
  const range = line(startLine).union(line(endLine));
  const symbol = new vscode.DocumentSymbol(label, description, kinds[kind], range, line(startLine));
  symbol.children = children.map((child) => symbolOf(document, child));
  return symbol;
}
