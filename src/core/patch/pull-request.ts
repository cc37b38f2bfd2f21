// SPDX-License-Identifier: MIT
import type { Diagnostic } from "../base";
import type { Message } from "../mail";
import { subjectOf } from "./subject";

/**
 * Says of a pull request that its commits are not in the mail, and where they are.
 * - Source: the words of `git request-pull`; requests whose subject says so word it freely.
 */
export function requestNotes(message: Message): readonly Diagnostic[] {
  // An answer only quotes a request.
  if (subjectOf(message).isReply) return [];
  const { body } = message;
  const isNamed = subjectOf(message).tags.some((tag) => /^pull$/i.test(tag));
  const since = body.findIndex(({ text }) => /^The following changes since commit /.test(text));
  if (since < 0 && !isNamed) return [];
  const from = Math.max(since, 0);
  // A mailer may have wrapped the words before the place.
  const where = body.findIndex(
    ({ text }, row) =>
      row >= from &&
      /^are available in the\b/.test(text) &&
      /^[^:]{1,80} at:/.test(`${text} ${body[row + 1]?.text ?? ""}`),
  );
  const repository = body.slice(Math.max(where, from)).find(({ text }) => place.test(text));
  if (!repository) return [];
  const words = "a pull request: its commits are at";
  return [
    {
      code: "patch/pull-request",
      severity: "information",
      message: `${words} ${repository.text.trim().slice(0, 200)}`,
      span: (since < 0 ? repository : body[since])?.span ?? repository.span,
    },
  ];
}

/** A repository, alone on its line but for what is to be pulled from it. */
const place = /^\s*(?:(?:git|https?|ssh):\/\/|[\w.-]{1,80}@[\w.-]{1,80}:)\S+(?:\s+\S+){0,2}\s*$/;
