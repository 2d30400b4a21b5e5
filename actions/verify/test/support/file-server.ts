import { createReadStream, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** Answers a request itself, or leaves it (false) to the files. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

/** A server of files that misbehaves where a test says so. */
export interface FileServer {
  /** With a slash at the end. */
  readonly url: string;
  /** `METHOD path` of every request since the last call of `serve`. */
  readonly requests: string[];
  serve(root: string, behaviour?: Behaviour): void;
}

export function useFileServer(): FileServer {
  let root = "";
  let behaviour: Behaviour = () => false;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? "").slice(1));
    requests.push(`${request.method} ${path}`);
    if (!behaviour(request, response, path)) sendFile(request, response, join(root, path));
  });
  let url = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    get url() {
      return url;
    },
    requests,
    serve(directory, own = () => false) {
      root = directory;
      behaviour = own;
      requests.length = 0;
    },
  };
}

function sendFile(request: IncomingMessage, response: ServerResponse, path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) {
    response.writeHead(404).end();
    return;
  }
  const headers = { "content-length": stats.size, etag: `"${stats.size}"` };
  if (request.headers.range === "bytes=0-0" && stats.size > 0) {
    response.writeHead(206, { "content-length": 1, "content-range": `bytes 0-0/${stats.size}` });
    createReadStream(path, { start: 0, end: 0 }).pipe(response);
    return;
  }
  response.writeHead(200, headers);
  if (request.method === "HEAD") response.end();
  else createReadStream(path).pipe(response);
}
