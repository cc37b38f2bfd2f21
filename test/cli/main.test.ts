// SPDX-License-Identifier: MIT
// The command line as a user meets it: a process with arguments, output and an exit status.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { buildSync } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "hunkscope-cli-"));
const program = join(folder, "dist", "cli.cjs");

before(() => {
  const loader = { ".c": "text", ".h": "text" } as const;
  buildSync({
    entryPoints: {
      cli: "src/cli/start.ts",
      commands: "src/cli/main.ts",
      "run-c": "src/cli/run-c-main.ts",
    },
    outdir: join(folder, "dist"),
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "es2022",
    loader,
  });
  // What is installed beside it.
  const outfile = join(folder, "dist", "webview", "main.js");
  const entryPoints = ["src/webview/main.ts"];
  buildSync({ entryPoints, outfile, bundle: true, platform: "browser", loader });
  cpSync("media/panel.css", join(folder, "media", "panel.css"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function hunkscope(args: readonly string[], input = ""): Ran {
  const done = spawnSync(process.execPath, [program, ...args], { input, encoding: "utf8" });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const checkRefused = (args: readonly string[], status: number, reason: RegExp): void => {
  const ran = hunkscope(args);
  assert.equal(ran.status, status, `${args.join(" ")}: ${ran.err}`);
  assert.match(ran.err, reason);
  assert.equal(ran.err.trimEnd().split("\n").length, 1, ran.err);
  assert.equal(ran.out, "");
};

test("help goes to standard output, no command at all is a usage error", () => {
  assert.match(hunkscope(["--help"]).out, /Usage: hunkscope/);
  assert.equal(hunkscope(["--help"]).status, 0);
  const bare = hunkscope([]);
  assert.equal(bare.status, 64);
  assert.match(bare.err, /Usage: hunkscope/);
});

test("every command tells how it is used, and does nothing else", () => {
  for (const command of "read simulate replay check scenarios model run-c".split(" "))
    for (const asked of ["--help", "-h"]) {
      const { status, out, err } = hunkscope([command, asked]);
      assert.equal(status, 0, `${command} ${asked}: ${err}`);
      assert.match(out, new RegExp(`^Usage: hunkscope \\.\\.\\.\n\n {2}${command} `));
      assert.equal(err, "");
    }
  assert.match(hunkscope(["simulate", "--help"]).out, /--set PATH=VALUE/);
  assert.doesNotMatch(hunkscope(["read", "--help"]).out, /--set/);
});

test("a wrong command line is answered with one line and 64", () => {
  const file = write("empty.mbox", "");
  checkRefused(["frobnicate"], 64, /no such command: frobnicate/);
  checkRefused(["read"], 64, /a FILE is needed/);
  checkRefused(["read", "--frob", file], 64, /--frob/);
  checkRefused(["scenarios", "extra"], 64, /unexpected extra/);
  checkRefused(["simulate", file, "--hunks", "one"], 64, /--hunks takes names such as 1\.2/);
  checkRefused(["simulate", file, "--set", "novalue"], 64, /--set PATH=VALUE/);
  checkRefused(["simulate", file, "--force", "12=perhaps"], 64, /--force LINE=true\|false/);
  checkRefused(["simulate", file, "--init-stack=random"], 64, /none, zero or pattern/);
  checkRefused(["simulate", "-", "--with"], 64, /--with/);
});

test("an option that names nothing is answered with its line alone", () => {
  const sample = "media/sample/thread.mbox";
  checkRefused(["simulate", sample, "--patch", "9"], 64, /no patch is called 9/);
  checkRefused(["simulate", sample, "--scenario", "nope"], 64, /no scenario nope/);
});

test("what is not built yet says so instead of pretending", () => {
  const file = write("any.mbox", "From a\n\nx\n");
  checkRefused(["simulate", file, "--tree=."], 64, /is not available in this version/);
});

test("a file that cannot be read is named in one line", () => {
  checkRefused(["read", join(folder, "missing")], 64, /missing: no such file/);
  const empty = join(folder, "no-mail");
  mkdirSync(empty, { recursive: true });
  checkRefused(["read", empty], 65, /no-mail: a folder without mail or patches/);
  checkRefused(["simulate", join(folder, "missing")], 64, /missing: no such file/);
});

test("garbage is refused with 65 and one reason, never a stack trace", () => {
  const random = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7919 + 13) & 255);
  const elf = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, ...random.slice(0, 50_000)]);
  for (const [name, bytes] of Object.entries({ random, elf, empty: new Uint8Array() })) {
    const ran = hunkscope(["simulate", write(name, bytes)]);
    assert.equal(ran.status, 65, `${name}: ${ran.err}`);
    assert.notEqual(ran.err, "");
    assert.doesNotMatch(ran.err, /^ *at .*:\d/m);
  }
});

test("a mail without a patch is listed by read and refused by simulate", () => {
  const mail = "From: A Reviewer <a@example.org>\nSubject: hello\n\nno patch here\n";
  const read = hunkscope(["read", "-", "--json"], mail);
  assert.equal(read.status, 0, read.err);
  assert.equal((JSON.parse(read.out) as { schema: number }).schema, 1);
  assert.equal(hunkscope(["simulate", "-"], mail).status, 65);
});

test("nothing in a mail can steer the terminal", () => {
  const mail =
    "From: A Reviewer <a@example.org>\nSubject: red \x1b[31m and \u202egnorw\n\n\x1b]0;title\x07\n";
  for (const args of [
    ["read", "-"],
    ["read", "-", "--json"],
  ]) {
    const { out, err } = hunkscope(args, mail);
    assert.doesNotMatch(out + err, /[\x1b\x07\x9b\u202e]/);
    assert.match(out, /red/);
  }
});

test("a reader that stops early is no failure", () => {
  const command = `"${process.execPath}" "${program}" --help | head -c 1`;
  const done = spawnSync("bash", ["-o", "pipefail", "-c", command], { encoding: "utf8" });
  assert.equal(done.stderr, "");
});

test("a defect of ours is one line that says how to reproduce it, and 70", () => {
  const breakage = write("break.cjs", "JSON.stringify = () => { throw new Error('broken'); };\n");
  const args = ["--require", breakage, program, "scenarios", "--json"];
  const done = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(done.status, 70);
  assert.equal(
    done.stderr,
    "hunkscope: a defect of Hunkscope: broken; to reproduce: hunkscope scenarios --json\n",
  );
});

test("scenarios and model answer in words and in JSON", () => {
  for (const command of ["scenarios", "model"]) {
    const words = hunkscope([command]);
    assert.equal(words.status, 0, words.err);
    assert.ok(words.out.includes("\n"));
    const json = hunkscope([command, "--json"]);
    assert.equal((JSON.parse(json.out) as { schema: number }).schema, 1);
  }
});

test("run-c ends with the status of the program, a trap, fuel spent or a wrong program", () => {
  const run = (source: string, ...more: readonly string[]): Ran =>
    hunkscope(["run-c", write("program.c", source), ...more]);
  const hello = '#include <stdio.h>\nint main(void) { printf("%d\\n", 6 * 7); return 3; }\n';
  assert.deepEqual(run(hello), { status: 3, out: "42\n", err: "" });
  const trap = run("int main(void) {\n  int *p = 0;\n  return *p;\n}\n");
  assert.equal(trap.status, 72);
  assert.match(trap.err, /program\.c:3: trap: null: /);
  assert.equal(run("int main(void) { for (;;); }\n", "--fuel", "1000").status, 71);
  assert.equal(run("int main(void) { return }\n").status, 65);
});

test("shapes that exclude one another are refused", () => {
  const sample = "media/sample/thread.mbox";
  checkRefused(["simulate", sample, "--json", "--mail"], 64, /--json and --mail do not go/);
});

test("a bundle is replayed to the same bytes, and says when it is not", () => {
  const bundle = join(folder, "run.bundle");
  const sample = ["simulate", "media/sample/thread.mbox", "--patch", "2", "--scenario", "m1"];
  const first = hunkscope([...sample, "--json", "--trace", "--bundle", bundle]);
  assert.equal(first.status, 0, first.err);
  const again = hunkscope(["replay", bundle, "--json", "--trace"]);
  assert.equal(again.out, first.out);
  assert.match(again.err, /the same, bit for bit/);
  const json = JSON.parse(readFileSync(bundle, "utf8")) as { hashes: { result: string } };
  const other = { ...json, hashes: { ...json.hashes, result: "0" } };
  const told = hunkscope(["replay", write("other.bundle", JSON.stringify(other))]);
  assert.equal(told.status, 65);
  assert.match(told.err, /not the same/);
  checkRefused(["replay", write("no.bundle", "{}")], 65, /not a bundle/);
  checkRefused(["replay", write("bad.bundle", "x")], 65, /not JSON/);
});

test("a mail on standard input is checked in the words of b4", () => {
  const ran = hunkscope(["check"], readFileSync("media/sample/thread.mbox", "utf8"));
  assert.equal(ran.status, 0, ran.err);
  const results = JSON.parse(ran.out) as Record<
    "tool" | "status" | "summary" | "details",
    string
  >[];
  assert.deepEqual(
    results.map(({ tool, status }) => `${tool} ${status}`),
    ["hunkscope warn", "hunkscope fail"],
  );
  assert.match(results[1]?.summary ?? "", /^m3: stopped at /);
  // b4 takes a list of objects; of each it reads these keys as texts, and a status that is none of
  // its three words counts as "fail". An empty list is nothing to report.
  for (const result of results) {
    assert.deepEqual(Object.keys(result), ["tool", "status", "summary", "details"]);
    for (const value of Object.values(result)) assert.equal(typeof value, "string");
    assert.match(result.status, /^(?:pass|warn|fail)$/);
    assert.match(result.summary, /^[^\n]+$/);
  }
  assert.deepEqual(JSON.parse(hunkscope(["check"], "no patch here\n").out), []);
});

test("a page holds the panel, and asks no other host for anything", () => {
  const page = join(folder, "page.html");
  const args = ["simulate", "media/sample/thread.mbox", "--patch", "2", "--scenario", "m1"];
  assert.equal(hunkscope([...args, "--html", page]).status, 0);
  const html = readFileSync(page, "utf8");
  assert.match(html, /default-src 'none'/);
  assert.doesNotMatch(html, /(?:src|href)=|https?:\/\/(?!www\.w3\.org)/);
});

test("run-c writes all of a large output into a pipe that is read slowly", () => {
  const source =
    "#include <stdio.h>\nint main(void)\n{\n\tfor (int i = 0; i < 100000; i++)\n" +
    '\t\tprintf("%063d\\n", i);\n\treturn 0;\n}\n';
  const file = write("large.c", source);
  const slow = `"${process.execPath}" "${program}" run-c "${file}" | (sleep 1; wc -c)`;
  const { stdout } = spawnSync("sh", ["-c", slow], { encoding: "utf8" });
  assert.equal(Number(stdout), 6_400_000);
});
