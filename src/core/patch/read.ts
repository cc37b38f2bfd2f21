// SPDX-License-Identifier: MIT
import type { Diagnostic } from "../base";
import type { Message, Thread } from "../mail";
import { assemble, type Assembled } from "./assemble";
import { findComments, isPatchMail, noteLoose, type Placed } from "./comment";
import { draftPatches } from "./draft";
import { directPlaces, locate, type DirectPlaces } from "./locate";
import { PatchText } from "./patch-text";
import type { Loss, Patch, Repair, ReviewComment } from "./patch";

/** All a collection of messages says about patches. */
export interface PatchReading {
  readonly patches: readonly Patch[];
  readonly comments: readonly ReviewComment[];
  readonly repairs: readonly Repair[];
  readonly losses: readonly Loss[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the patches of all threads and what was said about them. */
export function readPatches(
  messages: readonly Message[],
  threads: readonly Thread[],
): PatchReading {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const all: Assembled[] = [];
  const comments: ReviewComment[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { messageIds } of threads) {
    const own = messageIds.flatMap((id) => byId.get(id) ?? []);
    const drafted = draftPatches(own);
    diagnostics.push(...drafted.diagnostics);
    const assembled = drafted.drafts.map((draft, at) => assemble(draft, all.length + at + 1));
    all.push(...assembled);
    if (!assembled.length || own.every(isPatchMail)) continue;
    const placed = placeAll(own, byId, assembled);
    comments.push(...findComments(placed));
    diagnostics.push(...placed.flatMap(noteLoose));
  }
  return {
    patches: all.map(({ patch }) => patch),
    comments,
    repairs: all.flatMap(({ repairs }) => repairs),
    losses: all.flatMap(({ losses }) => losses),
    diagnostics: [...diagnostics, ...all.flatMap((each) => each.diagnostics)],
  };
}

function placeAll(
  messages: readonly Message[],
  byId: ReadonlyMap<string, Message>,
  assembled: readonly Assembled[],
): Placed[] {
  const texts = assembled.map((each) => new PatchText(each));
  const direct = directPlaces(texts);
  return messages.map((message) => place(message, byId, assembled, texts, direct));
}

function place(
  message: Message,
  byId: ReadonlyMap<string, Message>,
  assembled: readonly Assembled[],
  texts: readonly PatchText[],
  direct: DirectPlaces,
): Placed {
  const ancestors = ancestorsOf(message, byId);
  const carried = assembled.filter(
    ({ draft }) => draft.kind === "message" && draft.message === message,
  );
  const rows = carried.flatMap(({ draft }) =>
    draft.copies.map(({ stream, first }) => stream.lines[first]?.row ?? 0),
  );
  const carriesAttached = assembled.some(
    ({ draft }) => draft.kind === "attachment" && draft.message === message,
  );
  const isPatch = isPatchMail(message) || (carriesAttached && !ancestors.length);
  const patchRow = isPatch ? 0 : rows.length ? Math.min(...rows) : undefined;
  return {
    message,
    located: locate(message, texts, direct, ancestors),
    patchRow,
    bareLines: assembled.every(({ draft }) => draft.kind === "fragment"),
    ancestors,
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
