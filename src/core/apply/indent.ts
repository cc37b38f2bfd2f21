// SPDX-License-Identifier: MIT
import type { ImageLine } from "./image";
import type { Line } from "./source";
import { wordsOf } from "./words";

const tabWidth = 8;

const leadOf = (text: string): string => /^\s*/.exec(text)![0];

/**
 * Whether a mail ate the tabs that lines begin with: seen at lines that have the base's spelling.
 */
export function isIndentationEaten(lines: readonly Line[], mail: readonly ImageLine[]): boolean {
  const known = lines.flatMap(({ text, origin, spelling }) =>
    spelling === "base" && origin.from === "mail" && leadOf(text).includes("\t")
      ? [leadOf(mail[origin.hunkLine]!.text).includes("\t")]
      : [],
  );
  return known.length / 2 < known.filter((hasTabs) => !hasTabs).length;
}

/**
 * Gives lines whose indentation was eaten the one their nesting asks for; trusted lines keep theirs
 * and say where one stands.
 */
export function reindent(lines: readonly Line[]): readonly Line[] {
  let depth = 1;
  let parens = 0;
  let headers = 0;
  return lines.map((line) => {
    const text = line.text.trim();
    if (!text) return line;
    const outdent = /^\}|^(?:case\b.*|default\s*):/.test(text) ? 1 : 0;
    const extra = headers + (parens ? 2 : 0) - outdent;
    const isTrusted = line.spelling !== "mail";
    if (isTrusted && !parens)
      depth = Math.max(0, Math.floor(widthOf(line.text) / tabWidth) - extra);
    const isStar = /^\*(?:\s|\/|$)/.test(text);
    const indent = "\t".repeat(Math.max(0, depth + extra)) + (isStar ? " " : "");
    for (const word of wordsOf(text)) {
      if (word.text === "{") depth++;
      else if (word.text === "}") depth = Math.max(0, depth - 1);
      else if (word.text === "(") parens++;
      else if (word.text === ")") parens = Math.max(0, parens - 1);
    }
    if (!parens) headers = headersAfter(text, headers);
    return isTrusted || text.startsWith("#") ? line : { ...line, text: indent + text };
  });
}

/** How many headers without a brace wait for their statement. */
function headersAfter(text: string, headers: number): number {
  const code = text.replace(/\/\*.*\*\/\s*$/, "").trimEnd();
  if (/^(?:\/\*|\*)/.test(text)) return headers;
  if (/^(?:\}\s*)?(?:else\s+)?(?:if|for|while)\b.*\)$|(?:^|\s)else$|^do$/.test(code))
    return headers + 1;
  return /[;{}]$/.test(code) ? 0 : headers;
}

function widthOf(text: string): number {
  let width = 0;
  for (const mark of leadOf(text))
    width = mark === "\t" ? width + tabWidth - (width % tabWidth) : width + 1;
  return width;
}
