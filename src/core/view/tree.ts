// SPDX-License-Identifier: MIT
import type { Span } from "../base";
import type { Opened } from "../review";
import type { MergeHunk, ReviewComment } from "../patch";
import { count, shown } from "./label";

/** One row of the outline of a thread. */
export interface TreeNode {
  /** Stable for the same text. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** The same in one sentence, for a screen reader and the tooltip. */
  readonly tooltip: string;
  readonly kind: "thread" | "patch" | "hunk" | "merge" | "comment" | "repair" | "loss" | "group";
  readonly span?: Span;
  readonly children: readonly TreeNode[];
}

/** The outline: patches, their hunks and the comments on them, then what was lost and repaired. */
export function treeOf(opened: Opened): readonly TreeNode[] {
  const patches = opened.patches.map((patch): TreeNode => {
    const hunks = patch.files.flatMap((file) =>
      file.hunks.map((hunk): TreeNode => {
        const comments = opened.comments.filter(
          ({ anchor }) => "hunk" in anchor && anchor.hunk === hunk.id,
        );
        const lost = hunk.lost.added + hunk.lost.removed + hunk.lost.context;
        const state = lost ? `${hunk.state}, ${count(lost, "line")} lost` : hunk.state;
        return node("hunk", `hunk:${hunk.id}`, {
          label: `${hunk.id} ${file.path || "fragment"}`,
          description: state,
          span: hunk.span,
          children: comments.map((comment, index) =>
            commentNode(comment, `comment:${hunk.id}:${index}`),
          ),
        });
      }),
    );
    const merges = patch.files.flatMap(({ path, merge = [] }) =>
      merge.map((hunk, index) => mergeNode(hunk, path, `merge:${patch.number}:${path}:${index}`)),
    );
    const words = opened.comments.filter(
      ({ anchor }) => "patch" in anchor && anchor.patch === patch.number,
    );
    return node("patch", `patch:${patch.number}`, {
      label: patch.subject,
      description: `${patch.revision === 1 ? "" : `v${patch.revision} · `}${patch.author.name}`,
      children: [
        ...words.map((comment, index) => commentNode(comment, `comment:p${patch.number}:${index}`)),
        ...hunks,
        ...merges,
      ],
    });
  });
  const unplaced = opened.comments.filter(({ anchor }) => "unplaced" in anchor);
  return [
    ...patches,
    ...group(
      "unplaced",
      "Comments without a place",
      unplaced.map((comment, index) => commentNode(comment, `comment:unplaced:${index}`)),
    ),
    ...group(
      "losses",
      "Lost",
      opened.losses.map((loss, index) =>
        node("loss", `loss:${index}`, {
          label: loss.path,
          description: `+${loss.insertions} -${loss.deletions}: ${loss.reason}`,
        }),
      ),
    ),
    ...group(
      "repairs",
      "Repaired",
      opened.repairs.map((repair, index) =>
        node("repair", `repair:${index}`, {
          label: repair.message,
          description: repair.hunk ?? "",
          span: repair.span,
        }),
      ),
    ),
  ];
}

/** Lines of a merge's hunk that an outline has room for. */
const mergeLinesMax = 100;

function mergeNode(hunk: MergeHunk, path: string, id: string): TreeNode {
  const { parents, numbers, lines, span } = hunk;
  return node("merge", id, {
    label: `${path || "merge"} ${numbers}`,
    description: `${parents} parents, shown, not simulated: no one text stands before it`,
    span,
    children: lines.slice(0, mergeLinesMax).map(({ marks, text, span: at }, index) =>
      node("merge", `${id}:${index}`, {
        label: marks.replace(/ /g, "\u00b7") + text.replace(/\t/g, "    "),
        description: "",
        span: at,
      }),
    ),
  });
}

function commentNode(comment: ReviewComment, id: string): TreeNode {
  const { anchor, sources } = comment;
  const span = sources[0];
  const first = comment.text.trim().split("\n", 1)[0] ?? "";
  const why =
    "unplaced" in anchor ? ` (${anchor.unplaced})` : "part" in anchor ? ` (${anchor.part})` : "";
  return node("comment", id, {
    label: first,
    description: `${comment.author.name}${why}`,
    ...(span && { span }),
    children: comment.replies.map((reply, index) => commentNode(reply, `${id}:${index}`)),
  });
}

function group(id: string, label: string, children: readonly TreeNode[]): readonly TreeNode[] {
  if (!children.length) return [];
  return [node("group", `group:${id}`, { label, description: `${children.length}`, children })];
}

function node(
  kind: TreeNode["kind"],
  id: string,
  rest: Omit<TreeNode, "kind" | "id" | "children" | "tooltip"> &
    Partial<Pick<TreeNode, "children">>,
): TreeNode {
  const label = shown(rest.label);
  const description = shown(rest.description);
  return {
    kind,
    id,
    label,
    description,
    tooltip: description ? `${label}: ${description}` : label,
    ...(rest.span && { span: rest.span }),
    children: rest.children ?? [],
  };
}
