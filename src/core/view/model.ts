// SPDX-License-Identifier: MIT
// What the panel draws, as plain JSON. The types are read off the schemas, so that what the two
// sides of the panel promise each other and what they check can never differ.
import * as v from "valibot";

/** An icon and a word, never a colour alone; the tone only adds to them. */
const markSchema = v.object({
  icon: v.picklist(["check", "cross", "question", "trap", "lock", "timer", "blocked", "dash"]),
  word: v.string(),
  tone: v.picklist(["good", "bad", "warn", "quiet"]),
});

/** A text, and where it leads: an index into the host's own table of places, never a path. */
const linkedSchema = v.object({ text: v.string(), link: v.exactOptional(v.number()) });

const hunkSchema = v.object({
  id: v.string(),
  title: linkedSchema,
  state: v.string(),
  /** What a run said of it; before any run, what it would run in. */
  summary: v.string(),
  /** Whether it is part of the run; absent before any run. */
  on: v.exactOptional(v.boolean()),
});

const patchSchema = v.object({
  number: v.number(),
  title: v.string(),
  /** "6 hunks" before a run, what changed after one. */
  summary: v.string(),
  selected: v.boolean(),
  hunks: v.array(hunkSchema),
});

const scenarioSchema = v.object({
  id: v.string(),
  title: v.string(),
  before: markSchema,
  beforeVerdicts: markSchema,
  after: markSchema,
  afterVerdicts: markSchema,
  changed: v.boolean(),
  /** One line: what differs, literally and behind gates. */
  summary: v.string(),
  selected: v.boolean(),
});

const sideSchema = v.object({
  mark: markSchema,
  text: v.string(),
  place: v.exactOptional(linkedSchema),
  /** The calls on the way, innermost first. */
  stack: v.array(v.object({ function: v.string(), place: linkedSchema })),
  /** For an undefined value: the declaration nobody set. */
  origin: v.exactOptional(linkedSchema),
  events: v.number(),
});

const verdictSchema = v.object({
  invariant: v.string(),
  before: markSchema,
  after: markSchema,
  changed: v.boolean(),
  why: v.string(),
});

const cellSchema = v.object({
  step: v.number(),
  thread: v.string(),
  depth: v.number(),
  kind: v.string(),
  text: v.string(),
  /** The device it is about, where it names one. */
  device: v.exactOptional(v.string()),
  place: linkedSchema,
});

const rowSchema = v.object({
  index: v.number(),
  kind: v.picklist(["same", "changed", "only-before", "only-after"]),
  before: v.exactOptional(cellSchema),
  after: v.exactOptional(cellSchema),
  /** Set on the first row of a divergence: "difference 1 of 2: ...". */
  divergence: v.exactOptional(v.string()),
  /** Set with `divergence` where it is one of messages, order or helpers alone. */
  noise: v.exactOptional(v.boolean()),
});

/** A stretch of rows; a folded one holds rows of one kind, far from what tells the story. */
const segmentSchema = v.object({ folded: v.boolean(), rows: v.array(rowSchema) });

const traceSchema = v.object({
  segments: v.array(segmentSchema),
  rows: v.number(),
  /** Rows beyond the limit, which are not shown. */
  cut: v.number(),
});

/** A thing of the simulated machine, one field of it, and of which page, entry or sector. */
const factSchema = v.object({
  kind: v.picklist(["process", "mount", "device", "file", "hold", "bad range", "record"]),
  name: v.string(),
  field: v.string(),
  unit: v.exactOptional(v.picklist(["page", "entry", "sector"])),
  index: v.exactOptional(v.number()),
});

/** One side's facts: those at the start, and what steps changed, in the order of steps. */
const timelineSchema = v.object({
  initial: v.array(v.object({ fact: factSchema, value: v.string() })),
  changes: v.array(v.object({ step: v.number(), fact: factSchema, to: v.string() })),
});

/** What a scenario's world is made of, for its picture; what of it changes stands in the facts. */
const worldSchema = v.object({
  /** How many of each are left out of the lists. */
  more: v.object({ devices: v.number(), mounts: v.number(), processes: v.number() }),
  devices: v.array(
    v.object({
      name: v.string(),
      pages: v.number(),
      /** Extents that are left out of the list. */
      extentsMore: v.number(),
      /** Pages [first, first + count). */
      extents: v.array(
        v.object({
          first: v.number(),
          count: v.number(),
          owner: v.string(),
          kind: v.picklist(["file", "metadata", "log"]),
        }),
      ),
    }),
  ),
  mounts: v.array(
    v.object({ name: v.string(), device: v.string(), through: v.exactOptional(v.string()) }),
  ),
  processes: v.array(
    v.object({
      name: v.string(),
      maps: v.array(v.object({ file: v.string(), firstPage: v.number(), pages: v.number() })),
    }),
  ),
});

/** A message of the kernel, and where it stands in the trace. */
const messageSchema = v.object({
  side: v.picklist(["both", "before", "after"]),
  text: v.string(),
  row: v.number(),
  place: linkedSchema,
});

