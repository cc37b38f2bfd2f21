// SPDX-License-Identifier: MIT
import { nameKey } from "./address";
import { wasSent, type Message, type Thread } from "./message";
import { finish } from "./steps";
import { parseSubject, subjectKey } from "./subject";

/**
 * Joins messages to threads: by references, and where a message has none by subject, author, time,
 * or as parts of one series.
 * - Shape: threads in order of first appearance, the messages of each oldest first.
 */
export const buildThreads = (messages: readonly Message[]): Thread[] =>
  finish(threadsInSteps(messages));

/** Messages joined between two reports of progress; some 5 ms. */
const messagesPerStep = 300;

/** The same in steps, for boxes of many thousand messages. */
export function* threadsInSteps(messages: readonly Message[]): Generator<void, Thread[]> {
  const roots = new Map<string, string>();
  const find = (id: string): string => {
    let root = id;
    for (let next = roots.get(root); next !== undefined && next !== root; next = roots.get(root))
      root = next;
    for (let at = id; at !== root;) {
      const next = roots.get(at) ?? root;
      roots.set(at, root);
      at = next;
    }
    return root;
  };
  const linked = new Set<string>();
  for (const [at, { id, inReplyTo, references }] of messages.entries()) {
    if (at % messagesPerStep === 0) yield;
    for (const other of inReplyTo === undefined ? references : [...references, inReplyTo]) {
      if (other === id) continue;
      linked.add(id).add(other);
      if (find(id) !== find(other)) roots.set(find(id), find(other));
    }
  }
  yield;
  const bySubject = yield* joinSubjects(messages, linked, find, roots);
  const bySeries = yield* joinSeries(messages, find, roots);
  const groups = new Map<string, Message[]>();
  for (const [at, message] of messages.entries()) {
    if (at % messagesPerStep === 0) yield;
    const group = groups.get(find(message.id));
    if (group) group.push(message);
    else groups.set(find(message.id), [message]);
  }
  const threads: Thread[] = [];
  for (const group of groups.values()) {
    if (threads.length % messagesPerStep === 0) yield;
    threads.push(toThread(group, bySubject, bySeries));
  }
  return threads;
}

/** A patch others with the same words may belong to. */
interface Head {
  readonly id: string;
  readonly person: string;
  readonly time: number;
}

/** Answers and re-rolls come within months; the same words years apart are another matter. */
const apartMsMax = 180 * 24 * 3_600_000;
/** Heads of one subject that are remembered, the first and the latest. */
const headsMax = 64;

/**
 * Messages no reference reaches join by subject, author and time: an answer the latest patch of its
 * subject before it, a patch the earlier one its author sent under the same subject.
 * - Shape: by the ids of those that joined, what they joined.
 */
function* joinSubjects(
  messages: readonly Message[],
  linked: ReadonlySet<string>,
  find: (id: string) => string,
  roots: Map<string, string>,
): Generator<void, ReadonlyMap<string, string>> {
  const heads = new Map<string, Head[]>();
  const joined = new Map<string, string>();
  for (const [at, message] of messages.entries()) {
    if (at % messagesPerStep === 0) yield;
    const key = subjectKey(message.subject);
    const known = heads.get(key) ?? [];
    if (!key || (known.length > 0 && parseSubject(message.subject).isReply)) continue;
    if (known.length >= headsMax) known.splice(1, 1);
    heads.set(key, [...known, headOf(message)]);
  }
  for (const [at, message] of messages.entries()) {
    if (at % messagesPerStep === 0) yield;
    if (linked.has(message.id)) continue;
    const other = headFor(message, heads.get(subjectKey(message.subject)) ?? []);
    if (!other || find(message.id) === find(other.id)) continue;
    roots.set(find(message.id), find(other.id));
    joined.set(message.id, other.id);
  }
  return joined;
}

const headOf = ({ id, author, date }: Message): Head => ({
  id,
  person: nameKey(author.name),
  time: date.value ? Date.parse(date.value) : Number.NaN,
});

function headFor(message: Message, heads: readonly Head[]): Head | undefined {
  const { isReply } = parseSubject(message.subject);
  const own = headOf(message);
  const others = heads.filter(
    ({ id, time, person }) =>
      id !== message.id &&
      !(Math.abs(time - own.time) > apartMsMax) &&
      (isReply || !person || !own.person || person === own.person),
  );
  const before = others.filter(({ time }) => time <= own.time);
  return isReply ? (before[before.length - 1] ?? others[0]) : others[0];
}

