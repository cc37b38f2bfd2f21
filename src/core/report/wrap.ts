// SPDX-License-Identifier: MIT
/** The width of every report on a terminal. */
export const columns = 100;

/**
 * Breaks a text at blanks so that no line is wider than the report.
 * - Units: `indent` and `hang` in columns; further lines begin `hang` columns to the right of the
 *   first.
 */
export function wrap(text: string, indent: number, hang = 2): string[] {
  const lines: string[] = [];
  let line = " ".repeat(indent);
  let empty = true;
  for (const word of text.split(" ")) {
    if (!empty && columns < line.length + 1 + word.length) {
      lines.push(line);
      line = " ".repeat(indent + hang) + word;
    } else {
      line += empty ? word : ` ${word}`;
      empty = false;
    }
  }
  lines.push(line);
  return lines;
}
