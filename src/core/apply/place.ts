// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { FilePatch, Hunk, Patch } from "../patch";
import { sectionName, type Budget } from "./candidate";
import { endTail, losesReplacement, type Tail } from "./cut";
import { noteDepartures, noteTail, quote, spansOf } from "./depart";
import { placeFragment } from "./fragment";
import { healJoined, imageOf } from "./image";
import { hunksPerFileMax, movedFilesMax, patchCellsMax } from "./limits";
import { locateAll, scoreMin, type Located } from "./locate";
import { asIndented, isBare, isNewFile, mailLines } from "./mail-lines";
import type { Notes } from "./notes";
import type { PatchRole, Placement } from "./placement";
import { withSharedNames } from "./shared-names";
import type { Line, SourceText } from "./source";
import { piecesOf, type Piece } from "./span";
import type { Telling } from "./spell";
import { splice, type Replacement } from "./splice";
import { told } from "./tell";
import { Texts } from "./texts";
import { refuse, separate, targetsOf, wordsFound, type Work } from "./work";

export interface PlaceOptions {
  readonly role: PatchRole;
  readonly hunksOff: ReadonlySet<string>;
  readonly groupsOff: ReadonlySet<string>;
  readonly threadHints: readonly string[];
  /** A statement in place of what a cut hunk lost. */
  readonly lostTail?: string;
}

/** Why a side must not be run. */
export interface RunStop {
  readonly canBeOverruled?: boolean;
  readonly reason: string;
  readonly lines: readonly Span[];
}

export interface PlacedPatch {
  /** The texts with the patch's context and removed lines told. */
  readonly before: Texts;
  /** The texts with its context and added lines told. */
  readonly after: Texts;
  readonly placements: readonly Placement[];
  readonly stops: readonly RunStop[];
}

const locatedBefore = new WeakMap<SourceText, WeakMap<FilePatch, readonly Located[]>>();

/** Places all hunks of one patch against one set of texts. */
export function placePatch(
  texts: Texts,
  patch: Patch,
  options: PlaceOptions,
  notes: Notes,
): PlacedPatch {
  const job = new PatchJob(texts, patch, options, notes);
  return job.run();
}

class PatchJob {
  private readonly budget: Budget = { cellsLeft: patchCellsMax };
  private readonly placements = new Map<string, Placement>();
  private readonly stops: RunStop[] = [];
  private readonly before: Texts;
  private readonly after: Texts;
  private readonly works: Work[] = [];

  constructor(
    private readonly texts: Texts,
    private readonly patch: Patch,
    private readonly options: PlaceOptions,
    private readonly notes: Notes,
  ) {
    this.before = new Texts(texts.base, texts);
    this.after = new Texts(texts.base, texts);
  }

  run(): PlacedPatch {
    for (const file of this.patch.files) this.file(file);
    const paths = [...new Set(this.works.map(({ path }) => path))];
    for (const path of paths) this.splicePath(path);
    for (const work of this.works) this.record(work);
    const placements = this.patch.files.flatMap(({ hunks }) =>
      hunks.flatMap((hunk) => this.placements.get(hunk.id) ?? []),
    );
    const { before, after, stops } = this;
    return { before, after, placements, stops };
  }

  private file(file: FilePatch): void {
    const path = this.pathOf(file);
    const within = file.hunks.slice(0, hunksPerFileMax);
    const whole = within.filter((hunk) => !isBare(hunk));
    for (const hunk of within) if (isBare(hunk)) this.fragment(hunk);
    if (!whole.length) return;
    for (const hunk of file.hunks.slice(hunksPerFileMax)) {
      this.absent(hunk, `the patch has more than ${hunksPerFileMax} hunks in this file`);
    }
    const source = this.texts.source(path);
    if (!source) {
      if (isNewFile(file, whole)) this.newFile(path, whole);
      else this.elsewhere(whole, path);
      return;
    }
    const missed = this.inSource(whole, source, file);
    this.elsewhere(missed, path);
  }

  private pathOf({ path, oldPath }: FilePatch): string {
    if (this.texts.source(path) || !oldPath) return path;
    return this.texts.source(oldPath) ? oldPath : path;
  }

  /** Places hunks in one text; the answer is those that are not there but may have moved. */
  private inSource(hunks: readonly Hunk[], source: SourceText, file: FilePatch): readonly Hunk[] {
    const missed: Hunk[] = [];
    for (const located of this.locate(hunks, source, file)) {
      const { hunk } = located.image;
      const name = sectionName(hunk.section);
      const knows = source.items.some((item) => item.name === name);
      if (located.kind === "absent" && name && !knows && this.filesWith(name).length) {
        missed.push(hunk);
      } else this.take(located, source);
    }
    return missed;
  }

