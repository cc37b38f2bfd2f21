// SPDX-License-Identifier: MIT
import { functionCatalog, levelChanges, levels, type CatalogEntry } from "../core/kernel";
import { wrap } from "../core/report";
import { basicIds, invariants, stockScenarios } from "../core/sim";
import type { Answer } from "./answer";
import { readScenarioFiles } from "./scenario-files";

/** `hunkscope scenarios`: what can be run, and which invariants are watched. */
export function runScenarios(json: boolean): Answer {
  const own = readScenarioFiles(undefined).map(({ scenario }) => scenario);
  const scenarios = [...stockScenarios().scenarios, ...own];
  const rules = invariants.map(({ id, group, rule }) => ({ id, group, rule }));
  if (json)
    return answer(
      `${JSON.stringify(
        {
          schema: 1,
          scenarios: scenarios.map(({ id, title, about, world, stimuli, invariants: watched }) => ({
            id,
            title,
            about,
            world,
            stimuli,
            invariants: watched ?? rules.map((rule) => rule.id),
          })),
          invariants: rules,
        },
        undefined,
        1,
      )}\n`,
    );
  const lines = [
    ...scenarios.flatMap(({ id, title, about }) => [
      `${id}: ${title}${note(id, own)}`,
      ...wrap(about, 4, 0),
    ]),
    "",
    ...rules.flatMap(({ id, group, rule }) => wrap(`${id} (${group}): ${rule}`, 0)),
  ];
  return answer(`${lines.join("\n")}\n`);
}

/** Whether a run without --scenario takes it. */
const note = (id: string, own: readonly { readonly id: string }[]): string =>
  basicIds.includes(id) ? " [basic]" : own.some((one) => one.id === id) ? " [own]" : "";

/** `hunkscope model`: what is modelled, and how faithfully; of later levels, what differs. */
export function runModel(json: boolean): Answer {
  if (json) {
    const catalog = levels.map(({ id, label, date }) => ({
      ...{ id, label, date },
      functions: functionCatalog(id),
      changes: Object.entries(levelChanges(id)).map(([path, names]) => ({ path, ...names })),
    }));
    return answer(`${JSON.stringify({ schema: 1, levels: catalog }, undefined, 1)}\n`);
  }
  const lines = levels.flatMap((level, index) => [
    `level ${level.id} (${level.label}), rewritten for simulation, not kernel source` +
      (index ? `; what differs from ${levels[index - 1]?.id}:` : ""),
    ...(index ? changeLines(level.id) : functionCatalog(level.id).map(entryLine)),
  ]);
  return answer(`${lines.join("\n")}\n`);
}

const entryLine = (entry: CatalogEntry): string =>
  `  ${entry.fidelity.padEnd(11)} ${entry.path}: ${entry.name}` +
  (entry.note ? ` (${entry.note})` : "") +
  (entry.assumed ? ` (from memory of later kernels: ${entry.assumed})` : "");

function changeLines(level: string): readonly string[] {
  const catalog = functionCatalog(level);
  return Object.entries(levelChanges(level)).flatMap(([path, { added, removed, changed }]) => [
    ...(removed ?? []).map((name) => `  gone        ${path}: ${name}`),
    ...(changed ?? []).map((name) => `  other text  ${path}: ${name}`),
    ...catalog.filter((one) => one.path === path && added?.includes(one.name)).map(entryLine),
  ]);
}

const answer = (out: string): Answer => ({ exit: 0, out, err: "" });
