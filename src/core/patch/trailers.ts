// SPDX-License-Identifier: MIT
// Who stands for a patch: in its own message, and in the answers to it and to its cover.
import {
  isPersonal,
  nameKey,
  parseAuthor,
  parseTrailers,
  type Message,
  type Trailer,
} from "../mail";
import type { PatchTrailer } from "./patch";
import { subjectOf } from "./subject";

/** The trailers of a commit message, and the base-commit and change-id lines of its mail. */
export function ownTrailers(
  commitMessage: readonly { readonly text: string; readonly span: Trailer["span"] }[],
  message: Message | undefined,
): readonly PatchTrailer[] {
  const end = commitMessage.length;
  // The last paragraph, and what a blank line keeps apart from it, is where trailers stand.
  let first = end;
  for (let at = end - 1, blanks = 0; at >= 0 && blanks < 2; at--) {
    const text = commitMessage[at]?.text.trim() ?? "";
    if (text) first = at;
    else if (parseTrailers(commitMessage.slice(at + 1, at + 2)).length) blanks++;
    else break;
  }
  const own = parseTrailers(commitMessage.slice(first)).map(toTrailer);
  const base =
    message?.body
      .filter(({ text }) => /^(?:base-commit|change-id|prerequisite-[a-z-]+): /.test(text))
      .map(({ text, span }) => ({ text, span })) ?? [];
  return [...own, ...parseTrailers(base).map(toTrailer)];
}

/** Trailers a reply gives in words of its own; quoted ones are somebody else's. */
export function givenTrailers(message: Message): readonly PatchTrailer[] {
  if (!subjectOf(message).isReply) return [];
  const own = message.body.filter(({ quoteDepth }) => quoteDepth === 0);
  return parseTrailers(own)
    .filter(isPersonal)
    .map((trailer) => {
      const person = parseAuthor(trailer.value, "header");
      const { address, name } = message.author;
      const isSender =
        (address !== undefined && address.toLowerCase() === person.address?.toLowerCase()) ||
        (name !== "" && nameKey(name) === nameKey(person.name));
      return {
        ...toTrailer(trailer),
        messageId: message.id,
        ...(!isSender && { bySomebodyElse: true as const }),
      };
    });
}

const toTrailer = ({ key, value, span }: Trailer): PatchTrailer => ({ key, value, span });
