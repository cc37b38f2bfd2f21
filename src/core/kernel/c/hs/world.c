// SPDX-License-Identifier: MIT
/*
 * Builds the simulated machine. Called from outside, before a run; nothing here is kernel code.
 * Functions answer 0, or a negative number when what they were given does not fit the world (the
 * caller checked it before, so that is our own bug).
 * Over 400 lines: one function per thing a world can hold, in the order they are called.
 */
#include "world.h"
#include "mce-world.h"
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/device.h>
#include <linux/blkdev.h>
#include <linux/workqueue.h>
#include <linux/badblocks.h>
#include "../drivers/nvdimm/nd.h"
#include "../drivers/nvdimm/nd-core.h"
#include "../drivers/nvdimm/pmem.h"
#include "dax-device.h"
#include "../drivers/dax/dax-private.h"
#include "../drivers/dax/bus.h"
#include "../drivers/md/dm-core.h"
#include "../drivers/base/base.h"
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_inode.h"
#include "xfs_ag.h"
#include "xfs_super.h"
#if HS_LEVEL >= 4
#include "xfs_rtgroup.h"
#endif

struct hs_world hs_world;

struct hs_pmem *hs_pmem_named(const char *name)
{
	int i;

	for (i = 0; i < hs_world.pmem_count; i++)
		if (hs_same(hs_world.pmems[i].name, name))
			return &hs_world.pmems[i];
	return NULL;
}

struct hs_file *hs_file_named(const char *name)
{
	int i;

	for (i = 0; i < hs_world.file_count; i++)
		if (hs_same(hs_world.files[i].name, name))
			return &hs_world.files[i];
	return NULL;
}

struct hs_mapper *hs_mapper_named(const char *name)
{
	int i;

	for (i = 0; i < hs_world.mapper_count; i++)
		if (hs_same(hs_world.mappers[i].name, name))
			return &hs_world.mappers[i];
	return NULL;
}

struct hs_mount_plan *hs_plan_named(const char *name)
{
	int i;

	for (i = 0; i < hs_world.mount_count; i++)
		if (hs_same(hs_world.plans[i].name, name))
			return &hs_world.plans[i];
	return NULL;
}

struct hs_mount_plan *hs_plan_of(const struct super_block *sb)
{
	int i;

	for (i = 0; i < hs_world.mount_count; i++)
		if (hs_world.plans[i].sb == sb)
			return &hs_world.plans[i];
	return NULL;
}

struct xfs_mount *hs_mount_of(const struct hs_mount_plan *plan)
{
	return plan ? hs_world.mounts[plan - hs_world.plans] : NULL;
}

static struct xfs_mount *mount_named(const char *name)
{
	return hs_mount_of(hs_plan_named(name));
}

struct xfs_inode *hs_inode_numbered(struct xfs_mount *mp, u64 ino)
{
	int i;

	for (i = 0; i < hs_world.file_count; i++)
		if (hs_world.files[i].mount == mp && hs_world.files[i].ip->i_ino == ino)
			return hs_world.files[i].ip;
	return NULL;
}

const char *hs_owner_name(struct xfs_mount *mp, u64 owner)
{
	static const char *const special[] = {
		"OWN_NULL", "OWN_UNKNOWN", "OWN_FS", "OWN_LOG", "OWN_AG", "OWN_INOBT",
		"OWN_INODES", "OWN_REFC", "OWN_COW",
	};
	struct xfs_inode *ip;

	if (XFS_RMAP_NON_INODE_OWNER(owner)) {
		u64 at = ~owner;

		return at < ARRAY_SIZE(special) ? special[at] : "OWN_UNKNOWN";
	}
	ip = hs_inode_numbered(mp, owner);
	return ip ? ip->hs_name : "no file";
}

/* What the probe of a character device made. */
static void dev_dax_bound(struct hs_pmem *entry)
{
	entry->pgmap = entry->dev_dax->pgmap;
	entry->pages = entry->pgmap->hs_pages;
}

