import type { Stats } from "node:fs";
import { show } from "@compose-actions/metadata";
import { TransferFailure } from "../failure.ts";

/** A path that nothing may be placed at, wherever it leads. */
export function unsafe(localPath: string, problem: string): TransferFailure {
  return new TransferFailure("path", `${show(localPath)}: ${problem}`, { remedy: "never" });
}

/** Something else is where a file must be. */
export function occupied(what: string, localPath: string): TransferFailure {
  return new TransferFailure("conflict", `${show(localPath)} is ${what}, where a file must be`, {
    remedy: "never",
  });
}

export function kindText(stats: Stats): string {
  if (stats.isDirectory()) {
    return "a directory";
  }
  if (stats.isFIFO()) {
    return "a named pipe";
  }
  return stats.isSocket() ? "a socket" : "a device";
}
