// SPDX-License-Identifier: MIT
export { checkResults, type CheckResult } from "./check";
export { findingsOf, type Finding } from "./findings";
export { examinationHtml, type PanelFiles } from "./html";
export { examinationJson } from "./json";
export { lookText } from "./look";
export { replyMail } from "./mail";
export { examinationMarkdown } from "./markdown";
export { examinationText } from "./text";
export { columns, wrap } from "./wrap";
