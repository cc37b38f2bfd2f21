// SPDX-License-Identifier: MIT
// What is kept between runs: units of the base for a process, programs and runs for an examination.
import { ProgramBuilder, type BaseTree } from "../apply";
import { packUnits, unpackUnits, type UnitImage } from "../cc";
import { compileOptions, modelTree, modelUnits } from "../kernel";
import type { Patch } from "../patch";
import { applyInput } from "./choose";
import type { ExamineOptions, Opened } from "./examination";
import { Session, Store } from "./session";

/** One builder a level: units of the base are compiled once in a process. */
const builders = new Map<string, ProgramBuilder>();

export function sessionFor(
  opened: Opened,
  patch: Patch,
  base: BaseTree,
  store: Store,
  options: ExamineOptions,
): Session {
  return new Session(applyInput(opened, patch, base, options), store, opened.sources);
}

/** One store a level; they end with the examination. */
export function storesBy({ initStack }: ExamineOptions): (base: BaseTree) => Store {
  const stores = new Map<string, Store>();
  return (base) => {
    const known = stores.get(base.level);
    if (known) return known;
    const store = new Store(builderFor(base), initStack ? { initStack } : {});
    stores.set(base.level, store);
    return store;
  };
}

function builderFor(base: BaseTree): ProgramBuilder {
  const known = builders.get(base.level);
  if (known) return known;
  const builder = new ProgramBuilder(base, modelUnits(base.level), compileOptions(base.level));
  builders.set(base.level, builder);
  const image = imageOf(base.level);
  if (image) builder.takeBase(unpackUnits(image));
  return builder;
}

let imageOf: (level: string) => UnitImage | undefined = () => undefined;

/** Where a host keeps the compiled base of a level that it had from `imageOfBase`, if it does. */
export function keepsBases(read: (level: string) => UnitImage | undefined): void {
  imageOf = read;
}

/** The compiled base of a level as data, the same for everybody who has this model. */
export const imageOfBase = (level: string): UnitImage =>
  packUnits(builderFor(modelTree(level)).baseUnits());
