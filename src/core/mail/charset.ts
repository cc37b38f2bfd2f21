// SPDX-License-Identifier: MIT
import { lineLengthMax } from "./limits";
import { cutUtf7, decodeUtf7 } from "./utf7";

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
  if (isUtf7(label)) return decodeUtf7(decodeLatin(bytes));
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

/** Bytes decoded between two steps; of nothing but line ends some 8 ms. */
const pieceBytes = 128 * 1024;

/** The lines of a text decoded in the same way, piece by piece. */
export function* decodeLines(bytes: Uint8Array, charset: string): Generator<void, string[]> {
  if (bytes.length <= pieceBytes) return decodeBytes(bytes, charset).split("\n");
  const label = nameOf(charset);
  if (isUtf7(label))
    return yield* linesOfPieces(bytes, cutUtf7, (piece) => decodeUtf7(decodeLatin(piece)));
  if (!undeclared.has(label) && decoderFor(label)) {
    // What goes on from piece to piece has to be a decoder's own.
    const own = new TextDecoder(label);
    const goOn = (piece: Uint8Array, stream: boolean): string => own.decode(piece, { stream });
    return yield* linesOfPieces(bytes, (_, end) => end, goOn);
  }
  try {
    return yield* linesOfPieces(bytes, cutUtf8, (piece) => strictUtf8.decode(piece));
  } catch {
    return yield* linesOfPieces(bytes, cutUtf8, decodeLatin);
  }
}

/**
 * The first place from `end` on at which a character begins; not at a byte order mark, which would
 * be dropped there.
 */
function cutUtf8(bytes: Uint8Array, end: number): number {
  let at = end;
  const isInside = (byte: number): boolean => (byte & 0xc0) === 0x80 || byte === 0xef;
  while (at < bytes.length && at < end + cutBytesMax && isInside(bytes[at] as number)) at++;
  return at;
}

/** How far a place to cut is looked for; text has one soon. */
const cutBytesMax = 10_000;

const isUtf7 = (label: string): boolean => label === "utf-7" || label === "unicode-1-1-utf-7";

function* linesOfPieces(
  bytes: Uint8Array,
  cut: (bytes: Uint8Array, end: number) => number,
  decode: (piece: Uint8Array, isFollowed: boolean) => string,
): Generator<void, string[]> {
  const lines = [""];
  for (let at = 0; at < bytes.length;) {
    const end = cut(bytes, Math.min(bytes.length, at + pieceBytes));
    const more = decode(bytes.subarray(at, end), end < bytes.length).split("\n");
    const open = lines.pop() ?? "";
    // What is beyond the limit on lines nobody sees.
    lines.push(open.length > lineLengthMax ? open : open + (more[0] ?? ""));
    for (let line = 1; line < more.length; line++) lines.push(more[line] ?? "");
    at = end;
    yield;
  }
  return lines;
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
