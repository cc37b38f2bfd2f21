// SPDX-License-Identifier: MIT
// What is known of each open document: what was read in it, and what runs found.
import * as vscode from "vscode";
import {
  examinationOf,
  type Examination,
  type HunkPlace,
  type Opened,
  type Progress,
} from "../core/review";
import type { ExamineOptions, RanText, SourceText } from "../core/review";
import { Cancelled, type JobRunner } from "../worker/runner";
import { beginReading, nameOf, type Read } from "./reading";
import { looksLikePatch, sniffLengthMax } from "./sniff";

/** Each may hold a few megabytes of traces. */
const entriesKeptMax = 12;

export interface Failure {
  readonly text: string;
  readonly details: string;
}

/** One document under review. */
export interface Review {
  readonly uri: vscode.Uri;
  /** Its name for the reader, and in every span. */
  readonly name: string;
  readonly sources: readonly SourceText[];
  readonly opened: Opened;
  /** Where lenses stand in a long text, found before it was read. */
  readonly places: readonly HunkPlace[] | undefined;
  /** Of the text that was run, which may be an older one. */
  readonly examination: Examination | undefined;
  readonly stale: boolean;
  /** Hunks that were switched off in the last run of a patch. */
  readonly hunksOff: (patch: number) => readonly string[];
  readonly failure: Failure | undefined;
  readonly progress: Progress | undefined;
}

/** The last runs of one text. */
interface Ran {
  readonly hash: string;
  readonly sources: readonly SourceText[];
  readonly examination: Examination;
  /** By patch: the hunks that were switched off. */
  readonly off: ReadonlyMap<number, readonly string[]>;
  /** By patch and hunks off: the files as they were run, once asked for. */
  readonly files: Map<string, Promise<readonly RanText[]>>;
}

/** Which files of which run: a patch, and the hunks of it that were off. */
export interface RanPatch {
  readonly patch: number;
  readonly off: readonly string[];
}

interface Entry {
  readonly uri: vscode.Uri;
  readonly name: string;
  /** Absent once it is closed: another of the same name may begin with a lower version. */
  document: vscode.TextDocument | undefined;
  version: number;
  hash: string;
  sources: readonly SourceText[];
  opened: Opened;
  places: readonly HunkPlace[] | undefined;
  ran: Ran | undefined;
  /** As in `Ran`, of the text as it is; for who looks before anything was run. */
  files: Map<string, Promise<readonly RanText[]>>;
  failure: Failure | undefined;
  progress: Progress | undefined;
  abort: AbortController | undefined;
}

/** A reading on its way. */
interface Reading {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly entry: Promise<Entry>;
  /** Where its hunks begin, which is known long before; absent of a text read at once. */
  readonly places?: Promise<readonly HunkPlace[]>;
}

