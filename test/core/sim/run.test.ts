// SPDX-License-Identifier: MIT
// What a run records, how it ends, and that no run leaves a trace in the next.
import assert from "node:assert/strict";
import test from "node:test";
import { fuelStock, runScenario, type Run, type TraceEvent } from "../../../src/core/sim";
import type { Edit } from "../../support/model";
import { bornFixed, flagsHandedOn, removalPatch } from "../kernel/edits";
import { poison, programOf, record, run, scenario, stock, unbind } from "./support";

const notify = "fs/xfs/xfs_notify_failure.c";
const dax = "drivers/dax/super.c";
const removal = [bornFixed, flagsHandedOn, ...removalPatch];

/** kill_dax begins with these statements; `declarations` stand before it. */
const probe = (declarations: string, statements: string): Edit => ({
  path: dax,
  from: "void kill_dax(struct dax_device *dax_dev)\n{\n	if (!dax_dev)\n		return;\n",
  to: `${declarations}\nvoid kill_dax(struct dax_device *dax_dev)\n{\n	${statements}\n`,
});

/** How the arguments of probe() are written when it is declared and called so. */
function shown(parameters: string, args: string, before = ""): string[] {
  const declaration = `static int probe(${parameters})\n{\n	return -95;\n}\n`;
  const of = run(stock("u1"), [probe(declaration, `${before}probe(${args});`)]);
  const call = of.events.find(({ kind, name }) => kind === "call" && name === "probe");
  assert.ok(call, JSON.stringify(of.outcome));
  return call.args.map(({ name, value }) => `${name} ${value}`);
}

// ---- values ----

test("flags are written by name, with what no name covers in hexadecimal", () =>
  assert.deepEqual(
    shown("int mf_flags, int flags", "MF_ACTION_REQUIRED | MF_MUST_KILL | 0x4000, 6"),
    ["mf_flags MF_ACTION_REQUIRED|MF_MUST_KILL|0x4000", shown("int flags", "6")[0] ?? ""],
  ));

test("no flag at all is 0, and a negative number no set of flags", () =>
  assert.deepEqual(
    [...shown("int mf_flags", "0"), ...shown("int mf_flags", "-22")],
    ["mf_flags 0", "mf_flags -22"],
  ));

test("numbers are decimal while small, hexadecimal beyond, and all ones by name", () =>
  assert.deepEqual(shown("u64 a, u64 b, u64 c, s64 d, u32 e", "65535, 65536, U64_MAX, -1, ~0u"), [
    "a 65535",
    "b 0x10000",
    "c U64_MAX",
    "d -1",
    "e 0xffffffff",
  ]));

test("truth values, members of an enum, strings and NULL are written as a reader would", () =>
  assert.deepEqual(
    shown(
      "bool a, bool b, enum mf_result c, enum mf_result d, const char *e, void *f",
      'true, false, MF_FAILED, (enum mf_result)77, "a \\"word\\"\\n", NULL',
    ),
    ["a true", "b false", "c MF_FAILED", "d 77", String.raw`e "a \"word\"\n"`, "f NULL"],
  ));

test("a long string is cut", () => {
  const [text = ""] = shown("const char *a", `"${"x".repeat(80)}"`);
  assert.equal(text, `a "${"x".repeat(60)}..."`);
});

test("a pointer is the name of what it points to", () => {
  const [a, b, c] = shown(
    "void *a, struct dax_device *b, void (*c)(struct dax_device *)",
    "dax_dev->holder_data, dax_dev, kill_dax",
  );
  assert.match(a ?? "", /^a .*m0/);
  assert.match(b ?? "", /^b .*pmem0/);
  assert.match(c ?? "", /^c .*kill_dax/);
});

test("what nobody set is undefined, and what is set beside it is kept", () =>
  assert.deepEqual(
    shown("int a, int b, int c", "nobody, (nobody & 0xff) | 0x100, nobody & 0", "int nobody; "),
    ["a undefined", "b 256 | undefined bits", "c 0"],
  ));

test("a returned error is a negative number", () => {
  const declaration = "static int probe(void)\n{\n	return -95;\n}\n";
  const of = run(stock("u1"), [probe(declaration, "probe();")]);
  assert.ok(of.events.some(({ text }) => text === "probe returns -95"));
});

