// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import {
  parseReply,
  parseRequest,
  parseSavedState,
  requestLengthMax,
} from "../../../src/core/view";

test("a request is taken as it is, without fields we do not know", () => {
  assert.deepEqual(parseRequest({ type: "reveal", revision: 3, link: 4, command: "rm" }), {
    type: "reveal",
    revision: 3,
    link: 4,
  });
  assert.deepEqual(parseRequest({ type: "select", selection: { patch: 1, path: "/etc" } }), {
    type: "select",
    selection: { patch: 1 },
  });
});

test("what is not ours is dropped", () => {
  for (const message of [
    undefined,
    null,
    7,
    "run",
    [],
    {},
    { type: "execute", command: "workbench.action.quit" },
    { type: "reveal", revision: 1, link: "/etc/passwd" },
    { type: "reveal", revision: 1, link: -1 },
    { type: "reveal", revision: 1, link: 1.5 },
    { type: "reveal", revision: 1, link: Number.NaN },
    { type: "select", selection: { scenario: "x".repeat(301) } },
    { type: "run", padding: "x".repeat(requestLengthMax) },
  ])
    assert.equal(parseRequest(message), undefined, JSON.stringify(message)?.slice(0, 80));
});

test("a cyclic or endless message is refused without being followed", () => {
  const cyclic: Record<string, unknown> = { type: "run" };
  cyclic["self"] = cyclic;
  assert.equal(parseRequest(cyclic), undefined);
});

test("no message reaches the prototype of an object", () => {
  const hostile: unknown = JSON.parse(
    '{"type":"select","selection":{"patch":1,"__proto__":{"x":1}},"constructor":{"x":1}}',
  );
  assert.deepEqual(parseRequest(hostile), { type: "select", selection: { patch: 1 } });
  assert.equal(({} as Record<string, unknown>)["x"], undefined);
});

test("a damaged kept state is no state", () => {
  assert.deepEqual(parseSavedState({ schema: 1, document: "file:///a", selection: {} }), {
    schema: 1,
    document: "file:///a",
    selection: {},
  });
  assert.equal(parseSavedState({ schema: 2, document: "file:///a", selection: {} }), undefined);
  assert.equal(parseSavedState({ schema: 1, document: 3, selection: {} }), undefined);
  assert.equal(parseSavedState("{}"), undefined);
});

test("whatever arrives, nothing is thrown", () => {
  const kinds = ["ready", "select", "reveal", "run", "show", "progress"];
  const message = fc.oneof(
    fc.anything(),
    fc.record(
      {
        type: fc.oneof(fc.constantFrom(...kinds), fc.string()),
        selection: fc.anything(),
        revision: fc.anything(),
        link: fc.anything(),
        model: fc.anything(),
        saved: fc.anything(),
      },
      { requiredKeys: ["type"] },
    ),
  );
  fc.assert(
    fc.property(message, (one) => {
      parseRequest(one);
      parseReply(one);
      parseSavedState(one);
    }),
    { numRuns: 500, seed: 20220714 },
  );
});
