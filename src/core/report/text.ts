// SPDX-License-Identifier: MIT
import {
  placesText,
  type Cause,
  type Compared,
  type Examination,
  type PatchExamination,
  type ScenarioExamination,
  type ShownEvent,
  type Side,
} from "../review";
import {
  asText,
  beyondText,
  dependsTexts,
  foldNoise,
  noiseText,
  notAskedText,
  verdictText,
} from "./depend";
import { notableEvents } from "./json";
import {
  commentLines,
  coverageLines,
  listed,
  placementLines,
  revisionLines,
  standText,
} from "./text-tail";
import { traceLines } from "./text-trace";
import { columns, wrap } from "./wrap";

/** A side's story is told in at most this many events; the trace has them all. */
const storyLimit = 10;

/** Writes an examination for a terminal, at most 100 columns wide. */
export function examinationText(
  examination: Examination,
  options: { readonly trace: boolean },
): string {
  const lines = [
    ...wrap(`Ran on ${examination.ranOn}.`, 0),
    ...examination.diagnostics.flatMap((diagnostic) =>
      wrap(`${diagnostic.severity}: ${diagnostic.message}`, 0),
    ),
    ...examination.patches.flatMap((patch) => patchLines(patch, options.trace)),
    ...examination.revisions.flatMap(revisionLines),
  ];
  return `${lines.join("\n")}\n`;
}

function patchLines(patch: PatchExamination, trace: boolean): string[] {
  const names = [
    ...(patch.revision === 1 ? [] : [`v${patch.revision}`]),
    ...(patch.part && 1 < patch.part.of ? [`${patch.part.index}/${patch.part.of}`] : []),
  ];
  const revision = names.length ? ` (${names.join(", ")})` : "";
  return [
    "",
    ...wrap(`Patch ${patch.number}  ${patch.subject}${revision}`, 0, 9),
    ...levelLines(patch),
    ...patch.headline.split(storyBreak).flatMap((part) => wrap(part, 2, 2)),
    ...matrixLines(patch),
    ...patch.scenarios.flatMap((scenario) => scenarioLines(scenario, patch, trace)),
    "",
    ...(patch.notRunnable === undefined ? coverageLines(patch) : []),
    ...commentLines(patch),
    ...notAskedLines(patch),
    ...placementLines(patch),
  ];
}

const notAskedLines = (patch: PatchExamination): string[] => {
  const text = notAskedText(patch);
  return text ? wrap(text, 0) : [];
};

/** A layer begins on a line of its own. */
const storyBreak = / (?=Behind that, if |What differs first: |[A-Z][0-9]+, if )/;

/** Which kernel, and why that one. */
const levelLines = ({ level }: PatchExamination): string[] =>
  level ? wrap(`Level ${level.id} (${level.label}): ${level.why}.`, 2, 0) : [];

// ---- the matrix ----

function matrixLines(patch: PatchExamination): string[] {
  const rows = patch.scenarios.map((scenario) => [
    ...[
      scenario.id,
      sideWord(scenario.before),
      sideWord(scenario.after),
      changeWord(scenario) + asWord(scenario),
    ],
  ]);
  const unrelated = patch.unrelated.length
    ? wrap(
        `not related: ${patch.unrelated.join(", ")} ` +
          "(neither side enters a function this patch changes)",
        2,
      )
    : [];
  const table = rows.length ? tableLines([["scenario", "before", "after", ""], ...rows]) : [];
  return table.length || unrelated.length ? ["", ...table, ...unrelated] : [];
}

