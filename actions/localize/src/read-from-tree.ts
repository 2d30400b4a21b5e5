import { closeSync, readSync } from "node:fs";
import { TransferFailure, type TransferSession } from "@compose-actions/transfer";
import type { PlanFile } from "./plan-file.ts";

/** The content of a small file of the tree. @throws TransferFailure */
export function readFromTree(file: PlanFile, { tree }: TransferSession, maxBytes: number): Buffer {
  const descriptor = tree.openRead(file.localPath);
  try {
    const chunks: Buffer[] = [];
    for (let total = 0; ; ) {
      const buffer = Buffer.allocUnsafe(64 * 1024);
      const length = readSync(descriptor, buffer, 0, buffer.length, null);
      if (length === 0) {
        return Buffer.concat(chunks);
      }
      total += length;
      if (total > maxBytes) {
        throw new TransferFailure("xml", `the file has more than ${maxBytes} bytes`, { remedy: "never" });
      }
      chunks.push(buffer.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
}
