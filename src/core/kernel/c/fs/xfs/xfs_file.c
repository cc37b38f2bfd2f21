// SPDX-License-Identifier: MIT
/*
 * Page faults and fsync of files. Level L0. Follows fs/xfs/xfs_file.c of next-20220714. Reduced: no
 * page cache, and no times are kept.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_inode.h"
#include "xfs_iomap.h"
#include "xfs_log.h"
#include "../../hs/world.h"
#include "../../hs/fault.h"

/* What to ask for a page's place: only a shared mapping writes to the file itself. */
static const struct iomap_ops *
hs_fault_ops(const struct vm_fault *vmf, bool write_fault)
{
	if (vmf->cow_page || !write_fault)
		return &xfs_read_iomap_ops;
	return &xfs_dax_write_iomap_ops;
}

static inline vm_fault_t
xfs_dax_fault(
	struct vm_fault		*vmf,
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	unsigned int		order,
#else
	enum page_entry_size	pe_size,
#endif
	bool			write_fault,
	pfn_t			*pfn)
{
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	return dax_iomap_fault(vmf, order, pfn, NULL, hs_fault_ops(vmf, write_fault));
#else
	return dax_iomap_fault(vmf, pe_size, pfn, NULL, hs_fault_ops(vmf, write_fault));
#endif
}

/* Pages of a file without DAX are given as they are, as long as the filesystem is up. */
static vm_fault_t
hs_cache_fault(struct inode *inode)
{
	return xfs_is_shutdown(XFS_I(inode)->i_mount) ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}

static vm_fault_t
__xfs_filemap_fault(
	struct vm_fault		*vmf,
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	unsigned int		order,
#else
	enum page_entry_size	pe_size,
#endif
	bool			write_fault)
{
	struct inode		*inode = file_inode(vmf->vma->vm_file);
	struct xfs_inode	*ip = XFS_I(inode);
	vm_fault_t		ret;

	/* Who only reads is not held up by a freeze. */
	if (write_fault)
		sb_start_pagefault(inode->i_sb);

	if (IS_DAX(inode)) {
		pfn_t		pfn;

		xfs_ilock(ip, XFS_MMAPLOCK_SHARED);
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
		ret = xfs_dax_fault(vmf, order, write_fault, &pfn);
		if (ret & VM_FAULT_NEEDDSYNC)
			ret = dax_finish_sync_fault(vmf, order, pfn);
#else
		ret = xfs_dax_fault(vmf, pe_size, write_fault, &pfn);
		if (ret & VM_FAULT_NEEDDSYNC)
			ret = dax_finish_sync_fault(vmf, pe_size, pfn);
#endif
		xfs_iunlock(ip, XFS_MMAPLOCK_SHARED);
	} else {
		xfs_ilock(ip, XFS_MMAPLOCK_SHARED);
		ret = hs_cache_fault(inode);
		xfs_iunlock(ip, XFS_MMAPLOCK_SHARED);
	}

	if (write_fault)
		sb_end_pagefault(inode->i_sb);
	return ret;
}

static bool
xfs_is_write_fault(struct vm_fault *vmf)
{
	unsigned long		shared = vmf->vma->vm_flags & VM_SHARED;

	return shared && (vmf->flags & FAULT_FLAG_WRITE);
}

static vm_fault_t
xfs_filemap_fault(struct vm_fault *vmf)
{
	bool			dax = IS_DAX(file_inode(vmf->vma->vm_file)) != 0;

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	return __xfs_filemap_fault(vmf, 0, dax && xfs_is_write_fault(vmf));
#else
	return __xfs_filemap_fault(vmf, PE_SIZE_PTE, dax && xfs_is_write_fault(vmf));
#endif
}

#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
static vm_fault_t
xfs_filemap_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	if (!IS_DAX(file_inode(vmf->vma->vm_file)))
		return VM_FAULT_FALLBACK;
	return __xfs_filemap_fault(vmf, order, xfs_is_write_fault(vmf));
}
#else
static vm_fault_t
xfs_filemap_huge_fault(struct vm_fault *vmf, enum page_entry_size pe_size)
{
	if (!IS_DAX(file_inode(vmf->vma->vm_file)))
		return VM_FAULT_FALLBACK;
	return __xfs_filemap_fault(vmf, pe_size, xfs_is_write_fault(vmf));
}
#endif

/* The page is there, but may not be written yet. */
static vm_fault_t
xfs_filemap_pfn_mkwrite(struct vm_fault *vmf)
{
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
	return __xfs_filemap_fault(vmf, 0, true);
#else
	return __xfs_filemap_fault(vmf, PE_SIZE_PTE, true);
#endif
}

static const struct vm_operations_struct xfs_file_vm_ops = {
	.fault		= xfs_filemap_fault,
	.huge_fault	= xfs_filemap_huge_fault,
	.pfn_mkwrite	= xfs_filemap_pfn_mkwrite,
};

/* Every DAX device here is synchronous, so MAP_SYNC is never refused. */
static int
xfs_file_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (IS_DAX(file_inode(file)))
		vma->vm_flags |= VM_HUGEPAGE;
	vma->vm_ops = &xfs_file_vm_ops;
	return 0;
}

const struct file_operations xfs_file_operations = {
	.mmap		= xfs_file_mmap,
};

/* First what the mappings wrote, then the log that tells of it. */
int
xfs_file_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	struct xfs_inode	*ip = XFS_I(file_inode(file));

	if (IS_DAX(VFS_I(ip)))
		hs_write_back(VFS_I(ip));
	return xfs_is_shutdown(ip->i_mount) ? -EIO : xfs_log_force(ip->i_mount, XFS_LOG_SYNC);
}
