// SPDX-License-Identifier: MIT
import type { Span } from "../core/base";
import type { Message, Thread } from "../core/mail";
import type { FilePatch, Hunk, HunkLine, Patch, ReviewComment } from "../core/patch";
import type { Reading } from "./reading";

/** The version of the shape; documented in README. */
const schema = 1;

export function readingJson(reading: Reading): string {
  const { messages, threads, patches, series, comments, repairs, losses, diagnostics } = reading;
  const value = {
    schema,
    messages: messages.map(messageJson),
    threads: threads.map(threadJson),
    patches: patches.map(patchJson),
    series,
    comments: comments.map(commentJson),
    repairs: repairs.map(({ span, ...repair }) => ({ ...repair, at: place(span) })),
    losses,
    diagnostics: diagnostics.map(({ span, ...diagnostic }) => ({
      ...diagnostic,
      ...(span && { at: place(span) }),
    })),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Where something stands, as people count: a file and a line. */
const place = ({ source, line }: Span) => ({ source, line });

const messageJson = ({ body, attachments, span, ...message }: Message) => ({
  ...message,
  lines: body.length,
  attachments: attachments.map(({ name, type, lines }) => ({ name, type, lines: lines.length })),
  at: place(span),
});

const threadJson = ({ subject, messageIds, joinedBy }: Thread) => ({
  subject,
  messages: messageIds,
  joinedBy,
});

const patchJson = ({ files, trailers, ...patch }: Patch) => ({
  ...patch,
  trailers: (trailers ?? []).map(({ span, ...trailer }) => ({ ...trailer, at: place(span) })),
  files: files.map(fileJson),
});

const fileJson = ({ hunks, merge, ...file }: FilePatch) => ({
  ...file,
  hunks: hunks.map(hunkJson),
  ...(merge && {
    merge: merge.map(({ span, lines, ...hunk }) => ({
      ...hunk,
      at: place(span),
      lines: lines.map(({ span: at, ...line }) => ({ ...line, at: place(at) })),
    })),
  }),
});

function hunkJson({ lines, span, quotedAt, ...hunk }: Hunk) {
  const count = (wanted: HunkLine["kind"]): number =>
    lines.filter(({ kind }) => kind === wanted).length;
  return {
    ...hunk,
    context: count("context"),
    added: count("added"),
    removed: count("removed"),
    at: place(span),
    quotedAt: (quotedAt ?? []).map(place),
    lines: lines.map(({ sources, ...line }) => ({ ...line, sources: sources.map(place) })),
  };
}

function commentJson({ author, text, anchor, replies, sources }: ReviewComment): object {
  const { span, ...where } = "span" in anchor ? anchor : { ...anchor, span: undefined };
  return {
    author,
    text,
    anchor: { ...where, ...(span && { at: place(span) }) },
    sources: sources.map(place),
    replies: replies.map(commentJson),
  };
}
