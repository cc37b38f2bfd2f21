// SPDX-License-Identifier: MIT
// JSON with the places of its values: for files that people write.

/** Where each value of a JSON text begins: line and offset by path ("world.mounts.m0"). */
export type Positions = ReadonlyMap<string, Place>;

export interface Place {
  readonly offset: number;
  /** Counted from 1. */
  readonly line: number;
}

export type Located =
  | { readonly kind: "read"; readonly json: unknown; readonly positions: Positions }
  | { readonly kind: "broken"; readonly message: string; readonly place: Place };

/** Deeper than any scenario; a text that goes on beyond that is not one. */
const depthLimit = 40;

class Broken extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Reads a JSON text; what is wrong with it is told with its line. */
export function readJson(text: string): Located {
  const reader = new Reader(text);
  try {
    const json = reader.whole();
    return { kind: "read", json, positions: reader.positions };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { kind: "broken", message: error.message, place: reader.placeOf(error.offset) };
  }
}

class Reader {
  readonly positions = new Map<string, Place>();
  private at = 0;
  private readonly lineStarts: number[] = [0];

  constructor(private readonly text: string) {
    for (let at = text.indexOf("\n"); 0 <= at; at = text.indexOf("\n", at + 1))
      this.lineStarts.push(at + 1);
  }

  placeOf(offset: number): Place {
    let low = 0;
    let high = this.lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { offset, line: low + 1 };
  }

  whole(): unknown {
    const value = this.value("", 0);
    this.blanks();
    if (this.at < this.text.length) throw new Broken("something follows the value", this.at);
    return value;
  }

  private blanks(): void {
    const found = /[ \t\r\n]*/y;
    found.lastIndex = this.at;
    this.at += found.exec(this.text)?.[0].length ?? 0;
  }

  private value(path: string, depth: number): unknown {
    this.blanks();
    if (depthLimit < depth) throw new Broken("values are nested too deep", this.at);
    this.positions.set(path, this.placeOf(this.at));
    switch (this.text[this.at]) {
      case "{":
        return this.object(path, depth);
      case "[":
        return this.list(path, depth);
      case '"':
        return this.string();
      default:
        return this.word();
    }
  }

  private object(path: string, depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    const keys = new Set<string>();
    this.at++;
    this.blanks();
    if (this.isNext("}")) return {};
    do {
      this.blanks();
      const start = this.at;
      if (this.text[start] !== '"') throw new Broken("a name in quotes is missing", start);
      const key = this.string();
      if (keys.has(key)) throw new Broken(`the name "${key.slice(0, 40)}" is there twice`, start);
      keys.add(key);
      this.blanks();
      if (!this.isNext(":")) throw new Broken('":" is missing behind a name', this.at);
      entries.push([key, this.value(path ? `${path}.${key}` : key, depth + 1)]);
      this.positions.set(path ? `${path}.${key}` : key, this.placeOf(start));
      this.blanks();
    } while (this.isNext(","));
    if (!this.isNext("}")) throw new Broken('"," or "}" is missing', this.at);
    return Object.fromEntries(entries);
  }

  private list(path: string, depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    this.blanks();
    if (this.isNext("]")) return items;
    do {
      items.push(this.value(path ? `${path}.${items.length}` : String(items.length), depth + 1));
      this.blanks();
    } while (this.isNext(","));
    if (!this.isNext("]")) throw new Broken('"," or "]" is missing', this.at);
    return items;
  }

  private isNext(mark: string): boolean {
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private string(): string {
    const found = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    found.lastIndex = this.at;
    const [text] = found.exec(this.text) ?? [];
    if (text === undefined)
      throw new Broken("a text has no end, or holds what it may not", this.at);
    this.at += text.length;
    return JSON.parse(text) as string;
  }

  private word(): unknown {
    const found = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
    found.lastIndex = this.at;
    const [text] = found.exec(this.text) ?? [];
    if (text === undefined) throw new Broken("no value begins here", this.at);
    this.at += text.length;
    return JSON.parse(text) as unknown;
  }
}
