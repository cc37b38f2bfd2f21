// SPDX-License-Identifier: MIT
// The kernel's own text against the model's headers.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { compileUnit, linkProgram, type CompileOptions, type Unit } from "../../../src/core/cc";
import { hostNames, libcHosts, Machine } from "../../../src/core/interp";
import { compileOptions, modelFiles, modelTree, modelUnits } from "../../../src/core/kernel";
import { libcFiles } from "../../../src/cli/libc";
import { linuxTexts } from "../../support/linux";

const notifyFailure = "fs/xfs/xfs_notify_failure.c";
const daxDevices = "drivers/dax/super.c";
const whole = [
  ...[notifyFailure, daxDevices, "drivers/acpi/nfit/mce.c", "arch/x86/kernel/cpu/mce/apei.c"],
] as const;

const level = "L0";
const model = modelTree(level);

/** One text in place of the model's own of that path. */
function compileText(path: string, text: string, options = compileOptions(level)): Unit {
  const read = (name: string): string | undefined => (name === path ? text : model.read(name));
  return compileUnit({ read }, path, options);
}

test("four files of Linux 6.1 compile unmodified against the model's headers", (t) => {
  const texts = linuxTexts(t, whole);
  for (const [path, text] of texts ?? []) {
    const { diagnostics, functions } = compileText(path, text);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    assert.deepEqual(
      errors.map(({ position, message }) => `${path}:${position.line}: ${message}`),
      [],
    );
    assert.ok(functions.length);
  }
});

test("what Linux's dax devices call beyond the model is stubs of these names", (t) => {
  const text = linuxTexts(t, [daxDevices])?.get(daxDevices);
  if (text === undefined) return;
  const units = modelUnits(level).map((path) =>
    path === daxDevices ? compileText(path, text) : compileText(path, model.read(path) ?? ""),
  );
  const { unresolved } = linkProgram(units, { hosts: hostNames });
  assert.deepEqual([...new Set(unresolved.map(({ name }) => name))].sort(), [
    ...["_copy_from_iter", "_copy_from_iter_flushcache", "_copy_mc_to_iter", "_copy_to_iter"],
    ...["alloc_chrdev_region", "dax_bus_exit", "dax_bus_init", "generic_delete_inode"],
    ...["ida_alloc_max", "ida_destroy", "ida_free", "iget5_locked", "init_pseudo"],
    ...["inode_init_once", "kern_mount", "kern_unmount", "kill_anon_super", "kmem_cache_create"],
    ...["kmem_cache_destroy", "rcu_barrier", "simple_statfs", "unlock_new_inode"],
    ...["unregister_chrdev_region"],
  ]);
});

test("a thousand filesystems hear of a failure as gcc's build of the same text has it", (t) => {
  const text = linuxTexts(t, [notifyFailure])?.get(notifyFailure);
  if (text === undefined) return;
  if (spawnSync("gcc", ["--version"]).status !== 0) return t.skip("gcc is not on the PATH");
  const harness = readFileSync("test/corpus/linux/failure-worlds.c", "utf8");
  const ours = engineOutput(text, harness);
  const theirs = gccOutput(text, harness);
  assert.equal(theirs.length, 1001);
  assert.deepEqual(ours, theirs);
  const answers = new Set(theirs.map((line) => / = (-?\d+)$/.exec(line)?.[1]));
  assert.ok(6 < answers.size, "the worlds differ in what they answer");
});

function engineOutput(text: string, harness: string): readonly string[] {
  const options = compileOptions(level);
  const own = "failure-worlds.c";
  const library: CompileOptions = { includePaths: ["libc"], defines: {} };
  const units = [
    compileText(notifyFailure, text),
    compileText(own, harness, options),
    compileUnit(
      { read: (name) => libcFiles.get(name.replace("libc/", "")) },
      "libc/libc.c",
      library,
    ),
  ];
  let output = "";
  const hosts = libcHosts((piece) => void (output += piece));
  const program = linkProgram(units, { hosts: Object.keys(hosts) });
  const machine = new Machine(program, { fuel: 100_000_000, hosts });
  const stop = machine.call("main", []);
  assert.equal(
    stop.kind,
    "returned",
    JSON.stringify(stop, (_, value: unknown) => String(value)),
  );
  return output.split("\n");
}

function gccOutput(text: string, harness: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "linux-source-"));
  try {
    const write = (path: string, content: string): string => {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    };
    for (const path of modelFiles) if (path.endsWith(".h")) write(path, model.read(path) ?? "");
    const { includePaths, defines } = compileOptions(level);
    const built = join(folder, "worlds");
    execFileSync("gcc", [
      ...["-O0", "-w", "-std=gnu11", "-fwrapv", "-nostdinc", "-ffreestanding", "-fno-builtin"],
      ...includePaths.map((path) => `-I${join(folder, path)}`),
      ...Object.entries(defines).map(([name, value]) => `-D${name}=${value}`),
      ...["-o", built, write(notifyFailure, text), write("worlds.c", harness)],
    ]);
    return execFileSync(built, { maxBuffer: 1 << 26 })
      .toString("latin1")
      .split("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
