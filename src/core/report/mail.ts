// SPDX-License-Identifier: MIT
import type { BodyLine, Message } from "../mail";
import type { Hunk, HunkLine, Patch } from "../patch";
import { ranText, type Examination, type Opened, type PatchExamination } from "../review";
import { findingsOf, questionsOf, type Finding, type Question } from "./findings";
import { spelled, wrap } from "./wrap";

/** What fits a terminal of eighty columns when it was quoted a few times. */
const mailColumns = 72;
/** A longer reply is not read. */
const findingsMax = 6;
/** Lines of the patch above and below what a question is about. */
const quotedAround = 2;

/**
 * Writes one patch's findings as a reply to the mail that carries it.
 * - Shape: headers, then quotes as they stand in that mail, each with a question, the steps of a
 *   run that raise it, and the command that repeats the run.
 * - Errors: a text without a message to answer becomes a mail of its own.
 * - Source: RFC 5322 sections 3.6.4 and 3.6.5 (In-Reply-To, References, Re:).
 */
export function replyMail(
  examination: Examination,
  opened: Opened,
  patch: PatchExamination,
  sourceName: string,
): string {
  const read = opened.patches.find(({ number }) => number === patch.number);
  const message = opened.messages.find(({ id }) => id === read?.source.messageIds[0]);
  const findings = questionsOf(findingsOf(patch)).slice(0, findingsMax);
  const quotes = findings.map((one) => (read ? quotesOf(one, read, message) : []));
  const lines = [
    ...headerLines(message, patch),
    "",
    ...introduction(message),
    ...findings.flatMap((finding, index) => [
      ...quotedOnce(quotes[index] ?? [], quotes[index - 1] ?? []),
      ...findingLines(finding, sourceName),
    ]),
    ...(findings.length ? [] : nothingLines(patch)),
    ...closing(examination, patch),
  ];
  return `${lines.join("\n")}\n`;
}

function headerLines(message: Message | undefined, patch: PatchExamination): string[] {
  const subject = spelled(message?.subject ?? patch.subject);
  const isReal = message?.idKind === "header";
  const to = message?.author.address;
  const name = spelled(message?.author.name ?? "").replace(/["\\<>]/g, "");
  return [
    ...(to ? [`To: ${name ? `${quotedName(name)} ` : ""}<${spelled(to)}>`] : []),
    `Subject: ${/^re:/i.test(subject) ? subject : `Re: ${subject}`}`,
    ...(isReal ? [`In-Reply-To: <${message.id}>`] : []),
    ...(isReal ? referenceLines([...message.references, message.id]) : []),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
  ];
}

const quotedName = (name: string): string => (/^[\w .'-]*$/.test(name) ? name : `"${name}"`);

/** One id a line: they can be long, and a header line has an end. */
const referenceLines = (ids: readonly string[]): string[] =>
  [...new Set(ids)].slice(-20).map((id, index) => `${index ? " " : "References: "}<${id}>`);

function introduction(message: Message | undefined): string[] {
  if (!message) return [];
  const date =
    message.date.precision === "unknown" ? "" : `On ${message.date.value.slice(0, 10)}, `;
  return [...fitted(`${date}${message.author.name || "somebody"} wrote:`)];
}

/** What was just quoted is not quoted again. */
const quotedOnce = (quotes: readonly string[], before: readonly string[]): readonly string[] =>
  quotes.length && quotes.join("\n") === before.join("\n") ? ["", "On the same lines:"] : quotes;

function findingLines(finding: Question, sourceName: string): string[] {
  const command = ["hunkscope", "simulate", sourceName, ...finding.replay].map(shellWord);
  return [
    "",
    ...fitted(finding.question),
    ...finding.besides.flatMap((text) => ["", ...fitted(text)]),
    ...(finding.assumptions.length
      ? ["", ...finding.assumptions.flatMap((text) => fitted(`Assumed: ${text}.`))]
      : []),
    ...(finding.trace.length
      ? ["", ...finding.trace.flatMap((text) => wrap(text, 4, 2, mailColumns))]
      : []),
    "",
    ...commandLines(command),
  ];
}

/** A command over several lines, as a shell takes it; a word is never cut, however long. */
function commandLines(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    // Room for the backslash that joins two lines.
    if (last !== undefined && last.length + 1 + word.length <= mailColumns - 2)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${" ".repeat(lines.length ? 8 : 4)}${spelled(word)}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}

const shellWord = (word: string): string =>
  /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;

const fitted = (text: string): string[] => wrap(text, 0, 0, mailColumns);

/** The lines of the patch a finding is about and those around them, as the mail has them. */
function quotesOf(finding: Finding, patch: Patch, message: Message | undefined): string[] {
  const hunks = patch.files.flatMap(({ hunks: own }) => own);
  const quoted: string[] = [];
  for (const hunk of hunks) {
    const wanted = finding.lines.flatMap(({ place }) =>
      place.hunk === hunk.id && place.hunkLine !== undefined ? [place.hunkLine] : [],
    );
    if (!wanted.length) continue;
    const first = Math.max(0, Math.min(...wanted) - quotedAround);
    const last = Math.min(hunk.lines.length - 1, Math.max(...wanted) + quotedAround);
    // Lines that came without a head are quoted without one.
    if (hunk.oldCount || hunk.newCount) quoted.push(quotedLine(headOf(hunk, message)));
    for (let index = first; index <= last; index++) {
      const line = hunk.lines[index];
      if (line) quoted.push(quotedLine(verbatim(line, message) ?? markOf(line) + line.text));
    }
  }
  return quoted.length ? ["", ...quoted] : [];
}

const markOf = ({ kind }: HunkLine): string =>
  kind === "added" ? "+" : kind === "removed" ? "-" : " ";

const headOf = (hunk: Hunk, message: Message | undefined): string =>
  bodyLineAt([hunk.span, ...(hunk.quotedAt ?? [])], message)?.text ??
  `@@ -${hunk.oldStart},${hunk.oldCount} +${hunk.newStart},${hunk.newCount} @@ ${hunk.section}`;

const verbatim = (line: HunkLine, message: Message | undefined): string | undefined =>
  bodyLineAt(line.sources, message)?.text;

function bodyLineAt(
  spans: HunkLine["sources"],
  message: Message | undefined,
): BodyLine | undefined {
  return message?.body.find(({ span }) =>
    spans.some((one) => one.source === span.source && one.line === span.line),
  );
}

/** A quote of a quote needs no second blank. */
const quotedLine = (text: string): string =>
  (text.startsWith(">") ? `>${text}` : `> ${text}`).replace(/[\r\n]+/g, "").trimEnd();

function nothingLines(patch: PatchExamination): string[] {
  const { scenarios, unrelated, coverage } = patch;
  return [
    "",
    ...fitted(patch.headline),
    "",
    ...fitted(
      `That rests on ${counted(scenarios.length + unrelated.length, "scenario")}, ` +
        `${scenarios.length} of them with what the patch changes, ${ranText(coverage)}, ` +
        `and ${counted(patch.assumptions.length, "assumption")}.`,
    ),
  ];
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? "" : "s"}`;

function closing({ ranOn }: Examination, { assumptions, placements }: PatchExamination): string[] {
  const absent = placements.filter(({ role, kind }) => role === "subject" && kind === "absent");
  return [
    "",
    ...fitted(`Ran on ${ranOn}.`),
    ...(absent.length
      ? fitted(`Not in the model, and not run: hunk ${absent.map((one) => one.hunk).join(", ")}.`)
      : []),
    ...assumptions.flatMap(({ id, text }) => fitted(`${id}: ${text}`)),
  ];
}
