import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An artifact as the service keeps it. */
export interface KeptArtifact {
  readonly id: number;
  readonly run: string;
  /** The job that uploaded it. */
  readonly job: string;
  readonly name: string;
  /** The archive, as it was uploaded. */
  readonly content: Buffer;
  /** What the service says of the archive: `sha256:…`. */
  readonly digest: string;
}

/** How a call is answered instead. */
export interface ServiceFault {
  readonly status: number;
  readonly message: string;
}

/** The calls of the service, and the transfers of archives. */
export type ServiceCall =
  | "CreateArtifact"
  | "FinalizeArtifact"
  | "ListArtifacts"
  | "GetSignedArtifactURL"
  | "DeleteArtifact"
  | "upload"
  | "download";

/** A local stand-in of GitHub's service for workflow artifacts. */
export interface ResultsService {
  readonly url: string;
  /** What the runner sets for an action in a job of a run. */
  env(run: string, job: string): Record<string, string>;
  /** The finished artifacts of a run, or of all runs, in the order in which they were made. */
  artifacts(run?: string): readonly KeptArtifact[];
  /** Puts an archive there as if a job had uploaded it; with a digest of its own it is not what it should be. */
  add(artifact: { run: string; name: string; content: Buffer; digest?: string }): KeptArtifact;
  /** Every call so far. */
  readonly calls: readonly ServiceCall[];
  /** Lets a call fail from now on; without a fault it works again. */
  fail(call: ServiceCall, fault?: ServiceFault): void;
  /** Lets a call be taken and never answered. */
  hang(call: ServiceCall): void;
  close(): Promise<void>;
}

/** An artifact on its way: created, not finalized. */
interface Upload {
  readonly run: string;
  readonly job: string;
  readonly name: string;
  readonly blocks: Map<string, Buffer>;
  content: Buffer | undefined;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
}

const ROUTE = /^\/twirp\/github\.actions\.results\.api\.v1\.ArtifactService\/([A-Za-z]+)$/;
type Message = Readonly<Record<string, unknown>>;

/**
 * Starts a stand-in of the results service on a free port of the loopback: the calls that `@actions/artifact` makes, a
 * store for the blocks of archives behind signed URLs, and the rule that a name is given once in a run.
 */
