// SPDX-License-Identifier: MIT
// What one reading may cost; each limit is far above real patches and far below what hurts.

/** Tree-wide renames touch some 2 000 files. */
export const filesMax = 5_000;
/** Hunks of one diff; the longest tree-wide patches have some 8 000. */
export const hunksMax = 10_000;
/** A path longer than this is none (PATH_MAX). */
export const pathLengthMax = 4_096;
/** Cells of one line-by-line alignment of two damaged copies; 4 million take some 20 ms. */
export const alignCellsMax = 4_000_000;
/** Patches a quoted line is looked for in, the likeliest first. */
export const candidatesMax = 64;
/** Places one repeated line ("}") may have in a patch before it is no evidence at all. */
export const placesMax = 48;
/** Lines of a bare fragment that are kept per discussion. */
export const fragmentLinesMax = 500;
/** Differing texts of one utterance are compared up to this length. */
export const utteranceLengthMax = 200_000;
/** Utterances one of whose lines is the same; what stands in more is no evidence. */
export const utterancesOfLineMax = 64;
/** Utterances compared with a quote that shares no line with any of them, the newest. */
export const utterancesSearchedMax = 500;
