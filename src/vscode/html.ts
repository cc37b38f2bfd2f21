// SPDX-License-Identifier: MIT
// The page of the panel. Nothing in it comes from a mail: all data comes by message, as text.

export interface PageParts {
  /** Addresses the host gave for our own files. */
  readonly script: string;
  readonly style: string;
  readonly cspSource: string;
  readonly nonce: string;
}

/**
 * Asks anew for a file of ours that did not come. In an editor served to a browser all webviews
 * share one service worker; that of the next webview takes its place, and what the one before was
 * about to answer is lost.
 */
const askAnew = `let triesLeft = 8;
addEventListener("error", ({ target: lost }) => {
  if (!lost.matches?.("link, script") || triesLeft-- <= 0) return;
  const again = document.createElement(lost.localName);
  for (const name of lost.getAttributeNames()) again.setAttribute(name, lost.getAttribute(name));
  again.nonce = lost.nonce;
  setTimeout(() => lost.replaceWith(again), 250);
}, true);`;

export function panelHtml({ script, style, cspSource, nonce }: PageParts): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script nonce="${nonce}">${askAnew}</script>
<link rel="stylesheet" href="${escapeAttribute(style)}">
<title>Simulation</title>
</head>
<body>
<script nonce="${nonce}" src="${escapeAttribute(script)}"></script>
</body>
</html>
`;
}

/** 128 random bits, new for each page. */
export function makeNonce(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
