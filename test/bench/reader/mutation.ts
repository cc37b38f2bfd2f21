// SPDX-License-Identifier: MIT
// Known patches, damaged alone, in pairs, and in two replies that have to heal each other: how many
// come back line by line, and whether the rest say that something is missing.
import { buildThreads, readMessages } from "../../../src/core/mail";
import { readPatches, type Hunk, type Patch } from "../../../src/core/patch";
import {
  damages,
  dice,
  letterOf,
  linesOf,
  lostFrom,
  mailOf,
  type Damage,
  type Letter,
} from "../../support/damage";
import { boxes, figure, heading, note, percent, readAll } from "./mail";

/** Longer patches take the time of many short ones and show nothing more. */
const linesMax = 300;
const patchesMax = 48;
/** Another seed is other damage: `--seed=7`. */
const seed = Number(process.argv.find((word) => word.startsWith("--seed="))?.slice(7) ?? 0);
const verbose = process.argv.includes("--verbose");

/** Of one kind of damage: how many patches, how many could come back, and what became of all. */
interface Score {
  /** No line is lost from every copy. */
  whole: number;
  wholeBack: number;
  /** Some line is in no copy. */
  lost: number;
  /** Not line-identical, and every hunk that is not is named as cut, mended or missing. */
  named: number;
  /** Not line-identical, and something is said, but not of each such hunk. */
  vague: number;
  silent: number;
  /** Hunks named as cut, and those whose numbers of lost lines are right. */
  cut: number;
  counted: number;
}

const noScore = (): Score => ({
  ...{ whole: 0, wholeBack: 0, lost: 0, named: 0, vague: 0, silent: 0, cut: 0, counted: 0 },
});

export function benchMutation(): void {
  heading("mutation: known patches damaged, and read again");
  const patches = knownPatches();
  const tables = [new Map<string, Score>(), new Map<string, Score>(), new Map<string, Score>()];
  const [alone, pairs, merged] = tables as [Table, Table, Table];
  patches.forEach((patch, at) => {
    for (const damage of damages) score(alone, damage.name, patch, [[damage]], at + seed);
    for (let turn = 0; turn < 16; turn++) {
      const roll = dice(at * 97 + turn + seed);
      const first = damages[roll(damages.length)] as Damage;
      const second = damages[roll(damages.length)] as Damage;
      if (first === second || !mayFollow(first, second)) continue;
      const loses = [first, second].filter((damage) => damage.loses === "lines").length;
      score(pairs, `pairs, of which ${loses} lose lines`, patch, [[first, second]], turn + seed);
    }
    for (const left of quotable)
      for (const right of quotable) {
        if (left === right) continue;
        const loses = [left, right].filter((damage) => damage.loses === "lines").length;
        const name = `two copies, of which ${loses} lose lines`;
        score(merged, name, patch, [[left], [right]], at + seed);
      }
  });
  const all = tables.flatMap((table) => [...table.values()]).reduce(sum, noScore());
  note(`${"".padEnd(34)}recoverable  identical  lines lost  named  vague  silent`);
  for (const table of tables) print(table);
  const { whole, wholeBack, lost, named, vague, silent, cut, counted } = all;
  const told = named + vague + silent;
  figure("damaged patches whose lines are all somewhere", percent(whole, whole + lost));
  figure(
    "of these line-identical",
    percent(wholeBack, whole),
    wholeBack * 100 >= whole * 95,
    "95 %",
  );
  figure("the rest of all say that something is missing", percent(told - silent, told));
  figure("and name each hunk it is missing from", percent(named, told), named === told, "100 %");
  figure("cut hunks whose lost lines are counted right", percent(counted, cut));
}

/** What a reviewer's copy can suffer. */
const quotable = damages.filter(({ name }) =>
  ["wrapped lines", "leading blanks lost", "tabs eaten", "truncated", "lines trimmed away"]
    .concat(["comment inside", "trailing blanks lost"])
    .includes(name),
);

/** Coding for transport comes last, quoting is not undone by what only a sender does. */
function mayFollow(first: Damage, second: Damage): boolean {
  const transport = ["quoted-printable", "base64", "CRLF"];
  if (transport.includes(first.name)) return false;
  // Losing the stuffed blank only undoes the stuffing.
  if (first.name === "format=flowed" && second.name.startsWith("leading")) return false;
  const quotes = /quoted t|comment inside|trimmed/.test(first.name);
  return !(quotes && (second.name === "format=flowed" || second.name === "git headers dropped"));
}

function knownPatches(): readonly Patch[] {
  const known = boxes()
    .flatMap(({ name, bytes }) => readAll(name, bytes).patches)
    .filter(
      ({ source, files }) =>
        source.kind === "message" &&
        files.every(({ path, change, hunks }) => path && hunks.length && change === "modified") &&
        files.every(({ hunks }) => hunks.every(({ state }) => state === "whole")),
    )
    .filter(({ files }) => files.length > 0 && linesOf(files, true).length <= linesMax);
  const every = Math.max(1, Math.floor(known.length / patchesMax));
  return known.filter((_, at) => at % every === 0);
}

