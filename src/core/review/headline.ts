// SPDX-License-Identifier: MIT
import type { Compared, Coverage, Gate, ScenarioExamination } from "./examination";

/** The first sentences of a result: what changes, or why nothing does and what lies behind that. */
export function headlineOf(
  scenarios: readonly ScenarioExamination[],
  coverage: Coverage,
  unrelatedCount: number,
): string {
  if (!scenarios.length)
    return `None of the ${unrelatedCount} scenarios enters a function that this patch changes.`;
  const altered = scenarios.filter(changesVerdict);
  const first = altered.length
    ? `${altered.length} of ${scenarios.length} scenarios end differently: ${altered
        .map((scenario) => `${rowOf(scenario.id)} ${changeText(scenario)}`)
        .join("; ")}.`
    : `No verdict changes in ${scenarios.length} scenario${scenarios.length === 1 ? "" : "s"}${unrunText(scenarios, coverage)}.`;
  const behind = scenarios.find((scenario) => scenario.gates.some(changesVerdict));
  const gate = behind?.gates.find(changesVerdict);
  if (altered.length || !behind || !gate) return first;
  return `${first} ${gateText(behind, gate)}`;
}

const rowOf = (id: string): string => (id.split("-")[0] ?? id).toUpperCase();

const changesVerdict = (compared: Compared): boolean =>
  0 < compared.verdictChanges.length ||
  compared.before.outcome.kind !== compared.after.outcome.kind ||
  ("message" in compared.before.outcome &&
    "message" in compared.after.outcome &&
    compared.before.outcome.message !== compared.after.outcome.message);

function unrunText(scenarios: readonly ScenarioExamination[], coverage: Coverage): string {
  const { executable, notRun } = coverage;
  if (!notRun.length) return "";
  const gate = scenarios.flatMap((scenario) => scenario.gates)[0];
  const reason = gate
    ? `, because \`${gate.condition}\` (${gate.place.text}) is never ${gate.forced}`
    : "";
  return `: ${notRun.length} of ${executable} executable added lines never run${reason}`;
}

function gateText(scenario: ScenarioExamination, gate: Gate): string {
  const assumed = scenario.gates
    .filter((other) => other.layer < gate.layer || other === gate)
    .filter(
      (other, index, all) =>
        all.findIndex((one) => one.layer === other.layer) === index || other === gate,
    )
    .map((other) => other.assumption)
    .join(" and ");
  return `${capital(assumed)}, ${rowOf(scenario.id)} ${changeText(gate)}.`;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** What changes in one comparison, the way it ends before the verdicts. */
export function changeText(compared: Compared): string {
  const { before, after, verdictChanges } = compared;
  const words: string[] = [];
  if (after.outcome.kind !== before.outcome.kind || after.outcome.text !== before.outcome.text)
    if (after.outcome.kind !== "returned" || before.outcome.kind !== "returned")
      words.push(`before ${before.outcome.text}, after ${after.outcome.text}`);
  const broken = verdictChanges.filter((change) => change.after === "broken");
  const mended = verdictChanges.filter(
    (change) => change.before === "broken" && change.after === "holds",
  );
  if (broken.length)
    words.push(`newly broken ${broken.map((change) => change.invariant).join(", ")}`);
  if (mended.length)
    words.push(`no longer broken ${mended.map((change) => change.invariant).join(", ")}`);
  return words.join("; ") || "changes without a change of verdict";
}