/** Columns side by side, or one line a row where they would not fit. */
function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = cellsLeast.map((least, column) =>
    Math.max(least, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const total = widths.reduce((sum, width) => sum + 2 + width, 0);
  if (columns < total) return rows.slice(1).flatMap((row) => wrap(row.join(" | "), 2, 4));
  return rows.map((row) =>
    widths
      .map((width, column) => `  ${(row[column] ?? "").padEnd(width)}`)
      .join("")
      .trimEnd(),
  );
}

/** So wide at least, so that the matrices of a report's patches look alike. */
const cellsLeast = [8, 26, 26, 0];

function sideWord(side: Side): string {
  const broken = side.verdicts.filter((verdict) => verdict.state === "broken");
  const rows = broken.map((verdict) => rowOf(verdict.invariant)).join(" ");
  const end = side.outcome.kind === "returned" ? "" : side.outcome.kind;
  return [end, rows ? `broken ${rows}` : ""].filter(Boolean).join(", ") || "nothing broken";
}

const rowOf = (invariant: string): string => invariant.split("-")[0] ?? invariant;

function changeWord(compared: Compared): string {
  if (!compared.changed) return "same";
  return compared.verdictChanges.length ? "verdict changes" : "differs";
}

const asWord = ({ as }: ScenarioExamination): string => (as ? `, as ${rowOf(as.scenario)}` : "");

// ---- one scenario and its layers ----

function scenarioLines(
  scenario: ScenarioExamination,
  patch: PatchExamination,
  trace: boolean,
): string[] {
  if (scenario.as && !trace)
    return ["", ...wrap(`${scenario.id}: ${scenario.title}: ${asText(scenario.as)}.`, 0)];
  const stand = standText(patch);
  const whose = whoseLines(scenario, patch);
  const alike = !scenario.changed && scenario.gates.every((gate) => !gate.changed);
  if (alike && !trace) return [...alikeLines(scenario), ...whose];
  const literal = [
    ...comparedLines(scenario, undefined, trace),
    ...dependLines(patch, scenario.id, 0),
  ];
  const layers = scenario.gates.flatMap((gate, index) => [
    ...wrap(`Layer ${gate.layer}, assumed: ${gate.assumption} [${gate.place.text}]`, 2),
    ...comparedLines(gate, scenario.gates[index - 1] ?? scenario, trace),
    ...(isFollowed(scenario, index) ? dependLines(patch, scenario.id, gate.layer) : []),
  ]);
  const title = wrap(`${scenario.id}: ${scenario.title}`, 0);
  const beyond = scenario.beyond === undefined ? [] : wrap(beyondText(scenario.beyond), 2);
  return [
    ...["", ...title, ...wrap(`A${stand.slice(1)}:`, 2)],
    ...[...literal, ...whose, ...layers, ...beyond],
  ];
}

const dependLines = (patch: PatchExamination, scenario: string, layer: number): string[] =>
  dependsTexts(patch, scenario, layer).flatMap((text) => wrap(text, 4));

/** Of several ways on at one layer the first is the one that was looked behind. */
const isFollowed = ({ gates }: ScenarioExamination, index: number): boolean =>
  gates.findIndex(({ layer }) => layer === gates[index]?.layer) === index;

/** Whose a broken rule is; of a patch on its own its verdicts say that already. */
function whoseLines({ id }: ScenarioExamination, { part, blame }: PatchExamination): string[] {
  if (!part || part.of < 2) return [];
  return blame
    .filter(({ scenario }) => scenario === id)
    .flatMap(({ rule, text }) => wrap(`whose: ${rule}: ${text}`, 4));
}

function alikeLines(scenario: ScenarioExamination): string[] {
  const layers = new Set(scenario.gates.map((gate) => gate.layer)).size;
  const behind = layers ? `, also behind ${layers} layer${layers === 1 ? "" : "s"}` : "";
  return ["", ...wrap(`${scenario.id}: ${scenario.title}: before = after${behind}.`, 0)];
}

/** `previous` is what was told just before, so that nothing is told twice. */
function comparedLines(
  compared: Compared,
  previous: Compared | undefined,
  trace: boolean,
): string[] {
  const told = (side: "before" | "after"): boolean =>
    previous !== undefined && storyKey(previous[side]) === storyKey(compared[side]);
  return [
    ...storiesLines(compared, told),
    ...listed(foldNoise(compared.divergences), ({ divergence, more }) => {
      const steps = `step ${divergence.before ?? "-"} | ${divergence.after ?? "-"}`;
      const rows = `${divergence.rows} row${divergence.rows === 1 ? "" : "s"}`;
      const only = noiseText(divergence);
      const others = more ? `; and ${more} more like it` : "";
      return `differs${only}: ${divergence.text} (${steps}, ${rows})${others}`;
    }),
    ...verdictLines(compared, previous),
    ...listed(compared.stateDifferences, ({ text }) => `state: ${text}`),
    ...causeLines(compared.causes),
    ...(trace ? traceLines(compared) : []),
  ];
}

/** Both stories, or one where they read the same. */
function storiesLines(
  { before, after, changed }: Compared,
  told: (side: "before" | "after") => boolean,
): string[] {
  if (!changed) return storyLines("before = after", before, told("before"));
  const isAlike = storyLines("", before, false).join() === storyLines("", after, false).join();
  if (isAlike) return storyLines("before and after alike", before, told("before"));
  return [
    ...storyLines("before", before, told("before")),
    ...storyLines("after", after, told("after")),
  ];
}

const storyKey = (side: Side): string =>
  [...notableEvents(side).map((event) => event.text), side.outcome.text].join("\n");

function storyLines(name: string, side: Side, told: boolean): string[] {
  if (told) return [`    ${name}: as just above`];
  const notable = notableEvents(side);
  const more = notable.length - storyLimit;
  const { outcome } = side;
  const calls =
    outcome.kind === "trapped"
      ? outcome.stack
          .slice(1, 3)
          .map((frame) => `called at ${frame.place.text} in ${frame.function}`)
      : [];
  return [
    `    ${name}:`,
    ...notable.slice(0, storyLimit).flatMap((event) => wrap(eventLine(event), 6)),
    ...(0 < more ? [`      ... and ${more} more (--trace shows all)`] : []),
    ...wrap(`ends: ${outcome.text}`, 6),
    ...calls.flatMap((text) => wrap(text, 8)),
  ];
}

const eventLine = (event: ShownEvent): string =>
  `${event.step}. ${event.thread}: ${event.text} [${event.place.text}]`;

function verdictLines(compared: Compared, previous: Compared | undefined): string[] {
  const decided = compared.verdictChanges.filter((change) => change.after !== "unknown");
  const open = compared.verdictChanges.filter((change) => change.after === "unknown");
  // A run that did not end says itself why; one that did has to.
  const ended = compared.after.outcome.kind === "returned";
  const both = brokenOnBoth(compared);
  const news = both.filter(
    (verdict) => !previous || !brokenOnBoth(previous).some((other) => other.why === verdict.why),
  );
  return [
    ...decided.flatMap((change) => wrap(verdictText(change), 4)),
    ...(open.length
      ? wrap(
          `no verdict on the after side: ${open
            .map(
              (change) =>
                `${rowOf(change.invariant)} (${change.before} before` +
                `${ended ? `; ${change.why}` : ""})`,
            )
            .join(", ")}`,
          4,
        )
      : []),
    ...news.flatMap((verdict) =>
      wrap(`broken on both sides: ${verdict.invariant}: ${verdict.why}`, 4),
    ),
  ];
}

/** Invariants that are broken on both sides are no change, but a reader wants to know. */
const brokenOnBoth = (compared: Compared): Side["verdicts"] =>
  compared.after.verdicts.filter(
    (verdict) =>
      verdict.state === "broken" &&
      compared.before.verdicts.some(
        (other) => other.invariant === verdict.invariant && other.state === "broken",
      ),
  );

/** Effects of the same lines are told together. */
function causeLines(causes: readonly Cause[]): string[] {
  const byLines = new Map<string, Cause[]>();
  for (const cause of causes) {
    const key = `${cause.text.split(": ").at(-1)}${cause.alsoWithout ? "+" : ""}`;
    byLines.set(key, [...(byLines.get(key) ?? []), cause]);
  }
  return [...byLines.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const own = first.lines.filter(({ role }) => role === "cause");
    const needed = first.lines.filter(({ role }) => role === "needed");
    const one = new Set(own.map(({ place }) => place.text)).size === 1 && !needed.length;
    const help = needed.length ? `, with ${placesText(needed)} so that it compiles,` : "";
    const effects = effectsText(group.map((cause) => cause.of));
    const without = `without ${one ? "it" : "them"}, none of that`;
    const where = `hunk${first.hunks.length === 1 ? "" : "s"} ${first.hunks.join(", ")}`;
    return wrap(
      `cause: ${placesText(own)} (${where})${help} ${one ? "is" : "are"} enough for ${effects}; ` +
        (first.alsoWithout ? "the other changed lines are, too" : without) +
        (first.incomplete ? "; not narrowed down any further" : ""),
      4,
    );
  });
}

/** Of a divergence only its first row was looked for when lines were switched off. */
function effectsText(effects: readonly string[]): string {
  const states = effects.filter((of) => of.startsWith("state: ")).length;
  const numbers = effects.flatMap((of) => /^divergence ([0-9]+)$/.exec(of)?.[1] ?? []);
  const others = effects.filter((of) => !/^divergence |^state: /.test(of));
  const start = `the start of divergence${numbers.length === 1 ? "" : "s"} ${inWords(numbers)}`;
  return inWords([
    ...others,
    ...(states ? [counted(states)] : []),
    ...(numbers.length ? [start] : []),
  ]);
}

/** "1, 2 and 3". */
const inWords = (list: readonly string[]): string =>
  list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1) ?? ""}`;

const counted = (states: number): string => `${states} change${states === 1 ? "" : "s"} of state`;
