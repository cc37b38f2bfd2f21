// SPDX-License-Identifier: MIT
export { lensesOf, type Lens } from "./lens";
export type { LinkTarget } from "./links";
export type {
  LinkedText,
  Mark,
  PanelCell,
  PanelCoverage,
  PanelDone,
  PanelHunk,
  PanelLayer,
  PanelModel,
  PanelNote,
  PanelPatch,
  PanelReading,
  PanelRow,
  PanelScenario,
  PanelSelected,
  PanelSide,
  PanelTrace,
  PanelVerdict,
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
export { comparedOf, rowsAt, type LineAsked } from "./steps";
export { idLinks, sectionsOf, type IdLink, type Section } from "./structure";
export { panelText } from "./text";
export { treeOf, type TreeNode } from "./tree";
