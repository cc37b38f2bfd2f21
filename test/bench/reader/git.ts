// SPDX-License-Identifier: MIT
// Against git: where `git mailinfo` and `git apply --numstat` accept a mail, the same files,
// additions, deletions, subject, author and message.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildThreads, readMessages } from "../../../src/core/mail";
import { readPatches, renderFile, type Patch } from "../../../src/core/patch";
import { boxes, figure, heading, note, percent, readAll, type Box } from "./mail";

interface GitMail {
  readonly bytes: Uint8Array;
  readonly message: string;
  readonly author: string;
  readonly address: string;
  readonly subject: string;
  /** "PATH ADDED REMOVED", sorted. */
  readonly files: readonly string[];
  readonly refused: string;
}

export function benchGit(): void {
  heading("git: mailsplit, mailinfo and apply --numstat over the same mail");
  const work = mkdtempSync(join(tmpdir(), "hunkscope-bench-"));
  try {
    const tally = { mails: 0, accepted: 0, equal: 0, inBox: 0, refused: 0, applies: 0 };
    for (const box of boxes()) compareBox(box, work, tally);
    figure("mails read without a throw", `${tally.mails}`);
    const { accepted, equal, inBox } = tally;
    figure(
      "git-readable mails equal, each alone",
      percent(equal, accepted),
      equal === accepted,
      "100 %",
    );
    figure("the same within their box", percent(inBox, accepted), inBox === accepted, "100 %");
    const all = tally.refused === tally.applies;
    figure("patches git refuses, repaired", percent(tally.applies, tally.refused), all, "all");
  } finally {
    rmSync(work, { recursive: true });
  }
}

interface Tally {
  mails: number;
  accepted: number;
  equal: number;
  inBox: number;
  refused: number;
  applies: number;
}

function compareBox(box: Box, work: string, tally: Tally): void {
  const whole = readAll(box.name, box.bytes);
  splitBox(box, work).forEach((mail, at) => {
    tally.mails++;
    const { value, diagnostics } = readMessages({ name: "mail", bytes: mail.bytes });
    const alone = readPatches(value, buildThreads(value));
    const own = alone.patches.filter(isCarried);
    if (mail.refused) {
      if (/corrupt patch/.test(mail.refused)) {
        tally.refused++;
        const repaired = own.length > 0 && own.every((patch) => applies(patch, work));
        if (repaired && alone.repairs.length) tally.applies++;
        else note(`${box.name} mail ${at + 1}: ${mail.refused}: not repaired`);
      }
      return;
    }
    if (!mail.files.length) return;
    tally.accepted++;
    const odd = own.length ? differences(mail, own) : "no patch found";
    if (odd) note(`${box.name} mail ${at + 1}: ${odd} ${diagnostics.length ? "(noted)" : ""}`);
    else tally.equal++;
    const id = value[0]?.id ?? "";
    const here = whole.patches.filter(
      (patch) => isCarried(patch) && patch.source.messageIds[0] === id,
    );
    if (here.length && !differences(mail, here)) tally.inBox++;
    else if (!odd) note(`${box.name} mail ${at + 1}: only differs within the box`);
  });
}

const isCarried = ({ source: { kind, depths } }: Patch): boolean =>
  (kind === "message" || kind === "attachment") && depths[0] === 0;

function differences(mail: GitMail, patches: readonly Patch[]): string {
  const [patch] = patches;
  if (!patch) return "no patch";
  const files = patches
    .flatMap((each) => each.files)
    .map(({ path, hunks, change }) => {
      const count = (kind: string) =>
        change === "binary"
          ? "-"
          : hunks.flatMap(({ lines }) => lines).filter((line) => line.kind === kind).length;
      return `${path} ${count("added")} ${count("removed")}`;
    })
    .sort();
  const odd: string[] = [];
  const check = (what: string, ours: string, git: string): void => {
    if (ours !== git) odd.push(`${what}: ${cut(ours)} | git ${cut(git)}`);
  };
  check("files", files.join(", "), mail.files.join(", "));
  check("subject", squeeze(patch.subject), squeeze(mail.subject));
  check("author", patch.author.name, mail.author);
  check("address", patch.author.address ?? "", mail.address);
  check("message", plain(patch.commitMessage.join("\n")), plain(mail.message));
  return odd.join("; ");
}

/** The part where two long texts begin to differ is what a reader wants to see. */
const cut = (text: string): string =>
  JSON.stringify(text.length > 90 ? `${text.slice(0, 90)}...` : text);
const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();
const plain = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();

function splitBox(box: Box, work: string): readonly GitMail[] {
  const folder = join(work, box.name);
  mkdirSync(folder);
  spawnSync("git", ["mailsplit", "--mboxrd", `-o${folder}`, box.path]);
  return readdirSync(folder)
    .sort()
    .map((name) => gitMail(readFileSync(join(folder, name)), work));
}

function gitMail(bytes: Uint8Array, work: string): GitMail {
  const paths = [join(work, "message"), join(work, "patch")] as const;
  const info = spawnSync("git", ["mailinfo", ...paths], { input: bytes }).stdout.toString();
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, "m").exec(info)?.[1] ?? "";
  const patch = readFileSync(paths[1]);
  const stat = spawnSync("git", ["apply", "--numstat", "-z", "-"], { input: patch });
  const rows = stat.stdout.toString().split("\0").filter(Boolean);
  const files = rows.map((row) => {
    const [added = "", removed = "", path = ""] = row.split("\t");
    return `${path} ${added} ${removed}`;
  });
  return {
    bytes,
    message: readFileSync(paths[0], "utf8"),
    author: header("Author"),
    address: header("Email"),
    subject: header("Subject"),
    files: files.sort(),
    refused: stat.status && patch.length ? (stat.stderr.toString().split("\n")[0] ?? "") : "",
  };
}

/** Whether git accepts the repaired patch; the tree is not there, so only its form is tried. */
function applies(patch: Patch, work: string): boolean {
  const text = patch.files.map(renderFile).join("");
  const { status } = spawnSync("git", ["apply", "--recount", "--numstat", "-"], {
    cwd: work,
    input: text,
  });
  return status === 0 && patch.files.length > 0;
}
