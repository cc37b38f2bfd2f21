// SPDX-License-Identifier: MIT
import { toBodyLine, type QuotedLine } from "./quote";

/** Characters looked at between two steps, a line or more of them; some 5 ms. */
const charactersPerStep = 256 * 1024;

const entities = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
]);

/**
 * The text of HTML lines, nothing rendered: tags dropped, entities decoded, `<br>` and block ends
 * as line ends. Lossy; used only where a mail has no plain text.
 */
export function* htmlLines(lines: readonly QuotedLine[]): Generator<void, QuotedLine[]> {
  const texts: QuotedLine[] = [];
  // Tags, comments and scripts go on over line ends.
  let inside: "text" | "tag" | "hidden" = "text";
  let tag = "";
  let done = 0;
  for (const line of lines) {
    const { text, table, first, end } = line;
    done += text.length + 1;
    if (done > charactersPerStep) {
      done = 0;
      yield;
    }
    let out = "";
    for (let at = 0; at < text.length; at++) {
      const mark = text[at] ?? "";
      if (inside === "tag" ? mark !== ">" : mark !== "<") {
        if (inside === "tag") tag += mark;
        else if (inside === "text") out += mark;
        continue;
      }
      if (inside !== "tag") {
        if (inside === "hidden" && !/^<\/(?:script|style|head)/i.test(text.slice(at, at + 8)))
          continue;
        inside = "tag";
        tag = "";
        continue;
      }
      const name = /^\/?[a-z\d]*/i.exec(tag)?.[0].toLowerCase() ?? "";
      inside = name === "script" || name === "style" || name === "head" ? "hidden" : "text";
      if (!/^(?:br|\/p|\/div|\/tr|\/li|\/h\d)$/.test(name)) continue;
      texts.push(toBodyLine(decodeEntities(out), table, first, end));
      out = "";
    }
    if (inside === "tag") tag = tag.slice(0, 200);
    texts.push(toBodyLine(decodeEntities(out), table, first, end));
  }
  return texts;
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x?[\da-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities.get(name.toLowerCase()) ?? whole;
    const code = /^#x/i.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
