import { randomUUID } from "node:crypto";
import {
  HttpStandIn,
  type Listening,
  type SeenRequest,
  type StandInAnswer,
} from "../osbuild/http-stand-in.ts";
import { checkRequest, readBody } from "./check-request.ts";
import { API, ApiError, catalogue, catalogueEntry, errorAnswer, json, unauthenticated } from "./errors.ts";
import { type Generation, openapi } from "./openapi.ts";
import type { TokenStandIn } from "./tokens.ts";
import {
  type BuildError,
  download,
  failureLog,
  manifestOf,
  reference,
  rewritten,
  type StandInCompose,
  type StandInImage,
  sbomsOf,
  statusOf,
  successLog,
  TMUX,
  UNFINISHED,
  type Upload,
} from "./told.ts";

export interface ComposerStandInOptions extends Listening {
  readonly generation?: Generation;
  /** Tokens are wanted, of this provider. */
  readonly tokens?: TokenStandIn;
  /** Ids for composes and clones, before random ones. */
  readonly ids?: readonly string[];
  /** Whether requests are kept, as servers with a directory for artifacts do. */
  readonly keepsRequests?: boolean;
}

/** An osbuild-composer that answers as the real one does, its defects included, and whose workers are the test. */
export class ComposerStandIn extends HttpStandIn {
  readonly composes = new Map<string, StandInCompose>();
  readonly clones = new Map<string, Upload & { status: string }>();
  readonly #options: ComposerStandInOptions;
  readonly #ids: string[];

  constructor(options: ComposerStandInOptions = {}) {
    super(options);
    this.#options = options;
    this.#ids = [...(options.ids ?? [])];
  }

