import { type ArtifactContext, isDirectory, mapArtifacts } from "../artifacts.ts";
import { type Issue, MAX_ISSUES, MetadataError } from "../errors.ts";
import { lostModuleFields } from "../files/modules.ts";
import { isWeakChecksum, keptChecksum } from "../grammar/checksum.ts";
import { show } from "../json/describe.ts";
import {
  type AnyMetadata,
  type Artifact,
  type DistributedMetadata,
  isDistributed,
  isLocation,
  knownChecksums,
  type Location,
  type Metadata,
  type Module,
  type Modules,
  type Rpm,
  type TreeFile,
  type TreeMetadata,
} from "../model.ts";
import { formatPath } from "../read/checker.ts";
import { type Warning, WarningLog } from "../warnings.ts";
import { hasScheme, newUrl } from "./new-url.ts";
import type { UrlBuilder } from "./url.ts";

const NO_CHECKSUMS: readonly string[] = [];
const NO_CONTENTS: Location["contents"] = [];

/** Size and checksum of a file as it lies on disk. */
export interface FileFacts {
  readonly size: number;
  /** `sha256:digest`. */
  readonly checksum: string;
}

export interface UpgradeOptions {
  readonly url: UrlBuilder;
  /** What is known of the file that an artifact stands for; of a repository: of its `repodata/repomd.xml`. */
  readonly facts?: (artifact: Artifact, context: ArtifactContext) => FileFacts | undefined;
  /** The whole Location of an artifact, where it is known; the rest is undefined and gets one made of `url` and `facts`. */
  readonly place?: ((artifact: Artifact, context: ArtifactContext) => Location | undefined) | undefined;
}

export interface Converted<M> {
  readonly model: M;
  readonly warnings: readonly Warning[];
}

/**
 * 1.x metadata as 2.0 (productmd: upgrade), or 2.0 metadata with other URLs. Nothing of the input is changed.
 *
 * Sizes and checksums that 1.x knows are carried over, those of extra files too (the reference drops them). Of several
 * checksums sha256 is kept, else the first.
 *
 * @throws MetadataError when something cannot be held by 2.0
 */
export function upgrade(metadata: AnyMetadata, options: UpgradeOptions): Converted<DistributedMetadata> {
  const log = new WarningLog();
  const model = relocate(dropWhat2CannotHold(metadata, log), options, log);
  return { model, warnings: log.warnings() };
}

/** The first half of {@link upgrade}: modules with one modulemd path and no koji_tag. */
export function dropWhat2CannotHold(metadata: AnyMetadata, log: WarningLog): AnyMetadata {
  if (metadata.type !== "modules" || isDistributed(metadata)) {
    return metadata;
  }
  const issues: Issue[] = [];
  const modules = new Map(
    [...metadata.modules].map(([variant, arches]) => [
      variant,
      new Map(
        [...arches].map(([arch, byUid]) => [
          arch,
          new Map(
            [...byUid].map(([uid, module]) => {
              if (module.modulemd.length === 0) {
                const path = formatPath(["payload", "modules", variant, arch, uid, "modulemd_path"]);
                issues.push({
                  path,
                  message: "the module has no modulemd path, and 2.0 must say where it lies",
                });
              }
              const lost = lostModuleFields(uid, module);
              return [uid, moduleFor2(module, lost, `${uid} (${variant}, ${arch})`, log)];
            }),
          ),
        ]),
      ),
    ]),
  );
  if (issues.length > 0) {
    throw new MetadataError(issues);
  }
  return { ...(metadata as Modules<TreeFile>), modules };
}

function moduleFor2(
  module: Module<TreeFile>,
  lost: readonly string[],
  name: string,
  log: WarningLog,
): Module<TreeFile> {
  for (const field of lost) {
    log.add(field === "koji_tag" ? "lost-koji-tag" : "lost-module-field", () => `${field} of ${name}`);
  }
  const [first, ...others] = module.modulemd;
  for (const { category } of others) {
    log.add("lost-modulemd-path", () => `${category} of ${name}`);
  }
  if (first !== undefined && first.category !== null && first.category !== "binary") {
    log.add("lost-modulemd-category", () => `${first.category} of ${name}`);
  }
  return { ...module, modulemd: module.modulemd.slice(0, 1) };
}

/** The second half of {@link upgrade}: every artifact gets a Location. */
export function relocate(
  metadata: AnyMetadata,
  options: UpgradeOptions,
  log: WarningLog,
): DistributedMetadata {
  const issues: Issue[] = [];
  let issueCount = 0;
  const model = mapArtifacts<Artifact, Location>(metadata as Metadata<Artifact>, 2, (artifact, context) => {
    try {
      return relocateArtifact(artifact, context, options, log);
    } catch (error) {
      if (!(error instanceof MetadataError)) {
        throw error;
      }
      issueCount += 1;
      issues.push(...(issues.length < MAX_ISSUES ? error.issues : []));
      return undefined;
    }
  });
  if (issueCount > 0) {
    throw new MetadataError(issues, { issueCount });
  }
  return model;
}

/**
 * The Location of one artifact.
 *
 * @throws MetadataError when it would get a URL that no Location may have
 */
