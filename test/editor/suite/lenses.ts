// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openSources } from "../../../src/core/review";
import { opened, sampleDocument, shown, titlesAndLines, waitFor } from "./support";
import { Suite } from "./runner";
import { longPatch, prose, quotedMail, strangerDiff } from "./texts";

export const lensTests = new Suite();
const { test } = lensTests;

/** Some megabyte of mail. */
function manyHunks(count = 4000): string {
  const blocks = Array.from({ length: count / 2 }, (_, index) =>
    strangerDiff.replaceAll("none", `driver${index}`),
  );
  return blocks.join("\nSome words between.\n\n");
}

/**
 * A document with `content`, of the name of one that was closed just now with `former` in it and
 * a higher version; `before` is what happened to that one.
 */
async function openedInstead(
  former: string,
  content: string,
  before: (document: vscode.TextDocument) => Promise<void>,
): Promise<vscode.TextDocument> {
  for (;;) {
    const closed = await shown("diff", former);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document, closed);
    for (let lines = 0; lines < 3; lines++)
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "\n"));
    await before(closed);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await waitFor("the close", () => Promise.resolve(closed.isClosed || undefined));
    const document = await opened("diff", content);
    // Not where VS Code found a backup, and it became a document of yet another name.
    if (document.uri.toString() === closed.uri.toString()) {
      assert.ok(document.version < closed.version);
      return document;
    }
  }
}

// Before many others are open, among which it would be forgotten.
test("a document has nothing of a closed one of its name that was simulated", async () => {
  const former = strangerDiff.replaceAll("none", "former");
  const next = await openedInstead(former, strangerDiff, async (document) => {
    const uri = document.uri.toString();
    await vscode.commands.executeCommand("hunkscope.simulateHunk", uri, "1.1");
    const [first] = await titlesAndLines(document);
    assert.match(first?.[0] ?? "", /^1\.1: not simulated/);
  });
  const titles = (await titlesAndLines(next)).map(([title]) => title);
  assert.deepEqual(titles, ["Simulate 1.1 in none_probe", "Simulate 1.2 in none_remove"]);
});

test("a diff has one lens on each hunk", async () => {
  const document = await shown("diff", strangerDiff);
  assert.deepEqual(await titlesAndLines(document), [
    ["Simulate 1.1 in none_probe", 4],
    ["Simulate 1.2 in none_remove", 9],
  ]);
});

test("a mail that only quotes a diff has lenses in the quotes", async () => {
  for (const language of ["kpatch-mail", "plaintext"]) {
    const document = await shown(language, quotedMail);
    assert.deepEqual(
      (await titlesAndLines(document)).map(([, line]) => line),
      [10, 15],
      language,
    );
  }
});

test("every lens has a second one beside it, before a run and after", async () => {
  const document = await shown("diff", strangerDiff);
  const all = (): Thenable<vscode.CodeLens[]> =>
    vscode.commands.executeCommand("vscode.executeCodeLensProvider", document.uri, 100);
  const places = async (): Promise<readonly string[]> =>
    (await all()).map(({ command, range }) => `${range.start.line} ${command?.arguments?.[1]}`);
  const before = await places();
  assert.equal(before.length, 4);
  await vscode.commands.executeCommand("hunkscope.simulateHunk", document.uri.toString(), "1.1");
  assert.deepEqual(await places(), before);
  const titles = (await all()).map(({ command }) => command?.title);
  assert.equal(titles.filter((title) => title === "More...").length, 2);
});

test("read-only documents of a virtual file system, and git's, have lenses, and run", async () => {
  const bytes = new TextEncoder().encode(strangerDiff);
  const stat = { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  const files: vscode.FileSystemProvider = {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => ({ dispose: () => undefined }),
    stat: () => stat,
    readDirectory: () => [],
    readFile: () => bytes,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  const names = ["far://elsewhere/queue/none.patch", 'git:/queue/none.patch?{"ref":"HEAD"}'];
  for (const uri of names.map((name) => vscode.Uri.parse(name))) {
    const { registerFileSystemProvider } = vscode.workspace;
    const provider = registerFileSystemProvider(uri.scheme, files, { isReadonly: true });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    assert.equal((await titlesAndLines(document)).length, 2, uri.scheme);
    await vscode.commands.executeCommand("hunkscope.simulateHunk", uri.toString(), "1.1");
    for (const [title] of await titlesAndLines(document)) assert.match(title, /not simulated/);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    provider.dispose();
  }
});

test("prose has no lens", async () => {
  for (const language of ["plaintext", "kpatch-mail", "diff"])
    assert.deepEqual(await titlesAndLines(await shown(language, prose)), [], language);
});

test("a file name cannot draw icons", async () => {
  const named = strangerDiff.replaceAll("none.c", "$(trash).c").replace(/@@ int.*/, "@@");
  const [first] = await titlesAndLines(await shown("diff", named));
  assert.equal(first?.[0], "Simulate 1.1 in \\$(trash).c");
});

test("other languages are left alone", async () => {
  assert.deepEqual(await titlesAndLines(await shown("markdown", strangerDiff)), []);
});

test("the setting takes the lenses away and gives them back", async () => {
  const document = await shown("diff", strangerDiff);
  const settings = vscode.workspace.getConfiguration("hunkscope");
  await vscode.commands.executeCommand("hunkscope.toggleCodeLens");
  assert.deepEqual(await titlesAndLines(document), []);
  await vscode.commands.executeCommand("hunkscope.toggleCodeLens");
  assert.equal((await titlesAndLines(document)).length, 2);
  await settings.update("codeLens.enabled", undefined, vscode.ConfigurationTarget.Global);
});

test("lenses follow an edit", async () => {
  const document = await shown("diff", strangerDiff);
  assert.equal((await titlesAndLines(document)).length, 2);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), "Some words above.\n\n");
  await vscode.workspace.applyEdit(edit);
  assert.deepEqual(
    (await titlesAndLines(document)).map(([, line]) => line),
    [6, 11],
  );
});

