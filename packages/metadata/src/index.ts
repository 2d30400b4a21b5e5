export * from "./artifacts.ts";
export {
  CHECKSUM_LENGTHS,
  type ChecksumAlgorithm,
  checksumAlgorithm,
  checksumDigest,
  checksumsConflict,
  isChecksum,
  isWeakChecksum,
} from "./checksum.ts";
export * from "./convert.ts";
export * from "./enumerations.ts";
export * from "./errors.ts";
export { globMatcher } from "./glob.ts";
export type { Version } from "./header.ts";
export { generationOf } from "./header.ts";
export { type Identity, IdentityReader } from "./identity.ts";
export { redactUrl, show } from "./json/describe.ts";
export { compareCodePoints } from "./json/order.ts";
export { quote } from "./json/text.ts";
export { baseName, directoryOf, localPathProblem } from "./local-path.ts";
export { isOciUrl, locationUrlProblem } from "./location-url.ts";
export * from "./model.ts";
export { isNevra, type Nevra, parseNevra } from "./nevra.ts";
export * from "./parse.ts";
export { PathFilter, SuspiciousPathError } from "./path-filter.ts";
export { type PathFinding, PathIndex } from "./path-index.ts";
export { RpmsStream, type RpmsStreamOptions } from "./rpms-stream.ts";
export { createSelector, type Selection, type Selector, select } from "./select.ts";
export { serialize, serializeTo, writtenVersion } from "./serialize.ts";
export { OutOfOrderError } from "./table-writer.ts";
export { baseUrlBuilder, encodePath, type UrlBuilder, UrlTemplateError, urlMapBuilder } from "./url.ts";
export * from "./warnings.ts";
