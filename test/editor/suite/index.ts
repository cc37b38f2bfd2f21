// SPDX-License-Identifier: MIT
// The suite that runs inside the extension host; the harness bundles this file.
import "./commands";
import "./lenses";
import { runAll } from "./runner";

export const run = (): Promise<void> => runAll();
