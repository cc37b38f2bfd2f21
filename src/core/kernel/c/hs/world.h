/* SPDX-License-Identifier: MIT */
#ifndef HS_WORLD_H
#define HS_WORLD_H
/* The simulated machine as one table, in simulated memory, for the primitives and for views. */
#include <linux/fs.h>
#include <linux/memremap.h>
#include <linux/dax.h>
struct pmem_device;
struct dev_dax;
struct xfs_mount;
struct xfs_inode;
struct xfs_rmap_irec;
#define HS_PMEMS	8	/* limits of a world that a reader can still follow */
#define HS_MOUNTS	8
#define HS_FILES	64
#define HS_EXTENTS	64
#define HS_MAPPINGS	64
struct hs_pmem {
	const char *name;
	u64 start;		/* physical address */
	u64 size;
	u64 data_offset;
	struct device *dev;
	struct pmem_device *pmem;	/* the driver's data; freed by unbind */
	struct dax_device *dax_dev;
	struct gendisk *disk;
	struct dev_pagemap *pgmap;	/* part of pmem: freed by unbind */
	struct badblocks *bb;		/* the same */
	struct dev_dax *dev_dax;	/* instead of a disk: a character device */
	struct hs_pages *pages;		/* stays when the pages are gone */
};
/*
 * The struct pages of a device, in pieces of 16, each made when somebody asks for a page of it: a
 * device of a GiB has 262144, of which a run touches few.
 */
#define HS_PAGES_IN_CHUNK	16
struct hs_pages {
	const char *name;
	struct dev_pagemap *pgmap;
	unsigned long first;	/* pfn */
	unsigned long count;
	bool removed;		/* who touches one from now on faults */
	struct page *chunks[];
};
struct page *hs_page_in(struct hs_pages *pages, unsigned long index);
struct mapped_device;
/* A linear device-mapper device: bytes [start, start + size) of a pmem device. */
#define HS_MAPPERS	4
struct hs_mapper {
	const char *name;
	struct hs_pmem *below;
	u64 start;
	u64 size;
	struct mapped_device *md;
	struct dax_device *dax_dev;
	struct gendisk *disk;
};
/* What a mount is made of when its time comes; mounts[] has the xfs_mount while there is one. */
struct hs_mount_plan {
	const char *name;
	const char *device;
	const char *log_device;
	const char *rt_device;
	u64 part_start;
	u64 part_bytes;
	struct super_block *sb;
	bool mounted;
};
/* agno is HS_REALTIME for blocks of the realtime device. */
#define HS_REALTIME	(~0u)
struct hs_extent { u32 agno, start, count; u64 offset; u32 flags; };
struct hs_file {
	const char *name;
	const char *mount_name;
	struct xfs_mount *mount;
	struct xfs_inode *ip;
	struct inode *inode;
	int extent_count;
	struct hs_extent extents[HS_EXTENTS];
};
struct hs_mapping {
	struct task_struct *task;
	struct hs_file *file;
	struct vm_area_struct *vma;
};
struct hs_world {
	int pmem_count;
	struct hs_pmem pmems[HS_PMEMS];
	int mount_count;
	struct xfs_mount *mounts[HS_MOUNTS];
	struct hs_mount_plan plans[HS_MOUNTS];
	int mapper_count;
	struct hs_mapper mappers[HS_MAPPERS];
	int file_count;
	struct hs_file files[HS_FILES];
	int mapping_count;
	struct hs_mapping mappings[HS_MAPPINGS];
};
extern struct hs_world hs_world;
extern struct list_head hs_pagemaps;
struct xfs_inode *hs_inode_numbered(struct xfs_mount *mp, u64 ino);
/* "F1", "OWN_FS", ...: who owns an extent. */
const char *hs_owner_name(struct xfs_mount *mp, u64 owner);
struct hs_file *hs_file_named(const char *name);
struct hs_pmem *hs_pmem_named(const char *name);
struct hs_mapper *hs_mapper_named(const char *name);
/* Records in the order of the tree: start, owner, offset. */
bool hs_record_before(const struct xfs_rmap_irec *a, const struct xfs_rmap_irec *b);
struct hs_mount_plan *hs_plan_named(const char *name);
struct hs_mount_plan *hs_plan_of(const struct super_block *sb);
struct xfs_mount *hs_mount_of(const struct hs_mount_plan *plan);
/* Opens the devices of a mount as fill_super does, and closes them as put_super does. */
int hs_mount_open(struct hs_mount_plan *plan);
int hs_mount_read(struct hs_mount_plan *plan);
void hs_mount_failed(struct hs_mount_plan *plan);
int hs_freeze(struct super_block *sb, bool by_kernel);
void hs_mount_closed(struct super_block *sb);
/* Tells that the devices are open and that the filesystem is being read. */
void hs_mount_filled(struct super_block *sb);
/* The table follows what the driver's probe made of a device. */
void hs_pmem_bound(struct hs_pmem *entry);
/* Who runs a stimulus: a process by name, or NULL for the kernel's worker. */
struct task_struct *hs_runs_as(const char *process);
/* Pushes dirty entries of a DAX file out. */
void hs_write_back(struct inode *inode);
/* Vmas, page by page: see hs/mapping.c. */
struct vm_area_struct *hs_vma_of(struct task_struct *task, struct hs_file *file,
				 unsigned long page);
int hs_vma_add(struct task_struct *task, struct hs_file *file, unsigned long first,
	       unsigned long count, unsigned long vm_flags);
void hs_vma_remove(struct task_struct *task, struct vm_area_struct *vma);
void hs_map_page(struct vm_area_struct *vma, struct hs_file *file, unsigned long page,
		 unsigned long pfn, bool write, unsigned int shift);
void hs_map_memory(struct vm_area_struct *vma, unsigned long page, bool write);
/* The struct page of a pfn, also of one whose device is gone: who touches that one traps. */
struct page *hs_page_at(unsigned long pfn);
/* The pfn behind a page of a file, or 0 when it is a hole. */
unsigned long hs_file_pfn(struct hs_file *file, unsigned long page);
#endif
