// SPDX-License-Identifier: MIT
import type { Diagnostic } from "../base";
import type { Message } from "../mail";
import { subjectOf } from "./subject";

/**
 * Says of a pull request that its commits are not in the mail, and where they are.
 * - Source: the words of `git request-pull`.
 */
export function requestNotes(message: Message): readonly Diagnostic[] {
  // An answer only quotes a request.
  if (subjectOf(message).isReply) return [];
  const { body } = message;
  const from = body.findIndex(({ text }) => /^The following changes since commit /.test(text));
  if (from < 0) return [];
  const where = body.findIndex(
    ({ text }, row) => row > from && /^are available in the .{1,40} at:/.test(text),
  );
  if (where < 0) return [];
  const place =
    body
      .slice(where + 1, where + 4)
      .find(({ text }) => text.trim())
      ?.text.trim() ?? "";
  const span = body[from]?.span;
  return [
    {
      code: "patch/pull-request",
      severity: "information",
      message: `a pull request: its commits are not in the mail but at ${place.slice(0, 200)}`,
      ...(span && { span }),
    },
  ];
}
