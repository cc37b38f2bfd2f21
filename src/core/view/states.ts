// SPDX-License-Identifier: MIT
import type { Compared, Side, StateDifference } from "../review";
import { shown } from "./label";
import type { PanelFact, PanelLayer, PanelTimeline } from "./model";
import { absentFact } from "./timeline";

/** Facts and changes beyond this are more than a panel is for; the report has them. */
const factsMax = 20_000;

type Change = PanelTimeline["changes"][number];

/** Both sides' facts by step, where anything was run. */
export function statesOf({ before, after }: Compared): PanelLayer["states"] {
  if (!before.initialState.length && !after.initialState.length) return undefined;
  return { before: timelineOf(before), after: timelineOf(after) };
}

function timelineOf({ initialState, events, endChanges }: Side): PanelTimeline {
  const changes = events.flatMap((event) =>
    (event.changes ?? []).flatMap((one) => changesOf(one, event.step)),
  );
  // What the last step brought about is seen when it has ended.
  const last = events.at(-1)?.step ?? 0;
  const atEnd = endChanges.flatMap((one) => changesOf(one, last));
  return {
    initial: initialState.slice(0, factsMax).map(({ kind, name, field, at, value }) => ({
      fact: factOf(kind, name, field, at?.unit, at?.index),
      value: shown(value),
    })),
    changes: [...changes, ...atEnd].slice(0, factsMax),
  };
}

function factOf(
  kind: PanelFact["kind"],
  name: string,
  field: string,
  unit?: PanelFact["unit"],
  index?: number,
): PanelFact {
  const at = unit === undefined || index === undefined ? {} : { unit, index };
  return { kind, name: shown(name), field: shown(field), ...at };
}

/** A difference of neighbours, one by one: what runs along with them counts up with them. */
function changesOf({ kind, name, field, range, to }: StateDifference, step: number): Change[] {
  if (!range) return [{ step, fact: factOf(kind, name, field), to: shown(to) }];
  const { unit, first, last } = range;
  const length = Math.min(last - first + 1, factsMax);
  return Array.from({ length }, (_, offset): Change => ({
    step,
    fact: factOf(kind, name, field, unit, first + offset),
    to: to === absentFact ? to : shown(valueAt(to, offset)),
  }));
}

const valueAt = (value: string, offset: number): string =>
  value.replace(
    /\bpages (\d{1,15})\.\.\d{1,15}/g,
    (_, first: string) => `page ${Number(first) + offset}`,
  );
