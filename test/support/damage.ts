// SPDX-License-Identifier: MIT
// A known patch as mail, and what mailers, archives and reviewers do to it. Used by the fuzzer and
// by the benchmark, so that both damage alike.
import { renderFile, type FilePatch } from "../../src/core/patch";

/** A patch mail's body as lines, and how it is carried. */
export interface Letter {
  readonly lines: readonly string[];
  readonly headers: readonly string[];
  /** For each line what it is of the undamaged letter; coding for transport leaves that alone. */
  readonly from: readonly Origin[];
}

/** A part of a line of the undamaged letter; -1 is a line that was put in. */
export interface Origin {
  readonly line: number;
  /** 1 for the whole line, less where it was wrapped. */
  readonly share: number;
}

const putIn: Origin = { line: -1, share: 1 };

/** Answers from a seed: integers in [0, below). */
export type Dice = (below: number) => number;

/** A mulberry32 generator: the same seed, the same damage. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export interface Damage {
  readonly name: string;
  /** What cannot come back: nothing, white space, or lines. */
  readonly loses: "nothing" | "blanks" | "lines";
  readonly apply: (letter: Letter, roll: Dice) => Letter;
}

const byLine =
  (change: (line: string, at: number) => string | readonly string[]) =>
  ({ lines, headers, from }: Letter): Letter => {
    const changed = lines.map((line, at) => [change(line, at)].flat());
    return {
      lines: changed.flat(),
      headers,
      from: changed.flatMap((parts, at) => {
        const { line, share } = from[at] ?? putIn;
        return parts.map(() => ({ line, share: share / parts.length }));
      }),
    };
  };

const wrapColumns = 76;

/** The last blank before the column, as mailers look for it; never inside the leading blanks. */
export function wrap(line: string, columns: number): readonly string[] {
  const out: string[] = [];
  let rest = line;
  while (rest.length > columns) {
    const at = rest.lastIndexOf(" ", columns);
    if (at <= 12 || !rest.slice(0, at).trim()) break;
    out.push(rest.slice(0, at));
    rest = rest.slice(at + 1).trimStart();
  }
  return [...out, rest];
}

const firstHunk = (lines: readonly string[]): number =>
  lines.findIndex((line) => /^(?:> ?)*@@ /.test(line));

const isChange = (line: string): boolean => /^[ +-]/.test(line) && !/^(?:---|\+\+\+) /.test(line);