function score(
  table: Table,
  name: string,
  patch: Patch,
  copies: readonly (readonly Damage[])[],
  start: number,
): void {
  const roll = dice(start);
  const letters: Letter[] = [];
  const mails = copies.map((chain, at) => {
    let letter: Letter = letterOf(patch.files);
    for (const damage of chain) letter = damage.apply(letter, roll);
    const isQuoted = letter.lines.some((line) => line.startsWith(">"));
    if (copies.length > 1 && !isQuoted)
      letter = { ...letter, lines: letter.lines.map((line) => `> ${line}`) };
    letters.push(letter);
    return mailOf(letter, at + 1);
  });
  const text = mails.map((mail) => `From x Thu Jan  1 00:00:00 1970\n${mail}`).join("\n");
  const { value } = readMessages({
    name: "mail",
    bytes: new TextEncoder().encode(mails.length > 1 ? text : (mails[0] ?? "")),
  });
  const reading = readPatches(value, buildThreads(value));
  const bare = copies.flat().some(({ loses }) => loses !== "nothing");
  const wanted = linesOf(patch.files, bare).join("\n");
  const found = linesOf(reading.patches[0]?.files ?? [], bare).join("\n");
  const entry = table.get(name) ?? noScore();
  table.set(name, entry);
  const lost = lostFrom(patch.files, letters).length;
  const isBack = wanted === found && reading.patches.length === 1;
  if (lost) entry.lost++;
  else {
    entry.whole++;
    if (isBack) entry.wholeBack++;
  }
  if (isBack) return;
  const unnamed = unnamedHunks(patch, reading, bare, entry);
  if (!says(reading)) entry.silent++;
  else if (unnamed.length) entry.vague++;
  else entry.named++;
  if (!verbose) return;
  const chain = copies.map((each) => each.map((damage) => damage.name).join(" + ")).join(" | ");
  const state = !says(reading) ? "SILENT" : unnamed.length ? "VAGUE" : lost ? "lost" : "NOT BACK";
  note(`${state} ${chain}: ${patch.subject.slice(0, 50)} ${unnamed.join(", ")}`);
  const was = wanted.split("\n");
  const is = found.split("\n");
  const at = was.findIndex((line, index) => line !== is[index]);
  note(`   -${JSON.stringify(was.slice(Math.max(0, at - 1), at + 3))}`);
  note(`   +${JSON.stringify(is.slice(Math.max(0, at - 1), at + 3))}`);
}

type Reading = ReturnType<typeof readPatches>;

const says = (reading: Reading): boolean => {
  const hunks = reading.patches.flatMap(({ files }) => files.flatMap((file) => file.hunks));
  return (
    !hunks.length ||
    hunks.some(({ state }) => state !== "whole") ||
    reading.losses.length + reading.repairs.length > 0 ||
    reading.diagnostics.some(({ code }) => code.startsWith("patch/"))
  );
};

/**
 * The hunks that are not what they were and of which that is not said: where a hunk is there, by
 * its state, a repair, or a diagnostic at its place; where it is not, by what names its file.
 */
function unnamedHunks(patch: Patch, reading: Reading, bare: boolean, entry: Score): string[] {
  const keys = (hunk: Hunk): string =>
    linesOf([{ path: "", change: "modified", hunks: [hunk] }], bare).join("\n");
  const found = reading.patches.flatMap(({ files }) => files);
  const unnamed: string[] = [];
  for (const { path, hunks } of patch.files)
    for (const hunk of hunks) {
      const here = found
        .filter((file) => file.path === path || file.path === "")
        .flatMap((file) => file.hunks)
        .find(({ oldStart }) => oldStart === hunk.oldStart);
      if (here && keys(here) === keys(hunk)) continue;
      if (here?.state === "cut") {
        entry.cut++;
        const count = (of: Hunk, kind: string) => of.lines.filter((each) => each.kind === kind);
        const gone = (kind: string) => count(hunk, kind).length - count(here, kind).length;
        const { context, added, removed } = here.lost;
        const isRight =
          context + removed === gone("context") + gone("removed") &&
          context + added === gone("context") + gone("added");
        if (isRight) entry.counted++;
      }
      const isNamed = here
        ? here.state !== "whole" ||
          reading.repairs.some((repair) => repair.hunk === here.id) ||
          reading.diagnostics.some(({ span }) => span !== undefined && isAt(here, span.line))
        : reading.losses.some((loss) => loss.path === path) ||
          reading.diagnostics.some(
            ({ code, message }) =>
              /^patch\/(?:hunk-cut|trim-doubtful)$/.test(code) && message.startsWith(`${path}: `),
          );
      if (!isNamed) unnamed.push(`${path} -${hunk.oldStart}${here ? "" : " (not there)"}`);
    }
  return unnamed;
}

/** Whether a line of the mail is the hunk's, or the one below. */
const isAt = ({ span, lines }: Hunk, line: number): boolean =>
  span.line <= line && line <= (lines[lines.length - 1]?.sources[0]?.line ?? span.line) + 2;

const sum = (a: Score, b: Score): Score => {
  const total = noScore();
  for (const key of Object.keys(total) as (keyof Score)[]) total[key] = a[key] + b[key];
  return total;
};

type Table = Map<string, Score>;

function print(table: Table): void {
  for (const [name, { whole, wholeBack, lost, named, vague, silent }] of table) {
    const share = whole ? `${((100 * wholeBack) / whole).toFixed(1)} %` : "-";
    const cells = [`${whole}`, share, `${lost}`, `${named}`, `${vague}`, `${silent}`];
    const widths = [11, 11, 12, 7, 7, 8];
    note(name.padEnd(34) + cells.map((cell, at) => cell.padStart(widths[at] ?? 8)).join(""));
  }
}
