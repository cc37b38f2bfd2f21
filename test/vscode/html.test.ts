// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { makeNonce, panelHtml } from "../../src/vscode/html";

test("each page has a nonce of its own, and a policy that allows nothing else", () => {
  const nonces = new Set(Array.from({ length: 1000 }, makeNonce));
  assert.equal(nonces.size, 1000);
  for (const nonce of nonces) assert.match(nonce, /^[0-9a-f]{32}$/);
  const parts = { script: "s.js", style: "s.css", cspSource: "https://x.test", nonce: "0f" };
  const html = panelHtml(parts);
  assert.match(
    html,
    /content="default-src 'none'; style-src https:\/\/x.test; script-src 'nonce-0f'"/,
  );
  assert.equal(html.match(/<script/g)?.length, html.match(/<script nonce="0f"/g)?.length);
  assert.doesNotMatch(html, /unsafe|style="|onerror|javascript:/);
});
