// SPDX-License-Identifier: MIT
export { examinationJson, notableEvents } from "./json";
export { examinationText } from "./text";
export { columns, wrap } from "./wrap";
