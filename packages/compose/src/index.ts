export type { BinaryFile } from "./binary-file.ts";
export { makeDirectories, missingDirectories, removeEmpty } from "./directories.ts";
export { ErrorList } from "./error-list.ts";
export { type FindFilesOptions, findFiles } from "./find-files.ts";
export { type FindFragmentsOptions, type Fragment, findFragments } from "./fragments.ts";
export { Groups } from "./groups.ts";
export type { HashJob } from "./hash-block.ts";
export { type HashResult, hashFiles } from "./hash-files.ts";
export { type HashBatch, HashPool, type HashPoolOptions } from "./hash-pool.ts";
export type { HashOutcome } from "./hash-protocol.ts";
export { type IsoImage, parseIso, readIso } from "./iso/read-iso.ts";
export { joinReports } from "./join-reports.ts";
export { KeptOrders } from "./kept-orders.ts";
export { checkedFile, ExpectedFiles, type Measurement } from "./measure.ts";
export { metadataDigest } from "./metadata-digest.ts";
export { findMetadataFiles, type MetadataFile, noteIgnored } from "./metadata-files.ts";
export { OutputDirectory } from "./output-directory.ts";
export { type ChunkConsumer, identifyFile, parseFile, readMetadataFile } from "./read-file.ts";
export { confineHref, hrefProblem } from "./repodata/href.ts";
export { type PrimaryPackage, type ReadPrimaryOptions, readPrimary } from "./repodata/primary.ts";
export { MAX_REPOMD_BYTES, parseRepomd, primaryOf, type Repomd, type RepomdFile } from "./repodata/repomd.ts";
export { rpmCategory, sigkeysOf } from "./rpm/facts.ts";
export type { Signer } from "./rpm/openpgp.ts";
export { nevraText, parseRpm, type RpmPackage, readRpm, type SourceNevra } from "./rpm/read-rpm.ts";
export { readSelector, refuseNothing } from "./selection.ts";
export { readShardReports, type ShardReports } from "./shard-reports.ts";
export { sourcePath } from "./source-path.ts";
export {
  type FetchMetadata,
  findSources,
  isFetched,
  rootOf,
  type Source,
  type SourceOfCompose,
  shownPath,
  theCompose,
} from "./sources.ts";
export type { TextFile } from "./text-file.ts";
export {
  makeTreeinfo,
  type TreeinfoEntry,
  type TreeinfoOptions,
  type TreeinfoRole,
  type TreeinfoVariantOptions,
} from "./treeinfo/make.ts";
export { usualRoles } from "./treeinfo/roles.ts";
export {
  parseTreeinfo,
  type Treeinfo,
  type TreeinfoFile,
  type TreeinfoVariant,
  treeinfoFiles,
} from "./treeinfo/treeinfo.ts";
export { algorithmsOf, ClaimTable, type FileClaims } from "./verify/file-claims.ts";
export {
  type FileFailure,
  type FileState,
  type FileVerdict,
  type FoundFile,
  judge,
} from "./verify/judge.ts";
export { CHANGED, readTreeFile, stampOfPath, type TreeFileContent } from "./verify/tree-file.ts";
export { findUnlisted, type UnlistedOptions } from "./verify/unlisted-files.ts";
export { describeWritten } from "./written-files.ts";
