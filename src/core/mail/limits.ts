// SPDX-License-Identifier: MIT
// What one reading may cost; each limit is far above real mail and far below what hurts.

/** The largest list archives of a month stay below 200 MB; more is read in slices by the host. */
export const sourceBytesMax = 200 * 1024 * 1024;
/** A busy list sees about 10 000 mails a month. */
export const messagesMax = 20_000;
/**
 * Messages any source may have, and the bytes more of them take: real mail has some 5 000, a patch
 * of one line without a list's headers 700.
 */
export const messagesFree = 2_000;
export const messageBytesLeast = 1_250;
/** The longest tree-wide patches have some 100 000 lines. */
export const bodyLinesMax = 150_000;
/** Lines any body may have; one costs some 300 bytes until its patch is read, then 800. */
export const bodyLinesFree = 50_000;
/** Bytes of the body more lines of it take: a large patch has some 40 a line. */
export const bodyLineBytesLeast = 64;
/** Quoted lines of one body, an answer; where each stands in a patch costs a further 700 bytes. */
export const quotedLinesMax = 60_000;
export const quotedLinesFree = 10_000;
export const quotedLineBytesLeast = 512;
/** Mail has some 45 bytes a line; of a source with shorter ones the last lines are not read. */
export const lineBytesLeast = 24;
/** No header block of a real mail reaches a tenth of this. */
export const headerBytesMax = 256 * 1024;
/**
 * Kernel lines have 100 columns; a longer line is cut here before any regular expression sees it.
 */
export const lineLengthMax = 64 * 1024;
/** A forwarded digest of digests needs four. */
export const mimeDepthMax = 32;
/** Attachments and alternatives of one mail. */
export const mimePartsMax = 1_000;
/** What one base64 or quoted-printable part may become. */
export const partBytesMax = 32 * 1024 * 1024;
/** A discussion quoted deeper than this is shown as if it were this deep. */
export const quoteDepthMax = 100;
/** Ids of one References header that are kept, the last ones. */
export const referencesMax = 500;
/** Lines an attribution ("On DATE, NAME wrote:") may be wrapped over. */
export const attributionLinesMax = 4;
/**
 * Mail packs to a fifth; what unpacks to more than this many times its size was made to. What is
 * read takes memory by what it unpacks to.
 */
export const unpackRatioMax = 30;
/** Bytes a small packed file may become whatever its size. */
export const unpackedBytesFree = 4 * 1024 * 1024;
