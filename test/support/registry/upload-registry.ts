import type { IncomingMessage, ServerResponse } from "node:http";
import { FakeRegistry } from "./fake-registry.ts";
import { type Digest, digestOf } from "./oci-content.ts";

/** An upload that was begun. */
export interface Upload {
  readonly id: string;
  readonly repository: string;
  bytes: Buffer;
  /** Another one after each change. */
  state: number;
}

/** How a registry takes uploads; by default as the specification has it. */
export interface UploadBehaviour {
  /** The Location of an answer; undefined for none. */
  location(upload: Upload, registry: UploadRegistry): string | undefined;
  /** The Range of an answer to a PATCH; undefined for none. */
  range(upload: Upload): string | undefined;
  /** The Range of an answer to a question; undefined for an answer 404. */
  status(upload: Upload): string | undefined;
  /** A PATCH is answered so. */
  patchStatus: number;
  /** Larger bodies are answered 413. */
  maxBody: number;
  /** Larger chunks are answered 416, as ghcr.io does. */
  maxChunk: number;
  /** Headers of the answer to a POST. */
  postHeaders: Readonly<Record<string, string>>;
  /** Uploads are answered 404 at any place but the last that was named, as docker-registry 2.8 does. */
  forgetsPlaces: boolean;
  /** What came before a connection broke is kept. */
  keepsCutBytes: boolean;
  /** Bytes after which the connection breaks, for each body in turn; 0: not. */
  cuts: number[];
  /** Blobs are taken from other repositories. */
  mounts: boolean;
  /** The Docker-Content-Digest of answers. */
  digestHeader(digest: Digest): string | undefined;
  /** Manifests whose blobs are missing are refused. */
  checksBlobs: boolean;
  /** Keeps lists of what is attached. */
  listsReferrers: boolean;
}

/** No Range is there for nothing: `0-0` says so, and says it of one byte as well. */
const rangeOf = ({ bytes }: Upload) => `0-${Math.max(0, bytes.length - 1)}`;

function faithful(): UploadBehaviour {
  return {
    location: ({ id, repository, state }, registry) =>
      `http://${registry.host}/v2/${repository}/blobs/uploads/${id}?_state=s${state}%2Bx`,
    range: rangeOf,
    status: rangeOf,
    patchStatus: 202,
    maxBody: Number.POSITIVE_INFINITY,
    maxChunk: Number.POSITIVE_INFINITY,
    postHeaders: {},
    forgetsPlaces: false,
    keepsCutBytes: true,
    cuts: [],
    mounts: true,
    digestHeader: (digest) => digest,
    checksBlobs: true,
    listsReferrers: false,
  };
}

/** A registry that takes uploads, and does everything right until it is told otherwise. */
export class UploadRegistry extends FakeRegistry {
  readonly uploads = new Map<string, Upload>();
  behaviour: UploadBehaviour = faithful();
  /** Bytes of bodies that were received. */
  received = 0;
  #count = 0;

  override reset(): void {
    super.reset();
    this.uploads.clear();
    this.behaviour = faithful();
    this.received = 0;
    this.#count = 0;
  }

  /** The requests for what is below `/v2/<repository>/`, as `PUT blobs/uploads`: without ids and queries. */
  get seen(): readonly string[] {
    return this.requests
      .filter(({ path }) => path !== "/v2/")
      .map(({ method, path }) => {
        const short = path
          .replace(/^.*\/(?=(?:blobs|manifests|referrers)\/)/, "")
          .replace(/\?.*$/, "")
          .replace(/uploads\/.*$/, "uploads")
          .replace(/sha256:[0-9a-f]{64}/, "@");
        return `${method} ${short}`;
      });
  }