void hs_pmem_bound(struct hs_pmem *entry)
{
	const char *name = entry->name;

	if (entry->dev_dax) {
		dev_dax_bound(entry);
		return;
	}
	entry->pmem = dev_get_drvdata(entry->dev);
	entry->dax_dev = entry->pmem->dax_dev;
	entry->disk = entry->pmem->disk;
	entry->pgmap = &entry->pmem->pgmap;
	entry->bb = &entry->pmem->bb;
	entry->bb->lock.lock.hs.name = "badblocks.lock";
	entry->bb->lock.lock.hs.of = name;
	entry->pages = entry->pgmap->hs_pages;
	hs_dax_device(entry->dax_dev)->inode.hs_name = hs_text("dax device ", name);
	entry->disk->part0->hs_name = name;
	__hs_name(entry->dax_dev, "dax device %s", name);
	__hs_name(entry->disk, "disk %s", name);
}

/* Puts a device that no driver has yet on its bus. */
static void appear(struct device *dev, const char *name, struct bus_type *bus)
{
	hs_device_init(dev, name, NULL);
	if (!bus->hs_devices.next)
		INIT_LIST_HEAD(&bus->hs_devices);
	dev->bus = bus;
	list_add_tail(&dev->hs_bus_node, &bus->hs_devices);
}

/* A persistent memory device with its driver bound. */
int hs_world_add_pmem(const char *name, unsigned long start, unsigned long size,
		      unsigned long data_offset)
{
	struct hs_pmem *entry = &hs_world.pmems[hs_world.pmem_count];
	struct nd_region *region;
	struct nd_namespace_io *nsio;
	struct device *dev;
	int error;

	if (hs_world.pmem_count == HS_PMEMS || hs_pmem_named(name))
		return -EINVAL;
	nsio = __hs_alloc(sizeof(*nsio), 1, "struct nd_namespace_io");
	__hs_name(nsio, "namespace of %s", name);
	nsio->res.start = start;
	nsio->res.end = start + size - 1;
	nsio->size = size;
	nsio->hs_data_offset = data_offset;
	dev = &nsio->common.dev;
	appear(dev, name, &nvdimm_bus_type);
	region = hs_nd_region_cover(start, size);
	hs_nd_region_add_child(region, dev);
	dev->driver = &nd_pmem_driver.drv;
	error = nd_pmem_driver.probe(dev);
	if (error)
		return error;

	hs_world.pmem_count++;
	entry->name = name;
	entry->start = start;
	entry->size = size;
	entry->data_offset = data_offset;
	entry->dev = dev;
	hs_pmem_bound(entry);
	return 0;
}

static struct dev_dax *make_dev_dax(const char *name, unsigned long start, unsigned long size,
				    unsigned int align)
{
	struct dev_dax *dev_dax = __hs_alloc(sizeof(*dev_dax), 1, "struct dev_dax");

	__hs_name(dev_dax, "character device %s", name);
	dev_dax->align = align;
	dev_dax->ranges = __hs_alloc(sizeof(*dev_dax->ranges), 1, "struct dev_dax_range");
	dev_dax->ranges[0].pgoff = 0;
	dev_dax->ranges[0].range.start = start;
	dev_dax->ranges[0].range.end = start + size - 1;
	dev_dax->nr_range = 1;
	dev_dax->dax_dev = alloc_dax(dev_dax, NULL);
	return dev_dax;
}

/*
 * A character device with its driver bound: one file, which has the device's name. It is mapped in
 * pieces of `align` bytes.
 */
int hs_world_add_dev_dax(const char *name, unsigned long start, unsigned long size,
			 unsigned int align)
{
	struct hs_pmem *entry = &hs_world.pmems[hs_world.pmem_count];
	struct hs_file *file = &hs_world.files[hs_world.file_count];
	struct dev_dax *dev_dax;
	struct device *dev;
	int error;

	if (hs_world.pmem_count == HS_PMEMS || hs_pmem_named(name) ||
	    hs_world.file_count == HS_FILES)
		return -EINVAL;
	dev_dax = make_dev_dax(name, start, size, align);
	if (IS_ERR(dev_dax->dax_dev))
		return -ENOMEM;
	hs_inode_init(dax_inode(dev_dax->dax_dev), name, 0, S_IFCHR);
	__hs_name(dev_dax->dax_dev, "dax device %s", name);
	/* Dead until a driver takes it. */
	kill_dev_dax(dev_dax);
	dev = &dev_dax->dev;
	appear(dev, name, &dax_bus_type);
	dev->driver = &device_dax_driver.drv;
	error = dax_bus_type.probe(dev);
	if (error)
		return error;
	hs_world.pmem_count++;
	entry->name = name;
	entry->start = start;
	entry->size = size;
	entry->dev = dev;
	entry->dax_dev = dev_dax->dax_dev;
	entry->dev_dax = dev_dax;
	dev_dax_bound(entry);
	hs_world.file_count++;
	file->name = name;
	file->inode = dax_inode(dev_dax->dax_dev);
	file->inode->i_size = size;
	return 0;
}

