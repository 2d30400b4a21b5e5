import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Digest,
  digestOf,
  EMPTY_CONFIG,
  type LayerSpec,
  manifestOf,
  type StoredManifest,
} from "./oci-content.ts";

export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** Answers a request itself, or leaves it (false) to the registry. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

export type RegistryAuth =
  | { readonly kind: "basic"; readonly login: string }
  /** @param accepts - whether a token will do for a request */
  | {
      readonly kind: "bearer";
      readonly realm: string;
      readonly service?: string;
      readonly accepts: (token: string, request: IncomingMessage) => boolean;
    };

/** A registry for reading that does everything right until it is told otherwise. It is filled by hand. */
export class FakeRegistry {
  readonly requests: SeenRequest[] = [];
  readonly blobs = new Map<string, Buffer>();
  /** By digest and by tag. */
  readonly manifests = new Map<string, StoredManifest>();
  misbehaviour: Misbehaviour | undefined;
  auth: RegistryAuth | undefined;
  readonly #server: Server = createServer((request, response) => this.#answer(request, response));

  async start(): Promise<this> {
    this.#server.keepAliveTimeout = 30_000;
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** `127.0.0.1:<port>`. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  reset(): void {
    this.requests.length = 0;
    this.blobs.clear();
    this.manifests.clear();
    this.misbehaviour = undefined;
    this.auth = undefined;
  }

  /** Stores a manifest and its layers. */
  push(
    repository: string,
    layers: readonly LayerSpec[],
    options: { tag?: string; extra?: object } = {},
  ): StoredManifest {
    for (const content of [EMPTY_CONFIG, ...layers.map((layer) => layer.content)]) {
      this.blobs.set(`${repository}@${digestOf(content)}`, content);
    }
    return this.store(repository, manifestOf(layers, options.extra), options.tag);
  }

  store(repository: string, manifest: StoredManifest, tag?: string): StoredManifest {
    this.manifests.set(`${repository}@${manifest.digest}`, manifest);
    if (tag !== undefined) this.manifests.set(`${repository}@${tag}`, manifest);
    return manifest;
  }

  /** The URL of a Location. */
  url(repository: string, { digest }: { readonly digest: Digest }, tag?: string): string {
    return `oci://${this.host}/${repository}${tag === undefined ? "" : `:${tag}`}@${digest}`;
  }

  /** How often something was asked for. */
  count(method: string, path: RegExp): number {
    return this.requests.filter((request) => request.method === method && path.test(request.path)).length;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method = "", url: path = "", headers } = request;
    this.requests.push({ method, path, authorization: headers.authorization, headers });
    if (this.misbehaviour?.(request, response, path) === true) return;
    if (!this.#admits(request)) {
      this.challenge(response);
      return;
    }
    this.serve(request, response);
  }

  #admits(request: IncomingMessage): boolean {
    const { auth } = this;
    const sent = request.headers.authorization ?? "";
    if (auth === undefined) return true;
    return auth.kind === "basic"
      ? sent === `Basic ${Buffer.from(auth.login).toString("base64")}`
      : sent.startsWith("Bearer ") && auth.accepts(sent.slice(7), request);
  }

  challenge(response: ServerResponse, value = this.#challenge()): void {
    response.writeHead(401, { "www-authenticate": value, "content-type": "application/json" });
    response.end(JSON.stringify({ errors: [{ code: "UNAUTHORIZED", message: "authentication required" }] }));
  }

  #challenge(): string {
    const { auth } = this;
    return auth?.kind === "bearer"
      ? `Bearer realm="${auth.realm}",service="${auth.service ?? "fake"}"`
      : 'Basic realm="basic-realm"';
  }

  /** What a registry does that does everything right. */
  serve(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? "";
    if (path === "/v2/") {
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
      return;
    }
    const [, repository, kind, reference] = /^\/v2\/(.+)\/(manifests|blobs)\/([^/?]+)$/.exec(path) ?? [];
    const key = `${repository}@${reference}`;
    const manifest = kind === "manifests" ? this.manifests.get(key) : undefined;
    const blob = kind === "blobs" ? this.blobs.get(key) : undefined;
    if (manifest !== undefined) {
      const { mediaType, bytes, digest } = manifest;
      response.writeHead(200, {
        "content-type": mediaType,
        "content-length": bytes.length,
        "docker-content-digest": digest,
      });
      response.end(request.method === "HEAD" ? undefined : bytes);
    } else if (blob !== undefined) {
      this.sendBlob(request, response, blob);
    } else {
      const code = kind === "blobs" ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN";
      response.writeHead(404, { "content-type": "application/json" });
      response.end(
        request.method === "HEAD" ? undefined : JSON.stringify({ errors: [{ code, message: "unknown" }] }),
      );
    }
  }

  sendBlob(request: IncomingMessage, response: ServerResponse, blob: Buffer): void {
    const etag = `"${digestOf(blob)}"`;
    const first = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1]);
    if (Number.isNaN(first) || first >= blob.length) {
      response.writeHead(200, { "content-length": blob.length, etag, "accept-ranges": "bytes" });
      response.end(request.method === "HEAD" ? undefined : blob);
      return;
    }
    response.writeHead(206, {
      "content-length": blob.length - first,
      "content-range": `bytes ${first}-${blob.length - 1}/${blob.length}`,
      etag,
    });
    response.end(blob.subarray(first));
  }
}
