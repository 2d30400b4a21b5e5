/** The part of this package that loads an HTTP client. */
export type { ConnectOptions } from "./client-options.ts";
export { connect } from "./connect.ts";
export { HttpClient } from "./http/client.ts";
