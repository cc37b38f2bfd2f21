// SPDX-License-Identifier: MIT
// Every file of the model, by kernel path. Written by test/core/kernel/files.test.ts with
// UPDATE_GOLDEN=1; over 400 lines only if the model grows, as it is a list.
import f0 from "./c/arch/x86/include/asm/cpufeature.h";
import f1 from "./c/arch/x86/include/asm/mce.h";
import f2 from "./c/arch/x86/include/asm/msr.h";
import f3 from "./c/arch/x86/include/asm/processor.h";
import f4 from "./c/arch/x86/include/asm/set_memory.h";
import f5 from "./c/arch/x86/kernel/acpi/apei.c";
import f6 from "./c/arch/x86/kernel/cpu/mce/amd.c";
import f7 from "./c/arch/x86/kernel/cpu/mce/apei.c";
import f8 from "./c/arch/x86/kernel/cpu/mce/core.c";
import f9 from "./c/arch/x86/kernel/cpu/mce/genpool.c";
import f10 from "./c/arch/x86/kernel/cpu/mce/intel.c";
import f11 from "./c/arch/x86/kernel/cpu/mce/internal.h";
import f12 from "./c/block/badblocks.c";
import f13 from "./c/drivers/acpi/apei/ghes.c";
import f14 from "./c/drivers/acpi/hed.c";
import f15 from "./c/drivers/acpi/nfit/core.c";
import f16 from "./c/drivers/acpi/nfit/mce.c";
import f17 from "./c/drivers/acpi/nfit/nfit.h";
import f18 from "./c/drivers/base/base.h";
import f19 from "./c/drivers/base/bus.c";
import f20 from "./c/drivers/base/dd.c";
import f21 from "./c/drivers/base/devres.c";
import f22 from "./c/drivers/dax/dax-private.h";
import f23 from "./c/drivers/dax/super.c";
import f24 from "./c/drivers/nvdimm/badrange.c";
import f25 from "./c/drivers/nvdimm/bus.c";
import f26 from "./c/drivers/nvdimm/nd-core.h";
import f27 from "./c/drivers/nvdimm/nd.h";
import f28 from "./c/drivers/nvdimm/pmem.c";
import f29 from "./c/drivers/nvdimm/pmem.h";
import f30 from "./c/drivers/nvdimm/region.c";
import f31 from "./c/drivers/nvdimm/region_devs.c";
import f32 from "./c/fs/dax.c";
import f33 from "./c/fs/super.c";
import f34 from "./c/fs/sync.c";
import f35 from "./c/fs/xfs/libxfs/xfs_ag.c";
import f36 from "./c/fs/xfs/libxfs/xfs_alloc.c";
import f37 from "./c/fs/xfs/libxfs/xfs_rmap.c";
import f38 from "./c/fs/xfs/libxfs/xfs_types.h";
import f39 from "./c/fs/xfs/xfs.h";
import f40 from "./c/fs/xfs/xfs_ag.h";
import f41 from "./c/fs/xfs/xfs_alloc.h";
import f42 from "./c/fs/xfs/xfs_bit.h";
import f43 from "./c/fs/xfs/xfs_btree.h";
import f44 from "./c/fs/xfs/xfs_buf.c";
import f45 from "./c/fs/xfs/xfs_buf.h";
import f46 from "./c/fs/xfs/xfs_format.h";
import f47 from "./c/fs/xfs/xfs_fsops.c";
import f48 from "./c/fs/xfs/xfs_icache.c";
import f49 from "./c/fs/xfs/xfs_icache.h";
import f50 from "./c/fs/xfs/xfs_inode.h";
import f51 from "./c/fs/xfs/xfs_log.c";
import f52 from "./c/fs/xfs/xfs_log.h";
import f53 from "./c/fs/xfs/xfs_log_format.h";
import f54 from "./c/fs/xfs/xfs_message.h";
import f55 from "./c/fs/xfs/xfs_mount.h";
import f56 from "./c/fs/xfs/xfs_notify_failure.c";
import f57 from "./c/fs/xfs/xfs_rmap.h";
import f58 from "./c/fs/xfs/xfs_rmap_btree.h";
import f59 from "./c/fs/xfs/xfs_rtalloc.h";
import f60 from "./c/fs/xfs/xfs_shared.h";
import f61 from "./c/fs/xfs/xfs_super.c";
import f62 from "./c/fs/xfs/xfs_super.h";
import f63 from "./c/fs/xfs/xfs_trans.c";
import f64 from "./c/fs/xfs/xfs_trans.h";
import f65 from "./c/fs/xfs/xfs_trans_resv.h";
import f66 from "./c/hs/bits.c";
import f67 from "./c/hs/dax-entry.h";
import f68 from "./c/hs/device.c";
import f69 from "./c/hs/fs.c";
import f70 from "./c/hs/genalloc.c";
import f71 from "./c/hs/heap.c";
import f72 from "./c/hs/lock.c";
import f73 from "./c/hs/mce-cpu.c";
import f74 from "./c/hs/mce-work.c";
import f75 from "./c/hs/mce-world.c";
import f76 from "./c/hs/mce-world.h";
import f77 from "./c/hs/memory.c";
import f78 from "./c/hs/memremap.c";
import f79 from "./c/hs/signal.c";
import f80 from "./c/hs/string.c";
import f81 from "./c/hs/task.c";
import f82 from "./c/hs/world.c";
import f83 from "./c/hs/world.h";
import f84 from "./c/hs/xarray.c";
import f85 from "./c/hs/xfs.h";
import f86 from "./c/include/acpi/actbl1.h";
import f87 from "./c/include/acpi/apei.h";
import f88 from "./c/include/acpi/erst.h";
import f89 from "./c/include/acpi/ghes.h";
import f90 from "./c/include/acpi/hed.h";
import f91 from "./c/include/asm/byteorder.h";
import f92 from "./c/include/asm/page.h";
import f93 from "./c/include/asm/pgtable.h";
import f94 from "./c/include/hs.h";
import f95 from "./c/include/linux/acpi.h";
import f96 from "./c/include/linux/align.h";
import f97 from "./c/include/linux/atomic.h";
import f98 from "./c/include/linux/badblocks.h";
import f99 from "./c/include/linux/bitops.h";
import f100 from "./c/include/linux/bits.h";
import f101 from "./c/include/linux/blk_types.h";
import f102 from "./c/include/linux/blkdev.h";
import f103 from "./c/include/linux/bug.h";
import f104 from "./c/include/linux/cdev.h";
import f105 from "./c/include/linux/compiler.h";
import f106 from "./c/include/linux/container_of.h";
import f107 from "./c/include/linux/cper.h";
import f108 from "./c/include/linux/ctype.h";
import f109 from "./c/include/linux/dax.h";
import f110 from "./c/include/linux/device.h";
import f111 from "./c/include/linux/err.h";
import f112 from "./c/include/linux/errno.h";
import f113 from "./c/include/linux/export.h";
import f114 from "./c/include/linux/fs.h";
import f115 from "./c/include/linux/genalloc.h";
import f116 from "./c/include/linux/gfp.h";
import f117 from "./c/include/linux/init.h";
import f118 from "./c/include/linux/io.h";
import f119 from "./c/include/linux/ioport.h";
import f120 from "./c/include/linux/irq_work.h";
import f121 from "./c/include/linux/kernel.h";
import f122 from "./c/include/linux/libnvdimm.h";
import f123 from "./c/include/linux/limits.h";
import f124 from "./c/include/linux/list.h";
import f125 from "./c/include/linux/llist.h";
import f126 from "./c/include/linux/lockdep.h";
import f127 from "./c/include/linux/log2.h";
import f128 from "./c/include/linux/math.h";
import f129 from "./c/include/linux/math64.h";
import f130 from "./c/include/linux/memremap.h";
import f131 from "./c/include/linux/minmax.h";
import f132 from "./c/include/linux/mm.h";
import f133 from "./c/include/linux/mm_types.h";
import f134 from "./c/include/linux/module.h";
import f135 from "./c/include/linux/mutex.h";
import f136 from "./c/include/linux/nd.h";
import f137 from "./c/include/linux/ndctl.h";
import f138 from "./c/include/linux/notifier.h";
import f139 from "./c/include/linux/page-flags.h";
import f140 from "./c/include/linux/pagemap.h";
import f141 from "./c/include/linux/pfn.h";
import f142 from "./c/include/linux/printk.h";
import f143 from "./c/include/linux/range.h";
import f144 from "./c/include/linux/rbtree.h";
import f145 from "./c/include/linux/rcupdate.h";
import f146 from "./c/include/linux/rwsem.h";
import f147 from "./c/include/linux/sched.h";
import f148 from "./c/include/linux/seqlock.h";
import f149 from "./c/include/linux/signal.h";
import f150 from "./c/include/linux/slab.h";
import f151 from "./c/include/linux/smp.h";
import f152 from "./c/include/linux/spinlock.h";
import f153 from "./c/include/linux/srcu.h";
import f154 from "./c/include/linux/stddef.h";
import f155 from "./c/include/linux/string.h";
import f156 from "./c/include/linux/timekeeping.h";
import f157 from "./c/include/linux/types.h";
import f158 from "./c/include/linux/uuid.h";
import f159 from "./c/include/linux/workqueue.h";
import f160 from "./c/include/linux/xarray.h";
import f161 from "./c/include/trace/events/mce.h";
import f162 from "./c/kernel/notifier.c";
import f163 from "./c/mm/internal.h";
import f164 from "./c/mm/memory-failure.c";
import f165 from "./c/mm/memory.c";
import f166 from "./c/mm/truncate.c";

