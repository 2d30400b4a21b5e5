import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { type Compose, METADATA_TYPES, type MetadataType, show } from "@compose-actions/metadata";
import { refuse } from "@compose-actions/step";
import { diskFailure } from "@compose-actions/transfer/files";
import { fileBlob } from "./blobs/file-blob.ts";
import { COMPOSE_WORDS, type ComposeWord, composeWords } from "./compose-words.ts";
import { buildManifest, createdOf } from "./manifest/build-manifest.ts";
import { EMPTY_CONFIG } from "./manifest/empty-config.ts";
import {
  fillRepository,
  parseRepositoryTemplate,
  type RepositoryTemplate,
} from "./naming/repository-template.ts";
import { fillTag } from "./naming/tag-template.ts";
import { MissingWordError, parseTemplate, type Template } from "./naming/template.ts";
import { LAYOUT_HOST, locationUrl, refuseUserInfo } from "./reference.ts";
import type { BlobSource, Digest, PinnedManifest, Repository, TagPolicy } from "./repository.ts";

/** What a compose's metadata is as an artifact (productmd 2.0, "Core compose"). */
export const COMPOSE_ARTIFACT_TYPE = "application/vnd.productmd.compose+json";

/** Where the metadata of a compose goes; it may say which compose that is. */
export interface ComposeTarget {
  readonly repository: RepositoryTemplate<ComposeWord>;
  readonly tag: Template<ComposeWord>;
}

/**
 * Reads `registry/name:tag` or `oci-layout:directory:tag`, with the placeholders of {@link COMPOSE_WORDS}.
 *
 * @param input - the input that it is the value of
 * @throws UserError
 */
export function parseComposeTarget(input: string, text: string): ComposeTarget {
  refuseUserInfo(input, text);
  const colon = text.lastIndexOf(":");
  const place = text.slice(0, colon);
  if (text.includes("@")) {
    throw refuse(
      `${input}: ${show(text)} has a digest`,
      "the digest is known when it was pushed: leave it out",
    );
  }
  if (colon <= text.lastIndexOf("/") || place === "oci-layout" || colon === text.length - 1) {
    throw refuse(
      `${input}: ${show(text)} has no tag`,
      "write registry.example.com/compose:{compose_id}, or oci-layout:directory:{compose_id}",
    );
  }
  return {
    repository: parseRepositoryTemplate(input, place, COMPOSE_WORDS),
    tag: parseTemplate(input, text.slice(colon + 1), COMPOSE_WORDS),
  };
}

/**
 * The place of one compose.
 *
 * @throws UserError when it lacks what the target says
 */
export function composePlace(
  { repository, tag }: ComposeTarget,
  compose: Compose,
): { readonly target: string; readonly tag: string } {
  const words = composeWords(compose);
  const wordOf = (word: ComposeWord) => words[word];
  try {
    return { target: fillRepository(repository, wordOf).target, tag: fillTag(tag, wordOf) };
  } catch (error) {
    if (error instanceof MissingWordError) {
      throw refuse(`${tag.input}: the compose ${show(compose.id)} has no {${error.word}}`);
    }
    throw error;
  }
}

export interface PushComposeOptions {
  readonly compose: Compose;
  readonly repository: Repository;
  /** As the repository was opened. */
  readonly target: string;
  readonly tag: string;
  readonly policy: TagPolicy;
  readonly annotations: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** The metadata of a compose in a registry. */
export interface ComposeArtifact {
  /** What `compose` inputs take: `oci://…:tag@sha256:…`, or `oci-layout:directory:tag@sha256:…`. */
  readonly reference: string;
  readonly digest: Digest;
  readonly state: "pushed" | "existing";
}

/**
 * Pushes the metadata of a compose as one artifact: a layer for each file, titled with its name. The same files give
 * the same digest.
 *
 * @param files - paths of the metadata under its usual names; others are left out
 * @throws TransferFailure
 */
export async function pushComposeArtifact(
  files: readonly string[],
  { compose, repository, target, tag, policy, annotations, signal }: PushComposeOptions,
): Promise<ComposeArtifact> {
  const metadata: MetadataBlob[] = [];
  const blobs: BlobSource[] = [EMPTY_CONFIG];
  for (const type of METADATA_TYPES) {
    const title = `${type}.json`;
    const path = files.find((file) => basename(file) === title);
    if (path !== undefined) {
      const blob = await blobOf(path, title, signal);
      blobs.push(blob);
      metadata.push({ type, digest: blob.digest, size: blob.size });
    }
  }
  const manifest = composeManifest(metadata, compose, annotations);
  for (const blob of blobs) {
    await repository.pushBlob(blob, { others: [], signal });
  }
  await repository.pushManifest(manifest, signal);
  const state = await repository.tag(tag, manifest, policy, signal);
  const { digest } = manifest;
  const reference = repository.address.startsWith(`${LAYOUT_HOST}/`)
    ? `${target}:${tag}@${digest}`
    : locationUrl(repository.address, tag, digest);
  return { reference, digest, state };
}

/** A metadata file, as far as a manifest speaks of it. */
export interface MetadataBlob {
  readonly type: MetadataType;
  readonly digest: Digest;
  readonly size: number;
}

/**
 * The manifest of the metadata of a compose, whether or not its files are written yet.
 *
 * @param files - at most one of each type, in any order
 */
export function composeManifest(
  files: readonly MetadataBlob[],
  compose: Compose,
  annotations: Readonly<Record<string, string>>,
): PinnedManifest {
  return buildManifest({
    artifactType: COMPOSE_ARTIFACT_TYPE,
    annotations: { ...composeAnnotations(compose), ...annotations },
    layers: METADATA_TYPES.flatMap((type) => {
      const file = files.find((one) => one.type === type);
      const mediaType = `application/vnd.productmd.${type}+json`;
      return file === undefined
        ? []
        : [{ title: `${type}.json`, digest: file.digest, size: file.size, mediaType }];
    }),
  });
}

/** What every manifest of a compose's artifacts says of the compose. The day is the compose's, never that of the push. */
export function composeAnnotations({ id, date }: Compose): Readonly<Record<string, string>> {
  const created = createdOf(date);
  return {
    ...(created === undefined ? {} : { "org.opencontainers.image.created": created }),
    "org.opencontainers.image.version": id,
  };
}

async function blobOf(path: string, shown: string, signal: AbortSignal): Promise<BlobSource> {
  const hash = createHash("sha256");
  let size = 0;
  try {
    for await (const chunk of createReadStream(path, { signal })) {
      hash.update(chunk);
      size += chunk.length;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw diskFailure(error, shown);
  }
  return fileBlob(path, { digest: `sha256:${hash.digest("hex")}`, size, shown });
}
