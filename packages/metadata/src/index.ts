export {
  ARTIFACT_KINDS,
  type ArtifactContext,
  type ArtifactKind,
  type ArtifactMapper,
  type ArtifactRecord,
  isDirectory,
  locations,
  mapArtifacts,
  REPOMD,
  treeFiles,
  variantsInOrder,
} from "./artifacts.ts";
export * from "./convert/convert.ts";
export { type Collision, FoldedPaths, foldedCollisions } from "./convert/folded-paths.ts";
export { PathFilter, SuspiciousPathError } from "./convert/path-filter.ts";
export { type PathFinding, PathIndex } from "./convert/path-index.ts";
export { RpmsStream, type RpmsStreamOptions } from "./convert/rpms-stream.ts";
export { createSelector, partOfSelection, type Selection, type Selector, select } from "./convert/select.ts";
export {
  fillTemplate,
  MissingDigestError,
  parseTemplate,
  type Template,
  UrlTemplateError,
} from "./convert/template.ts";
export { baseUrlBuilder, encodePath, type UrlBuilder, urlMapBuilder, urlTemplate } from "./convert/url.ts";
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
export {
  type ComposeIdFacts,
  type ComposeIdParts,
  makeComposeId,
  parseComposeId,
  parseReleaseName,
} from "./grammar/compose-id.ts";
export * from "./grammar/enumerations.ts";
export { globMatcher } from "./grammar/glob.ts";
export {
  IMAGE_FORMAT_NAMES,
  IMAGE_TYPE_NAMES,
  type ImageTypeGuess,
  imageFormatOf,
  imageTypeOf,
} from "./grammar/image-kinds.ts";
export { baseName, directoryOf, localPathProblem } from "./grammar/local-path.ts";
export { isManifestDigest, isOciUrl, locationUrlProblem } from "./grammar/location-url.ts";
export { isNevra, type Nevra, parseNevra } from "./grammar/nevra.ts";
export { redactUrl, show } from "./json/describe.ts";
export { compareCodePoints } from "./json/order.ts";
export { JsonSyntaxError } from "./json/slicer.ts";
export { parseStrictJson } from "./json/strict.ts";
export { quote } from "./json/text.ts";
export {
  type ConflictSide,
  describeConflict,
  describeUndeclared,
  MAX_CONFLICTS,
  type MergeConflict,
  MergeError,
  type MergeRule,
  type Undeclared,
} from "./merge/conflicts.ts";
export { isMadeFromUid, variantFromUid } from "./merge/declared-variants.ts";
export { type Merged, type MergeFile, type MergeOptions, merge } from "./merge/merge.ts";
export * from "./model.ts";
export { type Identity, IdentityReader } from "./read/identity.ts";
export * from "./read/parse.ts";
export { type ArtifactVisitor, type PlaceOf, visitArtifacts } from "./visit-artifacts.ts";
export * from "./warnings.ts";
export { serialize, serializeTo, writtenVersion } from "./write/serialize.ts";
export { OutOfOrderError } from "./write/table-writer.ts";