/** Parts of one series leave within minutes; a day allows for whoever sends them by hand. */
const seriesMsMax = 24 * 3_600_000;

/**
 * Parts that answer nothing (git format-patch without threading, b4's output) join those their
 * author sent about then under the same count and tags, up to the first part seen twice. Files of
 * git format-patch were not sent: their author and date are those of each commit, and say nothing.
 */
function* joinSeries(
  messages: readonly Message[],
  find: (id: string) => string,
  roots: Map<string, string>,
): Generator<void, ReadonlySet<string>> {
  const open = new Map<string, { id: string; time: number; seen: Set<number> }>();
  const joined = new Set<string>();
  for (const [at, message] of messages.entries()) {
    if (at % messagesPerStep === 0) yield;
    const { part, revision, tags, isReply } = parseSubject(message.subject);
    if (!part || part.of < 2 || isReply) continue;
    if (message.inReplyTo !== undefined || message.references.length) continue;
    const { id, person, time } = headOf(message);
    const isSent = wasSent(message);
    const key = [isSent ? person : "", isSent, revision, part.of, ...tags].join("|");
    const series = open.get(key);
    const isApart = isSent && series && Math.abs(series.time - time) > seriesMsMax;
    if (!series || isApart || series.seen.has(part.index)) {
      open.set(key, { id, time, seen: new Set([part.index]) });
      continue;
    }
    series.seen.add(part.index);
    if (find(id) === find(series.id)) continue;
    roots.set(find(id), find(series.id));
    joined.add(id);
  }
  return joined;
}

function toThread(
  group: readonly Message[],
  bySubject: ReadonlyMap<string, string>,
  bySeries: ReadonlySet<string>,
): Thread {
  const rule = group.some(({ id }) => bySubject.has(id))
    ? "subject"
    : group.some(({ id }) => bySeries.has(id))
      ? "series"
      : "references";
  const byDate = sortAnswers(sortByDate(group), bySubject);
  const ordered = rule === "series" ? sortParts(byDate) : byDate;
  return {
    subject: ordered[0]?.subject ?? "",
    messageIds: ordered.map(({ id }) => id),
    joinedBy: group.length === 1 ? "single" : rule,
  };
}

/** Puts an answer whose clock was slow behind what it answers. */
function sortAnswers(
  byDate: readonly Message[],
  bySubject: ReadonlyMap<string, string>,
): readonly Message[] {
  const places = new Map(byDate.map(({ id }, at) => [id, at]));
  const parents = byDate.map(({ id, subject, inReplyTo, references }) => {
    if (!parseSubject(subject).isReply) return undefined;
    const named = inReplyTo ?? references[references.length - 1];
    const parent = places.get(named ?? bySubject.get(id) ?? "");
    // Of answers that only share a subject none is known to answer the other.
    const isSure = named !== undefined || !parseSubject(byDate[parent ?? 0]?.subject ?? "").isReply;
    return isSure ? parent : undefined;
  });
  if (!parents.some((parent, at) => parent !== undefined && parent > at)) return byDate;
  const sorted: Message[] = [];
  const done = new Set<number>();
  for (let at = 0; at < byDate.length; at++) {
    // What an answer waits for comes first; a ring of answers is cut where it is met.
    const waiting: number[] = [];
    for (let next: number | undefined = at; next !== undefined && !done.has(next);) {
      waiting.push(next);
      done.add(next);
      next = parents[next];
    }
    for (const next of waiting.reverse()) sorted.push(byDate[next] as Message);
  }
  return sorted;
}

/** Puts the parts of a series that no references join one behind another, by their numbers. */
function sortParts(byDate: readonly Message[]): Message[] {
  const begins = new Map<string, number>();
  const placed = byDate.map((message, at) => {
    const { part, revision, isReply } = parseSubject(message.subject);
    if (!part || isReply) return { message, place: at, index: 0 };
    const key = `${revision}/${part.of}`;
    const place = begins.get(key) ?? at;
    begins.set(key, place);
    return { message, place, index: part.index };
  });
  placed.sort((a, b) => a.place - b.place || a.index - b.index);
  return placed.map(({ message }) => message);
}

/** Oldest first; a digest is newest first, so equal days are taken from its end. */
function sortByDate(group: readonly Message[]): Message[] {
  let known = "";
  const dated = group.map((message, index) => {
    known = message.date.value || known;
    const place = message.author.from === "digest" ? -index : index;
    return { message, place, when: message.date.value || known };
  });
  dated.sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : a.place - b.place));
  return dated.map(({ message }) => message);
}
