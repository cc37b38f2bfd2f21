// SPDX-License-Identifier: MIT
// A part that names no revision has that of the series it was sent with.
import { parseSubject, subjectKey, type Message, type SubjectParts } from "../mail";

const resolved = new WeakMap<Message, SubjectParts>();
/** A reply that deep has long lost the series it began with. */
const stepsMax = 50;

/** Finds for the messages of one thread which revision they are of; asked for by `subjectOf`. */
export function resolveSubjects(messages: readonly Message[]): void {
  const byId = new Map(messages.map((message) => [message.id, message]));
  for (const message of messages) {
    const own = parseSubject(message.subject);
    if (own.hasRevision || !own.part) continue;
    const revision = inherited(message, own.part.of, byId);
    if (revision !== undefined) resolved.set(message, { ...own, revision });
  }
}

/** The revision the nearest message above names, as long as it counts as many parts. */
function inherited(
  message: Message,
  of: number,
  byId: ReadonlyMap<string, Message>,
): number | undefined {
  let at: Message | undefined = message;
  for (let step = 0; at && step < stepsMax; step++) {
    const { hasRevision, part, revision } = parseSubject(at.subject);
    if (part && part.of !== of) return undefined;
    if (hasRevision && part) return revision;
    const next: string | undefined = at.inReplyTo ?? at.references[at.references.length - 1];
    at = next === undefined ? undefined : byId.get(next);
  }
  return undefined;
}

/** What a message's subject says, and what its thread adds to it. */
export const subjectOf = (message: Message): SubjectParts =>
  resolved.get(message) ?? parseSubject(message.subject);

/** Patches of one discussion and revision have the same key. */
export function draftKey(message: Message): string {
  const { revision, part } = subjectOf(message);
  return `${subjectKey(message.subject)}|${revision}|${part ? `${part.index}/${part.of}` : ""}`;
}

/** Whether the subject makes all of a message's own words the patch's. */
export const isPatchMail = (message: Message): boolean => {
  const { isPatch, isReply } = parseSubject(message.subject);
  return isPatch && !isReply;
};
