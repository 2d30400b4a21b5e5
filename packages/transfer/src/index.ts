export { type ConnectOptions, clientOptions } from "./client-options.ts";
export * from "./connection.ts";
export { type Digests, IncomingFile, type IncomingOptions } from "./download/incoming-file.ts";
export type { JobFailure, JobOutcome, TransferJob } from "./download/job.ts";
export { TransferMeter } from "./download/meter.ts";
export { type MirrorRule, withMirrors } from "./download/mirrors.ts";
export { MAX_UNKNOWN_BYTES } from "./download/reception.ts";
export { FileStore, type FileStoreOptions, type StoredFile } from "./engine/file-store.ts";
export { FSYNC_POLICIES, type FsyncPolicy } from "./engine/placer.ts";
export { type SessionOptions, TransferSession } from "./engine/session.ts";
export * from "./failure.ts";
export { freeBytes, ignoresCase, ignoresNormalization } from "./files/file-system-probes.ts";
export { closeQuietly, writeFully } from "./files/io.ts";
export { portableNameProblem } from "./files/names.ts";
export { TreeRoot } from "./files/tree-root.ts";
export { removeEmptyDirectories, type TreeEntry, walkTree } from "./files/walk-tree.ts";
export { isPrivateAddress, literalAddress } from "./http/address.ts";
export type {
  Flow,
  HttpClient,
  HttpClientOptions,
  HttpMethod,
  HttpRequest,
  ResponseHead,
  ResponseSink,
} from "./http/client.ts";
export { type ContentRange, parseContentRange } from "./http/content-range.ts";
export { type Headers, headerOf, statusFailure } from "./http/failures.ts";
export { isLoopbackHost, plainHost } from "./http/hosts.ts";
export type { RequestAuthorizer } from "./http/request-authorizer.ts";
export type { StreamedBody } from "./http/request-body.ts";
export { type KeyPair, readAuthorities, readKeyPair } from "./pem-files.ts";
export { type NextDelay, nextDelay } from "./retry/backoff.ts";
export { HostLimits, type HostOutcome } from "./retry/host-limits.ts";
export { hostOutcome } from "./retry/host-outcome.ts";