export const damages: readonly Damage[] = [
  {
    name: "wrapped lines",
    loses: "blanks",
    apply: byLine((line) => (isChange(line) ? wrap(line, wrapColumns) : line)),
  },
  {
    name: "leading blank lost",
    loses: "nothing",
    apply: byLine((line) => (/^ \s*[^\s-]/.test(line) ? line.slice(1) : line)),
  },
  {
    name: "leading blanks lost",
    loses: "blanks",
    apply: byLine((line) => (/^ \s*[^\s+-]/.test(line) ? line.trimStart() : line)),
  },
  { name: "trailing blanks lost", loses: "blanks", apply: byLine((line) => line.trimEnd()) },
  {
    name: "tabs to one blank",
    loses: "blanks",
    apply: byLine((line) => line.replace(/\t/g, " ")),
  },
  { name: "tabs eaten", loses: "blanks", apply: byLine((line) => line.replace(/\t/g, "")) },
  {
    name: "tabs expanded",
    loses: "blanks",
    apply: byLine((line) => line.replace(/\t/g, "        ")),
  },
  {
    name: "format=flowed",
    loses: "nothing",
    apply: ({ lines, headers, from }) => ({
      from,
      headers: [...headers, "Content-Type: text/plain; charset=UTF-8; format=flowed"],
      lines: lines.map((line) => (/^(?: |>|From )/.test(line) ? ` ${line}` : line)),
    }),
  },
  {
    name: "quoted twice",
    loses: "nothing",
    apply: byLine((line) => `> > ${line}`),
  },
  { name: "quoted tightly", loses: "nothing", apply: byLine((line) => `>>>${line}`) },
  {
    name: "quoted, trimmed",
    loses: "blanks",
    apply: byLine((line) => `> ${line}`.trimEnd()),
  },
  {
    name: "comment inside",
    loses: "nothing",
    apply: ({ lines, headers, from }, roll) => {
      const quoted = lines.map((line) => `> ${line}`);
      const body = lines.findIndex((line) => line.startsWith("@@ "));
      const at = body + 1 + roll(Math.max(1, lines.length - body - 4));
      const words = ["", "Is this needed? The caller checks it already.", ""];
      return {
        headers,
        lines: [...quoted.slice(0, at), ...words, ...quoted.slice(at)],
        from: [...from.slice(0, at), ...words.map(() => putIn), ...from.slice(at)],
      };
    },
  },
  {
    name: "counts edited",
    loses: "nothing",
    apply: ({ lines, headers, from }, roll) => {
      const by = 1 + roll(3);
      const change = (line: string): string =>
        line.replace(
          /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@/,
          (_, a: string, b: string, c: string, d: string) =>
            `@@ -${a},${Number(b) + by} +${c},${Number(d) + by} @@`,
        );
      return { headers, from, lines: lines.map(change) };
    },
  },
  {
    name: "git headers dropped",
    loses: "nothing",
    apply: byLine((line) => (/^(?:diff --git |index [\da-f]+\.\.)/.test(line) ? [] : line)),
  },
  { name: "CRLF", loses: "nothing", apply: byLine((line) => `${line}\r`) },
  {
    name: "quoted-printable",
    loses: "nothing",
    apply: ({ lines, headers, from }) => ({
      from,
      headers: [...headers, "Content-Transfer-Encoding: quoted-printable"],
      lines: lines.flatMap(toQuotedPrintable),
    }),
  },
  {
    name: "base64",
    loses: "nothing",
    apply: ({ lines, headers, from }) => ({
      from,
      headers: [...headers, "Content-Transfer-Encoding: base64"],
      lines:
        Buffer.from(`${lines.join("\n")}\n`)
          .toString("base64")
          .match(/.{1,76}/g) ?? [],
    }),
  },
  {
    name: "truncated",
    loses: "lines",
    apply: ({ lines, headers, from }, roll) => {
      const body = firstHunk(lines);
      const end = body + 2 + roll(Math.max(1, lines.length - body));
      return { headers, lines: lines.slice(0, end), from: from.slice(0, end) };
    },
  },
  {
    name: "lines trimmed away",
    loses: "lines",
    apply: ({ lines, headers, from }, roll) => {
      const body = firstHunk(lines);
      const at = body + 2 + roll(Math.max(1, lines.length - body - 6));
      const behind = at + 2 + roll(8);
      const kept = [...lines.slice(0, at), "[...]", ...lines.slice(behind)];
      return {
        headers,
        lines: kept.map((line) => `> ${line}`),
        from: [...from.slice(0, at), putIn, ...from.slice(behind)],
      };
    },
  },
  {
    name: "bytes spliced",
    loses: "lines",
    apply: ({ lines, headers, from: origins }, roll) => {
      const text = lines.join("\n");
      const body = text.indexOf("\n@@ ");
      const from = body + 30 + roll(Math.max(1, text.length - body - 120));
      // Inside one line nobody can tell; the bytes that go take at least one line end with them.
      const end = text.indexOf("\n", from + 1 + roll(60)) + 1;
      const behind = Math.max(end, from + 1) + roll(4);
      const spliced = text.slice(0, from) + text.slice(behind);
      // The line the two ends meet in is neither of the two it was made from.
      const above = text.slice(0, from).split("\n").length - 1;
      const below = text.slice(0, behind).split("\n").length;
      const kept = [...origins.slice(0, above), putIn, ...origins.slice(below)];
      return { headers, lines: spliced.split("\n"), from: kept };
    },
  },
];

