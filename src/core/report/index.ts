// SPDX-License-Identifier: MIT
export { examinationJson } from "./json";
export { examinationText } from "./text";
export { columns, wrap } from "./wrap";
