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
