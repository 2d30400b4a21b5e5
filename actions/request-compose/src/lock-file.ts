import { readFileSync } from "node:fs";
import { refuse, systemCodeText } from "@compose-actions/step";
import * as z from "zod";
import type { LockEntry } from "./maker.ts";
import { writeTextFile } from "./write-text-file.ts";

const SCHEMA = "compose-actions/compose-lock/1";

const lockSchema = z.object({
  schema: z.literal(SCHEMA),
  service: z.string(),
  composes: z.array(z.record(z.string(), z.unknown())).max(1000),
});

/** No lock comes near this. */
const MAX_BYTES = 256 * 1024 ** 2;

/** @throws UserError for what is no lock, or one of another service */
export function readLock(path: string, service: string): readonly LockEntry[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw refuse(`lock: ${path} cannot be read: ${systemCodeText((error as NodeJS.ErrnoException).code)}`);
  }
  const parsed = text.length > MAX_BYTES ? undefined : lockSchema.safeParse(json(text)).data;
  if (parsed === undefined) {
    throw refuse(`lock: ${path} is no file that lock-output has written`);
  }
  if (parsed.service !== service) {
    throw refuse(`lock: ${path} is of ${parsed.service}, and the request is for ${service}`);
  }
  return parsed.composes;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws UserError when it cannot be written */
export function writeLock(path: string, service: string, composes: readonly LockEntry[]): void {
  writeTextFile(
    "lock-output",
    path,
    `${JSON.stringify({ schema: SCHEMA, service, composes }, undefined, 2)}\n`,
  );
}
