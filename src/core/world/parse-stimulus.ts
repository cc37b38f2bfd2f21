// SPDX-License-Identifier: MIT
import type { Parsed } from "../base";
import { isObject, JsonReader } from "./json";
import {
  cperSeverities,
  drivers,
  machineCheckPlaces,
  momentKinds,
  sysctlNames,
  type At,
  type Happening,
  type Step,
  type Stimulus,
} from "./stimulus";

const pagesLimit = 16384;
/** More than that is the same again. */
const timesLimit = 1000;

/** More turns than anybody writes down. */
const stepsLimit = 1000;

/** Reads what happens in a scenario, in order. */
export function parseStimuli(json: unknown): Parsed<readonly Stimulus[]> {
  const reader = new JsonReader("world/stimulus-invalid");
  const value = reader.list(json, "stimuli", (item, path) => readStimulus(reader, item, path));
  if (!value.length && !reader.diagnostics.length) reader.problem("stimuli", "is empty");
  return { value, diagnostics: reader.diagnostics };
}

/** Reads who goes on when, in order. */
export function parseSchedule(json: unknown): Parsed<readonly Step[]> {
  const reader = new JsonReader("world/stimulus-invalid");
  const value = reader.list(json, "schedule", (item, path): Step => {
    const step = reader.object(item, path, ["run", "until"]);
    const until = step["until"];
    return {
      run: reader.text(step["run"], `${path}.run`),
      ...(until === undefined ? {} : { until: readAt(reader, until, `${path}.until`) }),
    };
  });
  if (stepsLimit < value.length) reader.problem("schedule", `has more than ${stepsLimit} steps`);
  return { value, diagnostics: reader.diagnostics };
}

/** The keys of each kind, besides kind and at. */
const keysOf: Readonly<Record<Happening["kind"], readonly string[]>> = {
  unbind: ["device", "driver", "by"],
  "memory-failure": ["object", "page", "address", "seenBy", "flags", "by"],
  "ghes-record": [
    ...[
      "severity",
      "validationBits",
      "physicalAddress",
      "mask",
      "thresholdExceeded",
      "times",
      "by",
    ],
  ],
  "mce-record": ["bank", "status", "address", "misc", "severity"],
  "smca-record": ["bank", "status", "address", "misc", "apicId"],
  bind: ["device", "driver", "by"],
  "dm-remove": ["mapper", "by"],
  mount: ["mount", "by"],
  umount: ["mount", "by"],
  freeze: ["mount", "by"],
  thaw: ["mount", "by"],
  mmap: ["file", "firstPage", "pages", "sync", "shared", "by"],
  munmap: ["file", "by"],
  msync: ["file", "by"],
  read: ["file", "page", "by"],
  write: ["file", "page", "by"],
  exit: ["by"],
  "machine-check": ["bank", "status", "address", "misc", "by", "where", "restartable"],
  "machine-check-poll": ["bank", "status", "address", "misc"],
  "extlog-record": ["severity", "validationBits", "physicalAddress", "mask"],
  ars: ["start", "bytes"],
  sysctl: ["name", "value", "by"],
};

export const stimulusKinds = Object.keys(keysOf) as readonly Happening["kind"][];

function readStimulus(reader: JsonReader, json: unknown, path: string): Stimulus {
  const given = isObject(json) ? json["kind"] : undefined;
  const kind = reader.choice(given, `${path}.kind`, stimulusKinds);
  // Of something unknown nothing is known: what it holds is not gone through.
  const value = stimulusKinds.some((one) => one === given)
    ? reader.object(json, path, ["kind", "at", ...keysOf[kind]])
    : {};
  const at = value["at"] === undefined ? {} : { at: readAt(reader, value["at"], `${path}.at`) };
  return { ...new StimulusReader(reader, value, path).read(kind), ...at };
}

function readAt(reader: JsonReader, json: unknown, path: string): At {
  const value = reader.object(json, path, [...momentKinds, "with", "nth", "in"]);
  const ways = momentKinds.filter((key) => value[key] !== undefined);
  const on = ways[0] ?? "event";
  if (ways.length !== 1) reader.problem(path, `is not one of ${momentKinds.join(", ")}`);
  const wanted = value["with"] ?? {};
  if (!isObject(wanted)) reader.problem(`${path}.with`, "is not an object");
  else if ((on === "load" || on === "store") && wanted["function"] === undefined)
    reader.problem(`${path}.with`, "does not tell the function");
  return {
    on,
    name: reader.text(value[on], `${path}.${on}`),
    with: isObject(wanted)
      ? Object.fromEntries(
          Object.entries(wanted)
            .filter(([key]) => key !== "__proto__")
            .map(([key, one]) => [key, String(one)]),
        )
      : {},
    nth: reader.integer(value["nth"], `${path}.nth`, 1, 1_000_000),
    ...(value["in"] === undefined ? {} : { in: reader.text(value["in"], `${path}.in`) }),
  };
}

