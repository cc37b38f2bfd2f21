// SPDX-License-Identifier: MIT
/*
 * The driver of a persistent memory namespace: a disk, a dax device and a map of its pages.
#if HS_LEVEL == 0
 * Level L0. Follows drivers/nvdimm/pmem.c of next-20220714. Reduced: no bio path, no btt, no info
#else
 * Follows drivers/nvdimm/pmem.c of next-20220714. Reduced: no bio path, no btt, no info
#endif
 * blocks read from the media, no poison clearing.
 */
#include <linux/blkdev.h>
#include <linux/device.h>
#include <linux/badblocks.h>
#include <linux/memremap.h>
#include <linux/dax.h>
#include <linux/nd.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include "pmem.h"
#include "nd.h"
#include "nd-core.h"

/* How many pages from pgoff on can be used, and where; a known bad block ends them. */
static long __pmem_direct_access(struct pmem_device *pmem, pgoff_t pgoff,
		long nr_pages, enum dax_access_mode mode, void **kaddr,
		pfn_t *pfn)
{
	phys_addr_t at = PFN_PHYS(pgoff);
	resource_size_t inside = at + pmem->data_offset;
	struct badblocks *known = &pmem->bb;
	sector_t from = at >> SECTOR_SHIFT, bad;
	unsigned int sectors = PFN_PHYS(nr_pages) >> SECTOR_SHIFT;
	int bad_sectors;
	long good;

	if (kaddr)
		*kaddr = pmem->virt_addr + inside;
	if (pfn)
		pfn->val = pmem->pfn_flags | PHYS_PFN(pmem->phys_addr + inside);

	/* With a list to go by, nobody is promised more than was looked at. */
	if (!known->count)
		return PHYS_PFN(pmem->size - pmem->pfn_pad - inside);
	if (!badblocks_check(known, from, sectors, &bad, &bad_sectors))
		return nr_pages;
	if (mode != DAX_RECOVERY_WRITE)
#if HS_LEVEL >= 3 || HS_LEVEL == 2 && HS_STABLE
		return -EHWPOISON;
#else
		return -EIO;
#endif

	/* Up to the bad block, or the bad page itself for who will overwrite it. */
	good = PHYS_PFN(PAGE_ALIGN((bad - from) << SECTOR_SHIFT));
	return good ? good : 1;
}

static int pmem_dax_zero_page_range(struct dax_device *dax_dev, pgoff_t pgoff,
				    size_t nr_pages)
{
	return 0;
}

static long pmem_dax_direct_access(struct dax_device *dax_dev,
		pgoff_t pgoff, long nr_pages, enum dax_access_mode mode,
		void **kaddr, pfn_t *pfn)
{
	return __pmem_direct_access(dax_get_private(dax_dev), pgoff, nr_pages, mode, kaddr, pfn);
}

static const struct dax_operations pmem_dax_ops = {
	.direct_access = pmem_dax_direct_access,
	.zero_page_range = pmem_dax_zero_page_range,
};

static void pmem_release_disk(void *__pmem)
{
	struct pmem_device *pmem = __pmem;

	dax_remove_host(pmem->disk);
	kill_dax(pmem->dax_dev);
	put_dax(pmem->dax_dev);
	del_gendisk(pmem->disk);

	put_disk(pmem->disk);
}

/* Hands a lost page on to whoever holds the dax device. */
static int pmem_pagemap_memory_failure(struct dev_pagemap *pgmap,
		unsigned long pfn, unsigned long nr_pages, int mf_flags)
{
	struct pmem_device *owner = container_of(pgmap, struct pmem_device, pgmap);
	u64 first = PFN_PHYS(pfn) - owner->phys_addr - owner->data_offset;
	u64 bytes = nr_pages << PAGE_SHIFT;

	return dax_holder_notify_failure(owner->dax_dev, first, bytes, mf_flags);
}

static const struct dev_pagemap_ops fsdax_pagemap_ops = {
	.memory_failure		= pmem_pagemap_memory_failure,
};

static int pmem_attach_disk(struct device *dev,
		struct nd_namespace_common *ndns)
{
	struct nd_namespace_io *nsio = to_nd_namespace_io(&ndns->dev);
	struct nd_region *region = to_nd_region(dev->parent);
	struct pmem_device *pmem;
	struct dev_pagemap *map;
	struct dax_device *dax;
	struct gendisk *disk;
	struct range data;
	u64 usable;
	void *addr;
	int rc;