/* A linear device-mapper device on bytes [start, start + size) of a pmem device. */
int hs_world_add_mapper(const char *name, const char *device, unsigned long start,
			unsigned long size)
{
	struct hs_mapper *mapper = &hs_world.mappers[hs_world.mapper_count];
	struct hs_pmem *below = hs_pmem_named(device);

	if (!below || hs_world.mapper_count == HS_MAPPERS || hs_pmem_named(name))
		return -EINVAL;
	mapper->md = hs_dm_create(name, below->disk, start >> SECTOR_SHIFT, size >> SECTOR_SHIFT);
	if (!mapper->md)
		return -ENODEV;
	mapper->name = name;
	mapper->below = below;
	/* Counted from the device's first byte, as hs_file_pfn counts. */
	mapper->start = start;
	mapper->size = size;
	mapper->dax_dev = mapper->md->dax_dev;
	mapper->disk = mapper->md->disk;
	hs_dax_device(mapper->dax_dev)->inode.hs_name = hs_text("dax device ", name);
	__hs_name(mapper->dax_dev, "dax device %s", name);
	__hs_name(mapper->disk, "disk %s", name);
	hs_world.mapper_count++;
	return 0;
}

/* dmsetup remove --force */
long hs_stimulus_dm_remove(const char *process, const char *name)
{
	struct hs_mapper *mapper = hs_mapper_named(name);

	if (!mapper || !hs_runs_as(process))
		return -EINVAL;
	hs_dm_destroy(mapper->md);
	return 0;
}

static struct xfs_perag *make_perag(struct xfs_mount *mp, xfs_agnumber_t agno, xfs_agblock_t blocks)
{
	struct xfs_perag *pag = __hs_alloc(sizeof(*pag), 1, "struct xfs_perag");
	struct xfs_agf *agf = __hs_alloc(sizeof(*agf), 1, "struct xfs_agf");

	pag->pag_mount = mp;
	pag->pag_agno = agno;
	pag->block_count = blocks;
	pag->hs_name = hs_text_number(hs_text(mp->hs_name, " AG "), agno);
	__hs_name(pag, "%s", pag->hs_name);
	agf->agf_magicnum = cpu_to_be32(XFS_AGF_MAGIC);
	agf->agf_seqno = cpu_to_be32(agno);
	agf->agf_length = cpu_to_be32(blocks);
	__hs_name(agf, "AGF of %s", pag->hs_name);
#if HS_LEVEL >= 4
	pag->pag_group.xg_mount = mp;
	pag->pag_group.xg_gno = agno;
	pag->pag_group.xg_type = XG_TYPE_AG;
	pag->pag_group.xg_block_count = blocks;
	pag->pag_group.hs_name = pag->hs_name;
#endif
	pag->hs_agf_buf = __hs_alloc(sizeof(*pag->hs_agf_buf), 1, "struct xfs_buf");
	pag->hs_agf_buf->hs_name = pag->hs_name;
	pag->hs_agf_buf->b_addr = agf;
	pag->hs_agf_buf->b_mount = mp;
	__hs_name(pag->hs_agf_buf, "AGF buffer of %s", pag->hs_name);
	return pag;
}

static struct gendisk *disk_named(const char *name)
{
	struct hs_pmem *pmem = hs_pmem_named(name);
	struct hs_mapper *mapper = hs_mapper_named(name);

	return pmem ? pmem->disk : mapper ? mapper->disk : NULL;
}

