// SPDX-License-Identifier: MIT
// A small thread and what a run of it might have found, made by hand: one scenario with two gates.
// Only tests of drawing use it; what runs really find is tested where they run.
// Over 400 lines: it is one examination, in full.
import type { Span } from "../../../src/core/base";
import type { Hunk, Patch } from "../../../src/core/patch";
import type {
  Compared,
  Coverage,
  Examination,
  Gate,
  Opened,
  PatchExamination,
  Place,
  ShownEvent,
  Side,
} from "../../../src/core/review";
import { w0 } from "../../../src/core/world";

export const source = "thread.mbox";

export const span = (line: number): Span => ({
  source,
  startOffset: line * 40,
  endOffset: line * 40 + 39,
  line,
});

export const mail = (line: number, hunk = "1.2", hunkLine = 3): Place => ({
  text: `mail:${line}`,
  from: "mail",
  span: span(line),
  path: "fs/xfs/xfs_notify_failure.c",
  line: 100 + line,
  hunk,
  hunkLine,
});

export const model = (path: string, line: number): Place => ({
  text: `model/${path}:${line} (L0)`,
  from: "model",
  path,
  line,
});

const superC = "drivers/dax/super.c";
const notifyC = "fs/xfs/xfs_notify_failure.c";

export function event(
  step: number,
  text: string,
  place: Place,
  rest: Partial<ShownEvent> = {},
): ShownEvent {
  return { step, thread: "SH", depth: 0, kind: "call", name: text, args: [], text, place, ...rest };
}

export const hunk = (
  id: string,
  line: number,
  section: string,
  rest: Partial<Hunk> = {},
): Hunk => ({
  id,
  oldStart: 10,
  oldCount: 6,
  newStart: 10,
  newCount: 8,
  section,
  lines: [],
  gaps: [],
  state: "whole",
  lost: { context: 0, added: 0, removed: 0 },
  span: span(line),
  ...rest,
});

const author = { name: "A Developer", address: "dev@example.org", from: "header" } as const;
const date = { value: "2022-07-14T10:00:00Z", precision: "second" } as const;

export const patch = (number: number, rest: Partial<Patch> = {}): Patch => ({
  number,
  subject: "mm, pmem, xfs: tell the filesystem before its device goes",
  revision: 6,
  tags: ["RFC"],
  author,
  date,
  source: { kind: "quotes", messageIds: ["one@example.org"], depths: [2] },
  commitMessage: [],
  files: [
    { path: superC, change: "modified", hunks: [hunk("1.1", 48, "void kill_dax(struct x *d)")] },
    {
      path: notifyC,
      change: "modified",
      hunks: [
        hunk("1.2", 61, "xfs_dax_failure_fn("),
        hunk("1.3", 73, "xfs_dax_notify_failure(", {
          state: "cut",
          lost: { context: 3, added: 4, removed: 0 },
        }),
      ],
    },
  ],
  ...rest,
});

export const opened: Opened = {
  sources: [source],
  messages: [],
  threads: [
    { subject: "tell the filesystem", messageIds: ["one@example.org"], joinedBy: "single" },
  ],
  patches: [patch(1)],
  comments: [
    {
      author: { name: "A Reviewer", from: "header" },
      text: "Does this leave any mapping behind?\nI think it does.",
      anchor: { path: notifyC, hunk: "1.3", line: 12, text: "up_write", span: span(91) },
      replies: [
        {
          author,
          text: "It does.",
          anchor: { unplaced: "a reply" },
          replies: [],
          sources: [span(95)],
        },
      ],
      sources: [span(93)],
    },
  ],
  repairs: [
    {
      code: "patch/tabs-lost",
      message: "blanks stand where tabs stood",
      hunk: "1.3",
      span: span(73),
    },
  ],
  losses: [
    {
      patch: 1,
      path: "include/linux/mm.h",
      insertions: 1,
      deletions: 0,
      reason: "announced by the diffstat, quoted nowhere",
    },
  ],
  diagnostics: [],
};

const coverage = (ran: number): Coverage => ({
  executable: 7,
  ran,
  noCode: 2,
  notRun: [
    {
      place: mail(64, "1.2"),
      text: "\tif (notify->mf_flags & MF_MEM_PRE_REMOVE)",
      reason: notReady,
    },
    { place: mail(84, "1.3"), text: "\tif (mf_flags & MF_MEM_PRE_REMOVE) {", reason: notReady },
  ].slice(0, 7 - ran),
  removed: { executable: 0, ran: 0, noCode: 0, notRun: [] },
});

