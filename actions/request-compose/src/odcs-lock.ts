import { type OdcsCompose, type OdcsRequest, readOdcsRequest } from "@compose-actions/services";
import { SOURCE_TYPES } from "@compose-actions/services/inputs";
import { refuse } from "@compose-actions/step";
import * as z from "zod";
import type { LockEntry } from "./maker.ts";

const lockSchema = z.object({
  "source-type": z.enum(SOURCE_TYPES),
  source: z.array(z.string()),
  "koji-event": z.number().int().positive().nullable(),
  sigkeys: z.array(z.string()).nullable(),
  arches: z.array(z.string()),
  builds: z.array(z.string()),
  packages: z.array(z.string()),
});

type OdcsLock = z.infer<typeof lockSchema>;

/** What pins the content of a compose of ODCS: what its worker has put in the place of what was asked for. */
export function odcsLockOf(compose: OdcsCompose): LockEntry {
  const words = (text: string | null | undefined): string[] =>
    (text ?? "").split(/\s+/).filter((word) => word !== "");
  const { sigkeys } = compose;
  return {
    "source-type": SOURCE_TYPES[(compose.source_type ?? 0) - 1] ?? null,
    source: words(compose.source).sort(),
    "koji-event": compose.koji_event ?? null,
    // A blank at its end is the empty key, which permits packages without a signature.
    sigkeys: sigkeys === null || sigkeys === undefined || sigkeys === "" ? null : sigkeys.split(" "),
    arches: words(compose.arches).sort(),
    builds: words(compose.builds).sort(),
    packages: words(compose.packages).sort(),
  } satisfies { [Name in keyof OdcsLock]: OdcsLock[Name] | null };
}

/**
 * Asks for what a lock pins, in place of what is newest now.
 *
 * @returns the request, and what it cannot pin. One line each
 * @throws UserError for a lock of another kind of compose
 */
export function applyOdcsLock(
  request: OdcsRequest,
  entry: LockEntry,
): { readonly request: OdcsRequest; readonly unheeded: readonly string[] } {
  const parsed = lockSchema.safeParse(entry);
  if (!parsed.success) {
    throw refuse("lock: it is not that of a compose of ODCS");
  }
  const lock = parsed.data;
  const { type } = request.source;
  if (lock["source-type"] !== type) {
    throw refuse(
      `lock: it is that of a compose of ${lock["source-type"]}, and the request is for one of ${type}`,
    );
  }
  const takesSource = type === "module" || type === "raw_config";
  const hasKoji = type === "tag" || type === "module" || type === "build";
  const locked = readOdcsRequest({
    ...request,
    source: {
      ...request.source,
      source: (takesSource ? lock.source : (request.source.source ?? [])).join(" ") || undefined,
      ...(hasKoji && lock["koji-event"] !== null ? { koji_event: lock["koji-event"] } : {}),
      ...(lock.sigkeys === null || type === "pulp" ? {} : { sigkeys: lock.sigkeys }),
    },
    ...(lock.arches.length === 0 ? {} : { arches: lock.arches }),
  });
  return { request: locked, unheeded: unheededOf(type, lock) };
}

function unheededOf(type: OdcsRequest["source"]["type"], lock: OdcsLock): readonly string[] {
  switch (type) {
    case "pulp":
      return [
        "lock: content sets of Pulp are taken as they are now: ODCS cannot be asked for an earlier state",
      ];
    case "repo":
    case "pungi_compose":
      return ["lock: what lies at the source is taken as it is now"];
    case "raw_config":
      return [
        "lock: the commit of the configuration is pinned; what Koji has is so only as far as that says it",
      ];
    default:
      return lock["koji-event"] === null ? ["lock: it has no event of Koji: the present state is taken"] : [];
  }
}

/** How a compose differs from what a lock wanted. One line each. */
export function odcsLockDifferences(entry: LockEntry, pinned: LockEntry): readonly string[] {
  return Object.keys(pinned).flatMap((name) => {
    const [wanted, got] = [JSON.stringify(entry[name]), JSON.stringify(pinned[name])];
    return wanted === undefined || wanted === got ? [] : [`lock: ${name} was to be ${wanted}, and is ${got}`];
  });
}
