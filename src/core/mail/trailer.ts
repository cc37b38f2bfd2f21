// SPDX-License-Identifier: MIT
import type { Span } from "../base";

/** A "Key: value" line of a commit message or of a reply, such as Reviewed-by. */
export interface Trailer {
  readonly key: string;
  readonly value: string;
  readonly span: Span;
}

/** What two words before a colon must be to be no sentence. */
const known = new RegExp(
  String.raw`^(?:[A-Z][A-Za-z]*(?:-[A-Za-z]+)*-by|Fixes|Link|Closes|Cc|Depends-on|Message-I[dD]|` +
    String.raw`Change-I[dD]|Co-developed-by|References|Bugzilla|Debugged-by|Patchwork|` +
    String.raw`base-commit|change-id|prerequisite-[a-z-]+)$`,
);

/** Reads the trailers among some lines, in order; a folded value is joined. */
export function parseTrailers(
  lines: readonly { readonly text: string; readonly span: Span }[],
): readonly Trailer[] {
  const trailers: Trailer[] = [];
  let isOpen = false;
  for (const { text, span } of lines) {
    const found = /^([A-Za-z][A-Za-z-]{1,40}): {0,8}(\S.{0,1000})$/.exec(text.trimEnd());
    const last = trailers[trailers.length - 1];
    if (found?.[1] && known.test(found[1])) {
      trailers.push({ key: found[1], value: found[2] ?? "", span });
      isOpen = true;
    } else if (isOpen && last && /^\s+\S/.test(text) && text.length < 400)
      trailers[trailers.length - 1] = { ...last, value: `${last.value} ${text.trim()}` };
    else isOpen = false;
  }
  return trailers;
}

/** Whether a trailer names somebody who stands for something. */
export const isPersonal = ({ key }: Trailer): boolean => /-by$/i.test(key);