#if HS_LEVEL >= 4
/* All of a realtime device, as one group. */
static void add_rtgroup(struct xfs_mount *mp, u32 blocks)
{
	struct xfs_rtgroup *rtg = __hs_alloc(sizeof(*rtg), 1, "struct xfs_rtgroup");

	rtg->rtg_group.xg_mount = mp;
	rtg->rtg_group.xg_type = XG_TYPE_RTG;
	rtg->rtg_group.xg_block_count = blocks;
	rtg->rtg_group.hs_name = hs_text(mp->hs_name, " realtime group 0");
	__hs_name(rtg, "%s", rtg->rtg_group.hs_name);
	init_rwsem(&rtg->hs_rmap_lock);
	rtg->hs_rmap_lock.hs.name = "rtgroup rmap lock";
	rtg->hs_rmap_lock.hs.of = mp->hs_name;
	mp->m_sb.sb_rgextents = blocks;
	mp->m_sb.sb_rgcount = 1;
	mp->hs_rtgroups[0] = rtg;
}
#endif

static struct xfs_buftarg *make_buftarg(struct xfs_mount *mp, const char *device,
					u64 part_start, u64 part_bytes, const char *what)
{
	struct gendisk *disk = disk_named(device);
	struct block_device *bdev = disk->part0;
	struct xfs_buftarg *btp;

	if (part_start || part_bytes != bdev_nr_bytes(bdev)) {
		bdev = __hs_alloc(sizeof(*bdev), 1, "struct block_device");
		bdev->bd_start_sect = part_start >> SECTOR_SHIFT;
		bdev->bd_nr_sectors = part_bytes >> SECTOR_SHIFT;
		bdev->bd_disk = disk;
		bdev->hs_name = hs_text(device, "p1");
		__hs_name(bdev, "partition of %s", device);
	}
	btp = xfs_alloc_buftarg(mp, bdev);
	__hs_name(btp, "%s device of %s", what, mp->hs_name);
	return btp;
}

static void make_geometry(struct xfs_mount *mp, unsigned int agcount, unsigned int blocks,
			  unsigned int last_blocks)
{
	unsigned int agno;

	mp->m_sb.sb_magicnum = 0x58465342;
	mp->m_sb.sb_blocksize = 4096;
	mp->m_sb.sb_blocklog = 12;
	mp->m_sb.sb_sectsize = 512;
	mp->m_sb.sb_sectlog = 9;
	mp->m_sb.sb_inodesize = 512;
	mp->m_sb.sb_inodelog = 9;
	mp->m_sb.sb_inopblock = 8;
	mp->m_sb.sb_inopblog = 3;
	mp->m_sb.sb_agblocks = blocks;
	mp->m_sb.sb_agcount = agcount;
	mp->m_sb.sb_agblklog = order_base_2(blocks);
	mp->m_sb.sb_dblocks = (u64)(agcount - 1) * blocks + last_blocks;
	mp->m_blkbb_log = mp->m_sb.sb_blocklog - BBSHIFT;
	for (agno = 0; agno < agcount; agno++)
		mp->hs_perags[agno] = make_perag(mp, agno,
						 agno == agcount - 1 ? last_blocks : blocks);
}

static struct super_block *make_super(struct xfs_mount *mp, const char *device,
				      unsigned long s_flags)
{
	struct super_block *sb = __hs_alloc(sizeof(*sb), 1, "struct super_block");

	__hs_name(sb, "super block of %s", mp->hs_name);
	sb->hs_name = mp->hs_name;
	sb->s_flags = s_flags;
	sb->s_blocksize = 4096;
	sb->s_op = &xfs_super_operations;
	sb->s_type = &xfs_fs_type;
	sb->s_root = __hs_alloc(sizeof(*sb->s_root), 1, "struct dentry");
	sb->s_root->d_sb = sb;
	sb->s_fs_info = mp;
	init_rwsem(&sb->s_umount);
	sb->s_umount.hs.name = "s_umount";
	sb->s_umount.hs.of = mp->hs_name;
	hs_freeze_watch(sb);
	atomic_set(&sb->s_active, 1);
	strscpy(sb->s_id, device, sizeof(sb->s_id));
	mp->m_super = sb;
	return sb;
}

