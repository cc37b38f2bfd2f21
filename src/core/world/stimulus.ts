// SPDX-License-Identifier: MIT
import type { Amount } from "./world";

/** Something that happens to the machine. */
export type Stimulus =
  | {
      readonly kind: "unbind";
      readonly device: string;
      /** The process that writes the device's name to the driver's unbind file. */
      readonly by: string;
    }
  | {
      readonly kind: "memory-failure";
      /** A file, or a device whose pages are counted from its start. */
      readonly object: string;
      readonly page: number;
      /** Bits of enum mf_flags. */
      readonly flags: number;
      /** A process, or "kworker". */
      readonly by: string;
    }
  | {
      readonly kind: "ghes-record";
      readonly severity: "recoverable" | "fatal" | "corrected" | "informational";
      /** CPER_MEM_VALID_*. */
      readonly validationBits: Amount;
      readonly physicalAddress: Amount;
      readonly mask: Amount;
      readonly thresholdExceeded: boolean;
    }
  | {
      readonly kind: "mce-record";
      readonly bank: number;
      readonly status: Amount;
      readonly address: Amount;
      readonly misc: Amount;
      /** Number of the severity, 0 to 7. */
      readonly severity: number;
    };

/** CPER_SEV_*: not the order of the kernel's own severities. */
export const cperSeverities = ["recoverable", "fatal", "corrected", "informational"] as const;
