/** The part of this package that steps load before they know whether a registry is to be asked. */
export { type ComposeFetcher, composeFetcher, type FetchedMetadataFile } from "./compose-fetcher.ts";
export { type DeclaredFile, declaredFiles, pinnedReference } from "./pull/declared-files.ts";
export * from "./reference.ts";
export { type LayoutInputs, layoutInputs, type RegistryInputs, registryInputs } from "./registry-inputs.ts";
