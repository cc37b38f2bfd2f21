// SPDX-License-Identifier: MIT
// One file that shows the panel wherever there is a browser, without a network and without us.
import { contentHash } from "../base";
import type { Examination, Opened } from "../review";
import { panelOf, settle, type PanelModel, type Selection } from "../view";
import { examinationText } from "./text";

/** The panel's own script and style sheet, as they are built. */
export interface PanelFiles {
  readonly script: string;
  readonly style: string;
}

/** Beyond these the page would be too large to send; the report as text has the rest. */
const modelsMax = 400;

/** What the page answers its panel with: every view of every patch, drawn ahead. */
interface View {
  readonly selection: Selection;
  readonly model: PanelModel;
  /** Lines of the mail that links lead to, by link; 0 for what is not in the mail. */
  readonly lines: readonly number[];
}

/**
 * Writes an examination as a page of its own.
 * - Shape: the panel of the editor with its script and style inside, all its views as data, and
 *   the mail's lines below for links to lead to.
 */
export function examinationHtml(
  examination: Examination,
  opened: Opened,
  document: string,
  mail: readonly string[],
  files: PanelFiles,
): string {
  const views = viewsOf(examination, opened, document);
  const text = examinationText(examination, { trace: false });
  const data = JSON.stringify({ views, text, mail });
  const nonce = contentHash(data);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'`;
  return [
    "<!DOCTYPE html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(examination.patches[0]?.subject ?? document)}</title>`,
    `<style>${themeStyle}${files.style.replace(/<\//g, "<\\/")}${pageStyle}</style>`,
    "</head>",
    '<body class="vscode-light">',
    `<noscript><pre>${escaped(text)}</pre></noscript>`,
    `<script nonce="${nonce}" type="application/json" id="data">${inScript(data)}</script>`,
    `<script nonce="${nonce}">${hostScript}</script>`,
    `<script nonce="${nonce}">${files.script.replace(/<\/script/gi, "<\\/script")}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function viewsOf(examination: Examination, opened: Opened, document: string): readonly View[] {
  const selections = examination.patches.flatMap((patch): Selection[] => {
    const first = settle({ patch: patch.number }, opened, examination);
    const all = patch.scenarios.flatMap(({ id, gates }) =>
      Array.from({ length: gates.length + 1 }, (_, layer) => ({
        ...{ patch: patch.number, scenario: id, layer },
      })),
    );
    // The view that a patch opens with comes first.
    const isFirst = (one: Selection): boolean =>
      one.scenario === first.scenario && one.layer === first.layer;
    return all.length
      ? [...all.filter(isFirst), ...all.filter((one) => !isFirst(one))]
      : [{ patch: patch.number }];
  });
  return selections.slice(0, modelsMax).map((selection) => {
    const input = { revision: 0, document, opened, examination, selection, stale: false };
    const { model, links } = panelOf(input);
    const lines = links.map((link) =>
      link.kind === "mail" ? link.span.line : (link.place.span?.line ?? 0),
    );
    return { selection, model, lines };
  });
}

/** Inside a script element only "<" could end it, or begin a comment. */
const inScript = (json: string): string =>
  json
    .replace(/</g, "\\u003c")
    .replace(/[\u2028\u2029]/g, (one) => (one === "\u2028" ? "\\u2028" : "\\u2029"));

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Stands for the editor: answers the panel from the views, leads links to lines of the mail. */
const hostScript = `
const data = JSON.parse(document.getElementById("data").textContent);
let selection = data.views[0] ? data.views[0].selection : {};
let shown;
const fits = (one, wanted) => Object.keys(wanted).every((key) => one[key] === wanted[key]);
function show(wanted) {
  const kept = wanted.scenario === undefined ? selection : { patch: selection.patch };
  const next = wanted.patch === undefined ? { ...kept, ...wanted } : wanted;
  shown = data.views.find((view) => fits(view.selection, next)) ?? data.views[0];
  if (!shown) return;
  selection = shown.selection;
  window.postMessage({ type: "show", model: shown.model, isTab: true }, "*");
}
function reveal(link) {
  const line = document.getElementById("mail-" + (shown ? shown.lines[link] : 0));
  if (!line) return;
  line.closest("details").open = true;
  line.scrollIntoView({ block: "center" });
  line.focus();
}
window.acquireVsCodeApi = () => ({
  getState: () => undefined,
  setState: () => undefined,
  postMessage: (request) => {
    if (request.type === "ready") { addMail(); show({}); }
    else if (request.type === "select") show(request.selection);
    else if (request.type === "reveal") reveal(request.link);
    else if (request.type === "copy-text") navigator.clipboard?.writeText(data.text);
  },
});
function addMail() {
  const list = document.createElement("ol");
  data.mail.forEach((text, index) => {
    const item = document.createElement("li");
    item.id = "mail-" + (index + 1);
    item.tabIndex = -1;
    item.textContent = text;
    list.append(item);
  });
  const fold = document.createElement("details");
  const title = document.createElement("summary");
  title.textContent = "The mail, as it was read";
  fold.id = "mail";
  fold.append(title, list);
  document.body.append(fold);
}
`;

/** The colours an editor would give, light and dark. */
const themeStyle = `
:root{color-scheme:light dark;--vscode-font-family:system-ui,sans-serif;--vscode-font-size:13px;
--vscode-editor-font-family:ui-monospace,monospace;--vscode-foreground:#3b3b3b;
--vscode-editor-foreground:#3b3b3b;--vscode-editor-background:#fff;
--vscode-descriptionForeground:#616161;
--vscode-textLink-foreground:#005fb8;--vscode-textLink-activeForeground:#005fb8;
--vscode-panel-border:#d4d4d4;--vscode-editorWidget-background:#f8f8f8;
--vscode-list-hoverBackground:#f2f2f2;--vscode-list-inactiveSelectionBackground:#e4e6f1;
--vscode-focusBorder:#005fb8;--vscode-button-background:#005fb8;--vscode-button-foreground:#fff;
--vscode-button-secondaryBackground:#e5e5e5;--vscode-button-secondaryForeground:#3b3b3b;
--vscode-badge-background:#ccc;--vscode-badge-foreground:#3b3b3b;--vscode-errorForeground:#c72e0f;
--vscode-testing-iconPassed:#2b7a2b;--vscode-charts-red:#c72e0f;--vscode-charts-green:#2b7a2b;
--vscode-charts-yellow:#8a6100;--vscode-editorWarning-foreground:#8a6100;
--vscode-diffEditor-insertedLineBackground:#9ccc2c33;
--vscode-diffEditor-removedLineBackground:#ff000022;
--vscode-diffEditor-unchangedRegionBackground:#f2f2f2;--vscode-textBlockQuote-background:#f2f2f2}
@media (prefers-color-scheme:dark){:root{--vscode-foreground:#ccc;--vscode-editor-foreground:#ccc;
--vscode-editor-background:#1f1f1f;--vscode-descriptionForeground:#9d9d9d;
--vscode-textLink-foreground:#4daafc;--vscode-textLink-activeForeground:#4daafc;
--vscode-panel-border:#404040;--vscode-editorWidget-background:#252526;
--vscode-list-hoverBackground:#2a2d2e;--vscode-list-inactiveSelectionBackground:#37373d;
--vscode-badge-background:#616161;--vscode-badge-foreground:#f8f8f8;
--vscode-errorForeground:#f85149;
--vscode-testing-iconPassed:#73c991;--vscode-charts-red:#f85149;--vscode-charts-green:#73c991;
--vscode-charts-yellow:#cca700;--vscode-editorWarning-foreground:#cca700;
--vscode-button-secondaryBackground:#313131;--vscode-button-secondaryForeground:#ccc;
--vscode-diffEditor-unchangedRegionBackground:#2a2a2a;--vscode-textBlockQuote-background:#2a2a2a}}
`;

/** What only an editor can do is left out; the mail stands below. */
const pageStyle = `
body{background:var(--vscode-editor-background);color:var(--vscode-foreground);
max-width:110ch;margin:1em auto;padding:0 1em}
button[data-key=run],button[data-key=open-in-editor],button[data-key=open-sample]{display:none}
#mail ol{font-family:var(--vscode-editor-font-family);white-space:pre-wrap}
#mail li:focus{outline:2px solid var(--vscode-focusBorder)}
`;