/*
 * An XFS on [part_start, part_start + part_bytes) of a device, mounted now or later. blocks is
 * the size of an AG, last_blocks that of the last one. s_flags as in the kernel; SB_BORN decides
 * whether the mount is finished. A log or realtime device is NULL, or another device's name.
 */
int hs_world_mount(const char *name, const char *device, unsigned long part_start,
		   unsigned long part_bytes, unsigned int agcount, unsigned int blocks,
		   unsigned int last_blocks, int rmapbt, unsigned long s_flags,
		   const char *log_device, const char *rt_device, int mounted)
{
	struct hs_mount_plan *plan = &hs_world.plans[hs_world.mount_count];
	struct xfs_mount *mp;

	if ((log_device && !disk_named(log_device)) || (rt_device && !disk_named(rt_device)))
		return -EINVAL;
	if (!disk_named(device) || hs_world.mount_count == HS_MOUNTS || agcount > HS_AG_LIMIT)
		return -EINVAL;
	mp = __hs_alloc(sizeof(*mp), 1, "struct xfs_mount");
	__hs_name(mp, "mount %s", name);
	mp->hs_name = name;
	if (rmapbt)
		mp->m_features |= XFS_FEAT_RMAPBT;
	mp->m_log = __hs_alloc(sizeof(*mp->m_log), 1, "struct xlog");
	__hs_name(mp->m_log, "log of %s", name);
	mp->m_log->l_mp = mp;
	make_geometry(mp, agcount, blocks, last_blocks);
	hs_world.mounts[hs_world.mount_count++] = mp;
	plan->name = name;
	plan->device = device;
	plan->log_device = log_device;
	plan->rt_device = rt_device;
	plan->part_start = part_start;
	plan->part_bytes = part_bytes;
	plan->sb = make_super(mp, device, s_flags);
	return mounted ? hs_mount_open(plan) : 0;
}

/* How long the log is: inside the filesystem, or from the start of its own device. */
int hs_world_log(const char *mount, unsigned int blocks)
{
	struct xfs_mount *mp = mount_named(mount);

	if (!mp)
		return -EINVAL;
	mp->m_sb.sb_logblocks = blocks;
	return 0;
}

int hs_mount_open(struct hs_mount_plan *plan)
{
	struct xfs_mount *mp = hs_mount_of(plan);
	struct gendisk *disk;

	/* Mounted as the world has it, and only not born yet. */
	if (plan->mounted)
		return 0;
	mp->m_ddev_targp = make_buftarg(mp, plan->device, plan->part_start, plan->part_bytes,
					"data");
	plan->sb->s_bdev = mp->m_ddev_targp->bt_bdev;
	plan->sb->s_bdev->bd_super = plan->sb;
	mp->m_logdev_targp = mp->m_ddev_targp;
	disk = plan->log_device ? disk_named(plan->log_device) : NULL;
	if (disk)
		mp->m_logdev_targp = make_buftarg(mp, plan->log_device, 0,
						  bdev_nr_bytes(disk->part0), "log");
	disk = plan->rt_device ? disk_named(plan->rt_device) : NULL;
	if (disk)
		mp->m_rtdev_targp = make_buftarg(mp, plan->rt_device, 0,
						 bdev_nr_bytes(disk->part0), "realtime");
#if HS_LEVEL >= 4
	if (disk)
		add_rtgroup(mp, bdev_nr_bytes(disk->part0) >> mp->m_sb.sb_blocklog);
#endif
	plan->mounted = true;
	return 0;
}

/* Nothing of the mount is left but its name. */
void hs_mount_closed(struct super_block *sb)
{
	struct hs_mount_plan *plan = hs_plan_of(sb);

	__hs_event("mount", "mount=%s, step=freed", plan->name);
	sb->s_bdev->bd_super = NULL;
	hs_world.mounts[plan - hs_world.plans] = NULL;
	plan->mounted = false;
}

/* A filesystem that user space, or the kernel for itself, has frozen before the run. */
int hs_world_freeze(const char *mount, int by_kernel)
{
	struct hs_mount_plan *plan = hs_plan_named(mount);

	return plan ? hs_freeze(plan->sb, by_kernel) : -EINVAL;
}

