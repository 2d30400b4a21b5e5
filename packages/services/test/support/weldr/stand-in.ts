import { randomUUID } from "node:crypto";
import {
  HttpStandIn,
  type Listening,
  type SeenRequest,
  type StandInAnswer,
} from "../osbuild/http-stand-in.ts";
import { empty, json, notFound, TYPE, WeldrRefusal } from "./answers.ts";
import { Blueprints, DISTROS } from "./blueprints.ts";
import { downloaded, entryOf, logOf, type QueueStatus, type StandInCompose } from "./composes.ts";

export interface WeldrStandInOptions extends Listening {
  /** Ids for composes and uploads, before random ones. */
  readonly ids?: readonly string[];
  /** In milliseconds since 1970. */
  readonly now?: () => number;
}

const TYPES = [
  ...["ami", "container", "image-installer", "iot-commit", "iot-container", "iot-installer"],
  ...["iot-raw-image", "oci", "openstack", "qcow2", "vhd", "vmdk"],
];
const PROVIDERS = ["aws", "aws.s3", "generic.s3", "azure", "gcp", "vmware", "oci", "container"];
/** Uploads of which the server says nothing. */
const SILENT = ["oci", "container"];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A Weldr API that answers as the real one does, its defects included, and whose workers are the test. */
export class WeldrStandIn extends HttpStandIn {
  readonly blueprints = new Blueprints();
  readonly composes = new Map<string, StandInCompose>();
  readonly #ids: string[];
  readonly #now: () => number;

  constructor(options: WeldrStandInOptions = {}) {
    super(options);
    this.#ids = [...(options.ids ?? [])];
    this.#now = options.now ?? Date.now;
  }

  compose(id: string): StandInCompose {
    const compose = this.composes.get(id);
    if (compose === undefined) throw new Error(`there is no compose ${id}`);
    return compose;
  }