	pmem = kzalloc(sizeof(*pmem), GFP_KERNEL);
	if (!pmem)
		return -ENOMEM;
	__hs_name(pmem, "pmem device %s", dev_name(&ndns->dev));
	rc = devm_add_action_or_reset(dev, hs_devm_kfree, pmem);
	if (rc)
		return rc;

	dev_set_drvdata(dev, pmem);
	pmem->phys_addr = nsio->res.start;
	pmem->size = resource_size(&nsio->res);
	pmem->data_offset = nsio->hs_data_offset;

	disk = blk_alloc_disk(0);
	if (!disk)
		return -ENOMEM;
	pmem->disk = disk;

	map = &pmem->pgmap;
	map->type = MEMORY_DEVICE_FS_DAX;
	map->ops = &fsdax_pagemap_ops;
	map->owner = pmem;
	map->range.start = nsio->res.start;
	map->range.end = nsio->res.end;
	map->nr_range = 1;
	map->hs_name = dev_name(&ndns->dev);
	if (nsio->hs_data_offset) {
		map->altmap.base_pfn = PHYS_PFN(nsio->res.start);
		map->altmap.free = PHYS_PFN(nsio->hs_data_offset);
		map->flags |= PGMAP_ALTMAP_VALID;
	}
	addr = devm_memremap_pages(dev, map);
	if (IS_ERR(addr)) {
		rc = PTR_ERR(addr);
		goto no_disk;
	}
	pmem->virt_addr = addr;
	data = map->range;
	data.start += pmem->data_offset;

	strscpy(disk->disk_name, dev_name(&ndns->dev), sizeof(disk->disk_name));
	blk_queue_flag_set(QUEUE_FLAG_DAX, disk->queue);
	disk->private_data = pmem;
	usable = pmem->size - pmem->pfn_pad - pmem->data_offset;
	set_capacity(disk, usable / SECTOR_SIZE);
	rc = devm_init_badblocks(dev, &pmem->bb);
	if (rc)
		goto no_disk;
	nvdimm_badblocks_populate(region, &pmem->bb, &data);
	disk->bb = &pmem->bb;

	dax = alloc_dax(pmem, &pmem_dax_ops);
	if (IS_ERR(dax)) {
		rc = PTR_ERR(dax);
		goto no_disk;
	}
	set_dax_nocache(dax);
	set_dax_nomc(dax);
	set_dax_synchronous(dax);
	rc = dax_add_host(dax, disk);
	if (!rc) {
		pmem->dax_dev = dax;
		rc = device_add_disk(dev, disk, NULL);
		if (!rc) {
			rc = devm_add_action_or_reset(dev, pmem_release_disk, pmem);
			return rc ? -ENOMEM : 0;
		}
		dax_remove_host(pmem->disk);
	}

	/* Without a host pmem->dax_dev is still NULL, which both take. */
	kill_dax(pmem->dax_dev);
	put_dax(pmem->dax_dev);
no_disk:
	put_disk(pmem->disk);
	return rc;
}

static int nd_pmem_probe(struct device *dev)
{
	return pmem_attach_disk(dev, to_ndns(dev));
}

static void nd_pmem_remove(struct device *dev)
{
	struct pmem_device *pmem = dev_get_drvdata(dev);

	if (is_nd_btt(dev)) {
		WARN_ON(1);
	} else {
		/* device_lock keeps nd_pmem_notify() away. */
		pmem->bb_state = NULL;
	}
	nvdimm_flush(to_nd_region(dev->parent), NULL);
}

static void nd_pmem_shutdown(struct device *dev)
{
	nvdimm_flush(to_nd_region(dev->parent), NULL);
}

/* Reads the bus's list of bad ranges again into the disk's list of bad blocks. */
static void pmem_revalidate_poison(struct device *dev)
{
	struct nd_region *region = to_nd_region(dev->parent);
	struct pmem_device *pmem = dev_get_drvdata(dev);
	const struct resource *res = &to_nd_namespace_io(dev)->res;
	struct range data = {
		.start = res->start + pmem->data_offset,
		.end = res->end,
	};

	nvdimm_badblocks_populate(region, &pmem->bb, &data);
}

static void nd_pmem_notify(struct device *dev, enum nvdimm_event event)
{
	if (event == NVDIMM_REVALIDATE_POISON)
		pmem_revalidate_poison(dev);
	else
		dev_dbg(dev, "event %d means nothing here\n", event);
}

struct nd_device_driver nd_pmem_driver = {
	.probe = nd_pmem_probe,
	.remove = nd_pmem_remove,
	.notify = nd_pmem_notify,
	.shutdown = nd_pmem_shutdown,
	.drv = {
		.name = "nd_pmem",
		.bus = &nvdimm_bus_type,
	},
};
