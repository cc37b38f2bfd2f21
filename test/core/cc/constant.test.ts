// SPDX-License-Identifier: MIT
// Types and values of constant expressions, asked of gcc by _Static_assert in one program.
import assert from "node:assert/strict";
import test from "node:test";
import { typeText } from "../../../src/core/cc";
import { found, gccOutput, unitOf } from "./support";

const declarations = `
struct s { char c; int i; unsigned u3 : 3; long l20 : 20; unsigned u32 : 32; int a[5];
  struct { short x; union { long y; char z[16]; }; } in[4]; };
enum small { ZERO, ONE, SEVEN = 7 };
enum negative { MINUS = -1, PLUS };
enum big { HUGE = 0x123456789 };
typedef unsigned char byte;
extern struct s object;
extern int array[10];
extern byte b;
int function(int, char *);
`;

const expressions = [
  "1",
  "1u",
  "1l",
  "1ul",
  "1ll",
  "1ull",
  "2147483647",
  "2147483648",
  "0x7fffffff",
  "0xffffffff",
  "0x100000000",
  "0x7fffffffffffffff",
  "0xffffffffffffffff",
  "9223372036854775807",
  "017",
  "0b101",
  "'a'",
  "'\\377'",
  "'ab'",
  "L'x'",
  "u'x'",
  "U'x'",
  "'\\x7f'",
  "'\\0'",
  "1 + 1u",
  "1 + 1l",
  "1u + 1l",
  "1ul + 1ll",
  "-1 < 0u",
  "-1l < 0u",
  "-1 < 0ul",
  "(char)200",
  "(unsigned char)300",
  "(short)70000",
  "(unsigned)-1",
  "(unsigned long)-1",
  "(long)(unsigned)-1",
  "(_Bool)256",
  "(_Bool)0.5",
  "(int)3.99",

  "(long)1e10",
  "!5",
  "!0",
  "~0u",
  "~0",
  "-1u",
  "+(char)1",
  "1 << 31",
  "1u << 31",
  "1l << 63",
  "-8 >> 1",
  "-8l >> 40",
  "0x80000000u >> 31",
  "1ull << 40 >> 3",
  "7 / -2",
  "-7 % 3",
  "7u / 2",
  "-1ul / 3",
  "0x8000000000000000ul % 1000",
  "-9223372036854775807l / 7",
  "0x123456789abcdefl * 0xfedcba987l",
  "-5l * 7l",
  "0xffffffffu * 0xffffffffu",
  "123456789ul * 987654321ul",
  "1 ? 2 : 3u",
  "0 ? 1l : 2",
  "1 ? (char)1 : (char)2",
  "5 && 0",
  "0 || 3",
  "1 == 1.0",
  "2.5 * 2 > 4.9",
  "sizeof(int)",
  "sizeof object",
  "sizeof array / sizeof *array",
  "sizeof(struct s)",
  "sizeof object.in[0]",
  "_Alignof(struct s)",
  "_Alignof(long)",
  'sizeof "abc"',
  "sizeof(char[3][4])",
  "sizeof(void *)",
  "sizeof(int (*)[7])",
  "sizeof(1 ? b : 1)",
  "sizeof(b + b)",
  "sizeof(array + 1)",
  "sizeof(void)",
  "sizeof function(1, 0)",
  "ONE",
  "SEVEN + 1",
  "MINUS",
  "(enum negative)MINUS < 0",
  "(enum small)-1 > 0",
  "HUGE",
  "sizeof(enum big)",
  "sizeof(enum small)",
  "__builtin_offsetof(struct s, a[2])",
  "__builtin_offsetof(struct s, in[1].z[3])",
  "__builtin_offsetof(struct s, i)",
  "(long)&((struct s *)0)->in[2].y",
  "(long)((struct s *)0x1000 + 2)",
  "(char *)&((struct s *)64)->i - (char *)0",
  "__builtin_choose_expr(1, 5, (char *)0)",
  "__builtin_types_compatible_p(int, const int)",
  "__builtin_types_compatible_p(int[], int[5])",
  "__builtin_types_compatible_p(char, signed char)",
  "__builtin_types_compatible_p(int *, const int *)",

  "__builtin_constant_p(3 + 4)",
  "__builtin_clz(1)",
  "__builtin_ctzl(0x100000000)",
  "__builtin_ffs(0)",
  "__builtin_ffsll(8)",
  "__builtin_popcountl(-1l)",
  "__builtin_parity(7)",
  "__builtin_clzll(1)",
  "__builtin_bswap16(0x1234)",
  "__builtin_bswap32(0x12345678)",
  "__builtin_bswap64(0x123456789abcdef0)",
  "__builtin_expect(5, 1)",
  "_Generic(b, unsigned char: 1, default: 2)",
  "_Generic(array, int *: 1, default: 2)",
  "_Generic((const int)1, int: 1, const int: 3, default: 2)",
  "_Generic(&array, int (*)[10]: 4, default: 2)",
  "_Generic(1 + b, int: 5, default: 2)",

  '_Generic("x", char *: 6, default: 2)',
  "_Generic(ONE, int: 7, unsigned: 8)",
  "_Generic((enum small)0, unsigned: 7, int: 8)",
  "_Generic(&function, int (*)(int, char *): 3, default: 2)",
  "_Generic(1 ? (void *)0 : (int *)0, int *: 3, default: 4)",
  "_Generic(1 ? (void *)4 : (int *)0, int *: 3, void *: 5)",
  "_Generic(1ll, long: 1, long long: 2)",
  "(1, 2)",
  "- - 3",
  "(int)0xffffffff",
  "(unsigned short)-1 + 1",
  "0x1p4 == 16",
  '"abc"[1] == 98 || 1',
  "sizeof(struct { int n; char tail[]; })",
  "sizeof(union { char c; long l; })",
  "(unsigned long)0 - 1 > 0",
  "__INT_MAX__ + 0u > 5",
  "sizeof(__builtin_va_list)",
  "sizeof(long double)",
  "sizeof(struct {})",
];

