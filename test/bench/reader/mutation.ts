// SPDX-License-Identifier: MIT
// Known patches, damaged alone, in pairs, and in two replies that have to heal each other: how many
// come back line by line, and whether the rest say that something is missing.
import { buildThreads, readMessages } from "../../../src/core/mail";
import { readPatches, type Patch } from "../../../src/core/patch";
import {
  damages,
  dice,
  letterOf,
  linesOf,
  mailOf,
  type Damage,
  type Letter,
} from "../../support/damage";
import { boxes, figure, heading, note, percent, readAll } from "./mail";

/** Longer patches take the time of many short ones and show nothing more. */
const linesMax = 300;
const patchesMax = 48;
const verbose = process.argv.includes("--verbose");

interface Score {
  identical: number;
  saying: number;
  silent: number;
}

export function benchMutation(): void {
  heading("mutation: known patches damaged, and read again");
  const patches = knownPatches();
  const alone = new Map<string, Score>();
  const pairs = new Map<string, Score>();
  const merged = new Map<string, Score>();
  patches.forEach((patch, at) => {
    for (const damage of damages) score(alone, damage.name, patch, [[damage]], at);
    for (let turn = 0; turn < 16; turn++) {
      const roll = dice(at * 97 + turn);
      const first = damages[roll(damages.length)] as Damage;
      const second = damages[roll(damages.length)] as Damage;
      if (first === second || !mayFollow(first, second)) continue;
      const name = [first, second].some(({ loses }) => loses === "lines")
        ? "pairs that lose lines"
        : "pairs that lose none";
      score(pairs, name, patch, [[first, second]], turn);
    }
    for (const left of quotable)
      for (const right of quotable) {
        if (left === right) continue;
        const both = left.loses === "lines" && right.loses === "lines";
        const name = both ? "both copies lose lines" : "at most one copy loses lines";
        score(merged, name, patch, [[left], [right]], at);
      }
  });
  print(alone);
  print(pairs);
  print(merged);
  const all = [...alone, ...pairs, ...merged];
  const lossy = new Set(damages.filter(({ loses }) => loses === "lines").map(({ name }) => name));
  lossy.add("pairs that lose lines").add("both copies lose lines");
  const kept = sum(all.filter(([name]) => !lossy.has(name)).map(([, each]) => each));
  const every = sum(all.map(([, each]) => each));
  const total = count(kept);
  figure(
    "damage that loses no line: line-identical",
    percent(kept.identical, total),
    kept.identical * 100 >= total * 95,
    "95 %",
  );
  figure("damage of every kind: line-identical", percent(every.identical, count(every)));
  const rest = every.saying + every.silent;
  figure("the rest say what is missing", percent(every.saying, rest), every.silent === 0, "100 %");
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
  table: Map<string, Score>,
  name: string,
  patch: Patch,
  copies: readonly (readonly Damage[])[],
  seed: number,
): void {
  const roll = dice(seed);
  const mails = copies.map((chain, at) => {
    let letter: Letter = letterOf(patch.files);
    for (const damage of chain) letter = damage.apply(letter, roll);
    const isQuoted = letter.lines.some((line) => line.startsWith(">"));
    if (copies.length > 1 && !isQuoted)
      letter = { ...letter, lines: letter.lines.map((line) => `> ${line}`) };
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
  const entry = table.get(name) ?? { identical: 0, saying: 0, silent: 0 };
  table.set(name, entry);
  const hunks = reading.patches.flatMap(({ files }) => files.flatMap((file) => file.hunks));
  const says =
    !hunks.length ||
    hunks.some(({ state }) => state !== "whole") ||
    reading.losses.length > 0 ||
    reading.repairs.length > 0 ||
    reading.diagnostics.some(({ code }) => code.startsWith("patch/"));
  if (wanted === found && reading.patches.length === 1) entry.identical++;
  else if (says) entry.saying++;
  else entry.silent++;
  if (!verbose || (wanted === found && reading.patches.length === 1)) return;
  const chain = copies.map((each) => each.map((damage) => damage.name).join(" + ")).join(" | ");
  note(`${says ? "says" : "SILENT"} ${chain}: ${patch.subject.slice(0, 50)}`);
  const was = wanted.split("\n");
  const is = found.split("\n");
  const at = was.findIndex((line, index) => line !== is[index]);
  note(`   -${JSON.stringify(was.slice(Math.max(0, at - 1), at + 3))}`);
  note(`   +${JSON.stringify(is.slice(Math.max(0, at - 1), at + 3))}`);
}

const count = ({ identical, saying, silent }: Score): number => identical + saying + silent;

const sum = (scores: readonly Score[]): Score => ({
  identical: scores.reduce((total, each) => total + each.identical, 0),
  saying: scores.reduce((total, each) => total + each.saying, 0),
  silent: scores.reduce((total, each) => total + each.silent, 0),
});

function print(table: ReadonlyMap<string, Score>): void {
  note(`${"".padEnd(30)}${"identical".padStart(12)}${"says".padStart(8)}${"silent".padStart(8)}`);
  for (const [name, { identical, saying, silent }] of table)
    note(
      name.padEnd(30) +
        `${identical}`.padStart(12) +
        `${saying}`.padStart(8) +
        `${silent}`.padStart(8),
    );
}