  /** Where the hunks stand; the same file patch in the same text is searched once. */
  private locate(hunks: readonly Hunk[], source: SourceText, file: FilePatch): readonly Located[] {
    let known = locatedBefore.get(source);
    if (!known) locatedBefore.set(source, (known = new WeakMap()));
    let found = known.get(file);
    if (!found) {
      const images = hunks.map((hunk) => healJoined(imageOf(hunk), source));
      found = withSharedNames(locateAll(images, source, this.budget), source, this.texts);
      known.set(file, found);
    }
    return found;
  }

  private take(located: Located, source: SourceText, reasons: readonly string[] = []): void {
    const { hunk } = located.image;
    const { chosen } = located;
    const kind = located.kind === "placed" ? (chosen?.isExact ? "exact" : "aligned") : located.kind;
    this.works.push({
      hunk,
      path: source.path,
      located,
      pieces: [],
      tails: new Map(),
      reasons: [...wordsFound(chosen), ...located.reasons, ...reasons],
      kind,
    });
  }

  /**
   * Hunks whose file or function is not where the mail says: a function may have moved to another
   * file.
   */
  private elsewhere(hunks: readonly Hunk[], path: string): void {
    for (const hunk of hunks) {
      const name = sectionName(hunk.section);
      const files = path ? (name ? this.filesWith(name) : []) : this.filesLike(hunk);
      let placed = false;
      for (const other of files.slice(0, movedFilesMax)) {
        if (other === path) continue;
        const source = this.texts.source(other)!;
        const image = healJoined(imageOf(hunk), source);
        const [located] = locateAll([image], source, this.budget);
        if (located?.kind === "absent" || !located) continue;
        const why = path
          ? `${name} stands in ${other} here, not in ${path}`
          : `the mail names no file; of those it may mean, ${other} has its words`;
        this.take(located, source, [why]);
        placed = true;
        break;
      }
      const what = this.texts.source(path) ? `${name || path} of ${path}` : path || "its file";
      if (!placed) this.absent(hunk, `${what} is not in the ${this.texts.base.origin}`);
    }
  }

  /** Places lines that came without @@ and without context. */
  private fragment(hunk: Hunk): void {
    const image = imageOf(hunk);
    const placed = placeFragment(image, this.texts, [
      ...this.options.threadHints,
      this.patch.subject,
    ]);
    if (placed.kind === "nowhere") {
      this.absent(hunk, placed.reason);
      if (this.options.hunksOff.has(hunk.id)) return;
      this.stops.push({
        reason: `hunk ${hunk.id} came without context: ${placed.reason}`,
        lines: [hunk.span],
      });
      return;
    }
    const { parts, reason } = placed;
    const paths = new Set(parts.map(({ place }) => place.source.path));
    const isThere = parts.every(({ isSame }) => isSame);
    for (const path of paths) {
      const own = parts.filter(({ place }) => place.source.path === path);
      this.works.push({
        hunk,
        path,
        located: { image, kind: "placed", score: 1, reasons: [] },
        parts: own,
        pieces: [],
        tails: new Map(),
        reasons: [reason],
        kind: isThere ? "already-there" : "inferred",
      });
    }
  }

  /** What the fragments of a path replace. */
  private fragmentsOf(path: string): Replacement[] {
    const { role, hunksOff } = this.options;
    return this.works.flatMap((work) => {
      if (work.path !== path || work.kind !== "inferred" || hunksOff.has(work.hunk.id)) return [];
      return (work.parts ?? []).map(({ place, firstLine, lastLine }) => {
        const { words } = place.source;
        const text = quote(words.slice(place.first, place.last + 1));
        this.notes.add(
          "apply/fragment-inferred",
          `Hunk ${work.hunk.id} came without context; it is taken to replace ${text} ` +
            `in ${place.item.name}: ${work.reasons[0] ?? ""}.`,
          spansOf(work.located.image, [firstLine]),
          work.hunk.id,
        );
        return {
          startOffset: words[place.first]!.startOffset,
          endOffset: words[place.last]!.endOffset,
          lines: asIndented(place, mailLines(work.hunk, firstLine, lastLine, role)),
        };
      });
    });
  }

  private filesWith(name: string): readonly string[] {
    return this.texts.sourcesWith([name]).flatMap(({ path, items }) => {
      const isHere = items.some((item) => item.kind === "function" && item.name === name);
      return isHere ? [path] : [];
    });
  }

