// SPDX-License-Identifier: MIT
// Series with a bug whose author is known: in the base, in one of the patches, repaired by a later
// one or by none.
import type { BlameEntry, PatchExamination } from "../../src/core/review";
import { sample } from "./rewrites";
import { edit, examineMail, seriesOf, type Texts } from "./support";

interface Bug {
  readonly path: string;
  readonly good: string;
  readonly bad: string;
  readonly scenario: string;
  /** The rule that it breaks there, by its row, or how the run ends. */
  readonly rule: string;
}

const notify = "fs/xfs/xfs_notify_failure.c";
const apei = "arch/x86/kernel/cpu/mce/apei.c";

/** Each holds on the sample's texts and is broken by one wrong word of theirs. */
export const bugs: readonly Bug[] = [
  {
    ...{ path: notify, scenario: "u13-sync-error", rule: "runs-to-its-end" },
    good: "		up_write(&mp->m_super->s_umount);\n",
    bad: "",
  },
  {
    ...{ path: notify, scenario: "u13-sync-error", rule: "I11" },
    good: "		if (error)\n			return error;\n",
    bad: "		if (error)\n			return 0;\n",
  },
  {
    ...{ path: notify, scenario: "x1-poison-one-page", rule: "runs-to-its-end" },
    good: "mp->m_super->s_flags & SB_BORN",
    bad: "((struct super_block *)NULL)->s_flags & SB_BORN",
  },
  {
    ...{ path: apei, scenario: "m1-mask-64-bytes", rule: "I16" },
    good: "__ffs64(mem_err->physical_addr_mask)",
    bad: "PAGE_SHIFT",
  },
  {
    ...{ path: apei, scenario: "m5-mask-all-ones", rule: "I15" },
    good: "(MCI_MISC_ADDR_PHYS << 6) | __ffs64",
    bad: "(MCI_MISC_ADDR_PHYS << 7) | __ffs64",
  },
];

export interface SeriesCase {
  readonly scenario: string;
  readonly rule: string;
  /** The patch that brings the bug; 0 for the base. */
  readonly broughtBy: number;
  /** The patch that repairs it; none where it stays. */
  readonly repairedBy: number | undefined;
  /** The texts of the base and after each patch. */
  readonly steps: readonly Texts[];
}

const filler = "drivers/dax/super.c";

/** A change that does nothing, other at each point. */
function idled(texts: Texts, point: number): Texts {
  const words = ["U64_MAX", "~0ULL", "(u64)-1", "(~0ULL)", "((u64)-1)"];
  const word = words[point % words.length] ?? "";
  const from = "holder_notify_failure(dax_dev, 0, U64_MAX";
  return word === "U64_MAX" ? texts : edit(texts, filler, from, from.replace("U64_MAX", word));
}

/** The first patch makes the model work; a later one brings the bug, and one may repair it. */
function brought(bug: Bug, broughtBy: number, repairedBy: number | undefined, patches: number) {
  const steps = Array.from({ length: patches + 1 }, (_, point): Texts => {
    if (!point) return new Map();
    const isBad = broughtBy <= point && (repairedBy === undefined || point < repairedBy);
    const texts = idled(sample, point - 1);
    return isBad ? edit(texts, bug.path, bug.good, bug.bad) : texts;
  });
  return { scenario: bug.scenario, rule: bug.rule, broughtBy, repairedBy, steps };
}

/** What is wrong in the model itself, and what mends it. */
const inBase: readonly (Pick<Bug, "scenario" | "rule"> & { readonly mended: Texts })[] = [
  { scenario: "m1-mask-64-bytes", rule: "I16", mended: only(apei) },
  { scenario: "m5-mask-all-ones", rule: "I16", mended: only(apei) },
];

function only(...paths: readonly string[]): Texts {
  return new Map([...sample].filter(([path]) => paths.includes(path)));
}

function kept(bug: (typeof inBase)[number], repairedBy: number | undefined, patches: number) {
  const steps = Array.from({ length: patches + 1 }, (_, point): Texts => {
    const isMended = repairedBy !== undefined && repairedBy <= point;
    return idled(isMended ? bug.mended : new Map(), point);
  });
  return { scenario: bug.scenario, rule: bug.rule, broughtBy: 0, repairedBy, steps };
}

/** Fifty series: every bug, brought by the base or by a patch, repaired by a later one or not. */
export const seriesCases: readonly SeriesCase[] = [
  ...bugs.flatMap((bug) => [
    ...[brought(bug, 2, undefined, 2), brought(bug, 2, 3, 3), brought(bug, 3, undefined, 3)],
    ...[brought(bug, 2, 4, 4), brought(bug, 3, 4, 4), brought(bug, 2, undefined, 3)],
    ...[brought(bug, 2, 3, 4)],
  ]),
  ...inBase.flatMap((bug) => [
    ...[kept(bug, undefined, 2), kept(bug, 1, 2), kept(bug, 2, 2), kept(bug, 2, 3)],
    ...[kept(bug, undefined, 3), kept(bug, 3, 3), kept(bug, 1, 3)],
  ]),
  ...inBase.slice(0, 1).map((bug) => kept(bug, 4, 4)),
];

/** What is wrong with the stamps of one series; empty where all are right. */
export function wrongIn(of: SeriesCase): readonly string[] {
  const { patches } = examineMail(seriesOf(of.steps), { scenarios: [of.scenario] });
  const found = patches.flatMap((patch, index) => stampWrong(of, patch, index + 1));
  return patches.length === of.steps.length - 1 ? found : ["not every patch was read"];
}

function stampWrong(of: SeriesCase, patch: PatchExamination, at: number): readonly string[] {
  const { broughtBy, repairedBy } = of;
  if (patch.notRunnable !== undefined) return [`patch ${at}: ${patch.notRunnable}`];
  const found = patch.blame.find(
    ({ scenario, rule }) =>
      scenario === of.scenario && (rule === of.rule || rule.startsWith(`${of.rule}-`)),
  );
  // What the model breaks by itself is mended by the first patch, and told so.
  if (broughtBy && at < broughtBy) return [];
  const isBroken = broughtBy <= at && (repairedBy === undefined || at < repairedBy);
  const wanted = isBroken
    ? `${broughtBy ? `introduced by ${broughtBy}` : "pre-existing"}, until ${repairedBy ?? "-"}`
    : repairedBy === at
      ? "fixed"
      : "none";
  const told = found ? textOf(found) : "none";
  return told === wanted ? [] : [`patch ${at}: told ${told}, is ${wanted}`];
}

function textOf({ kind, by, fixedBy }: BlameEntry): string {
  if (kind === "fixed") return kind;
  const who = kind === "introduced" ? `introduced by ${by?.join("|")}` : kind;
  return `${who}, until ${fixedBy ?? "-"}`;
}
