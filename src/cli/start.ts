// SPDX-License-Identifier: MIT
// Where the command line begins: loads only the part that the command needs. Whoever runs one C
// program does not wait for the kernel model and the readers of mail.
import { boundGarbage } from "./heap";

const part = process.argv[2] === "run-c" ? "./run-c.cjs" : "./commands.cjs";
// A run makes many small things that are garbage at once: it wants room for them.
if (process.argv[2] === "read") boundGarbage();
require(part);
