// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { FilePatch, Hunk, Patch } from "../patch";
import { endTail, losesReplacement, type Tail } from "./cut";
import { noteDepartures, noteTail, spansOf } from "./depart";
import { placeFragment, type FragmentPart, type StatementPlace } from "./fragment";
import { isDefined, structFields } from "./globals";
import { healJoined, imageOf, type Image } from "./image";
import { reindent } from "./indent";
import { hunksPerFileMax, movedFilesMax, patchCellsMax } from "./limits";
import {
  locateAll,
  scoreMin,
  sectionName,
  type Budget,
  type Candidate,
  type Located,
} from "./locate";
import { declaredByPatch, inferByFields, isPlainName, renamed } from "./names";
import type { Notes } from "./notes";
import type { PatchRole, Placement, PlacementTarget } from "./placement";
import type { Line, SourceText } from "./source";
import { baseRange, piecesOf, pieceWithin, type Piece } from "./span";
import { splice, told, type Replacement, type Telling } from "./splice";
import { Texts } from "./texts";

export interface PlaceOptions {
  readonly role: PatchRole;
  readonly hunksOff: ReadonlySet<string>;
  readonly groupsOff: ReadonlySet<string>;
  readonly threadHints: readonly string[];
}

/** Why a side must not be run; a reason that begins with "cut: " can be overruled. */
export interface RunStop {
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

/** A hunk on its way into a text. */
interface Work {
  readonly hunk: Hunk;
  readonly path: string;
  located: Located;
  /** Of a fragment: what it replaces, on the after side only. */
  readonly parts?: readonly FragmentPart[];
  pieces: readonly Piece[];
  tails: ReadonlyMap<Piece, { readonly tail: Tail; readonly assumption: string }>;
  reasons: string[];
  kind: Placement["kind"];
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