/** Reads the fields of one stimulus by their names. */
class StimulusReader {
  constructor(
    private readonly reader: JsonReader,
    private readonly value: Record<string, unknown>,
    private readonly path: string,
  ) {}

  private text(key: string, otherwise?: string): string {
    return this.reader.text(this.value[key], `${this.path}.${key}`, otherwise);
  }

  private amount(key: string, otherwise?: number) {
    return this.reader.amount(this.value[key], `${this.path}.${key}`, otherwise);
  }

  private integer(key: string, least: number, most: number): number {
    return this.reader.integer(this.value[key], `${this.path}.${key}`, least, most);
  }

  private boolean(key: string, otherwise: boolean): boolean {
    return this.reader.boolean(this.value[key], `${this.path}.${key}`, otherwise);
  }

  private bank() {
    return {
      bank: this.integer("bank", 0, 255),
      status: this.amount("status"),
      address: this.amount("address"),
      misc: this.amount("misc"),
    };
  }

  private cperRecord() {
    return {
      severity: this.reader.choice(this.value["severity"], `${this.path}.severity`, cperSeverities),
      validationBits: this.amount("validationBits"),
      physicalAddress: this.amount("physicalAddress"),
      mask: this.amount("mask"),
    };
  }

  read(kind: Happening["kind"]): Happening {
    switch (kind) {
      case "unbind":
      case "bind":
        return {
          ...{ kind, device: this.text("device"), by: this.text("by") },
          driver: this.reader.choice(
            this.value["driver"],
            `${this.path}.driver`,
            drivers,
            "nd_pmem",
          ),
        };
      case "dm-remove":
        return { kind, mapper: this.text("mapper"), by: this.text("by") };
      case "mount":
      case "umount":
      case "freeze":
      case "thaw":
        return { kind, mount: this.text("mount"), by: this.text("by") };
      case "mmap":
        return {
          ...{ kind, file: this.text("file"), by: this.text("by") },
          firstPage: this.integer("firstPage", 0, pagesLimit),
          pages: this.integer("pages", 1, pagesLimit),
          sync: this.boolean("sync", false),
          shared: this.boolean("shared", true),
        };
      case "munmap":
      case "msync":
        return { kind, file: this.text("file"), by: this.text("by") };
      case "read":
      case "write":
        return {
          ...{ kind, file: this.text("file"), by: this.text("by") },
          page: this.integer("page", 0, pagesLimit),
        };
      case "exit":
        return { kind, by: this.text("by") };
      case "memory-failure":
        return this.memoryFailure(kind);
      case "machine-check":
        return {
          ...{ kind, ...this.bank(), by: this.text("by") },
          where: this.reader.choice(
            this.value["where"],
            `${this.path}.where`,
            machineCheckPlaces,
            "user",
          ),
          restartable: this.boolean("restartable", true),
        };
      case "machine-check-poll":
        return { kind, ...this.bank() };
      case "extlog-record":
        return { kind, ...this.cperRecord() };
      case "ghes-record":
        return {
          ...{ kind, ...this.cperRecord() },
          thresholdExceeded: this.boolean("thresholdExceeded", false),
          times: this.integer("times", 1, timesLimit),
          ...(this.value["by"] === undefined ? {} : { by: this.text("by") }),
        };
      case "smca-record":
        return { kind, ...this.bank(), apicId: this.integer("apicId", 0, 0xffff) };
      case "mce-record":
        return { kind, ...this.bank(), severity: this.integer("severity", 0, 7) };
      case "ars":
        return { kind, start: this.amount("start"), bytes: this.amount("bytes") };
      case "sysctl":
        return {
          kind,
          name: this.reader.choice(this.value["name"], `${this.path}.name`, sysctlNames),
          value: this.integer("value", 0, 1),
          by: this.text("by"),
        };
    }
  }

  private memoryFailure(kind: "memory-failure"): Happening {
    const address = this.value["address"];
    return {
      kind,
      object: this.text("object", address === undefined ? undefined : "nothing"),
      page: this.integer("page", 0, pagesLimit),
      ...(address === undefined ? {} : { address: this.amount("address") }),
      ...(this.value["seenBy"] === undefined ? {} : { seenBy: this.text("seenBy") }),
      flags: this.integer("flags", 0, 0x7fffffff),
      by: this.text("by", "kworker"),
    };
  }
}
