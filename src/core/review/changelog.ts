// SPDX-License-Identifier: MIT
import type { Patch } from "../patch";
import { threadIds } from "./choose";
import type { Opened } from "./examination";

/** A changelog of more lines is a history of the whole series. */
const linesMax = 40;

/** "Changes since v1:", "v3 -> v4", "v2:", "- changes from v5", "Changelog:". */
const heading =
  /^\s{0,8}(?:[*-] )?(?:change(?:s|log)?\b[^:]{0,40}v?[0-9]|changes ?:|changelog|since v[0-9])/i;
const versions = /^\s{0,8}(?:[*-] )?v[0-9]{1,3} ?(?:->|:|\.|-|changes)/i;
const end = /^(?:diff --git |--- a\/|\[[0-9]+\]:? |Index: |base-commit:|-- $)/;
/** " fs/xfs/xfs_notify_failure.c | 13 +++++" and the line of totals. */
const stat = /^ (?:\S.* \| +(?:[0-9]+|Bin)\b|[0-9]+ files? changed)/;

/**
 * What a patch's mail, or its cover letter, says it changed since the revision before.
 * - Shape: the patch -> the lines of the changelog as they stand, without quote marks.
 * - Source: the kernel's own guide to submitting patches: between "---" and the diffstat, or in the
 *   cover letter.
 */
export function changelogOf(opened: Opened, patch: Patch): readonly string[] {
  const ids = threadIds(opened, patch);
  const own = patch.source.messageIds.flatMap((id, index) => {
    const message = opened.messages.find((one) => one.id === id);
    return message ? [{ message, depth: patch.source.depths[index] ?? 0 }] : [];
  });
  const covers = opened.messages
    .filter(
      ({ id, subject }) =>
        ids.has(id) &&
        /\b0+\/[0-9]/.test(subject) &&
        (/\bv([0-9]{1,3})\b/i.exec(subject)?.[1] ?? "1") === String(patch.revision),
    )
    .map((message) => ({ message, depth: 0 }));
  for (const { message, depth } of [...own, ...covers]) {
    const lines = message.body
      .filter(({ quoteDepth }) => quoteDepth === depth)
      .map(({ unquoted }) => unquoted);
    const found = inLines(lines);
    if (found.length) return found;
  }
  return [];
}

function inLines(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => heading.test(line) || versions.test(line));
  if (first < 0) return [];
  const found: string[] = [];
  for (const line of lines.slice(first, first + linesMax)) {
    if (end.test(line) || stat.test(line)) break;
    found.push(line.trimEnd());
  }
  while (found.at(-1) === "") found.pop();
  return found;
}