const notReady = "the test at model/fs/xfs/xfs_notify_failure.c:80 (L0) never passes";

const opening = (flags: string): readonly ShownEvent[] => [
  event(1, 'unbind_store("pmem0")', model("drivers/base/bus.c", 20)),
  event(2, "device_release_driver_internal(pmem0)", model("drivers/base/dd.c", 31), { depth: 1 }),
  event(3, "devres_release_all(pmem0)", model("drivers/base/devres.c", 12), { depth: 2 }),
  event(4, "pmem_release_disk(pmem0)", model("drivers/nvdimm/pmem.c", 60), { depth: 3 }),
  event(5, "dax_remove_host(pmem0)", model(superC, 90), { depth: 4 }),
  event(6, "kill_dax(dax0)", model(superC, 120), { depth: 4 }),
  event(7, "srcu_read_lock(dax_srcu)", model(superC, 60), { depth: 5, kind: "host" }),
  event(8, `dax_holder_notify_failure(dax0, 0, U64_MAX, ${flags})`, mail(50, "1.1"), { depth: 5 }),
  event(9, `xfs_dax_notify_failure(dax0, 0, U64_MAX, ${flags})`, model(superC, 64), { depth: 6 }),
];

const closing = (from: number): readonly ShownEvent[] => [
  event(from, "returns -EIO", model(notifyC, 82), { depth: 6, kind: "return" }),
  event(from + 1, "clear DAXDEV_ALIVE of dax0", model(superC, 127), { depth: 5, kind: "host" }),
  event(from + 2, "synchronize_srcu(dax_srcu)", model(superC, 128), { depth: 5, kind: "host" }),
];

const warning = event(
  10,
  "XFS (pmem0): filesystem is not ready for notify_failure()!",
  model(notifyC, 81),
  { depth: 7, kind: "message", name: "warn" },
);

const broken = { invariant: "I1-no-stale-mapping", state: "broken", firstEvent: 12 } as const;
const locks = {
  invariant: "I9-locks-balanced",
  state: "holds",
  why: "7 locks taken, 7 released",
} as const;
const why = "P1 maps F1 page 0 of a device that is gone";

const side = (events: readonly ShownEvent[], rest: Partial<Side> = {}): Side => ({
  outcome: {
    kind: "returned",
    function: "unbind_store",
    value: "6",
    text: "unbind_store returned 6",
  },
  verdicts: [{ ...broken, why }, locks],
  events,
  initialState: [],
  endChanges: [],
  ...rest,
});

const flagsDiffer: Compared = {
  before: side([...opening("0"), warning, ...closing(11)]),
  after: side([...opening("MF_MEM_PRE_REMOVE"), warning, ...closing(11)]),
  changed: true,
  divergences: [
    { kind: "arguments", text: "the flags argument differs", before: 8, after: 8, rows: 2 },
  ],
  alignment: Array.from({ length: 13 }, (_, index) => {
    const step = index + 1;
    return step === 8 || step === 9
      ? { kind: "changed" as const, before: step, after: step, divergence: 0 }
      : { kind: "same" as const, before: step, after: step };
  }),
  stateChanges: [],
  stateDifferences: [],
  verdictChanges: [],
  causes: [
    {
      of: "divergence 1",
      hunks: ["1.1"],
      places: [mail(50, "1.1")],
      lines: [],
      text: "without 1.1 both runs are equal; with 1.1 alone the difference remains",
    },
  ],
  coverage: coverage(0),
};

const sync = event(10, "sync_filesystem(m0)", mail(87, "1.3"), { depth: 7 });

