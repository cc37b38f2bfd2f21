// SPDX-License-Identifier: MIT
import { runC } from "./run-c";

process.exitCode = runC(process.argv.slice(2));
