// SPDX-License-Identifier: MIT
// C made to exhaust a compiler, each as large as somebody may send it.
const N = 100_000;
const rows = (count: number, row: (at: number) => string, between = ""): string =>
  Array.from({ length: count }, (_, at) => row(at)).join(between);

/** By what is in it. */
export const hostileC: Readonly<Record<string, () => string>> = {
  parens: () => "int f(void){return " + "(".repeat(N) + "1" + ")".repeat(N) + ";}",
  brackets: () => "int a[9];int f(void){return " + "a[".repeat(N) + "1" + "]".repeat(N) + ";}",
  blocks: () => "void f(void)" + "{".repeat(N) + "}".repeat(N),
  ifs: () => "void f(int x){" + "if(x)".repeat(N) + ";}",
  elseifs: () => "void f(int x){" + rows(20000, (i) => `if(x==${i})x++;else `) + ";}",
  whiles: () => "void f(int x){" + "while(x)".repeat(N) + ";}",
  dos: () => "void f(int x){" + "do ".repeat(N) + ";" + "while(x);".repeat(N) + "}",
  fors: () => "void f(int x){" + "for(;;)".repeat(N) + ";}",
  switches: () => "void f(int x){" + "switch(x)".repeat(N) + ";}",
  ternaries: () => "int f(int x){return " + "x?1:".repeat(N) + "0;}",
  "ternaries 2": () => "int f(int x){return " + "x?".repeat(N) + "1" + ":0".repeat(N) + ";}",
  nots: () => "int f(int x){return " + "!".repeat(N) + "x;}",
  minus: () => "int f(int x){return " + "- ".repeat(N) + "x;}",
  casts: () => "int f(int x){return " + "(int)".repeat(N) + "x;}",
  sizeofs: () => "int f(int x){return " + "sizeof ".repeat(N) + "x;}",
  stars: () => "int " + "*".repeat(N) + "p;",
  declarators: () => "int " + "(".repeat(N) + "p" + ")".repeat(N) + ";",
  "functions of": () => "int f" + "(int (*p)".repeat(N) + ")".repeat(N) + ";",
  "arrays of": () => "int a" + "[1]".repeat(N) + ";",
  structs: () => "struct {".repeat(N) + "int a;" + "} x;".repeat(N),
  initialisers: () => "int a[] = " + "{".repeat(N) + "1" + "}".repeat(N) + ";",
  "stmt exprs": () => "int f(void){return " + "({".repeat(N) + "1;" + "});".repeat(N) + "}",
  typeofs: () => "typeof(".repeat(N) + "int" + ")".repeat(N) + " x;",
  generics: () => "int f(void){return " + "_Generic(1,int:".repeat(N) + "1" + ")".repeat(N) + ";}",
  compounds: () => "int f(void){return " + "(int){".repeat(N) + "1" + "}".repeat(N) + ";}",
  attributes: () => "int x " + "__attribute__((unused))".repeat(N) + ";",
  calls: () => "int g(int);int f(void){return " + "g(".repeat(N) + "1" + ")".repeat(N) + ";}",
  ifdefs: () => "#if 1\n".repeat(N) + "int x;\n" + "#endif\n".repeat(N),
  "if expression": () => "#if " + "(".repeat(N) + "1" + ")".repeat(N) + "\nint x;\n#endif\n",
  "if row": () => "#if " + "1+".repeat(N) + "1\nint x;\n#endif\n",
  "macro args": () =>
    "#define F(x) x\nint y = " + "F(".repeat(20000) + "1" + ")".repeat(20000) + ";",
  "macro chain": () => rows(N, (i) => `#define M${i + 1} M${i}\n`) + `#define M0 1\nint x = M${N};`,
  bomb: () =>
    rows(60, (i) => `#define B${i + 1} B${i} B${i}\n`) + "#define B0 1,\nint x[] = { B60 1 };",
  stringize: () =>
    rows(40, (i) => `#define S${i + 1}(x) S${i}(x #x x)\n`) + "#define S0(x) x\nchar *s = S40(a);",
  paste: () => "#define P(a,b) a##b\nint " + "P(".repeat(5000) + "a" + ",b)".repeat(5000) + ";",
  params: () =>
    "#define F(" +
    rows(20000, (i) => `p${i}`, ",") +
    ") p1\nint x = F(" +
    rows(20000, (i) => `${i}`, ",") +
    ");",
  commas: () => "int f(int x){return " + "x,".repeat(N) + "x;}",
  ands: () => "int f(int x){return " + "x&&".repeat(N) + "x;}",
  pluses: () => "int f(int x){return " + "x+".repeat(N) + "x;}",
  assigns: () => "int f(int x){" + "x=".repeat(N) + "x;}",
  members: () => "struct s{struct s*p;};struct s*f(struct s*p){return p" + "->p".repeat(N) + ";}",
  strings: () => "char *s = " + '"ab" '.repeat(N) + ";",
  cases: () => "int f(int x){switch(x){" + rows(N, (i) => `case ${i}:`) + "return 1;}return 0;}",
  enums: () => "enum e{" + rows(200000, (i) => `e${i}`, ",") + "};",
  locals: () => "int f(void){" + rows(50000, (i) => `int v${i};`) + "return 0;}",
  "used locals": () =>
    "int f(void){" + rows(20000, (i) => `int v${i}; if(v${i}) v${i}++;`) + "return 0;}",
  fields: () => "struct s{" + rows(N, (i) => `int f${i};`) + "};struct s x={.f5=1};",
  parameters: () => "int f(" + rows(20000, (i) => `int p${i}`, ",") + "){return p7;}",
  gotos: () => "void f(void){" + rows(30000, (i) => `l${i}: goto l${29999 - i};`) + "}",
  "huge global": () => "int a[1<<29]; int main(void){return a[5];}",
  "huge globals": () => rows(100, (i) => `int a${i}[1<<28];`) + "int main(void){return a5[5];}",
  "huge local": () => "int main(void){int a[1<<28]; a[1]=1; return a[1];}",
  "huge range": () => "int a[] = {[0 ... 400000000] = 1};",
  "huge range struct": () => "struct s{int x,y;} a[1<<27] = {[0 ... 100000000] = {1,2}};",
  "huge index": () => "char a[] = {[2000000000] = 1};",
  "huge string": () => 'char s[] = "' + "x".repeat(5_000_000) + '";',
  negative: () => "int a[-1]; int b[1ull<<62]; struct s{char c[1ull<<40];} x;",
  self: () =>
    "struct s{struct s x;}; struct s y; union u{union u a[2];} z; " +
    "typedef struct t t; struct t{t a;}; t q;",
  "typedef chain": () => rows(N, (i) => `typedef ${i ? "t" + (i - 1) : "int"} *t${i};`),
  "struct chain": () =>
    "struct s0{int x;};" +
    rows(20000, (i) => `struct s${i + 1}{struct s${i} a;};`) +
    "struct s20000 v; int f(void){return sizeof v;}",
  "struct double": () =>
    "struct s0{int x;};" +
    rows(60, (i) => `struct s${i + 1}{struct s${i} a,b;};`) +
    "struct s60 v;",
  "fn type chain": () =>
    "typedef int f0(void);" +
    rows(5000, (i) => `typedef int f${i + 1}(f${i}*, f${i}*);`) +
    "f5000 *p, *q; int g(void){return p==q;}",
  "fn pair": () =>
    "typedef int f0(void);typedef int g0(void);" +
    rows(
      60,
      (i) => `typedef int f${i + 1}(f${i}*, f${i}*);typedef int g${i + 1}(g${i}*, g${i}*);`,
    ) +
    "f60 *p; g60 *q; int g(void){p=q; p=3; return p==q;} int h(void){return p;} " +
    "extern f60 x; extern g60 x;",
  "ptr pair": () =>
    rows(
      50000,
      (i) =>
        `typedef ${i ? "t" + (i - 1) : "int"} *t${i};typedef ${i ? "u" + (i - 1) : "int"} *u${i};`,
    ) +
    "t49999 p; u49999 q; int g(void){p=q; p=3; return p==q;} " +
    "t1990 a; u1990 b; int k(void){a=b;return a==b;} extern t1990 z; extern u1990 z;",
  "many params": () =>
    "int f(" + rows(20000, (i) => `int p${i}`, ",") + "){return p7;} int g(void){return f(1);}",
  "line comment": () => "//" + "x".repeat(10_000_000) + "\nint x;",
  "line identifier": () => "int " + "x".repeat(10_000_000) + ";",
  "line number": () => "int x = " + "1".repeat(10_000_000) + ";",
  "line blanks": () => "int" + " ".repeat(10_000_000) + "x;",
  "line tokens": () => "int x = 0" + "+1".repeat(5_000_000) + ";",
  "line string": () => 'char *s = "' + "x\\n".repeat(3_000_000),
  splices: () => "int " + "\\\n".repeat(2_000_000) + "x;",
  comments: () => "/**/".repeat(2_000_000) + "int x;",
  semicolons: () => ";".repeat(2_000_000),
  "open braces": () => "{".repeat(2_000_000),
  hashes: () => "#\n".repeat(1_000_000),
  defines: () => rows(200000, (i) => `#define D${i} ${i}\n`) + "int x = D7;",
  errors: () => "int f(void){" + "x+;".repeat(N) + "}",
  unknowns: () =>
    "struct s{int a;};int f(struct s*p){return " + rows(900, (i) => `p->u${i}`, "+") + ";}",
  "unknown deep": () => "struct s{int a;};int f(struct s*p){return p" + "->u".repeat(20000) + ";}",
  "unknown index": () =>
    "struct s{int a;};int f(struct s*p){return p->u" + "[1]".repeat(20000) + ";}",
  "unknown calls": () =>
    "struct s{int a;};int f(struct s*p){return p->u" + "()".repeat(20000) + ";}",
  "unknown stars": () =>
    "struct s{int a;};int f(struct s*p){return " + "*".repeat(20000) + "p->u;}",
  "copies of a gone type": () =>
    "int f(void){" + rows(50000, (i) => `gone_t v${i};`) + "return 0;}",
  "casts to gone types": () => "int f(void *p){return " + "(gone_t *)".repeat(N) + "p;}",
  alignments: () =>
    "int f(void){" + rows(2000, (i) => `_Alignas(65536) int v${i}; v${i} = 1;`) + "return 0;}",
  "bomb of calls": () => rows(40, (i) => `#define f${i}(x) f${i + 1}(x x)\n`) + "int a = f0(1);",
  "include loop": () => '#include "loop.h"\n'.repeat(5000),
  "arguments in arguments": () =>
    "#define f(x) x x\nint a = " + "f(".repeat(150) + "1" + ")".repeat(150) + ";",
};