test("a hunk outside the model says so once it was run, and text never jumps", async () => {
  const document = await shown("diff", strangerDiff);
  const before = await titlesAndLines(document);
  await vscode.commands.executeCommand("hunkscope.simulateHunk", document.uri.toString(), "1.1");
  const after = await waitFor("new titles", async () => {
    const now = await titlesAndLines(document);
    return now.every(([title]) => !title.startsWith("Simulate")) ? now : undefined;
  });
  assert.deepEqual(
    after.map(([, line]) => line),
    before.map(([, line]) => line),
  );
  for (const [title] of after) assert.match(title, /^1\.[12]: not simulated: /);
});

test("running the sample names what changes, while the editor stays quick", async () => {
  const document = await sampleDocument();
  const before = await titlesAndLines(document);
  assert.ok(before.length, "the sample has hunks");
  let slowestMs = 0;
  const start = Date.now();
  let last = start;
  const pulse = setInterval(() => {
    slowestMs = Math.max(slowestMs, Date.now() - last - 20);
    last = Date.now();
  }, 20);
  await vscode.commands.executeCommand("hunkscope.simulateHunk", document.uri.toString(), "1.1");
  clearInterval(pulse);
  const tookMs = Date.now() - start;
  const after = await titlesAndLines(document);
  assert.deepEqual(
    after.map(([, line]) => line),
    before.map(([, line]) => line),
  );
  const [first] = after;
  assert.match(first?.[0] ?? "", /^1\.1: /);
  // The run is in a worker: the host only hands over texts and takes a result back.
  const isQuick = slowestMs < Math.max(1000, tookMs / 3);
  assert.ok(isQuick, `the host once took ${slowestMs} of ${tookMs} ms`);
  console.log(`# longest turn of the host while simulating: ${slowestMs} ms`);
});

test("a cancelled run leaves the lenses as they were, and the next run works", async () => {
  const document = await shown("kpatch-mail", (await sampleDocument()).getText());
  const before = await titlesAndLines(document);
  const key = document.uri.toString();
  const run = vscode.commands.executeCommand("hunkscope.simulateHunk", key, "1.1");
  await new Promise((resolve) => setTimeout(resolve, 300));
  let start = Date.now();
  await vscode.commands.executeCommand("hunkscope.cancel");
  await run;
  const endedMs = Date.now() - start;
  assert.deepEqual(await titlesAndLines(document), before);
  start = Date.now();
  await vscode.commands.executeCommand("hunkscope.simulateHunk", key, "1.1");
  const wholeMs = Date.now() - start;
  const isSoon = endedMs < Math.max(1000, wholeMs / 2);
  assert.ok(isSoon, `the run went on for ${endedMs} ms; a whole one takes ${wholeMs} ms`);
  const [first] = await titlesAndLines(document);
  assert.match(first?.[0] ?? "", /^1\.1: /);
});

test("a long run holds up no reading of another text", async () => {
  const running = await shown("diff", longPatch);
  let isRunning = true;
  const run = vscode.commands
    .executeCommand("hunkscope.simulateHunk", running.uri.toString(), "1.1")
    .then(() => (isRunning = false));
  const content = `${strangerDiff}\n${"Some words of a mail.\n".repeat(10_000)}`;
  const document = await opened("diff", content);
  await waitFor("the lenses of what was read", async () => {
    const [first] = await titlesAndLines(document);
    return first?.[0] === "Simulate 1.1 in none_probe" || undefined;
  });
  assert.ok(isRunning);
  await vscode.commands.executeCommand("hunkscope.cancel");
  await run;
});

