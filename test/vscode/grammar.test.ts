// SPDX-License-Identifier: MIT
// The grammar for kernel mail, line by line: every rule is anchored, so the first that fits wins.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

interface Rule {
  readonly match?: string;
  readonly include?: string;
  readonly name?: string;
  readonly patterns?: readonly Rule[];
  readonly captures?: Readonly<Record<string, Rule>>;
}
const path = "media/syntaxes/kpatch-mail.tmLanguage.json";
const { patterns, repository } = JSON.parse(readFileSync(path, "utf8")) as {
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
};

/** The scopes of a line, or of the beginning of one that a rule looks at again. */
function scopes(line: string, rules = patterns): readonly string[] {
  const flat = rules.flatMap((rule) =>
    rule.include === undefined ? [rule] : (repository[rule.include.slice(1)]?.patterns ?? []),
  );
  for (const { match, name, captures = {} } of flat) {
    const found = match === undefined ? undefined : new RegExp(match).exec(line);
    if (!found) continue;
    if (name !== undefined) return [name];
    return Object.entries(captures).flatMap(([index, capture]) => {
      const text = found[Number(index)];
      if (!text) return [];
      if (capture.patterns) return scopes(text, capture.patterns);
      return [(capture.name ?? "").replaceAll(".kpatch-mail", "")];
    });
  }
  return [];
}

const quote = "punctuation.definition.quote";
const [once, twice] = [`${quote} comment.quote.first`, `${quote} string.other.quote.second`];
const cases: readonly (readonly [line: string, scopes: readonly string[]])[] = [
  ["Subject: x", ["keyword.other.header", "punctuation.separator", "string.unquoted.header"]],
  ["+\tcode;", ["markup.inserted"]],
  ["> +\tcode;", [once, "markup.inserted"]],
  ["> > -\tcode;", [twice, "markup.deleted"]],
  [">>+code;", [twice, "markup.inserted"]],
  ["> @@ -1,2 +3,4 @@ f(", [once, "meta.diff.range", "entity.name.function"]],
  ["> > --- a/f.c", [twice, "keyword.other.diff.header"]],
  ["> ---", [once, "meta.separator"]],
  ["-- ", ["comment.line.signature.kpatch-mail"]],
  ["- a point of a list", []],
  ["> - a point of a list", [once, "meta.quote.first"]],
  ["> > words", [twice, "meta.quote.second"]],
  ["> > > > words", [`${quote} keyword.other.quote.third`, "meta.quote.third"]],
  ["A Developer wrote:", ["comment.line.attribution"]],
  ["> On a day, A Developer wrote:", [once, "comment.line.attribution"]],
  ["words", []],
];

for (const [line, expected] of cases)
  test(`the grammar reads ${JSON.stringify(line)}`, () => assert.deepEqual(scopes(line), expected));

test("trailers stand out, quoted or not", () => {
  for (const line of ["Signed-off-by: A <a@example.org>", "> Fixes: 0123 (x)"])
    assert.ok(scopes(line).includes("keyword.other.trailer"), line);
});

test("no line takes the grammar long", () => {
  const began = performance.now();
  for (const start of ["> ", ">", "+", "-", " ", "a wrote", "@@ -1", "From ", "Subject: "])
    scopes(start.repeat(100_000));
  assert.ok(performance.now() - began < 2000);
});

test("the code around a change is not coloured as a change, however deep it is quoted", () => {
  // Themes paint quotes, strings and comments as they paint added or removed lines.
  for (const line of ["> \tcode;", "> > \tcode;", "> > > \tcode;"])
    assert.match(scopes(line).at(-1) ?? "", /^meta\.quote\./, line);
});
