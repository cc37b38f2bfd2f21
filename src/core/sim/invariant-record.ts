// SPDX-License-Identifier: MIT
import { argumentOf, numberOf, type Invariant, type Moment } from "./monitor";
import type { TraceEvent } from "./trace";

const sectorBytes = 512n;
const pageBytes = 4096n;
/** The bank of a record that stands for a report of the firmware. */
const madeBank = "255";
/** CPER_MEM_VALID_PA_MASK (UEFI, appendix N, memory error section). */
const maskValid = 0x4n;

/** No search for a bit in zero, no shift beyond the width. */
export const definedBits: Invariant = {
  id: "I13-defined-arithmetic",
  group: "always",
  rule: "no bit is searched for in zero and no shift is as wide as its operand",
  watch: () => ({
    unreached: () => "the run did not come to its end",
    observe: (event) =>
      event.kind === "undefined"
        ? { state: "broken", firstEvent: event.step, why: event.text }
        : undefined,
    finish: () => ({ state: "holds", why: "no such operation in this run" }),
    cutShort: ({ outcome, events }) =>
      outcome.kind === "trapped" && outcome.trap === "shift"
        ? { state: "broken", firstEvent: events.length, why: outcome.message }
        : undefined,
  }),
};

/** The MISC register of a record that is made, not read, has to say what the address means. */
export const miscDecode: Invariant = {
  id: "I15-misc-decode",
  group: "event",
  rule: "a made record's MISC decodes to a physical address and an LSB of at most the page shift",
  watch: () => {
    let seen = false;
    let unknown: string | undefined;
    return {
      unreached: () => unknown ?? "no record was logged in this run",
      observe(event) {
        if (event.kind !== "host" || event.name !== "mce-record") return undefined;
        // What a bank of the processor says was not made here.
        if (argumentOf(event, "bank") !== madeBank) return undefined;
        const mode = argumentOf(event, "mode");
        const lsb = argumentOf(event, "lsb");
        if (argumentOf(event, "misc") === "undefined") {
          unknown = "MISC of the record has undefined bits";
          return undefined;
        }
        seen = true;
        return mode === "PHYS" && (numberOf(lsb) ?? 64n) <= 12n
          ? undefined
          : {
              state: "broken",
              firstEvent: event.step,
              why: `MISC decodes to mode ${mode}, lsb ${lsb}: the address is not usable`,
            };
      },
      finish: () =>
        seen && !unknown
          ? { state: "holds", why: "every made record decodes to a usable physical address" }
          : undefined,
    };
  },
};

/** What becomes bad is what the firmware reported, no more than rounding to sectors makes of it. */
export const badrangeExact: Invariant = {
  id: "I16-badrange-exact",
  group: "event",
  rule: "a bad range holds the reported address, is aligned to its length, marks no sector beyond",
  watch: () => {
    let entries = 0;
    /** Of each record so far, the last one first; what was bad before stays so. */
    const reports: ByteRange[] = [];
    return {
      unreached: () => "no bad range was recorded in this run",
      observe(event, moment) {
        if (event.kind === "stimulus") {
          const range = reportedRange(event, moment);
          if (range) reports.unshift(range);
        }
        const [reported] = reports;
        if (event.kind !== "host" || !reported) return undefined;
        const isEntry = event.name === "badrange";
        if (!isEntry && event.name !== "badblock") return undefined;
        if (isEntry) entries++;
        if (isEntry) {
          const wrong = reports.map((range) => brokenRange(event, range));
          return wrong.includes(undefined) ? undefined : wrong[0];
        }
        const found = reports.map((range) => brokenSectors(event, moment, range));
        return found.includes(undefined) ? undefined : found[0];
      },
      finish: () =>
        entries
          ? { state: "holds", why: `${entries} bad range${entries === 1 ? "" : "s"}, exact` }
          : undefined,
    };
  },
};

interface ByteRange {
  readonly address: bigint;
  readonly start: bigint;
  readonly end: bigint;
}

/** [PA rounded down to the granularity, one granule further), as the record says. */
function reportedRange(
  event: TraceEvent,
  { stimulus: record, scenario }: Moment,
): ByteRange | undefined {
  switch (record?.kind) {
    case "ghes-record": {
      const mask = BigInt(record.mask);
      const isValid = (BigInt(record.validationBits) & maskValid) !== 0n;
      return rangeAt(BigInt(argumentOf(event, "physicalAddress")), isValid ? mask & -mask : 0n);
    }
    case "machine-check":
    case "machine-check-poll":
    case "mce-record": {
      // Only these vendors say in MISC from which bit up the address is valid.
      const { vendor } = scenario.world;
      const isTold = vendor === "intel" || vendor === "zhaoxin";
      return rangeAt(
        BigInt(record.address),
        isTold ? 1n << (BigInt(record.misc) & 0x3fn) : pageBytes,
      );
    }
    default:
      return undefined;
  }
}

function rangeAt(address: bigint, lowest: bigint): ByteRange {
  const granule = lowest !== 0n && lowest < pageBytes ? lowest : pageBytes;
  const start = address - (address % granule);
  return { address, start, end: start + granule };
}

function brokenRange(event: TraceEvent, reported: ByteRange) {
  const start = numberOf(argumentOf(event, "start")) ?? 0n;
  const length = numberOf(argumentOf(event, "length")) ?? 0n;
  const at = { state: "broken" as const, firstEvent: event.step };
  if (length <= 0n || pageBytes < length || (length & (length - 1n)) !== 0n)
    return { ...at, why: `a bad range of ${length} bytes is no power of two up to a page` };
  if (start % length !== 0n)
    return { ...at, why: `the bad range is not aligned to its ${length} bytes` };
  if (reported.address < start || start + length <= reported.address)
    return { ...at, why: "the bad range does not hold the reported address" };
  return undefined;
}

function brokenSectors(event: TraceEvent, moment: Moment, reported: ByteRange) {
  const device = argumentOf(event, "device");
  const base = deviceBase(moment, device);
  if (base === undefined) return undefined;
  const first = numberOf(argumentOf(event, "sector")) ?? 0n;
  const count = numberOf(argumentOf(event, "sectors")) ?? 0n;
  const allowedFirst = (reported.start - base) / sectorBytes;
  const allowedEnd = (reported.end - base + sectorBytes - 1n) / sectorBytes;
  if (allowedFirst <= first && first + count <= allowedEnd) return undefined;
  const bytes = reported.end - reported.start;
  const touching = bytes === 1n ? "the reported byte touches" : `the ${bytes} reported bytes touch`;
  const sectors = count === 1n ? "1 sector" : `${count} sectors`;
  const become =
    count === 1n ? `becomes bad (${first})` : `become bad (${first} to ${first + count - 1n})`;
  return {
    state: "broken" as const,
    firstEvent: event.step,
    why: `${sectors} of ${device} ${become} although ${touching} ${allowedEnd - allowedFirst}`,
  };
}

/**
 * Where a device's sectors begin: a region's at its range, a disk's behind what the driver keeps.
 */
function deviceBase({ scenario }: Moment, name: string): bigint | undefined {
  const { devices, spas } = scenario.world;
  const device = devices.find((candidate) => candidate.name === name);
  if (device) return BigInt(device.basePhys) + BigInt(device.dataOffsetBytes);
  const region = /^region([0-9]{1,3})$/.exec(name)?.[1];
  const spa = region === undefined ? undefined : spas[Number(region)];
  return spa && BigInt(spa.basePhys);
}
