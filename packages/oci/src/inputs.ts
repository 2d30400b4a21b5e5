/** The part of this package that steps load before they know whether a registry is to be asked. */
export * from "./reference.ts";
export { type LayoutInputs, layoutInputs, type RegistryInputs, registryInputs } from "./registry-inputs.ts";
