// SPDX-License-Identifier: MIT
// Colour for a terminal: whole lines by how they begin, so that no word of a mail chooses one.

const [bold, dim, red, green, yellow, cyan] = [1, 2, 31, 32, 33, 36];

const rules: readonly (readonly [RegExp, number | undefined])[] = [
  [/^Patch \d+ {2}/, bold],
  [/^\w[\w-]*: .*|^v\d+ \(patch/, undefined],
  [/^ {2}Layer \d+, assumed:/, cyan],
  [/^ {2}As the texts stand/, cyan],
  [/^ {4}verdict: .* -> broken:/, red],
  [/^ {4}verdict: .* -> holds:/, green],
  [/^ {4}(?:differs|state)\b/, yellow],
  [/^ {4}cause:/, bold],
  [/^ {4}(?:whose|depends on)/, bold],
  [/^ {6}ends: (?:stopped|never|not)/, red],
  [/^ {2}never ran:/, yellow],
  [/^(?:hunk|assumption) /, dim],
];

/** Colours a report line by line; a line that goes on takes the colour of the one before it. */
export function coloured(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      const code = rules.find(([pattern]) => pattern.test(line))?.[1];
      return code === undefined ? line : `\u001b[${code}m${line}\u001b[0m`;
    })
    .join("\n");
}

/** Whether a stream shows colour: a terminal, and nobody said no. */
export const showsColour = (
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean => stream.isTTY === true && !environment["NO_COLOR"] && environment["TERM"] !== "dumb";
