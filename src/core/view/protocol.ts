// SPDX-License-Identifier: MIT
// The whole contract between the extension and its panel. Both sides check what they receive: other
// extensions, settings sync and a hostile mail may have had a hand in it.
import * as v from "valibot";
import { panelModelSchema } from "./model";

/** The panel asks with a few words; anything longer is not ours. */
export const requestLengthMax = 16 * 1024;
/** A model of the largest trace shown, 20,000 rows of both sides, is well under this. */
const replyLengthMax = 24 * 1024 * 1024;

const shortText = v.pipe(v.string(), v.maxLength(300));
const smallNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000_000));

const selectionSchema = v.object({
  patch: v.exactOptional(smallNumber),
  scenario: v.exactOptional(shortText),
  layer: v.exactOptional(smallNumber),
});

/** What the panel keeps over a reload; read back as if a stranger had written it. */
const savedStateSchema = v.object({
  schema: v.literal(1),
  document: v.pipe(v.string(), v.maxLength(2000)),
  selection: selectionSchema,
});

const requestSchema = v.variant("type", [
  v.object({ type: v.literal("ready"), saved: v.exactOptional(savedStateSchema) }),
  v.object({ type: v.literal("select"), selection: selectionSchema }),
  v.object({ type: v.literal("reveal"), revision: smallNumber, link: smallNumber }),
  /** The reader stands on a row of the trace. */
  v.object({ type: v.literal("step"), revision: smallNumber, row: smallNumber }),
  v.object({ type: v.literal("run") }),
  /** Switches a hunk off or on, and runs again. */
  v.object({ type: v.literal("switch"), hunk: shortText }),
  v.object({ type: v.literal("cancel") }),
  v.object({ type: v.literal("open-sample") }),
  v.object({ type: v.literal("open-in-editor") }),
  v.object({ type: v.literal("copy-text") }),
]);

const replySchema = v.variant("type", [
  /** The panel's own words in the display language, by their English ones. */
  v.object({ type: v.literal("words"), words: v.record(v.string(), v.string()) }),
  v.object({
    type: v.literal("show"),
    model: panelModelSchema,
    /** Whether this panel is an editor tab: it then need not offer to become one. */
    isTab: v.exactOptional(v.boolean()),
    saved: v.exactOptional(savedStateSchema),
    /** Said once by a live region: the end of a run. */
    announce: v.exactOptional(v.string()),
  }),
  v.object({
    type: v.literal("progress"),
    done: v.number(),
    of: v.number(),
    about: v.string(),
  }),
  v.object({ type: v.literal("idle") }),
  /** Moves to a row of the trace that is shown. */
  v.object({ type: v.literal("step"), row: smallNumber }),
]);

/** Which patch, scenario and layer is shown; what is absent is chosen by `panelOf`. */
export type Selection = v.InferOutput<typeof selectionSchema>;
export type SavedState = v.InferOutput<typeof savedStateSchema>;
export type PanelRequest = v.InferOutput<typeof requestSchema>;
export type PanelReply = v.InferOutput<typeof replySchema>;

/** A request of the panel, or nothing if it is not one of ours; unknown fields are dropped. */
export const parseRequest = (message: unknown): PanelRequest | undefined =>
  parse(requestSchema, message, requestLengthMax);

/** A reply of the extension, or nothing. */
export const parseReply = (message: unknown): PanelReply | undefined =>
  parse(replySchema, message, replyLengthMax);

/** A kept state, or nothing where it is damaged. */
export const parseSavedState = (state: unknown): SavedState | undefined =>
  parse(savedStateSchema, state, requestLengthMax);

function parse<const S extends v.GenericSchema>(
  schema: S,
  message: unknown,
  lengthMax: number,
): v.InferOutput<S> | undefined {
  if (typeof message !== "object" || message === null || !fits(message, lengthMax))
    return undefined;
  const result = v.safeParse(schema, message);
  return result.success ? result.output : undefined;
}

/**
 * Measures before anything is copied: texts and nodes are counted and the walk ends at the limit,
 * so that a huge or cyclic message costs no more than a legal one.
 */
function fits(message: object, lengthMax: number): boolean {
  let left = lengthMax;
  const waiting: unknown[] = [message];
  while (waiting.length) {
    const value = waiting.pop();
    left -= typeof value === "string" ? value.length + 2 : 4;
    if (left < 0) return false;
    if (typeof value !== "object" || value === null) continue;
    if (waiting.length > lengthMax) return false;
    for (const key of Object.keys(value)) {
      left -= key.length;
      waiting.push((value as Record<string, unknown>)[key]);
    }
  }
  return 0 <= left;
}
