// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { applyPatches, type Application } from "../../../src/core/apply";
import { baseOf, patchOf } from "./support";

/** One function, in words of its own: what stands around a change may read quite differently. */
const reworded = `int first_step(struct job *job);
void note_step(struct job *job, int step);

int run_job(struct job *job, unsigned int flags)
{
	int result = job->ready ? first_step(job) : -EAGAIN;

	if (result)
		return result;

	note_step(job, job->step);
	return finish_job(job, flags);
}
`;

/** The same function in other words, changed beside the one line both have. */
const otherWords = (change: string): string => `--- a/job.c
+++ b/job.c
@@ -1,9 +1,10 @@ int run_job(struct job *job, unsigned int flags)
 	if (!job->ready)
 		goto out_again;
 	job->state = JOB_RUNS;
 	trace_job_step(job->queue, job->state);
 	counters_add(&job->queue->counters, 1);
${change}
 	release_queue(job->queue);
 	wake_up_all(&job->queue->waiters);
 out_again:
 	return complete(job);
`;

const placed = (change: string): Application =>
  applyPatches({
    ...{ base: baseOf({ "job.c": reworded }), subject: patchOf(otherWords(change)) },
    ...{ earlier: [], with: [], over: [], hunksOff: new Set(), runCut: false, threadHints: [] },
  });

const kindsOf = ({ placements }: Application): readonly string[] =>
  placements.map(({ hunk, kind }) => `${hunk} ${kind}`);

test("context worded otherwise is left to the base where a neighbouring line decides", () => {
  const result = placed(" 	note_step(job, job->step);\n+	job->step++;");
  assert.deepEqual(kindsOf(result), ["1.1 aligned"]);
  assert.ok((result.placements[0]?.score ?? 1) < 0.6);
  assert.deepEqual(
    result.assumptions.map(({ code }) => code),
    ["apply/context-elided"],
  );
  assert.equal(result.assumptions[0]?.lines.length, 9);
  const line = "	note_step(job, job->step);\n";
  assert.equal(result.after.get("job.c")?.text, reworded.replace(line, `${line}	job->step++;\n`));
  assert.equal(result.before.get("job.c")?.text, reworded);
});

test("a removed line that is there decides as well", () => {
  const result = placed("-	note_step(job, job->step);\n+	note_step(job, job->step + 1);");
  assert.deepEqual(kindsOf(result), ["1.1 aligned"]);
  assert.ok(result.after.get("job.c")?.text.includes("note_step(job, job->step + 1);"));
});

test("a hunk whose change has no neighbour in the base stays absent", () => {
  const result = placed(" 	note_queue(job->queue);\n+	job->step++;");
  assert.deepEqual(kindsOf(result), ["1.1 absent"]);
  assert.equal(result.after.size, 0);
});
