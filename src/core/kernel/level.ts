// SPDX-License-Identifier: MIT
import { assert } from "../base";

/** A version of the kernel that the model can be. */
export interface Level {
  readonly id: string;
  readonly label: string;
  /** From when on patches were written for it, which is before its release. */
  readonly date: string;
  /** What HS_LEVEL and HS_STABLE are: later fixes that its stable releases took up, or not. */
  readonly version: number;
  readonly isStable: boolean;
}

const level = (id: string, label: string, date: string, isStable = false): Level => ({
  ...{ id, label, date, isStable },
  version: Number(/[0-9]+/.exec(id)?.[0]),
});

/**
 * By file: the functions that a level has and the one before it has not, the other way round, and
 * those whose text differs.
 */
export type LevelChanges = Readonly<Record<string, FileChanges>>;

interface FileChanges {
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  readonly changed?: readonly string[];
}

/** Oldest first. */
export const levels: readonly Level[] = [
  level("L0", "07/2022", "2022-07-14"),
  level("L1rc", "6.1-rc", "2022-08-01"),
  level("L1", "6.1.y", "2022-09-01", true),
  level("L2", "6.5", "2023-06-01"),
  level("L2y", "6.7", "2023-10-01", true),
  level("L3", "6.8", "2023-12-01"),
  level("L4", "6.14", "2024-12-01"),
  level("L5", "7.3", "2026-07-01"),
];

/**
 * A text of the model as one level has it: conditionals that ask for HS_LEVEL or HS_STABLE are
 * resolved and their lines gone, all others stay.
 */
export function levelText(text: string, of: Level): string {
  if (!text.includes("HS_LEVEL")) return text;
  const kept: string[] = [];
  const open: Conditional[] = [];
  for (const line of text.split("\n")) {
    const directive = /^\s*#\s*(if|ifdef|ifndef|elif|else|endif)\b(.*)$/.exec(line);
    const [, word = "", condition = ""] = directive ?? [];
    const current = open.at(-1);
    if (word.startsWith("if")) {
      const isOurs = word === "if" && /\bHS_(LEVEL|STABLE)\b/.test(condition);
      const passes = !isOurs || holds(condition, of);
      open.push({ isOurs, wasTaken: passes, passes });
      if (isOurs) continue;
    } else if (word && current?.isOurs) {
      if (word === "endif") open.pop();
      else {
        current.passes = !current.wasTaken && (word === "else" || holds(condition, of));
        current.wasTaken ||= current.passes;
      }
      continue;
    } else if (word === "endif") {
      if (open.slice(0, -1).every(({ passes }) => passes)) kept.push(line);
      open.pop();
      continue;
    }
    if (open.every(({ passes }) => passes)) kept.push(line);
  }
  assert(!open.length, "a conditional of the model is not closed");
  return kept.join("\n");
}

interface Conditional {
  readonly isOurs: boolean;
  wasTaken: boolean;
  passes: boolean;
}

/** "HS_LEVEL >= 5 || HS_LEVEL == 1 && HS_STABLE": no parentheses, && before ||. */
const holds = (condition: string, of: Level): boolean =>
  condition.split("||").some((part) => part.split("&&").every((term) => termHolds(term, of)));

function termHolds(term: string, { version, isStable }: Level): boolean {
  const [, not, stable, operator, digits] =
    /^\s*(?:(!?)(HS_STABLE)|HS_LEVEL\s*(>=|==|<)\s*([0-9]+))\s*$/.exec(term) ?? [];
  if (stable) return isStable === !not;
  const wanted = Number(digits);
  if (operator === ">=") return version >= wanted;
  if (operator === "<") return version < wanted;
  assert(operator === "==", `not a condition on the level: ${term}`);
  return version === wanted;
}
