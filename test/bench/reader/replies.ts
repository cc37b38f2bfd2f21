// SPDX-License-Identifier: MIT
// Held out: answers nobody wrote, to patches that are known, in the ways reviewers and mailers
// quote. What each line repeats and each comment is about is known from the making, so no second
// reader is needed to tell; the seeds are used by no test.
import { readdirSync, readFileSync } from "node:fs";
import { buildThreads, readSources } from "../../../src/core/mail";
import { readPatches, type CommentAnchor, type ReviewComment } from "../../../src/core/patch";
import { dice } from "../../support/damage";
import { repliesTo, type Comment, type MadeMail, type Original } from "../../support/replies";
import { boxes, heading, note, readAll } from "./mail";
import { eachMessage, scoreAll } from "./quotes";
import { Table, type Column } from "./table";

const firstSeed = 7_000_000;
const seed = Number(process.argv.find((word) => word.startsWith("--seed="))?.slice(7) ?? 0);
const verbose = process.argv.includes("--verbose");
/** One chain alone, its mails printed: `--chain=PATCH/TURN`. */
const only = process.argv.find((word) => word.startsWith("--chain="))?.slice(8);
const repliesPerPatch = 12;
const patchesMax = 80;
const linesMax = 400;

/** A patch mail sent again: where its hunks' lines stand is known from reading it alone. */
interface Known extends Original {
  readonly text: string;
  readonly headerLines: number;
  /** Rows of the body that are lines of hunks. */
  readonly hunkRows: ReadonlySet<number>;
}

const source = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

function mailText(id: string, subject: string, from: string, more: string[], lines: string[]) {
  const headers = [`From: ${from} <${id}@example.org>`, `Subject: ${subject}`];
  const all = [...headers, `Message-ID: <${id}@example.org>`, ...more, ""];
  return { text: [...all, ...lines, ""].join("\n"), headerLines: all.length };
}

function knownFrom(body: readonly string[], at: number): Known | undefined {
  const { text, headerLines } = mailText(
    `p${at}`,
    `[PATCH] lamp: patch ${at}`,
    "Patch Author",
    [],
    [...body],
  );
  const { patches } = readAll("p", new TextEncoder().encode(text));
  const hunks = patches[0]?.files.flatMap((file) => file.hunks) ?? [];
  if (patches.length !== 1 || !hunks.length || body.length > linesMax) return undefined;
  if (hunks.some(({ state }) => state !== "whole")) return undefined;
  const hunkRows = new Set<number>();
  for (const { lines } of hunks)
    for (const { sources } of lines)
      for (const { line } of sources) hunkRows.add(line - headerLines - 1);
  const points = new Set([...hunkRows].filter((row) => /\w{3}/.test(body[row] ?? "")));
  return {
    ...{ text, headerLines, hunkRows, points },
    lines: body.map((words, row) => ({ text: words, row })),
  };
}

/** The patch mails of the boxes and of our own fixtures, as many of each kind as there are. */
function knownPatches(): readonly Known[] {
  const bodies: (readonly string[])[] = [];
  const fixtures = "test/corpus/mail";
  const own = readdirSync(fixtures).filter((name) => /\.(?:eml|patch|mbox)$/.test(name));
  const sources = own.map((name) => ({ name, bytes: readFileSync(`${fixtures}/${name}`) }));
  for (const box of [...sources, ...boxes()]) {
    const { messages, patches } = readAll(box.name, box.bytes);
    const carried = new Set(
      patches
        .filter(({ source: { kind, depths } }) => kind === "message" && depths[0] === 0)
        .map(({ source: { messageIds } }) => messageIds[0]),
    );
    for (const { id, body } of messages)
      if (carried.has(id)) bodies.push(body.map(({ text }) => text));
  }
  const all = bodies.flatMap((body, at) => knownFrom(body, at) ?? []);
  const every = Math.max(1, Math.floor(all.length / patchesMax));
  return all.filter((_, at) => at % every === 0);
}

export function benchReplies(): void {
  heading("replies: answers made from known patches, each line and comment known by construction");
  const lines = new Table();
  const blocks = new Table();
  const known = knownPatches();
  for (const [at, patch] of known.entries())
    for (let turn = 0; turn < repliesPerPatch; turn++) {
      const roll = dice(firstSeed + seed * 1_000_003 + at * 1_009 + turn);
      const mails = repliesTo(patch, 1 + (turn % 4), roll);
      const name = `${at}/${turn}`;
      if (only !== undefined && only !== name) continue;
      if (only !== undefined)
        for (const { lines: made } of mails) note(made.map((l) => l.text).join("\n") + "\n=====");
      scoreChain(name, patch, known[(at + 1) % known.length] ?? patch, mails, lines, blocks);
    }
  scoreAll(lines, blocks);
}

