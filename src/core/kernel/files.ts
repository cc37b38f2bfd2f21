// SPDX-License-Identifier: MIT
// Every file of the model, by kernel path. Written by test/core/kernel/files.test.ts with
// UPDATE_GOLDEN=1; over 400 lines only if the model grows, as it is a list.
import f0 from "./c/arch/x86/include/asm/cpufeature.h";
import f1 from "./c/arch/x86/include/asm/mce.h";
import f2 from "./c/arch/x86/include/asm/msr.h";
import f3 from "./c/arch/x86/include/asm/processor.h";
import f4 from "./c/arch/x86/include/asm/ptrace.h";
import f5 from "./c/arch/x86/include/asm/set_memory.h";
import f6 from "./c/arch/x86/kernel/acpi/apei.c";
import f7 from "./c/arch/x86/kernel/cpu/mce/amd.c";
import f8 from "./c/arch/x86/kernel/cpu/mce/apei.c";
import f9 from "./c/arch/x86/kernel/cpu/mce/core.c";
import f10 from "./c/arch/x86/kernel/cpu/mce/genpool.c";
import f11 from "./c/arch/x86/kernel/cpu/mce/intel.c";
import f12 from "./c/arch/x86/kernel/cpu/mce/internal.h";
import f13 from "./c/arch/x86/kernel/cpu/mce/severity.c";
import f14 from "./c/block/badblocks.c";
import f15 from "./c/drivers/acpi/acpi_extlog.c";
import f16 from "./c/drivers/acpi/apei/ghes.c";
import f17 from "./c/drivers/acpi/hed.c";
import f18 from "./c/drivers/acpi/nfit/core.c";
import f19 from "./c/drivers/acpi/nfit/mce.c";
import f20 from "./c/drivers/acpi/nfit/nfit.h";
import f21 from "./c/drivers/base/base.h";
import f22 from "./c/drivers/base/bus.c";
import f23 from "./c/drivers/base/dd.c";
import f24 from "./c/drivers/base/devres.c";
import f25 from "./c/drivers/dax/bus.c";
import f26 from "./c/drivers/dax/bus.h";
import f27 from "./c/drivers/dax/dax-private.h";
import f28 from "./c/drivers/dax/device.c";
import f29 from "./c/drivers/dax/super.c";
import f30 from "./c/drivers/md/dm-core.h";
import f31 from "./c/drivers/md/dm.c";
import f32 from "./c/drivers/nvdimm/badrange.c";
import f33 from "./c/drivers/nvdimm/bus.c";
import f34 from "./c/drivers/nvdimm/core.c";
import f35 from "./c/drivers/nvdimm/nd-core.h";
import f36 from "./c/drivers/nvdimm/nd.h";
import f37 from "./c/drivers/nvdimm/pmem.c";
import f38 from "./c/drivers/nvdimm/pmem.h";
import f39 from "./c/drivers/nvdimm/region.c";
import f40 from "./c/drivers/nvdimm/region_devs.c";
import f41 from "./c/fs/dax.c";
import f42 from "./c/fs/fserror.c";
import f43 from "./c/fs/iomap/iter.c";
import f44 from "./c/fs/super.c";
import f45 from "./c/fs/sync.c";
import f46 from "./c/fs/xfs/libxfs/xfs_ag.c";
import f47 from "./c/fs/xfs/libxfs/xfs_alloc.c";
import f48 from "./c/fs/xfs/libxfs/xfs_group.c";
import f49 from "./c/fs/xfs/libxfs/xfs_group.h";
import f50 from "./c/fs/xfs/libxfs/xfs_rmap.c";
import f51 from "./c/fs/xfs/libxfs/xfs_rtgroup.c";
import f52 from "./c/fs/xfs/libxfs/xfs_rtgroup.h";
import f53 from "./c/fs/xfs/libxfs/xfs_types.h";
import f54 from "./c/fs/xfs/xfs.h";
import f55 from "./c/fs/xfs/xfs_ag.h";
import f56 from "./c/fs/xfs/xfs_alloc.h";
import f57 from "./c/fs/xfs/xfs_bit.h";
import f58 from "./c/fs/xfs/xfs_btree.h";
import f59 from "./c/fs/xfs/xfs_buf.c";
import f60 from "./c/fs/xfs/xfs_buf.h";
import f61 from "./c/fs/xfs/xfs_file.c";
import f62 from "./c/fs/xfs/xfs_format.h";
import f63 from "./c/fs/xfs/xfs_fsops.c";
import f64 from "./c/fs/xfs/xfs_healthmon.c";
import f65 from "./c/fs/xfs/xfs_healthmon.h";
import f66 from "./c/fs/xfs/xfs_icache.c";
import f67 from "./c/fs/xfs/xfs_icache.h";
import f68 from "./c/fs/xfs/xfs_inode.h";
import f69 from "./c/fs/xfs/xfs_iomap.c";
import f70 from "./c/fs/xfs/xfs_iomap.h";
import f71 from "./c/fs/xfs/xfs_log.c";
import f72 from "./c/fs/xfs/xfs_log.h";
import f73 from "./c/fs/xfs/xfs_log_format.h";
import f74 from "./c/fs/xfs/xfs_message.h";
import f75 from "./c/fs/xfs/xfs_mount.h";
import f76 from "./c/fs/xfs/xfs_notify_failure.c";
import f77 from "./c/fs/xfs/xfs_rmap.h";
import f78 from "./c/fs/xfs/xfs_rmap_btree.h";
import f79 from "./c/fs/xfs/xfs_rtalloc.h";
import f80 from "./c/fs/xfs/xfs_shared.h";
import f81 from "./c/fs/xfs/xfs_super.c";
import f82 from "./c/fs/xfs/xfs_super.h";
import f83 from "./c/fs/xfs/xfs_trans.c";
import f84 from "./c/fs/xfs/xfs_trans.h";
import f85 from "./c/fs/xfs/xfs_trans_resv.h";
import f86 from "./c/hs/bits.c";
import f87 from "./c/hs/dax-device.h";
import f88 from "./c/hs/dax-entry.h";
import f89 from "./c/hs/device.c";
import f90 from "./c/hs/fault.c";
import f91 from "./c/hs/fault.h";
import f92 from "./c/hs/fs.c";
import f93 from "./c/hs/genalloc.c";
import f94 from "./c/hs/heap.c";
import f95 from "./c/hs/lock.c";
import f96 from "./c/hs/machine-check.c";
import f97 from "./c/hs/machine-check.h";
import f98 from "./c/hs/mapping.c";
import f99 from "./c/hs/mce-cpu.c";
import f100 from "./c/hs/mce-work.c";
import f101 from "./c/hs/mce-world.c";
import f102 from "./c/hs/mce-world.h";
import f103 from "./c/hs/memory.c";
import f104 from "./c/hs/memremap.c";
import f105 from "./c/hs/mount.c";
import f106 from "./c/hs/ram.c";
import f107 from "./c/hs/ram.h";
import f108 from "./c/hs/signal.c";
import f109 from "./c/hs/signal.h";
import f110 from "./c/hs/stimulus.c";
import f111 from "./c/hs/string.c";
import f112 from "./c/hs/task.c";
import f113 from "./c/hs/world.c";
import f114 from "./c/hs/world.h";
import f115 from "./c/hs/xarray.c";
import f116 from "./c/hs/xfs.h";
import f117 from "./c/include/acpi/actbl1.h";
import f118 from "./c/include/acpi/apei.h";
import f119 from "./c/include/acpi/erst.h";
import f120 from "./c/include/acpi/ghes.h";
import f121 from "./c/include/acpi/hed.h";
import f122 from "./c/include/asm/byteorder.h";
import f123 from "./c/include/asm/page.h";
import f124 from "./c/include/asm/pgtable.h";
import f125 from "./c/include/hs.h";
import f126 from "./c/include/linux/acpi.h";
import f127 from "./c/include/linux/align.h";
import f128 from "./c/include/linux/atomic.h";
import f129 from "./c/include/linux/badblocks.h";
import f130 from "./c/include/linux/bitops.h";
import f131 from "./c/include/linux/bits.h";
import f132 from "./c/include/linux/blk_types.h";
import f133 from "./c/include/linux/blkdev.h";
import f134 from "./c/include/linux/bug.h";
import f135 from "./c/include/linux/cdev.h";
import f136 from "./c/include/linux/compiler.h";
import f137 from "./c/include/linux/container_of.h";
import f138 from "./c/include/linux/cper.h";
import f139 from "./c/include/linux/ctype.h";
import f140 from "./c/include/linux/dax.h";
import f141 from "./c/include/linux/delay.h";
import f142 from "./c/include/linux/device.h";
import f143 from "./c/include/linux/err.h";
import f144 from "./c/include/linux/errno.h";
import f145 from "./c/include/linux/export.h";
import f146 from "./c/include/linux/fs.h";
import f147 from "./c/include/linux/fs_context.h";
import f148 from "./c/include/linux/fserror.h";
import f149 from "./c/include/linux/genalloc.h";
import f150 from "./c/include/linux/gfp.h";
import f151 from "./c/include/linux/hash.h";
import f152 from "./c/include/linux/idr.h";
import f153 from "./c/include/linux/init.h";
import f154 from "./c/include/linux/io.h";
import f155 from "./c/include/linux/iomap.h";
import f156 from "./c/include/linux/ioport.h";
import f157 from "./c/include/linux/irq_work.h";
import f158 from "./c/include/linux/kernel.h";
import f159 from "./c/include/linux/libnvdimm.h";
import f160 from "./c/include/linux/limits.h";
import f161 from "./c/include/linux/list.h";
import f162 from "./c/include/linux/llist.h";
import f163 from "./c/include/linux/lockdep.h";
import f164 from "./c/include/linux/log2.h";
import f165 from "./c/include/linux/magic.h";
import f166 from "./c/include/linux/math.h";
import f167 from "./c/include/linux/math64.h";
import f168 from "./c/include/linux/memremap.h";
import f169 from "./c/include/linux/minmax.h";
import f170 from "./c/include/linux/mm.h";
import f171 from "./c/include/linux/mm_types.h";
import f172 from "./c/include/linux/module.h";
import f173 from "./c/include/linux/mount.h";
import f174 from "./c/include/linux/mutex.h";
import f175 from "./c/include/linux/nd.h";
import f176 from "./c/include/linux/ndctl.h";
import f177 from "./c/include/linux/notifier.h";
import f178 from "./c/include/linux/page-flags.h";
import f179 from "./c/include/linux/pagemap.h";
import f180 from "./c/include/linux/percpu-rwsem.h";
import f181 from "./c/include/linux/pfn.h";
import f182 from "./c/include/linux/pfn_t.h";
import f183 from "./c/include/linux/printk.h";
import f184 from "./c/include/linux/pseudo_fs.h";
import f185 from "./c/include/linux/range.h";
import f186 from "./c/include/linux/rbtree.h";
import f187 from "./c/include/linux/rcupdate.h";
import f188 from "./c/include/linux/rwsem.h";
import f189 from "./c/include/linux/sched.h";
import f190 from "./c/include/linux/seqlock.h";
import f191 from "./c/include/linux/signal.h";
import f192 from "./c/include/linux/slab.h";
import f193 from "./c/include/linux/smp.h";
import f194 from "./c/include/linux/spinlock.h";
import f195 from "./c/include/linux/srcu.h";
import f196 from "./c/include/linux/stddef.h";
import f197 from "./c/include/linux/string.h";
import f198 from "./c/include/linux/timekeeping.h";
import f199 from "./c/include/linux/types.h";
import f200 from "./c/include/linux/uio.h";
import f201 from "./c/include/linux/uuid.h";
import f202 from "./c/include/linux/wait.h";
import f203 from "./c/include/linux/workqueue.h";
import f204 from "./c/include/linux/xarray.h";
import f205 from "./c/include/ras/ras_event.h";
import f206 from "./c/include/trace/events/mce.h";
import f207 from "./c/kernel/notifier.c";
import f208 from "./c/mm/internal.h";
import f209 from "./c/mm/memory-failure.c";
import f210 from "./c/mm/memory.c";
import f211 from "./c/mm/truncate.c";

