// SPDX-License-Identifier: MIT
// Patches that were sent together: which parts are there, which are missing, what they follow.
import { subjectKey, type Message, type Thread } from "../mail";
import type { Patch } from "./patch";
import { subjectOf } from "./subject";

/** One revision of a series, or of a patch sent alone. */
export interface Series {
  /** The cover's words, else those of the first part. */
  readonly subject: string;
  readonly revision: number;
  /** How many parts it counts; 1 for a patch sent alone. */
  readonly of: number;
  /** Id of the message 0/N, where it is there. */
  readonly cover?: string;
  /** Numbers of its patches, in the order of its parts. */
  readonly patches: readonly number[];
  /** Parts no message of the collection carries. */
  readonly missing: readonly number[];
  /** Of those what a re-roll of single parts ("v15.1") leaves as an earlier revision has it. */
  readonly taken?: readonly TakenPart[];
  /** Index of the nearest earlier revision among all series. */
  readonly follows?: number;
  /** How that is known: the same cover, the same words of a patch, or one thread. */
  readonly followsBy?: "cover" | "patch" | "thread";
}

/** A part an earlier revision has. */
export interface TakenPart {
  readonly part: number;
  /** The number of its patch. */
  readonly patch: number;
  readonly revision: number;
}

interface Draft {
  readonly thread: number;
  readonly revision: number;
  readonly of: number;
  cover: Message | undefined;
  readonly parts: Map<number, Patch>;
  readonly keys: Set<string>;
}

/** Patches grouped between two reports of progress; some 5 ms. */
const perStep = 500;

/** Groups the patches of a collection to series, and links the revisions of each. */
export function* buildSeries(
  messages: readonly Message[],
  threads: readonly Thread[],
  patches: readonly Patch[],
): Generator<void, readonly Series[]> {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const threadOf = new Map<string, number>();
  threads.forEach(({ messageIds }, thread) => {
    for (const id of messageIds) threadOf.set(id, thread);
  });
  const drafts = new Map<string, Draft>();
  const draftOf = (thread: number, revision: number, of: number, alone: string): Draft => {
    const key = `${thread}|${revision}|${of}|${alone}`;
    const known = drafts.get(key);
    if (known) return known;
    const draft = {
      thread,
      revision,
      of,
      cover: undefined,
      parts: new Map(),
      keys: new Set<string>(),
    };
    drafts.set(key, draft);
    return draft;
  };
  for (const [at, patch] of patches.entries()) {
    if (at % perStep === 0) yield;
    const { part, revision, subject, source } = patch;
    const thread = threadOf.get(source.messageIds[0] ?? "") ?? -1;
    const words = subject.toLowerCase();
    const draft = draftOf(thread, revision, part?.of ?? 1, part ? "" : words);
    const index = part?.index ?? 1;
    if (!draft.parts.has(index)) draft.parts.set(index, patch);
    draft.keys.add(words);
  }
  for (const [at, message] of messages.entries()) {
    if (at % perStep === 0) yield;
    const { part, isReply, revision } = subjectOf(message);
    if (isReply || part?.index !== 0) continue;
    const thread = threadOf.get(message.id) ?? -1;
    const draft = draftOf(thread, revision, part.of, "");
    draft.cover ??= byId.get(message.id);
  }
  const all = [...drafts.values()];
  const names = new Map<string, number[]>();
  for (const [at, draft] of all.entries()) {
    if (at % perStep === 0) yield;
    for (const name of namesOf(draft)) {
      const known = names.get(name);
      if (known) known.push(at);
      else names.set(name, [at]);
    }
  }
  const series: Series[] = [];
  for (const [at, draft] of all.entries()) {
    if (at % perStep === 0) yield;
    series.push(finish(draft, all, names));
  }
  return series.map((each, at) => ({ ...each, ...takenBy(each, at, all, series) }));
}

/**
 * What "v15.1" does not send again is as v15 has it; a whole revision with parts missing leaves
 * open what they are.
 */
function takenBy(
  { revision, missing, of }: Series,
  at: number,
  all: readonly Draft[],
  series: readonly Series[],
): Pick<Series, "taken"> | undefined {
  if (Number.isInteger(revision) || !missing.length) return undefined;
  const taken: TakenPart[] = [];
  let left = new Set(missing);
  let before = series[at]?.follows;
  for (let steps = 0; before !== undefined && left.size && steps < revisionsMax; steps++) {
    const draft = all[before];
    // Of another number of parts, or of another whole version, the parts are other ones.
    if (draft?.of !== of || Math.floor(draft.revision) !== Math.floor(revision)) break;
    for (const part of left) {
      const patch = draft.parts.get(part);
      if (patch) taken.push({ part, patch: patch.number, revision: draft.revision });
    }
    left = new Set([...left].filter((part) => !draft.parts.has(part)));
    before = series[before]?.follows;
  }
  return taken.length ? { taken: taken.sort((a, b) => a.part - b.part) } : undefined;
}

/** Re-rolls of one version that are looked through. */
const revisionsMax = 20;

/** Under what its earlier and later revisions may be found. */
const namesOf = ({ cover, keys, thread, of }: Draft): readonly string[] => [
  ...(cover ? [`cover ${subjectKey(cover.subject)}`] : []),
  ...[...keys].map((key) => `patch ${key}`),
  ...(of > 1 ? [`thread ${thread} ${of}`] : []),
];

/** Revisions of one name that are looked at; the latest are the nearest. */
const namesakesMax = 200;

function finish(
  draft: Draft,
  all: readonly Draft[],
  names: ReadonlyMap<string, readonly number[]>,
): Series {
  const { parts, of, cover, revision } = draft;
  const patches = [...parts].sort(([a], [b]) => a - b).map(([, patch]) => patch);
  const missing: number[] = [];
  for (let index = 1; index <= Math.min(of, missingMax); index++)
    if (!parts.has(index)) missing.push(index);
  const before = previousOf(draft, all, names);
  return {
    subject: (cover && subjectOf(cover).words) || (patches[0]?.subject ?? ""),
    revision,
    of,
    ...(cover && { cover: cover.id }),
    patches: patches.map(({ number }) => number),
    missing,
    ...before,
  };
}

/** A subject may claim any number of parts. */
const missingMax = 1_000;

function previousOf(
  draft: Draft,
  all: readonly Draft[],
  names: ReadonlyMap<string, readonly number[]>,
): Pick<Series, "follows" | "followsBy"> | undefined {
  let best: { at: number; revision: number; by: "cover" | "patch" | "thread" } | undefined;
  for (const name of namesOf(draft)) {
    const by = name.slice(0, name.indexOf(" ")) as "cover" | "patch" | "thread";
    for (const at of (names.get(name) ?? []).slice(-namesakesMax)) {
      const revision = all[at]?.revision ?? draft.revision;
      if (revision >= draft.revision) continue;
      if (!best || revision > best.revision) best = { at, revision, by };
    }
  }
  return best && { follows: best.at, followsBy: best.by };
}
