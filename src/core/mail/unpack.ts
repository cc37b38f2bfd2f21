// SPDX-License-Identifier: MIT
import { Gunzip } from "fflate";
import type { Diagnostic } from "../base";
import { sourceBytesMax, unpackedBytesFree, unpackRatioMax } from "./limits";
import type { MailSource } from "./source";

/** Bytes a packed source is read to at most, of that many packed ones. */
export const unpackedMax = (packedBytes: number): number =>
  Math.min(sourceBytesMax, unpackedBytesFree + packedBytes * unpackRatioMax);

/** Packed bytes handed over at once: what they become at most (1032 times) is soon looked at. */
const sliceBytes = 1024;

/**
 * Unpacks a gzip source, of several members as well; any other source is given back as it is.
 * - Shape: yields the packed bytes done so far.
 * - Errors: a damaged or cut stream gives what came out before the damage, and a diagnostic.
 * - Source: RFC 1952.
 */
export function* unpackInSteps(
  source: MailSource,
  diagnostics: Diagnostic[],
): Generator<number, MailSource> {
  const { bytes, name } = source;
  if (bytes.length < 18 || bytes[0] !== 0x1f || bytes[1] !== 0x8b) return source;
  const limit = unpackedMax(bytes.length);
  const pieces: Uint8Array[] = [];
  let size = 0;
  let memberStart = 0;
  const gunzip = new Gunzip((piece) => {
    pieces.push(piece);
    size += piece.length;
  });
  gunzip.onmember = () => {
    memberStart = size;
  };
  const report = (code: string, message: string): void => {
    diagnostics.push({ code, severity: "warning", message: `${name}: ${message}` });
  };
  let isDamaged = false;
  try {
    for (let at = 0; at < bytes.length && size < limit; at += sliceBytes) {
      const end = Math.min(bytes.length, at + sliceBytes);
      gunzip.push(bytes.subarray(at, end), end === bytes.length);
      yield end;
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    isDamaged = true;
  }
  if (size < limit && (isDamaged || lengthSaid(bytes) !== (size - memberStart) % 2 ** 32))
    report("mail/gzip-damaged", "the gzip stream is cut or damaged; what precedes that is read");
  const unpacked = new Uint8Array(Math.min(size, limit));
  let at = 0;
  for (const piece of pieces) {
    const room = unpacked.length - at;
    unpacked.set(piece.length > room ? piece.subarray(0, room) : piece, at);
    at += Math.min(piece.length, room);
  }
  if (size > limit)
    report("mail/source-too-long", `only the first ${limit} unpacked bytes are read`);
  return { name, bytes: unpacked };
}

/** The length of the last member, as its last four bytes say it. */
const lengthSaid = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(
    Math.max(0, bytes.length - 4),
    true,
  );
