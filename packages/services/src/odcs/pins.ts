import * as z from "zod";
import { SOURCE_TYPES, type SourceType, sourceTypeName } from "./codes.ts";
import { COMMIT, otherRequestNotes, refuseOtherSource } from "./pinned-request.ts";
import { type OdcsRequest, requestSchema } from "./request-schema.ts";
import { type OdcsCompose, words } from "./wire.ts";

const texts = z.array(z.string()).optional();

/** What makes that the same request gives the same content another time. */
export const odcsPinsSchema = z.object({
  /** What was asked for, where that is known: what the server says of it may be written over. */
  request: requestSchema.optional(),
  source_type: z.enum(SOURCE_TYPES),
  /** Modules down to their builds; a configuration with its commit. */
  source: texts,
  /** The state of Koji that packages were taken from. */
  koji_event: z.number().int().positive().optional(),
  builds: texts,
  sigkeys: texts,
  arches: texts,
  modules: texts,
});

export type OdcsPins = z.infer<typeof odcsPinsSchema>;

/** Types of which Koji decides what is in them. */
const FROM_KOJI: ReadonlySet<SourceType> = new Set(["tag", "module", "build"]);

/** What a finished compose was made of; undefined when it does not say. */
export function pinsOf(compose: OdcsCompose): OdcsPins | undefined {
  const type = sourceTypeName(compose.source_type ?? 0);
  if (type === undefined) {
    return undefined;
  }
  const list = (text: string | null | undefined): string[] | undefined => {
    const found = [...words(text)];
    return found.length === 0 ? undefined : found;
  };
  return {
    source_type: type,
    source: list(compose.source),
    koji_event: compose.koji_event ?? undefined,
    builds: list(compose.builds),
    sigkeys: sigkeysOf(compose.sigkeys ?? ""),
    arches: list(compose.arches),
    modules: list(compose.modules),
  };
}

/** A blank at the end, or nothing between two, stands for packages without a signature. */
function sigkeysOf(joined: string): string[] | undefined {
  return joined === "" ? undefined : joined.split(" ");
}

export interface PinnedRequest {
  readonly request: OdcsRequest;
  /** What could not be held to what the pins say. One line each. */
  readonly notes: readonly string[];
}

/**
 * A request for what a compose was made of. What the request itself says counts more.
 *
 * @throws UserError for pins of another source
 */
export function withPins(request: OdcsRequest, pins: OdcsPins): PinnedRequest {
  refuseOtherSource(request, pins);
  const { source, arches } = request;
  const others = otherRequestNotes(request, pins);
  if (source.type === "pungi_compose") {
    // A compose does not change, and what is taken from it overwrites what was asked for.
    return { request, notes: others };
  }
  if (source.type === "pulp" || source.type === "repo") {
    const note = `what ${source.type} holds cannot be pinned: it may have changed`;
    return { request, notes: [...others, note] };
  }
  const notes: string[] = [...others];
  const choose = <Value>(
    name: string,
    own: Value | undefined,
    pinned: Value | undefined,
  ): Value | undefined => {
    if (own !== undefined && pinned !== undefined && JSON.stringify(own) !== JSON.stringify(pinned)) {
      notes.push(`${name}: the request has ${JSON.stringify(own)}, and the lock ${JSON.stringify(pinned)}`);
    }
    return own ?? pinned;
  };
  const names = pinnedSource(request, pins, notes);
  const event = choose("koji_event", source.koji_event, pins.koji_event);
  if (event === undefined && FROM_KOJI.has(source.type)) {
    notes.push("the lock has no koji_event: packages may be newer");
  }
  const pinned = {
    ...request,
    source: present({
      ...source,
      source: names,
      koji_event: event,
      builds: choose("builds", source.builds, pins.builds),
      sigkeys: choose("sigkeys", source.sigkeys, pins.sigkeys),
      modules: choose("modules", source.modules, pins.modules),
    }),
    arches: choose("arches", arches, pins.arches),
  };
  return { request: present(pinned) as OdcsRequest, notes };
}

function pinnedSource(
  { source }: OdcsRequest,
  { source: pinned }: OdcsPins,
  notes: string[],
): string[] | undefined {
  const own = source.source;
  if (own === undefined || pinned === undefined) {
    return own;
  }
  if (source.type === "module") {
    return own.map((module) => {
      const build = pinned.find((name) => name === module || name.startsWith(`${module}:`));
      if (build === undefined || build.split(":").length < 4) {
        notes.push(`the lock has no build of the module ${module}: it may be a newer one`);
      }
      return build ?? module;
    });
  }
  if (source.type !== "raw_config") {
    return own;
  }
  const [config = ""] = pinned;
  const commit = config.split("#")[1] ?? "";
  if (COMMIT.test(commit)) {
    return [config];
  }
  if (!COMMIT.test(own[0]?.split("#")[1] ?? "")) {
    notes.push(`the lock has ${commit} for a commit, which may have moved on`);
  }
  return own;
}

function present<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
