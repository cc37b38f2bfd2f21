// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { projectRoot } from "./server";

/** Builds the product and packs it, by the command that `npm run package` is. */
export function packExtension(vsix: string): string {
  const args = ["run", "--silent", "package", "--", "-o", vsix];
  const done = spawnSync("npm", args, { cwd: projectRoot, encoding: "utf8" });
  assert.equal(done.status, 0, `${done.stdout}${done.stderr}`);
  return vsix;
}

/** The names in a zip file, sorted, read from its central directory. */
export function zipEntries(path: string): readonly string[] {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  assert.ok(0 <= end, `${path} is no zip file`);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const names: string[] = [];
  for (let index = 0; index < count; index++) {
    const nameLength = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString("utf8", at + 46, at + 46 + nameLength));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names.sort();
}
