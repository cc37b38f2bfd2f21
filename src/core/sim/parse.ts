// SPDX-License-Identifier: MIT
import type { Diagnostic } from "../base";
import {
  characterDevice,
  isObject,
  parseSchedule,
  parseStimuli,
  parseWorld,
  type Step,
  type Stimulus,
  type World,
} from "../world";
import { pageOf } from "./affected";
import { invariants } from "./invariant";
import type { Scenario } from "./scenario";
import { runnerOf } from "./tasks";

/** Reads one scenario file's JSON; undefined and a diagnostic where it is none. */
export function parseScenario(json: unknown): {
  readonly value: Scenario | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (!isObject(json) || typeof json["id"] !== "string")
    return { value: undefined, diagnostics: [invalid("a scenario is an object with an id")] };
  const world = parseWorld(json["world"]);
  const stimuli = parseStimuli(json["stimuli"]);
  const schedule = json["schedule"] === undefined ? undefined : parseSchedule(json["schedule"]);
  const watched = json["invariants"];
  const bearsOn = json["bearsOn"];
  const diagnostics = [
    ...Object.keys(json)
      .filter((key) => !scenarioKeys.has(key))
      .map((key) => invalid(`${key.slice(0, 60)} is not a known name of a scenario`)),
    ...world.diagnostics,
    ...stimuli.diagnostics,
    ...(schedule?.diagnostics ?? []),
    ...checkSchedule(schedule?.value ?? [], stimuli.value),
    ...(watched === undefined ? [] : checkInvariants(watched)),
    ...(bearsOn === undefined ||
    (Array.isArray(bearsOn) && bearsOn.every((word) => typeof word === "string"))
      ? []
      : [invalid("bearsOn is not a list of words")]),
    ...(["seed", "merged", undefined].includes(json["rules"] as string | undefined)
      ? []
      : [invalid("rules is not one of seed, merged")]),
    ...(world.diagnostics.length || stimuli.diagnostics.length
      ? []
      : stimuli.value.flatMap((stimulus, index) => checkStimulus(stimulus, index, world.value))),
  ];
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error"))
    return { value: undefined, diagnostics };
  return {
    value: {
      id: json["id"],
      title: text(json["title"]),
      about: text(json["about"]),
      bearsOn: Array.isArray(bearsOn) ? bearsOn.map(String) : [],
      world: world.value,
      stimuli: stimuli.value,
      ...(schedule ? { schedule: schedule.value } : {}),
      rules: json["rules"] === "merged" ? "merged" : "seed",
      ...(Array.isArray(watched) ? { invariants: idsOf(watched.map(String)) } : {}),
    },
    diagnostics,
  };
}

/** "__proto__" changes nothing here, as in a world. */
const scenarioKeys = new Set([
  "__proto__",
  "$schema",
  "id",
  "title",
  "about",
  "bearsOn",
  "world",
  "stimuli",
  "schedule",
  "rules",
  "invariants",
  "basic",
]);

/** A turn is somebody's who does something. */
const checkSchedule = (
  steps: readonly Step[],
  stimuli: readonly Stimulus[],
): readonly Diagnostic[] =>
  steps.flatMap(({ run }, index) =>
    stimuli.some((stimulus) => runnerOf(stimulus) === run && !stimulus.at)
      ? []
      : [invalid(`schedule.${index}.run is nobody who does anything in his own time`)],
  );

/** Names of the world that a stimulus uses have to be there: the model would do nothing at all. */
function checkStimulus(stimulus: Stimulus, index: number, world: World): readonly Diagnostic[] {
  const wrong = (key: string, what: string): Diagnostic =>
    invalid(`stimuli.${index}.${key} ${what}`);
  const named = (
    key: string,
    name: string,
    list: readonly { readonly name: string }[],
    of: string,
  ) => (list.some((one) => one.name === name) ? [] : [wrong(key, `names no ${of}`)]);
  const runner = (): readonly Diagnostic[] =>
    !("by" in stimulus) || stimulus.by === "kworker"
      ? []
      : named("by", stimulus.by, world.processes, "process");
  switch (stimulus.kind) {
    case "unbind":
    case "bind": {
      const device = world.devices.find(({ name }) => name === stimulus.device);
      const driver = device?.mode === "devdax" ? "device_dax" : "nd_pmem";
      return [
        ...runner(),
        ...named("device", stimulus.device, world.devices, "device"),
        ...(!device || driver === stimulus.driver
          ? []
          : [wrong("driver", `is not that of ${device.name}: ${driver}`)]),
      ];
    }
    case "dm-remove":
      return [...runner(), ...named("mapper", stimulus.mapper, world.mappers, "mapper")];
    case "mount":
    case "umount":
    case "freeze":
    case "thaw":
      return [...runner(), ...named("mount", stimulus.mount, world.mounts, "mount")];
    case "mmap":
    case "munmap":
    case "msync":
    case "read":
    case "write":
      return [
        ...runner(),
        ...(characterDevice(world, stimulus.file)
          ? []
          : named("file", stimulus.file, world.files, "file")),
      ];
    case "memory-failure":
      return [
        ...runner(),
        ...(stimulus.seenBy === undefined
          ? []
          : named("seenBy", stimulus.seenBy, world.processes, "process")),
        ...(stimulus.address !== undefined || pageOf(world, stimulus.object, stimulus.page)
          ? []
          : [wrong("page", `is no page of ${stimulus.object}`)]),
      ];
    default:
      return runner();
  }
}

function checkInvariants(watched: unknown): readonly Diagnostic[] {
  if (!Array.isArray(watched)) return [invalid("invariants is not a list")];
  const known = new Set<string>(invariants.flatMap(({ id, group }) => [id, group]));
  return watched
    .filter((id) => !known.has(String(id)))
    .map((id) => invalid(`there is no invariant ${String(id).slice(0, 60)}`));
}

/** Ids as they are, and the ids of a whole group for its name. */
const idsOf = (names: readonly string[]): readonly string[] =>
  invariants
    .filter(({ id, group }) => names.includes(id) || names.includes(group))
    .map(({ id }) => id);

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const invalid = (message: string): Diagnostic => ({
  code: "sim/scenario-invalid",
  severity: "error",
  message,
});
