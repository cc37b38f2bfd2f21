// SPDX-License-Identifier: MIT
// The panel's own words in the reader's language. What a run found comes from the core, in English.

let bundle: Readonly<Record<string, string>> = {};

/** Takes over the words of a display language; an absent one stays English. */
export function speak(words: Readonly<Record<string, string>>): void {
  bundle = words;
}

/** `{0}` and the like stand for what is given. */
export function t(message: string, ...given: readonly (string | number)[]): string {
  const words = Object.hasOwn(bundle, message) ? (bundle[message] ?? message) : message;
  return words.replace(/\{(\d)\}/g, (whole, index: string) => `${given[Number(index)] ?? whole}`);
}
