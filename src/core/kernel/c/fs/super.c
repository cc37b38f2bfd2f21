// SPDX-License-Identifier: MIT
/*
 * Freezing and thawing a filesystem. Level L0 (6.5 and before). Follows fs/super.c of 5.19.
 * Reduced: writers are not counted, so no level has anyone to wait for; a level is only a number.
 */
#include <linux/kernel.h>
#include <linux/fs.h>

#define tell(sb, at) \
	__hs_event("freeze", "mount=%s, level=%d, step=%s", (sb)->hs_name, \
		   (sb)->s_writers.frozen, at)

static void deactivate_locked_super(struct super_block *s)
{
	WARN_ON(!atomic_dec_return(&s->s_active));
	up_write(&s->s_umount);
}

int freeze_super(struct super_block *sb)
{
	int rc;

	atomic_inc(&sb->s_active);
	down_write(&sb->s_umount);
	if (sb->s_writers.frozen != SB_UNFROZEN) {
		rc = -EBUSY;
		goto give_up;
	}

	if (!(sb->s_flags & SB_BORN)) {
		/* Nothing can be written before it is born, so there is nothing to stop. */
		up_write(&sb->s_umount);
		return 0;
	}

	if (sb_rdonly(sb)) {
		sb->s_writers.frozen = SB_FREEZE_COMPLETE;
		tell(sb, "read-only");
		up_write(&sb->s_umount);
		return 0;
	}

	sb->s_writers.frozen = SB_FREEZE_WRITE;
	/* The lock would stand in the way of the writers that are waited for. */
	up_write(&sb->s_umount);
	down_write(&sb->s_umount);

	sb->s_writers.frozen = SB_FREEZE_PAGEFAULT;
	tell(sb, "pagefault");

	rc = sync_filesystem(sb);
	if (rc) {
		sb->s_writers.frozen = SB_UNFROZEN;
		tell(sb, "undone");
		goto give_up;
	}

	sb->s_writers.frozen = SB_FREEZE_FS;
	rc = sb->s_op->freeze_fs ? sb->s_op->freeze_fs(sb) : 0;
	if (rc) {
		pr_err("VFS: filesystem does not freeze: %d\n", rc);
		sb->s_writers.frozen = SB_UNFROZEN;
		tell(sb, "undone");
		goto give_up;
	}
	sb->s_writers.frozen = SB_FREEZE_COMPLETE;
	tell(sb, "complete");
	up_write(&sb->s_umount);
	return 0;

give_up:
	deactivate_locked_super(sb);
	return rc;
}

static int thaw_super_locked(struct super_block *sb)
{
	const struct super_operations *op = sb->s_op;
	int error = 0;

	/* Only a freeze that went through can be undone. */
	if (sb->s_writers.frozen != SB_FREEZE_COMPLETE) {
		up_write(&sb->s_umount);
		return -EINVAL;
	}

	if (sb_rdonly(sb)) {
		sb->s_writers.frozen = SB_UNFROZEN;
		goto out;
	}

	if (op->unfreeze_fs)
		error = op->unfreeze_fs(sb);
	if (error) {
		pr_err("VFS: filesystem does not thaw: %d\n", error);
		up_write(&sb->s_umount);
		return error;
	}

	sb->s_writers.frozen = SB_UNFROZEN;
out:
	tell(sb, "thawed");
	deactivate_locked_super(sb);
	return 0;
}

int thaw_super(struct super_block *sb)
{
	down_write(&sb->s_umount);
	return thaw_super_locked(sb);
}