function toQuotedPrintable(line: string): readonly string[] {
  const coded = [...Buffer.from(line)]
    .map((byte) =>
      byte === 0x3d || byte > 0x7e || (byte < 0x20 && byte !== 9)
        ? `=${byte.toString(16).toUpperCase().padStart(2, "0")}`
        : String.fromCharCode(byte),
    )
    .join("")
    .replace(/[ \t]$/, (blank) => (blank === " " ? "=20" : "=09"));
  const out: string[] = [];
  let rest = coded;
  while (rest.length > 75) {
    const cut = /=[\dA-F]?$/.exec(rest.slice(0, 75))?.index ?? 75;
    out.push(`${rest.slice(0, cut)}=`);
    rest = rest.slice(cut);
  }
  return [...out, rest];
}

/** The mail a letter is; a reply where a patch is only quoted. */
export function mailOf({ lines, headers }: Letter, number = 1): string {
  const isReply = lines.some((line) => /^> ?/.test(line));
  const subject = isReply ? "Re: [PATCH] lamp: a known patch" : "[PATCH] lamp: a known patch";
  const words = isReply ? ["Patch Author wrote:", ...lines, "", "Fine with me."] : lines;
  return [
    `From: ${isReply ? `Reviewer ${number} <r${number}` : "Patch Author <author"}@example.org>`,
    `Subject: ${subject}`,
    `Date: Mon, ${3 + number} Jul 2022 10:00:00 +0000`,
    `Message-ID: <d${number}@example.org>`,
    ...headers,
    "",
    ...words,
    "",
  ].join("\n");
}

/** The letter that carries a patch undamaged. */
export function letterOf(files: readonly FilePatch[]): Letter {
  const lines = [
    ...["A known patch.", "", "Signed-off-by: Patch Author <author@example.org>", "---"],
    ...statOf(files),
    "",
    ...files.flatMap((file, at) => [
      `diff --git a/${file.path} b/${file.path}`,
      `index ${at}abcdef..${at}fedcba 100644`,
      ...renderFile(file).replace(/\n$/, "").split("\n"),
    ]),
    "-- ",
    "2.36.1",
  ];
  return { headers: [], lines, from: lines.map((_, line) => ({ line, share: 1 })) };
}

/**
 * The lines of the undamaged letter that no copy holds whole, of those a diff cannot do without:
 * names, "@@" and the lines of hunks.
 */
export function lostFrom(
  files: readonly FilePatch[],
  copies: readonly Letter[],
): readonly number[] {
  const { lines } = letterOf(files);
  const begin = lines.findIndex((line) => line.startsWith("diff --git "));
  const end = lines.length - 2;
  const held = copies.map(({ from }) => {
    const shares = new Map<number, number>();
    for (const { line, share } of from) shares.set(line, (shares.get(line) ?? 0) + share);
    return shares;
  });
  return lines.flatMap((text, line) => {
    if (line < begin || line >= end || /^(?:diff --git |index )/.test(text)) return [];
    return held.some((shares) => (shares.get(line) ?? 0) > 0.999) ? [] : [line];
  });
}

/** A diffstat as git writes it, its graph at scale. */
function statOf(files: readonly FilePatch[]): readonly string[] {
  const counts = files.map(({ path, hunks }) => {
    const lines = hunks.flatMap((hunk) => hunk.lines);
    const count = (kind: string): number => lines.filter((line) => line.kind === kind).length;
    return { path, added: count("added"), removed: count("removed") };
  });
  const sum = (key: "added" | "removed") => counts.reduce((total, each) => total + each[key], 0);
  return [
    ...counts.map(
      ({ path, added, removed }) =>
        ` ${path} | ${added + removed} ${"+".repeat(added)}${"-".repeat(removed)}`,
    ),
    ` ${files.length} files changed, ${sum("added")} insertions(+), ${sum("removed")} deletions(-)`,
  ];
}

const signs = { context: " ", added: "+", removed: "-" } as const;

/** All lines of a patch, to compare with; without blanks where the damage eats them. */
export const linesOf = (files: readonly FilePatch[], bare: boolean): readonly string[] =>
  files.flatMap(({ path, hunks }) => [
    path,
    ...hunks.flatMap(({ lines }) =>
      lines.map(({ kind, text }) => signs[kind] + (bare ? text.replace(/\s+/g, "") : text)),
    ),
  ]);