// ---- events ----

test("no event depends on where something lies in memory", () => {
  const pad = "static char pad[12345] = { 1 };\n";
  const shifted: Edit[] = [
    { path: dax, from: "DEFINE_STATIC_SRCU(dax_srcu);", to: `${pad}DEFINE_STATIC_SRCU(dax_srcu);` },
    {
      path: dax,
      from: "	dax_dev->private = private;\n",
      to: "	dax_dev->private = private;\n	kzalloc(7777 + pad[0], GFP_KERNEL);\n",
    },
  ];
  const unplaced = ({ step, thread, depth, kind, name, args, text, key }: TraceEvent): unknown => [
    ...[step, thread, depth, kind, name, args, text, key],
  ];
  for (const row of ["u1", "x1", "m1"])
    assert.deepEqual(
      run(stock(row), [...removal, ...shifted]).events.map(unplaced),
      run(stock(row), removal).events.map(unplaced),
    );
});

test("a pointer that is an error or leads nowhere shows no address", () => {
  for (const value of shown("void *a, struct inode *b", "ERR_PTR(-5), (void *)0x123456789abc"))
    assert.doesNotMatch(value, /[0-9a-f]{6}/);
});

const keys = (of: Run): readonly string[] => of.events.map(({ key }) => key);

test("lines that move change no key", () => {
  const moved: Edit = {
    path: notify,
    from: '#include "xfs.h"\n',
    to: `#include "xfs.h"\n${"\n".repeat(7)}/* Moved. */\n`,
  };
  for (const edits of [[bornFixed], removal])
    for (const row of ["u1", "x1"]) {
      const plain = run(stock(row), edits);
      const below = run(stock(row), [...edits, moved]);
      assert.notDeepEqual(
        below.events.map(({ position }) => position.line),
        plain.events.map(({ position }) => position.line),
      );
      assert.deepEqual(keys(below), keys(plain));
    }
});

test("the name of a local changes no key", () => {
  const renamed = flagsHandedOn.to.replace("notify", "what");
  const edits: Edit[] = [
    { path: notify, from: flagsHandedOn.from, to: renamed },
    { path: notify, from: "notify.startblock = ri_low", to: "what.startblock = ri_low" },
    { path: notify, from: "notify.blockcount = agend", to: "what.blockcount = agend" },
    { path: notify, from: "xfs_dax_failure_fn, &notify);", to: "xfs_dax_failure_fn, &what);" },
  ];
  const plain = run(stock("u1"), [bornFixed, flagsHandedOn]);
  assert.deepEqual(keys(run(stock("u1"), [bornFixed, ...edits])), keys(plain));
});

test("steps count from 1, and calls enclose what happens in them", () => {
  const { events } = run(stock("u1"));
  assert.deepEqual(
    events.map(({ step }) => step),
    events.map((_, index) => index + 1),
  );
  const open: TraceEvent[] = [];
  for (const event of events) {
    if (event.kind === "return") assert.equal(open.pop()?.name, event.name);
    assert.equal(event.depth, open.length, event.text);
    if (event.kind === "call") open.push(event);
  }
  assert.deepEqual(open, []);
});

test("the stimulus comes first, and what primitives do is told at the kernel's line", () => {
  const { events } = run(stock("u1"));
  assert.equal(events[0]?.text, "SH: echo pmem0 > /sys/bus/nd/drivers/nd_pmem/unbind");
  const alive = events.find(({ name }) => name === "alive");
  assert.equal(alive?.position.path, dax);
});

test("a callee that nobody defines is an event of its own", () => {
  const edits = [probe("int nobody_has_it(int a, const char *b);", 'nobody_has_it(3, "x");')];
  const of = run(stock("u1"), edits);
  const event = of.events.find(({ kind }) => kind === "unknown-callee");
  assert.equal(event?.text, "nobody_has_it(...) is not modelled");
  assert.deepEqual(
    event?.args.map(({ value }) => value),
    ["3", '"x"'],
  );
  assert.equal(event?.position.path, dax);
});

