// SPDX-License-Identifier: MIT
// Every shipped scenario, in the order they are shown. Written by
// test/core/sim/stock.test.ts with UPDATE_GOLDEN=1.
import s0 from "./scenarios/u1-clean-unbind.json";
import s1 from "./scenarios/u2-partition.json";
import s2 from "./scenarios/u3-external-log.json";
import s3 from "./scenarios/u4-realtime-device.json";
import s4 from "./scenarios/u5-no-rmapbt.json";
import s5 from "./scenarios/u5-no-rmapbt-poison.json";
import s6 from "./scenarios/u6-not-born.json";
import s7 from "./scenarios/u7-inode-not-cached.json";
import s8 from "./scenarios/u7-inode-not-cached-poison.json";
import s9 from "./scenarios/u8-inode-corrupt.json";
import s10 from "./scenarios/u8-inode-in-reclaim.json";
import s11 from "./scenarios/u9-file-without-dax.json";
import s12 from "./scenarios/u10-shared-extent.json";
import s13 from "./scenarios/u10-shared-extent-poison.json";
import s14 from "./scenarios/u11-metadata-first.json";
import s15 from "./scenarios/u12-attribute-block-between.json";
import s16 from "./scenarios/u13-sync-error.json";
import s17 from "./scenarios/u13-unreadable-group.json";
import s18 from "./scenarios/u14-read-only.json";
import s19 from "./scenarios/u15-umount-in-handler.json";
import s20 from "./scenarios/u15-unbind-in-umount.json";
import s21 from "./scenarios/u16-frozen-by-user.json";
import s22 from "./scenarios/u17-frozen-by-kernel.json";
import s23 from "./scenarios/u18-error-under-freeze.json";
import s24 from "./scenarios/u19-somebody-thaws.json";
import s25 from "./scenarios/u20-other-device-waits.json";
import s26 from "./scenarios/r1-refault.json";
import s27 from "./scenarios/r1-write-refault.json";
import s28 from "./scenarios/r2-fault-in-flight.json";
import s29 from "./scenarios/r3-mmap-after.json";
import s30 from "./scenarios/r3-mmap-before.json";
import s31 from "./scenarios/r4-holder-changes.json";
import s32 from "./scenarios/r4-operations-wiped.json";
import s33 from "./scenarios/r4-other-holder.json";
import s34 from "./scenarios/r5-poison-and-unbind.json";
import s35 from "./scenarios/r6-umount-after.json";
import s36 from "./scenarios/x1-poison-one-page.json";
import s37 from "./scenarios/x1-unreadable-group.json";
import s38 from "./scenarios/x2-metadata-next.json";
import s39 from "./scenarios/x3-last-block-of-group.json";
import s40 from "./scenarios/x4-last-page-of-device.json";
import s41 from "./scenarios/x5-last-page-of-partition.json";
import s42 from "./scenarios/x6-huge-mapping.json";
import s43 from "./scenarios/x6-huge-mapping-unbind.json";
import s44 from "./scenarios/x7-consumed.json";
import s45 from "./scenarios/x7-patrol-scrub.json";
import s46 from "./scenarios/x8-early-kill-sysctl.json";
import s47 from "./scenarios/x8-early-kill-sysctl-poison.json";
import s48 from "./scenarios/x9-second-signal.json";
import s49 from "./scenarios/x10-dm-poison.json";
import s50 from "./scenarios/x10-dm-remove.json";
import s51 from "./scenarios/x10-dm-unbind.json";
import s52 from "./scenarios/x11-driver-pages.json";
import s53 from "./scenarios/x11-no-device.json";
import s54 from "./scenarios/x12-log-device-poison.json";
import s55 from "./scenarios/x12-log-poison.json";
import s56 from "./scenarios/x13-no-memory.json";
import s57 from "./scenarios/m1-mask-64-bytes.json";
import s58 from "./scenarios/m2-two-adjacent.json";
import s59 from "./scenarios/m3-mask-zero.json";
import s60 from "./scenarios/m3-mask-zero-extlog.json";
import s61 from "./scenarios/m4-mask-not-valid.json";
import s62 from "./scenarios/m5-mask-all-ones.json";
import s63 from "./scenarios/m6-mask-2-mib.json";
import s64 from "./scenarios/m7-mask-with-gaps.json";
import s65 from "./scenarios/m8-no-address.json";
import s66 from "./scenarios/m9-corrected.json";
import s67 from "./scenarios/m10-outside-ranges.json";
import s68 from "./scenarios/m11-end-of-range.json";
import s69 from "./scenarios/m12-hardware-granularity.json";
import s70 from "./scenarios/m12-hardware-page.json";
import s71 from "./scenarios/m13-burst.json";
import s72 from "./scenarios/m13-record-twice.json";
import s73 from "./scenarios/m14-amd-deferred.json";
import s74 from "./scenarios/a4-character-device.json";

export const stockFiles: readonly { readonly id: string }[] = [
  s0,
  s1,
  s2,
  s3,
  s4,
  s5,
  s6,
  s7,
  s8,
  s9,
  s10,
  s11,
  s12,
  s13,
  s14,
  s15,
  s16,
  s17,
  s18,
  s19,
  s20,
  s21,
  s22,
  s23,
  s24,
  s25,
  s26,
  s27,
  s28,
  s29,
  s30,
  s31,
  s32,
  s33,
  s34,
  s35,
  s36,
  s37,
  s38,
  s39,
  s40,
  s41,
  s42,
  s43,
  s44,
  s45,
  s46,
  s47,
  s48,
  s49,
  s50,
  s51,
  s52,
  s53,
  s54,
  s55,
  s56,
  s57,
  s58,
  s59,
  s60,
  s61,
  s62,
  s63,
  s64,
  s65,
  s66,
  s67,
  s68,
  s69,
  s70,
  s71,
  s72,
  s73,
  s74,
];
