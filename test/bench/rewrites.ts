// SPDX-License-Identifier: MIT
// Changes of the sample's patches that change nothing: other names, other order, other words. Each
// is a patch on top of them, and no verdict, no state and no end of a run may differ.
import { bornFixed, flagsHandedOn, removalPatchReturningError } from "../core/kernel/edits";
import { edit, examineMail, lastPatch, seriesOf, weighty, type Texts } from "./support";

const notify = "fs/xfs/xfs_notify_failure.c";
const dax = "drivers/dax/super.c";
const flags = "include/linux/mm.h";
const apei = "arch/x86/kernel/cpu/mce/apei.c";

/** The model with what the sample's two patches are about, in a form that works. */
export const sample: Texts = [
  ...[bornFixed, flagsHandedOn, ...removalPatchReturningError],
  {
    path: apei,
    from: "m.misc = (MCI_MISC_ADDR_PHYS << 6) | PAGE_SHIFT;",
    to: "m.misc = (MCI_MISC_ADDR_PHYS << 6) | __ffs64(mem_err->physical_addr_mask);",
  },
].reduce<Texts>((texts, { path, from, to }) => edit(texts, path, from, to), new Map());

export interface Rewrite {
  readonly name: string;
  readonly texts: Texts;
}

type Change = readonly [path: string, from: string, to: string];

const rewrite = (name: string, ...changes: readonly Change[]): Rewrite => ({
  name,
  texts: changes.reduce<Texts>((texts, [path, from, to]) => edit(texts, path, from, to), sample),
});

const sync = `	if (mf_flags & MF_MEM_PRE_REMOVE) {
		int error;

		down_write(&mp->m_super->s_umount);
		error = sync_filesystem(mp->m_super);
		up_write(&mp->m_super->s_umount);
		if (error)
			return error;
	}
`;
const skip = `		if (notify->mf_flags & MF_MEM_PRE_REMOVE)
			return 0;
`;
const misc = "m.misc = (MCI_MISC_ADDR_PHYS << 6) | __ffs64(mem_err->physical_addr_mask);";
const call = "dax_holder_notify_failure(dax_dev, 0, U64_MAX, MF_MEM_PRE_REMOVE);";
const handed = "struct failure_info	notify = { .mf_flags = mf_flags };\n";
const flag = "MF_MEM_PRE_REMOVE = 1 << 6,";
const ownSync = (from: string, to: string): Change => [notify, sync, sync.replace(from, () => to)];
const failure = "static int\nxfs_dax_failure_fn(";
const notified = "static int\nxfs_dax_notify_failure(";
const report = "void apei_mce_report_mem_error(";
const body = sync.split("\n").slice(1, -2).join("\n");

