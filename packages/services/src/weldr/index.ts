export { readWeldrRequests, type WeldrRequest } from "./request.ts";
export { WELDR_API } from "./routes.ts";
export { type WeldrOptions, WeldrService } from "./weldr-service.ts";
export type { WeldrCompose, WeldrDependency } from "./wire.ts";
