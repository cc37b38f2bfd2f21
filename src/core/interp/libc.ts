// SPDX-License-Identifier: MIT
// A small C library for ordinary programs: what runs faster, or can only be done, outside of C.
import type { HostArgs, HostFunction, HostMachine } from "./host";
import { callArguments, formatPrintf, listArguments } from "./printf";

/** An allocation larger than this fails, as malloc of a run-away size does. */
const allocationBytesLimit = 0x4000000;

/**
 * Host functions by name; text for standard output goes to `write`.
 * - Errors: bytes a function may not touch trap as they would in C.
 */
export function libcHosts(
  write: (text: string, stream: 1 | 2) => void,
): Record<string, HostFunction> {
  return {
    ...memoryHosts,
    ...stringHosts,
    ...heapHosts,
    ...outputHosts(write),
    ...arrayHosts,
    ...inputHosts,
    ...otherHosts,
  };
}

const size = (args: HostArgs, index: number): number => args.number(index);

/** mem*: they keep undefined bits and their origins. */
const memoryHosts: Readonly<Record<string, HostFunction>> = {
  memcpy: copy,
  memmove: copy,
  mempcpy(machine, args) {
    copy(machine, args);
    args.returns(args.address(0) + args.bigint(2));
  },
  memset(machine, args) {
    const count = size(args, 2);
    if (count) {
      const at = args.checked(0, count, true);
      machine.memory.fill(at, count, args.int(1) & 0xff);
    }
    args.returnsArgument(0);
  },
  memcmp(machine, args) {
    const count = size(args, 2);
    if (!count) return;
    const a = machine.checkedAddress(args.address(0), count, false);
    const b = machine.checkedAddress(args.address(1), count, false);
    args.returns(compareBytes(machine, a, b, count));
  },
  memchr(machine, args) {
    const count = size(args, 2);
    if (!count) return;
    const at = machine.checkedAddress(args.address(0), 1, false);
    for (let index = 0; index < count; index++) {
      machine.checkedAddress(args.address(0) + BigInt(index), 1, false);
      if (machine.memory.bytes[at + index] === (args.int(1) & 0xff)) {
        args.returns(args.address(0) + BigInt(index));
        return;
      }
    }
  },
};

function copy(machine: HostMachine, args: HostArgs): void {
  const count = size(args, 2);
  if (count) {
    const from = args.checked(1, count, false);
    const to = args.checked(0, count, true);
    machine.memory.copy(to, from, count);
  }
  args.returnsArgument(0);
}

