// SPDX-License-Identifier: MIT
import type {
  Compared,
  Examination,
  Gate,
  PatchExamination,
  ScenarioExamination,
  ShownEvent,
  Side,
} from "../review";
import { notableEvents } from "./json";
import { wrap } from "./wrap";

/** A side's story is told in at most this many events; the trace has them all. */
const storyLimit = 12;

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
  ];
  return `${lines.join("\n")}\n`;
}

function patchLines(patch: PatchExamination, trace: boolean): string[] {
  return [
    "",
    ...wrap(
      `Patch ${patch.number}  ${patch.subject}${patch.revision === 1 ? "" : ` (v${patch.revision})`}`,
      0,
      9,
    ),
    ...wrap(patch.headline, 2, 0),
    "",
    ...matrixLines(patch),
    ...patch.scenarios.flatMap((scenario) => scenarioLines(scenario, trace)),
    "",
    ...coverageLines(patch),
    ...placementLines(patch),
  ];
}

function matrixLines(patch: PatchExamination): string[] {
  const width = Math.max(8, ...patch.scenarios.map((scenario) => scenario.id.length));
  const row = (id: string, before: string, after: string, note: string): string =>
    `  ${id.padEnd(width)}  ${before.padEnd(26)}  ${after.padEnd(26)}  ${note}`.trimEnd();
  const rows = patch.scenarios.map((scenario) =>
    row(
      scenario.id,
      sideWord(scenario.before),
      sideWord(scenario.after),
      scenario.changed ? (scenario.verdictChanges.length ? "verdict changes" : "differs") : "same",
    ),
  );
  const unrelated = patch.unrelated.length
    ? wrap(
        `not related: ${patch.unrelated.join(", ")} (neither side enters a function this patch changes)`,
        2,
      )
    : [];
  return rows.length ? [row("scenario", "before", "after", ""), ...rows, ...unrelated] : unrelated;
}

function sideWord(side: Side): string {
  const broken = side.verdicts.filter((verdict) => verdict.state === "broken");
  const rows = broken.map((verdict) => verdict.invariant.split("-")[0] ?? "").join(" ");
  const end = side.outcome.kind === "returned" ? "" : side.outcome.kind;
  return [end, rows ? `broken ${rows}` : ""].filter(Boolean).join(", ") || "nothing broken";
}

function scenarioLines(scenario: ScenarioExamination, trace: boolean): string[] {
  return [
    "",
    `${scenario.id}: ${scenario.title}`,
    "  As the texts stand:",
    ...comparedLines(scenario, 4, trace),
    ...scenario.gates.flatMap((gate) => gateLines(gate, trace)),
  ];
}

const gateLines = (gate: Gate, trace: boolean): string[] => [
  ...wrap(`Layer ${gate.layer}, assumed: ${gate.assumption} [${gate.place.text}]`, 2),
  ...comparedLines(gate, 4, trace),
];

function comparedLines(compared: Compared, indent: number, trace: boolean): string[] {
  const { before, after } = compared;
  const divergences = compared.divergences.map(
    (divergence) =>
      `differs: ${divergence.text} (step ${divergence.before ?? "-"} | ${divergence.after ?? "-"}, ` +
      `${divergence.rows} row${divergence.rows === 1 ? "" : "s"})`,
  );
  const same = !compared.changed;
  return [
    ...(same
      ? storyLines("before = after", before, indent)
      : [...storyLines("before", before, indent), ...storyLines("after", after, indent)]),
    ...divergences.flatMap((text) => wrap(text, indent)),
    ...compared.verdictChanges.flatMap((change) =>
      wrap(
        `verdict: ${change.invariant} ${change.before} -> ${change.after}: ${change.why}`,
        indent,
      ),
    ),
    ...brokenLines(compared, indent),
    ...compared.stateChanges.flatMap((change) =>
      wrap(`state: ${change.fact}: ${change.before} -> ${change.after}`, indent),
    ),
    ...compared.causes.flatMap((cause) =>
      wrap(
        `cause of ${cause.of}: ${cause.text} [${cause.places.map((place) => place.text).join(", ")}]`,
        indent,
      ),
    ),
    ...(trace ? traceLines(compared, indent) : []),
  ];
}

