// SPDX-License-Identifier: MIT
import type { Author } from "./message";

/**
 * Reads the first mailbox of a From value: "Name <address>", "address (Name)", "address", or only a
 * name.
 * - Errors: none; what cannot be read is taken as the name.
 */
export function parseAuthor(value: string, from: Author["from"]): Author {
  const text = value.trim().slice(0, 1_000);
  const open = text.lastIndexOf("<");
  const close = text.indexOf(">", open);
  if (open >= 0 && close > open) {
    const address = text.slice(open + 1, close).trim();
    return withAddress(cleanName(text.slice(0, open)) || address, address, from);
  }
  const paren = /^(\S+)\s+\(([^()]*)\)/.exec(text);
  if (paren?.[1]?.includes("@")) return withAddress(cleanName(paren[2] ?? ""), paren[1], from);
  const isAddress = /^[^\s@]{1,300}@[^\s@]{1,300}$/.test(text);
  return isAddress ? withAddress(text, text, from) : { name: cleanName(text), from };
}

function withAddress(name: string, address: string, from: Author["from"]): Author {
  // Archives shorten addresses ("user...@host"): such a one is only a name.
  return address.includes("@") && !address.includes("...")
    ? { name: name || address, address, from }
    : { name, from };
}

function cleanName(text: string): string {
  const trimmed = text.trim().replace(/^"(.*)"$/, "$1");
  return trimmed.replace(/\\(["\\])/g, "$1").trim();
}

/** A name as it is compared: lower case, "Last, First" turned, initials and marks dropped. */
export function nameKey(name: string): string {
  const known = nameKeys.get(name);
  if (known !== undefined) return known;
  if (nameKeys.size >= nameKeysMax) nameKeys.clear();
  const key = readNameKey(name);
  nameKeys.set(name, key);
  return key;
}

/** The people of a thread are compared with each other again and again. */
const nameKeys = new Map<string, string>();
const nameKeysMax = 5_000;

function readNameKey(name: string): string {
  const comma = /^([^,]{1,80}), ([^,]{1,80})$/.exec(name.trim());
  const turned = comma ? `${comma[2]} ${comma[1]}` : name;
  return turned
    .toLowerCase()
    .split(/[^\p{L}\p{N}@]+/u)
    .filter((word) => word.length > 1)
    .join(" ");
}
