// SPDX-License-Identifier: MIT
// Which patches a thread has, and which of its quotes are copies of which.
import {
  contentInSteps,
  linesPerStep,
  type ContentBudget,
  type Message,
  type SubjectParts,
} from "../mail";
import { append, type Diagnostic, type Span } from "../base";
import { lineKey } from "./align";
import { findFragment, type Fragment } from "./fragment";
import type { HunkCopy } from "./hunk";
import { candidatesMax } from "./limits";
import { signs } from "./patch";
import { requestNotes } from "./pull-request";
import { readPreamble, type Preamble } from "./preamble";
import { scanDiff, type DiffCopy } from "./scan";
import { streamsOf } from "./stream";
import { draftKey, resolveSubjects, subjectOf } from "./subject";

/** A patch in the making: all copies its lines may be read from. */
export interface Draft {
  readonly kind: "message" | "attachment" | "quotes" | "fragment";
  readonly key: string;
  readonly subject: SubjectParts;
  /** The message that carries it, or the oldest that quotes it. */
  readonly message: Message;
  readonly copies: DiffCopy[];
  /** Where quotes of it stand that were not needed to read it, by the numbers of their hunks. */
  readonly headings: Headings;
  readonly preambles: Preamble[];
  readonly fragment?: Fragment;
  /** Place of `message` in its thread. */
  readonly order: number;
}

const draftOf = (known: Omit<Draft, "copies" | "headings" | "preambles">): Draft => ({
  ...known,
  ...{ copies: [], headings: new Map(), preambles: [] },
});

/** Each hunk's @@ lines in other messages, by its numbers; the first of them. */
export type Headings = Map<string, { readonly path: string; readonly span: Span }[]>;

/** Notes where a copy's hunks stand: the copy itself would keep the body it was read from. */
export function addHeadings(headings: Headings, { files }: DiffCopy): void {
  for (const { path, hunks } of files)
    for (const { numbers, headerLine } of hunks) {
      const known = headings.get(numbers);
      if (!known) headings.set(numbers, [{ path, span: headerLine.span }]);
      else if (known.length < candidatesMax) known.push({ path, span: headerLine.span });
    }
}

