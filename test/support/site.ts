import { hash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** A file of a compose, and what the metadata says of it: the truth, unless given. */
export interface SiteFile {
  readonly path: string;
  readonly content: Buffer;
  /** By default where the site serves it. */
  readonly url?: string;
  readonly size?: number | null;
  readonly checksum?: string | null;
  readonly variant?: string;
}

export interface SiteRepository {
  readonly path: string;
  /** What repomd.xml lists, by href. */
  readonly files: Readonly<Record<string, Buffer>>;
  /** Served instead of the one that is made of the files. */
  readonly repomd?: Buffer;
  readonly checksum?: string | null;
  readonly url?: string;
  readonly variant?: string;
}

export interface SiteTree {
  readonly path: string;
  readonly variant?: string;
}

export interface SiteCompose {
  readonly id?: string;
  readonly date?: string;
  readonly extraFiles?: readonly SiteFile[];
  readonly rpms?: readonly SiteFile[];
  readonly repositories?: readonly SiteRepository[];
  readonly trees?: readonly SiteTree[];
}

export interface SiteRequest {
  readonly path: string;
  readonly range: string | undefined;
}

/** Answers a request itself, or leaves it (false) to the files. */
export type SiteBehaviour = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

export const sha256 = (content: Buffer): string => `sha256:${hash("sha256", content)}`;

/** Random bytes, the same ones for the same seed. */
export function bytesOf(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size);
  let state = seed * 2654435761;
  for (let index = 0; index < size; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state;
  }
  return bytes;
}

/** A server with the files of a compose: ranges, validators and all. */
export class Site {
  readonly files = new Map<string, Buffer>();
  readonly requests: SiteRequest[] = [];
  behaviour: SiteBehaviour | undefined;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.keepAliveTimeout = 30_000;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** With a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  get server(): Server {
    return this.#server;
  }

  /** How often a path was asked for. */
  count(path: string): number {
    return this.requests.filter((request) => request.path === path).length;
  }

  /** Begins anew: no requests, no files, no misbehaviour. */
  reset(): void {
    this.requests.length = 0;
    this.files.clear();
    this.behaviour = undefined;
  }

