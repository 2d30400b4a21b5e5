import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Compose } from "../compose.ts";
import type { Exchanger } from "../http/ask.ts";
import { download } from "../http/download.ts";
import { patiently, type RetryOptions } from "../http/patiently.ts";
import { ComposePlace } from "../pungi/place.ts";
import { readPungiCompose } from "../pungi/results.ts";
import type { ComposeResults } from "../service.ts";
import { sourceTypeName } from "./codes.ts";
import { placeOf, repoFileUrl, reusedFrom } from "./describe.ts";
import type { OdcsCompose } from "./wire.ts";

/** How closely a finished compose is looked at. */
export interface OdcsResultsWish {
  /** How many packages are asked for at most, to see whether they are there; by default 64. */
  readonly maxChecked?: number | undefined;
}

const DEFAULT_CHECKED = 64;
const MAX_REPO_FILE = 1024 ** 2;

/** Looks at a compose that is said to be finished. */
export async function odcsResults(
  compose: Compose<OdcsCompose>,
  { maxChecked = DEFAULT_CHECKED }: OdcsResultsWish,
  exchanger: Exchanger,
  retry: RetryOptions,
  signal: AbortSignal,
): Promise<ComposeResults> {
  const { details } = compose;
  const top = placeOf(details);
  const nothing = {
    metadata: [],
    targets: [],
    resultUrl: top?.href,
    repoFile: undefined,
    problems: [],
    notes: [],
  };
  if (compose.state !== "finished") {
    return { ...nothing, problems: [`the compose is ${compose.reported}`] };
  }
  if (top === undefined) {
    const note = `the compose is in the target directory ${details.target_dir}, which has no URL: it was not looked at`;
    return { ...nothing, notes: [note] };
  }
  const scratch = mkdtempSync(join(tmpdir(), "compose-results-"));
  try {
    const repoFile = await readRepoFile(details, join(scratch, "repo"), exchanger, retry, signal);
    const type = sourceTypeName(details.source_type ?? 0);
    if (type === "pulp") {
      // Its packages lie in Pulp; the file that says where is all that there is.
      return repoFile === undefined
        ? { ...nothing, problems: [`there is no repo file at ${details.result_repofile}`] }
        : { ...nothing, repoFile, notes: ["a compose of Pulp has no metadata, but a repo file alone"] };
    }
    const place = new ComposePlace(top, scratch, exchanger, retry, signal);
    const { metadata, problems, notes } = await readPungiCompose(place, {
      composeId: details.pungi_compose_id ?? undefined,
      needsRpms: type !== "raw_config",
      maxChecked,
    });
    const shared = reusedFrom(details);
    const hint =
      shared === undefined || problems.length === 0
        ? []
        : [`the files are those of compose ${shared}, which may have been removed`];
    return { ...nothing, metadata, repoFile, problems: [...problems, ...hint], notes };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function readRepoFile(
  compose: OdcsCompose,
  path: string,
  exchanger: Exchanger,
  retry: RetryOptions,
  signal: AbortSignal,
): Promise<string | undefined> {
  const url = repoFileUrl(compose);
  if (url === undefined) {
    return undefined;
  }
  const file = await patiently(() => download(exchanger, url, path, MAX_REPO_FILE, signal), retry, signal);
  return file === undefined ? undefined : readFileSync(path, "utf8");
}
