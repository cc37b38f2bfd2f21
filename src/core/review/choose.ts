// SPDX-License-Identifier: MIT
// What the options choose: patches, scenarios, the level, and all that goes under or over a patch.
import { atomsOf, chooseLevel, type ApplyInput, type BaseTree } from "../apply";
import type { Diagnostic } from "../base";
import { levels, modelTree, type ModelTree } from "../kernel";
import type { Patch } from "../patch";
import { basicIds, stockIds } from "../sim";
import type { ExamineOptions, Opened, SourceText } from "./examination";
import { openSources } from "./open";
import type { Off } from "./session";

export const applyInput = (
  opened: Opened,
  patch: Patch,
  base: BaseTree,
  options: ExamineOptions,
): Omit<ApplyInput, "hunksOff"> => ({
  base,
  subject: patch,
  earlier: earlierInSeries(opened, patch),
  with: (options.with ?? []).flatMap(patchesIn),
  over: (options.over ?? []).flatMap(patchesIn),
  runCut: false,
  threadHints: hintsFor(opened, patch),
});

/** What the thread of a patch says; a fragment's function may be named only there. */
function hintsFor(opened: Opened, patch: Patch): readonly string[] {
  const ids = threadIds(opened, patch);
  return opened.messages
    .filter((message) => ids.has(message.id))
    .flatMap((message) => [message.subject, ...message.body.map((line) => line.unquoted)]);
}

/** Patches of the same series with a lower number; they stand on both sides. */
export function earlierInSeries(opened: Opened, patch: Patch): readonly Patch[] {
  const { part } = patch;
  if (!part) return [];
  const ids = threadIds(opened, patch);
  return opened.patches.filter(
    (other) =>
      other.part &&
      other.part.of === part.of &&
      other.part.index < part.index &&
      other.revision === patch.revision &&
      other.source.messageIds.some((id) => ids.has(id)),
  );
}

/** The parts of a patch's series that the thread holds, in order, itself among them. */
export function seriesOf(opened: Opened, patch: Patch): readonly Patch[] {
  const { part } = patch;
  if (!part || part.of < 2) return [patch];
  const ids = threadIds(opened, patch);
  const later = opened.patches.filter(
    (other) =>
      other.part?.of === part.of &&
      part.index < other.part.index &&
      other.revision === patch.revision &&
      other.source.messageIds.some((id) => ids.has(id)),
  );
  const parts = [...earlierInSeries(opened, patch), patch, ...later];
  const byIndex = new Map(parts.map((one) => [one.part?.index ?? 0, one]));
  return [...byIndex.values()].sort((a, b) => (a.part?.index ?? 0) - (b.part?.index ?? 0));
}

/** The messages of the threads a patch was read from. */
export const threadIds = (opened: Opened, patch: Patch): ReadonlySet<string> =>
  new Set(
    opened.threads
      .filter((thread) => patch.source.messageIds.some((id) => thread.messageIds.includes(id)))
      .flatMap((thread) => thread.messageIds),
  );

/**
 * The patches of a --with or --over file; their hunks are named after it, apart from the subject's.
 */
const patchesIn = (source: SourceText): readonly Patch[] =>
  openSources([source]).patches.map((patch) => ({
    ...patch,
    files: patch.files.map((file) => ({
      ...file,
      hunks: file.hunks.map((hunk) => ({
        ...hunk,
        id: `${source.name.split("/").at(-1) ?? source.name}:${hunk.id}`,
      })),
    })),
  }));

/** One tree a level for the whole process: what is found out about its files is kept by tree. */
const bases: readonly ModelTree[] = levels.map((level) => modelTree(level.id));

export interface ChosenBase {
  readonly base: ModelTree;
  /** Why it is this level. */
  readonly why: string;
}