export class Reviews implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly reading = new Map<string, Reading>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  /** Fires when something about a document became known, or was forgotten. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly runner: JobRunner) {}

  dispose(): void {
    for (const entry of this.entries.values()) entry.abort?.abort();
    this.changed.dispose();
  }

  /** What is known already; nothing is read for it. */
  known(uri: vscode.Uri | string): Review | undefined {
    const entry = this.entries.get(uri.toString());
    return entry && reviewOf(entry);
  }

  /** Reads a document if it may hold a patch and is not read yet in its present version. */
  async read(document: vscode.TextDocument): Promise<Review | undefined> {
    if (!mayHoldPatch(document)) return undefined;
    return reviewOf(await this.entryOf(document));
  }

  /** Where hunks begin in a long document that is being read for the first time. */
  places(document: vscode.TextDocument): Promise<readonly HunkPlace[]> | undefined {
    const key = document.uri.toString();
    if (this.entries.get(key)?.document === document || !mayHoldPatch(document)) return undefined;
    return this.readingOf(document).places;
  }

  /** What was found outlives a closed document, for a dozen documents or so. */
  closed(uri: vscode.Uri): void {
    const key = uri.toString();
    const entry = this.entries.get(key);
    this.reading.delete(key);
    this.entries.delete(key);
    if (entry) entry.document = undefined;
    if (entry?.ran) this.entries.set(key, entry);
    for (const [other, { uri: oldest }] of this.entries) {
      if (this.entries.size <= entriesKeptMax) return;
      if (isOpen(oldest)) continue;
      this.entries.get(other)?.abort?.abort();
      this.entries.delete(other);
      this.changed.fire(oldest);
    }
  }

  /**
   * Runs some patches of a document, all without numbers, with some of their hunks off; ends with
   * what is then known.
   */
  async simulate(
    document: vscode.TextDocument,
    patches: readonly number[],
    off: readonly string[] = [],
  ): Promise<Review> {
    const entry = await this.entryOf(document);
    entry.abort?.abort();
    const abort = new AbortController();
    entry.abort = abort;
    entry.failure = undefined;
    const { hash, sources, opened } = entry;
    try {
      const examination = await this.runner.run<"examine">(
        { kind: "examine", sources, options: optionsOf(opened, patches, off) },
        {
          signal: abort.signal,
          onProgress: (progress) => {
            if (entry.abort !== abort) return;
            entry.progress = progress;
            this.changed.fire(entry.uri);
          },
        },
      );
      const earlier = entry.ran?.hash === hash ? entry.ran : undefined;
      const offBy = new Map(earlier?.off);
      for (const { number } of examination.patches)
        offBy.set(
          number,
          off.filter((id) => id.startsWith(`${number}.`)),
        );
      entry.ran = {
        hash,
        sources,
        examination: joined(earlier?.examination, examination),
        off: offBy,
        files: earlier?.files ?? entry.files,
      };
    } catch (error) {
      if (!(error instanceof Cancelled)) entry.failure = failureOf(error);
      else if (entry.abort !== abort) throw error;
    } finally {
      if (entry.abort === abort) {
        entry.abort = undefined;
        entry.progress = undefined;
      }
      this.changed.fire(entry.uri);
    }
    return reviewOf(entry);
  }

  cancel(uri: vscode.Uri): void {
    this.entries.get(uri.toString())?.abort?.abort();
  }

  /** The files of a patch that differ from the base, as they were run. */
  ranFiles(uri: string, { patch, off }: RanPatch): Promise<readonly RanText[]> {
    const entry = this.entries.get(uri);
    if (!entry) return Promise.resolve([]);
    const { sources, files } = entry.ran ?? {
      sources: entry.sources,
      files: new Map<string, Promise<readonly RanText[]>>(),
    };
    const key = [patch, ...off].join(" ");
    const known = files.get(key);
    if (known) return known;
    const options = optionsOf(entry.opened, [patch], off);
    const asked = this.runner.run<"files">({ kind: "files", sources, options });
    files.set(key, asked);
    asked.catch(() => files.delete(key));
    return asked;
  }

  /** The text of any file as one side of a run had it. */
  async ranText(
    uri: string,
    file: RanPatch & { readonly side: "before" | "after"; readonly path: string },
  ): Promise<string | undefined> {
    const { side, path } = file;
    const files = await this.ranFiles(uri, file);
    const ran = files.find((one) => one.side === side && one.path === path);
    const examination = this.entries.get(uri)?.ran?.examination;
    const shown = examination?.patches.find(({ number }) => number === file.patch);
    const level = shown?.level?.id ?? examination?.level ?? "";
    return ran?.text ?? this.runner.run<"base">({ kind: "base", path, level });
  }

  /** A message with its body, which a large document is kept without. */
  message(uri: string, id: string): Promise<Opened["messages"][number] | undefined> {
    const entry = this.entries.get(uri);
    if (!entry) return Promise.resolve(undefined);
    return this.runner.run<"message">({ kind: "message", sources: entry.sources, id });
  }

  private entryOf(document: vscode.TextDocument): Promise<Entry> {
    const key = document.uri.toString();
    const known = this.entries.get(key);
    const isNow = known?.document === document && known.version === document.version;
    return isNow ? Promise.resolve(known) : this.readingOf(document).entry;
  }

  private readingOf(document: vscode.TextDocument): Reading {
    const key = document.uri.toString();
    const { version } = document;
    const earlier = this.reading.get(key);
    const waiting = earlier?.document === document ? earlier : undefined;
    if (waiting?.version === version) return waiting;
    const { read, places } = beginReading(document, this.runner, Boolean(waiting));
    const entry = read.then((found) =>
      found ? this.keep(document, version, found) : this.entryOf(document),
    );
    const reading = { document, version, entry, ...(places && { places }) };
    if (!document.isClosed) this.reading.set(key, reading);
    return reading;
  }

  private keep(document: vscode.TextDocument, version: number, read: Read): Entry {
    const { uri } = document;
    const key = uri.toString();
    const fresh: Entry = {
      ...{ uri, name: nameOf(uri), document, version, ...read },
      ...{ ran: undefined, files: new Map(), failure: undefined },
      ...{ progress: undefined, abort: undefined },
    };
    // What was read of a document that was closed meanwhile is not that of the next of its name.
    if (document.isClosed) return fresh;
    const entry = this.entries.get(key) ?? fresh;
    // A slow reading of an older version must not overwrite a newer one.
    if (entry.document === document && version < entry.version) return entry;
    const files = entry.hash === read.hash ? entry.files : new Map<string, never>();
    Object.assign(entry, { document, version, ...read, files });
    this.entries.set(key, entry);
    this.changed.fire(uri);
    return entry;
  }
}

