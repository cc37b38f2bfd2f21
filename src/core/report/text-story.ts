// SPDX-License-Identifier: MIT
// One comparison in a report for a terminal: both stories, what differs, and where that comes from.
import { placesText, type Cause, type Compared, type ShownEvent, type Side } from "../review";
import { foldNoise, noiseText, verdictText } from "./depend";
import { notableEvents } from "./json";
import { rowOf } from "./side-word";
import { listed } from "./text-tail";
import { traceLines } from "./text-trace";
import { wrap } from "./wrap";

/** A side's story is told in at most this many events; the trace has them all. */
const storyLimit = 10;

/** What was said of a scenario so far, so that nothing is told twice. */
export class Told {
  private readonly said = new Set<string>();
  previous: Compared | undefined;

  /** `stories`: those of before as the texts stand, and by which scenario each was told. */
  constructor(
    private readonly scenario: string,
    private readonly stories: Map<string, string>,
  ) {}

  /** The earlier scenario that has told this story of before, if one has. */
  teller(side: Side): string | undefined {
    const key = shownKey(side);
    const known = this.stories.get(key);
    if (known === undefined) this.stories.set(key, this.scenario);
    return known;
  }

  has(text: string): boolean {
    return this.said.has(text);
  }

  add(texts: readonly string[]): void {
    for (const text of texts) this.said.add(text);
  }

  /** Whether this is said for the first time. */
  isNew(text: string): boolean {
    const isNew = !this.said.has(text);
    this.said.add(text);
    return isNew;
  }
}

/** One comparison, and of it what the scenario's earlier ones have not told. */
export function comparedLines(compared: Compared, told: Told, trace: boolean): string[] {
  const lines = [
    ...storiesLines(compared, told),
    ...divergenceLines(compared, told),
    ...verdictLines(compared, told),
    ...stateLines(compared, told),
    ...causeLines(compared.causes, told),
    ...(trace ? traceLines(compared) : []),
  ];
  told.previous = compared;
  return lines;
}

/** Numbered as causes name them. */
function divergenceLines({ divergences }: Compared, told: Told): string[] {
  return listed(foldNoise(divergences), ({ divergence, more }) => {
    const number = divergences.indexOf(divergence) + 1;
    const steps = `step ${divergence.before ?? "-"} | ${divergence.after ?? "-"}`;
    const rows = `${divergence.rows} row${divergence.rows === 1 ? "" : "s"}`;
    const others = more ? `; and ${more} more like it` : "";
    const name = `differs ${number}${noiseText(divergence)}`;
    return told.isNew(`${number} ${divergence.text}`)
      ? `${name}: ${divergence.text} (${steps}, ${rows})${others}`
      : `${name}: as above`;
  });
}

function stateLines({ stateDifferences }: Compared, told: Told): string[] {
  const news = stateDifferences.filter(({ text }) => told.isNew(`state ${text}`));
  const known = stateDifferences.length - news.length;
  return [
    ...listed(news, ({ text }) => `state: ${text}`),
    ...(known ? [`    state: ${known} change${known === 1 ? "" : "s"} as above`] : []),
  ];
}

/** Both stories, or one where they read the same. */
function storiesLines(compared: Compared, told: Told): string[] {
  const { before, after, changed } = compared;
  const isTold = (side: "before" | "after"): boolean =>
    told.previous !== undefined && storyKey(told.previous[side]) === storyKey(compared[side]);
  const story = (name: string, side: "before" | "after"): string[] => {
    if (isTold(side)) return [`    ${name}: as just above`];
    const teller = told.previous || side === "after" ? undefined : told.teller(compared[side]);
    if (teller === undefined) return storyLines(name, compared[side], told);
    told.add(notableEvents(compared[side]).map(({ text }) => text));
    return wrap(`${name}: as in ${teller}`, 4);
  };
  if (!changed) return story("before = after", "before");
  if (shownKey(before) === shownKey(after)) return story("before and after alike", "before");
  return [...story("before", "before"), ...story("after", "after")];
}

const storyKey = (side: Side): string =>
  [...notableEvents(side).map((event) => event.text), side.outcome.text].join("\n");

/** Two stories of the same key read the same, line by line. */
const shownKey = (side: Side): string =>
  [...notableEvents(side).map(eventLine), side.outcome.text].join("\n");

function storyLines(name: string, side: Side, told: Told): string[] {
  const notable = notableEvents(side);
  const lines: string[] = [];
  let known = 0;
  let shown = 0;
  const tellKnown = (): void => {
    if (known) lines.push(`      ... ${known} told above`);
    known = 0;
  };
  const notShown = notable.filter((event) => {
    if (told.has(event.text)) return void known++;
    tellKnown();
    if (shown++ < storyLimit) lines.push(...wrap(eventLine(event), 6));
    return storyLimit < shown;
  });
  tellKnown();
  told.add(notable.map(({ text }) => text));
  const { outcome } = side;
  const calls =
    outcome.kind === "trapped"
      ? outcome.stack
          .slice(1, 3)
          .map((frame) => `called at ${frame.place.text} in ${frame.function}`)
      : [];
  return [
    `    ${name}:`,
    ...lines,
    ...(notShown.length ? [`      ... and ${notShown.length} more (--trace shows all)`] : []),
    ...wrap(`ends: ${outcome.text}`, 6),
    ...calls.flatMap((text) => wrap(text, 8)),
  ];
}

const eventLine = (event: ShownEvent): string =>
  `${event.step}. ${event.thread}: ${event.text} [${event.place.text}]`;

function verdictLines(compared: Compared, told: Told): string[] {
  const decided = compared.verdictChanges.filter((change) => change.after !== "unknown");
  const still = decided.filter((change) => told.has(verdictText(change)));
  const open = openText(compared);
  const lines = [
    ...decided
      .filter((change) => !still.includes(change))
      .flatMap((change) => wrap(verdictText(change), 4)),
    ...(still.length
      ? wrap(`verdict, as above: ${still.map((change) => shortVerdict(change)).join(", ")}`, 4)
      : []),
    ...(open && told.isNew(open) ? wrap(open, 4) : []),
    ...brokenOnBoth(compared)
      .map((verdict) => `broken on both sides: ${verdict.invariant}: ${verdict.why}`)
      .filter((text) => told.isNew(text))
      .flatMap((text) => wrap(text, 4)),
  ];
  told.add(decided.map(verdictText));
  return lines;
}

type VerdictChange = Compared["verdictChanges"][number];

const shortVerdict = ({ invariant, before, after }: VerdictChange): string =>
  `${invariant} ${before} -> ${after}`;

function openText({ verdictChanges, after }: Compared): string {
  const open = verdictChanges.filter((change) => change.after === "unknown");
  if (!open.length) return "";
  // A run that did not end says itself why; one that did has to.
  const why = after.outcome.kind === "returned";
  const texts = open.map(
    (change) =>
      `${rowOf(change.invariant)} (${change.before} before${why ? `; ${change.why}` : ""})`,
  );
  return `no verdict on the after side: ${texts.join(", ")}`;
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
function causeLines(causes: readonly Cause[], told: Told): string[] {
  const byLines = new Map<string, Cause[]>();
  for (const cause of causes) {
    const key = `${cause.text.split(": ").at(-1)}${cause.alsoWithout ? "+" : ""}`;
    byLines.set(key, [...(byLines.get(key) ?? []), cause]);
  }
  return [...byLines.values()].flatMap((group) => {
    const [first] = group;
    if (!first || !told.isNew(group.map(({ of, text }) => `${of} ${text}`).join("\n"))) return [];
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
