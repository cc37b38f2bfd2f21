// SPDX-License-Identifier: MIT
// What reading and running give, shape by shape. Over 400 lines: it is the one list of them.
import type { Assumption, Placement } from "../apply";
import type { Diagnostic, Span } from "../base";
import type { StateDifference, StateFact } from "../compare";
import type { Message, Thread } from "../mail";
import type { Loss, Patch, Repair, ReviewComment } from "../patch";
import type { OwnScenario, Scenario, TraceArgument, Verdict } from "../sim";
import type { World } from "../world";

/** What reading alone gives, at once and without running anything. */
export interface Opened {
  readonly sources: readonly string[];
  readonly messages: readonly Message[];
  readonly threads: readonly Thread[];
  readonly patches: readonly Patch[];
  readonly comments: readonly ReviewComment[];
  readonly repairs: readonly Repair[];
  readonly losses: readonly Loss[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A place a reader can go to: a line of the mail, the model, the tree, or a line a rule made. */
export interface Place {
  /** "mail:112", "model/fs/xfs/xfs_notify_failure.c:80 (L0)", "fs/dax.c:12", or "assumed (A3)". */
  readonly text: string;
  readonly from: "mail" | "model" | "tree" | "assumed";
  /** For "mail": where in which source. */
  readonly span?: Span;
  /** The file and line of the text that was run, on the side the place belongs to. */
  readonly path: string;
  readonly line: number;
  /** The hunk line, if the line came from a hunk: "1.2" and the index into its lines. */
  readonly hunk?: string;
  readonly hunkLine?: number;
}

export interface ShownEvent {
  readonly step: number;
  readonly thread: string;
  readonly depth: number;
  readonly kind: string;
  readonly name: string;
  readonly args: readonly TraceArgument[];
  readonly text: string;
  readonly place: Place;
  /** What of the world's state became different from the step before to this one, if anything. */
  readonly changes?: readonly StateDifference[];
}

export type ShownOutcome =
  | {
      readonly kind: "returned";
      readonly function: string;
      readonly value?: string;
      readonly text: string;
    }
  | {
      readonly kind: "trapped";
      readonly trap: string;
      readonly message: string;
      readonly function: string;
      readonly place: Place;
      /** The calls on the way, innermost first. */
      readonly stack: readonly { readonly function: string; readonly place: Place }[];
      readonly origin?: { readonly text: string; readonly place?: Place };
      readonly text: string;
    }
  | {
      readonly kind: "deadlocked";
      readonly waits: readonly string[];
      readonly place: Place;
      readonly text: string;
    }
  | {
      readonly kind: "out-of-budget";
      readonly limit: number;
      readonly place: Place;
      readonly text: string;
    }
  | { readonly kind: "not-runnable"; readonly reason: string; readonly text: string };

/** One side of one scenario. */
export interface Side {
  readonly outcome: ShownOutcome;
  readonly verdicts: readonly Verdict[];
  readonly events: readonly ShownEvent[];
  /**
   * The state of the world when the first stimulus came, fact by fact; with the changes of every
   * event it is the state at every step. One list for all runs that begin alike.
   */
  readonly initialState: readonly StateFact[];
  /** What became different after the last event. */
  readonly endChanges: readonly StateDifference[];
  /** Of the files that differ from the base; absent where nothing was run. */
  readonly lines?: readonly RanLines[];
}

/** Lines of one file, as one side ran it, on which statements begin; counted from 1, in order. */
export interface RanLines {
  readonly path: string;
  readonly ran: readonly number[];
  /** No statement of these ran. */
  readonly idle: readonly number[];
}

/** One row of the aligned traces: steps of before and after. */
export interface AlignedRow {
  readonly kind: "same" | "changed" | "only-before" | "only-after";
  readonly before?: number;
  readonly after?: number;
  /** Index into divergences. */
  readonly divergence?: number;
}

/** Rows that differ for one root reason. */
export interface Divergence {
  /** "the call differs in its arguments", ... */
  readonly kind: "arguments" | "value" | "only-before" | "only-after" | "outcome";
  readonly text: string;
  readonly before?: number;
  readonly after?: number;
  readonly rows: number;
  /** The steps from which both runs go on alike; absent where they never do again. */
  readonly rejoins?: { readonly before: number; readonly after: number };
  /** Set where it is one of messages, of order or of helpers' calls alone. */
  readonly noise?: "messages" | "order" | "helpers";
}

export interface StateChange {
  /** "P2 maps F1 page 0". */
  readonly fact: string;
  readonly before: string;
  readonly after: string;
}

export interface VerdictChange {
  readonly invariant: string;
  readonly before: Verdict["state"];
  readonly after: Verdict["state"];
  readonly why: string;
}

/** A changed line of the patch that has to do with an effect. */
export interface CauseLine {
  readonly place: Place;
  readonly kind: "added" | "removed";
  readonly text: string;
  /** "needed": does nothing itself, but without it the others do not compile. */
  readonly role: "cause" | "needed";
}

/** The fewest lines of the patch that are enough for one effect. */
export interface Cause {
  /** What is caused: "outcome", "I1-no-stale-mapping", "divergence 1", "state: P1 maps ...". */
  readonly of: string;
  /** The hunks the lines stand in. */
  readonly hunks: readonly string[];
  /** Of the lines that do it; those they need are in `lines` alone. */
  readonly places: readonly Place[];
  readonly lines: readonly CauseLine[];
  /** Set where the other changed lines are enough for it as well. */
  readonly alsoWithout?: boolean;
  /** Set where the tries ran out: fewer lines may be enough. */
  readonly incomplete?: boolean;
  /** Both directions: what happens without them, and with them alone. */
  readonly text: string;
}

/** What two runs of one scenario show side by side. */
export interface Compared {
  readonly before: Side;
  readonly after: Side;
  readonly changed: boolean;
  readonly firstDivergence?: Divergence;
  readonly divergences: readonly Divergence[];
  readonly alignment: readonly AlignedRow[];
  readonly stateChanges: readonly StateChange[];
  /** The same with names and types, and neighbouring pages as one: before's end and after's. */
  readonly stateDifferences: readonly StateDifference[];
  readonly verdictChanges: readonly VerdictChange[];
  readonly causes: readonly Cause[];
  readonly coverage: Coverage;
}

/** The added lines of the patch: which carried code, which of them ran. */
/** How many of the lines a patch adds ran after it, and of those it removes, before it. */
export interface Coverage extends LineCoverage {
  readonly removed: LineCoverage;
}

export interface LineCoverage {
  readonly executable: number;
  readonly ran: number;
  /** Lines that carry no code of their own (declarations, braces, comments). */
  readonly noCode: number;
  readonly notRun: readonly {
    readonly place: Place;
    readonly text: string;
    readonly reason: string;
  }[];
}

/** What kept lines of the patch from running, or ended a run, and what lies behind it. */
export interface Gate extends Compared {
  readonly layer: number;
  /** "trap": a decision had to fall otherwise where it led to a trap, and only there. */
  readonly kind: "branch" | "undefined" | "result" | "trap";
  /** The side whose run named the decision; it is forced on both. */
  readonly side: "before" | "after";
  /** Where the outcome was forced. */
  readonly place: Place;
  /** The source of the condition, or the undefined value. */
  readonly condition: string;
  readonly forced: string;
  /** Where it is forced only when it would lead to a trap: "null:xfs_alloc_read_agf". */
  readonly insteadOf?: string;
  /** "if this test passed", as one sentence. */
  readonly assumption: string;
}

export interface ScenarioExamination extends Compared {
  readonly id: string;
  readonly title: string;
  /** The machine it ran on, with what was set in it. */
  readonly world: World;
  readonly gates: readonly Gate[];
  /**
   * An earlier scenario that shows the same; `behind` says whether also behind every gate and from
   * the same causes, or whether only the texts as they stand were looked at here.
   */
  readonly as?: { readonly scenario: string; readonly behind: boolean };
  /** Why nothing is known of what lies behind the last gate, where a run ends early there. */
  readonly beyond?: string;
}

/** What somebody wrote about a patch, and the scenarios that bear on it. */
export interface CommentBearing {
  readonly author: string;
  readonly text: string;
  /** Where the words stand. */
  readonly span: Span;
  /** The hunk line they are about, where they are about one. */
  readonly hunk?: string;
  readonly hunkLine?: number;
  readonly scenarios: readonly BearingScenario[];
}

export interface BearingScenario {
  readonly id: string;
  readonly title: string;
  /** "names the_function", "runs the_function, where the comment stands". */
  readonly why: readonly string[];
  /** What its runs show, as the texts stand and behind each layer; nothing where it was not run. */
  readonly found: readonly string[];
}

export interface PatchExamination {
  readonly number: number;
  readonly subject: string;
  readonly revision: number;
  /** Its place in its series, where it has one. */
  readonly part?: { readonly index: number; readonly of: number };
  readonly placements: readonly Placement[];
  readonly assumptions: readonly Assumption[];
  readonly scenarios: readonly ScenarioExamination[];
  /** Scenarios in which neither side enters a function that holds a placed hunk. */
  readonly unrelated: readonly string[];
  /** How many more shipped scenarios there are that were not asked for. */
  readonly notAsked: number;
  /** Each assumption that can be made otherwise, run both ways. */
  readonly dependences: readonly Dependence[];
  /** For every rule that is broken before or after, in the scenarios shown. */
  readonly blame: readonly BlameEntry[];
  readonly coverage: Coverage;
  /** The comments on it that some scenario bears on. */
  readonly comments: readonly CommentBearing[];
  /** One or two sentences for the first screen. */
  /** The kernel it was run on, and why that one; absent after a defect of ours. */
  readonly level?: { readonly id: string; readonly label: string; readonly why: string };
  readonly headline: string;
  readonly notRunnable?: string;
}

/** What comes of assuming something else that had to be assumed. */
export interface Dependence {
  /** "A2". */
  readonly assumption: string;
  /** What was assumed instead, as an if-clause. */
  readonly varied: string;
  /** Set where that cannot be run. */
  readonly notRunnable?: string;
  /** What then comes out otherwise; nothing where none of it matters. */
  readonly flips: readonly {
    readonly scenario: string;
    /** "before" for words of the mail that both sides run instead of the base's. */
    readonly side: "before" | "after";
    /** 0 for the texts as they stand, else the layer. */
    readonly layer: number;
    /** "outcome" or an invariant. */
    readonly of: string;
    readonly from: string;
    readonly to: string;
  }[];
}

/** Whose a broken rule is, found by running the base, every prefix and the tip of the series. */
export interface BlameEntry {
  readonly scenario: string;
  /** An invariant, or "runs-to-its-end". */
  readonly rule: string;
  readonly kind: "introduced" | "pre-existing" | "fixed";
  /** Numbers of the patches that may have introduced it; one, where all between could be judged. */
  readonly by?: readonly number[];
  /** The number of the later patch with which the rule holds again. */
  readonly fixedBy?: number;
  /** In the base, then after each patch of the series: "holds", "broken", "unknown", "not run". */
  readonly states: readonly string[];
  /** "introduced by patch 2/3, repaired by patch 3/3". */
  readonly text: string;
}

export interface RevisionScenario {
  readonly id: string;
  /** What the newer revision changes and the older one does not, in words. */
  readonly appears: readonly string[];
  readonly vanishes: readonly string[];
  readonly stays: readonly string[];
}

/** Two revisions of one patch, each run against the base by itself. */
export interface RevisionComparison {
  readonly subject: string;
  readonly older: { readonly patch: number; readonly revision: number };
  readonly newer: { readonly patch: number; readonly revision: number };
  /** Scenarios in which either revision changes anything. */
  readonly scenarios: readonly RevisionScenario[];
  /** What the newer mail says it changed, as it stands there. */
  readonly changelog: readonly string[];
}

/** Everything a simulation found; survives structuredClone. */
export interface Examination {
  readonly schema: 1;
  /** "a model of Linux (level L0, 07/2022), rewritten for simulation, not kernel source; ..." */
  readonly ranOn: string;
  /** Of the patches', the oldest. */
  readonly level: string;
  readonly patches: readonly PatchExamination[];
  /** Patches of which several revisions were given. */
  readonly revisions: readonly RevisionComparison[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the user may vary; every field survives structuredClone. */
export interface ExamineOptions {
  /** Patch numbers or words of their subjects; all where empty. */
  readonly patches?: readonly string[];
  /** Ids, rows or "all"; the basic ones and the user's own where empty. */
  readonly scenarios?: readonly string[];
  readonly ownScenarios?: readonly OwnScenario[];
  readonly level?: string;
  /** Hunks kept on; all where absent. */
  readonly hunks?: readonly string[];
  readonly with?: readonly SourceText[];
  readonly over?: readonly SourceText[];
  readonly forces?: readonly {
    readonly line: string;
    readonly outcome: boolean;
    /** As Gate.insteadOf: only where it would lead to that trap. */
    readonly insteadOf?: string;
  }[];
  readonly set?: readonly { readonly path: string; readonly value: string }[];
  readonly initStack?: "none" | "zero" | "pattern";
  /** Scenarios in place of the shipped ones, as a bundle brings them. */
  readonly given?: readonly Scenario[];
}

export interface SourceText {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One scenario as soon as it was run: enough for a table that fills while the rest goes on. */
export interface FirstLook {
  readonly patch: number;
  readonly scenario: string;
  readonly title: string;
  readonly before: SideLook;
  readonly after: SideLook;
  /** Whether anything differs; how many verdicts do; and whether the ends do. */
  readonly changed: boolean;
  readonly verdictChanges: number;
  readonly endChanges: boolean;
  readonly firstDivergence?: string;
}

export interface SideLook {
  readonly outcome: ShownOutcome;
  readonly verdicts: readonly Pick<Verdict, "invariant" | "state">[];
}

export interface Progress {
  readonly done: number;
  readonly of: number;
  readonly about: string;
  /** A result that is there already; what the finished examination says of it is the same. */
  readonly look?: FirstLook;
}
