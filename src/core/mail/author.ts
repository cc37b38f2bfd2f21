// SPDX-License-Identifier: MIT
import { parseAuthor } from "./address";
import type { Headers } from "./header";
import type { Author } from "./message";

/**
 * Who sent a mail. Lists that may not forward a domain's own mail write "NAME via LIST <list@...>":
 * the sender's address is then in a header of its own, or where answers are to go.
 */
export function authorOf(headers: Headers): Author {
  const sender = parseAuthor(headers.get("from") ?? "", headers.has("from") ? "header" : "unknown");
  const mangled = /^(.{1,200}?) via .{1,200}$/.exec(sender.name);
  if (!mangled) return sender;
  for (const name of ["x-original-from", "x-original-sender", "reply-to"]) {
    const value = headers.get(name);
    const original = value === undefined ? undefined : parseAuthor(value, "header");
    if (original?.address === undefined || original.address === sender.address) continue;
    const known = original.name === original.address ? (mangled[1] ?? "") : original.name;
    return { ...original, name: known.replace(/^'(.*)'$/, "$1") };
  }
  return sender;
}
