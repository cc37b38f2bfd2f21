// SPDX-License-Identifier: MIT
import { bitsOf, undefinedBitsOf } from "./value";
import type { HostArgs, HostMachine } from "./host";
import { nextVariable } from "./variable";
import { errnoNames } from "./trap";

/** The next argument of a format: 64 bits, and which of them have no value. */
export interface PrintfArguments {
  next(): { readonly bits: bigint; readonly undefinedBits: bigint };
}

/** The arguments of a host call from `first` on. */
export function callArguments(
  machine: HostMachine,
  args: HostArgs,
  first: number,
): PrintfArguments {
  let index = first;
  return {
    next() {
      if (args.count <= index) return { bits: 0n, undefinedBits: 0xffffffffffffffffn };
      const register = args.register(index++);
      return {
        bits: bitsOf(machine.memory, register, 8),
        undefinedBits: undefinedBitsOf(machine.memory, register, 8),
      };
    },
  };
}

/** The arguments a va_list in memory stands at; reading moves the list. */
export function listArguments(machine: HostMachine, list: bigint): PrintfArguments {
  return {
    next() {
      const at = machine.checkedAddress(list, 24, false) >>> 2;
      const from = nextVariable(machine.memory, at, 1);
      if (from < 0)
        machine.trap("out-of-bounds", "a format asks for more arguments than a va_list has");
      return {
        bits: bitsOf(machine.memory, from >>> 2, 8),
        undefinedBits: undefinedBitsOf(machine.memory, from >>> 2, 8),
      };
    },
  };
}

/** "kernel": pointers print as names; "libc": as numbers. */
export type PrintfStyle = "kernel" | "libc";

/** No field is wider than this, whatever the format asks for. */
const widthLimit = 4096;

