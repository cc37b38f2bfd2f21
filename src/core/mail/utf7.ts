// SPDX-License-Identifier: MIT
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
      held = (held << 6) | alphabet.indexOf(coded[at] ?? "");
      bits += 6;
      if (bits < 16) continue;
      bits -= 16;
      out += String.fromCharCode((held >> bits) & 0xffff);
      held &= (1 << bits) - 1;
    }
    return out;
  });
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
