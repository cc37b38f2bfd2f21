// SPDX-License-Identifier: MIT
// A decision made to fall one way, and where other texts of the same function have it.
import type { Program } from "../cc";

/**
 * A decision made to fall one way. Its place among the conditions of its function tells it from
 * others of the same words (`if (error)`), so that it is found again in every variant.
 */
export interface ForcedDecision {
  readonly function: string;
  /** The conditions of the function in source order, and which of them is meant. */
  readonly conditions: readonly string[];
  readonly index: number;
  readonly outcome: boolean;
  /**
   * Set where it falls so only when it would lead to this trap otherwise, as trapKey tells it; at
   * every other time it falls as its condition says.
   */
  readonly insteadOf?: string;
}

type Decision = Program["decisions"][number];

export function forceOf(
  program: Program,
  decision: Decision,
  outcome: boolean,
  insteadOf?: string,
): ForcedDecision {
  const all = decisionsOf(program, program.functions[decision.function]?.name ?? "");
  return {
    function: program.functions[decision.function]?.name ?? "",
    conditions: all.map(({ text }) => conditionKey(text)),
    index: all.indexOf(decision),
    outcome,
    ...(insteadOf === undefined ? {} : { insteadOf }),
  };
}

/**
 * Finds a forced decision in another text of its function.
 * - Shape: a program and a force -> the decision that stands where it stood, in the longest common
 *   order of both texts' conditions.
 * - Errors: undefined where the text has no such decision.
 */
export function forcedIn(program: Program, force: ForcedDecision): Decision | undefined {
  const here = decisionsOf(program, force.function);
  const at = partnerOf(
    force.conditions,
    here.map(({ text }) => conditionKey(text)),
    force.index,
  );
  return at === undefined ? undefined : here[at];
}

/** Names a force: the same for the same decision of one patch's texts. */
export const forceKey = ({ function: name, conditions, index, ...rest }: ForcedDecision): string =>
  `${name} ${index} of ${conditions.join(";")} ${rest.outcome} ${rest.insteadOf ?? "always"}`;

/** Blanks do not tell two conditions apart. */
const conditionKey = (text: string): string => text.replace(/\s+/g, "");

function decisionsOf(program: Program, name: string): readonly Decision[] {
  let known = byFunction.get(program);
  if (!known) {
    known = new Map();
    for (const decision of program.decisions) {
      const owner = program.functions[decision.function]?.name ?? "";
      const list = known.get(owner);
      if (list) list.push(decision);
      else known.set(owner, [decision]);
    }
    byFunction.set(program, known);
  }
  return known.get(name) ?? [];
}

const byFunction = new WeakMap<Program, Map<string, Decision[]>>();

/** Longer lists of conditions are compared from their ends only. */
const tableMax = 250_000;

/** The index in `there` that a longest common subsequence pairs with `index` of `here`. */
function partnerOf(
  here: readonly string[],
  there: readonly string[],
  index: number,
): number | undefined {
  if (tableMax < here.length * there.length)
    return here[index] === there[index] ? index : undefined;
  const width = there.length + 1;
  const table = new Uint16Array((here.length + 1) * width);
  const cell = (one: number, other: number): number => table[one * width + other] ?? 0;
  for (let one = here.length - 1; 0 <= one; one--)
    for (let other = there.length - 1; 0 <= other; other--)
      table[one * width + other] =
        here[one] === there[other]
          ? cell(one + 1, other + 1) + 1
          : Math.max(cell(one + 1, other), cell(one, other + 1));
  for (let one = 0, other = 0; one <= index && other < there.length;) {
    if (here[one] === there[other]) {
      if (one === index) return other;
      one++;
      other++;
    } else if (cell(one, other + 1) <= cell(one + 1, other)) one++;
    else other++;
  }
  return undefined;
}
