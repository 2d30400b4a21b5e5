import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { redactUrl, show } from "@compose-actions/metadata";
import type { Compose } from "../compose.ts";
import type { Exchanger } from "../http/ask.ts";
import { download } from "../http/download.ts";
import { patiently, type RetryOptions } from "../http/patiently.ts";
import { oneLine } from "../http/said.ts";
import { ComposePlace } from "../pungi/place.ts";
import { readPungiCompose } from "../pungi/results.ts";
import type { ComposeResults } from "../service.ts";
import { DEFAULT_TARGET_DIR, sourceTypeName } from "./codes.ts";
import { placeOf, repoFileUrl, reusedFrom } from "./describe.ts";
import type { OdcsCompose } from "./wire.ts";

/** How closely a finished compose is looked at. */
export interface OdcsResultsWish {
  /** How many packages are asked for at most, to see whether they are there; by default 64. */
  readonly maxChecked?: number | undefined;
  /** Somebody wants the metadata: what cannot be looked at is then of no use, and else only said to be so. */
  readonly needsMetadata?: boolean | undefined;
}

const DEFAULT_CHECKED = 64;
const MAX_REPO_FILE = 1024 ** 2;

/** Looks at a compose that is said to be finished. */
export async function odcsResults(
  compose: Compose<OdcsCompose>,
  { maxChecked = DEFAULT_CHECKED, needsMetadata = false }: OdcsResultsWish,
  exchanger: Exchanger,
  retry: RetryOptions,
  signal: AbortSignal,
): Promise<ComposeResults> {
  const { details } = compose;
  const top = placeOf(details);
  const type = sourceTypeName(details.source_type ?? 0);
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
  // Of Pulp there is nothing to be looked at but the repo file.
  if (top === undefined && (type !== "pulp" || repoFileUrl(details) === undefined)) {
    const { problem, note } = withoutPlace(details, needsMetadata);
    return {
      ...nothing,
      problems: problem === undefined ? [] : [problem],
      notes: note === undefined ? [] : [note],
    };
  }
  const scratch = mkdtempSync(join(tmpdir(), "compose-results-"));
  try {
    const repoFile = await readRepoFile(details, join(scratch, "repo"), exchanger, retry, signal);
    if (type === "pulp" || top === undefined) {
      // Its packages lie in Pulp; the file that says where is all that there is.
      return repoFile === undefined
        ? { ...nothing, problems: [missingRepoFile(details)] }
        : { ...nothing, repoFile, notes: ["a compose of Pulp has no metadata, but a repo file alone"] };
    }
    const place = new ComposePlace(top, scratch, exchanger, retry, signal);
    const { metadata, problems, notes } = await readPungiCompose(place, {
      composeId: details.pungi_compose_id ?? undefined,
      needsRpms: type !== "raw_config",
      mayBeEmpty: type === "raw_config" && (details.results ?? []).includes("ostree"),
      maxChecked,
    });
    const unread =
      repoFile === undefined && repoFileUrl(details) !== undefined ? [missingRepoFile(details)] : [];
    const shared = reusedFrom(details);
    const hint =
      shared === undefined || problems.length === 0
        ? []
        : [`the files are those of compose ${shared}, which may have been removed`];
    return { ...nothing, metadata, repoFile, problems: [...problems, ...hint], notes: [...notes, ...unread] };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A compose that says of no place where it is cannot be looked at; in the usual target directory all have one. */
function withoutPlace(
  { target_dir, toplevel_url: url }: OdcsCompose,
  needsMetadata: boolean,
): { readonly problem?: string; readonly note?: string } {
  const target = target_dir ?? DEFAULT_TARGET_DIR;
  const place =
    url === null || url === undefined || url === ""
      ? "toplevel_url is missing"
      : `toplevel_url is ${show(url)}, which cannot be fetched`;
  if (target === DEFAULT_TARGET_DIR) {
    return { problem: `the service does not say where it is: ${place}` };
  }
  const what = `the compose is in the target directory ${show(target)}, which has no URL (${place}): it was not looked at`;
  return needsMetadata
    ? { problem: `${what}, and there is no metadata to be written to output` }
    : { note: `${what}, and whether it is good is not known` };
}

function missingRepoFile({ result_repofile: url }: OdcsCompose): string {
  return `there is no repo file at ${oneLine(redactUrl(url ?? ""))}`;
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
