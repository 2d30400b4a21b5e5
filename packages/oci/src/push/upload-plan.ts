import type { Headers } from "@compose-actions/transfer";
import { headerOf } from "@compose-actions/transfer";
import type { HostRules } from "./host-rules.ts";

/** How blobs are sent: as one request, in chunks, or as fits the registry. */
export const UPLOAD_MODES = ["auto", "monolithic", "chunked"] as const;
export type UploadMode = (typeof UPLOAD_MODES)[number];

const MIB = 1024 * 1024;
export const DEFAULT_CHUNK_BYTES = 32 * MIB;
/** What every registry should take that takes chunks at all. */
export const SMALLEST_CHUNK_BYTES = MIB;

/** What a registry says of chunks when an upload begins. */
export interface ChunkLimits {
  /** Of all chunks but the last (distribution-spec 1.1.1, "Pushing a blob in chunks"). */
  readonly min: number;
  /** Not in the specification. */
  readonly max: number;
}

/** The limits that the answer to the POST names. What is no number is not there. */
export function chunkLimits(headers: Headers): ChunkLimits {
  return {
    min: numberIn(headers, "oci-chunk-min-length") ?? 0,
    max: numberIn(headers, "oci-chunk-max-length") ?? Number.POSITIVE_INFINITY,
  };
}

/**
 * How many bytes of a blob a request gets.
 *
 * @param chunkBytes - what the user wants, or what turned out to be small enough
 * @returns undefined when all of it goes into one request
 */
export function planUpload(
  size: number,
  mode: UploadMode,
  chunkBytes: number | undefined,
  rules: HostRules,
  limits: ChunkLimits,
): number | undefined {
  const { maxBodyBytes = Number.POSITIVE_INFINITY, maxChunkBytes = Number.POSITIVE_INFINITY } = rules;
  const tooLarge = size > Math.min(maxBodyBytes, limits.max);
  if (size === 0 || mode === "monolithic" || (mode === "auto" && !tooLarge)) {
    return undefined;
  }
  const largest = Math.min(maxBodyBytes, maxChunkBytes, limits.max);
  return Math.max(1, limits.min, Math.min(chunkBytes ?? DEFAULT_CHUNK_BYTES, largest));
}

/**
 * A chunk size to try after one that was too large.
 *
 * @returns undefined when there is no smaller one that makes sense
 */
export function smallerChunk(chunkBytes: number, limits: ChunkLimits): number | undefined {
  // 4 MiB is what most limits are made for.
  const next = chunkBytes > 4 * MIB ? 4 * MIB : SMALLEST_CHUNK_BYTES;
  return next < chunkBytes && next >= limits.min ? next : undefined;
}

function numberIn(headers: Headers, name: string): number | undefined {
  const text = headerOf(headers, name) ?? "";
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
