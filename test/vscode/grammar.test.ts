// SPDX-License-Identifier: MIT
// The grammar for kernel mail, line by line: every rule is anchored, so the first that fits wins.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

interface Rule {
  readonly match: string;
  readonly name?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}
const path = "media/syntaxes/kpatch-mail.tmLanguage.json";
const { patterns } = JSON.parse(readFileSync(path, "utf8")) as { patterns: readonly Rule[] };

function scopes(line: string): readonly string[] {
  for (const { match, name, captures = {} } of patterns) {
    const found = new RegExp(match).exec(line);
    if (!found) continue;
    if (name !== undefined) return [name];
    return Object.entries(captures).flatMap(([index, capture]) =>
      found[Number(index)] ? [capture.name.replaceAll(".kpatch-mail", "")] : [],
    );
  }
  return [];
}

const quote = "punctuation.definition.quote";
const cases: readonly (readonly [line: string, scopes: readonly string[]])[] = [
  ["Subject: x", ["keyword.other.header", "punctuation.separator", "string.unquoted.header"]],
  ["+\tcode;", ["markup.inserted"]],
  ["> +\tcode;", [quote, "markup.inserted"]],
  ["> > -\tcode;", [quote, "markup.deleted"]],
  [">>+code;", [quote, "markup.inserted"]],
  ["> @@ -1,2 +3,4 @@ f(", [quote, "meta.diff.range", "entity.name.function"]],
  ["> > --- a/f.c", [quote, "keyword.other.diff.header"]],
  ["> ---", [quote, "meta.separator"]],
  ["-- ", ["comment.line.signature.kpatch-mail"]],
  ["- a point of a list", []],
  ["> - a point of a list", [`${quote} comment.quote.first`, "meta.quote.first"]],
  ["> > words", [`${quote} string.other.quote.second`, "meta.quote.second"]],
  ["> > > > words", [`${quote} keyword.other.quote.third`, "meta.quote.third"]],
  ["A Developer wrote:", ["comment.line.attribution"]],
  ["> On a day, A Developer wrote:", [quote, "comment.line.attribution"]],
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
