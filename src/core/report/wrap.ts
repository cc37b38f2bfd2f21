// SPDX-License-Identifier: MIT
/** The width of every report on a terminal. */
export const columns = 100;

/** Controls, and the marks that reorder or hide text: none of a mail's may steer a terminal. */
const steering = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Spells out the characters that would steer a terminal; line ends and tabs become blanks. */
export const spelled = (text: string): string =>
  text
    .replace(/\s*[\r\n\t]+\s*/g, " ")
    .replace(
      steering,
      (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`,
    );

/**
 * Breaks a text at blanks so that no line is wider than the report; a word that is wider is cut.
 * - Units: `indent` and `hang` in columns; further lines begin `hang` columns to the right of the
 *   first.
 */
export function wrap(text: string, indent: number, hang = 2, width = columns): string[] {
  const lines: string[] = [];
  let line = " ".repeat(indent);
  let empty = true;
  for (const word of spelled(text)
    .split(" ")
    .flatMap((whole) => pieces(whole, width - indent - Math.max(hang, 0)))) {
    if (!empty && width < line.length + 1 + word.length) {
      lines.push(line.trimEnd());
      line = " ".repeat(indent + hang) + word;
    } else {
      line += empty ? word : ` ${word}`;
      empty = false;
    }
  }
  lines.push(line);
  return lines;
}

function pieces(word: string, width: number): readonly string[] {
  if (word.length <= width) return [word];
  const count = Math.ceil(word.length / width);
  return Array.from({ length: count }, (_, index) =>
    word.slice(index * width, (index + 1) * width),
  );
}

const layerBreak = / (?=Behind that, if |What differs first: |[A-Z][0-9]+, if )/;
const nowhereBreak = /(?<=no run shows it\. \[mail:[0-9]{1,9}\]) /;

/** A layer of a headline begins anew, and so does what follows on what no run shows. */
export const storyParts = (headline: string): readonly string[] =>
  headline.split(layerBreak).flatMap((part) => part.split(nowhereBreak));
