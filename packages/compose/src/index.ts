export { type HashJob, type HashOptions, type HashResult, hashFiles } from "./hash-files.ts";
export { checkedFile, ExpectedFiles, type Measurement } from "./measure.ts";
export { findMetadataFiles, type MetadataFile } from "./metadata-files.ts";
export { OutputDirectory } from "./output-directory.ts";
export { type ChunkConsumer, identifyFile, parseFile, readMetadataFile } from "./read-file.ts";
export type { TextFile } from "./text-file.ts";
