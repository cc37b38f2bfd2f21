// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { tokenize } from "../../../src/core/cc";
import { preprocess } from "../../../src/core/cc/preprocess";
import { Kind, TokenBuffer } from "../../../src/core/cc/token";
import { gccExpansion, options, treeOf } from "./support";

function run(text: string, headers: Readonly<Record<string, string>> = {}) {
  const stream = preprocess(treeOf({ ...headers, "t.c": text }), "t.c", options);
  const tokens = new TokenBuffer();
  do stream.more(tokens);
  while (tokens.items[tokens.count - 1]?.kind !== Kind.End);
  return {
    tokens: tokens.items,
    diagnostics: stream.diagnostics,
    dependencies: [...stream.dependencies],
  };
}

function expansion(text: string, headers: Readonly<Record<string, string>> = {}): string {
  const { tokens } = run(text, headers);
  return tokens
    .slice(0, -1)
    .map((token) => token.text)
    .join(" ");
}

const codes = (text: string, headers?: Readonly<Record<string, string>>) =>
  run(text, headers).diagnostics.map(({ code, position }) => `${position.line}: ${code}`);

/** Every rule of expansion that implementations get wrong, in words of our own. */
const tricky = String.raw`
#define twice(n) n n
#define deep(n) deep(n + twice(n))
#define alias deep
#define open alias(~
#define apply(f) f(pair)
#define pair 0,1
#define same(x) x
#define none() int
#define cat(a, b) a ## b
#define text(x) # x
#define textof(x) text(x)
deep(1) alias(2)(3) open 4)
(deep)^apply(apply);
none() v[same()] = { same(1), cat(2,3), cat(4,), cat(,5), cat(,) };
char c[] = text(), text( a  "b\n" '\0' @ ), textof(cat(tw, ice));
#define sharp # ## #
#define lit(a) # a
#define between(a) lit(a)
#define join(c, d) between(c sharp d)
join(x, y);
#define three(a, b, c) a ## b ## c
three(1,2,3) three(,4,5) three(6,,7) three(8,9,) three(10,,) three(,11,) three(,,12) three(,,)
#define report(format, ...) print(format, ##__VA_ARGS__)
#define report2(format, args...) print(format, ## args)
#define report3(format, ...) print(format __VA_OPT__(,) __VA_ARGS__)
#define report4(x, ...) x __VA_OPT__(x ## y #__VA_ARGS__) end
report("a"); report("a", 1, 2); report2("x"); report2("x", y, z); report3("q"); report3("q", x);
report4(1) report4(2, 3 , 4)
#define loop loop body
loop
#define one two
#define two one
one two
#define tail(x) x tail
tail(1)(2)(3)
#define id(x) x
#define outer(a) id(inner)(a)
#define inner(a) id(a)
outer(42)
#define first_of(a, b, ...) b
#define placeholder_1 0,
#define enabled(x) enabled_(placeholder_##x)
#define enabled_(junk) first_of(junk 1, 0)
#define is_on(x) is_on_(x)
#define is_on_(x) enabled(x)
#define FEATURE 1
is_on(FEATURE) is_on(OTHER)
#if is_on(FEATURE) && !is_on(OTHER) && defined(FEATURE) && !defined OTHER
right
#else
wrong
#endif
#if -1 > 0u && (1 ? 2 : (1/0)) && 'a' == 97 && 0x7fffffffffffffff + 1u > 0 && (2 || 1/0)
right
#elif 1
wrong
#endif
same(
#ifdef FEATURE
yes
#else
no
#endif
)
same(a
b) same (c) __LINE__ __COUNTER__ __COUNTER__ __INCLUDE_LEVEL__
#define EMPTY
same EMPTY (d)
#define PLUS(x, y) x + y
#define LP (
#define RP )
#define forward(...) __VA_ARGS__
forward(PLUS, LP, 'a', 'b', RP) same(forward)(PLUS)(1, 2)
#line 77
__LINE__
#undef same
same(x) id(id)(id(id)) id(id(id)(1))
`;

test("macros expand as gcc expands them", (t) => {
  const expected = gccExpansion(t, tricky);
  if (expected === undefined) return;
  const words = tokenize(expected).map((token) => token.text);
  assert.equal(expansion(tricky), words.join(" "));
  assert.deepEqual(codes(tricky), []);
});

