// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { applyPatches, type Application } from "../../../src/core/apply";
import { baseOf, patchOf } from "./support";

/** A loop whose tests the mail words otherwise. */
const base = `int lock_entry(struct map *map, int index);
int use_entry(struct map *map, int index);

int walk_map(struct map *map, int index, int end)
{
	int cookie;

	map->flags |= MAP_WALKED;
	if (map->empty &&
	    map->flags == 0)
		return -ENOENT;

	for (; index < end; index++) {
		cookie = lock_entry(map, index);
		if (cookie == 0)
			return -EBUSY;
		use_entry(map, index);
	}
	return 0;
}
`;

const place = (hunk: string): Application =>
  applyPatches({
    base: baseOf({ "map.c": base }),
    subject: patchOf(`--- a/map.c\n+++ b/map.c\n${hunk}`),
    ...{ earlier: [], with: [], over: [], hunksOff: new Set(), runCut: false, threadHints: [] },
  });

const textsOf = ({ before, after }: Application): readonly (string | undefined)[] => [
  before.get("map.c")?.text,
  after.get("map.c")?.text,
];

test("a test at the end of a hunk is not told half in its words and half in the base's", () => {
  const result = place(
    "@@ -12,4 +12,4 @@ int walk_map(struct map *map, int index, int end)\n \n" +
      "-\tfor (; index < end; index++) {\n+\tfor (; index <= end; index++) {\n" +
      " \t\tcookie = lock_entry(map, index);\n \t\tif (!cookie)\n",
  );
  assert.equal(result.placements[0]?.kind, "aligned");
  assert.deepEqual(textsOf(result), [base, base.replace("index < end", "index <= end")]);
  assert.deepEqual(
    result.assumptions.map(({ code }) => code),
    ["apply/edge-left-out"],
  );
});

test("nor is one at the beginning", () => {
  const result = place(
    "@@ -10,5 +10,5 @@ int walk_map(struct map *map, int index, int end)\n" +
      " \t    !map->flags)\n \t\treturn -ENOENT;\n \n" +
      "-\tfor (; index < end; index++) {\n+\tfor (; index <= end; index++) {\n" +
      " \t\tcookie = lock_entry(map, index);\n",
  );
  assert.equal(result.placements[0]?.kind, "aligned");
  assert.deepEqual(textsOf(result), [base, base.replace("index < end", "index <= end")]);
});

test("a test that the hunk has whole is run in the hunk's words", () => {
  const result = place(
    "@@ -12,6 +12,6 @@ int walk_map(struct map *map, int index, int end)\n \n" +
      "-\tfor (; index < end; index++) {\n+\tfor (; index <= end; index++) {\n" +
      " \t\tcookie = lock_entry(map, index);\n \t\tif (!cookie)\n \t\t\treturn -EBUSY;\n" +
      " \t\tuse_entry(map, index);\n",
  );
  assert.match(textsOf(result)[0] ?? "", /\n\t\tif \(!cookie\)\n\t\t\treturn -EBUSY;\n/);
  assert.ok(result.assumptions.some(({ code }) => code === "apply/words-differ"));
});
