/** The part of this package that steps load before they know whether anything is to be fetched. */
export { type ConnectionInputs, connectionInputs } from "./connection-inputs.ts";
export { type MetadataFetcher, metadataFetcher, type RemoteMetadataFile } from "./metadata-fetcher.ts";