const causeSchema = v.object({
  of: v.string(),
  text: v.string(),
  /** The changed lines that are enough for it, and those they need. */
  lines: v.array(
    v.object({
      kind: v.picklist(["added", "removed"]),
      text: v.string(),
      needed: v.boolean(),
      place: linkedSchema,
    }),
  ),
  places: v.array(linkedSchema),
});

const coverageSchema = v.object({
  text: v.string(),
  notRun: v.array(v.object({ place: linkedSchema, text: v.string(), reason: v.string() })),
});

const layerSchema = v.object({
  /** Absent for the literal run. */
  assumption: v.exactOptional(v.string()),
  /** The source of what was decided, where the assumption does not quote it. */
  condition: v.exactOptional(v.string()),
  forcedAt: v.exactOptional(linkedSchema),
  forced: v.exactOptional(v.string()),
  before: sideSchema,
  after: sideSchema,
  verdicts: v.array(verdictSchema),
  /** Invariants that hold, or are unknown, on both sides: names only. */
  verdictsHeld: v.array(v.string()),
  verdictsUnknown: v.array(v.string()),
  trace: traceSchema,
  messages: v.array(messageSchema),
  /** Both sides' facts by step; absent where a run did not tell them. */
  states: v.exactOptional(v.object({ before: timelineSchema, after: timelineSchema })),
  stateChanges: v.array(v.object({ fact: v.string(), before: v.string(), after: v.string() })),
  causes: v.array(causeSchema),
  coverage: coverageSchema,
});

const selectedSchema = v.object({
  id: v.string(),
  title: v.string(),
  layers: v.array(v.object({ label: v.string(), hint: v.string(), selected: v.boolean() })),
  layer: layerSchema,
  world: worldSchema,
});

const noteSchema = v.object({ label: v.string(), text: v.string(), places: v.array(linkedSchema) });

/** What a newer revision changes, scenario by scenario, and what its mail says of it. */
const revisionSchema = v.object({
  title: v.string(),
  scenarios: v.array(
    v.object({
      id: v.string(),
      appears: v.array(v.string()),
      vanishes: v.array(v.string()),
      stays: v.array(v.string()),
    }),
  ),
  changelog: v.array(v.string()),
});

/** Lists that belong to the reading, not to a run. */
const readingSchema = v.object({
  patches: v.array(patchSchema),
  repairs: v.array(noteSchema),
  losses: v.array(noteSchema),
  diagnostics: v.array(noteSchema),
});

const common = { revision: v.number(), document: v.string() };

export const panelModelSchema = v.variant("state", [
  v.object({ state: v.literal("empty"), revision: v.number(), text: v.string() }),
  v.object({ state: v.literal("read"), ...common, reading: readingSchema }),
  v.object({ state: v.literal("failed"), ...common, text: v.string(), details: v.string() }),
  v.object({
    state: v.literal("done"),
    ...common,
    /** The text was changed since it was run. */
    stale: v.boolean(),
    reading: readingSchema,
    ranOn: v.string(),
    headline: v.string(),
    notRunnable: v.exactOptional(v.string()),
    scenarios: v.array(scenarioSchema),
    unrelated: v.array(v.string()),
    selected: v.exactOptional(selectedSchema),
    placements: v.array(noteSchema),
    assumptions: v.array(noteSchema),
    /** What comes out otherwise if something else were assumed. */
    dependences: v.array(noteSchema),
    /** Whose each broken rule is, along the series. */
    blame: v.array(noteSchema),
    revisions: v.array(revisionSchema),
    /** What people wrote, and the scenarios that bear on it. */
    comments: v.array(noteSchema),
    coverage: coverageSchema,
  }),
]);

export type Mark = v.InferOutput<typeof markSchema>;
export type LinkedText = v.InferOutput<typeof linkedSchema>;
export type PanelModel = v.InferOutput<typeof panelModelSchema>;
export type PanelDone = Extract<PanelModel, { state: "done" }>;
export type PanelReading = v.InferOutput<typeof readingSchema>;
export type PanelPatch = v.InferOutput<typeof patchSchema>;
export type PanelHunk = v.InferOutput<typeof hunkSchema>;
export type PanelScenario = v.InferOutput<typeof scenarioSchema>;
export type PanelSelected = v.InferOutput<typeof selectedSchema>;
export type PanelLayer = v.InferOutput<typeof layerSchema>;
export type PanelSide = v.InferOutput<typeof sideSchema>;
export type PanelVerdict = v.InferOutput<typeof verdictSchema>;
export type PanelTrace = v.InferOutput<typeof traceSchema>;
export type PanelRow = v.InferOutput<typeof rowSchema>;
export type PanelCell = v.InferOutput<typeof cellSchema>;
export type PanelFact = v.InferOutput<typeof factSchema>;
export type PanelTimeline = v.InferOutput<typeof timelineSchema>;
export type PanelWorld = v.InferOutput<typeof worldSchema>;
export type PanelMessage = v.InferOutput<typeof messageSchema>;
export type PanelCause = v.InferOutput<typeof causeSchema>;
export type PanelRevision = v.InferOutput<typeof revisionSchema>;
export type PanelCoverage = v.InferOutput<typeof coverageSchema>;
export type PanelNote = v.InferOutput<typeof noteSchema>;