bool hs_record_before(const struct xfs_rmap_irec *a, const struct xfs_rmap_irec *b)
{
	if (a->rm_startblock != b->rm_startblock)
		return a->rm_startblock < b->rm_startblock;
	if (a->rm_owner != b->rm_owner)
		return a->rm_owner < b->rm_owner;
	return a->rm_offset < b->rm_offset;
}

static int add_record(struct xfs_mount *mp, unsigned int agno, const struct xfs_rmap_irec *rec)
{
	struct xfs_perag *pag = mp->hs_perags[agno];
	int at = pag->hs_record_count;

	if (at == pag->hs_record_limit) {
		int limit = at ? at * 2 : 16, i;
		struct xfs_rmap_irec *more = __hs_alloc(limit * sizeof(*more), 1, "rmap records");

		__hs_name(more, "rmap records of %s", pag->hs_name);
		for (i = 0; i < at; i++)
			more[i] = pag->hs_records[i];
		pag->hs_records = more;
		pag->hs_record_limit = limit;
	}
	for (; at > 0 && hs_record_before(rec, &pag->hs_records[at - 1]); at--)
		pag->hs_records[at] = pag->hs_records[at - 1];
	pag->hs_records[at] = *rec;
	pag->hs_record_count++;
	return 0;
}

/* Space that belongs to no file. */
int hs_world_add_ag_record(const char *mount, unsigned int agno, unsigned int start,
			   unsigned int count, unsigned long owner)
{
	struct xfs_mount *mp = mount_named(mount);
	struct xfs_rmap_irec rec = {
		.rm_startblock = start, .rm_blockcount = count, .rm_owner = owner,
	};

	if (!mp || agno >= mp->m_sb.sb_agcount)
		return -EINVAL;
	return add_record(mp, agno, &rec);
}

int hs_world_add_file(const char *mount, const char *name, unsigned long ino, int dax, int state)
{
	struct xfs_mount *mp = mount_named(mount);
	struct hs_file *file = &hs_world.files[hs_world.file_count];
	struct xfs_inode *ip;

	if (!mp || hs_world.file_count == HS_FILES || hs_file_named(name))
		return -EINVAL;
	ip = __hs_alloc(sizeof(*ip), 1, "struct xfs_inode");
	__hs_name(ip, "inode %s", name);
	ip->i_mount = mp;
	ip->i_ino = ino;
	ip->hs_name = name;
	ip->hs_state = state;
	hs_inode_init(&ip->i_vnode, name, ino, S_IFREG);
	ip->i_vnode.i_sb = mp->m_super;
	if (dax)
		ip->i_vnode.i_flags |= S_DAX;
	file->name = name;
	file->mount_name = mount;
	file->mount = mp;
	file->ip = ip;
	file->inode = &ip->i_vnode;
	hs_world.file_count++;
	return 0;
}

static u64 realtime_pfn(struct hs_mount_plan *plan, unsigned int block)
{
	struct hs_pmem *pmem = hs_pmem_named(plan->rt_device);

	return PHYS_PFN(pmem->start + pmem->data_offset) + block;
}

static u64 block_pfn(struct xfs_mount *mp, unsigned int agno, unsigned int agbno)
{
	struct hs_mount_plan *plan = hs_plan_of(mp->m_super);
	struct hs_pmem *pmem = hs_pmem_named(plan->device);
	struct hs_mapper *mapper = hs_mapper_named(plan->device);
	u64 block = (u64)agno * mp->m_sb.sb_agblocks + agbno;
	u64 bytes = (block << mp->m_sb.sb_blocklog) + plan->part_start;

	if (agno == HS_REALTIME)
		return realtime_pfn(plan, agbno);
	if (mapper) {
		pmem = mapper->below;
		bytes += mapper->start;
	}
	return PHYS_PFN(pmem->start + pmem->data_offset + bytes);
}

/* Whether a driver knows of a bad block in these pages. */
static bool is_bad(unsigned long pfn, unsigned long pages)
{
	sector_t first;
	int i, sectors;

	for (i = 0; i < hs_world.pmem_count; i++) {
		struct hs_pmem *pmem = &hs_world.pmems[i];
		unsigned long from = PHYS_PFN(pmem->start + pmem->data_offset);

		if (pmem->bb && from <= pfn && pfn < PHYS_PFN(pmem->start + pmem->size))
			return badblocks_check(pmem->bb, (pfn - from) << (PAGE_SHIFT - 9),
					       pages << (PAGE_SHIFT - 9), &first, &sectors);
	}
	return false;
}

