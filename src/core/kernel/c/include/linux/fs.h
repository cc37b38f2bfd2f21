/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/rwsem.h>
#include <linux/mutex.h>
#include <linux/atomic.h>
#include <linux/xarray.h>
#include <linux/rbtree.h>
#include <linux/blk_types.h>
#include <linux/percpu-rwsem.h>
#include <linux/wait.h>
#define SB_RDONLY	1
#define SB_SYNCHRONOUS	16
#define SB_NOATIME	1024
#define SB_ACTIVE	(1 << 30)
#define SB_BORN		(1 << 29)
#define SB_DYING	(1 << 24)
#define S_DAX		(1 << 13)
#define PAGECACHE_TAG_DIRTY	XA_MARK_0
#define PAGECACHE_TAG_WRITEBACK	XA_MARK_1
#define PAGECACHE_TAG_TOWRITE	XA_MARK_2
struct inode;
struct super_block;
struct cdev;
struct dentry;
struct kstatfs;
struct fs_context;
#define I_NEW		(1 << 3)
struct address_space {
	struct inode *host;
	struct xarray i_pages;
	struct rw_semaphore invalidate_lock;
	struct rb_root_cached i_mmap;
	struct rw_semaphore i_mmap_rwsem;
	unsigned long nrpages;
};
struct inode {
	umode_t i_mode;
	unsigned int i_flags;
	struct super_block *i_sb;
	struct address_space *i_mapping;
	unsigned long i_ino;
	dev_t i_rdev;
	loff_t i_size;
	atomic_t i_count;
	unsigned long i_state;
	struct cdev *i_cdev;
	struct address_space i_data;
	const char *hs_name;
};
struct file {
	struct inode *f_inode;
	struct address_space *f_mapping;
	void *private_data;
};
struct vm_area_struct;
struct file_operations {
	int (*mmap)(struct file *file, struct vm_area_struct *vma);
};
struct super_operations {
	struct inode *(*alloc_inode)(struct super_block *sb);
	void (*destroy_inode)(struct inode *inode);
	void (*free_inode)(struct inode *inode);
	int (*drop_inode)(struct inode *inode);
	int (*statfs)(struct dentry *dentry, struct kstatfs *buf);
	int (*sync_fs)(struct super_block *sb, int wait);
	int (*freeze_fs)(struct super_block *sb);
	int (*unfreeze_fs)(struct super_block *sb);
#if HS_LEVEL >= 2
	void (*shutdown)(struct super_block *sb);
#endif
	void (*put_super)(struct super_block *sb);
};
/* Levels of a freeze, in the order they are reached. */
enum {
	SB_UNFROZEN = 0,
	SB_FREEZE_WRITE = 1,
	SB_FREEZE_PAGEFAULT = 2,
	SB_FREEZE_FS = 3,
	SB_FREEZE_COMPLETE = 4,
};
#define SB_FREEZE_LEVELS	(SB_FREEZE_COMPLETE - 1)
struct sb_writers {
	int frozen;
	wait_queue_head_t wait_unfrozen;
	struct percpu_rw_semaphore rw_sem[SB_FREEZE_LEVELS];
#if HS_LEVEL >= 2
	int freeze_kcount;	/* freezes by the kernel, and by user space */
	int freeze_ucount;
#endif
};
#if HS_LEVEL >= 2
/* Whose a freeze is. */
enum freeze_holder {
	FREEZE_HOLDER_KERNEL = 1 << 0,
	FREEZE_HOLDER_USERSPACE = 1 << 1,
	FREEZE_MAY_NEST = 1 << 2,
#if HS_LEVEL >= 5
	FREEZE_EXCL = 1 << 3,
#endif
};
#endif
struct super_block {
	struct list_head s_list;
	dev_t s_dev;
	unsigned long s_blocksize;
	unsigned long s_flags;
	const struct super_operations *s_op;
	struct rw_semaphore s_umount;
	int s_count;
	atomic_t s_active;
	struct block_device *s_bdev;
	struct dentry *s_root;
	struct file_system_type *s_type;
	char s_id[32];
	void *s_fs_info;
	struct sb_writers s_writers;
	const char *hs_name;
	int hs_frozen_told;	/* as it stood when an event last told of it */
	int hs_freezes_told;
};
struct file_system_type {
	const char *name;
	int (*init_fs_context)(struct fs_context *fc);
	void *owner;
	void (*kill_sb)(struct super_block *sb);
};
/* The root of a tree stands for all of its names. */
struct dentry { struct super_block *d_sb; };
void shrink_dcache_for_umount(struct super_block *sb);
void evict_inodes(struct super_block *sb);
void generic_shutdown_super(struct super_block *sb);
void kill_block_super(struct super_block *sb);
void deactivate_super(struct super_block *s);
void deactivate_locked_super(struct super_block *s);
struct block_device;
static inline bool sb_rdonly(const struct super_block *s) { return (s->s_flags & SB_RDONLY) != 0; }
#define IS_DAX(inode)	((inode)->i_flags & S_DAX)
#define S_IFMT		0170000
#define S_IFCHR		0020000
#define S_IFREG		0100000
#define S_ISCHR(mode)	(((mode) & S_IFMT) == S_IFCHR)
static inline struct inode *file_inode(const struct file *file) { return file->f_inode; }
static inline loff_t i_size_read(const struct inode *inode) { return inode->i_size; }
static inline void i_mmap_lock_read(struct address_space *as) { down_read(&as->i_mmap_rwsem); }
static inline void i_mmap_unlock_read(struct address_space *as) { up_read(&as->i_mmap_rwsem); }
static inline void i_mmap_lock_write(struct address_space *as) { down_write(&as->i_mmap_rwsem); }
static inline void i_mmap_unlock_write(struct address_space *as) { up_write(&as->i_mmap_rwsem); }
/* What a filesystem with inodes of its own asks for; nothing of the model runs these. */
struct inode *iget5_locked(struct super_block *sb, unsigned long hashval,
			   int (*test)(struct inode *inode, void *data),
			   int (*set)(struct inode *inode, void *data), void *data);
