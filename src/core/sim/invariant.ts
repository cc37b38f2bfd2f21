// SPDX-License-Identifier: MIT
import {
  deadAfterKill,
  errorsChangeNothing,
  errorsPropagate,
  handlerCallable,
  holderStays,
} from "./invariant-holder";
import { lockBalance, syncRules } from "./invariant-lock";
import { everyMapperTold, everyRecordVisited, noStaleMapping } from "./invariant-mapping";
import { flagsDistinct, rangesInside } from "./invariant-range";
import { badrangeExact, definedBits, miscDecode } from "./invariant-record";
import { freezeBalance, shutdownReason } from "./invariant-rule";
import { honestResult, nobodyElseTold, poisonExact, toldOnce } from "./invariant-signal";
import { noWaitCycle } from "./invariant-wait";
import { monitorOf, type Invariant, type Monitor } from "./monitor";

/** Every invariant that is watched, in the order verdicts are given. */
export const invariants: readonly Invariant[] = [
  noStaleMapping,
  deadAfterKill,
  everyMapperTold,
  nobodyElseTold,
  toldOnce,
  everyRecordVisited,
  poisonExact,
  shutdownReason,
  lockBalance,
  freezeBalance,
  syncRules,
  errorsPropagate,
  definedBits,
  rangesInside,
  miscDecode,
  badrangeExact,
  honestResult,
  holderStays,
  handlerCallable,
  noWaitCycle,
  flagsDistinct,
  errorsChangeNothing,
];

/** Fresh monitors of the named invariants, of all where none is named. */
export const monitorsFor = (ids: readonly string[] | undefined): readonly Monitor[] =>
  invariants.filter((invariant) => !ids || ids.includes(invariant.id)).map(monitorOf);