/** Whether it is worth reading: mail and diffs always, plain text if a hunk begins in it. */
export function mayHoldPatch(document: vscode.TextDocument): boolean {
  if (document.languageId === "diff" || document.languageId === "kpatch-mail") return true;
  if (document.languageId !== "plaintext") return false;
  const end = document.positionAt(sniffLengthMax);
  return looksLikePatch(document.getText(new vscode.Range(new vscode.Position(0, 0), end)));
}

function reviewOf(entry: Entry): Review {
  const { uri, name, sources, opened, places, ran, failure, progress, hash } = entry;
  const examination = ran?.examination;
  const stale = ran !== undefined && ran.hash !== hash;
  const hunksOff = (patch: number): readonly string[] => ran?.off.get(patch) ?? [];
  return { uri, name, sources, opened, places, examination, stale, hunksOff, failure, progress };
}

/** All patches without numbers; all hunks where none is off. */
function optionsOf(
  { patches: all }: Opened,
  patches: readonly number[],
  off: readonly string[],
): ExamineOptions {
  const chosen = patches.map(String);
  if (!off.length) return { patches: chosen };
  const ids = all.flatMap(({ files }) => files.flatMap(({ hunks }) => hunks.map(({ id }) => id)));
  return { patches: chosen, hunks: ids.filter((id) => !off.includes(id)) };
}

/** Patches run later join those run before on the same text. */
function joined(earlier: Examination | undefined, later: Examination): Examination {
  if (!earlier) return later;
  const ran = new Set(later.patches.map(({ number }) => number));
  const kept = earlier.patches.filter(({ number }) => !ran.has(number));
  const patches = [...kept, ...later.patches].sort((one, other) => one.number - other.number);
  return examinationOf(patches, later.revisions, later.diagnostics);
}

function isOpen(uri: vscode.Uri): boolean {
  const key = uri.toString();
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === key);
}

function failureOf(error: unknown): Failure {
  const details = error instanceof Error ? error.message : String(error);
  const text = vscode.l10n.t(
    "The simulation failed. This is a fault of Hunkscope, not of the patch.",
  );
  return { text, details };
}
