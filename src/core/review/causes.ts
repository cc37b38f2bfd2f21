// SPDX-License-Identifier: MIT
// Why: for every effect of a patch the fewest of its lines that are enough for it, found by
// switching lines off and running again.
import { atomsOf, lineId, type Atom } from "../apply";
import type { Patch } from "../patch";
import {
  isChanged,
  listEffects,
  smallestCause,
  type ChangedLine,
  type Effect,
  type SmallestCause,
} from "../compare";
import type { Scenario } from "../sim";
import type { Cause, CauseLine } from "./examination";
import type { LayerAssumptions } from "./layer";
import type { Off, PairRun, Session, Variant } from "./session";

/**
 * Tries for one effect: enough for a patch of thousands of lines of which a few matter; each costs
 * some hundredths of a second.
 */
const triesMax = 120;
/** Effects of one scenario that are looked into, the weightiest first. */
const effectsMax = 24;

const endless = "out-of-budget";

export interface CauseContext {
  readonly session: Session;
  readonly full: Variant;
  readonly patch: Patch;
  /** The added lines and their statements, to try first without those that did not run. */
  readonly lines: readonly ChangedLine[];
  /** Answers so far, as ids of atoms, by effect and by kind of effect: guesses for what follows. */
  readonly answers: Map<string, readonly string[]>;
}

/** Finds, for every effect of the patch in one scenario, the lines that are enough for it. */
export function* causesOf(
  context: CauseContext,
  scenario: Scenario,
  pair: PairRun,
  layer: LayerAssumptions,
): Generator<void, readonly Cause[]> {
  if (!isChanged(pair.comparison)) return [];
  const { session, full, patch, answers } = context;
  const parts = partsOf(patch, full);
  const { all } = parts;
  const ran = ranLines(context, pair);
  const causes: Cause[] = [];
  // An endless run differs in how it ends; where its trace was cut says nothing.
  const isEndless = [pair.before, pair.after].some(({ outcome }) => outcome.kind === endless);
  const effects = listEffects(pair.comparison).filter(
    ({ key, kind }) => !key.endsWith(" unknown") && (!isEndless || kind === "outcome"),
  );
  for (const effect of effects.slice(0, effectsMax)) {
    const found = yield* smallestCause(
      all,
      (some) => {
        const off = parts.offWithout(some);
        const shown = session.effects(off, scenario, layer, isEndless ? "ends" : "all");
        if (!shown) return "broken";
        if (shown === "spent") return shown;
        return shown.has(effect.key) ? "shows" : "gone";
      },
      {
        partitions: [({ hunk }) => hunk, ({ group }) => group],
        triesMax,
        guess: guessFor(answers, effect, all),
        unlikely: (atom) => atom.lines.every((line) => ran.get(lineId(atom.hunk, line)) === false),
      },
    );
    if (!found.sufficient || !found.kept.length) continue;
    causes.push(causeOf(patch, full, pair, effect, found, all));
    for (const key of [effect.key, effect.kind])
      answers.set(
        key,
        found.kept.map(({ id }) => id),
      );
  }
  return causes;
}

/** What the same effect came from elsewhere, or else the last one of its kind. */
function guessFor(
  answers: CauseContext["answers"],
  { key, kind }: Effect,
  all: readonly Atom[],
): readonly Atom[] {
  const ids = answers.get(key) ?? answers.get(kind) ?? [];
  return all.filter(({ id }) => ids.includes(id));
}

interface Parts {
  readonly all: readonly Atom[];
  /** What is to be switched off so that of the patch only some parts are left. */
  offWithout(kept: readonly Atom[]): Off;
}

/** Every part of the placed hunks that is on; a hunk without context goes as a whole. */
function partsOf(patch: Patch, full: Variant): Parts {
  const kinds = new Map(
    full.application.placements.flatMap(({ role, hunk, kind, targets }) =>
      role === "subject" ? [[hunk, { kind, isNew: targets[0]?.item === "new" }] as const] : [],
    ),
  );
  const hunks = patch.files.flatMap((file) => file.hunks);
  const placed = hunks.filter(({ id }) => {
    const kind = kinds.get(id)?.kind;
    return kind && kind !== "absent" && kind !== "already-there" && !full.off.hunks.includes(id);
  });
  const isWhole = (id: string): boolean =>
    kinds.get(id)?.kind === "inferred" || kinds.get(id)?.isNew === true;
  const isOff = ({ hunk, group, lines }: Atom): boolean =>
    full.off.lines.includes(group) ||
    lines.some((line) => full.off.lines.includes(lineId(hunk, line)));
  const all = placed.flatMap((hunk): readonly Atom[] => {
    const atoms = atomsOf(hunk);
    const [first] = atoms;
    if (!first || !isWhole(hunk.id)) return atoms.filter((atom) => !isOff(atom));
    return [{ ...first, lines: atoms.flatMap(({ lines }) => lines) }];
  });
  return {
    all,
    offWithout(kept) {
      const off = all.filter((atom) => !kept.includes(atom));
      return {
        // What the user switched off stays off.
        hunks: [...full.off.hunks, ...off.flatMap(({ hunk }) => (isWhole(hunk) ? [hunk] : []))],
        lines: [
          ...full.off.lines,
          ...off.flatMap(({ hunk, lines }) =>
            isWhole(hunk) ? [] : lines.map((line) => lineId(hunk, line)),
          ),
        ],
      };
    },
  };
}

