export * from "./action-yml.ts";
export * from "./gitlab.ts";
export * from "./readme.ts";
export * from "./schemas.ts";
export * from "./umbrella.ts";