test("a header is found beside its includer first, then on the include paths", () => {
  const headers = { "a.h": "beside", "include/a.h": "far", "include/linux/b.h": '#include "c.h"' };
  assert.equal(expansion('#include "a.h"\n#include <a.h>\n', headers), "beside far");
  const more = { ...headers, "include/linux/c.h": "c" };
  assert.equal(expansion("#define H <linux/b.h>\n#include H\n", more), "c");
});

test("include guards and #pragma once keep a header from being read twice", () => {
  const headers = {
    "g.h": "#ifndef G\n#define G\nguarded\n#endif\n",
    "o.h": "#pragma once\nonce\n",
  };
  const twice = '#include "g.h"\n#include "o.h"\n'.repeat(2);
  assert.equal(expansion(twice, headers), "guarded once");
  assert.deepEqual(run(twice, headers).dependencies, ["t.c", "g.h", "o.h"]);
});

test("a token knows its spelling, or all macro uses it came out of, outermost first", () => {
  const { tokens } = run(
    "#define IN(x) (x + 1)\n#define MID IN\n#define OUT(x) MID(x)\n\n  OUT(arg)\n",
  );
  assert.deepEqual(
    tokens
      .slice(0, -1)
      .map(({ text, position: { line, column, expansion } }) =>
        [
          text,
          line,
          column,
          ...(expansion ?? []).map((use) => `${use.name}@${use.line}:${use.column}`),
        ].join(" "),
      ),
    [
      "( 5 3 OUT@5:3 MID@3:16 IN@2:13",
      "arg 5 7",
      ...["+", "1", ")"].map((text) => `${text} 5 3 OUT@5:3 MID@3:16 IN@2:13`),
    ],
  );
});

test("what is wrong is reported at its line, and reading goes on", () => {
  assert.deepEqual(codes('#include "no.h"\nx\n'), ["1: cc/no-such-header"]);
  assert.deepEqual(codes("#if 1\nx\n"), ["1: cc/unterminated-if"]);
  assert.deepEqual(codes("#else\n#endif\n"), ["1: cc/stray-else", "2: cc/stray-endif"]);
  assert.deepEqual(codes("\n#error no\n"), ["2: cc/error-directive"]);
  assert.deepEqual(codes("#if 1/0\n#endif\n#if (\n#endif\n"), [
    "1: cc/bad-condition",
    "3: cc/bad-condition",
  ]);
  assert.deepEqual(codes("#define f(a) a\nf(1\n"), ["2: cc/macro-arguments"]);
  assert.deepEqual(codes("#define f(a, b) a\nf(1)\n"), ["2: cc/macro-arguments"]);
  assert.deepEqual(codes("#define c(a, b) a##b\nc(+, x)\n"), ["2: cc/bad-paste"]);
  assert.deepEqual(codes("#define X 1\n#define X 1\n#define X 2\n"), ["3: cc/macro-redefined"]);
  assert.equal(expansion("#frobnicate\nleft\n"), "left");
});

test("a macro bomb ends at a limit", () => {
  const lines = ["#define m0 x x x x x x x x x x"];
  for (let n = 1; n < 12; n++) lines.push(`#define m${n} ${`m${n - 1} `.repeat(10)}`);
  assert.match(
    codes([...lines, "m11", ""].join("\n")).join(),
    /cc\/(expansion-limit|unit-too-long)/,
  );
});

test("an include loop ends at a limit", () => {
  assert.deepEqual(codes('#include "l.h"\n', { "l.h": '#include "l.h"\n' }), [
    "1: cc/include-depth",
  ]);
});

test("arguments nested without end are refused, not overflowed", () => {
  const text = `#define f(x) x\n${"f(".repeat(5000)}1${")".repeat(5000)}\n`;
  assert.deepEqual(codes(text), ["2: cc/expansion-limit"]);
});

test("what expands to nothing leaves its space to what follows", (t) => {
  const text =
    "#define STR(x...) #x\n#define XSTR(x...) STR(x)\n#define NO\n" +
    "#define CALL(f, ...) f(0 __VA_OPT__(,) __VA_ARGS__)\n#define LATER(x) x NO\n" +
    "XSTR(CALL(f)) XSTR(CALL(f, 1)) XSTR(LATER(f)(2)) XSTR([NO]) XSTR([ NO ])\n";
  assert.equal(expansion(text), '"f(0 )" "f(0 , 1)" "f (2)" "[]" "[ ]"');
  const expected = gccExpansion(t, text);
  if (expected !== undefined) assert.equal(expansion(text), expected.trim());
});
