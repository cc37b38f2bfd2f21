// SPDX-License-Identifier: MIT
import { unreachable } from "../base";
import type { ShownOutcome } from "../review";
import type { Mark } from "./model";

type VerdictState = "holds" | "broken" | "unknown";

/** A longer text says nothing more to a reader and only makes messages heavy. */
const textLengthMax = 4000;

/**
 * A text as it may be drawn: one that cannot hide or reorder what stands beside it.
 * Control characters become pictures, direction marks their code points; tabs, line ends stay.
 */
export function shown(text: string): string {
  const short = text.length > textLengthMax ? `${text.slice(0, textLengthMax)}…` : text;
  return short.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
  });
}

/** Controls other than tab and line feed, and Unicode's format characters and separators. */
const unseen = /(?![\t\n])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** How a run ended, as an icon and a word. */
export function outcomeMark(outcome: ShownOutcome): Mark {
  switch (outcome.kind) {
    case "returned":
      return { icon: "check", word: "returned", tone: "quiet" };
    case "trapped":
      return { icon: "trap", word: "trapped", tone: "bad" };
    case "deadlocked":
      return { icon: "lock", word: "deadlocked", tone: "bad" };
    case "out-of-budget":
      return { icon: "timer", word: "stopped", tone: "warn" };
    case "not-runnable":
      return { icon: "blocked", word: "not run", tone: "warn" };
    default:
      return unreachable(outcome);
  }
}

export function verdictMark(state: VerdictState | undefined): Mark {
  switch (state) {
    case "holds":
      return { icon: "check", word: "holds", tone: "good" };
    case "broken":
      return { icon: "cross", word: "broken", tone: "bad" };
    case "unknown":
      return { icon: "question", word: "unknown", tone: "warn" };
    case undefined:
      return { icon: "dash", word: "not checked", tone: "quiet" };
    default:
      return unreachable(state);
  }
}

/** "I1-no-stale-mapping" -> "I1 no stale mapping". */
export function invariantLabel(id: string): string {
  return shown(id.replaceAll("-", " "));
}

/** The function a section names: "int none_probe(struct" -> "none_probe". */
export function functionOf(section: string): string | undefined {
  return /([A-Za-z_]\w*) ?\(/.exec(section.slice(0, 500))?.[1];
}
