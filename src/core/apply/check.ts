// SPDX-License-Identifier: MIT
import { assert } from "../base";
import type { Hunk, Patch } from "../patch";
import type { Application, PlacedText, Placement } from "./placement";
import { withoutBlanks } from "./words";

/**
 * Asserts that the before side says what the mail says: of every placed hunk the lines before are
 * found again by their origins, in order, equal but for blanks and for names that were mapped. Only
 * context at the edges may be missing, and lines that another patch overruled.
 */
export function checkPreimage(
  application: Pick<Application, "placements" | "before">,
  subject: Patch,
): void {
  const placements = new Map(
    application.placements.flatMap((own) => (own.role === "subject" ? [[own.hunk, own]] : [])),
  );
  const overruled = application.placements.some(({ role }) => role !== "subject");
  for (const hunk of subject.files.flatMap((file) => file.hunks)) {
    const placement = placements.get(hunk.id);
    if (placement?.kind !== "exact" && placement?.kind !== "aligned") continue;
    if (placement.reasons.includes("switched off")) continue;
    checkHunk(hunk, placement, application, overruled);
  }
}

function checkHunk(
  hunk: Hunk,
  placement: Placement,
  application: Pick<Application, "before">,
  overruled: boolean,
): void {
  const texts = new Set(placement.targets.map(({ path }) => path));
  const lines = [...texts].flatMap((path) => linesOf(hunk, application.before.get(path)));
  let last = -1;
  for (const { index, text } of lines) {
    assert(last < index, `hunk ${hunk.id}: its lines stand in another order before`);
    last = index;
    const line = hunk.lines[index]!;
    assert(line.kind !== "added", `hunk ${hunk.id}: an added line stands before`);
    const said = canonical(line.text, placement);
    const found = canonical(text, placement);
    assert(
      said.includes(found) || said.replace(/\/\*.*/, "") === found,
      `hunk ${hunk.id}: line ${index} says ${said}, before says ${found}`,
    );
  }
  if (overruled || hunk.state === "cut") return;
  const told = new Set(lines.map(({ index }) => index));
  const removed = hunk.lines.findIndex(
    (line, index) => line.kind === "removed" && line.text.trim() && !told.has(index),
  );
  const isComment = removed < 0 || /^\s*(?:\/?\*|\/\/)|\*\/\s*$/.test(hunk.lines[removed]!.text);
  assert(isComment, `hunk ${hunk.id}: removed line ${removed} does not stand before`);
}

function linesOf(
  hunk: Hunk,
  placed: PlacedText | undefined,
): readonly { readonly index: number; readonly text: string }[] {
  const texts = placed?.text.split("\n") ?? [];
  return (placed?.origins ?? []).flatMap((origin, line) =>
    origin.from === "mail" && origin.hunk === hunk.id && origin.role === undefined
      ? [{ index: origin.hunkLine, text: texts[line] ?? "" }]
      : [],
  );
}

/** A line without blanks, with one name for what mail and base name otherwise. */
function canonical(text: string, { names = [] }: Placement): string {
  const map = new Map(names.map(({ from, to }) => [from, to]));
  return withoutBlanks(text.replace(/[A-Za-z_]\w*/g, (name) => map.get(name) ?? name));
}
