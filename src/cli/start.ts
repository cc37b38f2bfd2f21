// SPDX-License-Identifier: MIT
// Where the command line begins: loads only the part that the command needs. Whoever runs one C
// program does not wait for the kernel model and the readers of mail.
const part = process.argv[2] === "run-c" ? "./run-c.cjs" : "./commands.cjs";
require(part);
