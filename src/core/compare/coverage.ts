// SPDX-License-Identifier: MIT
import type { LineOrigin, PlacedText } from "../apply";
import { tokenize, type Program } from "../cc";

/** One line that the patch adds, in the after text, or removes, in the before text. */
export interface ChangedLine {
  readonly side: "before" | "after";
  readonly path: string;
  readonly line: number;
  readonly text: string;
  readonly origin: Extract<LineOrigin, { from: "mail" }>;
  /** The statements the line is part of; none for a line without code of its own. */
  readonly statements: readonly number[];
}

/**
 * Lists the lines of one side that the patch brings or takes, and the statements each is part of.
 * - Shape: "after" for added lines and "before" for removed ones, that side's texts by path, the
 *   program made from them, and which hunks count -> one entry per line. A line on which no
 *   statement begins belongs to the statement it continues; comments, braces and declarations
 *   without a value have none.
 */
export function changedLines(
  side: ChangedLine["side"],
  texts: ReadonlyMap<string, PlacedText>,
  program: Program,
  isSubject: (hunk: string) => boolean,
): ChangedLine[] {
  const kind = side === "after" ? "added" : "removed";
  const lines: ChangedLine[] = [];
  for (const placed of texts.values()) {
    const begins = statementsByLine(program, placed.path);
    const continued = continuedLines(placed.text);
    const texts = placed.text.split("\n");
    placed.origins.forEach((origin, index) => {
      if (origin.from !== "mail" || origin.kind !== kind || !isSubject(origin.hunk)) return;
      const line = index + 1;
      lines.push({
        side,
        path: placed.path,
        line,
        text: (texts[index] ?? "").trim(),
        origin,
        statements: statementsOf(line, begins, continued),
      });
    });
  }
  return lines;
}

function statementsByLine(program: Program, path: string): ReadonlyMap<number, number[]> {
  const byLine = new Map<number, number[]>();
  for (const statement of program.statements) {
    if (statement.position.path !== path) continue;
    const found = byLine.get(statement.position.line);
    if (found) found.push(statement.id);
    else byLine.set(statement.position.line, [statement.id]);
  }
  return byLine;
}

function statementsOf(
  line: number,
  begins: ReadonlyMap<number, readonly number[]>,
  continued: ReadonlyMap<number, number>,
): readonly number[] {
  const own = begins.get(line);
  if (own) return own;
  for (let at = continued.get(line); at !== undefined; at = continued.get(at)) {
    const found = begins.get(at);
    // The last statement to begin on that line is the one that goes on.
    if (found) return found.slice(-1);
  }
  return [];
}

/** For every line that goes on with what an earlier line began: that earlier line. */
function continuedLines(text: string): ReadonlyMap<number, number> {
  const continued = new Map<number, number>();
  const open: Bracket[] = [newBracket("block", 0)];
  let previousLine = 0;
  let previousText = "";
  for (const token of tokenize(text)) {
    if (token.kind === "comment" || token.kind === "directive") continue;
    const inner = open.at(-1) as Bracket;
    if (token.line !== previousLine) {
      const around = open.at(-2)?.kind;
      const isInner = inner.kind === "block" && around !== undefined && around !== "block";
      // What follows the statements inside an expression goes on with that expression.
      if (token.text === "}" && isInner) continued.set(token.line, inner.line);
      else if (!(inner.kind === "block" && inner.isFresh) && !/^[{}]$/.test(token.text))
        continued.set(token.line, previousLine);
    }
    step(open, inner, token, previousText);
    previousLine = token.line;
    previousText = token.text;
  }
  return continued;
}

/** A bracket that is open: of statements, of initial values, or of an expression. */
interface Bracket {
  readonly kind: "block" | "values" | "expression";
  readonly line: number;
  /** No word of the next statement has come yet. */
  isFresh: boolean;
  /** A brace that follows holds values. */
  hasValue: boolean;
  /** Each waits for a colon that ends no label. */
  questions: number;
}

const newBracket = (kind: Bracket["kind"], line: number): Bracket => ({
  ...{ kind, line, isFresh: true, hasValue: false, questions: 0 },
});

function step(
  open: Bracket[],
  inner: Bracket,
  { text, line }: { readonly text: string; readonly line: number },
  previous: string,
): void {
  const isLabelEnd = text === ":" && !inner.questions;
  switch (text) {
    case "(":
    case "[":
      open.push(newBracket("expression", line));
      break;
    case "{": {
      // "({" begins statements; another brace inside an expression is that of a compound literal.
      const isLiteral = inner.kind === "expression" && previous !== "(";
      const holdsValues = inner.kind === "values" || inner.hasValue || isLiteral;
      open.push(newBracket(holdsValues ? "values" : "block", line));
      break;
    }
    case ")":
    case "]":
    case "}":
      if (1 < open.length) open.pop();
      break;
    case "?":
      inner.questions++;
      break;
    case ":":
      if (inner.questions) inner.questions--;
      break;
    case "=":
    case "return":
      inner.hasValue = true;
  }
  const isBlockEnd = text === "}" && inner.kind === "block";
  const outer = open.at(-1) as Bracket;
  outer.isFresh = text === ";" || text === "{" || isLabelEnd || isBlockEnd;
  if (outer.isFresh) Object.assign(outer, { hasValue: false, questions: 0 });
}