test("constant expressions have gcc's types and values", (t) => {
  const text = `${declarations}\n${expressions
    .map(
      (expression, index) =>
        `typedef typeof(${expression}) t${index};\nstatic t${index} v${index} = ${expression};`,
    )
    .join("\n")}`;
  const unit = unitOf(text);
  const wrong = unit.diagnostics.filter(({ code }) => code !== "cc/not-constant");
  assert.deepEqual(wrong, []);
  const asserts = expressions.map((expression, index) => {
    const type = unit.types.typedefs.get(`t${index}`);
    const global = unit.globals.find(({ name }) => name === `v${index}`);
    assert(type && global);
    const entry = global.initialiser?.entries[0];
    const shown = typeText(type).replace("enum (no tag)", "unsigned int");
    const sameType = `__builtin_types_compatible_p(typeof(${expression}), ${shown})`;
    const checks = [`_Static_assert(${sameType}, "type ${index}");`];
    if (entry?.kind === "number") {
      const bits = (BigInt(entry.hi >>> 0) << 32n) | BigInt(entry.lo >>> 0);
      const value = `(unsigned long)(${expression}) == ${bits}ul`;
      checks.push(`_Static_assert(${value}, "value ${index}");`);
    }
    return checks.join("\n");
  });
  const output = gccOutput(
    t,
    `${declarations}\n${asserts.join("\n")}\nint main(void) { return 0; }`,
  );
  assert(output === undefined || output === "");
});

test("what is no constant is refused where a constant has to be", () => {
  assert.deepEqual(found(unitOf("int n;\nint a[2] = { [n] = 1 };\nenum { E = n };\n")), [
    "2: cc/not-constant",
    "3: cc/not-constant",
  ]);
  assert.deepEqual(found(unitOf('_Static_assert(1 < 0, "order");')), ["1: cc/static-assert"]);
});
