// SPDX-License-Identifier: MIT
// The worker where the extension host is Node.
import { parentPort } from "node:worker_threads";
import type { WorkerRequest } from "./protocol";
import { serve } from "./serve";

parentPort?.on("message", (request: WorkerRequest) =>
  serve(request, (reply) => parentPort?.postMessage(reply)),
);
