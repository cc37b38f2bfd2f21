// SPDX-License-Identifier: MIT
/** How a function of the model stands for the kernel's. */
export type Fidelity = "interpreted" | "primitive" | "stub";
export interface CatalogEntry {
  readonly path: string;
  readonly name: string;
  readonly fidelity: Fidelity;
  readonly note?: string;
}
export const functionTable: readonly CatalogEntry[] = [];