  /** Hunks whose file or function is not where the mail says: a function may have moved to another file. */
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
        const text = words
          .slice(place.first, place.last + 1)
          .map((word) => word.text)
          .join(" ");
        this.notes.add(
          "apply/fragment-inferred",
          `Hunk ${work.hunk.id} came without context; it is taken to replace "${text}" in ${place.item.name}: ${work.reasons[0] ?? ""}.`,
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
    return this.texts.paths().filter((path) => {
      const source = this.texts.source(path);
      return source?.items.some((item) => item.kind === "function" && item.name === name);
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
    this.separate(works, source);
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
    if (result.kind === "refused") return this.refuse(work, result.reason);
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

  /** Takes context away from hunks until no two of them claim the same words. */
  private separate(works: readonly Work[], source: SourceText): void {
    const claimed: { work: Work; piece: Piece }[] = works
      .flatMap((work) => work.pieces.map((piece) => ({ work, piece })))
      .sort((a, b) => a.piece.startOffset - b.piece.startOffset);
    for (let index = 1; index < claimed.length; index++) {
      const previous = claimed[index - 1]!;
      const own = claimed[index]!;
      if (previous.piece.endOffset <= own.piece.startOffset) continue;
      const later = within(own.piece, source, { fromOffset: previous.piece.endOffset });
      const earlier = within(previous.piece, source, { toOffset: own.piece.startOffset });
      if (later) this.replace(own, later);
      else if (earlier) this.replace(previous, earlier);
      else {
        this.refuse(own.work, `it claims the same words as hunk ${previous.work.hunk.id}`);
        claimed.splice(index--, 1);
      }
    }
  }

  private replace(entry: { work: Work; piece: Piece }, piece: Piece): void {
    const { work } = entry;
    const tails = new Map(work.tails);
    const tail = tails.get(entry.piece);
    if (tail) tails.set(piece, tail);
    work.tails = tails;
    work.pieces = work.pieces.map((other) => (other === entry.piece ? piece : other));
    entry.piece = piece;
  }

  private refuse(work: Work, reason: string): void {
    work.kind = "absent";
    work.pieces = [];
    work.reasons.push(reason);
  }

  private tellings(work: Work, piece: Piece): { before: Telling; after: Telling } {
    const { role, groupsOff } = this.options;
    const candidate = work.located.chosen!;
    const common = { piece, role, groupsOff };
    const found = work.tails.get(piece)?.tail;
    const onLost = (text: string): void => {
      const said = `Hunk ${work.hunk.id} of a --with patch: "${text}" is not used: the patch under review changes the same words.`;
      this.notes.add("apply/words-lost-to-subject", said, [work.hunk.span], work.hunk.id);
    };
    const isTail = work.hunk.state === "cut" && piece === work.pieces.at(-1);
    const assumption = isTail && found ? noteTail(candidate, found, this.notes) : "";
    const tail = found && {
      closers: found.closers,
      assumption,
      ...(found.addedEnd ? { addedEnd: found.addedEnd } : {}),
    };
    if (isTail && losesReplacement(candidate)) {
      this.stops.push({
        reason: `cut: hunk ${work.hunk.id} ends at removed lines, and what replaces them may be lost`,
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

/** Lines in place of a statement begin where it began. */
function asIndented({ source, first }: StatementPlace, lines: readonly Line[]): readonly Line[] {
  const above = source.lines[source.words[first]!.line]!;
  return reindent([{ ...above, text: above.text.replace(/\S.*/, ";") }, ...lines]).slice(1);
}

/** A hunk that is only added lines of which nobody knows where they belong. */
const isBare = (hunk: Hunk): boolean =>
  hunk.state === "fragment" && hunk.lines.every(({ kind }) => kind === "added");

/** Context and added lines [first, last] of a hunk as the mail has them. */
function mailLines(hunk: Hunk, first: number, last: number, role: PatchRole): readonly Line[] {
  return hunk.lines.slice(first, last + 1).flatMap(({ kind, text, sources }, index) => {
    if (kind === "removed") return [];
    const span = sources[0] ?? hunk.span;
    const hunkLine = first + index;
    const origin = { from: "mail", span, hunk: hunk.id, hunkLine, kind } as const;
    return {
      text: text.replace(/\r$/, ""),
      origin: role === "subject" ? origin : { ...origin, role },
      changed: "all",
      spelling: "mail",
    } as const;
  });
}

function within(
  piece: Piece,
  source: SourceText,
  limits: { readonly fromOffset?: number; readonly toOffset?: number },
): Piece | undefined {
  const result = pieceWithin(piece.candidate, source, { ...piece.bounds, ...limits });
  return typeof result === "object" ? result : undefined;
}

/**
 * Hands the names one hunk of a function was mapped by to the other hunks of that function, and finds names that no context explains by the
 * fields they are used with.
 */
function withSharedNames(
  found: readonly Located[],
  source: SourceText,
  texts: Texts,
): readonly Located[] {
  const shared = new Map<string, Map<string, string>>();
  for (const { chosen } of found) {
    if (!chosen?.item) continue;
    const names = shared.get(chosen.item.name) ?? new Map<string, string>();
    shared.set(chosen.item.name, names);
    for (const [from, to] of chosen.names) names.set(from, to);
  }
  return found.map((located) => {
    const { chosen } = located;
    if (chosen?.item?.kind !== "function") return located;
    const own = new Map(chosen.names);
    const { item } = chosen;
    const of = found.filter((other) => other.chosen?.item === item);
    const declared = new Set(of.flatMap(({ image }) => [...declaredByPatch(image)]));
    for (const [name, used] of unknownNames(chosen, source, declared, texts)) {
      const given = shared.get(item.name)?.get(name);
      const inferred = used.fields.size
        ? inferByFields(used.operator, used.fields, source, item, (tag) => structFields(texts, tag))
        : [];
      const to = given ?? (inferred.length === 1 ? inferred[0] : undefined);
      if (to) own.set(name, to);
    }
    if (own.size === chosen.names.size) return located;
    const image = renamed(chosen.image, own);
    return { ...located, chosen: { ...chosen, image, names: own } };
  });
}

interface NameUse {
  /** "->" or ".". */
  operator: string;
  readonly fields: Set<string>;
}

/** Plain names of added lines that occur nowhere in the base, with the fields they are used with. */
function unknownNames(
  { image, item }: Candidate,
  source: SourceText,
  declared: ReadonlySet<string>,
  texts: Texts,
): ReadonlyMap<string, NameUse> {
  const { words } = source;
  const own = new Set<string>();
  for (let index = item!.firstWord; index <= item!.lastWord; index++) own.add(words[index]!.text);
  const unknown = new Map<string, NameUse>();
  image.after.forEach((word, index) => {
    if (image.lines[word.line]!.kind !== "added" || !isPlainName(image.after, index)) return;
    const { text } = word;
    if (own.has(text) || declared.has(text)) return;
    if (!unknown.has(text)) {
      if (isDefined(texts, text)) return;
      unknown.set(text, { operator: "", fields: new Set() });
    }
    const use = unknown.get(text)!;
    const operator = image.after[index + 1]?.text;
    const field = image.after[index + 2]?.text;
    if (!field || (operator !== "->" && operator !== ".")) return;
    use.operator ||= operator;
    use.fields.add(field);
  });
  return unknown;
}

/** A hunk that says there was nothing before; a new file has no other. */
const isNewFile = ({ change }: FilePatch, hunks: readonly Hunk[]): boolean =>
  0 < hunks.length &&
  hunks.every(
    ({ oldCount, oldStart, state, lines }) =>
      state !== "fragment" &&
      (change === "added" || (oldCount === 0 && oldStart === 0)) &&
      lines.every(({ kind, text }) => kind === "added" || (kind === "context" && !text.trim())),
  );

function wordsFound(candidate: Candidate | undefined): readonly string[] {
  if (!candidate) return [];
  const { image, pairs, isExact, section } = candidate;
  const count = pairs.filter((at) => 0 <= at).length;
  const found = isExact
    ? `all ${image.before.length} words found side by side`
    : `${count} of ${image.before.length} words found in order`;
  const where = {
    agrees: "the section agrees",
    follows: "the section names the item above",
    neutral: "",
    disagrees: "the section names another function",
    unknown: "the function the section names is not here",
  }[section];
  return where ? [found, where] : [found];
}

function targetsOf(work: Work, source: SourceText): readonly PlacementTarget[] {
  const targets: PlacementTarget[] = (work.parts ?? []).map(({ place }) => ({
    path: work.path,
    item: place.item.kind,
    name: place.item.name,
    startLine: source.words[place.first]!.line + 1,
    endLine: source.words[place.last]!.line + 1,
  }));
  for (const piece of work.pieces) {
    const [first, end] = baseRange(piece, source);
    const last = Math.max(first, end - 1);
    const items = source.items.filter((item) => item.firstWord <= last && first <= item.lastWord);
    for (const item of items) {
      const startLine = (source.words[Math.max(first, item.firstWord)]?.line ?? 0) + 1;
      const endLine = (source.words[Math.min(last, item.lastWord)]?.line ?? 0) + 1;
      targets.push({ path: work.path, item: item.kind, name: item.name, startLine, endLine });
    }
    if (!items.length) {
      const line = (source.words[first]?.line ?? source.lines.length - 1) + 1;
      targets.push({ path: work.path, item: "new", name: "", startLine: line, endLine: line });
    }
  }
  if (!targets.length && work.kind !== "absent" && work.located.chosen?.item) {
    const { kind, name, startLine, endLine } = work.located.chosen.item;
    targets.push({ path: work.path, item: kind, name, startLine, endLine });
  }
  return targets;
}
