// SPDX-License-Identifier: MIT
import type { MessageDate } from "./message";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** North American zones of RFC 5322 section 4.3, in minutes; other names count as UTC. */
const zones = new Map(
  Object.entries({ est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360 }).concat(
    Object.entries({ pst: -480, pdt: -420 }),
  ),
);

const dayMonthYear = String.raw`(\d{1,2})[ .-]+([A-Za-z]{3})[A-Za-z]*[ .-]+(\d{2,4})[ ,]+`;
const timeAndZone = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([+-]\d{4}|[A-Za-z]{1,5})?`;
const mailDate = new RegExp(dayMonthYear + timeAndZone);

export const dateUnknown: MessageDate = { value: "", precision: "unknown" };

/**
 * Reads a Date header as UTC.
 * - Errors: an unreadable date is "" with precision "unknown".
 * - Source: RFC 5322 section 3.3, obsolete two-digit years and zone names included.
 */
export function parseDate(value: string): MessageDate {
  const found = mailDate.exec(turnCtime(value.slice(0, 200)));
  if (!found) return parseIsoDate(value) ?? dateUnknown;
  const [, day = "", month = "", year = "", hour = "", minute = "", second, zone = ""] = found;
  const index = months.indexOf(month.toLowerCase());
  if (index < 0) return dateUnknown;
  const parts = [fullYear(Number(year)), index, Number(day), Number(hour), Number(minute)] as const;
  return build(parts, Number(second ?? 0), zoneMinutes(zone), second ? "second" : "minute");
}

/** "Mon Jul  4 10:00:00 2022 +0200", as ctime and git log write it, in the order of a header. */
const turnCtime = (value: string): string =>
  value.replace(
    /^\s*(?:[A-Za-z]{3},?\s+)?([A-Za-z]{3})\s+(\d{1,2})\s+([\d:]{4,8})\s+(\d{4})/,
    "$2 $1 $4 $3",
  );

function parseIsoDate(value: string): MessageDate | undefined {
  const found =
    /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?\s*(Z|[+-]\d{2}:?\d{2})?/.exec(
      value.slice(0, 200),
    );
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1, 6).map(Number);
  const zone = zoneMinutes((found[7] ?? "").replace(":", ""));
  const second = found[6];
  return build(
    [year, month - 1, day, hour, minute],
    Number(second ?? 0),
    zone,
    second ? "second" : "minute",
  );
}

function build(
  [year, month, day, hour, minute]: readonly [number, number, number, number, number],
  second: number,
  zone: number,
  precision: "second" | "minute",
): MessageDate {
  const time = Date.UTC(year, month, day, hour, minute - zone, second);
  const sane = day >= 1 && day <= 31 && hour < 24 && minute < 60 && year >= 1970 && year < 10_000;
  if (!sane || !Number.isFinite(time)) return dateUnknown;
  return { value: new Date(time).toISOString().replace(".000Z", "Z"), precision };
}

function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function zoneMinutes(zone: string): number {
  const found = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (!found) return zones.get(zone.toLowerCase()) ?? 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === "-" ? -minutes : minutes;
}