  /** Files that have most of the names a hunk without a file speaks of, best first. */
  private filesLike(hunk: Hunk): readonly string[] {
    const names = new Set(
      imageOf(hunk).before.flatMap(({ kind, text }) => (kind === "name" ? [text] : [])),
    );
    const counted = this.texts.paths().map((path) => {
      const known = this.texts.source(path)?.names;
      return { path, count: [...names].filter((name) => known?.has(name)).length };
    });
    return counted
      .filter(({ count }) => names.size * scoreMin <= count)
      .sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1))
      .map(({ path }) => path);
  }

  private absent(hunk: Hunk, reason: string): void {
    this.placements.set(hunk.id, {
      hunk: hunk.id,
      patch: this.patch.number,
      role: this.options.role,
      kind: "absent",
      level: this.texts.base.level,
      score: 0,
      reasons: [reason],
      targets: [],
    });
  }

  private newFile(path: string, hunks: readonly Hunk[]): void {
    const lines: Line[] = [];
    for (const hunk of hunks) {
      lines.push(...mailLines(hunk, 0, hunk.lines.length - 1, this.options.role));
      const target = { path, item: "new", name: path, startLine: 0, endLine: 0 } as const;
      this.placements.set(hunk.id, {
        hunk: hunk.id,
        patch: this.patch.number,
        role: this.options.role,
        kind: "exact",
        level: this.texts.base.level,
        score: 1,
        reasons: ["a new file"],
        targets: [target],
      });
    }
    if (hunks.some((hunk) => !this.options.hunksOff.has(hunk.id))) this.after.set(path, lines);
  }

  /** Cuts the placed hunks of one path into pieces that do not overlap and writes both sides. */
  private splicePath(path: string): void {
    const source = this.texts.source(path)!;
    const works = this.works.filter(
      (work) => work.path === path && (work.kind === "exact" || work.kind === "aligned"),
    );
    for (const work of works) this.cutOut(work, source);
    separate(works, source);
    const before: Replacement[] = [];
    const after: Replacement[] = this.fragmentsOf(path);
    for (const work of works) {
      if (this.options.hunksOff.has(work.hunk.id)) continue;
      noteDepartures(work.located.chosen!, work.pieces, source, this.notes);
      for (const piece of work.pieces) {
        const sides = this.tellings(work, piece);
        before.push(told(sides.before, source));
        after.push(told(sides.after, source));
      }
    }
    if (before.length) this.before.set(path, splice(source, before));
    if (after.length) this.after.set(path, splice(source, after));
  }

  private cutOut(work: Work, source: SourceText): void {
    const candidate = work.located.chosen!;
    const result = piecesOf(candidate, source);
    if (result.kind === "refused") return refuse(work, result.reason);
    const pieces: Piece[] = [];
    const tails = new Map<Piece, { tail: Tail; assumption: string }>();
    const isOff = this.options.hunksOff.has(work.hunk.id);
    for (const piece of result.pieces) {
      const tail = endTail(piece, source);
      if (tail.broken && !isOff) {
        this.stops.push({
          reason: `hunk ${work.hunk.id} is cut: ${tail.broken}`,
          lines: spansOf(candidate.image, [candidate.image.lines.length - 1]),
        });
      }
      if (!tail.piece) continue;
      pieces.push(tail.piece);
      tails.set(tail.piece, { tail, assumption: "" });
    }
    work.pieces = pieces;
    work.tails = tails;
    if (!pieces.length) {
      work.reasons.push("nothing whole is left of its changes");
    }
  }

  private tellings(work: Work, piece: Piece): { before: Telling; after: Telling } {
    const { role, groupsOff, lostTail } = this.options;
    const candidate = work.located.chosen!;
    const common = { piece, role, groupsOff };
    const found = work.tails.get(piece)?.tail;
    const onLost = (text: string): void => {
      const said =
        `Hunk ${work.hunk.id} of a --with patch: "${text}" is not used: ` +
        "the patch under review changes the same words.";
      this.notes.add("apply/words-lost-to-subject", said, [work.hunk.span], work.hunk.id);
    };
    const isTail = work.hunk.state === "cut" && piece === work.pieces.at(-1);
    const assumption = isTail && found ? noteTail(candidate, found, this.notes) : "";
    const tail = found && {
      closers: found.closers,
      assumption,
      ...(found.addedEnd ? { addedEnd: found.addedEnd } : {}),
      ...(isTail && lostTail !== undefined ? { lostTail } : {}),
    };
    if (isTail && losesReplacement(candidate)) {
      this.stops.push({
        canBeOverruled: true,
        reason:
          `hunk ${work.hunk.id} ends at removed lines, ` + "and what replaces them may be lost",
        lines: spansOf(candidate.image, [candidate.image.lines.length - 1]),
      });
    }
    return {
      before: { ...common, side: "before" },
      after: { ...common, side: "after", onLost, ...(tail ? { tail } : {}) },
    };
  }

  private record(work: Work): void {
    const { located, hunk } = work;
    const { names } = located.chosen ?? {};
    const isOff = this.options.hunksOff.has(hunk.id);
    this.placements.set(hunk.id, {
      hunk: hunk.id,
      patch: this.patch.number,
      role: this.options.role,
      kind: work.kind,
      level: this.texts.base.level,
      score: located.score,
      reasons: [...work.reasons, ...(isOff ? ["switched off"] : [])],
      targets: targetsOf(work, this.texts.source(work.path)!),
      ...(names?.size ? { names: [...names].map(([from, to]) => ({ from, to })) } : {}),
    });
  }
}
