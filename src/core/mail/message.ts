// SPDX-License-Identifier: MIT
import type { Span } from "../base";

/** Who wrote something, and where that is known from. */
export interface Author {
  readonly name: string;
  readonly address?: string;
  /**
   * A header, an in-body From line, an attribution line, an archive's own heading, or nothing at
   * all.
   */
  readonly from: "header" | "in-body" | "attribution" | "digest" | "unknown";
}

/**
 * A date as precisely as the source gives it; `value` is ISO 8601, of a day where only the day is
 * known.
 */
export interface MessageDate {
  readonly value: string;
  readonly precision: "second" | "minute" | "day" | "unknown";
}

/** One line of a body; `text` is the line as it stands, quote marks included. */
export interface BodyLine {
  readonly text: string;
  /** 0 for the author's own words; of a torn-off line end, that of the line it belongs to. */
  readonly quoteDepth: number;
  /** The text behind the quote marks. */
  readonly unquoted: string;
  readonly span: Span;
}

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly lines: readonly BodyLine[];
}

/** One mail, however it was kept. */
export interface Message {
  /** The Message-ID, or a stable synthetic one ("synthetic:3"). */
  readonly id: string;
  readonly idKind: "header" | "synthetic";
  readonly subject: string;
  readonly author: Author;
  readonly date: MessageDate;
  readonly inReplyTo?: string;
  readonly references: readonly string[];
  readonly body: readonly BodyLine[];
  readonly attachments: readonly Attachment[];
  /** From the first byte of the message to the last, in the file it came from. */
  readonly span: Span;
}

/** Whether a message has been under way: a file of git format-patch or quilt has not. */
export const wasSent = ({ idKind, author }: Message): boolean =>
  idKind === "header" || author.from === "digest";

/** Messages that answer one another, oldest first. */
export interface Thread {
  readonly subject: string;
  readonly messageIds: readonly string[];
  /** Which rule joined them. */
  readonly joinedBy: "references" | "subject" | "series" | "single";
}
