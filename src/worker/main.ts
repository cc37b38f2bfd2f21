// SPDX-License-Identifier: MIT
// The worker where the extension host is Node; loaded as a module it lends what it runs.
import { parentPort } from "node:worker_threads";
import { perform } from "./perform";
import type { WorkerRequest } from "./protocol";
import { serve } from "./serve";

parentPort?.on("message", (request: WorkerRequest) =>
  serve(request, (reply) => parentPort?.postMessage(reply)),
);

export { perform };
