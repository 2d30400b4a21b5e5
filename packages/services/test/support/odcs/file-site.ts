import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A web server with files, as composes lie on one. */
export class FileSite implements AsyncDisposable {
  /** By path, without a slash at the front. */
  readonly files = new Map<string, Buffer>();
  readonly requests: string[] = [];
  /** Answers in another way, or leaves it to the files (false). */
  misbehave: ((method: string, path: string, response: ServerResponse) => boolean) | undefined;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const { method = "" } = request;
      const path = decodeURIComponent((request.url ?? "").slice(1));
      this.requests.push(`${method} ${path}`);
      if (this.misbehave?.(method, path, response) === true) return;
      const content = this.files.get(path);
      if (content === undefined) {
        response
          .writeHead(404, { "content-type": "text/html" })
          .end("<html><title>404 Not Found</title></html>");
        return;
      }
      response
        .writeHead(200, { "content-length": content.length })
        .end(method === "HEAD" ? undefined : content);
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  /** With a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  put(path: string, content: string | Buffer): void {
    this.files.set(path, Buffer.from(content));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
