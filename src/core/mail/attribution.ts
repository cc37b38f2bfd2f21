// SPDX-License-Identifier: MIT
import { parseAuthor } from "./address";
import { attributionLinesMax } from "./limits";
import type { Author, BodyLine } from "./message";
import { findHeaderQuotes } from "./outlook";

/** "On DATE, NAME wrote:": the lines [first, end) of a body say who wrote the next deeper quote. */
export interface Attribution {
  readonly first: number;
  readonly end: number;
  readonly depth: number;
  readonly author: Author;
}

/** How the mailers of kernel lists end an attribution; most write English. */
const verbWords = [
  ...[
    "wrote",
    "writes",
    "said",
    "schrieb",
    "a écrit",
    "écrit",
    "ha scritto",
    "escribió",
    "escreveu",
    "skrev",
  ],
  ...["schreef", "написал", "написала", "пишет", "写道", "寫道"],
];
const verbs = new RegExp(`(?:^|\\s)(?:${verbWords.join("|")})\\s?[:：]?$`);
/** "Am DATE schrieb NAME:" */
const verbThenName =
  /^(?:Am|Den|Op|Dne|W dniu)\s.*\d.*\s(?:schrieb|skrev|schreef|napsal|napisał)\s(.*):$/;
const verbTail = /\s?(?:via|to|in)\s[^:]{1,120}$/;
/** "* NAME <address> [DATE]:" of mutt's default. */
const bracketedDate = /^\* .* \[\d{6} \d{1,2}:\d{2}\]:$/;
const time = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?`;
const zone = String.raw`(?:\s?(?:[+-]\d{0,4}|[A-Z]{2,4}\b))?(?:\s?\([A-Za-z+\d ]{1,20}\))?`;
const clock = new RegExp(time + zone, "g");
const calendar = /\b(?:(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\b/g;

/** Asked for by several readers of one body; kept as long as it is. */
const known = new WeakMap<readonly BodyLine[], readonly Attribution[]>();

/** Finds the attribution lines of a body, in order. */
export function findAttributions(body: readonly BodyLine[]): readonly Attribution[] {
  const before = known.get(body);
  if (before) return before;
  const found: Attribution[] = [];
  known.set(body, found);
  const blocks = findHeaderQuotes(body);
  // Where the next line that may end an attribution stands: most lines are not even near one.
  let end = -1;
  for (let at = 0; at < body.length; at++) {
    if (end < at) end = nextEnd(body, at);
    if (end < 0) break;
    if (end >= at + attributionLinesMax) {
      at = end - attributionLinesMax;
      continue;
    }
    const attribution = attributionAt(body, at);
    if (!attribution) continue;
    found.push(attribution);
    at = attribution.end - 1;
  }
  for (const { first, end, from } of blocks) {
    const depth = body[first]?.quoteDepth ?? 0;
    if (!leadsDeeper(body, end, depth)) continue;
    found.push({ first, end, depth, author: parseAuthor(from, "attribution") });
  }
  if (blocks.length) found.sort((a, b) => a.first - b.first);
  return found;
}

function nextEnd(body: readonly BodyLine[], from: number): number {
  for (let at = from; at < body.length; at++) if (mayEnd(body[at]?.unquoted ?? "")) return at;
  return -1;
}

const lastWords = new Set(verbWords.map((verb) => verb.slice(verb.lastIndexOf(" ") + 1)));
const lastLetters = new Set([...lastWords].map((word) => word.charCodeAt(word.length - 1)));

/** Whether a line ends with a colon or the last word of a verb. */
function mayEnd(text: string): boolean {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) <= 0x20) end--;
  const last = text.charCodeAt(end - 1);
  if (last === 0x3a || last === 0xff1a) return true;
  if (!lastLetters.has(last)) return false;
  return lastWords.has(text.slice(text.lastIndexOf(" ", end - 1) + 1, end));
}

function attributionAt(body: readonly BodyLine[], at: number): Attribution | undefined {
  const first = body[at];
  if (!first || !mayBegin(first.unquoted)) return undefined;
  let text = "";
  for (let end = at; end < body.length && end < at + attributionLinesMax; end++) {
    const line = body[end];
    if (line?.quoteDepth !== first.quoteDepth || !line.unquoted.trim()) return undefined;
    text = `${text} ${line.unquoted.trim()}`.trim().slice(0, 600);
    if (!endsAttribution(text)) continue;
    if (!leadsDeeper(body, end + 1, first.quoteDepth)) return undefined;
    const author = authorOf(text);
    return author && { first: at, end: end + 1, depth: first.quoteDepth, author };
  }
  return undefined;
}

/** Diff lines, list items and indented code never begin an attribution. */
const mayBegin = (text: string): boolean => /^[\p{L}\d"'<(*=?[]/u.test(text);

const endsAttribution = (text: string): boolean =>
  verbs.test(text) ||
  (text.length < 300 && verbThenName.test(text)) ||
  (text.length < 200 && bracketedDate.test(text));

function leadsDeeper(body: readonly BodyLine[], from: number, depth: number): boolean {
  for (let at = from; at < body.length && at < from + 3; at++) {
    const line = body[at];
    if (!line) return false;
    if (line.quoteDepth > depth) return true;
    // Reviewers mark at once that they left lines out.
    if (line.unquoted.trim() && !/^\s*[[<]?\.{2,}[\]>]?\s*$/.test(line.unquoted)) return false;
  }
  return false;
}

/** The name between the date and the verb; the whole text where there is no date. */
function authorOf(text: string): Author | undefined {
  if (bracketedDate.test(text))
    return parseAuthor(text.slice(2, text.lastIndexOf("[")), "attribution");
  const behindVerb = verbThenName.exec(text.slice(0, 300))?.[1];
  if (behindVerb) return parseAuthor(behindVerb, "attribution");
  let name = text.replace(verbs, "").replace(verbTail, "").trim();
  const dated = Math.max(endOfLast(clock, name), endOfLast(calendar, name));
  const behind = dated > 0 ? name.slice(dated).replace(/^[\s,;:)\]-]+/, "") : name;
  // "NAME <address> on DATE wrote:" puts the name first.
  name = behind || name.slice(0, name.search(/\s(?:on|\[)/i) + 1).trim();
  name = name.replace(/^(?:On|Quoting|\*|Am|Le|El)\s/i, "").replace(/[,:;]$/, "");
  name = name.replace(/^(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+/, "");
  if (!name || name.length > 200 || name.split(/\s+/).length > 12) return undefined;
  return parseAuthor(name, "attribution");
}

function endOfLast(pattern: RegExp, text: string): number {
  let end = 0;
  for (const found of text.matchAll(pattern)) end = found.index + found[0].length;
  return end;
}