function scoreChain(
  chain: string,
  patch: Known,
  other: Known,
  mails: readonly MadeMail[],
  lines: Table,
  blocks: Table,
): void {
  const subject = /^Subject: (.*)$/m.exec(patch.text)?.[1] ?? "";
  const first = /^Message-ID: (<.*>)$/m.exec(patch.text)?.[1] ?? "";
  const sources = [source("patch", patch.text)];
  const answer = other.text.replace(/^(Message-ID: .*)$/m, `$1\nIn-Reply-To: ${first}`);
  if (other !== patch) sources.push(source("other", answer));
  const heads = new Map<string, { readonly mail: MadeMail; readonly headerLines: number }>();
  let above = first;
  for (const [at, mail] of mails.entries()) {
    const more = [`In-Reply-To: ${above}`, ...mail.headers];
    const made = mailText(
      `r${at}`,
      `Re: ${subject}`,
      mail.author,
      more,
      mail.lines.map(({ text }) => text),
    );
    sources.push(source(`r${at}`, made.text));
    heads.set(`r${at}`, { mail, headerLines: made.headerLines });
    above = `<r${at}@example.org>`;
  }
  const { value } = readSources(sources);
  const threads = buildThreads(value);
  const reading = { messages: value, threads, ...readPatches(value, threads) };
  for (const { message, place } of eachMessage(reading)) {
    const head = heads.get(message.span.source);
    if (!head) continue;
    const located = place();
    for (const [row, line] of message.body.entries()) {
      const made = head.mail.lines[line.span.line - head.headerLines - 1];
      if (made?.row === undefined || !patch.hunkRows.has(made.row) || !made.text.trim()) continue;
      const text = patch.lines[made.row]?.text ?? "";
      if (!text.trim()) continue;
      const sign = text.startsWith("+") ? "added" : text.startsWith("-") ? "removed" : "context";
      const column = columnOf(located.get(row), made.row + patch.headerLines + 1);
      lines.add(`${sign}, ${depthName(line.quoteDepth)}`, column);
      if (verbose && column !== "right line")
        note(`${column}: ${chain} ${head.mail.how}: ${JSON.stringify(line.text.slice(0, 60))}`);
    }
  }
  const found = reading.comments.flatMap(flat);
  for (const [name, { mail, headerLines }] of heads)
    for (const comment of mail.comments) {
      const line = mail.lines.findIndex((made) => made.comment === comment) + headerLines + 1;
      const anchor = found.find(({ places }) => places.has(`${name} ${line}`))?.anchor;
      scoreComment(comment, anchor, patch, blocks, `${chain} ${name} ${mail.how}`);
    }
}

const depthName = (depth: number): string => (depth === 1 ? "depth 1" : "depth 2+");

function columnOf(anchor: CommentAnchor | undefined, line: number): Column {
  if (!anchor || "unplaced" in anchor) return "unplaced";
  if ("part" in anchor) return "words";
  if (anchor.span.source !== "patch") return "other patch";
  return anchor.span.line === line ? "right line" : "other line";
}

function scoreComment(
  comment: Comment,
  anchor: CommentAnchor | undefined,
  patch: Known,
  table: Table,
  how: string,
): void {
  if (comment.about === undefined) {
    // Words on top are about no line: to place them would be a guess.
    table.add("words on top", !anchor || "unplaced" in anchor ? "right line" : "other line");
    if (verbose && anchor && !("unplaced" in anchor))
      note(`top placed: ${how}: ${comment.text} ${JSON.stringify(anchor)}`);
    return;
  }
  const column = columnOf(anchor, comment.about + patch.headerLines + 1);
  table.add(`own words, ${depthName(comment.depth)}`, column);
  if (verbose && column !== "right line") {
    const wanted = JSON.stringify(patch.lines[comment.about]?.text);
    note(
      `comment ${column}: ${how}: ${comment.text} wants ${wanted}, got ${JSON.stringify(anchor)}`,
    );
  }
}

/** Every comment and answer by the first line of each place it was read from. */
function flat(comment: ReviewComment): { anchor: CommentAnchor; places: ReadonlySet<string> }[] {
  const places = new Set(comment.sources.map(({ source: name, line }) => `${name} ${line}`));
  return [{ anchor: comment.anchor, places }, ...comment.replies.flatMap(flat)];
}
