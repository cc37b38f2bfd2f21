// SPDX-License-Identifier: MIT

interface Step {
  readonly kind: " " | "-" | "+";
  readonly text: string;
  /** Lines before and after that stand above this one. */
  readonly before: number;
  readonly after: number;
}

/** A unified diff of two texts, with sections as git finds them. */
export function diffOf(path: string, before: string, after: string, context = 3): string {
  const old = linesOf(before);
  const steps = stepsOf(old, linesOf(after));
  const hunks: string[] = [];
  for (let index = 0; index < steps.length; index++) {
    if (steps[index]!.kind === " ") continue;
    const first = Math.max(0, index - context);
    let last = index;
    for (let next = index; next < steps.length && next - last <= 2 * context; next++) {
      if (steps[next]!.kind !== " ") last = next;
    }
    last = Math.min(steps.length - 1, last + context);
    hunks.push(hunkOf(steps.slice(first, last + 1), old));
    index = last;
  }
  return `--- a/${path}\n+++ b/${path}\n${hunks.join("")}`;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function hunkOf(steps: readonly Step[], old: readonly string[]): string {
  const first = steps[0]!;
  const oldCount = steps.filter(({ kind }) => kind !== "+").length;
  const newCount = steps.filter(({ kind }) => kind !== "-").length;
  let section = "";
  for (let line = first.before - 1; 0 <= line; line--) {
    if (!/^[A-Za-z_$]/.test(old[line]!)) continue;
    section = ` ${old[line]}`;
    break;
  }
  const oldStart = first.before + (oldCount ? 1 : 0);
  const newStart = first.after + (newCount ? 1 : 0);
  const body = steps.map(({ kind, text }) => `${kind}${text}\n`).join("");
  return `@@ -${oldStart},${oldCount} +${newStart},${newCount} @@${section}\n${body}`;
}

/** Common head and tail apart, a longest common subsequence of lines. */
function stepsOf(old: readonly string[], now: readonly string[]): readonly Step[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, now.length) - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail++;
  const rows = old.length - head - tail;
  const columns = now.length - head - tail;
  const width = columns + 1;
  const best = new Int32Array((rows + 1) * width);
  for (let row = rows - 1; 0 <= row; row--) {
    for (let column = columns - 1; 0 <= column; column--) {
      const same = old[head + row] === now[head + column];
      best[row * width + column] = same
        ? best[(row + 1) * width + column + 1]! + 1
        : Math.max(best[(row + 1) * width + column]!, best[row * width + column + 1]!);
    }
  }
  const steps: Step[] = [];
  let before = 0;
  let after = 0;
  const step = (kind: Step["kind"], text: string): void => {
    steps.push({ kind, text, before, after });
    if (kind !== "+") before++;
    if (kind !== "-") after++;
  };
  while (before < head) step(" ", old[before]!);
  while (before < head + rows || after < head + columns) {
    const at = (before - head) * width + after - head;
    const inOld = before < head + rows;
    const inNow = after < head + columns;
    if (inOld && inNow && old[before] === now[after]) step(" ", old[before]!);
    else if (inOld && (!inNow || best[at + 1]! <= best[at + width]!)) step("-", old[before]!);
    else step("+", now[after]!);
  }
  while (before < old.length) step(" ", old[before]!);
  return steps;
}
