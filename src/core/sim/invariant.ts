// SPDX-License-Identifier: MIT
import { lockBalance, syncRules } from "./invariant-lock";
import { everyMapperTold, everyRecordVisited, noStaleMapping } from "./invariant-mapping";
import { badrangeExact, definedBits, miscDecode } from "./invariant-record";
import { monitorOf, type Invariant, type Monitor } from "./monitor";

/** Every invariant that is watched, in the order verdicts are given. */
export const invariants: readonly Invariant[] = [
  noStaleMapping,
  everyMapperTold,
  everyRecordVisited,
  lockBalance,
  syncRules,
  definedBits,
  miscDecode,
  badrangeExact,
];

/** Fresh monitors of the named invariants, of all where none is named. */
export const monitorsFor = (ids: readonly string[] | undefined): readonly Monitor[] =>
  invariants.filter((invariant) => !ids || ids.includes(invariant.id)).map(monitorOf);
