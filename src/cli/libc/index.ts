// SPDX-License-Identifier: MIT
// The C library of run-c as texts: headers, and the part that is written in C.
import alloca from "./alloca.h";
import assert from "./assert.h";
import ctype from "./ctype.h";
import errno from "./errno.h";
import floatHeader from "./float.h";
import inttypes from "./inttypes.h";
import iso646 from "./iso646.h";
import libcSource from "./libc.c";
import limits from "./limits.h";
import math from "./math.h";
import setjmp from "./setjmp.h";
import signal from "./signal.h";
import stdalign from "./stdalign.h";
import stdarg from "./stdarg.h";
import stdbool from "./stdbool.h";
import stddef from "./stddef.h";
import stdint from "./stdint.h";
import stdio from "./stdio.h";
import stdlib from "./stdlib.h";
import stdnoreturn from "./stdnoreturn.h";
import string from "./string.h";
import strings from "./strings.h";
import time from "./time.h";
import wchar from "./wchar.h";

export const libcFiles: ReadonlyMap<string, string> = new Map([
  ["alloca.h", alloca],
  ["assert.h", assert],
  ["ctype.h", ctype],
  ["errno.h", errno],
  ["float.h", floatHeader],
  ["inttypes.h", inttypes],
  ["iso646.h", iso646],
  ["libc.c", libcSource],
  ["limits.h", limits],
  ["math.h", math],
  ["setjmp.h", setjmp],
  ["signal.h", signal],
  ["stdalign.h", stdalign],
  ["stdarg.h", stdarg],
  ["stdbool.h", stdbool],
  ["stddef.h", stddef],
  ["stdint.h", stdint],
  ["stdio.h", stdio],
  ["stdlib.h", stdlib],
  ["stdnoreturn.h", stdnoreturn],
  ["string.h", string],
  ["strings.h", strings],
  ["time.h", time],
  ["wchar.h", wchar],
]);
