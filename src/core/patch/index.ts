// SPDX-License-Identifier: MIT
export { renderFile } from "./check";
export type {
  CommentAnchor,
  FilePatch,
  Hunk,
  HunkLine,
  LineKind,
  Loss,
  LostLines,
  Patch,
  Repair,
  ReviewComment,
} from "./patch";
export { readPatches, type PatchReading } from "./read";