export interface Drafted {
  readonly drafts: readonly Draft[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the patches of one thread, its messages given oldest first. */
export function* draftPatches(
  messages: readonly Message[],
  budget: ContentBudget,
): Generator<void, Drafted> {
  resolveSubjects(messages);
  const drafts: Draft[] = [];
  const diagnostics: Diagnostic[] = [];
  const byHunk: KnownHunks = new Map();
  for (const [order, message] of messages.entries()) {
    yield;
    const before = messages[order - 1];
    if (before) budget.done(before);
    const subject = subjectOf(message);
    yield* contentInSteps(message);
    append(diagnostics, requestNotes(message));
    const copies: DiffCopy[] = [];
    for (const stream of streamsOf(message)) {
      const copy = yield* scanDiff(stream);
      if (copy) copies.push(copy);
    }
    for (const copy of copies) {
      append(diagnostics, copy.diagnostics);
      if (!copy.files.length) continue;
      const { stream } = copy;
      const own = stream.depth === 0;
      const known = !own || subject.isReply ? yield* bestMatch(copy, byHunk) : undefined;
      if (known) {
        if (known.kind === "quotes") yield* addCopy(known, copy);
        else addHeadings(known.headings, copy);
        continue;
      }
      const key = draftKey(message);
      const carries = own && (!subject.isReply || copy.files.some(({ path }) => path));
      const same = carries ? undefined : drafts.find((draft) => draft.key === key);
      if (same) {
        if (same.kind === "quotes") yield* addCopy(same, copy);
        else diagnostics.push(unknownQuote(copy));
        if (same.kind === "quotes") register(byHunk, same, copy);
        continue;
      }
      const kind = !carries ? "quotes" : stream.attachment === undefined ? "message" : "attachment";
      const draft = draftOf({ kind, key, subject, message, order });
      yield* addCopy(draft, copy);
      register(byHunk, draft, copy);
      drafts.push(draft);
    }
  }
  yield;
  append(drafts, yield* draftFragments(messages, drafts, budget));
  yield;
  return { drafts: sortDrafts(drafts), diagnostics };
}

function* addCopy(draft: Draft, copy: DiffCopy): Generator<void, void> {
  draft.copies.push(copy);
  const isReply = copy.stream.depth > 0 || draft.subject.isReply;
  draft.preambles.push(yield* readPreamble(copy.stream, copy.first, isReply));
}

/** A hunk some draft has, to recognise quotes of it by. */
interface KnownHunk {
  readonly draft: Draft;
  readonly path: string;
  readonly hunk: HunkCopy;
  /** Its lines as they are compared, made when a quote with its numbers is met. */
  lines?: ReadonlySet<number>;
}

/** By the numbers of their @@ lines. */
type KnownHunks = Map<string, KnownHunk[]>;

function register(known: KnownHunks, draft: Draft, copy: DiffCopy): void {
  for (const { path, hunks } of copy.files)
    for (const hunk of hunks) {
      const list = known.get(hunk.numbers) ?? [];
      // One number with very many texts is an attack, not a series.
      if (list.length < candidatesMax) list.push({ draft, path, hunk });
      known.set(hunk.numbers, list);
    }
}

const keysOf = ({ lines }: HunkCopy): number[] =>
  lines.map(({ kind, text }) => lineKey(text, 0, signs[kind].charCodeAt(0)));

/** The draft that shares most hunks with a quoted diff: equal numbers and half the lines. */
function* bestMatch(copy: DiffCopy, known: KnownHunks): Generator<void, Draft | undefined> {
  const key = draftKey(copy.stream.message);
  const votes = new Map<Draft, number>();
  let done = 0;
  for (const { path, hunks } of copy.files)
    for (const hunk of hunks) {
      const wanted = keysOf(hunk);
      done += wanted.length;
      if (done > linesPerStep) {
        done = 0;
        yield;
      }
      for (const each of known.get(hunk.numbers) ?? []) {
        const { draft } = each;
        if (path && each.path && path !== each.path) continue;
        const lines = (each.lines ??= new Set(keysOf(each.hunk)));
        done += wanted.length;
        if (wanted.filter((line) => lines.has(line)).length * 2 >= wanted.length)
          votes.set(draft, (votes.get(draft) ?? 0) + 1);
      }
    }
  let best: Draft | undefined;
  let most = 0;
  for (const [draft, count] of votes) {
    // A later revision repeats most hunks: the subject decides between them, then the newest.
    const weight = count + (draft.key === key ? subjectWeight : 0);
    if (weight >= most) [best, most] = [draft, weight];
  }
  return best;
}

/** More than any number of shared hunks. */
const subjectWeight = 1e9;

/** Discussions of a patch that no message of the thread holds: at least its bare lines. */
function* draftFragments(
  messages: readonly Message[],
  drafts: readonly Draft[],
  budget: ContentBudget,
): Generator<void, Draft[]> {
  const taken = new Set(drafts.map(({ key }) => key));
  const groups = new Map<string, { message: Message; order: number }[]>();
  messages.forEach((message, order) => {
    const subject = subjectOf(message);
    if (!subject.isPatch || !subject.isReply || taken.has(draftKey(message))) return;
    const group = groups.get(draftKey(message));
    if (group) group.push({ message, order });
    else groups.set(draftKey(message), [{ message, order }]);
  });
  const found: Draft[] = [];
  for (const [key, group] of groups) {
    const holders = group.map(({ message }) => message);
    const fragment = yield* findFragment(holders, budget);
    const first = group[0];
    if (!fragment || !first) continue;
    const subject = subjectOf(first.message);
    const { message, order } = first;
    found.push(draftOf({ kind: "fragment", key, subject, message, fragment, order }));
  }
  return found;
}

/** By first appearance; the parts of one series by their numbers. */
function sortDrafts(drafts: readonly Draft[]): Draft[] {
  const seriesOf = ({ subject }: Draft): string => `${subject.revision}/${subject.part?.of ?? ""}`;
  const begins = new Map<string, number>();
  for (const draft of drafts)
    begins.set(seriesOf(draft), Math.min(begins.get(seriesOf(draft)) ?? Infinity, draft.order));
  const place = (draft: Draft): number =>
    draft.subject.part && draft.kind === "message"
      ? (begins.get(seriesOf(draft)) ?? draft.order)
      : draft.order;
  return [...drafts].sort(
    (a, b) =>
      place(a) - place(b) ||
      (a.subject.part?.index ?? 0) - (b.subject.part?.index ?? 0) ||
      a.order - b.order,
  );
}

const unknownQuote = ({ stream, first }: DiffCopy): Diagnostic => {
  const span = stream.lines.at(first)?.span;
  return {
    code: "patch/unknown-quote",
    severity: "information",
    message: "a quoted diff is found in no patch of its thread",
    ...(span && { span }),
  };
};
