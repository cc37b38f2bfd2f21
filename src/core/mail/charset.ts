// SPDX-License-Identifier: MIT

import { decodeUtf7 } from "./utf7";

/**
 * Names that mean "7-bit or whatever the sender's machine had": tried as UTF-8, then windows-1252.
 */
const undeclared = new Set([
  ...["", "us-ascii", "ascii", "utf-8", "utf8", "unknown-8bit", "x-unknown", "unknown", "default"],
  ...["default_charset", "8bit", "x-user-defined", "ansi_x3.4-1968", "utf-8mb4", "us", "binary"],
]);

/** Names of mailers' own for what the Encoding Standard knows under others. */
const aliases = new Map<string, string>(
  Object.entries({
    ...{ cp936: "gbk", ms936: "gbk", "x-gb2312": "gbk", "gb2312-80": "gbk", gb_2312: "gbk" },
    ...{ cp932: "shift_jis", ms932: "shift_jis", cp949: "euc-kr", ks_c_5601: "euc-kr" },
    ...{ cp950: "big5", iso8859_1: "latin1", "latin-1": "latin1", "latin-2": "latin2" },
    ...{ cp866: "ibm866", koi8: "koi8-r", iso8859_15: "iso-8859-15", "latin-9": "iso-8859-15" },
  }),
);

/**
 * Decodes bytes by a declared charset; without a usable one as strict UTF-8, else as windows-1252.
 * - Source: the Encoding Standard's labels, RFC 2152 (UTF-7), and names mailers made up.
 */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  const label = charset === "" ? "" : nameOf(charset);
  if (label === "utf-7" || label === "unicode-1-1-utf-7") return decodeUtf7(decodeLatin(bytes));
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

/** Quotes, blanks and a language ("*EN") around a charset's name are none of it. */
function nameOf(charset: string): string {
  const name = charset
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, "")
    .replace(/\*.*$/, "");
  return aliases.get(name) ?? name;
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
