import { type Compose, makeComposeId, parseComposeId, parseReleaseName } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { RequestComposeInputs } from "./inputs.ts";

/** What images are listed as a part of. */
export interface ImageCompose {
  /** @param requestedAt - in milliseconds since 1970: the day of the compose, unless its id says another one */
  at(requestedAt: number): Compose;
  /** For the names of files. */
  readonly release: { readonly short: string; readonly version: string } | undefined;
}

const COMPOSE = { label: null, final: false } as const;

/**
 * The compose that images are listed in, which the service knows nothing of: its id as it is given, or one that is made.
 *
 * @param distribution - `fedora-41`, of the request
 * @returns undefined when neither says enough
 * @throws UserError
 */
export function imageCompose(
  inputs: RequestComposeInputs,
  distribution: string | undefined,
): ImageCompose | undefined {
  const { "metadata-compose-id": id, respin } = inputs;
  if (id !== undefined) {
    const parts = parseComposeId(id);
    if (parts === undefined) {
      throw refuse(
        `metadata-compose-id: ${JSON.stringify(id)} is no id of a compose`,
        "for instance Fedora-41-20260204.0",
      );
    }
    const named = parseReleaseName(parts.name);
    const { date, type } = parts;
    return {
      at: () => ({ id, date, type, respin: parts.respin, ...COMPOSE }),
      release: releaseOf(inputs) ?? named,
    };
  }
  const release = releaseOf(inputs) ?? fromDistribution(distribution);
  if (release === undefined) {
    return undefined;
  }
  return {
    at(requestedAt) {
      const date = new Date(requestedAt).toISOString().slice(0, 10).replaceAll("-", "");
      const facts = { date, type: "test", respin } as const;
      const made = makeComposeId({
        ...facts,
        release: { ...release, type: "ga" },
        baseProduct: null,
        firstVariant: undefined,
      });
      return { ...facts, ...COMPOSE, id: made };
    },
    release: releaseOf(inputs),
  };
}

function releaseOf(inputs: RequestComposeInputs) {
  const { "release-short": short, "release-version": version } = inputs;
  if ((short === undefined) !== (version === undefined)) {
    throw refuse("release-short and release-version belong together", "give both, or none");
  }
  return short === undefined || version === undefined ? undefined : { short, version };
}

function fromDistribution(distribution: string | undefined) {
  const [, short, version] = /^(.+)-(\d[^-]*)$/.exec(distribution ?? "") ?? [];
  return short === undefined || version === undefined ? undefined : { short, version };
}
