// SPDX-License-Identifier: MIT
import type { Choices } from "../base";
import type { SourcePosition } from "../cc";
import type { HostFunction } from "./host";
import type { Frame, Hooks } from "./trap";

export interface MachineOptions {
  /** Of the whole memory; more is taken if the program's objects need it. */
  readonly memoryBytes?: number;
  readonly stackBytes?: number;
  /** How many threads there can be at a time; each takes a part of the stack. */
  readonly threads?: number;
  readonly threadStackBytes?: number;
  /** Loop iterations and calls the machine may make in its life. */
  readonly fuel: number;
  readonly maxDepth?: number;
  /** What locals hold before they get a value; "none": nothing, tracked bit by bit. */
  readonly initStack?: "none" | "zero" | "pattern";
  /**
   * Accesses at an address their type is not aligned to, packed members apart: x86 does them, and
   * so does "allow", which is usual; "event": they are told; "trap": they end the run.
   */
  readonly misaligned?: "allow" | "event" | "trap";
  /**
   * Decisions that take a given outcome whatever their condition says; it is evaluated all the
   * same.
   */
  readonly forces?: readonly Force[];
  /** By kind of __hs_undefined64: the value to give instead. */
  readonly undefinedResults?: Readonly<Record<string, bigint>>;
  /** Host functions besides the machine's own (hostNames); one of the same name goes before. */
  readonly hosts?: Readonly<Record<string, HostFunction>>;
  readonly hooks?: Hooks;
  readonly choices?: Choices;
  readonly onEvent?: (
    kind: string,
    text: string,
    position: SourcePosition,
    stack: readonly Frame[],
  ) => void;
  readonly onMessage?: (level: number, text: string, position: SourcePosition) => void;
}

export interface Force {
  readonly path: string;
  readonly line: number;
  /** Needed only where one line has several decisions; without it the first one is meant. */
  readonly column?: number;
  readonly outcome: boolean;
}

/** The kernel model uses a few hundred KB; ten times that. */
export const memoryBytesUsual = 0x400000;

/** The kernel's own stacks are 16 KB; frames here are larger, so sixteen times that. */
export const stackBytesUsual = 0x40000;

/** Twice the kernel's own, as frames here are larger. */
export const threadStackBytesUsual = 0x8000;

/** The deepest stock call chain is under 60. */
export const maxDepthUsual = 2000;
