// SPDX-License-Identifier: MIT
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
