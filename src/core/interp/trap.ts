// SPDX-License-Identifier: MIT
import type { CcDiagnostic, CType, FunctionInfo, SourcePosition } from "../cc";

export type TrapKind =
  | "null"
  | "null-function"
  | "wild"
  | "bad-function"
  | "use-after-free"
  | "double-free"
  | "invalid-free"
  | "out-of-bounds"
  | "undefined-decides"
  | "undefined-address"
  | "shift"
  | "divide-by-zero"
  | "divide-overflow"
  | "string-literal-write"
  | "misaligned"
  | "stack"
  | "depth"
  | "memory"
  | "err-pointer"
  | "unreachable"
  | "bug"
  | (string & {});

/** What an address points to, in words that are the same in every run: never a raw address. */
export interface ObjectRef {
  readonly root: {
    readonly kind: "global" | "heap" | "stack" | "function" | "string" | "none";
    readonly name: string;
    /** Of heap objects: counted from 1 in order of allocation. */
    readonly sequence?: number;
    /** Of locals and static locals. */
    readonly function?: string;
  };
  /** From the root to what is pointed to, ".a[2].b"; "" for the root itself. */
  readonly path: string;
  /** In the root, in bytes; negative or beyond sizeBytes when outside of it. */
  readonly offset: number;
  /** Of the root. */
  readonly sizeBytes: number;
  readonly text: string;
}

/** One line of a stack: a function, and the statement or call it is at. */
export interface Frame {
  readonly function: string;
  readonly position: SourcePosition;
}

/** Where bits without a value came from. */
export interface UndefinedOrigin {
  readonly kind: "local" | "heap" | "result" | "global";
  readonly object: ObjectRef;
  readonly declaredAt?: SourcePosition;
  readonly function?: string;
  readonly text: string;
}

export interface Trap {
  readonly kind: TrapKind;
  readonly message: string;
  readonly position: SourcePosition;
  readonly function: string;
  readonly object?: ObjectRef;
  readonly address?: bigint;
  /** Innermost first. */
  readonly stack: readonly Frame[];
  readonly origin?: UndefinedOrigin;
  /** The id of the decision it happened in. */
  readonly decision?: number;
  readonly allocatedAt?: readonly Frame[];
  readonly freedAt?: readonly Frame[];
}

/** A value at the boundary; undefinedBits has a 1 for every bit nobody set. */
export interface Value {
  readonly bits: bigint;
  readonly undefinedBits: bigint;
  readonly type: CType;
}

/** How a call ended. */
export type Stop =
  | { readonly kind: "returned"; readonly value?: Value }
  | { readonly kind: "trapped"; readonly trap: Trap }
  | {
      readonly kind: "out-of-fuel";
      readonly position: SourcePosition;
      readonly stack: readonly Frame[];
    }
  | {
      readonly kind: "blocked";
      readonly on: string;
      readonly position: SourcePosition;
      readonly stack: readonly Frame[];
    }
  | { readonly kind: "exited"; readonly status: number }
  | {
      readonly kind: "not-runnable";
      readonly reason: string;
      readonly diagnostics: readonly CcDiagnostic[];
      /** The function whose text has errors, if that is why. */
      readonly function?: string;
    };

/** Bytes of an object, or of a field of it: `machine.readGlobal("x").field("y")` has both. */
export interface Watch {
  readonly address: bigint;
  readonly sizeBytes: number;
}

export interface Stored {
  readonly watch: Watch;
  /** The watched bytes, whatever part of them is stored to; equal where the value is the same. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly function: string;
  readonly position: SourcePosition;
  /** The host function that stored, if it was no C. */
  readonly host?: string;
}

/** Arithmetic whose exact result does not fit its type. */
export interface Overflow {
  readonly kind: "signed-overflow" | "unsigned-wrap";
  /** The exact result, and what C makes of it. */
  readonly exact: bigint;
  readonly wrapped: bigint;
  readonly function: string;
  readonly position: SourcePosition;
}

/** What a machine tells while it runs; each is free when absent. */
export interface Hooks {
  call?: (
    f: FunctionInfo,
    args: readonly Value[],
    activation: number,
    callSite: SourcePosition | undefined,
  ) => void;
  return?: (f: FunctionInfo, value: Value | undefined, activation: number) => void;
  statement?: (id: number, activation: number) => void;
  decision?: (id: number, outcome: boolean, activation: number, forced: boolean) => void;
  undefinedProduced?: (kind: string, position: SourcePosition) => void;
  /** A function that nothing defines is called; if it `standsFor` something, that is not known. */
  stub?: (
    name: string,
    args: readonly Value[],
    position: SourcePosition,
    standsFor: string | undefined,
  ) => void;
  /** Stores to these are told to `stored`, before they are done; of host functions, after. */
  watched?: readonly Watch[];
  stored?: (store: Stored) => void;
  /** Signed results that do not fit, and unsigned ones at positions that `marks` chooses. */
  overflow?: (overflow: Overflow) => void;
  marks?: (position: SourcePosition) => boolean;
  /** A function is called for the first time since `listen`. */
  entered?: (f: FunctionInfo) => void;
  /** `call` and `return` hear of these functions only; asked once per function. */
  selects?: (f: FunctionInfo) => boolean;
  /** `statement` and `decision` (each way) hear of the first time only: nearly free. */
  once?: boolean;
}

/** Linux errno names by number, as ERR_PTR carries them. */
export const errnoNames: Readonly<Record<number, string>> = {
  1: "EPERM",
  2: "ENOENT",
  3: "ESRCH",
  4: "EINTR",
  5: "EIO",
  6: "ENXIO",
  7: "E2BIG",
  8: "ENOEXEC",
  9: "EBADF",
  10: "ECHILD",
  11: "EAGAIN",
  12: "ENOMEM",
  13: "EACCES",
  14: "EFAULT",
  15: "ENOTBLK",
  16: "EBUSY",
  17: "EEXIST",
  18: "EXDEV",
  19: "ENODEV",
  20: "ENOTDIR",
  21: "EISDIR",
  22: "EINVAL",
  23: "ENFILE",
  24: "EMFILE",
  25: "ENOTTY",
  26: "ETXTBSY",
  27: "EFBIG",
  28: "ENOSPC",
  29: "ESPIPE",
  30: "EROFS",
  31: "EMLINK",
  32: "EPIPE",
  33: "EDOM",
  34: "ERANGE",
  35: "EDEADLK",
  36: "ENAMETOOLONG",
  37: "ENOLCK",
  38: "ENOSYS",
  39: "ENOTEMPTY",
  40: "ELOOP",
  52: "EBADE",
  61: "ENODATA",
  62: "ETIME",
  71: "EPROTO",
  74: "EBADMSG",
  75: "EOVERFLOW",
  84: "EILSEQ",
  95: "EOPNOTSUPP",
  105: "ENOBUFS",
  110: "ETIMEDOUT",
  115: "EINPROGRESS",
  116: "ESTALE",
  117: "EUCLEAN",
  133: "EHWPOISON",
  512: "ERESTARTSYS",
  517: "EPROBE_DEFER",
  524: "ENOTSUPP",
};
