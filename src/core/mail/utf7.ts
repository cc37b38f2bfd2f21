// SPDX-License-Identifier: MIT
import { base64Digit } from "./base64";

/** Characters of one "+...-" that are looked at together; a line of mail has fewer. */
const codedLengthMax = 10_000;

/**
 * Decodes UTF-7: "+" opens base64 of UTF-16 units, "-" or any other character closes it.
 * - Errors: what is malformed stays as it stands.
 * - Source: RFC 2152.
 */
export function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z\d+/]{0,10000})(-?)/g, (whole, coded: string) => {
    if (!coded) return whole === "+-" ? "+" : whole;
    let out = "";
    let bits = 0;
    let held = 0;
    for (let at = 0; at < coded.length; at++) {
      held = (held << 6) | base64Digit(coded.charCodeAt(at));
      bits += 6;
      if (bits < 16) continue;
      bits -= 16;
      out += String.fromCharCode((held >> bits) & 0xffff);
      held &= (1 << bits) - 1;
    }
    return out;
  });
}

/** The first place from `end` on at which UTF-7 may be cut in two: no "+...-" goes on there. */
export function cutUtf7(bytes: Uint8Array, end: number): number {
  let at = end;
  const inside = (byte: number): boolean => base64Digit(byte) >= 0 || byte === 0x2d;
  while (at < bytes.length && at < end + codedLengthMax && inside(bytes[at] as number)) at++;
  return at;
}