test("a field that the model lacks is an event, and nobody knows its value", () => {
  const field: Edit = {
    path: notify,
    from: "	if (!(mp->m_sb.sb_flags & SB_BORN)) {",
    to: "	if (!(mp->m_sb.no_such_field & SB_BORN)) {",
  };
  const { outcome, events } = run(stock("u1"), [field]);
  const event = events.find(({ kind }) => kind === "unknown-callee");
  assert.match(event?.text ?? "", /^the field no_such_field of .* is not modelled$/);
  assert.ok(outcome.kind === "trapped", outcome.kind);
  assert.match(outcome.origin ?? "", /the field no_such_field of .*, which nothing declares/);
});

test("a name that the model lacks is an event, and nobody knows its value", () => {
  const name: Edit = {
    path: notify,
    from: "	if (!(mp->m_sb.sb_flags & SB_BORN)) {",
    to: "	if (!(NO_SUCH_NAME & SB_BORN)) {",
  };
  const { outcome, events } = run(stock("u1"), [name]);
  const event = events.find(({ kind }) => kind === "unknown-callee");
  assert.equal(event?.text, "the name NO_SUCH_NAME is not modelled");
  assert.ok(outcome.kind === "trapped", outcome.kind);
  assert.match(outcome.origin ?? "", /the name NO_SUCH_NAME, which nothing declares/);
});

test("a type that the model lacks is passed on, and ends the run where it decides", () => {
  const declarations =
    "struct nobody *nobody_get(nobody_t how);\n" +
    "static nobody_t how(struct nobody n, nobody_t given)\n{\n	return given;\n}\n";
  const statements = "nobody_t x = { 1 };\n	struct nobody *n = nobody_get(x);\n	x = how(*n, x);\n";
  const passed = run(stock("u1"), [probe(declarations, "nobody_t x;\n	nobody_get(x);")]);
  assert.equal(passed.outcome.kind, "returned");
  const event = passed.events.find(({ kind }) => kind === "unknown-callee");
  assert.equal(event?.text, "the type nobody_t is not modelled");
  const decided = run(stock("u1"), [probe(declarations, `${statements}	if (x)\n		return;`)]);
  assert.ok(decided.outcome.kind === "trapped", decided.outcome.kind);
  assert.match(decided.outcome.origin ?? "", /the type nobody_t, which nothing declares/);
});

// ---- ends ----

test("a loop without an end is out of budget, at its line", () => {
  const hang: Edit = {
    path: notify,
    from: '		xfs_warn(mp, "filesystem is not ready',
    to: '		for (;;);\n		xfs_warn(mp, "filesystem is not ready',
  };
  const { outcome, verdicts } = run(stock("u1"), [hang]);
  assert.ok(outcome.kind === "out-of-budget");
  assert.equal(outcome.limit, fuelStock);
  assert.equal(outcome.position.path, notify);
  assert.ok(verdicts.every(({ state }) => state === "unknown"));
});

test("a trace has an end although the run goes on, and nothing is said to hold then", () => {
  const chatter = probe("", "for (int i = 0; i < 30000; i++) dax_alive(dax_dev);");
  const quiet = scenario({ processes: [{ name: "SH" }] }, unbind);
  const of = run(quiet, [chatter]);
  assert.equal(of.outcome.kind, "returned");
  assert.equal(of.events.length, 20_000);
  assert.deepEqual(
    of.verdicts.filter(({ state }) => state === "holds"),
    [],
  );
  assert.ok(of.verdicts.some(({ why }) => why === "the run went on after its trace was full"));
});

test("a function that does not compile ends the run that calls it, and no other", () => {
  const broken: Edit = {
    path: notify,
    from: "	if (!(mp->m_sb.sb_flags & SB_BORN)) {",
    to: "	if (!(no_such_name() && &&here)) {",
  };
  const { outcome } = run(stock("u1"), [broken]);
  assert.ok(outcome.kind === "not-runnable", outcome.kind);
  assert.match(outcome.reason, /xfs_notify_failure\.c/);
  const elsewhere = scenario({}, record("0x0", "0x900000000"));
  assert.equal(run(elsewhere, [broken]).outcome.kind, "returned");
});

