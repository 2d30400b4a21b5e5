export { mayPass } from "./causes.ts";
export { type ComposerOptions, ComposerService, type ImageContent } from "./composer-service.ts";
export type { CloneWish } from "./create.ts";
export { type ComposerRequest, type RequestedImage, readComposerRequests } from "./request.ts";
export { COMPOSER_API } from "./routes.ts";
export type { ComposerPackage, ComposerSbom, ComposerStatus } from "./wire.ts";
