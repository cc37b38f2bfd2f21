// SPDX-License-Identifier: MIT
import type { PlacedText } from "./placement";
import { baseLines, sourceText, textOf, type BaseTree, type Line, type SourceText } from "./source";

/**
 * Sources of untouched base files: examined once, however many variants of a patch are placed on
 * them.
 */
const untouched = new WeakMap<BaseTree, Map<string, SourceText | undefined>>();

/** By path and text: most files of the model are the same at every level. */
const ofModel = new Map<string, Map<string, SourceText>>();

function modelSource(base: BaseTree, path: string): SourceText | undefined {
  const text = base.read(path);
  if (text === undefined) return undefined;
  let known = ofModel.get(path);
  if (!known) ofModel.set(path, (known = new Map()));
  let source = known.get(text);
  if (!source) known.set(text, (source = sourceText(path, baseLines(base, path) ?? [])));
  return source;
}

/** A base with some of its files rewritten. */
export class Texts {
  private readonly changed = new Map<string, SourceText>();
  /** Of those the ones that differ from the base in constants they have besides, line for line. */
  private readonly withConstants = new Set<string>();

  constructor(
    readonly base: BaseTree,
    from?: Texts,
  ) {
    for (const [path, source] of from?.changed ?? []) this.changed.set(path, source);
    for (const path of from?.withConstants ?? []) this.withConstants.add(path);
  }

  source(path: string): SourceText | undefined {
    return this.changed.get(path) ?? this.untouched(path);
  }

  private untouched(path: string): SourceText | undefined {
    let known = untouched.get(this.base);
    if (!known) untouched.set(this.base, (known = new Map()));
    if (this.base.origin === "model" && !known.has(path))
      known.set(path, modelSource(this.base, path));
    if (!known.has(path)) {
      const lines = baseLines(this.base, path);
      known.set(path, lines && sourceText(path, lines));
    }
    return known.get(path);
  }

  set(path: string, lines: readonly Line[]): void {
    this.changed.set(path, sourceText(path, lines));
    this.withConstants.delete(path);
  }

  /** The same where the lines only have a constant besides, which nothing in the base names. */
  setWithConstant(path: string, lines: readonly Line[]): void {
    const isOnly = !this.changed.has(path) || this.withConstants.has(path);
    this.set(path, lines);
    if (isOnly) this.withConstants.add(path);
  }

  changedPaths(): readonly string[] {
    return [...this.changed.keys()].sort();
  }

  /** Sources in which any of some words occurs; all others are not even cut into words. */
  sourcesWith(words: Iterable<string>): readonly SourceText[] {
    const wanted = [...words];
    return this.paths().flatMap((path) => {
      const text = this.changed.get(path)?.text ?? this.base.read(path);
      const found = text !== undefined && wanted.some((word) => text.includes(word));
      return found ? (this.source(path) ?? []) : [];
    });
  }

  /** Paths of the base and of files that a patch made. */
  paths(): readonly string[] {
    return [...new Set([...this.base.paths(), ...this.changed.keys()])];
  }

  /** The rewritten files, in order of path. */
  placed(): ReadonlyMap<string, PlacedText> {
    const paths = [...this.changed.keys()].sort();
    return new Map(
      paths.map((path) => {
        const { lines } = this.changed.get(path)!;
        const origins = lines.map(({ origin }) => origin);
        const onlyConstants = this.withConstants.has(path);
        return [path, { path, text: textOf(lines), origins, onlyConstants }];
      }),
    );
  }
}