void unlock_new_inode(struct inode *inode);
void inode_init_once(struct inode *inode);
#define alloc_inode_sb(sb, cache, gfp)	kmem_cache_alloc(cache, gfp)
int simple_statfs(struct dentry *dentry, struct kstatfs *buf);
int generic_delete_inode(struct inode *inode);
void kill_anon_super(struct super_block *sb);
#define iminor(inode)	MINOR((inode)->i_rdev)
#define imajor(inode)	MAJOR((inode)->i_rdev)
struct inode *igrab(struct inode *inode);
void iput(struct inode *inode);
int sync_filesystem(struct super_block *sb);
#if HS_LEVEL >= 5
int freeze_super(struct super_block *sb, enum freeze_holder who, const void *freeze_owner);
int thaw_super(struct super_block *sb, enum freeze_holder who, const void *freeze_owner);
#elif HS_LEVEL >= 2
int freeze_super(struct super_block *sb, enum freeze_holder who);
int thaw_super(struct super_block *sb, enum freeze_holder who);
#else
int freeze_super(struct super_block *sb);
int thaw_super(struct super_block *sb);
#endif
#if HS_LEVEL >= 2
void fs_bdev_mark_dead(struct block_device *bdev, bool surprise);
#endif
/* What sync_filesystem pushes out; the effects are in hs/fs.c. */
enum wb_reason { WB_REASON_SYNC = 2 };
void writeback_inodes_sb(struct super_block *sb, enum wb_reason reason);
void sync_inodes_sb(struct super_block *sb);
int sync_blockdev_nowait(struct block_device *bdev);
int sync_blockdev(struct block_device *bdev);
/* Lets events tell of every freeze and thaw of it, whoever wrote their text; see hs/fs.c. */
void hs_freeze_watch(struct super_block *sb);
/* Gives an inode its name, mapping and locks; see hs/fs.c. */
void hs_inode_init(struct inode *inode, const char *name, unsigned long ino, umode_t mode);
#endif
