export * from "./reference.ts";
export { errorsIn, type RegistryError } from "./registry/error-text.ts";
export { Registries, type RegistriesOptions } from "./registry/registries.ts";
export type { Registry, RegistryAnswer, RegistryRequest } from "./registry/registry.ts";
export type { Actions } from "./registry/scopes.ts";
export { type RegistryInputs, registryInputs } from "./registry-inputs.ts";
export type * from "./repository.ts";
