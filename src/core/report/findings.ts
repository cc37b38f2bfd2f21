// SPDX-License-Identifier: MIT
// What of an examination is worth a question to the author, the weightiest first.
import { invariants } from "../sim";
import type {
  Cause,
  CauseLine,
  Compared,
  Gate,
  PatchExamination,
  ScenarioExamination,
  ShownEvent,
  LineCoverage,
} from "../review";
import { notableEvents } from "./json";

/** More trace lines than these nobody reads in a mail. */
const traceLinesMax = 6;

export interface Finding {
  readonly kind: "ends" | "broken" | "never-ran";
  /** What b4 and the headline of a list show. */
  readonly summary: string;
  /** The same without the scenario: what is found in several is one finding, of the first. */
  readonly what: string;
  readonly question: string;
  /** The same as what comes with another question on the same run. */
  readonly inPassing?: string;
  readonly scenario?: string;
  /** What had to be assumed to get there, outermost first. */
  readonly assumptions: readonly string[];
  /** Lines of the patch it is about. */
  readonly lines: readonly Pick<CauseLine, "place" | "text">[];
  /** The steps that show it, the last of them its own. */
  readonly trace: readonly string[];
  /** Options with which `simulate` shows the same. */
  readonly replay: readonly string[];
}

/** Every finding of one patch; the same effect of the same lines is one, in its first scenario. */
export function findingsOf(patch: PatchExamination): readonly Finding[] {
  // One that shows what an earlier one does has no finding of its own.
  const scenarios = patch.scenarios.filter(({ as }) => !as);
  const found = [
    ...scenarios.flatMap((scenario) => comparedFindings(patch, scenario, scenario, [])),
    ...neverRan(patch),
    ...scenarios.flatMap((scenario) => layerFindings(patch, scenario)),
  ];
  const seen = new Set<string>();
  const literal = found.filter(({ assumptions }) => !assumptions.length);
  return found.filter(({ kind, what, assumptions, lines }) => {
    // What is there without an assumption is not told again under one.
    if (assumptions.length && literal.some((one) => one.what === what)) return false;
    const key = JSON.stringify([kind, what, assumptions, lines.map(({ place }) => place.text)]);
    return !seen.has(key) && !!seen.add(key);
  });
}

/** A question, and what its run shows besides, so that nobody is asked twice about one run. */
export interface Question extends Finding {
  readonly besides: readonly string[];
}

/**
 * Findings as they are put to the author.
 * - Shape: one that is of the same lines and the same run as an earlier one, and whose own step
 *   stands among those shown there, comes with that.
 */
export function questionsOf(findings: readonly Finding[]): readonly Question[] {
  const questions: (Finding & { readonly besides: string[] })[] = [];
  for (const finding of findings) {
    const own = finding.trace.at(-1);
    const host = questions.find(
      (one) => own !== undefined && one.trace.includes(own) && aboutKey(one) === aboutKey(finding),
    );
    if (host && finding.inPassing !== undefined) host.besides.push(finding.inPassing);
    else questions.push({ ...finding, besides: [] });
  }
  return questions;
}

const aboutKey = ({ replay, assumptions, lines }: Finding): string =>
  JSON.stringify([replay, assumptions, lines.map(({ place }) => place.text)]);

function layerFindings(patch: PatchExamination, scenario: ScenarioExamination): readonly Finding[] {
  // Of several ways on at one layer only the first was followed.
  const main = scenario.gates.filter(
    (gate, index, all) => all.findIndex(({ layer }) => layer === gate.layer) === index,
  );
  return main.flatMap((gate, index) =>
    comparedFindings(patch, scenario, gate, main.slice(0, index + 1)),
  );
}