static bool block_is_bad(struct xfs_mount *mp, unsigned int agno, unsigned int agbno,
			 unsigned int count)
{
	return is_bad(block_pfn(mp, agno, agbno), count);
}

/* What a mount reads: its super block, its log, and the headers that tell of reserved space. */
int hs_mount_read(struct hs_mount_plan *plan)
{
	struct xfs_mount *mp = hs_mount_of(plan);
	bool headers = xfs_has_rmapbt(mp) && !sb_rdonly(plan->sb);
	unsigned int agno;
	int i;

	for (agno = 0; agno < mp->m_sb.sb_agcount; agno++) {
		struct xfs_perag *pag = mp->hs_perags[agno];

		if ((!agno || headers) && block_is_bad(mp, agno, 0, 1))
			return -EIO;
		for (i = 0; i < pag->hs_record_count; i++) {
			struct xfs_rmap_irec *rec = &pag->hs_records[i];

			if (rec->rm_owner == XFS_RMAP_OWN_LOG &&
			    block_is_bad(mp, agno, rec->rm_startblock, rec->rm_blockcount))
				return -EIO;
		}
	}
	return 0;
}

/* A mount that came to nothing: it may be tried again. */
void hs_mount_failed(struct hs_mount_plan *plan)
{
	plan->sb->s_bdev->bd_super = NULL;
	plan->mounted = false;
	__hs_event("mount", "mount=%s, step=failed", plan->name);
}

/* The pages of an extent are called after the file that had them first. */
static void own_pages(struct hs_file *file, const struct hs_extent *extent)
{
	unsigned int i;

	for (i = 0; i < extent->count; i++) {
		struct page *page = pfn_to_page(block_pfn(file->mount, extent->agno,
							  extent->start + i));
		loff_t end = (loff_t)(extent->offset + i + 1) << PAGE_SHIFT;

		if (page && !hs_file_named(page->hs_owner)) {
			page->hs_owner = file->name;
			page->hs_owner_index = extent->offset + i;
		}
		if (file->inode->i_size < end)
			file->inode->i_size = end;
	}
}

static struct hs_extent *add_extent(struct hs_file *file, unsigned int agno, unsigned int start,
				    unsigned int count, unsigned long offset, unsigned int flags)
{
	struct hs_extent *extent = &file->extents[file->extent_count++];

	extent->agno = agno;
	extent->start = start;
	extent->count = count;
	extent->offset = offset;
	extent->flags = flags;
	return extent;
}

/* An extent of a file's data, attribute fork or block map; offset in blocks of the file. */
int hs_world_add_extent(const char *name, unsigned int agno, unsigned int start,
			unsigned int count, unsigned long offset, unsigned int flags)
{
	struct hs_file *file = hs_file_named(name);
	struct xfs_rmap_irec rec = {
		.rm_startblock = start, .rm_blockcount = count, .rm_offset = offset,
		.rm_flags = flags,
	};
	struct hs_extent *extent;

	if (!file || file->extent_count == HS_EXTENTS || agno >= file->mount->m_sb.sb_agcount)
		return -EINVAL;
	extent = add_extent(file, agno, start, count, offset, flags);
	rec.rm_owner = file->ip->i_ino;
	if (!(flags & (XFS_RMAP_ATTR_FORK | XFS_RMAP_BMBT_BLOCK)))
		own_pages(file, extent);
	return add_record(file->mount, agno, &rec);
}

/* Data on the realtime device, which has no reverse map at this level. */
int hs_world_add_rt_extent(const char *name, unsigned int start, unsigned int count,
			   unsigned long offset)
{
	struct hs_file *file = hs_file_named(name);

	if (!file || file->extent_count == HS_EXTENTS || !hs_plan_of(file->mount->m_super)->rt_device)
		return -EINVAL;
	own_pages(file, add_extent(file, HS_REALTIME, start, count, offset, 0));
	return 0;
}

