// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { Application, LineOrigin, PlacedText } from "../apply";
import type { Position } from "../cc";
import { modelTree } from "../kernel";
import type { Patch } from "../patch";
import type { Place } from "./examination";
import type { Sources } from "./why-never";

export type SideName = "before" | "after";

/** Turns positions in the texts that ran into places a reader knows. */
export class Places {
  constructor(
    private readonly application: Application,
    private readonly subjectSources: readonly string[],
    private readonly subject: Patch,
  ) {}

  /** Where a position of one side came from. */
  place(side: SideName, position: Position): Place {
    const origin = this.origin(side, position);
    const at = { path: position.path, line: position.line };
    switch (origin.from) {
      case "mail":
        return {
          ...at,
          from: "mail",
          text: `${this.sourceName(origin.span.source)}:${origin.span.line}`,
          span: origin.span,
          hunk: origin.hunk,
          hunkLine: origin.hunkLine,
        };
      case "model": {
        // A stimulus comes from no line of code.
        const line = `model/${origin.path}:${origin.line} (${this.application.level})`;
        return { ...at, from: "model", text: origin.path ? line : "scenario" };
      }
      case "tree":
        return { ...at, from: "tree", text: `${origin.path}:${origin.line}` };
      case "assumed":
        return { ...at, from: "assumed", text: `assumed (${origin.assumption})` };
    }
  }

  /** The files of one side, those of the base among them. */
  sources(side: SideName): Sources {
    let known = this.known.get(side);
    const placed = this.application[side];
    const base = modelTree(this.application.level);
    known ??= {
      // What a patch changes comes first: it may define what it uses.
      paths: () => [...new Set([...placed.keys(), ...base.paths()])],
      read: (path) => placed.get(path)?.text ?? base.read(path),
    };
    this.known.set(side, known);
    return known;
  }

  private readonly known = new Map<SideName, Sources>();

  /** A line of a hunk, whether or not a side's text has it. */
  hunkPlace(span: Span, hunk: string, hunkLine: number, path: string): Place {
    const text = `${this.sourceName(span.source)}:${span.line}`;
    return { path, line: span.line, from: "mail", text, span, hunk, hunkLine };
  }

  origin(side: SideName, position: Position): LineOrigin {
    return (
      this.application[side].get(position.path)?.origins[position.line - 1] ?? {
        from: "model",
        path: position.path,
        line: position.line,
      }
    );
  }

  /** Puts places for the positions, in the texts that ran, that a message of the engine names. */
  tell(side: SideName, text: string): string {
    return text.replace(
      /([\w./-]+\.[ch]):([0-9]{1,7})\b/g,
      (_, path: string, line: string) =>
        this.place(side, { path, line: Number(line), column: 1 }).text,
    );
  }

  /** The line of the other side that came from the same place, if it has one. */
  counterpart(side: SideName, position: Position): { path: string; line: number } | undefined {
    const other = side === "before" ? "after" : "before";
    const wanted = originKey(this.origin(side, position));
    const placed = this.application[other].get(position.path);
    if (placed) return lineWithOrigin(placed, wanted);
    return wanted === `base ${position.path}:${position.line}`
      ? { path: position.path, line: position.line }
      : baseLine(wanted);
  }

  /** Lines of one side that a reader names by the printed form of their place. */
  linesNamed(side: SideName, given: string): { path: string; line: number }[] {
    const name = /^[0-9]{1,7}$/.test(given) ? `mail:${given}` : given;
    const found: { path: string; line: number }[] = [];
    for (const placed of this.application[side].values())
      placed.origins.forEach((origin, index) => {
        const at = { path: placed.path, line: index + 1 };
        if (this.namesOf(side, at, origin).some((text) => isNamed(text, name))) found.push(at);
      });
    const model = /^(?:model\/)?(.+):([0-9]{1,7})(?: \(L[0-9][a-z]{0,2}\))?$/.exec(name);
    if (!found.length && model?.[1] && model[2] && !this.application[side].has(model[1]))
      found.push({ path: model[1], line: Number(model[2]) });
    return found;
  }

  /** The place of a line, and of every other quote of the same hunk line. */
  private namesOf(
    side: SideName,
    at: { readonly path: string; readonly line: number },
    origin: LineOrigin,
  ): readonly string[] {
    const shown = this.place(side, { ...at, column: 1 }).text;
    if (origin.from !== "mail") return [shown];
    const hunk = this.subject.files
      .flatMap((file) => file.hunks)
      .find((candidate) => candidate.id === origin.hunk);
    const sources = hunk?.lines[origin.hunkLine]?.sources ?? [];
    return [shown, ...sources.map((span) => `${this.sourceName(span.source)}:${span.line}`)];
  }

  private sourceName(source: string): string {
    return this.subjectSources.includes(source) ? "mail" : (source.split("/").at(-1) ?? source);
  }
}

const isNamed = (text: string, name: string): boolean =>
  text === name || text.replace(/ \(L[0-9][a-z]{0,2}\)$/, "") === name || text === `model/${name}`;

function originKey(origin: LineOrigin): string {
  switch (origin.from) {
    case "mail":
      return `mail ${origin.hunk} ${origin.hunkLine}`;
    case "assumed":
      return `assumed ${origin.assumption}`;
    default:
      return `base ${origin.path}:${origin.line}`;
  }
}

function lineWithOrigin(
  placed: PlacedText,
  wanted: string,
): { path: string; line: number } | undefined {
  const index = placed.origins.findIndex((origin) => originKey(origin) === wanted);
  return index < 0 ? undefined : { path: placed.path, line: index + 1 };
}

function baseLine(key: string): { path: string; line: number } | undefined {
  const found = /^base (.+):([0-9]+)$/.exec(key);
  return found?.[1] && found[2] ? { path: found[1], line: Number(found[2]) } : undefined;
}