function comparedFindings(
  patch: PatchExamination,
  scenario: ScenarioExamination,
  compared: Compared,
  gates: readonly Gate[],
): readonly Finding[] {
  const { before, after, verdictChanges } = compared;
  const common = {
    scenario: scenario.id,
    assumptions: gates.map(({ assumption }) => assumption),
    replay: [
      ...["--patch", String(patch.number), "--scenario", rowOf(scenario.id)],
      ...gates.flatMap((gate) => (gate.kind === "result" ? [] : ["--force", forceOf(gate)])),
    ],
  };
  const causeOf = (of: string): Cause | undefined =>
    compared.causes.find((cause) => cause.of === of);
  const linesOf = (of: string): readonly CauseLine[] =>
    causeOf(of)?.lines.filter(({ role, kind }) => role === "cause" && kind === "added") ?? [];
  const findings: Finding[] = [];
  const { outcome } = after;
  if (outcome.kind !== "returned" && before.outcome.text !== outcome.text)
    findings.push({
      ...common,
      kind: "ends",
      what: outcome.text,
      summary: `${rowOf(scenario.id)}: ${outcome.text}`,
      question: endQuestion(outcome.kind),
      lines: linesOf("outcome"),
      trace: [...traceOf(after.events, undefined, traceLinesMax - 1), `ends: ${outcome.text}`],
    });
  for (const change of verdictChanges) {
    if (change.after !== "broken") continue;
    const verdict = after.verdicts.find(({ invariant }) => invariant === change.invariant);
    const first = verdict?.firstEvent;
    findings.push({
      ...common,
      kind: "broken",
      what: `${change.invariant}: ${change.why}`,
      summary: `${rowOf(scenario.id)}: ${change.invariant}: ${change.why}`,
      question:
        `${ruleOf(change.invariant)} That held before this patch. With it, in the run below, it ` +
        `does not: ${change.why}. Is that meant, or ruled out by something the run does not know?`,
      inPassing:
        `The same run breaks what held before: ${bareRule(change.invariant)} ` + `(${change.why}).`,
      lines: linesOf(change.invariant),
      trace: traceOf(after.events, first, traceLinesMax),
    });
  }
  return findings;
}

function endQuestion(kind: "trapped" | "deadlocked" | "out-of-budget" | "not-runnable"): string {
  switch (kind) {
    case "trapped":
      return "Can this be reached as in the run below, and what keeps it from going wrong there?";
    case "deadlocked":
      return "The run below never goes on. Who gives back what it waits for?";
    case "out-of-budget":
      return "The run below was still going on when it was given up. What ends it?";
    case "not-runnable":
      return "This could not be run. Is the text complete?";
  }
}

/** Lines that nothing reached, by the decision that kept them from running. */
function neverRan(patch: PatchExamination): readonly Finding[] {
  const { coverage } = patch;
  return [...unreached(patch, "added", coverage), ...unreached(patch, "removed", coverage.removed)];
}

function unreached(
  { number, scenarios }: PatchExamination,
  what: string,
  { executable, notRun }: LineCoverage,
): readonly Finding[] {
  if (!notRun.length || !scenarios.length) return [];
  const byReason = new Map<string, typeof notRun>();
  for (const line of notRun) {
    const list = byReason.get(line.reason) ?? [];
    byReason.set(line.reason, [...list, line]);
  }
  return [...byReason].map(([reason, lines]): Finding => ({
    kind: "never-ran",
    what: reason,
    summary: `${lines.length} of ${executable} ${what} lines never ran: ${reason}`,
    question:
      `In none of ${scenarios.length} scenarios was this reached: ${reason}. ` +
      "What has to happen for it to run?",
    assumptions: [],
    lines,
    trace: [],
    replay: ["--patch", String(number)],
  }));
}

/** The last notable steps up to one, or to the end, that one always among them. */
function traceOf(
  events: readonly ShownEvent[],
  until: number | undefined,
  most: number,
): readonly string[] {
  const within = until === undefined ? events : events.filter(({ step }) => step <= until);
  const last = within.at(-1);
  const side = { events: within, verdicts: [], outcome: { kind: "returned" } } as never;
  const notable = notableEvents(side);
  const kept = [...notable.filter((event) => event !== last), ...(last ? [last] : [])];
  return kept
    .slice(-most)
    .map((event) => `${event.step}. ${event.thread}: ${event.text} [${event.place.text}]`);
}

const ruleOf = (invariant: string): string =>
  sentence(invariants.find(({ id }) => id === invariant)?.rule ?? invariant);

const bareRule = (invariant: string): string =>
  (invariants.find(({ id }) => id === invariant)?.rule ?? invariant).replace(/\.$/, "");

const sentence = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1) + (/[.?!]$/.test(text) ? "" : ".");

const rowOf = (id: string): string => id.split("-")[0] ?? id;

/** A layer's decision as --force takes it. */
const forceOf = ({ place, forced, insteadOf }: Gate): string =>
  `${place.text.replace(/ \(L[0-9][a-z]{0,2}\)$/, "")}=${forced}` +
  (insteadOf === undefined ? "" : `@${insteadOf}`);
