// SPDX-License-Identifier: MIT
import { examine, openSources, type ExamineOptions, type SourceText } from "../core/review";
import { examinationJson, examinationText } from "../core/report";

/** What a command wants written, and its exit status. */
export interface CommandResult {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Nothing usable in the input (sysexits: EX_DATAERR). */
const exitNoInput = 65;
/** Wrong words on the command line (sysexits: EX_USAGE). */
const exitUsage = 64;

/** `hunkscope simulate`: runs the patches of some files before and after. */
export function runSimulate(
  files: readonly SourceText[],
  options: ExamineOptions,
  form: { readonly json: boolean; readonly trace: boolean },
): CommandResult {
  const opened = openSources(files);
  if (!opened.patches.length) {
    const reason = opened.diagnostics[0]?.message ?? "there is no patch in it";
    const names = files.map((file) => file.name).join(", ");
    return { exit: exitNoInput, out: "", err: `hunkscope: ${names}: no patch found: ${reason}\n` };
  }
  const steps = examine(opened, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const examination = step.value;
  const wrong = examination.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  return {
    exit: wrong.length ? exitUsage : 0,
    out: form.json
      ? `${JSON.stringify(examinationJson(examination, form), undefined, 1)}\n`
      : examinationText(examination, form),
    err: wrong.map((diagnostic) => `hunkscope: ${diagnostic.message}\n`).join(""),
  };
}
