// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { runText } from "../../support/c";

test("a misaligned access is found where it is asked for, and allowed in packed records", () => {
  const program = `
struct plain { int a; long b; };
struct tight { char a; int b; short c[3]; } __attribute__((packed));
struct partly { char a; int b __attribute__((packed)); };
char bytes[64];
int main(void)
{
  struct tight *tight = (struct tight *)(bytes + 8);
  struct partly *partly = (struct partly *)(bytes + 32);
  struct plain *plain = (struct plain *)(bytes + OFFSET);
  tight->b = 3;
  tight->c[1] = 4;
  partly->b = 5;
  plain->b += tight->b;
  return 0;
}
`;
  const at = (offset: number, misaligned?: "event" | "trap") => {
    const events: string[] = [];
    const { stop } = runText(program.replace("OFFSET", String(offset)), {
      ...(misaligned && { misaligned }),
      onEvent: (kind, _text, position) => events.push(`${kind} ${position.line}`),
    });
    return { stop, events };
  };
  assert.equal(at(0, "trap").stop.kind, "returned");
  assert.equal(at(4).stop.kind, "returned");
  const { stop } = at(4, "trap");
  assert.ok(stop.kind === "trapped");
  const { kind, message, position, object } = stop.trap;
  assert.equal(kind, "misaligned");
  assert.equal(
    message,
    "misaligned read: plain->b, 8 bytes at offset 12 of bytes, which should be a multiple of 8",
  );
  assert.equal(position.line, 14);
  assert.equal(stop.trap.function, "main");
  assert.equal(object?.root.name, "bytes");
  const told = at(4, "event");
  assert.equal(told.stop.kind, "returned");
  assert.deepEqual(told.events, ["misaligned 14", "misaligned 14"]);
});
