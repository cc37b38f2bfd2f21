// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { applyPatches, type Application, type ApplyInput } from "../../../src/core/apply";
import type { Patch } from "../../../src/core/patch";
import { diffOf } from "../../support/diff";
import { baseOf, cutAt, patchOf, plain } from "./support";
import { damaged, files, memoryFailure, mmH, notifyFailure, superC } from "./xfs";

const xfs = "fs/xfs/xfs_notify_failure.c";
const dax = "drivers/dax/super.c";
const base = baseOf(files);

function apply(subject: Patch, more: Partial<ApplyInput> = {}): Application {
  return applyPatches({
    ...{ base, subject, earlier: [], with: [], over: [] },
    ...{ hunksOff: new Set(), runCut: false, threadHints: [] },
    ...more,
  });
}

const kindsOf = ({ placements }: Application): readonly string[] =>
  placements.map(({ hunk, kind }) => `${hunk} ${kind}`);

const codesOf = ({ assumptions }: Application): readonly string[] =>
  assumptions.map(({ code }) => code);

/** Applies a patch made from two texts, and expects both texts back but for blanks. */
function check(path: string, before: string, after: string, expected?: string): void {
  const patch = patchOf(diffOf(path, before, after));
  const result = apply(patch, { base: baseOf({ ...files, [path]: before }) });
  const told = result.placements.map(({ kind, reasons }) => `${kind}: ${reasons.join("; ")}`);
  assert.equal(plain(result.before.get(path)?.text ?? before), plain(before), told.join("\n"));
  assert.equal(plain(result.after.get(path)?.text ?? before), plain(after), told.join("\n"));
  if (expected) assert.equal(result.placements[0]?.targets[0]?.item, expected);
  for (const { text, origins } of [...result.before.values(), ...result.after.values()]) {
    assert.equal(text.split("\n").length - 1, origins.length);
  }
}

test("a patch with its blanks eaten and its tail cut is placed whole", () => {
  const result = apply(patchOf(damaged));
  assert.deepEqual(kindsOf(result), ["1.1 exact", "1.2 exact", "1.3 exact"]);
  assert.equal(plain(result.before.get(xfs)!.text), plain(notifyFailure));
  const after = result.after.get(xfs)!.text;
  assert.ok(after.includes("up_write(&mp->m_super->s_umount);\n\t}\n"), after);
  assert.ok(plain(result.after.get(dax)!.text).includes("U64_MAX,MF_MEM_PRE_REMOVE);"));
  assert.equal(result.notRunnable, undefined);
});

test("every patched line leads to its line of the mail, every other to the base", () => {
  const patch = patchOf(damaged);
  const { after } = apply(patch);
  const { text, origins } = after.get(xfs)!;
  const lines = text.split("\n");
  const added = origins.flatMap((origin, index) =>
    origin.from === "mail" && origin.kind === "added" ? [[origin.span.line, lines[index]]] : [],
  );
  const mail = damaged.split("\n");
  for (const [line, own] of added) {
    assert.equal(plain(mail[Number(line) - 1]!.slice(1)), plain(String(own)));
  }
  assert.equal(added.length, 9);
  origins.forEach((origin, index) => {
    if (origin.from === "model") {
      assert.equal(plain(notifyFailure.split("\n")[origin.line - 1]!), plain(lines[index]!));
    }
  });
});

test("the closing brace of a cut tail says how many lost lines it explains", () => {
  const { assumptions, after } = apply(patchOf(damaged));
  const closed = assumptions.find(({ code }) => code === "apply/cut-tail-closed")!;
  assert.match(closed.text, /lost: 4 added, 3 context.*explains 1 of 4 lost added lines/);
  const assumed = after.get(xfs)!.origins.filter(({ from }) => from === "assumed");
  assert.deepEqual(assumed, [{ from: "assumed", assumption: closed.id }]);
});

test("a constant that nothing defines joins the enum used in the same role", () => {
  const { after, before } = apply(patchOf(damaged));
  const { text, origins } = after.get("include/linux/mm.h")!;
  assert.match(text, /MF_SW_SIMULATED = 1 << 5,\n\tMF_MEM_PRE_REMOVE = 1 << 6, };/);
  assert.equal(origins.filter(({ from }) => from === "assumed").length, 1);
  assert.equal(before.get("include/linux/mm.h"), undefined);
});

