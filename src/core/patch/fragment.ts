// SPDX-License-Identifier: MIT
// Bare changed lines in a discussion none of whose messages holds the diff itself.
import { append } from "../base";
import { contentInSteps, type ContentBudget, type Message } from "../mail";
import { bareText } from "./align";
import { codeFeatures, looksUnfinished } from "./code-like";
import { fragmentLinesMax } from "./limits";
import type { HunkLine } from "./patch";
import { streamsOf, type StreamLine, type StreamLines } from "./stream";

/** One changed line as one message writes it. */
interface Bare {
  readonly kind: "added" | "removed";
  readonly text: string;
  readonly parts: readonly StreamLine[];
  readonly message: Message;
  readonly depth: number;
}

export interface Fragment {
  readonly lines: readonly HunkLine[];
  /** Indexes into `lines` behind which the text they come from goes on with other words. */
  readonly gaps: readonly number[];
  readonly holders: readonly { readonly message: Message; readonly depth: number }[];
  /** Lines only a wrapped copy of which exists. */
  readonly joined: readonly HunkLine[];
}

/** Lines compared with all others between two steps; some 5 ms. */
const linesGroupedPerStep = 100;
/** Lines looked at for features of C between two steps; some 5 ms. */
const linesAskedPerStep = 4_000;

/** Collects the bare "+" and "-" lines of code in the messages of one discussion. */
export function* findFragment(
  messages: readonly Message[],
  budget: ContentBudget,
): Generator<void, Fragment | undefined> {
  const found: Bare[] = [];
  const holders: { readonly message: Message; readonly depth: number }[] = [];
  for (const message of messages) {
    yield* contentInSteps(message);
    for (const { attachment, depth, lines } of streamsOf(message)) {
      const bare = attachment === undefined ? yield* bareLines(message, depth, lines) : [];
      if (bare.length) holders.push({ message, depth });
      append(found, bare.slice(0, fragmentLinesMax * 4 - found.length));
    }
    budget.done(message);
    yield;
  }
  if (!found.length) return undefined;
  const groups: Bare[][] = [];
  const keys: string[] = [];
  for (const [at, bare] of found.entries()) {
    if (at % linesGroupedPerStep === linesGroupedPerStep - 1) yield;
    const key = bareText(bare.text);
    // A line a copy holds twice stands twice in the patch.
    const group = groups.find(
      (lines, known) =>
        lines[0]?.kind === bare.kind &&
        sameLine(keys[known] ?? "", key) &&
        !lines.some(({ message, depth }) => message === bare.message && depth === bare.depth),
    );
    if (group) group.push(bare);
    else if (groups.length < fragmentLinesMax) {
      groups.push([bare]);
      keys.push(key);
    }
  }
  yield;
  const lines = groups.map(toLine);
  const gaps = groups.flatMap((group, at) => {
    const next = groups[at + 1];
    return next && !follow(group, next) ? [at] : [];
  });
  return {
    lines,
    gaps,
    holders,
    joined: lines.filter(({ confidence }) => confidence === "repaired"),
  };
}

/** Whether in some copy two lines stand directly below one another. */
const follow = (group: readonly Bare[], next: readonly Bare[]): boolean =>
  group.some((above) =>
    next.some(
      (below) =>
        above.message === below.message &&
        (above.parts[above.parts.length - 1]?.row ?? -2) + 1 === below.parts[0]?.row,
    ),
  );

/** The same line, or one the other is the torn-off head of. */
function sameLine(known: string, key: string): boolean {
  if (known === key) return true;
  const short = known.length < key.length ? known : key;
  const long = short === known ? key : known;
  return short.length >= 16 && long.startsWith(short);
}

function* bareLines(message: Message, depth: number, lines: StreamLines): Generator<void, Bare[]> {
  const found: Bare[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (at % linesAskedPerStep === linesAskedPerStep - 1) yield;
    const line = lines.at(at);
    const mark = line?.text[0];
    if (!line || (mark !== "+" && mark !== "-")) continue;
    const text = line.text.slice(1);
    const kind = mark === "+" ? "added" : "removed";
    if (!isChangedCode(text, found, line)) continue;
    const next = lines.at(at + 1);
    const wrapped =
      next?.gapBefore === "none" &&
      /^[^\s+\-@>]/.test(next.text) &&
      looksUnfinished(text) &&
      codeFeatures(next.text) > 0;
    if (next && wrapped) at++;
    const whole = wrapped ? `${text.trimEnd()} ${next.text.trim()}` : text.trimEnd();
    const parts = next && wrapped ? [line, next] : [line];
    found.push({ kind, text: whole, parts, message, depth });
  }
  return found;
}

/** Bullets and signatures begin with the same signs: a changed line shows two features of C. */
function isChangedCode(text: string, found: readonly Bare[], line: StreamLine): boolean {
  const features = featuresOfChange(text);
  const previous = found[found.length - 1]?.parts;
  const follows = previous?.[previous.length - 1]?.row === line.row - 1;
  return features >= 2 || (features === 1 && follows);
}

/** Features of C in the text behind a sign; none in list items, rulers and doubled signs. */
const featuresOfChange = (text: string): number =>
  /^[-+>]/.test(text) || !text.trim() || isBullet(text) ? 0 : codeFeatures(text);

/** Whether a line by itself is a changed line of code. */
export const isBareChange = (text: string): boolean =>
  /^[+-]/.test(text) && featuresOfChange(text.slice(1)) >= 2;

/** "- one blank, then words": an item of a list unless it ends as code does. */
const isBullet = (text: string): boolean =>
  /^ [^ ]/.test(text) && !/(?:[;{}|&,)=\\]|\*\/)$/.test(text.trimEnd());

function toLine(group: readonly Bare[]): HunkLine {
  // A copy nobody wrapped is believed before a joined one, and the longer before the torn one.
  const ranked = [...group].sort(
    (a, b) =>
      bareText(b.text).length - bareText(a.text).length ||
      a.parts.length - b.parts.length ||
      b.text.length - a.text.length,
  );
  const best = ranked[0] as Bare;
  const agreed = group.every(({ text }) => text === best.text);
  return {
    kind: best.kind,
    text: best.text,
    sources: ranked.flatMap(({ parts }) => parts.map(({ span }) => span)),
    confidence: best.parts.length > 1 ? "repaired" : agreed ? "verbatim" : "merged",
  };
}
