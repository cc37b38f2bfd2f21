// SPDX-License-Identifier: MIT

/**
 * Names that mean "7-bit or whatever the sender's machine had": tried as UTF-8, then windows-1252.
 */
const undeclared = new Set(["", "us-ascii", "ascii", "utf-8", "utf8", "unknown-8bit", "x-unknown"]);

/**
 * Decodes bytes by a declared charset; without a usable one as strict UTF-8, else as windows-1252.
 */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  const label = charset.trim().toLowerCase();
  if (!undeclared.has(label)) {
    const decoder = decoderFor(label);
    if (decoder) return decoder.decode(bytes);
  }
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

// A decoder keeps nothing between two calls without "stream"; making one costs as much as a mail.
const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
const windows1252 = new TextDecoder("windows-1252");
const decoders = new Map<string, TextDecoder | undefined>();
/** Names of charsets senders may invent before the table begins anew. */
const decodersMax = 100;

/** One character a byte, whatever it means: for structure, and for text that is all ASCII. */
export const decodeLatin = (bytes: Uint8Array): string => windows1252.decode(bytes);

function decoderFor(label: string): TextDecoder | undefined {
  if (decoders.has(label)) return decoders.get(label);
  if (decoders.size >= decodersMax) decoders.clear();
  let decoder: TextDecoder | undefined;
  try {
    decoder = new TextDecoder(label);
  } catch {
    // A nonsense name is the sender's, not an error of ours: the caller falls back.
  }
  decoders.set(label, decoder);
  return decoder;
}
