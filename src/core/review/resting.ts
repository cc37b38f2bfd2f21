// SPDX-License-Identifier: MIT
// What runs rest on beside where the hunks stand: shapes that nobody has checked, and fields and
// types that nothing declares.
import type { Assumption } from "../apply";
import type { Program } from "../cc";
import { functionCatalog } from "../kernel";
import type { Patch } from "../patch";
import type { Scenario } from "../sim";
import type { LayerAssumptions } from "./layer";
import type { Session, Variant } from "./session";

type Resting = Omit<Assumption, "id">;

/** One scenario with all the layers it was run under, the literal one first. */
export interface LayeredScenario {
  readonly scenario: Scenario;
  readonly layers: readonly LayerAssumptions[];
}

/** With more scenarios than these a sentence counts them. */
const namedMax = 6;

/** Functions of the model that runs entered and whose shape no released kernel was read for. */
export function shapesAssumed(
  session: Session,
  variant: Variant,
  scenarios: readonly LayeredScenario[],
): readonly Resting[] {
  const assumed = functionCatalog(variant.application.level).flatMap(({ path, name, assumed }) =>
    assumed === undefined ? [] : [{ path, name, assumed }],
  );
  const isEntered = (one: (typeof assumed)[number], layered: LayeredScenario): boolean =>
    layered.layers.some((layer) => {
      const pair = session.pair(variant, layered.scenario, layer);
      return (["before", "after"] as const).some((side) => {
        const index = indexOf(variant[side].program, one);
        return index !== undefined && pair[side].entered.has(index);
      });
    });
  return assumed.flatMap((one) => {
    const ids = scenarios
      .filter((layered) => isEntered(one, layered))
      .map(({ scenario }) => scenario.id);
    if (!ids.length) return [];
    const where = ids.length <= namedMax ? ids.join(", ") : `${ids.length} scenarios`;
    const text =
      `${one.name} is from memory of later kernels, unchecked: ${one.assumed}; ` +
      `what ${where} show${ids.length === 1 ? "s" : ""} rests on it.`;
    return [{ code: "review/shape-assumed", text, lines: [] }];
  });
}

const indexOf = (
  { functions }: Program,
  { path, name }: { readonly path: string; readonly name: string },
): number | undefined => functions.find((one) => one.name === name && one.path === path)?.index;

/** How a stub is called that stands for writing to what is not known: "struct s.field +=". */
const writes = /(?: (?:[-+*/%&|^]|<<|>>)?=|\+\+|--)$/;

/** Fields and types that nothing declares and that the patch's own lines write to. */
export function writtenNowhere(variant: Variant, patch: Patch): readonly Resting[] {
  const { after, places } = variant;
  const hunks = new Set(patch.files.flatMap((file) => file.hunks.map(({ id }) => id)));
  const found = new Map<string, Assumption["lines"][number]>();
  for (const { name, standsFor, position } of after.program.functions) {
    if (standsFor === undefined || !writes.test(name)) continue;
    const origin = places.origin("after", position);
    if (origin.from !== "mail" || origin.kind === "context" || !hunks.has(origin.hunk)) continue;
    if (!found.has(standsFor)) found.set(standsFor, origin.span);
  }
  return [...found].map(([what, span]) => ({
    code: codeNowhere,
    text:
      `${what[0]?.toUpperCase()}${what.slice(1)} is unknown: neither the model nor what there is ` +
      `of the patch declares it. What is written to it goes nowhere, and no run shows it.`,
    lines: [span],
  }));
}

const codeNowhere = "review/written-nowhere";

export const isWrittenNowhere = ({ code }: { readonly code: string }): boolean =>
  code === codeNowhere;

/** What a reader has to know before any word on whether something changes. */
export function nowhereText(assumptions: readonly Assumption[]): string {
  const found = assumptions.filter(isWrittenNowhere);
  return found.map(({ text, lines: [span] }) => `${text} [mail:${span?.line}] `).join("");
}