  /** A worker takes the job. */
  work(id: string): void {
    Object.assign(this.compose(id), { status: "RUNNING", started: this.#seconds });
  }

  finish(id: string, content?: Buffer): void {
    const compose = this.compose(id);
    Object.assign(compose, { status: "FINISHED", finished: this.#seconds, log: "" });
    compose.started ??= this.#seconds;
    if (content !== undefined) compose.content = content;
  }

  /** The build fails, or its upload. */
  fail(id: string, output: string): void {
    const compose = this.compose(id);
    Object.assign(compose, {
      status: "FAILED",
      finished: this.#seconds,
      log: `Pipeline build\nStage org.osbuild.rpm\nOutput:\n${output}\n`,
    });
    compose.started ??= this.#seconds;
  }

  get #seconds(): number {
    return this.#now() / 1000;
  }

  protected override answer(request: SeenRequest): StandInAnswer {
    try {
      return this.#route(request);
    } catch (error) {
      if (error instanceof WeldrRefusal) return error.answer;
      throw error;
    }
  }

  #route(request: SeenRequest): StandInAnswer {
    const { pathname, searchParams } = new URL(request.path, "http://x");
    const { method, body, headers } = request;
    if (pathname === "/api/status") {
      return json({
        ...{ api: "1", db_supported: true, db_version: "0", schema_version: "0" },
        ...{ backend: "osbuild-composer", build: "devel", msgs: [] },
      });
    }
    const [, version, path = ""] = /^\/api\/v([01])\/(.*)$/.exec(pathname) ?? [];
    if (version === undefined) throw notFound();
    if (/^upload\/|^compose\/uploads\/schedule\//.test(path)) return empty(501);
    const [area, rest = ""] = [path.slice(0, path.indexOf("/")), path.slice(path.indexOf("/") + 1)];
    if (path === "compose" && method === "POST")
      return this.#create(body, headers["content-type"], searchParams);
    if (path === "blueprints/new" && method === "POST")
      return this.blueprints.push(body, headers["content-type"]);
    if (method === "DELETE" && area === "compose") return this.#end(rest);
    if (method !== "GET") return empty(405, "GET, OPTIONS");
    if (path === "distros/list") return json({ distros: DISTROS });
    if (area === "blueprints") return this.blueprints.route(rest, searchParams);
    if (area === "compose") return this.#read(rest, searchParams, version === "1");
    throw notFound();
  }

  #read(path: string, query: URLSearchParams, withUploads: boolean): StandInAnswer {
    const entries = (...states: readonly QueueStatus[]) =>
      this.#sorted.filter(({ status }) => states.includes(status)).map((one) => entryOf(one, withUploads));
    switch (path) {
      case "types":
        return types(query.get("distro"));
      case "queue":
        return json({ new: entries("WAITING"), run: entries("RUNNING") });
      case "finished":
        return json({ finished: entries("FINISHED") });
      case "failed":
        return json({ failed: entries("FAILED") });
    }
    const [, what, id = ""] = /^(status|info|image|logs|metadata|results|log)\/(.+)$/.exec(path) ?? [];
    if (what === undefined) throw notFound();
    if (what === "status") return this.#status(id, query);
    const compose = UUID.test(id) ? this.composes.get(id) : undefined;
    if (compose === undefined) throw new WeldrRefusal(400, "UnknownUUID", `${id} is not a valid build uuid`);
    switch (what) {
      case "info":
        return json(this.#info(compose));
      case "log":
        return logOf(compose);
      default:
        return downloaded(compose, what);
    }
  }

  get #sorted(): readonly StandInCompose[] {
    return [...this.composes.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #status(ids: string, query: URLSearchParams): StandInAnswer {
    if (ids !== "*" && ids.split(",").some((id) => !UUID.test(id))) {
      throw new WeldrRefusal(400, "UnknownUUID", `${ids} is not a valid build uuid`);
    }
    const isWanted = (one: StandInCompose) =>
      ids === "*"
        ? [
            ["status", one.status],
            ["blueprint", one.blueprint.name],
            ["type", one.type],
          ].every(([name = "", value]) => (query.get(name) ?? value) === value)
        : ids.split(",").includes(one.id);
    return json({ uuids: this.#sorted.filter(isWanted).map((one) => entryOf(one, true)) });
  }

  #info(compose: StandInCompose) {
    const { id, blueprint, type, dependencies } = compose;
    const { queue_status, image_size, uploads } = entryOf(compose, true);
    return {
      ...{ id, config: "", blueprint, commit: "", deps: { packages: dependencies } },
      ...{ compose_type: type, queue_status, image_size, ...(uploads === undefined ? {} : { uploads }) },
    };
  }

  #create(body: string, type: string | undefined, query: URLSearchParams): StandInAnswer {
    if (type !== "application/json") throw new WeldrRefusal(400, "MissingPost", "blueprint must be json");
    const request = parsed(body);
    const { blueprint_name: name, compose_type: imageType, upload, size = 2 * 1024 ** 3 } = request;
    if (upload !== undefined && !PROVIDERS.includes(upload.provider)) throw notFound();
    const blueprint = this.blueprints.byName.get(name);
    if (blueprint !== undefined && !TYPES.includes(imageType)) {
      const why = `invalid image type: ${imageType}`;
      throw new WeldrRefusal(
        400,
        "ComposeError",
        `Failed to get compose type ${JSON.stringify(imageType)}: ${why}`,
      );
    }
    const dependencies = this.blueprints.dependencies(name);
    const id = this.#ids.shift() ?? randomUUID();
    const created = this.#seconds;
    const settings = { ...SETTINGS[upload?.provider ?? ""], ...upload?.settings };
    this.composes.set(id, {
      id,
      blueprint: blueprint as NonNullable<typeof blueprint>,
      type: imageType,
      size,
      status: "WAITING",
      created,
      started: undefined,
      finished: undefined,
      upload:
        upload === undefined || SILENT.includes(upload.provider)
          ? undefined
          : {
              uuid: this.#ids.shift() ?? randomUUID(),
              provider: upload.provider,
              name: upload.image_name,
              created,
              settings: Object.fromEntries(
                Object.entries(settings).filter(([key]) => !/secret|access|token/i.test(key)),
              ),
            },
      dependencies,
      log: "",
      content: Buffer.from(`FAKE-IMAGE-disk.qcow2${"\n".repeat(64)}`),
    });
    const test = query.get("test");
    if (test !== null) {
      Object.assign(this.compose(id), { status: test === "1" ? "FAILED" : "FINISHED", started: created });
    }
    return json({ build_id: id, status: true });
  }

  #end(path: string): StandInAnswer {
    const [, what, id = ""] = /^(cancel|delete)\/(.+)$/.exec(path) ?? [];
    const compose = this.composes.get(id);
    const isOver = compose?.status === "FINISHED" || compose?.status === "FAILED";
    if (what === "cancel") {
      if (compose === undefined) throw new WeldrRefusal(400, "UnknownUUID", `Compose ${id} doesn't exist`);
      if (isOver)
        throw new WeldrRefusal(400, "BuildInWrongState", `Build ${id} is not in WAITING or RUNNING.`);
      compose.status = "FAILED";
      return json({ uuid: id, status: true });
    }
    if (what !== "delete") throw notFound();
    if (compose === undefined) {
      return json({ uuids: [], errors: [{ id: "UnknownUUID", msg: `compose ${id} doesn't exist` }] });
    }
    if (!isOver) {
      const msg = `Compose ${id} is not in FINISHED or FAILED.`;
      return json({ uuids: [], errors: [{ id: "BuildInWrongState", msg }] });
    }
    this.composes.delete(id);
    return json({ uuids: [{ uuid: id, status: true }], errors: [] });
  }
}

/** What the server repeats although nobody said it. */
const SETTINGS: Readonly<Record<string, object>> = {
  "aws.s3": { region: "", bucket: "", key: "", endpoint: "", ca_bundle: "", skip_ssl_verification: false },
};

interface CreateRequest {
  readonly blueprint_name: string;
  readonly compose_type: string;
  readonly size?: number;
  readonly upload?: { readonly provider: string; readonly image_name: string; readonly settings: object };
}

function parsed(body: string): CreateRequest {
  try {
    return JSON.parse(body);
  } catch {
    throw notFound();
  }
}

/** The machine of the recorded server had a distribution that it did not know. */
function types(distro: string | null): StandInAnswer {
  if (distro === null) throw new WeldrRefusal(400, "DistroError", "Unknown distribution: debian-12");
  if (!DISTROS.includes(distro)) throw new WeldrRefusal(400, "DistroError", `Invalid distro: ${distro}`);
  return { ...json({ types: TYPES.map((name) => ({ name, enabled: true })) }), headers: TYPE };
}
