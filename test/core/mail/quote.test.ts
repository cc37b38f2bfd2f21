// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { findAttributions, quoteDepth, readMessages } from "../../../src/core/mail";

const bodyOf = (text: string) => {
  const bytes = new TextEncoder().encode(`From: a@example.org\n\n${text}`);
  return readMessages({ name: "mail", bytes }).value[0]?.body ?? [];
};

test("quote depth counts marks, however they are spaced", () => {
  const check = (line: string, depth: number): void => assert.equal(quoteDepth(line), depth, line);
  check("plain", 0);
  check("> > two", 2);
  check(">> two", 2);
  check("> >two", 2);
  check("> >", 2);
  check(">", 1);
  check("-> old", 0);
  check(" > indented", 0);
});

test("behind the marks one blank each is the quoting's, the rest is the line's", () => {
  const [first, second, third] = bodyOf("> >  \treturn;\n>>  \treturn;\n> >-> call()\n");
  assert.equal(first?.unquoted, " \treturn;");
  assert.equal(second?.unquoted, " \treturn;");
  assert.equal(third?.unquoted, "-> call()");
});

test("an attribution names who wrote the next deeper quote", () => {
  const check = (line: string, name: string | undefined): void =>
    assert.equal(findAttributions(bodyOf(`${line}\n> words\n`))[0]?.author.name, name, line);
  check("On Mon, Jul 4, 2022 at 09:00:00AM -0700, Patch Author wrote:", "Patch Author");
  check("On Mon, Jul 4, 2022 at 09:00:00PM +, Author, Patch wrote:", "Author, Patch");
  check("On 7/4/2022 12:22 PM, Author, Patch wrote:", "Author, Patch");
  check("On Mon, 4 Jul 2022, Patch Author wrote:", "Patch Author");
  check("On 2022-07-04 09:00, Patch Author wrote:", "Patch Author");
  check("Patch Author <author@example.org> writes:", "Patch Author");
  check("On Mon, 4 Jul 2022 09:00:00 +0200\nPatch Author <a@example.org> wrote:", "Patch Author");
  check("* Patch Author <author@example.org> [220704 09:00]:", "Patch Author");
  check("Am 04.07.22 um 09:00 schrieb Patch Author:", "Patch Author");
  check("在 2022/7/4 09:00, Patch Author 写道:", "Patch Author");
  check("Le lun. 4 juil. 2022 à 09:00, Patch Author a écrit :", "Patch Author");
  check("author@example.org wrote:", "author@example.org");
  check("This is what he wrote:", "This is what he");
  check("A sentence that says nothing.", undefined);
});

test("an attribution that no quote follows is only a sentence", () => {
  assert.deepEqual(findAttributions(bodyOf("Patch Author wrote:\nmore words\n")), []);
});

test("an attribution gives an address only where the archive has not shortened it", () => {
  const authorIn = (line: string) => findAttributions(bodyOf(`${line}\n> words\n`))[0]?.author;
  assert.equal(authorIn("A B <ab@example.org> wrote:")?.address, "ab@example.org");
  assert.deepEqual(authorIn("ab...@example.org wrote:"), {
    name: "ab...@example.org",
    from: "attribution",
  });
});
