// SPDX-License-Identifier: MIT

/** What a subject line says besides its words. */
export interface SubjectParts {
  /** Without reply prefixes and bracketed tags. */
  readonly words: string;
  /** Words in brackets other than PATCH, the revision and the part: RFC, RESEND, a tree's name. */
  readonly tags: readonly string[];
  readonly revision: number;
  readonly part?: { readonly index: number; readonly of: number };
  readonly isPatch: boolean;
  readonly isReply: boolean;
}

/** Reply and forward prefixes of English and localised mailers. */
const replyWords = [
  ...["re", "aw", "sv", "antw", "vs", "ref", "rif", "fwd?", "wg", "tr", "odp", "ynt"],
  ...["回复", "回覆", "答复", "答覆", "转发", "轉寄"],
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
  let revision = 1;
  let part: { index: number; of: number } | undefined;
  for (const word of words.filter(Boolean)) {
    const split = /^(patch)?(v\d{1,4}(?:\.\d{1,3})?)?(\d{1,5}\/\d{1,5})?$/i.exec(word);
    if (!split) {
      tags.push(word);
      continue;
    }
    if (split[1]) isPatch = true;
    if (split[2]) revision = Number.parseFloat(split[2].slice(1));
    const [index, of] = (split[3] ?? "").split("/").map(Number);
    if (split[3] && index !== undefined && of !== undefined && index <= of) part = { index, of };
  }
  return { words: rest.trim(), tags, revision, ...(part && { part }), isPatch, isReply };
}

/**
 * What two subjects of one discussion have in common: the words, without prefixes, tags and case.
 */
export const subjectKey = (subject: string): string =>
  parseSubject(subject).words.toLowerCase().replace(/\s+/g, " ");