  override serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "", "http://registry.example");
    const [, repository = "", rest = ""] =
      /^\/v2\/(.+?)\/((?:blobs|manifests|referrers)\/.+)$/.exec(url.pathname) ?? [];
    const [, id] = /^blobs\/uploads\/(.*)$/.exec(rest) ?? [];
    if (id === "" && request.method === "POST") {
      this.#begin(url, repository, response);
    } else if (id !== undefined) {
      void this.#continue(request, response, url, this.uploads.get(id));
    } else if (request.method === "PUT" && rest.startsWith("manifests/")) {
      void this.#putManifest(request, response, repository, rest.slice("manifests/".length));
    } else if (rest.startsWith("referrers/") && this.behaviour.listsReferrers) {
      response.writeHead(200).end("{}");
    } else {
      super.serve(request, response);
    }
  }

  /** What is stored as a blob. */
  blob(repository: string, digest: string): Buffer | undefined {
    return this.blobs.get(`${repository}@${digest}`);
  }

  #begin(url: URL, repository: string, response: ServerResponse): void {
    const mount = url.searchParams.get("mount");
    const from = this.blobs.get(`${url.searchParams.get("from")}@${mount}`);
    if (mount !== null && from !== undefined && this.behaviour.mounts) {
      this.blobs.set(`${repository}@${mount}`, from);
      response.writeHead(201, { location: `/v2/${repository}/blobs/${mount}` }).end();
      return;
    }
    this.#count += 1;
    const upload = { id: `u${this.#count}`, repository, bytes: Buffer.alloc(0), state: 0 };
    this.uploads.set(upload.id, upload);
    response.writeHead(202, {
      ...this.#place(upload),
      ...this.behaviour.postHeaders,
      range: "0-0",
    });
    response.end();
  }

  async #continue(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    upload: Upload | undefined,
  ): Promise<void> {
    const { behaviour } = this;
    const isStale = url.searchParams.get("_state") !== `s${upload?.state}+x`;
    if (upload === undefined || (behaviour.forgetsPlaces && isStale)) {
      request.resume();
      this.fail(response, 404, "BLOB_UPLOAD_UNKNOWN");
      return;
    }
    switch (request.method) {
      case "GET": {
        const range = behaviour.status(upload);
        if (range === undefined) this.fail(response, 404, "BLOB_UPLOAD_UNKNOWN");
        else response.writeHead(204, { ...this.#place(upload), range }).end();
        return;
      }
      case "DELETE":
        this.uploads.delete(upload.id);
        response.writeHead(204).end();
        return;
      default:
        await this.#take(request, response, url, upload);
    }
  }

  async #take(request: IncomingMessage, response: ServerResponse, url: URL, upload: Upload): Promise<void> {
    const { behaviour } = this;
    const length = Number(request.headers["content-length"]);
    const start = /^(\d+)-\d+$/.exec(request.headers["content-range"] ?? "")?.[1];
    if (length > behaviour.maxBody) {
      this.fail(response, 413, "SIZE_INVALID");
      return;
    }
    if (request.method === "PATCH" && length > behaviour.maxChunk) {
      this.fail(response, 416, "RANGE_INVALID");
      return;
    }
    if (start !== undefined && Number(start) !== upload.bytes.length) {
      request.resume();
      this.fail(response, 416, "RANGE_INVALID");
      return;
    }
    const body = await this.#read(request, length > 0 ? (behaviour.cuts.shift() ?? 0) : 0);
    if (body.isCut) {
      if (behaviour.keepsCutBytes) this.#append(upload, body.bytes);
      return;
    }
    this.#append(upload, body.bytes);
    if (request.method === "PATCH") {
      const range = behaviour.range(upload);
      const headers = { ...this.#place(upload), ...(range === undefined ? {} : { range }) };
      response.writeHead(behaviour.patchStatus, headers).end();
      return;
    }
    this.#finish(response, url.searchParams.get("digest") ?? "", upload);
  }

  #append(upload: Upload, bytes: Buffer): void {
    upload.bytes = Buffer.concat([upload.bytes, bytes]);
    upload.state += 1;
  }

  #finish(response: ServerResponse, digest: string, upload: Upload): void {
    const found = digestOf(upload.bytes);
    if (found !== digest) {
      this.fail(response, 400, "DIGEST_INVALID");
      return;
    }
    this.uploads.delete(upload.id);
    this.blobs.set(`${upload.repository}@${digest}`, upload.bytes);
    this.created(response, found);
  }

  created(response: ServerResponse, digest: Digest): void {
    const header = this.behaviour.digestHeader(digest);
    response.writeHead(201, header === undefined ? {} : { "docker-content-digest": header }).end();
  }

  fail(response: ServerResponse, status: number, code: string, message = "no"): void {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ errors: [{ code, message }] }));
  }

  async #putManifest(
    request: IncomingMessage,
    response: ServerResponse,
    repository: string,
    reference: string,
  ): Promise<void> {
    const { bytes } = await this.#read(request, 0);
    const document = JSON.parse(bytes.toString()) as {
      config?: { digest: string };
      layers?: { digest: string }[];
      subject?: { digest: string };
    };
    const needed = [document.config, ...(document.layers ?? [])].flatMap((one) => one?.digest ?? []);
    if (this.behaviour.checksBlobs && needed.some((digest) => this.blob(repository, digest) === undefined)) {
      this.fail(response, 400, "MANIFEST_BLOB_UNKNOWN");
      return;
    }
    const mediaType = request.headers["content-type"] ?? "";
    const manifest = { digest: digestOf(bytes), bytes, mediaType };
    this.store(repository, manifest, reference.startsWith("sha256:") ? undefined : reference);
    if (document.subject !== undefined && this.behaviour.listsReferrers) {
      response.setHeader("oci-subject", document.subject.digest);
    }
    this.created(response, manifest.digest);
  }

  #place(upload: Upload): Readonly<Record<string, string>> {
    const location = this.behaviour.location(upload, this);
    return location === undefined ? {} : { location };
  }

  /** @param cut - bytes after which the connection is broken; 0: it is not */
  async #read(
    request: IncomingMessage,
    cut: number,
  ): Promise<{ readonly bytes: Buffer; readonly isCut: boolean }> {
    const chunks: Buffer[] = [];
    let length = 0;
    const bytes = () => Buffer.concat(chunks);
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        length += chunk.length;
        this.received += chunk.length;
        if (cut > 0 && length >= cut) {
          request.socket.destroy();
          return { bytes: bytes().subarray(0, cut), isCut: true };
        }
      }
    } catch {
      return { bytes: bytes(), isCut: true };
    }
    return { bytes: bytes(), isCut: false };
  }
}
