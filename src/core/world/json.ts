// SPDX-License-Identifier: MIT
import type { Diagnostic } from "../base";
import type { Amount } from "./world";

const amountLimit = 1n << 64n;

/** Reads one JSON value field by field; what does not fit is said once and replaced. */
export class JsonReader {
  constructor(
    private readonly code: string,
    readonly diagnostics: Diagnostic[] = [],
  ) {}

  problem(path: string, message: string): void {
    this.diagnostics.push({ code: this.code, severity: "error", message: `${path} ${message}` });
  }

  object(value: unknown, path: string, known: readonly string[]): Record<string, unknown> {
    if (!isObject(value)) {
      this.problem(path, "is not an object");
      return {};
    }
    for (const key of Object.keys(value))
      if (!known.includes(key)) this.problem(`${path}.${key}`, "is not a known name");
    return value;
  }

  list<T>(value: unknown, path: string, read: (item: unknown, path: string) => T): readonly T[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.map((item, index) => read(item, `${path}.${index}`));
    this.problem(path, "is not a list");
    return [];
  }

  text(value: unknown, path: string, otherwise?: string): string {
    if (value === undefined && otherwise !== undefined) return otherwise;
    if (typeof value === "string" && /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,30}$/.test(value)) return value;
    this.problem(path, "is not a short name");
    return otherwise ?? "unnamed";
  }

  choice<T extends string>(value: unknown, path: string, among: readonly T[], otherwise?: T): T {
    const found = among.find((one) => one === value);
    if (found !== undefined) return found;
    if (value !== undefined || otherwise === undefined)
      this.problem(path, `is not one of ${among.join(", ")}`);
    return otherwise ?? (among[0] as T);
  }

  boolean(value: unknown, path: string, otherwise: boolean): boolean {
    if (typeof value === "boolean") return value;
    if (value !== undefined) this.problem(path, "is neither true nor false");
    return otherwise;
  }

  /** A whole number in [least, most]. */
  integer(
    value: unknown,
    path: string,
    least: number,
    most: number,
    otherwise: number | undefined = least,
  ): number {
    if (value === undefined && otherwise !== undefined) return otherwise;
    const number = typeof value === "string" ? Number(value) : value;
    if (typeof number === "number" && Number.isInteger(number) && least <= number && number <= most)
      return number;
    this.problem(path, `is not a whole number from ${least} to ${most}`);
    return otherwise ?? least;
  }

  /** An unsigned 64-bit number, or text that spells one. */
  amount(value: unknown, path: string, otherwise?: Amount): Amount {
    if (value === undefined && otherwise !== undefined) return otherwise;
    if (typeof value === "number" && Number.isSafeInteger(value) && 0 <= value) return value;
    if (typeof value === "string" && /^(?:0x[0-9a-fA-F]{1,16}|[0-9]{1,20})$/.test(value))
      if (BigInt(value) < amountLimit) return value;
    this.problem(path, "is not an unsigned 64-bit number");
    return otherwise ?? 0;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Deeper than any world; what lies below is taken as it is. */
const depthLimit = 12;
const refused = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Lays changes over a value.
 * - Shape: objects merge key by key; an object over a list merges into the items named so (by
 *   `name`, else by position) and adds those that are new; everything else replaces.
 */
export function overlay(base: unknown, changes: unknown, depth = 0): unknown {
  if (depthLimit < depth || !isObject(changes)) return changes;
  if (Array.isArray(base)) return overlayList(base as readonly unknown[], changes, depth);
  const result: Record<string, unknown> = isObject(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(changes))
    if (!refused.has(key)) result[key] = overlay(result[key], value, depth + 1);
  return result;
}

function overlayList(
  base: readonly unknown[],
  changes: Record<string, unknown>,
  depth: number,
): unknown[] {
  const result = [...base];
  for (const [key, value] of Object.entries(changes)) {
    const index = result.findIndex(
      (item, position) => (isObject(item) && item["name"] === key) || String(position) === key,
    );
    if (0 <= index) result[index] = overlay(result[index], value, depth + 1);
    else result.push(isObject(value) && !/^[0-9]+$/.test(key) ? { name: key, ...value } : value);
  }
  return result;
}