export const modelTexts: ReadonlyMap<string, string> = new Map([
  ["arch/x86/include/asm/cpufeature.h", f0],
  ["arch/x86/include/asm/mce.h", f1],
  ["arch/x86/include/asm/msr.h", f2],
  ["arch/x86/include/asm/processor.h", f3],
  ["arch/x86/include/asm/ptrace.h", f4],
  ["arch/x86/include/asm/set_memory.h", f5],
  ["arch/x86/kernel/acpi/apei.c", f6],
  ["arch/x86/kernel/cpu/mce/amd.c", f7],
  ["arch/x86/kernel/cpu/mce/apei.c", f8],
  ["arch/x86/kernel/cpu/mce/core.c", f9],
  ["arch/x86/kernel/cpu/mce/genpool.c", f10],
  ["arch/x86/kernel/cpu/mce/intel.c", f11],
  ["arch/x86/kernel/cpu/mce/internal.h", f12],
  ["arch/x86/kernel/cpu/mce/severity.c", f13],
  ["block/badblocks.c", f14],
  ["drivers/acpi/acpi_extlog.c", f15],
  ["drivers/acpi/apei/ghes.c", f16],
  ["drivers/acpi/hed.c", f17],
  ["drivers/acpi/nfit/core.c", f18],
  ["drivers/acpi/nfit/mce.c", f19],
  ["drivers/acpi/nfit/nfit.h", f20],
  ["drivers/base/base.h", f21],
  ["drivers/base/bus.c", f22],
  ["drivers/base/dd.c", f23],
  ["drivers/base/devres.c", f24],
  ["drivers/dax/bus.c", f25],
  ["drivers/dax/bus.h", f26],
  ["drivers/dax/dax-private.h", f27],
  ["drivers/dax/device.c", f28],
  ["drivers/dax/super.c", f29],
  ["drivers/md/dm-core.h", f30],
  ["drivers/md/dm.c", f31],
  ["drivers/nvdimm/badrange.c", f32],
  ["drivers/nvdimm/bus.c", f33],
  ["drivers/nvdimm/core.c", f34],
  ["drivers/nvdimm/nd-core.h", f35],
  ["drivers/nvdimm/nd.h", f36],
  ["drivers/nvdimm/pmem.c", f37],
  ["drivers/nvdimm/pmem.h", f38],
  ["drivers/nvdimm/region.c", f39],
  ["drivers/nvdimm/region_devs.c", f40],
  ["fs/dax.c", f41],
  ["fs/fserror.c", f42],
  ["fs/iomap/iter.c", f43],
  ["fs/super.c", f44],
  ["fs/sync.c", f45],
  ["fs/xfs/libxfs/xfs_ag.c", f46],
  ["fs/xfs/libxfs/xfs_alloc.c", f47],
  ["fs/xfs/libxfs/xfs_group.c", f48],
  ["fs/xfs/libxfs/xfs_group.h", f49],
  ["fs/xfs/libxfs/xfs_rmap.c", f50],
  ["fs/xfs/libxfs/xfs_rtgroup.c", f51],
  ["fs/xfs/libxfs/xfs_rtgroup.h", f52],
  ["fs/xfs/libxfs/xfs_types.h", f53],
  ["fs/xfs/xfs.h", f54],
  ["fs/xfs/xfs_ag.h", f55],
  ["fs/xfs/xfs_alloc.h", f56],
  ["fs/xfs/xfs_bit.h", f57],
  ["fs/xfs/xfs_btree.h", f58],
  ["fs/xfs/xfs_buf.c", f59],
  ["fs/xfs/xfs_buf.h", f60],
  ["fs/xfs/xfs_file.c", f61],
  ["fs/xfs/xfs_format.h", f62],
  ["fs/xfs/xfs_fsops.c", f63],
  ["fs/xfs/xfs_healthmon.c", f64],
  ["fs/xfs/xfs_healthmon.h", f65],
  ["fs/xfs/xfs_icache.c", f66],
  ["fs/xfs/xfs_icache.h", f67],
  ["fs/xfs/xfs_inode.h", f68],
  ["fs/xfs/xfs_iomap.c", f69],
  ["fs/xfs/xfs_iomap.h", f70],
  ["fs/xfs/xfs_log.c", f71],
  ["fs/xfs/xfs_log.h", f72],
  ["fs/xfs/xfs_log_format.h", f73],
  ["fs/xfs/xfs_message.h", f74],
  ["fs/xfs/xfs_mount.h", f75],
  ["fs/xfs/xfs_notify_failure.c", f76],
  ["fs/xfs/xfs_rmap.h", f77],
  ["fs/xfs/xfs_rmap_btree.h", f78],
  ["fs/xfs/xfs_rtalloc.h", f79],
  ["fs/xfs/xfs_shared.h", f80],
  ["fs/xfs/xfs_super.c", f81],
  ["fs/xfs/xfs_super.h", f82],
  ["fs/xfs/xfs_trans.c", f83],
  ["fs/xfs/xfs_trans.h", f84],
  ["fs/xfs/xfs_trans_resv.h", f85],
  ["hs/bits.c", f86],
  ["hs/dax-device.h", f87],
  ["hs/dax-entry.h", f88],
  ["hs/device.c", f89],
  ["hs/fault.c", f90],
  ["hs/fault.h", f91],
  ["hs/fs.c", f92],
  ["hs/genalloc.c", f93],
  ["hs/heap.c", f94],
  ["hs/lock.c", f95],
  ["hs/machine-check.c", f96],
  ["hs/machine-check.h", f97],
  ["hs/mapping.c", f98],
  ["hs/mce-cpu.c", f99],
  ["hs/mce-work.c", f100],
  ["hs/mce-world.c", f101],
  ["hs/mce-world.h", f102],
  ["hs/memory.c", f103],
  ["hs/memremap.c", f104],
  ["hs/mount.c", f105],
  ["hs/ram.c", f106],
  ["hs/ram.h", f107],
  ["hs/signal.c", f108],
  ["hs/signal.h", f109],
  ["hs/stimulus.c", f110],
  ["hs/string.c", f111],
  ["hs/task.c", f112],
  ["hs/world.c", f113],
  ["hs/world.h", f114],
  ["hs/xarray.c", f115],
  ["hs/xfs.h", f116],
  ["include/acpi/actbl1.h", f117],
  ["include/acpi/apei.h", f118],
  ["include/acpi/erst.h", f119],
  ["include/acpi/ghes.h", f120],
  ["include/acpi/hed.h", f121],
  ["include/asm/byteorder.h", f122],
  ["include/asm/page.h", f123],
  ["include/asm/pgtable.h", f124],
  ["include/hs.h", f125],
  ["include/linux/acpi.h", f126],
  ["include/linux/align.h", f127],
  ["include/linux/atomic.h", f128],
  ["include/linux/badblocks.h", f129],
  ["include/linux/bitops.h", f130],
  ["include/linux/bits.h", f131],
  ["include/linux/blk_types.h", f132],
  ["include/linux/blkdev.h", f133],
  ["include/linux/bug.h", f134],
  ["include/linux/cdev.h", f135],
  ["include/linux/compiler.h", f136],
  ["include/linux/container_of.h", f137],
  ["include/linux/cper.h", f138],
  ["include/linux/ctype.h", f139],
  ["include/linux/dax.h", f140],
  ["include/linux/delay.h", f141],
  ["include/linux/device.h", f142],
  ["include/linux/err.h", f143],
  ["include/linux/errno.h", f144],
  ["include/linux/export.h", f145],
  ["include/linux/fs.h", f146],
  ["include/linux/fs_context.h", f147],
  ["include/linux/fserror.h", f148],
  ["include/linux/genalloc.h", f149],
  ["include/linux/gfp.h", f150],
  ["include/linux/hash.h", f151],
  ["include/linux/idr.h", f152],
  ["include/linux/init.h", f153],
  ["include/linux/io.h", f154],
  ["include/linux/iomap.h", f155],
  ["include/linux/ioport.h", f156],
  ["include/linux/irq_work.h", f157],
  ["include/linux/kernel.h", f158],
  ["include/linux/libnvdimm.h", f159],
  ["include/linux/limits.h", f160],
  ["include/linux/list.h", f161],
  ["include/linux/llist.h", f162],
  ["include/linux/lockdep.h", f163],
  ["include/linux/log2.h", f164],
  ["include/linux/magic.h", f165],
  ["include/linux/math.h", f166],
  ["include/linux/math64.h", f167],
  ["include/linux/memremap.h", f168],
  ["include/linux/minmax.h", f169],
  ["include/linux/mm.h", f170],
  ["include/linux/mm_types.h", f171],
  ["include/linux/module.h", f172],
  ["include/linux/mount.h", f173],
  ["include/linux/mutex.h", f174],
  ["include/linux/nd.h", f175],
  ["include/linux/ndctl.h", f176],
  ["include/linux/notifier.h", f177],
  ["include/linux/page-flags.h", f178],
  ["include/linux/pagemap.h", f179],
  ["include/linux/percpu-rwsem.h", f180],
  ["include/linux/pfn.h", f181],
  ["include/linux/pfn_t.h", f182],
  ["include/linux/printk.h", f183],
  ["include/linux/pseudo_fs.h", f184],
  ["include/linux/range.h", f185],
  ["include/linux/rbtree.h", f186],
  ["include/linux/rcupdate.h", f187],
  ["include/linux/rwsem.h", f188],
  ["include/linux/sched.h", f189],
  ["include/linux/seqlock.h", f190],
  ["include/linux/signal.h", f191],
  ["include/linux/slab.h", f192],
  ["include/linux/smp.h", f193],
  ["include/linux/spinlock.h", f194],
  ["include/linux/srcu.h", f195],
  ["include/linux/stddef.h", f196],
  ["include/linux/string.h", f197],
  ["include/linux/timekeeping.h", f198],
  ["include/linux/types.h", f199],
  ["include/linux/uio.h", f200],
  ["include/linux/uuid.h", f201],
  ["include/linux/wait.h", f202],
  ["include/linux/workqueue.h", f203],
  ["include/linux/xarray.h", f204],
  ["include/ras/ras_event.h", f205],
  ["include/trace/events/mce.h", f206],
  ["kernel/notifier.c", f207],
  ["mm/internal.h", f208],
  ["mm/memory-failure.c", f209],
  ["mm/memory.c", f210],
  ["mm/truncate.c", f211],
]);
