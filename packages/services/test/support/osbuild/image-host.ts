import { HttpStandIn, type Listening, type SeenRequest, type StandInAnswer } from "./http-stand-in.ts";

interface Hosted {
  readonly content: Buffer;
  readonly etag: string | undefined;
  /** The query that opens it. */
  readonly query: string;
}

/** A store of objects in a cloud: public ones, and ones that a signature opens. */
export class ImageHost extends HttpStandIn {
  readonly #objects = new Map<string, Hosted>();
  readonly modified = "Fri, 01 Nov 2024 12:00:00 GMT";

  constructor(listening: Listening = {}) {
    super(listening);
  }

  /** @returns the URL, with the query that opens it */
  put(
    path: string,
    content: Buffer,
    { query = "", etag = '"1"' }: { query?: string; etag?: string } = {},
  ): string {
    this.#objects.set(path, { content, etag: etag === "" ? undefined : etag, query });
    return `${this.server}${path}${query}`;
  }

  protected override answer({ path, headers }: SeenRequest): StandInAnswer {
    const [name = "", query] = path.split("?");
    const object = this.#objects.get(name);
    if (object === undefined) return { status: 404, body: "<Error><Code>NoSuchKey</Code></Error>" };
    if ((query === undefined ? "" : `?${query}`) !== object.query) {
      return { status: 403, body: "<Error><Code>AccessDenied</Code></Error>" };
    }
    const { content, etag } = object;
    const common = {
      "Content-Type": "binary/octet-stream",
      "Accept-Ranges": "bytes",
      "Last-Modified": this.modified,
      ...(etag === undefined ? {} : { ETag: etag }),
    };
    const first = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1]);
    if (Number.isNaN(first) || headers["if-range"] !== etag)
      return { status: 200, headers: common, body: content };
    if (first >= content.length) {
      return { status: 416, headers: { ...common, "Content-Range": `bytes */${content.length}` }, body: "" };
    }
    const range = `bytes ${first}-${content.length - 1}/${content.length}`;
    return { status: 206, headers: { ...common, "Content-Range": range }, body: content.subarray(first) };
  }

  /** Hangs up after so many bytes, for the next answers. */
  hangUpAfter(bytes: number, times = 1): void {
    let left = times;
    this.misbehave = (_, response, serve) => {
      if (left === 0) return false;
      left -= 1;
      const { status, headers, body } = serve();
      const content = Buffer.from(body);
      response.writeHead(status, { "Content-Length": content.length, ...headers });
      response.write(content.subarray(0, bytes), () => setTimeout(() => response.destroy(), 20));
      return true;
    };
  }
}
