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

/** Takes out of a text what must not be shown. */
export type Hide = (text: string) => string;

const asItIs: Hide = (text) => text;
const MAX_DEPTH = 10;
const MAX_CAUSES = 20;

/**
 * The errors at the roots of an error of a build: those in which no others are nested. `details` is a list of errors,
 * one error, a text, or a list of texts.
 *
 * @returns none when there is no error, or nothing that looks like one
 */
export function rootCauses(error: unknown, hide: Hide = asItIs): readonly Cause[] {
  return rootsOf(error, hide, 0).slice(0, MAX_CAUSES);
}

function rootsOf(error: unknown, hide: Hide, depth: number): readonly Cause[] {
  const parsed = errorSchema.safeParse(error);
  if (!parsed.success) {
    return [];
  }
  const { id, reason, details } = parsed.data;
  const inner = (Array.isArray(details) ? details : [details]).slice(0, MAX_CAUSES);
  const nested = depth === MAX_DEPTH ? [] : inner.flatMap((one) => rootsOf(one, hide, depth + 1));
  if (nested.length > 0) {
    return nested;
  }
  const texts = inner.filter((one) => typeof one === "string").map((one) => oneLine(hide(one)));
  // Hidden before anything is cut off.
  return [{ id, reason: oneLine(hide(reason)), details: texts.filter((one) => one !== "") }];
}

/** An error as one line: the roots, with what they say. Undefined when there is none. */
export function causeText(error: unknown, hide: Hide = asItIs): string | undefined {
  const causes = rootCauses(error, hide).map(({ id, reason, details }) => {
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