/** Whether an added line ran, where it has statements of its own; a first guess, no more. */
function ranLines({ lines }: CauseContext, { after }: PairRun): ReadonlyMap<string, boolean> {
  return new Map(
    lines
      .filter(({ statements }) => statements.length)
      .map(({ origin, statements }) => [
        lineId(origin.hunk, origin.hunkLine),
        statements.some((statement) => after.ranStatements.has(statement)),
      ]),
  );
}

function causeOf(
  patch: Patch,
  full: Variant,
  pair: PairRun,
  effect: Effect,
  found: SmallestCause<Atom>,
  all: readonly Atom[],
): Cause {
  // Where nothing could be run without any of them, none is there only for the others.
  const isOnlyNeeded = found.needed.length < found.kept.length;
  const needed = isOnlyNeeded ? found.needed : [];
  const core = found.kept.filter((atom) => !needed.includes(atom));
  const lines = [
    ...core.flatMap((atom) => linesOf(patch, full, atom, "cause")),
    ...needed.flatMap((atom) => linesOf(patch, full, atom, "needed")),
  ];
  const hunks = [...new Set(all.map(({ hunk }) => hunk))].filter((hunk) =>
    found.kept.some((atom) => atom.hunk === hunk),
  );
  return {
    of: nameOf(effect, pair),
    hunks,
    places: lines.filter(({ role }) => role === "cause").map(({ place }) => place),
    lines,
    ...(found.necessary ? {} : { alsoWithout: true }),
    ...(found.complete ? {} : { incomplete: true }),
    text: causeText(effectText(effect, pair), found, lines, all),
  };
}

function linesOf(
  patch: Patch,
  full: Variant,
  atom: Atom,
  role: CauseLine["role"],
): readonly CauseLine[] {
  for (const file of patch.files) {
    const hunk = file.hunks.find(({ id }) => id === atom.hunk);
    if (hunk)
      return atom.lines.flatMap((index) => {
        const line = hunk.lines[index];
        const span = line?.sources[0];
        if (!line || !span || line.kind === "context") return [];
        const place = full.places.hunkPlace(span, hunk.id, index, file.path);
        return [{ place, kind: line.kind, text: line.text.trim(), role }];
      });
  }
  return [];
}

/** As `Cause.of` names it: "outcome", an invariant, "divergence 2", or "state: FACT". */
function nameOf({ kind, key }: Effect, { comparison }: PairRun): string {
  switch (kind) {
    case "outcome":
      return "outcome";
    case "verdict":
      return key.split(" ")[1] ?? "";
    case "divergence": {
      const texts = comparison.divergences.map(({ text }) => `divergence ${text}`);
      return `divergence ${texts.indexOf(key) + 1}`;
    }
    case "state":
      return `state: ${factOf(key, comparison)}`;
  }
}

const factOf = (key: string, { stateChanges }: PairRun["comparison"]): string =>
  stateChanges.find(({ fact, after }) => key === `state ${fact} ${after}`)?.fact ?? "";

function effectText(effect: Effect, { comparison }: PairRun): string {
  const { kind, key } = effect;
  switch (kind) {
    case "outcome":
      return "how the run ends";
    case "verdict":
      return key.replace(/^verdict (\S+) /, "$1 is ");
    case "divergence":
      return key.slice("divergence ".length);
    case "state":
      return factOf(key, comparison);
  }
}

/** Both directions, and what the tries could not decide. */
function causeText(
  effect: string,
  { kept, necessary, complete }: SmallestCause<Atom>,
  lines: readonly CauseLine[],
  all: readonly Atom[],
): string {
  const rest = all.length - kept.length;
  const named = placesText(lines.filter(({ role }) => role === "cause"));
  const needed = lines.filter(({ role }) => role === "needed");
  const help = needed.length ? ` (with ${placesText(needed)}, so that it compiles)` : "";
  const many = complete ? "" : "; not narrowed down any further";
  if (!rest) return `${effect}: needs every placed changed line (${named}${help})${many}`;
  const alone = `stays with ${named}${help} alone`;
  const without = necessary
    ? `goes away without ${lines.length === 1 ? "it" : "them"}`
    : "stays also with the other changed lines alone";
  return `${effect}: ${alone}; ${without}${many}`;
}

/** "mail:173-175, mail:188": places of neighbouring lines as one. */
export function placesText(lines: readonly Pick<CauseLine, "place">[]): string {
  const ranges: { name: string; first: number; last: number }[] = [];
  for (const { place } of lines) {
    const [, name = place.text, digits] = /^(.*):([0-9]+)$/.exec(place.text) ?? [];
    const line = Number(digits ?? 0);
    const last = ranges.at(-1);
    // Several lines of an encoded mail may be one line of its file.
    if (last && digits && last.name === name && (line === last.last || line === last.last + 1))
      last.last = line;
    else ranges.push({ name, first: digits ? line : 0, last: line });
  }
  return ranges
    .map(({ name, first, last }) =>
      first ? `${name}:${first}${first < last ? `-${last}` : ""}` : name,
    )
    .join(", ");
}
