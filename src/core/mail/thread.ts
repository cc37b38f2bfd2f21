// SPDX-License-Identifier: MIT
import type { Message, Thread } from "./message";
import { finish } from "./steps";
import { subjectKey } from "./subject";

/**
 * Joins messages to threads: by references, and where a message has none by its subject's words.
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
  const groups = new Map<string, Message[]>();
  for (const message of messages) {
    const group = groups.get(find(message.id));
    if (group) group.push(message);
    else groups.set(find(message.id), [message]);
  }
  return [...groups.values()].map((group) => toThread(group, bySubject));
}

/** Messages no reference reaches join the first message or thread of the same subject. */
function* joinSubjects(
  messages: readonly Message[],
  linked: ReadonlySet<string>,
  find: (id: string) => string,
  roots: Map<string, string>,
): Generator<void, ReadonlySet<string>> {
  const first = new Map<string, string>();
  const joined = new Set<string>();
  for (const [at, { id, subject }] of messages.entries()) {
    if (at % messagesPerStep === 0) yield;
    const key = subjectKey(subject);
    if (key && !first.has(key)) first.set(key, id);
  }
  for (const [at, { id, subject }] of messages.entries()) {
    if (at % messagesPerStep === 0) yield;
    const other = first.get(subjectKey(subject));
    if (linked.has(id) || other === undefined || other === id) continue;
    if (find(id) === find(other)) continue;
    roots.set(find(id), find(other));
    joined.add(id);
  }
  return joined;
}

function toThread(group: readonly Message[], bySubject: ReadonlySet<string>): Thread {
  const ordered = sortByDate(group);
  const rule = group.some(({ id }) => bySubject.has(id)) ? "subject" : "references";
  return {
    subject: ordered[0]?.subject ?? "",
    messageIds: ordered.map(({ id }) => id),
    joinedBy: group.length === 1 ? "single" : rule,
  };
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
