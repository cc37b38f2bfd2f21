// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { Assumption } from "./placement";

/** Collects assumptions in order; the same departure found on both sides is one. */
export class Notes {
  private readonly found: Assumption[] = [];

  add(code: string, text: string, lines: readonly Span[], hunk?: string): string {
    const known = this.found.find((note) => note.code === code && note.text === text);
    if (known) return known.id;
    const id = `A${this.found.length + 1}`;
    this.found.push({ id, code, text, lines, ...(hunk === undefined ? {} : { hunk }) });
    return id;
  }

  get all(): readonly Assumption[] {
    return this.found;
  }
}
