// SPDX-License-Identifier: MIT
/*
 * A thousand random filesystems, each told of one failed range: what fs/xfs/xfs_notify_failure.c
 * then asks for, in order, and what it answers. The functions it calls are stubs that print. Built
 * twice, by this engine and by gcc, around the same text of that file.
 */
#include "xfs.h"
#include "xfs_mount.h"
#include "xfs_trans.h"
#include "xfs_inode.h"
#include "xfs_icache.h"
#include "xfs_rmap.h"
#include "xfs_rmap_btree.h"
#include "xfs_ag.h"
#include "xfs_alloc.h"

int printf(const char *format, ...);

#define WORLDS	1000
#define AGS	4
#define RECORDS	12
#define INODES	6

extern const struct dax_holder_operations xfs_dax_holder_operations;

static unsigned long long seed = 88172645463325252ULL;

static unsigned int roll(unsigned int below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned int)(seed >> 32) % below;
}

static struct xfs_mount mount;
static struct super_block super;
static struct block_device disk;
static struct xfs_buftarg data, log_device, realtime;
static struct xfs_perag ags[AGS];
static struct xfs_rmap_irec records[AGS][RECORDS];
static struct xfs_agf headers[AGS];
static struct xfs_buf buffers[AGS];
static struct xfs_inode inodes[INODES];
static struct address_space mappings[INODES];
static struct xfs_trans transaction;
static struct xfs_btree_cur cursor;
static char devices[3];
static int fails_alloc, fails_read, fails_query, fails_kill, fails_get;

/* How often until it fails; 0: never. */
static int error_of(int *left, int error)
{
	return *left && !--*left ? error : 0;
}

void __hs_message(int level, const char *format, ...)
{
	printf(" message %d %s", level, format);
}

void *dax_holder(struct dax_device *dax_dev)
{
	printf(" holder");
	return &mount;
}

void xfs_do_force_shutdown(struct xfs_mount *mp, uint32_t flags, char *fname, int lnnum)
{
	printf(" shutdown %d", flags);
}

int xfs_trans_alloc_empty(struct xfs_mount *mp, struct xfs_trans **tpp)
{
	int error = error_of(&fails_alloc, -ENOMEM);

	printf(" transaction %d", error);
	if (!error)
		*tpp = &transaction;
	return error;
}

void xfs_trans_cancel(struct xfs_trans *tp)
{
	printf(" cancel");
}

void xfs_trans_brelse(struct xfs_trans *tp, struct xfs_buf *bp)
{
	printf(" brelse %d", (int)(bp - buffers));
}

struct xfs_perag *xfs_perag_get(struct xfs_mount *mp, xfs_agnumber_t agno)
{
	printf(" get %u", agno);
	return agno < mp->m_sb.sb_agcount ? &ags[agno] : NULL;
}

void xfs_perag_put(struct xfs_perag *pag)
{
	printf(" put %d", pag ? (int)pag->pag_agno : -1);
}

int xfs_alloc_read_agf(struct xfs_perag *pag, struct xfs_trans *tp, int flags,
		       struct xfs_buf **agfbpp)
{
	int error = pag ? error_of(&fails_read, -EIO) : -ENOENT;

	printf(" agf %d", error);
	if (!error)
		*agfbpp = &buffers[pag->pag_agno];
	return error;
}

struct xfs_btree_cur *xfs_rmapbt_init_cursor(struct xfs_mount *mp, struct xfs_trans *tp,
					     struct xfs_buf *bp, struct xfs_perag *pag)
{
	cursor.bc_tp = tp;
	cursor.bc_mp = mp;
	cursor.bc_ag.agbp = bp;
	cursor.bc_ag.pag = pag;
	return &cursor;
}

void xfs_btree_del_cursor(struct xfs_btree_cur *cur, int error)
{
	printf(" cursor gone %d", error);
}

int xfs_rmap_query_range(struct xfs_btree_cur *cur, const struct xfs_rmap_irec *low_rec,
			 const struct xfs_rmap_irec *high_rec, xfs_rmap_query_range_fn fn,
			 void *priv)
{
	const struct xfs_perag *pag = cur->bc_ag.pag;
	int i, answer = error_of(&fails_query, -EFSCORRUPTED);

	printf(" query %u %u", low_rec->rm_startblock, high_rec->rm_startblock);
	for (i = 0; !answer && i < pag->hs_record_count; i++) {
		const struct xfs_rmap_irec *rec = &pag->hs_records[i];

		if (rec->rm_startblock > high_rec->rm_startblock ||
		    rec->rm_startblock + rec->rm_blockcount <= low_rec->rm_startblock)
			continue;
		answer = fn(cur, rec, priv);
		printf(" record %u -> %d", rec->rm_startblock, answer);
	}
	return answer;
}

