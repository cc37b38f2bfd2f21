// SPDX-License-Identifier: MIT

/** What a subject line says besides its words. */
export interface SubjectParts {
  /** Without reply prefixes and bracketed tags. */
  readonly words: string;
  /** Words in brackets other than PATCH, the revision and the part: RFC, RESEND, a tree's name. */
  readonly tags: readonly string[];
  /** The words as subjects of one discussion share them: without case, and without a bare tag. */
  readonly key: string;
  /** 1 where the subject names none. */
  readonly revision: number;
  readonly hasRevision: boolean;
  readonly part?: { readonly index: number; readonly of: number };
  readonly isPatch: boolean;
  readonly isReply: boolean;
}

/** Reply and forward prefixes of English and localised mailers. */
const replyWords = [
  ...["re", "aw", "sv", "antw", "vs", "ref", "rif", "fwd?", "wg", "tr", "odp", "ynt"],
  ...["antwort", "res", "rv", "vá", "enc", "i", "doorst", "svar", "ответ", "отв", "yan", "ilt"],
  ...["回复", "回覆", "答复", "答覆", "转发", "轉寄", "轉發", "返信", "转寄"],
];
const reply = new RegExp(
  `^\\s*(?:${replyWords.join("|")})\\s*(?:\\[\\d{1,3}\\])?\\s*[:：]\\s*`,
  "i",
);

/** The same subject is asked for by every step of a reading. */
const parsed = new Map<string, SubjectParts>();
const parsedMax = 5_000;

/** Reads the prefixes and bracketed tags of a subject: "Re: [RFC PATCH v6 2/3] words". */
export function parseSubject(subject: string): SubjectParts {
  const known = parsed.get(subject);
  if (known) return known;
  if (parsed.size >= parsedMax) parsed.clear();
  const parts = readSubject(subject);
  parsed.set(subject, parts);
  return parts;
}

function readSubject(subject: string): SubjectParts {
  let rest = subject.slice(0, 2_000).trim();
  const words: string[] = [];
  let isReply = false;
  let isPatch = false;
  for (;;) {
    const prefix = reply.exec(rest);
    if (prefix) {
      isReply = true;
      rest = rest.slice(prefix[0].length);
      continue;
    }
    const tag = /^\s*\[([^\][]{0,200})\]\s*/.exec(rest);
    if (!tag) break;
    words.push(...(tag[1] ?? "").replace(/\b(\d+)\s+of\s+(\d+)\b/i, "$1/$2").split(/[\s,]+/));
    rest = rest.slice(tag[0].length);
  }
  const tags: string[] = [];
  let revision: number | undefined;
  let part: { index: number; of: number } | undefined;
  for (const word of words.filter(Boolean)) {
    const split = /^-?(patch)?(v\d{1,4}(?:\.\d{1,3})?)?(\d{1,5}\/\d{1,5})?$/i.exec(word);
    const version = split?.[2]?.slice(1);
    if (!split || (version !== undefined && isStableTree(version))) {
      tags.push(word);
      continue;
    }
    if (split[1]) isPatch = true;
    if (version !== undefined) revision = Number.parseFloat(version);
    const [index, of] = (split[3] ?? "").split("/").map(Number);
    if (split[3] && index !== undefined && of !== undefined && index <= of) part = { index, of };
  }
  const bare = isPatch ? null : bareTag.exec(rest);
  if (bare) {
    isPatch = true;
    revision ??= bare[1] === undefined ? undefined : Number(bare[1]);
    const [index = 1, of = 0] = (bare[2] ?? bare[3] ?? "1/0").split("/").map(Number);
    if (!part && index <= of) part = { index, of };
  }
  const suffix = revision === undefined ? /\s\(v(\d{1,3})\)$/i.exec(rest.trimEnd()) : null;
  if (suffix) {
    revision = Number(suffix[1]);
    rest = rest.trimEnd().slice(0, suffix.index);
  }
  return {
    words: rest.trim(),
    key: rest.trim().replace(bareTag, "").toLowerCase().replace(/\s+/g, " "),
    tags,
    revision: revision ?? 1,
    hasRevision: revision !== undefined,
    ...(part && { part }),
    isPatch,
    isReply,
  };
}

/**
 * A tag without its brackets: "PATCH v2: words", "PATCH 1/2 words". For git it is a part of the
 * subject; a sentence that begins with the word goes on otherwise.
 */
const bareTag =
  /^(?:RFC )?PATCH(?: v(\d{1,3})(?: (\d{1,4}\/\d{1,4}))?[: ]| (\d{1,4}\/\d{1,4})[: ]|:)\s*/;

/** "v6.1" names a stable tree; re-rolls with a dot ("v11.1") come late in a long series. */
const isStableTree = (version: string): boolean => /^[4-7]\.\d/.test(version);

/**
 * What two subjects of one discussion have in common: the words, without prefixes, tags and case.
 */
export const subjectKey = (subject: string): string => parseSubject(subject).key;
