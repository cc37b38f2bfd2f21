// SPDX-License-Identifier: MIT
// Inputs nobody sends by accident, each of about a given size: what costs most for its bytes.
import { gzipSync } from "node:zlib";

export interface HostileInput {
  readonly name: string;
  /** Some `size` bytes of it; of a packed one what it unpacks to is more. */
  readonly make: (size: number) => Uint8Array;
}

const head = "From: a@example.org\nSubject: [PATCH] x\nMessage-ID: <m@example.org>\n\n";
const diff = "diff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n";

/** A head, then one piece again and again. */
const repeated =
  (start: string, piece: string) =>
  (size: number): Uint8Array => {
    const bytes = Buffer.alloc(Math.max(size, start.length + piece.length));
    bytes.fill(piece, start.length);
    bytes.write(start, "latin1");
    return bytes;
  };

/** Pieces that differ by their number, up to the size. */
const counted =
  (start: string, piece: (number: number) => string) =>
  (size: number): Uint8Array => {
    const bytes = Buffer.alloc(size + 4_096);
    let at = bytes.write(start, "latin1");
    for (let number = 0; at < size; number++) at += bytes.write(piece(number), at, "latin1");
    return bytes.subarray(0, at);
  };

const pieces = ["+", "-", " ", "@@ -1 +1 @@", ">", "\t", "--- a", "+++ b", "From "];

const box = (number: number, headers: string, body: string): string =>
  `From a@example.org Mon Jul  4 10:00:00 2022\nFrom: a${number}@example.org\n` +
  `Message-ID: <${number}@example.org>\n${headers}\n${body}`;
const manyLines = (count: string): string => `@@ -1,${count} +1,${count} @@\n`;

