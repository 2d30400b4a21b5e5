export * from "./compose.ts";
export type * from "./service.ts";
export { ServiceFailure, type ServiceFailureOptions } from "./service-failure.ts";