export const modelTexts: ReadonlyMap<string, string> = new Map([
  ["arch/x86/include/asm/cpufeature.h", f0],
  ["arch/x86/include/asm/mce.h", f1],
  ["arch/x86/include/asm/msr.h", f2],
  ["arch/x86/include/asm/processor.h", f3],
  ["arch/x86/include/asm/set_memory.h", f4],
  ["arch/x86/kernel/acpi/apei.c", f5],
  ["arch/x86/kernel/cpu/mce/amd.c", f6],
  ["arch/x86/kernel/cpu/mce/apei.c", f7],
  ["arch/x86/kernel/cpu/mce/core.c", f8],
  ["arch/x86/kernel/cpu/mce/genpool.c", f9],
  ["arch/x86/kernel/cpu/mce/intel.c", f10],
  ["arch/x86/kernel/cpu/mce/internal.h", f11],
  ["block/badblocks.c", f12],
  ["drivers/acpi/apei/ghes.c", f13],
  ["drivers/acpi/hed.c", f14],
  ["drivers/acpi/nfit/core.c", f15],
  ["drivers/acpi/nfit/mce.c", f16],
  ["drivers/acpi/nfit/nfit.h", f17],
  ["drivers/base/base.h", f18],
  ["drivers/base/bus.c", f19],
  ["drivers/base/dd.c", f20],
  ["drivers/base/devres.c", f21],
  ["drivers/dax/dax-private.h", f22],
  ["drivers/dax/super.c", f23],
  ["drivers/nvdimm/badrange.c", f24],
  ["drivers/nvdimm/bus.c", f25],
  ["drivers/nvdimm/nd-core.h", f26],
  ["drivers/nvdimm/nd.h", f27],
  ["drivers/nvdimm/pmem.c", f28],
  ["drivers/nvdimm/pmem.h", f29],
  ["drivers/nvdimm/region.c", f30],
  ["drivers/nvdimm/region_devs.c", f31],
  ["fs/dax.c", f32],
  ["fs/super.c", f33],
  ["fs/sync.c", f34],
  ["fs/xfs/libxfs/xfs_ag.c", f35],
  ["fs/xfs/libxfs/xfs_alloc.c", f36],
  ["fs/xfs/libxfs/xfs_rmap.c", f37],
  ["fs/xfs/libxfs/xfs_types.h", f38],
  ["fs/xfs/xfs.h", f39],
  ["fs/xfs/xfs_ag.h", f40],
  ["fs/xfs/xfs_alloc.h", f41],
  ["fs/xfs/xfs_bit.h", f42],
  ["fs/xfs/xfs_btree.h", f43],
  ["fs/xfs/xfs_buf.c", f44],
  ["fs/xfs/xfs_buf.h", f45],
  ["fs/xfs/xfs_format.h", f46],
  ["fs/xfs/xfs_fsops.c", f47],
  ["fs/xfs/xfs_icache.c", f48],
  ["fs/xfs/xfs_icache.h", f49],
  ["fs/xfs/xfs_inode.h", f50],
  ["fs/xfs/xfs_log.c", f51],
  ["fs/xfs/xfs_log.h", f52],
  ["fs/xfs/xfs_log_format.h", f53],
  ["fs/xfs/xfs_message.h", f54],
  ["fs/xfs/xfs_mount.h", f55],
  ["fs/xfs/xfs_notify_failure.c", f56],
  ["fs/xfs/xfs_rmap.h", f57],
  ["fs/xfs/xfs_rmap_btree.h", f58],
  ["fs/xfs/xfs_rtalloc.h", f59],
  ["fs/xfs/xfs_shared.h", f60],
  ["fs/xfs/xfs_super.c", f61],
  ["fs/xfs/xfs_super.h", f62],
  ["fs/xfs/xfs_trans.c", f63],
  ["fs/xfs/xfs_trans.h", f64],
  ["fs/xfs/xfs_trans_resv.h", f65],
  ["hs/bits.c", f66],
  ["hs/dax-entry.h", f67],
  ["hs/device.c", f68],
  ["hs/fs.c", f69],
  ["hs/genalloc.c", f70],
  ["hs/heap.c", f71],
  ["hs/lock.c", f72],
  ["hs/mce-cpu.c", f73],
  ["hs/mce-work.c", f74],
  ["hs/mce-world.c", f75],
  ["hs/mce-world.h", f76],
  ["hs/memory.c", f77],
  ["hs/memremap.c", f78],
  ["hs/signal.c", f79],
  ["hs/string.c", f80],
  ["hs/task.c", f81],
  ["hs/world.c", f82],
  ["hs/world.h", f83],
  ["hs/xarray.c", f84],
  ["hs/xfs.h", f85],
  ["include/acpi/actbl1.h", f86],
  ["include/acpi/apei.h", f87],
  ["include/acpi/erst.h", f88],
  ["include/acpi/ghes.h", f89],
  ["include/acpi/hed.h", f90],
  ["include/asm/byteorder.h", f91],
  ["include/asm/page.h", f92],
  ["include/asm/pgtable.h", f93],
  ["include/hs.h", f94],
  ["include/linux/acpi.h", f95],
  ["include/linux/align.h", f96],
  ["include/linux/atomic.h", f97],
  ["include/linux/badblocks.h", f98],
  ["include/linux/bitops.h", f99],
  ["include/linux/bits.h", f100],
  ["include/linux/blk_types.h", f101],
  ["include/linux/blkdev.h", f102],
  ["include/linux/bug.h", f103],
  ["include/linux/cdev.h", f104],
  ["include/linux/compiler.h", f105],
  ["include/linux/container_of.h", f106],
  ["include/linux/cper.h", f107],
  ["include/linux/ctype.h", f108],
  ["include/linux/dax.h", f109],
  ["include/linux/device.h", f110],
  ["include/linux/err.h", f111],
  ["include/linux/errno.h", f112],
  ["include/linux/export.h", f113],
  ["include/linux/fs.h", f114],
  ["include/linux/genalloc.h", f115],
  ["include/linux/gfp.h", f116],
  ["include/linux/init.h", f117],
  ["include/linux/io.h", f118],
  ["include/linux/ioport.h", f119],
  ["include/linux/irq_work.h", f120],
  ["include/linux/kernel.h", f121],
  ["include/linux/libnvdimm.h", f122],
  ["include/linux/limits.h", f123],
  ["include/linux/list.h", f124],
  ["include/linux/llist.h", f125],
  ["include/linux/lockdep.h", f126],
  ["include/linux/log2.h", f127],
  ["include/linux/math.h", f128],
  ["include/linux/math64.h", f129],
  ["include/linux/memremap.h", f130],
  ["include/linux/minmax.h", f131],
  ["include/linux/mm.h", f132],
  ["include/linux/mm_types.h", f133],
  ["include/linux/module.h", f134],
  ["include/linux/mutex.h", f135],
  ["include/linux/nd.h", f136],
  ["include/linux/ndctl.h", f137],
  ["include/linux/notifier.h", f138],
  ["include/linux/page-flags.h", f139],
  ["include/linux/pagemap.h", f140],
  ["include/linux/pfn.h", f141],
  ["include/linux/printk.h", f142],
  ["include/linux/range.h", f143],
  ["include/linux/rbtree.h", f144],
  ["include/linux/rcupdate.h", f145],
  ["include/linux/rwsem.h", f146],
  ["include/linux/sched.h", f147],
  ["include/linux/seqlock.h", f148],
  ["include/linux/signal.h", f149],
  ["include/linux/slab.h", f150],
  ["include/linux/smp.h", f151],
  ["include/linux/spinlock.h", f152],
  ["include/linux/srcu.h", f153],
  ["include/linux/stddef.h", f154],
  ["include/linux/string.h", f155],
  ["include/linux/timekeeping.h", f156],
  ["include/linux/types.h", f157],
  ["include/linux/uuid.h", f158],
  ["include/linux/workqueue.h", f159],
  ["include/linux/xarray.h", f160],
  ["include/trace/events/mce.h", f161],
  ["kernel/notifier.c", f162],
  ["mm/internal.h", f163],
  ["mm/memory-failure.c", f164],
  ["mm/memory.c", f165],
  ["mm/truncate.c", f166],
]);
