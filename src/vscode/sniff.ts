// SPDX-License-Identifier: MIT
/** Enough to see that a plain text holds a patch, whatever its length. */
export const sniffLengthMax = 64 * 1024;
/** A longer line is not one a diff begins with. */
const patchStart =
  /^[> |]{0,80}(?:diff --git \S|@@ -\d{1,9}(?:,\d{1,9})? \+\d|--- \S+\n[> |]{0,80}\+\+\+ \S)/m;

/** Whether a hunk, or the head of a file of a diff, begins somewhere near the start. */
export const looksLikePatch = (text: string): boolean =>
  patchStart.test(text.slice(0, sniffLengthMax).replaceAll("\r\n", "\n"));
