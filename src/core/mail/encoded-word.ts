// SPDX-License-Identifier: MIT
import { decodeBase64Text } from "./base64";
import { decodeBytes } from "./charset";

/**
 * Decodes the encoded words of a header value; what is malformed stays as it stands.
 * - Source: RFC 2047 sections 2, 4 and 6.2 (blanks between two encoded words are dropped).
 */
export function decodeWords(value: string): string {
  if (!value.includes("=?")) return value;
  const pieces: { text: string; bytes?: Uint8Array; charset: string }[] = [];
  let at = 0;
  const word = /=\?([^?\s]{1,64})\?([bBqQ])\?([^?]*)\?=/g;
  for (let found = word.exec(value); found; found = word.exec(value)) {
    const between = value.slice(at, found.index);
    const previous = pieces[pieces.length - 1];
    if (!(previous?.bytes && /^\s*$/.test(between)) && between)
      pieces.push({ text: between, charset: "" });
    const charset = (found[1] ?? "").replace(/\*.*$/, "").toLowerCase();
    const bytes =
      found[2]?.toLowerCase() === "b" ? decodeBase64Text(found[3] ?? "") : decodeQ(found[3] ?? "");
    // Mailers split a character over two words of one charset: decode neighbours together.
    const last = pieces[pieces.length - 1];
    if (last?.bytes && last.charset === charset) last.bytes = join(last.bytes, bytes);
    else pieces.push({ text: "", bytes, charset });
    at = word.lastIndex;
  }
  pieces.push({ text: value.slice(at), charset: "" });
  return pieces
    .map(({ text, bytes, charset }) => (bytes ? decodeBytes(bytes, charset) : text))
    .join("");
}

function decodeQ(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const hex = text.slice(at + 1, at + 3);
    if (code === 0x5f) bytes.push(0x20);
    else if (code === 0x3d && /^[0-9A-Fa-f]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    } else bytes.push(code & 0xff);
  }
  return Uint8Array.from(bytes);
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
