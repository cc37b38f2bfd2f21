// SPDX-License-Identifier: MIT
/*
#if HS_LEVEL == 0
 * Freezing and thawing a filesystem. Level L0 (6.5 and before). Follows fs/super.c of 5.19.
#else
 * Freezing and thawing a filesystem, and what is done when its disk goes.
#endif
 * Also how a mount begins and ends.
 * Reduced: writers are not counted, so no level has anyone to wait for; a level is only a number.
 */
#include <linux/kernel.h>
#include <linux/fs.h>
#include <linux/fs_context.h>
#include <linux/blkdev.h>

/* Waits for the writers of one level, and keeps new ones out. */
static void sb_wait_write(struct super_block *sb, int level)
{
	percpu_down_write(&sb->s_writers.rw_sem[level - 1]);
}

static void sb_freeze_unlock(struct super_block *sb, int level)
{
	for (; level; level--)
		percpu_up_write(&sb->s_writers.rw_sem[level - 1]);
}

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
/* Lets those go on who wait for a mount to get so far. */
static void super_wake(struct super_block *sb, unsigned int flag)
{
	sb->s_flags |= flag;
	hs_wake(&sb->s_flags);
}

static inline void __super_lock(struct super_block *sb, bool excl)
{
	if (excl)
		down_write(&sb->s_umount);
	else
		down_read(&sb->s_umount);
}

static inline void super_unlock(struct super_block *sb, bool excl)
{
	if (excl)
		up_write(&sb->s_umount);
	else
		up_read(&sb->s_umount);
}

/*
 * s_umount of a mount that is there: one that is being made is waited for, and of one that has
 * ended, before or while its lock was waited for, nothing is locked: false.
 */
static bool super_lock(struct super_block *sb, bool excl)
{
	while (!(sb->s_flags & (SB_BORN | SB_DYING)))
		hs_wait_for("super", &sb->s_flags, "the mount to be born or to end", sb->hs_name);
	if (sb->s_flags & SB_DYING)
		return false;

	__super_lock(sb, excl);
	if (sb->s_flags & SB_DYING) {
		super_unlock(sb, excl);
		return false;
	}
	return true;
}

#endif
/* With s_umount held for writing; it is let go. Who drops the last reference ends the mount. */
void deactivate_locked_super(struct super_block *s)
{
	if (atomic_dec_and_test(&s->s_active))
		s->s_type->kill_sb(s);
	else
		up_write(&s->s_umount);
}

/* Without it: a freeze, for one, holds a reference of its own, and then nothing ends here. */
void deactivate_super(struct super_block *s)
{
	if (atomic_add_unless(&s->s_active, -1, 1))
		return;
	down_write(&s->s_umount);
	deactivate_locked_super(s);
}

/* With s_umount held for writing; it is let go. */
void generic_shutdown_super(struct super_block *sb)
{
	const struct super_operations *sop = sb->s_op;

	if (sb->s_root) {
		shrink_dcache_for_umount(sb);
		sync_filesystem(sb);
		sb->s_flags &= ~SB_ACTIVE;
		evict_inodes(sb);
		if (sop->put_super)
			sop->put_super(sb);
	}
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	/* Who waits for the lock by now finds it ended. */
	super_wake(sb, SB_DYING);
#endif
	up_write(&sb->s_umount);
}

void kill_block_super(struct super_block *sb)
{
	struct block_device *bdev = sb->s_bdev;

	generic_shutdown_super(sb);
	sync_blockdev(bdev);
}

/* Leaves with s_umount held for writing, unless it fails. */
int get_tree_bdev(struct fs_context *fc,
		  int (*fill_super)(struct super_block *sb, struct fs_context *fc))
{
	struct super_block *s = fc->hs_sb;
	int error;

	down_write(&s->s_umount);
	error = fill_super(s, fc);
	if (error) {
		up_write(&s->s_umount);
		return error;
	}
	s->s_flags |= SB_ACTIVE;
	fc->root = s->s_root;
	return 0;
}

int vfs_get_tree(struct fs_context *fc)
{
	struct super_block *sb;
	int error;

	if (fc->root)
		return -EBUSY;

	error = fc->ops->get_tree(fc);
	if (error < 0)
		return error;

	sb = fc->root->d_sb;
	/* From here on others may find it: all that was written before has to be seen. */
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	super_wake(sb, SB_BORN);
#else
	smp_wmb();
	sb->s_flags |= SB_BORN;
#endif
	return 0;
}

#if HS_LEVEL >= 2
/* The freezes of one kind of holder. */
static int *hs_freeze_count(struct super_block *sb, enum freeze_holder who)
{
	return who & FREEZE_HOLDER_KERNEL ? &sb->s_writers.freeze_kcount
					  : &sb->s_writers.freeze_ucount;
}