test("an edit makes a run stale, and its undoing makes it good again", async () => {
  const document = await shown("diff", strangerDiff);
  await vscode.commands.executeCommand("hunkscope.simulateHunk", document.uri.toString(), "1.1");
  const titles = async (): Promise<readonly boolean[]> =>
    (await titlesAndLines(document)).map(([title]) => title.startsWith("Simulate"));
  assert.deepEqual(await titles(), [false, false]);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), "A word above.\n");
  await vscode.workspace.applyEdit(edit);
  assert.deepEqual(await titles(), [true, true]);
  const back = new vscode.WorkspaceEdit();
  back.delete(document.uri, new vscode.Range(0, 0, 1, 0));
  await vscode.workspace.applyEdit(back);
  assert.deepEqual(await titles(), [false, false]);
});

test("the lenses of a megabyte of mail are there before it is read, and stay", async () => {
  // Not shown: a shown one is read whether lenses are asked for or not.
  const document = await opened("diff", manyHunks());
  const start = Date.now();
  const early = await titlesAndLines(document);
  const tookMs = Date.now() - start;
  console.log(`# ${document.getText().length} characters, ${early.length} lenses: ${tookMs} ms`);
  assert.equal(early.length, 4000);
  assert.equal(early[0]?.[0], "Simulate hunk in driver0_probe");
  const read = await waitFor("the lenses of what was read", async () => {
    const now = await titlesAndLines(document);
    return now[0]?.[0] === "Simulate 1.1 in driver0_probe" ? now : undefined;
  });
  assert.deepEqual(
    read.map(([, line]) => line),
    early.map(([, line]) => line),
  );
  assert.ok(read.every(([title]) => /^Simulate 1\.\d+ in driver\d+_/.test(title)));
});

test("a word typed in a long mail is not read letter by letter", async () => {
  const words = "Some words of a mail.\n".repeat(100_000);
  const document = await shown("diff", `${manyHunks(1000)}\n${words}`);
  await waitFor("the lenses of what was read", async () => {
    const [first] = await titlesAndLines(document);
    return first?.[0] === "Simulate 1.1 in driver0_probe" || undefined;
  });
  const processorMs = (since?: NodeJS.CpuUsage): number => {
    const { user, system } = process.cpuUsage(since);
    return (user + system) / 1000;
  };
  const bytes = new TextEncoder().encode(document.getText());
  const readings = [1, 2, 3].map(() => {
    const start = process.cpuUsage();
    openSources([{ name: "peer", bytes }]);
    return processorMs(start);
  });
  const readingMs = Math.min(...readings);
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document, document);
  const letters = 60;
  const start = process.cpuUsage();
  for (let letter = 0; letter < letters; letter++) {
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "x"));
    await new Promise((wake) => setTimeout(wake, 30));
  }
  // Of the whole host with its worker; a letter that were read would take a reading.
  const letterMs = processorMs(start) / letters;
  console.log(`# a letter ${letterMs.toFixed(1)} ms, a reading ${readingMs.toFixed(1)} ms`);
  assert.ok(letterMs < readingMs / 2);
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
});

test("of more than 5,000 hunks those around what is in sight have lenses", async () => {
  const document = await shown("diff", manyHunks(5200));
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document, document);
  const last = document.lineCount - 1;
  const isNear = (lines: readonly number[], at: number): boolean =>
    lines.length <= 600 && lines.some((line) => Math.abs(line - at) < 20);
  for (const at of [last, last >> 1, 0]) {
    await waitFor(`lenses at line ${at}`, async () => {
      // An editor that is still being laid out forgets where it was sent.
      editor.revealRange(new vscode.Range(at, 0, at, 0));
      const lines = (await titlesAndLines(document)).map(([, line]) => line);
      return isNear(lines, at) || undefined;
    });
  }
  for (let letter = 0; letter < 5; letter++)
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "x"));
  const lines = (await titlesAndLines(document)).map(([, line]) => line);
  assert.ok(isNear(lines, 0));
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
});

test("a click on a lens of a text that is still being read runs its hunk", async () => {
  const words = "Some words of a mail.\n".repeat(20_000);
  const content = `${strangerDiff}\n${words}`;
  const document = await opened("diff", content);
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    10,
  );
  const { command } = lenses.find(({ command: one }) => one?.title.startsWith("Simulate")) ?? {};
  assert.ok(command);
  assert.equal(command.title, "Simulate hunk in none_probe");
  await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
  const [first] = await titlesAndLines(document);
  assert.match(first?.[0] ?? "", /^1\.1: not simulated/);
});

test("a document has nothing of a closed one of its name that was still being read", async () => {
  const words = "Some words of a mail.\n".repeat(20_000);
  const next = await openedInstead(manyHunks(), `${strangerDiff}\n${words}`, () =>
    Promise.resolve(),
  );
  await waitFor("the lenses of what was read", async () => {
    const [first] = await titlesAndLines(next);
    assert.match(first?.[0] ?? "", /none_probe/);
    return first?.[0] === "Simulate 1.1 in none_probe" || undefined;
  });
});