export async function startResultsService(): Promise<ResultsService> {
  const service = new StandIn();
  const server = createServer((request, response) => {
    service.handle(request, response).catch((error: unknown) => {
      // A defect of the stand-in must not look like a refusal that clients try again.
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify({ code: "malformed", msg: String(error) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  service.stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return service;
}

class StandIn implements ResultsService {
  url = "";
  stop: () => Promise<void> = async () => {};
  readonly calls: ServiceCall[] = [];
  readonly #faults = new Map<ServiceCall, ServiceFault | "hang">();
  readonly #uploads: Upload[] = [];
  readonly #kept: KeptArtifact[] = [];
  readonly #signature = randomBytes(16).toString("base64");
  #nextId = 1;

  env(run: string, job: string): Record<string, string> {
    return { ACTIONS_RESULTS_URL: `${this.url}/`, ACTIONS_RUNTIME_TOKEN: tokenOf(run, job) };
  }

  artifacts(run?: string): readonly KeptArtifact[] {
    return this.#kept.filter((artifact) => run === undefined || artifact.run === run);
  }

  add({
    run,
    name,
    content,
    digest = digestOf(content),
  }: Parameters<ResultsService["add"]>[0]): KeptArtifact {
    return this.#keep({ run, job: "elsewhere", name, content, digest });
  }

  fail(call: ServiceCall, fault?: ServiceFault): void {
    if (fault === undefined) this.#faults.delete(call);
    else this.#faults.set(call, fault);
  }

  hang(call: ServiceCall): void {
    this.#faults.set(call, "hang");
  }

  close(): Promise<void> {
    return this.stop();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    const method = ROUTE.exec(url.pathname)?.[1] as ServiceCall | undefined;
    const call = method ?? (request.method === "PUT" ? "upload" : "download");
    this.calls.push(call);
    const body = await bodyOf(request);
    const fault = this.#faults.get(call);
    if (fault === "hang") return;
    const { status, headers, content } =
      fault === undefined
        ? this.#answer(call, { url, request, body, isMethod: method !== undefined })
        : answer(fault.status, { code: "fault", msg: fault.message });
    response.writeHead(status, { ...headers, "content-length": content.length }).end(content);
  }

  #answer(
    call: ServiceCall,
    { url, request, body, isMethod }: { url: URL; request: IncomingMessage; body: Buffer; isMethod: boolean },
  ): Answer {
    if (isMethod) return this.#call(call, request, JSON.parse(body.toString()));
    if (url.searchParams.get("sig") !== this.#signature) return answer(403, { msg: "not signed" });
    return call === "upload" ? this.#upload(url, body) : this.#download(url);
  }

  #call(method: ServiceCall, request: IncomingMessage, message: Message): Answer {
    const scope = scopeOf(request);
    const [run, job] = [message["workflow_run_backend_id"], message["workflow_job_run_backend_id"]];
    if (scope === undefined || scope.run !== run) {
      return answer(401, { code: "unauthenticated", msg: "the token is not for this run" });
    }
    const mine = this.#kept.filter((artifact) => artifact.run === run);
    const named = mine.find(({ name }) => name === message["name"]);
    switch (method) {
      case "CreateArtifact":
        return this.#create({ run: scope.run, job: String(job), name: String(message["name"]) });
      case "FinalizeArtifact":
        return this.#finalize(scope.run, message);
      case "ListArtifacts": {
        const [name, id] = [message["name_filter"], message["id_filter"]];
        const found = mine.filter(
          (artifact) =>
            (name === undefined || artifact.name === name) &&
            (id === undefined || String(artifact.id) === id),
        );
        return answer(200, { artifacts: found.map(described) });
      }
      case "GetSignedArtifactURL":
        return named === undefined
          ? answer(404, { code: "not_found", msg: "no such artifact" })
          : answer(200, { name: named.name, signed_url: this.#signed(`/kept/${named.id}`) });
      case "DeleteArtifact":
        if (named === undefined) return answer(404, { code: "not_found", msg: "no such artifact" });
        this.#kept.splice(this.#kept.indexOf(named), 1);
        return answer(200, { ok: true, artifact_id: String(named.id) });
      default:
        return answer(404, { code: "bad_route", msg: method });
    }
  }

  #create(place: { run: string; job: string; name: string }): Answer {
    const taken = (one: { run: string; name: string }) => one.run === place.run && one.name === place.name;
    if (this.#kept.some(taken) || this.#uploads.some(taken)) {
      const msg = "an artifact with this name already exists on the workflow run";
      return answer(409, { code: "already_exists", msg });
    }
    this.#uploads.push({ ...place, blocks: new Map(), content: undefined });
    const url = this.#signed(`/uploads/${this.#uploads.length - 1}`);
    return answer(200, { ok: true, signed_upload_url: url });
  }

  #finalize(run: string, message: Message): Answer {
    const upload = this.#uploads.find((one) => one.run === run && one.name === message["name"]);
    if (upload?.content === undefined || String(upload.content.length) !== message["size"]) {
      return answer(400, { code: "invalid_argument", msg: "the archive is not complete" });
    }
    const { content, job, name } = upload;
    const { id } = this.#keep({ run, job, name, content, digest: String(message["hash"]) });
    return answer(200, { ok: true, artifact_id: String(id) });
  }

  #keep(artifact: Omit<KeptArtifact, "id">): KeptArtifact {
    const kept = { id: this.#nextId, ...artifact };
    this.#nextId += 1;
    this.#kept.push(kept);
    return kept;
  }

  /** Azure's block blobs: blocks in any order, then the list that puts them together. */
  #upload(url: URL, body: Buffer): Answer {
    const upload = this.#uploads[Number(url.pathname.split("/").at(-1))];
    if (upload === undefined) return answer(404, { msg: "no such upload" });
    if (url.searchParams.get("comp") === "block") {
      upload.blocks.set(url.searchParams.get("blockid") ?? "", body);
    } else {
      const ids = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(([, id = ""]) => id);
      upload.content = Buffer.concat(ids.map((id) => upload.blocks.get(id) ?? Buffer.alloc(0)));
    }
    const headers = { "x-ms-request-id": "1", "x-ms-version": "2025-11-05", etag: '"1"' };
    return { status: 201, headers, content: Buffer.alloc(0) };
  }

  #download(url: URL): Answer {
    const kept = this.#kept.find(({ id }) => `/kept/${id}` === url.pathname);
    if (kept === undefined) return answer(404, { msg: "no such artifact" });
    const headers = {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${kept.name}.zip"`,
    };
    return { status: 200, headers, content: kept.content };
  }

  #signed(path: string): string {
    return `${this.url}${path}?sig=${encodeURIComponent(this.#signature)}`;
  }
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

function described({ id, run, job, name, content, digest }: KeptArtifact) {
  return {
    workflow_run_backend_id: run,
    workflow_job_run_backend_id: job,
    database_id: String(id),
    name,
    size: String(content.length),
    created_at: "2026-02-04T00:00:00Z",
    // Older services have none.
    ...(digest === "" ? {} : { digest }),
  };
}

/** A token as the runner has it, but for the signature, which no client checks. */
function tokenOf(run: string, job: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const scope = `Actions.GenericRead:${run} Actions.Results:${run}:${job}`;
  return [part({ alg: "none", typ: "JWT" }), part({ scp: scope }), "signature"].join(".");
}

function scopeOf(request: IncomingMessage): { readonly run: string } | undefined {
  const [, payload = ""] = (request.headers.authorization ?? "").replace(/^Bearer /, "").split(".");
  try {
    const { scp } = JSON.parse(Buffer.from(payload, "base64url").toString());
    const run = /Actions\.Results:([^: ]+):[^: ]+/.exec(scp)?.[1];
    return run === undefined ? undefined : { run };
  } catch {
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function answer(status: number, value: unknown): Answer {
  const headers = { "content-type": "application/json" };
  return { status, headers, content: Buffer.from(JSON.stringify(value)) };
}
