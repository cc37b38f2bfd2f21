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
import f12 from "./c/arch/x86/kernel/cpu/mce/severity.c";
import f13 from "./c/block/badblocks.c";
import f14 from "./c/drivers/acpi/apei/ghes.c";
import f15 from "./c/drivers/acpi/hed.c";
import f16 from "./c/drivers/acpi/nfit/core.c";
import f17 from "./c/drivers/acpi/nfit/mce.c";
import f18 from "./c/drivers/acpi/nfit/nfit.h";
import f19 from "./c/drivers/base/base.h";
import f20 from "./c/drivers/base/bus.c";
import f21 from "./c/drivers/base/dd.c";
import f22 from "./c/drivers/base/devres.c";
import f23 from "./c/drivers/dax/dax-private.h";
import f24 from "./c/drivers/dax/super.c";
import f25 from "./c/drivers/md/dm-core.h";
import f26 from "./c/drivers/md/dm.c";
import f27 from "./c/drivers/nvdimm/badrange.c";
import f28 from "./c/drivers/nvdimm/bus.c";
import f29 from "./c/drivers/nvdimm/nd-core.h";
import f30 from "./c/drivers/nvdimm/nd.h";
import f31 from "./c/drivers/nvdimm/pmem.c";
import f32 from "./c/drivers/nvdimm/pmem.h";
import f33 from "./c/drivers/nvdimm/region.c";
import f34 from "./c/drivers/nvdimm/region_devs.c";
import f35 from "./c/fs/dax.c";
import f36 from "./c/fs/super.c";
import f37 from "./c/fs/sync.c";
import f38 from "./c/fs/xfs/libxfs/xfs_ag.c";
import f39 from "./c/fs/xfs/libxfs/xfs_alloc.c";
import f40 from "./c/fs/xfs/libxfs/xfs_rmap.c";
import f41 from "./c/fs/xfs/libxfs/xfs_types.h";
import f42 from "./c/fs/xfs/xfs.h";
import f43 from "./c/fs/xfs/xfs_ag.h";
import f44 from "./c/fs/xfs/xfs_alloc.h";
import f45 from "./c/fs/xfs/xfs_bit.h";
import f46 from "./c/fs/xfs/xfs_btree.h";
import f47 from "./c/fs/xfs/xfs_buf.c";
import f48 from "./c/fs/xfs/xfs_buf.h";
import f49 from "./c/fs/xfs/xfs_file.c";
import f50 from "./c/fs/xfs/xfs_format.h";
import f51 from "./c/fs/xfs/xfs_fsops.c";
import f52 from "./c/fs/xfs/xfs_icache.c";
import f53 from "./c/fs/xfs/xfs_icache.h";
import f54 from "./c/fs/xfs/xfs_inode.h";
import f55 from "./c/fs/xfs/xfs_iomap.c";
import f56 from "./c/fs/xfs/xfs_iomap.h";
import f57 from "./c/fs/xfs/xfs_log.c";
import f58 from "./c/fs/xfs/xfs_log.h";
import f59 from "./c/fs/xfs/xfs_log_format.h";
import f60 from "./c/fs/xfs/xfs_message.h";
import f61 from "./c/fs/xfs/xfs_mount.h";
import f62 from "./c/fs/xfs/xfs_notify_failure.c";
import f63 from "./c/fs/xfs/xfs_rmap.h";
import f64 from "./c/fs/xfs/xfs_rmap_btree.h";
import f65 from "./c/fs/xfs/xfs_rtalloc.h";
import f66 from "./c/fs/xfs/xfs_shared.h";
import f67 from "./c/fs/xfs/xfs_super.c";
import f68 from "./c/fs/xfs/xfs_super.h";
import f69 from "./c/fs/xfs/xfs_trans.c";
import f70 from "./c/fs/xfs/xfs_trans.h";
import f71 from "./c/fs/xfs/xfs_trans_resv.h";
import f72 from "./c/hs/bits.c";
import f73 from "./c/hs/dax-entry.h";
import f74 from "./c/hs/dax-fault.c";
import f75 from "./c/hs/device.c";
import f76 from "./c/hs/fault.h";
import f77 from "./c/hs/fs.c";
import f78 from "./c/hs/genalloc.c";
import f79 from "./c/hs/heap.c";
import f80 from "./c/hs/lock.c";
import f81 from "./c/hs/machine-check.c";
import f82 from "./c/hs/machine-check.h";
import f83 from "./c/hs/mapping.c";
import f84 from "./c/hs/mce-cpu.c";
import f85 from "./c/hs/mce-work.c";
import f86 from "./c/hs/mce-world.c";
import f87 from "./c/hs/mce-world.h";
import f88 from "./c/hs/memory.c";
import f89 from "./c/hs/memremap.c";
import f90 from "./c/hs/mount.c";
import f91 from "./c/hs/signal.c";
import f92 from "./c/hs/signal.h";
import f93 from "./c/hs/stimulus.c";
import f94 from "./c/hs/string.c";
import f95 from "./c/hs/task.c";
import f96 from "./c/hs/world.c";
import f97 from "./c/hs/world.h";
import f98 from "./c/hs/xarray.c";
import f99 from "./c/hs/xfs.h";
import f100 from "./c/include/acpi/actbl1.h";
import f101 from "./c/include/acpi/apei.h";
import f102 from "./c/include/acpi/erst.h";
import f103 from "./c/include/acpi/ghes.h";
import f104 from "./c/include/acpi/hed.h";
import f105 from "./c/include/asm/byteorder.h";
import f106 from "./c/include/asm/page.h";
import f107 from "./c/include/asm/pgtable.h";
import f108 from "./c/include/hs.h";
import f109 from "./c/include/linux/acpi.h";
import f110 from "./c/include/linux/align.h";
import f111 from "./c/include/linux/atomic.h";
import f112 from "./c/include/linux/badblocks.h";
import f113 from "./c/include/linux/bitops.h";
import f114 from "./c/include/linux/bits.h";
import f115 from "./c/include/linux/blk_types.h";
import f116 from "./c/include/linux/blkdev.h";
import f117 from "./c/include/linux/bug.h";
import f118 from "./c/include/linux/cdev.h";
import f119 from "./c/include/linux/compiler.h";
import f120 from "./c/include/linux/container_of.h";
import f121 from "./c/include/linux/cper.h";
import f122 from "./c/include/linux/ctype.h";
import f123 from "./c/include/linux/dax.h";
import f124 from "./c/include/linux/device.h";
import f125 from "./c/include/linux/err.h";
import f126 from "./c/include/linux/errno.h";
import f127 from "./c/include/linux/export.h";
import f128 from "./c/include/linux/fs.h";
import f129 from "./c/include/linux/genalloc.h";
import f130 from "./c/include/linux/gfp.h";
import f131 from "./c/include/linux/init.h";
import f132 from "./c/include/linux/io.h";
import f133 from "./c/include/linux/iomap.h";
import f134 from "./c/include/linux/ioport.h";
import f135 from "./c/include/linux/irq_work.h";
import f136 from "./c/include/linux/kernel.h";
import f137 from "./c/include/linux/libnvdimm.h";
import f138 from "./c/include/linux/limits.h";
import f139 from "./c/include/linux/list.h";
import f140 from "./c/include/linux/llist.h";
import f141 from "./c/include/linux/lockdep.h";
import f142 from "./c/include/linux/log2.h";
import f143 from "./c/include/linux/math.h";
import f144 from "./c/include/linux/math64.h";
import f145 from "./c/include/linux/memremap.h";
import f146 from "./c/include/linux/minmax.h";
import f147 from "./c/include/linux/mm.h";
import f148 from "./c/include/linux/mm_types.h";
import f149 from "./c/include/linux/module.h";
import f150 from "./c/include/linux/mutex.h";
import f151 from "./c/include/linux/nd.h";
import f152 from "./c/include/linux/ndctl.h";
import f153 from "./c/include/linux/notifier.h";
import f154 from "./c/include/linux/page-flags.h";
import f155 from "./c/include/linux/pagemap.h";
import f156 from "./c/include/linux/pfn.h";
import f157 from "./c/include/linux/printk.h";
import f158 from "./c/include/linux/range.h";
import f159 from "./c/include/linux/rbtree.h";
import f160 from "./c/include/linux/rcupdate.h";
import f161 from "./c/include/linux/rwsem.h";
import f162 from "./c/include/linux/sched.h";
import f163 from "./c/include/linux/seqlock.h";
import f164 from "./c/include/linux/signal.h";
import f165 from "./c/include/linux/slab.h";
import f166 from "./c/include/linux/smp.h";
import f167 from "./c/include/linux/spinlock.h";
import f168 from "./c/include/linux/srcu.h";
import f169 from "./c/include/linux/stddef.h";
import f170 from "./c/include/linux/string.h";
import f171 from "./c/include/linux/timekeeping.h";
import f172 from "./c/include/linux/types.h";
import f173 from "./c/include/linux/uuid.h";
import f174 from "./c/include/linux/workqueue.h";
import f175 from "./c/include/linux/xarray.h";
import f176 from "./c/include/trace/events/mce.h";
import f177 from "./c/kernel/notifier.c";
import f178 from "./c/mm/internal.h";
import f179 from "./c/mm/memory-failure.c";
import f180 from "./c/mm/memory.c";
import f181 from "./c/mm/truncate.c";

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
  ["arch/x86/kernel/cpu/mce/severity.c", f12],
  ["block/badblocks.c", f13],
  ["drivers/acpi/apei/ghes.c", f14],
  ["drivers/acpi/hed.c", f15],
  ["drivers/acpi/nfit/core.c", f16],
  ["drivers/acpi/nfit/mce.c", f17],
  ["drivers/acpi/nfit/nfit.h", f18],
  ["drivers/base/base.h", f19],
  ["drivers/base/bus.c", f20],
  ["drivers/base/dd.c", f21],
  ["drivers/base/devres.c", f22],
  ["drivers/dax/dax-private.h", f23],
  ["drivers/dax/super.c", f24],
  ["drivers/md/dm-core.h", f25],
  ["drivers/md/dm.c", f26],
  ["drivers/nvdimm/badrange.c", f27],
  ["drivers/nvdimm/bus.c", f28],
  ["drivers/nvdimm/nd-core.h", f29],
  ["drivers/nvdimm/nd.h", f30],
  ["drivers/nvdimm/pmem.c", f31],
  ["drivers/nvdimm/pmem.h", f32],
  ["drivers/nvdimm/region.c", f33],
  ["drivers/nvdimm/region_devs.c", f34],
  ["fs/dax.c", f35],
  ["fs/super.c", f36],
  ["fs/sync.c", f37],
  ["fs/xfs/libxfs/xfs_ag.c", f38],
  ["fs/xfs/libxfs/xfs_alloc.c", f39],
  ["fs/xfs/libxfs/xfs_rmap.c", f40],
  ["fs/xfs/libxfs/xfs_types.h", f41],
  ["fs/xfs/xfs.h", f42],
  ["fs/xfs/xfs_ag.h", f43],
  ["fs/xfs/xfs_alloc.h", f44],
  ["fs/xfs/xfs_bit.h", f45],
  ["fs/xfs/xfs_btree.h", f46],
  ["fs/xfs/xfs_buf.c", f47],
  ["fs/xfs/xfs_buf.h", f48],
  ["fs/xfs/xfs_file.c", f49],
  ["fs/xfs/xfs_format.h", f50],
  ["fs/xfs/xfs_fsops.c", f51],
  ["fs/xfs/xfs_icache.c", f52],
  ["fs/xfs/xfs_icache.h", f53],
  ["fs/xfs/xfs_inode.h", f54],
  ["fs/xfs/xfs_iomap.c", f55],
  ["fs/xfs/xfs_iomap.h", f56],
  ["fs/xfs/xfs_log.c", f57],
  ["fs/xfs/xfs_log.h", f58],
  ["fs/xfs/xfs_log_format.h", f59],
  ["fs/xfs/xfs_message.h", f60],
  ["fs/xfs/xfs_mount.h", f61],
  ["fs/xfs/xfs_notify_failure.c", f62],
  ["fs/xfs/xfs_rmap.h", f63],
  ["fs/xfs/xfs_rmap_btree.h", f64],
  ["fs/xfs/xfs_rtalloc.h", f65],
  ["fs/xfs/xfs_shared.h", f66],
  ["fs/xfs/xfs_super.c", f67],
  ["fs/xfs/xfs_super.h", f68],
  ["fs/xfs/xfs_trans.c", f69],
  ["fs/xfs/xfs_trans.h", f70],
  ["fs/xfs/xfs_trans_resv.h", f71],
  ["hs/bits.c", f72],
  ["hs/dax-entry.h", f73],
  ["hs/dax-fault.c", f74],
  ["hs/device.c", f75],
  ["hs/fault.h", f76],
  ["hs/fs.c", f77],
  ["hs/genalloc.c", f78],
  ["hs/heap.c", f79],
  ["hs/lock.c", f80],
  ["hs/machine-check.c", f81],
  ["hs/machine-check.h", f82],
  ["hs/mapping.c", f83],
  ["hs/mce-cpu.c", f84],
  ["hs/mce-work.c", f85],
  ["hs/mce-world.c", f86],
  ["hs/mce-world.h", f87],
  ["hs/memory.c", f88],
  ["hs/memremap.c", f89],
  ["hs/mount.c", f90],
  ["hs/signal.c", f91],
  ["hs/signal.h", f92],
  ["hs/stimulus.c", f93],
  ["hs/string.c", f94],
  ["hs/task.c", f95],
  ["hs/world.c", f96],
  ["hs/world.h", f97],
  ["hs/xarray.c", f98],
  ["hs/xfs.h", f99],
  ["include/acpi/actbl1.h", f100],
  ["include/acpi/apei.h", f101],
  ["include/acpi/erst.h", f102],
  ["include/acpi/ghes.h", f103],
  ["include/acpi/hed.h", f104],
  ["include/asm/byteorder.h", f105],
  ["include/asm/page.h", f106],
  ["include/asm/pgtable.h", f107],
  ["include/hs.h", f108],
  ["include/linux/acpi.h", f109],
  ["include/linux/align.h", f110],
  ["include/linux/atomic.h", f111],
  ["include/linux/badblocks.h", f112],
  ["include/linux/bitops.h", f113],
  ["include/linux/bits.h", f114],
  ["include/linux/blk_types.h", f115],
  ["include/linux/blkdev.h", f116],
  ["include/linux/bug.h", f117],
  ["include/linux/cdev.h", f118],
  ["include/linux/compiler.h", f119],
  ["include/linux/container_of.h", f120],
  ["include/linux/cper.h", f121],
  ["include/linux/ctype.h", f122],
  ["include/linux/dax.h", f123],
  ["include/linux/device.h", f124],
  ["include/linux/err.h", f125],
  ["include/linux/errno.h", f126],
  ["include/linux/export.h", f127],
  ["include/linux/fs.h", f128],
  ["include/linux/genalloc.h", f129],
  ["include/linux/gfp.h", f130],
  ["include/linux/init.h", f131],
  ["include/linux/io.h", f132],
  ["include/linux/iomap.h", f133],
  ["include/linux/ioport.h", f134],
  ["include/linux/irq_work.h", f135],
  ["include/linux/kernel.h", f136],
  ["include/linux/libnvdimm.h", f137],
  ["include/linux/limits.h", f138],
  ["include/linux/list.h", f139],
  ["include/linux/llist.h", f140],
  ["include/linux/lockdep.h", f141],
  ["include/linux/log2.h", f142],
  ["include/linux/math.h", f143],
  ["include/linux/math64.h", f144],
  ["include/linux/memremap.h", f145],
  ["include/linux/minmax.h", f146],
  ["include/linux/mm.h", f147],
  ["include/linux/mm_types.h", f148],
  ["include/linux/module.h", f149],
  ["include/linux/mutex.h", f150],
  ["include/linux/nd.h", f151],
  ["include/linux/ndctl.h", f152],
  ["include/linux/notifier.h", f153],
  ["include/linux/page-flags.h", f154],
  ["include/linux/pagemap.h", f155],
  ["include/linux/pfn.h", f156],
  ["include/linux/printk.h", f157],
  ["include/linux/range.h", f158],
  ["include/linux/rbtree.h", f159],
  ["include/linux/rcupdate.h", f160],
  ["include/linux/rwsem.h", f161],
  ["include/linux/sched.h", f162],
  ["include/linux/seqlock.h", f163],
  ["include/linux/signal.h", f164],
  ["include/linux/slab.h", f165],
  ["include/linux/smp.h", f166],
  ["include/linux/spinlock.h", f167],
  ["include/linux/srcu.h", f168],
  ["include/linux/stddef.h", f169],
  ["include/linux/string.h", f170],
  ["include/linux/timekeeping.h", f171],
  ["include/linux/types.h", f172],
  ["include/linux/uuid.h", f173],
  ["include/linux/workqueue.h", f174],
  ["include/linux/xarray.h", f175],
  ["include/trace/events/mce.h", f176],
  ["kernel/notifier.c", f177],
  ["mm/internal.h", f178],
  ["mm/memory-failure.c", f179],
  ["mm/memory.c", f180],
  ["mm/truncate.c", f181],
]);
