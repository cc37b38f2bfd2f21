// SPDX-License-Identifier: MIT
import type { Assumption, LineOrigin } from "../apply";
import { shown } from "./label";

/** What is said of one line of a file as it was run. */
export interface OriginMark {
  /** Counted from 1. */
  readonly line: number;
  readonly from: LineOrigin["from"];
  /** One sentence, for who asks. */
  readonly text: string;
  /** A few words on the first line of a stretch that is not the model's. */
  readonly note?: string;
}

/**
 * Where each line of a file came from.
 * - Shape: the origins of a side's text, the level it was run at, the document under review and the
 *   assumptions of its run -> one mark per line, in order.
 */
export function originMarks(
  origins: readonly LineOrigin[],
  about: {
    readonly level: string;
    readonly document: string;
    readonly assumptions: readonly Assumption[];
  },
): readonly OriginMark[] {
  let stretch = "";
  return origins.map((origin, index) => {
    const same = stretchOf(origin);
    const note = same === stretch ? undefined : noteOf(origin, about.document);
    stretch = same;
    return {
      line: index + 1,
      from: origin.from,
      text: shown(sentenceOf(origin, about)),
      ...(note !== undefined && { note: shown(note) }),
    };
  });
}

function stretchOf(origin: LineOrigin): string {
  if (origin.from === "mail") return `mail ${origin.span.source} ${origin.hunk}`;
  return origin.from === "assumed" ? `assumed ${origin.assumption}` : origin.from;
}

function noteOf(origin: LineOrigin, document: string): string | undefined {
  if (origin.from === "mail") return `${mailLine(origin, document)}, hunk ${origin.hunk}`;
  return origin.from === "assumed" ? `assumed (${origin.assumption})` : undefined;
}

const mailLine = (origin: Extract<LineOrigin, { from: "mail" }>, document: string): string =>
  `${origin.span.source === document ? "mail" : origin.span.source}:${origin.span.line}`;

function sentenceOf(origin: LineOrigin, about: Parameters<typeof originMarks>[1]): string {
  switch (origin.from) {
    case "mail": {
      const role =
        origin.role === undefined || origin.role === "subject" ? "" : ` (${origin.role})`;
      const at = mailLine(origin, about.document);
      return `From the mail: ${at}, ${origin.kind} line of hunk ${origin.hunk}${role}.`;
    }
    case "model":
      return (
        `From Hunkscope's model of Linux, not kernel source: ` +
        `model/${origin.path}:${origin.line}${about.level && ` (${about.level})`}.`
      );
    case "tree":
      return `From the kernel tree: ${origin.path}:${origin.line}.`;
    case "assumed": {
      const why = about.assumptions.find(({ id }) => id === origin.assumption)?.text;
      return `Assumed (${origin.assumption})${why === undefined ? "." : `: ${why}`}`;
    }
  }
}
