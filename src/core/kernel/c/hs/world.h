/* SPDX-License-Identifier: MIT */
#ifndef HS_WORLD_H
#define HS_WORLD_H
/* The simulated machine as one table, in simulated memory, for the primitives and for views. */
#include <linux/fs.h>
#include <linux/memremap.h>
#include <linux/dax.h>
struct pmem_device;
struct xfs_mount;
struct xfs_inode;
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
	struct page *pages;
	unsigned long page_count;
};
struct hs_extent { u32 agno, start, count; u64 offset; u32 flags; };
struct hs_file {
	const char *name;
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
/* The pfn behind a page of a file, or 0 when it is a hole. */
unsigned long hs_file_pfn(struct hs_file *file, unsigned long page);
#endif
