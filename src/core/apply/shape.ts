// SPDX-License-Identifier: MIT
interface ShapeWord {
  readonly text: string;
  readonly directive: number;
}

const openers: ReadonlyMap<string, string> = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

/**
 * What a stretch of words closes without having opened it and opens without closing it: "}})" +
 * "{(".
 * - Shape: two stretches of one shape can stand for one another without breaking the nesting around
 *   them; #if and #endif nest as well.
 */
export function shapeOf(words: readonly ShapeWord[]): string {
  const closed: string[] = [];
  const open: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const { text, directive } = words[index]!;
    if (directive) {
      const begins = text === "#" && words[index - 1]?.directive !== directive;
      const name = begins ? (words[index + 1]?.text ?? "") : "";
      if (name.startsWith("if")) open.push("#");
      else if (name === "endif") {
        const at = open.lastIndexOf("#");
        if (at < 0) closed.push("#");
        else open.splice(at, 1);
      }
      continue;
    }
    if (text === "(" || text === "[" || text === "{") open.push(text);
    const opener = openers.get(text);
    if (!opener) continue;
    if (open.at(-1) === opener) open.pop();
    else closed.push(text);
  }
  return `${closed.join("")}|${open.join("")}`;
}

/** Braces opened less braces closed. */
export const netBraces = (words: readonly ShapeWord[]): number =>
  words.reduce(
    (net, { text, directive }) =>
      directive ? net : net + (text === "{" ? 1 : text === "}" ? -1 : 0),
    0,
  );
