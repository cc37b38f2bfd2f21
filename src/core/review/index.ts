// SPDX-License-Identifier: MIT
export type { StateDifference, StateFact } from "../compare";
export type {
  AlignedRow,
  BearingScenario,
  BlameEntry,
  Cause,
  CauseLine,
  CommentBearing,
  Compared,
  Coverage,
  LineCoverage,
  Dependence,
  Divergence,
  Examination,
  ExamineOptions,
  FirstLook,
  Gate,
  Opened,
  PatchExamination,
  Place,
  Progress,
  RanLines,
  RevisionComparison,
  RevisionScenario,
  ScenarioExamination,
  ShownEvent,
  ShownOutcome,
  Side,
  SideLook,
  SourceText,
  StateChange,
  VerdictChange,
} from "./examination";
export { makeBundle, modelHash, parseBundle, type Bundle } from "./bundle";
export { isByHand } from "./by-hand";
export { placesText } from "./causes";
export { examinationOf, examine } from "./examine";
export { ranText } from "./headline";
export { unpackInSteps } from "../mail";
export { placesInSteps, type HunkPlace } from "../patch";
export { openedNothing, openInSteps, openSources, wasStopped } from "./open";
export { isWrittenNowhere } from "./resting";
export { imageOfBase, keepsBases } from "./sessions";
export { verdictWord, verdictWords, type VerdictWord } from "./words";
export { baseText, ranTexts, type RanText } from "./texts";
