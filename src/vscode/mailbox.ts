// SPDX-License-Identifier: MIT
// Mailboxes that no text editor opens: packed ones, huge ones, and maildirs. What of them is to be
// reviewed becomes a read-only document of ours; nothing is written.
import * as vscode from "vscode";
import type { Diagnostic } from "../core/base";
import { unpackInSteps, type Opened } from "../core/review";
import { shownText } from "../core/view";
import { Cancelled, inSlices, type JobRunner } from "../worker/runner";
import type { RanFiles } from "./content";

/** As the command line has it: more is no mailbox a person reviews. */
const bytesMax = 200_000_000;
/** The editor hands no document above 50 MB to extensions, and is slow long before. */
const wholeBytesMax = 20_000_000;
const filesMax = 20_000;
/** Files of a maildir that are read at a time. */
const readAtOnce = 16;

/** What stands between the messages of a joined maildir; lines that look like it are quoted. */
const separator = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";

interface Box {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Thread = Opened["threads"][number];

export class Mailboxes {
  constructor(
    private readonly runner: JobRunner,
    private readonly files: RanFiles,
    private readonly warn: (text: string) => void,
  ) {}

  register(): readonly vscode.Disposable[] {
    const { registerCommand } = vscode.commands;
    return [
      registerCommand("hunkscope.openMailbox", (uri: unknown) => this.openMailbox(uri)),
      registerCommand("hunkscope.openMaildir", (uri: unknown) => this.openMaildir(uri)),
    ];
  }

  private async openMailbox(given: unknown): Promise<void> {
    const uri = given instanceof vscode.Uri ? given : await askForFile();
    if (!uri) return;
    await this.guarded(async () => {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (bytesMax < size) return void vscode.window.showErrorMessage(tooLarge());
      const read = await vscode.workspace.fs.readFile(uri);
      const isPacked = read[0] === 0x1f && read[1] === 0x8b;
      if (!isPacked && size <= wholeBytesMax) return openText(uri);
      const { bytes, notes } = await unpacked({ name: baseName(uri), bytes: read });
      if (notes.some(({ code }) => code === "mail/source-too-long"))
        return void vscode.window.showErrorMessage(tooLargeUnpacked());
      for (const { message } of notes) void vscode.window.showWarningMessage(shownText(message));
      await this.openBox({ name: baseName(uri).replace(/\.gz$/, ""), bytes });
    });
  }

  private async openMaildir(given: unknown): Promise<void> {
    const uri = given instanceof vscode.Uri ? given : await askForFolder();
    if (!uri) return;
    await this.guarded(async () => {
      const bytes = await joinedMaildir(uri);
      if (!bytes) return void vscode.window.showErrorMessage(tooLarge());
      if (!bytes.length) {
        const text = vscode.l10n.t("The folder holds no messages.");
        return void vscode.window.showInformationMessage(text);
      }
      await this.openBox({ name: `${baseName(uri)}.mbox`, bytes });
    });
  }

  /** Whole where an editor is quick with it, else a thread of it. */
  private async openBox(box: Box): Promise<void> {
    const bytes = box.bytes.length <= wholeBytesMax ? box.bytes : await this.askForThread(box);
    if (!bytes) return;
    const uri = this.files.mailUri(box.name, new TextDecoder().decode(bytes));
    await openText(uri);
  }

  private async askForThread(box: Box): Promise<Uint8Array | undefined> {
    const opened = await this.read(box);
    if (!opened) return undefined;
    const patchesOf = patchCounts(opened);
    const items = opened.threads
      .map((thread) => ({ thread, patches: patchesOf(thread) }))
      .filter(({ patches }) => patches)
      .map(({ thread, patches }) => ({
        thread,
        label: shownText(thread.subject) || vscode.l10n.t("No subject"),
        description: vscode.l10n.t(
          "messages: {0}, patches: {1}",
          thread.messageIds.length,
          patches,
        ),
      }));
    const title = vscode.l10n.t("{0} is large. Which thread is to be reviewed?", box.name);
    const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
    return picked && bytesOf(box, opened, picked.thread);
  }

  /** Reads in the worker; ends with nothing where the reader cancels. */
  private read({ name, bytes }: Box): Thenable<Opened | undefined> {
    const location = vscode.ProgressLocation.Notification;
    const title = vscode.l10n.t("Reading a mailbox");
    return vscode.window.withProgress({ location, title, cancellable: true }, (_, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const job = { kind: "open", sources: [{ name, bytes }] } as const;
      return this.runner.run<"open">(job, { signal: abort.signal }).catch((error: unknown) => {
        if (error instanceof Cancelled) return undefined;
        throw error;
      });
    });
  }

  private async guarded(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.warn(`a mailbox could not be read: ${String(error)}`);
      const text = vscode.l10n.t("The mailbox could not be read. The log says why.");
      void vscode.window.showErrorMessage(text);
    }
  }
}

