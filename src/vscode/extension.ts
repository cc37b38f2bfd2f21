// SPDX-License-Identifier: MIT
// The entry where the extension host is Node.
import { Worker } from "node:worker_threads";
import * as vscode from "vscode";
import type { WorkerReply } from "../worker/protocol";
import type { Perform, WorkerThread } from "../worker/runner";
import { start } from "./start";

const resourceLimits = {
  /** Far above what the shipped scenarios need; a run that wants more is ended, not the editor. */
  maxOldGenerationSizeMb: 1024,
  /** What may lie there as garbage beside what a reading keeps; runs are hardly slower for it. */
  maxYoungGenerationSizeMb: 12,
};

export function activate(context: vscode.ExtensionContext): void {
  const script = vscode.Uri.joinPath(context.extensionUri, "dist", "worker.js").fsPath;
  start(context, {
    start: () => Promise.resolve(nodeWorker(script)),
    // Not a literal: the bundler leaves it alone, and the file is read only if it is needed.
    loadHere: () => Promise.resolve((require(script) as { perform: Perform }).perform),
  });
}

function nodeWorker(script: string): WorkerThread {
  const worker = new Worker(script, { resourceLimits });
  // A run must not keep the editor from closing.
  worker.unref();
  return {
    post: (request) => worker.postMessage(request),
    listen: ({ onReply, onError }) => {
      worker.removeAllListeners();
      worker.on("message", (reply: WorkerReply) => onReply(reply));
      worker.on("error", (error) => onError(error.stack ?? error.message));
      worker.on("exit", (code) => onError(`the worker ended with code ${code}`));
    },
    terminate: () => {
      worker.removeAllListeners();
      void worker.terminate();
    },
  };
}