/** The level asked for, or the one a patch's series fits best; found once for a series. */
export function baseFor(opened: Opened, patch: Patch, options: ExamineOptions): ChosenBase {
  const wanted = bases.find((base) => base.level === options.level);
  if (wanted) return { base: wanted, why: "as asked for" };
  let chosen = chosenBefore.get(patch);
  if (!chosen) {
    const series = seriesOf(opened, patch);
    const { level, why } = chooseLevel(bases, series);
    chosen = { base: bases.find((base) => base.level === level) ?? (bases[0] as ModelTree), why };
    for (const part of series) chosenBefore.set(part, chosen);
  }
  return chosen;
}

const chosenBefore = new WeakMap<Patch, ChosenBase>();

/** What `--hunks` leaves out: hunks it does not name, and groups of those it names by groups. */
export function offOf(patch: Patch, { hunks }: ExamineOptions): Off {
  if (!hunks) return { hunks: [], lines: [] };
  const isNamed = (id: string): boolean =>
    hunks.some((name) => name === id || name.startsWith(`${id}/`));
  return {
    hunks: hunkIds(patch).filter((id) => !isNamed(id)),
    lines: hunkIds(patch)
      .filter((id) => isNamed(id) && !hunks.includes(id))
      .flatMap((id) => groupIds(patch, id).filter((group) => !hunks.includes(group))),
  };
}

const namesOf = (patch: Patch, name: string): readonly string[] => [
  ...hunkIds(patch),
  ...groupIds(patch, name.split("/")[0] ?? ""),
];

const hunkIds = (patch: Patch): readonly string[] =>
  patch.files.flatMap((file) => file.hunks.map((hunk) => hunk.id));

/** Of one hunk the runs of changed lines, "1.2/0" the first. */
const groupIds = (patch: Patch, id: string): readonly string[] =>
  patch.files
    .flatMap((file) => file.hunks)
    .filter((hunk) => hunk.id === id)
    .flatMap((hunk) => [...new Set(atomsOf(hunk).map(({ group }) => group))]);

/** By its id, its row, or "all"; where none is named the basic ones and the user's own. */
export const isChosenScenario = (id: string, options: ExamineOptions): boolean =>
  options.scenarios?.length
    ? options.scenarios.some((name) => name === "all" || id === name || id.startsWith(`${name}-`))
    : basicIds.includes(id) || isOwn(id, options);

const isOwn = (id: string, options: ExamineOptions): boolean =>
  options.ownScenarios?.some((own) => own.id === id) ?? false;

export const isChosenPatch = (patch: Patch, options: ExamineOptions): boolean =>
  !options.patches?.length ||
  options.patches.some(
    (name) =>
      String(patch.number) === name || patch.subject.toLowerCase().includes(name.toLowerCase()),
  );

export function unknownNames(
  opened: Opened,
  wanted: readonly Patch[],
  options: ExamineOptions,
): Diagnostic[] {
  const missing = (code: string, message: string): Diagnostic => ({
    code,
    severity: "error",
    message,
  });
  return [
    ...(options.scenarios ?? [])
      .filter(
        (name) =>
          ![...stockIds, ...(options.ownScenarios ?? []).map(({ id }) => id)].some((id) =>
            isChosenScenario(id, { scenarios: [name] }),
          ),
      )
      .map((name) => missing("review/no-such-scenario", `there is no scenario ${name}`)),
    ...(options.patches ?? [])
      .filter((name) => !opened.patches.some((one) => isChosenPatch(one, { patches: [name] })))
      .map((name) => missing("review/no-such-patch", `no patch is called ${name}`)),
    ...(options.hunks ?? [])
      .filter((id) => !wanted.some((patch) => namesOf(patch, id).includes(id)))
      .map((id) => missing("review/no-such-hunk", `no patch has a hunk ${id}`)),
    ...[...(options.with ?? []), ...(options.over ?? [])]
      .filter((source) => !patchesIn(source).length)
      .map(({ name }) => missing("review/no-patch", `${name}: no patch found`)),
    ...(options.level && !levels.some((level) => level.id === options.level)
      ? [missing("review/no-such-level", `there is no level ${options.level}`)]
      : []),
  ];
}