/* The kernel and user space can hold one freeze together; none of them twice, unless it says so. */
#if HS_LEVEL >= 5
int freeze_super(struct super_block *sb, enum freeze_holder who, const void *freeze_owner)
#else
int freeze_super(struct super_block *sb, enum freeze_holder who)
#endif
{
	int *count = hs_freeze_count(sb, who);
	int rc;

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	if (!super_lock(sb, true)) {
		WARN_ON_ONCE("a super block that ends is to be frozen");
		return -EINVAL;
	}
	atomic_inc(&sb->s_active);
#else
	atomic_inc(&sb->s_active);
	down_write(&sb->s_umount);
#endif
	/* Somebody is half-way: how that ends is waited for without the lock. */
	while (sb->s_writers.frozen != SB_UNFROZEN &&
	       sb->s_writers.frozen != SB_FREEZE_COMPLETE) {
		up_write(&sb->s_umount);
		hs_wait_for("freeze", sb, "a freeze that is not complete", sb->hs_name);
		down_write(&sb->s_umount);
	}
	if (sb->s_writers.frozen == SB_FREEZE_COMPLETE) {
#if HS_LEVEL >= 5
		if (who & FREEZE_EXCL)
			rc = -EBUSY;
		else
			rc = *count && !(who & FREEZE_MAY_NEST) ? -EBUSY : 0;
#else
		rc = *count && !(who & FREEZE_MAY_NEST) ? -EBUSY : 0;
#endif
		if (!rc)
			(*count)++;
		/* All holders share the first one's reference. */
		goto give_up;
	}
#else
int freeze_super(struct super_block *sb)
{
	int rc;

	atomic_inc(&sb->s_active);
	down_write(&sb->s_umount);
	if (sb->s_writers.frozen != SB_UNFROZEN) {
		rc = -EBUSY;
		goto give_up;
	}
#endif

	if (!(sb->s_flags & SB_BORN)) {
		/* Nothing can be written before it is born, so there is nothing to stop. */
		up_write(&sb->s_umount);
		return 0;
	}

	if (sb_rdonly(sb)) {
		sb->s_writers.frozen = SB_FREEZE_COMPLETE;
#if HS_LEVEL >= 2
		(*count)++;
#endif
		up_write(&sb->s_umount);
		return 0;
	}

	sb->s_writers.frozen = SB_FREEZE_WRITE;
	/* The lock would stand in the way of the writers that are waited for. */
	up_write(&sb->s_umount);
	sb_wait_write(sb, SB_FREEZE_WRITE);
	down_write(&sb->s_umount);

	sb->s_writers.frozen = SB_FREEZE_PAGEFAULT;
	sb_wait_write(sb, SB_FREEZE_PAGEFAULT);

	rc = sync_filesystem(sb);
	if (rc) {
		sb->s_writers.frozen = SB_UNFROZEN;
		sb_freeze_unlock(sb, SB_FREEZE_PAGEFAULT);
		goto give_up;
	}

	sb->s_writers.frozen = SB_FREEZE_FS;
	sb_wait_write(sb, SB_FREEZE_FS);
	rc = sb->s_op->freeze_fs ? sb->s_op->freeze_fs(sb) : 0;
	if (rc) {
		pr_err("VFS: filesystem does not freeze: %d\n", rc);
		sb->s_writers.frozen = SB_UNFROZEN;
		sb_freeze_unlock(sb, SB_FREEZE_FS);
		goto give_up;
	}
	sb->s_writers.frozen = SB_FREEZE_COMPLETE;
#if HS_LEVEL >= 2
	(*count)++;
#endif
	up_write(&sb->s_umount);
	return 0;

give_up:
	deactivate_locked_super(sb);
	return rc;
}

#if HS_LEVEL >= 2
static int thaw_super_locked(struct super_block *sb, enum freeze_holder who)
{
	int *count = hs_freeze_count(sb, who);
#else
static int thaw_super_locked(struct super_block *sb)
{
#endif
	const struct super_operations *op = sb->s_op;
	int error = 0;

	/* Only a freeze that went through can be undone. */
	if (sb->s_writers.frozen != SB_FREEZE_COMPLETE) {
		up_write(&sb->s_umount);
		return -EINVAL;
	}
#if HS_LEVEL >= 2

	/* And only by who holds it; it goes on as long as anyone does. */
	if (!*count) {
		up_write(&sb->s_umount);
		return -EINVAL;
	}
	if (sb->s_writers.freeze_kcount + sb->s_writers.freeze_ucount > 1) {
		(*count)--;
		up_write(&sb->s_umount);
		return 0;
	}
#endif

	if (sb_rdonly(sb)) {
#if HS_LEVEL >= 2
		*count = 0;
#endif
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

#if HS_LEVEL >= 2
	*count = 0;
#endif
	sb->s_writers.frozen = SB_UNFROZEN;
	sb_freeze_unlock(sb, SB_FREEZE_FS);
out:
	deactivate_locked_super(sb);
	return 0;
}

#if HS_LEVEL >= 2
#if HS_LEVEL >= 5
int thaw_super(struct super_block *sb, enum freeze_holder who, const void *freeze_owner)
#else
int thaw_super(struct super_block *sb, enum freeze_holder who)
#endif
{
#if HS_LEVEL >= 3 || HS_STABLE
	if (!super_lock(sb, true)) {
		WARN_ON_ONCE("a super block that ends is to be thawed");
		return -EINVAL;
	}
#else
	down_write(&sb->s_umount);
#endif
	return thaw_super_locked(sb, who);
}
#else
int thaw_super(struct super_block *sb)
{
	down_write(&sb->s_umount);
	return thaw_super_locked(sb);
}
#endif
#if HS_LEVEL >= 2

/*
 * The disk under a filesystem goes: what can still be written is, unless it is gone already, and
 * the filesystem is told. Inodes nobody uses would be dropped here; the model has none.
 */
void fs_bdev_mark_dead(struct block_device *bdev, bool surprise)
{
	struct super_block *sb = bdev->bd_super;

#if HS_LEVEL >= 3 || HS_STABLE
	if (!super_lock(sb, false))
		return;
#else
	down_read(&sb->s_umount);
#endif
	/* It may have been unmounted while its lock was waited for. */
	if (sb->s_flags & SB_ACTIVE) {
		if (!surprise)
			sync_filesystem(sb);
		if (sb->s_op->shutdown)
			sb->s_op->shutdown(sb);
	}
	up_read(&sb->s_umount);
}
#endif
