// SPDX-License-Identifier: MIT
export { renderFile } from "./check";
export { collectInSteps, describeProgress, type Collection } from "./collection";
export type {
  CommentAnchor,
  FilePatch,
  Hunk,
  HunkLine,
  LineKind,
  Loss,
  LostLines,
  MergeHunk,
  Patch,
  PatchTrailer,
  Repair,
  ReviewComment,
} from "./patch";
export { placesInSteps, type HunkPlace } from "./places";
export { patchesInSteps, readPatches, type PatchReading } from "./read";
export type { Series, TakenPart } from "./series";
