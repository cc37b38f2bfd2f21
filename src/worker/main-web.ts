// SPDX-License-Identifier: MIT
// The worker where the extension host is a browser's.
import type { WorkerRequest } from "./protocol";
import { serve } from "./serve";

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<WorkerRequest>) => void;
  postMessage(message: unknown): void;
};
scope.onmessage = ({ data }) => serve(data, (reply) => scope.postMessage(reply));
