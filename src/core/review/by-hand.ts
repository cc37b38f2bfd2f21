// SPDX-License-Identifier: MIT
// What the user varies by hand beside the hunks: forced decisions, changed scenarios, filled
// stacks.
import type { Assumption } from "../apply";
import type { Program } from "../cc";
import type { ExamineOptions } from "./examination";
import { forceOf } from "./force";
import { literally, type LayerAssumptions } from "./layer";
import type { Variant } from "./session";

/** What the user made so, beside what placing the hunks had to assume. */
export function assumptionsByHand(
  variant: Variant,
  options: ExamineOptions,
): readonly Assumption[] {
  const texts = [
    ...(options.forces ?? []).map(({ line, outcome, insteadOf }) => {
      const found = decisionsNamed(variant, line);
      const conditions = found.map((decision) => `\`${decision.text}\``).join(", ");
      const when = insteadOf === undefined ? "" : ` where it would lead to a trap (${insteadOf})`;
      const text = `${conditions} at ${line} is made ${outcome} by hand${when}.`;
      return found.length
        ? { code: "review/forced", text }
        : {
            code: "review/force-not-found",
            text: `Nothing is decided at ${line}; --force is ignored.`,
          };
    }),
    ...(options.set ?? []).map(({ path, value }) => ({
      code: "review/scenario-changed",
      text: `Every scenario is run with ${path} = ${value}.`,
    })),
    ...(options.initStack && options.initStack !== "none"
      ? [
          {
            code: "review/stack-filled",
            text:
              `Locals begin as ${options.initStack === "zero" ? "zero" : "a fill pattern"}, ` +
              "not undefined.",
          },
        ]
      : []),
  ];
  const first = variant.application.assumptions.length + 1;
  return texts.map((assumption, index) => ({ id: `A${first + index}`, ...assumption, lines: [] }));
}

const codesByHand = new Set(["review/forced", "review/scenario-changed", "review/stack-filled"]);

/** Whether the user's own doing makes the runs other than the texts alone would. */
export const isByHand = ({ code }: { readonly code: string }): boolean => codesByHand.has(code);

function decisionsNamed(variant: Variant, line: string): Program["decisions"] {
  return variant.places
    .linesNamed("after", line)
    .flatMap((at) =>
      variant.after.program.decisions.filter(
        ({ position }) => position.path === at.path && position.line === at.line,
      ),
    );
}

/** Forces given by hand, found by the printed form of their place. */
export function literalLayer(variant: Variant, options: ExamineOptions): LayerAssumptions {
  const { program } = variant.after;
  const forces = (options.forces ?? []).flatMap(({ line, outcome, insteadOf }) =>
    decisionsNamed(variant, line).map((decision) => forceOf(program, decision, outcome, insteadOf)),
  );
  return { ...literally, forces };
}
