import * as z from "zod";
import { oneLine } from "../http/said.ts";

/** One error of a build. */
export interface Cause {
  readonly id: number | undefined;
  /** One line, safe to show. */
  readonly reason: string;
  /** What the error says beside its reason, in lines; of errors that other errors caused there is none. */
  readonly details: readonly string[];
}

const errorSchema = z.object({
  id: z.number().int().optional().catch(undefined),
  reason: z.string(),
  details: z.unknown().optional(),
});

const MAX_DEPTH = 10;
const MAX_CAUSES = 20;

/**
 * The errors at the roots of an error of a build: those in which no others are nested. `details` is a list of errors,
 * one error, a text, or a list of texts.
 *
 * @returns none when there is no error, or nothing that looks like one
 */
export function rootCauses(error: unknown): readonly Cause[] {
  return rootsOf(error, 0).slice(0, MAX_CAUSES);
}

function rootsOf(error: unknown, depth: number): readonly Cause[] {
  const parsed = errorSchema.safeParse(error);
  if (!parsed.success) {
    return [];
  }
  const { id, reason, details } = parsed.data;
  const inner = (Array.isArray(details) ? details : [details]).slice(0, MAX_CAUSES);
  const nested = depth === MAX_DEPTH ? [] : inner.flatMap((one) => rootsOf(one, depth + 1));
  if (nested.length > 0) {
    return nested;
  }
  const texts = inner.filter((one) => typeof one === "string").map((one) => oneLine(one));
  return [{ id, reason: oneLine(reason), details: texts.filter((one) => one !== "") }];
}

/** An error as one line: the roots, with what they say. Undefined when there is none. */
export function causeText(error: unknown): string | undefined {
  const causes = rootCauses(error).map(({ id, reason, details }) => {
    const detail = details.length === 0 ? "" : `: ${details.join("; ")}`;
    return `${reason}${detail}${id === undefined ? "" : ` (error ${id})`}`;
  });
  return causes.length === 0 ? undefined : [...new Set(causes)].join("; ");
}

/** Errors of builds, uploads, repositories and workers that are gone: the same request may succeed another time. */
const PASSING: ReadonlySet<number> = new Set([10, 11, 12, 22, 25, 27]);

/** Whether the same request may succeed another time, for all that went wrong. */
export function mayPass(error: unknown): boolean {
  const causes = rootCauses(error);
  return causes.length > 0 && causes.every(({ id }) => id !== undefined && PASSING.has(id));
}
