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
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function decoderFor(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    // A nonsense name is the sender's, not an error of ours: the caller falls back.
    return undefined;
  }
}
