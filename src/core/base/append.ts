// SPDX-License-Identifier: MIT
/** Adds all items to a list; a spread into push takes no more of them than the stack has room. */
export function append<T>(to: T[], items: readonly T[]): void {
  for (const item of items) to.push(item);
}