const gateOne: Gate = {
  ...flagsDiffer,
  layer: 1,
  side: "after",
  kind: "branch",
  place: model(notifyC, 80),
  condition: "!(mp->m_sb.sb_flags & SB_BORN)",
  forced: "false",
  assumption: "if this test passed, as it would were the flag read where it is kept",
  after: {
    outcome: {
      kind: "trapped",
      trap: "undefined-decides",
      message: "an undefined value decides a branch",
      function: "xfs_dax_failure_fn",
      place: mail(64, "1.2"),
      stack: [
        { function: "xfs_dax_failure_fn", place: mail(64, "1.2") },
        { function: "xfs_dax_notify_ddev_failure", place: model(notifyC, 160) },
        { function: "xfs_dax_notify_failure", place: model(notifyC, 210) },
      ],
      origin: { text: "notify.mf_flags, declared and never set", place: model(notifyC, 140) },
      text: "trapped: notify.mf_flags decides a branch, and nothing ever set it",
    },
    verdicts: [{ ...broken, state: "unknown", why: "its check point was not reached" }, locks],
    events: [...opening("MF_MEM_PRE_REMOVE"), sync],
    initialState: [],
    endChanges: [],
  },
  alignment: [
    ...flagsDiffer.alignment.slice(0, 9),
    { kind: "only-before", before: 10, divergence: 1 },
    { kind: "only-after", after: 10, divergence: 1 },
  ],
  divergences: [
    ...flagsDiffer.divergences,
    { kind: "outcome", text: "only after syncs the filesystem", before: 10, after: 10, rows: 2 },
  ],
  verdictChanges: [
    { invariant: "I1-no-stale-mapping", before: "broken", after: "unknown", why: "not reached" },
  ],
  causes: [
    {
      of: "outcome",
      hunks: ["1.2", "1.3"],
      places: [mail(64, "1.2"), mail(87, "1.3")],
      lines: [],
      text: "without 1.2 and 1.3 both runs are equal; with them alone the difference remains",
    },
  ],
  coverage: coverage(5),
};

const gateTwo: Gate = {
  ...gateOne,
  layer: 2,
  kind: "undefined",
  place: mail(64, "1.2"),
  condition: "notify->mf_flags & MF_MEM_PRE_REMOVE",
  forced: "MF_MEM_PRE_REMOVE",
  assumption: "if notify.mf_flags held the flags of the call",
  after: side([...opening("MF_MEM_PRE_REMOVE"), sync], {
    verdicts: [
      { ...broken, why },
      { ...locks, state: "broken", why: "s_umount is never released" },
    ],
  }),
  stateChanges: [{ fact: "P3 maps F2 page 0", before: "yes", after: "no" }],
  stateDifferences: [],
  verdictChanges: [
    { invariant: "I9-locks-balanced", before: "holds", after: "broken", why: "never released" },
  ],
  causes: [
    {
      of: "I9-locks-balanced",
      hunks: ["1.3"],
      places: [mail(87, "1.3")],
      lines: [],
      text: "without 1.3 the verdict holds",
    },
  ],
  coverage: coverage(7),
};

export const gates: readonly Gate[] = [gateOne, gateTwo];

export const patchExamination: PatchExamination = {
  number: 1,
  subject: patch(1).subject,
  revision: 6,
  placements: [
    {
      hunk: "1.1",
      patch: 1,
      role: "subject",
      kind: "aligned",
      level: "L0",
      score: 0.97,
      reasons: ["one blank differs"],
      targets: [{ path: superC, item: "function", name: "kill_dax", startLine: 120, endLine: 128 }],
    },
    {
      hunk: "1.2",
      patch: 1,
      role: "subject",
      kind: "exact",
      level: "L0",
      score: 1,
      reasons: [],
      targets: [
        { path: notifyC, item: "function", name: "xfs_dax_failure_fn", startLine: 60, endLine: 70 },
      ],
    },
  ],
  assumptions: [
    {
      id: "A1",
      code: "apply/cut-tail-closed",
      text: "The hunk 1.3 is cut; one brace was added to close it.",
      hunk: "1.3",
      lines: [span(91)],
    },
  ],
  scenarios: [
    {
      ...flagsDiffer,
      id: "u1-clean-unbind",
      title: "U1 Clean unbind of a mounted device",
      world: w0,
      gates,
    },
    {
      ...flagsDiffer,
      id: "x1-poison-one-page",
      title: "X1 One page is poisoned",
      world: w0,
      gates: [],
      changed: false,
      divergences: [],
      causes: [],
      alignment: flagsDiffer.alignment.map(({ before, after }) => ({
        kind: "same" as const,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      })),
    },
  ],
  unrelated: ["m1-mask-of-a-line", "m3-mask-zero"],
  notAsked: 0,
  blame: [],
  comments: [],
  dependences: [],
  coverage: coverage(0),
  headline:
    "No verdict changes: the added lines of 1.2 and 1.3 never run, because the test for a ready " +
    "filesystem never passes. If it passed, the run would trap at an undefined value.",
};

export const examination: Examination = {
  schema: 1,
  ranOn:
    "a model of Linux (level L0, 07/2022), rewritten for simulation, not kernel source; " +
    "rules are Hunkscope's",
  level: "L0",
  patches: [patchExamination],
  revisions: [],
  diagnostics: [],
};