test("a constant that a hunk of the patch defines joins nothing", () => {
  const defined = mmH.replace("\tMF_SW_SIMULATED = 1 << 5,\n", "$&\tMF_MEM_PRE_REMOVE = 1 << 7,\n");
  const patch = patchOf(damaged + diffOf("include/linux/mm.h", mmH, defined));
  const result = apply(patch);
  assert.ok(!codesOf(result).includes("apply/constant-assumed"));
  assert.equal(plain(result.after.get("include/linux/mm.h")!.text), plain(defined));
});

test("renamed locals and reordered hunks give the same two sides", () => {
  const expected = apply(patchOf(damaged));
  const sides = (result: Application): string =>
    [...result.before.values(), ...result.after.values()].map(({ text }) => plain(text)).join("\n");
  const rename = (from: string, to: string) => (text: string) =>
    text.replace(new RegExp(`\\b${from}\\b`, "g"), to);
  const renames = [rename("mp", "mount"), rename("rec", "r"), rename("notify", "nfy")];
  for (const each of renames) {
    assert.equal(sides(apply(patchOf(each(damaged)))), sides(expected));
  }
  const all = renames.reduce((text, each) => each(text), damaged);
  const result = apply(patchOf(all));
  assert.equal(sides(result), sides(expected));
  assert.ok(codesOf(result).includes("apply/name-mapped"));
  const own = apply(patchOf(rename("error", "status")(damaged)));
  assert.equal(sides(own).replaceAll("status", "error"), sides(expected));
  const patch = patchOf(damaged);
  const reversed = {
    ...patch,
    files: [...patch.files]
      .reverse()
      .map((file) => ({ ...file, hunks: [...file.hunks].reverse() })),
  };
  assert.equal(sides(apply(reversed)), sides(expected));
});

test("wrong line numbers and a moved function change nothing", () => {
  const expected = apply(patchOf(damaged)).after.get(xfs)!.text;
  const wrong = damaged.replace(/@@ -(\d+),(\d+) \+(\d+),/g, "@@ -9$1,$2 +1$3,");
  assert.equal(apply(patchOf(wrong)).after.get(xfs)!.text, expected);
  const start = superC.indexOf("void kill_dax");
  const moved = {
    ...files,
    [dax]: superC.slice(0, start),
    "drivers/dax/kill.c": superC.slice(start),
  };
  const result = apply(patchOf(damaged), { base: baseOf(moved) });
  const target = result.placements[0]?.targets[0];
  assert.equal(target?.path, "drivers/dax/kill.c");
  assert.match(result.placements[0]!.reasons.join(), /kill_dax stands in drivers\/dax\/kill.c/);
});

test("a section that names the previous function does not mislead", () => {
  const wrong = damaged.replace("@@ xfs_dax_notify_failure(", "@@ xfs_dax_notify_ddev_failure(");
  const expected = apply(patchOf(damaged)).after.get(xfs)!.text;
  assert.equal(apply(patchOf(wrong)).after.get(xfs)!.text, expected);
});

test("a context line that differs from the base brings its own meaning to both sides", () => {
  const newer = notifyFailure.replace(
    "mp->m_sb.sb_flags & SB_BORN",
    "mp->m_super->s_flags & SB_BORN",
  );
  const result = apply(patchOf(damaged), { base: baseOf({ ...files, [xfs]: newer }) });
  assert.equal(result.placements[2]?.kind, "aligned");
  for (const side of [result.before, result.after]) {
    assert.ok(side.get(xfs)!.text.includes("mp->m_sb.sb_flags & SB_BORN"));
  }
  const noted = result.assumptions.find(({ code }) => code === "apply/words-differ")!;
  assert.match(noted.text, /m_sb\.sb_flags.*m_super->s_flags/);
});

test("context at the edges that the base does not have is left out", () => {
  const older = notifyFailure
    .replace("\tu64\t\t\tddev_start;\n", "")
    .replace(
      "struct xfs_mount	*mp = dax_holder(dax_dev);\n",
      "struct xfs_mount	*mp = holder(dax_dev);\n",
    );
  const result = apply(patchOf(damaged), { base: baseOf({ ...files, [xfs]: older }) });
  assert.equal(result.placements[2]?.kind, "aligned");
  assert.equal(result.before.get(xfs)!.text.split("dax_holder(dax_dev)").length, 2);
});

