// SPDX-License-Identifier: MIT
// Base64 as mail has it: in bodies, in encoded words, and within UTF-7.

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const digits = new Int8Array(128).fill(-1);
for (let value = 0; value < alphabet.length; value++) digits[alphabet.charCodeAt(value)] = value;

/** The six bits a character stands for; -1 for any other. */
export const base64Digit = (code: number): number => (code < 128 ? (digits[code] as number) : -1);

/** The bytes of a base64 text, malformed characters skipped. */
export function decodeBase64Text(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (let at = 0; at < text.length; at++) {
    const value = base64Digit(text.charCodeAt(at));
    if (value < 0) continue;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 0xff);
  }
  return Uint8Array.from(bytes);
}
