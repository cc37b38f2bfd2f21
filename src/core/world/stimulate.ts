// SPDX-License-Identifier: MIT
import { unreachable } from "../base";
import type { Machine } from "../interp";
import { cperSeverities, machineCheckPlaces, type Happening } from "./stimulus";

/** One named value of a stimulus, as text. */
export interface StimulusArgument {
  readonly name: string;
  readonly value: string;
}

/** A C function that one process calls, and the line that tells of it beforehand. */
export interface Deed {
  readonly text: string;
  readonly args: readonly StimulusArgument[];
  readonly function: string;
  readonly values: readonly (string | number | bigint | boolean)[];
}

const amount = (value: number | string): bigint => BigInt(value);
const hex = (value: number | string): string => `0x${BigInt(value).toString(16)}`;
const pageBytes = 4096n;
const pointerBytes = 8;

/** What happens, as calls of the model's functions, one after the other. */
export function deedsOf(stimulus: Happening): readonly Deed[] {
  const deeds: Deed[] = [];
  let told: Pick<Deed, "text" | "args"> = { text: "", args: [] };
  gather(
    stimulus,
    (text, args) => {
      const named = Object.entries(args).map(([name, one]) => ({ name, value: String(one) }));
      told = { text, args: named };
    },
    (name, ...values) => void deeds.push({ ...told, function: name, values }),
  );
  return deeds;
}

/** What a deed's function is called with: texts are put into the machine's memory. */
export const valuesOf = (machine: Machine, { values }: Deed): readonly (bigint | number)[] =>
  values.map((value) =>
    typeof value === "string"
      ? // The kernel's worker has no name to look up, the model makes it.
        value === "kworker"
        ? 0n
        : machine.allocString(value)
      : typeof value === "boolean"
        ? Number(value)
        : value,
  );

function gather(stimulus: Happening, tell: Tell, call: Call): void {
  switch (stimulus.kind) {
    case "unbind":
    case "bind": {
      const { kind, device, driver, by } = stimulus;
      const bus = driver === "device_dax" ? "dax" : "nd";
      tell(`${by}: echo ${device} > /sys/bus/${bus}/drivers/${driver}/${kind}`, { by, device });
      return call(kind === "bind" ? "hs_stimulus_bind" : "hs_stimulus_unbind", by, device);
    }
    case "dm-remove": {
      const { mapper, by } = stimulus;
      tell(`${by}: dmsetup remove --force ${mapper}`, { by, mapper });
      return call("hs_stimulus_dm_remove", by, mapper);
    }
    case "mount":
    case "umount":
    case "freeze":
    case "thaw": {
      const { kind, mount, by } = stimulus;
      tell(`${by}: ${commandOf[kind]} ${mount}`, { by, mount });
      return call(`hs_stimulus_${kind}`, by, mount);
    }
    case "mmap": {
      const { by, file, firstPage, pages, sync, shared } = stimulus;
      const kind = shared ? (sync ? "MAP_SYNC" : "MAP_SHARED") : "MAP_PRIVATE";
      tell(`${by}: mmap ${file}, ${pages} pages from ${firstPage}, ${kind}`, {
        ...{ by, file, firstPage, pages },
      });
      return call("hs_stimulus_mmap", by, file, firstPage, pages, sync, shared);
    }
    case "munmap":
    case "msync": {
      const { kind, by, file } = stimulus;
      tell(`${by}: ${kind} ${file}`, { by, file });
      return call(`hs_stimulus_${kind}`, by, file);
    }
    case "read":
    case "write": {
      const { kind, by, file, page } = stimulus;
      tell(`${by}: ${kind}s ${file} page ${page}`, { by, file, page });
      return call("hs_stimulus_touch", by, file, page, kind === "write");
    }
    case "exit": {
      const { by } = stimulus;
      tell(`${by}: exit`, { by });
      return call("hs_stimulus_exit", by);
    }
    case "memory-failure":
      return failMemory(stimulus, tell, call);
    case "sysctl": {
      const { by, name, value: to } = stimulus;
      tell(`${by}: sysctl vm.${name}=${to}`, { by, name, value: to });
      return call("hs_stimulus_sysctl", by, name, to);
    }
    default:
      return report(stimulus, tell, call);
  }
}

const commandOf = {
  mount: "mount",
  umount: "umount",
  freeze: "fsfreeze --freeze",
  thaw: "fsfreeze --unfreeze",
} as const;

type Tell = (line: string, args: Readonly<Record<string, string | number | boolean>>) => void;
type Call = (name: string, ...args: readonly (string | number | bigint | boolean)[]) => void;
type Failure = Extract<Happening, { readonly kind: "memory-failure" }>;
type Report = Extract<
  Happening,
  {
    readonly kind:
      | "ghes-record"
      | "extlog-record"
      | "smca-record"
      | "mce-record"
      | "machine-check"
      | "machine-check-poll"
      | "ars";
  }
