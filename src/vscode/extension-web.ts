// SPDX-License-Identifier: MIT
// The entry where the extension host is a browser's.
import * as vscode from "vscode";
import type { WorkerReply } from "../worker/protocol";
import type { WorkerThread } from "../worker/runner";
import { start } from "./start";

export function activate(context: vscode.ExtensionContext): void {
  const script = vscode.Uri.joinPath(context.extensionUri, "dist", "web", "worker.js");
  start(context, { start: () => webWorker(script) });
}

/** Made from a blob: a worker may not be started from another origin's address. */
async function webWorker(script: vscode.Uri): Promise<WorkerThread> {
  const source = await vscode.workspace.fs.readFile(script);
  const blob = new Blob([new Uint8Array(source)], { type: "text/javascript" });
  const address = URL.createObjectURL(blob);
  const worker = new Worker(address);
  return {
    post: (request) => worker.postMessage(request),
    listen: ({ onReply, onError }) => {
      worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => onReply(data);
      worker.onerror = ({ message }) => onError(message);
    },
    terminate: () => {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
}
