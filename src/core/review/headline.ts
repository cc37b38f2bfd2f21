// SPDX-License-Identifier: MIT
import type {
  Compared,
  Coverage,
  Gate,
  LineCoverage,
  ScenarioExamination,
  Side,
} from "./examination";
import { verdictWord, verdictWords } from "./words";

/** The first sentences of a result: what changes, or why nothing does and what lies behind that. */
export function headlineOf(
  scenarios: readonly ScenarioExamination[],
  coverage: Coverage,
  unrelatedCount: number,
  assumptionCount: number,
): string {
  if (!scenarios.length)
    return `None of the ${unrelatedCount} scenarios enters a function that this patch changes.`;
  const altered = scenarios.filter(changesVerdict);
  const count = counted(scenarios.length);
  const isAlike = scenarios.every(
    ({ changed, gates }) => !changed && gates.every((gate) => !gate.changed),
  );
  // Said only with what it rests on.
  if (isAlike)
    return (
      `No behaviour change in these ${count}: ${ranText(coverage)} ran, ` +
      `${assumptionCount} assumption` +
      `${assumptionCount === 1 ? "" : "s"} made${becauseText(scenarios, coverage)}.`
    );
  if (!altered.length)
    return [
      `No verdict changes in ${count}${unrunText(scenarios, coverage)}.`,
      ...layerTexts(scenarios),
    ].join(" ");
  const texts = altered.map((scenario) => `${rowOf(scenario.id)}: ${changeText(scenario)}`);
  const verb = altered.length === 1 ? "ends" : "end";
  return `${altered.length} of ${count} ${verb} differently. ${texts.join(". ")}.`;
}

/** How a reason goes on where no value of an operand would do. */
const noValue = "no value can do that: ";

const counted = (count: number): string => `${count} scenario${count === 1 ? "" : "s"}`;

const rowOf = (id: string): string => (id.split("-")[0] ?? id).toUpperCase();

const changesVerdict = (compared: Compared): boolean =>
  0 < compared.verdictChanges.length || endText(compared.before) !== endText(compared.after);

/** "2 of 3 added and 1 of 1 removed lines with code". */
export function ranText({ ran, executable, removed }: Coverage): string {
  const added = executable || !removed.executable ? [`${ran} of ${executable} added`] : [];
  const taken = removed.executable ? [`${removed.ran} of ${removed.executable} removed`] : [];
  return `${[...added, ...taken].join(" and ")} lines with code`;
}

function unrunText(scenarios: readonly ScenarioExamination[], coverage: Coverage): string {
  const { notRun, removed } = coverage;
  const told = (what: string, { notRun: idle, executable }: LineCoverage): string =>
    `: ${idle.length} of ${executable} executable ${what} lines never run`;
  if (notRun.length) return told("added", coverage) + becauseText(scenarios, coverage);
  return removed.notRun.length ? told("removed", removed) + becauseText(scenarios, coverage) : "";
}

/** The decision that most of the lines wait behind, and what keeps it from falling otherwise. */
function becauseText(scenarios: readonly ScenarioExamination[], coverage: Coverage): string {
  const { notRun, removed } = coverage;
  if (!notRun.length && removed.notRun[0]) return `, because ${removed.notRun[0].reason}`;
  const scenario = scenarios.find(({ gates }) => gates.length);
  const gate = scenario?.gates[0];
  if (!gate) return "";
  // Lines of one patch may wait behind different decisions.
  const reason = `\`${gate.condition}\` at ${gate.place.text} was `;
  const behind = new Set(
    scenario?.coverage.notRun.flatMap((line) =>
      line.reason.startsWith(reason) ? [line.place.text] : [],
    ),
  );
  const count = notRun.filter(({ place }) => behind.has(place.text)).length;
  if (!count) return "";
  const share = count === notRun.length ? "" : `${count} of them `;
  const condition = `\`${gate.condition}\` (${gate.place.text})`;
  const never = notRun.find(
    ({ reason: told }) => told.startsWith(reason) && told.includes(noValue),
  );
  const why = never ? ` (${never.reason.split(noValue)[1] ?? ""})` : "";
  return `, ${share}because ${condition} is never ${gate.forced}${why}`;
}