export function relocateArtifact(
  artifact: Artifact,
  context: ArtifactContext,
  options: UpgradeOptions,
  log: WarningLog,
): Location {
  const { localPath } = artifact;
  if (isLocation(artifact) && artifact.contents.length > 0) {
    log.add("kept-oci", () => localPath);
    return artifact;
  }
  const place = isDirectory(context) ? undefined : options.place?.(artifact, context);
  if (place !== undefined) {
    // The checksum of a set is that of its manifest; what it lists is known by checksums of its own.
    if (place.contents.length === 0) {
      noteLostChecksums(artifact, place.checksum, log);
    }
    return place;
  }
  const facts = isDirectory(context) ? undefined : options.facts?.(artifact, context);
  const checksum = chosenChecksum(artifact, facts);
  noteLostChecksums(artifact, checksum, log);
  if (checksum !== null && isWeakChecksum(checksum)) {
    log.add("weak-checksum", () => localPath);
  }
  const url = newUrl(options.url, artifact, context, log);
  if (!isDirectory(context) && !hasScheme(url)) {
    log.add("relative-url", () => localPath);
  }
  return { url, size: facts?.size ?? artifact.size, checksum, localPath, contents: NO_CONTENTS };
}

function noteLostChecksums(artifact: Artifact, kept: string | null, log: WarningLog): void {
  if (knownChecksums(artifact).some((known) => known !== kept)) {
    log.add("lost-checksums", () => artifact.localPath);
  }
}

/**
 * Of 1.x metadata the computed checksum, as the reference has it, else the one that is kept. 2.0 metadata keeps its own
 * unless it is weak. All of them were compared with the file by whoever computed.
 */
function chosenChecksum(artifact: Artifact, facts: FileFacts | undefined): string | null {
  if (!isLocation(artifact)) {
    return facts?.checksum ?? keptChecksum(artifact.checksums);
  }
  const own = artifact.checksum;
  return own === null || isWeakChecksum(own) ? (facts?.checksum ?? own) : own;
}

export interface DowngradeOptions {
  readonly facts?: UpgradeOptions["facts"];
}

/**
 * 2.0 metadata as 1.2 (productmd: downgrade): paths in one tree. 1.x metadata stays as it is, but for facts that fill gaps.
 *
 * @throws MetadataError when an image has no size or no checksum, which 1.2 demands
 */
export function downgrade(metadata: AnyMetadata, options: DowngradeOptions = {}): Converted<TreeMetadata> {
  const log = new WarningLog();
  const model = toTree(metadata, options, log);
  return { model, warnings: log.warnings() };
}

/** {@link downgrade} with a log of the caller's. */
export function toTree(metadata: AnyMetadata, options: DowngradeOptions, log: WarningLog): TreeMetadata {
  if (metadata.type === "rpms" && isDistributed(metadata)) {
    for (const arches of metadata.rpms.values()) {
      for (const groups of arches.values()) {
        for (const group of groups.values()) {
          for (const [nevra, rpm] of group) {
            noteLostSigkeys(rpm, nevra, log);
          }
        }
      }
    }
  }
  const issues: Issue[] = [];
  const model = mapArtifacts<Artifact, TreeFile>(metadata as Metadata<Artifact>, 1, (artifact, context) => {
    const file = treeArtifact(artifact, context, options, log);
    if (context.kind === "image" && (file.size === null || file.checksums.length === 0)) {
      issues.push({
        path: formatPath(["payload", "images", context.variant, context.arch]),
        message: `the image ${show(file.localPath)} has no ${file.size === null ? "size" : "checksum"}, which 1.2 demands; compute-checksums takes both from the files`,
      });
    }
    return file;
  });
  if (issues.length > 0) {
    throw new MetadataError(issues);
  }
  return model;
}

/** One artifact in 1.2; what is lost goes to the log. */
export function treeArtifact(
  artifact: Artifact,
  context: ArtifactContext,
  options: DowngradeOptions,
  log: WarningLog,
): TreeFile {
  const { localPath } = artifact;
  if (isLocation(artifact)) {
    noteLosses(artifact, context, log);
  }
  if (!holdsFacts(context)) {
    return { localPath, size: null, checksums: NO_CHECKSUMS };
  }
  const checksums = knownChecksums(artifact);
  const facts = options.facts?.(artifact, context);
  const weak = checksums.every(isWeakChecksum);
  return {
    localPath,
    size: artifact.size ?? facts?.size ?? null,
    checksums: weak && facts !== undefined ? [...checksums, facts.checksum] : checksums,
  };
}

/** 1.2 knows size and checksums of images and extra files. */
function holdsFacts(context: ArtifactContext): boolean {
  return context.kind === "image" || context.kind === "extra_file";
}

function noteLosses(
  { localPath, url, contents, size, checksum }: Location,
  context: ArtifactContext,
  log: WarningLog,
): void {
  if (url !== localPath) {
    log.add("lost-url", () => localPath);
  }
  if (contents.length > 0) {
    log.add("lost-contents", () => localPath);
  }
  if (!holdsFacts(context) && (size !== null || checksum !== null)) {
    log.add("lost-file-facts", () => localPath);
  }
}

/** 1.2 has one sigkey a package. */
export function noteLostSigkeys({ sigkey, sigkeys }: Rpm<Artifact>, nevra: string, log: WarningLog): void {
  if (sigkeys.length > 1 || (sigkeys.length === 1 && sigkeys[0] !== sigkey)) {
    log.add("lost-sigkeys", () => nevra);
  }
}
