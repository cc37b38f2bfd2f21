// SPDX-License-Identifier: MIT
// Marks in the files as they were run: where lines came from, and which of them ran.
import * as vscode from "vscode";
import type { RanText } from "../core/review";
import { comparedOf, originMarks, valuesAt } from "../core/view";
import type { LineValues, OriginMark } from "../core/view";
import { scheme, type RanFile } from "./content";
import { selectionOf, type Desk } from "./desk";

/** Lines whose origin is said at their end; more would be noise. */
const notesMax = 400;

export class RanMarks implements vscode.HoverProvider, vscode.Disposable {
  private readonly mail = lineType("solid", "editorInfo.foreground");
  private readonly assumed = lineType("dashed", "editorWarning.foreground");
  private readonly note = vscode.window.createTextEditorDecorationType({
    after: {
      margin: "0 0 0 3em",
      color: new vscode.ThemeColor("editorCodeLens.foreground"),
      fontStyle: "italic",
    },
  });
  /** What calls were given and steps changed, at the step the reader stands on and before it. */
  private readonly values = valuesType("editorCodeLens.foreground", "normal");
  private readonly valuesHere = valuesType("editor.foreground", "bold");
  private readonly ran: vscode.TextEditorDecorationType;
  private readonly idle: vscode.TextEditorDecorationType;

  constructor(
    private readonly desk: Desk,
    extensionUri: vscode.Uri,
  ) {
    this.ran = gutterType(extensionUri, "ran");
    this.idle = gutterType(extensionUri, "idle");
  }

  dispose(): void {
    const { mail, assumed, note, values, valuesHere, ran, idle } = this;
    for (const type of [mail, assumed, note, values, valuesHere, ran, idle]) type.dispose();
  }

  /** Draws all visible files as they were run anew. */
  refresh(): void {
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document.uri.scheme === scheme)
        this.draw(editor).catch((error: unknown) => this.desk.warn(`marks: ${String(error)}`));
  }

  async provideHover(
    document: vscode.TextDocument,
    { line }: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const file = this.desk.files.fileOf(document.uri);
    const mark = file && (await this.marksOf(file))[line];
    if (!file || !mark) return undefined;
    const ran = this.linesOf(file);
    const at = line + 1;
    const how = ran?.ran.includes(at)
      ? vscode.l10n.t("It ran in the selected scenario.")
      : ran?.idle.includes(at)
        ? vscode.l10n.t("It did not run in the selected scenario.")
        : undefined;
    const text = how === undefined ? mark.text : `${mark.text}\n${how}`;
    // A block of plain text: what a mail says is never read as Markdown.
    const block = new vscode.MarkdownString();
    block.appendCodeblock(text.replaceAll("`", "'"), "plaintext");
    return new vscode.Hover(block);
  }

  private async draw(editor: vscode.TextEditor): Promise<void> {
    const file = this.desk.files.fileOf(editor.document.uri);
    if (!file) return;
    const marks = await this.marksOf(file);
    const from = (wanted: OriginMark["from"]): vscode.Range[] =>
      marks.filter((mark) => mark.from === wanted).map(({ line }) => rangeOf(editor, line));
    editor.setDecorations(this.mail, from("mail"));
    editor.setDecorations(this.assumed, from("assumed"));
    editor.setDecorations(
      this.note,
      marks
        .filter(({ note }) => note !== undefined)
        .slice(0, notesMax)
        .map(({ line, note }) => ({
          range: rangeOf(editor, line),
          renderOptions: { after: { contentText: note ?? "" } },
        })),
    );
    const values = this.valuesOf(file);
    const told = (isHere: boolean): vscode.DecorationOptions[] =>
      values
        .filter((one) => one.isHere === isHere)
        .map(({ line, text }) => ({
          range: rangeOf(editor, line),
          renderOptions: { after: { contentText: text } },
        }));
    editor.setDecorations(this.values, told(false));
    editor.setDecorations(this.valuesHere, told(true));
    const lines = this.linesOf(file);
    const ranges = (list: readonly number[] = []): vscode.Range[] =>
      list.map((line) => rangeOf(editor, line));
    editor.setDecorations(this.ran, ranges(lines?.ran));
    editor.setDecorations(this.idle, ranges(lines?.idle));
  }

  private async marksOf(file: RanFile): Promise<readonly OriginMark[]> {
    const review = this.desk.reviews.known(file.review);
    if (!review) return [];
    const files = await this.desk.reviews.ranFiles(file.review, file);
    const isIt = ({ patch, side, path }: RanText): boolean =>
      patch === file.patch && side === file.side && path === file.path;
    const run = review.examination?.patches.find(({ number }) => number === file.patch);
    const level = run?.placements[0]?.level ?? review.examination?.level ?? "";
    return originMarks(files.find(isIt)?.origins ?? [], {
      level,
      document: review.name,
      assumptions: run?.assumptions ?? [],
    });
  }

  /** What the selected scenario ran of a file, if it is of the run that is shown. */
  private linesOf(file: RanFile) {
    const side = this.shownRun(file)?.compared[file.side];
    return side?.lines?.find(({ path }) => path === file.path);
  }

  private valuesOf(file: RanFile): readonly LineValues[] {
    const shown = this.shownRun(file);
    const row = shown && this.desk.rowOf(shown.review);
    if (!shown || row === undefined) return [];
    return valuesAt(shown.compared, row, file.side, file.path);
  }

  /** The runs that are shown, if a file is of them. */
  private shownRun(file: RanFile) {
    const review = this.desk.reviews.known(file.review);
    if (!review || review.hunksOff(file.patch).join() !== file.off.join()) return undefined;
    const selection = selectionOf(this.desk, review);
    if (selection.patch !== file.patch) return undefined;
    const compared = comparedOf(review.examination, selection);
    return compared && { review, compared };
  }
}

function lineType(style: string, color: string): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderWidth: "0 0 0 2px",
    borderStyle: style,
    borderColor: new vscode.ThemeColor(color),
    overviewRulerColor: new vscode.ThemeColor(color),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  });
}

function valuesType(color: string, fontWeight: string): vscode.TextEditorDecorationType {
  const margin = "0 0 0 2em";
  return vscode.window.createTextEditorDecorationType({
    after: { margin, color: new vscode.ThemeColor(color), fontWeight },
  });
}

/** Told apart by their shapes: a filled bar, and a ring. */
function gutterType(extensionUri: vscode.Uri, name: string): vscode.TextEditorDecorationType {
  const picture = (theme: string) => ({
    gutterIconPath: vscode.Uri.joinPath(extensionUri, "media", `${name}-${theme}.svg`),
    gutterIconSize: "contain",
  });
  return vscode.window.createTextEditorDecorationType({
    light: picture("light"),
    dark: picture("dark"),
  });
}

const rangeOf = ({ document }: vscode.TextEditor, line: number): vscode.Range =>
  document.lineAt(Math.min(line, document.lineCount) - 1).range;
