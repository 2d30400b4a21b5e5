import { resolve } from "node:path";
import { refuse } from "@compose-actions/step";
import { serviceUrl, showService } from "./base-url.ts";

/** Where a service listens: at a URL, or at a unix socket of this machine. */
export interface ServicePlace {
  /** With the routes' prefix and a slash at its end. */
  readonly base: URL;
  /** How messages name it. */
  readonly shown: string;
  /** The path of the socket. */
  readonly socket: string | undefined;
}

/** Stands for the host of a service behind a socket; no other service has such a name. */
const SOCKET_ORIGIN = "http://socket.localhost";
/** The system has a fixed place for the path of a socket: 108 bytes with Linux, 104 with others, and a zero at the end. */
const MAX_SOCKET_BYTES = process.platform === "linux" ? 107 : 103;

/**
 * Reads where a service is.
 *
 * @param server - a URL, `unix:` with the path of a socket, or such a path by itself if it is absolute
 * @param api - where the routes lie
 * @throws UserError
 */
export function servicePlace(server: string, api: string): ServicePlace {
  const path = socketPath(server);
  if (path === undefined) {
    const base = serviceUrl(server, api);
    return { base, shown: showService(base, api), socket: undefined };
  }
  if (path === "" || path.includes("\0") || Buffer.byteLength(path) > MAX_SOCKET_BYTES) {
    throw refuse(
      `server: the path of a socket has 1 to ${MAX_SOCKET_BYTES} bytes`,
      "for instance unix:///run/cloudapi/api.socket",
    );
  }
  return { base: new URL(`${SOCKET_ORIGIN}${api}/`), shown: path, socket: path };
}

/** What a client needs to know to reach the place: the origins that stand for sockets. */
export function socketsOf({ base, socket }: ServicePlace): ReadonlyMap<string, string> | undefined {
  return socket === undefined ? undefined : new Map([[base.origin, socket]]);
}

function socketPath(server: string): string | undefined {
  const text = server.trim();
  if (text.startsWith("/") && !text.startsWith("//")) {
    return text;
  }
  const path = /^unix:(?:\/\/(?=\/))?(.*)$/is.exec(text)?.[1];
  return path === undefined || path === "" ? path : resolve(path);
}
