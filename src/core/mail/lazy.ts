// SPDX-License-Identifier: MIT
import type { Attachment, BodyLine, Message } from "./message";

export interface Content {
  readonly body: readonly BodyLine[];
  readonly attachments: readonly Attachment[];
}

const forgetters = new WeakMap<Message, () => void>();

/**
 * A message whose content is decoded when it is first looked at: a large box holds its bytes and
 * headers, and of its bodies those that are being read.
 */
export function lazyMessage(fields: Omit<Message, keyof Content>, load: () => Content): Message {
  let held: Content | undefined;
  const message: Message = {
    ...fields,
    get body() {
      return (held ??= load()).body;
    },
    get attachments() {
      return (held ??= load()).attachments;
    },
  };
  forgetters.set(message, () => {
    held = undefined;
  });
  return message;
}

/** Lets go of decoded content; it is decoded again where somebody looks again. */
export function forgetContent(messages: readonly Message[]): void {
  for (const message of messages) forgetters.get(message)?.();
}

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
      this.lines += message.body.length;
    }
    if (this.lines > this.linesMax) forgetContent([message]);
  }
}