const tooLarge = (): string =>
  vscode.l10n.t("The mailbox is larger than {0} MB.", bytesMax / 1_000_000);

const tooLargeUnpacked = (): string =>
  vscode.l10n.t("The mailbox is not opened: it becomes too large when it is unpacked.");

const baseName = ({ path }: vscode.Uri): string => path.replace(/\/+$/, "").split("/").at(-1) ?? "";

async function askForFile(): Promise<vscode.Uri | undefined> {
  const filters = {
    [vscode.l10n.t("Mail and patches")]: ["mbox", "mbx", "eml", "patch", "diff", "txt", "gz"],
    [vscode.l10n.t("All files")]: ["*"],
  };
  const title = vscode.l10n.t("Open a Mailbox, as b4 mbox Saves It");
  return (await vscode.window.showOpenDialog({ title, filters }))?.[0];
}

async function askForFolder(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t("Open a Maildir, or a Folder of Messages");
  const options = { title, canSelectFiles: false, canSelectFolders: true };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

async function openText(uri: vscode.Uri): Promise<void> {
  let document = await vscode.workspace.openTextDocument(uri);
  if (document.languageId === "plaintext")
    document = await vscode.languages.setTextDocumentLanguage(document, "kpatch-mail");
  await vscode.window.showTextDocument(document, { preview: false });
}

/** Unpacks a file as the reader does; any other is given back as it is. */
async function unpacked(box: Box): Promise<Box & { readonly notes: readonly Diagnostic[] }> {
  const notes: Diagnostic[] = [];
  return { ...(await inSlices(unpackInSteps(box, notes))), notes };
}

/** All messages of a maildir's `cur` and `new`, else of the folder itself, as one mailbox. */
async function joinedMaildir(folder: vscode.Uri): Promise<Uint8Array | undefined> {
  const inner = ["cur", "new"].map((name) => vscode.Uri.joinPath(folder, name));
  const found = (await Promise.all(inner.map(filesIn))).flat();
  const files = (found.length ? found : await filesIn(folder)).slice(0, filesMax);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let at = 0; at < files.length; at += readAtOnce) {
    const group = files.slice(at, at + readAtOnce);
    for (const bytes of await Promise.all(group.map((uri) => vscode.workspace.fs.readFile(uri)))) {
      length += bytes.length;
      if (bytesMax < length) return undefined;
      parts.push(...asPartOfMbox(bytes));
    }
  }
  return joined(parts);
}

async function filesIn(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder).then(undefined, () => []);
  return entries
    .filter(([name, type]) => type === vscode.FileType.File && !name.startsWith("."))
    .map(([name]) => name)
    .sort()
    .map((name) => vscode.Uri.joinPath(folder, name));
}

const newline = 0x0a;
const quoteMark = 0x3e;
const fromLine = new TextEncoder().encode("From ");

/** A message as one of a mailbox: lines that would begin another one are quoted. */
function asPartOfMbox(bytes: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = [new TextEncoder().encode(separator)];
  let kept = 0;
  for (let line = 0; line < bytes.length;) {
    if (looksLikeFromLine(bytes, line)) {
      parts.push(bytes.subarray(kept, line), Uint8Array.of(quoteMark));
      kept = line;
    }
    const end = bytes.indexOf(newline, line);
    line = end < 0 ? bytes.length : end + 1;
  }
  return [...parts, bytes.subarray(kept), Uint8Array.of(newline, newline)];
}

/** ">>From ", with any number of marks. */
function looksLikeFromLine(bytes: Uint8Array, line: number): boolean {
  let at = line;
  while (bytes[at] === quoteMark) at++;
  return fromLine.every((byte, index) => bytes[at + index] === byte);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** How many patches come from the messages of a thread. */
function patchCounts({ patches }: Opened): (thread: Thread) => number {
  const byMessage = new Map<string, number>();
  for (const { source } of patches)
    for (const id of source.messageIds) byMessage.set(id, (byMessage.get(id) ?? 0) + 1);
  return ({ messageIds }) => messageIds.reduce((sum, id) => sum + (byMessage.get(id) ?? 0), 0);
}

/** The messages of a thread as they stand in the mailbox, in its order. */
function bytesOf({ bytes }: Box, { messages }: Opened, { messageIds }: Thread): Uint8Array {
  const wanted = new Set(messageIds);
  const parts = messages
    .filter(({ id }) => wanted.has(id))
    .sort((one, other) => one.span.startOffset - other.span.startOffset)
    .flatMap(({ span }) => [
      new TextEncoder().encode(separator),
      withoutSeparator(bytes.subarray(span.startOffset, span.endOffset)),
      new TextEncoder().encode("\n\n"),
    ]);
  return joined(parts);
}

function withoutSeparator(message: Uint8Array): Uint8Array {
  const head = new TextDecoder("latin1").decode(message.subarray(0, 200));
  if (!head.startsWith("From ")) return message;
  return message.subarray(head.indexOf("\n") + 1);
}
