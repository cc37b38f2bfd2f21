// SPDX-License-Identifier: MIT
// How a document is read: a short one at once, a long one beside the editor, where its hunks begin
// being told long before; whoever types in it is not to wait for readings nobody needs any more.
import * as vscode from "vscode";
import { contentHash, hashInSteps } from "../core/base";
import {
  openedNothing,
  openSources,
  placesInSteps,
  type HunkPlace,
  type Opened,
  type SourceText,
} from "../core/review";
import { Cancelled, inSlices, type JobRunner } from "../worker/runner";

/** Reading this much takes some 30 ms at most; more is read in the worker. */
const readHereMax = 200_000;
/** A long document is read again only when its writer pauses this long. */
const pauseMs = 300;
/** A reading that is done sooner needs no notice; some 10 MB. */
const readingShownMs = 600;

/** What was read in one version of a document. */
export interface Read {
  readonly hash: string;
  readonly sources: readonly SourceText[];
  readonly opened: Opened;
  /** Where hunks begin in a long text, found before it was read. */
  readonly places: readonly HunkPlace[] | undefined;
}

interface Begun {
  /** Nothing where the document went on to another version meanwhile. */
  readonly read: Promise<Read | undefined>;
  /** Of a long document that is read for the first time. */
  readonly places?: Promise<readonly HunkPlace[]>;
}

export function beginReading(
  document: vscode.TextDocument,
  runner: JobRunner,
  wasReadBefore: boolean,
): Begun {
  if (lengthOf(document) <= readHereMax) return { read: readHere(document) };
  if (wasReadBefore) return { read: readLater(document, runner) };
  const text = document.getText();
  const places = inSlices(placesInSteps(text));
  return { places, read: readLong(document, text, places, runner) };
}

export const nameOf = ({ path }: vscode.Uri): string =>
  path.slice(path.lastIndexOf("/") + 1) || "untitled";

async function readHere(document: vscode.TextDocument): Promise<Read> {
  const text = document.getText();
  const sources = sourcesOf(document, text);
  const opened = openSources(sources);
  return { hash: contentHash(text), sources, opened, places: undefined };
}

async function readLater(
  document: vscode.TextDocument,
  runner: JobRunner,
): Promise<Read | undefined> {
  const { version } = document;
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  if (document.version !== version) return undefined;
  const text = document.getText();
  return readLong(document, text, inSlices(placesInSteps(text)), runner);
}

async function readLong(
  document: vscode.TextDocument,
  text: string,
  finding: Promise<readonly HunkPlace[]>,
  runner: JobRunner,
): Promise<Read | undefined> {
  const { version } = document;
  const sources = sourcesOf(document, text);
  const abort = new AbortController();
  const watching = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document === document && document.version !== version) abort.abort();
    }),
    // It is also told when only the language changes.
    vscode.workspace.onDidCloseTextDocument(() => document.isClosed && abort.abort()),
  );
  try {
    const reading = readInWorker(nameOf(document.uri), sources, runner, abort);
    const hashing = inSlices(hashInSteps(text));
    const [places, hash, opened] = await Promise.all([finding, hashing, reading]);
    return document.version === version ? { hash, sources, opened, places } : undefined;
  } finally {
    watching.dispose();
  }
}

/** Says how far a long reading has come, and stops it where that is asked for. */
async function readInWorker(
  name: string,
  sources: readonly SourceText[],
  runner: JobRunner,
  abort: AbortController,
): Promise<Opened> {
  let tell = (_: string): void => undefined;
  const reading = runner.run<"open">(
    { kind: "open", sources },
    { signal: abort.signal, onProgress: ({ about }) => tell(about) },
  );
  const title = vscode.l10n.t("Reading {0}", name);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const shown = setTimeout(() => {
    void vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(() => {
        abort.abort();
        void vscode.window.showInformationMessage(
          vscode.l10n.t(
            "The reading of {0} was stopped. It begins anew when the text changes.",
            name,
          ),
        );
      });
      tell = (message) => progress.report({ message });
      return reading.then(
        () => undefined,
        () => undefined,
      );
    });
  }, readingShownMs);
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Cancelled) return openedNothing(sources);
    throw error;
  } finally {
    clearTimeout(shown);
  }
}

const sourcesOf = ({ uri }: vscode.TextDocument, text: string): readonly SourceText[] => [
  { name: nameOf(uri), bytes: new TextEncoder().encode(text) },
];

/** About how many characters it has, without making its text. */
const lengthOf = (document: vscode.TextDocument): number =>
  document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