/** The rewrites, in the order of what they change. */
export const rewrites: readonly Rewrite[] = [
  // Other names.
  rewrite("a local of another name", [notify, sync, sync.replaceAll("error", "ret")]),
  rewrite("a local alias of the super block", [
    notify,
    sync,
    sync
      .replace("int error;\n", "int error;\n\t\tstruct super_block *sb = mp->m_super;\n")
      .replace("&mp->m_super->s", "&sb->s")
      .replace("filesystem(mp->m_super", "filesystem(sb")
      .replace("up_write(&mp->m_super", "up_write(&sb"),
  ]),
  rewrite("a local alias of the lock", [
    notify,
    sync,
    sync
      .replace(
        "int error;\n",
        "int error;\n\t\tstruct rw_semaphore *lock = &mp->m_super->s_umount;\n",
      )
      .replaceAll("write(&mp->m_super->s_umount)", "write(lock)"),
  ]),
  rewrite("a local for the mask", [
    apei,
    misc,
    "u64 mask = mem_err->physical_addr_mask;\n\n" +
      "\tm.misc = (MCI_MISC_ADDR_PHYS << 6) | __ffs64(mask);",
  ]),
  rewrite("a local for the flags", [
    dax,
    call,
    "{\n\t\tint why = MF_MEM_PRE_REMOVE;\n\n" +
      "\t\tdax_holder_notify_failure(dax_dev, 0, U64_MAX, why);\n\t}",
  ]),
  rewrite(
    "a declaration at the head of the function",
    [notify, sync, sync.replace("		int error;\n\n", "")],
    [notify, "	u64			ddev_start;\n", "	u64			ddev_start;\n	int			error;\n"],
  ),
  // Other ways to say a condition.
  rewrite("a comparison with zero", ownSync("if (error)", "if (error != 0)")),
  rewrite("a comparison turned round", ownSync("if (error)", "if (0 != error)")),
  rewrite(
    "a test with an empty branch",
    ownSync("if (error)\n", "if (!error)\n\t\t\t;\n\t\telse\n"),
  ),
  rewrite("a test twice negated", ownSync("if (error)", "if (!!error)")),
  rewrite(
    "operands turned round",
    ownSync("mf_flags & MF_MEM_PRE_REMOVE", "MF_MEM_PRE_REMOVE & mf_flags"),
  ),
  rewrite(
    "a mask compared",
    ownSync(
      "(mf_flags & MF_MEM_PRE_REMOVE)",
      "((mf_flags & MF_MEM_PRE_REMOVE) == MF_MEM_PRE_REMOVE)",
    ),
  ),
  rewrite(
    "a switch for a test",
    ownSync(
      "if (mf_flags & MF_MEM_PRE_REMOVE) {\n",
      "switch (mf_flags & MF_MEM_PRE_REMOVE) {\n	case 0:\n		break;\n	default: {\n",
    ),
    [notify, `error;\n	}\n\n	if (mp->m_rtdev`, `error;\n	}\n	}\n\n	if (mp->m_rtdev`],
  ),
  rewrite("the skip turned round", [
    notify,
    skip,
    skip.replace("notify->mf_flags & MF_MEM_PRE_REMOVE", "MF_MEM_PRE_REMOVE & notify->mf_flags"),
  ]),
  rewrite("the skip by a jump", [
    notify,
    skip,
    "\t\tif (!(notify->mf_flags & MF_MEM_PRE_REMOVE))\n" +
      "\t\t\tgoto damaged;\n\t\treturn 0;\ndamaged:\n",
  ]),
  rewrite("the skip in braces", [notify, skip, skip.replace(")\n", ") {\n") + "\t\t}\n"]),
  rewrite("the skip in two tests", [
    notify,
    skip,
    "\t\tif (notify != NULL) {\n" +
      "\t\t\tif (notify->mf_flags & MF_MEM_PRE_REMOVE)\n\t\t\t\treturn 0;\n" +
      "\t\t}\n",
  ]),
  rewrite("the skip with a local", [
    notify,
    skip,
    "\t\tint going = notify->mf_flags & MF_MEM_PRE_REMOVE;\n\n\t\tif (going)\n\t\t\treturn 0;\n",
  ]),
  rewrite("the holder tested by itself", [dax, `!= NULL)\n\t\t${call}`, `)\n\t\t${call}`]),
  rewrite("the holder passed over by a jump", [
    dax,
    `if (dax_dev->holder_data != NULL)\n\t\t${call}\n`,
    `if (dax_dev->holder_data == NULL)\n\t\tgoto told;\n\t${call}\ntold:\n`,
  ]),
  // Other ways round.
  rewrite("a loop that runs once", ownSync("if (mf_flags", "while (mf_flags"), [
    notify,
    "			return error;\n	}\n\n	if (mp->m_rtdev",
    "			return error;\n		break;\n	}\n\n	if (mp->m_rtdev",
  ]),
  rewrite("a block that runs once", [notify, sync, `	do {\n${sync}	} while (0);\n`]),
  rewrite("a jump over the block", [
    notify,
    sync,
    `	int error;\n\n	if (!(mf_flags & MF_MEM_PRE_REMOVE))\n` +
      `		goto staying;\n${body.replace("		int error;\n\n", "")}\nstaying:\n`,
  ]),
  rewrite("another message", ownSync("		down_write", '		xfs_info(mp, "going");\n		down_write')),
  rewrite("a message after the lock", ownSync("		error =", '		xfs_info(mp, "locked");\n		error =')),
  rewrite("a value at its declaration", ownSync("int error;", "int error = 0;")),
  rewrite("a comment", ownSync("		down_write", "		/* Nobody may freeze it now. */\n		down_write")),
  // Other arithmetic.
  rewrite("a sum of parts that share no bit", [apei, misc, misc.replace(" | ", " + ")]),
  rewrite("the parts turned round", [
    apei,
    misc,
    "m.misc = __ffs64(mem_err->physical_addr_mask) | (MCI_MISC_ADDR_PHYS << 6);",
  ]),
  rewrite("two assignments for one", [
    apei,
    misc,
    "m.misc = MCI_MISC_ADDR_PHYS << 6;\n\tm.misc |= __ffs64(mem_err->physical_addr_mask);",
  ]),
  rewrite("a product for a shift", [apei, misc, misc.replace("<< 6", "* 64")]),
  rewrite("two lines for one", [apei, misc, misc.replace(" | ", " |\n\t\t ")]),
  rewrite("a local for a part", [
    apei,
    misc,
    "u64 lsb = __ffs64(mem_err->physical_addr_mask);\n\n" +
      "\tm.misc = (MCI_MISC_ADDR_PHYS << 6) | lsb;",
  ]),
  rewrite("all ones by another name", [dax, call, call.replace("U64_MAX", "~0ULL")]),
  rewrite("all ones by a cast", [dax, call, call.replace("U64_MAX", "(u64)-1")]),
  rewrite("a call on two lines", [dax, call, call.replace(", MF", ",\n\t\t\t\t\t  MF")]),
  rewrite("a flag as a number", [flags, flag, "MF_MEM_PRE_REMOVE = 0x40,"]),
  rewrite("a flag by another shift", [flags, flag, "MF_MEM_PRE_REMOVE = (2 << 5),"]),
  // Helpers.
  rewrite(
    "a helper for the test",
    ownSync("mf_flags & MF_MEM_PRE_REMOVE", "xfs_is_going(mf_flags)"),
    [
      notify,
      notified,
      `static bool\nxfs_is_going(\n	int			mf_flags)\n{\n` +
        `	return mf_flags & MF_MEM_PRE_REMOVE;\n}\n\n${notified}`,
    ],
  ),
  rewrite(
    "a helper for writing back",
    [
      notify,
      sync,
      "	if (mf_flags & MF_MEM_PRE_REMOVE) {\n" +
        "		int error = xfs_write_back(mp);\n\n		if (error)\n			return error;\n" +
        "	}\n",
    ],
    [
      notify,
      notified,
      `static int\nxfs_write_back(\n	struct xfs_mount	*mp)\n{\n` +
        `	int			error;\n\n	down_write(&mp->m_super->s_umount);\n` +
        `	error = sync_filesystem(mp->m_super);\n` +
        `	up_write(&mp->m_super->s_umount);\n	return error;\n}\n\n${notified}`,
    ],
  ),
  rewrite(
    "a helper for the skip",
    [notify, skip, skip.replace("notify->mf_flags & MF_MEM_PRE_REMOVE", "xfs_passes_over(notify)")],
    [
      notify,
      failure,
      `static inline bool\nxfs_passes_over(\n	struct failure_info	*notify)\n` +
        `{\n	return (notify->mf_flags & MF_MEM_PRE_REMOVE) != 0;\n}\n\n` +
        `${failure}`,
    ],
  ),
  rewrite(
    "a helper for the width",
    [apei, misc, "m.misc = apei_misc(mem_err->physical_addr_mask);"],
    [
      apei,
      report,
      `static u64 apei_misc(u64 mask)\n{\n` +
        `	return (MCI_MISC_ADDR_PHYS << 6) | __ffs64(mask);\n}\n\n${report}`,
    ],
  ),
  rewrite("a macro for the test", ownSync("mf_flags & MF_MEM_PRE_REMOVE", "IS_GOING(mf_flags)"), [
    notify,
    notified,
    `#define IS_GOING(flags)	((flags) & MF_MEM_PRE_REMOVE)\n\n${notified}`,
  ]),
  rewrite(
    "a field by assignment",
    [notify, handed, "struct failure_info	notify;\n"],
    [
      notify,
      "		notify.startblock = ri_low.rm_startblock;\n",
      "		notify.mf_flags = mf_flags;\n		notify.startblock = ri_low.rm_startblock;\n",
    ],
  ),
  rewrite("a field by its place", [
    notify,
    handed,
    "struct failure_info	notify = { 0, 0, mf_flags };\n",
  ]),
];

/** What a rewrite changes though it must not; empty where all is well. */
export function wrongIn({ texts }: Rewrite, scenarios: readonly string[] = []): readonly string[] {
  const mail = seriesOf([new Map(), sample, texts]);
  const patch = lastPatch(examineMail(mail, { patches: ["2"], scenarios }));
  if (patch.notRunnable !== undefined) return [patch.notRunnable];
  if (patch.placements.some(({ kind }) => kind === "absent")) return ["a hunk has no place"];
  return patch.scenarios.flatMap((scenario) =>
    weighty(scenario).map((text) => `${scenario.id}: ${text}`),
  );
}
