// SPDX-License-Identifier: MIT
import type { Amount } from "./world";

/** Pages [firstPage, firstPage + pages) of a file in a process. */
interface MappingOf {
  readonly file: string;
  readonly by: string;
}

/** What an error looks like in a bank of the processor. */
interface Bank {
  readonly bank: number;
  readonly status: Amount;
  readonly address: Amount;
  readonly misc: Amount;
}

/** Something that happens to the machine. */
export type Happening =
  | {
      readonly kind: "unbind" | "bind";
      readonly device: string;
      /** Whose the device is. */
      readonly driver: (typeof drivers)[number];
      /** The process that writes the device's name to the driver's file. */
      readonly by: string;
    }
  | { readonly kind: "dm-remove"; readonly mapper: string; readonly by: string }
  | {
      readonly kind: "mount" | "umount" | "freeze" | "thaw";
      readonly mount: string;
      readonly by: string;
    }
  | ({
      readonly kind: "mmap";
      readonly firstPage: number;
      readonly pages: number;
      readonly sync: boolean;
      readonly shared: boolean;
    } & MappingOf)
  | ({ readonly kind: "munmap" | "msync" } & MappingOf)
  | ({ readonly kind: "read" | "write"; readonly page: number } & MappingOf)
  | { readonly kind: "exit"; readonly by: string }
  | {
      readonly kind: "memory-failure";
      /** A file, or a device whose pages are counted from its start; none: an address is given. */
      readonly object: string;
      readonly page: number;
      readonly address?: Amount;
      /** The page is what this process sees there: of the device, of the page cache, or its own. */
      readonly seenBy?: string;
      /** Bits of enum mf_flags. */
      readonly flags: number;
      /** A process, or "kworker". */
      readonly by: string;
    }
  | ({
      readonly kind: "machine-check";
      /** The process that runs on the processor. */
      readonly by: string;
      readonly where: (typeof machineCheckPlaces)[number];
      /** The interrupted program can go on. */
      readonly restartable: boolean;
    } & Bank)
  | ({ readonly kind: "machine-check-poll" } & Bank)
  | {
      readonly kind: "ghes-record";
      readonly severity: (typeof cperSeverities)[number];
      /** CPER_MEM_VALID_*. */
      readonly validationBits: Amount;
      readonly physicalAddress: Amount;
      readonly mask: Amount;
      readonly thresholdExceeded: boolean;
      /** Who runs into the error (a synchronous abort); absent: firmware tells of it later. */
      readonly by?: string;
      /** How often the same record comes, a page further each time. */
      readonly times?: number;
    }
  | {
      /** Firmware's own record beside a bank's, for the driver that puts it into the trace. */
      readonly kind: "extlog-record";
      readonly severity: (typeof cperSeverities)[number];
      readonly validationBits: Amount;
      readonly physicalAddress: Amount;
      readonly mask: Amount;
    }
  | ({
      readonly kind: "mce-record";
      /** Number of the severity, 0 to 7. */
      readonly severity: number;
    } & Bank)
  | ({
      readonly kind: "smca-record";
      /** The processor's, as the record names it; the machine's one has 0. */
      readonly apicId: number;
    } & Bank)
  | { readonly kind: "ars"; readonly start: Amount; readonly bytes: Amount }
  | {
      readonly kind: "sysctl";
      readonly name: (typeof sysctlNames)[number];
      readonly value: number;
      readonly by: string;
    };

/**
 * The moment of a run at which something happens, for the nth time: a traced function is called or
 * returns, an event of the model comes, or a function (`with.function`) is about to read or write a
 * field of a shared object. None of them depends on how a text is worded.
 */
export interface At {
  readonly on: (typeof momentKinds)[number];
  /** Of the function, the kind of the event, or the field's name. */
  readonly name: string;
  /**
   * Arguments that must be as told, by name: a return's value is called "value", a field's object
   * "object".
   */
  readonly with: Readonly<Record<string, string>>;
  readonly nth: number;
  /** Only in this process. */
  readonly in?: string;
}

/** What happens, and when: after what stands before it in the list, or in the midst of that. */
export type Stimulus = Happening & { readonly at?: At };

export const momentKinds = ["call", "return", "event", "load", "store"] as const;

/** A turn of a schedule: a process goes on until a moment, else until it waits or ends. */
export interface Step {
  readonly run: string;
  readonly until?: At;
}

/** Of a disk for filesystems, and of a character device. */
export const drivers = ["nd_pmem", "device_dax"] as const;
/** CPER_SEV_*: not the order of the kernel's own severities. */
export const cperSeverities = ["recoverable", "fatal", "corrected", "informational"] as const;
/** Where an error strikes; the model counts them from 0. */
export const machineCheckPlaces = ["user", "kernel", "kernel-recoverable", "copy-in"] as const;
export const sysctlNames = ["memory_failure_early_kill", "memory_failure_recovery"] as const;
