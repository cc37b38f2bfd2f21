// SPDX-License-Identifier: MIT
// What a patch is among others: whose a broken rule is, what a newer revision changes, and what
// would come out otherwise had something else been assumed.
import type { Examination, PatchExamination } from "../review";
import { count, invariantLabel, shown } from "./label";
import type { PanelNote, PanelRevision } from "./model";
import { listLengthMax } from "./scenario";

/** Flips that are named one by one; a longer list says how many more there are. */
const flipsNamedMax = 6;

/** Which kernel was run and why that one. */
export function ranOnText({ ranOn }: Examination, { level }: PatchExamination): string {
  if (!level) return ranOn;
  // Where one level was run its name stands there already.
  if (ranOn.includes(`(level ${level.id}, ${level.label})`))
    return `${ranOn}; ${level.id} since ${level.why}`;
  return `${ranOn}; this patch on level ${level.id} (${level.label}): ${level.why}`;
}

export function blameOf({ blame }: PatchExamination): PanelNote[] {
  return blame.slice(0, listLengthMax).map(({ scenario, rule, kind, states, text }) => ({
    label: shown(`${/^I\d/.test(rule) ? invariantLabel(rule) : rule} · ${kind}`),
    text: shown(`${text} (${scenario}; base and each patch: ${states.join(" → ")})`),
    places: [],
  }));
}

export function dependencesOf({ dependences }: PatchExamination): PanelNote[] {
  return dependences.slice(0, listLengthMax).map(({ assumption, varied, notRunnable, flips }) => ({
    label: shown(assumption),
    text: shown(`${varied}: ${notRunnable ?? flipsText(flips)}`),
    places: [],
  }));
}

function flipsText(flips: PatchExamination["dependences"][number]["flips"]): string {
  if (!flips.length) return "no end and no verdict comes out otherwise";
  const named = flips.slice(0, flipsNamedMax).map(({ scenario, side, layer, of, from, to }) => {
    const at = side === "before" ? `${scenario}, before` : scenario;
    const where = layer ? `${at}, layer ${layer}` : at;
    return `${of}: ${from} → ${to} (${where})`;
  });
  const rest = flips.length - named.length;
  return [...named, ...(rest ? [`and ${count(rest, "more verdict")}`] : [])].join("; ");
}

/** The comparisons of revisions in which a patch is the older or the newer one. */
export function revisionsOf({ revisions }: Examination, patch: number): PanelRevision[] {
  return revisions
    .filter(({ older, newer }) => older.patch === patch || newer.patch === patch)
    .map(({ older, newer, scenarios, changelog }) => ({
      title: `v${older.revision} → v${newer.revision}`,
      scenarios: scenarios.slice(0, listLengthMax).map(({ id, appears, vanishes, stays }) => ({
        id: shown(id),
        appears: appears.map(shown),
        vanishes: vanishes.map(shown),
        stays: stays.map(shown),
      })),
      changelog: changelog.slice(0, listLengthMax).map(shown),
    }));
}
