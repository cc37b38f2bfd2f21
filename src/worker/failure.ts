// SPDX-License-Identifier: MIT
/** Our own bug, with what finds it again. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.stack ?? `${error.name}: ${error.message}`;
}
