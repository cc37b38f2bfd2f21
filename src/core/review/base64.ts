// SPDX-License-Identifier: MIT
// Bytes as text and back (RFC 4648 section 4); the core has no host's own functions for it.

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    const left = bytes.length - at;
    parts.push(
      letters.charAt(bits >> 18) + letters.charAt((bits >> 12) & 63),
      left < 2 ? "=" : letters.charAt((bits >> 6) & 63),
      left < 3 ? "=" : letters.charAt(bits & 63),
    );
  }
  return parts.join("");
}

/** Errors: undefined for a text that is none. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let at = 0, out = 0; at < text.length; at += 4) {
    let bits = 0;
    for (let index = 0; index < 4; index++)
      bits = (bits << 6) | Math.max(0, letters.indexOf(text.charAt(at + index)));
    bytes[out++] = bits >> 16;
    if (out < bytes.length) bytes[out++] = (bits >> 8) & 255;
    if (out < bytes.length) bytes[out++] = bits & 255;
  }
  return bytes;
}
