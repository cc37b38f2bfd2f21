// SPDX-License-Identifier: MIT
export { blocksNear, lensesAt, lensesIn, lensesOf, type Lens, type PlacedLens } from "./lens";
export type { LinkTarget } from "./links";
export type {
  LinkedText,
  Mark,
  PanelCause,
  PanelCell,
  PanelCoverage,
  PanelDone,
  PanelFact,
  PanelHunk,
  PanelLayer,
  PanelMessage,
  PanelModel,
  PanelNote,
  PanelPatch,
  PanelReading,
  PanelRevision,
  PanelRow,
  PanelScenario,
  PanelSelected,
  PanelSide,
  PanelTimeline,
  PanelTrace,
  PanelVerdict,
  PanelWorld,
} from "./model";
export { originMarks, type OriginMark } from "./origin";
export { emptyPanel, failedPanel, panelOf, settle, type Panel, type PanelInput } from "./panel";
export {
  parseReply,
  parseRequest,
  parseSavedState,
  requestLengthMax,
  type PanelReply,
  type PanelRequest,
  type SavedState,
  type Selection,
} from "./protocol";
export { headlineText, problemsOf, type Problem } from "./problems";
export { replyDraft, type ReplyAsked } from "./reply";
export { shown as shownText } from "./label";
export { comparedOf, rowsAt, valuesAt, type LineAsked, type LineValues } from "./steps";
export { idLinks, sectionsOf, type IdLink, type Section } from "./structure";
export { panelText } from "./text";
export { factRows, factsAt, type FactRow, type StepsAt } from "./timeline";
export { treeOf, type TreeNode } from "./tree";
export { pictureOf, type MappedRange, type Picture } from "./world";