>;

function failMemory(failure: Failure, tell: Tell, call: Call): void {
  const { object, page, address, seenBy, flags, by } = failure;
  if (address !== undefined) {
    tell(`${by}: the memory at ${hex(address)} is lost`, { by, address: hex(address), flags });
    return call("hs_stimulus_memory_failure_at", by, amount(address), flags);
  }
  if (seenBy !== undefined) {
    tell(`${by}: the memory that ${seenBy} sees as ${object} page ${page} is lost`, {
      ...{ by, object, page, seenBy, flags },
    });
    return call("hs_stimulus_memory_failure_seen", by, seenBy, object, page, flags);
  }
  tell(`${by}: the memory of ${object} page ${page} is lost`, { by, object, page, flags });
  return call("hs_stimulus_memory_failure", by, object, page, flags);
}

/** What firmware and hardware tell. */
function report(stimulus: Report, tell: Tell, call: Call): void {
  switch (stimulus.kind) {
    case "ghes-record": {
      const { severity, validationBits, physicalAddress, mask, thresholdExceeded } = stimulus;
      const { times = 1, by } = stimulus;
      for (let time = 0n; time < times; time++) {
        const at = amount(physicalAddress) + time * pageBytes;
        const address = time ? `0x${at.toString(16)}` : physicalAddress;
        tell(
          `${by === undefined ? "firmware:" : `firmware, for ${by}:`} ` +
            `a ${severity} memory error at ${hex(address)}, mask ${hex(mask)}`,
          ...[{ severity, validationBits, physicalAddress: address, mask, thresholdExceeded }],
        );
        call(
          "hs_stimulus_ghes_record",
          by ?? 0,
          ...[amount(validationBits), cperSeverities.indexOf(severity)],
          ...[at, amount(mask), thresholdExceeded ? 8 : 0, time + 1n < times],
        );
      }
      return;
    }
    case "smca-record": {
      const { bank, status, address, misc, apicId } = stimulus;
      tell(`firmware: bank ${bank} of processor ${apicId} held ${hex(status)}`, {
        ...{ bank, status, address, misc, apicId },
      });
      return call(
        "hs_stimulus_smca_record",
        ...[bank, amount(status), amount(address), amount(misc), apicId],
      );
    }
    case "extlog-record": {
      const { severity, validationBits, physicalAddress, mask } = stimulus;
      tell(
        `firmware: a ${severity} error at ${hex(physicalAddress)} in its log, mask ${hex(mask)}`,
        { severity, validationBits, physicalAddress, mask },
      );
      return call(
        "hs_stimulus_extlog_record",
        ...[amount(validationBits), cperSeverities.indexOf(severity)],
        ...[amount(physicalAddress), amount(mask)],
      );
    }
    case "mce-record": {
      const { bank, status, address, misc, severity } = stimulus;
      tell(`hardware: bank ${bank} reports ${hex(status)} at ${hex(address)}`, {
        ...{ bank, status, address, misc, severity },
      });
      return call(
        "hs_stimulus_mce_record",
        ...[bank, amount(status), amount(address), amount(misc), severity],
      );
    }
    case "machine-check": {
      const { by, bank, status, address, misc, where, restartable } = stimulus;
      tell(`hardware: ${by} runs into bad memory at ${hex(address)}`, {
        ...{ by, bank, status, address, misc, where, restartable },
      });
      return call(
        ...(["hs_stimulus_machine_check", by, bank, amount(status), amount(address)] as const),
        ...[amount(misc), machineCheckPlaces.indexOf(where), restartable],
      );
    }
    case "machine-check-poll": {
      const { bank, status, address, misc } = stimulus;
      tell(`hardware: bank ${bank} holds ${hex(status)} at ${hex(address)}`, {
        ...{ bank, status, address, misc },
      });
      return call(
        "hs_stimulus_machine_check_poll",
        ...[bank, amount(status), amount(address), amount(misc)],
      );
    }
    case "ars": {
      const { start, bytes } = stimulus;
      tell(`firmware: a scrub finds ${bytes} bad bytes at ${hex(start)}`, { start, bytes });
      return call("hs_stimulus_ars", amount(start), amount(bytes));
    }
    default:
      return unreachable(stimulus);
  }
}

/** The process that runs now, by the name the world gave it. */
export function currentProcess(machine: Machine): string {
  const task = machine.readGlobal("hs_current");
  return task.isNull ? "none" : task.deref().field("hs_name").cString();
}

/** Whose turn it is, for `giveTurn`. */
export const turn = (machine: Machine): Uint8Array =>
  machine.readBytes(machine.readGlobal("hs_current").address, pointerBytes);

/** Lets whoever ran then be the one who runs, and says who that is. */
export function giveTurn(machine: Machine, to: Uint8Array): string {
  machine.writeBytes(machine.readGlobal("hs_current").address, to);
  return currentProcess(machine);
}
