import {
  type AnyMetadata,
  type ArtifactRecord,
  baseUrlBuilder,
  compareCodePoints,
  describeWarning,
  type FileFacts,
  locations,
  METADATA_TYPES,
  REPOSITORY_CATEGORIES,
  type UpgradeOptions,
  upgrade,
} from "@compose-actions/metadata";
import { type ClaimedFile, checkFiles } from "./check-files.ts";
import type { ComposePlace } from "./place.ts";
import { type FoundMetadata, identityProblems, problemOf, readMetadata } from "./read-metadata.ts";
import { type RepositoryFacts, readRepositories } from "./repositories.ts";

export interface PungiWish {
  /** Of whatever compose it is; undefined when that is not known. */
  readonly composeId: string | undefined;
  /** A compose without packages is not what was asked for. */
  readonly needsRpms: boolean;
  /** What was made is nothing that metadata has words for: a commit of ostree. */
  readonly mayBeEmpty: boolean;
  /** At most so many packages are asked for, spread over all; images are all asked for. */
  readonly maxChecked: number;
}

export interface PungiResults {
  readonly metadata: readonly AnyMetadata[];
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

/** More lines than this say no more. */
const MAX_LINES = 20;

/**
 * Looks whether a compose is really there, and describes it as 2.0 metadata: absolute URLs, sizes and checksums of
 * packages from the repositories, repositories by their repomd.xml.
 *
 * @throws TransferFailure when it cannot be looked at: then it is not known whether it is good
 */
export async function readPungiCompose(place: ComposePlace, wish: PungiWish): Promise<PungiResults> {
  const found = await readMetadata(place);
  const { models } = found;
  const composeinfo = models.get("composeinfo");
  if (composeinfo === undefined) {
    const problems =
      found.problems.length > 0 ? found.problems : [`there is no metadata at ${place.root.href}metadata/`];
    return { metadata: [], problems, notes: [] };
  }
  const files = [...models.values()].flatMap((model) => (model === composeinfo ? [] : [...locations(model)]));
  const facts = await readRepositories(composeinfo, wantedOf(files), place);
  const unread = unreadOf(files, facts);
  const problems = [
    ...found.problems,
    ...identityProblems(found, wish.composeId),
    ...emptinessProblems(found, wish),
    ...facts.problems,
    ...unread,
  ];
  // When that much is wrong, what is there in part is of no interest.
  const missing =
    problems.length > 0 ? [] : await checkFiles(samplesOf(files, facts, wish.maxChecked), place);
  const emitted = emit(models, facts, place);
  const notes = [...emptinessNotes(found, wish), ...emitted.notes];
  return { ...emitted, notes, problems: capped([...problems, ...missing, ...emitted.problems]) };
}

/** Files of which 1.2 metadata knows neither size nor checksum. */
function wantedOf(files: readonly ArtifactRecord[]): ReadonlySet<string> {
  return new Set(
    files.filter(({ kind }) => kind === "rpm" || kind === "module").map(({ localPath }) => localPath),
  );
}

function emptinessProblems(found: FoundMetadata, { needsRpms, mayBeEmpty }: PungiWish): readonly string[] {
  const { rpms, isEmpty } = contentOf(found);
  if (isEmpty) {
    return mayBeEmpty ? [] : ["the compose is empty: it has neither packages nor images"];
  }
  return needsRpms && rpms === 0 ? ["the compose has no packages"] : [];
}

function emptinessNotes(found: FoundMetadata, { mayBeEmpty }: PungiWish): readonly string[] {
  return mayBeEmpty && contentOf(found).isEmpty
    ? ["the compose has neither packages nor images; a commit of ostree was not looked at"]
    : [];
}

function contentOf({ models }: FoundMetadata): { readonly rpms: number; readonly isEmpty: boolean } {
  const count = (type: "rpms" | "images"): number => {
    const model = models.get(type);
    return model === undefined ? 0 : locations(model).length;
  };
  const rpms = count("rpms");
  return { rpms, isEmpty: rpms === 0 && count("images") === 0 };
}

/** Packages that no repository lists are in none that could be installed from. */
function unreadOf(
  files: readonly ArtifactRecord[],
  { files: facts, problems }: RepositoryFacts,
): readonly string[] {
  if (problems.length > 0) {
    return [];
  }
  const unread = new Set(
    files
      .filter(({ kind, localPath }) => kind === "rpm" && !facts.has(localPath))
      .map(({ localPath }) => localPath),
  );
  const [first] = unread;
  return first === undefined
    ? []
    : [
        `${unread.size} packages of rpms.json are listed with size and checksum by no repository, such as ${first}`,
      ];
}

/** All images, and packages at even distances. */
function samplesOf(
  files: readonly ArtifactRecord[],
  { files: facts }: RepositoryFacts,
  maxChecked: number,
): readonly ClaimedFile[] {
  const claimed = new Map<string, ClaimedFile>();
  const packages = new Map<string, ClaimedFile>();
  for (const { kind, localPath, artifact } of files) {
    if (kind === "rpm") {
      packages.set(localPath, { path: localPath, size: facts.get(localPath)?.size ?? null });
    } else if (kind === "image") {
      claimed.set(localPath, { path: localPath, size: artifact.size });
    }
  }
  const sorted = [...packages.values()].sort((one, other) => compareCodePoints(one.path, other.path));
  const step = Math.max(1, sorted.length / Math.max(1, maxChecked));
  for (let at = 0; at < sorted.length && maxChecked > 0; at += step) {
    const file = sorted[Math.floor(at)];
    if (file !== undefined) {
      claimed.set(file.path, file);
    }
  }
  return [...claimed.values()];
}

function emit(
  models: FoundMetadata["models"],
  { files, repositories }: RepositoryFacts,
  place: ComposePlace,
): PungiResults {
  const url = baseUrlBuilder(place.root.href);
  const notes: string[] = [];
  const problems: string[] = [];
  const metadata = METADATA_TYPES.flatMap((type) => {
    const model = models.get(type);
    if (model === undefined) {
      return [];
    }
    const options: UpgradeOptions = {
      url,
      facts: ({ localPath }, { kind, fieldName }): FileFacts | undefined =>
        kind === "variant_path" && REPOSITORY_CATEGORIES.has(fieldName ?? "")
          ? repositories.get(localPath)
          : files.get(localPath),
    };
    try {
      const { model: upgraded, warnings } = upgrade(model, options);
      notes.push(...warnings.map((warning) => `${type}.json: ${describeWarning(warning)}`));
      return [upgraded];
    } catch (error) {
      problems.push(`${type}.json: ${problemOf(error)}`);
      return [];
    }
  });
  return { metadata, problems, notes };
}

function capped(lines: readonly string[]): readonly string[] {
  return lines.length <= MAX_LINES
    ? lines
    : [...lines.slice(0, MAX_LINES), `and ${lines.length - MAX_LINES} more`];
}
