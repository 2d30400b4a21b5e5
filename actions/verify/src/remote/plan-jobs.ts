import { REPOMD } from "@compose-actions/metadata";
import { countOf, refuse } from "@compose-actions/step";
import type { Inventory } from "../inventory.ts";
import type { Verdict } from "../verdicts.ts";
import type { Look } from "../verify.ts";
import { placeOf } from "./places.ts";
import type { RemoteJob } from "./request-queue.ts";
import { sampleOf } from "./sample.ts";

/** A file at a server. */
export interface FileJob extends RemoteJob {
  readonly file: number;
  readonly url: string;
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
 * What is to be asked for: every place of every selected file.
 *
 * @param settle - is given the verdict on files without a place
 * @throws UserError when there are places, but nothing says where they start
 */
export function planJobs(
  look: Look,
  rootUrl: URL | undefined,
  settle: (file: number, verdict: Verdict) => void,
): JobPlan {
  const { inventory, context } = look;
  const places: { readonly file: number; readonly url: string }[] = [];
  let inRegistries = 0;
  let relative = 0;
  for (let file = 0; file < inventory.table.count; file++) {
    if (!inventory.isSelected(file)) {
      continue;
    }
    const path = inventory.table.path(file);
    for (const written of urlsOrPath(inventory.urls(file))) {
      const place = placeOf(written, path, { rootUrl, isRepository: isRepomd(path, inventory) });
      if (place.kind === "url") {
        places.push({ file, url: place.url });
      } else if (place.kind === "registry") {
        inRegistries += 1;
        settle(file, { state: "skipped", reason: "in an OCI registry, which is not asked yet" });
      } else {
        relative += place.relative ? 1 : 0;
        settle(file, { state: "failed", failure: "scheme", reason: place.reason });
      }
    }
  }
  if (places.length === 0 && relative > 0) {
    throw refuse(
      "The metadata holds paths and no URLs, and nothing says where they start",
      "name the URL of the compose with root-url, or verify the files on disk with mode local",
    );
  }
  if (inRegistries > 0) {
    context.reporter.warn(
      `${countOf(inRegistries, "file lies in an OCI registry and is", "files lie in OCI registries and are")} skipped: registries are not asked yet`,
    );
  }
  const { chosen, seed } = choose(look, [...new Set(places.map(({ file }) => file))]);
  const jobs = places.map(({ file, url }) => ({
    file,
    url,
    origin: new URL(url).origin,
    download: chosen.has(file),
    failures: 0,
  }));
  return { jobs, seed };
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
