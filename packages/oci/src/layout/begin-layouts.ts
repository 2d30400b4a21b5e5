import { resolve } from "node:path";
import { TransferFailure } from "@compose-actions/transfer/files";
import type { Repository } from "../repository.ts";
import { LayoutRepository } from "./layout-repository.ts";

/**
 * Begins to write to the layouts among repositories, one after another in the order of their paths: of two runs that
 * write to several none then waits for what the other one has. A layout that cannot be written is left to whoever
 * pushes to it, and tells.
 *
 * @throws UserError when another run writes to one and does not end
 */
export async function beginLayouts(repositories: Iterable<Repository>, signal: AbortSignal): Promise<void> {
  const layouts = [...new Set(repositories)]
    .filter((one) => one instanceof LayoutRepository)
    .map((layout) => ({ layout, path: resolve(layout.path) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { layout } of layouts) {
    try {
      await layout.begin(signal);
    } catch (error) {
      if (!(error instanceof TransferFailure)) {
        throw error;
      }
    }
  }
}