int xfs_iget(struct xfs_mount *mp, struct xfs_trans *tp, xfs_ino_t ino, uint flags,
	     uint lock_flags, struct xfs_inode **ipp)
{
	int error = error_of(&fails_get, roll(2) ? -ENODATA : -EAGAIN);

	printf(" iget %llu %u %u %d", ino, flags, lock_flags, error);
	if (!error)
		*ipp = &inodes[ino % INODES];
	return error;
}

void xfs_irele(struct xfs_inode *ip)
{
	printf(" irele %llu", ip->i_ino);
}

int mf_dax_kill_procs(struct address_space *mapping, pgoff_t index, unsigned long count,
		      int mf_flags)
{
	int error = error_of(&fails_kill, -EBUSY);

	printf(" kill %d %lu %lu %d -> %d", (int)(mapping - mappings), index, count, mf_flags,
	       error);
	return error;
}

static const unsigned long long owners[] = {
	XFS_RMAP_OWN_FS, XFS_RMAP_OWN_LOG, XFS_RMAP_OWN_AG, XFS_RMAP_OWN_INOBT,
	XFS_RMAP_OWN_INODES, XFS_RMAP_OWN_REFC, XFS_RMAP_OWN_COW,
};

static void make_records(int agno, unsigned int blocks)
{
	unsigned int at = 0;
	int count = 0;

	while (count < RECORDS && at < blocks) {
		struct xfs_rmap_irec *rec = &records[agno][count++];

		at += roll(4);
		rec->rm_startblock = at;
		rec->rm_blockcount = 1 + roll(9);
		rec->rm_owner = roll(4) ? 64 + roll(INODES) : owners[roll(7)];
		rec->rm_offset = roll(1000);
		rec->rm_flags = roll(8) ? 0 : 1u << roll(3);
		at += rec->rm_blockcount;
	}
	ags[agno].hs_records = records[agno];
	ags[agno].hs_record_count = count;
}

static void make_world(void)
{
	unsigned int blocks = 16 + roll(50);
	int i;

	mount.m_super = &super;
	mount.m_sb.sb_agcount = 1 + roll(AGS);
	mount.m_sb.sb_agblocks = blocks;
	mount.m_sb.sb_blocklog = 12;
	mount.m_blkbb_log = 3;
	for (mount.m_sb.sb_agblklog = 0; 1u << mount.m_sb.sb_agblklog < blocks;)
		mount.m_sb.sb_agblklog++;
	mount.m_features = roll(10) ? XFS_FEAT_RMAPBT : 0;
	mount.m_ddev_targp = &data;
	mount.m_logdev_targp = roll(3) ? &data : &log_device;
	mount.m_rtdev_targp = roll(3) ? NULL : &realtime;
	super.s_flags = roll(12) ? SB_BORN : 0;
	mount.m_sb.sb_flags = roll(256);
	data.bt_daxdev = (struct dax_device *)devices;
	data.bt_bdev = &disk;
	data.bt_dax_part_off = roll(3) ? 0 : (unsigned long)roll(32) << 12;
	log_device.bt_daxdev = realtime.bt_daxdev = (struct dax_device *)(devices + 1);
	log_device.bt_bdev = realtime.bt_bdev = &disk;
	for (i = 0; i < AGS; i++) {
		ags[i].pag_mount = &mount;
		ags[i].pag_agno = i;
		headers[i].agf_length = cpu_to_be32(i + 1 == AGS ? blocks - roll(8) : blocks);
		buffers[i].b_addr = &headers[i];
		make_records(i, blocks);
	}
	disk.bd_nr_sectors = ((sector_t)blocks * mount.m_sb.sb_agcount - roll(8)) << 3;
	for (i = 0; i < INODES; i++) {
		inodes[i].i_ino = 64 + i;
		inodes[i].i_vnode.i_mapping = &mappings[i];
	}
	fails_alloc = roll(20) ? 0 : 1;
	fails_read = roll(12) ? 0 : 1 + roll(2);
	fails_query = roll(12) ? 0 : 1 + roll(2);
	fails_kill = roll(6) ? 0 : 1 + roll(3);
	fails_get = roll(4) ? 0 : 1 + roll(3);
}

int main(void)
{
	static const int flags[] = { 0, MF_ACTION_REQUIRED, MF_SOFT_OFFLINE, MF_MUST_KILL };
	int world;

	for (world = 0; world < WORLDS; world++) {
		u64 offset, len, bytes;
		int answer;

		make_world();
		bytes = (u64)disk.bd_nr_sectors << 9;
		offset = roll(8) ? (u64)roll(bytes >> 12) << 12 : roll(bytes);
		len = roll(3) ? (u64)(1 + roll(40)) << 12 : 1 + roll(bytes);
		if (!roll(8))
			offset = data.bt_dax_part_off + bytes + roll(9000);
		printf("%d:", world);
		answer = xfs_dax_holder_operations.notify_failure(
			(struct dax_device *)(devices + (roll(9) ? 0 : roll(3))), offset, len,
			flags[roll(4)]);
		printf(" = %d\n", answer);
	}
	return 0;
}
