// SPDX-License-Identifier: MIT
import type {
  LinkedText,
  PanelCause,
  PanelDone,
  PanelLayer,
  PanelModel,
  PanelNote,
  PanelRevision,
  PanelRow,
  PanelScenario,
  PanelSide,
} from "./model";

/** Everything the panel draws, as plain lines: for the clipboard and for who cannot see it. */
export function panelText(model: PanelModel): string {
  switch (model.state) {
    case "empty":
      return `${model.text}\n`;
    case "failed":
      return `${model.document}\n${model.text}\n${model.details}\n`;
    case "read":
      return lines([model.document, ...patchLines(model.reading)]);
    case "done":
      return lines(doneLines(model));
  }
}

const lines = (all: readonly string[]): string => `${all.join("\n")}\n`;

function patchLines(reading: PanelDone["reading"]): readonly string[] {
  return reading.patches.flatMap((patch) => [
    `${patch.selected ? "*" : " "} patch ${patch.number}: ${patch.title} (${patch.summary})`,
    ...patch.hunks.map((hunk) => `    ${hunk.title.text} [${hunk.state}]: ${hunk.summary}`),
  ]);
}

function doneLines(model: PanelDone): readonly string[] {
  const { selected } = model;
  return [
    model.document,
    `Run on ${model.ranOn}`,
    ...(model.stale ? ["The text was changed since this run."] : []),
    ...patchLines(model.reading),
    "",
    model.headline,
    "",
    "Scenarios (before | after)",
    ...model.scenarios.map(scenarioLine),
    ...unrelatedLines(model.unrelated),
    ...(selected
      ? ["", `${selected.title}: ${selected.layers.find((one) => one.selected)?.label ?? ""}`]
      : []),
    ...(selected ? layerLines(selected.layer) : []),
    "",
    `Coverage: ${model.coverage.text}`,
    ...model.coverage.notRun.map((one) => `  ${one.place.text}: ${one.text.trim()}: ${one.reason}`),
    ...noteLines("Where the hunks were placed", model.placements),
    ...noteLines("Assumptions", model.assumptions),
    ...noteLines("If something else were assumed", model.dependences),
    ...noteLines("Whose a broken rule is", model.blame),
    ...model.revisions.flatMap(revisionLines),
    ...noteLines("Repairs", model.reading.repairs),
    ...noteLines("Lost", model.reading.losses),
  ];
}

function scenarioLine(one: PanelScenario): string {
  const before = `${one.before.word}, ${one.beforeVerdicts.word}`;
  const after = `${one.after.word}, ${one.afterVerdicts.word}`;
  return `${one.selected ? "*" : " "} ${one.title}: ${before} | ${after}: ${one.summary}`;
}

function unrelatedLines(ids: readonly string[]): readonly string[] {
  return ids.length ? [`  ${ids.length} more never enter the patched code: ${ids.join(", ")}`] : [];
}

function layerLines(layer: PanelLayer): readonly string[] {
  return [
    ...(layer.assumption === undefined ? [] : [`Assuming: ${layer.assumption}`]),
    `Before: ${sideText(layer.before)}`,
    `After:  ${sideText(layer.after)}`,
    "",
    "Verdicts (before | after)",
    ...layer.verdicts.map(
      (one) => `  ${one.invariant}: ${one.before.word} | ${one.after.word}: ${one.why}`,
    ),
    ...(layer.verdictsHeld.length ? [`  hold in both runs: ${layer.verdictsHeld.join(", ")}`] : []),
    ...(layer.verdictsUnknown.length
      ? [`  not decided in either run: ${layer.verdictsUnknown.join(", ")}`]
      : []),
    "",
    "Trace (= same, ! changed, - only before, + only after)",
    ...layer.trace.segments.flatMap(({ rows }) => rows.flatMap(rowLines)),
    ...(layer.trace.cut ? [`  ${layer.trace.cut} more rows are not shown`] : []),
    ...(layer.stateChanges.length ? ["", "State that differs at the end"] : []),
    ...layer.stateChanges.map((one) => `  ${one.fact}: ${one.before} | ${one.after}`),
    ...(layer.causes.length ? ["", "Causes"] : []),
    ...layer.causes.flatMap(causeLines),
  ];
}

function causeLines({ of, text, places, lines: own }: PanelCause): readonly string[] {
  return [
    `  ${of}: ${text}${own.length ? "" : ` (${placesText(places)})`}`,
    ...own.map((line) => {
      const sign = line.kind === "added" ? "+" : "-";
      const needed = line.needed ? " (needed to compile)" : "";
      return `    ${line.place.text}: ${sign}${line.text.trimEnd()}${needed}`;
    }),
  ];
}

function revisionLines({ title, scenarios, changelog }: PanelRevision): readonly string[] {
  return [
    "",
    `Revisions ${title}`,
    ...scenarios.flatMap(({ id, appears, vanishes, stays }) => [
      `  ${id}`,
      ...appears.map((text) => `    appears: ${text}`),
      ...vanishes.map((text) => `    vanishes: ${text}`),
      ...stays.map((text) => `    stays: ${text}`),
    ]),
    ...changelog.map((text) => `  the mail says: ${text}`),
  ];
}

function sideText(side: PanelSide): string {
  const stack = side.stack.map((frame) => `${frame.function} ${frame.place.text}`).join(" <- ");
  return (
    side.text +
    (stack ? ` [${stack}]` : "") +
    (side.origin ? `; declared at ${side.origin.text}` : "")
  );
}

function rowLines(row: PanelRow): readonly string[] {
  const head = row.divergence === undefined ? [] : [`  -- ${row.divergence}`];
  const { before, after } = row;
  const line = (mark: string, cell: PanelRow["before"]): readonly string[] =>
    cell
      ? [`  ${mark} ${"  ".repeat(cell.depth)}${cell.thread}: ${cell.text}${placeText(cell.place)}`]
      : [];
  switch (row.kind) {
    case "same":
      return [...head, ...line("=", after ?? before)];
    case "changed":
      return [...head, ...line("!-", before), ...line("!+", after)];
    case "only-before":
      return [...head, ...line("-", before)];
    case "only-after":
      return [...head, ...line("+", after)];
  }
}

const placeText = ({ text }: LinkedText): string => (text ? ` (${text})` : "");

const placesText = (places: readonly LinkedText[]): string =>
  places.map(({ text }) => text).join(", ");

function noteLines(title: string, notes: readonly PanelNote[]): readonly string[] {
  if (!notes.length) return [];
  return [
    "",
    title,
    ...notes.map((note) => {
      const places = note.places.length ? ` (${placesText(note.places)})` : "";
      return `  ${note.label}: ${note.text}${places}`;
    }),
  ];
}