export const hostileInputs: readonly HostileInput[] = [
  { name: "lines of one byte", make: repeated(head, "x\n") },
  { name: "empty lines", make: repeated(`${head}x\n`, "\n") },
  { name: "lines of one quote mark", make: repeated(head, ">\n") },
  { name: "one line", make: repeated(head, "x") },
  { name: "one line of quote marks", make: repeated(head, ">") },
  { name: "one diff line", make: repeated(`${head}${diff}${manyLines("9")}+`, "x") },
  {
    name: "added lines of one byte",
    make: repeated(`${head}${diff}${manyLines("999999")}`, "+\n"),
  },
  {
    name: "quoted added lines",
    make: repeated(
      `From: b@example.org\nSubject: Re: [PATCH] x\n\n> ${manyLines("999999")}`,
      "> +a\n",
    ),
  },
  { name: "hunk headers", make: repeated(head + diff, "@@ -1 +1 @@\n") },
  {
    name: "hunk headers all different",
    make: counted(head + diff, (n) => `@@ -${n} +${n} @@\n-a\n`),
  },
  { name: "file headers", make: counted(head, (n) => `diff --git a/${n} b/${n}\n`) },
  {
    name: "file headers with a hunk",
    make: counted(head, (n) => `--- a/${n}\n+++ b/${n}\n@@ -1 +1 @@\n-a\n+b\n`),
  },
  {
    name: "combined hunk headers",
    make: repeated(`${head}diff --cc x\n`, "@@@ -1 -1 +1 @@@\n++a\n"),
  },
  {
    name: "bare changed lines",
    make: counted(
      `From: b@example.org\nSubject: Re: [PATCH] x\n\n`,
      (n) => `> +\tlamp_set(lamp, ${n});\n`,
    ),
  },
  {
    name: "attributions",
    make: counted(
      `From: b@example.org\nSubject: Re: [PATCH] x\n\n`,
      (n) => `On Mon, A ${n} wrote:\n> x\n`,
    ),
  },
  {
    name: "comments after each line",
    make: counted(
      `${head.replace("[", "Re: [")}> ${diff.replace(/\n/g, "\n> ")}@@ -1,9 +1,9 @@\n`,
      (n) => `> +\ta = ${n};\nwhy ${n}?\n`,
    ),
  },
  {
    name: "quotes of falling depth",
    make: counted(head.replace("[", "Re: ["), (n) => `${">".repeat(100 - (n % 100))} x${n}\n`),
  },
  { name: "mails without a body", make: counted("", (n) => box(n, "", "\n")) },
  {
    name: "mails of nothing but From",
    make: repeated("", "From a@b Mon Jul  4 10:00:00 2022\n\n"),
  },
  {
    name: "mails of one subject",
    make: counted("", (n) => box(n, "Subject: [PATCH] x\n", "x\n\n")),
  },
  {
    name: "mails answering one another",
    make: counted("", (n) =>
      box(n, `In-Reply-To: <${n - 1}@example.org>\nSubject: Re: [PATCH] x\n`, "> x\ny\n\n"),
    ),
  },
  {
    name: "patches of one subject",
    make: counted("", (n) => box(n, "Subject: [PATCH] x\n", `${diff}@@ -1 +1 @@\n-a\n+b${n}\n\n`)),
  },
  {
    name: "answers quoting one patch",
    make: counted(box(0, "Subject: [PATCH] x\n", `${diff}@@ -1 +1 @@\n-a\n+b\n\n`), (n) =>
      box(
        n + 1,
        "In-Reply-To: <0@example.org>\nSubject: Re: [PATCH] x\n",
        `> ${diff.replace(/\n/g, "\n> ")}@@ -1 +1 @@\n> -a\n> +b\nwhy ${n}?\n\n`,
      ),
    ),
  },
  { name: "headers", make: counted("From: a@example.org\n", (n) => `X-A${n}: b\n`) },
  { name: "one long header", make: repeated("From: a@example.org\nReferences:", " <a@b>\n") },
  { name: "encoded words", make: repeated("From: a@example.org\nSubject:", " =?utf-8?q?a?=\n") },
  {
    name: "parts nested",
    make: counted(
      "From: a@example.org\nContent-Type: multipart/mixed; boundary=b0\n\n",
      (n) => `--b${n}\nContent-Type: multipart/mixed; boundary=b${n + 1}\n\n`,
    ),
  },
  {
    name: "parts side by side",
    make: repeated(
      "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n",
      "--b\n\nx\n",
    ),
  },
  {
    name: "boundaries that close nothing",
    make: repeated("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n", "--\n"),
  },
  {
    name: "mails in mails",
    make: repeated(
      "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n",
      "--b\nContent-Type: message/rfc822\n\nFrom: b@example.org\n\nx\n",
    ),
  },
  {
    name: "base64",
    make: repeated(
      "From: a@example.org\nContent-Transfer-Encoding: base64\n\n",
      `${"CgoK".repeat(19)}\n`,
    ),
  },
  {
    name: "base64 in lines of one byte",
    make: repeated("From: a@example.org\nContent-Transfer-Encoding: base64\n\n", "C\ng\no\nK\n"),
  },
  {
    name: "base64 in one line",
    make: repeated("From: a@example.org\nContent-Transfer-Encoding: base64\n\n", "CgoK"),
  },
  {
    name: "quoted-printable line ends",
    make: repeated(
      "From: a@example.org\nContent-Transfer-Encoding: quoted-printable\n\n",
      "=0A=0A=0A=0A=0A=0A=0A=0A=0A=\n",
    ),
  },
  {
    name: "flowed",
    make: repeated("From: a@example.org\nContent-Type: text/plain; format=flowed\n\n", "x \n"),
  },
  {
    name: "html",
    make: repeated("From: a@example.org\nContent-Type: text/html\n\n", "<br><p>&lt;"),
  },
  {
    name: "utf-7",
    make: repeated(
      "From: a@example.org\nContent-Type: text/plain; charset=utf-7\n\n",
      "+AAoACg-\n",
    ),
  },
  { name: "digest of many mails", make: repeated("", "x\n\n2022-07-04 Thread A\n\n") },
  { name: "trailers", make: counted(head, (n) => `Acked-by: a${n}\n`) },
  { name: "copied headers", make: repeated(head.replace("[", "Re: ["), "From: a\n") },
  { name: "diffstat", make: counted(`${head}---\n`, (n) => ` f${n} | 1 +\n`) },
  {
    name: "marks of lines left out",
    make: repeated(`${head}${diff}${manyLines("999999")}`, "+a\n[...]\n"),
  },
  { name: "dashes", make: repeated(head, "--- a\n") },
  { name: "index lines", make: repeated(head, "Index: a\n") },
  { name: "NULs", make: repeated(`${head}${"words ".repeat(12_000)}`, "\0") },
  {
    name: "gzip of empty lines",
    make: (size) => gzipSync(repeated(`${head}x\n`, "\n")(size)),
  },
  {
    name: "gzip of added lines",
    make: (size) => gzipSync(repeated(`${head}${diff}${manyLines("999999")}`, "+\ta = b;\n")(size)),
  },
  {
    name: "random bytes of a diff",
    make: counted(
      head,
      (n) =>
        `${pieces[(n * 7 + (n >> 3) * 5 + (n >> 7)) % pieces.length] ?? ""}${n % 7 ? "" : "\n"}`,
    ),
  },
];
