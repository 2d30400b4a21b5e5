export { bytesBlob } from "./blobs/bytes-blob.ts";
export { type FileBlob, type FileBlobOptions, fileBlob } from "./blobs/file-blob.ts";
export * from "./compose-artifact.ts";
export { type ComposeFetcher, composeFetcher, type FetchedMetadataFile } from "./compose-fetcher.ts";
export * from "./compose-words.ts";
export { digestOf } from "./digest.ts";
export { beginLayouts } from "./layout/begin-layouts.ts";
export type { LayoutOptions } from "./layout/layout-options.ts";
export { joinLayouts, type LayoutDirectories, layoutsBeside, layoutsText } from "./layouts-file.ts";
export {
  buildManifest,
  createdOf,
  type Descriptor,
  type ManifestLayer,
  type ManifestParts,
} from "./manifest/build-manifest.ts";
export { EMPTY_CONFIG } from "./manifest/empty-config.ts";
export { isMediaType, mediaTypeOf } from "./manifest/media-types.ts";
export {
  fillRepository,
  parseRepositoryTemplate,
  type RepositoryTemplate,
} from "./naming/repository-template.ts";
export { fillTag } from "./naming/tag-template.ts";
export { MissingWordError, parseTemplate, type Template } from "./naming/template.ts";
export { publishInput } from "./publish-input.ts";
export { Artifacts, type LocatedFile } from "./pull/artifacts.ts";
export { type DeclaredFile, declaredFiles, pinnedReference } from "./pull/declared-files.ts";
export { type IndexedManifest, indexManifest } from "./pull/indexed-manifest.ts";
export { chooseLayer } from "./pull/layer-choice.ts";
export { LAYOUTS_FILE, LayoutMap } from "./pull/layout-map.ts";
export { LayoutStore } from "./pull/layout-store.ts";
export {
  type ArtifactManifest,
  type Layer,
  MANIFEST_ACCEPT,
  MANIFEST_TYPES,
  MAX_MANIFEST_BYTES,
  type ManifestIndex,
  parseManifest,
} from "./pull/manifest.ts";
export { pinnedManifest } from "./pull/manifests.ts";
export { RegistryStore } from "./pull/registry-store.ts";
export type { ArtifactStore } from "./pull/store.ts";
export { type ManifestCaps, manifestCaps } from "./push/manifest-caps.ts";
export { type PreflightProblem, type PushPlan, preflight } from "./push/preflight.ts";
export { DEFAULT_CHUNK_BYTES, UPLOAD_MODES, type UploadMode } from "./push/upload-plan.ts";
export * from "./reference.ts";
export { errorsIn, type RegistryError } from "./registry/error-text.ts";
export { Registries, type RegistriesOptions } from "./registry/registries.ts";
export type { Registry, RegistryAnswer, RegistryRequest } from "./registry/registry.ts";
export type { Actions } from "./registry/scopes.ts";
export { type LayoutInputs, layoutInputs, type RegistryInputs, registryInputs } from "./registry-inputs.ts";
export { openRepositories, type RepositoriesOptions, type UploadOptions } from "./repositories.ts";
export type * from "./repository.ts";
