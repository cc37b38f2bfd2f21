// SPDX-License-Identifier: MIT
/** A patch names its files; the name of a tab must not climb, nor be endless. */
export function safePath(path: string): string {
  const parts = path
    .slice(0, 400)
    .split(/[/\\]/)
    .map((part) => part.replace(/[\u0000-\u001f\u007f:*?"<>|]/g, "_"))
    .filter((part) => part !== "" && part !== "." && part !== "..");
  return parts.join("/") || "file.c";
}

/** A lens draws `$(name)` as an icon; what a mail says stays what it says. */
export const withoutIcons = (title: string): string => title.replaceAll("$(", "\\$(");
