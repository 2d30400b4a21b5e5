/** The part of this package that loads an HTTP client. */
export { type ConnectOptions, connect } from "./connect.ts";