/** The layers of the first scenario in which one shows a change, each behind the one before. */
function layerTexts(scenarios: readonly ScenarioExamination[]): readonly string[] {
  const scenario = scenarios.find((candidate) => candidate.gates.some(changesVerdict));
  if (!scenario) {
    const opened = scenarios.some(({ gates }) => gates.length);
    return [
      ...firstDifference(scenarios),
      ...(opened ? ["Behind that no verdict changes either."] : []),
    ];
  }
  let before = "";
  return mainGates(scenario.gates).map((gate, index, all) => {
    const [text, after] = [storyText(gate.before), storyText(gate.after)];
    const told = text === before ? "" : `before ${text}; `;
    before = text;
    const where = index ? "Behind that," : `${rowOf(scenario.id)},`;
    const verdicts = changedText(gate);
    const still = index === all.length - 1 ? stillBroken(gate) : "";
    const change = [verdicts, still].flatMap((one) => (one ? [`; ${one}`] : [])).join("");
    // Two sides that tell the same story differ in a rule alone.
    const story = text === after ? `both sides: ${text}` : `${told}after ${after}`;
    return `${where} ${assumed(gate)}: ${story}${change}.`;
  });
}

/** What a layer assumes, without the reasons: the layer before has ended with them. */
function assumed({ kind, condition, forced, assumption }: Gate): string {
  if (kind === "result") return assumption;
  return `if \`${condition}\` were ${forced}${kind === "trap" ? " where it led to that" : ""}`;
}

/** What is broken at the end of the story as it was before; why stands with the layer. */
const stillBroken = ({ before, after }: Gate): string => {
  const both = after.verdicts.filter(
    ({ invariant, state }) =>
      state === "broken" &&
      before.verdicts.some((one) => one.invariant === invariant && one.state === "broken"),
  );
  const names = both.map(({ invariant }) => invariant);
  return names.length ? `still broken ${names.join(", ")}` : "";
};

/** Where no verdict changes a reader wants to know what does. */
function firstDifference(scenarios: readonly ScenarioExamination[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { divergences } of scenarios) {
    const first = divergences.find(({ noise }) => !noise) ?? divergences[0];
    if (first) counts.set(first.text, (counts.get(first.text) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  if (!most) return [];
  const [text, times] = most;
  return [`What differs first: ${text} (in ${times} of ${scenarios.length}).`];
}

/** Of several ways on at one layer, the first is the one the next layer lies behind. */
const mainGates = (gates: readonly Gate[]): readonly Gate[] =>
  gates.filter((gate, index) => gates.findIndex((other) => other.layer === gate.layer) === index);

/** What changes in one comparison, the way it ends before the verdicts. */
function changeText(compared: Compared): string {
  const { before, after } = compared;
  const ends =
    endText(before) === endText(after)
      ? []
      : [`before ${endText(before)}, after ${endText(after)}`];
  const verdicts = changedText(compared);
  return (
    [...ends, ...(verdicts ? [verdicts] : [])].join("; ") || "changes without a change of verdict"
  );
}

/** The rules whose verdict one comparison changes, by how. */
function changedText({ after, verdictChanges }: Compared): string {
  const texts = verdictWords.flatMap((word) => {
    // A run that did not end says itself why nothing is decided any more.
    if (word === "no longer decided" && after.outcome.kind !== "returned") return [];
    const named = verdictChanges.filter((change) => verdictWord(change) === word);
    const comma = word.includes(",") ? "," : "";
    return named.length
      ? [`${word}${comma} ${named.map(({ invariant }) => invariant).join(", ")}`]
      : [];
  });
  return texts.join("; ");
}

/** How one side ends, without the origin of an undefined value. */
function endText({ outcome }: Side): string {
  if (outcome.kind !== "trapped") return outcome.text;
  return `stops at ${outcome.place.text} in ${outcome.function}: ${outcome.message}`;
}

/** What one side does to the world, in a few words, and how it ends. */
function storyText(side: Side): string {
  const deeds = side.events.flatMap((event) => {
    if (event.kind !== "host") return [];
    const value = (name: string): string =>
      event.args.find((argument) => argument.name === name)?.value ?? "";
    switch (event.name) {
      case "sync":
        return [`syncs ${value("mount")}`];
      case "shutdown":
        return [`shuts ${value("mount")} down (${value("reason")})`];
      case "signal":
        return [`sends ${value("to")} ${value("signal")}`];
      case "unmap":
        return [`unmaps ${value("object")} ${pagesText(value("first"), value("pages"))}`];
      default:
        return [];
    }
  });
  const end = side.outcome.kind === "returned" ? [] : [endText(side)];
  return [...new Set(deeds), ...end].join(", ") || "runs to its end";
}

/** A count of 0 means all that follow, as for unmap_mapping_pages. */
function pagesText(first: string, count: string): string {
  if (count === "0") return `from page ${first} to its end`;
  return count === "1" ? `page ${first}` : `from page ${first}, ${count} pages`;
}
