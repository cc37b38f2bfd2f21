// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { tokenize } from "../../../src/core/cc";

const texts = (text: string): readonly string[] => tokenize(text).map((token) => token.text);

test("the longest punctuator wins", () => {
  assert.deepEqual(texts("a+++++b <<= c...->d"), [..."a ++ ++ + b <<= c ... -> d".split(" ")]);
});

test("comments and directives are tokens of their own kinds", () => {
  const tokens = tokenize("#define X \\\n 1 /* a\nb */\nint x; // end\n  # if 0\n");
  assert.deepEqual(
    tokens.map(({ kind, line, column }) => `${kind} ${line}:${column}`),
    [
      "directive 1:1",
      "identifier 4:1",
      "identifier 4:5",
      "punctuator 4:6",
      "comment 4:8",
      "directive 5:3",
    ],
  );
  assert.equal(tokens[0]?.text, "#define X \\\n 1 /* a\nb */");
});

test("a # within a line is no directive", () => {
  assert.deepEqual(
    tokenize("a #b\n").map((token) => token.kind),
    ["identifier", "punctuator", "identifier"],
  );
});

test("numbers keep their exponents' signs, strings their prefixes and escapes", () => {
  assert.deepEqual(texts(String.raw`1e+5 0x1p-3 .5f 0xffUL L"a\"b" u8"x" '\''`), [
    "1e+5",
    "0x1p-3",
    ".5f",
    "0xffUL",
    String.raw`L"a\"b"`,
    'u8"x"',
    String.raw`'\''`,
  ]);
});

test("a string that does not end is ended by its line", () => {
  assert.deepEqual(texts('"abc\nd'), ['"abc', "d"]);
});

test("a token cut by a continued line keeps its text and place", () => {
  const [first, second] = tokenize("fo\\\no bar");
  assert.deepEqual([first?.text, first?.line, first?.endOffset], ["fo\\\no", 1, 5]);
  assert.deepEqual([second?.line, second?.column], [2, 3]);
});

const letters = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x2fff }), fc.integer({ min: 9, max: 126 })), {
    maxLength: 200,
  })
  .map((codes) => String.fromCharCode(...codes));

test("any text is covered by its tokens in order", () => {
  fc.assert(
    fc.property(letters, (text) => {
      let end = 0;
      for (const token of tokenize(text)) {
        assert(end <= token.startOffset && token.startOffset < token.endOffset);
        assert.equal(token.text, text.slice(token.startOffset, token.endOffset));
        assert.match(text.slice(end, token.startOffset), /^[\s\\\ufeff]*$/);
        end = token.endOffset;
      }
    }),
    { seed: 1, numRuns: 150 },
  );
});
