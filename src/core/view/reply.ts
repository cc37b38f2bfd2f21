// SPDX-License-Identifier: MIT
// A draft of an answer: quoted as kernel lists quote, addressed as an answer to all.
import type { Message } from "../mail";

/** More of a long hunk than this is not needed to know what an answer is about. */
const quotedLinesMax = 30;
const quotedTail = 14;
/** Attribution lines kept, the deepest quote of a thread included. */
const attributionsMax = 6;
const headerLengthMax = 2000;

export interface ReplyAsked {
  /** The message that is answered, with its body. */
  readonly message: Message;
  /** The lines of its head, as they stand in the source. */
  readonly head: readonly string[];
  /** Lines of the source to quote, counted from 1, both included. */
  readonly fromLine: number;
  readonly toLine: number;
  readonly text: string;
}

/** The whole draft as a mail; nobody's From, since nothing here knows the reader. */
export function replyDraft({ message, head, fromLine, toLine, text }: ReplyAsked): string {
  const { author, subject, idKind, id, references } = message;
  const to = author.address === undefined ? "" : addressOf(author.name, author.address);
  const answered = /^re:/i.test(subject) ? subject : `Re: ${subject}`;
  const chain = [...references.filter((one) => one !== id), id].map((one) => `<${one}>`);
  const others = [headerOf(head, "to"), headerOf(head, "cc")].filter(Boolean).join(", ");
  const headers = [
    ...(to ? [`To: ${to}`] : []),
    ...(others ? [`Cc: ${clean(others)}`] : []),
    `Subject: ${encoded(clean(answered))}`,
    ...(idKind === "header"
      ? [`In-Reply-To: <${clean(id)}>`, `References: ${chain.map(clean).join("\n ")}`]
      : []),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
  ];
  const said = text.replaceAll("\r\n", "\n").trimEnd();
  const quote = quoteOf(message, fromLine, toLine);
  return `${headers.join("\n")}\n\n${attribution(message)}\n${quote.join("\n")}\n\n${said}\n`;
}

function attribution({ author, date }: Message): string {
  const when = date.precision === "unknown" ? "" : `On ${date.value.slice(0, 10)}, `;
  return `${when}${clean(author.name) || "the author"} wrote:`;
}

function quoteOf(message: Message, fromLine: number, toLine: number): readonly string[] {
  const { body } = message;
  // Who said what deeper down is said by lines above.
  const names = body
    .filter(({ text, span }) => span.line < fromLine && /\bwrote:\s*$/.test(text))
    .slice(-attributionsMax);
  const told = body.filter(({ span }) => fromLine <= span.line && span.line <= toLine);
  const long = quotedLinesMax < told.length;
  const first = long ? told.slice(0, quotedLinesMax - quotedTail) : told;
  return [
    ...names.map(({ text }) => quoted(text)),
    ...((names.at(-1)?.span.line ?? fromLine) < fromLine - 1 ? ["[...]"] : []),
    ...first.map(({ text }) => quoted(text)),
    ...(long ? ["[...]", ...told.slice(-quotedTail).map(({ text }) => quoted(text))] : []),
  ];
}

/** One mark more in front; an empty line gets no trailing blank. */
const quoted = (text: string): string => (text === "" ? ">" : `> ${text.replaceAll("\r", "")}`);

/** A header of a raw head, unfolded. */
function headerOf(head: readonly string[], name: string): string {
  const at = head.findIndex((line) => line.toLowerCase().startsWith(`${name}:`));
  if (at < 0) return "";
  let value = (head[at] ?? "").slice(name.length + 1).trim();
  for (const line of head.slice(at + 1)) {
    if (!/^[ \t]/.test(line) || headerLengthMax < value.length) break;
    value += ` ${line.trim()}`;
  }
  return value.slice(0, headerLengthMax);
}

/** A header is one line: whatever could begin another one goes. */
const clean = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").slice(0, headerLengthMax);

function addressOf(name: string, address: string): string {
  const plain = clean(name).replaceAll('"', "'").trim();
  if (!plain) return clean(address);
  const phrase = /^[\w .'-]+$/.test(plain) ? plain.replace(/^.*\..*$/, '"$&"') : encoded(plain);
  const quotedPhrase = /[,;:<>@()[\]\\]/.test(phrase) && !phrase.startsWith("=?");
  return `${quotedPhrase ? `"${phrase}"` : phrase} <${clean(address).replace(/[<>\s,]/g, "")}>`;
}

/** RFC 2047 for what is not ASCII, in words of at most 75 characters. */
function encoded(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let word = "";
  for (const character of text.replace(/\p{Cs}/gu, "\ufffd")) {
    const safe = /^[A-Za-z0-9]$/.test(character);
    const bytes = safe
      ? character
      : character.charCodeAt(0) < 0x80
        ? `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`
        : encodeURIComponent(character).replaceAll("%", "=");
    if (60 < word.length + bytes.length) {
      words.push(word);
      word = "";
    }
    word += bytes;
  }
  return [...words, word].map((one) => `=?UTF-8?Q?${one}?=`).join("\n ");
}