function storyLines(name: string, side: Side, indent: number): string[] {
  const notable = notableEvents(side);
  const shown = notable.slice(0, storyLimit);
  const more = notable.length - shown.length;
  const stack =
    side.outcome.kind === "trapped"
      ? side.outcome.stack
          .slice(1, 3)
          .map((frame) => `called at ${frame.place.text} in ${frame.function}`)
      : [];
  const origin =
    side.outcome.kind === "trapped" && side.outcome.origin ? [side.outcome.origin.text] : [];
  return [
    `${" ".repeat(indent)}${name}:`,
    ...shown.flatMap((event) => wrap(eventLine(event), indent + 2)),
    ...(0 < more ? [`${" ".repeat(indent + 2)}... and ${more} more (--trace shows all)`] : []),
    ...wrap(`ends: ${side.outcome.text}`, indent + 2),
    ...[...origin, ...stack].flatMap((text) => wrap(text, indent + 4)),
  ];
}

const eventLine = (event: ShownEvent): string =>
  `${event.step}. ${event.thread}: ${event.text} [${event.place.text}]`;

/** Invariants that are broken on both sides are no change, but a reader wants to know. */
function brokenLines(compared: Compared, indent: number): string[] {
  return compared.after.verdicts
    .filter(
      (verdict) =>
        verdict.state === "broken" &&
        compared.before.verdicts.some(
          (other) => other.invariant === verdict.invariant && other.state === "broken",
        ),
    )
    .flatMap((verdict) =>
      wrap(`broken on both sides: ${verdict.invariant}: ${verdict.why}`, indent),
    );
}

function traceLines(compared: Compared, indent: number): string[] {
  const mark = { same: " ", changed: "!", "only-before": "-", "only-after": "+" } as const;
  const blank = " ".repeat(indent);
  return compared.alignment.flatMap((row) => {
    const before = row.before === undefined ? undefined : compared.before.events[row.before - 1];
    const after = row.after === undefined ? undefined : compared.after.events[row.after - 1];
    if (row.kind === "changed" && before && after)
      return [traceLine(before, "-"), traceLine(after, "+")].map((line) => blank + line);
    const event = after ?? before;
    return event ? [blank + traceLine(event, mark[row.kind])] : [];
  });
}

const traceLine = (event: ShownEvent, mark: string): string =>
  `${mark} ${String(event.step).padStart(4)} ${"  ".repeat(event.depth)}${event.text}  [${event.place.text}]`;

function coverageLines(patch: PatchExamination): string[] {
  const { executable, ran, noCode, notRun } = patch.coverage;
  return [
    ...wrap(
      `Added lines: ${ran} of ${executable} with code ran in some scenario as the texts stand; ` +
        `${noCode} carry no code.`,
      0,
    ),
    ...notRun.flatMap((line) => wrap(`never ran: ${line.text} [${line.place.text}]`, 2)),
  ];
}

function placementLines(patch: PatchExamination): string[] {
  return [
    ...patch.placements.flatMap((placement) =>
      wrap(
        `hunk ${placement.hunk}${placement.role === "subject" ? "" : ` (--${placement.role})`}: ` +
          `${placement.kind}${placement.targets.length ? ` in ${placement.targets.map((target) => `${target.name} (${target.path})`).join(", ")}` : ""}` +
          ` ${Math.round(placement.score * 100)} %` +
          (placement.reasons.length ? `: ${placement.reasons.join("; ")}` : ""),
        0,
      ),
    ),
    ...patch.assumptions.flatMap((assumption) =>
      wrap(
        `assumption ${assumption.id}: ${assumption.text}` +
          (assumption.lines.length
            ? ` [${assumption.lines.map((span) => `mail:${span.line}`).join(", ")}]`
            : ""),
        0,
      ),
    ),
  ];
}
