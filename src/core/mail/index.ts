// SPDX-License-Identifier: MIT
export { nameKey, parseAuthor } from "./address";
export { findAttributions, type Attribution } from "./attribution";
export { parseDate } from "./date";
export { decodeWords } from "./encoded-word";
export { ContentBudget, contentInSteps, forgetContent } from "./lazy";
export {
  wasSent,
  type Attachment,
  type Author,
  type BodyLine,
  type Message,
  type MessageDate,
  type Thread,
} from "./message";
export { behindAllMarks, quoteDepth } from "./quote";
export { readMessages, readSources, sourcesInSteps, type MailProgress } from "./read";
export type { MailSource } from "./source";
export { parseSubject, subjectKey, type SubjectParts } from "./subject";
export { isPersonal, parseTrailers, type Trailer } from "./trailer";
export { finish, linesPerStep, relay } from "./steps";
export { buildThreads, threadsInSteps } from "./thread";
export { unpackInSteps } from "./unpack";