unsigned long hs_file_pfn(struct hs_file *file, unsigned long page)
{
	int i;

	if (!file->mount_name)
		return PHYS_PFN(hs_pmem_named(file->name)->start) + page;
	/* Once its filesystem is gone nobody knows. */
	if (!hs_plan_named(file->mount_name)->mounted)
		return 0;
	for (i = 0; i < file->extent_count; i++) {
		struct hs_extent *extent = &file->extents[i];

		if (extent->flags & (XFS_RMAP_ATTR_FORK | XFS_RMAP_BMBT_BLOCK))
			continue;
		if (extent->offset <= page && page < extent->offset + extent->count)
			return block_pfn(file->mount, extent->agno,
					 extent->start + (unsigned int)(page - extent->offset));
	}
	return 0;
}

/* policy: 0 none, 1 early, 2 late. Signal sets have a bit per signal number. */
int hs_world_add_process(const char *name, int policy, unsigned long handled,
			 unsigned long blocked, unsigned long ignored)
{
	struct task_struct *task;

	if (hs_task_named(name))
		return -EINVAL;
	task = hs_task_create(name, true);
	if (policy)
		task->flags |= PF_MCE_PROCESS;
	if (policy == 1)
		task->flags |= PF_MCE_EARLY;
	task->hs_signals.handled = handled;
	task->hs_signals.blocked = blocked;
	task->hs_signals.ignored = ignored;
	return 0;
}

/*
 * Maps pages [first, first + count) of a file into a process; nothing is faulted in yet.
 * sync: MAP_SYNC; shared: MAP_SHARED, else MAP_PRIVATE.
 */
int hs_world_map(const char *process, const char *name, unsigned long first, unsigned long count,
		 int sync, int shared)
{
	struct task_struct *task = hs_task_named(process);
	struct hs_file *file = hs_file_named(name);

	if (!task || !task->mm || !file || !count)
		return -EINVAL;
	return hs_vma_add(task, file, first, count,
			  VM_READ | VM_WRITE | (shared ? VM_SHARED : 0) | (sync ? VM_SYNC : 0));
}

/* The page, or all that is one page with it, knows its file and its place there. */
static void show_pages(struct hs_file *file, unsigned long page, unsigned long pfn)
{
	struct page *shown = compound_head(hs_page_at(pfn));

	shown->mapping = file->inode->i_mapping;
	shown->index = page;
}

/*
 * The process touched the page: a DAX entry and its own page table entry, of 1 << shift bytes, are
 * there.
 */
int hs_world_fault(const char *process, const char *name, unsigned long page, int write,
		   unsigned int shift)
{
	struct task_struct *task = hs_task_named(process);
	struct hs_file *file = hs_file_named(name);
	struct vm_area_struct *vma;
	unsigned long pfn;

	if (!task || !task->mm || !file)
		return -EINVAL;
	page &= ~0ul << (shift - PAGE_SHIFT);
	pfn = hs_file_pfn(file, page);
	if (!pfn)
		return -ENXIO;
	vma = hs_vma_of(task, file, page);
	if (!vma)
		return -EFAULT;
	/* No fault finds a page of which a block is bad. */
	if (file->mount_name && IS_DAX(file->inode) && is_bad(pfn, 1ul << (shift - PAGE_SHIFT)))
		return -EIO;
	if (!file->mount_name) {
		show_pages(file, page, pfn);
		hs_map_page(vma, file, page, pfn, write, shift);
		return 0;
	}
	/* Page cache, or the process's own copy: memory that no device has. */
	if (!IS_DAX(file->inode) || (write && !(vma->vm_flags & VM_SHARED))) {
		hs_map_memory(vma, page, write);
		return 0;
	}
	hs_dax_insert_entry(file->inode->i_mapping, page, pfn, shift - PAGE_SHIFT, write);
	hs_map_page(vma, file, page, pfn, write, shift);
	return 0;
}

int hs_world_set_sysctl(const char *name, int value)
{
	if (hs_same(name, "memory_failure_early_kill"))
		sysctl_memory_failure_early_kill = value;
	else if (hs_same(name, "memory_failure_recovery"))
		sysctl_memory_failure_recovery = value;
	else
		return -EINVAL;
	return 0;
}
