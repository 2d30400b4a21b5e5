export { type ComposeFetcher, composeFetcher, type FetchedMetadataFile } from "./compose-fetcher.ts";
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
export * from "./reference.ts";
export { errorsIn, type RegistryError } from "./registry/error-text.ts";
export { Registries, type RegistriesOptions } from "./registry/registries.ts";
export type { Registry, RegistryAnswer, RegistryRequest } from "./registry/registry.ts";
export type { Actions } from "./registry/scopes.ts";
export { type LayoutInputs, layoutInputs, type RegistryInputs, registryInputs } from "./registry-inputs.ts";
export type * from "./repository.ts";
