// SPDX-License-Identifier: MIT
// Answers as reviewers and their mailers write them, over a patch mail whose lines are known: each
// line made says which line of the patch it repeats, or which comment it begins.
import { wrap, type Dice } from "./damage";

/** One line of a mail that is being made. */
export interface MadeLine {
  readonly text: string;
  /** The row of the patch mail's body it repeats. */
  readonly row?: number;
  /** The comment whose words it holds. */
  readonly comment?: Comment;
}

/** Words somebody writes below a quoted line. */
export interface Comment {
  readonly text: string;
  /** The row of the patch mail the words are about; none where they stand on top. */
  readonly about: number | undefined;
  /** How deep the patch is quoted where they are written; 0 on top. */
  readonly depth: number;
}

export interface MadeMail {
  readonly author: string;
  readonly headers: readonly string[];
  readonly lines: readonly MadeLine[];
  readonly comments: readonly Comment[];
  /** What was done to it, for whoever looks at what went wrong. */
  readonly how: string;
}

const marks = ["> ", "> ", ">", "| ", "name"] as const;
const damages = ["none", "none", "none", "flowed", "wrapped", "torn", "tabs", "stripped"] as const;
const layouts = ["below", "below", "below", "top", "outlook"] as const;
const names = ["Ada Reviewer", "Ben Maintainer", "Cleo Tester", "Dora Author"] as const;
const trimMarks = ["[...]", "<snip>", "...", "[snip]"] as const;
const words = [
  "Is the lock held here?",
  "This wants a comment, the next reader will stumble over it.",
  "Why not return early, as the function above does it already?",
  "Please split that off, it has nothing to do with what the subject says.",
  "What happens when the device goes away in between, who drops the reference?",
  "I would rather see the helper used.",
  "nit: one blank line is enough.",
] as const;

const pick = <T>(from: readonly T[], roll: Dice): T => from[roll(from.length)] as T;
/** How deep the patch is quoted in an answer to a mail. */
type Depths = ReadonlyMap<MadeLine, number>;

/** The patch mail an answer's lines are taken from. */
export interface Original {
  readonly lines: readonly MadeLine[];
  /** The rows one can write below: lines of hunks with a word on them. */
  readonly points: ReadonlySet<number>;
}

/** A chain of answers, each to the one before; `depth` of them. */
export function repliesTo(original: Original, depth: number, roll: Dice): readonly MadeMail[] {
  const mails: MadeMail[] = [];
  let parent = original.lines;
  let depths: Depths = new Map(parent.map((line) => [line, 0]));
  let parentName = "Patch Author";
  let count = 0;
  for (let at = 0; at < depth; at++) {
    const author = names[at % names.length] as string;
    const style: Style = {
      mark: pick(marks, roll),
      damage: pick(damages, roll),
      layout: pick(layouts, roll),
      hasAttribution: roll(5) > 0,
      parentName,
    };
    const made = answer(original, parent, depths, style, at === 0, () => ++count, roll);
    const how = `${style.layout}, ${JSON.stringify(style.mark)}, ${style.damage}`;
    const rest = style.hasAttribution ? how : `${how}, unattributed`;
    mails.push({
      author,
      headers: made.headers,
      lines: made.lines,
      comments: made.comments,
      how: rest,
    });
    if (style.layout === "outlook") break;
    parent = made.lines;
    depths = made.depths;
    parentName = author;
  }
  return mails;
}

interface Style {
  readonly mark: (typeof marks)[number];
  readonly damage: (typeof damages)[number];
  readonly layout: (typeof layouts)[number];
  readonly hasAttribution: boolean;
  readonly parentName: string;
}

