export * from "./artifacts.ts";
export * from "./convert/convert.ts";
export { PathFilter, SuspiciousPathError } from "./convert/path-filter.ts";
export { type PathFinding, PathIndex } from "./convert/path-index.ts";
export { RpmsStream, type RpmsStreamOptions } from "./convert/rpms-stream.ts";
export { createSelector, type Selection, type Selector, select } from "./convert/select.ts";
export {
  baseUrlBuilder,
  encodePath,
  type UrlBuilder,
  UrlTemplateError,
  urlMapBuilder,
} from "./convert/url.ts";
export * from "./errors.ts";
export type { Version } from "./files/header.ts";
export { generationOf } from "./files/header.ts";
export {
  CHECKSUM_LENGTHS,
  type ChecksumAlgorithm,
  checksumAlgorithm,
  checksumDigest,
  checksumsConflict,
  isChecksum,
  isWeakChecksum,
  strengthRank,
  strongestChecksum,
} from "./grammar/checksum.ts";
export * from "./grammar/enumerations.ts";
export { globMatcher } from "./grammar/glob.ts";
export { baseName, directoryOf, localPathProblem } from "./grammar/local-path.ts";
export { isManifestDigest, isOciUrl, locationUrlProblem } from "./grammar/location-url.ts";
export { isNevra, type Nevra, parseNevra } from "./grammar/nevra.ts";
export { redactUrl, show } from "./json/describe.ts";
export { compareCodePoints } from "./json/order.ts";
export { JsonSyntaxError } from "./json/slicer.ts";
export { parseStrictJson } from "./json/strict.ts";
export { quote } from "./json/text.ts";
export * from "./model.ts";
export { type Identity, IdentityReader } from "./read/identity.ts";
export * from "./read/parse.ts";
export * from "./warnings.ts";
export { serialize, serializeTo, writtenVersion } from "./write/serialize.ts";
export { OutOfOrderError } from "./write/table-writer.ts";
