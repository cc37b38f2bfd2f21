// SPDX-License-Identifier: MIT
import { assert } from "../base";
import type { Attachment, BodyLine, Message } from "./message";
import { finish, relay } from "./steps";

export interface Content {
  readonly body: readonly BodyLine[];
  readonly attachments: readonly Attachment[];
}

/** How a message's content is decoded, and what came of it as long as that is kept. */
interface Held {
  readonly load: () => Generator<unknown, Content>;
  content: Content | undefined;
}

const heldOf = new WeakMap<Message, Held>();

/** One pair of accessors for all messages: a pair of its own would be a hidden class each. */
const accessors: PropertyDescriptorMap & ThisType<Message> = {
  body: {
    enumerable: true,
    get() {
      return contentOf(this).body;
    },
  },
  attachments: {
    enumerable: true,
    get() {
      return contentOf(this).attachments;
    },
  },
};

function contentOf(message: Message): Content {
  const held = heldOf.get(message);
  assert(held, "a lazy message has its content");
  return (held.content ??= finish(held.load()));
}

/** Decodes a message's content where that is not yet done; looking at it is then quick. */
export function* contentInSteps(message: Message): Generator<void, void> {
  const held = heldOf.get(message);
  if (held && !held.content) held.content = yield* relay(held.load(), () => undefined);
}

/**
 * A message whose content is decoded when it is first looked at: a large box holds its bytes and
 * headers, and of its bodies those that are being read.
 */
export function lazyMessage(
  fields: Omit<Message, keyof Content>,
  load: () => Generator<unknown, Content>,
): Message {
  const message = Object.defineProperties({ ...fields }, accessors) as Message;
  heldOf.set(message, { load, content: undefined });
  return message;
}

/** Lets go of decoded content; it is decoded again where somebody looks again. */
export function forgetContent(messages: readonly Message[]): void {
  for (const message of messages) {
    const held = heldOf.get(message);
    if (held) held.content = undefined;
  }
}

/** What a body costs beside its lines, in lines. */
const bodyCostLines = 8;

/**
 * Lets go of bodies as soon as a step is done with them, once those of one thread are too many to
 * be kept from step to step.
 */
export class ContentBudget {
  /** Lines of the thread's bodies, each counted when a step is first done with it. */
  lines = 0;
  private readonly counted = new WeakSet<Message>();

  constructor(private readonly linesMax: number) {}

  done(message: Message): void {
    if (!this.counted.has(message)) {
      this.counted.add(message);
      this.lines += message.body.length + bodyCostLines;
    }
    if (this.lines > this.linesMax) forgetContent([message]);
  }
}
