// SPDX-License-Identifier: MIT
/**
 * A hunk of more words is a generated file; aligning it would cost seconds and place nothing a
 * reader could check.
 */
export const hunkWordsMax = 6_000;
/** Cells of one alignment: about a quarter of a second, and as many bytes of memory. */
export const alignmentCellsMax = 24_000_000;
/**
 * A patch of more hunks in one file is a reformatting or an attack; the rest is listed as absent.
 */
export const hunksPerFileMax = 400;
/** Cells of all alignments of one patch: some seconds, after which hunks are listed as absent. */
export const patchCellsMax = 200_000_000;
/**
 * Alignments of one hunk that are followed: short context such as "return 0; }" fits hundreds of
 * places.
 */
export const alignmentsMax = 400;
/** Places of one hunk that are compared with each other. */
export const candidatesMax = 12;
/** A fragment's candidates that are shown. */
export const shownCandidatesMax = 6;
/** Cells of the word diff inside one change group; above, all its words count as changed. */
export const groupCellsMax = 4_000_000;
/** Files that are searched for a function that left its file. */
export const movedFilesMax = 4;
/** Edges tried when the brackets of a span and its replacement differ. */
export const shrinkTriesMax = 4_000;
/** Git cuts sections at 80 bytes; a longer one is somebody's joke, and searching it takes long. */
export const sectionLengthMax = 200;