  get #generation(): Generation {
    return this.#options.generation ?? "2026";
  }

  compose(id: string): StandInCompose {
    const compose = this.composes.get(id);
    if (compose === undefined) throw new Error(`there is no compose ${id}`);
    return compose;
  }

  /** A worker takes the job of an image, or is gone again. */
  work(id: string, status: string, index = 0): void {
    this.#image(id, index).status = status;
  }

  /** A worker has built an image, and brought it where it was to go. With Koji the compose is not over then. */
  finish(id: string, uploads: readonly Upload[], index = 0): void {
    const compose = this.compose(id);
    Object.assign(this.#image(id, index), { status: "success", uploads, log: successLog(uploads) });
    if (compose.request["koji"] === undefined) compose.status = "success";
  }

  /** A worker gives up. */
  fail(id: string, error: BuildError, uploads: readonly Upload[] = [], index = 0): void {
    Object.assign(this.#image(id, index), { status: "failure", uploads, error, log: failureLog(error) });
    this.compose(id).status = "failure";
  }

  #image(id: string, index: number): StandInImage {
    const image = this.compose(id).images[index];
    if (image === undefined) throw new Error(`compose ${id} has no image ${index}`);
    return image;
  }

  protected override answer(request: SeenRequest): StandInAnswer {
    try {
      return this.#route(request);
    } catch (error) {
      if (error instanceof ApiError) return errorAnswer(error);
      throw error;
    }
  }

  #route(request: SeenRequest): StandInAnswer {
    const { pathname, searchParams } = new URL(request.path, "http://x");
    const path = pathname.startsWith(`${API}/`) ? pathname.slice(API.length) : "";
    const isPublic = path === "/openapi" || path === "/errors";
    let tenant: string | undefined;
    if (this.#options.tokens !== undefined && !isPublic) {
      const refusal = refusalOf(request, this.#options.tokens);
      if (refusal !== undefined) return unauthenticated(refusal);
      tenant = this.#options.tokens.tenantOf(String(request.headers.authorization).slice(7));
    }
    switch (`${request.method} ${path}`) {
      case "GET /openapi":
        return json(openapi(this.#generation));
      case "GET /errors":
        return json(
          catalogue(Number(searchParams.get("page") ?? 0), Number(searchParams.get("size") ?? 100)),
        );
      case "POST /compose":
        return this.#create(request, tenant);
      case "GET /composes/":
        return this.#list();
      case "GET /distributions":
        if (this.#generation === "2023") throw new ApiError(21);
        return json({ "fedora-41": { x86_64: {} }, "centos-9": { x86_64: {} } });
      default:
        return this.#byId(request, path, tenant);
    }
  }

  #byId(request: SeenRequest, path: string, tenant: string | undefined): StandInAnswer {
    const [, kind, id, what] = /^\/(errors|composes|clones)\/([^/]+)(?:\/([a-z]+))?$/.exec(path) ?? [];
    if (kind === undefined || id === undefined) throw new ApiError(21);
    if (kind === "errors" && request.method === "GET") return json(catalogueEntry(Number(id)));
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new ApiError(14);
    if (kind === "clones") return this.#clone(id);
    const isLater = this.#generation === "2026";
    const route = `${request.method} ${what ?? ""}`;
    const known = ["GET ", "GET metadata", "GET logs", "GET manifests", "POST clone"];
    if (![...known, ...(isLater ? ["DELETE ", "GET sboms", "GET download"] : [])].includes(route)) {
      throw new ApiError(21);
    }
    if (this.clones.has(id)) throw new ApiError(26);
    const compose = this.composes.get(id);
    if (compose === undefined || compose.tenant !== tenant) throw new ApiError(15);
    switch (route) {
      case "GET metadata":
        return this.#metadata(compose);
      case "GET logs":
        return json({
          ...reference(id, "logs", "ComposeLogs"),
          image_builds: compose.images.map(({ log }) => log),
        });
      case "GET manifests":
        return json({
          ...reference(id, "manifests", "ComposeManifests"),
          manifests: compose.images.map(manifestOf),
        });
      case "GET sboms":
        return json({ ...reference(id, "sboms", "ComposeSBOMs"), items: compose.images.map(sbomsOf) });
      case "GET download":
        return download(compose);
      case "DELETE ":
        this.composes.delete(id);
        return json({ href: `${API}/composes/delete/${id}`, id, kind: "ComposeDeleteStatus" });
      case "POST clone":
        return this.#makeClone(compose, request);
      default:
        return json(statusOf(compose, this.#generation));
    }
  }

  #create({ body, headers }: SeenRequest, tenant: string | undefined): StandInAnswer {
    const request = readBody(body, headers["content-type"]);
    if (this.#options.tokens !== undefined && tenant === undefined) throw new ApiError(28);
    const images = checkRequest(request, this.#generation);
    const id = this.#newId();
    this.composes.set(id, {
      id,
      tenant,
      request,
      images: images.map(() => ({ status: "pending", uploads: [], error: undefined, log: UNFINISHED })),
      status: "pending",
      kojiBuild: undefined,
      packages: [TMUX, TMUX, TMUX],
      artifact: undefined,
    });
    return json({ href: `${API}/compose`, kind: "ComposeId", id }, 201);
  }

  #newId(): string {
    return this.#ids.shift() ?? randomUUID();
  }

  #list(): StandInAnswer {
    if (this.#generation === "2023") {
      const missing = "value is required but missing";
      throw new ApiError(30, `parameter "id" in path has an error: ${missing}: ${missing}`);
    }
    // Of all tenants.
    const composes = [...this.composes.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return json(composes.length === 0 ? null : composes.map((compose) => statusOf(compose, "2026")));
  }

  #metadata({ id, request, status, packages }: StandInCompose): StandInAnswer {
    if (request["koji"] !== undefined) throw new ApiError(26);
    if (status === "success" && packages === undefined) throw new ApiError(1012);
    const isLater = this.#generation === "2026";
    return json({
      // Before the end the recorded server leaves something out.
      href: `${API}/${isLater || status === "success" ? "composes/" : ""}${id}/metadata`,
      id,
      kind: "ComposeMetadata",
      ...(status === "success" ? { packages } : {}),
      ...(isLater && this.#options.keepsRequests !== false ? { request: rewritten(request) } : {}),
    });
  }

  #makeClone({ id, status, images }: StandInCompose, { body, headers }: SeenRequest): StandInAnswer {
    const { region } = readBody(body, headers["content-type"]);
    if (status !== "success") throw new ApiError(31);
    const uploads = images[0]?.uploads ?? [];
    if (uploads.length !== 1) throw new ApiError(1006);
    if (uploads[0]?.type !== "aws") throw new ApiError(32);
    const clone = this.#newId();
    this.clones.set(clone, { type: "aws", status: "pending", options: { ami: "", region: "" } });
    this.#wanted.set(clone, String(region));
    return json({ href: `${API}/composes/${id}/clone`, kind: "CloneComposeId", id: clone }, 201);
  }

  readonly #wanted = new Map<string, string>();

  /** A worker has copied an image. */
  finishClone(id: string, ami: string): void {
    const region = this.#wanted.get(id) ?? "";
    this.clones.set(id, { type: "aws", status: "success", options: { ami, region } });
  }

  #clone(id: string): StandInAnswer {
    const clone = this.clones.get(id);
    if (clone === undefined) throw new ApiError(this.composes.has(id) ? 26 : 15);
    const { options, status, type } = clone;
    return json({ href: `${API}/clones/${id}`, id, kind: "CloneComposeStatus", options, status, type });
  }
}

/** What is wrong with a login. */
function refusalOf({ headers }: SeenRequest, tokens: TokenStandIn): string | undefined {
  const { authorization } = headers;
  if (authorization === undefined) {
    return "Request doesn't contain the 'Authorization' header or the 'cs_jwt' cookie";
  }
  const [type, token] = authorization.split(" ");
  if (type !== "Bearer") return `Authentication type '${type}' isn't supported`;
  try {
    tokens.tenantOf(token ?? "");
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