test("hunks at the top level find their place", () => {
  const edit = (path: string, text: string, from: string, to: string, item: string): void =>
    check(path, text, text.replace(from, to), item);
  edit(
    xfs,
    notifyFailure,
    "\tint\t\t\tmf_flags;\n};",
    "\tint\t\t\tmf_flags;\n\tbool\t\t\twant;\n};",
    "struct",
  );
  edit(
    "include/linux/mm.h",
    mmH,
    "\tMF_SW_SIMULATED = 1 << 5,\n",
    "$&\tMF_NEW = 1 << 6,\n",
    "enum",
  );
  edit(xfs, notifyFailure, "#include <linux/dax.h>\n", "$&#include <linux/fs.h>\n", "include");
  edit(xfs, notifyFailure, "static pgoff_t\n", "#define PART(x) \\\n\t((x) + 1)\n\n$&", "struct");
  edit(
    xfs,
    notifyFailure,
    "static pgoff_t\n",
    "static int\nfresh(void)\n{\n\treturn 1;\n}\n\n$&",
    "struct",
  );
  edit(
    xfs,
    notifyFailure,
    "\t.notify_failure\t\t= xfs",
    "\t.notify_failure\t\t= other",
    "function",
  );
  edit(
    "mm/memory-failure.c",
    memoryFailure,
    "count, int mf_flags)",
    "count, int flags)",
    "include",
  );
});

test("one hunk may touch two items", () => {
  const after = superC
    .replace("\treturn rc;\n}\n", "\tnotified++;\n\treturn rc;\n}\n")
    .replace("void kill_dax(", "static void kill_dax_now(");
  check(dax, superC, after);
  const { placements } = apply(patchOf(diffOf(dax, superC, after)));
  const names = placements.flatMap(({ targets }) => targets.map(({ name }) => name));
  assert.ok(names.includes("dax_holder_notify_failure") && names.includes("kill_dax"));
});

test("carriage returns and lost leading blanks are no obstacle", () => {
  const expected = apply(patchOf(damaged)).after.get(xfs)!.text;
  const crlf = patchOf(damaged);
  const withReturns = {
    ...crlf,
    files: crlf.files.map((file) => ({
      ...file,
      hunks: file.hunks.map((hunk) => ({
        ...hunk,
        lines: hunk.lines.map((line) => ({ ...line, text: `${line.text}\r` })),
      })),
    })),
  };
  assert.equal(apply(withReturns).after.get(xfs)!.text, expected);
});

test("words joined by an eaten blank are split where the base, a type or a keyword says so", () => {
  const joined = damaged
    .replace(" struct xfs_mount*mp", " structxfs_mount*mp")
    .replace("+ int error;", "+ interror;")
    .replace("+ return 0;", "+ return0;");
  const result = apply(patchOf(joined));
  assert.equal(
    plain(result.after.get(xfs)!.text),
    plain(apply(patchOf(damaged)).after.get(xfs)!.text),
  );
  assert.ok(codesOf(result).includes("apply/joined-words"));
});

test("base text survives in the gap of a trimmed hunk", () => {
  const patch = patchOf(`--- a/${dax}
+++ b/${dax}
@@ -20,16 +20,18 @@ void kill_dax(struct dax_device *dax_dev)
 	if (!dax_dev)
+		panic_now();
 		return;
[...]
 	dax_dev->holder_ops = NULL;
+	forget(dax_dev);
 	dax_dev->holder_data = NULL;
`);
  const text = apply(patch).after.get(dax)!.text;
  assert.ok(text.includes("synchronize_srcu(&dax_srcu);"));
  assert.ok(/panic_now\(\);\n\t\treturn;/.test(text) && /forget\(dax_dev\);\n\tdax_dev/.test(text));
});

test("what the base has already is not applied twice", () => {
  const patch = patchOf(damaged);
  const once = apply(patch);
  const done = baseOf({
    ...files,
    ...Object.fromEntries([...once.after].map(([path, { text }]) => [path, text])),
  });
  const twice = apply(patch, { base: done });
  assert.deepEqual(kindsOf(twice), ["1.1 already-there", "1.2 already-there", "1.3 already-there"]);
  assert.equal(twice.after.size, 0);
});

test("a hunk of a function that is nowhere is absent, with the reason", () => {
  const patch = patchOf(
    damaged
      .replace("xfs_notify_failure.c\n@@ -76", "xfs_file.c\n@@ -76")
      .replace(/xfs_notify_failure\.c/g, "xfs_file.c"),
  );
  const kinds = apply(patch, { base: baseOf({ [dax]: superC }) });
  assert.deepEqual(kindsOf(kinds), ["1.1 exact", "1.2 absent", "1.3 absent"]);
  assert.match(kinds.placements[1]!.reasons.join(), /is not in the model/);
});

