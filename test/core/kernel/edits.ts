// SPDX-License-Identifier: MIT
// Texts laid over the model in tests: its base corrected, and what the removal patch adds.
import type { Edit } from "../../support/model";

const notifyPath = "fs/xfs/xfs_notify_failure.c";

export const bornFixed: Edit = {
  path: notifyPath,
  from: "mp->m_sb.sb_flags & SB_BORN",
  to: "mp->m_super->s_flags & SB_BORN",
};

export const flagsHandedOn: Edit = {
  path: notifyPath,
  from: "struct failure_info	notify;\n",
  to: "struct failure_info	notify = { .mf_flags = mf_flags };\n",
};

const flag: Edit = {
  path: "include/linux/mm.h",
  from: "	MF_SW_SIMULATED = 1 << 5,\n",
  to: "	MF_SW_SIMULATED = 1 << 5,\n	MF_MEM_PRE_REMOVE = 1 << 6,\n",
};

const call: Edit = {
  path: "drivers/dax/super.c",
  from: "dax_holder_notify_failure(dax_dev, 0, U64_MAX, 0);",
  to: "dax_holder_notify_failure(dax_dev, 0, U64_MAX, MF_MEM_PRE_REMOVE);",
};

const skip: Edit = {
  path: notifyPath,
  from: `BMBT_BLOCK))) {
		xfs_force_shutdown(mp`,
  to: `BMBT_BLOCK))) {
		if (notify->mf_flags & MF_MEM_PRE_REMOVE)
			return 0;
		xfs_force_shutdown(mp`,
};

const sync = (after: string): Edit => ({
  path: notifyPath,
  from: `	if (mp->m_rtdev_targp && mp`,
  to: `	if (mf_flags & MF_MEM_PRE_REMOVE) {
		int error;

		down_write(&mp->m_super->s_umount);
		error = sync_filesystem(mp->m_super);
		up_write(&mp->m_super->s_umount);
		${after}
	}

	if (mp->m_rtdev_targp && mp`,
});

/** The removal patch with its cut tail closed, or with the error returned. */
export const removalPatch: readonly Edit[] = [flag, call, skip, sync("")];
export const removalPatchReturningError: readonly Edit[] = [
  ...[flag, call, skip, sync("if (error)\n\t\t\treturn error;")],
];

/** The walk ends with the last group of the mount, whatever its range says. */
export const lastGroup: Edit = {
  path: notifyPath,
  from: "agno <= end_agno; agno++",
  to: "agno <= end_agno && agno < mp->m_sb.sb_agcount; agno++",
};

/** The part of the removal patch that spares an external log. */
export const logSpared: Edit = {
  path: notifyPath,
  from: `		xfs_err(mp, "ondisk log corrupt, shutting down fs!");`,
  to: `		if (mf_flags & MF_MEM_PRE_REMOVE)
			return 0;
		xfs_err(mp, "ondisk log corrupt, shutting down fs!");`,
};

/** The mask of a firmware's record trusted, whether firmware says that it is filled in or not. */
export const maskTrusted: Edit = {
  path: "arch/x86/kernel/cpu/mce/apei.c",
  from: "m.misc = (MCI_MISC_ADDR_PHYS << 6) | PAGE_SHIFT;",
  to: "m.misc = (MCI_MISC_ADDR_PHYS << 6) | __ffs64(mem_err->physical_addr_mask);",
};
