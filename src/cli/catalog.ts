// SPDX-License-Identifier: MIT
import { functionCatalog, levels } from "../core/kernel";
import { wrap } from "../core/report";
import { invariants, stockScenarios } from "../core/sim";
import type { Answer } from "./answer";

/** `hunkscope scenarios`: what can be run, and which invariants are watched. */
export function runScenarios(json: boolean): Answer {
  const { scenarios } = stockScenarios();
  const rules = invariants.map(({ id, rule }) => ({ id, rule }));
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
    ...scenarios.flatMap(({ id, title, about }) => [`${id}: ${title}`, ...wrap(about, 4, 0)]),
    "",
    ...rules.flatMap(({ id, rule }) => wrap(`${id}: ${rule}`, 0)),
  ];
  return answer(`${lines.join("\n")}\n`);
}

/** `hunkscope model`: what is modelled, and how faithfully. */
export function runModel(json: boolean): Answer {
  const catalog = levels.map((level) => ({ ...level, functions: functionCatalog(level.id) }));
  if (json) return answer(`${JSON.stringify({ schema: 1, levels: catalog }, undefined, 1)}\n`);
  const lines = catalog.flatMap((level) => [
    `level ${level.id} (${level.label}), rewritten for simulation, not kernel source`,
    ...level.functions.map(
      (entry) =>
        `  ${entry.fidelity.padEnd(11)} ${entry.path}: ${entry.name}` +
        (entry.note ? ` (${entry.note})` : ""),
    ),
  ]);
  return answer(`${lines.join("\n")}\n`);
}

const answer = (out: string): Answer => ({ exit: 0, out, err: "" });
