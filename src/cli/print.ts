// SPDX-License-Identifier: MIT
// Text of a mail is a stranger's: nothing of it may steer the terminal it is printed on.

// C0 without tab and newline, DEL, C1; then the marks that reorder or hide text.
const steering =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Shows control and direction characters as <U+001B> instead of sending them. */
export const forTerminal = (text: string): string =>
  text.replace(/\r\n/g, "\n").replace(steering, (character) => `<U+${hexOf(character)}>`);

/** Escapes the same characters inside JSON text, where they can only stand in strings. */
export const forJson = (text: string): string =>
  text.replace(steering, (character) => `\\u${hexOf(character).toLowerCase()}`);

const hexOf = (character: string): string =>
  character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
