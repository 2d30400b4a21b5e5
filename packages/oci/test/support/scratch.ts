import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder of the test file's own; the function gives a fresh one below it. */
export function scratch(): () => string {
  const root = mkdtempSync(join(tmpdir(), "compose-oci-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return () => mkdtempSync(join(root, "case-"));
}

/** The error that a promise is rejected with, which must be of the type. */
export async function rejection<E extends Error>(
  type: new (...arguments_: never[]) => E,
  promise: Promise<unknown>,
): Promise<E> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!("error" in outcome)) {
    throw new Error(`nothing was thrown: ${String(outcome.value)}`);
  }
  if (!(outcome.error instanceof type)) {
    throw new Error("another error was thrown", { cause: outcome.error });
  }
  return outcome.error;
}
