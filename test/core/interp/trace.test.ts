// SPDX-License-Identifier: MIT
// What a run tells whoever listens, and what it costs when nobody does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { valueNumber } from "../../../src/core/interp";
import type { Hooks } from "../../../src/core/interp";
import { boot } from "../../support/c";

const text = `
void __hs_event(const char *kind, const char *text);
struct state { int before, flags; };
struct state state;
static int half(int n)
{
  return n / 2;
}
int work(int n)
{
  state.before = n;
  state.flags = half(n);
  __hs_event("halved", "once");
  return state.flags;
}
int main(void) { return 0; }
`;

test("a trace has statements, calls, returns, watched stores and events of hosts, in order", () => {
  const heard: string[] = [];
  const { machine, program } = boot(text, {
    onEvent: (kind, said, position) => heard.push(`${position.line} event ${kind}: ${said}`),
  });
  const { address } = machine.readGlobal("state").field("flags");
  const hooks: Hooks = {
    statement: (id) => heard.push(`${program.statements[id]?.position.line}`),
    call: (of, args) => heard.push(`call ${of.name}(${args.map(valueNumber).join()})`),
    return: (of, value) => heard.push(`return ${of.name} ${value ? valueNumber(value) : ""}`),
    watched: [{ address, sizeBytes: 4 }],
    stored: ({ position, after }) => heard.push(`${position.line} store ${after[0]}`),
  };
  machine.listen(hooks);
  machine.call("work", [6]);
  const whole = "call work(6)|11|12|call half(6)|7|return half 3|12 store 3|13|";
  assert.deepEqual(heard.join("|"), `${whole}13 event halved: once|14|return work 3`);
});

test("a machine nobody listens to any more runs the code of one nobody ever listened to", () => {
  const [silent, listened] = [boot(text).machine, boot(text).machine];
  silent.call("work", [6]);
  const words = (): readonly number[][] => [silent, listened].map(({ code }) => [...code]);
  listened.listen({ statement: () => undefined, call: () => undefined, stored: () => undefined });
  listened.call("work", [6]);
  assert.notDeepEqual(words()[0], words()[1]);
  listened.listen({});
  listened.call("work", [6]);
  assert.deepEqual(words()[0], words()[1]);
});