function answer(
  { points }: Original,
  parent: readonly MadeLine[],
  depths: Depths,
  style: Style,
  isFirst: boolean,
  next: () => number,
  roll: Dice,
): { lines: MadeLine[]; depths: Depths; comments: Comment[]; headers: string[] } {
  const lines: MadeLine[] = [];
  const deeper = new Map<MadeLine, number>();
  const comments: Comment[] = [];
  const own = (text: string): void => {
    const line = { text };
    lines.push(line);
    deeper.set(line, 0);
  };
  const say = (about: number | undefined, depth: number): void => {
    const comment = { text: `${pick(words, roll)} (${next()})`, about, depth };
    comments.push(comment);
    if (roll(4)) own("");
    const line = { text: comment.text, comment };
    lines.push(line);
    deeper.set(line, 0);
    if (roll(3) === 0) own(pick(words, roll));
    if (roll(6)) own("");
  };
  if (style.layout !== "below") say(undefined, 0);
  if (style.layout === "outlook") {
    own("-----Original Message-----");
    own(`From: ${style.parentName} <someone@example.org>`);
    for (const text of ["Sent: Monday, July 4, 2022 10:00 AM", "To: Somebody", "Subject: lamp", ""])
      own(text);
  } else if (style.hasAttribution)
    own(`On Mon, 4 Jul 2022 10:00:00 +0000, ${style.parentName} wrote:`);
  const quote = (line: MadeLine): void => {
    const depth = (depths.get(line) ?? 0) + 1;
    for (const made of quoted(line, style, roll)) {
      lines.push(made);
      deeper.set(made, depth);
    }
  };
  const canSay = parent
    .map((line, at) => ({ line, at }))
    .filter(({ line }) => line.row !== undefined && points.has(line.row) && isFull(line));
  const isInline = style.layout === "below" && canSay.length > 0;
  const chosen = new Set<number>();
  for (let count = isInline ? 1 + roll(isFirst ? 4 : 2) : 0; count > 0; count--)
    chosen.add(pick(canSay, roll).at);
  const kept = keptOf(parent.length, [...chosen], style, roll);
  let isCut = false;
  for (const [at, line] of parent.entries()) {
    if (!kept[at]) {
      isCut = true;
      continue;
    }
    if (isCut && lines.length > 0 && roll(2)) own(pick(trimMarks, roll));
    isCut = false;
    quote(line);
    if (chosen.has(at) && line.row !== undefined) say(line.row, (depths.get(line) ?? 0) + 1);
  }
  // Mailers that write flowed text quote by its own rules.
  const isFlowed = style.damage === "flowed" && style.mark.startsWith(">");
  const headers = isFlowed ? ["Content-Type: text/plain; charset=UTF-8; format=flowed"] : [];
  const made = style.damage === "flowed" ? lines.map((line) => stuffed(line, deeper)) : lines;
  return { lines: made, depths: deeper, comments, headers };
}

/** A line that was quoted whole: what follows a torn one is not below it. */
const isFull = ({ text }: MadeLine): boolean => /\w{3}/.test(text);

/** Which lines of the mail an answer repeats. */
function keptOf(count: number, points: readonly number[], style: Style, roll: Dice): boolean[] {
  const isWhole = style.layout !== "below" || !points.length || roll(3) === 0;
  const kept = new Array<boolean>(count).fill(isWhole);
  if (isWhole) return kept;
  for (const point of points) {
    const above = 3 + roll(25);
    for (let at = Math.max(0, point - above); at <= point; at++) kept[at] = true;
    const below = roll(3) ? 0 : roll(12);
    for (let at = point; at <= Math.min(count - 1, point + below); at++) kept[at] = true;
  }
  return kept;
}

/** A line as its mailer quotes it, and breaks or eats of it. */
function quoted(line: MadeLine, style: Style, roll: Dice): readonly MadeLine[] {
  if (style.layout === "outlook") return [line];
  const mark = style.mark === "name" ? `${style.parentName.split(" ")[0]}> ` : style.mark;
  const eaten =
    style.damage === "tabs"
      ? line.text.replace(/\t/g, " ")
      : style.damage === "stripped"
        ? line.text.trimEnd()
        : line.text;
  const whole = `${mark}${eaten}`;
  const text = style.damage === "stripped" || (!eaten && roll(2)) ? whole.trimEnd() : whole;
  const isLong = style.damage === "wrapped" || style.damage === "torn";
  const parts = isLong ? wrap(text, 76) : [text];
  const { row } = line;
  const of = row === undefined ? {} : { row };
  return parts.map((part, at) => ({
    ...of,
    text: at > 0 && style.damage === "wrapped" ? `${mark}${part}` : part,
  }));
}

/** What a mailer of flowed text does to a line that begins with a blank. */
function stuffed(line: MadeLine, deeper: Map<MadeLine, number>): MadeLine {
  if (!/^(?: |From )/.test(line.text)) return line;
  const made = { ...line, text: ` ${line.text}` };
  deeper.set(made, deeper.get(line) ?? 0);
  return made;
}
