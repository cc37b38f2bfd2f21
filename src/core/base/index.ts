// SPDX-License-Identifier: MIT
export { append } from "./append";
export { assert, unreachable } from "./assert";
export { replay, type Choices } from "./choices";
export type { Diagnostic, Parsed, Severity } from "./diagnostic";
export { contentHash, hashInSteps } from "./hash";
export type { SourceLine, Span } from "./span";