  /** Serves a compose and writes its 2.0 metadata into a folder. @returns the folder */
  publish(compose: SiteCompose, folder: string): string {
    mkdirSync(folder, { recursive: true });
    for (const [name, document] of Object.entries(this.#documents(compose))) {
      writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(document, undefined, 4)}\n`);
    }
    return folder;
  }

  #documents({
    id = "Test-1-20260204.0",
    date = "20260204",
    ...compose
  }: SiteCompose): Record<string, object> {
    const { extraFiles = [], rpms = [], repositories = [], trees = [] } = compose;
    const section = { id, date, type: "production", respin: 0 };
    const document = (type: string, payload: object) => ({
      header: { type: `productmd.${type}`, version: "2.0" },
      payload: { compose: section, ...payload },
    });
    const named = [...extraFiles, ...rpms, ...repositories, ...trees];
    const variants = [...new Set(named.map(({ variant = "Server" }) => variant))];
    const cells = <T extends { readonly variant?: string }, R>(
      list: readonly T[],
      make: (own: readonly T[]) => R,
    ) =>
      Object.fromEntries(
        variants
          .map((uid) => [uid, list.filter(({ variant = "Server" }) => variant === uid)] as const)
          .filter(([, own]) => own.length > 0)
          .map(([uid, own]) => [uid, { x86_64: make(own) }]),
      );
    const documents: Record<string, object> = {
      composeinfo: document("composeinfo", {
        release: { internal: false, name: "Test", short: "Test", type: "ga", version: "1" },
        variants: Object.fromEntries(variants.map((uid) => [uid, this.#variant(uid, repositories, trees)])),
      }),
    };
    if (extraFiles.length > 0) {
      documents["extra_files"] = document("extra_files", {
        extra_files: cells(extraFiles, (own) =>
          own.map((file) => ({ file: file.path.replace(/^.*\//, ""), location: this.#location(file) })),
        ),
      });
    }
    if (rpms.length > 0) {
      documents["rpms"] = document("rpms", {
        rpms: cells(rpms, (own) => Object.fromEntries(own.map((file) => this.#rpm(file)))),
      });
    }
    return documents;
  }

  #variant(uid: string, repositories: readonly SiteRepository[], trees: readonly SiteTree[]): object {
    const own = <T extends { readonly variant?: string }>(list: readonly T[]) =>
      list.filter(({ variant = "Server" }) => variant === uid);
    const [repository] = own(repositories);
    const [tree] = own(trees);
    const paths = {
      ...(repository === undefined ? {} : { repository: { x86_64: this.#repository(repository) } }),
      ...(tree === undefined
        ? {}
        : {
            os_tree: {
              x86_64: {
                url: this.url + tree.path,
                local_path: tree.path,
                size: null,
                checksum: null,
                contents: [],
              },
            },
          }),
    };
    return { arches: ["x86_64"], id: uid, name: uid, paths, type: "variant", uid };
  }

  #location({ path, content, url, size, checksum }: SiteFile): object {
    this.files.set(path, content);
    return {
      url: url ?? this.url + path,
      local_path: path,
      size: size === undefined ? content.length : size,
      checksum: checksum === undefined ? sha256(content) : checksum,
      contents: [],
    };
  }

  #rpm(file: SiteFile): [string, object] {
    const name = file.path.replace(/^.*\//, "").replace(/-1-1\.x86_64\.rpm$/, "");
    const entry = { category: "binary", location: this.#location(file), sigkey: null, sigkeys: [] };
    return [`${name}-0:1-1.src`, { [`${name}-0:1-1.x86_64`]: entry }];
  }

  #repository({ path, files, repomd = repomdOf(files), checksum, url }: SiteRepository): object {
    for (const [href, content] of Object.entries(files)) {
      this.files.set(`${path}/${href}`, content);
    }
    this.files.set(`${path}/repodata/repomd.xml`, repomd);
    return {
      url: url ?? this.url + path,
      local_path: path,
      size: checksum === null ? null : repomd.length,
      checksum: checksum === undefined ? sha256(repomd) : checksum,
      contents: [],
    };
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent((request.url ?? "").slice(1));
    const { range } = request.headers;
    this.requests.push({ path, range });
    if (this.behaviour?.(request, response, path) !== true) {
      this.send(request, response, this.files.get(path));
    }
  }

  /** The answer of a server that does everything right. */
  send(request: IncomingMessage, response: ServerResponse, content: Buffer | undefined): void {
    if (content === undefined) {
      response.writeHead(404).end(Buffer.from("not there\n"));
      return;
    }
    const etag = `"${hash("sha1", content).slice(0, 16)}"`;
    const { range, "if-range": condition } = request.headers;
    const first = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1]);
    if (Number.isNaN(first) || (condition !== undefined && condition !== etag)) {
      response.writeHead(200, { "content-length": content.length, etag }).end(content);
    } else if (first >= content.length) {
      response.writeHead(416, { "content-range": `bytes */${content.length}` }).end();
    } else {
      const part = content.subarray(first);
      const contentRange = `bytes ${first}-${content.length - 1}/${content.length}`;
      response
        .writeHead(206, { "content-length": part.length, "content-range": contentRange, etag })
        .end(part);
    }
  }
}

export function repomdOf(files: Readonly<Record<string, Buffer>>): Buffer {
  const data = Object.entries(files)
    .filter(([href]) => href.startsWith("repodata/"))
    .map(
      ([href, content]) => `  <data type="${href.replace(/^.*\//, "").replace(/\..*$/, "")}">
    <checksum type="sha256">${hash("sha256", content)}</checksum>
    <location href="${href}"/>
    <size>${content.length}</size>
  </data>
`,
    );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<repomd xmlns="http://linux.duke.edu/metadata/repo">\n  <revision>1</revision>\n${data.join("")}</repomd>\n`,
  );
}

/** A primary.xml of packages by their href. */
export function primaryOf(packages: Readonly<Record<string, Buffer>>): Buffer {
  const list = Object.entries(packages).map(
    ([href, content]) => `<package type="rpm">
  <name>${href.replace(/^.*\//, "").replace(/-1-1\..*$/, "")}</name>
  <arch>x86_64</arch>
  <version epoch="0" ver="1" rel="1"/>
  <checksum type="sha256" pkgid="YES">${hash("sha256", content)}</checksum>
  <size package="${content.length}" installed="1" archive="1"/>
  <location href="${href}"/>
</package>
`,
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="${list.length}">\n${list.join("")}</metadata>\n`,
  );
}

/** All regular files below a folder, by path, with a digest of their content. */
export function treeOf(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
    if (entry.isFile()) {
      found[path] = hash("sha256", readFileSync(join(folder, path)));
    } else if (!entry.isDirectory()) {
      found[path] = "no file";
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}
