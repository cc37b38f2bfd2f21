// SPDX-License-Identifier: MIT
// What `npm run bench:editor` measures inside the extension host: it prints one line of JSON.
import { existsSync, readFileSync } from "node:fs";
import * as vscode from "vscode";
import { extension } from "./support";
import { strangerDiff } from "./texts";

/** Edits of a large document, as fast as a person types, in words with a look at them between. */
const hunksTyped = 4000;
const lettersTyped = 60;
const letterMs = 60;
const wordLength = 12;
/** Long enough for the text to be read anew while the next word is begun. */
const lookMs = 700;
/** The editor's own extensions take a while to be up. */
const settleMs = 5000;

const now = (): number => performance.now();

interface Figures {
  [name: string]: number;
}

/** By the clock, and the processor's time of the whole host, its worker included. */
async function measured(figures: Figures, name: string, act: () => Promise<unknown>) {
  const start = now();
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  figures[`${name}, by the clock`] = now() - start;
  figures[`${name}, processor`] = (user + system) / 1000;
}

export async function run(): Promise<void> {
  const figures: Figures = {};
  if (process.env["HUNKSCOPE_BENCH_FILES"] === undefined) throw new Error("no files are named");
  const isPeer = extension().packageJSON.main === undefined;
  if (!isPeer) await extension().activate();
  await typeInLarge(figures);
  if (isPeer) {
    console.log(`FIGURES ${JSON.stringify(figures)}`);
    return;
  }
  for (const name of (process.env["HUNKSCOPE_BENCH_FILES"] ?? "").split(":").filter(Boolean)) {
    const uri = vscode.Uri.file(name);
    const short = uri.path.split("/").at(-1) ?? "";
    const document = await vscode.workspace.openTextDocument(uri);
    let lenses = 0;
    await measured(figures, `${short}: first lenses`, async () => {
      lenses = await lensesOf(document);
    });
    figures[`${short}: lenses there are`] = lenses;
    figures[`${short}: as many of a provider that does nothing, by the clock`] =
      await peerOf(lenses);
    await measured(figures, `${short}: lenses again`, () => lensesOf(document));
  }
  console.log(`FIGURES ${JSON.stringify(figures)}`);
}

const lensesOf = async (document: vscode.TextDocument): Promise<number> =>
  (
    await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
      1000,
    )
  ).length;

/** What the editor itself takes to hand over that many lenses. */
async function peerOf(count: number): Promise<number> {
  const document = await vscode.workspace.openTextDocument({ language: "c", content: "int a;\n" });
  const lens = new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
    title: "Simulate hunk in xfs_dax_notify_failure",
    command: "hunkscope.none",
    arguments: [document.uri.toString(), 1],
  });
  const provider = { provideCodeLenses: () => Array.from({ length: count }, () => lens) };
  const registered = vscode.languages.registerCodeLensProvider({ language: "c" }, provider);
  const start = now();
  await lensesOf(document);
  const tookMs = now() - start;
  registered.dispose();
  return tookMs;
}

/** Types into some 5 MB of mail with 4,000 hunks; the host must stay free meanwhile. */
async function typeInLarge(figures: Figures): Promise<void> {
  const sample = vscode.Uri.joinPath(extension().extensionUri, "media/sample/thread.mbox");
  const mail = new TextDecoder().decode(await vscode.workspace.fs.readFile(sample));
  const many = mail.repeat(Math.ceil(5_000_000 / mail.length));
  const hunks = many.match(/^[> ]*@@ /gm)?.length ?? 0;
  const content = many + strangerDiff.repeat(Math.ceil((hunksTyped - hunks) / 2));
  const document = await vscode.workspace.openTextDocument({ language: "kpatch-mail", content });
  const editor = await vscode.window.showTextDocument(document);
  await lensesOf(document);
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  let last = now();
  let slowestMs = 0;
  const pulse = setInterval(() => {
    slowestMs = Math.max(slowestMs, now() - last - 10);
    last = now();
  }, 10);
  const letters: number[] = [];
  const turns: number[] = [];
  // Whoever reads the log asks the page the same.
  console.log("TYPED");
  let used = threadMs();
  for (let letter = 1; letter <= lettersTyped; letter++) {
    const before = now();
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "x"));
    letters.push(now() - before);
    const pauseMs = letter % wordLength ? letterMs : lookMs;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    turns.push(threadMs() - used);
    used = threadMs();
    console.log("TYPED");
  }
  clearInterval(pulse);
  // Else the next window would bring it back.
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  // The page lets go of it for half a second, in which it answers nobody.
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  Object.assign(figures, spread("a letter", letters));
  Object.assign(figures, spread("the host's processor for a letter", turns));
  figures["typing in 5 MB: longest turn of the host"] = slowestMs;
}

function spread(name: string, all: readonly number[]): Figures {
  const sorted = [...all].sort((one, other) => one - other);
  return {
    [`typing in 5 MB: ${name}, median`]: sorted[sorted.length >> 1] ?? 0,
    [`typing in 5 MB: ${name}, slowest`]: sorted.at(-1) ?? 0,
  };
}

/** The processor's time of this thread, which the worker has no part in; 0 where nobody tells. */
function threadMs(): number {
  const file = `/proc/self/task/${process.pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, "utf8").split(" ")[0]) / 1e6 : 0;
}
