// SPDX-License-Identifier: MIT
// Mailers that answer on top quote below a copy of the headers, without a mark on any line.
import type { QuotedLine } from "./quote";

/** The lines [first, end) of such a header block; `end` is where the quoted mail begins. */
export interface HeaderQuote {
  readonly first: number;
  readonly end: number;
  /** The value of its From line. */
  readonly from: string;
}

const markWords = [
  ...["original message", "forwarded message", "ursprüngliche nachricht", "message d'origine"],
  ...["mensaje original", "original appointment", "исходное сообщение", "原始邮件", "原始郵件"],
];
const mark = new RegExp(`^-{2,}\\s?(?:${markWords.join("|")})\\s?-{2,}\\s*$`, "i");
const fromWords = /^\s?\*?(?:From|Von|De|Da|Od|От|发件人|寄件者)\s?[:：]\*?\s{0,4}(\S.{0,300})$/;
/** Only mailers write these; git's own header lines in a body are From, Date and Subject. */
const mailerWords = ["Sent", "To", "Cc", "Gesendet", "An", "Envoyé", "À", "Enviado", "Para"].concat(
  [...["Отправлено", "Кому", "发送时间", "收件人", "抄送"]],
);
const otherWords = ["Date", "Subject", "Betreff", "Objet", "Asunto", "Тема", "主题", "日期"];
const wordOf = (words: readonly string[]): RegExp =>
  new RegExp(`^\\s?\\*?(?:${words.join("|")})\\s?[:：]`);
const mailerLine = wordOf(mailerWords);
const headerLine = wordOf([...mailerWords, ...otherWords]);

/** Finds the header blocks below which a whole mail is quoted without marks. */
export function findHeaderQuotes(
  lines: readonly { readonly quoteDepth: number; readonly unquoted: string }[],
): readonly HeaderQuote[] {
  const found: HeaderQuote[] = [];
  for (let at = 0; at < lines.length; at++) {
    const from = fromWords.exec(lines[at]?.unquoted ?? "");
    const depth = lines[at]?.quoteDepth ?? 0;
    if (!from || at === 0) continue;
    let end = at + 1;
    let others = 0;
    const above = lines[at - 1]?.unquoted ?? "";
    let isMailer = mark.test(above);
    const first = isMailer || /^_{10,}\s*$/.test(above) ? at - 1 : at;
    // A long list of recipients is folded over many lines.
    while (end < lines.length && end < at + 60 && lines[end]?.quoteDepth === depth) {
      const text = lines[end]?.unquoted ?? "";
      if (!text.trim() || fromWords.test(text)) break;
      if (headerLine.test(text)) others++;
      isMailer ||= mailerLine.test(text);
      end++;
    }
    if (others < 2 || !isMailer) continue;
    found.push({ first, end, from: from[1] ?? "" });
    at = end;
  }
  return found;
}

/**
 * Counts what stands below such a block as one level deeper than the block itself; a mail that is
 * no answer may begin with headers of its own.
 */
export function quoteBelowHeaders(lines: QuotedLine[], isReply: boolean): QuotedLine[] {
  if (!isReply) return lines;
  const blocks = findHeaderQuotes(lines);
  if (!blocks.length) return lines;
  let more = 0;
  let next = 0;
  return lines.map((line, at) => {
    const block = blocks[next];
    if (block && at >= block.end) {
      // Below marks of its own a block was quoted as a part of something else.
      if (lines[block.first]?.quoteDepth === 0) more++;
      next++;
    }
    const depth = line.quoteDepth + more;
    return more ? line.as(line.text, depth, line.unquoted) : line;
  });
}