test("two places that fit equally well are no place", () => {
  const twin = (name: string): string =>
    `int ${name}(struct box *box)\n{\n\tbox->count = box->size + 1;\n` +
    "\tfinish(box);\n\treturn 0;\n}\n\n";
  const text = twin("one") + twin("two");
  const hunk = (section: string): string =>
    `--- a/x.c\n+++ b/x.c\n@@ -900,3 +900,4 @@ ${section}\n` +
    " \tbox->count = box->size + 1;\n \tfinish(box);\n+\tstart(box);\n \treturn 0;\n";
  const at = (section: string): Application =>
    apply(patchOf(hunk(section)), { base: baseOf({ "x.c": text }) });
  assert.equal(at("").placements[0]?.kind, "absent");
  assert.match(at("").placements[0]!.reasons.join(), /2 places fit equally well/);
  assert.equal(at("int two(struct box *box)").placements[0]?.targets[0]?.name, "two");
  assert.equal(at("int one(struct box *box)").placements[0]?.targets[0]?.name, "one");
});

test("indentation that a mail ate is given back by nesting", () => {
  const text = apply(patchOf(damaged)).after.get(xfs)!.text;
  assert.ok(text.includes("\n\t\tif (notify->mf_flags & MF_MEM_PRE_REMOVE)\n\t\t\treturn 0;\n"));
  assert.ok(text.includes("\n\tif (mf_flags & MF_MEM_PRE_REMOVE) {\n\t\txfs_info("));
});

test("a hunk without a file is placed in the file that has its words", () => {
  const patch = patchOf(damaged);
  const nameless = { ...patch, files: patch.files.map((file) => ({ ...file, path: "" })) };
  const result = apply(nameless);
  assert.deepEqual(kindsOf(result), ["1.1 exact", "1.2 exact", "1.3 exact"]);
  assert.match(result.placements[0]!.reasons.join(), /names no file/);
});

test("hunks switched off leave nothing; change groups switched off leave their context", () => {
  const off = apply(patchOf(damaged), { hunksOff: new Set(["1.1", "1.3"]) });
  assert.equal(off.after.get(dax), undefined);
  assert.ok(!off.after.get(xfs)!.text.includes("sync_filesystem"));
  assert.ok(off.after.get(xfs)!.text.includes("MF_MEM_PRE_REMOVE"));
  const group = apply(patchOf(damaged), { lineGroupsOff: new Set(["1.1/0", "1.2/0"]) });
  assert.equal(plain(group.after.get(dax)!.text), plain(superC));
  assert.ok(!group.after.get(xfs)!.text.includes("notify->mf_flags & MF_MEM"));
});

test("cut at any line, a hunk never leaves half a statement behind", () => {
  const whole = patchOf(damaged);
  for (const [fileIndex, file] of whole.files.entries()) {
    for (const [hunkIndex, hunk] of file.hunks.entries()) {
      for (let count = 1; count < hunk.lines.length; count++) {
        const cut = cutAt(hunk, count);
        const hunks = file.hunks.map((own, index) => (index === hunkIndex ? cut : own));
        const subject = {
          ...whole,
          files: whole.files.map((own, index) => (index === fileIndex ? { ...own, hunks } : own)),
        };
        const result = apply(subject, { runCut: true });
        for (const [path, placed] of result.after) {
          const braces = (text: string, mark: string): number => text.split(mark).length - 1;
          const { text } = placed;
          assert.equal(braces(text, "{"), braces(text, "}"), `${hunk.id} cut at ${count}: ${path}`);
          assert.equal(braces(text, "("), braces(text, ")"), `${hunk.id} cut at ${count}: ${path}`);
          assert.ok(
            !/if \([^;{}]*\)\s*}/.test(text),
            `${hunk.id} cut at ${count}: ${path}\n${text}`,
          );
        }
        for (const [path, placed] of result.before) {
          assert.equal(plain(placed.text), plain(files[path]!), `${hunk.id} cut at ${count}`);
        }
      }
    }
  }
});

test("a hunk cut behind removed lines is not run unless asked", () => {
  const patch = patchOf(damaged);
  const [file] = patch.files;
  const subject = { ...patch, files: [{ ...file!, hunks: [cutAt(file!.hunks[0]!, 4)] }] };
  assert.match(apply(subject).notRunnable?.reason ?? "", /may be lost/);
  assert.equal(apply(subject, { runCut: true }).notRunnable, undefined);
});
