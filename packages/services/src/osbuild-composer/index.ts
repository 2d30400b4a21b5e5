export { mayPass } from "./causes.ts";
export { type ComposerOptions, ComposerService } from "./composer-service.ts";
export { type ComposerRequest, readComposerRequests } from "./request.ts";
export { COMPOSER_API } from "./routes.ts";
export type { ComposerPackage, ComposerStatus } from "./wire.ts";
