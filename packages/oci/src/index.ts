export * from "./reference.ts";
export type * from "./repository.ts";