const conversion = /%([-+ #0]*)(\*|[0-9]+)?(?:\.(\*|-?[0-9]*))?(hh|h|ll|l|L|z|t|j|q)?([a-zA-Z%])/g;

interface Conversion {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly sizeBytes: number;
}

/**
 * Formats as the kernel's printk or as libc's printf do.
 * - Shape: %p of the kernel prints what is pointed to by name, %ps a function, %pe an error, %pV a
 *   nested format.
 */
export function formatPrintf(
  machine: HostMachine,
  format: string,
  args: PrintfArguments,
  style: PrintfStyle = "kernel",
): string {
  let result = "";
  let last = 0;
  conversion.lastIndex = 0;
  const pattern = new RegExp(conversion);
  for (let match = pattern.exec(format); match; match = pattern.exec(format)) {
    const [whole, flags = "", width, precision, length, letter = ""] = match;
    result += format.slice(last, match.index);
    last = match.index + whole.length;
    if (letter === "%") {
      result += "%";
      continue;
    }
    const spec = readConversion(flags, width, precision, length, args);
    if (letter === "p" && style === "kernel") {
      const suffix = /^[A-Za-z0-9]*/.exec(format.slice(last))?.[0] ?? "";
      const [text, used] = kernelPointer(machine, args, suffix);
      last += used;
      pattern.lastIndex = last;
      result += pad(text, spec);
      continue;
    }
    if (letter === "n" && style === "libc") storeCount(machine, spec, args, result.length);
    else result += convert(machine, letter, spec, args, style);
  }
  return result + format.slice(last);
}

/** %n: how many characters there are so far, to where the argument points. */
function storeCount(
  machine: HostMachine,
  { sizeBytes }: Conversion,
  args: PrintfArguments,
  count: number,
): void {
  const at = machine.checkedAddress(args.next().bits, sizeBytes, true);
  for (let index = 0; index < sizeBytes; index++)
    machine.memory.fill(at + index, 1, index < 4 ? (count >>> (index * 8)) & 0xff : 0);
}

function readConversion(
  flags: string,
  width: string | undefined,
  precision: string | undefined,
  length: string | undefined,
  args: PrintfArguments,
): Conversion {
  const star = (): number => Number(signed(args.next().bits, 4));
  const wide = width === "*" ? star() : Number(width ?? 0);
  const exact =
    precision === undefined ? undefined : precision === "*" ? star() : Number(precision || 0);
  const sizes: Record<string, number> = { hh: 1, h: 2, l: 8, ll: 8, q: 8, L: 8, z: 8, t: 8, j: 8 };
  return {
    flags: wide < 0 ? `${flags}-` : flags,
    width: Math.min(Math.abs(wide), widthLimit),
    precision: exact === undefined || exact < 0 ? undefined : Math.min(exact, widthLimit),
    sizeBytes: sizes[length ?? ""] ?? 4,
  };
}

function signed(bits: bigint, sizeBytes: number): bigint {
  const value = bits & ((1n << BigInt(sizeBytes * 8)) - 1n);
  const top = 1n << BigInt(sizeBytes * 8 - 1);
  return value & top ? value - top - top : value;
}

function convert(
  machine: HostMachine,
  letter: string,
  spec: Conversion,
  args: PrintfArguments,
  style: PrintfStyle,
): string {
  const { bits, undefinedBits } = args.next();
  const mask = (1n << BigInt(spec.sizeBytes * 8)) - 1n;
  if (undefinedBits & mask && style === "kernel" && letter !== "s") return pad("(no value)", spec);
  switch (letter) {
    case "d":
    case "i":
      return number(signed(bits, spec.sizeBytes), 10, spec, true);
    case "u":
      return number(bits & mask, 10, spec, false);
    case "x":
      return number(bits & mask, 16, spec, false, "0x");
    case "X":
      return number(bits & mask, 16, spec, false, "0X").toUpperCase();
    case "o":
      return number(bits & mask, 8, spec, false, "0");
    case "c":
      return pad(String.fromCharCode(Number(bits & 0xffn)), spec);
    case "s": {
      const read = style === "libc" ? "readBytesAsText" : "readString";
      const text = bits === 0n ? "(null)" : machine[read](bits, spec.precision);
      return pad(spec.precision === undefined ? text : text.slice(0, spec.precision), spec);
    }
    case "p":
      return pad(bits === 0n ? "(nil)" : `0x${bits.toString(16)}`, spec);
    case "n":
      return "";
    default:
      return pad("?", spec);
  }
}

function number(
  value: bigint,
  base: number,
  spec: Conversion,
  isSigned: boolean,
  prefix = "",
): string {
  const { flags, precision, width } = spec;
  let digits = (value < 0n ? -value : value).toString(base);
  if (precision === 0 && value === 0n) digits = "";
  if (precision !== undefined) digits = digits.padStart(precision, "0");
  let sign = value < 0n ? "-" : "";
  if (isSigned && value >= 0n) sign = flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  if (flags.includes("#") && value !== 0n) {
    if (base === 16) sign += prefix;
    else if (base === 8 && !digits.startsWith("0")) digits = `0${digits}`;
  }
  if (flags.includes("0") && !flags.includes("-") && precision === undefined)
    digits = digits.padStart(width - sign.length, "0");
  return pad(sign + digits, spec);
}

const pad = (text: string, { flags, width }: Conversion): string =>
  flags.includes("-") ? text.padEnd(width) : text.padStart(width);

/** %p and its kernel extensions: the text, and how many letters after the p belong to it. */
function kernelPointer(
  machine: HostMachine,
  args: PrintfArguments,
  suffix: string,
): readonly [text: string, used: number] {
  const { bits, undefinedBits } = args.next();
  if (undefinedBits) return ["(no value)", 0];
  switch (suffix[0]) {
    case "V": {
      // struct va_format { const char *fmt; va_list *va; }
      const fmt = machine.readNumber(bits, 8);
      const list = machine.readNumber(bits + 8n, 8);
      return [formatPrintf(machine, machine.readString(fmt), listArguments(machine, list)), 1];
    }
    case "e": {
      const value = signed(bits, 8);
      if (-4096n < value && value < 0n) return [`-${errnoNames[Number(-value)] ?? -value}`, 1];
      return [machine.describe(bits).text, 1];
    }
    case "s":
    case "S":
    case "g":
    case "d":
    case "D":
    case "x":
    case "K":
      return [machine.describe(bits).text, 1];
    default:
      return [machine.describe(bits).text, 0];
  }
}
