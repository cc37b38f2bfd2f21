// SPDX-License-Identifier: MIT
// `simulate`, `replay` and `check`: run patches, and say what came of it in the shape asked for.
import {
  checkResults,
  examinationHtml,
  examinationJson,
  examinationMarkdown,
  examinationText,
  replyMail,
} from "../core/report";
import {
  examine,
  makeBundle,
  modelHash,
  parseBundle,
  type Examination,
  type ExamineOptions,
  type FirstLook,
  type Opened,
  type SourceText,
} from "../core/review";
import { exitStatus, type Answer } from "./answer";
import type { Shape, SimulateArguments } from "./args";
import { panelFiles } from "./files";
import { openFiles } from "./reading";
import { Timing } from "./timing";

type Wanted = Pick<SimulateArguments, "shape" | "trace" | "full" | "timing" | "html" | "bundle">;

/** Something to be told of how far a run is, and of what it has found already. */
export type Watch = (about: string, look?: FirstLook) => void;

/** `hunkscope simulate`: runs the patches of some files before and after. */
export function runSimulate(
  files: readonly SourceText[],
  options: ExamineOptions,
  wanted: Wanted,
  watch: Watch = () => undefined,
): Answer {
  const timing = new Timing();
  const opened = openFiles(files, watch);
  timing.mark("reading");
  if (!opened.patches.length) return nothingIn(files, opened);
  const examination = pulled(opened, options, (about, look) => {
    timing.step(about);
    if (look) timing.found();
    watch(about, look);
  });
  timing.mark("");
  const wrong = examination.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  const exit = exitOf(wrong);
  const name = files[0]?.name ?? "-";
  // A wrong option is answered with its line alone, not with a report on something else.
  const isMistake = exit === exitStatus.usage && wanted.shape !== "json";
  const out = isMistake ? "" : shaped(examination, opened, wanted, name);
  const made = isMistake ? [] : writtenFiles(files, options, examination, opened, wanted);
  timing.mark("report");
  return {
    exit,
    out,
    err:
      wrong.map((diagnostic) => `hunkscope: ${diagnostic.message}\n`).join("") +
      (wanted.timing ? timing.text() : ""),
    files: made,
  };
}

function pulled(opened: Opened, options: ExamineOptions, watch: Watch): Examination {
  const steps = examine(opened, options);
  let step = steps.next();
  while (!step.done) {
    watch(step.value.about, step.value.look);
    step = steps.next();
  }
  return step.value;
}

function nothingIn(files: readonly SourceText[], opened: Opened): Answer {
  const reason = opened.diagnostics[0]?.message ?? "there is no patch in it";
  const names = files.map((file) => file.name).join(", ");
  const err = `hunkscope: ${names}: no patch found: ${reason}\n`;
  return { exit: exitStatus.noInput, out: "", err };
}

function exitOf(errors: readonly { readonly code: string }[]): number {
  if (errors.some((error) => error.code === "review/defect")) return exitStatus.ourFailure;
  return errors.length ? exitStatus.usage : exitStatus.done;
}

function shaped(
  examination: Examination,
  opened: Opened,
  { shape, trace, full }: Pick<Wanted, "shape" | "trace" | "full">,
  name: string,
): string {
  switch (shape) {
    case "json":
      return jsonText(examination, trace);
    case "markdown":
      return examinationMarkdown(examination);
    case "mail":
      return examination.patches
        .map((patch) => replyMail(examination, opened, patch, name))
        .join(mailSeparator);
    case "terminal":
      return examinationText(examination, { trace, full });
  }
}

/** Between the replies to several patches: a mailbox's own line. */
const mailSeparator = "\nFrom hunkscope Thu Jan  1 00:00:00 1970\n";

const jsonText = (examination: Examination, trace: boolean): string =>
  `${JSON.stringify(examinationJson(examination, { trace }), undefined, 1)}\n`;

function writtenFiles(
  inputs: readonly SourceText[],
  options: ExamineOptions,
  examination: Examination,
  opened: Opened,
  { html, bundle }: Wanted,
): NonNullable<Answer["files"]> {
  const name = inputs[0]?.name ?? "-";
  const text = new TextDecoder().decode(inputs[0]?.bytes);
  const page = (): string =>
    examinationHtml(examination, opened, name, text.split(/\r?\n/), panelFiles());
  const saved = (): string =>
    `${JSON.stringify(makeBundle(inputs, options, jsonText(examination, true)), undefined, 1)}\n`;
  return [
    ...(html === undefined ? [] : [{ name: html, text: page() }]),
    ...(bundle === undefined ? [] : [{ name: bundle, text: saved() }]),
  ];
}

/** `hunkscope replay`: runs a bundle again and says whether the same came of it. */
export function runReplay(file: SourceText, shape: Shape, trace: boolean, watch?: Watch): Answer {
  const parsed = parseBundle(new TextDecoder().decode(file.bytes));
  if (typeof parsed === "string")
    return {
      exit: exitStatus.noInput,
      out: "",
      err: `hunkscope: ${file.name}: ${parsed}\n`,
    };
  const { inputs, options, bundle } = parsed;
  const opened = openFiles(inputs, watch);
  const examination = pulled(opened, options, watch ?? (() => undefined));
  const again = makeBundle(inputs, options, jsonText(examination, true)).hashes;
  const name = inputs[0]?.name ?? "-";
  const isSame = again.result === bundle.hashes.result;
  const isModel = modelHash() === bundle.hashes.model;
  const verdict = isSame
    ? `replayed: the same, bit for bit (${again.result})`
    : `replayed: not the same (${again.result}, was ${bundle.hashes.result}): ` +
      (isModel ? "another build of Hunkscope" : "another model");
  return {
    exit: isSame ? exitStatus.done : exitStatus.noInput,
    out: shaped(examination, opened, { shape, trace, full: false }, name),
    err: `hunkscope: ${verdict}\n`,
  };
}

/** `hunkscope check`: one mail, b4's check JSON. */
export function runCheck(mail: SourceText): Answer {
  const opened = openFiles([mail]);
  const results = opened.patches.length ? checkResults(pulled(opened, {}, () => undefined)) : [];
  return { exit: exitStatus.done, out: `${JSON.stringify(results, undefined, 1)}\n`, err: "" };
}
