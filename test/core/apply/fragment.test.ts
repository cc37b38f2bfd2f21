// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { applyPatches, type Application } from "../../../src/core/apply";
import { baseOf, patchOf } from "./support";

const apei = `#include <asm/mce.h>

void report_error(int severity, struct cper *cper)
{
	struct mce m;

	m.status = VAL | EN;
	m.misc = (PHYS << 6) | PAGE_SHIFT;
	m.addr = cper->physical_addr;
	mce_log(&m);
}
`;

const other = `void other_error(struct mce *p)
{
	struct mce m;

	m.misc = 0;
	mce_log(&m);
}
`;

const base = baseOf({ "arch/x86/kernel/cpu/mce/apei.c": apei, "drivers/other.c": other });
const line = "+m.misc = (PHYS << 6) | __ffs64(cper->physical_addr_mask);\n";

const apply = (diff: string, threadHints: readonly string[]): Application =>
  applyPatches({
    ...{ base, subject: patchOf(diff), earlier: [], with: [], over: [] },
    ...{ hunksOff: new Set(), runCut: false, threadHints },
  });

test("a bare line replaces the one statement with its left side in the function named", () => {
  const result = apply(line, ["report_error() checks the bits already"]);
  assert.equal(result.placements[0]?.kind, "inferred");
  assert.equal(result.placements[0]?.targets[0]?.name, "report_error");
  const text = result.after.get("arch/x86/kernel/cpu/mce/apei.c")!.text;
  assert.ok(text.includes("__ffs64(cper->physical_addr_mask);") && !text.includes("PAGE_SHIFT"));
  assert.equal(result.before.size, 0);
  assert.ok(result.assumptions.some(({ code }) => code === "apply/fragment-inferred"));
});

test("a subject that names a folder is enough where no function is named", () => {
  const result = apply(line, ["Re: [PATCH v3] x86/mce: take the range from the mask"]);
  assert.equal(result.placements[0]?.kind, "inferred");
});

test("of several functions the one is meant that has what the line reads", () => {
  const result = apply(line, ["report_error and other_error both"]);
  assert.equal(result.placements[0]?.targets[0]?.name, "report_error");
});

test("a wrapped line is one statement of two lines of the mail", () => {
  const wrapped = "+m.misc = (PHYS << 6) |\n+__ffs64(cper->physical_addr_mask);\n";
  const { after } = apply(wrapped, ["report_error"]);
  const { text, origins } = after.get("arch/x86/kernel/cpu/mce/apei.c")!;
  assert.ok(text.includes("\tm.misc = (PHYS << 6) |\n\t__ffs64"));
  const mail = origins.flatMap((origin) => (origin.from === "mail" ? [origin.span.line] : []));
  assert.deepEqual(mail, [1, 2]);
});

test("a call replaces the one call of the same function, and what follows comes along", () => {
  const { after } = apply("+mce_log(m.self);\n+done = 1;\n", ["report_error"]);
  const { text } = after.get("arch/x86/kernel/cpu/mce/apei.c")!;
  assert.ok(/physical_addr;\n\s*mce_log\(m\.self\);\n\s*done = 1;\n}/.test(text), text);
});

test("a bare line without a place, or with several, stops the run and shows them", () => {
  const nowhere = apply(line, ["nothing of that kind"]);
  assert.equal(nowhere.placements[0]?.kind, "absent");
  assert.match(nowhere.notRunnable!.reason, /elsewhere: report_error .*other_error/);
  const several = apply("+m.misc = PHYS << 6;\n", ["report_error and other_error both"]);
  assert.match(several.notRunnable!.reason, /several statements could be meant/);
  const untold = apply("+if (x) {\n", ["report_error"]);
  assert.match(untold.notRunnable!.reason, /tells where it belongs/);
});

test("a bare line that the base has already changes nothing", () => {
  const result = apply("+m.misc = (PHYS << 6) | PAGE_SHIFT;\n", ["report_error"]);
  assert.equal(result.placements[0]?.kind, "already-there");
  assert.equal(result.after.size, 0);
});
