import { REPOMD } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import type { Inventory } from "../inventory.ts";
import type { Look } from "../look.ts";
import type { Verdict } from "../verdicts.ts";
import { type ArtifactPlace, placeOf } from "./places.ts";
import type { RemoteJob } from "./request-queue.ts";
import { sampleOf } from "./sample.ts";

/** Where a file can be asked for. */
export type FilePlace = { readonly kind: "url"; readonly url: string } | ArtifactPlace;

/** A file at a server. */
export interface FileJob extends RemoteJob {
  readonly file: number;
  readonly place: FilePlace;
  /** Download and hash it. */
  readonly download: boolean;
  /** Attempts that failed in a row. */
  failures: number;
}

export interface JobPlan {
  readonly jobs: readonly FileJob[];
  /** What chose the sample; undefined without one. */
  readonly seed: string | undefined;
}

/**
 * What is to be asked for: every place of every selected file, as far as it belongs to this part of the work. The sample
 * is one of the whole.
 *
 * @param settle - is given the verdict on files without a place
 * @throws UserError when there are places, but nothing says where they start
 */
export function planJobs(
  look: Look,
  rootUrl: URL | undefined,
  settle: (file: number, verdict: Verdict) => void,
): JobPlan {
  const { inventory } = look;
  const places: { readonly file: number; readonly place: FilePlace }[] = [];
  let relative = 0;
  for (let file = 0; file < inventory.table.count; file++) {
    if (!inventory.isSelected(file)) {
      continue;
    }
    const path = inventory.table.path(file);
    for (const written of urlsOrPath(inventory.urls(file))) {
      const place = placeOf(written, path, { rootUrl, isRepository: isRepomd(path, inventory) });
      if (place.kind !== "none") {
        places.push({ file, place });
      } else {
        relative += place.relative ? 1 : 0;
        if (inventory.isWanted(file)) {
          settle(file, { state: "failed", failure: "scheme", reason: place.reason });
        }
      }
    }
  }
  if (places.length === 0 && relative > 0) {
    throw refuse(
      "The metadata holds paths and no URLs, and nothing says where they start",
      "name the URL of the compose with root-url, or verify the files on disk with mode local",
    );
  }
  const { chosen, seed } = choose(look, [...new Set(places.map(({ file }) => file))]);
  const jobs = places
    .filter(({ file }) => inventory.isWanted(file))
    .map(({ file, place }) => ({
      file,
      place,
      origin: originOf(place),
      download: chosen.has(file),
      failures: 0,
    }));
  return { jobs, seed };
}

/** What stands for the server in the limits: of a registry its name. */
function originOf(place: FilePlace): string {
  return place.kind === "url" ? new URL(place.url).origin : place.url.slice(0, place.url.indexOf("/", 6));
}

/** Files that are downloaded. */
function choose(
  { settings, inventory, reading }: Look,
  files: readonly number[],
): { readonly chosen: ReadonlySet<number>; readonly seed: string | undefined } {
  const { sample, deep } = settings;
  if (deep || sample === 0) {
    return { chosen: new Set(deep ? files : []), seed: undefined };
  }
  const seed = settings.seed ?? reading.compose.id;
  return { chosen: sampleOf(files, sample, seed, (file) => inventory.table.path(file)), seed };
}

/** Whether a file is the description of a repository. */
export function isRepomd(path: string, { repositories }: Inventory): boolean {
  return path.endsWith(`/${REPOMD}`) && repositories.has(path.slice(0, -REPOMD.length - 1));
}

/** One place at least: that of the path. */
function urlsOrPath(urls: readonly string[]): readonly (string | undefined)[] {
  return urls.length === 0 ? [undefined] : urls;
}