function compareBytes(machine: HostMachine, a: number, b: number, count: number): number {
  const { bytes, shadow } = machine.memory;
  for (let index = 0; index < count; index++) {
    const [x = 0, y = 0] = [bytes[a + index], bytes[b + index]];
    if ((shadow[a + index] ?? 0) | (shadow[b + index] ?? 0))
      machine.trap("undefined-decides", "memcmp compares bytes nobody set");
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** The length of a C string, every byte of it checked. */
function lengthOf(machine: HostMachine, address: bigint, limit = Infinity): number {
  let length = 0;
  while (length < limit) {
    const at = machine.checkedAddress(address + BigInt(length), 1, false);
    if (machine.memory.shadow[at])
      machine.trap("undefined-decides", "a string holds a byte nobody set");
    if (!machine.memory.bytes[at]) break;
    length++;
  }
  return length;
}

const stringHosts: Record<string, HostFunction> = {
  strlen(machine, args) {
    args.returns(lengthOf(machine, args.address(0)));
  },
  strnlen(machine, args) {
    args.returns(lengthOf(machine, args.address(0), size(args, 1)));
  },
  strcpy(machine, args) {
    put(machine, args.address(0), args.address(1), lengthOf(machine, args.address(1)) + 1);
    args.returns(args.address(0));
  },
  stpcpy(machine, args) {
    const length = lengthOf(machine, args.address(1));
    put(machine, args.address(0), args.address(1), length + 1);
    args.returns(args.address(0) + BigInt(length));
  },
  strncpy(machine, args) {
    const count = size(args, 2);
    const length = lengthOf(machine, args.address(1), count);
    put(machine, args.address(0), args.address(1), length);
    if (length < count) {
      const rest = machine.checkedAddress(args.address(0) + BigInt(length), count - length, true);
      machine.memory.fill(rest, count - length, 0);
    }
    args.returns(args.address(0));
  },
  strcat(machine, args) {
    const end = args.address(0) + BigInt(lengthOf(machine, args.address(0)));
    put(machine, end, args.address(1), lengthOf(machine, args.address(1)) + 1);
    args.returns(args.address(0));
  },
  strncat(machine, args) {
    const end = args.address(0) + BigInt(lengthOf(machine, args.address(0)));
    const length = lengthOf(machine, args.address(1), size(args, 2));
    put(machine, end, args.address(1), length);
    machine.memory.fill(machine.checkedAddress(end + BigInt(length), 1, true), 1, 0);
    args.returns(args.address(0));
  },
  strcmp(machine, args) {
    args.returns(compareStrings(machine, args, Infinity, (byte) => byte));
  },
  strncmp(machine, args) {
    args.returns(compareStrings(machine, args, size(args, 2), (byte) => byte));
  },
  strcasecmp(machine, args) {
    args.returns(compareStrings(machine, args, Infinity, lower));
  },
  strncasecmp(machine, args) {
    args.returns(compareStrings(machine, args, size(args, 2), lower));
  },
  strchr(machine, args) {
    args.returns(findByte(machine, args, false));
  },
  strrchr(machine, args) {
    args.returns(findByte(machine, args, true));
  },
  strstr(machine, args) {
    const text = latin1(machine, args.address(0));
    const found = text.indexOf(latin1(machine, args.address(1)));
    args.returns(found < 0 ? 0n : args.address(0) + BigInt(found));
  },
  strspn(machine, args) {
    args.returns(spanOf(machine, args, true));
  },
  strcspn(machine, args) {
    args.returns(spanOf(machine, args, false));
  },
  strpbrk(machine, args) {
    const length = spanOf(machine, args, false);
    const whole = length === lengthOf(machine, args.address(0));
    args.returns(whole ? 0n : args.address(0) + BigInt(length));
  },
  strdup(machine, args) {
    const length = lengthOf(machine, args.address(0)) + 1;
    const copied = machine.allocate(length, false, "string");
    put(machine, copied, args.address(0), length);
    args.returns(copied);
  },
};

const lower = (byte: number): number => (65 <= byte && byte <= 90 ? byte + 32 : byte);

function put(machine: HostMachine, to: bigint, from: bigint, count: number): void {
  if (!count) return;
  const source = machine.checkedAddress(from, count, false);
  machine.memory.copy(machine.checkedAddress(to, count, true), source, count);
}

function compareStrings(
  machine: HostMachine,
  args: HostArgs,
  limit: number,
  fold: (byte: number) => number,
): number {
  for (let index = 0; index < limit; index++) {
    const a = machine.checkedAddress(args.address(0) + BigInt(index), 1, false);
    const b = machine.checkedAddress(args.address(1) + BigInt(index), 1, false);
    const { bytes, shadow } = machine.memory;
    if ((shadow[a] ?? 0) | (shadow[b] ?? 0))
      machine.trap("undefined-decides", "a string holds a byte nobody set");
    const [x, y] = [fold(bytes[a] ?? 0), fold(bytes[b] ?? 0)];
    if (x !== y) return x - y;
    if (!x) return 0;
  }
  return 0;
}

function findByte(machine: HostMachine, args: HostArgs, last: boolean): bigint {
  const wanted = args.int(1) & 0xff;
  const length = lengthOf(machine, args.address(0));
  const at = machine.checkedAddress(args.address(0), 1, false);
  const { bytes } = machine.memory;
  for (let step = 0; step <= length; step++) {
    const index = last ? length - step : step;
    if (bytes[at + index] === wanted) return args.address(0) + BigInt(index);
  }
  return 0n;
}

function latin1(machine: HostMachine, address: bigint): string {
  const length = lengthOf(machine, address);
  if (!length) return "";
  const at = machine.checkedAddress(address, length, false);
  let text = "";
  for (let index = 0; index < length; index++)
    text += String.fromCharCode(machine.memory.bytes[at + index] ?? 0);
  return text;
}

function spanOf(machine: HostMachine, args: HostArgs, inside: boolean): number {
  const set = new Set(latin1(machine, args.address(1)));
  const text = latin1(machine, args.address(0));
  let length = 0;
  while (length < text.length && set.has(text[length] ?? "") === inside) length++;
  return length;
}

const heapHosts: Record<string, HostFunction> = {
  malloc(machine, args) {
    allocate(machine, args, args.bigint(0), false);
  },
  calloc(machine, args) {
    allocate(machine, args, args.bigint(0) * args.bigint(1), true);
  },
  aligned_alloc(machine, args) {
    allocate(machine, args, args.bigint(1), false);
  },
  realloc(machine, args) {
    const old = args.address(0);
    const wanted = args.bigint(1);
    const oldSize = old === 0n ? 0 : machine.describe(old).sizeBytes;
    allocate(machine, args, wanted, false);
    const fresh = args.resultAddress;
    if (old === 0n || fresh === 0n) return;
    put(machine, fresh, old, Math.min(oldSize, Number(wanted)));
    machine.free(old);
  },
  free(machine, args) {
    machine.free(args.address(0));
  },
};

function allocate(machine: HostMachine, args: HostArgs, bytes: bigint, zeroed: boolean): void {
  if (BigInt(allocationBytesLimit) < bytes) return;
  args.returns(machine.allocate(Number(bytes), zeroed, "heap object"));
}

type Write = (text: string, stream: 1 | 2) => void;

/** The text of a format whose string is argument `at`; its values follow, or are in a va_list. */
function formatted(machine: HostMachine, args: HostArgs, at: number, list?: number): string {
  const values =
    list === undefined
      ? callArguments(machine, args, at + 1)
      : listArguments(machine, args.address(list));
  return formatPrintf(machine, machine.readBytesAsText(args.address(at)), values, "libc");
}

/** FILE * is 1 or 2, the numbers of the streams. */
const streamOf = (args: HostArgs, index: number): 1 | 2 => (args.int(index) === 2 ? 2 : 1);

function outputHosts(write: Write): Record<string, HostFunction> {
  const print = (args: HostArgs, text: string, stream: 1 | 2 = 1): void => {
    write(text, stream);
    args.returns(text.length);
  };
  const putByte = (args: HostArgs, stream: 1 | 2): void => {
    write(String.fromCharCode(args.int(0) & 0xff), stream);
    args.returns(args.int(0) & 0xff);
  };
  return {
    printf: (machine, args) => print(args, formatted(machine, args, 0)),
    vprintf: (machine, args) => print(args, formatted(machine, args, 0, 1)),
    fprintf: (machine, args) => print(args, formatted(machine, args, 1), streamOf(args, 0)),
    vfprintf: (machine, args) => print(args, formatted(machine, args, 1, 2), streamOf(args, 0)),
    puts: (machine, args) => print(args, `${latin1(machine, args.address(0))}\n`),
    fputs: (machine, args) => print(args, latin1(machine, args.address(0)), streamOf(args, 1)),
    putchar: (_machine, args) => putByte(args, 1),
    putc: (_machine, args) => putByte(args, streamOf(args, 1)),
    fputc: (_machine, args) => putByte(args, streamOf(args, 1)),
    fwrite(machine, args) {
      const count = size(args, 1) * size(args, 2);
      if (count) {
        const at = machine.checkedAddress(args.address(0), count, false);
        let text = "";
        for (let index = 0; index < count; index++)
          text += String.fromCharCode(machine.memory.bytes[at + index] ?? 0);
        write(text, streamOf(args, 3));
      }
      args.returns(size(args, 2));
    },
    fflush: (_machine, args) => args.returns(0),
  };
}

/** Text into the array that is argument 0, as much of it as `limit` bytes hold with a zero. */
function intoArray(machine: HostMachine, args: HostArgs, text: string, limit: number): void {
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
  const kept = Math.min(bytes.length, limit - 1);
  if (0 <= kept) {
    const at = machine.checkedAddress(args.address(0), kept + 1, true);
    machine.memory.fill(at, kept + 1, 0);
    machine.memory.bytes.set(bytes.subarray(0, kept), at);
  }
  args.returns(bytes.length);
}

const arrayHosts: Record<string, HostFunction> = {
  sprintf: (machine, args) => intoArray(machine, args, formatted(machine, args, 1), Infinity),
  snprintf: (machine, args) => intoArray(machine, args, formatted(machine, args, 2), size(args, 1)),
  vsprintf: (machine, args) => intoArray(machine, args, formatted(machine, args, 1, 2), Infinity),
  vsnprintf: (machine, args) =>
    intoArray(machine, args, formatted(machine, args, 2, 3), size(args, 1)),
};

/** Standard input is empty. */
const inputHosts: Record<string, HostFunction> = {
  getchar: (_machine, args) => args.returns(-1),
  getc: (_machine, args) => args.returns(-1),
  fgetc: (_machine, args) => args.returns(-1),
  fgets: (_machine, args) => args.returns(0),
};

const otherHosts: Record<string, HostFunction> = {
  exit: (machine, args) => machine.end({ kind: "exited", status: args.int(0) & 0xff }),
  _Exit: (machine, args) => machine.end({ kind: "exited", status: args.int(0) & 0xff }),
  abort: (machine) => machine.trap("abort", "abort() was called"),
  __hs_assert_failed(machine, args) {
    const text = machine.readString(args.address(0));
    machine.trap("assert", `assertion failed: ${text}`);
  },
};
