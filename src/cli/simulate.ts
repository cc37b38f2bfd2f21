// SPDX-License-Identifier: MIT
import { examine, openSources, type ExamineOptions, type SourceText } from "../core/review";
import { examinationJson, examinationText } from "../core/report";
import { exitStatus, type Answer } from "./answer";

function exitOf(errors: readonly { readonly code: string }[]): number {
  if (errors.some((error) => error.code === "review/defect")) return exitStatus.ourFailure;
  return errors.length ? exitStatus.usage : exitStatus.done;
}

/** `hunkscope simulate`: runs the patches of some files before and after. */
export function runSimulate(
  files: readonly SourceText[],
  options: ExamineOptions,
  shape: "terminal" | "json",
  trace: boolean,
): Answer {
  const opened = openSources(files);
  if (!opened.patches.length) {
    const reason = opened.diagnostics[0]?.message ?? "there is no patch in it";
    const names = files.map((file) => file.name).join(", ");
    return {
      exit: exitStatus.noInput,
      out: "",
      err: `hunkscope: ${names}: no patch found: ${reason}\n`,
    };
  }
  const steps = examine(opened, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const examination = step.value;
  const wrong = examination.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  const exit = exitOf(wrong);
  // A wrong option is answered with its line alone, not with a report on something else.
  const words = (): string =>
    exit === exitStatus.usage ? "" : examinationText(examination, { trace });
  return {
    exit,
    out:
      shape === "json"
        ? `${JSON.stringify(examinationJson(examination, { trace }), undefined, 1)}\n`
        : words(),
    err: wrong.map((diagnostic) => `hunkscope: ${diagnostic.message}\n`).join(""),
  };
}
