// SPDX-License-Identifier: MIT
import { append, type Diagnostic } from "../base";
import {
  ContentBudget,
  contentInSteps,
  finish,
  forgetContent,
  relay,
  wasSent,
  type Message,
  type Thread,
} from "../mail";
import { assemble, type Assembled } from "./assemble";
import { blocksOf, noteLoose, type Placed, type Spoken } from "./block";
import { findComments } from "./comment";
import { draftPatches } from "./draft";
import { directPlaces, locate, type DirectPlaces } from "./locate";
import { PatchText } from "./patch-text";
import { buildSeries, type Series } from "./series";
import { draftKey, isPatchMail, subjectOf } from "./subject";
import { givenTrailers } from "./trailers";
import type { Loss, Patch, PatchTrailer, Repair, ReviewComment } from "./patch";

/** All a collection of messages says about patches. */
export interface PatchReading {
  readonly patches: readonly Patch[];
  readonly series: readonly Series[];
  readonly comments: readonly ReviewComment[];
  readonly repairs: readonly Repair[];
  readonly losses: readonly Loss[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the patches of all threads and what was said about them. */
export const readPatches = (
  messages: readonly Message[],
  threads: readonly Thread[],
): PatchReading => finish(patchesInSteps(messages, threads));

/** Lines of decoded bodies that may stay in memory when their thread is read; some 5 MB. */
const linesHeldMax = 30_000;
/** Lines of one thread that are kept from step to step; some 10 MB. */
const threadLinesMax = 60_000;

/**
 * Finds the patches, thread by thread.
 * - Shape: yields the number of messages done so far, at every message; may be abandoned.
 */
export function* patchesInSteps(
  messages: readonly Message[],
  threads: readonly Thread[],
): Generator<number, PatchReading> {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const patches: Patch[] = [];
  const repairs: Repair[] = [];
  const losses: Loss[] = [];
  const ofPatches: Diagnostic[] = [];
  const comments: ReviewComment[] = [];
  const diagnostics: Diagnostic[] = [];
  let done = 0;
  let linesHeld = 0;
  const tick = <T>(steps: Generator<unknown, T>): Generator<number, T> => relay(steps, () => done);
  for (const { messageIds } of threads) {
    const own = messageIds.flatMap((id) => byId.get(id) ?? []);
    const budget = new ContentBudget(threadLinesMax);
    const drafted = yield* tick(draftPatches(own, budget));
    append(diagnostics, drafted.diagnostics);
    const assembled: Assembled[] = [];
    for (const draft of drafted.drafts) {
      const made = yield* tick(assemble(draft, patches.length + 1));
      budget.done(draft.message);
      assembled.push(made);
      patches.push(made.patch);
      append(repairs, made.repairs);
      append(losses, made.losses);
      append(ofPatches, made.diagnostics);
      yield done;
    }
    if (assembled.length && !own.every(isPatchMail)) {
      const placed = yield* tick(placeAll(own, byId, assembled, budget));
      append(comments, yield* tick(findComments(placed.spoken, budget)));
      append(diagnostics, placed.loose);
    }
    yield* tick(addGiven(own, byId, patches, assembled, budget));
    done += own.length;
    yield done;
    linesHeld += budget.lines;
    if (linesHeld > linesHeldMax) forgetContent(own);
  }
  const series = yield* tick(buildSeries(messages, threads, patches));
  return {
    patches,
    series,
    comments,
    repairs,
    losses,
    diagnostics: [...diagnostics, ...ofPatches],
  };
}

/** Adds to each patch the trailers answers gave to it, or to the cover of its series. */
function* addGiven(
  messages: readonly Message[],
  byId: ReadonlyMap<string, Message>,
  patches: Patch[],
  assembled: readonly Assembled[],
  budget: ContentBudget,
): Generator<void, void> {
  const given = new Map<string, PatchTrailer[]>();
  const isOwn = ({ draft: { kind } }: Assembled): boolean =>
    kind === "message" || kind === "attachment";
  const carriers = new Set(assembled.filter(isOwn).map(({ draft }) => draft.message));
  for (const message of messages) {
    yield;
    if (!subjectOf(message).isReply) continue;
    yield* contentInSteps(message);
    const trailers = givenTrailers(message);
    budget.done(message);
    if (!trailers.length) continue;
    const target = ancestorsOf(message, byId).find((id) => {
      const above = byId.get(id);
      return above && !subjectOf(above).isReply;
    });
    // Where no reference leads to the patch's own mail, the subject says which one is meant.
    if (target === undefined && carriers.has(message)) continue;
    const name = target ?? draftKey(message);
    const known = given.get(name);
    if (known) append(known, trailers);
    else given.set(name, [...trailers]);
  }
  if (!given.size) return;
  const covers = new Map<string, string>();
  for (const message of messages) {
    const { part, revision, isReply } = subjectOf(message);
    if (!isReply && part?.index === 0) covers.set(`${revision}/${part.of}`, message.id);
  }
  for (const each of assembled) {
    const { patch, draft } = each;
    const cover = patch.part && covers.get(`${patch.revision}/${patch.part.of}`);
    const ofCover = cover === undefined ? undefined : given.get(cover);
    const own = isOwn(each) ? given.get(draft.message.id) : undefined;
    const all = [...(own ?? []), ...(given.get(draft.key) ?? []), ...(ofCover ?? [])];
    if (all.length)
      patches[patch.number - 1] = { ...patch, trailers: [...(patch.trailers ?? []), ...all] };
  }
}

function* placeAll(
  messages: readonly Message[],
  byId: ReadonlyMap<string, Message>,
  assembled: readonly Assembled[],
  budget: ContentBudget,
): Generator<void, { readonly spoken: Spoken[]; readonly loose: Diagnostic[] }> {
  const texts = assembled.map((each) => new PatchText(each));
  const direct = yield* directPlaces(texts);
  const spoken: Spoken[] = [];
  const loose: Diagnostic[] = [];
  for (const message of messages) {
    yield* contentInSteps(message);
    const ancestors = ancestorsOf(message, byId);
    const placed = yield* place(message, ancestors, assembled, texts, direct);
    yield;
    spoken.push({ message, ancestors, blocks: yield* blocksOf(placed) });
    yield;
    append(loose, yield* noteLoose(placed));
    budget.done(message);
    yield;
  }
  return { spoken, loose };
}

function* place(
  message: Message,
  ancestors: readonly string[],
  assembled: readonly Assembled[],
  texts: readonly PatchText[],
  direct: DirectPlaces,
): Generator<void, Placed> {
  const carried = assembled.filter(
    ({ draft }) => draft.kind === "message" && draft.message === message,
  );
  const rows = carried.flatMap(({ draft }) =>
    draft.copies.map(
      ({ stream, first }, at) => draft.preambles[at]?.cutRow ?? stream.lines.at(first)?.row ?? 0,
    ),
  );
  const carriesAttached = assembled.some(
    ({ draft }) => draft.kind === "attachment" && draft.message === message,
  );
  // A file that nobody sent and that quotes nothing is a patch with its description.
  const isFile =
    !wasSent(message) &&
    !subjectOf(message).isReply &&
    carried.length > 0 &&
    message.body.every(({ quoteDepth }) => quoteDepth === 0);
  const isPatch = isFile || isPatchMail(message) || (carriesAttached && !ancestors.length);
  const patchRow = isPatch
    ? 0
    : rows.length
      ? rows.reduce((least, row) => Math.min(least, row))
      : undefined;
  return {
    message,
    located: yield* locate(message, texts, direct, ancestors),
    patchRow,
    bareLines: assembled.every(({ draft }) => draft.kind === "fragment"),
  };
}

/** The messages one answers, nearest first, by In-Reply-To and else by the last reference. */
export function ancestorsOf(message: Message, byId: ReadonlyMap<string, Message>): string[] {
  const ids: string[] = [];
  let at: Message | undefined = message;
  while (at && ids.length < 100) {
    const next: string | undefined = at.inReplyTo ?? at.references[at.references.length - 1];
    if (next === undefined || ids.includes(next)) break;
    ids.push(next);
    at = byId.get(next);
  }
  return ids;
}
