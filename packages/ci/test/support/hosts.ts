import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TextSink } from "@compose-actions/ci";
import { onTestFinished } from "vitest";

/** A sink that keeps what was written. */
export function collector(
  properties: { isTTY?: boolean; columns?: number } = {},
): TextSink & { text(): string } {
  let all = "";
  return {
    ...properties,
    write(text) {
      all += text;
    },
    text: () => all,
  };
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "compose-actions-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
