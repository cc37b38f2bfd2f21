// SPDX-License-Identifier: MIT
// A node:test reporter that writes one JSON object: how many tests passed, failed, were skipped,
// and the files of those that failed.
// node:test counts a suite's parts and the suite itself; so does this, from its own closing lines.
export default async function* totals(events) {
  const counted = {};
  const skipped = [];
  const failedFiles = new Set();
  for await (const { type, data } of events) {
    if (type === "test:diagnostic" && data.nesting === 0) {
      const [, name, count] = /^(pass|fail|cancelled|skipped|todo) (\d+)$/.exec(data.message) ?? [];
      if (name) counted[name] = Number(count);
    }
    if (type === "test:fail" && data.file) failedFiles.add(data.file);
    const reason = data?.skip;
    if (type === "test:pass" && reason)
      skipped.push(typeof reason === "string" ? `${data.name}: ${reason}` : data.name);
  }
  const failed = (counted.fail ?? 0) + (counted.cancelled ?? 0) + (counted.todo ?? 0);
  yield JSON.stringify({
    passed: counted.pass ?? 0,
    failed,
    skipped,
    failedFiles: [...failedFiles],
  });
}