test("a text that breaks the making of the world is told by how that ended", () => {
  const edits: Edit[] = [
    { path: dax, from: "	dax_dev->private = private;\n", to: "	*(int *)NULL = 0;\n" },
  ];
  const of = run(stock("u1"), edits);
  assert.ok(of.outcome.kind === "trapped");
  assert.equal(of.outcome.function, "alloc_dax");
  assert.deepEqual(of.events, []);
});

test("a trap names the calls on the way, innermost first, and where the value came from", () => {
  const { outcome } = run(stock("u1"), [bornFixed, ...removalPatch]);
  assert.ok(outcome.kind === "trapped");
  assert.equal(outcome.trap, "undefined-decides");
  assert.deepEqual(
    outcome.stack.slice(0, 3).map((frame) => frame.function),
    ["xfs_dax_failure_fn", "xfs_rmap_query_range", "xfs_dax_notify_ddev_failure"],
  );
  assert.match(outcome.origin ?? "", /^notify\.mf_flags, a local of xfs_dax_notify_ddev_failure/);
  assert.equal(outcome.originPosition?.path, notify);
  assert.ok(!outcome.message.includes(outcome.origin ?? "-"));
});

test("a filled stack leaves nothing undefined: neither zero nor 0xaa holds bit 6", () => {
  for (const initStack of ["zero", "pattern"] as const) {
    const of = run(stock("u1"), [bornFixed, ...removalPatch], { initStack });
    assert.equal(of.outcome.kind, "returned");
    assert.equal(of.state.get("m0.shutdown"), "CORRUPT_ONDISK");
  }
});

// ---- repetition ----

const told = (of: Run): unknown => [
  ...[of.outcome, of.events, of.verdicts, of.decisions],
  ...[[...of.state], [...of.initialState], [...of.ranStatements], [...of.entered]],
];

test("the same run on programs linked apart is the same", () => {
  const again = runScenario(linkAgain(), stock("u1"));
  assert.deepEqual(told(again), told(run(stock("u1"))));
});

/** A program of its own: the cache of the tests gives the same one for the same edits. */
const linkAgain = () =>
  programOf([
    { path: dax, from: "DEFINE_STATIC_SRCU(dax_srcu);", to: "DEFINE_STATIC_SRCU(dax_srcu);" },
  ]);

test("a run leaves nothing behind for the next one of the same program", () => {
  const others = [
    stock("u13"),
    stock("x1"),
    stock("m3"),
    scenario({ processes: [{ name: "SH" }] }, unbind),
    scenario({}, poison("F1", 1), unbind),
  ];
  const program = programOf(removal);
  const first = told(runScenario(program, stock("u1")));
  for (const other of others) {
    const alone = told(runScenario(program, other));
    assert.deepEqual(told(runScenario(program, stock("u1"))), first, other.id);
    assert.deepEqual(told(runScenario(program, other)), alone, other.id);
  }
});

test("what one run assumes does not hold in the next", () => {
  const program = programOf([bornFixed, ...removalPatch]);
  const plain = told(runScenario(program, stock("u1")));
  const decision = program.decisions.find(({ text }) => text.includes("notify->mf_flags &"));
  assert.ok(decision);
  const forces = [{ ...decision.position, outcome: false }];
  const forced = runScenario(program, stock("u1"), { forces });
  assert.equal(forced.outcome.kind, "returned");
  assert.deepEqual(told(runScenario(program, stock("u1"))), plain);
  runScenario(program, stock("u1"), { initStack: "zero", undefinedResults: { ffs0: 0n } });
  assert.deepEqual(told(runScenario(program, stock("u1"))), plain);
});

test("stimuli follow one another in one world until one of them does not return", () => {
  const both = run(scenario({}, poison("F1", 1), unbind), [bornFixed]);
  assert.equal(both.events.filter(({ kind }) => kind === "stimulus").length, 2);
  const cut = run(scenario({}, unbind, poison("F1", 1)), [bornFixed, ...removalPatch]);
  assert.equal(cut.outcome.kind, "trapped");
  assert.equal(cut.events.filter(({ kind }) => kind === "stimulus").length, 1);
});
