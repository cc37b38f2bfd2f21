// SPDX-License-Identifier: MIT
// Whether a line without a diff prefix is C, a line's lost half, or somebody's sentence.

const ends = /(?:[;{}]|\*\/|\)|[)_]\w*,|\\|&&|\|\|)\s*$/;
const begins: readonly RegExp[] = [
  /^\s*(?:[{}]|\/\*|\*\s|\*\/|#\s?(?:if|else|endif|define|include|undef))/,
  /^\s*(?:if|for|while|switch) ?\(/,
  /^\s*(?:else|do|break|continue)\b\s*[{;]?$/,
  /^\s*(?:return|goto|case|struct|static|const|unsigned|enum|union|extern)\b[^.]*[;{:,)=]\s*$/,
  /^\s*[A-Za-z_]\w*:$/,
];

/** Whether a line is more likely C than prose. */
export const looksLikeCode = (text: string): boolean =>
  text.length < 400 &&
  (begins.some((start) => start.test(text)) || (ends.test(text) && !isSentence(text)));

/** A sentence has several plain words in a row and no operator. */
function isSentence(text: string): boolean {
  return /\b[a-z]+ [a-z]+ [a-z]+ [a-z]+\b/i.test(text) && !/[=(){}<>]|->/.test(text);
}

/** Whether a line stops where no C line would: a mailer cut it there. */
export function looksUnfinished(text: string): boolean {
  const trimmed = text.trimEnd();
  if (/(?:[=|&+\-*/<>?,(]|\breturn|\bstruct|\bsizeof)$/.test(trimmed) && trimmed.length > 30)
    return true;
  // Mailers wrap between 64 and 80 columns; quoting adds a few before that.
  return trimmed.length >= 60 && trimmed.length <= 82 && !/[;{}:]$|\*\/$/.test(trimmed);
}

const strong: readonly RegExp[] = [
  /;\s*$/,
  /[{}]\s*$/,
  /\w->\w/,
  /\w\(/,
  /\s(?:[-+|&]?=|<<|>>|&&|\|\||[!=<>]=)\s/,
  /(?:\||&|&&|\|\||,|=)\s*$/,
  /\b[a-z\d]+_[a-z\d_]+\b/,
  /\b[A-Z\d]+_[A-Z\d_]+\b/,
  /^\s*(?:return|goto|if|else|for|while|struct|int|u\d\d|unsigned|static|#define|#include)\b/,
];

/** How many features of C a line shows; two are evidence enough for a bare changed line. */
export const codeFeatures = (text: string): number =>
  text.length > 400 ? 0 : strong.filter((feature) => feature.test(text)).length;
