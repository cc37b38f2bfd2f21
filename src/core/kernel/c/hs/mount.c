// SPDX-License-Identifier: MIT
/*
 * Who mounts, unmounts, freezes and thaws, and what of it the world's table stands for. The steps
 * are in fs/super.c and fs/xfs/xfs_super.c.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/fs_context.h>
#include "world.h"
#include "dax-entry.h"
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_super.h"

static void tell(struct hs_mount_plan *plan, const char *step)
{
	__hs_event("mount", "mount=%s, step=%s", plan->name, step);
}

void hs_mount_filled(struct super_block *sb)
{
	tell(hs_plan_of(sb), "fill");
}

/* No names are kept; but it is the first thing that the end of a mount does. */
void shrink_dcache_for_umount(struct super_block *sb)
{
	tell(hs_plan_of(sb), "shutdown");
}

/*
 * Every entry of the file goes, and each takes its page out of the file: the struct page is
 * touched, whether it is still there or not.
 */
static void evict(struct inode *inode)
{
	struct address_space *mapping = inode->i_mapping;
	struct hs_xa_node *node;

	while ((node = mapping->i_pages.head)) {
		if (!dax_is_empty_entry(node->entry) && !dax_is_zero_entry(node->entry)) {
			unsigned long i;

			for (i = 0; i < hs_dax_pages(node->entry); i++) {
				struct page *page = hs_page_at(dax_to_pfn(node->entry) + i);

				page->mapping = NULL;
				page->index = 0;
			}
		}
		xa_erase(&mapping->i_pages, node->index);
	}
	mapping->nrpages = 0;
}

void evict_inodes(struct super_block *sb)
{
	int i;

	for (i = 0; i < hs_world.file_count; i++) {
		struct hs_file *file = &hs_world.files[i];

		if (file->inode->i_sb == sb && IS_DAX(file->inode))
			evict(file->inode);
	}
}

static bool is_mapped(struct hs_mount_plan *plan)
{
	int i;

	for (i = 0; i < hs_world.mapping_count; i++)
		if (hs_same(hs_world.mappings[i].file->mount_name, plan->name))
			return true;
	return false;
}

/* Files that somebody maps keep the mount busy. */
long hs_stimulus_umount(const char *process, const char *mount)
{
	struct hs_mount_plan *plan = hs_plan_named(mount);

	if (!plan || !hs_runs_as(process))
		return -EINVAL;
	if (!plan->mounted)
		return -EINVAL;
	if (is_mapped(plan)) {
		tell(plan, "busy");
		return -EBUSY;
	}
	if (1 < atomic_read(&plan->sb->s_active))
		tell(plan, "kept");
	deactivate_super(plan->sb);
	return 0;
}

/* mount(2), of which only what follows the parsing of options is left. */
long hs_stimulus_mount(const char *process, const char *mount)
{
	struct hs_mount_plan *plan = hs_plan_named(mount);
	struct fs_context fc = { };
	int error;

	if (!plan || !hs_runs_as(process))
		return -EINVAL;
	if (!hs_mount_of(plan))
		return -EINVAL;
	if (plan->sb->s_flags & SB_BORN)
		return -EBUSY;
	fc.ops = &xfs_context_ops;
	fc.fs_type = &xfs_fs_type;
	fc.source = plan->device;
	fc.hs_sb = plan->sb;
	error = vfs_get_tree(&fc);
	if (error)
		return error;
	if (plan->sb->s_flags & SB_BORN)
		tell(plan, "born");
	up_write(&plan->sb->s_umount);
	return 0;
}

/* Who holds it is told from the level on that knows of holders. */
int hs_freeze(struct super_block *sb, bool by_kernel)
{
#if HS_LEVEL >= 5
	return freeze_super(sb, by_kernel ? FREEZE_HOLDER_KERNEL : FREEZE_HOLDER_USERSPACE, NULL);
#elif HS_LEVEL >= 2
	return freeze_super(sb, by_kernel ? FREEZE_HOLDER_KERNEL : FREEZE_HOLDER_USERSPACE);
#else
	return freeze_super(sb);
#endif
}

/* The FIFREEZE and FITHAW calls on the mount's root. */
static int user_thaw(struct super_block *sb)
{
#if HS_LEVEL >= 5
	return thaw_super(sb, FREEZE_HOLDER_USERSPACE, NULL);
#elif HS_LEVEL >= 2
	return thaw_super(sb, FREEZE_HOLDER_USERSPACE);
#else
	return thaw_super(sb);
#endif
}

long hs_stimulus_freeze(const char *process, const char *mount)
{
	struct hs_mount_plan *plan = hs_plan_named(mount);

	if (!plan || !plan->mounted || !hs_runs_as(process))
		return -EINVAL;
	return hs_freeze(plan->sb, false);
}

long hs_stimulus_thaw(const char *process, const char *mount)
{
	struct hs_mount_plan *plan = hs_plan_named(mount);

	if (!plan || !plan->mounted || !hs_runs_as(process))
		return -EINVAL;
	return user_thaw(plan->sb);
}
