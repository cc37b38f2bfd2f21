// SPDX-License-Identifier: MIT
// The suite that runs inside the extension host; the harness bundles this file.
import { commandTests } from "./commands";
import { lensTests } from "./lenses";
import { runAll } from "./runner";

export const run = (): Promise<void> => runAll([commandTests, lensTests]);
